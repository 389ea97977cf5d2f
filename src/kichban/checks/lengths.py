"""How long a document is against the frame of its channel, and the finer limits of each channel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kichban.channels import Limit
from kichban.checks.faults import Fault
from kichban.checks.paper import Paper
from kichban.measure import duration
from kichban.vietnamese import printed_words, sms_parts

__all__ = ["FOOT_WORDS", "length_faults", "lengths_of", "short_faults"]

FOOT_WORDS = 90
"""Printed words that the foot of a leaflet may hold."""

ONE_MESSAGE, ONE_PLAIN_MESSAGE = 70, 160
"""Characters of one short message, with marks above and below the letters and without."""

_MARKED = re.compile(r"[^\x00-\x7f]")
_LONGEST_MESSAGE = 1000  # characters; what is longer is no short message

_PAGE_WORDS = {"a4": 520, "a4-ngang": 520, "a5": 260, "a6": 130}


def lengths_of(paper: Paper) -> dict[str, Decimal]:
    """The length of a document by every measure of a channel; `tin` counts short messages."""
    reading = paper.reading
    text = reading.text
    sides = max((p.side for p in reading.passages), default=1)
    layout = paper.channel.bo_cuc.trang if paper.channel else "a4"
    words = printed_words(text)
    pages = max(1, -(-words // _PAGE_WORDS.get(layout, 520)))
    # The engine has measured a draft with the office's own abbreviations.
    measured = paper.draft.length if paper.draft else None
    syllables = measured.syllables if measured else reading.syllables
    seconds = measured.seconds if measured else paper.seconds
    return {
        "am_tiet": Decimal(syllables),
        "giay": seconds.quantize(Decimal(1)),
        "phut": Decimal(paper.minutes),
        "ky_tu": Decimal(len(text)),
        "chu": Decimal(words),
        "trang": Decimal(pages),
        "trang_chieu": Decimal(sides),
        "tin": Decimal(sms_parts(text)) if len(text) <= _LONGEST_MESSAGE else Decimal(0),
    }


def length_faults(paper: Paper) -> list[Fault]:
    """Where the document is longer than its channel allows."""
    assert paper.channel is not None
    lengths = lengths_of(paper)
    faults: list[Fault] = []
    for limit in paper.channel.gioi_han:
        value = lengths[limit.don_vi]
        if limit.don_vi == "phut" and not paper.minutes:
            continue
        if limit.don_vi == "ky_tu" and limit.nhieu_nhat == ONE_MESSAGE:
            faults.extend(_message_faults(paper.reading.text))
        elif value > limit.nhieu_nhat:
            most = _shown(Decimal(limit.nhieu_nhat), limit)
            faults.append(
                Fault(f"Dài {_shown(value, limit)}, khung {most}.", hint=_over(value, limit))
            )
    words = sum(printed_words(p.text) for p in paper.reading.footer)
    if words > FOOT_WORDS and not paper.spoken:
        faults.append(
            Fault(
                f"Chân trang {words} chữ, nhiều nhất {FOOT_WORDS}.",
                hint="bớt điều, gộp tên văn bản.",
            )
        )
    return faults


def _message_faults(text: str) -> Iterator[Fault]:
    """A text that one short message does not hold: letters with marks leave less room."""
    plain = not _MARKED.search(text)
    most = ONE_PLAIN_MESSAGE if plain else ONE_MESSAGE
    taken = len(text) if plain else len(text.encode("utf-16-le")) // 2
    if sms_parts(text[:_LONGEST_MESSAGE]) > 1 or taken > _LONGEST_MESSAGE:
        kind = "không dấu" if plain else "có dấu"
        yield Fault(
            f"Dài {taken} ký tự, khung {most} ký tự của một tin nhắn {kind}.",
            hint=f"bớt khoảng {max(1, taken - most)} ký tự: bỏ câu nhắc lại ý đã nói, bỏ lời chào.",
        )


def short_faults(paper: Paper) -> Iterator[Fault]:
    """Where the document is shorter than its channel means it to be; no gate, only a warning."""
    if paper.channel is None:
        return
    lengths = lengths_of(paper)
    for limit in paper.channel.gioi_han:
        value = lengths[limit.don_vi]
        if limit.it_nhat is not None and value < limit.it_nhat:
            if limit.don_vi == "phut" and not paper.minutes:
                continue
            yield Fault(
                f"Ngắn {_shown(value, limit)}, ít nhất {_shown(Decimal(limit.it_nhat), limit)}.",
                hint="thêm ví dụ nơi mình hoặc một câu hỏi hay gặp.",
            )


_NAMES = {
    "am_tiet": "âm tiết",
    "phut": "phút",
    "ky_tu": "ký tự",
    "trang": "trang",
    "trang_chieu": "trang chiếu",
    "chu": "chữ",
    "tin": "tin nhắn",
}


def _shown(value: Decimal, limit: Limit) -> str:
    if limit.don_vi == "giay":
        return duration(value)
    return f"{int(value)} {_NAMES[limit.don_vi]}"


def _over(value: Decimal, limit: Limit) -> str:
    more = value - limit.nhieu_nhat
    unit = "giây" if limit.don_vi == "giay" else _NAMES[limit.don_vi]
    return f"bớt khoảng {int(more)} {unit}: bỏ câu nhắc lại ý đã nói, rút gọn ví dụ."

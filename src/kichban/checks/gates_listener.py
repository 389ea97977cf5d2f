"""Gates on persons and names: personal data, one way of calling listeners, names of the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kichban.checks.faults import Fault
from kichban.checks.markers import view
from kichban.checks.paper import Paper
from kichban.checks.people import personal_data, private_names
from kichban.checks.reading import Line
from kichban.vietnamese import fold

__all__ = ["address_faults", "old_name_faults", "private_faults"]


def old_name_faults(paper: Paper) -> Iterator[Fault]:
    """Names that the place itself no longer has."""
    place = paper.place
    if place is None or not place.ten_cu:
        return
    for line in paper.reading.lines:
        words = line.view.words
        if any(mark in words for mark in (" trước đây ", " cũ ", " trước là ", " nay là ")):
            continue
        for name in place.ten_cu:
            at = fold(line.text).find(fold(name))
            if at >= 0:
                yield Fault(
                    f"Tên cũ: «{name}».",
                    line,
                    at,
                    at + len(name),
                    hint=f"dùng tên hiện nay «{place.ten_xa}», hoặc thêm «trước đây».",
                )


def private_faults(paper: Paper) -> list[Fault]:
    """G8: no personal data, no named private person."""
    allowed = _own_numbers(paper)
    faults = []
    for line in paper.reading.lines:
        for sighting in (*personal_data(line.text), *private_names(line.text)):
            digits = re.sub(r"\D", "", sighting.text)
            if digits and digits in allowed:
                continue
            if paper.place is None and digits.startswith(("1900", "1800")):
                continue  # a number that only offices have; which one is right is not known
            faults.append(
                Fault(
                    f"Có thể là thông tin cá nhân: «{sighting.text}».",
                    line,
                    sighting.start,
                    sighting.start + len(sighting.text),
                    hint="dùng vai chung («một chị bán rau»), số điện thoại của hồ sơ địa phương.",
                )
            )
    for speaker in dict.fromkeys(line.speaker for line in paper.reading.lines if line.speaker):
        if next(private_names(speaker), None) is not None:
            faults.append(
                Fault(
                    f"Vai «{speaker}» giống tên người thật.",
                    quote=speaker,
                    hint="gọi nhân vật bằng vai: ANH, CHỊ, BÁC, Cán bộ.",
                )
            )
    return faults


def _own_numbers(paper: Paper) -> str:
    if paper.place is None:
        return ""
    values = [v for v in paper.place.model_dump().values() if isinstance(v, str)]
    return "|".join(re.sub(r"\D", "", value) for value in values)


_CALLING = re.compile(r"(?:thưa|chào|kính gửi|kính thưa|mời|xin mời|cảm ơn|nhờ|kính mời) $")
_AFTER_NAME = re.compile(
    r"^ (?:ơi|ạ|hãy|nhớ|cứ|mang|cầm|đến|tới|ra|ghé|gọi|hỏi|mở|ghi|nộp|lấy|chỉ cần|có thể|nên|cần|"
    r"đóng|được|thấy|muốn|đang|đã|có|xem|để|lưu ý|yên tâm|thân mến)(?: |$)"
)
_NEVER_OTHERS = ("bạn",)
_FOR_THE_OFFICE = re.compile(
    r"(?<!\w)(?:cán bộ|người trực|nhân viên|phát thanh viên|chuyên gia|mc|đáp|đáp án)(?!\w)"
)


def address_faults(paper: Paper) -> list[Fault] | None:
    """G10: in narration listeners are called by one word; None when it is not known which."""
    listener = paper.setting.listener
    names = sorted(paper.listeners - {listener}, key=lambda name: (-len(name), name))
    others = [_Name.of(name) for name in names]
    own = {paper.persona.xung_ho.nguoi_nghe_rieng} if paper.persona else set()
    if not listener or not others:
        return None
    at_home = [name for name in others if name.text not in own and " " in name.text]
    spelled = _Name.of(listener).spelled
    faults = []
    for line in paper.reading.lines:
        # In dialogue people call each other as they do at home; who is there for the office
        # speaks to the listener.
        role = fold(line.speaker)
        dialogue = bool(role) and "dẫn" not in role
        if dialogue and (line.asks or not _FOR_THE_OFFICE.search(role)):
            continue
        if found := _called(line, spelled, at_home if dialogue else others):
            name, start, end = found
            faults.append(
                Fault(
                    f"Lẫn xưng hô: «{listener}» và «{name}».",
                    line,
                    start,
                    end,
                    hint=f"gọi «{listener}» từ đầu đến cuối.",
                )
            )
    return faults


@dataclass(frozen=True, slots=True)
class _Name:
    """A way of calling listeners, and how it is looked for."""

    text: str
    spelled: str

    @classmethod
    def of(cls, text: str) -> _Name:
        """A name as it was typed."""
        return cls(text, f" {' '.join(view(text).words.split())} ")


def _called(line: Line, own: str, others: list[_Name]) -> tuple[str, int, int] | None:
    """Another way of calling listeners, where it does call them: «mời quý khách», «Bà con nhớ»."""
    words = line.view.words
    masked = words.replace(own, f" {'_' * (len(own) - 2)} ")
    for other in others:
        name, spelled = other.text, other.spelled
        at = masked.find(spelled)
        while at >= 0:
            before, after = words[: at + 1], words[at + len(spelled) - 1 :]
            opens = at == 0
            # «Chị mở sổ» tells of somebody; «Bà con mở sổ» speaks to everybody.
            many = " " in name or "/" in name or name in _NEVER_OTHERS
            calls = (
                (opens and many and _AFTER_NAME.match(after))
                or _CALLING.search(before)
                or after.startswith((" ơi ", " ạ "))
            )
            if calls and not _of_others(after):
                start, end = line.view.span(at + 1, at + len(spelled) - 1)
                return name, start, end
            at = masked.find(spelled, at + 1)
    return None


def _of_others(after: str) -> bool:
    """Whether what follows makes the word mean other people: «bà con dân tộc thiểu số»."""
    return after.startswith((" dân tộc", " người", " xã đảo", " nông dân", " ở ", " trong xóm"))

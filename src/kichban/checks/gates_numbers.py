"""Gates on numbers: each comes from law, and none stands before the question of eligibility."""

from __future__ import annotations

import re
from dataclasses import replace

from kichban.checks.faults import Fault
from kichban.checks.markers import view
from kichban.checks.numbers import bare_texts, first_amount, legal_numbers
from kichban.checks.paper import Paper
from kichban.checks.reading import Line
from kichban.checks.rulebook import RuleBook
from kichban.checks.typed import numbers_in_words
from kichban.measure import UNCOUNTED
from kichban.script import Callout, walk

__all__ = ["eligibility_faults", "untraced_faults"]


# An ordinary number of an example («ví dụ đóng mười năm») is no law; money and shares always are.
_EXAMPLE = re.compile(r"(?<!\w)(?:ví dụ|chẳng hạn|giả sử|thí dụ)(?!\w)", re.IGNORECASE)


def untraced_faults(paper: Paper) -> list[Fault] | None:
    """G2: numbers that could be law and come from neither ledger nor place.

    None when nothing is known of where the document's numbers come from.
    """
    known = _of_place(paper)
    if paper.draft is not None:
        feet = {
            id(inner)
            for block in walk(paper.draft.body)
            if isinstance(block, Callout) and block.kind in UNCOUNTED
            for inner in walk(block.blocks)
        }
        bare = [
            (number, text)
            for text, block in bare_texts(paper.draft.body)
            if id(block) not in feet
            for number in legal_numbers(text)
            if number.key not in known and (number.amount or not _EXAMPLE.search(text))
        ]
        worded = [
            (run, text)
            for text, block in bare_texts(paper.draft.body)
            if id(block) not in feet
            for _, run in numbers_in_words(text)
            if run.lower().endswith(("đồng", "phần trăm"))
        ]
        found = [*((n.text, text) for n, text in bare), *worded]
        return [_typed(paper, number, text) for number, text in found]
    if paper.allowed is None:
        return None
    allowed = known | {
        number.key for text in paper.allowed for number in legal_numbers(text)
    }  # fmt: skip
    faults = []
    for line in paper.reading.lines:
        for number in legal_numbers(line.text):
            if number.key not in allowed:
                fault = _untraced(number.text, line, number.start, number.end)
                faults.append(replace(fault, hint=_NOT_IN_SIDECAR))
    return faults


_NOT_IN_SIDECAR = "sửa lại theo tệp nguồn số liệu, hoặc viết lại tài liệu."


def _typed(paper: Paper, number: str, text: str) -> Fault:
    around = text.replace("\ufffc", "…").strip()
    for line in paper.reading.lines:
        at = line.text.find(number)
        if at >= 0 and _shares_words(line.text, around):
            return _untraced(number, line, at, at + len(number))
    return Fault(
        f"Số «{number}» không có trong dữ liệu pháp luật.",
        quote=around,
        hint='dùng {{ so.… | … }}; số thường thì {{ "…" | so_thuong }} và không kèm đơn vị luật.',
    )


def _shares_words(one: str, other: str) -> bool:
    return len(view(one).known & view(other).known) >= min(3, len(view(one).known))


def _untraced(number: str, line: Line, start: int, end: int) -> Fault:
    return Fault(
        f"Số «{number}» không có trong dữ liệu pháp luật.",
        line,
        start,
        end,
        hint="lấy số từ so.… để có nguồn và tự đổi khi luật đổi.",
    )


def _of_place(paper: Paper) -> frozenset[str]:
    if paper.place is None:
        return frozenset()
    values = [v for v in paper.place.model_dump().values() if isinstance(v, str)]
    return frozenset(n.key for value in values for n in legal_numbers(value))


def eligibility_faults(paper: Paper, book: RuleBook) -> list[Fault] | None:
    """G9: who may belong to the compulsory scheme is asked before the first amount.

    None when it is not known whether the document invites people into the voluntary scheme.
    """
    if not paper.setting.ve:
        return None
    if paper.setting.ve != "tu_nguyen":
        return []
    asked = _asked(paper, book)
    amount = next((line for line in paper.reading.lines if _amount(line)), None)
    if asked is None:
        return [
            Fault(
                "Chưa hỏi diện bắt buộc.",
                amount,
                hint="thêm câu hỏi diện của nhóm người nghe ({{ nguoi.cua_kiem_tra.gon }}).",
            )
        ]
    if amount is not None and amount.place < asked.place:
        start, end = _amount(amount) or (0, 0)
        return [
            Fault(
                "Chưa hỏi diện bắt buộc trước con số đầu tiên.",
                amount,
                start,
                end,
                hint="đưa câu hỏi diện lên trước số tiền, phần trăm đầu tiên.",
            )
        ]
    return []


_IN_WORDS = re.compile(r"(?<= )(?:[^\s_\d]+_\S+|mười) (?:đồng|phần trăm)(?= )")


def _amount(line: Line) -> tuple[int, int] | None:
    """Where the first amount of money or percentage stands, in figures or in words."""
    if number := first_amount(line.text):
        return number.start, number.end
    found = _IN_WORDS.search(line.view.words)
    return line.view.span(found.start(), found.end()) if found else None


def _asked(paper: Paper, book: RuleBook) -> Line | None:
    for line in paper.reading.lines:
        if book.parts.find("cua_kiem_tra", line.view):
            return line
    told = paper.says("cua_kiem_tra", "0.6")
    return told.lines[0] if told and told.lines else None

"""Items on the main message: it stands first, it is said again, its points are few."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kichban.checks.faults import Fault, Item
from kichban.checks.paper import Paper, Told
from kichban.checks.reading import Line, count
from kichban.checks.required import phone_count
from kichban.checks.rulebook import RuleBook

__all__ = ["SAID", "first_place", "message", "points", "summary", "unknown"]


SAID = Decimal("0.7")
_NEARLY = Decimal("0.55")
_TAIL_LEAST = 60  # syllables: a close is never shorter than a few sentences


def unknown(item: str, name: str, full: int) -> Item:
    """An item that cannot be judged without topic and persona."""
    return Item(item, name, 0, full, "không biết chủ đề và nhóm người nghe.", (), judged=False)


def _message(paper: Paper, lines: Sequence[Line] | None = None) -> Told | None:
    found = [paper.told(text, lines) for text in paper.messages]
    return max(found, key=lambda told: told.share, default=None)


def _statements(paper: Paper, book: RuleBook) -> list[Line]:
    """Sentences that state something: no greeting, no question, no heading."""
    return [
        line
        for line in paper.reading.counted
        if line.kind != "heading"
        and not line.asks
        and not (book.parts.find("chao", line.view) and line.syllables <= 12)
    ]


def message(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P1: the message is the first statement; what is heard says it again at the end."""
    told = _message(paper)
    if told is None:
        return unknown("P1", name, full)
    wanted = paper.messages[0]
    if told.share < (_NEARLY if paper.short else SAID):
        fault = Fault("Không thấy thông điệp chính.", quote=wanted, hint=f"nói «{wanted}»")
        return Item("P1", name, 0, full, "thông điệp chính không có trong bài.", (fault,))
    got, faults = 3, []
    first = next(iter(_statements(paper, book)), None)
    begins = told.lines[0]
    if first is None or begins.place <= first.place:
        got += 2
    else:
        faults.append(
            Fault(
                "Câu nói đầu tiên chưa phải thông điệp chính.",
                first,
                0,
                len(first.text),
                hint=f"đưa «{wanted}» lên ngay sau lời chào.",
            )
        )
    if not paper.spoken or _again(paper, told):
        got += 3
    else:
        last = paper.reading.counted[-1]
        faults.append(
            Fault(
                "Cuối bài không nói lại thông điệp.",
                last,
                hint=f"thêm «{(paper.elements.get('nhac_lai') or (wanted,))[0]}»",
            )
        )
    return Item("P1", name, got, full, "", tuple(faults))


def _again(paper: Paper, told: Told) -> bool:
    """Whether the message is said again in the second half, in nearly the same words."""
    half = paper.reading.syllables // 2
    later = [
        line
        for line in paper.reading.counted
        if line.before >= half and line.place > told.lines[-1].place
    ]
    wanted = (*paper.elements.get("nhac_lai", ()), *paper.messages)
    return any(paper.told(text, later).share >= _NEARLY for text in wanted)


def first_place(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P2: the message begins early."""
    told = _message(paper)
    if told is None:
        return unknown("P2", name, full)
    if told.share < (_NEARLY if paper.short else SAID):
        return Item("P2", name, 0, full, "thông điệp chính không có trong bài.")
    before = told.lines[0].before
    total = max(1, paper.reading.syllables)
    share = 100 * before / total
    early = share <= book.limits.get("phan_tram_dau", 15)
    if paper.spoken:
        early = early or before / paper.rate <= book.limits.get("giay_dau", 10)
    got = full if early else full // 2 if share <= 2 * book.limits.get("phan_tram_dau", 15) else 0
    place = f"thông điệp bắt đầu sau {before} âm tiết, {int(share)} phần trăm bài."
    faults = (
        ()
        if early
        else (
            Fault(
                "Thông điệp tới muộn.",
                told.lines[0],
                0,
                len(told.lines[0].text),
                hint="đưa câu này lên ngay sau lời chào.",
            ),
        )
    )
    return Item("P2", name, got, full, place, faults)


def points(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P10: at most three points, each short enough to be remembered."""
    told = paper.elements.get("y_chinh", ())
    if not told or (paper.draft is None and paper.says("y_chinh") is None):
        return unknown("P10", name, full)
    most, long = book.limits.get("y_chinh", 3), book.limits.get("am_tiet_moi_y", 40)
    faults = [
        Fault(f"Ý dài {length} âm tiết, nên trong {long}.", quote=text, hint="rút lại một câu.")
        for text in told
        if (length := count(text, paper.reading.region)) > long
    ]
    if len(told) > most:
        faults.append(Fault(f"Có {len(told)} ý chính, nhiều nhất {most}.", hint="bớt ý."))
    return Item(
        "P10", name, max(0, full - 2 * len(faults)), full, f"{len(told)} ý chính.", tuple(faults)
    )


def summary(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P16: the last stretch says the message or the action again, and whom to ask."""
    tail = _tail(paper, book)
    text = "\n".join(line.text for line in tail)
    foot = paper.reading.foot if not paper.spoken else ""
    contact = phone_count(paper, f"{text}\n{foot}") > 0 or any(
        book.parts.find("noi_den", line.view) for line in tail
    )
    wanted = (*paper.elements.get("nhac_lai", ()), *paper.messages)
    told = any(paper.told(said, tail).share >= _NEARLY for said in wanted)
    if not paper.spoken and not told:
        told = any(book.parts.find("viec_can_lam", line.view) for line in tail)
    known = bool(wanted)
    got = (2 if contact else 0) + (1 if told or not known else 0)
    faults = []
    if not contact:
        faults.append(Fault("Cuối bài không có nơi hỏi.", hint="thêm {{ noi.hotline }}."))
    if known and not told:
        faults.append(Fault("Cuối bài không nhắc thông điệp.", hint="thêm {{ chu_de.nhac_lai }}."))
    return Item("P16", name, got, full, "", tuple(faults))


def _tail(paper: Paper, book: RuleBook) -> list[Line]:
    counted = paper.reading.counted
    total = paper.reading.syllables
    share = book.limits.get("phan_tram_cuoi", 15)
    start = min(total * (100 - share) // 100, total - _TAIL_LEAST)
    last = counted[-1].run if counted else 0
    return [
        line
        for line in counted
        if line.before + line.syllables > start or (not paper.spoken and line.run == last)
    ]

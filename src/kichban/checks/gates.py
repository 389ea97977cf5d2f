"""The gates of the checklist: any failure forbids publishing."""

from __future__ import annotations

import re
from dataclasses import replace

from kichban.checks.faults import Fault, Gate
from kichban.checks.gate_names import GATES
from kichban.checks.gates_listener import address_faults, old_name_faults, private_faults
from kichban.checks.gates_numbers import eligibility_faults, untraced_faults
from kichban.checks.lengths import length_faults
from kichban.checks.paper import Paper
from kichban.checks.reading import Line, Reading
from kichban.checks.required import ELEMENTS, REMEDIES, lacking
from kichban.checks.rulebook import RuleBook
from kichban.measure import Passage
from kichban.numerals import format_date
from kichban.script import Table, plain, walk

__all__ = ["gates"]


_SHORT = ("G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G10")

_UNFILLED = re.compile(
    # Every choice begins with a sign of its own: so the search passes quickly over plain words.
    r"\{\{[^{}]*\}\}?|\{%[^{}]*%?\}?|\}\}|%\}|……+|\.\.\.\.\.+|___+|\[\s*\]|«\s*»|\(\s*\)|"
    r"N(?<!\wN)(?:one|aN)(?!\w)|u(?<!\wu)ndefined(?!\w)|n(?<!\wn)ull(?!\w)|"
    r"X(?<!\wX)XX+(?!\w)|x(?<!\wx)xx+(?!\w)|\?\?\?|"
    r"X(?<!\wX)(?<![kK]ỷ X)(?<![kK]hóa X)(?<![cC]hương X)X(?!\w)|"
    r"</?(?:[abiup]|br|hr|em|strong|img|div|span|font|script|style|ul|ol|li|table|t[drh]|h[1-6])"
    r"(?: [^<>]{0,80})?/?>|"
    r"T(?<!\wT)(?:ODO|BD)(?!\w)|F(?<!\wF)IXME(?!\w)|[Ll]orem ipsum|"
    r"…[.…]{0,2} ?/ ?[….]{1,3} ?/|\.[.…]{0,2} ?/ ?[….]{1,3} ?/|"
    r"\((?:[đĐ]iền|[gG]hi|[nN]hập) [^()]{1,40}\)|"
    r"<(?:[đĐ]iền|[nN]hập|[gG]hi|[hH]ọ|[tT]ên) [^<>]{1,40}>"
)
_NOT_A_CUE = re.compile(
    r"(?i)(?:điền|nhập|họ tên|họ và tên|số điện thoại|tên (?:xã|phường|thôn|tỉnh|đơn vị|cơ quan))\b"
    r"[^.:]{0,30}$"
)
_HTML = re.compile(r"</?[a-z]{1,6}\d?(?: [^<>]*=[^<>]*)?/?>")
_BLANK_LINE = re.compile(r"……+|\.{5,}|_{3,}")


def gates(paper: Paper, book: RuleBook) -> tuple[Gate, ...]:
    """Every gate that applies, in order."""
    claims = _claims(paper, book)
    made = {
        "G1": lambda: _filled(paper, book),
        "G2": lambda: _known("G2", untraced_faults(paper), _NO_LEDGER),
        "G3": lambda: _in_force(paper),
        "G4": lambda: claims,
        "G5": lambda: _elements(paper, book, gaps=claims.failed),
        "G6": lambda: _length(paper),
        "G7": lambda: _phrases(paper, book, "G7"),
        "G8": lambda: _gate("G8", private_faults(paper)),
        "G9": lambda: _known("G9", eligibility_faults(paper, book), _NO_TOPIC),
        "G10": lambda: _known("G10", address_faults(paper), _NO_LISTENER),
        "G11": lambda: _phrases(paper, book, "G11"),
    }
    wanted = _SHORT if paper.short else tuple(made)
    return tuple(made[name]() for name in wanted)


def _gate(name: str, faults: list[Fault]) -> Gate:
    return Gate(name, GATES[name], not faults, tuple(faults))


def _unjudged(name: str, note: str) -> Gate:
    return Gate(name, GATES[name], None, (), note)


def _known(name: str, faults: list[Fault] | None, why_not: str) -> Gate:
    return _unjudged(name, why_not) if faults is None else _gate(name, faults)


_NO_LEDGER = "không có tệp nguồn số liệu đi kèm nên không đối chiếu được."
_NO_TOPIC = "không biết chủ đề có mời đóng tự nguyện không."
_NO_LISTENER = "không biết người nghe được gọi thế nào."


def _filled(paper: Paper, book: RuleBook) -> Gate:
    """G1: no tag, no empty place."""
    channel = paper.setting.channel
    norms = book.norms.get(channel)
    by_hand = norms is not None and norms.de_trong
    faults = []
    if not paper.reading.lines:
        message = "Tài liệu không có chữ nào."
        faults.append(Fault(message, hint="xem lại có chọn nhầm tệp không."))
    for line in paper.reading.lines:
        for found in _UNFILLED.finditer(line.text):
            if by_hand and _BLANK_LINE.fullmatch(found[0]):
                continue
            faults.append(_unfilled(found[0], line, found.start(), found.end()))
            break
    cues = [text for text, _ in paper.reading.cues()]
    rest = [*(p.text for p in paper.reading.feet), *cues]
    faults.extend(
        Fault(f"Còn chỗ chưa điền: «{text}».", quote=text, hint="điền chỗ đó.")
        for text in paper.reading.bracketed()
        if _NOT_A_CUE.match(text.strip(" []"))
    )
    for text in (*rest, *paper.slip_text.split("\n")):
        empty = _UNFILLED.search(text)
        if empty and not (by_hand and _BLANK_LINE.fullmatch(empty[0])):
            faults.append(
                Fault(f"Còn chỗ chưa điền: «{empty[0]}».", quote=text, hint="điền chỗ đó.")
            )
    return _gate("G1", faults)


def _unfilled(what: str, line: Line, start: int, end: int) -> Fault:
    if _HTML.fullmatch(what):
        message, hint = f"Còn thẻ HTML: «{what}».", "bỏ thẻ đó; chữ đậm đặt giữa hai cặp dấu *."
        return Fault(message, line, start, end, hint=hint)
    return Fault(
        f"Còn chỗ chưa điền: «{what}».",
        line,
        start,
        end,
        hint="điền chỗ đó, hoặc bỏ cả câu khi hồ sơ địa phương chưa có.",
    )


def _in_force(paper: Paper) -> Gate:
    """G3: every figure holds on every planned day of use."""
    use = paper.use
    if use is None:
        return _unjudged("G3", "không biết ngày dùng và ngày hiệu lực của từng số.")
    faults = []
    if use.ends is not None and use.first >= use.ends:
        faults.append(
            Fault(
                f"{_listed(use.ending)} chỉ đúng đến trước ngày {format_date(use.ends)}, tài liệu "
                f"dùng từ ngày {format_date(use.first)}.",
                hint="làm lại tài liệu với ngày luật mới.",
            )
        )
    if use.holds_from is not None and use.first < use.holds_from:
        faults.append(
            Fault(
                f"Có số chỉ đúng từ ngày {format_date(use.holds_from)}, tài liệu dùng từ ngày "
                f"{format_date(use.first)}.",
                hint="chọn ngày luật trùng ngày dùng.",
            )
        )
    return _gate("G3", faults)


def _listed(figures: tuple[str, ...]) -> str:
    return ", ".join(f"«{text}»" for text in dict.fromkeys(figures)) or "Tài liệu này"


def _claims(paper: Paper, book: RuleBook) -> Gate:
    """G4: a benefit stands with its condition."""
    faults = [
        Fault(
            gap.message,
            gap.line,
            gap.start,
            gap.end,
            hint=gap.rule.cach_sua,
            source=", ".join(gap.rule.can_cu),
        )
        for claim in book.claims
        for gap in claim.gaps(paper.reading, paper.setting)
    ]
    return _gate("G4", sorted(faults, key=lambda f: f.line.place if f.line else 0))


def _elements(paper: Paper, book: RuleBook, *, gaps: bool) -> Gate:
    """G5: what the channel requires."""
    if paper.channel is None:
        return _unjudged("G5", "không biết tài liệu thuộc kênh nào.")
    faults = [
        Fault(f"Thiếu {code}: {ELEMENTS[code]}.", hint=REMEDIES[code], source=code)
        for code in lacking(paper, book.parts, gaps=gaps)
    ]
    return _gate("G5", faults)


def _length(paper: Paper) -> Gate:
    """G6: within the frame of the channel."""
    if paper.channel is None:
        return _unjudged("G6", "không biết tài liệu thuộc kênh nào.")
    return _gate("G6", length_faults(paper))


_BELOW = 100_000  # the foot comes after all sentences


def _foot(paper: Paper) -> Reading:
    """The printed foot and the heads of tables, as words that are judged like the rest."""
    foot = [replace(passage, kind="paragraph") for passage in paper.reading.footer]
    tables = (block for block in walk(paper.reading.blocks) if isinstance(block, Table))
    heads = [Passage(plain(cell), "paragraph") for table in tables for cell in table.header]
    return Reading.of_passages([*foot, *heads], paper.setting.region)


def _phrases(paper: Paper, book: RuleBook, gate: str) -> Gate:
    """G7, G11: wordings that may not stand."""
    foot = _foot(paper)
    faults = [
        Fault(hit.message, hit.line, hit.start, hit.end, hit.text, hit.rule.cach_sua, hit.rule.khoa)
        for phrase in book.phrases
        if phrase.rule.cong == gate
        for reading in (paper.reading, foot)
        for hit in phrase.hits(reading, paper.setting)
    ]
    if gate == "G7":
        faults += [
            Fault(
                f"Không dùng «{hit.text}».",
                hit.line,
                hit.start,
                hit.end,
                hint=f"nói «{hit.row.noi[0]}»." if hit.row.noi else hit.row.khuyen,
                source=hit.row.tu,
            )
            for hit in book.words.hits(paper.reading, paper.setting)
            if hit.verdict == "cam"
        ]
    if gate == "G11":
        faults += list(old_name_faults(paper))
    seen: dict[tuple[int, int], Fault] = {}
    for fault in faults:
        place = fault.line.place if fault.line else -1
        if fault.line in foot.lines:
            place += _BELOW
        overlapping = any(
            p == place and known.start < fault.end and fault.start < known.end
            for (p, _), known in seen.items()
        )
        if not overlapping:
            seen[place, fault.start] = fault
    return _gate(gate, [seen[key] for key in sorted(seen)])

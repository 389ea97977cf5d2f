"""The gates of the checklist: any failure forbids publishing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kichban.checks.faults import Fault, Gate
from kichban.checks.lengths import length_faults
from kichban.checks.markers import view
from kichban.checks.numbers import bare_texts, first_amount, legal_numbers
from kichban.checks.paper import Paper
from kichban.checks.people import personal_data, private_names
from kichban.checks.reading import Line
from kichban.checks.required import ELEMENTS, REMEDIES, lacking
from kichban.checks.rulebook import RuleBook
from kichban.numerals import format_date
from kichban.script import Callout, walk
from kichban.vietnamese import fold

__all__ = ["NAMES", "gates"]

NAMES = {
    "G1": "Không còn chỗ chưa điền",
    "G2": "Con số nào cũng lấy từ dữ liệu pháp luật",
    "G3": "Dữ liệu còn hiệu lực trong mọi ngày dùng",
    "G4": "Quyền lợi đi với điều kiện",
    "G5": "Đủ phần bắt buộc của kênh",
    "G6": "Độ dài trong khung của kênh",
    "G7": "Không hứa, không dọa, không chê",
    "G8": "Không dữ liệu cá nhân, không tên riêng",
    "G9": "Câu hỏi diện đứng trước con số",
    "G10": "Một cách xưng hô",
    "G11": "Đúng tên cấp hành chính, tên cơ quan",
}
_SHORT = ("G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G10")

_UNFILLED = re.compile(
    r"\{\{[^{}]*\}\}?|\{%[^{}]*%?\}?|\}\}|%\}|(?<!\w)(?:None|undefined|NaN|null)(?!\w)|……+|\.{5,}|_{3,}|"
    r"\[\s*\]|«\s*»|\(\s*\)|(?<!\w)(?:XX+|xxx+)(?!\w)|\?\?\?"
)
_BLANK_LINE = re.compile(r"……+|\.{5,}|_{3,}")


def gates(paper: Paper, book: RuleBook) -> tuple[Gate, ...]:
    """Every gate that applies, in order."""
    claims = _claims(paper, book)
    made = {
        "G1": lambda: _filled(paper, book),
        "G2": lambda: _sourced(paper),
        "G3": lambda: _in_force(paper),
        "G4": lambda: claims,
        "G5": lambda: _elements(paper, book, gaps=claims.failed),
        "G6": lambda: _length(paper),
        "G7": lambda: _phrases(paper, book, "G7"),
        "G8": lambda: _private(paper),
        "G9": lambda: _gate_first(paper, book),
        "G10": lambda: _one_address(paper),
        "G11": lambda: _phrases(paper, book, "G11"),
    }
    wanted = _SHORT if paper.short else tuple(made)
    return tuple(made[name]() for name in wanted)


def _gate(name: str, faults: list[Fault]) -> Gate:
    return Gate(name, NAMES[name], not faults, tuple(faults))


def _unjudged(name: str, note: str) -> Gate:
    return Gate(name, NAMES[name], None, (), note)


def _filled(paper: Paper, book: RuleBook) -> Gate:
    """G1: no tag, no empty place."""
    channel = paper.setting.channel
    norms = book.norms.get(channel)
    by_hand = norms is not None and norms.de_trong
    faults = []
    for line in paper.reading.lines:
        for found in _UNFILLED.finditer(line.text):
            if by_hand and _BLANK_LINE.fullmatch(found[0]):
                continue
            faults.append(_unfilled(found[0], line, found.start(), found.end()))
            break
    rest = [*(p.text for p in paper.reading.feet), *(text for text, _ in paper.reading.cues())]
    for text in (*rest, *paper.slip_text.split("\n")):
        empty = _UNFILLED.search(text)
        if empty and not (by_hand and _BLANK_LINE.fullmatch(empty[0])):
            faults.append(
                Fault(f"Còn chỗ chưa điền: «{empty[0]}».", quote=text, hint="điền chỗ đó.")
            )
    return _gate("G1", faults)


def _unfilled(what: str, line: Line, start: int, end: int) -> Fault:
    return Fault(
        f"Còn chỗ chưa điền: «{what}».",
        line,
        start,
        end,
        hint="điền chỗ đó, hoặc bỏ cả câu khi hồ sơ địa phương chưa có.",
    )


# An ordinary number of an example («ví dụ đóng mười năm») is no law; money and shares always are.
_EXAMPLE = re.compile(r"(?<!\w)(?:ví dụ|chẳng hạn|giả sử|thí dụ)(?!\w)", re.IGNORECASE)


def _sourced(paper: Paper) -> Gate:
    """G2: every number that could be law comes from the ledger or from the place."""
    known = _of_place(paper)
    if paper.draft is not None:
        feet = {
            id(inner)
            for block in walk(paper.draft.body)
            if isinstance(block, Callout) and block.kind in ("chan_trang", "phieu_kem")
            for inner in walk(block.blocks)
        }
        bare = [
            (number, text)
            for text, block in bare_texts(paper.draft.body)
            if id(block) not in feet
            for number in legal_numbers(text)
            if number.key not in known and (number.amount or not _EXAMPLE.search(text))
        ]
        return _gate("G2", [_typed(paper, n.text, text) for n, text in bare])
    if paper.allowed is None:
        return _unjudged("G2", "không có tệp nguồn số liệu đi kèm nên không đối chiếu được.")
    allowed = known | {
        number.key for text in paper.allowed for number in legal_numbers(text)
    }  # fmt: skip
    faults = []
    for line in paper.reading.lines:
        for number in legal_numbers(line.text):
            if number.key not in allowed:
                faults.append(_untraced(number.text, line, number.start, number.end))
    return _gate("G2", faults)


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


def _in_force(paper: Paper) -> Gate:
    """G3: every figure holds on every planned day of use."""
    draft = paper.draft
    if draft is None:
        return _unjudged("G3", "không biết ngày dùng và ngày hiệu lực của từng số.")
    request = draft.request
    first = max(request.law_date, request.issued_on or request.law_date)
    faults = []
    if draft.expires_on is not None and first >= draft.expires_on:
        faults.append(
            Fault(
                f"Có số chỉ đúng đến trước ngày {format_date(draft.expires_on)}, tài liệu dùng từ "
                f"ngày {format_date(first)}.",
                hint="làm lại tài liệu với ngày luật mới.",
            )
        )
    if draft.applies_from is not None and first < draft.applies_from:
        faults.append(
            Fault(
                f"Có số chỉ đúng từ ngày {format_date(draft.applies_from)}, tài liệu dùng từ ngày "
                f"{format_date(first)}.",
                hint="chọn ngày luật trùng ngày dùng.",
            )
        )
    return _gate("G3", faults)


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


def _phrases(paper: Paper, book: RuleBook, gate: str) -> Gate:
    """G7, G11: wordings that may not stand."""
    faults = [
        Fault(hit.message, hit.line, hit.start, hit.end, hit.text, hit.rule.cach_sua, hit.rule.khoa)
        for phrase in book.phrases
        if phrase.rule.cong == gate
        for hit in phrase.hits(paper.reading, paper.setting)
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
        faults += list(_old_names(paper))
    seen: dict[tuple[int, int], Fault] = {}
    for fault in faults:
        place = fault.line.place if fault.line else -1
        overlapping = any(
            p == place and known.start < fault.end and fault.start < known.end
            for (p, _), known in seen.items()
        )
        if not overlapping:
            seen[place, fault.start] = fault
    return _gate(gate, [seen[key] for key in sorted(seen)])


def _old_names(paper: Paper) -> Iterator[Fault]:
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


def _private(paper: Paper) -> Gate:
    """G8: no personal data, no named private person."""
    allowed = _own_numbers(paper)
    faults = []
    for line in paper.reading.lines:
        for sighting in (*personal_data(line.text), *private_names(line.text)):
            digits = re.sub(r"\D", "", sighting.text)
            if digits and digits in allowed:
                continue
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
    return _gate("G8", faults)


def _own_numbers(paper: Paper) -> str:
    if paper.place is None:
        return ""
    values = [v for v in paper.place.model_dump().values() if isinstance(v, str)]
    return "|".join(re.sub(r"\D", "", value) for value in values)


def _gate_first(paper: Paper, book: RuleBook) -> Gate:
    """G9: who may belong to the compulsory scheme is asked before the first amount."""
    if paper.setting.ve and paper.setting.ve != "tu_nguyen":
        return Gate("G9", NAMES["G9"], True, (), "chủ đề không mời đóng tự nguyện.")
    if not paper.setting.ve:
        return _unjudged("G9", "không biết chủ đề có mời đóng tự nguyện không.")
    asked = _asked(paper, book)
    amount = next((line for line in paper.reading.lines if first_amount(line.text)), None)
    if asked is None:
        return _gate(
            "G9",
            [
                Fault(
                    "Chưa hỏi diện bắt buộc.",
                    amount,
                    hint="thêm câu hỏi diện của nhóm người nghe ({{ nguoi.cua_kiem_tra.gon }}).",
                )
            ],
        )
    if amount is not None and amount.place < asked.place:
        number = first_amount(amount.text)
        assert number is not None
        return _gate(
            "G9",
            [
                Fault(
                    "Chưa hỏi diện bắt buộc trước con số đầu tiên.",
                    amount,
                    number.start,
                    number.end,
                    hint="đưa câu hỏi diện lên trước số tiền, phần trăm đầu tiên.",
                )
            ],
        )
    return _gate("G9", [])


def _asked(paper: Paper, book: RuleBook) -> Line | None:
    for line in paper.reading.lines:
        if book.parts.find("cua_kiem_tra", line.view):
            return line
    told = paper.says("cua_kiem_tra", "0.6")
    return told.lines[0] if told and told.lines else None


_CALLING = re.compile(r"(?:thưa|chào|kính gửi|kính thưa|mời|xin mời|cảm ơn|nhờ|kính mời) $")
_AFTER_NAME = re.compile(
    r"^ (?:ơi|ạ|hãy|nhớ|cứ|mang|cầm|đến|tới|ra|ghé|gọi|hỏi|mở|ghi|nộp|lấy|chỉ cần|có thể|nên|cần|"
    r"đóng|được|thấy|muốn|đang|đã|có|xem|để|lưu ý|yên tâm|thân mến)(?: |$)"
)


_NEVER_OTHERS = ("bạn",)


def _one_address(paper: Paper) -> Gate:
    """G10: in narration listeners are called by one word."""
    listener = paper.setting.listener
    others = sorted(paper.listeners - {listener}, key=len, reverse=True)
    if not listener or not others:
        return _unjudged("G10", "không biết người nghe được gọi thế nào.")
    faults = []
    for line in paper.reading.lines:
        if line.speaker and line.asks:
            continue
        if found := _called(line, listener, others):
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
    return _gate("G10", faults)


def _called(line: Line, listener: str, others: list[str]) -> tuple[str, int, int] | None:
    """Another way of calling listeners, where it does call them: «mời quý khách», «Bà con nhớ»."""
    words = view(line.text).words
    own = f" {' '.join(view(listener).words.split())} "
    masked = words.replace(own, f" {'_' * (len(own) - 2)} ")
    for name in others:
        spelled = f" {' '.join(view(name).words.split())} "
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

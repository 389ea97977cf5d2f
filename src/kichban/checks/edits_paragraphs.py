"""Changes of words as findings: within paragraphs, and paragraphs lost, added, moved."""

from __future__ import annotations

from collections.abc import Iterator

from kichban.checks.edited import Found
from kichban.checks.edits_align import Alignment, Lost, Pair
from kichban.checks.edits_inside import ROLES_VI, told_inside
from kichban.checks.edits_known import Known, Told, cut, is_foot, phones

__all__ = ["told_of_words"]

_LOST_BY_KIND = {"de_muc": "E205", "muc": "E206", "o": "E207", "phieu": "E207", "nhan": "E207"}


def told_of_words(alignment: Alignment, known: Known, *, boxes_may_go: bool) -> list[Told]:
    """Every change of words; `boxes_may_go`: free boxes may have been filled with pictures."""
    out: list[Told] = []
    for pair in alignment.pairs:
        out += _pair(pair, known)
    for pair in alignment.moved:
        out.append(known.told("E203", "Đoạn này đã bị dời chỗ.", pair.written, pair.found))
        out += _pair(pair, known)
    seen: set[int] = set()
    for pair in alignment.joined:
        if pair.found.number not in seen:
            message = "Đoạn này đã được tách ra hoặc gộp lại; lời không đổi."
            out.append(known.told("E208", message, pair.written, pair.found))
        seen.add(pair.found.number)
    for lost in alignment.lost:
        if not (lost.written.kind == "o_hinh" and boxes_may_go):
            out += _lost(lost, known)
    for found in alignment.added:
        out += _added(found, known)
    return out


def _pair(pair: Pair, known: Known) -> list[Told]:
    written, found = pair.written, pair.found
    out = [] if written.text == found.text else told_inside(pair, known)
    if not out:
        out += _marks(pair, known)
    if not found.composed or found.silent:
        what = "chữ tổ hợp (dấu rời khỏi chữ)" if not found.composed else "ký tự không thấy"
        message = f"Đoạn này có {what}: máy đọc, máy tìm sẽ sai."
        out.append(known.told("E302", message, written, found))
    return out


def _marks(pair: Pair, known: Known) -> Iterator[Told]:
    left = [number for number, _ in pair.found.notes]
    for place in pair.written.named("chu."):
        number = int(place.name.removeprefix("chu."))
        if number not in left:
            message = f"Mất số chú thích [{number}]: con số không còn chỉ về nguồn."
            yield known.told(
                "E110", message, pair.written, pair.found, (max(0, place.start - 1), place.end)
            )


def _lost(lost: Lost, known: Known) -> Iterator[Told]:
    written = lost.written
    near = lost.near
    text = cut(written.text)
    code, message = "", ""
    if written.kind == "nhap":
        code, message = "E111", "Dấu «BẢN NHÁP» bị xóa."
    elif known.warns(written.text):
        code, message = "E106", f"Câu chống lừa bị xóa: «{text}»."
    elif roles := written.named("vai."):
        role = ROLES_VI.get(roles[0].name.removeprefix("vai."), "câu phải có")
        code, message = "E105", f"Mất {role}: «{text}»."
    elif is_foot(written):
        code, message = "E109", f"Dòng căn cứ, ngày hoặc nguồn bị xóa: «{text}»."
    elif written.named("noi.hotline") or any(phones(written.text)):
        code, message = "E107", f"Câu có số điện thoại bị xóa: «{text}»."
    else:
        code = _LOST_BY_KIND.get(written.kind, "E201")
        what = {"E205": "Đề mục", "E206": "Một mục trong danh sách", "E207": "Một ô"}
        message = f"{what.get(code, 'Một đoạn')} bị xóa: «{text}»."
    if code in ("E201", "E206", "E207") and (figures := written.named("so.")):
        printed = ", ".join(f"«{written.text[p.start : p.end]}»" for p in figures)
        message = f"{message[:-1]}, mất theo số {printed}."
    yield known.told(code, message, written, near, quote=written.text)


def _added(found: Found, known: Known) -> Iterator[Told]:
    strange = list(known.strange(found.text, 0, len(found.text)))
    if strange:
        for code, message, start, end in strange:
            yield known.told(code, message, None, found, (start, end))
    else:
        message = f"Đoạn gõ thêm: «{cut(found.text)}»."
        yield known.told("E202", message, None, found)

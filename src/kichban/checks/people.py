"""Private persons and personal data in a text: what must never be printed without consent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["Sighting", "personal_data", "private_names"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something found in a text: where it begins, the words themselves, and what they are."""

    start: int
    text: str
    kind: Literal["ten", "so_dinh_danh", "tai_khoan", "dien_thoai", "thu_dien_tu"]


# Family names of Vietnam, those of small peoples too. Those that are everyday words as well
# (Hoa, Kim, Từ, Vàng …) are left out here; behind «ông», «chị» they are found all the same.
_FAMILIES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|"
    "Trịnh|Mai|Đào|Cao|Lương|Tô|Tạ|Châu|Quách|Thạch|Giàng|Lò|Hà|Hứa|Kiều|Lâm|Lưu|Nông|"
    "Triệu|Sùng|Thào|Cầm|Điêu|Quàng|Lường|Vừ|Hạng|Tráng|Lầu|Vương|Trương|Phùng|Chu|Chử|"
    "Khổng|Mạc|Nghiêm|Bành|Đàm|Diệp|Doãn|Sầm|Siu|Tống|Ksor|Rcom|Kpă"
)
_CAPITAL = r"[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]"
_NAME = rf"{_CAPITAL}[^\W\d_]*"
_CAPITAL_INSIDE = re.compile(f" {_CAPITAL}")  # all that follows has one
_FULL = re.compile(rf"(?<!\w)(?:{_FAMILIES})(?: {_NAME}){{1,4}}(?!\w)")
# In capitals many of them are everyday words («HỒ SƠ», «LƯƠNG HƯU»); these are not.
_LOUD = re.compile(
    r"(?<!\w)(?:NGUYỄN|TRẦN|PHẠM|HUỲNH|HOÀNG|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|NGÔ|ĐINH|TRỊNH)"
    rf"(?: (?:{_CAPITAL}){{2,7}}){{2,3}}(?!\w)"
)
_TITLE = "ông|bà|anh|chị|cô|chú|bác|em|cụ|cậu|mợ|dì|thím|thầy"
_TITLED = re.compile(
    rf"(?<!\w)(?:{_TITLE}|{'|'.join(t.capitalize() for t in _TITLE.split('|'))})"
    rf" (?P<name>{_NAME}(?: {_NAME}){{0,3}})(?!\w)"
)
_LOOK_BACK = 40
_NOT_A_NAME = frozenset([*_TITLE.split("|"), "hồ", "trời", "bụt", "táo", "địa", "tơ", "tiên"])
# Words in front that make what follows the name of a place, an office, a holiday or a work.
_NOT_A_PERSON_AFTER = re.compile(
    r"(?:^|[\s(,«\"])(?:đường|phố|ngõ|xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|thành phố|TP\.?|"
    r"thôn|ấp|bản|làng|buôn|xóm|khu|đảo|sông|núi|cầu|chợ|chùa|đền|đình|bến|cảng|hồ|đèo|vịnh|"
    r"trường|bệnh viện|công ty|quỹ|giải|giải thưởng|quảng trường|công viên|đài|nước|"
    r"đoàn thanh niên|lăng|bảo tàng|đồi|suối|vùng|dân tộc|người|nhà hát|khách sạn)\s$",
    re.IGNORECASE,
)
_PLACES = frozenset(
    [
        "Hà Nội", "Hà Giang", "Hà Nam", "Hà Tĩnh", "Hà Tây", "Hà Đông", "Hà Tiên", "Hà Lan",
        "Cao Bằng", "Cao Lãnh", "Cao Phong", "Lâm Đồng", "Hồ Chí Minh", "Hồ Tây", "Hồ Gươm",
        "Mai Châu", "Mai Sơn", "Lý Sơn", "Lý Nhân", "Hoàng Sa", "Hoàng Mai", "Hoàng Su",
        "Phan Thiết", "Phan Rang", "Châu Đốc", "Châu Thành", "Châu Phú", "Châu Âu", "Châu Á",
        "Châu Phi", "Châu Mỹ", "Triệu Phong", "Triệu Sơn", "Lương Sơn", "Lương Tài", "Vũ Thư",
        "Vũ Quang", "Võ Nhai", "Tô Lịch", "Đoàn Thanh", "Bà Rịa", "Bà Nà", "Bà Đen", "Cô Tô",
        "Nông Cống", "Phùng Khoang", "Đào Xá", "Chu Lai",
    ]
)  # fmt: skip


def private_names(text: str) -> Iterator[Sighting]:
    """Names that look like those of persons: «Nguyễn Thị …», «anh Ba».

    Names of places and offices are passed over, and so is Hồ Chí Minh.
    """
    if not _CAPITAL_INSIDE.search(text):
        return
    taken: list[tuple[int, int]] = []
    for found in (*_FULL.finditer(text), *_LOUD.finditer(text)):
        if _is_place(found[0]) or _NOT_A_PERSON_AFTER.search(
            text[max(0, found.start() - _LOOK_BACK) : found.start()]
        ):
            continue
        taken.append(found.span())
        yield Sighting(found.start(), found[0], "ten")
    for found in _TITLED.finditer(text):
        inside = any(a < found.end() and found.start() < b for a, b in taken)
        known = found["name"].split()[0].lower() in _NOT_A_NAME
        if inside or known or _is_place(found[0]) or _is_place(found["name"]):
            continue
        yield Sighting(found.start(), found[0], "ten")


def _is_place(name: str) -> bool:
    return any(name == place or name.startswith(f"{place} ") for place in _PLACES)


_DIGIT_OR_AT = re.compile(r"[\d@]")  # all that follows has one
_SPACED = r"[ .]?"
_BANK = re.compile(
    r"(?:số\s+tài khoản|tài khoản(?:\s+số)?|STK)\D{0,20}?(?P<w>\d(?:[ .]?\d){7,18})(?!\d)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.+-])(?P<w>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8})")
_PHONE = re.compile(
    rf"(?<![\d.,])(?P<w>(?:\+84|\(?0)(?:[ .()-]{{0,2}}\d){{9,10}}|"
    rf"1[89]00(?:{_SPACED}\d){{4,6}})(?![\d,]|\.\d)"
)
_IDENTITY = re.compile(
    r"(?<![\d.,])(?P<w>\d{3} \d{3} \d{3} \d{3}|\d{12}|\d{3} \d{3} \d{3}|\d{9,10})"
    r"(?![\d,]|\.\d|\s*(?:đồng|đ\b|người|%))"
)
_KINDS: tuple[
    tuple[re.Pattern[str], Literal["tai_khoan", "thu_dien_tu", "dien_thoai", "so_dinh_danh"]], ...
] = (
    (_BANK, "tai_khoan"),
    (_MAIL, "thu_dien_tu"),
    (_PHONE, "dien_thoai"),
    (_IDENTITY, "so_dinh_danh"),
)


def personal_data(text: str) -> Iterator[Sighting]:
    """Numbers of identity cards, of insurance books, of bank accounts, telephones, e-mail.

    Amounts of money are passed over: they are grouped by dots, or followed by their unit.
    """
    if not _DIGIT_OR_AT.search(text):
        return
    taken: list[tuple[int, int]] = []
    for pattern, kind in _KINDS:
        for found in pattern.finditer(text):
            start, end = found.span("w")
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            yield Sighting(start, found["w"], kind)

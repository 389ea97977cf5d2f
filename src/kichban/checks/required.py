"""The elements that a channel requires (BB1 to BB10), found by meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from kichban.checks.paper import Paper
from kichban.checks.parts import Parts
from kichban.vietnamese import fold

__all__ = [
    "ELEMENTS",
    "PHONE",
    "REMEDIES",
    "has_phone",
    "lacking",
    "lacking_in_slip",
    "names_place",
    "phone_count",
    "says_part",
]

ELEMENTS = {
    "BB1": "một thông điệp chính, nói ngay đầu",
    "BB2": "một việc cần làm",
    "BB3": "nơi đăng ký, nơi hỏi",
    "BB4": "số tổng đài",
    "BB5": "căn cứ: tên văn bản",
    "BB6": "áp dụng từ ngày nào, dùng đến ngày nào",
    "BB7": "điều kiện đi kèm quyền lợi",
    "BB8": "đơn vị chịu trách nhiệm nội dung, ngày",
    "BB9": "câu chống lừa đảo",
    "BB10": "nơi góp ý, phản ánh",
}
REMEDIES = {
    "BB1": "đưa thông điệp của chủ đề lên đầu.",
    "BB2": "nói một việc cụ thể: đến đâu, gọi ai, mang gì.",
    "BB3": "thêm «{{ noi.diem_dang_ky }}, {{ noi.gio_lam_viec }}».",
    "BB4": "thêm «{{ noi.hotline }}»; kênh nghe đọc hai lần, lần sau «Xin đọc lại».",
    "BB5": "thêm tên văn bản: kênh nghe «theo Luật Bảo hiểm xã hội», bản in thì số hiệu, điều.",
    "BB6": "thêm «Áp dụng từ {{ tai_lieu.ap_dung_tu | ngay }}, dùng đến hết {{ … }}».",
    "BB7": "nói điều kiện ngay cạnh quyền lợi.",
    "BB8": "thêm «Chịu trách nhiệm nội dung: {{ tai_lieu.don_vi }}, {{ tai_lieu.ngay | ngay }}».",
    "BB9": "thêm «Mật khẩu, mã số gửi về điện thoại thì không đưa cho ai», «nhớ lấy biên lai».",
    "BB10": "thêm «Góp ý: {{ noi.noi_gop_y }}».",
}

_ENOUGH = Decimal("0.6")
_NUMBER_OF_LAW = re.compile(r"\d{1,3}/\d{4}(?:/|\b)")
_NOT_DIGIT = re.compile(r"\D")
PHONE = re.compile(
    r"(?<![\d/.,])(?:\+?84|0|1[89]00)[\d .-]{4,14}\d|(?<![\d/.,])11[2-8](?!\d|[.,]\d)"
)
"""Telephone numbers, those of three figures too."""


def says_part(paper: Paper, parts: Parts, name: str, *, foot: bool = True) -> bool:
    """Whether some sentence of the document, or of its foot, holds a part."""
    if any(parts.find(name, line.view) for line in paper.reading.lines):
        return True
    return foot and any(parts.find(name, seen) for seen in paper.reading.foot_views)


def has_phone(paper: Paper, text: str) -> bool:
    """Whether a text holds the telephone number of the place, or any when none is known."""
    return phone_count(paper, text) > 0


def phone_count(paper: Paper, text: str) -> int:
    """How often a text says the telephone number of the place, or any when none is known."""
    if paper.place is None:
        return len(PHONE.findall(text))
    wanted = _NOT_DIGIT.sub("", paper.place.hotline)
    return _NOT_DIGIT.sub("", text.replace("\n", "|")).count(wanted) if wanted else 0


def names_place(paper: Paper, parts: Parts) -> bool:
    """Whether the document says where to go."""
    place = paper.place
    if place is not None:
        names = (place.diem_dang_ky, place.co_quan_bhxh, place.nguoi_lien_he, place.dia_chi_bhxh)
        words = fold(f"{paper.reading.text}\n{paper.reading.foot}")
        if any(name and fold(name) in words for name in names):
            return True
    return says_part(paper, parts, "noi_den")


def lacking(paper: Paper, parts: Parts, *, gaps: bool) -> list[str]:
    """The codes that the channel requires and the document lacks.

    Args:
        paper: The document.
        parts: What parts are recognised by.
        gaps: Whether some benefit stands without its condition.
    """
    if paper.channel is None:
        return []
    tests = _tests(paper, parts, gaps=gaps)
    return [code for code in paper.channel.bat_buoc if not tests[code]()]


def lacking_in_slip(paper: Paper, parts: Parts) -> list[str]:
    """The codes that belong to the officer's slip and stand neither there nor in the document."""
    if paper.channel is None or not (paper.slip or paper.reading.feet):
        return []
    tests = _tests(paper, parts, gaps=False)
    said = fold(paper.slip_text)
    labels = {
        "BB5": ("căn cứ",),
        "BB6": ("áp dụng từ", "dùng đến hết"),
        "BB8": ("chịu trách nhiệm",),
    }
    return [
        code
        for code in paper.channel.phieu_kem
        if not any(label in said for label in labels.get(code, ())) and not tests[code]()
    ]


def _tests(paper: Paper, parts: Parts, *, gaps: bool) -> dict[str, Callable[[], bool]]:
    reading, draft, place = paper.reading, paper.draft, paper.place
    whole = f"{reading.text}\n{reading.foot}"

    def message() -> bool:
        if not paper.messages:
            return True
        wanted = (*paper.messages, *paper.elements.get("nhac_lai", ()))
        return any(paper.told(text).share >= _ENOUGH for text in wanted)

    def basis() -> bool:
        if _NUMBER_OF_LAW.search(whole):
            return True
        return paper.spoken and says_part(paper, parts, "can_cu_noi")

    def dates() -> bool:
        if not says_part(paper, parts, "ap_dung_tu"):
            return draft is not None and draft.applies_from is None
        if paper.spoken or draft is None or draft.expires_on is None:
            return True
        return says_part(paper, parts, "het_han")

    def office() -> bool:
        words = fold(whole)
        if place is not None and fold(place.don_vi) in words:
            return True
        return "chịu trách nhiệm" in words

    def complaints() -> bool:
        return says_part(paper, parts, "gop_y")

    return {
        "BB1": message,
        "BB2": lambda: says_part(paper, parts, "viec_can_lam", foot=False),
        "BB3": lambda: names_place(paper, parts),
        "BB4": lambda: has_phone(paper, whole),
        "BB5": basis,
        "BB6": dates,
        "BB7": lambda: not gaps,
        "BB8": office,
        "BB9": lambda: says_part(paper, parts, "chong_lua"),
        "BB10": complaints,
    }

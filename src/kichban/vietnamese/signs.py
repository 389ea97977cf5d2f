"""Signs between words and figures: %, =, +, ×, ≥, & and the slash."""

from __future__ import annotations

import re

from kichban.vietnamese.address import ADDRESS_WORDS
from kichban.vietnamese.amounts import UNITS
from kichban.vietnamese.reading import NUMBER_WORDS, Rule, Voice, before

__all__ = ["CROSS", "CURRENCY", "HYPHEN", "SIGNS"]

_SIGNS = {
    "%": "phần trăm", "‰": "phần nghìn", "&": "và", "×": "nhân", "÷": "chia", "±": "cộng trừ",
    "≈": "xấp xỉ", "≥": "lớn hơn hoặc bằng", "≤": "nhỏ hơn hoặc bằng", "½": "một phần hai",
    "¼": "một phần tư", "¾": "ba phần tư", "⅓": "một phần ba", "⅔": "hai phần ba",
    "₫": "đồng", "°": "độ",
}  # fmt: skip
_HALF_AFTER = re.compile(r"\d\s?$")
_SIGN = re.compile(r"[%‰&×÷±≈≥≤½¼¾⅓⅔₫°]")


def _sign(match: re.Match[str], voice: Voice) -> str:
    if match[0] == "½" and _HALF_AFTER.search(before(match)):
        return "rưỡi"
    said = _SIGNS[match[0]]
    return said.replace("nghìn", "ngàn") if voice.region == "nam" else said


_COMPARISONS = {
    ">": "lớn hơn",
    "<": "nhỏ hơn",
    ">=": "lớn hơn hoặc bằng",
    "<=": "nhỏ hơn hoặc bằng",
}
_COMPARISON = re.compile(r"(?P<sign>[<>]=?)(?=\s?\d)")
_LIST_ITEM = re.compile(r"\s\d+[.)]\s")
_LINE_START = re.compile(r"\s*$")


def _comparison(match: re.Match[str], _: Voice) -> str | None:
    if match.string[match.start() - 1 : match.start()] in {"-", "="}:
        return None  # an arrow
    quoted = match["sign"] == ">" and _LIST_ITEM.match(match.string, match.end())
    if quoted and _LINE_START.fullmatch(match.string, 0, match.start()):
        return None
    return _COMPARISONS[match["sign"]]


_EQUALS = re.compile(r"=(?!=|>)")
_PLUS = re.compile(r"\+")
_MINUS = re.compile(r"−")
_TIMES = re.compile(r"\*(?=\s?[\d(])")
_ABOUT = re.compile(r"~(?=\s?\d)")
_FIGURE_BEFORE = re.compile(
    r"(?:[\d%)đ₫]|(?<![^\W\d_])(?:đồng|nghìn|ngàn|triệu|tỷ|tỉ|năm|tháng|ngày|trăm))\s?$"
)


def _equals(match: re.Match[str], _: Voice) -> str | None:
    return None if match.string[match.start() - 1 : match.start()] in {"=", "!"} else "bằng"


def _plus(match: re.Match[str], _: Voice) -> str | None:
    bullet = _LINE_START.fullmatch(match.string, 0, match.start())
    return None if bullet and match.string[match.end() : match.end() + 1].isspace() else "cộng"


def _minus(match: re.Match[str], _: Voice) -> str:
    return "trừ" if _FIGURE_BEFORE.search(before(match)) else "âm"


# «(22% x 1.500.000) - 66.000 = …», «2% x (số năm - 15)»: a spaced dash inside an equation.
_SPACED = re.compile(r"[-–](?= [\d(])")
_EQUALS_NEAR = re.compile(r"=[^;?!]{0,80}$")
_EQUALS_AHEAD = re.compile(r"[^;?!=]{0,60}=")
_OPEN_FACTOR = re.compile(r"(?:[x×*+=]|nhân|cộng|bằng)\s?\([^()]{1,40} $")


def _spaced(match: re.Match[str], _: Voice) -> str | None:
    lead = before(match, 80)
    after_bracket = lead.endswith(") ") and (
        _EQUALS_NEAR.search(lead) or _EQUALS_AHEAD.match(match.string, match.end())
    )
    return "trừ" if after_bracket or _OPEN_FACTOR.search(lead) else None


def _times(match: re.Match[str], _: Voice) -> str | None:
    return "nhân" if _FIGURE_BEFORE.search(before(match)) else None


def _about(_match: re.Match[str], _: Voice) -> str:
    return "khoảng"


# A hyphen before a figure: below zero, unless it ties a name to its number («Covid-19»).
_HYPHEN = re.compile(r"[-–](?=\d)")


def _hyphen(match: re.Match[str], _: Voice) -> str | None:
    previous = match.string[match.start() - 1 : match.start()]
    if previous.isalnum():
        return None if previous.isdecimal() else " "
    return "âm" if match[0] == "-" and (not previous or previous in " (=:\u00a0") else None


_SLASH = re.compile(r"/\s?(?P<unit>(?:m[23²³]|km[2²]|ha|kg|km|th|[hlms])(?!\w))?")
_PER = {**UNITS, "th": "tháng"}
_FIGURED_BEFORE = re.compile(r"(?:\d(?:tr|triệu)\d{1,3}|(?<![^\W\d_])[ckd]?m[23])$")  # 1tr5, m2
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_COUNTED_BEFORE = re.compile(
    rf"(?:\d[\d.,]*|(?<![^\W\d_])(?:{NUMBER_WORDS}))\s?(?:[%‰₫']|[^\W\d_]+[23²³]?)?"
    r"(?:[ /][^\W\d_]+[23²³]?){0,4}$"
)
_MONEY_BEFORE = re.compile(
    r"(?:(?<![^\W\d_])(?:đồng|nghìn|ngàn|triệu|tỷ|tỉ|trđ|tr|vnđ|vnd|usd)|\d\s?(?:đ|k|tr|trđ|vnđ)|[%₫])$"
)
_EACH = re.compile(
    r"(?:giây|phút|giờ|ngày|đêm|tuần|tháng|quý|năm|kỳ|vụ|đợt|ca|buổi|lần|lượt|người|hộ|khẩu|"
    r"lao động|cán bộ|học sinh|học viên|hội viên|cộng tác viên|suất|thẻ|bộ|hồ sơ|trường hợp|sào|"
    r"tấn|tạ|lít|mét|xã|phường|tỉnh|thôn|cuộc|trang|mặt|câu|đoạn|nhóm|đơn vị|khách|tờ|lớp|"
    r"cháu|đội|đại lý|điểm|chi bộ|con|cây|trẻ|mẫu|công|chuyến|km|giường|bao|thùng|gói|hộp|chai|"
    r"cái|chiếc|túi|phụ nữ|trạm|bác sĩ|cụm|bản|bản tin|"
    r"tin|bài|sổ|tập|mùa|cuốn|quyển|khóa|khoá|chương trình)(?!\w)"
)
_SOME = re.compile(r"/\s?(?P<number>\d{1,2})\s?(?:tháng|năm|quý|người|lần|ngày|kỳ|buổi)(?!\w)")
_SCALES = frozenset({"nghìn", "ngàn", "triệu", "tỷ", "tỉ", "đồng"})
_PEERS = frozenset({"xã", "phường", "thôn", "ấp", "bản", "buôn", "xóm", "khóm", "tổ", "tỉnh"})


_MEASURED_BEFORE = re.compile(r"\d\s?(?P<unit>[^\W\d_]+)$")
_MEASURED_AFTER = re.compile(r"\d[\d.,]*\s?(?P<unit>[^\W\d_]+)")


def _same_unit(match: re.Match[str], lead: str) -> bool:
    """Whether both sides count the same: «15 năm/20 năm» is so many of so many."""
    left = _MEASURED_BEFORE.search(lead)
    right = _MEASURED_AFTER.match(match.string, match.end())
    return bool(left and right and left["unit"] == right["unit"].lower())


def _slash(match: re.Match[str], _: Voice) -> str | None:
    lead = before(match).removesuffix(" ")
    after = _WORD_AFTER.match(match.string, match.end())
    left = found[0] if (found := _WORD_BEFORE.search(lead)) else ""
    right = after[0].lower() if after else ""
    if left in ADDRESS_WORDS and right in ADDRESS_WORDS:
        return None
    if _same_unit(match, lead):
        return "trên "
    unit = _PER[match["unit"]] if match["unit"] else ""
    if (some := _SOME.match(match.string, match.start())) and (
        _MONEY_BEFORE.search(lead) or _COUNTED_BEFORE.search(lead)
    ):
        return " " if some["number"] == "1" else "mỗi "
    peers = left in _PEERS and right in _PEERS
    counted = bool(unit) or bool(_EACH.match(match.string[match.end() : match.end() + 16].lower()))
    if (counted and not peers and _COUNTED_BEFORE.search(lead)) or (
        (right or unit) and right not in _SCALES and _MONEY_BEFORE.search(lead)
    ):
        # «mười lăm một tháng» would sound like one number.
        bare = lead[-1:].isdecimal() and not _FIGURED_BEFORE.search(lead)
        return f"mỗi {unit}" if bare else f"một {unit}"
    if left == "và" and right == "hoặc":
        return " "
    return f", {unit}"


_CROSS = re.compile(r"x(?![^\W\d_])")
_FACTOR_AFTER = re.compile(r"\s?[\d(]")
_CURRENCY = re.compile(r"đ(?!\w)")
_AMOUNT_BEFORE = re.compile(r"(?:\d|(?<![^\W\d_])(?:nghìn|ngàn|triệu|tỷ|tỉ))\s?$")


def _cross(match: re.Match[str], _: Voice) -> str | None:
    beside = _FIGURE_BEFORE.search(before(match)) or _FACTOR_AFTER.match(match.string, match.end())
    equation = "=" in match.string[max(0, match.start() - 60) : match.end() + 60]
    return "nhân" if beside or equation else None


def _currency(match: re.Match[str], _: Voice) -> str | None:
    return "đồng" if _AMOUNT_BEFORE.search(before(match)) else None


HYPHEN = Rule(_HYPHEN, _hyphen)
CROSS = Rule(_CROSS, _cross)
CURRENCY = Rule(_CURRENCY, _currency)
SIGNS = (
    Rule(_SIGN, _sign),
    Rule(_SLASH, _slash),
    Rule(_COMPARISON, _comparison),
    Rule(_EQUALS, _equals),
    Rule(_PLUS, _plus),
    Rule(_MINUS, _minus),
    Rule(_SPACED, _spaced),
    Rule(_TIMES, _times),
    Rule(_ABOUT, _about),
)

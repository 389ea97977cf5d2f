"""What the rules of reading aloud share: the voice, the shape of a rule, a look back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kichban.vietnamese.numbers import Region, read_integer

__all__ = [
    "COUNTED_NOUNS",
    "DIGIT_NAMES",
    "HOUSE_WORDS",
    "NUMBER_WORDS",
    "PART_NOUNS",
    "RANGE_END",
    "Rule",
    "Voice",
    "before",
    "letter_name",
    "spell_code",
]


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """Who reads: the region, and the abbreviations that this office knows.

    Two voices are equal only when they are the same object, so that a voice can key a memo.
    """

    region: Region
    expansions: Mapping[str, str]
    own: re.Pattern[str] | None
    abbreviation: re.Pattern[str]
    trigger: re.Pattern[str]
    trigger_with_addresses: re.Pattern[str]


class Rule(NamedTuple):
    """One thing that is read in its own way.

    `read` receives the match and answers with the words, or None to leave it to the next rule.
    A rule that `spans` may stand on the left of a dash meaning «đến».
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Voice], str | None]
    spans: bool = False


def before(match: re.Match[str], reach: int = 40) -> str:
    """The lower-cased text just before the match, at most `reach` characters of its line."""
    start = match.start()
    return match.string[max(0, start - reach) : start].lower()


_LETTERS = {
    "a": "a", "b": "bê", "c": "xê", "d": "dê", "đ": "đê", "e": "e", "f": "ép", "g": "giê",
    "h": "hát", "i": "i", "j": "gi", "k": "ca", "l": "lờ", "m": "mờ", "n": "nờ", "o": "o",
    "p": "pê", "q": "quy", "r": "rờ", "s": "ét", "t": "tê", "u": "u", "v": "vê", "w": "vê kép",
    "x": "ích", "y": "i", "z": "dét", "ă": "á", "â": "ớ", "ê": "ê", "ô": "ô", "ơ": "ơ", "ư": "ư",
}  # fmt: skip
DIGIT_NAMES = {str(digit): read_integer(digit) for digit in range(10)}


def letter_name(letter: str) -> str:
    """The name of one letter, as in «điểm đê»; a letter without one is returned as it is."""
    return _LETTERS.get(letter.lower(), letter)


def spell_code(code: str) -> str:
    """Letter by letter and digit by digit: «D02» gives «dê không hai»."""
    return " ".join(DIGIT_NAMES.get(char) or letter_name(char) for char in code if char.isalnum())


NUMBER_WORDS = (
    "không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|tư|lăm|trăm|nghìn|ngàn|triệu|tỷ|tỉ|"
    "vài|mấy"
)

# Just before a figure: it ends a range.
RANGE_END = re.compile(r"[-–—]\s?$")

# A number with a slash after these is a house in a lane, or one page of many.
HOUSE_WORDS = re.compile(
    r"(?:trang|(?<!học )tập|số nhà|nhà số|ngõ|hẻm|kiệt|ngách|đường|(?<!\w)(?:số|sn))\s$"
)

# After n/m these say which reading is meant: so many of so many, or a part of one whole.
COUNTED_NOUNS = re.compile(
    r"\s?(?:xã|phường|đặc khu|thôn|xóm|bản|buôn|làng|ấp|khóm|tổ|tỉnh|thành phố|huyện|hộ|người|"
    r"đơn vị|cơ quan|doanh nghiệp|trường|cơ sở|chỉ tiêu|tiêu chí|nhiệm vụ|nội dung|điểm|phiếu|câu|"
    r"thành viên|đại biểu|hội viên|đảng viên|cán bộ|chi bộ|bộ|ngành|sở|hồ sơ|trường hợp|cuộc|em|"
    r"học sinh|lao động)(?!\w)"
)
PART_NOUNS = re.compile(
    r"\s?(?:thời gian|tổng|số|mức|diện tích|dân số|tiền|lương|thu nhập|quãng|chiều|công suất|giá|"
    r"vốn|quỹ|sản lượng|khối lượng|học phí|chi phí|chặng|cuộc đời|đời người|trong|của|là|ha|km|m|"
    r"lít|l|kg|tấn|sào|ngày công|năm|tháng|ngày|giờ|phút|tuần|suất|phần|viên|cốc|bát)(?!\w)"
)

"""Days of a month as figures, with and without a year."""

from __future__ import annotations

import re

from kichban.vietnamese.months import month_name
from kichban.vietnamese.numbers import read_integer
from kichban.vietnamese.reading import (
    COUNTED_NOUNS,
    HOUSE_WORDS,
    PART_NOUNS,
    RANGE_END,
    Rule,
    Voice,
    before,
)

__all__ = [
    "DAY_MONTH",
    "FIRST_DAY",
    "FULL_DATE",
    "ISO_DATE",
    "LONG_DATE",
]

_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_THIS_CENTURY_BELOW = 50  # 01/7/25 is 2025; 01/7/75 is 1975

_DAY_SAID = re.compile(r"(?:ngày|mồng|mùng)\s?:?\s?$")
_FEAST = re.compile(
    r"(?<![^\W\d_])(?:lễ|dịp|khánh|tết|lập|thiếu nhi|lao động|phụ nữ|liệt sĩ|việt nam|lập đảng)\s"
    r"(?:\d{1,2}[/-]\d{1,2}\s?(?:,|và|-|–)\s?)*$"
)
_DAY_LIST = re.compile(
    r"(?:ngày|mồng|mùng)\s(?:\d{1,2}(?:/\d{1,2})?\s?(?:(?:,|và|hoặc|đến)\s|[-–]\s?))+$"
)
# «các ngày 5, 6 và 7/8»: one word for all of them.
_DAYS_OF_ONE_MONTH = re.compile(r"ngày\s(?:\d{1,2}\s?(?:,|và|hoặc)\s)+$")
_DATE_LIST = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})\s?(?:,|;|và|hoặc|đến|-|–|—)\s?$")
# Before a bare 1/7 these words show that a day is meant, and the weaker ones that it may be.
_DAY_WORDS = re.compile(
    r"(?<![^\W\d_])(?:ngày|mồng|mùng|hôm|nay|mai|thiếu nhi|lao động|sáng|trưa|chiều|tối|đêm|dịp|"
    r"lễ|tết|khánh|niệm|hạn|thứ \w+,?|chủ nhật,?|giờ|\d{1,2}[hg]\d{0,2})\s\(?$"
)
_WEAK_DAY_WORDS = re.compile(r"(?<![^\W\d_])(?:từ|đến|tới|trước|sau|qua|vào|đầu|cuối)\s$")
_EACH_DAY = re.compile(r"(?<![^\W\d_])(?:mỗi|một|hằng|hàng|nửa|cả)\sngày\s$")
_YEAR_FOLLOWS = re.compile(
    r"\s(?:năm\s(?:nay|sau|trước|ngoái|tới|\d)|h[ằà]ng năm|(?:âm|dương) lịch)"
)
_MORE_DATE = re.compile(r"\s?(?:-|–|—|đến|tới)\s?(?:hết\s)?(?:ngày\s)?\d{1,2}/\d{1,2}(?:/\d{4})?")


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _LONGEST_MONTHS[month - 1]


def _day(match: re.Match[str], voice: Voice, day: int) -> str:
    """The day, with «ngày» unless the text has just said it or a feast goes by its date."""
    said = read_integer(day, voice.region)
    lead = before(match)
    known = _DAY_SAID.search(lead) or _FEAST.search(lead) or _DAYS_OF_ONE_MONTH.search(lead)
    return said if known else f"ngày {said}"


def _date_words(match: re.Match[str], voice: Voice, day: int, month: int, year: int | None) -> str:
    said = f"{_day(match, voice, day)} tháng {month_name(month, voice)}"
    return said if year is None else f"{said} năm {read_integer(year, voice.region)}"


_ISO_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)"
)
_FULL_DATE = re.compile(
    r"(?P<day>\d{1,2})\s?(?P<mark>[/.–-])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<year>\d{4}|\d\d)(?![\d/]|[.,]\d)"
)


def _full_date(match: re.Match[str], voice: Voice) -> str | None:
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    if not _is_day(day, month):
        return None
    if len(match["year"]) == 2:
        if not (match["mark"] == "/" or _DAY_SAID.search(before(match)) or _only_a_date(match)):
            return None
        year += 2000 if year < _THIS_CENTURY_BELOW else 1900
    return _date_words(match, voice, day, month, year)


def _only_a_date(match: re.Match[str]) -> bool:
    """Whether 25.11.26 is too high a day, and too near a year, for a section of a document."""
    two_digits = len(match["day"]) == len(match["month"]) == 2
    return two_digits and int(match["day"]) > 12 and 20 <= int(match["year"]) < 50


# ngày 05 tháng 01 năm 2026
_LONG_DATE = re.compile(
    r"(?P<day>\d{1,2})\stháng\s(?P<month>\d{1,2})(?:(?:\snăm\s|\s?[/-]\s?|,\s)(?P<year>\d{4}))?(?![\d/])"
)


def _long_date(match: re.Match[str], voice: Voice) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    said_day = _DAY_SAID.search(before(match)) or _DAY_LIST.search(before(match))
    if not _is_day(day, month) or not (said_day or match["year"]):
        return None
    said = f"{read_integer(day, voice.region)} tháng {month_name(month, voice)}"
    if RANGE_END.search(before(match)):
        said = f"ngày {said}"
    if match["year"]:
        said += f" năm {read_integer(int(match['year']), voice.region)}"
    return said


# 01-05/7/2025: the first of two days of one month; the second is read by the rules below.
_FIRST_DAY = re.compile(
    r"(?P<day>\d{1,2})(?=\s?[-–—]\s?(?P<last>\d{1,2})/(?P<month>\d{1,2})(?P<year>/\d{4})?(?![\d/]))"
)


def _first_day(match: re.Match[str], voice: Voice) -> str | None:
    day, last, month = int(match["day"]), int(match["last"]), int(match["month"])
    lead = before(match)
    known = match["year"] or _DAY_WORDS.search(lead) or _WEAK_DAY_WORDS.search(lead)
    if not (known or last > month) or not (_is_day(day, month) and _is_day(last, month)):
        return None
    return _day(match, voice, day)


# A day and a month without year; with dot or hyphen only where the text says it is a day.
_DAY_MONTH = re.compile(
    r"(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?![\d/A-ZĐ]|[.,]\d|\s?%)"
)
_FEAST_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:ngày|mồng|mùng|dịp|lễ|mừng|niệm|kể từ|trước|đến hết)\s$"
)
# Streets, squares and schools are named after these days; other numbers there are houses.
_STREET_DAYS = frozenset(
    ((3, 2), (8, 3), (26, 3), (30, 4), (1, 5), (7, 5), (19, 5), (27, 7), (19, 8), (2, 9), (22, 12))
)
_STREET_BEFORE = re.compile(r"(?<![^\W\d_])(?:đường|phố|quảng trường|công viên|trường|cầu|đ\.)\s?$")
_DAY_PART_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:sáng|trưa|chiều|tối|đêm|hôm nay|ngày mai|thứ \w+,?|chủ nhật,?)\s\(?$"
)
# 28-11 đến 5-12: two such pairs are two days.
_DASHED_BEFORE = re.compile(r"(?<!\d)\d{1,2}-\d{1,2}\s(?:đến|tới)\s(?:hết\s)?$")
_DASHED_LIST_BEFORE = re.compile(r"(?<!\d)\d{1,2}-\d{1,2}\s?(?:,|và|;)\s$")
# Not «năm trước»: 3-5 năm trước is some years ago.
_THIS_YEAR_FOLLOWS = re.compile(
    r"\s(?:năm\s(?:nay|ngoái|(?:19|20)\d\d(?!\d))|h[ằà]ng năm|(?:âm|dương) lịch)(?!\w)"
)
_DASHED_FOLLOWS = re.compile(
    r"\s(?:đến|tới)\s(?:hết\s)?(?:ngày\s)?\d{1,2}-\d{1,2}(?!\w|[.,]\d|\s?%)"
)
_FEAST_LIST_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:lễ|dịp|khánh|tết|độc lập|phụ nữ|liệt sĩ)\s"
    r"(?:\d{1,2}-\d{1,2}\s?(?:,|và)\s?)*$"
)
# A pair of figures after these is a place in a book or a town, or the end of a game.
_LABEL_BEFORE = re.compile(
    r"(?:(?<![^\W\d_])(?:số|mẫu|biểu|bảng|hình|bài|lô|nhà|căn|phòng|khu|dãy|mục|tiết|điểm|khoản|"
    r"điều|chương|trang|câu|tổ|lớp|nhóm|tỷ số|tỉ số|tỷ lệ|tỉ lệ|thắng|thua|hòa|hoà|dẫn|từ|giảm|còn)"
    r"|\d[,;]?|[–+x×*/-])\s?$"
)
_NO_UNIT_FOLLOWS = re.compile(
    r"(?!\w|-\d|\s?[x×*+/=:]\s?\d|\s(?:năm|tuổi|phút|giây|đồng|tỷ|tỉ)(?!\w))"
)
_TIMES_FOLLOW = re.compile(
    r"\s?(?:(?:h[ằà]ng|mỗi|của)\stháng|tháng|ngày|tuần|"
    r"năm(?!\s(?:nay|sau|trước|ngoái|tới|\d))|lần|lượt|giờ|tiếng|buổi|bữa|viên|người|cuộc|kg|km|nghìn|triệu|đ)(?!\w)"
)
_ROUND_THE_CLOCK = re.compile(r"24/7(?!\d)")


def _day_month(match: re.Match[str], voice: Voice) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    if not _is_day(day, month):
        return None
    lead = before(match)
    if _EACH_DAY.search(lead):
        return None
    if match["mark"] != "/":
        if not _dashed_day(match, lead, day, month):
            return None
        if not _STREET_BEFORE.search(lead):
            return _date_words(match, voice, day, month, None)
    if _STREET_BEFORE.search(lead) and (day, month) in _STREET_DAYS:
        return f"{read_integer(day, voice.region)} tháng {month_name(month, voice)}"
    if _DAY_WORDS.search(lead) or _DAY_LIST.search(lead):
        return _date_words(match, voice, day, month, None)
    if _ROUND_THE_CLOCK.match(match.string, match.start()):
        return "hai mươi tư trên bảy"
    if _looks_like_day(match, lead, day, month):
        return _date_words(match, voice, day, month, None)
    return None


def _dashed_day(match: re.Match[str], lead: str, day: int, month: int) -> bool:
    """Whether 20-11 or 8.3 is a day, and not a range or a section of a document."""
    if _TIMES_FOLLOW.match(match.string, match.end()):
        return False
    if _DASHED_BEFORE.search(lead) or _DASHED_FOLLOWS.match(match.string, match.end()):
        return True
    if (
        _FEAST_BEFORE.search(lead)
        or _FEAST_LIST_BEFORE.search(lead)
        or _DAY_PART_BEFORE.search(lead)
    ):
        return True
    if match["mark"] == "-" and _THIS_YEAR_FOLLOWS.match(match.string, match.end()):
        return True
    if match["mark"] == "." or not _NO_UNIT_FOLLOWS.match(match.string, match.end()):
        return False
    if _STREET_BEFORE.search(lead):
        return (day, month) in _STREET_DAYS
    # Nobody counts down from 20 to 11.
    label = _LABEL_BEFORE.search(lead) and not _DASHED_LIST_BEFORE.search(lead)
    return day > month and not label and "=" not in match.string


def _looks_like_day(match: re.Match[str], lead: str, day: int, month: int) -> bool:
    """Whether n/m without a telling word is a day rather than a fraction."""
    text, end = match.string, match.end()
    if _YEAR_FOLLOWS.match(text, end):
        return True
    if COUNTED_NOUNS.match(text, end) or HOUSE_WORDS.search(lead):
        return False
    if day > month or match["day"].startswith("0") or match["month"].startswith("0"):
        return True
    if PART_NOUNS.match(text, end) and not _MORE_DATE.match(text, end):
        return False
    other = _DATE_LIST.search(lead)
    if _WEAK_DAY_WORDS.search(lead) or (other and int(other["day"]) > int(other["month"])):
        return True
    # Nobody speaks of ninths and twelfths, but everybody of the second of September.
    return day == month or month in {7, 9, 11, 12}


ISO_DATE = Rule(_ISO_DATE, _full_date, spans=True)
FULL_DATE = Rule(_FULL_DATE, _full_date, spans=True)
LONG_DATE = Rule(_LONG_DATE, _long_date, spans=True)
FIRST_DAY = Rule(_FIRST_DAY, _first_day, spans=True)
DAY_MONTH = Rule(_DAY_MONTH, _day_month, spans=True)

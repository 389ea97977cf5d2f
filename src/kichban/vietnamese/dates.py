"""Days, months and years as figures."""

from __future__ import annotations

import re

from kichban.vietnamese.numbers import read_integer, read_ordinal
from kichban.vietnamese.reading import COUNTED_NOUNS, HOUSE_WORDS, PART_NOUNS, Rule, Voice, before

__all__ = [
    "DAY_MONTH",
    "FIRST_DAY",
    "FIRST_MONTH",
    "FULL_DATE",
    "ISO_DATE",
    "LONG_DATE",
    "MONTH_YEAR",
    "NAMED",
    "SHORT_MONTH",
    "SUNDAY",
    "WEEKDAYS",
]

_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_THIS_CENTURY_BELOW = 50  # 01/7/25 is 2025; 01/7/75 is 1975

_DAY_SAID = re.compile(r"(?:ngày|mồng|mùng)\s?:?\s?$")
_FEAST = re.compile(
    r"(?<![^\W\d_])(?:lễ|dịp|khánh|tết|thiếu nhi|quốc tế lao động)\s"
    r"(?:\d{1,2}/\d{1,2}\s?(?:,|và|-|–)\s?)*$"
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


def _month_name(month: int, voice: Voice) -> str:
    return "tư" if month == 4 else read_integer(month, voice.region)


def _day(match: re.Match[str], voice: Voice, day: int) -> str:
    """The day, with «ngày» unless the text has just said it or a feast goes by its date."""
    said = read_integer(day, voice.region)
    lead = before(match)
    known = _DAY_SAID.search(lead) or _FEAST.search(lead) or _DAYS_OF_ONE_MONTH.search(lead)
    return said if known else f"ngày {said}"


def _date_words(match: re.Match[str], voice: Voice, day: int, month: int, year: int | None) -> str:
    said = f"{_day(match, voice, day)} tháng {_month_name(month, voice)}"
    return said if year is None else f"{said} năm {read_integer(year, voice.region)}"


_ISO_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_FULL_DATE = re.compile(
    r"(?P<day>\d{1,2})\s?(?P<mark>[/.–-])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<year>\d{4}|\d\d)(?![\d/]|[.,]\d)"
)


def _full_date(match: re.Match[str], voice: Voice) -> str | None:
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    if not _is_day(day, month):
        return None
    if len(match["year"]) == 2:
        if match["mark"] != "/" and not _DAY_SAID.search(before(match)):
            return None
        year += 2000 if year < _THIS_CENTURY_BELOW else 1900
    return _date_words(match, voice, day, month, year)


# ngày 05 tháng 01 năm 2026
_LONG_DATE = re.compile(
    r"(?P<day>\d{1,2})\stháng\s(?P<month>\d{1,2})(?:(?:\snăm\s|\s?[/-]\s?|,\s)(?P<year>\d{4}))?(?![\d/])"
)


def _long_date(match: re.Match[str], voice: Voice) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    said_day = _DAY_SAID.search(before(match)) or _DAY_LIST.search(before(match))
    if not _is_day(day, month) or not (said_day or match["year"]):
        return None
    said = f"{read_integer(day, voice.region)} tháng {_month_name(month, voice)}"
    if _RANGE_END.search(before(match)):
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
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?![\d/]|[.,]\d|\s?%)")
_FEAST_BEFORE = re.compile(r"(?<![^\W\d_])(?:ngày|mồng|mùng|dịp|lễ|mừng|niệm)\s$")
# Streets, squares and schools are named after these days; other numbers there are houses.
_STREET_DAYS = frozenset(
    ((3, 2), (8, 3), (26, 3), (30, 4), (1, 5), (7, 5), (19, 5), (27, 7), (19, 8), (2, 9), (22, 12))
)
_STREET_BEFORE = re.compile(r"(?<![^\W\d_])(?:đường|phố|quảng trường|công viên|trường|cầu)\s$")
_TIMES_FOLLOW = re.compile(
    r"\s?(?:(?:h[ằà]ng|mỗi|của)\stháng|tháng|lần|lượt|giờ|tiếng|buổi|bữa|viên|người|cuộc|kg|km|nghìn|triệu|đ)"
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
        dotted = _FEAST_BEFORE.search(lead) and not _TIMES_FOLLOW.match(match.string, match.end())
        return _date_words(match, voice, day, month, None) if dotted else None
    if _STREET_BEFORE.search(lead) and (day, month) in _STREET_DAYS:
        return f"{read_integer(day, voice.region)} tháng {_month_name(month, voice)}"
    if _DAY_WORDS.search(lead) or _DAY_LIST.search(lead):
        return _date_words(match, voice, day, month, None)
    if _ROUND_THE_CLOCK.match(match.string, match.start()):
        return "hai mươi tư trên bảy"
    if _looks_like_day(match, lead, day, month):
        return _date_words(match, voice, day, month, None)
    return None


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


_MONTH_YEAR = re.compile(
    r"(?P<month>\d{1,2})\s?(?P<mark>[/.–-])\s?(?P<year>(?:19|20)\d\d)(?![\d/]|[.,]\d)"
)
_MONTH_SAID = re.compile(r"tháng\s$")


def _month_year(match: re.Match[str], voice: Voice) -> str | None:
    month = int(match["month"])
    said_month = _MONTH_SAID.search(before(match))
    if not 1 <= month <= 12 or (match["mark"] != "/" and not said_month):
        return None
    said = f"{_month_name(month, voice)} năm {read_integer(int(match['year']), voice.region)}"
    return said if said_month else f"tháng {said}"


# 7-9/2025: the first of two months of one year.
_FIRST_MONTH = re.compile(
    r"(?P<month>\d{1,2})(?=\s?[-–—]\s?(?P<last>\d{1,2})/(?:19|20)\d\d(?![\d/]))"
)


def _first_month(match: re.Match[str], voice: Voice) -> str | None:
    month = int(match["month"])
    if not (1 <= month < int(match["last"]) <= 12):
        return None
    said = _month_name(month, voice)
    return said if _MONTH_SAID.search(before(match)) else f"tháng {said}"


# A lone number after tháng or thứ, also further along a list or at the end of a range.
_NAMED = re.compile(r"(?P<number>\d{1,2})(?!\w|[.,/]\d|\s?%)")
_NAMING = re.compile(r"(?P<word>tháng|thứ)\s(?P<list>(?:\d{1,2}\s?(?:,|và|hoặc|đến|-|–|—)\s?)*)$")
_COUNT_FOLLOWS = re.compile(
    r"\s(?:tháng|tuần|ngày|buổi|người|lần|giờ|nghìn|triệu|đồng|hộ|năm(?!\s\d{4}))(?!\w)"
)
_DURATION = re.compile(
    r"(?:\d|(?<![^\W\d_])(?:mỗi|một|hai|ba|bốn|năm|sáu|chín|mười|hằng|hàng|vài|mấy|nửa))\s?tháng\s$"
)
_RANGE_END = re.compile(r"[-–—]\s?$")


def _named(match: re.Match[str], voice: Voice) -> str | None:
    lead = before(match)
    naming = _NAMING.search(lead)
    if not naming:
        return None
    if naming["list"] and _COUNT_FOLLOWS.match(match.string, match.end()):
        return None
    number = int(match["number"])
    word = naming["word"]
    if word == "thứ":
        said = read_ordinal(number, voice.region)
    elif naming["list"] or not _DURATION.search(lead):
        said = _month_name(number, voice)
    else:
        return None
    return f"{word} {said}" if _RANGE_END.search(naming["list"]) else said


# T2-T6; T7, CN; thứ 7 và CN
_WEEKDAYS = re.compile(r"T[2-7](?:(?:\s?[-–]\s?|\sđến\s|,\s|\svà\s)(?:T[2-7]|CN))+(?!\w)")
_WEEKDAY = re.compile(r"\s?[-–]\s?|T(?P<number>\d)|CN")
_SUNDAY = re.compile(r"CN(?!\w)")
_WEEKDAY_BEFORE = re.compile(r"thứ \w+\s?(?:,|và|hoặc|đến|-|–)\s?$")
_SHORT_MONTH = re.compile(r"T(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>(?:19|20)\d\d)(?!\d)")


def _weekdays(match: re.Match[str], _: Voice) -> str:
    def name(day: re.Match[str]) -> str:
        if day["number"]:
            return f"thứ {read_ordinal(int(day['number']))}"
        return "Chủ nhật" if day[0] == "CN" else " đến "

    return _WEEKDAY.sub(name, match[0])


def _sunday(match: re.Match[str], _: Voice) -> str | None:
    return "Chủ nhật" if _WEEKDAY_BEFORE.search(before(match)) else None


def _short_month(match: re.Match[str], voice: Voice) -> str | None:
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    year = read_integer(int(match["year"]), voice.region)
    return f"tháng {_month_name(month, voice)} năm {year}"


ISO_DATE = Rule(_ISO_DATE, _full_date, spans=True)
FULL_DATE = Rule(_FULL_DATE, _full_date, spans=True)
LONG_DATE = Rule(_LONG_DATE, _long_date, spans=True)
FIRST_DAY = Rule(_FIRST_DAY, _first_day, spans=True)
DAY_MONTH = Rule(_DAY_MONTH, _day_month, spans=True)
FIRST_MONTH = Rule(_FIRST_MONTH, _first_month, spans=True)
MONTH_YEAR = Rule(_MONTH_YEAR, _month_year, spans=True)
NAMED = Rule(_NAMED, _named, spans=True)
SUNDAY = Rule(_SUNDAY, _sunday)
WEEKDAYS = Rule(_WEEKDAYS, _weekdays)
SHORT_MONTH = Rule(_SHORT_MONTH, _short_month, spans=True)

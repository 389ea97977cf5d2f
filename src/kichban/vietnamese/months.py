"""Months: with a year, in ranges and lists, and alone after their name."""

from __future__ import annotations

import re

from kichban.vietnamese.numbers import read_integer, read_ordinal
from kichban.vietnamese.reading import RANGE_END, Rule, Voice, before

__all__ = ["FIRST_MONTH", "MONTH_YEAR", "NAMED", "SHORT_MONTH", "month_name"]


def month_name(month: int, voice: Voice) -> str:
    """The month as it follows «tháng»: the fourth is «tư»."""
    return "tư" if month == 4 else read_integer(month, voice.region)


_MONTH_YEAR = re.compile(
    r"(?P<month>\d{1,2})\s?(?P<mark>[/.–-])\s?(?P<year>(?:19|20)\d\d)(?![\d/]|[.,]\d)"
)
_PHRASE_ENDS = re.compile(r"\s*(?:$|[.,;:!?)]|(?:đến|và|tại|ở|thì|là)(?!\w))")
_MONTH_SAID = re.compile(r"tháng\s$")


def _month_year(match: re.Match[str], voice: Voice) -> str | None:
    month = int(match["month"])
    said_month = _MONTH_SAID.search(before(match))
    tied = match.string[match.start() - 1 : match.start()] == "-"
    alone = match["mark"] == "-" and not tied and _PHRASE_ENDS.match(match.string, match.end())
    if not 1 <= month <= 12 or not (match["mark"] == "/" or said_month or alone):
        return None
    said = f"{month_name(month, voice)} năm {read_integer(int(match['year']), voice.region)}"
    return said if said_month else f"tháng {said}"


# 7-9/2025: the first of two months of one year.
_FIRST_MONTH = re.compile(
    r"(?P<month>\d{1,2})(?=\s?[-–—]\s?(?P<last>\d{1,2})/(?:19|20)\d\d(?![\d/]))"
)


def _first_month(match: re.Match[str], voice: Voice) -> str | None:
    month = int(match["month"])
    if not (1 <= month < int(match["last"]) <= 12):
        return None
    said = month_name(month, voice)
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
        said = month_name(number, voice)
    else:
        return None
    return f"{word} {said}" if RANGE_END.search(naming["list"]) else said


# T7/2025, T1-T3/2027
_SHORT_MONTH = re.compile(
    r"T\.?\s?(?P<month>\d{1,2})"
    r"(?:\s?[/.-]\s?(?P<year>(?:19|20)\d\d)(?!\d)|(?=\s?[-–]\s?T?\d{1,2}/(?:19|20)\d\d))"
)


def _short_month(match: re.Match[str], voice: Voice) -> str | None:
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    said = f"tháng {month_name(month, voice)}"
    return f"{said} năm {read_integer(int(match['year']), voice.region)}" if match["year"] else said


FIRST_MONTH = Rule(_FIRST_MONTH, _first_month, spans=True)
MONTH_YEAR = Rule(_MONTH_YEAR, _month_year, spans=True)
NAMED = Rule(_NAMED, _named, spans=True)
SHORT_MONTH = Rule(_SHORT_MONTH, _short_month, spans=True)

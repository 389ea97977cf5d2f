"""Days of the week by their short names: T2, T7, CN."""

from __future__ import annotations

import re

from kichban.vietnamese.numbers import read_ordinal
from kichban.vietnamese.reading import Rule, Voice, before

__all__ = ["SUNDAY", "WEEKDAY", "WEEKDAYS"]

# T2-T6; T7, CN; T3 & T5. Several of them together can only be days.
_WEEKDAYS = re.compile(
    r"T[2-7](?:\s?[-–]\s?[2-7](?![\w/]|[.,-]\d)|"
    r"(?:(?:\s?[-–/&]\s?|\sđến(?:\shết)?\s|,\s?|\s(?:và|hoặc|hay)\s)(?:T[2-7]|CN))+(?!\w))"
)
_PIECE = re.compile(r"\s?(?P<mark>[-–/&])\s?|,\s?|T?(?P<number>\d)|CN")
_MARKS = {"-": " đến ", "–": " đến ", "&": " và ", "/": ", "}
# One alone is a day where the words around it speak of time; T4 may also be April, CN a branch.
_WEEKDAY = re.compile(r"T(?P<number>[2-7])(?![\w/]|[.-]\d)")
_SUNDAY = re.compile(r"CN(?![\w-])")
_DAY_PART_BEFORE = re.compile(
    r"(?:(?<![^\W\d_])(?:sáng|trưa|chiều|tối|đêm)|\d\s?(?:[hg]|giờ)\d{0,2})\s$|\d[/-]\d{1,4} \($"
)
_WEEKDAY_BEFORE = re.compile(r"(?:thứ \w+|t[2-7])\s?(?:,|và|hoặc|đến(?: hết)?|-|–)\s?$")
_OFF_BEFORE = re.compile(r"(?<![^\W\d_])(?:ngày|trừ|nghỉ|hôm|vào|cả|kể)\s$")
_WEEK_FOLLOWS = re.compile(r"\s(?:(?:h[ằà]ng|mỗi) tuần|tuần (?:này|sau|tới|trước)|này|tới)(?!\w)")
_DATE_FOLLOWS = re.compile(r",?\s(?:ngày\s|\()?\d{1,2}(?:[/-]\d|\s?(?:[hg]|giờ)(?![^\W\d_]))")
_ENDS = re.compile(r"\s*(?:$|[.,;:!?)]|(?:và|hoặc) (?:ngày |các )?(?:lễ|tết))")


def _weekday_name(number: str) -> str:
    return f"thứ {read_ordinal(int(number))}"


def _weekdays(match: re.Match[str], _: Voice) -> str:
    def piece(found: re.Match[str]) -> str:
        if found["number"]:
            return _weekday_name(found["number"])
        if found[0] == "CN":
            return "Chủ nhật"
        return _MARKS[found["mark"]] if found["mark"] else ", "

    return _PIECE.sub(piece, match[0])


def _in_time(match: re.Match[str]) -> bool:
    lead = before(match)
    off = _OFF_BEFORE.search(lead) and _ENDS.match(match.string, match.end())
    return bool(
        off
        or _DAY_PART_BEFORE.search(lead)
        or _WEEKDAY_BEFORE.search(lead)
        or _WEEK_FOLLOWS.match(match.string, match.end())
        or _DATE_FOLLOWS.match(match.string, match.end())
    )


def _weekday(match: re.Match[str], _: Voice) -> str | None:
    return _weekday_name(match["number"]) if _in_time(match) else None


def _sunday(match: re.Match[str], _: Voice) -> str | None:
    return "Chủ nhật" if _in_time(match) else None


WEEKDAYS = Rule(_WEEKDAYS, _weekdays)
WEEKDAY = Rule(_WEEKDAY, _weekday, spans=True)
SUNDAY = Rule(_SUNDAY, _sunday)

"""Hours and minutes."""

from __future__ import annotations

import re

from kichban.vietnamese.numbers import read_integer
from kichban.vietnamese.reading import Rule, Voice, before

__all__ = ["COLON", "HOURS", "HOUR_MINUTE", "MINUTE_SECOND", "RATIO", "SCORE", "SOUTHERN_HOURS"]

_HOUR = r"(?P<hour>[01]?\d|2[0-4])"
# 6h30, 7g30, 18h00, 7 giờ 30 phút; 8:15, 07:00:30
_HOUR_MINUTE = re.compile(
    rf"{_HOUR}\s?(?:[hHgG]|giờ)\s?(?P<minute>[0-5]\d)(?P<said>\s?(?:phút|ph|p|'))?(?![\w%]|[.,/]\d)"
)
_COLON = re.compile(
    rf"{_HOUR}:(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
    r"(?:\s?(?:[hH]|(?P<half>AM|PM|am|pm|SA|CH))(?!\w))?(?![\w%:]|[.,]\d)"
)
_HOURS = re.compile(r"(?P<hour>\d{1,3})\s?[hH](?!\w)")
# 7g-11g, lúc 7g: hours in the South, elsewhere grams.
_SOUTHERN = re.compile(rf"{_HOUR}g(?!\w)")
_SOUTHERN_AFTER = re.compile(
    rf"\s?(?:-|–|đến)\s?{_HOUR}g(?:[0-5]\d)?(?!\w)|\s(?:sáng|trưa|chiều|tối|đêm|khuya)(?!\w)"
)
_SOUTHERN_BEFORE = re.compile(
    r"(?:(?<![^\W\d_])(?:lúc|hồi|sáng|trưa|chiều|tối|đêm)\s|"
    r"\d{1,2}g(?:[0-5]\d)?\s?(?:-|–|đến)\s?|giờ(?: \w+ phút)? đến )$"
)
_HALVES = {"AM": "sáng", "SA": "sáng", "PM": "chiều", "CH": "chiều"}
_RATIO_BEFORE = re.compile(r"(?:tỷ lệ|tỉ lệ|tỷ số|tỉ số|bản đồ)\s$")
_RATIO = re.compile(r"(?P<left>\d{1,3})\s?:\s?(?P<right>\d{1,6}(?:\.\d{3})*)(?!\w)")

# tỷ số 2-1, thắng 3-0: the two figures are said one after the other.
_SCORE = re.compile(r"(?P<left>\d{1,2})\s?[-–]\s?(?P<right>\d{1,2})(?!\w|[.,/%-]\d)")
_SCORE_BEFORE = re.compile(r"(?<![^\W\d_])(?:tỷ số|tỉ số|thắng|thua|hòa|hoà)\s$")
# 3'20", 2'30: the length of a recording.
_MINUTE_SECOND = re.compile(
    r"(?P<minute>\d{1,3})\s?'\s?(?P<second>[0-5]?\d)(?:\s?(?:''|[\"”″])|s)?(?![\w']|[.,]\d)"
)

# After «7 giờ 30» these show that 30 counts minutes and not the people who came.
_TIME_ENDS = re.compile(
    r"\s*(?:$|[.,;:!?…)\]»”\"–—-]|(?:sáng|trưa|chiều|tối|đêm|khuya|đến|tới|và|hoặc|ngày|hôm|thứ|"
    r"hằng|hàng|mỗi|tại|ở|các|từ|là|thì|cho|mời|trong|trên|bắt đầu|phát|cùng|để|mùng|mồng|theo)"
    r"(?!\w))"
)


def _time(hour: str, minute: str, voice: Voice) -> str:
    said = f"{read_integer(int(hour), voice.region)} giờ"
    return f"{said} {read_integer(int(minute), voice.region)} phút" if int(minute) else said


def _hour_minute(match: re.Match[str], voice: Voice) -> str | None:
    written_out = "giờ" in match[0] and not match["said"]
    if written_out and not _TIME_ENDS.match(match.string, match.end()):
        return None
    return _time(match["hour"], match["minute"], voice)


def _colon(match: re.Match[str], voice: Voice) -> str | None:
    if _RATIO_BEFORE.search(before(match)):
        return None
    said = _time(match["hour"], match["minute"], voice)
    if match["second"] and int(match["second"]):
        said += f" {read_integer(int(match['second']), voice.region)} giây"
    return f"{said} {_HALVES[match['half'].upper()]}" if match["half"] else said


def _ratio(match: re.Match[str], voice: Voice) -> str | None:
    if not _RATIO_BEFORE.search(before(match)):
        return None
    left = read_integer(int(match["left"]), voice.region)
    return f"{left} trên {read_integer(int(match['right'].replace('.', '')), voice.region)}"


def _score(match: re.Match[str], voice: Voice) -> str | None:
    if not _SCORE_BEFORE.search(before(match)):
        return None
    left = read_integer(int(match["left"]), voice.region)
    return f"{left} {read_integer(int(match['right']), voice.region)}"


def _minute_second(match: re.Match[str], voice: Voice) -> str:
    said = f"{read_integer(int(match['minute']), voice.region)} phút"
    second = int(match["second"])
    return f"{said} {read_integer(second, voice.region)} giây" if second else said


def _hours(match: re.Match[str], voice: Voice) -> str:
    return f"{read_integer(int(match['hour']), voice.region)} giờ"


def _southern(match: re.Match[str], voice: Voice) -> str | None:
    ranged = _SOUTHERN_AFTER.match(match.string, match.end())
    if not ranged and not _SOUTHERN_BEFORE.search(before(match)):
        return None
    return _hours(match, voice)


HOUR_MINUTE = Rule(_HOUR_MINUTE, _hour_minute, spans=True)
COLON = Rule(_COLON, _colon, spans=True)
RATIO = Rule(_RATIO, _ratio)
SCORE = Rule(_SCORE, _score)
MINUTE_SECOND = Rule(_MINUTE_SECOND, _minute_second, spans=True)
HOURS = Rule(_HOURS, _hours, spans=True)
SOUTHERN_HOURS = Rule(_SOUTHERN, _southern, spans=True)

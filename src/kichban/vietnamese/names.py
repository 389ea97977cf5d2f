"""Capital letters: abbreviations, names of places, codes of forms."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kichban.vietnamese.abbreviations import SMALL
from kichban.vietnamese.numbers import read_integer
from kichban.vietnamese.reading import Rule, Voice, letter_name, spell_code
from kichban.vietnamese.text import CAPITALS, SMALL_LETTERS

__all__ = [
    "BORN",
    "CODE",
    "CONTACT",
    "DISTRICT",
    "HOUSE",
    "LEADER",
    "PLACE",
    "ROAD",
    "SMALL_PLACE",
    "abbreviation_pattern",
    "expand",
    "trigger_pattern",
]

_PLACES = {
    "Tx": "thị xã", "TT": "thị trấn", "Q": "quận", "P": "phường", "H": "huyện",
    "X": "xã", "KP": "khu phố", "T": "tỉnh", "Đ": "đường",
}  # fmt: skip
_PLACE = re.compile(
    rf"(?P<place>Tx|TT|KP|[QPHXTĐ])\.\s?(?=\d|[{CAPITALS}][{SMALL_LETTERS}])(?P<deputy>(?=Giám|Chủ|Trưởng|Bí|Tổng))?"
)


# In small letters only in an address: «xã Ea Kar, h. Ea Kar».
_SMALL_PLACE = re.compile(rf"(?P<place>[qphx])\.\s?(?=[{CAPITALS}][{SMALL_LETTERS}])")
# The initial of a middle name stands between two names: «Lê Đ. Hùng».
_NAME_BEFORE = re.compile(rf"(?<!\w)[{CAPITALS}][{SMALL_LETTERS}]+\s$")


def _place(match: re.Match[str], _: Voice) -> str | None:
    if match["place"] == "Đ" and _NAME_BEFORE.search(match.string, 0, match.start()):
        return None
    deputy = match["place"] == "P" and match["deputy"] is not None
    return "phó " if deputy else f"{_PLACES[match['place']]} "


def _small_place(match: re.Match[str], _: Voice) -> str | None:
    listed = match.string[: match.start()].endswith(", ")
    return f"{_PLACES[match['place'].upper()]} " if listed else None


# QL 1A: before a number the letters of management are a road.
_ROAD = re.compile(r"QL\.?\s?(?=\d)")
# «12/3A», «12A/5»: with a letter in it, a path of numbers leads to a house.
_HOUSE = re.compile(r"(?=[\d/]{0,16}\d[A-H])\d{1,4}[A-H]?(?:/\d{1,4}[A-H]?){1,3}(?![\w/])")
_HOUSE_PART = re.compile(r"(?P<number>\d+)(?P<letter>[A-H]?)")
# «P12, Q1»: two of them, or one beside its city.
_DISTRICT = re.compile(r"(?P<place>[QP])(?P<number>\d{1,2})(?!\w|[/.-]\d)")
_TOWN = r"[QP]\.\s?[\dA-ZĐ]|T[Pp]|[Qq]uận\s|[Pp]hường\s|[Tt]hành phố\s"
_TOWN_FOLLOWS = {
    "P": re.compile(rf",\s?(?:{_TOWN}|Q\d)"),
    "Q": re.compile(rf",\s?(?:{_TOWN})"),
}
_TOWN_BEFORE = re.compile(
    r"(?:T[Pp]\.?\s?HCM|Minh|(?<!\w)P\.?\s?\d{1,2}|[Pp]hường [^,]{1,20}|[Đđ]ường [^,]{1,25}),\s$"
)


def _road(_match: re.Match[str], _: Voice) -> str:
    return "quốc lộ "


def _house(match: re.Match[str], voice: Voice) -> str:
    return " trên ".join(
        f"{read_integer(int(part['number']), voice.region)} {letter_name(part['letter'])}".strip()
        for part in _HOUSE_PART.finditer(match[0])
    )


def _district(match: re.Match[str], voice: Voice) -> str | None:
    follows = _TOWN_FOLLOWS[match["place"]].match(match.string, match.end())
    place = slice(max(0, match.start() - 40), match.start())
    near = follows or (match["place"] == "Q" and _TOWN_BEFORE.search(match.string[place]))
    number = read_integer(int(match["number"]), voice.region)
    return f"{_PLACES[match['place']]} {number}" if near else None


# SN 1971 is a year of birth, SN 12 a house; LH 0905 … whom to call.
_BORN = re.compile(r"SN:?\s?(?=(?P<year>(?:19|20)\d\d(?!\d))|\d)")
_CONTACT = re.compile(r"(?:LH|Lh)\s?:?\s?(?=[(+]?[01][\d ().]{6})")


def _born(match: re.Match[str], _: Voice) -> str:
    return "sinh năm " if match["year"] else "số nhà "


def _contact(_match: re.Match[str], _: Voice) -> str:
    return "liên hệ: "


# CT is a directive before a number; before a council or committee it is its chair.
_LEADER = re.compile(
    r"(?P<rank>PCT|CT)\.?\s(?=UBND|HĐND|UBMTTQ|MTTQ|HĐQT|[Hh]ội|[Ủủ]y ban|[Cc]ông đoàn)"
)


def _leader(match: re.Match[str], _: Voice) -> str:
    return "chủ tịch " if match["rank"] == "CT" else "phó chủ tịch "


# TK1-TS, D02-LT, A4, COVID-19: letters by name, a leading zero by name too.
_CODE = re.compile(
    r"(?P<letters>[A-ZĐ]{1,6})(?P<hyphen>-)?(?P<number>\d+)(?P<rest>[A-Za-z]?(?:-[A-ZĐ]{1,4}\d*)*)(?!\w)"
)


_LONGEST_NUMBER = 4  # what has more digits behind its letters is nobody's number


def _code(match: re.Match[str], voice: Voice) -> str | None:
    letters, number = match["letters"], match["number"]
    own = "" if match["rest"] else voice.expansions.get(letters, "")
    # Two letters and a figure are a form more often than the abbreviation they spell.
    words = own if len(letters) > 2 else ""
    coded = number.startswith("0") or len(number) > _LONGEST_NUMBER
    said = spell_code(number) if coded else read_integer(int(number), voice.region)
    return " ".join(filter(None, (words or spell_code(letters), said, spell_code(match["rest"]))))


def expand(match: re.Match[str], voice: Voice) -> str:
    """What an abbreviation stands for; a comma when another one is tied to it by a hyphen."""
    said = voice.expansions[match["short"]]
    return f"{said}, " if match["tie"] else said


def abbreviation_pattern(
    expansions: Mapping[str, str], *, before_digit: bool = True
) -> re.Pattern[str]:
    """Matches one abbreviation, the longest first, with the hyphen or slash that ties the next."""
    end = r"(?![^\W\d_])" if before_digit else r"(?![^\W_])"
    keys = "|".join(map(re.escape, sorted(expansions, key=len, reverse=True)))
    return re.compile(rf"(?P<short>{keys}){end}(?P<tie>[-–/](?=[A-ZĐ]{{2}}))?")


_REGULAR = re.compile(r"[A-ZĐƯ][A-ZĐƯ\d.&/-]")


def trigger_pattern(expansions: Mapping[str, str]) -> str:
    """What matches wherever something may have to be read otherwise than it is written.

    The names of its groups are the families of rules to try there.
    """
    anywhere, numbered = map("|".join, SMALL)
    apart = {*SMALL[0], *SMALL[1]}
    irregular = [key for key in expansions if not _REGULAR.match(key) and key not in apart]
    short = "|".join(map(re.escape, sorted(irregular, key=len, reverse=True)))
    firsts = re.escape("".join(sorted({key[0] for key in irregular})))
    # Most letters of a text stand inside words: one look behind rules them out for three groups.
    return (
        r"(?P<aside>\[[^\]\n]*\])"
        r"|(?P<number>\d|[-–+](?=\d)|\((?=\+?\d{2,4}\)))"
        r"|(?P<sign>[%‰&=×÷≥≤<>±≈½¼¾⅓⅔₫°/+−*~$]|(?<=[\w)] )[-–](?= [\d(]))"
        r"|(?<![^\W\d_])(?:"
        r"(?P<capital>[A-ZĐƯ](?=[A-ZĐƯ\d.&/-])|[IVX](?!\w))"
        rf"|(?P<short>(?=[{firsts}])(?:{short})(?![^\W\d_]))"
        r"|(?P<small>(?<![\w.<-])(?=[bcđhknqstuvBCĐHKNQSTUV])"
        rf"(?:(?:{anywhere})(?![\w>-]|\.\w)|(?:{numbered})(?=\s?[:.]?\s?[(+]?\d)))"
        r"|(?P<letter>[a-zđ](?![^\W\d_])))"
    )


PLACE = Rule(_PLACE, _place)
SMALL_PLACE = Rule(_SMALL_PLACE, _small_place)
ROAD = Rule(_ROAD, _road)
HOUSE = Rule(_HOUSE, _house)
DISTRICT = Rule(_DISTRICT, _district)
BORN = Rule(_BORN, _born)
CONTACT = Rule(_CONTACT, _contact)
LEADER = Rule(_LEADER, _leader)
CODE = Rule(_CODE, _code)

"""Capital letters: abbreviations, names of places, codes of forms."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kichban.vietnamese.numbers import read_integer
from kichban.vietnamese.reading import Rule, Voice, spell_code
from kichban.vietnamese.text import CAPITALS, SMALL_LETTERS

__all__ = ["CODE", "LEADER", "PLACE", "abbreviation_pattern", "expand", "trigger_pattern"]

_PLACES = {
    "Tx": "thị xã", "TT": "thị trấn", "Q": "quận", "P": "phường", "H": "huyện",
    "X": "xã", "KP": "khu phố", "T": "tỉnh",
}  # fmt: skip
_PLACE = re.compile(
    rf"(?P<place>Tx|TT|KP|[QPHXT])\.\s?(?=\d|[{CAPITALS}][{SMALL_LETTERS}])(?P<deputy>(?=Giám|Chủ|Trưởng|Bí|Tổng))?"
)


def _place(match: re.Match[str], _: Voice) -> str:
    deputy = match["place"] == "P" and match["deputy"] is not None
    return "phó " if deputy else f"{_PLACES[match['place']]} "


# CT is a directive before a number; before a council or committee it is its chair.
_LEADER = re.compile(
    r"(?P<rank>PCT|CT)\.?\s(?=UBND|HĐND|UBMTTQ|MTTQ|HĐQT|[Hh]ội|[Ủủ]y ban|[Cc]ông đoàn)"
)


def _leader(match: re.Match[str], _: Voice) -> str:
    return "chủ tịch " if match["rank"] == "CT" else "phó chủ tịch "


# TK1-TS, D02-LT, A4, QL14, COVID-19: letters by name, a leading zero by name too.
_CODE = re.compile(
    r"(?P<letters>[A-ZĐ]{1,6})(?P<hyphen>-)?(?P<number>\d+)(?P<rest>[A-Za-z]?(?:-[A-ZĐ]{1,4}\d*)*)(?!\w)"
)


def _code(match: re.Match[str], voice: Voice) -> str | None:
    letters, number = match["letters"], match["number"]
    own = "" if match["rest"] else voice.expansions.get(letters, "")
    # Two letters and a figure are a form or a road more often than the abbreviation they spell.
    words = own if len(letters) > 2 or letters == "QL" else ""
    said = spell_code(number) if number.startswith("0") else read_integer(int(number), voice.region)
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
    irregular = [key for key in expansions if not _REGULAR.match(key)]
    short = "|".join(map(re.escape, sorted(irregular, key=len, reverse=True)))
    firsts = re.escape("".join(sorted({key[0] for key in irregular})))
    # Most letters of a text stand inside words: one look behind rules them out for three groups.
    return (
        r"(?P<aside>\[[^\]\n]*\])"
        r"|(?P<number>\d|[-–+](?=\d)|\((?=\+?\d{2,4}\)))"
        r"|(?P<sign>[%‰&=×÷≥≤<>±≈½¼¾⅓⅔₫°/+−*~])"
        r"|(?<![^\W\d_])(?:"
        r"(?P<capital>[A-ZĐƯ](?=[A-ZĐƯ\d.&/-])|[IVX](?!\w))"
        rf"|(?P<short>(?=[{firsts}])(?:{short})(?![^\W\d_]))"
        r"|(?P<letter>[a-zđ](?![^\W\d_])))"
    )


PLACE = Rule(_PLACE, _place)
LEADER = Rule(_LEADER, _leader)
CODE = Rule(_CODE, _code)

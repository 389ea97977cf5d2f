"""The presenter: goes through a line and reads what is not written as it is said."""

from __future__ import annotations

import re
from functools import lru_cache

from kichban.errors import BadField
from kichban.vietnamese import (
    amounts,
    clock,
    dates,
    digits,
    documents,
    months,
    names,
    shorthand,
    signs,
    web,
    weekdays,
)
from kichban.vietnamese.abbreviations import ABBREVIATIONS
from kichban.vietnamese.links import link
from kichban.vietnamese.numbers import Region, check_region
from kichban.vietnamese.reading import Rule, Voice
from kichban.vietnamese.text import fold, nfc
from kichban.vietnamese.web import may_hold_address

__all__ = ["read_line", "voice_for"]

# The first rule that fits wins: a number of a law is no date, a date is no fraction, and so on.
_RULES: dict[str, tuple[Rule, ...]] = {
    "number": (
        documents.SYMBOL,
        names.HOUSE,
        dates.ISO_DATE,
        dates.FIRST_DAY,
        months.FIRST_MONTH,
        dates.FULL_DATE,
        dates.LONG_DATE,
        documents.NUMBER_AND_YEAR,
        months.MONTH_YEAR,
        dates.DAY_MONTH,
        clock.HOUR_MINUTE,
        clock.MINUTE_SECOND,
        clock.COLON,
        clock.RATIO,
        clock.SCORE,
        clock.HOURS,
        clock.SOUTHERN_HOURS,
        digits.PHONE,
        digits.HOTLINE,
        digits.SHORT_NUMBER,
        digits.CODE,
        digits.PROJECT,
        documents.LETTERED,
        documents.TIGHT_LIST,
        months.NAMED,
        amounts.CHAIN,
        amounts.FRACTION,
        amounts.COLLOQUIAL,
        amounts.HEIGHT,
        amounts.FIGURE,
        signs.HYPHEN,
        *signs.SIGNS,
    ),
    "capital": (
        months.SHORT_MONTH,
        weekdays.WEEKDAYS,
        weekdays.WEEKDAY,
        weekdays.SUNDAY,
        names.LEADER,
        names.BORN,
        names.CONTACT,
        shorthand.ARTICLE,
        shorthand.CLAUSE,
        documents.PAPER,
        names.PLACE,
        names.DISTRICT,
        names.ROAD,
        documents.ROMAN,
        amounts.CURRENCY_FIRST,
        names.CODE,
    ),
    "short": (),
    "small": (),
    "aside": (),
    "address": (web.ADDRESS,),
    "letter": (shorthand.CLAUSE, documents.POINT, names.SMALL_PLACE, signs.CROSS, signs.CURRENCY),
    "sign": (amounts.CURRENCY_FIRST, *signs.SIGNS),
}


@lru_cache(maxsize=64)
def voice_for(region: Region, own: tuple[tuple[str, str], ...]) -> Voice:
    """The voice of a region with an office's own abbreviations, pairs of short form and words.

    Raises:
        UnknownName: No such region.
        BadField: An abbreviation is blank, or its words hold the abbreviation itself.
    """
    check_region(region)
    plain = {}
    for short, words in own:
        short_form, said = nfc(short.strip()), read_line(nfc(words), voice_for(region, ()))
        if not short_form:
            raise BadField(
                f"Lời đọc «{words}» không có chữ viết tắt nào.",
                hint="điền chữ viết tắt, hoặc bỏ dòng ấy.",
            )
        if re.search(rf"(?<![^\W_]){re.escape(short_form)}(?![^\W_])", said):
            raise BadField(
                f"Lời đọc của chữ viết tắt «{short_form}» lại chứa chính nó: «{words}».",
                hint="viết lời đọc bằng chữ đầy đủ.",
            )
        plain[short_form] = said
    expansions = {**ABBREVIATIONS, **plain}
    trigger = names.trigger_pattern(expansions)
    return Voice(
        region,
        expansions,
        names.abbreviation_pattern(plain, before_digit=False) if plain else None,
        names.abbreviation_pattern(expansions),
        re.compile(trigger),
        re.compile(f"(?P<address>{web.ADDRESS.pattern.pattern})|{trigger}"),
    )


_LOOKS = 5


@lru_cache(maxsize=32_768)
def read_line(line: str, voice: Voice) -> str:
    """One line in words. Memoised: scripts of neighbouring communes share most of their lines.

    What is read may show what an unread letter beside it means, so a changed line is read again
    until nothing is left to change.
    """
    for _ in range(_LOOKS):
        said = _read_line(line, voice)
        if said == line:
            break
        line = said
    return line


def _read_line(line: str, voice: Voice) -> str:
    words = _Words()
    trigger = voice.trigger_with_addresses if may_hold_address(line) else voice.trigger
    position = done = 0
    while hit := trigger.search(line, position):
        family, start = hit.lastgroup or "", hit.start()
        found, said, spans = _read(line, start, family, voice)
        if found is None:
            position = hit.end()
            continue
        words.keep(line[done:start])
        # The full stop must be the officer's own, not one that ended an abbreviation.
        opens = (
            start - done > 1 and family in {"number", "capital"} and _opens_sentence(line, start)
        )
        words.say(said, capital=opens)
        position = done = found.end()
        if spans and (tied := link(line, start, done)):
            words.keep(tied.kept)
            words.say(tied.word)
            position = done = tied.end
    words.keep(line[done:])
    said = words.text()
    return _without_echo(said) if "(" in said else said


def _read(
    line: str, start: int, family: str, voice: Voice
) -> tuple[re.Match[str] | None, str, bool]:
    """What is written at `start`, the words for it, and whether «đến» may follow."""
    if voice.own and family != "aside" and not line[start - 1 : start].isalnum():
        found = voice.own.match(line, start)
        if found:
            return found, names.expand(found, voice), False
    for pattern, read, spans in _RULES[family]:
        found = pattern.match(line, start)
        if found and (said := read(found, voice)) is not None:
            return found, said, spans
    if family in {"capital", "short", "small"} and (found := voice.abbreviation.match(line, start)):
        return found, names.expand(found, voice), False
    return None, "", False


class _Words:
    """Collects what is kept and what is said, with one space between words."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._last = ""
        self._said = False

    def keep(self, piece: str) -> None:
        """Adds text of the officer, unchanged."""
        if piece:
            if self._said and self._last == " ":
                piece = piece.lstrip(" ")
            elif self._said and (piece[0].isalnum() or piece[0] == "("):
                self._pieces.append(" ")
            self._add(piece, said=False)

    def say(self, piece: str, *, capital: bool = False) -> None:
        """Adds words read from figures; `capital` where they open a sentence."""
        if not piece:
            return
        if self._last == " " and piece[0] in ", ":
            self._pieces[-1] = self._pieces[-1].rstrip(" ")
        elif self._last and self._last not in " ([{«“‘\"'/–—-#*_\t" and piece[0] not in ", ":
            self._pieces.append(" ")
        self._add(piece[0].upper() + piece[1:] if capital else piece, said=True)

    def _add(self, piece: str, *, said: bool) -> None:
        if piece:
            self._pieces.append(piece)
            self._last, self._said = piece[-1], said

    def text(self) -> str:
        return "".join(self._pieces)


_SHORT_NAME = re.compile(r"(?<![^\W_])[A-ZĐ][A-ZĐx]?\.\s$")


def _opens_sentence(line: str, start: int) -> bool:
    if start < 2 or line[start - 1] != " " or line[start - 2] not in ".?!":
        return False
    return not _SHORT_NAME.search(line[max(0, start - 5) : start])


_BRACKETS = re.compile(r"\s*\((?P<inner>[^()\[\]]+)\)")


def _without_echo(line: str) -> str:
    """Drops a bracket that says again what stands before it: «bảo hiểm xã hội (BHXH)»."""
    kept = ""
    done = 0
    for bracket in _BRACKETS.finditer(line):
        kept += line[done : bracket.start()]
        done = bracket.end()
        inner = fold(bracket["inner"].strip())
        lead = fold(kept[-len(inner) - 1 :])
        if not inner or not lead.endswith(inner) or lead[: -len(inner)].isalnum():
            kept += bracket[0]
    return kept + line[done:]

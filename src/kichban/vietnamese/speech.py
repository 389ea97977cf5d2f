"""What officers write, as a presenter says it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from kichban.vietnamese import amounts, clock, dates, digits, documents, names, signs
from kichban.vietnamese.abbreviations import ABBREVIATIONS
from kichban.vietnamese.numbers import Region, check_region
from kichban.vietnamese.reading import Rule, Voice
from kichban.vietnamese.text import fold, is_syllable, nfc
from kichban.vietnamese.web import ADDRESS, may_hold_address, read_address

__all__ = ["leftovers", "spoken", "with_spoken"]

# The first rule that fits wins: a number of a law is no date, a date is no fraction, and so on.
_RULES: dict[str, tuple[Rule, ...]] = {
    "number": (
        documents.SYMBOL,
        dates.ISO_DATE,
        dates.FIRST_DAY,
        dates.FULL_DATE,
        dates.LONG_DATE,
        documents.NUMBER_AND_YEAR,
        dates.MONTH_YEAR,
        dates.DAY_MONTH,
        clock.HOUR_MINUTE,
        clock.COLON,
        clock.RATIO,
        clock.HOURS,
        digits.PHONE,
        digits.HOTLINE,
        digits.SHORT_NUMBER,
        digits.CODE,
        digits.PROJECT,
        documents.LETTERED,
        documents.TIGHT_LIST,
        dates.NAMED,
        amounts.CHAIN,
        amounts.FRACTION,
        amounts.COLLOQUIAL,
        amounts.FIGURE,
        signs.HYPHEN,
        *signs.SIGNS,
    ),
    "capital": (
        dates.WEEKDAYS,
        dates.SHORT_MONTH,
        names.LEADER,
        documents.PAPER,
        names.PLACE,
        documents.ROMAN,
        names.CODE,
    ),
    "short": (),
    "letter": (documents.POINT, signs.CROSS, signs.CURRENCY),
    "sign": signs.SIGNS,
}

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": None, "\ufeff": None,
                         "\u2011": "-", "\u00ad": None, "Ð": "Đ", "ð": "đ"})  # fmt: skip
_ODD_SPACE = re.compile("[\u00a0\u202f\u2009\u200b\ufeff\u2011\u00adÐð]")


@lru_cache(maxsize=64)
def _voice(region: Region, own: tuple[tuple[str, str], ...]) -> Voice:
    check_region(region)
    plain = {nfc(short): spoken(words, region=region) for short, words in own if short.strip()}
    expansions = {**ABBREVIATIONS, **plain}
    return Voice(
        region, expansions, names.abbreviation_pattern(expansions), names.trigger_pattern(expansions)
    )


def spoken(
    text: str, *, region: Region = "bac", abbreviations: Mapping[str, str] | None = None
) -> str:
    """The text with every figure, sign and abbreviation in words, as a presenter reads it.

    Args:
        text: Any text; text in square brackets is stage business and stays as it is.
        region: «bac» or «nam», as in `read_integer`.
        abbreviations: The office's own list, short form to full words; it wins over the
            built-in one. A symbol of its own papers («KH-BHXH») may be named here too.

    Returns:
        Composed text with the same lines. Reading it a second time changes nothing.

    Raises:
        UnknownName: No such region.
    """
    voice = _voice(region, tuple(sorted(abbreviations.items())) if abbreviations else ())
    text = nfc(text)
    if _ODD_SPACE.search(text):
        text = text.translate(_SPACES)
    return "\n".join([_line(line, voice) for line in text.split("\n")])


@lru_cache(maxsize=32_768)
def _line(line: str, voice: Voice) -> str:
    """One line in words. Memoised: scripts of neighbouring communes share most of their lines."""
    if not may_hold_address(line):
        said = _fragment(line, voice)
    else:
        pieces: list[str] = []
        done = 0
        for address in ADDRESS.finditer(line):
            pieces += (_fragment(line[done : address.start()], voice), read_address(address[0]))
            done = address.end()
        said = "".join((*pieces, _fragment(line[done:], voice)))
    return _without_echo(said) if "(" in said else said


def _fragment(line: str, voice: Voice) -> str:
    words = _Words()
    position = done = 0
    while hit := voice.trigger.search(line, position):
        family, start = hit.lastgroup or "", hit.start()
        found, said, spans = _read(line, start, family, voice) if family != "aside" else (None, "", False)
        if found is None:
            position = hit.end()
            continue
        words.keep(line[done:start])
        opens = start > done and family in {"number", "capital"} and _opens_sentence(line, start)
        words.say(said, capital=opens)
        position = done = found.end()
        if spans and (link := _link(line, start, done)):
            words.keep(link[0])
            words.say(link[1])
            position = done = link[2]
    words.keep(line[done:])
    return words.text()


def _read(
    line: str, start: int, family: str, voice: Voice
) -> tuple[re.Match[str] | None, str, bool]:
    """What is written at `start`, the words for it, and whether «đến» may follow."""
    for pattern, read, spans in _RULES[family]:
        found = pattern.match(line, start)
        if found and (said := read(found, voice)) is not None:
            return found, said, spans
    if family in {"capital", "short"} and (found := voice.abbreviation.match(line, start)):
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
            elif self._said and piece[0].isalnum():
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


def _opens_sentence(line: str, start: int) -> bool:
    return start > 1 and line[start - 1] == " " and line[start - 2] in ".?!"


_COUNTED = (
    r"(?:\s(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng|năm|tháng|ngày|giờ|phút|giây|tuổi|tuần|lần|người|buổi|hộ))"
)
_DASH = re.compile(
    rf"(?P<words>{_COUNTED}{{0,3}})(?P<gap>\s?)[-–—]\s?"
    r"(?:(?=\d|(?:dưới|trên|đủ|gần|hơn)\s\d|[IVX]+(?!\w)|[a-zđ](?!\w))|"
    r"(?=(?P<noun>[^\W\d_]+)\s(?:\d|[IVX]+(?!\w))))"
)
_TIMES = re.compile(rf"(?P<words>{_COUNTED}{{0,3}})\s?[xX×*]\s?(?=[\d(])")
_DIVIDE = re.compile(rf"(?P<words>{_COUNTED}{{0,3}})\s[:/]\s(?=[\d(])")
_EQUATION_AHEAD = re.compile(r"(?:[^=;.?!]|\.\d){0,80}=")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


def _link(line: str, start: int, end: int) -> tuple[str, str, int] | None:
    """The word between two figures: đến, trừ, nhân or chia.

    Returns:
        Text to keep, the word, and where to go on; None when no second figure is tied.
    """
    if times := _TIMES.match(line, end):
        return times["words"], "nhân", times.end()
    equation = "=" in line and ("=" in line[:start] or _EQUATION_AHEAD.match(line, end) is not None)
    if equation and (divide := _DIVIDE.match(line, end)):
        return divide["words"], "chia", divide.end()
    dash = _DASH.match(line, end)
    if not dash:
        return None
    if dash["noun"] and not line[:start].lower().endswith(f"{dash['noun'].lower()} "):
        return None
    if equation and (dash["gap"] or _EQUATION_AHEAD.match(line, end)):
        return dash["words"], "trừ", dash.end()
    # «năm 2025 - 2 triệu người»: a spaced dash after a year is punctuation.
    if dash["gap"] and _YEAR.fullmatch(line, start, end) and not _YEAR.match(line, dash.end()):
        return None
    return dash["words"], "đến", dash.end()


_BRACKETS = re.compile(r"\s*\((?P<inner>[^()\[\]]+)\)")


def _without_echo(line: str) -> str:
    """Drops a bracket that says again what stands before it: «bảo hiểm xã hội (BHXH)»."""
    kept = ""
    done = 0
    for bracket in _BRACKETS.finditer(line):
        kept += line[done : bracket.start()]
        done = bracket.end()
        lead, inner = fold(kept), fold(bracket["inner"].strip())
        whole = len(lead) == len(inner) or not lead[-len(inner) - 1 : -len(inner)].isalnum()
        if not inner or not lead.endswith(inner) or not whole:
            kept += bracket[0]
    return kept + line[done:]


def with_spoken(
    text: str, *, region: Region = "bac", abbreviations: Mapping[str, str] | None = None
) -> str:
    """The text with its reading in brackets: «330.000 đồng (ba trăm ba mươi nghìn đồng)».

    Text that is read as it is written comes back without brackets.
    """
    said = spoken(text, region=region, abbreviations=abbreviations)
    return text if said == nfc(text) else f"{text} ({said})"


_ASIDE = re.compile(r"\[[^\]\n]*\]")
_UNREAD = re.compile(r"[\d/%‰&=×÷≥≤<>±₫²³½¼¾⅓⅔]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWEL_MARK = re.compile(r"[\u0300-\u0309\u0323]")


def leftovers(text: str) -> list[str]:
    """What in a spoken text cannot be read aloud: figures, slashes, signs, unknown abbreviations.

    Returns:
        The offending tokens in their order; empty for a text fit for a listening channel.
        Text in square brackets is not read and does not count.
    """
    found: list[str] = []
    for token in _ASIDE.sub(" ", text).split():
        bare = token.strip(".,;:!?…()«»“”\"'*")
        if _UNREAD.search(bare):
            found.append(bare)
        else:
            found += [word for word in _WORD.findall(bare) if _is_abbreviation(word)]
    return found


def _is_abbreviation(word: str) -> bool:
    """Capitals that are no Vietnamese syllable; a mark over a vowel shows a word («ĐẮK LẮK»)."""
    return (
        word.isupper()
        and not is_syllable(word)
        and not _VOWEL_MARK.search(unicodedata.normalize("NFD", word.replace("Ư", "U")))
    )

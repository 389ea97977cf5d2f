"""Sentences of a script, with their places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kichban.vietnamese.text import SMALL_LETTERS

__all__ = ["Sentence", "sentences"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `text` stands at `start` to `end` of the text it was found in."""

    text: str
    start: int
    end: int


_ASIDE = re.compile(r"\[[^\]\n]*\]")
_LINE = re.compile(r"[^\n\r]+")
_BULLET = re.compile(r"\s*(?:[-–—•*+◦▪]\s+|>+\s*|(?:\d{1,2}|[a-zđ])[.)]\s+|#+\s+)*")
_CLOSERS = "\"'”’»)*_"
_OPENERS = "\"'“‘«(*_"
# An end of sentence is followed by what may begin one; a semicolon or a bullet ends one anywhere.
# It begins with a set of signs alone: so the search passes quickly over words.
_END = re.compile(
    r"(?P<stop>[.?!…;])(?:(?<=;)(?=\s|$)|(?<=[.?!…])(?<![.?!…][.?!…])(?P<more>[.?!…]*+)"
    rf"[{_CLOSERS}]*(?=\s+[{_OPENERS}]*[^\W_{SMALL_LETTERS}]|\s*$))"
)
_END_OR_BULLET = re.compile(rf"{_END.pattern}|(?=\s[•◦▪]\s)")
_BULLETS = re.compile("[•◦▪]")
_SHORT = re.compile(
    r"(?<![^\W_])(?:[A-ZĐ]|TP|Tp|TX|Tx|TT|KP|TS|ThS|Ths|BS|GS|PGS|KS|CN|ĐT|Đ/c|đ/c|tr|vd|VD|Vd|v\.v|"
    r"v\.v|St|Mr|[A-ZĐ]\.[A-ZĐ])$"
)
_LABEL = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[a-zđA-ZĐ])$")


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in their order.

    A sentence ends at `. ? ! …` before a capital, a figure or a quotation mark, at a semicolon, at
    a bullet and at the end of a line; never inside a figure or an address of the web, nor after
    «TP.», «TS.», «v.v.», a single capital, or the number of a list item. Text in square brackets
    is stage business: it ends no sentence, and a line of nothing else is none.
    """
    masked = _ASIDE.sub(lambda aside: " " * len(aside[0]), text) if "[" in text else text
    ends = _END_OR_BULLET if _BULLETS.search(masked) else _END
    found: list[Sentence] = []
    for line in _LINE.finditer(masked):
        start = line.start()
        for end in ends.finditer(masked, line.start(), line.end()):
            if end["stop"] == "." and not end["more"] and _no_end(masked, start, end.start()):
                continue
            _add(found, text, masked, start, end.end())
            start = end.end()
        _add(found, text, masked, start, line.end())
    return found


def _no_end(text: str, start: int, stop: int) -> bool:
    lead = text[max(start, stop - 6) : stop]
    return bool(_SHORT.search(lead) or _LABEL.fullmatch(text, start, stop))


def _add(found: list[Sentence], text: str, masked: str, start: int, end: int) -> None:
    """Adds the stretch without bullet and blanks, if it holds a word."""
    if bullet := _BULLET.match(masked, start, end):
        start = bullet.end()
    while end > start and masked[end - 1].isspace():
        end -= 1
    while start < end and masked[start].isspace():
        start += 1
    if any(char.isalnum() for char in masked[start:end]):
        found.append(Sentence(text[start:end], start, end))

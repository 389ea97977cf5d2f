"""Inline nodes as one flat run of words, the same for every format.

Nesting ends here: a writer meets words with their weight and address, the two ends of a passage
that has a note, and line ends. What each node becomes:

- `Text`: words. `Strong`, `Emphasis`: the words inside, bold or italic (twice bold is bold).
- `Link`: the words inside with the address, then the address in brackets unless the words
  already show it: on paper nothing else would.
- `Sourced`, `Cited`: `Opening`, the words, `Mark` with the number of the note; with note 0, only
  the words.
- `LineBreak`: `NewLine`, except at either end of a paragraph, and never twice in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias, assert_never
from urllib.parse import quote

from kichban.render.characters import clean
from kichban.script import (
    Cited,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Sourced,
    Strong,
    Text,
    plain,
)

__all__ = ["Mark", "NewLine", "Opening", "Span", "Words", "has_words", "reading", "spans"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one weight; `address` is where they lead, percent-encoded, or ""."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a figure or statement with a note begins."""

    note: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Where it ends: the number of the note is printed here."""

    note: int


@dataclass(frozen=True, slots=True)
class NewLine:
    """A new line inside the paragraph."""


Span: TypeAlias = Words | Opening | Mark | NewLine


def spans(children: Iterable[Inline], *, bold: bool = False) -> list[Span]:
    """The flat run of some inline nodes; with `bold`, every word of it bold."""
    found: list[Span] = []
    _gather(children, Words("", bold=bold), found)
    return _tidy(found)


def has_words(run: Iterable[Span]) -> bool:
    """Whether anything of the run would be seen."""
    return any(
        isinstance(span, Mark) or (isinstance(span, Words) and span.text.strip()) for span in run
    )


def reading(run: Iterable[Span]) -> str:
    """The run as plain text, marks as «[1]»."""
    out: list[str] = []
    for span in run:
        match span:
            case Words(text):
                out.append(text)
            case Mark(note):
                out.append(f"[{note}]")
            case NewLine():
                out.append("\n")
            case Opening():
                pass
            case _:
                assert_never(span)
    return "".join(out)


def _gather(children: Iterable[Inline], manner: Words, found: list[Span]) -> None:
    bold, italic, address = manner.bold, manner.italic, manner.address
    for node in children:
        match node:
            case Text(text):
                found.append(Words(clean(text), bold, italic, address))
            case Strong(inner):
                _gather(inner, Words("", True, italic, address), found)
            case Emphasis(inner):
                _gather(inner, Words("", bold, True, address), found)
            case Link(inner, goal):
                _gather(inner, Words("", bold, italic, _target(clean(goal))), found)
                if shown := _shown(plain(inner), clean(goal)):
                    found.append(Words(f" ({shown})", bold, italic, address))
            case Sourced(text, _, note):
                if note:
                    found.append(Opening(note))
                found.append(Words(clean(text), bold, italic, address))
                if note:
                    found.append(Mark(note))
            case Cited(inner, _, note):
                if note:
                    found.append(Opening(note))
                _gather(inner, manner, found)
                if note:
                    found.append(Mark(note))
            case LineBreak():
                found.append(NewLine())
            case _:
                assert_never(node)


def _tidy(found: list[Span]) -> list[Span]:
    """Neighbours of one weight joined; no empty words, no line end without words before it."""
    out: list[Span] = []
    fresh = True  # whether the current line still has nothing to see
    for span in found:
        match span:
            case Words():
                text = span.text.lstrip(" ") if fresh else span.text
                if not text:
                    continue
                if out and isinstance(last := out[-1], Words) and _alike(last, span):
                    out[-1] = Words(last.text + text, span.bold, span.italic, span.address)
                else:
                    out.append(Words(text, span.bold, span.italic, span.address))
                fresh = False
            case NewLine():
                if not fresh:
                    out.append(span)
                fresh = True
            case Opening():
                out.append(span)
            case Mark():
                out.append(span)
                fresh = False
            case _:
                assert_never(span)
    if fresh:
        for index in range(len(out) - 1, -1, -1):
            if isinstance(out[index], NewLine):
                del out[index]
                break
    return out


def _alike(one: Words, other: Words) -> bool:
    return (one.bold, one.italic, one.address) == (other.bold, other.italic, other.address)


_WEB_MAIL_OR_PHONE = re.compile(
    r"https?://[^\s/?#]+(?:[/?#].*)?|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d .()-]*\d[\d .()-]*",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"^(?:https?://|mailto:|tel:)", re.IGNORECASE)


def _target(address: str) -> str:
    """The address in a form that can be clicked, or "" when it is not web, mail or phone."""
    address = address.strip()
    if not _WEB_MAIL_OR_PHONE.fullmatch(address):
        return ""
    if address.lower().startswith("tel:"):
        return "tel:" + re.sub(r"[^\d+]", "", address[4:])
    return quote(address, safe="!#$&'*+,/:;=?@~%-._")


def _shown(words: str, address: str) -> str:
    """The address as printed after the words, or "" when the words show it themselves."""
    bare = _SCHEME.sub("", address.strip()).rstrip("/")
    return "" if _letters(bare) in _letters(words) else bare


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()

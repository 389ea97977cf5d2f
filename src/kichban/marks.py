"""Invisible marks that carry figures, citations and line numbers from template to tree.

The marks are characters of the Private Use Area: no officer types them, no format prints them.
Text from outside that holds one is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FIGURE, END_FIGURE = "\ue000", "\ue002"
CITED, END_CITED = "\ue003", "\ue004"
LINE, END_LINE = "\ue005", "\ue006"
SEPARATOR = "\ue001"

_ANY = re.compile("[\ue000-\uf8ff]")
_LINE_MARK = re.compile(f"{LINE}([^{END_LINE}]*){END_LINE}")
_FIGURE_MARK = re.compile(f"{FIGURE}([^{SEPARATOR}]*){SEPARATOR}([^{END_FIGURE}]*){END_FIGURE}")
_CITED_MARK = re.compile(f"{CITED}([^{SEPARATOR}]*){SEPARATOR}")


def figure(name: str, text: str) -> str:
    """A figure as printed, with the name under which the ledger keeps it."""
    return f"{FIGURE}{name}{SEPARATOR}{text}{END_FIGURE}"


def cited(provisions: str, text: str) -> str:
    """Words that rest on provisions, named with commas between them."""
    return f"{CITED}{provisions}{SEPARATOR}{text}{END_CITED}"


def line(place: str) -> str:
    """The place a line of the template came from."""
    return f"{LINE}{place}{END_LINE}"


def figures_in(text: str) -> Iterator[tuple[str, str]]:
    """Every figure in marked text: its name and how it is printed."""
    return ((found[1], found[2]) for found in _FIGURE_MARK.finditer(text))


def provisions_in(text: str) -> Iterator[str]:
    """Every provision that marked text rests on."""
    for found in _CITED_MARK.finditer(text):
        yield from found[1].split(",")


def has_marks(text: str) -> bool:
    """Whether text holds a character reserved for marks."""
    return _ANY.search(text) is not None


def place(text: str) -> tuple[int, int] | None:
    """Line and column of the first such character, both from 1; None when there is none."""
    found = _ANY.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    return before.count("\n") + 1, found.start() - before.rfind("\n")


def first_letter(text: str) -> int:
    """Where the first character of words stands, after any opening marks."""
    position = 0
    while position < len(text):
        character = text[position]
        if character in (FIGURE, CITED):
            position = text.index(SEPARATOR, position) + 1
        elif character == LINE:
            position = text.index(END_LINE, position) + 1
        else:
            return position
    return position


def plain(text: str) -> str:
    """Marked text without its marks: the words as people read them."""
    text = _LINE_MARK.sub("", text)
    text = _FIGURE_MARK.sub(r"\2", text)
    return _CITED_MARK.sub("", text).replace(END_CITED, "")

"""From a place inside a text of a YAML file back to the line and column where it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any

from kichban.errors import KichbanError, ManyErrors, Where
from kichban.yamlio import Key, Loaded, Start

__all__ = ["Places", "leaves", "moved", "moved_place", "texts", "where_in"]


def texts(loaded: Loaded) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Every text that stands in a file itself, with its path, in the order of the file.

    Texts of a file that this one extends are told where they stand.
    """
    found = [(path, value) for path, value in leaves(loaded.data) if path in loaded.starts]
    return iter(sorted(found, key=lambda item: _order(loaded.starts[item[0]])))


def _order(start: Start) -> tuple[int, int]:
    return start.line, start.column


def leaves(value: Any, path: tuple[Key, ...] = ()) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Every text of plain data, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))


class Places:
    """Places inside one text of a file, found once for many stretches.

    Args:
        loaded: The file.
        path: Which text of the file.
        text: The text as read, its lines folded and its quotes undone.
    """

    def __init__(self, loaded: Loaded, path: tuple[Key, ...], text: str) -> None:
        self._loaded, self._path, self._text = loaded, path, text

    @cached_property
    def _source(self) -> list[tuple[str, int, int]]:
        """The typed characters in order; none when they are not those of the text."""
        start = self._loaded.starts.get(self._path)
        source = _typed(self._loaded, start) if start else []
        # Blanks and line ends change when YAML folds a text; all else is kept in order.
        solid = [c for c in self._text if not c.isspace()]
        same = all(typed[0] == c for typed, c in zip(source, solid, strict=False))
        return source if same and len(source) >= len(solid) else []

    @cached_property
    def _before(self) -> list[int]:
        """How many characters that are no blanks stand before each place of the text."""
        return [0, *accumulate(not c.isspace() for c in self._text)]

    def where(self, offset: int, width: int) -> Where:
        """The place in the file of a stretch of the text."""
        end = min(offset + width, len(self._text))
        before, after = self._before[min(offset, len(self._text))], self._before[end]
        if before >= len(self._source):
            return self._loaded.where(self._path)
        _, line, column = self._source[before]
        last = self._source[min(max(after, before + 1), len(self._source)) - 1]
        shown = self._loaded.lines[line - 1]
        stop = last[2] + 1 if last[1] == line else len(shown) + 1
        return Where(self._loaded.file, line, column, shown, max(1, stop - column))


def where_in(loaded: Loaded, path: tuple[Key, ...], text: str, offset: int, width: int) -> Where:
    """The place in the file of one stretch of one text; see `Places`."""
    return Places(loaded, path, text).where(offset, width)


def _typed(loaded: Loaded, start: Start) -> list[tuple[str, int, int]]:
    """The characters of a text as typed, without blanks, each with its line and column."""
    line, column = start.line, start.column
    if start.style in (">", "|"):
        line, column = line + 1, 1
    elif start.style:
        column += 1
    out: list[tuple[str, int, int]] = []
    for number in range(line, len(loaded.lines) + 1):
        typed = loaded.lines[number - 1]
        position = column - 1 if number == line else 0
        while position < len(typed):
            character, width = _undone(typed, position, start.style)
            if not width:
                return out
            if not character.isspace() and character:
                out.append((character, number, position + 1))
            position += width
    return out


_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", " ": " ", "_": "\u00a0", "N": "\x85"}


def _undone(line: str, position: int, style: str) -> tuple[str, int]:
    """The character meant at a position and how many were typed for it; width 0 at the end."""
    here = line[position]
    after = line[position + 1 : position + 2]
    if style == "'" and here == "'":
        return ("'", 2) if after == "'" else ("", 0)
    if style == '"' and here == '"':
        return "", 0
    if style == '"' and here == "\\":
        width = {"x": 4, "u": 6, "U": 10}.get(after, 2)
        if width > 2:
            code = line[position + 2 : position + width]
            return (chr(int(code, 16)), width) if _is_code(code) else ("", width)
        return _ESCAPED.get(after, after), width
    return here, 1


def _is_code(code: str) -> bool:
    return (
        bool(code) and all(c in "0123456789abcdefABCDEF" for c in code) and int(code, 16) < 0x110000
    )


def moved_place(where: Where | None, loaded: Loaded, path: tuple[Key, ...], text: str) -> Where:
    """A place told in lines and columns of a text on its own, as the place in the file."""
    if where is None or not where.line:
        return loaded.where(path)
    lines = text.split("\n")
    offset = sum(len(line) + 1 for line in lines[: where.line - 1]) + max(where.column - 1, 0)
    return where_in(loaded, path, text, min(offset, len(text)), where.width)


def moved(
    error: KichbanError, loaded: Loaded, path: tuple[Key, ...], text: str
) -> Iterator[KichbanError]:
    """Faults found in a text on its own, told with the place where the text was typed."""
    if isinstance(error, ManyErrors):
        for inner in error.errors:
            yield from moved(inner, loaded, path, text)
        return
    error.where = moved_place(error.where, loaded, path, text)
    yield error

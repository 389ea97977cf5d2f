"""Whether an official term is explained where it is first used."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from kichban.checks.markers import view
from kichban.checks.reading import Line, Reading
from kichban.checks.rules import WordRow
from kichban.vietnamese import fold

__all__ = ["REACH", "Terms"]

REACH = 25
"""How many syllables before or after a term its explanation may stand."""

_EMPTY = frozenset(
    (
        *("là", "và", "hay", "hoặc", "thì", "mà", "có", "không", "được", "của", "cho", "khi", "để"),
        *("ở", "về", "ra", "vào", "này", "đó", "ấy", "các", "những", "một", "mỗi"),
    )
)
_SAYS_AFTER = re.compile(r"^(?:\S+ ){0,2}(?:tức |nghĩa |gọi |hay gọi |có nghĩa )?là ")
_SAYS_LATER = re.compile(r"^(?:\S+ ){0,10}(?:tức là|nghĩa là|có nghĩa là|hay gọi là|hay là) ")
_SAYS_BEFORE = re.compile(r"(?:gọi là|tên là|tức là|nghĩa là|đó là|đấy là|chính là) (?:\S+ ){0,2}$")


class Terms:
    """The kept terms and the words that explain each."""

    def __init__(self, rows: Iterable[WordRow]) -> None:
        self._ways: dict[str, tuple[frozenset[str], ...]] = {}
        for row in rows:
            own = view(row.tu).known
            ways = []
            for way in (*row.noi, *row.noi_nam):
                content = view(way).known - _EMPTY
                ways.append((content - own) or content)
            self._ways[row.tu] = tuple(frozenset(way) for way in ways if way)

    def glossed(
        self, reading: Reading, uses: Sequence[tuple[WordRow, Line, int, int]]
    ) -> frozenset[str]:
        """The terms that are explained at the use given; a term within an explained one is too."""
        words = _Words(reading)
        done = {
            row.tu
            for row, line, start, end in uses
            if _bracketed(line, start, end)
            or _introduced(line, start, end)
            or self._worded(row.tu, words.around(line, start, end))
        }
        inside = {row.tu for row, *_ in uses if any(fold(row.tu) in fold(other) for other in done)}
        return frozenset(done | inside)

    def _worded(self, term: str, near: frozenset[str]) -> bool:
        return any(
            len(way & near) >= max(min(2, len(way)), math.ceil(len(way) / 2))
            for way in self._ways.get(term, ())
        )


class _Words:
    """The syllables of a document in a row."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def _row(self) -> tuple[list[str], dict[int, int]]:
        out: list[str] = []
        begins: dict[int, int] = {}
        for line in self._reading.lines:
            begins[line.place] = len(out)
            out.extend(line.view.words.split())
        return out, begins

    def around(self, line: Line, start: int, end: int) -> frozenset[str]:
        """The syllables within reach of a stretch of a sentence, the stretch itself left out."""
        row, begins = self._row
        at = begins[line.place]
        spans = line.view.spans
        first = at + sum(1 for span in spans if span[1] <= start)
        last = at + sum(1 for span in spans if span[0] < end)
        return frozenset((*row[max(0, first - REACH) : first], *row[last : last + REACH]))


def _bracketed(line: Line, start: int, end: int) -> bool:
    after = line.text[end:].lstrip()
    before = line.text[:start].rstrip()
    return after.startswith("(") or (before.endswith("(") and after.startswith(")"))


def _introduced(line: Line, start: int, end: int) -> bool:
    after = view(line.text[end:]).words[1:]
    before = view(line.text[:start]).words[1:]
    return bool(_SAYS_AFTER.match(after) or _SAYS_LATER.match(after) or _SAYS_BEFORE.search(before))

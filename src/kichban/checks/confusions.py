"""Misspellings that are words themselves, and what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kichban.checks.rules import ConfusionRow
from kichban.vietnamese import PhraseMatcher

__all__ = ["Confusion", "Confusions"]


@dataclass(frozen=True, slots=True)
class Confusion:
    """A misspelling found, at `start` to `end` of the text."""

    row: ConfusionRow
    text: str
    start: int
    end: int


class Confusions:
    """All rows of confused spellings, ready to be looked for; tone placement does count here."""

    def __init__(self, rows: Iterable[ConfusionRow]) -> None:
        self._rows: dict[str, ConfusionRow | None] = {}
        for row in rows:
            self._rows.setdefault(row.sai, row)
            for phrase in row.tru:
                self._rows.setdefault(phrase, None)
        self._matcher = PhraseMatcher(self._rows, fold=False)

    def find(self, text: str) -> list[Confusion]:
        """Every misspelling of a text, in order."""
        return [
            Confusion(row, match.text, match.start, match.end)
            for match in self._matcher.find(text)
            if (row := self._rows[match.phrase]) is not None
        ]

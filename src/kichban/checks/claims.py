"""The claim guard: a benefit is never spoken of without its conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kichban.checks.markers import Found
from kichban.checks.patterns import Bank
from kichban.checks.prose import applies
from kichban.checks.reading import Line, Reading, Setting
from kichban.checks.rules import ClaimRule

__all__ = ["Claim", "Gap"]


_REACHES = {"gan": 2, "doan": 10_000}
"""How many sentences of the same passage a condition may be away."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A claim whose conditions are missing; `missing` is empty when it is never true.

    `start` and `end` are the place of the claim in the sentence.
    """

    rule: ClaimRule
    line: Line
    start: int
    end: int
    missing: tuple[str, ...]

    @property
    def message(self) -> str:
        """One sentence for the officer."""
        if not self.missing:
            return f"Không được nói {self.rule.noi}."
        return f"Nói {self.rule.noi} mà thiếu điều kiện: {'; '.join(self.missing)}."


class Claim:
    """One rule of the guard, ready to be looked for.

    Args:
        rule: The rule.
        sets: Named sets of phrases that its markers use.
        asking: Syllables of real questions: a question claims nothing.
    """

    def __init__(
        self,
        rule: ClaimRule,
        sets: Mapping[str, Iterable[str]] | None = None,
        asking: Iterable[str] = (),
    ) -> None:
        self.rule = rule
        self._claims = Bank(rule.neu, sets)
        self._not = Bank(rule.tru, sets)
        self._lifts = Bank(rule.tru_cau, sets)
        self._instead = Bank(rule.hoac, sets)
        self._needs = tuple((c.dieu, Bank(c.dau, sets), c.pham_vi) for c in rule.phai_co)
        self._asking = Bank(asking, sets)

    def gaps(self, reading: Reading, setting: Setting) -> list[Gap]:
        """Every sentence that makes the claim without its conditions."""
        if not applies(self.rule.khi, setting):
            return []
        out = []
        # Where a passage has said the claim with its conditions, it may come back to it.
        settled: set[int] = set()
        for line in self._claims.lines(reading):
            found = self._claimed(line)
            if found is None or (line.passage in settled and self._needs):
                continue
            missing = self._missing(line, reading)
            if missing or not self._needs:
                out.append(Gap(self.rule, line, found.start, found.end, missing))
            else:
                settled.add(line.passage)
        return out

    def speaks(self, line: Line) -> bool:
        """Whether a sentence makes the claim, with its conditions or without."""
        return self._claimed(line) is not None

    def _claimed(self, line: Line) -> Found | None:
        seen = line.view
        hits = self._claims.find_all(seen)
        if not hits:
            return None
        if line.asks and self._asking.find(seen):
            return None
        if self._lifts.find(seen):
            return None
        otherwise = self._not.find_all(seen)
        for hit in hits:
            if not any(span.start < hit.end and hit.start < span.end for span in otherwise):
                return hit
        return None

    def _missing(self, line: Line, reading: Reading) -> tuple[str, ...]:
        near = reading.near(line)
        if any(self._instead.find(other.view) for other in near):
            return ()
        missing = []
        for name, said, reach in self._needs:
            if any(said.find(other.view) for other in near):
                continue
            if reach in _REACHES and any(
                said.find(other.view)
                for other in reading.lines
                if other.passage == line.passage and abs(other.unit - line.unit) <= _REACHES[reach]
            ):
                continue
            if reach == "bai" and _anywhere(said, reading):
                continue
            missing.append(name)
        return tuple(missing)


def _anywhere(said: Bank, reading: Reading) -> bool:
    seen = (*(line.view for line in reading.lines), *reading.foot_views, *reading.slip_views)
    return any(said.find(place) for place in seen)

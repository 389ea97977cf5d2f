"""What a gate or an item of the checklist found, before it becomes a finding with a place."""

from __future__ import annotations

from dataclasses import dataclass, field

from kichban.checks.reading import Line

__all__ = ["Fault", "Gate", "Item"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing found.

    `line` is the sentence meant, `start` and `end` the place in it; `quote` stands in where no
    sentence does; `hint` is the remedy, `source` the rule or provision behind it.
    """

    message: str
    line: Line | None = None
    start: int = 0
    end: int = 0
    quote: str = ""
    hint: str = ""
    source: str = ""
    code: str = ""

    @property
    def quoted(self) -> str:
        """The sentence that is quoted."""
        return self.line.text if self.line else self.quote


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: passed, failed, or not judged (`ok` is None) with the reason in `note`."""

    id: str
    name: str
    ok: bool | None
    faults: tuple[Fault, ...] = ()
    note: str = ""

    @property
    def failed(self) -> bool:
        """Whether it forbids publishing."""
        return self.ok is False


@dataclass(frozen=True, slots=True)
class Item:
    """One scored item: points of `full`; `judged` is false when it could not or need not be.

    `reason` says what was measured; `faults` quote the sentences that lost points.
    """

    id: str
    name: str
    points: int
    full: int
    reason: str = ""
    faults: tuple[Fault, ...] = field(default=())
    judged: bool = True

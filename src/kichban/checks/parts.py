"""Parts of a script, recognised by meaning: a greeting, a call, a warning against fraud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kichban.checks.markers import Found, Pattern, View, view
from kichban.checks.rules import Part

__all__ = ["Parts"]


class Parts:
    """All parts, ready to be looked for by name."""

    def __init__(
        self, parts: Iterable[Part], sets: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        self._sets = sets
        self._found: dict[str, tuple[tuple[Pattern, ...], tuple[Pattern, ...]]] = {}
        self.names: dict[str, str] = {}
        for part in parts:
            self.add(part)

    def add(self, part: Part) -> bool:
        """Make one more part known."""
        self._found[part.khoa] = (
            tuple(Pattern(group, self._sets) for group in part.dau),
            tuple(Pattern(group, self._sets) for group in part.tru),
        )
        self.names[part.khoa] = part.ten
        return True

    def drop(self, name: str) -> None:
        """Forget a part."""
        del self._found[name], self.names[name]

    def find(self, name: str, seen: View) -> Found | None:
        """Where a part stands in one sentence, or None; a part nobody defined is nowhere."""
        wanted, unwanted = self._found.get(name, ((), ()))
        if any(pattern.find(seen) for pattern in unwanted):
            return None
        for pattern in wanted:
            if found := pattern.find(seen):
                return found
        return None

    def find_all(self, name: str, seen: View) -> list[Found]:
        """Every place of a part in one sentence."""
        wanted, unwanted = self._found.get(name, ((), ()))
        if any(pattern.find(seen) for pattern in unwanted):
            return []
        return [found for pattern in wanted for found in pattern.find_all(seen)]

    def in_text(self, name: str, text: str) -> bool:
        """Whether a part stands anywhere in a text of one sentence."""
        return self.find(name, view(text)) is not None

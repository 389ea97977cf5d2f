"""Parts of a script, recognised by meaning: a greeting, a call, a warning against fraud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kichban.checks.markers import Found, View, view
from kichban.checks.patterns import Bank
from kichban.checks.rules import Part

__all__ = ["Parts"]


class Parts:
    """All parts, ready to be looked for by name."""

    def __init__(
        self, parts: Iterable[Part], sets: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        self._sets = sets
        self._found: dict[str, tuple[Bank, Bank]] = {}
        self.names: dict[str, str] = {}
        for part in parts:
            self.add(part)

    def add(self, part: Part) -> bool:
        """Make one more part known."""
        self._found[part.khoa] = Bank(part.dau, self._sets), Bank(part.tru, self._sets)
        self.names[part.khoa] = part.ten
        return True

    def drop(self, name: str) -> None:
        """Forget a part."""
        del self._found[name], self.names[name]

    def find(self, name: str, seen: View) -> Found | None:
        """Where a part stands in one sentence, or None; a part nobody defined is nowhere."""
        if name not in self._found:
            return None
        wanted, unwanted = self._found[name]
        found = wanted.find(seen)
        return None if found is None or unwanted.find(seen) else found

    def in_text(self, name: str, text: str) -> bool:
        """Whether a part stands anywhere in a text of one sentence."""
        return self.find(name, view(text)) is not None

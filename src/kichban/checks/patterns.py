"""Markers that belong together, and many of them looked for at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kichban.checks.markers import Found, Marker, View
from kichban.checks.reading import Line, Reading

__all__ = ["Bank", "Pattern"]

# Syllables of almost every sentence: they do not help to find the few patterns worth trying.
_COMMON = frozenset(
    (
        *("có", "được", "không", "là", "thì", "đóng", "nhận", "năm", "tháng", "một", "bảo", "hiểm"),
        *(
            "xã",
            "hội",
            "lương",
            "hưu",
            "đủ",
            "tuổi",
            "chưa",
            "lần",
            "và",
            "các",
            "cho",
            "của",
            "nhà",
        ),
        *("để", "đã", "đang", "ra", "số", "mình", "người", "hỏi", "ngày", "từ", "ở", "thẻ"),
    )
)


class Pattern:
    """Markers of which all must stand in one sentence, in any order."""

    __slots__ = ("_markers",)

    def __init__(
        self, markers: str | Iterable[str], sets: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        texts = (markers,) if isinstance(markers, str) else tuple(markers)
        self._markers = tuple(Marker(text, sets) for text in texts)

    @property
    def text(self) -> str:
        """The markers as written."""
        return " + ".join(marker.text for marker in self._markers)

    @property
    def key(self) -> frozenset[str]:
        """Syllables of which one stands wherever the pattern does; the rarest such set."""
        keys = [key for marker in self._markers for key in marker.keys]
        return min(keys, key=lambda key: (len(key & _COMMON), len(key)), default=frozenset())

    def find(self, seen: View) -> Found | None:
        """Where the first marker stands when all are there, or None."""
        first: Found | None = None
        for marker in self._markers:
            found = marker.find(seen)
            if found is None:
                return None
            first = first or found
        return first

    def find_all(self, seen: View) -> list[Found]:
        """Every place of the first marker when all are there."""
        if any(marker.find(seen) is None for marker in self._markers[1:]):
            return []
        return self._markers[0].find_all(seen)


class Bank:
    """Many patterns looked for at once: only those are tried that a sentence can hold at all."""

    __slots__ = ("_always", "_by_word", "_words")

    def __init__(
        self,
        patterns: Iterable[str | Iterable[str]],
        sets: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._by_word: dict[str, list[Pattern]] = {}
        self._always: list[Pattern] = []
        for texts in patterns:
            pattern = Pattern(texts, sets)
            key = pattern.key
            if not key:
                self._always.append(pattern)
            for word in key:
                self._by_word.setdefault(word, []).append(pattern)
        self._words = frozenset(self._by_word)

    def __bool__(self) -> bool:
        return bool(self._by_word or self._always)

    def _worth(self, seen: View) -> list[Pattern]:
        words = self._words & seen.known
        if not words:
            return self._always
        if len(words) == 1:
            (word,) = words
            return [*self._by_word[word], *self._always]
        worth = {id(p): p for word in words for p in self._by_word[word]}
        return [*worth.values(), *self._always]

    def lines(self, reading: Reading) -> Sequence[Line]:
        """The sentences of a document that can hold one of the patterns at all."""
        return reading.lines if self._always else reading.holding(self._words)

    def find(self, seen: View) -> Found | None:
        """Where one of the patterns stands, or None."""
        for pattern in self._worth(seen):
            if found := pattern.find(seen):
                return found
        return None

    def find_all(self, seen: View) -> list[Found]:
        """Every place of every pattern, from left to right."""
        found = [hit for pattern in self._worth(seen) for hit in pattern.find_all(seen)]
        return sorted(found, key=lambda hit: (hit.start, -hit.end))

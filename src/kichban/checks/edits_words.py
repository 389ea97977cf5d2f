"""What changed inside one paragraph: stretches of words, and what became of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from kichban.vietnamese import fold, nfc

__all__ = ["Change", "Changes", "plain_letters", "plain_signs"]

_TOKEN = re.compile(r"\d+(?:[.,/:]\d+)*%?|[^\W\d_]+|\S")
_SIGNS = str.maketrans({
    **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("–—―−‐‑‒", "-"), "…": "...",
})  # fmt: skip
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеорсухіјѕԁΒΕΖΗΙΚΜΝΟΡΤΥΧοɑÐðƉ０１２３４５６７８９",
    "ABESIJKMHOPCTYXaeopcyxijsdBEZHIKMNOPTYXoaĐđĐ0123456789",
)


def plain_signs(text: str) -> str:
    """Words with quotation marks, dashes, case and the place of tones made equal."""
    return fold(text.translate(_SIGNS)).replace(" ", "")


def plain_letters(text: str) -> str:
    """Words with letters of other alphabets read as the Latin ones that they look like."""
    return nfc(text.translate(_LOOKALIKES))


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of words that is another now: places and words before and after."""

    start: int
    end: int
    now_start: int
    now_end: int
    was: str
    now: str

    @property
    def signs_only(self) -> bool:
        """Whether only quotation marks, dashes, case or the place of tones changed."""
        return plain_signs(self.was) == plain_signs(self.now)

    @property
    def letters_only(self) -> bool:
        """Whether letters gave way to others that look the same."""
        return self.was != self.now and plain_letters(self.now) == self.was

    def touches(self, start: int, end: int) -> bool:
        """Whether it takes away or breaks into a stretch of the words before."""
        if self.start == self.end:
            return start < self.start < end
        return self.start < end and start < self.end


class Changes:
    """How one paragraph differs from what was written."""

    def __init__(self, was: str, now: str) -> None:
        self.was, self.now = was, now
        self._before = [(m.start(), m.end()) for m in _TOKEN.finditer(was)]
        self._after = [(m.start(), m.end()) for m in _TOKEN.finditer(now)]
        matcher = SequenceMatcher(
            None,
            [was[a:b] for a, b in self._before],
            [now[a:b] for a, b in self._after],
            autojunk=False,
        )
        self._steps = matcher.get_opcodes()

    @cached_property
    def all(self) -> tuple[Change, ...]:
        """The stretches that changed, in order."""
        return tuple(self._changed())

    def _changed(self) -> Iterator[Change]:
        for tag, i1, i2, j1, j2 in self._steps:
            if tag != "equal":
                start, end = _span(self._before, i1, i2, len(self.was))
                now_start, now_end = _span(self._after, j1, j2, len(self.now))
                yield Change(
                    start, end, now_start, now_end,
                    self.was[start:end], self.now[now_start:now_end],
                )  # fmt: skip

    def became(self, start: int, end: int) -> tuple[int, int]:
        """The place now of a stretch of the words before; an empty one where nothing is left."""
        out: list[int] = []
        for tag, i1, i2, j1, j2 in self._steps:
            if tag == "equal":
                pairs = zip(self._before[i1:i2], self._after[j1:j2], strict=True)
                out += [edge for (a, b), now in pairs if start < b and a < end for edge in now]
            elif i1 < i2:
                a, b = self._before[i1][0], self._before[i2 - 1][1]
                if start < b and a < end and j1 < j2:
                    out += [self._after[j1][0], self._after[j2 - 1][1]]
            elif out and i1 < len(self._before) and start < self._before[i1][0] < end:
                out += [self._after[j1][0], self._after[j2 - 1][1]]
        if out:
            return min(out), max(out)
        at = next((c.now_start for c in self.all if c.touches(start, end)), 0)
        return at, at

    def kept(self, start: int, end: int) -> float:
        """The share of a stretch that still stands, from 0 to 1."""
        whole = left = 0
        for tag, i1, i2, _, _ in self._steps:
            for a, b in self._before[i1:i2]:
                if start <= a and b <= end:
                    whole += b - a
                    left += b - a if tag == "equal" else 0
        return left / whole if whole else 1.0


def _span(tokens: list[tuple[int, int]], first: int, last: int, length: int) -> tuple[int, int]:
    if first < last:
        return tokens[first][0], tokens[last - 1][1]
    at = tokens[first][0] if first < len(tokens) else length
    return at, at

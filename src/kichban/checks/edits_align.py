"""Which paragraph of a document is which of those it was written with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from kichban.as_written import Written
from kichban.checks.edited import Found

__all__ = ["Alignment", "Lost", "Pair", "aligned"]

_ALIKE = 0.5  # of the words in common: below it one paragraph went and another came
_ALIKE_ELSEWHERE = 0.8  # away from its place a paragraph must be nearly the same to be known
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,/]*")
_MOST_JOINED = 4
_FEWEST_LEFT = 3
_FIXED = ("de_muc", "o", "phieu", "nhan")  # what stands there is still the heading, the cell


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph as it was written, and as it stands now."""

    written: Written
    found: Found


@dataclass(frozen=True, slots=True)
class Lost:
    """A paragraph that is gone; `near` is what now stands where it stood."""

    written: Written
    near: Found | None


@dataclass
class Alignment:
    """Every paragraph of both sides, told apart by what became of it.

    `written` and `found` are both sides in their order. `joined` are paragraphs that were parted
    or put together without a change of a word.
    """

    written: Sequence[Written]
    found: Sequence[Found]
    pairs: list[Pair] = field(default_factory=list)
    moved: list[Pair] = field(default_factory=list)
    joined: list[Pair] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    added: list[Found] = field(default_factory=list)


def aligned(written: Sequence[Written], found: Sequence[Found]) -> Alignment:
    """Match the paragraphs of a document with those it was written with."""
    out = Alignment(written, found)
    matcher = SequenceMatcher(
        None, [w.text for w in written], [f.text for f in found], autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            out.pairs += map(Pair, written[i1:i2], found[j1:j2])
            continue
        near = found[j2] if j2 < len(found) else (found[-1] if found else None)
        _block(written[i1:i2], found[j1:j2], near, out)
    _moves(out)
    return out


def _block(
    written: Sequence[Written], found: Sequence[Found], near: Found | None, out: Alignment
) -> None:
    """A stretch that differs on both sides."""
    for i, j, many, few in _joints(written, found):
        out.joined += [Pair(w, found[j]) for w in written[i : i + many]]
        out.joined += [Pair(written[i], f) for f in found[j + 1 : j + few]]
        _block(written[:i], found[:j], found[j], out)
        _block(written[i + many :], found[j + few :], near, out)
        return
    matches = _matches(written, found)
    taken = dict(matches)
    out.pairs += [Pair(written[i], found[j]) for i, j in matches]
    left = set(range(len(found))) - set(taken.values())
    for i, paragraph in enumerate(written):
        if i not in taken:
            after = next((found[taken[k]] for k in range(i, len(written)) if k in taken), near)
            out.lost.append(Lost(paragraph, after))
    out.added += [found[j] for j in sorted(left)]


def _joints(
    written: Sequence[Written], found: Sequence[Found]
) -> Iterator[tuple[int, int, int, int]]:
    """Paragraphs put together or parted: where on both sides, and how many on each."""
    if len(written) == len(found) or not written or not found:
        return
    now = {_letters(f.text): j for j, f in enumerate(found)}
    before = {_letters(w.text): i for i, w in enumerate(written)}
    for many in range(2, _MOST_JOINED + 1):
        for i in range(len(written) - many + 1):
            words = _letters("".join(w.text for w in written[i : i + many]))
            if (j := now.get(words)) is not None:
                yield i, j, many, 1
        for j in range(len(found) - many + 1):
            words = _letters("".join(f.text for f in found[j : j + many]))
            if (i_now := before.get(words)) is not None:
                yield i_now, j, 1, many


def _letters(text: str) -> str:
    return text.replace(" ", "")


def _matches(written: Sequence[Written], found: Sequence[Found]) -> list[tuple[int, int]]:
    """The pairs that have most in common, in the order of both sides."""
    if not written or not found:
        return []
    bags = [_bag(w.text) for w in written]
    others = [_bag(f.text) for f in found]
    rows, columns = len(bags), len(others)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            alike = _alike(bags[i], others[j])
            if rows == columns and i == j and written[i].kind in _FIXED:
                alike = max(alike, _ALIKE)
            if _part_of(bags[i], others[j]) or _part_of(others[j], bags[i]):
                alike = max(alike, _ALIKE)
            together = alike + best[i + 1][j + 1] if alike >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    out: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            out.append((i, j))
            i, j = i + 1, j + 1
    return out


def _bag(text: str) -> frozenset[str]:
    """The words of a paragraph; one number is as good as another."""
    words = _WORD.findall(text.lower())
    return frozenset(["#" if word[0].isdecimal() else word for word in words])


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def _part_of(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one is what is left of the other, not some words that happen to be in it."""
    return len(one) >= _FEWEST_LEFT and one <= other


def _moves(out: Alignment) -> None:
    """What went in one place and came in another has moved."""
    for alike in (1.0, _ALIKE_ELSEWHERE):
        for lost in list(out.lost):
            words = _bag(lost.written.text)
            for came in out.added:
                same = lost.written.text == came.text
                if same or (alike < 1 and _alike(words, _bag(came.text)) >= alike):
                    out.moved.append(Pair(lost.written, came))
                    out.lost.remove(lost)
                    out.added.remove(came)
                    break

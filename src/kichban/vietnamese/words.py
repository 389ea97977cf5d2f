"""Finding many phrases at once, on the borders of syllables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from kichban.vietnamese.text import fold as fold_word
from kichban.vietnamese.text import nfc

__all__ = ["PhraseMatch", "PhraseMatcher"]

_TOKEN = re.compile(r"…|[^\W_]+")
_GAP = "…"
_LONGEST_GAP = 6
_ENDS_SENTENCE = re.compile(r"[.?!;:\n]")
_PLAIN = re.compile(r"[\s-]*")


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """One phrase found: `phrase` as it was given, `text` as it stands at `start` to `end`."""

    phrase: str
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    phrase: str | None = None
    next: dict[str, _Node] = field(default_factory=dict)


class _Tokens:
    """The syllables of a text: `words` as they are compared, `found` as they stand.

    What parts a syllable from the one before is looked at only where it may matter.
    """

    __slots__ = ("_text", "found", "words")

    def __init__(self, text: str, fold: Callable[[str], str]) -> None:
        self._text = text
        self.found = list(_TOKEN.finditer(text))
        self.words = [fold(match[0]) for match in self.found]

    def key(self, place: int) -> str:
        """The syllable, with the mark, if any, that parts it from the one before."""
        between = self._between(place)
        word = self.words[place]
        if between == " ":
            return word
        plain = _PLAIN.fullmatch(between) is not None and "\n\n" not in between
        return word if plain and place else f"{between.strip()} {word}"

    def begins(self, place: int) -> bool:
        """Whether nothing of the same sentence stands before."""
        return place == 0 or _ENDS_SENTENCE.search(self._between(place)) is not None

    def _between(self, place: int) -> str:
        last = self.found[place - 1].end() if place else 0
        return self._text[last : self.found[place].start()]


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return fold_word(word)


_MOST_GAPS = 4  # each is tried at several lengths, so that many would be tried without end


class PhraseMatcher:
    """Finds any of many phrases in a text; built once, used for many texts.

    Syllables must follow each other with nothing but blanks or a hyphen between, or with the very
    mark that the phrase itself has there. Letter case never counts. «…» inside a phrase stands for
    one to six syllables of the same sentence: «từ đủ … trở lên».

    Args:
        phrases: The phrases; one that holds no word, or more than four «…», is passed over.
        fold: Whether «hoà» and «hòa» are the same; set false to look for misspellings.
    """

    def __init__(self, phrases: Iterable[str], *, fold: bool = True) -> None:
        self._fold = _folded if fold else str.lower
        self._root = _Node()
        for phrase in phrases:
            self._add(phrase, _Tokens(nfc(phrase), self._fold))

    def _add(self, phrase: str, tokens: _Tokens) -> None:
        words = tokens.words
        places = [place for place, word in enumerate(words) if word != _GAP]
        if not places or len(words) - len(places) > _MOST_GAPS:
            return
        node = self._root
        for place in range(places[0], places[-1] + 1):
            bare = place == places[0] or _GAP in words[place - 1 : place + 1]
            key = words[place] if bare else tokens.key(place)
            node = node.next.setdefault(key, _Node())
        if node.phrase is None:
            node.phrase = phrase

    def find(self, text: str) -> list[PhraseMatch]:
        """The phrases in the text from left to right, the longest at each place, none overlapping.

        Offsets count characters of the composed (NFC) text.
        """
        text = nfc(text)
        tokens = _Tokens(text, self._fold)
        firsts = self._root.next
        found: list[PhraseMatch] = []
        behind = 0
        for place, word in enumerate(tokens.words):
            node = firsts.get(word)
            if node is None or place < behind:
                continue
            if best := self._longest(node, tokens, place + 1):
                phrase, behind = best
                start, end = tokens.found[place].start(), tokens.found[behind - 1].end()
                found.append(PhraseMatch(phrase, text[start:end], start, end))
        return found

    def _longest(self, node: _Node, tokens: _Tokens, place: int) -> tuple[str, int] | None:
        """The phrase that reaches farthest from `node`, and the place behind it."""
        path = [(node, place)]
        while place < len(tokens.words) and (child := node.next.get(tokens.key(place))):
            node, place = child, place + 1
            path.append((node, place))
        best: tuple[str, int] | None = None
        for node, place in reversed(path):
            if best is None and node.phrase is not None:
                best = (node.phrase, place)
            if gap := node.next.get(_GAP):
                longer = self._over_gap(gap, tokens, place)
                if longer and (best is None or longer[1] > best[1]):
                    best = longer
        return best

    def _over_gap(self, gap: _Node, tokens: _Tokens, place: int) -> tuple[str, int] | None:
        """Like `_longest` behind «…», which takes as few syllables as it can."""
        for after in range(place + 1, min(place + _LONGEST_GAP, len(tokens.words) - 1) + 1):
            if tokens.begins(after - 1) or tokens.begins(after):
                return None
            child = gap.next.get(tokens.words[after])
            if child and (found := self._longest(child, tokens, after + 1)):
                return found
        return None

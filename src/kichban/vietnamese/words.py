"""Finding many phrases at once, on the borders of syllables."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


@dataclass(frozen=True, slots=True)
class _Token:
    """One syllable of a text; `key` also tells which mark, if any, parts it from the one before."""

    key: str
    word: str
    start: int
    end: int
    begins: bool  # nothing of the same sentence stands before


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return fold_word(word)


class PhraseMatcher:
    """Finds any of many phrases in a text; built once, used for many texts.

    Syllables must follow each other with nothing but blanks or a hyphen between, or with the very
    mark that the phrase itself has there. Letter case never counts. «…» inside a phrase stands for
    one to six syllables of the same sentence: «từ đủ … trở lên».

    Args:
        phrases: The phrases; one that holds no word is passed over.
        fold: Whether «hoà» and «hòa» are the same; set false to look for misspellings.
    """

    def __init__(self, phrases: Iterable[str], *, fold: bool = True) -> None:
        self._fold = _folded if fold else str.lower
        self._root = _Node()
        for phrase in phrases:
            tokens = self._tokens(nfc(phrase))
            while tokens and tokens[-1].word == _GAP:
                tokens.pop()
            while tokens and tokens[0].word == _GAP:
                tokens.pop(0)
            if tokens:
                self._add(phrase, tokens)

    def _add(self, phrase: str, tokens: list[_Token]) -> None:
        node = self._root
        for place, token in enumerate(tokens):
            after_gap = place and tokens[place - 1].word == _GAP
            key = token.word if place == 0 or after_gap or token.word == _GAP else token.key
            node = node.next.setdefault(key, _Node())
        if node.phrase is None:
            node.phrase = phrase

    def _tokens(self, text: str) -> list[_Token]:
        fold = self._fold
        tokens: list[_Token] = []
        last = 0
        for found in _TOKEN.finditer(text):
            start, end = found.span()
            word = fold(found[0])
            between = text[last:start]
            if between == " ":
                tokens.append(_Token(word, word, start, end, False))
            else:
                plain = _PLAIN.fullmatch(between) is not None and "\n\n" not in between
                key = word if plain and tokens else f"{between.strip()} {word}"
                begins = not tokens or _ENDS_SENTENCE.search(between) is not None
                tokens.append(_Token(key, word, start, end, begins))
            last = end
        return tokens

    def find(self, text: str) -> list[PhraseMatch]:
        """The phrases in the text from left to right, the longest at each place, none overlapping.

        Offsets count characters of the composed (NFC) text.
        """
        text = nfc(text)
        tokens = self._tokens(text)
        firsts = self._root.next
        found: list[PhraseMatch] = []
        place, count = 0, len(tokens)
        while place < count:
            node = firsts.get(tokens[place].word)
            best = self._longest(node, tokens, place + 1) if node else None
            if best is None:
                place += 1
                continue
            phrase, after = best
            start, end = tokens[place].start, tokens[after - 1].end
            found.append(PhraseMatch(phrase, text[start:end], start, end))
            place = after
        return found

    def _longest(self, node: _Node, tokens: list[_Token], place: int) -> tuple[str, int] | None:
        """The phrase that reaches farthest from `node`, and the place behind it."""
        best = (node.phrase, place) if node.phrase is not None else None
        if place < len(tokens) and (child := node.next.get(tokens[place].key)):
            best = self._longest(child, tokens, place + 1) or best
        if gap := node.next.get(_GAP):
            longer = self._over_gap(gap, tokens, place)
            if longer and (best is None or longer[1] > best[1]):
                best = longer
        return best

    def _over_gap(self, gap: _Node, tokens: list[_Token], place: int) -> tuple[str, int] | None:
        """Like `_longest` behind «…», which takes as few syllables as it can."""
        for after in range(place + 1, min(place + _LONGEST_GAP, len(tokens) - 1) + 1):
            if tokens[after - 1].begins or tokens[after].begins:
                return None
            child = gap.next.get(tokens[after].word)
            if child and (found := self._longest(child, tokens, after + 1)):
                return found
        return None

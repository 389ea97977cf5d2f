"""What is left in a text that a presenter cannot read aloud."""

from __future__ import annotations

import re
import unicodedata

from kichban.vietnamese.text import is_syllable

__all__ = ["is_abbreviation", "leftovers", "without_asides"]

_ASIDE = re.compile(r"\[[^\]\n]*\]")
_UNREAD = re.compile(r"[\d/%‰&=×÷≥≤<>±₫²³½¼¾⅓⅔]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWEL_MARK = re.compile(r"[\u0300-\u0309\u0323]")


def without_asides(text: str) -> str:
    """The text without its stage business in square brackets."""
    return _ASIDE.sub(" ", text) if "[" in text else text


def leftovers(text: str) -> list[str]:
    """What in a spoken text cannot be read aloud: figures, slashes, signs, unknown abbreviations.

    Returns:
        The offending tokens in their order; empty for a text fit for a listening channel.
        Text in square brackets is not read and does not count.
    """
    found: list[str] = []
    for token in without_asides(text).split():
        bare = token.strip(".,;:!?…()«»“”\"'*")
        if _UNREAD.search(bare):
            found.append(bare)
        else:
            found += [word for word in _WORD.findall(bare) if is_abbreviation(word)]
    return found


def is_abbreviation(word: str) -> bool:
    """Capitals that are no Vietnamese syllable; a mark over a vowel shows a word («ĐẮK LẮK»)."""
    return (
        word.isupper()
        and not is_syllable(word)
        and not _VOWEL_MARK.search(unicodedata.normalize("NFD", word.replace("Ư", "U")))
    )

"""Words by which speaker and listener are addressed, and pairs of them."""

from __future__ import annotations

import re

__all__ = ["ADDRESS_WORDS", "first_of_pairs"]

ADDRESS_WORDS = frozenset(
    {
        "anh", "chị", "em", "cô", "chú", "bác", "ông", "bà", "cháu", "con", "dì", "cậu", "mợ",
        "thím", "dượng", "bố", "mẹ", "ba", "má", "cha", "thầy",
    }
)  # fmt: skip
_PAIR = re.compile(r"(?<![^\W_/])[^\W\d_]+(?:/[^\W\d_]+)+(?![^\W_/])")


def first_of_pairs(text: str) -> str:
    """The text with «anh» for «anh/chị»: the speaker says the one that fits the listener."""
    return _PAIR.sub(_first, text) if "/" in text else text


def _first(pair: re.Match[str]) -> str:
    words = pair[0].split("/")
    return words[0] if all(word.lower() in ADDRESS_WORDS for word in words) else pair[0]

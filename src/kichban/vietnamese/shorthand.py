"""Articles and clauses by their initials, as officers note them: «k. 2 Đ. 98»."""

from __future__ import annotations

import re

from kichban.vietnamese.numbers import read_integer
from kichban.vietnamese.reading import Rule, Voice, before, letter_name

__all__ = ["ARTICLE", "CLAUSE"]

_NUMBER = r"(?P<number>\d{1,3})(?P<letter>[a-zđ])?(?!\w|\s?/\s?\d|[.,-]\d)"
# With its full stop Đ. before a number is an article, but Đ. 3/2 is a street.
_ARTICLE = re.compile(rf"Đ(?P<stop>\.)?\s?{_NUMBER}")
_CLAUSE = re.compile(rf"[kK]\.?\s?{_NUMBER}")
_ARTICLE_FOLLOWS = re.compile(
    r"(?:(?:,|\svà)\s?[kK]\.?\s?\d{1,3}[a-zđ]?){0,4},?\s?(?:Đ\.?\s?\d|[Đđ]iều\s\d)"
)
_ARTICLE_BEFORE = re.compile(r"(?<![^\W\d_])(?:đ\.?\s?|điều\s)\d{1,3}[a-zđ]?,?\s?$")
_CLAUSE_FOLLOWS = re.compile(r",?\s?[kK]\.?\s?\d{1,3}[a-zđ]?(?!\w)")
_CLAUSE_BEFORE = re.compile(r"(?<![^\W\d_])(?:k\.?\s?|khoản\s)\d{1,3}[a-zđ]?,?\s?$")


def _named(word: str, match: re.Match[str], voice: Voice) -> str:
    number = read_integer(int(match["number"]), voice.region)
    letter = f" {letter_name(match['letter'])}" if match["letter"] else ""
    return f"{word} {number}{letter}"


def _article(match: re.Match[str], voice: Voice) -> str | None:
    sure = (
        match["stop"]
        or _CLAUSE_FOLLOWS.match(match.string, match.end())
        or _CLAUSE_BEFORE.search(before(match))
    )
    return _named("Điều", match, voice) if sure else None


def _clause(match: re.Match[str], voice: Voice) -> str | None:
    beside = _ARTICLE_FOLLOWS.match(match.string, match.end())
    if beside or _ARTICLE_BEFORE.search(before(match)):
        return _named("khoản", match, voice)
    return None


ARTICLE = Rule(_ARTICLE, _article, spans=True)
CLAUSE = Rule(_CLAUSE, _clause, spans=True)

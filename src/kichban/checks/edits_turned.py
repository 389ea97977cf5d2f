"""A condition whose sense one word turned round: «khi đủ tuổi» into «khi chưa đủ tuổi»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kichban.checks.edits_codes import HINTS, LEVELS
from kichban.checks.edits_known import Told
from kichban.checks.edits_words import Changes
from kichban.checks.reading import Line, Reading, Setting
from kichban.checks.rulebook import RuleBook
from kichban.measure import Passage

__all__ = ["with_turned_conditions"]

_TURNING = ("chưa", "không", "chẳng", "dù", "dẫu", "hoặc", "khỏi", "bất kể")
_WORD = re.compile(r"[^\W\d_]+")
_CODES = ("E204", "E205", "E207")


def with_turned_conditions(told: list[Told], book: RuleBook, setting: Setting) -> list[Told]:
    """The findings, those that turn a condition round told as its loss.

    Only where the sentence that was written spoke of a benefit that needs conditions.
    """
    return [_turned(item, book, setting) for item in told]


def _turned(item: Told, book: RuleBook, setting: Setting) -> Told:
    if item.finding.code not in _CODES or item.written is None or item.found is None:
        return item
    for start, word in _words_that_turn(item.written.text, item.found.text):
        if _claims_there(item.written.text, start, book, setting):
            reason = item.finding.message[0].lower() + item.finding.message[1:]
            return replace(
                item,
                finding=replace(
                    item.finding,
                    code="E104",
                    level=LEVELS["E104"],
                    message=f"Đổi ngược điều kiện vì chữ «{word}»: {reason}",
                    hint=HINTS["E104"],
                ),
            )
    return item


def _words_that_turn(was: str, now: str) -> Iterator[tuple[int, str]]:
    """Turning words that came or went, each with its place in what was written."""
    for change in Changes(was, now).all:
        before = [word.lower() for word in _WORD.findall(change.was)]
        after = [word.lower() for word in _WORD.findall(change.now)]
        for word in _TURNING:
            if before.count(word) != after.count(word):
                yield change.start, word


def _claims_there(text: str, at: int, book: RuleBook, setting: Setting) -> bool:
    """Whether the sentence at a place speaks of a benefit that needs conditions."""
    reading = Reading.of_passages([Passage(text, "paragraph")], setting.region)
    lines = [line for line in reading.lines if line.start <= at <= line.end]
    return any(_speaks(line, book) for line in lines)


def _speaks(line: Line, book: RuleBook) -> bool:
    return any(claim.rule.phai_co and claim.speaks(line) for claim in book.claims)

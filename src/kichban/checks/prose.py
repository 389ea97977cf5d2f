"""Wordings that a text may not hold: promises, fear, stigma, old offices, heavy style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kichban.checks.markers import Found
from kichban.checks.patterns import Bank
from kichban.checks.reading import Line, Reading, Setting
from kichban.checks.rules import PhraseRule, Scope
from kichban.vietnamese import fold

__all__ = ["Phrase", "PhraseHit", "applies"]


def applies(scope: Scope, setting: Setting) -> bool:
    """Whether a rule of this scope holds in this setting; what is not known lifts nothing."""
    places = {place for place in (setting.channel, setting.loai) if place}
    if places and ((scope.kenh and not places & set(scope.kenh)) or places & set(scope.tru_kenh)):
        return False
    if setting.persona and (
        (scope.nhom and not setting.among(scope.nhom)) or setting.among(scope.tru_nhom)
    ):
        return False
    return not (scope.ve and setting.ve and setting.ve not in scope.ve)


_YES_OR_NO = re.compile(r"\bcó\b.*\b(?:không|chưa)\s*\?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A wording found; `start` and `end` are its place in the sentence."""

    rule: PhraseRule
    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words found."""
        return self.line.text[self.start : self.end]

    @property
    def message(self) -> str:
        """One sentence for the officer."""
        return self.rule.thong_bao.replace("{tu}", self.text)


class Phrase:
    """One rule on wordings, ready to be looked for."""

    def __init__(self, rule: PhraseRule, sets: Mapping[str, Iterable[str]] | None = None) -> None:
        self.rule = rule
        self._found = Bank(rule.co, sets)
        self._not = Bank(rule.tru, sets)
        self._lifts = Bank(rule.tru_cau, sets)
        self._askers = frozenset(fold(name) for name in (sets or {}).get("nguoi_hoi", ()))

    def hits(self, reading: Reading, setting: Setting) -> list[PhraseHit]:
        """Every sentence that holds the wording, once each."""
        if not applies(self.rule.khi, setting):
            return []
        out = []
        for line in self._found.lines(reading):
            if self.rule.hoi_thi_duoc and self._asked(line):
                continue
            if found := self._in(line):
                out.append(PhraseHit(self.rule, line, found.start, found.end))
        return out

    def _asked(self, line: Line) -> bool:
        """Whether it is said by somebody of the audience, who may repeat what people say."""
        if line.asks and _YES_OR_NO.search(line.text):
            return True  # «Có chắc chắn được không?» promises nothing
        return bool(line.speaker) and (line.asks or fold(line.speaker) in self._askers)

    def _in(self, line: Line) -> Found | None:
        seen = line.view
        hits = self._found.find_all(seen)
        if not hits or self._lifts.find(seen):
            return None
        otherwise = self._not.find_all(seen)
        for hit in hits:
            if not any(span.start < hit.end and hit.start < span.end for span in otherwise):
                return hit
        return None

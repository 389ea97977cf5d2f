"""From a sentence of a document back to the line of the pack where its words were typed."""

from __future__ import annotations

import re
import weakref
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kichban.checks.faults import Fault
from kichban.errors import Where
from kichban.vietnamese import fold

if TYPE_CHECKING:
    from kichban.draft import Draft
    from kichban.workshop import Workshop

__all__ = ["Locator", "in_document"]

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"\{[{%#].*?[%#}]\}")
_REACH = 12
_Word = tuple[str, int, int, int]  # the word folded, its line, its column, its width


class _File:
    """The words of one file, each with its place."""

    def __init__(self, name: str, lines: Sequence[str]) -> None:
        self.name, self.lines = name, lines
        self.words: list[_Word] = []
        self.places: dict[str, list[int]] = {}
        for number, line in enumerate(lines, 1):
            bare = _TAG.sub(lambda tag: " " * len(tag[0]), line)
            for found in _WORD.finditer(bare):
                word = fold(found[0])
                self.places.setdefault(word, []).append(len(self.words))
                self.words.append((word, number, found.start() + 1, len(found[0])))

    def find(self, phrase: list[str], sentence: frozenset[str]) -> tuple[int, Where] | None:
        """Where a phrase stands, and how much of the sentence around it; the best of all places."""
        best: tuple[int, Where] | None = None
        for start in self.places.get(phrase[0], ()) if phrase else ():
            run = self.words[start : start + len(phrase)]
            if [word for word, *_ in run] != phrase:
                continue
            near = self.words[max(0, start - _REACH) : start + len(phrase) + _REACH]
            score = len(sentence & {word for word, *_ in near})
            if best is None or score > best[0]:
                best = score, self._where(run)
        return best

    def _where(self, run: list[_Word]) -> Where:
        _, number, column, _ = run[0]
        _, last, end, width = run[-1]
        text = self.lines[number - 1]
        reach = end + width - column if last == number else len(text) - column + 1
        return Where(self.name, number, column, text, max(1, reach))


class Locator:
    """Finds the place of faults of one draft.

    Args:
        workshop: Where the packs' files are.
        draft: The draft.
    """

    _known: weakref.WeakKeyDictionary[Workshop, dict[str, _File]] = weakref.WeakKeyDictionary()

    def __init__(self, workshop: Workshop, draft: Draft) -> None:
        self._workshop, self._draft = workshop, draft
        self._cache = self._known.setdefault(workshop, {})

    def where(self, fault: Fault) -> Where | None:
        """The line in a template, topic or persona, with a caret; the template when in doubt."""
        if fault.line is None:
            return Where(self._workshop.templates.shown(self._draft.subject.template))
        text = fault.line.text
        sentence = frozenset(fold(word) for word in _WORD.findall(text))
        meant = text[fault.start : fault.end] if fault.end > fault.start else text
        phrase = [fold(word) for word in _WORD.findall(meant)][:4]
        whole = [fold(word) for word in _WORD.findall(text)][:4]
        for wanted in (phrase, whole, whole[:2]):
            found = [hit for file in self._files() if (hit := file.find(wanted, sentence))]
            if found and wanted:
                score, where = max(found, key=lambda hit: hit[0])
                # Two words in common say nothing of where a sentence comes from.
                if score >= min(len(sentence), 4):
                    return where
        return self._origin(fault)

    def _origin(self, fault: Fault) -> Where | None:
        origin = fault.line.origin if fault.line else None
        if origin is None:
            return Where(self._workshop.templates.shown(self._draft.subject.template))
        lines = self._workshop.templates.lines(origin.file)
        text = lines[origin.line - 1] if 0 < origin.line <= len(lines) else ""
        return Where(
            self._workshop.templates.shown(origin.file),
            origin.line,
            len(text) - len(text.lstrip()) + 1 if text else 0,
            text,
            max(1, len(text.strip())),
        )

    def _files(self) -> list[_File]:
        subject, workshop = self._draft.subject, self._workshop
        out = []
        for name in workshop.templates.chain(subject.template):
            out.append(self._file(name, workshop.templates.shown(name), name))
        for kind, found in (("topics", subject.topic.id), ("personas", subject.persona.id)):
            loaded = workshop.packs.found(kind, found).loaded
            key = f"{kind}:{found}"
            if key not in self._cache:
                self._cache[key] = _File(loaded.file, loaded.lines)
            out.append(self._cache[key])
        return out

    def _file(self, key: str, shown: str, name: str) -> _File:
        if key not in self._cache:
            self._cache[key] = _File(shown, self._workshop.templates.lines(name))
        return self._cache[key]


def in_document(fault: Fault, file: str) -> Where:
    """The place of a fault in a finished document: the number of its line or paragraph."""
    line = fault.line
    if line is None or line.origin is None:
        return Where(file)
    origin = line.origin
    width = fault.end - fault.start if fault.end > fault.start else len(line.text)
    start = fault.start if fault.end > fault.start else 0
    at = origin.text.find(line.text)
    if at < 0:
        # Note marks and stage business stand between the words in the file.
        at, start = origin.text.find(line.text[start : start + width]), 0
    if at < 0:
        return origin
    return Where(origin.file, origin.line, at + start + 1, origin.text, width)

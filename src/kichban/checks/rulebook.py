"""All rules of a stack of packs: read, tried on their own examples, and kept.

An office's rule of the same name replaces the built-in one; `tat` in an office's file switches
rules off by name. What cannot be read is reported with its line, and the other rules stay in use.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kichban import yamlio
from kichban.checks.claims import Claim
from kichban.checks.codes import catalogue
from kichban.checks.confusions import Confusions
from kichban.checks.findings import Finding, of_error
from kichban.checks.gate_names import GATES
from kichban.checks.parts import Parts
from kichban.checks.prose import Phrase
from kichban.checks.reading import Reading, Setting
from kichban.checks.rulefiles import (
    FILES,
    ClaimFile,
    ConfusionFile,
    JudgeFile,
    LimitFile,
    NormFile,
    PartFile,
    PhraseFile,
    RuleFile,
    WordFile,
)
from kichban.checks.rules import ConfusionRow, Examples, Norm, PhraseRule, WordRow
from kichban.checks.words import WordBook
from kichban.errors import BadField, KichbanError, Where, did_you_mean
from kichban.packs import ABBREVIATIONS, Packs

__all__ = ["RuleBook", "rule_book"]

_SUFFIXES = (".yaml", ".yml")
_NEUTRAL = Setting()
# Codes of the built-in rules: only others have to be looked up.
_CODES = ("G107", "G111", "V306", "V307", "V308")
T = TypeVar("T")


@dataclass(frozen=True)
class RuleBook:
    """Rules ready for use, and what is wrong with those that are not."""

    words: WordBook
    confusions: Confusions
    phrases: tuple[Phrase, ...]
    claims: tuple[Claim, ...]
    parts: Parts
    limits: Mapping[str, int]
    norms: Mapping[str, Norm]
    judges: JudgeFile | None
    findings: tuple[Finding, ...]

    def phrase(self, name: str) -> Phrase | None:
        """A rule on wordings, by its name."""
        return next((p for p in self.phrases if p.rule.khoa == name), None)


_books: weakref.WeakKeyDictionary[Packs, RuleBook] = weakref.WeakKeyDictionary()


def rule_book(packs: Packs) -> RuleBook:
    """The rules of a stack of packs, read once."""
    if packs not in _books:
        _books[packs] = _Reader(packs).book()
    return _books[packs]


@dataclass(frozen=True)
class _File:
    """A rule file as read, with the place of each of its rules."""

    loaded: yamlio.Loaded
    model: RuleFile
    rows: str

    def where(self, number: int) -> Where:
        return self.loaded.where((self.rows, number) if self.rows else ())


class _Reader:
    def __init__(self, packs: Packs) -> None:
        self._packs = packs
        self.findings: list[Finding] = []
        self._off: set[str] = set()

    def book(self) -> RuleBook:
        files = list(self._files())
        words = self._words(files)
        parts = self._parts(files)
        self._unknown_off(files)
        return RuleBook(
            words=words,
            confusions=self._confusions(files),
            phrases=tuple(self._phrases(files)),
            claims=tuple(self._claims(files)),
            parts=parts,
            limits=_limits(files),
            norms=_norms(files),
            judges=next((f.model for f in files if isinstance(f.model, JudgeFile)), None),
            findings=tuple(self.findings),
        )

    def _files(self) -> Iterator[_File]:
        for folder in self._packs.folders:
            base = folder.path / "rules"
            for path in sorted(base.rglob("*")) if base.is_dir() else ():
                shown = folder.shown(path)
                if path.is_dir() or path.name.startswith(".") or "codes" in path.parts:
                    continue
                if path == folder.path / ABBREVIATIONS:  # words, not a rule: the packs read it
                    continue
                if path.suffix not in _SUFFIXES:
                    message = f"Tệp «{path.name}» không phải tệp quy tắc."
                    hint = "trong rules/ chỉ để tệp .yaml hoặc .yml."
                    self._say("V391", "goi_y", message, Where(shown), hint)
                    continue
                if file := self._file(path, shown):
                    self._off.update(getattr(file.model, "tat", ()))
                    yield file

    def _file(self, path: Path, shown: str) -> _File | None:
        try:
            loaded = yamlio.load(path, shown)
            kind = loaded.data.get("loai") if isinstance(loaded.data, dict) else None
            if kind is None:
                message = f"Tệp «{path.name}» không ghi «loai» nên không được đọc."
                hint = f"thêm dòng «loai: …»; các loại: {', '.join(FILES)}."
                self._say("V391", "goi_y", message, loaded.where(), hint)
                return None
            if kind not in FILES:
                raise BadField(f"Không có loại quy tắc «{kind}».", where=loaded.where(("loai",)),
                               hint=did_you_mean(str(kind), FILES))  # fmt: skip
            model, rows = FILES[kind]
            return _File(loaded, yamlio.validate(model, loaded), rows)
        except KichbanError as error:
            self.findings.extend(of_error(error))
            return None

    def _words(self, files: list[_File]) -> WordBook:
        rows = [
            (row, file.where(number))
            for file in files
            if isinstance(file.model, WordFile)
            for number, row in enumerate(file.model.tu)
            if row.tu not in self._off
        ]
        sets = _sets(files, WordFile)
        try:
            book = WordBook((row for row, _ in rows), sets)
        except BadField as error:
            self.findings.extend(of_error(error))
            return WordBook(())
        bad = {row.tu for row, where in rows if not self._word_behaves(row, book, where)}
        return WordBook((row for row, _ in rows if row.tu not in bad), sets) if bad else book

    def _word_behaves(self, row: WordRow, book: WordBook, where: Where) -> bool:
        def finds(text: str) -> bool:
            return any(
                h.row is row or h.row.tu == row.tu
                for h in book.hits(Reading.of_text(text), _NEUTRAL)
            )

        if row.thu is None:
            if row.quen:
                return True
            message = f"Từ «{row.tu}» không có ví dụ nên không được dùng."
            hint = "thêm mục thu với một câu sai và một câu đúng."
            self._say("V392", "loi", message, where, hint)
            return False
        return self._behaves(f"Từ «{row.tu}»", row.thu, finds, where)

    def _confusions(self, files: list[_File]) -> Confusions:
        rows: list[ConfusionRow] = []
        for file in files:
            if not isinstance(file.model, ConfusionFile):
                continue
            for number, row in enumerate(file.model.tu):
                if row.sai in self._off:
                    continue
                alone = Confusions([row])
                examples = Examples(sai=(row.sai,), dung=(row.dung, *row.tru))

                def finds(text: str, book: Confusions = alone) -> bool:
                    return bool(book.find(text))

                if self._behaves(f"Cặp «{row.sai}»", examples, finds, file.where(number)):
                    rows.append(row)
        return Confusions(rows)

    def _phrases(self, files: list[_File]) -> Iterator[Phrase]:
        sets = _sets(files, PhraseFile)
        seen: set[str] = set()
        for file in files:
            if not isinstance(file.model, PhraseFile):
                continue
            for number, rule in enumerate(file.model.quy_tac):
                if rule.khoa in seen or rule.khoa in self._off:
                    continue
                seen.add(rule.khoa)
                where = file.where(number)
                self._told_by(rule, where)
                phrase = self._made(partial(Phrase, rule, sets), where)
                if phrase and self._behaves(
                    f"Quy tắc «{rule.khoa}»", rule.thu, partial(_holds, phrase), where
                ):
                    yield phrase

    def _claims(self, files: list[_File]) -> Iterator[Claim]:
        sets = _sets(files, ClaimFile)
        asking = {
            word: None
            for file in files
            if isinstance(file.model, ClaimFile)
            for word in file.model.tu_nghi_van
        }
        seen: set[str] = set()
        for file in files:
            if not isinstance(file.model, ClaimFile):
                continue
            for number, rule in enumerate(file.model.quy_tac):
                if rule.khoa in seen or rule.khoa in self._off:
                    continue
                seen.add(rule.khoa)
                where = file.where(number)
                claim = self._made(partial(Claim, rule, sets, asking), where)
                if claim and self._behaves(
                    f"Quy tắc «{rule.khoa}»", rule.thu, partial(_claims, claim), where
                ):
                    yield claim

    def _parts(self, files: list[_File]) -> Parts:
        sets = _sets(files, PartFile)
        parts = Parts((), sets)
        for file in files:
            if not isinstance(file.model, PartFile):
                continue
            for number, part in enumerate(file.model.phan):
                if part.khoa in parts.names or part.khoa in self._off:
                    continue
                where = file.where(number)
                if not self._made(partial(parts.add, part), where):
                    continue
                lacks = partial(_lacks, parts, part.khoa)
                if not self._behaves(f"Phần «{part.khoa}»", part.thu, lacks, where):
                    parts.drop(part.khoa)
        return parts

    def _told_by(self, rule: PhraseRule, where: Where) -> None:
        """A rule that names a code or a gate which is not there would tell nobody."""
        for what, name, known in (
            ("mã", rule.ma, _CODES if rule.ma in _CODES else _usable_codes()),
            ("cổng", rule.cong, ("", *GATES)),
        ):
            if name not in known:
                message = f"Không có {what} «{name}»."
                self._say("P103", "loi", message, where, did_you_mean(name, known))

    def _unknown_off(self, files: list[_File]) -> None:
        """Names under `tat` that no rule of any pack carries."""
        rows = [row for file in files for row in _rows_of(file)]
        known = {str(getattr(row, key)) for row in rows for key in ("khoa", "tu", "sai")
                 if hasattr(row, key)}  # fmt: skip
        for file in files:
            for index, name in enumerate(getattr(file.model, "tat", ())):
                if name not in known:
                    where = file.loaded.where(("tat", index))
                    hint = did_you_mean(name, known)
                    self._say("P103", "canh_bao", f"Không có quy tắc «{name}» để tắt.", where, hint)

    def _made(self, make: Callable[[], T], where: Where) -> T | None:
        try:
            return make()
        except BadField as error:
            self._say(error.code, "loi", error.message, where, error.hint)
            return None

    def _behaves(
        self, name: str, examples: Examples, finds: Callable[[str], bool], where: Where
    ) -> bool:
        """Whether a rule finds its wrong examples and leaves its right ones alone."""
        missed = [text for text in examples.sai if not finds(text)]
        wrongly = [text for text in examples.dung if finds(text)]
        unused = "chừng nào chưa khớp thì quy tắc không dùng."
        for text in missed:
            message = f"{name} không bắt được ví dụ sai của chính nó: «{text}»."
            self._say("V392", "loi", message, where, f"sửa dấu hiệu hoặc sửa ví dụ; {unused}")
        for text in wrongly:
            message = f"{name} bắt nhầm ví dụ đúng của chính nó: «{text}»."
            self._say("V392", "loi", message, where, f"thêm chỗ trừ, hoặc sửa ví dụ; {unused}")
        return not missed and not wrongly

    def _say(self, code: str, level: Any, message: str, where: Where, hint: str) -> None:
        self.findings.append(Finding(code, level, message, where, hint))


def _usable_codes() -> tuple[str, ...]:
    """Codes that a rule on words may tell under: those of gates and of prose."""
    return tuple(code for code in catalogue() if code[0] in "GV")


def _rows_of(file: _File) -> Iterable[Any]:
    return getattr(file.model, file.rows, ()) if file.rows else ()


def _holds(phrase: Phrase, text: str) -> bool:
    return bool(phrase.hits(Reading.of_text(text), _NEUTRAL))


def _claims(claim: Claim, text: str) -> bool:
    return bool(claim.gaps(Reading.of_text(text), _NEUTRAL))


def _lacks(parts: Parts, name: str, text: str) -> bool:
    return not parts.in_text(name, text)


def _sets(files: Iterable[_File], kind: type[Any]) -> dict[str, tuple[str, ...]]:
    """Named sets of phrases; an office adds to the built-in ones."""
    out: dict[str, tuple[str, ...]] = {}
    for file in files:
        if isinstance(file.model, kind):
            for name, phrases in file.model.nhom_tu.items():
                out[name] = (*out.get(name, ()), *phrases)
    return out


def _limits(files: list[_File]) -> dict[str, int]:
    out: dict[str, int] = {}
    for file in reversed(files):
        if isinstance(file.model, LimitFile):
            out.update(file.model.nguong)
    return out


def _norms(files: list[_File]) -> dict[str, Norm]:
    """The finer limits of each channel; an office's own replace the built-in ones."""
    out: dict[str, Norm] = {}
    for file in files:
        if isinstance(file.model, NormFile):
            for norm in file.model.muc:
                for channel in norm.kenh:
                    out.setdefault(channel, norm)
    return out

"""Plain words: which terms of law and office a text uses, and whether it may use them so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kichban.checks.gloss import Terms
from kichban.checks.patterns import Bank
from kichban.checks.reading import Line, Reading, Setting
from kichban.checks.rules import WordRow
from kichban.vietnamese import PhraseMatcher

__all__ = ["Verdict", "WordBook", "WordHit", "replacement"]

Verdict: TypeAlias = Literal["thay", "tranh", "cam", "chu_y", "giu"]

_SHORT_FORMS = {
    "bảo hiểm xã hội": "BHXH",
    "bảo hiểm y tế": "BHYT",
    "bảo hiểm thất nghiệp": "BHTN",
}


@dataclass(frozen=True, slots=True)
class WordHit:
    """A term found where it should not stand so.

    `verdict`: `thay` replace it, `tranh` avoid it, `cam` never use it, `chu_y` its companion is
    missing, `giu` it is not explained. `start` and `end` are its place in the sentence.
    """

    row: WordRow
    line: Line
    start: int
    end: int
    verdict: Verdict

    @property
    def text(self) -> str:
        """The term as it stands in the sentence."""
        return self.line.text[self.start : self.end]


def replacement(row: WordRow, setting: Setting) -> str:
    """The way of saying it that is suggested first, in the words of the region."""
    ways = row.noi_nam if setting.region == "nam" and row.noi_nam else row.noi
    return ways[0] if ways else ""


class WordBook:
    """All rows of plain words, ready to be looked for.

    Args:
        rows: The rows; among rows of one term the first counts.
        sets: Named sets of phrases that markers in the rows use.
    """

    def __init__(
        self, rows: Iterable[WordRow], sets: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        self._rows: dict[str, WordRow | None] = {}
        self._lifts: dict[str, Bank] = {}
        self._companions: dict[str, Bank] = {}
        for row in rows:
            if row.tu in self._rows:
                continue
            self._rows[row.tu] = row
            for long, short in _SHORT_FORMS.items():
                if long in row.tu and row.tu != long:
                    self._rows.setdefault(row.tu.replace(long, short), row)
            for phrase in row.tru:
                self._rows.setdefault(phrase, None)
            if row.tru_cau:
                self._lifts[row.tu] = Bank(row.tru_cau, sets)
            if row.kem:
                self._companions[row.tu] = Bank(row.kem.dau, sets)
        self._matcher = PhraseMatcher(self._rows)
        self._last: tuple[Reading, Setting, tuple[list[WordHit], int]] | None = None
        self._terms = Terms(row for row in self._rows.values() if row)

    def hits(self, reading: Reading, setting: Setting) -> list[WordHit]:
        """Everything to say about the words of a document, in reading order.

        A kept term is reported once, at its first use; the others every time.
        """
        return self._scan(reading, setting)[0]

    def kept(self, reading: Reading, setting: Setting) -> int:
        """How many terms of a document have to be explained."""
        return self._scan(reading, setting)[1]

    def _scan(self, reading: Reading, setting: Setting) -> tuple[list[WordHit], int]:
        # Gates, items and remarks ask about the same document one after the other.
        if self._last is not None:
            known, where, result = self._last
            if known is reading and where == setting:
                return result
        out: list[WordHit] = []
        uses: list[WordHit] = []
        for line in reading.lines:
            for row, start, end in self._found(line):
                verdict = self._verdict(row, line, setting)
                if verdict == "giu":
                    uses.append(WordHit(row, line, start, end, verdict))
                elif verdict == "chu_y" and self._accompanied(row, line, reading):
                    continue
                elif verdict:
                    out.append(WordHit(row, line, start, end, verdict))
        first = _first_uses(uses)
        glossed = self._terms.glossed(
            reading, [(hit.row, hit.line, hit.start, hit.end) for hit in first]
        )
        out.extend(hit for hit in first if hit.row.tu not in glossed)
        result = sorted(out, key=lambda hit: (hit.line.place, hit.start)), len(first)
        self._last = (reading, setting, result)
        return result

    def _found(self, line: Line) -> list[tuple[WordRow, int, int]]:
        return [
            (row, match.start, match.end)
            for match in self._matcher.find(line.text)
            if (row := self._rows[match.phrase]) is not None
        ]

    def _verdict(self, row: WordRow, line: Line, setting: Setting) -> Verdict | None:
        if setting.among(row.giu_voi):
            return None
        if any(place and place in row.giu_kenh for place in (setting.channel, setting.loai)):
            return None
        if row.hoi_thi_duoc and line.asks and (line.speaker or _quoted(line) or _yes_or_no(line)):
            return None
        if row.tu in self._lifts and self._lifts[row.tu].find(line.view):
            return None
        match row.ma:
            case "THAY":
                return "thay"
            case "TRANH":
                return "cam" if row.tuyet_doi else "tranh"
            case "CHU_Y":
                return "chu_y"
            case "GIU":
                if setting.among(row.quen_voi):
                    return None
                if "*" in row.thay_voi or setting.among(row.thay_voi):
                    return "thay"
                return None if row.quen else "giu"

    def _accompanied(self, row: WordRow, line: Line, reading: Reading) -> bool:
        if row.kem is None:
            return True
        said = self._companions[row.tu]
        near = reading.lines if row.kem.pham_vi == "bai" else reading.near(line)
        if any(said.find(other.view) for other in near):
            return True
        return row.kem.pham_vi == "bai" and any(said.find(seen) for seen in reading.foot_views)


def _first_uses(uses: list[WordHit]) -> list[WordHit]:
    """The first use of each term; one in a heading counts only when there is no other."""
    first: dict[str, WordHit] = {}
    for hit in uses:
        known = first.get(hit.row.tu)
        if known is None or (known.line.kind == "heading" and hit.line.kind != "heading"):
            first[hit.row.tu] = hit
    return list(first.values())


def _yes_or_no(line: Line) -> bool:
    return bool(re.search(r"\bcó\b.*\bkhông\s*\?", line.text, re.IGNORECASE))


def _quoted(line: Line) -> bool:
    return any(mark in line.text for mark in '"“”«»')

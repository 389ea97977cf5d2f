"""What costs no points: misspellings, heavy style, stray signs, own law values, finer limits."""

from __future__ import annotations

from collections.abc import Iterator

from kichban.checks import stray
from kichban.checks.faults import Fault
from kichban.checks.lengths import short_faults
from kichban.checks.norms import norm_faults
from kichban.checks.paper import Paper
from kichban.checks.rulebook import RuleBook

__all__ = ["remarks_on"]


def remarks_on(paper: Paper, book: RuleBook) -> Iterator[Fault]:
    """The remarks on a document, in the order in which they are told."""
    for line in paper.reading.lines:
        for found in book.confusions.find(line.text):
            yield Fault(
                f"«{found.text}» viết sai chính tả.",
                line,
                found.start,
                found.end,
                hint=f"viết «{found.row.dung}».",
                source=found.row.sai,
                code="V305",
            )
    for hit in book.words.hits(paper.reading, paper.setting):
        if hit.verdict == "chu_y":
            yield Fault(
                f"«{hit.text}» dùng được khi kèm lời giải thích.",
                hit.line,
                hit.start,
                hit.end,
                hint=hit.row.ghi_chu,
                source=hit.row.tu,
                code="V303",
            )
    for phrase in book.phrases:
        if phrase.rule.cong:
            continue
        for phrase_hit in phrase.hits(paper.reading, paper.setting):
            rule = phrase_hit.rule
            yield Fault(
                phrase_hit.message,
                phrase_hit.line,
                phrase_hit.start,
                phrase_hit.end,
                hint=rule.cach_sua,
                source=rule.khoa,
                code=rule.ma,
            )
    yield from _stray_signs(paper)
    yield from _own_law(paper)
    yield from norm_faults(paper, book)
    for fault in short_faults(paper):
        yield Fault(fault.message, hint=fault.hint, code="V404")


def _stray_signs(paper: Paper) -> Iterator[Fault]:
    """Signs of markup that stand among the words."""
    for line in paper.reading.lines:
        for start, sign in stray.in_document(line.text):
            message = f"Dấu «{sign}» còn nằm trong lời."
            yield Fault(message, line, start, start + len(sign), hint=stray.REMEDY, code="V309")
    rest = [*(p.text for p in paper.reading.feet), *(text for text, _ in paper.reading.cues())]
    for text in rest:
        for _, sign in stray.in_document(text):
            message = f"Dấu «{sign}» còn nằm trong lời."
            yield Fault(message, quote=text, hint=stray.REMEDY, code="V309")


def _own_law(paper: Paper) -> Iterator[Fault]:
    """Figures on a law value of the office's own, each told: law is not replaced in silence."""
    figures = paper.draft.figures if paper.draft is not None else {}
    told: set[str] = set()
    for figure in figures.values():
        for basis in figure.bases():
            if basis.office and basis.parameter not in told:
                told.add(basis.parameter)
                yield Fault(
                    f"Tài liệu dùng số luật riêng của cơ quan: «{basis.parameter}».",
                    hint="bỏ tệp ấy khỏi law/ của mình nếu bộ dữ liệu chung đã có.",
                    code="L118",
                )

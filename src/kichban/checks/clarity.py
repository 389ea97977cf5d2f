"""The clarity report: gates, program score, form for human judges, notes.

`assess` judges a draft, `assess_text` a plain text, `assess_file` a finished document. The program
score and the score of human judges are never averaged: see the checklist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from kichban.checks.document import blocks_of_text, read_blocks
from kichban.checks.edits import edits
from kichban.checks.faults import Fault, Gate, Item
from kichban.checks.findings import Finding
from kichban.checks.finished import Finished
from kichban.checks.gates import gates
from kichban.checks.known import Known, known_from_sidecar, listeners, paper_of_blocks
from kichban.checks.locate import Locator, in_document
from kichban.checks.paper import Paper, paper_of_draft
from kichban.checks.remarks import remarks_on
from kichban.checks.remedies import without_tags
from kichban.checks.required import ELEMENTS, lacking_in_slip
from kichban.checks.rulebook import RuleBook, rule_book
from kichban.checks.score import items, total
from kichban.errors import Where
from kichban.numerals import format_date
from kichban.packs import Packs

if TYPE_CHECKING:
    from kichban.draft import Draft
    from kichban.workshop import Workshop

__all__ = ["Assessment", "Decision", "assess", "assess_file", "assess_paper", "assess_text"]

Decision: TypeAlias = Literal["khong_phat_hanh", "sua_tay", "viet_lai", "sua_lai", "cho_nguoi_cham"]


@dataclass(frozen=True)
class Assessment:
    """What the program says of one document.

    `score` is 0 to 100 over the items that could be judged, None when none could; `remarks` are
    things that cost no points; `edits` what hands changed since the document was written.
    `decision` follows section 4 of the checklist, as far as a program
    can tell.
    """

    name: str
    paper: Paper
    gates: tuple[Gate, ...]
    items: tuple[Item, ...]
    score: int | None
    remarks: tuple[Fault, ...]
    notes: tuple[str, ...]
    threshold: int
    rewrite: int
    places: tuple[tuple[Fault, Where | None], ...] = ()
    edits: tuple[Finding, ...] = ()

    @property
    def failed(self) -> tuple[Gate, ...]:
        """The gates that forbid publishing."""
        return tuple(gate for gate in self.gates if gate.failed)

    @property
    def ok(self) -> bool:
        """Whether all gates pass, no hand spoiled it, and the program score is high enough."""
        return not (self.failed or self.spoiled or self.too_low)

    @property
    def spoiled(self) -> bool:
        """Whether a change by hand forbids publishing."""
        return any(finding.level == "loi" for finding in self.edits)

    @property
    def too_low(self) -> bool:
        """Whether the program score is below the threshold."""
        return self.score is not None and self.score < self.threshold

    @property
    def decision(self) -> Decision:
        """What is to be done next."""
        if self.failed:
            return "khong_phat_hanh"
        if self.spoiled:
            return "sua_tay"
        if self.score is None or not self.too_low:
            return "cho_nguoi_cham"
        return "sua_lai" if self.score >= self.rewrite else "viet_lai"

    def where(self, fault: Fault) -> Where | None:
        """The place of one fault."""
        return next((where for known, where in self.places if known is fault), None)

    def findings(self) -> Iterator[Finding]:
        """Everything found: changes by hand, failed gates, lost points, remarks."""
        yield from self.edits
        for gate in self.gates:
            for fault in gate.faults:
                yield self._finding(fault, f"G1{int(gate.id[1:]):02d}", "loi", gate.id)
        for item in self.items:
            if not item.judged:
                continue
            code = f"V2{int(item.id[1:]):02d}"
            level: Literal["canh_bao", "goi_y"] = "canh_bao" if item.points < item.full else "goi_y"
            for fault in item.faults:
                yield self._finding(fault, fault.code or code, level, item.id)
        if self.too_low:
            yield Finding(
                "V200",
                "canh_bao",
                f"Điểm máy chấm {self.score}/100, chưa tới {self.threshold}.",
                Where(self.name),
                "sửa những chỗ mất điểm báo ở đây, rồi soát lại.",
            )
        for fault in self.remarks:
            level = "goi_y" if fault.code in ("V306", "V304") else "canh_bao"
            yield self._finding(fault, fault.code, level, "")

    def _finding(
        self, fault: Fault, code: str, level: Literal["loi", "canh_bao", "goi_y"], gate: str
    ) -> Finding:
        return Finding(
            code, level, fault.message, self.where(fault), fault.hint, fault.quoted, gate
        )


def assess(draft: Draft, workshop: Workshop) -> Assessment:
    """Judge a draft; every sentence that loses points is traced to the line it was typed on."""
    book = rule_book(workshop.packs)
    packs = workshop.packs
    paper = paper_of_draft(draft, listeners(packs), packs.abbreviations)
    locator = Locator(workshop, draft)
    return _assessed(paper, book, locator.where)


def assess_paper(paper: Paper, packs: Packs) -> Assessment:
    """Judge a document that has been read from a file."""
    return _assessed(paper, rule_book(packs), lambda fault: in_document(fault, paper.name))


def assess_text(
    text: str,
    packs: Packs,
    *,
    channel: str = "",
    persona: str = "",
    topic: str = "",
    place: str = "",
    name: str = "văn bản",
) -> Assessment:
    """Judge a plain text; what depends on a channel or persona that is not given is not judged.

    Args:
        text: The text; every line is a paragraph, a heading or a list item.
        packs: Where rules, channels and personas come from.
        channel, persona, topic, place: Ids, when they are known.
        name: What the text is called in messages.

    Raises:
        UnknownName: a persona, topic, channel or place of that name is not there.
    """
    known = Known(
        packs.channel(channel) if channel else None,
        packs.persona(persona) if persona else None,
        packs.topic(topic) if topic else None,
        packs.place(place) if place else None,
    )
    return assess_paper(paper_of_blocks(blocks_of_text(text, name), name, known, packs), packs)


def assess_file(
    path: Path,
    workshop: Workshop,
    *,
    channel: str = "",
    persona: str = "",
    topic: str = "",
    on: date | None = None,
) -> Assessment:
    """Judge a finished document: Word, Markdown or plain text, edited since or not.

    A document that `kichban` wrote tells by its sidecar what it is about; its message, limits and
    figures are then compared with what the packs say today, and its words with those it was
    written with.

    Args:
        path: The document.
        workshop: Where rules, channels and personas come from.
        channel, persona, topic: Ids; they win over the sidecar.
        on: A day on which it is used, for G3; without it, the day it was made for.

    Raises:
        CannotRead: the file cannot be read.
        UnknownName: a persona, topic or channel of that name is not there.
    """
    packs = workshop.packs
    file = Finished(path)
    blocks = read_blocks(file)
    known = known_from_sidecar(file, workshop, on)
    known = replace(
        known,
        channel=packs.channel(channel) if channel else known.channel,
        persona=packs.persona(persona) if persona else known.persona,
        topic=packs.topic(topic) if topic else known.topic,
    )
    paper = paper_of_blocks(blocks, str(path), known, packs)
    changed = edits(file, rule_book(packs), paper.setting)
    return replace(assess_paper(paper, packs), edits=changed)


def _assessed(paper: Paper, book: RuleBook, place: Callable[[Fault], Where | None]) -> Assessment:
    judged = gates(paper, book)
    scored = items(paper, book)
    remarks = tuple(remarks_on(paper, book))
    if paper.draft is None:
        told = partial(without_tags, place=paper.place)
        judged = tuple(replace(gate, faults=tuple(map(told, gate.faults))) for gate in judged)
        scored = tuple(replace(item, faults=tuple(map(told, item.faults))) for item in scored)
        remarks = tuple(map(told, remarks))
    faults = [
        *(fault for gate in judged for fault in gate.faults),
        *(fault for item in scored if item.judged for fault in item.faults),
        *remarks,
    ]
    score = total(scored)
    return Assessment(
        name=paper.name,
        paper=paper,
        gates=judged,
        items=scored,
        score=score,
        remarks=remarks,
        notes=tuple(_notes(paper, book, judged, scored)),
        threshold=book.limits.get("phat_hanh", 85),
        rewrite=book.limits.get("sua_lai", 70),
        places=tuple((fault, place(fault)) for fault in faults),
    )


def _notes(
    paper: Paper, book: RuleBook, judged: tuple[Gate, ...], scored: tuple[Item, ...]
) -> Iterator[str]:
    if paper.short:
        yield "Bản rút gọn: chỉ xét G1–G8, G10 và P1, P2, P3, P5, P6, P8."
    for gate in judged:
        if gate.ok is None:
            yield f"{gate.id} chưa xét: {gate.note}"
    skipped = [item.id for item in scored if not item.judged]
    if skipped:
        yield f"Không chấm {', '.join(skipped)}: {_why(scored)}"
    missing = lacking_in_slip(paper, book.parts)
    if missing:
        names = "; ".join(f"{code} ({ELEMENTS[code]})" for code in missing)
        yield f"Phiếu kèm còn thiếu {names}."
    if paper.use is not None and paper.use.ends is not None:
        yield f"Từ ngày {format_date(paper.use.ends)} phải làm lại tài liệu."
    yield "Điểm máy và điểm người chấm không cộng chung."


def _why(scored: tuple[Item, ...]) -> str:
    reasons = dict.fromkeys(item.reason for item in scored if not item.judged and item.reason)
    return " ".join(reasons)

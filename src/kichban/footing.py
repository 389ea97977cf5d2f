"""What a document says about itself: its law, its dates, its versions, its notes, its slip."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kichban import __version__
from kichban.draft import Draft, Subject
from kichban.figure_desk import Kept
from kichban.measure import Length, duration
from kichban.numerals import format_date
from kichban.provenance import figure_note, law_bound, provision_note
from kichban.quantities import Figure
from kichban.script import (
    Block,
    Bullets,
    Callout,
    Cited,
    Cue,
    Emphasis,
    Heading,
    Inline,
    Link,
    Meta,
    Note,
    Paragraph,
    Script,
    Sourced,
    Strong,
    Table,
)

if TYPE_CHECKING:
    from kichban.workshop import Request, Workshop


class Footing:
    """Notes, dates, versions and slip of one document.

    Args:
        workshop: Where law and packs come from.
        request, subject: What the document is.
        kept: Every figure that filters printed.
        cited: Ids of every provision that words rest on.
        say: Renders a text of the pack that may hold tags.
    """

    def __init__(
        self,
        workshop: Workshop,
        request: Request,
        subject: Subject,
        kept: Mapping[str, Kept],
        cited: Mapping[str, None],
        say: Callable[[str], str] = str,
    ) -> None:
        self._workshop, self._request, self._subject = workshop, request, subject
        self._kept, self._cited, self._say = kept, cited, say

    @property
    def pack_version(self) -> str:
        """Version of the program and of its texts."""
        return f"{__version__}-{self._workshop.packs.digest[:6]}"

    @property
    def law_version(self) -> str:
        """Fingerprint of the law data."""
        return self._workshop.packs.law.digest[:8]

    @cached_property
    def _places(self) -> dict[str, list[str]]:
        """Articles by document number, in the order of first use.

        What the law said before and says no longer is no basis; what it says now or will say is.
        """
        law, day = self._workshop.packs.law, self._request.law_date
        places: dict[str, list[str]] = {}
        citations = [c for name in self._cited for c in law.provision(name).citations] + [
            c for kept in self._kept.values() if not kept.past(day) for c in kept.figure.citations()
        ]
        for citation in citations:
            articles = places.setdefault(citation.document, [])
            if citation.article and citation.article not in articles:
                articles.append(citation.article)
        return places

    def documents(self) -> list[str]:
        """Everyday names of the legal texts used."""
        return list(dict.fromkeys(self._called(number) for number in self._places))

    def basis_line(self) -> str:
        """Legal texts with their articles, in one line."""
        parts = []
        for number, articles in self._places.items():
            listed = ", ".join(sorted(articles, key=_article_order))
            parts.append(f"{self._titled(number)}{f', Điều {listed}' if listed else ''}")
        return "; ".join(parts)

    def _called(self, number: str) -> str:
        known = self._workshop.packs.law.documents.get(number)
        return (known.goi_la or known.loai or number) if known else number

    def _titled(self, number: str) -> str:
        known = self._workshop.packs.law.documents.get(number)
        if known is None:
            return number
        name = known.goi_la if known.goi_la.startswith(("Luật", "Bộ luật")) else known.loai
        return f"{name[:1].upper()}{name[1:]} {number}".strip()

    def draft(
        self,
        title: str,
        blocks: tuple[Block, ...],
        body: tuple[Block, ...],
        measured: Length,
        elements: Mapping[str, tuple[str, ...]],
    ) -> Draft:
        """The finished document, not yet checked."""
        printed = _printed(blocks)
        figures = {n: k for n, k in self._kept.items() if n in printed}
        numbered, notes = self._numbered(blocks, figures)
        current = [k.figure for n, k in figures.items() if not k.dated and law_bound(n)]
        script = Script(
            title=title,
            language="vi",
            blocks=numbered,
            meta=self._meta(measured, current),
            notes=tuple(notes),
        )
        return Draft(
            request=self._request,
            subject=self._subject,
            script=script,
            body=body,
            figures={n: k.figure for n, k in figures.items()},
            printed=printed,
            dated=frozenset(n for n, k in figures.items() if k.dated),
            provisions=tuple(self._cited),
            length=measured,
            applies_from=max((f.valid_from for f in current if f.valid_from), default=None),
            expires_on=until + timedelta(days=1) if (until := self._until(current)) else None,
            origin=self._origin(),
            elements=elements,
            look=self._workshop.packs.look(self._subject.channel.bo_cuc.kieu_dang),
            available=self._workshop.formats,
        )

    def _origin(self) -> dict[str, Any]:
        subject, packs = self._subject, self._workshop.packs
        return {
            "chuong_trinh": __version__,
            "bo_mau": packs.digest,
            "luat": packs.law.digest,
            "mau": subject.template,
            "loi": self._workshop.words_digest(subject),
            "nhom": subject.persona.id,
            "chu_de": subject.topic.id,
            "kenh": subject.channel.id,
            "noi": subject.place.id,
        }

    def _numbered(
        self, blocks: tuple[Block, ...], figures: Mapping[str, Kept]
    ) -> tuple[tuple[Block, ...], list[Note]]:
        """Give each figure and cited statement its note, at its first appearance."""
        notes: list[Note] = []
        short = not self._subject.channel.spoken
        first: dict[str, int] = {}
        law = self._workshop.packs.law

        def number(node: Inline) -> Inline:
            if isinstance(node, Sourced) and node.figure in figures and law_bound(node.figure):
                if node.figure in first:
                    return node
                first[node.figure] = len(notes) + 1
                figure = figures[node.figure].figure
                notes.append(
                    figure_note(len(notes) + 1, node.figure, figure, law.documents, short=short)
                )
                return replace(node, note=len(notes))
            if isinstance(node, Cited):
                inner = tuple(number(child) for child in node.children)
                waiting.append((node.provision, replace(node, children=inner)))
                return replace(node, children=inner)
            if isinstance(node, Strong | Emphasis | Link):
                return replace(node, children=tuple(number(child) for child in node.children))
            return node

        waiting: list[tuple[str, Cited]] = []
        done = _mapped(blocks, number)
        # Statements are numbered after the figures, so that the public sees 1, 2, 3 …
        statements: dict[str, int] = {}
        for provisions, _ in waiting:
            if provisions not in statements:
                statements[provisions] = len(notes) + 1
                items = [law.provision(name) for name in provisions.split(",")]
                notes.append(provision_note(len(notes) + 1, provisions, items, law.documents))

        def tie(node: Inline) -> Inline:
            if isinstance(node, Cited):
                return replace(node, note=statements.get(node.provision, 0))
            if isinstance(node, Strong | Emphasis | Link):
                return replace(node, children=tuple(tie(child) for child in node.children))
            return node

        return _mapped(done, tie), notes

    def _meta(self, measured: Length, current: list[Figure]) -> Meta:
        subject, request = self._subject, self._request
        issued = request.issued_on or request.law_date
        until = self._until(current)
        expiry = f"Dùng đến hết ngày {format_date(until)}" if until else ""
        own = self._own_law(current)
        own_law = f"Số riêng của cơ quan: {own}" if own else ""
        spoken = subject.channel.spoken
        office = subject.place.don_vi
        header = (office[:1].upper() + office[1:], subject.channel.ten) if spoken else ()
        return Meta(
            subject=subject.topic.ten,
            author=office,
            keywords=(subject.persona.ten, subject.channel.ten),
            issued_on=issued.isoformat(),
            header=header,
            footer=tuple(p for p in (expiry, own_law, f"kichban {self.pack_version}") if p),
            slip=self._slip(measured, current) if spoken else (),
            slip_last=subject.channel.bo_cuc.kieu == "gon",
            layout=subject.channel.bo_cuc.trang,
            columns=subject.channel.bo_cuc.cot,
        )

    def _own_law(self, current: list[Figure]) -> str:
        """What of the law behind the document is the office's own, by name; "" when nothing is."""
        law = self._workshop.packs.law
        names = [law.parameter(b.parameter).ten for f in current for b in f.bases() if b.office
                 and b.parameter in law.parameter_ids()]  # fmt: skip
        names += [law.provision(n).ten for n in self._cited if law.is_local("provisions", n)]
        return "; ".join(dict.fromkeys(names))

    def _until(self, current: list[Figure]) -> date | None:
        """The last day of use: while every figure holds and the topic is news."""
        days = [f.valid_to for f in current if f.valid_to]
        if self._subject.ends is not None:
            days.append(self._subject.ends - timedelta(days=1))
        return min(days, default=None)

    def _slip(self, measured: Length, current: list[Figure]) -> tuple[tuple[str, str], ...]:
        subject, persona = self._subject, self._subject.persona
        since = max((f.valid_from for f in current if f.valid_from), default=None)
        until = self._until(current)
        issued = self._request.issued_on or self._request.law_date
        meet = persona.gap[0]
        spoken_time = duration(measured.seconds)
        planned = f"{measured.minutes} phút, trong đó lời nói {spoken_time}"
        rows = [
            ("Dành cho", persona.ten),
            ("Nội dung", subject.topic.ten),
            ("Thời lượng", planned if measured.minutes else spoken_time),
            ("Nơi, lúc, cách", f"{meet.noi}; {meet.luc}; {meet.cach}"),
            ("Giọng", persona.giong),
            ("Nên", "; ".join(persona.nen)),
            ("Không nên", "; ".join(persona.khong_nen)),
            ("Căn cứ", self.basis_line()),
            ("Số riêng của cơ quan", self._own_law(current)),
            ("Áp dụng từ", f"ngày {format_date(since)}" if since else ""),
            ("Dùng đến hết", f"ngày {format_date(until)}" if until else ""),
            (
                "Chịu trách nhiệm nội dung",
                f"{subject.place.don_vi}, ngày {format_date(issued)}; bản mẫu "
                f"{self.pack_version}, dữ liệu luật {self.law_version}",
            ),
        ]
        return tuple((label, self._say(text)) for label, text in rows if text)


def _article_order(article: str) -> tuple[int, str]:
    digits = "".join(c for c in article if c.isdigit())
    return (int(digits or 0), article)


def _mapped(blocks: tuple[Block, ...], change: Callable[[Inline], Inline]) -> tuple[Block, ...]:
    return tuple(_changed(block, change) for block in blocks)


def _changed(block: Block, change: Callable[[Inline], Inline]) -> Block:
    match block:
        case Heading() | Paragraph() | Cue():
            return replace(block, children=tuple(change(node) for node in block.children))
        case Bullets(items=items):
            return replace(block, items=tuple(_mapped(item, change) for item in items))
        case Table(header=header, rows=rows):
            return replace(
                block,
                header=tuple(tuple(change(n) for n in cell) for cell in header),
                rows=tuple(tuple(_mapped(cell, change) for cell in row) for row in rows),
            )
        case Callout(blocks=inner):
            return replace(block, blocks=_mapped(inner, change))
        case _:
            return block


def _printed(blocks: tuple[Block, ...]) -> dict[str, tuple[str, ...]]:
    """How each figure is printed, by name, in the order of first appearance."""
    found: dict[str, dict[str, None]] = {}

    def look(node: Inline) -> Inline:
        if isinstance(node, Sourced):
            found.setdefault(node.figure, {})[node.text] = None
        if isinstance(node, Strong | Emphasis | Link | Cited):
            for child in node.children:
                look(child)
        return node

    _mapped(blocks, look)
    return {name: tuple(texts) for name, texts in found.items()}

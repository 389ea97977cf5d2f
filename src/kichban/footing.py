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
from kichban.provenance import figure_note, provision_note
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
        current = [k.figure for n, k in figures.items() if not k.dated and _law_bound(n)]
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
            available=self._workshop.formats,

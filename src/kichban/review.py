"""The set for approval of one document: reviewer edition, approval sheet, judges' form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kichban.approval import USUAL_LIMITS
from kichban.approval_sheet import OWN_LAW, Submitted, approval_sheet
from kichban.checks.human_form import human_form
from kichban.checks.rulebook import rule_book
from kichban.document_files import FORM, REVIEWER, SHEET, DocumentFiles
from kichban.errors import NotApprovable, Where
from kichban.law import Law
from kichban.metrics import metrics_of
from kichban.remake import remade
from kichban.trace_text import cited
from kichban.workshop import Workshop

__all__ = ["ReviewSet", "review_set"]

LOOK = "hanh-chinh"


@dataclass(frozen=True)
class ReviewSet:
    """The papers as bytes by file name, and what whoever reads them has to know."""

    files: Mapping[str, bytes]
    remarks: tuple[str, ...]


def review_set(document: DocumentFiles, workshop: Workshop, day: date) -> ReviewSet:
    """The papers of a document, to be written beside it; nothing is written here.

    Args:
        document: The document, with its sidecar.
        workshop: The packs that it was made from.
        day: The day that the sheet bears.

    Raises:
        NothingToTrace: the document has no sidecar.
        NotApprovable: it is a draft.
        NotSameDocument: words or law have been changed since, so nobody can review what it says.
    """
    from kichban.render import to_format

    again = remade(document, workshop)
    draft, sidecar = again.draft, again.sidecar.data
    if sidecar.get("ban_nhap"):
        raise NotApprovable(
            f"«{document.name}» là bản nháp nên chưa trình duyệt được.",
            where=Where(str(document.folder / document.name)),
            hint="sửa hết lỗi, viết lại không có --draft.",
        )
    remarks = tuple(
        f"Tệp {path.name} đã sửa tay sau khi máy viết; bản có lời chú là lời máy viết, người soát "
        "đọc thêm chỗ sửa."
        for path in again.touched
    )
    packs = workshop.packs
    metric = metrics_of(packs).get(draft.subject.channel.chi_so)
    sheet = approval_sheet(
        Submitted(
            name=document.name,
            draft=draft,
            origin=sidecar,
            files=document.digests(),
            provisions=tuple(_provisions(packs.law, draft.provisions)),
            remarks=remarks,
            limits={**USUAL_LIMITS, **rule_book(packs).limits},
            metric=f"{metric.ma}, {metric.ten}" if metric else "",
            day=day,
        )
    )
    files = {
        f"{document.name}{REVIEWER}.docx": to_format(
            draft.script, "docx", look=draft.look, edition="reviewer"
        ),
        f"{document.name}{SHEET}": to_format(sheet, "docx", look=packs.look(LOOK)),
        f"{document.name}{FORM}": to_format(human_form(draft, workshop), "docx", look=packs.look()),
    }
    return ReviewSet(files, remarks)


def _provisions(law: Law, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The points of law that words rest on: what each is called, and where it stands."""
    for name in names:
        provision = law.provision(name)
        own = f" ({OWN_LAW})" if law.is_local("provisions", name) else ""
        yield f"{provision.ten}{own}", cited(provision.citations, law.documents)

"""The trace of a figure in words: for a reviewer line by line, for a reader in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from kichban.citations import Citation
from kichban.display import figure_text, rounding_note
from kichban.numerals import format_date
from kichban.quantities import VERIFICATION_VI, Basis, Figure

if TYPE_CHECKING:
    from kichban.law import LegalDocument

__all__ = ["cited", "explain", "figure_text", "public_line"]

Seen: TypeAlias = set[object]
"""Figures explained already: name, value, and the values of law behind them."""

_GIVEN = "(số người dùng nhập)"
_DOUBT = "CHƯA CHẮC"
_KINDS = (
    ("/NĐ-CP", "Nghị định"),
    ("/QĐ-TTg", "Quyết định"),
    ("/TT-", "Thông tư"),
    ("/NQ-", "Nghị quyết"),
    ("/TB-", "Thông báo"),
    ("/QH", "Luật"),
)


def explain(
    figure: Figure,
    indent: str = "  ",
    *,
    seen: Seen | None = None,
    documents: Mapping[str, LegalDocument] | None = None,
) -> list[str]:
    """How a figure came about, for a person who does not program.

    The first line is the figure itself. Below it stand the formula in Vietnamese, the rounding
    when one was made, and every figure that went in, each with its law, its dates and how sure
    its source is. A figure met again is named but not explained a second time.

    Args:
        figure: What to explain.
        indent: What one step inwards looks like.
        seen: Figures explained before; those explained here are added.
        documents: Legal texts by number, for their kind; guessed from the number without it.
    """
    return list(_lines(figure, "", indent, set() if seen is None else seen, documents))


def _lines(
    figure: Figure,
    margin: str,
    step: str,
    seen: Seen,
    documents: Mapping[str, LegalDocument] | None,
) -> Iterator[str]:
    head = f"{margin}{_sentence(figure.name)} = {figure_text(figure)}"
    note = rounding_note(figure)
    trace = figure.trace
    if trace.given:
        yield f"{head} {_GIVEN}" + (f", làm tròn {note}" if note else "")
        return
    key = (figure.name, figure.value, figure.bases())
    if key in seen and (trace.inputs or trace.basis):
        yield f"{head} (đã nói ở trên)"
        return
    seen.add(key)
    yield head
    inner = margin + step
    if not margin and not figure.certain:
        yield f"{inner}{_DOUBT}: có số liệu hoặc cách tính chưa đối chiếu được văn bản gốc."
    if trace.formula:
        yield f"{inner}Cách tính: {trace.formula}"
    for rounding in filter(None, (trace.rounding, note)):
        yield f"{inner}Làm tròn: {rounding}"
    if trace.basis is not None:
        yield from (f"{inner}{line}" for line in _basis_lines(trace.basis, documents))
    for item in trace.inputs:
        yield from _lines(item, inner, step, seen, documents)


def _basis_lines(basis: Basis, documents: Mapping[str, LegalDocument] | None) -> Iterator[str]:
    where = cited(basis.citations, documents) or "chưa rõ"
    until = f" đến {format_date(basis.valid_to)}" if basis.valid_to else ""
    yield f"Căn cứ: {where}; áp dụng từ {format_date(basis.valid_from)}{until}"
    if basis.office:
        yield "Số riêng của cơ quan, thay số của bộ dữ liệu luật chung"
    doubt = "" if basis.certain else f"{_DOUBT}, "
    yield (
        f"Nguồn: {doubt}{VERIFICATION_VI[basis.verification]}; "
        f"đọc lại ngày {format_date(basis.reread)}"
    )
    if basis.note and not basis.certain:
        yield f"Ghi chú: {basis.note}"


def public_line(figure: Figure, *, documents: Mapping[str, LegalDocument] | None = None) -> str:
    """Where a figure comes from in one line, for the note under a page.

    «Mức đóng mỗi tháng: 1.500.000 đồng/tháng × 22% = 330.000 đồng/tháng; khoản 1 Điều 36 Luật
    41/2024/QH15.»
    """
    trace = figure.trace
    value = figure_text(figure)
    told = value
    if trace.formula:
        told = f"{_with_values(figure)} = {value}"
    elif trace.given:
        told = f"{value} {_GIVEN}"
    parts = [f"{_sentence(figure.name)}: {told}"]
    if trace.rounding:
        parts.append(trace.rounding)
    if note := rounding_note(figure):
        parts.append(f"làm tròn {note}")
    if where := cited(figure.citations(), documents):
        parts.append(where)
    if not figure.certain:
        parts.append(_DOUBT.lower())
    return "; ".join(parts) + "."


def _with_values(figure: Figure) -> str:
    """The formula with the value of every input that it names put in its place."""
    text = figure.trace.formula
    held: list[str] = []
    for item in sorted(figure.trace.inputs, key=lambda i: len(i.name), reverse=True):
        if not item.name:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(item.name)}(?!\w)", re.IGNORECASE)
        if pattern.search(text):
            # Held back behind a mark, so that a shorter name is not looked for inside a value.
            text = pattern.sub(f"\x00{len(held)}\x00", text)
            held.append(figure_text(item))
    return re.sub("\x00(\\d+)\x00", lambda found: held[int(found[1])], text)


def cited(
    citations: tuple[Citation, ...], documents: Mapping[str, LegalDocument] | None = None
) -> str:
    """Places in legal texts, each text with its kind: «khoản 1 Điều 36 Luật 41/2024/QH15».

    Places of one text are named together; "" when there are none.
    """
    places: dict[str, list[str]] = {}
    for citation in citations:
        found = places.setdefault(citation.document, [])
        if citation.place and citation.place not in found:
            found.append(citation.place)
    return "; ".join(
        f"{', '.join(found)} {_text_name(number, documents)}".strip()
        for number, found in places.items()
    )


def _text_name(number: str, documents: Mapping[str, LegalDocument] | None) -> str:
    if documents is not None and number in documents and documents[number].loai:
        return f"{documents[number].loai} {number}"
    kind = next((name for mark, name in _KINDS if mark in number), "")
    return f"{kind} {number}".strip()


def _sentence(name: str) -> str:
    return name[:1].upper() + name[1:]

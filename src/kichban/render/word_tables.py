"""Tables and boxes of a Word document.

- `Table`: a real table in «Bảng kichban», its first row marked as header and repeated on every
  page, its summary as alternative text, column widths fixed by `widths`. Short rows stay whole;
  long ones may run over the page. A bare one has no lines, its words in the middle, and stays
  whole.
- Boxed `Callout`s and the officer's slip: tables of one column (the slip: two) in table styles
  of their own, because a box of bordered paragraphs falls apart in Word around a list. The title
  is a header row, so it is said again where the box runs on.

Every table is followed by a hair of space: Word would join two tables that touch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from kichban.render.edition import SLIP, column_count, table_summary
from kichban.render.spans import has_words, spans
from kichban.render.word_gathered import Gathered
from kichban.render.word_grid import grid_xml, properties_xml, row_xml
from kichban.render.word_place import Place
from kichban.render.word_spans import runs
from kichban.render.word_xml import paragraph, run
from kichban.script import Block, Callout, Table

__all__ = ["Fill", "box_xml", "slip_xml", "table_xml"]

Fill: TypeAlias = Callable[[Iterable[Block], Place], str]

_CELL_MARGINS = 227  # twips, both sides of a cell together, as the table styles set them
_SLIP_LABEL_SHARE = 27  # per cent of the width

_BOXES = {
    "goi_y": "Ô gợi ý",
    "luu_y": "Ô lưu ý",
    "canh_bao": "Ô cảnh báo",
    "phieu_kem": "Ô phiếu kèm",
}


def table_xml(table: Table, at: Place, into: Gathered, fill: Fill) -> str:
    """A table of data; nothing for a table without columns."""
    columns = column_count(table)
    if not columns:
        return ""
    widths = _shares(table.widths, columns, at.free)
    names = [spans(cell) for cell in table.header]
    has_header = any(has_words(name) for name in names)
    rows: list[str] = []
    if has_header:
        style = into.style("Tiêu đề cột")
        cells = [paragraph(style, runs(name, into)) for name in names]
        cells += [paragraph(style)] * (columns - len(cells))
        rows.append(row_xml(cells, widths, header=True))
    for row in table.rows:
        places = [at.inside("Chữ trong bảng", width - _CELL_MARGINS) for width in widths]
        if table.bare:
            places = [replace(place, align="center", keep=True) for place in places]
        padded = [*row, *((),) * (columns - len(row))]
        rows.append(row_xml([fill(c, p) for c, p in zip(padded, places, strict=True)], widths))
    if not rows:
        rows.append(row_xml([paragraph(into.style("Chữ trong bảng"))] * columns, widths))
    properties = properties_xml(
        into.style("Bảng kichban"),
        sum(widths),
        indent=at.indent or 0,
        header=has_header,
        caption="Bảng",
        summary=table_summary(table),
        bare=table.bare,
    )
    return grid_xml(properties, widths, rows, into)


def box_xml(callout: Callout, title: str, at: Place, into: Gathered, fill: Fill) -> str:
    """A box of its own style, its title a row of its own."""
    style = _BOXES[callout.kind]
    width = at.free
    inner = at.inside("Chữ trong ô", width - _CELL_MARGINS)
    rows: list[str] = []
    if title:
        head = paragraph(into.style("Tiêu đề ô"), run(title), keep_next=True)
        rows.append(row_xml([head], [width], header=True))
    rows.append(row_xml([fill(callout.blocks, inner)], [width]))
    properties = properties_xml(
        into.style(style),
        width,
        indent=at.indent or 0,
        header=bool(title),
        caption=style,
        summary=title or style,
    )
    return grid_xml(properties, [width], rows, into)


def slip_xml(slip: tuple[tuple[str, str], ...], at: Place, into: Gathered) -> str:
    """The officer's slip: labels on the left, their values on the right."""
    label_width = at.free * _SLIP_LABEL_SHARE // 100
    widths = [label_width, at.free - label_width]
    head = paragraph(into.style("Tiêu đề ô"), run(SLIP), keep_next=True)
    rows = [row_xml([head], [sum(widths)], header=True, span=2)]
    style = into.style("Chữ trong ô")
    rows += [
        row_xml([paragraph(style, run(label, bold=True)), paragraph(style, run(value))], widths)
        for label, value in slip
    ]
    properties = properties_xml(
        into.style("Bảng phiếu kèm"),
        sum(widths),
        header=True,
        caption="Phiếu kèm",
        summary=SLIP,
    )
    return grid_xml(properties, widths, rows, into)


def _shares(widths: tuple[int, ...], columns: int, whole: int) -> list[int]:
    """Column widths in twips that add up to the whole."""
    parts = [max(1, part) for part in widths] if len(widths) == columns else [1] * columns
    edges = [whole * sum(parts[:end]) // sum(parts) for end in range(columns + 1)]
    return [right - left for left, right in pairwise(edges)]

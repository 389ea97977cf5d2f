"""The bare grid of a Word table: properties, rows, cells, and the space after it."""

from __future__ import annotations

import re

from kichban.render.word_gathered import Gathered
from kichban.render.word_xml import attribute, paragraph

__all__ = ["cell_width", "grid_xml", "properties_xml", "row_xml"]

_TAG = re.compile(r"<[^>]+>")
_ASIDE = (
    '<w:tblpPr w:leftFromText="170" w:rightFromText="0" w:topFromText="57" w:bottomFromText="57" '
    'w:vertAnchor="text" w:horzAnchor="text" w:tblpXSpec="right" w:tblpY="1"/>'
)
_LETTER = 115  # twips, the mean width of a letter at 12 points
_LONG_ROW = 15  # lines, about a third of an A4 page


def properties_xml(
    style: str,
    width: int,
    *,
    header: bool,
    caption: str,
    summary: str,
    indent: int = 0,
    center: bool = False,
    aside: bool = False,
    bare: bool = False,
) -> str:
    """What a table says of itself; `aside` lets the text after it flow on its left; `bare` takes
    the lines of its style away."""
    shift = '<w:jc w:val="center"/>' * center
    shift += f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent and not center else ""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="nil"/>' for side in sides)
    shift += f"<w:tblBorders>{lines}</w:tblBorders>" * bare
    look = "0420" if header else "0400"
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/>{_ASIDE * aside}'
        f'<w:tblW w:w="{width}" w:type="dxa"/>{shift}'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}" w:firstRow="{int(header)}" '
        'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{attribute(caption)}"/>'
        f'<w:tblDescription w:val="{attribute(summary)}"/></w:tblPr>'
    )


def grid_xml(properties: str, widths: list[int], rows: list[str], into: Gathered) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        f"{paragraph(into.style('Khoảng cách'))}"
    )


def row_xml(cells: list[str], widths: list[int], *, header: bool = False, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inner = "".join(
        f"<w:tc><w:tcPr>{cell_width(width)}{spanned}</w:tcPr>{cell}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    height = max(_lines(cell, width) for cell, width in zip(cells, widths, strict=True))
    whole = "<w:cantSplit/>" if header or height < _LONG_ROW else ""
    look = whole + "<w:tblHeader/>" * header
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{inner}</w:tr>"


def _lines(cell: str, width: int) -> int:
    """About how many lines a cell takes."""
    return cell.count("</w:p>") + len(_TAG.sub("", cell)) * _LETTER // width


def cell_width(width: int) -> str:
    return f'<w:tcW w:w="{width}" w:type="dxa"/>'

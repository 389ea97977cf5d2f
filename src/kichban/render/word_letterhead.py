"""The parts that only an administrative document has, as Decree 30/2020 lays them out.

- `dau_van_ban`: a table of two columns and three rows, without lines: parent office and national
  name; office and motto, each with a rule below; number, and place with date.
- `trich_yeu`: what the document is about, in bold, with a rule below.
- `noi_nhan`: who receives it, in small type at the left.

The rule below the motto is as long as its words, the others 40 per cent of theirs. They are
borders of empty paragraphs, not underlined words: so says the decree.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TypeAlias

from kichban.render.edition import callout_title, column_count
from kichban.render.word_gathered import Gathered
from kichban.render.word_grid import grid_xml, properties_xml, row_xml
from kichban.render.word_place import Place
from kichban.render.word_tables import Fill
from kichban.render.word_xml import paragraph, run
from kichban.script import Block, Bullets, Callout, Paragraph, Table, plain

__all__ = ["official_xml"]

Cells: TypeAlias = tuple[tuple[Block, ...], ...]

_SHARES = (415, 585)  # per mille of the width: the national name needs the right-hand part
_LEFT = ("Cơ quan chủ quản", "Cơ quan ban hành", "Số ký hiệu")
_RIGHT = ("Quốc hiệu", "Tiêu ngữ", "Địa danh")
_SHORT_RULE = 40  # per cent of the line above, within the third to the half that is asked for
_OFFICE_POINTS, _MOTTO_POINTS, _ABOUT_POINTS = 12, 13, 14

# Advance widths of Times New Roman Bold, in thousandths of its size.
_WIDTHS = {
    250: " ,.", 278: "il", 333: "-fjt:;()", 389: "Is", 444: "cer", 500: "Jagovxyz0123456789/",
    556: "Sbdhknpqu", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYw", 778: "GHKOQ", 833: "m",
    944: "M", 1000: "W–",
}  # fmt: skip
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def official_xml(callout: Callout, at: Place, into: Gathered, fill: Fill) -> str:
    """A part of an administrative document; what is not laid out as it should be still prints."""
    title = callout_title(callout)
    if callout.kind == "noi_nhan":
        inside = at.inside("Danh sách nơi nhận", at.free)
        head = paragraph(into.style("Nơi nhận"), run(title), keep_next=True)
        return head + fill(_unlisted(callout.blocks), inside)
    style = "Trích yếu" if callout.kind == "trich_yeu" else at.words
    head = paragraph(into.style(style), run(title), keep_next=True) if title else ""
    if callout.kind == "trich_yeu":
        return head + _about(callout.blocks, at, into, fill)
    return head + "".join(_head(block, at, into, fill) for block in callout.blocks)


def _head(block: Block, at: Place, into: Gathered, fill: Fill) -> str:
    if not isinstance(block, Table) or column_count(block) != len(_SHARES):
        return fill((block,), at)
    widths = [at.free * share // 1000 for share in _SHARES]
    header: Cells = tuple((Paragraph(cell),) if cell else () for cell in block.header)
    rows: list[str] = []
    for number, cells in enumerate((header, *block.rows)):
        made = []
        for column, (styles, width) in enumerate(zip((_LEFT, _RIGHT), widths, strict=True)):
            blocks = cells[column] if column < len(cells) else ()
            inner = fill(blocks, at.inside(styles[min(number, len(styles) - 1)], width))
            if number == 1 and blocks:
                inner += _rule(_below(blocks, office=not column), width, into)
            made.append(inner)
        rows.append(row_xml(made, widths))
    properties = properties_xml(
        into.style("Bảng đầu văn bản"),
        sum(widths),
        header=False,
        caption="Đầu văn bản",
        summary="Tên cơ quan, Quốc hiệu, Tiêu ngữ, số, ngày",
    )
    return grid_xml(properties, widths, rows, into)


def _below(blocks: tuple[Block, ...], *, office: bool) -> int:
    if office:
        return _longest(blocks, _OFFICE_POINTS, capitals=True) * _SHORT_RULE // 100
    return _longest(blocks, _MOTTO_POINTS)


def _about(blocks: tuple[Block, ...], at: Place, into: Gathered, fill: Fill) -> str:
    length = min(_longest(blocks, _ABOUT_POINTS), at.free) * _SHORT_RULE // 100
    return fill(blocks, at.inside("Trích yếu", at.free)) + _rule(length, at.free, into)


def _unlisted(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The items of lists as plain paragraphs: the dash is in their style."""
    for block in blocks:
        if isinstance(block, Bullets):
            for item in block.items:
                yield from _unlisted(item)
        else:
            yield block


def _longest(blocks: tuple[Block, ...], points: int, *, capitals: bool = False) -> int:
    lines = (plain(block.children) for block in blocks if isinstance(block, Paragraph))
    return max((_twips(line, points, capitals=capitals) for line in lines), default=0)


def _rule(length: int, within: int, into: Gathered) -> str:
    """A rule of that length in the middle."""
    side = max(0, (within - length) // 2)
    return paragraph(into.style("Đường kẻ thể thức"), indent=side, right=side)


def _twips(words: str, points: int, *, capitals: bool = False) -> int:
    """How wide a line of bold words is."""
    bare = unicodedata.normalize("NFD", words.upper() if capitals else words)
    letters = (c for c in bare.replace("đ", "d").replace("Đ", "D") if not unicodedata.combining(c))
    return sum(_WIDTH.get(letter, 556) for letter in letters) * points * 20 // 1000

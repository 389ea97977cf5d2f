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
from typing import Literal, TypeAlias

from kichban.render.edition import callout_title
from kichban.render.spans import spans
from kichban.render.word_gathered import Gathered
from kichban.render.word_grid import grid_xml, properties_xml, row_xml
from kichban.render.word_place import Place
from kichban.render.word_spans import runs
from kichban.render.word_xml import paragraph, run
from kichban.script import Block, Bullets, Callout, Inline, Paragraph, Table, plain

__all__ = ["Official", "is_official", "official_xml"]

Official: TypeAlias = Literal["dau_van_ban", "trich_yeu", "noi_nhan"]

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


def is_official(kind: str) -> bool:
    """Whether a callout is one of those that this module lays out."""
    return kind in ("dau_van_ban", "trich_yeu", "noi_nhan")


def official_xml(callout: Callout, at: Place, into: Gathered) -> str:
    """A part of an administrative document; words that are not where they belong still print."""
    if callout.kind == "dau_van_ban":
        return "".join(_head(block, at, into) for block in callout.blocks)
    if callout.kind == "trich_yeu":
        return _about(callout, at, into)
    head = paragraph(into.style("Nơi nhận"), run(callout_title(callout)), keep_next=True)
    style = into.style("Danh sách nơi nhận")
    lines = (paragraph(style, runs(spans(line), into)) for line in _lines(callout.blocks))
    return head + "".join(lines)


def _head(block: Block, at: Place, into: Gathered) -> str:
    if not isinstance(block, Table):
        lines = _lines((block,))
        return "".join(paragraph(into.style(at.words), runs(spans(x), into)) for x in lines)
    widths = [at.free * share // 1000 for share in _SHARES]
    rows: list[str] = []
    for number, cells in enumerate(_rows(block)):
        made = []
        for column, styles in enumerate((_LEFT, _RIGHT)):
            words = cells[column] if column < len(cells) else ()
            style = styles[min(number, len(styles) - 1)]
            inner = paragraph(into.style(style), runs(spans(words), into))
            if number == 1 and words:
                points = _MOTTO_POINTS if column else _OFFICE_POINTS
                length = _twips(plain(words), points, capitals=not column)
                share = 100 if column else _SHORT_RULE
                inner += _rule(length * share // 100, widths[column], into)
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


def _rows(table: Table) -> Iterator[list[tuple[Inline, ...]]]:
    yield list(table.header)
    for row in table.rows:
        yield [next(_lines(cell), ()) for cell in row]


def _about(callout: Callout, at: Place, into: Gathered) -> str:
    style = into.style("Trích yếu")
    lines = list(_lines(callout.blocks))
    out = "".join(paragraph(style, runs(spans(line), into), keep_next=True) for line in lines)
    longest = max((_twips(plain(line), _ABOUT_POINTS) for line in lines), default=0)
    rule = min(longest, at.free) * _SHORT_RULE // 100
    return out + (_rule(rule, at.free, into) if lines else "")


def _rule(length: int, within: int, into: Gathered) -> str:
    """A rule of that length in the middle."""
    side = max(0, (within - length) // 2)
    return paragraph(into.style("Đường kẻ thể thức"), indent=side, right=side)


def _lines(blocks: tuple[Block, ...]) -> Iterator[tuple[Inline, ...]]:
    """The words inside, paragraph by paragraph."""
    for block in blocks:
        match block:
            case Paragraph(children=children):
                yield children
            case Bullets(items=items):
                for item in items:
                    yield from _lines(item)
            case Table():
                for row in _rows(block):
                    yield from row
            case Callout(blocks=inner):
                yield from _lines(inner)
            case _:
                yield getattr(block, "children", ())


def _twips(words: str, points: int, *, capitals: bool = False) -> int:
    """How wide a line of bold words is."""
    bare = unicodedata.normalize("NFD", words.upper() if capitals else words)
    letters = (c for c in bare.replace("đ", "d").replace("Đ", "D") if not unicodedata.combining(c))
    return sum(_WIDTH.get(letter, 556) for letter in letters) * points * 20 // 1000

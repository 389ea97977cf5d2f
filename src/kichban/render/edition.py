"""What is printed, and in which order: decided once, for every format.

A page has, in order: the draft mark, the title of the document, the officer's slip, the body,
the notes. `lay_out` gives these parts; a writer only has to put them into its format.

- The title is the level-1 heading that opens the body; a body without any level-1 heading gets
  `Script.title` as one. A heading without words is left out.
- Heading levels never skip and never pass `DEEPEST`: a level-3 heading below a level-1 one is
  printed as level 2. A heading inside a box, a list or a table is a bold line, not a heading.
- Notes are printed in both editions; the reviewer edition adds the lines meant for who signs. A
  note without a public line is for the reviewer only: the public edition has not even its mark.
- `Meta.header` and `Meta.footer` run along every page, so they are no part of this order; and
  `Meta.layout`, `columns`, `issued_on`, `author` … are for the formats that have pages and
  properties. `Cue.seconds` and every `origin` are for checks and are never printed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, assert_never

from kichban.errors import BadReference
from kichban.render.characters import clean
from kichban.render.quiet_notes import without_marks
from kichban.render.spans import has_words, spans
from kichban.script import (
    Block,
    Callout,
    Cited,
    Heading,
    Note,
    Script,
    Sourced,
    Table,
    Text,
    inlines,
    plain,
    walk,
)

__all__ = [
    "DEEPEST",
    "DRAFT",
    "SLIP",
    "SOURCES",
    "Edition",
    "Footnote",
    "Printed",
    "callout_title",
    "column_count",
    "lay_out",
    "table_summary",
]

Edition: TypeAlias = Literal["public", "reviewer"]

DRAFT = "BẢN NHÁP – chưa được phát hành"
SLIP = "Phiếu kèm (không đọc ra)"
SOURCES = "Nguồn số liệu"
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Footnote:
    """One printed note: its number, then its lines, the public one first."""

    number: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """The parts of a document in printing order; any of them may be empty."""

    draft: str
    title: tuple[Heading, ...]
    slip: tuple[tuple[str, str], ...]
    slip_last: bool
    body: tuple[Block, ...]
    notes_heading: tuple[Heading, ...]
    notes: tuple[Footnote, ...]


def lay_out(script: Script, edition: Edition) -> Printed:
    """The parts of a script in printing order.

    Raises:
        BadReference: A figure or statement points at a note that the script does not hold.
    """
    _require_notes(script)
    notes = tuple(_footnote(note, edition) for note in script.notes)
    shown = tuple(note for note in notes if note.lines)
    title, body = _title(script)
    if quiet := frozenset(note.number for note in notes if not note.lines):
        title, body = without_marks(title, quiet), without_marks(body, quiet)
    sources = (Heading(2, (Text(SOURCES),)),) if shown else ()
    levelled = _levelled((*title, *body, *sources))
    first, last = len(title), len(title) + len(body)
    return Printed(
        draft=DRAFT if script.meta.draft else "",
        title=tuple(b for b in levelled[:first] if isinstance(b, Heading)),
        slip=tuple((clean(label), clean(value)) for label, value in script.meta.slip),
        slip_last=script.meta.slip_last,
        body=levelled[first:last],
        notes_heading=tuple(b for b in levelled[last:] if isinstance(b, Heading)),
        notes=shown,
    )


def callout_title(callout: Callout) -> str:
    """The title that a box prints: its own, or the one its kind always has."""
    title = clean(callout.title).strip()
    match callout.kind:
        case "phieu_kem":
            return f"Phiếu kèm (không đọc): {title}" if title else "Phiếu kèm (không đọc)"
        case "luu_y":
            return title or "Lưu ý"
        case "canh_bao":
            return title or "Cảnh báo"
        case "noi_nhan":
            return title or "Nơi nhận:"
        case "goi_y" | "chan_trang" | "loi" | "dau_van_ban" | "trich_yeu":
            return title
        case _:
            assert_never(callout.kind)


def table_summary(table: Table) -> str:
    """What the table shows, for those who cannot see it; its column names when nobody said."""
    if summary := clean(table.summary).strip():
        return summary
    names = [name for cell in table.header if (name := clean(plain(cell)).strip())]
    return f"Bảng gồm các cột: {', '.join(names)}." if names else "Bảng không có tên cột."


def column_count(table: Table) -> int:
    """How many columns the widest row has."""
    return max(len(table.header), *(len(row) for row in table.rows), 0)


def _title(script: Script) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    blocks = tuple(
        block
        for block in script.blocks
        if not isinstance(block, Heading) or has_words(spans(block.children))
    )
    if blocks and isinstance(first := blocks[0], Heading) and first.level <= 1:
        return (first,), blocks[1:]
    has_own = any(isinstance(block, Heading) and block.level <= 1 for block in blocks)
    if has_own or not clean(script.title).strip():
        return (), blocks
    return (Heading(1, (Text(script.title),)),), blocks


def _levelled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with heading levels that never skip."""
    open_levels: list[int] = []
    out: list[Block] = []
    for block in blocks:
        if not isinstance(block, Heading):
            out.append(block)
            continue
        while open_levels and open_levels[-1] >= block.level:
            open_levels.pop()
        open_levels.append(block.level)
        level = min(len(open_levels), DEEPEST)
        out.append(block if level == block.level else replace(block, level=level))
    return tuple(out)


def _footnote(note: Note, edition: Edition) -> Footnote:
    lines = [note.public, *(note.reviewer if edition == "reviewer" else ())]
    return Footnote(note.number, tuple(line for text in lines if (line := clean(text).strip())))


def _require_notes(script: Script) -> None:
    held = {note.number for note in script.notes}
    for block in walk(script.blocks):
        for node in inlines(block):
            if isinstance(node, Sourced | Cited) and node.note and node.note not in held:
                raise BadReference(
                    f"Chú thích số {node.note} được nhắc tới nhưng không có lời.",
                    where=block.origin,
                    hint="báo cho người giữ bản mẫu: con số này chưa có nguồn để in",
                )

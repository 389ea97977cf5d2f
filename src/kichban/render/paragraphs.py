"""The paragraphs of a document in printing order, as Word has them.

`kichban.render.words` says which words a document holds; this says which stand together, what
kind of place each is in, and where in it the figures are. Pictures, breaks and empty paragraphs
have no words and are left out, except that a picture file is told by its path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from kichban.render.characters import clean
from kichban.render.edition import SLIP, Edition, Printed, callout_title, column_count, lay_out
from kichban.render.spans import has_words, reading, spans
from kichban.script import (
    Block,
    Break,
    Bullets,
    Callout,
    Cited,
    Cue,
    Emphasis,
    Heading,
    Image,
    Inline,
    Link,
    Paragraph,
    Script,
    Sourced,
    Strong,
    Table,
)

__all__ = ["Kind", "PrintedParagraph", "printed_paragraphs", "without_note_marks"]

Kind: TypeAlias = Literal[
    "de_muc", "loi", "muc", "o", "nhan", "phieu", "viec", "chan", "nguon", "nhap", "o_hinh", "hinh"
]
"""Heading, prose, list item, cell, label, value of the slip, cue, foot, note, draft mark, the
words in a box kept free for a picture, a picture file (its path stands for its words)."""

_MARK = re.compile(r"(?<=\S)\[(\d{1,3})\]")
# Every run of blanks but a single plain one, which stays as it is.
_SPACES = re.compile(r"[ \t\n\r\u00a0\u202f]{2,}|[\t\n\r\u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """One paragraph: its words in one line without note marks.

    `figures` are (name, start, end) of every figure in it, `notes` (number, place) of every mark.
    """

    kind: Kind
    text: str
    figures: tuple[tuple[str, int, int], ...] = ()
    notes: tuple[tuple[int, int], ...] = ()


def without_note_marks(words: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Words in one line, spaces made plain, and the note marks taken out with their places."""
    line = _SPACES.sub(" ", words).strip()
    if "[" not in line:
        return line, ()
    notes: list[tuple[int, int]] = []
    out: list[str] = []
    length = last = 0
    for found in _MARK.finditer(line):
        piece = line[last : found.start()]
        out.append(piece)
        length += len(piece)
        notes.append((int(found[1]), length))
        last = found.end()
    out.append(line[last:])
    return "".join(out), tuple(notes)


def printed_paragraphs(
    script: Script, edition: Edition = "public", *, prose: Callable[[str], bool]
) -> tuple[PrintedParagraph, ...]:
    """The paragraphs of a document.

    Args:
        script: The document.
        edition: The reviewer edition has longer notes.
        prose: Whether a column of that name holds what is said rather than cells of data.

    Raises:
        BadReference: A figure points at a note that the script does not hold.
        BadMarkup: A mark of the template engine is left in the words.
    """
    found = _parts(lay_out(script, edition), prose)
    return tuple(paragraph for paragraph in found if paragraph.text)


def _parts(parts: Printed, prose: Callable[[str], bool]) -> Iterator[PrintedParagraph]:
    walk = _Walk(prose)
    yield PrintedParagraph("nhap", parts.draft)
    yield from walk.blocks(parts.title, "loi")
    body = walk.blocks(parts.body, "loi")
    yield from (*body, *_slip(parts)) if parts.slip_last else (*_slip(parts), *body)
    yield from walk.blocks(parts.notes_heading, "loi")
    for note in parts.notes:
        yield PrintedParagraph("nguon", " ".join((f"[{note.number}]", *note.lines)))


def _slip(parts: Printed) -> Iterator[PrintedParagraph]:
    if parts.slip:
        yield PrintedParagraph("nhan", SLIP)
        for label, value in parts.slip:
            yield _plain("nhan", label)
            yield _plain("phieu", value)


def _plain(kind: Kind, words: str) -> PrintedParagraph:
    text, notes = without_note_marks(words)
    return PrintedParagraph(kind, text, (), notes)


class _Walk:
    def __init__(self, prose: Callable[[str], bool]) -> None:
        self._prose = prose

    def blocks(self, blocks: Iterable[Block], kind: Kind) -> Iterator[PrintedParagraph]:
        for block in blocks:
            yield from self._block(block, kind)

    def _block(self, block: Block, kind: Kind) -> Iterator[PrintedParagraph]:
        match block:
            case Heading(children=children):
                yield _line("de_muc", children)
            case Paragraph(children, speaker):
                yield _line(kind, children, lead=f"{clean(speaker)}: " if speaker else "")
            case Cue(children=children):
                if has_words(spans(children)):
                    yield _line("viec", children, lead="[", tail="]")
            case Bullets(items):
                inside: Kind = "muc" if kind == "loi" else kind
                for item in items:
                    yield from self.blocks(item, inside)
            case Table(header, rows):
                names = [reading(spans(cell)).strip() for cell in header]
                for cell in header:
                    yield _line("nhan", cell)
                for row in rows if column_count(block) else ():
                    for place, blocks in enumerate(row):
                        said = place < len(names) and self._prose(names[place])
                        yield from self.blocks(blocks, "loi" if said else "o")
            case Callout(callout_kind, inner):
                yield _plain("nhan", callout_title(block))
                yield from self.blocks(inner, _INSIDE.get(callout_kind, kind))
            case Image(alt, path):
                yield PrintedParagraph("hinh", path) if path else _plain("o_hinh", clean(alt))
            case Break():
                pass
            case _:
                assert_never(block)


_INSIDE: dict[str, Kind] = {"chan_trang": "chan", "phieu_kem": "phieu"}


def _line(
    kind: Kind, children: tuple[Inline, ...], *, lead: str = "", tail: str = ""
) -> PrintedParagraph:
    words = reading(spans(children)).strip()
    text, notes = without_note_marks(f"{lead}{words}{tail}")
    figures = []
    at = 0
    for printed, name in _figures(children):
        found = text.find(printed, at)
        if found >= 0 and printed:
            at = found + len(printed)
            figures.append((name, found, at))
    return PrintedParagraph(kind, text, tuple(figures), notes)


def _figures(children: Iterable[Inline]) -> Iterator[tuple[str, str]]:
    for node in children:
        match node:
            case Sourced(text, figure):
                yield _SPACES.sub(" ", clean(text)).strip(), figure
            case Strong(inner) | Emphasis(inner) | Link(children=inner) | Cited(children=inner):
                yield from _figures(inner)
            case _:
                pass

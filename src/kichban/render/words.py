"""The words of a document, in printing order: what every format must hold.

This is the yardstick of the renderers' tests: Markdown without its signs and a DOCX read back
must both give these words. List numbers, the lines along every page, alternative texts of
pictures and comments are not among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from kichban.render.characters import clean
from kichban.render.edition import SLIP, Edition, callout_title, column_count, lay_out
from kichban.render.spans import has_words, reading, spans
from kichban.script import (
    Block,
    Break,
    Bullets,
    Callout,
    Cue,
    Heading,
    Image,
    Inline,
    Paragraph,
    Script,
    Table,
)

__all__ = ["words"]


def words(script: Script, edition: Edition = "public") -> tuple[str, ...]:
    """The words of a document, one after the other; a note's mark is «[1]», glued to its figure.

    Raises:
        BadReference: A figure points at a note that the script does not hold.
        BadMarkup: A mark of the template engine is left in the words.
    """
    parts = lay_out(script, edition)
    lines = [parts.draft, *_blocks(parts.title)]
    body = list(_blocks(parts.body))
    slip = [SLIP, *(text for pair in parts.slip for text in pair)] if parts.slip else []
    lines.extend([*body, *slip] if parts.slip_last else [*slip, *body])
    lines.extend(_blocks(parts.notes_heading))
    for note in parts.notes:
        lines.append(f"[{note.number}]")
        lines.extend(note.lines)
    return tuple(" ".join(lines).split())


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(children=children):
            yield _line(children)
        case Paragraph(children, speaker):
            if speaker:
                yield f"{clean(speaker)}:"
            yield _line(children)
        case Cue(children=children):
            if has_words(spans(children)):
                yield f"[{_line(children)}]"
        case Bullets(items):
            for item in items:
                yield from _blocks(item)
        case Table(header, rows):
            for cell in header:
                yield _line(cell)
            for row in rows if column_count(block) else ():
                for blocks in row:
                    yield from _blocks(blocks)
        case Callout(blocks=inner):
            yield callout_title(block)
            yield from _blocks(inner)
        case Image(alt, path):
            if not path:
                yield clean(alt)
        case Break():
            pass
        case _:
            assert_never(block)


def _line(children: tuple[Inline, ...]) -> str:
    return reading(spans(children)).strip()

"""Notes that an edition does not print: their marks go too.

A note without a public line is meant for the reviewer only. In the public edition neither it nor
its number may show, or readers would look for a note that is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

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
    LineBreak,
    Link,
    Paragraph,
    Sourced,
    Strong,
    Table,
    Text,
)

__all__ = ["without_marks"]


def without_marks(blocks: Iterable[Block], quiet: frozenset[int]) -> tuple[Block, ...]:
    """The blocks with note 0 wherever a note of `quiet` stood."""
    return tuple(_block(block, quiet) for block in blocks)


def _block(block: Block, quiet: frozenset[int]) -> Block:
    match block:
        case Heading(children=children) | Paragraph(children=children) | Cue(children=children):
            return replace(block, children=_inlines(children, quiet))
        case Bullets(items=items):
            return replace(block, items=tuple(without_marks(item, quiet) for item in items))
        case Table(header=header, rows=rows):
            return replace(
                block,
                header=tuple(_inlines(cell, quiet) for cell in header),
                rows=tuple(tuple(without_marks(c, quiet) for c in row) for row in rows),
            )
        case Callout(blocks=inner):
            return replace(block, blocks=without_marks(inner, quiet))
        case Break() | Image():
            return block
        case _:
            assert_never(block)


def _inlines(children: Iterable[Inline], quiet: frozenset[int]) -> tuple[Inline, ...]:
    return tuple(_inline(node, quiet) for node in children)


def _inline(node: Inline, quiet: frozenset[int]) -> Inline:
    match node:
        case Text() | LineBreak():
            return node
        case Sourced(note=note):
            return replace(node, note=0) if note in quiet else node
        case Cited(children=children, note=note):
            inner = _inlines(children, quiet)
            return replace(node, children=inner, note=0 if note in quiet else note)
        case Strong(children) | Emphasis(children) | Link(children=children):
            return replace(node, children=_inlines(children, quiet))
        case _:
            assert_never(node)

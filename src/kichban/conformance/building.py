"""Short ways to build trees by hand."""

from __future__ import annotations

from kichban.script import Block, Bullets, Heading, Inline, Paragraph, Text

__all__ = ["bullets", "heading", "line", "p"]


def line(*children: Inline | str) -> tuple[Inline, ...]:
    """Inline nodes; plain texts may stand for themselves."""
    return tuple(Text(child) if isinstance(child, str) else child for child in children)


def p(*children: Inline | str, speaker: str = "") -> Paragraph:
    """A paragraph."""
    return Paragraph(line(*children), speaker=speaker)


def heading(level: int, *children: Inline | str) -> Heading:
    """A heading."""
    return Heading(level, line(*children))


def bullets(*items: str | tuple[Block, ...], ordered: bool = False) -> Bullets:
    """A list; an item is a text or a run of blocks."""
    return Bullets(
        tuple((p(item),) if isinstance(item, str) else item for item in items), ordered=ordered
    )

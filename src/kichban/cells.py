"""Cells of tables built in code, for papers that no template writes."""

from __future__ import annotations

from kichban.script import Block, Emphasis, Inline, LineBreak, Paragraph, Strong, Table, Text

__all__ = ["bold", "cells", "head", "labelled", "lines", "signatures", "slanted"]


def head(*names: str) -> tuple[tuple[Inline, ...], ...]:
    """The header row of a table."""
    return tuple((Text(name),) if name else () for name in names)


def cells(*texts: str) -> tuple[tuple[Block, ...], ...]:
    """A row of plain cells; an empty text is an empty cell."""
    return tuple((Paragraph((Text(text),)),) if text else () for text in texts)


def labelled(label: str, text: str) -> tuple[tuple[Block, ...], ...]:
    """A row of a label in bold and what it says."""
    return ((Paragraph(bold(label)),), (Paragraph((Text(text),)),) if text else ())


def lines(*parts: tuple[Inline, ...]) -> tuple[Block, ...]:
    """A cell of several lines, one below the other."""
    out: list[Inline] = []
    for number, part in enumerate(parts):
        out += [LineBreak()] * (number > 0)
        out += part
    return (Paragraph(tuple(out)),)


def signatures(*who: str) -> Table:
    """Places to sign side by side: who, room for a hand, a line for the name."""
    dots, room = "…………………", 3
    rows = (
        tuple(lines(bold(name), slanted("(Ký, ghi rõ họ tên)")) for name in who),
        *(((),) * len(who),) * room,
        cells(*(dots,) * len(who)),
    )
    return Table((), rows, "Chỗ ký", (1,) * len(who), bare=True)


def bold(text: str) -> tuple[Inline, ...]:
    """Words in bold."""
    return (Strong((Text(text),)),)


def slanted(text: str) -> tuple[Inline, ...]:
    """Words in italics."""
    return (Emphasis((Text(text),)),)

"""How wide the columns of a table are that nobody has measured: by the words they hold."""

from __future__ import annotations

from kichban.script import Block, Inline, Paragraph, plain

__all__ = ["column_widths"]

_NARROW = 14  # what a column of no words has
_AMOUNT = 16  # signs that had better stay on one line, as «330.000 đồng» does
_LONG = 120  # signs; longer cells run over more lines
_BLANK = 40  # signs that a cell to be written in by hand counts for


def column_widths(
    header: tuple[tuple[Inline, ...], ...], rows: tuple[tuple[tuple[Block, ...], ...], ...]
) -> tuple[int, ...]:
    """Relative widths, one per column of the header; a cell in brackets is one to write in."""
    longest = [len(plain(cell)) for cell in header]
    for row in rows:
        for place, cell in enumerate(row[: len(longest)]):
            text = " ".join(plain(b.children) for b in cell if isinstance(b, Paragraph)).strip()
            by_hand = text.startswith("[") and text.endswith("]")
            longest[place] = max(longest[place], _BLANK if by_hand else len(text))
    return tuple(
        _BLANK if size <= _AMOUNT else _NARROW + min(size, _LONG) if size else _NARROW
        for size in longest
    )

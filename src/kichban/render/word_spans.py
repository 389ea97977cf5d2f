"""Runs of a Word paragraph from a flat run of words.

Words are runs, bold and italic set on the run; a link is a real hyperlink; a note is a small
raised «[1]» in the style «Số chú thích» (in brackets, so that no eye takes it for a digit of
the figure); in the reviewer edition a comment is anchored on the figure or statement; a new line
is a line break.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from kichban.render.spans import Mark, NewLine, Opening, Span, Words
from kichban.render.word_gathered import Gathered
from kichban.render.word_xml import run

__all__ = ["runs"]


def runs(flat: Iterable[Span], into: Gathered) -> str:
    """The runs, as XML; comments and links are left in `into`."""
    out: list[str] = []
    comments: list[int | None] = []
    address = ""
    for span in flat:
        leads_to = span.address if isinstance(span, Words) else ""
        if leads_to != address:
            out.append("</w:hyperlink>" if address else "")
            out.append(
                f'<w:hyperlink r:id="{into.link(leads_to)}" w:history="1">' if leads_to else ""
            )
            address = leads_to
        match span:
            case Words(text, bold, italic):
                style = into.style("Hyperlink") if address else ""
                out.append(run(text, style=style, bold=bold, italic=italic))
            case Opening(note):
                number = into.comment(note)
                comments.append(number)
                if number is not None:
                    out.append(f'<w:commentRangeStart w:id="{number}"/>')
            case Mark(note):
                out.append(run(f"[{note}]", style=into.style("Số chú thích")))
                number = comments.pop()
                if number is not None:
                    out.append(_anchor(number, into))
            case NewLine():
                out.append("<w:r><w:br/></w:r>")
            case _:
                assert_never(span)
    if address:
        out.append("</w:hyperlink>")
    return "".join(out)


def _anchor(number: int, into: Gathered) -> str:
    style = into.style("annotation reference")
    looks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return (
        f'<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r>{looks}<w:commentReference w:id="{number}"/></w:r>'
    )

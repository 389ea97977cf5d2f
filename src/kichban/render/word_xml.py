"""The few WordprocessingML pieces that everything else is built from, as escaped strings."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "DECLARATION",
    "NAMESPACES",
    "WORD_NAMESPACE",
    "Align",
    "attribute",
    "paragraph",
    "relationships",
    "run",
    "text",
]

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{WORD_NAMESPACE}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Align: TypeAlias = Literal["", "center", "right"]


def text(words: str) -> str:
    """Words as XML text."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(words: str) -> str:
    """Words as the value of an XML attribute, without its quotes."""
    return text(words).replace('"', "&quot;")


def run(words: str, *, style: str = "", bold: bool = False, italic: bool = False) -> str:
    """A run of words of one weight; `style` is the id of a character style."""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    look += "<w:b/>" * bold + "<w:i/>" * italic
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text(words)}</w:t></w:r>'


def paragraph(
    style: str,
    inner: str = "",
    *,
    keep_next: bool = False,
    keep_lines: bool = False,
    new_page: bool = False,
    flush: bool = False,
    number: tuple[int, int] | None = None,
    indent: int | None = None,
    right: int = 0,
    align: Align = "",
    outline: int | None = None,
) -> str:
    """A paragraph; the order of its properties is the one that the schema demands.

    Args:
        style: Id of the paragraph style.
        inner: Runs, already XML.
        keep_next: Stay on the page of the next paragraph.
        keep_lines: Never break over two pages.
        new_page: Begin a page.
        flush: No space above, as at the top of a page or panel.
        number: Id of a numbering instance, and the level in it from 0.
        indent: Left indent in twips, without first-line indent; None leaves it to the style.
        right: Right indent in twips, besides `indent`.
        align: Other than the style's.
        outline: Level in the outline from 0; None leaves it to the style.
    """
    look = f'<w:pStyle w:val="{style}"/>'
    look += "<w:keepNext/>" * keep_next + "<w:keepLines/>" * keep_lines
    look += "<w:pageBreakBefore/>" * new_page
    if number:
        look += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    look += '<w:spacing w:before="0"/>' * flush
    if indent is not None:
        far = f' w:right="{right}"' if right else ""
        look += f'<w:ind w:left="{indent}"{far} w:firstLine="0"/>'
    if align:
        look += f'<w:jc w:val="{align}"/>'
    if outline is not None:
        look += f'<w:outlineLvl w:val="{outline}"/>'
    return f"<w:p><w:pPr>{look}</w:pPr>{inner}</w:p>"


def relationships(entries: list[tuple[str, str, str, bool]]) -> str:
    """A relationships part from (id, type, target, external)."""
    outside = ' TargetMode="External"'
    lines = "".join(
        f'<Relationship Id="{rid}" Type="{kind}" Target="{attribute(target)}"'
        f"{outside if external else ''}/>"
        for rid, kind, target, external in entries
    )
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{lines}</Relationships>'
    )

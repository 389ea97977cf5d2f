"""The blocks of a Word document.

What each node becomes:

- `Heading`: Word's own heading styles, for the navigation pane; inside a box, list or table a
  bold paragraph. `Paragraph`: «Lời văn», or «Lời thoại» with the role in «Vai nói».
- `Bullets`: «Danh sách chấm», «Danh sách số»; every ordered list its own numbering instance. In a
  box or cell the text keeps that place's style and only gets the number.
- `Table`, `Image`, boxed `Callout`s: see `word_tables`. `Callout("chan_trang")` is small type
  below a rule, `Callout("loi")` spoken words kept together on a page.
- `Cue`: a paragraph in «Chỉ dẫn», in square brackets.
- `Break`: a new page, a new column where the body runs in columns, or a rule. A page or side
  that nothing follows is not begun; inside a box, list or table any break is a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from kichban.render.characters import clean
from kichban.render.edition import callout_title
from kichban.render.spans import Span, Words, has_words, spans
from kichban.render.word_gathered import Gathered
from kichban.render.word_letterhead import official_xml
from kichban.render.word_numbering import DEEPEST_LEVEL
from kichban.render.word_pictures import image_xml, logo_xml
from kichban.render.word_place import Place
from kichban.render.word_spans import runs
from kichban.render.word_tables import Fill, box_xml, table_xml
from kichban.render.word_xml import paragraph, run
from kichban.script import (
    Block,
    Break,
    Bullets,
    Callout,
    Cue,
    Heading,
    Image,
    Paragraph,
    Table,
)

__all__ = ["body_xml"]


def body_xml(blocks: Sequence[Block], at: Place, into: Gathered, *, columns: int) -> str:
    """The blocks of the body, with real page and column breaks."""
    out: list[str] = []
    # In columns every panel begins below the same hair of space, so that their tops are level.
    pending = _hair(into) if columns > 1 else ""
    at_top = True
    panel = 1
    for block in blocks:
        if isinstance(block, Break) and block.kind != "nghi":
            begins_column = block.kind == "mat" and columns > 1
            panel += 1
            if out and panel == columns > 1:
                pending += _new_column(into) if begins_column else _new_page(into)
                pending += logo_xml(into)
                at_top = True
                continue
            pending += _new_column(into) if begins_column else _new_page(into)
            at_top = True
            continue
        if isinstance(block, Heading):
            style = into.style(f"heading {block.level}")
            xml = paragraph(style, runs(spans(block.children), into), flush=at_top)
        else:
            xml = _block(block, at, into)
        if xml:
            out += (pending, xml)
            pending, at_top = "", False
    return "".join(out)


def _blocks(blocks: Iterable[Block], at: Place, into: Gathered) -> str:
    return "".join(_block(block, at, into) for block in blocks)


def _fill(into: Gathered) -> Fill:
    """What cells and boxes are filled with: never nothing."""
    return lambda blocks, at: (
        _blocks(blocks, at, into) or paragraph(into.style(at.words), keep_next=at.keep)
    )


def _block(block: Block, at: Place, into: Gathered) -> str:
    match block:
        case Heading(children=children):
            return _text(spans(children, bold=True), at, into, keep_next=True)
        case Paragraph(children, speaker):
            words = spans(children)
            if speaker:
                role = run(f"{clean(speaker)}:", style=into.style("Vai nói")) + run(" ")
                return _text(words, replace(at, words=at.dialogue), into, lead=role)
            return _text(words, at, into)
        case Cue(children=children):
            words = spans(children)
            if not has_words(words):
                return ""
            # No blank inside the brackets.
            if isinstance(first := words[0], Words):
                words[0] = replace(first, text=first.text.lstrip())
            if isinstance(last := words[-1], Words):
                words[-1] = replace(last, text=last.text.rstrip())
            return _text([Words("["), *words, Words("]")], replace(at, words="Chỉ dẫn"), into)
        case Bullets(items, ordered):
            return _list(items, at, into, ordered=ordered)
        case Table():
            return table_xml(block, at, into, _fill(into))
        case Callout():
            return _callout(block, at, into)
        case Break():
            return paragraph(into.style("Đường kẻ"), indent=at.indent)
        case Image():
            return image_xml(block, at, into)
        case _:
            assert_never(block)


def _text(
    words: list[Span],
    at: Place,
    into: Gathered,
    *,
    lead: str = "",
    keep_next: bool = False,
) -> str:
    if not lead and not has_words(words):
        return ""
    return paragraph(
        into.style(at.words),
        lead + runs(words, into),
        keep_next=keep_next or at.keep,
        keep_lines=at.keep,
        number=at.number,
        indent=None if at.number else at.indent,
        align=at.align,
    )


def _list(items: tuple[tuple[Block, ...], ...], at: Place, into: Gathered, *, ordered: bool) -> str:
    level = min(at.level, DEEPEST_LEVEL)
    numbering = into.look.numbering
    instance = into.new_list(level) if ordered else numbering.bullets
    indents = numbering.number_indents if ordered else numbering.bullet_indents
    style = at.numbers if ordered else at.bullets
    below = replace(at, level=level + 1, indent=indents[level], number=None)
    out: list[str] = []
    for item in items:
        numbered = replace(below, words=style, dialogue=style, number=(instance, level))
        rest = item
        first = ""
        while rest and isinstance(rest[0], Paragraph | Heading | Cue) and not first:
            first = _block(rest[0], numbered, into)
            rest = rest[1:]
        # A bullet of its own where the item begins with a table, box or picture.
        out.append(first or paragraph(into.style(style), number=(instance, level)))
        out.append(_blocks(rest, below, into))
    return "".join(out)


def _callout(callout: Callout, at: Place, into: Gathered) -> str:
    title = callout_title(callout)
    match callout.kind:
        case "goi_y" | "luu_y" | "canh_bao" | "phieu_kem":
            return box_xml(callout, title, at, into, _fill(into))
        case "chan_trang":
            style = "Chân trang kichban"
            foot = replace(at.inside(style, at.width), level=at.level, indent=at.indent)
            rule = paragraph(into.style("Đường kẻ"), keep_next=True, indent=at.indent)
            return rule + _titled(title, callout.blocks, foot, into)
        case "dau_van_ban" | "trich_yeu" | "noi_nhan":
            return official_xml(callout, at, into, _fill(into))
        case "loi":
            spoken = replace(at, words="Lời đọc", number=None, keep=True)
            return _titled(title, callout.blocks, spoken, into)
        case _:
            assert_never(callout.kind)


def _titled(title: str, blocks: Iterable[Block], at: Place, into: Gathered) -> str:
    head = _text([Words(title, bold=True)], at, into, keep_next=True) if title else ""
    return head + _blocks(blocks, at, into)


def _hair(into: Gathered) -> str:
    return paragraph(into.style("Khoảng cách"))


def _new_page(into: Gathered) -> str:
    return paragraph(into.style("Khoảng cách"), new_page=True)


def _new_column(into: Gathered) -> str:
    return paragraph(into.style("Khoảng cách"), '<w:r><w:br w:type="column"/></w:r>')

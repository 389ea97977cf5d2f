"""Markdown for a whole document.

What each node becomes:

- `Heading`: `#` signs; inside a box, list or table a bold line.
- `Paragraph`: a paragraph; with a speaker `**Vai:** lời`.
- `Bullets`: `-` or `1.`, items indented by four columns (what all readers accept); two lists of
  one kind in a row are kept apart by an empty comment, so that numbers restart.
- `Table`: a pipe table under a comment holding its summary. A pipe table holds no blocks, so a
  cell joins its blocks with `<br>`: list items as «• …» or «1) …», an inner table row by row
  with «·» between cells. Column widths say nothing here.
- `Callout`: a quotation with its title in bold.
- `Cue`: `*[…]*`. `Image`: `![alt](path)`; without a path `![alt]()`.
- `Break`: `***`; a new page or side has a comment above it that says so.
- The header lines stand before everything, the footer lines after the body, each between rules.
  `Meta.layout`, `columns` and the properties have no place in Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from kichban.render.characters import clean
from kichban.render.edition import (
    SLIP,
    Edition,
    Footnote,
    Printed,
    callout_title,
    column_count,
    lay_out,
    table_summary,
)
from kichban.render.markdown_spans import escape, line
from kichban.render.spans import Span, Words, has_words, spans
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

__all__ = ["write_markdown"]

_RULE = "***"
_LINES = (Paragraph, Heading, Cue)  # what can stand right behind a bullet
_BETWEEN_LISTS = "<!-- -->"


def write_markdown(script: Script, edition: Edition) -> str:
    """The document as Markdown, ending with a line end.

    Raises:
        BadReference: A figure points at a note that the script does not hold.
        BadMarkup: A mark of the template engine is left in the words.
    """
    parts = lay_out(script, edition)
    pieces = [
        *_page_lines(script.meta.header, rule_after=True),
        _bold(parts.draft),
        *_blocks(parts.title, top=True),
        *_slip_and_body(parts),
        *_blocks(parts.notes_heading, top=True),
        *(_footnote(note) for note in parts.notes),
        *_page_lines(script.meta.footer, rule_after=False),
    ]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _slip_and_body(parts: Printed) -> list[str]:
    body = _blocks(parts.body, top=True)
    slip = [_slip(parts.slip)] if parts.slip else []
    return [*body, *slip] if parts.slip_last else [*slip, *body]


def _blocks(blocks: Iterable[Block], *, top: bool = False) -> list[str]:
    return [text for _, text in _printed(blocks, top=top)]


def _printed(blocks: Iterable[Block], *, top: bool = False) -> list[tuple[Block, str]]:
    """The blocks that print something, each with its text."""
    out: list[tuple[Block, str]] = []
    for block in blocks:
        text = _block(block, top=top)
        if not text:
            continue
        if out and _would_merge(out[-1][0], block):
            text = f"{_BETWEEN_LISTS}\n\n{text}"
        out.append((block, text))
    return out


def _would_merge(one: Block, other: Block) -> bool:
    return isinstance(one, Bullets) and isinstance(other, Bullets) and one.ordered == other.ordered


def _block(block: Block, *, top: bool) -> str:
    match block:
        case Heading(level, children):
            if top:
                return f"{'#' * level} {line(spans(children), in_heading=True)}"
            return line(spans(children, bold=True))
        case Paragraph():
            return line(_spoken(block))
        case Cue(children=children):
            text = line(_cue(children))
            return f"*[{text}]*" if text else ""
        case Bullets(items, ordered):
            return _list(items, ordered=ordered)
        case Table():
            return _table(block)
        case Callout(blocks=inner):
            title = callout_title(block)
            lines = [_bold(title), *_blocks(inner)]
            return _quoted("\n\n".join(text for text in lines if text))
        case Break(kind):
            match kind:
                case "nghi":
                    return _RULE
                case "trang":
                    return f"<!-- sang trang mới -->\n\n{_RULE}" if top else _RULE
                case "mat":
                    return f"<!-- sang mặt mới -->\n\n{_RULE}" if top else _RULE
                case _:
                    assert_never(kind)
        case Image():
            return _picture(block)
        case _:
            assert_never(block)


def _spoken(paragraph: Paragraph) -> list[Span]:
    words = spans(paragraph.children)
    if not paragraph.speaker:
        return words if has_words(words) else []
    return [Words(f"{clean(paragraph.speaker)}:", bold=True), Words(" "), *words]


def _cue(children: tuple[Inline, ...]) -> list[Span]:
    """The words of a cue without slant: the whole cue is slanted."""
    out: list[Span] = []
    for span in spans(children):
        out.append(
            Words(span.text, bold=span.bold, address=span.address)
            if isinstance(span, Words)
            else span
        )
    return out if has_words(out) else []


def _list(items: tuple[tuple[Block, ...], ...], *, ordered: bool) -> str:
    texts: list[str] = []
    loose = False
    for number, item in enumerate(items, start=1):
        marker = f"{number}." if ordered else "-"
        blocks = _printed(item)
        loose = loose or len(blocks) > 1 or any(not isinstance(b, _LINES) for b, _ in blocks)
        body = _indented("\n\n".join(text for _, text in blocks))
        if blocks and isinstance(blocks[0][0], _LINES):
            texts.append(f"{marker} {body.lstrip(' ')}")
        else:
            texts.append(f"{marker}\n{body}" if body else marker)
    return ("\n\n" if loose else "\n").join(texts)


def _table(table: Table) -> str:
    columns = column_count(table)
    if not columns:
        return ""
    comment = f"<!-- {table_summary(table).replace('--', '–')} -->\n\n"
    header = [line(spans(cell), in_cell=True) for cell in table.header]
    rows = [["<br>".join(_cell(cell)) for cell in row] for row in table.rows]
    return comment + _pipes([header, *rows], columns)


def _pipes(rows: list[list[str]], columns: int) -> str:
    def row_text(cells: list[str]) -> str:
        return "| " + " | ".join([*cells, *[""] * (columns - len(cells))]) + " |"

    return "\n".join([row_text(rows[0]), "|" + " --- |" * columns, *map(row_text, rows[1:])])


def _cell(blocks: Iterable[Block]) -> list[str]:
    """The lines of a cell."""
    out: list[str] = []
    for block in blocks:
        match block:
            case Heading(children=children):
                out.append(line(spans(children, bold=True), in_cell=True))
            case Paragraph():
                out.append(line(_spoken(block), in_cell=True))
            case Cue(children=children):
                if text := line(_cue(children), in_cell=True):
                    out.append(f"*[{text}]*")
            case Bullets(items, ordered):
                for number, item in enumerate(items, start=1):
                    marker = f"{number})" if ordered else "•"
                    first, *rest = _cell(item) or [""]
                    out.extend([f"{marker} {first}", *rest])
            case Table(header, rows):
                names = [line(spans(cell), in_cell=True) for cell in header]
                inner = [["<br>".join(_cell(cell)) for cell in row] for row in rows]
                out.extend(" · ".join(row) for row in [names, *inner] if any(row))
            case Callout(blocks=inner_blocks):
                out.append(_bold(callout_title(block), in_cell=True))
                out.extend(_cell(inner_blocks))
            case Break():
                out.append("<hr>")
            case Image():
                out.append(_picture(block).replace("|", "\\|"))
            case _:
                assert_never(block)
    return [text for text in out if text]


def _picture(image: Image) -> str:
    path = image.path.replace("\\", "/").replace(" ", "%20").replace(")", "%29").replace("(", "%28")
    return f"![{escape(clean(image.alt))}]({path})"


def _slip(slip: tuple[tuple[str, str], ...]) -> str:
    rows = [[SLIP, ""]]
    for label, value in slip:
        rows.append([_bold(label, in_cell=True), escape(value, in_cell=True)])
    return _pipes(rows, 2)


def _footnote(note: Footnote) -> str:
    public, *rest = [escape(text) for text in note.lines] or [""]
    lines = [f"[^{note.number}]: {public}".rstrip()]
    if rest:
        lines += ["", *(f"    - {text}" for text in rest)]
    return "\n".join(lines)


def _bold(text: str, *, in_cell: bool = False) -> str:
    return line([Words(text, bold=True)], in_cell=in_cell)


def _page_lines(lines: tuple[str, ...], *, rule_after: bool) -> list[str]:
    """The lines of every page, once, set off from the document by a rule."""
    texts = [escape(text) for entry in lines if (text := clean(entry).strip())]
    if not texts:
        return []
    body = "  \n".join(texts)
    return [body, _RULE] if rule_after else [_RULE, body]


def _quoted(text: str) -> str:
    return "\n".join(f"> {row}" if row else ">" for row in text.split("\n")) if text else ""


def _indented(text: str) -> str:
    return "\n".join(f"    {row}" if row else "" for row in text.split("\n"))

"""Word documents read back, whether `kichban` wrote them, an officer edited them, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kichban.checks.document_markdown import table_blocks
from kichban.checks.word_file import W, WordFile, is_on
from kichban.errors import Where
from kichban.script import (
    Block,
    Break,
    Bullets,
    Callout,
    CalloutKind,
    Cue,
    Heading,
    Paragraph,
    Text,
)
from kichban.vietnamese import nfc

__all__ = ["blocks_of_word"]

_P, _RUN, _WORDS, _BREAK = f"{W}p", f"{W}r", f"{W}t", f"{W}br"
_TABLE, _CELL, _LINK = f"{W}tbl", f"{W}tc", f"{W}hyperlink"
_SETTINGS, _STYLE, _NUMBERED = f"{W}pPr", f"{W}pStyle", f"{W}numPr"
_NEW_PAGE, _VALUE, _TYPE = f"{W}pageBreakBefore", f"{W}val", f"{W}type"
_SIGNS = {_BREAK: "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t", f"{W}tab": "\t"}
_SKIPPED = (
    *("Bản nháp", "Tiêu đề nguồn", "Nguồn số liệu"),
    *("Khoảng cách", "Đường kẻ", "Đường kẻ thể thức"),
)
_FOOT = "Chân trang kichban"
_CUE = "Chỉ dẫn"
_LISTS = ("Danh sách chấm", "Danh sách số", "List Bullet", "List Number", "List Paragraph")
_ROLE = "Vai nói"
_BOXES: dict[str, CalloutKind] = {
    "Ô gợi ý": "goi_y",
    "Ô lưu ý": "luu_y",
    "Ô cảnh báo": "canh_bao",
    "Ô phiếu kèm": "phieu_kem",
    "Bảng phiếu kèm": "phieu_kem",
    "Bảng đầu văn bản": "dau_van_ban",
}
_OFFICIAL: dict[str, CalloutKind] = {
    "Trích yếu": "trich_yeu",
    "Nơi nhận": "noi_nhan",
    "Danh sách nơi nhận": "noi_nhan",
}
_LONGEST_ROLE = 40
_ASIDE = re.compile(r"\[[^\[\]]*\]")  # one aside and nothing else


def blocks_of_word(file: WordFile) -> tuple[Block, ...]:
    """The blocks of a Word document; the line of each is the number of its paragraph."""
    return tuple(_Reader(file).blocks(file.body))


@dataclass(slots=True)
class _Piece:
    """A paragraph: its words, the style it names, what is switched on, its first run of words."""

    words: str = ""
    style: str | None = None
    numbered: bool = False
    on_new_page: bool = False
    first: Any = None


class _Reader:
    def __init__(self, file: WordFile) -> None:
        self._name = str(file.path)
        self._styles = file.styles
        # What is not printed is not read: a condition that is hidden is not said.
        self._unprinted = file.hidden_styles
        self._hides = b"vanish" in file.content(file.main)
        self._broken = next(file.body.iter(_BREAK), None) is not None
        self._number = 0

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The blocks directly inside a document or a cell."""
        items: list[tuple[Block, ...]] = []
        foot: list[Block] = []
        ordered = False
        for child in parent:
            tag = child.tag
            if tag == _TABLE:
                yield from _closed(items, foot, ordered)
                items, foot, ordered = [], [], False
                yield from self._table(child)
            if tag != _P:
                continue
            self._number += 1
            piece = _read(child, printed_only=self._hides)
            if piece.style in self._unprinted:
                continue
            style = self._styles.name("paragraph", piece.style)
            words = nfc(piece.words).strip()
            where = Where(self._name, self._number, 0, words)
            if self._broken or piece.on_new_page:
                yield from _breaks(child, piece)
            if not words or style in _SKIPPED:
                continue
            if style == _FOOT:
                foot.append(Paragraph((Text(words),), "", where))
                continue
            if kind := _OFFICIAL.get(style):
                yield from _closed(items, foot, ordered)
                items, foot, ordered = [], [], False
                yield Callout(kind, (Paragraph((Text(words),), "", where),))
                continue
            if style in _LISTS or piece.numbered:
                ordered = ordered or style in ("Danh sách số", "List Number")
                items.append((self._paragraph(piece, words, where),))
                continue
            yield from _closed(items, foot, ordered)
            items, foot, ordered = [], [], False
            yield self._block(piece, style, words, where)
        yield from _closed(items, foot, ordered)

    def _block(self, piece: _Piece, style: str, words: str, where: Where) -> Block:
        if style.lower().startswith(("heading", "title", "tiêu đề")):
            level = next((int(c) for c in style if c.isdigit()), 1)
            return Heading(level, (Text(words),), where)
        if style == _CUE or _ASIDE.fullmatch(words):
            return Cue("viec", (Text(words.strip("[]")),), 0, where)
        return self._paragraph(piece, words, where)

    def _paragraph(self, piece: _Piece, words: str, where: Where) -> Paragraph:
        """A paragraph; a role in «Vai nói», or in bold before a colon, is who speaks."""
        label = "" if piece.first is None else nfc(_run_words(piece.first)).strip()
        said = words[len(label) :].strip() if words.startswith(label) else ""
        role = label.endswith(":") and len(label) <= _LONGEST_ROLE
        if said and role and self._tells_a_role(piece.first):
            return Paragraph((Text(said),), label.rstrip(":").strip(), where)
        return Paragraph((Text(words),), "", where)

    def _tells_a_role(self, run: Any) -> bool:
        settings = next(run.iterchildren(f"{W}rPr"), ())
        own = {child.tag: child for child in settings}
        style = own[f"{W}rStyle"].get(f"{W}val") if f"{W}rStyle" in own else None
        return is_on(own.get(f"{W}b")) or self._styles.name("character", style) == _ROLE

    def _table(self, table: Any) -> Iterator[Block]:
        named = table.find(f"{W}tblPr/{W}tblStyle")
        own = None if named is None else named.get(f"{W}val")
        style = self._styles.name("table", own)
        rows = [
            [tuple(self.blocks(cell)) for cell in _cells(row)]
            for row in table.iterchildren(f"{W}tr")
        ]
        inner = tuple(block for row in rows for cell in row for block in cell)
        if style in _BOXES or (style == "" and len(rows) == 1 and len(rows[0]) == 1):
            yield Callout(_BOXES.get(style, "loi"), inner)
            return
        if rows and rows[0] and _text(rows[0][0]).lower().startswith("phiếu kèm"):
            yield Callout("phieu_kem", inner)
            return
        header = [_text(cell) for cell in rows[0]] if rows else []
        yield from table_blocks(header, rows[1:])


def _read(paragraph: Any, *, printed_only: bool) -> _Piece:
    """The words of a paragraph and of its links; of changes that nobody accepted yet, none.

    Hidden runs are looked for when `printed_only` asks for it, since few files have any.
    """
    out = _Piece()
    words: list[str] = []
    for child in paragraph:
        tag = child.tag
        if tag == _RUN:
            if printed_only and is_on(child.find(f"{W}rPr/{W}vanish")):
                continue
            said = _run_words(child)
            words.append(said)
            if out.first is None and said.strip():
                out.first = child
        elif tag == _LINK:
            words += [_run_words(run) for run in child.iterchildren(_RUN)]
        elif tag == _SETTINGS:
            for setting in child:
                match setting.tag:
                    case name if name == _STYLE:
                        out.style = setting.get(_VALUE)
                    case name if name == _NUMBERED:
                        out.numbered = True
                    case name if name == _NEW_PAGE:
                        out.on_new_page = True
    out.words = "".join(words)
    return out


def _run_words(run: Any) -> str:
    words = ""
    for child in run:
        tag = child.tag
        if tag == _WORDS:
            words += child.text or ""
        elif tag in _SIGNS:
            line = tag != _BREAK or child.get(_TYPE, "textWrapping") == "textWrapping"
            words += _SIGNS[tag] if line else ""
    return words


def _breaks(paragraph: Any, piece: _Piece) -> Iterator[Block]:
    kinds = {br.get(_TYPE) for br in paragraph.iter(_BREAK)}
    if "column" in kinds:
        yield Break("mat")
    elif "page" in kinds or piece.on_new_page:
        yield Break("trang")


def _cells(row: Any) -> list[Any]:
    """The cells of a row; of one that runs on from the row above, the cell where it begins."""
    out: list[Any] = []
    for cell in row.iterchildren(_CELL):
        begun = _begun(cell)
        if not out or begun is not out[-1]:
            out.append(begun)
    return out


def _begun(cell: Any) -> Any:
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    if merged is None or merged.get(f"{W}val", "continue") != "continue":
        return cell
    row = cell.getparent()
    above = next(row.itersiblings(f"{W}tr", preceding=True), None)
    before = cell.itersiblings(_CELL, preceding=True)
    place = _skipped(row) + sum(map(_span, before))
    found = None if above is None else _cell_at(above, place)
    return cell if found is None else _begun(found)


def _cell_at(row: Any, place: int) -> Any:
    """The cell of a row that begins at a column, or None."""
    at = _skipped(row)
    for cell in row.iterchildren(_CELL):
        if at == place:
            return cell
        at += _span(cell)
    return None


def _skipped(row: Any) -> int:
    return _number(row.find(f"{W}trPr/{W}gridBefore"), 0)


def _span(cell: Any) -> int:
    return _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)


def _number(element: Any, usual: int) -> int:
    told = "" if element is None else element.get(f"{W}val", "")
    return int(told) if told.isdecimal() else usual


def _text(blocks: tuple[Block, ...]) -> str:
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading | Cue):
            parts.extend(node.text for node in block.children if isinstance(node, Text))
    return " ".join(parts)


def _closed(items: list[tuple[Block, ...]], foot: list[Block], ordered: bool) -> Iterator[Block]:
    if items:
        yield Bullets(tuple(items), ordered)
    if foot:
        yield Callout("chan_trang", tuple(foot))

"""Word documents read back, whether `kichban` wrote them, an officer edited them, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from kichban.checks.document_markdown import table_blocks
from kichban.errors import CannotRead, Where
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

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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


def blocks_of_word(path: Path) -> tuple[Block, ...]:
    """The blocks of a Word document; the line of each is the number of its paragraph.

    Raises:
        CannotRead: the file is missing or is no Word document.
    """
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(str(path))
    except (OpcError, OSError, KeyError, ValueError, BadZipFile, SyntaxError) as error:
        raise CannotRead(
            f"Không mở được tệp Word «{path.name}».",
            where=Where(str(path)),
            hint="mở bằng Word, lưu lại thành .docx rồi thử lại.",
        ) from error
    return tuple(_Reader(str(path)).blocks(document))


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self._number = 0
        self._styles: dict[tuple[str, str | None], str] = {}

    def _style(self, kind: str, item: Any, own: str | None) -> str:
        """The name of the style of a paragraph, run or table; `own` is the id it gives, if any.

        Looking a style up is slow, and a document has few.
        """
        if (kind, own) not in self._styles:
            self._styles[kind, own] = item.style.name if item.style is not None else ""
        return self._styles[kind, own]

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The blocks directly inside a document or a cell."""
        items: list[tuple[Block, ...]] = []
        foot: list[Block] = []
        ordered = False
        for child in parent.iter_inner_content():
            if hasattr(child, "rows"):
                yield from _closed(items, foot, ordered)
                items, foot, ordered = [], [], False
                yield from self._table(child)
                continue
            self._number += 1
            style = self._style("paragraph", child, child._p.style)
            words = nfc(child.text).strip()
            where = Where(self._name, self._number, 0, words)
            yield from self._breaks(child)
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
            numbered = child._p.pPr is not None and child._p.pPr.numPr is not None
            if style in _LISTS or numbered:
                ordered = ordered or style in ("Danh sách số", "List Number")
                items.append((self._paragraph(child, words, where),))
                continue
            yield from _closed(items, foot, ordered)
            items, foot, ordered = [], [], False
            yield self._block(child, style, words, where)
        yield from _closed(items, foot, ordered)

    def _breaks(self, paragraph: Any) -> Iterator[Block]:
        kinds = {br.get(f"{_W}type") for br in paragraph._p.iter(f"{_W}br")}
        before = paragraph._p.find(f"{_W}pPr/{_W}pageBreakBefore") is not None
        if "column" in kinds:
            yield Break("mat")
        elif "page" in kinds or before:
            yield Break("trang")

    def _block(self, paragraph: Any, style: str, words: str, where: Where) -> Block:
        if style.lower().startswith(("heading", "title", "tiêu đề")):
            level = next((int(c) for c in style if c.isdigit()), 1)
            return Heading(level, (Text(words),), where)
        if style == _CUE or _ASIDE.fullmatch(words):
            return Cue("viec", (Text(words.strip("[]")),), 0, where)
        return self._paragraph(paragraph, words, where)

    def _paragraph(self, paragraph: Any, words: str, where: Where) -> Paragraph:
        """A paragraph; a role in «Vai nói», or in bold before a colon, is who speaks."""
        first = next((run for run in paragraph.runs if run.text.strip()), None)
        if first is not None:
            label = nfc(first.text).strip()
            marked = self._style("run", first, first._r.style) == _ROLE
            if label.endswith(":") and len(label) <= _LONGEST_ROLE and (marked or first.bold):
                said = words[len(label) :].strip()
                if said and words.startswith(label):
                    return Paragraph((Text(said),), label.rstrip(":").strip(), where)
        return Paragraph((Text(words),), "", where)

    def _table(self, table: Any) -> Iterator[Block]:
        style = self._style("table", table, table._tbl.tblStyle_val)
        rows = [[tuple(self.blocks(cell)) for cell in _cells(row)] for row in table.rows]
        inner = tuple(block for row in rows for cell in row for block in cell)
        if style in _BOXES or (style == "" and len(rows) == 1 and len(rows[0]) == 1):
            yield Callout(_BOXES.get(style, "loi"), inner)
            return
        if rows and rows[0] and _text(rows[0][0]).lower().startswith("phiếu kèm"):
            yield Callout("phieu_kem", inner)
            return
        header = [_text(cell) for cell in rows[0]] if rows else []
        yield from table_blocks(header, rows[1:])


def _cells(row: Any) -> list[Any]:
    """The cells of a row; a merged one once."""
    out: list[Any] = []
    for cell in row.cells:
        if not out or cell._tc is not out[-1]._tc:
            out.append(cell)
    return out


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

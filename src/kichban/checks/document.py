"""Finished documents read back for checking: Word, Markdown and plain text.

What `kichban` itself wrote is recognised by its styles, so that the officer's slip, cues and
notes are not taken for words of the script; what an officer wrote is read as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kichban.checks.document_markdown import blocks_of_markdown
from kichban.checks.document_word import blocks_of_word
from kichban.checks.finished import Finished
from kichban.errors import CannotRead, Where
from kichban.measure import Passage, passages
from kichban.script import Block, Bullets, Heading, Paragraph, Text
from kichban.vietnamese import nfc

__all__ = ["KINDS", "blocks_of_text", "passages_of_text", "read_blocks"]

KINDS = (".docx", ".md", ".txt")
"""Endings of the files that can be read."""

_BULLET = re.compile(r"\s*(?:[-–—•*+◦▪]\s+|\d{1,2}[.)]\s+|\([a-zđ\d]{1,2}\)\s+)(?P<words>\S.*)")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s")
_LABEL = re.compile(
    r"(?P<label>(?!(?:LƯƠNG HƯU|BẢO HIỂM|TRỢ CẤP|MỨC ĐÓNG|QUYỀN LỢI|ĐIỀU KIỆN|THẺ|HỖ TRỢ|LƯU Ý|"
    r"CHÚ Ý|THÔNG BÁO|TODO|BHXH|BHYT|BHTN|UBND|SMS)\b)[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ ]{1,30}|"
    r"Cán bộ|Người dẫn|Người đến|Một người|Giọng hỏi|Giọng đáp|"
    r"Già làng|Phát thanh viên|Hỏi|Đáp|MC):\s+(?P<words>\S.*)"
)
_TITLE = re.compile(r"#{1,6}\s")  # «#baohiem» is a tag of a social network
_ENDS = re.compile(r"[.!;:,…]$")
_LONGEST_HEADING = 18


def read_blocks(document: Path | Finished) -> tuple[Block, ...]:
    """The words of a finished document as blocks, each knowing its line or paragraph.

    Raises:
        CannotRead: the file is missing, of another kind, or not readable as that kind.
    """
    file = Finished.of(document)
    path = file.path
    match file.kind:
        case ".docx":
            return blocks_of_word(file.word)
        case ".md":
            return blocks_of_markdown(file.text, str(path))
        case ".txt":
            return blocks_of_text(file.text, str(path))
        case _:
            raise CannotRead(
                f"Không đọc được tệp «{path.name}» để chấm.",
                where=Where(str(path)),
                hint=f"dùng tệp {', '.join(KINDS)}.",
            )


def passages_of_text(text: str, name: str) -> list[Passage]:
    """The passages of a plain text."""
    return list(passages(blocks_of_text(text, name)))


def blocks_of_text(text: str, name: str) -> tuple[Block, ...]:
    """The blocks of a plain text: each line a paragraph, a list item, or a heading.

    A heading is a short line without a full stop that stands above a longer one.
    """
    return tuple(_blocks([line.rstrip() for line in nfc(text).split("\n")], name))


def _blocks(lines: list[str], name: str) -> Iterator[Block]:
    items: list[tuple[Block, ...]] = []
    ordered = False
    for number, line in enumerate(lines, 1):
        words = line.strip()
        where = Where(name, number, 0, line)
        if words and (bullet := _BULLET.match(line)):
            ordered = ordered or _NUMBERED.match(line) is not None
            items.append((Paragraph((Text(bullet["words"]),), "", where),))
            continue
        if items and words:
            yield Bullets(tuple(items), ordered)
            items, ordered = [], False
        if not words:
            continue
        if _is_heading(words, lines, number):
            yield Heading(2, (Text(words.lstrip("# ")),), where)
        elif label := _LABEL.fullmatch(words):
            yield Paragraph((Text(label["words"]),), label["label"].strip(), where)
        else:
            yield Paragraph((Text(words),), "", where)
    if items:
        yield Bullets(tuple(items), ordered)


def _is_heading(words: str, lines: list[str], number: int) -> bool:
    if _TITLE.match(words):
        return True
    if _ENDS.search(words) or len(words.split()) > _LONGEST_HEADING or _LABEL.fullmatch(words):
        return False
    below = next((line.strip() for line in lines[number:] if line.strip()), "")
    return len(below) > len(words)

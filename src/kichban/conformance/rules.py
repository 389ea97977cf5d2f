"""The rules that every format keeps, each told in words when it is broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias, get_args
from unittest.mock import patch

from kichban.conformance.samples import nodes, samples
from kichban.errors import KichbanError
from kichban.render import Edition, Format
from kichban.render.edition import DRAFT
from kichban.render.words import words
from kichban.script import Break, BreakKind, Script, Sourced, inlines, walk

__all__ = ["RULES", "TextOf", "Violation", "check_format"]

TextOf: TypeAlias = Callable[[bytes], str]

RULES: Mapping[str, str] = MappingProxyType(
    {
        "bytes": "viết được mọi tài liệu mẫu, trả về nội dung tệp không rỗng",
        "same": "cùng đầu vào thì cùng nội dung tệp, lúc nào viết cũng vậy",
        "words": "mọi chữ của tài liệu có mặt, đúng thứ tự",
        "nodes": "không nút nào bị bỏ mà không ai hay",
        "notes": "con số có chú thích giữ chú thích, bản cho người duyệt đủ lời chú",
        "draft": "bản nháp mang dấu nháp, bản thật không mang",
        "hostile": "chữ làm khó ra nguyên vẹn",
    }
)
"""Every rule and what it asks for."""

_EDITIONS: tuple[Edition, ...] = get_args(Edition)
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_A_DAY_LATER = 90_000


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that is broken: which (`RULES`), on which sample and edition, and how."""

    rule: str
    sample: str
    edition: Edition
    message: str

    def __str__(self) -> str:
        return f"[{self.rule}] {self.sample}, {self.edition}: {self.message}"


def check_format(item: Format, text_of: TextOf) -> list[Violation]:
    """Every rule that a format breaks; an empty list when it may be used.

    Args:
        item: The format, as its package declares it.
        text_of: Takes the bytes of a file, gives its words in reading order without markup.
            More words than the document's own may stand between them (list numbers, page numbers).
    """
    found: list[Violation] = []
    desk = _Desk(item, text_of, found)
    for name, script in samples().items():
        for edition in _EDITIONS:
            desk.judge(name, script, edition)
    desk.every_node()
    desk.breaks()
    return found


class _Desk:
    """One format being judged; what is found is added to a list."""

    def __init__(self, item: Format, text_of: TextOf, found: list[Violation]) -> None:
        self._item, self._text_of, self._found = item, text_of, found

    def judge(self, name: str, script: Script, edition: Edition) -> None:
        content = self._written(name, script, edition)
        if content is None:
            return

        def told(rule: str, message: str) -> None:
            self._found.append(Violation(rule, name, edition, message))

        # Archives keep the time of writing unless they are told not to.
        import time

        later = time.time() + _A_DAY_LATER
        with patch("time.time", lambda: later):
            again = self._written(name, script, edition)
        if again is not None and again != content:
            told("same", "viết hai lần ra hai nội dung khác nhau")
        text = self._text(name, edition, content)
        if text is None:
            return
        if missing := _first_missing(_asked(script, edition), _tokens(text)):
            rule = "hostile" if name == "chu-lam-kho" else "words"
            told(rule, f"thiếu, lạc chỗ hoặc bị cắt rời: «{_short(missing)}»")
        if name == "chu-lam-kho":
            for message in _spoiled(script, text):
                told("hostile", message)
        for message in _without_notes(script, edition, text):
            told("notes", message)
        marked = _squeezed(DRAFT) in _squeezed(text)
        if script.meta.draft and not marked:
            told("draft", f"không thấy dấu «{DRAFT}»")
        if marked and not script.meta.draft:
            told("draft", "tài liệu thật mà mang dấu nháp")

    def every_node(self) -> None:
        for name, blocks in nodes().items():
            script = Script("Đề", "vi", blocks)
            content = self._written(name, script, "public")
            text = self._text(name, "public", content) if content is not None else None
            if text is None:
                continue
            if missing := _first_missing(_asked(script, "public"), _tokens(text)):
                message = f"nút {name} mất chữ «{_short(missing)}»"
                self._found.append(Violation("nodes", name, "public", message))

    def breaks(self) -> None:
        """A break has no words, so it is seen only by the file not being the same."""
        paragraphs = nodes()["Paragraph"]
        without = self._written("Break", Script("Đề", "vi", paragraphs * 2), "public")
        for kind in get_args(BreakKind):
            blocks = (*paragraphs, Break(kind), *paragraphs)
            content = self._written(f"Break({kind})", Script("Đề", "vi", blocks), "public")
            if content is not None and content == without:
                message = f"nút Break({kind}) không để lại dấu vết gì"
                self._found.append(Violation("nodes", f"Break({kind})", "public", message))

    def _written(self, name: str, script: Script, edition: Edition) -> bytes | None:
        try:
            content: object = self._item.write(script, None, edition)
        except Exception as error:
            told = error.message if isinstance(error, KichbanError) else str(error)
            message = f"không viết được: {told or type(error).__name__}"
            self._found.append(Violation("bytes", name, edition, message))
            return None
        if not isinstance(content, bytes):
            message = f"trả về {type(content).__name__}, không phải bytes"
            self._found.append(Violation("bytes", name, edition, message))
            return None
        if not content and words(script, edition):
            self._found.append(Violation("bytes", name, edition, "tệp rỗng"))
        return content

    def _text(self, name: str, edition: Edition, content: bytes) -> str | None:
        try:
            return unicodedata.normalize("NFC", self._text_of(content))
        except Exception as error:
            message = f"text_of không đọc lại được: {error or type(error).__name__}"
            self._found.append(Violation("words", name, edition, message))
            return None


def _asked(script: Script, edition: Edition) -> list[str]:
    """The words that must be there; marks of notes are judged on their own."""
    known = {note.number for note in script.notes}
    text = unicodedata.normalize("NFC", " ".join(words(script, edition)))
    return _tokens(re.sub(r"\[(\d+)\]", lambda m: " " if int(m[1]) in known else m[0], text))


def _tokens(text: str) -> list[str]:
    return _WORD.findall(text)


def _first_missing(asked: Iterable[str], found: Iterable[str]) -> str:
    """The first word that does not come after those before it, or nothing."""
    rest = iter(found)
    return next((word for word in asked if word not in rest), "")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:30]}… ({len(text)} ký tự)"


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _spoiled(script: Script, text: str) -> Iterator[str]:
    """Pieces of hostile text, down to the last sign, that a reader no longer sees."""
    page = _squeezed(text)
    for piece in words(script):
        if unicodedata.normalize("NFC", piece) not in page:
            yield f"«{_short(piece)}» không còn nguyên vẹn"


def _without_notes(script: Script, edition: Edition, text: str) -> Iterator[str]:
    # Raised figures are figures: «¹» counts as «1».
    page = _squeezed(unicodedata.normalize("NFKC", text))

    def there(words: str) -> bool:
        return _squeezed(unicodedata.normalize("NFKC", words)) in page

    for block in walk(script.blocks):
        for node in inlines(block):
            if isinstance(node, Sourced) and node.note:
                figure = re.escape(_squeezed(unicodedata.normalize("NFKC", node.text)))
                if not re.search(rf"{figure}\W{{0,3}}{node.note}(?!\d)", page):
                    yield f"sau «{node.text}» không thấy số chú thích {node.note}"
    for note in script.notes:
        for row in (note.public, *(note.reviewer if edition == "reviewer" else ())):
            if not there(row):
                yield f"chú thích {note.number} thiếu lời «{_short(row)}»"
    if edition == "public":
        for note in script.notes:
            yield from (
                f"lời chỉ dành cho người duyệt lọt ra bản phát: «{_short(row)}»"
                for row in note.reviewer
                if there(row)
            )

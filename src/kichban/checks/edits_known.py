"""What is known of a document whose changes are told, and the form of what is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kichban.as_written import AsWritten, Written
from kichban.checks.edited import Found
from kichban.checks.edits_codes import HINTS, LEVELS
from kichban.checks.findings import Finding
from kichban.checks.markers import view
from kichban.checks.numbers import legal_numbers
from kichban.checks.parts import Parts
from kichban.checks.required import PHONE
from kichban.checks.typed import numbers_in_words
from kichban.errors import Where
from kichban.provenance_text import places_of

__all__ = ["Known", "Told", "cut", "is_foot", "phones"]

_ANSWERED_FOR = ("căn cứ", "áp dụng từ", "dùng đến hết", "chịu trách nhiệm nội dung")
_LONGEST_QUOTE = 90
_EMERGENCY = 3  # digits of numbers such as 115
_COUNTED = re.compile(r"\s?(?:%|[^\W\d_])")
_CITED = re.compile(r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|,)\s*$")


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, with the paragraph that it is about."""

    finding: Finding
    written: Written | None
    found: Found | None


def cut(words: str) -> str:
    """Words as quoted in a message: not longer than a line."""
    words = words.strip()
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1].rstrip()}…"


def phones(text: str) -> Iterator[tuple[str, int, int]]:
    """The telephone numbers of a text; «112 tháng» and «Điều 113» are none."""
    for found in PHONE.finditer(text):
        long = len(found[0]) > _EMERGENCY
        alone = not _COUNTED.match(text, found.end()) and not _CITED.search(text[: found.start()])
        if long or alone:
            yield found[0], found.start(), found.end()


def is_foot(paragraph: Written) -> bool:
    """Whether it is of those lines that say what the document rests on, and until when."""
    if paragraph.kind in ("chan", "nguon"):
        return True
    words = paragraph.label if paragraph.kind == "phieu" else paragraph.text
    return paragraph.kind in ("phieu", "nhan") and words.lower().startswith(_ANSWERED_FOR)


class Known:
    """What is known of one document.

    Args:
        name: What the file is called in messages.
        figures: The records of figures in the sidecar.
        before: The document as it was written.
        parts: What conditions and warnings are recognised by.
    """

    def __init__(
        self, name: str, figures: Sequence[Mapping[str, Any]], before: AsWritten, parts: Parts
    ) -> None:
        self._name, self._before, self._parts = name, before, parts
        self._figures = {str(record["ten"]): record for record in figures}

    @cached_property
    def _known_numbers(self) -> frozenset[str]:
        texts = [text for record in self._figures.values() for text in record["in_ra"]]
        texts += [paragraph.text for paragraph in self._before.paragraphs]
        numbers = {number.key for text in texts for number in legal_numbers(text)}
        return frozenset(numbers | {w for text in texts for _, w in numbers_in_words(text)})

    @cached_property
    def _known_phones(self) -> frozenset[str]:
        texts = [paragraph.text for paragraph in self._before.paragraphs]
        return frozenset(_digits(words) for text in texts for words, _, _ in phones(text))

    def told(
        self,
        code: str,
        message: str,
        written: Written | None,
        found: Found | None,
        span: tuple[int, int] | None = None,
        quote: str = "",
    ) -> Told:
        """A finding on a paragraph as it stands; with `quote`, on what stood before it."""
        where = Where(self._name)
        if found is not None and quote:
            where = Where(self._name, found.number)
        elif found is not None:
            start, end = span or (0, len(found.text))
            width = max(1, end - start)
            where = Where(self._name, found.number, start + 1, found.text, width)
        finding = Finding(code, LEVELS[code], message, where, HINTS[code], quote)
        return Told(finding, written, found)

    def warns(self, text: str) -> bool:
        """Whether words warn against fraud."""
        return self._parts.in_text("chong_lua", text)

    def conditional(self, text: str) -> bool:
        """Whether words set a condition or a limit."""
        return self._parts.find("loi_dieu_kien", view(text)) is not None

    def strange(self, text: str, start: int, end: int) -> Iterator[tuple[str, str, int, int]]:
        """Numbers and telephone numbers in a stretch that the document never had."""
        for number in legal_numbers(text):
            if number.start < end and start < number.end and number.key not in self._known_numbers:
                message = f"Số «{number.text}» gõ thêm, tài liệu không có số ấy."
                yield "E103", message, number.start, number.end
        for at, words in numbers_in_words(text):
            if at < end and start < at + len(words) and words not in self._known_numbers:
                message = f"Số «{words}» gõ thêm, tài liệu không có số ấy."
                yield "E103", message, at, at + len(words)
        for words, at, until in phones(text):
            if at < end and start < until and _digits(words) not in self._known_phones:
                yield "E107", f"Số điện thoại «{words}» gõ thêm.", at, until

    def law_of(self, name: str) -> str:
        """What a figure is, and the articles behind it, in brackets; "" for one unknown."""
        record = self._figures.get(name)
        if record is None:
            return ""
        cited = places_of(record["can_cu"]) if record["can_cu"] else ""
        return f" ({record['la']}{f'; {cited}' if cited else ''})"


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))

"""Signs of markup that would be printed as they stand: bold left open, HTML, pictures, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["REMEDY", "in_document", "in_template"]

REMEDY = "bỏ dấu ấy; chữ đậm thì có ** ở cả hai đầu, xuống dòng thì để một dòng trống."

_SIGNS = re.compile(
    r"<!--|-->|!\[[^\]\n]*\]\([^)\n]*\)|`+|^[ \t]*>(?=[ \t])|^={3,}(?=[ \t]*$)", re.MULTILINE
)
_HTML = re.compile(r"</?[A-Za-z][^<>\n]{0,80}>")
_BOLD = re.compile(r"\*\*+")


def in_document(text: str) -> Iterator[tuple[int, str]]:
    """Signs in words as people will read them, each with its beginning; HTML is left to gate G1."""
    yield from _unknown(text)
    yield from ((found.start(), found[0]) for found in _BOLD.finditer(text))


def in_template(text: str) -> Iterator[tuple[int, str]]:
    """Signs in words as typed that nothing will be made of, each with its beginning."""
    yield from _unknown(text)
    yield from ((found.start(), found[0]) for found in _HTML.finditer(text))
    offset = 0
    for line in text.split("\n"):
        signs = list(_BOLD.finditer(line))
        if len(signs) % 2:
            yield offset + signs[-1].start(), signs[-1][0]
        offset += len(line) + 1


def _unknown(text: str) -> Iterator[tuple[int, str]]:
    for found in _SIGNS.finditer(text):
        sign = found[0].strip()
        yield found.start() + found[0].find(sign), sign

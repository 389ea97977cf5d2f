"""How a template stands on its lines: block tags alone, `:::` containers whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from kichban.checks.findings import Finding
from kichban.errors import BadMarkup, Where, did_you_mean
from kichban.parsing import ATTRIBUTES, CONTAINERS, DEEPEST, NUMBER, NUMBERS
from kichban.tags import Tags

__all__ = ["Place", "alone", "fences", "place_in"]

_FENCE = re.compile(r"\s*:::\s*(?P<name>\S*)(?P<rest>.*)")
_NAMED = re.compile(r'(?P<name>[^\s="]+)\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))')
_TAG = re.compile(r"\{[{%].*?[%}]\}")

Place: TypeAlias = Callable[[int, int], Where]
"""From a stretch of a text (its beginning, its length) to its place in the file."""


def place_in(tags: Tags, file: str) -> Place:
    """Places in a template file."""
    lines = tags.source.split("\n")

    def place(offset: int, width: int) -> Where:
        line, column = tags.place(offset)
        return Where(file, line, column, lines[line - 1], max(1, width))

    return place


def alone(tags: Tags, place: Place) -> Iterator[Finding]:
    """Block tags that share their line with words: an office could not replace the block."""
    for tag in tags.tags:
        if tag.name not in ("block", "endblock", "extends"):
            continue
        start = tags.source.rfind("\n", 0, tag.start) + 1
        end = tags.source.find("\n", tag.end)
        around = tags.source[start : tag.start] + tags.source[tag.end : end if end >= 0 else None]
        if around.strip():
            yield Finding(
                "T109",
                "canh_bao",
                f"Thẻ «{tag.name}» không đứng một mình trên dòng.",
                place(tag.start, tag.end - tag.start),
                "xuống dòng trước và sau thẻ này.",
            )


def fences(text: str, place: Place) -> Iterator[Finding]:
    """`:::` containers: known, closed, and nothing unknown said of them."""
    stack: list[tuple[int, str]] = []
    offset = 0

    def fault(start: int, width: int, message: str, hint: str) -> Finding:
        return Finding(BadMarkup.code, "loi", message, place(start, width), hint)

    for line in text.split("\n"):
        found = _FENCE.fullmatch(line)
        start = offset + len(line) - len(line.lstrip())
        offset += len(line) + 1
        if found is None:
            continue
        name = found["name"]
        if not name:
            if not stack:
                message = "Dấu ::: đóng mà không có khung nào đang mở."
                yield fault(start, 3, message, "bỏ dòng đó.")
            else:
                stack.pop()
            continue
        stack.append((start, name))
        if len(stack) == DEEPEST:
            message = "Các khung ::: lồng nhau quá nhiều."
            hint = "đóng bớt khung ngoài trước khi mở khung trong."
            yield fault(start, len(line.strip()), message, hint)
        at = start + line.lstrip().find(name)
        if name not in CONTAINERS:
            hint = did_you_mean(name, CONTAINERS)
            yield fault(at, len(name), f"Không có khung «::: {name}».", hint)
            continue
        plain = _TAG.sub("0", found["rest"])  # what a tag gives is not known yet
        line_start = start - (len(line) - len(line.lstrip()))
        for attribute in _NAMED.finditer(plain):
            key, value = attribute["name"], attribute["quoted"] or attribute["bare"] or ""
            at = line_start + line.find(key)
            if key not in ATTRIBUTES:
                message = f"Khung «::: {name}» không có mục «{key}»."
                yield fault(at, len(key), message, did_you_mean(key, ATTRIBUTES))
            elif key in NUMBERS and not NUMBER.fullmatch(value):
                message = f"«{key}={value[:20]}» phải là số nguyên, nhiều nhất bốn chữ số."
                yield fault(at, len(key), message, f"ví dụ {key}=3.")
        if _NAMED.sub("", plain).strip():
            message = f"Dòng mở khung «::: {name}» viết chưa đúng."
            yield fault(start, len(line.strip()), message, "viết tên=giá_trị, ví dụ phut=3.")
    for start, name in stack:
        message = f"Khung «::: {name}» mở mà chưa đóng."
        yield fault(start, len(name) + 4, message, "thêm một dòng ::: ở cuối khung.")

"""Faults of a template that Jinja words for programmers, as an officer should read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import jinja2

from kichban.errors import KichbanError, TemplateSyntax, Where, did_you_mean
from kichban.tags import Tags

_CURLY = re.compile("[“”‘’„«»]")


def curly_faults(source: str, file: str) -> Iterator[KichbanError]:
    """Quotation marks of a word processor inside tags, outside of straight ones."""
    tags = Tags(source)
    lines = source.split("\n")
    end = tags.unclosed if tags.unclosed >= 0 else len(source)
    for tag in tags.tags:
        if tag.kind == "comment" or tag.end > end:
            continue
        for found in _CURLY.finditer(tags.bare(tag)):
            line, column = tags.place(tag.start + found.start())
            yield TemplateSyntax(
                "Trong thẻ có ngoặc cong.",
                where=Where(file, line, column, lines[line - 1]),
                hint='trong {{ }} và {% %} dùng ngoặc thẳng " ".',
            )
            break


def syntax_fault(
    error: jinja2.TemplateSyntaxError, file: str, lines: tuple[str, ...], first_line: int = 1
) -> TemplateSyntax:
    """A syntax error of Jinja as an officer should read it."""
    raw_message = error.message or ""
    tags = Tags("\n".join(lines))
    line = error.lineno + first_line - 1
    message, hint = "Thẻ viết chưa đúng cách.", "xem lại {{ }} và {% %} trên dòng này."
    offset, width = tags.first(line)
    opened, name = tags.open_tag()
    if opened >= 0 and name.startswith("end"):
        offset, width = opened, len(name) + 3
        message, hint = f"Thẻ «{name}» đóng mà chưa mở.", f"bỏ thẻ đó, hoặc mở «{name[3:]}» ở trên."
    elif opened >= 0:
        offset, width = opened, len(name) + (0 if name[0] == "{" else 3)
        message = f"Thẻ «{name}» mở ở đây mà chưa đóng."
        hint = "thêm dấu đóng, hoặc {% end… %} cùng tên ở dưới."
    elif found := re.search(r"unknown tag '([^']*)'", raw_message):
        near = did_you_mean(found[1], ("block", "if", "elif", "else", "for", "extends"))
        message, hint = f"Không có thẻ «{found[1]}».", near
    elif "expected token" in raw_message or "unexpected" in raw_message:
        hint = "xem lại dấu ngoặc, dấu chấm, dấu | và tên trên dòng này."
    elif "defined twice" in raw_message:
        message, hint = "Một phần {% block %} đặt tên hai lần.", "đổi tên một phần."
    if offset < 0:
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        return TemplateSyntax(message, where=Where(file, line, 0, text), hint=hint)
    line, column = tags.place(offset)
    text = tags.source.split("\n")[line - 1]
    where = Where(file, line, column, text, max(1, min(width, len(text) - column + 1)))
    return TemplateSyntax(message, where=where, hint=hint)

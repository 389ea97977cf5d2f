"""Faults of a template that Jinja words for programmers, as an officer should read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import jinja2

from kichban.errors import KichbanError, TemplateSyntax, Where, did_you_mean
from kichban.tags import Tags

_CURLY = re.compile("[“”‘’„«»]")
_UNSEEN = re.compile("[\u200b-\u200f\u2028\u2029\u2060\ufeff\u00ad]")
_STRAY = re.compile(
    r"(?P<shut>\}\}|%\}|#\})|"
    r"(?P<lone>(?<!\{)(?<!\{ )\{ ?[a-z_]+(?:\.[a-z_]+)*(?: ?\| ?[a-z_]+)* ?\}(?! ?\}))"
)
_SPLIT_END = re.compile(r"\{%[-+]?\s*(?P<w>end[\s_-]+(?:if|for|block))\b")
_SINGLE_EQUALS = r"(?<![=!<>])=(?!=)"


def typing_faults(source: str, file: str) -> Iterator[KichbanError]:
    """What hands mistype around tags: curly quotes, unseen characters, a brace too few."""
    yield from _curly_faults(source, file)
    tags = Tags(source)
    lines = source.split("\n")
    if tags.unclosed >= 0:
        return  # told by its own place; what follows is not to be trusted
    for tag in tags.tags:
        if tag.kind != "comment" and (found := _UNSEEN.search(source, tag.start, tag.end)):
            line, column = tags.place(found.start())
            yield TemplateSyntax(
                "Trong thẻ có ký tự không nhìn thấy.",
                where=Where(file, line, column, lines[line - 1]),
                hint="xóa cả thẻ rồi gõ lại bằng tay.",
            )
    for found in _STRAY.finditer(tags.words):
        line, column = tags.place(found.start())
        if shut := found["shut"]:
            opener = {"}}": "{{", "%}": "{%", "#}": "{#"}[shut]
            message, hint = f"Dấu «{shut}» đóng mà chưa mở.", f"mở bằng hai dấu «{opener}»."
        else:
            inner = found["lone"].strip("{} ")
            message = f"«{found['lone']}» chỉ có một dấu ngoặc nên in ra y như vậy."
            hint = f"viết {{{{ {inner} }}}}."
        yield TemplateSyntax(
            message, where=Where(file, line, column, lines[line - 1], len(found[0])), hint=hint
        )


def _curly_faults(source: str, file: str) -> Iterator[KichbanError]:
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
    if split := _SPLIT_END.search(tags.source):
        offset, width = split.start("w"), len(split["w"])
        message = f"Thẻ «{split['w']}» viết rời."
        hint = f"viết liền: {{% end{split['w'].split()[-1].split('_')[-1].split('-')[-1]} %}}."
    elif other := tags.other_name():
        at, closing, named = other
        offset, width = at, len(closing)
        message = f"Thẻ đóng ghi «{closing}», phần đang mở tên là «{named}»."
        hint = f"viết {{% endblock %}} hoặc {{% endblock {named} %}}."
    elif opened >= 0 and name.startswith("end"):
        offset, width = opened, len(name) + 3
        message, hint = f"Thẻ «{name}» đóng mà chưa mở.", f"bỏ thẻ đó, hoặc mở «{name[3:]}» ở trên."
    elif opened >= 0:
        offset, width = opened, len(name) + (0 if name[0] == "{" else 3)
        message = f"Thẻ «{name}» mở ở đây mà chưa đóng."
        hint = "thêm dấu đóng, hoặc {% end… %} cùng tên ở dưới."
    elif found := re.search(r"unknown tag '([^']*)'", raw_message):
        near = did_you_mean(found[1], ("block", "if", "elif", "else", "for", "extends"))
        if found[1] in ("elseif", "else_if", "elsif"):
            near = "viết «elif»."
        message, hint = f"Không có thẻ «{found[1]}».", near
    elif "expected token 'in'" in raw_message:
        found = re.search(r"got '([^'\s]+)'", raw_message)
        offset, width = tags.find(rf"\b{re.escape(found[1])}\b", line) if found else (offset, width)
        message, hint = "Vòng {% for %} thiếu chữ «in».", "viết {% for y in chu_de.y_chinh %}."
    elif "got '='" in raw_message:
        offset, width = tags.find(_SINGLE_EQUALS, line)
        message, hint = "Trong thẻ so sánh bằng một dấu «=».", "viết hai dấu «==»."
    elif (found := re.search(r"got '([^'\s]+)'", raw_message)) and found[1][0].isalnum():
        offset, width = tags.find(rf"\b{re.escape(found[1])}\b", line)
        message = f"Thẻ viết chưa đúng cách ở chỗ «{found[1]}»."
        hint = "tên và bộ lọc không có dấu cách; xem lại dấu chấm, dấu | trước chỗ ấy."
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

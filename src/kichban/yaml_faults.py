"""What is wrong with YAML, in words that help an officer; and bombs refused before they go off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from kichban.errors import BadYaml, Where

_DEEPEST = 40
_MOST_BRACKETS = 20_000
_STARTS_WITH_TAG = re.compile(r"(?:^|[:\-])\s*(?P<w>\{\{|\{%)")

# What libyaml says, and what to tell the officer.
_PROBLEMS: Mapping[str, tuple[str, str]] = {
    "mapping values": ("", "câu có dấu hai chấm thì đặt trong ngoặc kép."),
    "did not find expected ',' or ']'": (
        "Danh sách trong dấu [ ] viết chưa xong.", "ngăn bằng dấu phẩy, đóng bằng dấu ]."
    ),
    "did not find expected ',' or '}'": (
        "Đoạn trong dấu { } viết chưa xong.", "ngăn bằng dấu phẩy, đóng bằng dấu }."
    ),
    "could not find expected ':'": (
        "Dòng này thiếu dấu hai chấm.", "viết «tên: giá trị», sau dấu hai chấm có dấu cách."
    ),
    "unknown escape": (
        "Trong ngoặc kép có dấu \\ không dùng được.", "bỏ dấu \\, hoặc dùng ngoặc đơn."
    ),
    "cannot start any token": (
        "", "câu bắt đầu bằng ký tự đặc biệt thì đặt trong ngoặc kép."
    ),
    "expected <block end>": ("", "các mục cùng bậc phải thụt vào bằng nhau."),
    "block sequence entries": ("", "danh sách thì xuống dòng rồi mới viết dấu -."),
    "did not find expected key": ("", "các mục cùng bậc phải thụt vào bằng nhau."),
    "did not find expected '-' indicator": ("", "các dấu - của một danh sách phải thẳng hàng."),
    "control characters": ("Tệp có ký tự lạ không in ra được.", "gõ lại dòng đó."),
    "special characters": ("Tệp có ký tự lạ không in ra được.", "gõ lại dòng đó."),
}  # fmt: skip


def in_words(error: yaml.YAMLError, file: str, text: str, lines: tuple[str, ...]) -> BadYaml:
    """A YAML error as an officer should read it, with the line to mend."""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", ""))
    message, hint = "Tệp viết chưa đúng cách.", "xem lại dòng này và dòng ngay trên."
    context = str(getattr(error, "context", ""))
    if "flow" in context or ("quoted scalar" in context and "escape" not in problem):
        # The end of the file is no help: what was opened is what has to be closed.
        mark = getattr(error, "context_mark", None) or mark
    if "quoted scalar" in context and "escape" not in problem:
        message, hint = "Ngoặc kép mở mà chưa đóng.", "thêm ngoặc kép ở cuối câu."
    else:
        for words, (said, remedy) in _PROBLEMS.items():
            if words in problem:
                message, hint = said or message, remedy
                break
    if mark is None:
        position = getattr(error, "position", None)
        if not isinstance(position, int):
            return BadYaml(message, where=Where(file), hint=hint)
        line, column = _place_of_odd_character(text, position)
    else:
        line, column = mark.line + 1, mark.column + 1
    line = max(1, min(line, len(lines)))
    shown = lines[line - 1]
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        message, hint = "Dòng này thụt vào bằng phím Tab.", "thụt vào bằng dấu cách."
        column = shown.index("\t") + 1
    elif "mapping values" in problem and _too_deep(lines, line):
        message, hint = (
            "Dòng này thụt vào sâu hơn dòng trên.",
            "các mục cùng bậc thụt vào bằng nhau.",
        )
        column = len(shown) - len(shown.lstrip()) + 1
    elif found := _STARTS_WITH_TAG.search(shown):
        column, hint = found.start("w") + 1, "câu bắt đầu bằng {{ hoặc {% thì đặt trong ngoặc kép."
    return BadYaml(message, where=Where(file, line, column, shown), hint=hint)


_ENTRY = re.compile(r"\s*(?:- )?[a-z_\d]+: *\S")


def _too_deep(lines: tuple[str, ...], line: int) -> bool:
    """Whether an entry stands a little further in than the entry above it, which has a value."""
    if line < 2:
        return False
    above, here = lines[line - 2], lines[line - 1]
    deeper = len(here) - len(here.lstrip()) > len(above) - len(above.lstrip())
    return deeper and bool(_ENTRY.match(above) and _ENTRY.match(here))


def _place_of_odd_character(text: str, position: int) -> tuple[int, int]:
    """Line and column of a character that YAML cannot hold; libyaml counts in bytes."""
    before = text.encode("utf-8", "surrogatepass")[:position].decode("utf-8", "ignore")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def refuse_bombs(text: str, file: str, lines: tuple[str, ...]) -> None:
    """Refuse nesting so deep that reading it would bring the reader down.

    Raises:
        BadYaml: with the line where it gets too deep.
    """
    brackets = text.count("[") + text.count("{")
    dashes = max((line.count("- ") + line.count("? ") for line in lines), default=0)
    if brackets <= _DEEPEST and dashes <= _DEEPEST:
        return
    deep = BadYaml("Tệp lồng nhau quá sâu.", where=Where(file), hint="bớt số bậc thụt vào.")
    if brackets > _MOST_BRACKETS:
        raise deep
    depth = 0
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEEPEST:
                mark: Any = event.start_mark
                line = min(mark.line + 1, len(lines))
                deep.where = Where(file, line, mark.column + 1, lines[line - 1])
                raise deep
    except yaml.YAMLError:
        return  # told properly when the file is read

"""The handbook as something that can be followed: commands to run, files to edit.

A page says in HTML comments what cannot be seen in its text:

- «bắt đầu: thư mục trống» or «bắt đầu: bộ mẫu ở trang 02» on its first line;
- before a block, «tệp: PATH» (the block becomes that file), «tệp: PATH, thay dòng» (its lines take
  the place of those with the same key), «chép từ: PATH» (the block is quoted from that file);
- before commands, «mã thoát: 1» or «mã thoát: 0 hoặc 1»; without it they end with 0;
- «ảnh: PATH» where the officer puts a picture into the header of a Word file by hand;
- «tệp Word: PATH» where she has a Word file of her own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HANDBOOK = Path(__file__).resolve().parent.parent / "docs" / "so-tay"
RUN = ("console", "text")
_COMMENT = re.compile(r"<!-- (?P<what>[^:>]+): (?P<value>[^>]+?) -->")
_FENCE = re.compile(r"```(?P<language>[a-z]*)")


@dataclass(frozen=True)
class Step:
    """One thing to do: `kind` is "lệnh", "tệp", "thay dòng", "chép từ", "ảnh" or "tệp Word"."""

    kind: str
    text: str
    path: str = ""
    codes: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Page:
    """One page: from what it starts, and what it tells the reader to do."""

    name: str
    start: str
    steps: tuple[Step, ...]
    words: str


def pages() -> dict[str, Page]:
    """Every page of the handbook, in order."""
    return {path.stem: read(path) for path in sorted(HANDBOOK.glob("*.md"))}


def read(path: Path) -> Page:
    """One page."""
    words = path.read_text(encoding="utf-8")
    first = _COMMENT.fullmatch(words.split("\n", 1)[0])
    start = first["value"] if first and first["what"] == "bắt đầu" else ""
    return Page(path.stem, start, tuple(_steps(words)), words)


def fences(words: str) -> Iterator[tuple[str, list[str]]]:
    """Every block of a page: its language and its lines."""
    language: str | None = None
    lines: list[str] = []
    for line in words.split("\n"):
        if language is None and (found := _FENCE.fullmatch(line)):
            language, lines = found["language"], []
        elif line == "```":
            assert language is not None
            yield language, lines
            language = None
        elif language is not None:
            lines.append(line)
    assert language is None, "a block is not closed"


def _steps(words: str) -> Iterator[Step]:
    said: dict[str, str] = {}
    blocks = fences(words)
    inside = False
    for line in words.split("\n"):
        if inside:
            inside = line != "```"
        elif found := _COMMENT.fullmatch(line):
            said[found["what"]] = found["value"]
            if found["what"] in ("ảnh", "tệp Word"):
                yield Step(found["what"], "", said.pop(found["what"]))
        elif _FENCE.fullmatch(line):
            inside = True
            yield from _of_block(*next(blocks), said)
            said = {}


def _of_block(language: str, lines: list[str], said: dict[str, str]) -> Iterator[Step]:
    text = "\n".join(lines) + "\n"
    if place := said.get("tệp", ""):
        path, _, how = place.partition(", ")
        yield Step(how or "tệp", text, path)
    elif place := said.get("chép từ", ""):
        yield Step("chép từ", text, place)
    elif language in RUN:
        codes = tuple(int(c) for c in re.findall(r"\d", said.get("mã thoát", "0")))
        for line in lines:
            if line.startswith(("kichban ", "cd ")):
                yield Step("lệnh", line, codes=codes)

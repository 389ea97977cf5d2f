"""Where the tags of a template stand, and which of them was opened but never closed.

Jinja reports the line of what it read next; an officer needs the place that she has to mend.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

_OPEN = re.compile(r"\{\{|\{%|\{#")
_STRING = r'"(?:\\.|[^"\\])*"|' + r"'(?:\\.|[^'\\])*'"
_INSIDE = re.compile(_STRING + r"|\}\}|%\}|\{\{|\{%|\{#", re.DOTALL)
_STRINGS = re.compile(_STRING, re.DOTALL)
_BLOCK = re.compile(r"\{%[-+]?\s*([a-z_]*)")
_NAMED_BLOCK = re.compile(r"\{%[-+]?\s*block\s+(\w+)")
_END_NAME = re.compile(r"\{%[-+]?\s*endblock\s+(\w+)")
_FRAME = ("block", "endblock", "extends")
_WORDS = re.compile(r"[^\W_][^\n]*")
_EXTENDS = re.compile(r"""\{%[-+]?\s*extends\s+["']([^"']+)["']""")
_PAIRED = ("block", "if", "for", "raw", "macro", "call", "filter", "with")
_NAMING = ("block", "endblock", "extends", "include", "import", "from")
_CLOSERS = {"{{": "}}", "{%": "%}"}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: `print` is `{{ }}`, `block` is `{% %}`; `end` is just behind it."""

    kind: Literal["print", "block", "comment"]
    start: int
    end: int
    name: str = ""


class Tags:
    """The tags of one text.

    Args:
        source: A template, or a text of a pack that may hold tags.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.unclosed = -1
        self.tags = tuple(self._scanned())
        self._taken: dict[str, int] = {}

    def _scanned(self) -> list[Tag]:
        found: list[Tag] = []
        position = 0
        while opened := _OPEN.search(self.source, position):
            position = self._end(opened.start(), opened[0])
            if position < 0:
                self.unclosed = opened.start()
                break
            name = ""
            if opened[0] == "{%":
                head = _BLOCK.match(self.source, opened.start())
                name = head[1] if head else ""
            kind: Literal["print", "block", "comment"] = (
                "comment" if opened[0] == "{#" else "block" if opened[0] == "{%" else "print"
            )
            found.append(Tag(kind, opened.start(), position, name))
        return found

    def _end(self, start: int, opener: str) -> int:
        if opener == "{#":
            end = self.source.find("#}", start)
            return end + 2 if end >= 0 else -1
        position = start + 2
        while inner := _INSIDE.search(self.source, position):
            if inner[0] == _CLOSERS[opener]:
                return inner.end()
            if inner[0][0] not in "\"'":
                return -1
            position = inner.end()
        return -1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.source))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int) -> int:
        """Where a line begins; the end of the text for a line behind it."""
        starts = self._line_starts
        return starts[line - 1] if 0 < line <= len(starts) else len(self.source)

    def bare(self, tag: Tag) -> str:
        """A tag as typed, its quoted strings blanked out."""
        return _STRINGS.sub(lambda m: " " * len(m[0]), self.source[tag.start : tag.end])

    @cached_property
    def blocks(self) -> dict[str, str]:
        """The named blocks, each with the text between its tags, inner blocks included."""
        return {name: self.source[start:end] for name, (start, end) in self._spans.items()}

    @cached_property
    def outside(self) -> str:
        """The text without the insides of its blocks."""
        return "".join(self.source[start:end] for start, end in self._gaps)

    @cached_property
    def _gaps(self) -> list[tuple[int, int]]:
        out, position = [], 0
        for start, end in sorted((start, end) for _, start, end in self._closed):
            if start >= position:
                out.append((position, start))
                position = end
        return [*out, (position, len(self.source))]

    @cached_property
    def lost(self) -> tuple[tuple[int, int], ...]:
        """What stands outside of all blocks: words and tags of a template that extends another.

        Only the first of each stretch, from where to where; comments and `extends` are no loss.
        """
        out: list[tuple[int, int]] = []
        for start, end in self._gaps:
            tags = (t for t in self.tags if start <= t.start < end and t.kind != "comment")
            places = [(t.start, t.end) for t in tags if t.name not in _FRAME][:1]
            word = _WORDS.search(self.words, start, end)
            places += [word.span()] if word else []
            out += [min(places)] if places else []
        return tuple(out)

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for name, start, end in self._closed:
            found.setdefault(name, (start, end))
        return found

    @cached_property
    def _closed(self) -> list[tuple[str, int, int]]:
        """Every block that is closed: its name, and where its inside begins and ends."""
        found: list[tuple[str, int, int]] = []
        opened: list[tuple[str, int]] = []
        for tag in self.tags:
            if tag.name == "block":
                named = _NAMED_BLOCK.match(self.source, tag.start)
                opened.append((named[1] if named else "", tag.end))
            elif tag.name == "endblock" and opened:
                found.append((*opened.pop(), tag.start))
        return found

    @cached_property
    def extends(self) -> str:
        """The template that this one extends, or ""."""
        named = (_EXTENDS.match(self.source, t.start) for t in self.tags if t.name == "extends")
        return next((found[1] for found in named if found), "")

    @cached_property
    def words(self) -> str:
        """The text with every tag blanked out; each character keeps its place."""
        return self._masked(inside=False)

    @cached_property
    def code(self) -> str:
        """The inside of tags only, without quoted strings; each character keeps its place."""
        return _STRINGS.sub(lambda m: f"'{' ' * (len(m[0]) - 2)}'", self.quoting)

    @cached_property
    def quoting(self) -> str:
        """The inside of tags only, with quoted strings; names of blocks and files left out."""
        return self._masked(inside=True)

    def _masked(self, *, inside: bool) -> str:
        out: list[str] = []
        position = 0
        for tag in self.tags:
            between = self.source[position : tag.start]
            text = self.source[tag.start : tag.end]
            if inside:
                hidden = tag.kind == "comment" or tag.name in _NAMING
                if not hidden:
                    text = f"  {text[2:-2]}  "
                out += [_blank(between), _blank(text) if hidden else text]
            else:
                out += [between, _blank(text)]
            position = tag.end
        rest = self.source[position:]
        return "".join([*out, _blank(rest) if inside else rest])

    def find(self, pattern: str, line: int, *, quoted: bool = False) -> tuple[int, int]:
        """Where a pattern stands inside tags, from a line on: offset and length, or (-1, 0).

        The group `w` of the pattern is meant, the whole when it has none; a match whose group
        `not` took part is passed over. The same pattern asked for again gives the next place.
        """
        start = max(self.offset(line), self._taken.get(pattern, 0))
        for found in re.compile(pattern).finditer(self.quoting if quoted else self.code, start):
            groups = found.groupdict()
            if groups.get("not"):
                continue
            self._taken[pattern] = found.end()
            group = "w" if "w" in groups else 0
            return found.start(group), found.end(group) - found.start(group)
        return -1, 0

    def first(self, line: int) -> tuple[int, int]:
        """The first tag that begins on a line or reaches into it, or (-1, 0)."""
        start = self.offset(line)
        for tag in self.tags:
            if tag.end > start and tag.kind != "comment":
                return tag.start, tag.end - tag.start
        return -1, 0

    def other_name(self) -> tuple[int, str, str] | None:
        """An `endblock` that names another block than the one it closes.

        Where the name stands, the name, and that of the open block; None when there is none.
        """
        opened: list[str] = []
        for tag in self.tags:
            if tag.name == "block":
                named = _NAMED_BLOCK.match(self.source, tag.start)
                opened.append(named[1] if named else "")
            elif tag.name == "endblock" and opened:
                last = opened.pop()
                closing = _END_NAME.match(self.source, tag.start)
                if closing and last and closing[1] != last:
                    return closing.start(1), closing[1], last
        return None

    def open_tag(self) -> tuple[int, str]:
        """The tag that is opened and never closed, or closed and never opened: offset and name.

        (-1, "") when there is none.
        """
        if self.unclosed >= 0:
            return self.unclosed, self.source[self.unclosed : self.unclosed + 2]
        stack: list[Tag] = []
        for tag in self.tags:
            if tag.name in _PAIRED:
                stack.append(tag)
            elif tag.name.startswith("end") and tag.name[3:] in _PAIRED:
                if all(opened.name != tag.name[3:] for opened in stack):
                    return tag.start, tag.name
                if stack[-1].name != tag.name[3:]:
                    return stack[-1].start, stack[-1].name
                stack.pop()
        return (stack[-1].start, stack[-1].name) if stack else (-1, "")


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)

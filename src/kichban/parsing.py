"""Marked Markdown with `:::` containers to the blocks of a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast, get_args

from kichban import marks
from kichban.errors import BadMarkup, Where, did_you_mean
from kichban.markdown_text import blocks_of, inline_of
from kichban.script import (
    Block,
    Break,
    BreakKind,
    Callout,
    CalloutKind,
    Cue,
    CueKind,
    Heading,
    Image,
    plain,
)

_FENCE = re.compile(r":::\s*(?P<name>[a-z_0-9]*)\s*(?P<rest>.*)")
_ATTRIBUTE = re.compile(r'([a-z_]+)\s*=\s*(?:"([^"]*)"|(\S+))')
_CUES = get_args(CueKind)
_BOXES = get_args(CalloutKind)
CONTAINERS = (*_CUES, *_BOXES, "phan", "o_anh", "sang_mat", "sang_trang")
"""Names that may stand behind `:::`."""

ATTRIBUTES = ("giay", "ten", "phut", "ai", "cam", "rong")
"""What may be said of a container on its first line."""

NUMBERS = ("giay", "phut", "rong")
"""Those of them that are whole numbers."""

NUMBER = re.compile("[0-9]{1,4}")
DEEPEST = 5
"""How many containers may stand in one another, the document itself counted."""
_MAX_SIGNS = 1_000


@dataclass
class _Container:
    name: str
    attributes: dict[str, str]
    source: str
    children: list[str | _Container] = field(default_factory=list)


@dataclass(frozen=True)
class Phase:
    """One row of a meeting: how many minutes, who speaks, what is held, what is said."""

    name: str
    minutes: int
    who: str
    holds: str
    blocks: tuple[Block, ...]
    origin: Where | None = None


def parse(text: str, file: str) -> tuple[Block | Phase, ...]:
    """The blocks of a rendered template, in order; meeting phases are still apart.

    Args:
        text: Marked Markdown.
        file: Name for messages.

    Raises:
        BadMarkup: an unknown container, one that is not closed, or a bad attribute; the line of
            the rendered text is told, its number in the template is not known here.
    """
    for sign in ("[", "`"):
        if text.count(sign) > _MAX_SIGNS:
            # Markdown looks for the end of each of them, and would look for very long.
            raise BadMarkup(f"Quá nhiều dấu {sign} trong một tài liệu.", where=Where(file))
    root = _contained(text, file)
    return tuple(_parts(root, file, 0))


def _contained(text: str, file: str) -> _Container:
    root = _Container("", {}, "")
    stack = [root]
    for line in text.split("\n"):
        fence = _FENCE.fullmatch(marks.plain(line).strip()) if ":::" in line else None
        if fence is None:
            stack[-1].children.append(line)
        elif fence["name"]:
            opened = _opened(fence["name"], fence["rest"], line, file)
            stack[-1].children.append(opened)
            stack.append(opened)
        elif len(stack) > 1:
            stack.pop()
        else:
            raise BadMarkup(
                "Dấu ::: đóng mà không có khung nào đang mở.", where=Where(file), hint="bỏ dòng đó."
            )
        if len(stack) > DEEPEST:
            raise BadMarkup(
                "Các khung ::: lồng nhau quá nhiều.",
                where=Where(file, text=line),
                hint="đóng bớt khung ngoài trước khi mở khung trong.",
            )
    if len(stack) > 1:
        raise BadMarkup(
            f"Khung «::: {stack[-1].name}» mở mà chưa đóng.",
            where=Where(file, text=stack[-1].source),
            hint="thêm một dòng ::: ở cuối khung.",
        )
    return root


def _opened(name: str, rest: str, line: str, file: str) -> _Container:
    if name not in CONTAINERS:
        raise BadMarkup(
            f"Không có khung «::: {name}».",
            where=Where(file, text=line),
            hint=did_you_mean(name, CONTAINERS),
        )
    attributes = {m[1]: m[2] if m[2] is not None else m[3] for m in _ATTRIBUTE.finditer(rest)}
    if _ATTRIBUTE.sub("", rest).strip():
        raise BadMarkup(
            f"Dòng «::: {name} {rest}» viết chưa đúng.",
            where=Where(file, text=line),
            hint='viết tên=giá_trị, ví dụ phut=3 ai="Người dẫn".',
        )
    return _Container(name, attributes, line)


def _parts(container: _Container, file: str, depth: int) -> Iterator[Block | Phase]:
    run: list[str] = []
    for child in container.children:
        if isinstance(child, str):
            run.append(child)
            continue
        yield from blocks_of("\n".join(run).strip("\n"))
        run = []
        yield from _block(child, file, depth + 1)
    yield from blocks_of("\n".join(run).strip("\n"))


def _block(container: _Container, file: str, depth: int) -> Iterator[Block | Phase]:
    name = container.name
    if name in _CUES:
        inner = "\n".join(c for c in container.children if isinstance(c, str))
        yield Cue(cast(CueKind, name), inline_of(inner), _number(container, "giay", file))
    elif name in _BOXES:
        blocks = tuple(b for b in _parts(container, file, depth) if not isinstance(b, Phase))
        yield Callout(cast(CalloutKind, name), blocks, container.attributes.get("ten", ""))
    elif name == "phan":
        blocks = tuple(b for b in _parts(container, file, depth) if not isinstance(b, Phase))
        yield Phase(
            container.attributes.get("ten", ""),
            _number(container, "phut", file),
            container.attributes.get("ai", ""),
            container.attributes.get("cam", ""),
            blocks,
        )
    elif name == "o_anh":
        inner = "\n".join(c for c in container.children if isinstance(c, str))
        yield Image(plain(inline_of(inner)), "", _number(container, "rong", file))
    else:
        kinds: dict[str, BreakKind] = {"sang_mat": "mat", "sang_trang": "trang"}
        yield Break(kinds[name])


def _number(container: _Container, key: str, file: str) -> int:
    text = container.attributes.get(key, "0")
    if not NUMBER.fullmatch(text):
        raise BadMarkup(
            f"«{key}={text[:20]}» phải là số nguyên, nhiều nhất bốn chữ số.",
            where=Where(file, text=container.source),
            hint=f"ví dụ {key}=3.",
        )
    return int(text)


def minutes(parts: tuple[Block | Phase, ...]) -> int:
    """The minutes planned in all phases."""
    return sum(part.minutes for part in parts if isinstance(part, Phase))


def split_title(blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """The title of the document, and the rest.

    The first heading of level 1 is the title when it stands first; it stays in the body.
    """
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            return plain(block.children), blocks
    return "", blocks

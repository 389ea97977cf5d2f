"""Markdown to blocks: the part of Markdown that officers use, with figures and citations kept.

Python-Markdown parses; this module reads its element tree. Raw HTML, code and quotations are
not part of the language: they come out as the words that were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown

from kichban import marks
from kichban.columns import column_widths
from kichban.errors import BadMarkup, Where
from kichban.script import (
    Block,
    Break,
    Bullets,
    Cited,
    Cue,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Sourced,
    Strong,
    Table,
    Text,
)

_LIST_LINE = re.compile(r"(\s*)([-*+]|\d+\.)\s+\S")
_DEEP_LIST = re.compile(r"^(?:[ \t]*(?:[-*+]|\d+\.)[ \t]+){8}", re.MULTILINE)
_CUE_LINE = re.compile(r"\[[^\[\]]+\]")
_SPEAKER_LENGTH = 40


class _Markdown(markdown.Markdown):
    """Python-Markdown without the constructs that letters do not have."""

    def __init__(self) -> None:
        super().__init__(extensions=["tables", "sane_lists"], tab_length=2)
        for name in ("html_block",):
            self.preprocessors.deregister(name)
        for name in ("code", "setextheader", "quote", "reference"):
            self.parser.blockprocessors.deregister(name)
        for name in (
            "backtick", "reference", "image_link", "image_reference", "short_reference",
            "short_image_ref", "autolink", "automail", "html", "entity", "em_strong2",
        ):  # fmt: skip
            self.inlinePatterns.deregister(name, strict=False)
        self.treeprocessors.deregister("prettify")

    def tree(self, text: str) -> Element:
        """The element tree of a text, after inline patterns."""
        self.reset()
        self.parser.state.clear()  # left over when a text before was nested too deep
        lines = text.split("\n")
        for preprocessor in self.preprocessors:
            lines = preprocessor.run(lines)
        root: Any = self.parser.parseDocument(lines).getroot()
        for processor in self.treeprocessors:
            changed = processor.run(root)
            root = root if changed is None else changed
        return root  # type: ignore[no-any-return]


_markdown = _Markdown()


@lru_cache(maxsize=8192)
def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a run of marked Markdown without `:::` containers.

    A text seen before is not parsed again. Raises `BadMarkup` for lists within lists without end.
    """
    deep = BadMarkup(
        "Danh sách lồng trong danh sách quá sâu.",
        hint="bỏ bớt các dấu gạch đầu dòng đặt liền nhau trên một dòng.",
    )
    if _DEEP_LIST.search(text):
        raise deep
    try:
        return tuple(_blocks(_markdown.tree(_spaced(text))))
    except RecursionError as error:
        raise deep from error


def inline_of(text: str) -> tuple[Inline, ...]:
    """The inline nodes of one line of marked Markdown."""
    found = blocks_of(text.strip())
    return tuple(
        node for block in found if isinstance(block, Paragraph | Heading) for node in block.children
    )


def _spaced(text: str) -> str:
    """Put a blank line before a list that follows words or another kind of list."""
    out: list[str] = []
    for line in text.split("\n"):
        previous = out[-1] if out else ""
        here, before = _LIST_LINE.match(line), _LIST_LINE.match(previous)
        after_words = previous.strip() and not before and not previous.startswith(" ")
        other_kind = here and before and here[2][-1:] != before[2][-1:] and here[1] == before[1]
        if (here and after_words) or other_kind:
            out.append("")
        out.append(line)
    return "\n".join(out)


def _blocks(root: Iterable[Element]) -> Iterator[Block]:
    for element in root:
        yield from _block(element)


def _block(element: Element) -> Iterator[Block]:
    tag = element.tag
    if re.fullmatch(r"h[1-6]", tag):
        children, origin = _line(element)
        yield Heading(int(tag[1]), children, origin)
    elif tag == "p":
        children, origin = _line(element)
        if children:
            yield _paragraph(children, origin)
    elif tag in ("ul", "ol"):
        items = tuple(tuple(_item(li)) for li in element)
        origin = next((getattr(b, "origin", None) for item in items for b in item), None)
        yield Bullets(items, tag == "ol", origin)
    elif tag == "table":
        yield _table(element)
    elif tag == "hr":
        yield Break("nghi")
    elif tag == "div":
        yield from _blocks(element)
    else:
        raise BadMarkup(f"Mẫu có kiểu chữ không dùng được ({tag}).", hint="viết thành đoạn thường.")


def _paragraph(children: tuple[Inline, ...], origin: Where | None) -> Block:
    if len(children) == 1 and isinstance(children[0], Text):
        words = children[0].text.strip()
        if _CUE_LINE.fullmatch(words):
            return Cue("viec", (Text(words[1:-1].strip()),), 0, origin)
    first = children[0]
    if isinstance(first, Strong) and len(first.children) == 1:
        label = first.children[0]
        if (
            isinstance(label, Text)
            and label.text.rstrip().endswith(":")
            and len(label.text) <= _SPEAKER_LENGTH
            and len(children) > 1
        ):
            speaker = label.text.rstrip().rstrip(":").strip()
            return Paragraph(_trimmed(children[1:]), speaker, origin)
    return Paragraph(children, "", origin)


def _item(element: Element) -> Iterator[Block]:
    """A list item: loose text first, then any blocks inside it."""
    loose = Element("p")
    loose.text = element.text
    rest: list[Element] = []
    for child in element:
        if child.tag in ("p", "ul", "ol", "table"):
            rest.append(child)
        elif rest:
            rest[-1].tail = (rest[-1].tail or "") + "".join(child.itertext())
        else:
            loose.append(child)
    children, origin = _line(loose)
    if children:
        yield Paragraph(children, "", origin)
    yield from _blocks(rest)


def _table(element: Element) -> Table:
    rows = list(element.iter("tr"))
    header = tuple(_line(cell)[0] for cell in rows[0]) if rows else ()
    body = tuple(
        tuple((Paragraph(_line(cell)[0]),) if _line(cell)[0] else () for cell in row)
        for row in rows[1:]
    )
    return Table(header, body, widths=column_widths(header, body))


def _line(element: Element) -> tuple[tuple[Inline, ...], Where | None]:
    places: list[str] = []
    items = list(_pieces(element, places))
    children = _trimmed(tuple(_assembled(items)))
    return children, _origin(places)


def _origin(places: list[str]) -> Where | None:
    if not places:
        return None
    file, _, line = places[0].rpartition(":")
    return Where(file, int(line))


def _pieces(element: Element, places: list[str]) -> Iterator[str | Inline]:
    yield from _words(element.text, places)
    for child in element:
        inner = tuple(_assembled(list(_pieces(child, places))))
        match child.tag:
            case "strong":
                yield Strong(inner)
            case "em":
                yield Emphasis(inner)
            case "a":
                yield Link(inner, str(child.get("href", "")))
            case "br":
                yield LineBreak()
            case _:
                yield from inner
        yield from _words(child.tail, places)


def _words(text: str | None, places: list[str]) -> Iterator[str]:
    if not text:
        return
    rest = str(text)
    while marks.LINE in rest:
        before, _, tail = rest.partition(marks.LINE)
        place, _, rest = tail.partition(marks.END_LINE)
        places.append(place)
        if before:
            yield before
    if rest:
        yield rest


def _assembled(items: list[str | Inline]) -> Iterator[Inline]:
    """Text pieces with marks, and nodes, as inline nodes; adjoining words become one."""
    flat: list[str | Inline] = []
    for item in items:
        if isinstance(item, str):
            flat.extend(part for part in re.split("([\ue000-\ue004])", item) if part)
        else:
            flat.append(item)
    yield from _joined(_nodes(iter(flat), ""))


def _nodes(flat: Iterator[str | Inline], until: str) -> Iterator[Inline]:
    for item in flat:
        if item == until:
            return
        if item == marks.FIGURE:
            name = _taken(flat, marks.SEPARATOR)
            yield Sourced(_taken(flat, marks.END_FIGURE), name)
        elif item == marks.CITED:
            provisions = _taken(flat, marks.SEPARATOR)
            inner = tuple(_joined(_nodes(flat, marks.END_CITED)))
            yield Cited(inner, provisions)
        elif item in (marks.END_CITED, marks.END_FIGURE, marks.SEPARATOR):
            continue
        elif isinstance(item, str):
            yield Text(item)
        else:
            yield item


def _taken(flat: Iterator[str | Inline], until: str) -> str:
    out = []
    for item in flat:
        if item == until:
            break
        if isinstance(item, str):
            out.append(item)
    return "".join(out)


def _joined(nodes: Iterable[Inline]) -> Iterator[Inline]:
    waiting = ""
    for node in nodes:
        if isinstance(node, Text):
            waiting += node.text
            continue
        if waiting:
            yield Text(_one_line(waiting))
            waiting = ""
        yield node
    if waiting:
        yield Text(_one_line(waiting))


def _one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)


def _trimmed(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """No space at the ends of a block, no empty words."""
    items = list(children)
    while items and isinstance(items[0], Text):
        stripped = items[0].text.lstrip(" ")
        if stripped:
            items[0] = Text(stripped)
            break
        items.pop(0)
    while items and isinstance(items[-1], Text):
        stripped = items[-1].text.rstrip(" ")
        if stripped:
            items[-1] = Text(stripped)
            break
        items.pop()
    return tuple(items)

"""Names in a template: whether they are there, and how filters are used, each with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from jinja2 import nodes

from kichban.errors import (
    ForbiddenInTemplate,
    KichbanError,
    UnknownFilter,
    UnknownVariable,
    Where,
    did_you_mean,
)
from kichban.expressions import arguments_of, pattern_of, spelled
from kichban.shapes import Shape, is_list, names_of, shape_of
from kichban.tags import Tags

__all__ = ["NameGuard"]

_TESTS = {"defined", "undefined", "none"}


class NameGuard:
    """Judges the names of one template.

    Args:
        file: Its name in messages.
        lines: Its lines.
        filters: Filters that may be used.
        figures: Names under `so`; None when they are not known.
    """

    def __init__(
        self,
        file: str,
        lines: tuple[str, ...],
        filters: Collection[str],
        figures: Collection[str] | None,
    ) -> None:
        self.file, self.filters, self.figures = file, filters, figures
        self.tags = Tags("\n".join(lines))
        self.lines = self.tags.source.split("\n")

    def where(self, node: nodes.Node, pattern: str = "", *, quoted: bool = False) -> Where:
        start: int | None = node.lineno  # a node that Jinja made up itself has no line
        begins = start or 1
        offset, width = -1, 1
        if pattern:
            offset, width = self.tags.find(pattern, begins, quoted=quoted)
        if offset < 0:
            offset, width = self.tags.first(begins)
        if offset < 0:
            text = self.lines[begins - 1] if 0 < begins <= len(self.lines) else ""
            return Where(self.file, begins, 0, text)
        line, column = self.tags.place(offset)
        text = self.lines[line - 1]
        return Where(self.file, line, column, text, max(1, min(width, len(text) - column + 1)))

    def named(self, node: nodes.Node, scope: Mapping[str, Shape]) -> Iterator[KichbanError]:
        match node:
            case nodes.Name(name=name) if name not in scope:
                pattern = rf"(?P<not>[.|]\s*)?\b(?P<w>{re.escape(name)})\b(?!\s*=[^=])"
                yield UnknownVariable(
                    f"Không có biến «{name}».",
                    where=self.where(node, pattern),
                    hint=did_you_mean(name, [n for n in scope if n != "loop"]),
                )
            case nodes.Getattr(node=inner, attr=attr):
                yield from self._attribute(node, inner, attr, scope)
            case nodes.Getitem(node=inner, arg=arg):
                yield from self._item(node, inner, arg, scope)
            case nodes.Filter(name=name):
                yield from self._filter(node, name)
            case nodes.Test(name=name) if name not in _TESTS:
                yield UnknownFilter(
                    f"Không có phép thử «{name}».",
                    where=self.where(node, rf"\bis\s+(?:not\s+)?(?P<w>{re.escape(name)})\b"),
                    hint=did_you_mean(name, _TESTS),
                )
            case nodes.Extends(template=template) if not (
                isinstance(template, nodes.Const) and isinstance(template.value, str)
            ):
                yield ForbiddenInTemplate(
                    "Sau {% extends %} phải là tên mẫu trong ngoặc kép.",
                    where=self.where(node),
                    hint='ví dụ {% extends "goc/to-roi/mau.md.j2" %}.',
                )
            case _:
                pass

    def _filter(self, node: nodes.Filter, name: str) -> Iterator[KichbanError]:
        pattern = rf"\|\s*(?P<w>{re.escape(name)})\b"
        if name not in self.filters:
            yield UnknownFilter(
                f"Không có bộ lọc «{name}».",
                where=self.where(node, pattern),
                hint=did_you_mean(name, self.filters),
            )
            return
        least, most = arguments_of(name)
        given = len(node.args) + len(node.kwargs)
        if node.dyn_args or node.dyn_kwargs or not least <= given <= most:
            needs = f"cần {least} giá trị trong ngoặc tròn" if least else "không nhận thêm giá trị"
            yield UnknownFilter(
                f"Bộ lọc «{name}» {needs}.",
                where=self.where(node, pattern),
                hint="xem danh sách bộ lọc trong docs/the-mau.md.",
            )
        given_values = [*node.args, *(pair.value for pair in node.kwargs)]
        typed = all(isinstance(v, nodes.Const) and isinstance(v.value, str) for v in given_values)
        if name == "ke" and not typed:
            yield UnknownFilter(
                "Trong ngoặc tròn của bộ lọc «ke» phải là chữ trong ngoặc kép.",
                where=self.where(node, pattern),
                hint='ví dụ «| ke("hoặc")».',
            )

    def _item(
        self, node: nodes.Node, inner: nodes.Node, arg: nodes.Node, scope: Mapping[str, Shape]
    ) -> Iterator[KichbanError]:
        if isinstance(arg, nodes.Slice):
            return
        if not isinstance(arg, nodes.Const):
            yield ForbiddenInTemplate(
                "Trong dấu [ ] phải là số thứ tự.",
                where=self.where(node, r"\[(?P<w>[^\]]*)"),
                hint="ví dụ [0].",
            )
        elif isinstance(arg.value, str):
            yield from self._attribute(node, inner, arg.value, scope)
        elif is_list(shape_of(inner, scope, self.figures)) is False:
            yield UnknownVariable(
                f"«{spelled(inner)}» không phải danh sách.",
                where=self.where(node, rf"{pattern_of(inner)}\s*(?P<w>\[)"),
                hint="bỏ dấu [ ].",
            )

    def _attribute(
        self, node: nodes.Node, inner: nodes.Node, attr: str, scope: Mapping[str, Shape]
    ) -> Iterator[KichbanError]:
        quoted = isinstance(node, nodes.Getitem)
        name = re.escape(attr)
        after = rf"\[\s*[\"'](?P<w>{name})[\"']" if quoted else rf"\.\s*(?P<w>{name})\b"
        pattern = pattern_of(inner) + r"\s*" + after
        if attr.startswith("_"):
            where = self.where(node, pattern, quoted=quoted)
            yield ForbiddenInTemplate(f"Không dùng tên «{attr}».", where=where, hint="bỏ thẻ đó.")
            return
        shape = shape_of(inner, scope, self.figures)
        known = names_of(shape, self.figures)
        if known is not None and attr not in known:
            missing = f"«{spelled(inner)}» không có mục con."
            if is_list(shape):
                missing = f"«{spelled(inner)}» là danh sách: dùng {{% for %}} hoặc «| first»."
            yield UnknownVariable(
                f"Không có biến «{spelled(inner)}.{attr}».",
                where=self.where(node, pattern, quoted=quoted),
                hint=did_you_mean(attr, known) or missing,
            )

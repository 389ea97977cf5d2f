"""What officers' templates may do, checked on the parsed template before it is compiled.

Templates choose words; they do not compute, define, fetch or call. What is not on the list is
refused with the line where it stands, so no sandbox escape gets as far as running.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from jinja2 import nodes

from kichban.errors import (
    ForbiddenInTemplate,
    KichbanError,
    UnknownFilter,
    UnknownVariable,
    Where,
    did_you_mean,
)
from kichban.shapes import CONTEXT, LOOP, Shape, child, names_of, shape_of

_REFUSED: dict[type[nodes.Node], tuple[str, str]] = {
    nodes.Assign: ("{% set %}", "đặt giá trị trong topics/ hoặc personas/."),
    nodes.AssignBlock: ("{% set %}", "đặt giá trị trong topics/ hoặc personas/."),
    nodes.Macro: ("{% macro %}", "viết thẳng đoạn đó ra, hoặc dùng {% block %}."),
    nodes.CallBlock: ("{% call %}", "viết thẳng đoạn đó ra."),
    nodes.FilterBlock: ("{% filter %}", "dùng bộ lọc trong {{ … | … }}."),
    nodes.Include: ("{% include %}", "dùng {% extends %} và {% block %}."),
    nodes.Import: ("{% import %}", "dùng {% extends %} và {% block %}."),
    nodes.FromImport: ("{% from %}", "dùng {% extends %} và {% block %}."),
    nodes.With: ("{% with %}", "viết thẳng ra."),
    nodes.Call: ("lời gọi hàm", "chỉ dùng tên có sẵn và bộ lọc."),
    nodes.Concat: ("dấu ~", "viết hai thẻ cạnh nhau."),
    nodes.Dict: ("dấu { } tạo bảng", "đặt dữ liệu trong tệp YAML."),
    nodes.List: ("dấu [ ] tạo danh sách", "đặt dữ liệu trong tệp YAML."),
    nodes.Slice: ("cắt đoạn [ : ]", "dùng «| first» hoặc «| chon»."),
}
_ARITHMETIC = (
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg,
    nodes.Pos,
)  # fmt: skip
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem,
    nodes.Const, nodes.If, nodes.For, nodes.Block, nodes.Extends, nodes.CondExpr, nodes.Filter,
    nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Tuple,
)  # fmt: skip
_TESTS = {"defined", "undefined", "none"}
_MAX_LOOPS = 3
_MAX_CONST = 2_000


def faults(
    tree: nodes.Template, file: str, lines: tuple[str, ...], filters: Collection[str],
    figures: Collection[str],
) -> list[KichbanError]:  # fmt: skip
    """Everything in a template that is not allowed or not there, in the order of lines."""
    return list(_Walk(file, lines, filters, figures).visit(tree, dict(CONTEXT), 0))


class _Walk:
    def __init__(
        self, file: str, lines: tuple[str, ...], filters: Collection[str], figures: Collection[str]
    ) -> None:
        self.file, self.lines, self.filters, self.figures = file, lines, filters, figures

    def where(self, node: nodes.Node, word: str = "") -> Where:
        text = self.lines[node.lineno - 1] if 0 < node.lineno <= len(self.lines) else ""
        at = text.find(word) if word else -1
        if word and at < 0:
            # An expression over several lines reports its first: look a little further down.
            for number in range(node.lineno, min(node.lineno + 6, len(self.lines))):
                if word in self.lines[number]:
                    text, at = self.lines[number], self.lines[number].find(word)
                    return Where(self.file, number + 1, at + 1, text, len(word))
        return Where(self.file, node.lineno, at + 1 if at >= 0 else 0, text, max(1, len(word)))

    def visit(
        self, node: nodes.Node, scope: Mapping[str, Shape], loops: int
    ) -> Iterator[KichbanError]:
        if isinstance(node, nodes.For):
            yield from self._loop(node, scope, loops)
            return
        yield from self._one(node, scope)
        if isinstance(node, nodes.Call) and _is_super(node):
            return
        for inner in node.iter_child_nodes():
            yield from self.visit(inner, scope, loops)

    def _loop(
        self, node: nodes.For, scope: Mapping[str, Shape], loops: int
    ) -> Iterator[KichbanError]:
        if loops >= _MAX_LOOPS:
            yield ForbiddenInTemplate(
                "Vòng {% for %} lồng quá nhiều bậc.", where=self.where(node), hint="bớt một vòng."
            )
        if node.recursive:
            yield ForbiddenInTemplate(
                "Không dùng «recursive».", where=self.where(node, "recursive"), hint="bỏ chữ đó."
            )
        if any(True for _ in node.iter.find_all((nodes.Const, nodes.TemplateData))):
            yield ForbiddenInTemplate(
                "Vòng {% for %} phải chạy qua một danh sách có sẵn.",
                where=self.where(node),
                hint="ví dụ {% for y in chu_de.y_chinh %}.",
            )
        yield from self.visit(node.iter, scope, loops)
        item = child(shape_of(node.iter, scope, self.figures), 0)
        inner = dict(scope)
        inner["loop"] = ("names", dict.fromkeys(LOOP, "count"))
        targets = [n.name for n in node.target.find_all(nodes.Name)]
        if isinstance(node.target, nodes.Name):
            targets = [node.target.name]
        for name in targets:
            if name in CONTEXT:
                yield ForbiddenInTemplate(
                    f"Tên «{name}» đã có nghĩa riêng.",
                    where=self.where(node, name),
                    hint="đặt tên khác cho vòng lặp.",
                )
            inner[name] = item if len(targets) == 1 else None
        for part in (*node.body, *node.else_):
            yield from self.visit(part, inner, loops + 1)
        if node.test is not None:
            yield from self.visit(node.test, inner, loops + 1)

    def _one(self, node: nodes.Node, scope: Mapping[str, Shape]) -> Iterator[KichbanError]:
        if isinstance(node, nodes.Call) and _is_super(node):
            return
        for kind, (what, hint) in _REFUSED.items():
            if isinstance(node, kind):
                yield ForbiddenInTemplate(
                    f"Mẫu không dùng {what}.", where=self.where(node), hint=hint
                )
                return
        if isinstance(node, _ARITHMETIC):
            yield ForbiddenInTemplate(
                "Mẫu không làm tính.", where=self.where(node), hint="lấy số có sẵn ở so.…"
            )
            return
        if not isinstance(node, (*_ALLOWED, nodes.Keyword)):
            yield ForbiddenInTemplate(
                "Mẫu dùng thẻ không được phép.", where=self.where(node), hint="bỏ thẻ đó."
            )
            return
        yield from self._named(node, scope)

    def _named(self, node: nodes.Node, scope: Mapping[str, Shape]) -> Iterator[KichbanError]:
        match node:
            case nodes.Name(name=name) if name not in scope:
                yield UnknownVariable(
                    f"Không có biến «{name}».",
                    where=self.where(node, name),
                    hint=did_you_mean(name, [n for n in scope if n != "loop"]),
                )
            case nodes.Getattr(node=inner, attr=attr):
                yield from self._attribute(node, inner, attr, scope)
            case nodes.Getitem(node=inner, arg=arg):
                if not isinstance(arg, nodes.Const):
                    yield ForbiddenInTemplate(
                        "Trong dấu [ ] phải là số thứ tự.",
                        where=self.where(node),
                        hint="ví dụ [0].",
                    )
                elif isinstance(arg.value, str):
                    yield from self._attribute(node, inner, arg.value, scope)
            case nodes.Filter(name=name) if name not in self.filters:
                yield UnknownFilter(
                    f"Không có bộ lọc «{name}».",
                    where=self.where(node, name),
                    hint=did_you_mean(name, self.filters),
                )
            case nodes.Test(name=name) if name not in _TESTS:
                yield UnknownFilter(
                    f"Không có phép thử «{name}».",
                    where=self.where(node, name),
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
            case nodes.Const(value=str() as value) if len(value) > _MAX_CONST:
                yield ForbiddenInTemplate(
                    "Chữ trong ngoặc kép dài quá.",
                    where=self.where(node),
                    hint="viết ra ngoài thẻ.",
                )
            case _:
                pass

    def _attribute(
        self, node: nodes.Node, inner: nodes.Node, attr: str, scope: Mapping[str, Shape]
    ) -> Iterator[KichbanError]:
        if attr.startswith("_"):
            yield ForbiddenInTemplate(
                f"Không dùng tên «{attr}».", where=self.where(node, attr), hint="bỏ thẻ đó."
            )
            return
        known = names_of(shape_of(inner, scope, self.figures), self.figures)
        if known is not None and attr not in known:
            yield UnknownVariable(
                f"Không có biến «{_spelled(inner)}.{attr}».",
                where=self.where(node, attr),
                hint=did_you_mean(attr, known) or f"«{_spelled(inner)}» không có mục con.",
            )


def _is_super(node: nodes.Call) -> bool:
    plain = not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
    return plain and isinstance(node.node, nodes.Name) and node.node.name == "super"


def _spelled(node: Any) -> str:
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=inner, attr=attr):
            return f"{_spelled(inner)}.{attr}"
        case nodes.Filter(node=inner, name=name):
            return f"({_spelled(inner)} | {name})"
        case nodes.Getitem(node=inner):
            return f"{_spelled(inner)}[…]"
        case _:
            return "…"

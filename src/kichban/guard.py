"""What officers' templates may do, checked on the parsed template before it is compiled.

Templates choose words; they do not compute, define, fetch or call. What is not on the list is
refused with the line where it stands, so no sandbox escape gets as far as running.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from jinja2 import nodes

from kichban.errors import (
    ForbiddenInTemplate,
    KichbanError,
    MissingBlock,
    TemplateSyntax,
    TooLong,
    Where,
)
from kichban.expressions import is_super
from kichban.guard_names import NameGuard
from kichban.shapes import CONTEXT, LOOP, Shape, child, is_list, shape_of
from kichban.tags import Tags

_REFUSED: dict[type[nodes.Node], tuple[str, str, str]] = {
    nodes.Assign: ("{% set %}", "đặt giá trị trong topics/ hoặc personas/.", r"\bset\b"),
    nodes.AssignBlock: ("{% set %}", "đặt giá trị trong topics/ hoặc personas/.", r"\bset\b"),
    nodes.Macro: ("{% macro %}", "viết thẳng đoạn đó ra, hoặc dùng {% block %}.", r"\bmacro\b"),
    nodes.CallBlock: ("{% call %}", "viết thẳng đoạn đó ra.", r"\bcall\b"),
    nodes.FilterBlock: ("{% filter %}", "dùng bộ lọc trong {{ … | … }}.", r"\bfilter\b"),
    nodes.Include: ("{% include %}", "dùng {% extends %} và {% block %}.", ""),
    nodes.Import: ("{% import %}", "dùng {% extends %} và {% block %}.", ""),
    nodes.FromImport: ("{% from %}", "dùng {% extends %} và {% block %}.", ""),
    nodes.With: ("{% with %}", "viết thẳng ra.", r"\bwith\b"),
    nodes.Call: ("lời gọi hàm", "chỉ dùng tên có sẵn và bộ lọc.", r"\w+\s*\("),
    nodes.Concat: ("dấu ~", "viết hai thẻ cạnh nhau.", "~"),
    nodes.Dict: ("dấu { } tạo bảng", "đặt dữ liệu trong tệp YAML.", r"\{"),
    nodes.List: ("dấu [ ] tạo danh sách", "đặt dữ liệu trong tệp YAML.", r"\["),
    nodes.Slice: ("cắt đoạn [ : ]", "dùng «| first» hoặc «| chon».", r"\["),
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
_MAX_LOOPS = 3
_MAX_DEPTH = 10
_MAX_CHOICES = 20
_MAX_TAG = 400
_MAX_TAGS = 3_000
_MAX_TEXT = 200_000


def faults(
    tree: nodes.Template, file: str, lines: tuple[str, ...], filters: Collection[str],
    figures: Collection[str] | None, *, sentence: bool = False,
) -> list[KichbanError]:  # fmt: skip
    """Everything in a template that is not allowed or not there, in the order of lines.

    `figures` are the names under `so`; None when they are not known. A `sentence` is a text of a
    persona or topic: it has no blocks and extends nothing.
    """
    walk = _Walk(file, lines, filters, figures)
    whole = (
        walk.whole(tree)
        if sentence
        else (*walk.twice(tree), *walk.extended(tree), *walk.lost(tree))
    )
    return [*walk.raw(), *whole, *walk.visit(tree, dict(CONTEXT), 0, 0)]


def refuse_size(text: str, file: str, tags: Tags) -> None:
    """Refuse a text whose reading alone would take too long or nest too deep.

    Raises:
        TooLong: too many characters or tags. ForbiddenInTemplate: one tag is too long.
    """
    if len(text) > _MAX_TEXT or len(tags.tags) > _MAX_TAGS:
        raise TooLong("Mẫu dài quá.", where=Where(file), hint="chia thành nhiều mẫu.")
    for tag in tags.tags:
        if tag.kind != "comment" and tag.end - tag.start > _MAX_TAG:
            line, column = tags.place(tag.start)
            shown = text.split("\n")[line - 1]
            raise ForbiddenInTemplate(
                "Thẻ này dài quá.",
                where=Where(file, line, column, shown, 2),
                hint="viết phần chữ ra ngoài thẻ.",
            )


class _Walk(NameGuard):
    def whole(self, tree: nodes.Template) -> Iterator[KichbanError]:
        for node in tree.find_all((nodes.Block, nodes.Extends)):
            name = "block" if isinstance(node, nodes.Block) else "extends"
            yield ForbiddenInTemplate(
                f"Trong câu chữ không dùng {{% {name} %}}.",
                where=self.where(node),
                hint="chỉ mẫu mới có thẻ đó.",
            )

    def twice(self, tree: nodes.Template) -> Iterator[KichbanError]:
        seen: dict[str, int] = {}
        for node in tree.find_all(nodes.Block):
            if node.name in seen:
                yield TemplateSyntax(
                    f"Phần «{node.name}» đặt tên hai lần, lần đầu ở dòng {seen[node.name]}.",
                    where=self.where(node),
                    hint="đổi tên một phần.",
                )
            seen.setdefault(node.name, node.lineno)

    def extended(self, tree: nodes.Template) -> Iterator[KichbanError]:
        top = [node for node in tree.body if isinstance(node, nodes.Extends)]
        for node in tree.find_all(nodes.Extends):
            if node is not (top[0] if top else None):
                yield ForbiddenInTemplate(
                    "Mẫu chỉ mở rộng một mẫu khác, ngoài mọi {% if %}, {% for %} và {% block %}.",
                    where=self.where(node),
                    hint="giữ một thẻ {% extends %} trên dòng đầu, bỏ thẻ này.",
                )

    def lost(self, tree: nodes.Template) -> Iterator[KichbanError]:
        """Words and tags that no block holds: the template that is extended prints its own."""
        if not self.tags.extends or not any(isinstance(n, nodes.Extends) for n in tree.body):
            return
        first = next(t.start for t in self.tags.tags if t.name == "extends")
        for start, end in self.tags.lost:
            line, column = self.tags.place(start)
            shown = self.lines[line - 1]
            above = start < first
            yield MissingBlock(
                "Chữ hoặc thẻ đứng trước {% extends %}."
                if above
                else "Chữ hoặc thẻ nằm ngoài mọi phần nên không in ra ở đâu.",
                where=Where(self.file, line, column, shown, max(1, min(end - start, len(shown)))),
                hint="đưa {% extends … %} lên dòng đầu."
                if above
                else "đưa vào trong một {% block … %} mà mẫu gốc có.",
            )

    def raw(self) -> Iterator[KichbanError]:
        for tag in self.tags.tags:
            if tag.name == "raw":
                line, column = self.tags.place(tag.start)
                yield ForbiddenInTemplate(
                    "Mẫu không dùng {% raw %}.",
                    where=Where(self.file, line, column, self.lines[line - 1], tag.end - tag.start),
                    hint="bỏ thẻ đó.",
                )

    def visit(
        self, node: nodes.Node, scope: Mapping[str, Shape], loops: int, depth: int
    ) -> Iterator[KichbanError]:
        if isinstance(node, nodes.If | nodes.For | nodes.Block):
            depth += 1
            if depth > _MAX_DEPTH:
                yield ForbiddenInTemplate(
                    "Các thẻ lồng nhau quá nhiều bậc.", where=self.where(node), hint="bớt một bậc."
                )
                return
        if isinstance(node, nodes.For):
            yield from self._loop(node, scope, loops, depth)
            return
        if isinstance(node, nodes.Output):
            yield from self._output(node, scope, loops, depth)
            return
        found = list(self._one(node, scope))
        yield from found
        if any(isinstance(fault, ForbiddenInTemplate) for fault in found):
            return  # what stands inside is refused with it
        for inner in node.iter_child_nodes():
            yield from self.visit(inner, scope, loops, depth)

    def _output(
        self, node: nodes.Output, scope: Mapping[str, Shape], loops: int, depth: int
    ) -> Iterator[KichbanError]:
        """What is printed; here alone `super()` may stand, outside of loops."""
        for inner in node.nodes:
            original, filters = inner, []
            while isinstance(original, nodes.Filter) and original.node is not None:
                filters.append(original)
                original = original.node
            if isinstance(original, nodes.Call) and is_super(original) and not loops:
                for item in filters:
                    yield from self._one(item, scope)
                    for arg in (*item.args, *item.kwargs):
                        yield from self.visit(arg, scope, loops, depth)
                continue
            yield from self.visit(inner, scope, loops, depth)

    def _loop(
        self, node: nodes.For, scope: Mapping[str, Shape], loops: int, depth: int
    ) -> Iterator[KichbanError]:
        if loops >= _MAX_LOOPS:
            yield ForbiddenInTemplate(
                "Vòng {% for %} lồng quá nhiều bậc.",
                where=self.where(node, r"\bfor\b"),
                hint="bớt một vòng.",
            )
        if node.recursive:
            yield ForbiddenInTemplate(
                "Không dùng «recursive».",
                where=self.where(node, r"\brecursive\b"),
                hint="bỏ chữ đó.",
            )
        shape = shape_of(node.iter, scope, self.figures)
        literal = isinstance(node.iter, nodes.Literal) or is_list(shape) is False
        if literal and not isinstance(node.iter, nodes.List | nodes.Dict):
            yield ForbiddenInTemplate(
                "Vòng {% for %} phải chạy qua một danh sách có sẵn.",
                where=self.where(node, r"\bin\s+(?P<w>[^\s%]+)", quoted=True),
                hint="ví dụ {% for y in chu_de.y_chinh %}.",
            )
        yield from self.visit(node.iter, scope, loops, depth)
        item = child(shape, 0)
        inner = dict(scope)
        inner["loop"] = ("names", {n: "flag" if n in ("first", "last") else "count" for n in LOOP})
        targets = [n.name for n in node.target.find_all(nodes.Name)]
        if isinstance(node.target, nodes.Name):
            targets = [node.target.name]
        for name in targets:
            if name in CONTEXT:
                yield ForbiddenInTemplate(
                    f"Tên «{name}» đã có nghĩa riêng.",
                    where=self.where(node, rf"\bfor\s+(?:\w+\s*,\s*)*(?P<w>{name})\b"),
                    hint="đặt tên khác cho vòng lặp.",
                )
            inner[name] = item if len(targets) == 1 else None
        for part in (*node.body, *node.else_):
            yield from self.visit(part, inner, loops + 1, depth)
        if node.test is not None:
            yield from self.visit(node.test, inner, loops + 1, depth)

    def _one(self, node: nodes.Node, scope: Mapping[str, Shape]) -> Iterator[KichbanError]:
        if isinstance(node, nodes.Call) and is_super(node):
            yield ForbiddenInTemplate(
                "super() không đứng ở chỗ này.",
                where=self.where(node, r"\bsuper\b"),
                hint="viết {{ super() }} một mình, ngoài {% for %}.",
            )
            return
        if refused := _REFUSED.get(type(node)):
            what, hint, pattern = refused
            yield ForbiddenInTemplate(
                f"Mẫu không dùng {what}.", where=self.where(node, pattern), hint=hint
            )
            return
        if isinstance(node, _ARITHMETIC):
            yield ForbiddenInTemplate(
                "Mẫu không làm tính.",
                where=self.where(node, r"[-+*/%]+"),
                hint="lấy số có sẵn ở so.…",
            )
            return
        if isinstance(node, nodes.If) and len(node.elif_) > _MAX_CHOICES:
            yield ForbiddenInTemplate(
                "Quá nhiều {% elif %} trong một {% if %}.", where=self.where(node), hint="bớt đi."
            )
            return
        if not isinstance(node, (*_ALLOWED, nodes.Keyword)):
            yield ForbiddenInTemplate(
                "Mẫu dùng thẻ không được phép.", where=self.where(node), hint="bỏ thẻ đó."
            )
            return
        yield from self.named(node, scope)

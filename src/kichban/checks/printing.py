"""What a template prints, and through which filters, told without rendering it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from jinja2 import nodes

from kichban.checks.findings import Finding
from kichban.checks.typed import typed_digits
from kichban.errors import BareFigure, Where
from kichban.expressions import pattern_of, spelled
from kichban.filters import FILTERS
from kichban.quantities import Unit
from kichban.shapes import CONTEXT, Shape, child, is_list, shape_of
from kichban.tags import Tags

__all__ = ["FITS", "Kind", "Printing", "figure_of_node", "findings"]

Kind: TypeAlias = str
"""What a figure is: its unit; `ngay` for a date; `chu` for words; `co_khong` for yes or no."""

FITS: Mapping[str, frozenset[Kind]] = {
    "tien": frozenset((Unit.DONG, Unit.DONG_PER_MONTH)),
    "phan_tram": frozenset((Unit.RATIO, Unit.PERCENT)),
    "lan": frozenset((Unit.TIMES, Unit.COUNT)),
    "thang": frozenset((Unit.MONTHS, Unit.YEARS)),
    "nam": frozenset((Unit.YEARS, Unit.MONTHS)),
    "tuoi": frozenset((Unit.AGE_MONTHS, Unit.AGE_YEARS, Unit.YEARS)),
    "so_ngay": frozenset((Unit.DAYS,)),
    "ngay_lam_viec": frozenset((Unit.WORKING_DAYS,)),
    "ngay": frozenset(("ngay",)),
}
"""Filters that print figures, and the kinds of figure each prints."""

_BEST: Mapping[Kind, str] = {
    **{kind: name for name, kinds in FITS.items() for kind in kinds},
    Unit.YEARS: "nam",
    Unit.MONTHS: "thang",
}
_LISTED = ("ke", "first", "last", "chon", "length")


@dataclass(frozen=True)
class Printing:
    """Something printed: the expression, its filters from the inside out, the names in scope."""

    node: nodes.Expr
    filters: tuple[nodes.Filter, ...]
    scope: Mapping[str, Shape]


def printed(
    node: nodes.Node, scope: Mapping[str, Shape], figures: Collection[str] | None
) -> Iterator[Printing]:
    """Everything that a template prints, in the order of the template."""
    if isinstance(node, nodes.Output):
        for expression in node.nodes:
            if not isinstance(expression, nodes.TemplateData):
                yield from _parts(expression, (), scope)
        return
    if isinstance(node, nodes.For):
        inner_scope = dict(scope)
        item = child(shape_of(node.iter, scope, figures), 0)
        for name in node.target.find_all(nodes.Name):
            inner_scope[name.name] = None
        if isinstance(node.target, nodes.Name):
            inner_scope[node.target.name] = item
        inner_scope["loop"] = ("names", dict.fromkeys(("index", "index0", "length"), "count"))
        for part in (*node.body, *node.else_):
            yield from printed(part, inner_scope, figures)
        return
    for inner in node.iter_child_nodes():
        yield from printed(inner, scope, figures)


def _parts(
    node: nodes.Expr, filters: tuple[nodes.Filter, ...], scope: Mapping[str, Shape]
) -> Iterator[Printing]:
    match node:
        case nodes.Filter(node=nodes.Expr() as inner):
            yield from _parts(inner, (node, *filters), scope)
        case nodes.CondExpr(expr1=one, expr2=other):
            yield from _parts(one, filters, scope)
            if other is not None:
                yield from _parts(other, filters, scope)
        case nodes.Or(left=one, right=other) | nodes.And(left=one, right=other):
            yield from _parts(one, filters, scope)
            yield from _parts(other, filters, scope)
        case _:
            yield Printing(node, filters, scope)


def figure_of_node(node: Any) -> str:
    """The name of a figure that an expression is (`so.x`, `tai_lieu.ngay`), or ""."""
    match node:
        case nodes.Getattr(node=nodes.Name(name=("so" | "tai_lieu") as owner), attr=attr):
            return str(attr) if owner == "so" else f"tai_lieu.{attr}"
        case nodes.Getitem(node=nodes.Name(name="so"), arg=nodes.Const(value=str() as attr)):
            return attr
        case _:
            return ""


def findings(
    tree: nodes.Template,
    tags: Tags,
    file: str,
    figures: Collection[str] | None,
    kinds: Callable[[str], frozenset[Kind]],
) -> Iterator[Finding]:
    """Figures printed bare or through a filter of another kind, lists printed whole, comparisons.

    Args:
        tree: The parsed template.
        tags: Its tags.
        file: Its name in messages.
        figures: Names under `so`, None when they are not known.
        kinds: What a figure is on the day; nothing when it cannot be told.
    """
    lines = tags.source.split("\n")

    def where(node: nodes.Node, pattern: str) -> Where:
        offset, width = tags.find(pattern, node.lineno) if pattern else (-1, 0)
        if offset < 0:
            offset, width = tags.first(node.lineno)
        if offset < 0:
            return Where(file, node.lineno)
        line, column = tags.place(offset)
        text = lines[line - 1]
        return Where(file, line, column, text, max(1, min(width, len(text) - column + 1)))

    for item in printed(tree, dict(CONTEXT), figures):
        if isinstance(item.node, nodes.Const) and isinstance(item.node.value, str):
            yield from _quoted(item, tags, file)
        else:
            yield from _judged(item, where, figures, kinds)
    for compare in tree.find_all(nodes.Compare):
        for side in (compare.expr, *(operand.expr for operand in compare.ops)):
            name = figure_of_node(side)
            if name and (known := kinds(name)) and not known & {"chu", "co_khong"}:
                yield Finding(
                    "T110",
                    "loi",
                    f"Mẫu so sánh con số «{spelled(side)}».",
                    where(side, pattern_of(side) + r"\b"),
                    "mẫu chỉ chọn lời: dùng {% if so.… %} hoặc để phép tính trả lời.",
                )


def _quoted(item: Printing, tags: Tags, file: str) -> Iterator[Finding]:
    """Digits typed inside quotation marks, which only `so_thuong` lets through."""
    assert isinstance(item.node, nodes.Const)
    text = item.node.value
    if any(applied.name == "so_thuong" for applied in item.filters):
        return
    for start, run in typed_digits(text):
        offset, _ = tags.find(rf"[\"'](?P<w>{re.escape(text)})[\"']", item.node.lineno, quoted=True)
        line, column = tags.place(offset + start) if offset >= 0 else (item.node.lineno, 0)
        shown = tags.source.split("\n")[line - 1]
        yield Finding(
            "S101",
            "loi",
            f"Con số «{run}» gõ tay.",
            Where(file, line, column, shown, len(run)),
            "lấy từ so.…; số không phải của luật thì thêm «| so_thuong».",
        )


def _judged(
    item: Printing,
    where: Callable[[nodes.Node, str], Where],
    figures: Collection[str] | None,
    kinds: Callable[[str], frozenset[Kind]],
) -> Iterator[Finding]:
    name = figure_of_node(item.node)
    shape = shape_of(item.node, item.scope, figures)
    pattern = pattern_of(item.node)
    if name and (shape == "figure" or name in (figures or ())):
        known = kinds(name)
        if known and not known <= {"chu"}:
            yield from _figure(item, known, where)
        return
    for applied in item.filters:
        if shape is None:
            return
        if applied.name in FITS and not (applied.name == "ngay" and shape == "text"):
            yield Finding(
                "T110",
                "loi",
                f"Bộ lọc «{applied.name}» chỉ dùng cho số liệu, «{spelled(item.node)}» không phải.",
                where(applied, rf"{pattern}\s*\|\s*(?P<w>{applied.name})\b"),
                "lấy số ở so.…, hoặc bỏ bộ lọc.",
            )
            return
        if applied.name in ("first", "last", "chon"):
            shape = child(shape, 0) if is_list(shape) else shape if applied.name == "chon" else None
        elif applied.name == "length":
            shape = "count"
        elif is_list(shape) and applied.name not in _LISTED:
            break
        elif shape not in ("count", "flag"):
            shape = "text"
    if problem := _unprintable(shape):
        message, hint = problem
        yield Finding(
            BareFigure.code,
            "loi",
            message.format(spelled(item.node)),
            where(item.node, rf"{pattern}\b" if pattern else r"\b\d+\b"),
            hint,
        )


def _unprintable(shape: Shape) -> tuple[str, str] | None:
    if shape in (None, "text", "figure"):
        return None
    if shape == "count":
        return (
            "In ra một con số không lấy từ dữ liệu pháp luật («{}»).",
            "dùng so.…; số thứ tự thì viết «1.» ở đầu dòng.",
        )
    if shape == "flag":
        return "In ra «có» hay «không» («{}»).", "dùng {% if %} để chọn lời."
    if is_list(shape):
        return "In cả một danh sách («{}»).", "dùng {% for %}, «| ke» hoặc «| chon»."
    return "In cả một bảng («{}»).", "chỉ thẳng mục cần in, ví dụ nguoi.xung_ho.nguoi_nghe."


def _figure(
    item: Printing, known: frozenset[Kind], where: Callable[[nodes.Node, str], Where]
) -> Iterator[Finding]:
    pattern = pattern_of(item.node)
    fitting = [_BEST[kind] for kind in sorted(known) if kind in _BEST]
    hint = f"viết «| {fitting[0]}»." if fitting else "dùng {% if %} để chọn lời."
    first = item.filters[0] if item.filters else None
    if first is not None and first.name not in FILTERS:
        return  # told as an unknown filter
    if first is not None and first.name in FITS:
        if known & FITS[first.name]:
            return
        yield Finding(
            "T110",
            "loi",
            f"Số «{spelled(item.node)}» là {_named(known)}, không đi với bộ lọc «{first.name}».",
            where(first, rf"{pattern}\s*\|\s*(?P<w>{first.name})\b"),
            hint,
        )
        return
    after = rf"{pattern}\s*\|\s*{first.name}\b" if first is not None else rf"{pattern}\b(?!\s*\|)"
    yield Finding(
        BareFigure.code,
        "loi",
        f"Số «{spelled(item.node)}» in ra mà không có bộ lọc.",
        where(item.node, rf"(?P<w>{pattern})" + after.removeprefix(pattern)),
        hint,
    )


def _named(known: frozenset[Kind]) -> str:
    names = {
        "ngay": "một ngày",
        "chu": "lời chữ",
        "co_khong": "«có» hay «không»",
        Unit.RATIO: "phần trăm",
        Unit.AGE_MONTHS: "tuổi",
    }
    return " hoặc ".join(dict.fromkeys(names.get(k, str(k)) for k in sorted(known)))

"""Ids that a template names in quotes: provisions after `theo`, personas and topics in tests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import nodes

from kichban.checks.findings import Finding
from kichban.checks.shelf import ModelKind, Shelf
from kichban.errors import BadReference, Where, did_you_mean
from kichban.tags import Tags

__all__ = ["mentions"]

_KINDS: dict[str, tuple[ModelKind, str]] = {
    "chu_de": ("topics", "chủ đề"),
    "nguoi": ("personas", "nhóm người nghe"),
    "kenh": ("channels", "kênh"),
    "noi": ("places", "hồ sơ địa phương"),
}


def mentions(tree: nodes.Template, tags: Tags, file: str, shelf: Shelf) -> Iterator[Finding]:
    """Names in quotes that no file carries: a test on them is never true, a source never found."""
    for node in tree.find_all((nodes.Filter, nodes.Compare)):
        if isinstance(node, nodes.Filter):
            if node.name == "theo":
                for name in _texts(node.args):
                    if name not in shelf.provisions:
                        yield _unknown("điểm luật", name, shelf.provisions, node, tags, file)
            continue
        assert isinstance(node, nodes.Compare)
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        for side in sides:
            if not (isinstance(side, nodes.Getattr) and side.attr == "id"):
                continue
            if not isinstance(side.node, nodes.Name) or side.node.name not in _KINDS:
                continue
            kind, said = _KINDS[side.node.name]
            known = shelf.ids(kind)
            for name in _texts(sides):
                if name not in known:
                    yield _unknown(said, name, known, node, tags, file)


def _texts(items: list[nodes.Expr]) -> list[str]:
    """The quoted texts among some expressions, those of lists included."""
    inner = [
        part for item in items for part in (item.items if isinstance(item, nodes.Tuple) else [item])
    ]
    return [
        part.value
        for part in inner
        if isinstance(part, nodes.Const) and isinstance(part.value, str)
    ]


def _unknown(
    said: str, name: str, known: tuple[str, ...], node: nodes.Node, tags: Tags, file: str
) -> Finding:
    pattern = rf"[\"'](?P<w>{re.escape(name)})[\"']"
    offset, width = tags.find(pattern, node.lineno, quoted=True)
    line, column = tags.place(max(offset, 0))
    shown = tags.source.split("\n")[line - 1]
    where = Where(file, line, column, shown, max(1, width))
    hint = did_you_mean(name, known)
    return Finding(BadReference.code, "loi", f"Không có {said} «{name}».", where, hint)

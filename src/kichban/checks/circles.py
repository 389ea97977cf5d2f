"""Texts of one file that print each other without end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import nodes

from kichban.checks.findings import Finding
from kichban.checks.positions import moved_place, texts
from kichban.checks.shelf import Item, ModelKind
from kichban.errors import KichbanError, TooLong, Where
from kichban.expressions import pattern_of
from kichban.tags import Tags
from kichban.templating import Templates
from kichban.yamlio import Key

__all__ = ["circles"]

_ROOTS: Mapping[ModelKind, str] = {"personas": "nguoi", "topics": "chu_de"}


def circles(item: Item, templates: Templates) -> Iterator[Finding]:
    """Texts that lead back to themselves; each circle is told where it is closed."""
    root = _ROOTS.get(item.kind)
    if root is None or item.loaded is None:
        return
    calls: dict[str, list[tuple[str, tuple[Key, ...], str, nodes.Getattr]]] = {}
    for path, text in texts(item.loaded):
        if "{" not in text:
            continue
        try:
            tree = templates.tree(text)
        except KichbanError:
            continue  # told already
        own = ".".join([root, *(part for part in path if isinstance(part, str))])
        for node in tree.find_all(nodes.Getattr):
            if target := _dotted(node):
                calls.setdefault(own, []).append((target, path, text, node))
    done: set[str] = set()
    for start in calls:
        if start not in done:
            yield from _follow(start, (start,), calls, done, item)


def _follow(
    here: str,
    chain: tuple[str, ...],
    calls: Mapping[str, list[tuple[str, tuple[Key, ...], str, nodes.Getattr]]],
    done: set[str],
    item: Item,
) -> Iterator[Finding]:
    for target, path, text, node in calls.get(here, ()):
        if target in chain:
            loaded = item.loaded
            assert loaded is not None
            tags = Tags(text)
            offset, width = tags.find(pattern_of(node) + r"\b", node.lineno)
            line, column = tags.place(max(offset, 0))
            where = moved_place(Where("", line, column, "", width), loaded, path, text)
            message = f"Câu này gọi lại chính nó qua «{target}»."
            yield Finding(TooLong.code, "loi", message, where, "viết thẳng lời ra.")
        elif target in calls and target not in done:
            yield from _follow(target, (*chain, target), calls, done, item)
    done.add(here)


def _dotted(node: nodes.Node) -> str:
    """`chu_de.viec_can_lam.cau` as typed; "" for anything that is not a name of names."""
    match node:
        case nodes.Getattr(node=nodes.Name(name=name), attr=attr):
            return f"{name}.{attr}"
        case nodes.Getattr(node=inner, attr=attr):
            before = _dotted(inner)
            return f"{before}.{attr}" if before else ""
        case nodes.Getitem(node=inner):
            return _dotted(inner)
        case nodes.Filter(node=inner) if inner is not None:
            return _dotted(inner)
        case _:
            return ""

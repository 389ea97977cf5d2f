"""What an expression of a template says: how it is spelled, where it may stand, what it needs."""

from __future__ import annotations

import inspect
import re
from functools import cache
from typing import Any

from jinja2 import nodes

from kichban.filters import FILTERS


@cache
def arguments_of(name: str) -> tuple[int, int]:
    """How many values a filter needs in brackets, and how many it takes."""
    if name not in FILTERS:
        return (0, 0)
    given = list(inspect.signature(FILTERS[name]).parameters.values())[2:]
    return sum(p.default is p.empty for p in given), len(given)


def pattern_of(node: Any) -> str:
    """A pattern for an expression of names as it may be typed; "" for anything else."""
    match node:
        case nodes.Name(name=name):
            return rf"\b{re.escape(name)}"
        case nodes.Getattr(node=inner, attr=attr):
            return rf"{pattern_of(inner)}\s*\.\s*{re.escape(attr)}"
        case nodes.Getitem(node=inner, arg=nodes.Const(value=int())):
            return rf"{pattern_of(inner)}\s*\[\s*\d+\s*\]"
        case _:
            return ""


def is_super(node: nodes.Call) -> bool:
    """Whether a call is `super()` and nothing else."""
    plain = not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
    return plain and isinstance(node.node, nodes.Name) and node.node.name == "super"


def spelled(node: Any) -> str:
    """An expression of names as people say it: `nguoi.xung_ho`; … for what is not a name."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=inner, attr=attr):
            return f"{spelled(inner)}.{attr}"
        case nodes.Filter(node=inner, name=name):
            return f"({spelled(inner)} | {name})"
        case nodes.Getitem(node=inner):
            return f"{spelled(inner)}[…]"
        case _:
            return "…"

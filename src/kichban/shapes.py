"""What names a template may use, known before anything is rendered.

The context is closed and typed, so `nguoi.xungho` can be refused, with the nearest right name,
from the models alone.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from jinja2 import nodes
from pydantic import BaseModel

from kichban.channels import Channel
from kichban.personas import Objection, Persona, View
from kichban.places import Place
from kichban.topics import Topic

Shape: TypeAlias = Any
"""A model class, ("list", shape), ("map", shape), ("names", shapes by name), "text", "figure",
"figures", "count" (a plain number), "flag" (yes or no), or None when it is not known."""

DOCUMENT = {
    "ngay": "figure",
    "ap_dung_tu": "figure",
    "het_han": "figure",
    "don_vi": "text",
    "phien_ban": "text",
    "phien_ban_luat": "text",
    "van_ban": ("list", "text"),
    "can_cu": "text",
    "tieu_de": "text",
}
"""Names under `tai_lieu`."""

CONTEXT: Mapping[str, Shape] = {
    "nguoi": Persona,
    "chu_de": Topic,
    "kenh": Channel,
    "noi": Place,
    "goc_nhin": View,
    "so": "figures",
    "tai_lieu": ("names", DOCUMENT),
    "nghe": "text",
    "xung": "text",
    "con_cho": "count",
    "hay_hoi": Objection,
}
"""Every name that a template may begin with."""

LOOP = {"index", "index0", "first", "last", "length", "revindex", "revindex0"}
"""Names under `loop`."""


def shape_of(
    node: nodes.Node, scope: Mapping[str, Shape], figures: Iterable[str] | None = None
) -> Shape:
    """The shape of an expression, or None when it cannot be told."""
    match node:
        case nodes.Name(name=name):
            return scope.get(name)
        case nodes.Getattr(node=inner, attr=attr):
            return child(shape_of(inner, scope, figures), attr)
        case nodes.Getitem(node=inner, arg=nodes.Const(value=value)):
            return child(shape_of(inner, scope, figures), value)
        case nodes.Filter(node=inner, name=("first" | "last" | "chon")) if inner is not None:
            return child(shape_of(inner, scope, figures), 0)
        case nodes.Filter(name="length"):
            return "count"
        case nodes.Const(value=bool()):
            return "flag"
        case nodes.Const(value=(int() | float())):
            return "count"
        case nodes.Filter() | nodes.Const() | nodes.TemplateData():
            return "text"
        case _:
            return None


def child(shape: Shape, key: Any) -> Shape:
    """The shape of one attribute or item; None when it is unknown or does not exist."""
    if isinstance(key, int):
        return shape[1] if isinstance(shape, tuple) and shape[0] == "list" else None
    if isinstance(shape, tuple) and shape[0] == "map":
        return shape[1]
    if isinstance(shape, tuple) and shape[0] == "names":
        return shape[1].get(key)
    if shape == "figures":
        return "figure"
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        field = shape.model_fields.get(key)
        return None if field is None else _of_annotation(field.annotation)
    return None


def is_list(shape: Shape) -> bool | None:
    """Whether a shape is a list; None when that is not known."""
    if shape is None or (isinstance(shape, tuple) and shape[0] == "map"):
        return None
    return isinstance(shape, tuple) and shape[0] == "list"


def names_of(shape: Shape, figures: Iterable[str] | None) -> tuple[str, ...] | None:
    """The names that a shape has; None when they are not known.

    `figures` are the names under `so`, None when they are not known.
    """
    if isinstance(shape, tuple) and shape[0] == "names":
        return tuple(shape[1])
    if shape == "figures":
        return None if figures is None else tuple(figures)
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return tuple(shape.model_fields)
    if shape in ("text", "figure", "count", "flag") or is_list(shape):
        return ()
    return None


def _of_annotation(annotation: Any) -> Shape:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _of_annotation(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        inner = [a for a in get_args(annotation) if a is not type(None)]
        return _of_annotation(inner[0]) if len(inner) == 1 else "text"
    if origin in (tuple, list):
        return ("list", _of_annotation(get_args(annotation)[0]))
    if origin is dict:
        return ("map", _of_annotation(get_args(annotation)[1]))
    if origin is Literal:
        return "text"
    if annotation in (int, bool):
        return "count" if annotation is int else "flag"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return "text"

"""The one Jinja environment: sandboxed, strict, closed; marks around figures; lines remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kichban import marks
from kichban.errors import TooLong
from kichban.filters import FILTERS, text_of

__all__ = ["MAX_OUTPUT", "closed_environment"]

MAX_OUTPUT = 400_000
"""Characters that one template may produce."""

_TAGS = re.compile(r"\{%.*?%\}|\{#.*?#\}")


class _Lines(Extension):
    """Writes after each line of words the place it came from, so that findings can point there."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Keep the line end after a tag that shares its line with words.

        Jinja drops the line end after every tag. That is right for a tag alone on its line; after
        `… {% endif %}` it would glue the next line to the words.
        """
        del name, filename
        return "\n".join(
            f'{line.rstrip()}{{{{ "" }}}}'
            if line.rstrip().endswith("%}") and _TAGS.sub("", line).strip()
            else line
            for line in source.split("\n")
        )

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        name = stream.name
        if not name:
            yield from stream
            return
        started = ""
        for token in stream:
            if token.type != "data":
                if token.type == "variable_begin":
                    started = started or "{"
                yield token
                continue
            pieces = str(token.value).split("\n")
            out = []
            for offset, piece in enumerate(pieces):
                started += piece.lstrip() if not started else ""
                last = offset == len(pieces) - 1
                if not last:
                    markable = started and not started.startswith(("|", ":::", "---"))
                    place = f"{name}:{token.lineno + offset}"
                    out.append(piece + (marks.line(place) if markable else ""))
                    started = ""
                else:
                    out.append(piece)
            yield Token(token.lineno, "data", "\n".join(out))


def _bounded(pieces: Iterable[str]) -> str:
    """Join the pieces of a block that `super()` asks for.

    Raises:
        TooLong: there are too many of them.
    """
    out: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_OUTPUT:
            raise TooLong("Mẫu tạo ra quá nhiều chữ.", hint="bớt các vòng {% for %} và super().")
        out.append(piece)
    return "".join(out)


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja, with everything taken away that a letter does not need."""

    concat = staticmethod(_bounded)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not attr.startswith("_") and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        # Only `super()` reaches this: every other call is refused when the template is read.
        return isinstance(obj, jinja2.runtime.BlockReference)


@jinja2.pass_context
def _finalized(context: jinja2.runtime.Context, value: Any) -> str:
    """What is printed must be words: texts of the pack, marked figures, nothing bare."""
    if isinstance(value, str):
        return value
    if isinstance(value, jinja2.Undefined):
        return str(value)
    return text_of(context, value)


def closed_environment(
    source: Callable[[str], tuple[str, str, None]],
) -> jinja2.Environment:
    """The environment of officers' templates, with nothing in it that a letter does not need.

    Args:
        source: From the logical name of a template to its text.
    """
    environment = _Environment(
        loader=jinja2.FunctionLoader(source),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        extensions=[_Lines],
        finalize=_finalized,
    )
    kept = {name: environment.filters[name] for name in ("first", "last", "length")}
    environment.globals.clear()
    environment.filters.clear()
    environment.filters.update({**kept, **FILTERS})
    environment.tests = {n: environment.tests[n] for n in ("defined", "undefined", "none")}
    return environment

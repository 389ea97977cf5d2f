"""The one Jinja environment: sandboxed, strict, closed; marks around figures; lines remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kichban import marks
from kichban.context import Words
from kichban.errors import (
    ForbiddenInTemplate,
    KichbanError,
    ManyErrors,
    MissingBlock,
    TemplateSyntax,
    TooLong,
    UnknownName,
    UnknownVariable,
    Where,
    did_you_mean,
)
from kichban.filters import FILTERS, text_of
from kichban.guard import faults
from kichban.yamlio import read_text

if TYPE_CHECKING:
    from kichban.packs import Packs

_MAX_OUTPUT = 400_000
_CURLY = re.compile(r"\{[{%][^{}]*[“”‘’«»][^{}]*[%}]\}")


class _Lines(Extension):
    """Writes after each line of words the place it came from, so that findings can point there."""

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


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja, with everything taken away that a letter does not need."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not attr.startswith("_") and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        # Only `super()` reaches this: every other call is refused when the template is read.
        return isinstance(obj, jinja2.runtime.BlockReference)


class Templates:
    """All templates of a stack of packs, each compiled once.

    Args:
        packs: Where templates and the names of figures come from.
    """

    def __init__(self, packs: Packs) -> None:
        self._packs = packs
        self._sources: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._words: dict[str, jinja2.Template] = {}
        self._figures: tuple[str, ...] | None = None
        self._checked: set[str] = set()
        self.environment = _Environment(
            loader=jinja2.FunctionLoader(self._source),
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
        env = self.environment
        env.globals.clear()
        kept = {name: env.filters[name] for name in ("first", "last", "length")}
        env.filters.clear()
        env.filters.update({**kept, **FILTERS})
        env.tests = {n: env.tests[n] for n in ("defined", "undefined", "none")}

    def figure_names(self) -> tuple[str, ...]:
        """Every `so.<name>` that some topic or the common list defines."""
        if self._figures is None:
            names = set(self._packs.figures)
            for topic in self._packs.ids("topics"):
                names.update(self._packs.topic(topic).so_lieu)
            self._figures = tuple(sorted(names))
        return self._figures

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """The marked text of a template.

        Raises:
            KichbanError: any fault, with file, line and remedy.
        """
        return self._run(lambda: self._compiled(name), context, name)

    def words(self, text: str, place: tuple[str, int], context: Mapping[str, Any]) -> str:
        """The marked text of a sentence that stands in a persona or topic.

        `place` is the file and line of the sentence.
        """
        key = f"loi:{place[0]}:{place[1]}"
        if text not in self._words:
            try:
                self._check(text, place[0] or key, tuple([""] * (place[1] - 1) + [text]), place[1])
                self._words[text] = self.environment.from_string(text)
            except jinja2.TemplateSyntaxError as error:
                raise syntax_fault(error, place[0], (text,), first_line=place[1]) from error
        return self._run(lambda: self._words[text], context, key, place)

    def blocks(self, name: str) -> dict[str, int]:
        """The named blocks of a template itself, each with its line."""
        source, lines = self._text(name)
        tree = self._parsed(name, source, lines)
        return {block.name: block.lineno for block in tree.find_all(nodes.Block)}

    def parent(self, name: str) -> str:
        """The template that this one extends, or ""."""
        source, lines = self._text(name)
        for node in self._parsed(name, source, lines).find_all(nodes.Extends):
            if isinstance(node.template, nodes.Const):
                return str(node.template.value)
        return ""

    def chain(self, name: str) -> tuple[str, ...]:
        """The template and all that it extends, the most particular first.

        Raises:
            ForbiddenInTemplate: the templates extend each other in a circle.
            UnknownName: a template that is extended is not there.
        """
        names = [name]
        while parent := self.parent(names[-1]):
            if parent in names:
                raise ForbiddenInTemplate(
                    "Các mẫu mở rộng lẫn nhau thành vòng.",
                    where=Where(self.shown(names[-1])),
                    hint='dùng {% extends "goc/…" %} để chỉ bản gốc.',
                )
            names.append(parent)
        return tuple(names)

    def check_blocks(self, name: str, required: tuple[str, ...]) -> None:
        """Refuse a template that lacks a section of its channel, or overrides one that is not.

        Raises:
            MissingBlock: with the file and line.
        """
        self._compiled(name)
        chain = self.chain(name)
        base = self.blocks(chain[-1])
        errors: list[KichbanError] = []
        for block in required:
            if block not in base:
                errors.append(
                    MissingBlock(
                        f"Mẫu thiếu phần «{block}» mà kênh bắt buộc.",
                        where=Where(self.shown(chain[-1])),
                        hint=f"thêm {{% block {block} %}} … {{% endblock %}}.",
                    )
                )
        known = set(base)
        for child in reversed(chain[:-1]):
            _, lines = self._text(child)
            for block, line in self.blocks(child).items():
                if block not in known:
                    text = lines[line - 1] if line <= len(lines) else ""
                    errors.append(
                        MissingBlock(
                            f"Mẫu gốc không có phần «{block}».",
                            where=Where(self.shown(child), line, 1, text),
                            hint=did_you_mean(block, known),
                        )
                    )
            known |= set(self.blocks(child))
        if errors:
            raise errors[0] if len(errors) == 1 else ManyErrors(errors)

    def shown(self, name: str) -> str:
        """A template's file as people recognise it."""
        file = self._packs.template_file(name)
        return file.shown if file else name

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a template as typed."""
        return self._text(name)[1]

    def _text(self, name: str) -> tuple[str, tuple[str, ...]]:
        if name not in self._sources:
            file = self._packs.template_file(name)
            if file is None:
                raise UnknownName(f"Không có mẫu «{name}».", hint="xem lại tên sau {% extends %}.")
            text = read_text(file.path, file.shown)
            self._sources[name] = (text, tuple(text.split("\n")))
        return self._sources[name]

    def _source(self, name: str) -> tuple[str, str, None]:
        text, _ = self._text(name)
        return text, name, None

    def _compiled(self, name: str) -> jinja2.Template:
        if name not in self._checked:
            for link in self.chain(name):
                text, lines = self._text(link)
                self._check(text, self.shown(link), lines)
            self._checked.add(name)
        return self.environment.get_template(name)

    def _check(self, text: str, file: str, lines: tuple[str, ...], first: int = 1) -> None:
        if marks.has_marks(text):
            raise TemplateSyntax(
                "Tệp có ký tự ẩn không dùng được.",
                where=Where(file),
                hint="gõ lại đoạn dán từ nơi khác.",
            )
        for number, line in enumerate(lines, 1):
            if found := _CURLY.search(line):
                raise TemplateSyntax(
                    "Trong thẻ có ngoặc cong.",
                    where=Where(file, number, found.start() + 1, line, len(found[0])),
                    hint='trong {{ }} và {% %} dùng ngoặc thẳng " ".',
                )
        tree = self._parsed(file, text, lines, first)
        found_faults = faults(
            tree, file, lines, tuple(self.environment.filters), self.figure_names()
        )
        if found_faults:
            raise found_faults[0] if len(found_faults) == 1 else ManyErrors(found_faults)

    def _parsed(
        self, name: str, text: str, lines: tuple[str, ...], first: int = 1
    ) -> nodes.Template:
        try:
            tree = self.environment.parse("\n" * (first - 1) + text if first > 1 else text)
        except jinja2.TemplateSyntaxError as error:
            raise syntax_fault(error, self.shown(name), lines) from error
        except RecursionError as error:
            raise TemplateSyntax("Mẫu lồng nhau quá sâu.", where=Where(name)) from error
        return tree

    def _run(
        self, get: Any, context: Mapping[str, Any], name: str, place: tuple[str, int] | None = None
    ) -> str:
        out: list[str] = []
        size = 0
        try:
            template = get()
            for piece in template.root_render_func(
                template.new_context(dict(context), shared=True)
            ):
                size += len(piece)
                if size > _MAX_OUTPUT:
                    raise TooLong("Mẫu tạo ra quá nhiều chữ.", where=Where(name))
                out.append(piece)
        except KichbanError as error:
            if error.where is None and not isinstance(error, ManyErrors):
                error.where = self._place(error, place)
            raise
        except jinja2.TemplateSyntaxError as error:
            raise syntax_fault(error, self.shown(error.name or name), ()) from error
        except jinja2.UndefinedError as error:
            raise UnknownVariable(
                "Mẫu dùng một biến không có.",
                where=self._place(error, place),
                hint="xem bảng tên biến trong docs/the-mau.md.",
            ) from error
        except RecursionError as error:
            raise TooLong("Mẫu gọi lẫn nhau không dứt.", where=Where(name)) from error
        except (TypeError, AttributeError, jinja2.TemplateError) as error:
            raise TemplateSyntax(
                "Chỗ này của mẫu không chạy được.",
                where=self._place(error, place),
                hint="xem lại tên biến và bộ lọc trên dòng.",
            ) from error
        return "".join(out)

    def _place(self, error: BaseException, place: tuple[str, int] | None) -> Where:
        """Where in the templates an error arose, from the traceback that Jinja rewrites."""
        found: Where | None = None
        trace = error.__traceback__
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            known = self._sources.get(file)
            if known is not None:
                line = trace.tb_lineno
                text = known[1][line - 1] if 0 < line <= len(known[1]) else ""
                found = Where(self.shown(file), line, len(text) - len(text.lstrip()) + 1, text)
            trace = trace.tb_next
        if place and place[0]:
            return Where(place[0], place[1])
        return found or Where("mẫu")


@jinja2.pass_context
def _finalized(context: jinja2.runtime.Context, value: Any) -> str:
    """What is printed must be words: texts of the pack, marked figures, nothing bare."""
    if isinstance(value, str):
        return value
    if isinstance(value, jinja2.Undefined):
        return str(value)
    if isinstance(value, Words):
        return text_of(context, value)
    return text_of(context, value)


def syntax_fault(
    error: jinja2.TemplateSyntaxError, file: str, lines: tuple[str, ...], first_line: int = 1
) -> TemplateSyntax:
    """A syntax error of Jinja as an officer should read it."""
    raw_message = error.message or ""
    line = error.lineno + first_line - 1
    message, hint = "Thẻ viết chưa đúng cách.", "xem lại {{ }} và {% %} trên dòng này."
    if opened := _unclosed(lines):
        line, tag = opened
        message = f"Thẻ «{tag}» mở ở đây mà chưa đóng."
        hint = "thêm dấu đóng, hoặc {% end… %} cùng tên ở dưới."
    elif "unknown tag" in raw_message or "Encountered unknown tag" in raw_message:
        found = re.search(r"unknown tag '([^']*)'", raw_message)
        name = found[1] if found else ""
        near = did_you_mean(
            name, ["block", "endblock", "if", "elif", "else", "endif", "for", "endfor", "extends"]
        )
        message, hint = f"Không có thẻ «{name}».", near
    elif "expected token" in raw_message or "unexpected" in raw_message:
        hint = "xem lại dấu ngoặc, dấu chấm, dấu | và tên trên dòng này."
    elif "defined twice" in raw_message:
        message, hint = "Một phần {% block %} đặt tên hai lần.", "đổi tên một phần."
    elif "No filter named" in raw_message or "No test named" in raw_message:
        message, hint = "Không có bộ lọc này.", "xem danh sách bộ lọc trong docs/the-mau.md."
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return TemplateSyntax(
        message, where=Where(file, line, 1 if text else 0, text, max(1, len(text))), hint=hint
    )


_TAG = re.compile(r"\{%[-+]?\s*(block|endblock|if|endif|for|endfor)\b")


def _unclosed(lines: tuple[str, ...]) -> tuple[int, str] | None:
    """The first tag or expression that is opened and never closed: its line and its name."""
    stack: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        for opener, closer in (("{{", "}}"), ("{%", "%}"), ("{#", "#}")):
            if line.count(opener) > line.count(closer) and not any(
                closer in later for later in lines[number : number + 3]
            ):
                return number, opener
        for found in _TAG.finditer(line):
            name = found[1]
            if not name.startswith("end"):
                stack.append((number, name))
            elif stack and stack[-1][1] == name[3:]:
                stack.pop()
            elif stack:
                return stack[-1]
    return stack[-1] if stack else None


__all__ = ["Templates", "syntax_fault"]

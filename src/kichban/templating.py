"""The one Jinja environment: sandboxed, strict, closed; marks around figures; lines remembered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kichban import marks
from kichban.context import Budget, Words
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
from kichban.guard import faults, refuse_size
from kichban.tags import Tags
from kichban.template_faults import curly_faults, syntax_fault
from kichban.yamlio import read_text

if TYPE_CHECKING:
    from kichban.packs import Packs

_MAX_OUTPUT = 400_000
_MAX_CHAIN = 5
_MAX_NESTED = 6
_MAX_TEXTS = 20_000


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
        if size > _MAX_OUTPUT:
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
        self._heads: dict[str, tuple[str, int, dict[str, int]]] = {}
        self._trees: dict[tuple[str, int], nodes.Template] = {}
        self._document: tuple[object, Budget] = (None, Budget())
        self._nested = 0
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
                # A faulty topic is told when it is asked for; it does not stop the others.
                with suppress(KichbanError):
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
                lines = tuple([""] * (place[1] - 1) + [text])
                self._check(text, place[0] or key, lines, max(place[1], 1), sentence=True)
                self._words[text] = self.environment.from_string(text)
            except jinja2.TemplateSyntaxError as error:
                raise syntax_fault(error, place[0], (text,), first_line=place[1]) from error
        if self._document[0] is not context:
            self._document = (context, Budget(_MAX_TEXTS))
        self._document[1].spend()
        if self._nested >= _MAX_NESTED:
            raise TooLong(
                "Các câu gọi lẫn nhau quá nhiều tầng.",
                where=Where(*place) if place[0] else None,
                hint="viết thẳng câu đó ra, đừng gọi câu khác.",
            )
        self._nested += 1
        try:
            return self._run(lambda: self._words[text], context, key, place)
        finally:
            self._nested -= 1

    def blocks(self, name: str) -> dict[str, int]:
        """The named blocks of a template itself, each with its line."""
        return self._head(name)[2]

    def parent(self, name: str) -> str:
        """The template that this one extends, or ""."""
        return self._head(name)[0]

    def _head(self, name: str) -> tuple[str, int, dict[str, int]]:
        """What a template extends, on which line, and its blocks; read once."""
        if name not in self._heads:
            source, lines = self._text(name)
            tree = self._parsed(name, source, lines)
            parent, line = "", 0
            for node in tree.find_all(nodes.Extends):
                if isinstance(node.template, nodes.Const) and not parent:
                    parent, line = str(node.template.value), node.lineno
            blocks = {block.name: block.lineno for block in tree.find_all(nodes.Block)}
            self._heads[name] = (parent, line, blocks)
        return self._heads[name]

    def chain(self, name: str) -> tuple[str, ...]:
        """The template and all that it extends, the most particular first.

        Raises:
            ForbiddenInTemplate: the templates extend each other in a circle.
            UnknownName: a template that is extended is not there.
        """
        names = [name]
        while parent := self.parent(names[-1]):
            if parent in names or len(names) >= _MAX_CHAIN:
                raise ForbiddenInTemplate(
                    "Các mẫu mở rộng lẫn nhau thành vòng."
                    if parent in names
                    else "Các mẫu mở rộng nhau qua quá nhiều tầng.",
                    where=self._line_of(names[-1], self._head(names[-1])[1]),
                    hint='dùng {% extends "goc/…" %} để chỉ bản gốc.',
                )
            if self._packs.template_file(parent) is None:
                raise UnknownName(
                    f"Không có mẫu «{parent}».",
                    where=self._line_of(names[-1], self._head(names[-1])[1]),
                    hint='xem lại tên sau extends, ví dụ "goc/to-roi/mau.md.j2".',
                )
            names.append(parent)
        return tuple(names)

    def _line_of(self, name: str, line: int) -> Where:
        lines = self._text(name)[1]
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        column = len(text) - len(text.lstrip()) + 1
        return Where(self.shown(name), line, column, text, max(1, len(text.strip())))

    def check_blocks(self, name: str, required: tuple[str, ...]) -> None:
        """Refuse a template that lacks a section of its channel, or overrides one that is not.

        Raises:
            MissingBlock: with the file and line.
        """
        self._compiled(name)
        if errors := self.block_faults(name, required):
            raise errors[0] if len(errors) == 1 else ManyErrors(errors)

    def block_faults(self, name: str, required: tuple[str, ...]) -> list[KichbanError]:
        """Sections of the channel that a template lacks, and overrides of sections that are not."""
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
            for block, line in self.blocks(child).items():
                if block not in known:
                    errors.append(
                        MissingBlock(
                            f"Mẫu gốc không có phần «{block}».",
                            where=self._line_of(child, line),
                            hint=did_you_mean(block, known),
                        )
                    )
            known |= set(self.blocks(child))
        return errors

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

    def _check(
        self,
        text: str,
        file: str,
        lines: tuple[str, ...],
        first: int = 1,
        *,
        sentence: bool = False,
    ) -> None:
        names = self.figure_names()
        found_faults = self.faults(text, file, lines, first, names, sentence=sentence)
        if found_faults:
            raise found_faults[0] if len(found_faults) == 1 else ManyErrors(found_faults)

    def faults(
        self,
        text: str,
        file: str,
        lines: tuple[str, ...],
        first: int,
        figures: tuple[str, ...] | None,
        *,
        sentence: bool = False,
    ) -> list[KichbanError]:
        """Everything wrong in a template, or in a text of a pack, known before it is rendered.

        Args:
            text: What is read.
            file: Its name in messages.
            lines: The lines of the file, the text beginning on line `first`.
            figures: Names that may stand after `so.`; None when they are not known.
            sentence: Whether it is a text of a persona or topic, which has no blocks.
        """
        padded = "\n".join(lines)
        if found := marks.place(padded):
            line, column = found
            return [
                TemplateSyntax(
                    "Tệp có ký tự ẩn không dùng được.",
                    where=Where(file, line, column, padded.split("\n")[line - 1]),
                    hint="gõ lại đoạn dán từ nơi khác.",
                )
            ]
        if curly := list(curly_faults(padded, file)):
            return curly
        try:
            tree = self._parsed(file, text, lines, first)
            known = tuple(self.environment.filters)
            return faults(tree, file, lines, known, figures, sentence=sentence)
        except RecursionError:
            return [TemplateSyntax("Mẫu lồng nhau quá sâu.", where=Where(file))]
        except KichbanError as error:
            return [error]

    def _parsed(
        self, name: str, text: str, lines: tuple[str, ...], first: int = 1
    ) -> nodes.Template:
        if (text, first) in self._trees:
            return self._trees[text, first]
        refuse_size(text, self.shown(name), Tags(text))
        try:
            tree = self.environment.parse("\n" * (first - 1) + text if first > 1 else text)
        except jinja2.TemplateSyntaxError as error:
            raise syntax_fault(error, self.shown(name), lines) from error
        except RecursionError as error:
            raise TemplateSyntax("Mẫu lồng nhau quá sâu.", where=Where(name)) from error
        self._trees[text, first] = tree
        return tree

    def tree(self, text: str, name: str = "") -> nodes.Template:
        """A template, or a text that may hold tags, parsed once.

        `name` is the logical name of a template, for messages.

        Raises:
            KichbanError: it cannot be parsed.
        """
        return self._parsed(name, text, tuple(text.split("\n")))

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
        """Where in the templates an error arose: the innermost line of a template that ran."""
        if place and place[0]:
            return Where(place[0], place[1])
        found: Where | None = None
        trace = error.__traceback__
        while trace is not None:
            template = trace.tb_frame.f_globals.get("__jinja_template__")
            if template is not None and template.name in self._sources:
                # Python ran the compiled lines; the template knows which of its own they are.
                line = template.get_corresponding_lineno(trace.tb_lineno)
                text = self._sources[template.name][1][line - 1]
                offset = max(text.find("{{"), 0) or max(text.find("{%"), 0)
                found = Where(self.shown(template.name), line, offset + 1, text)
            trace = trace.tb_next
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


__all__ = ["Templates", "syntax_fault"]

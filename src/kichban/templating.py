"""Rendering: each template compiled once, each document with a bound on its length and time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import jinja2

from kichban.context import Budget
from kichban.errors import KichbanError, ManyErrors, TemplateSyntax, TooLong, UnknownVariable, Where
from kichban.template_environment import MAX_OUTPUT
from kichban.template_faults import syntax_fault
from kichban.template_texts import TemplateTexts

if TYPE_CHECKING:
    from kichban.packs import Packs

_MAX_NESTED = 6
_MAX_TEXTS = 20_000


class Templates(TemplateTexts):
    """All templates of a stack of packs, each compiled once.

    Args:
        packs: Where templates and the names of figures come from.
    """

    def __init__(self, packs: Packs) -> None:
        super().__init__(packs)
        self._words: dict[str, jinja2.Template] = {}
        self._checked: set[str] = set()
        self._document: tuple[object, Budget] = (None, Budget())
        self._nested = 0

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

    def check_blocks(self, name: str, required: tuple[str, ...]) -> None:
        """Refuse a template that lacks a section of its channel, or overrides one that is not.

        Raises:
            MissingBlock: with the file and line.
        """
        self._compiled(name)
        if errors := self.block_faults(name, required):
            raise errors[0] if len(errors) == 1 else ManyErrors(errors)

    def _compiled(self, name: str) -> jinja2.Template:
        if name not in self._checked:
            for link in self.chain(name):
                text, lines = self._text(link)
                self._check(text, self.shown(link), lines)
            self._checked.add(name)
        try:
            return self.environment.get_template(name)
        except jinja2.TemplateSyntaxError as error:  # Jinja finds some only when it compiles
            raise syntax_fault(error, self.shown(error.name or name), ()) from error

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
                if size > MAX_OUTPUT:
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


__all__ = ["Templates", "syntax_fault"]

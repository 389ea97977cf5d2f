"""Templates as they are typed: read once, parsed once, what each extends, what is wrong in it."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

import jinja2
from jinja2 import nodes

from kichban import marks
from kichban.errors import (
    ForbiddenInTemplate,
    KichbanError,
    MissingBlock,
    TemplateSyntax,
    UnknownName,
    Where,
    did_you_mean,
)
from kichban.guard import faults, refuse_size
from kichban.tags import Tags
from kichban.template_environment import closed_environment
from kichban.template_faults import syntax_fault, typing_faults
from kichban.yamlio import read_text

if TYPE_CHECKING:
    from kichban.packs import Packs

__all__ = ["TemplateTexts"]

_MAX_CHAIN = 5


_MOST_FAULTS = 100  # of one text: one with more is of no use as it stands


class TemplateTexts:
    """The texts of all templates of a stack of packs.

    Args:
        packs: Where templates and the names of figures come from.
    """

    def __init__(self, packs: Packs) -> None:
        self._packs = packs
        self._sources: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._figures: tuple[str, ...] | None = None
        self._heads: dict[str, tuple[str, int, dict[str, int]]] = {}
        self._trees: dict[tuple[str, int], nodes.Template] = {}
        self.environment = closed_environment(self._source)

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

    def typed(self, name: str, text: str) -> Where:
        """Where a line of a template's output was typed, in it or in one that it extends.

        The whole file is meant when no line of them, or more than one, is that line.
        """
        wanted = text.strip()
        places = [
            (link, number)
            for link in self.chain(name)
            for number, line in enumerate(self.lines(link), 1)
            if wanted and line.strip() == wanted
        ]
        return self._line_of(*places[0]) if len(places) == 1 else Where(self.shown(name))

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
        if mistyped := list(islice(typing_faults(padded, file), _MOST_FAULTS)):
            return mistyped
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

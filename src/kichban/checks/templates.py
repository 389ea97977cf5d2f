"""Templates and texts with tags, judged without rendering them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from jinja2 import nodes

from kichban.checks import printing
from kichban.checks.figures import FigureBook
from kichban.checks.findings import Finding, of_error
from kichban.checks.markup import alone, fences, place_in
from kichban.checks.mentions import mentions
from kichban.checks.positions import leaves, moved, moved_place
from kichban.checks.shelf import Item, Scope, Shelf
from kichban.checks.wording import wording
from kichban.errors import (
    BadReference,
    CannotRead,
    KichbanError,
    MissingBlock,
    TemplateSyntax,
    UnknownVariable,
    Where,
    did_you_mean,
)
from kichban.packs import TemplateFile
from kichban.provenance import law_bound
from kichban.tags import Tags
from kichban.yamlio import Key, Loaded

__all__ = ["TemplateCheck"]

_SUFFIX = ".md.j2"
_FIGURE = re.compile(r"\bso\s*(?:\.\s*|\[\s*['\"])(\w+)")


class TemplateCheck:
    """Judges templates and texts of packs, and tells which figures they call.

    Args:
        shelf: The packs.
        book: What the figures are.
    """

    def __init__(self, shelf: Shelf, book: FigureBook) -> None:
        self._shelf, self._book = shelf, book

    def template(self, channel: Item, file: TemplateFile) -> Iterator[Finding]:
        """One template of a channel."""
        templates = self._shelf.templates
        try:
            lines = templates.lines(file.name)
        except KichbanError as error:
            yield from of_error(error)
            return
        text = "\n".join(lines)
        tags = Tags(text)
        errors = templates.faults(text, file.shown, lines, 1, self._shelf.figure_names)
        for fault in errors:
            yield from of_error(fault)
        broken = any(isinstance(e, TemplateSyntax | CannotRead) for e in errors)
        if not broken:
            yield from self._belongs(channel, file)
            yield from self._blocks(channel, file)
            yield from self._figures(text, tags, file.shown, self._topics_of(file))
        place = place_in(tags, file.shown)
        yield from alone(tags, place)
        yield from fences(text, place)
        yield from wording(tags.words, place)

    def used(self) -> set[str]:
        """The figures that any template, persona or topic of the packs calls, faulty ones too."""
        out: set[str] = set()
        for text in self._texts():
            if "{" in text:
                out.update(found[1] for found in _FIGURE.finditer(Tags(text).quoting))
        return out

    def _texts(self) -> Iterator[str]:
        templates, packs = self._shelf.templates, self._shelf.packs
        for channel in self._shelf.ids("channels"):
            for file in packs.templates_of(channel):
                with suppress(KichbanError):
                    yield "\n".join(templates.lines(file.name))
        for kind in ("personas", "topics"):
            for item in self._shelf.items(kind).values():
                yield from (text for _, text in leaves(item.loaded.data if item.loaded else {}))

    def text(
        self, loaded: Loaded, path: tuple[Key, ...], text: str, topics: tuple[str, ...]
    ) -> Iterator[Finding]:
        """One text of a persona or topic, with the tags it may hold.

        `topics` are those of whose figures the text may call.
        """
        if "{" not in text:
            return
        templates = self._shelf.templates
        lines = tuple(text.split("\n"))
        names = self._shelf.figure_names
        errors = templates.faults(text, loaded.file, lines, 1, names, sentence=True)
        broken = any(isinstance(e, TemplateSyntax) for e in errors)
        for fault in errors:
            for one in moved(fault, loaded, path, text):
                yield from of_error(one)
        if broken:
            return
        tags = Tags(text)
        for finding in self._figures(text, tags, loaded.file, topics):
            yield replace(finding, where=moved_place(finding.where, loaded, path, text))

    def _figures(
        self, text: str, tags: Tags, file: str, topics: tuple[str, ...]
    ) -> Iterator[Finding]:
        """How figures are printed, and whether those of other topics are called."""
        try:
            tree = self._shelf.templates.tree(text)
        except KichbanError:
            return  # told already
        names = self._shelf.figure_names
        yield from mentions(tree, Tags(tags.source), file, self._shelf)
        yield from printing.findings(tree, tags, file, names, self._book.kinds)
        here = self._shelf.names_in(topics)
        for name, node, guarded in _called(tree, False):
            if guarded or names is None or name not in names or name in here:
                continue
            offset, width = tags.find(rf"\bso\s*\.\s*(?P<w>{re.escape(name)})\b", node.lineno)
            line, column = tags.place(max(offset, 0))
            shown = tags.source.split("\n")[line - 1]
            owners = sorted({s.topic for s in self._shelf.sources if s.name == name})
            yield Finding(
                UnknownVariable.code,
                "loi",
                f"«so.{name}» chỉ có ở chủ đề {', '.join(f'«{o}»' for o in owners)}.",
                Where(file, line, column, shown, max(1, width)),
                "chuyển số đó vào law/so-lieu.yaml, hoặc dùng ở mẫu riêng của chủ đề.",
            )

    def _topics_of(self, file: TemplateFile) -> tuple[str, ...]:
        stem = file.name.rpartition("/")[2].removesuffix(_SUFFIX)
        persona, _, topic = stem.rpartition("--")
        if topic in self._shelf.ids("topics"):
            return (topic,)
        found = self._shelf.item("personas", persona or topic)
        if found is not None and found.model is not None:
            return tuple(found.model.chu_de)
        return self._shelf.ids("topics")

    def _belongs(self, channel: Item, file: TemplateFile) -> Iterator[Finding]:
        """A template is found by its name: one that names nobody is never used."""
        stem = file.name.rpartition("/")[2].removesuffix(_SUFFIX)
        personas, topics = self._shelf.ids("personas"), self._shelf.ids("topics")
        persona, sign, topic = stem.partition("--")
        known = stem == "mau" or (
            persona in personas and topic in topics if sign else stem in personas or stem in topics
        )
        if not known:
            hint = did_you_mean(stem, ("mau", *personas, *topics), lead="đặt tên tệp là")
            yield Finding(
                "T111",
                "canh_bao",
                f"Mẫu «{stem}» của kênh «{channel.id}» không ứng với nhóm hay chủ đề nào.",
                Where(file.shown),
                hint,
            )

    def _blocks(self, channel: Item, file: TemplateFile) -> Iterator[Finding]:
        templates = self._shelf.templates
        required = channel.model.phan if channel.model is not None else ()
        try:
            tree = templates.tree("\n".join(templates.lines(file.name)), file.name)
            if any(not isinstance(e.template, nodes.Const) for e in tree.find_all(nodes.Extends)):
                return  # what it extends cannot be told
            errors = templates.block_faults(file.name, required)
        except KichbanError as error:
            errors = [error]
        for fault in errors:
            yield from of_error(fault)

    def channel(self, name: str, scope: Scope) -> Iterator[Finding]:
        """The templates of a channel that are in use and to be judged."""
        packs = self._shelf.packs
        files = packs.templates_of(name)
        described = scope.has(self._shelf.file("channels", name))
        if not described and not any(scope.has(file.path) for file in files):
            return
        channel = self._shelf.items("channels")[name]
        if (
            described
            and channel.model is not None
            and not any(f.path.name == f"mau{_SUFFIX}" for f in files)
        ):
            shown = channel.loaded.file if channel.loaded else channel.path.as_posix()
            yield Finding(
                BadReference.code,
                "loi",
                f"Kênh «{channel.id}» chưa có mẫu.",
                Where(shown),
                f"thêm tệp templates/{channel.id}/mau.md.j2.",
            )
        if described and channel.model is not None:
            yield from self._promised(channel, scope)
        for file in files:
            winner = packs.template_file(file.name) if scope.has(file.path) else None
            if winner is not None and _same(winner.path, file.path):
                yield from self.template(channel, file)

    def _promised(self, channel: Item, scope: Scope) -> Iterator[Finding]:
        """Sections that a channel asks for and a template lacks that is not to be judged itself."""
        assert channel.model is not None
        main = self._shelf.packs.template_file(f"{channel.id}/mau{_SUFFIX}")
        if main is None or channel.loaded is None or scope.has(main.path):
            return
        with suppress(KichbanError):
            known = self._shelf.templates.blocks(self._shelf.templates.chain(main.name)[-1])
            for place, block in enumerate(channel.model.phan):
                if block not in known:
                    yield Finding(
                        MissingBlock.code,
                        "loi",
                        f"Mẫu «{main.name}» không có phần «{block}».",
                        channel.loaded.where(("phan", place)),
                        did_you_mean(block, known),
                    )


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _called(node: nodes.Node, guarded: bool) -> Iterator[tuple[str, nodes.Node, bool]]:
    """Figures that are called, and whether a test of the topic stands around the call."""
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        name = printing.figure_of_node(node)
        if name and law_bound(name):
            yield name, node, guarded
    if isinstance(node, nodes.If):
        asks = any(
            isinstance(a.node, nodes.Name) and (a.node.name, a.attr) == ("chu_de", "id")
            for a in node.test.find_all(nodes.Getattr)
        )
        guarded = guarded or asks
    for inner in node.iter_child_nodes():
        yield from _called(inner, guarded)

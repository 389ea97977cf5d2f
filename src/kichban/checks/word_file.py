"""A Word file read once: its parts, what they point at, the names of its styles.

What `python-docx` refuses is refused here too: a package with a part missing or spoiled is no
document, even where the words alone could be read.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from posixpath import join, normpath
from typing import Any, Final

from lxml import etree

from kichban.errors import CannotRead, Where
from kichban.provenance import SPOILED, traced_inside

__all__ = ["R", "StyleNames", "W", "WordFile", "is_on"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = R.strip("{}") + "/officeDocument"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT = f"{_WORD}document.main+xml"
_SOUND = (
    *(f"{_WORD}{kind}+xml" for kind in ("styles", "numbering", "settings", "comments")),
    *(f"{_WORD}header+xml", f"{_WORD}footer+xml", _DOCUMENT),
    "application/vnd.openxmlformats-package.core-properties+xml",
)
"""Kinds of parts that must be sound XML; of the others it is enough that they are there."""
_MOST_BYTES = 40_000_000
_NO_STYLES = {"paragraph": "Normal", "character": "Default Paragraph Font", "table": "Normal Table"}


def is_on(switch: Any) -> bool:
    """Whether an element that is switched by its `w:val` is there and on."""
    return switch is not None and switch.get(f"{W}val", "1") not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class StyleNames:
    """The names of the styles of a file.

    `names` are by kind (`paragraph`, `character`, `table`) and id, `usual` by kind alone: what
    names no style, or one that is not there, has the usual one of its kind.
    """

    names: Mapping[tuple[str, str], str]
    usual: Mapping[str, str]

    def name(self, kind: str, own: str | None) -> str:
        """The name of the style of something that names the style `own`; "" when it has none."""
        found = self.names.get((kind, own)) if own else None
        return self.usual.get(kind, "") if found is None else found


class WordFile:
    """One Word file.

    Args:
        path: Where it is.

    Raises:
        CannotRead: it is no Word document, or a part of it is spoiled.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._parser = etree.XMLParser(resolve_entities=False, no_network=True)
        self._contents: dict[str, bytes] = {}
        self._roots: dict[str, Any] = {}
        self._linked: dict[str, tuple[tuple[str, str, str], ...]] = {}
        try:
            self._archive = zipfile.ZipFile(BytesIO(path.read_bytes()))
            self.names = tuple(dict.fromkeys(self._archive.namelist()))
            self.main = self._checked()
            (self.body,) = self.root(self.main).iterchildren(f"{W}body")
        except SPOILED as error:
            raise self.refusal() from error

    def refusal(self) -> CannotRead:
        """What is told of a file that cannot be read."""
        return CannotRead(
            f"Không mở được tệp Word «{self.path.name}».",
            where=Where(str(self.path)),
            hint="mở bằng Word, lưu lại thành .docx rồi thử lại.",
        )

    def content(self, name: str) -> bytes:
        """The bytes of a part; what spoiled parts raise is among `SPOILED`."""
        if name not in self._contents:
            self._contents[name] = self._archive.read(name)
        return self._contents[name]

    def root(self, name: str) -> Any:
        """The first element of a part; what spoiled parts raise is among `SPOILED`."""
        if name not in self._roots:
            if self._archive.getinfo(name).file_size > _MOST_BYTES:
                raise ValueError(name)
            self._roots[name] = etree.fromstring(self.content(name), self._parser)
        return self._roots[name]

    def links(self, part: str) -> tuple[tuple[str, str, str], ...]:
        """The relationships of a part ("" is the whole): id, kind, name of the other part."""
        if part not in self._linked:
            self._linked[part] = tuple((i, k.rpartition("/")[2], n) for i, k, n in self._rels(part))
        return self._linked[part]

    def target(self, part: str, kind: str) -> str:
        """The first part of a kind that a part points at, or ""."""
        return next((name for _, k, name in self.links(part) if k == kind), "")

    @cached_property
    def styles(self) -> StyleNames:
        """The names of its styles."""
        name = self.target(self.main, "styles")
        if name not in self.names:
            return StyleNames({}, _NO_STYLES)
        names: dict[tuple[str, str], str] = {}
        usual: dict[str, str] = {}
        seen: set[str] = set()
        for style in self.root(name).iterchildren(f"{W}style"):
            kind, own = style.get(f"{W}type", ""), style.get(f"{W}styleId", "")
            named = next(style.iterchildren(f"{W}name"), None)
            told = "" if named is None else named.get(f"{W}val", "")
            if own not in seen:
                names[kind, own] = told
            if style.get(f"{W}default") in ("1", "true", "on"):
                usual[kind] = told
            seen.add(own)
        return StyleNames(names, usual)

    @property
    def traced(self) -> bool:
        """Whether it still carries where its figures come from."""
        return traced_inside(self.path, self.names, self.content)

    @cached_property
    def hidden_styles(self) -> frozenset[str]:
        """The ids of the styles whose words are not printed."""
        name = self.target(self.main, "styles")
        if name not in self.names or b"vanish" not in self.content(name):
            return frozenset()
        return frozenset(
            style.get(f"{W}styleId", "")
            for style in self.root(name).iter(f"{W}style")
            if is_on(style.find(f"{W}rPr/{W}vanish"))
        )

    def _rels(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, _, name = part.rpartition("/")
        rels = join(folder, "_rels", f"{name}.rels")
        if rels not in self.names:
            return
        for link in self.root(rels):
            if link.get("TargetMode") == "External" or not isinstance(link.tag, str):
                continue
            target = link.get("Target", "")
            where = target.lstrip("/") if target.startswith("/") else join(folder, target)
            yield link.get("Id", ""), link.get("Type", ""), normpath(where)

    def _checked(self) -> str:
        """The name of the main part, when every part that is pointed at is there and sound."""
        kinds = self._kinds()
        mains = [name for _, kind, name in self._rels("") if kind == _MAIN]
        waiting, seen = [""], {""}
        while waiting:
            for _, _, name in self.links(waiting.pop()):
                if name in seen:
                    continue
                seen.add(name)
                waiting.append(name)
                if kinds.of(name) in _SOUND:
                    self.root(name)
                else:
                    self.content(name)
        (main,) = mains
        if kinds.of(main) != _DOCUMENT:
            raise ValueError(main)
        return main

    def _kinds(self) -> _Kinds:
        own: dict[str, str] = {}
        by_ending: dict[str, str] = {}
        for row in self.root("[Content_Types].xml"):
            kind = row.get("ContentType", "")
            if name := row.get("PartName"):
                own[name.lower()] = kind
            elif ending := row.get("Extension"):
                by_ending[ending.lower()] = kind
        return _Kinds(own, by_ending)


@dataclass(frozen=True, slots=True)
class _Kinds:
    """What kind of content each part is, as the package itself tells."""

    own: Mapping[str, str]
    by_ending: Mapping[str, str]

    def of(self, name: str) -> str:
        """The kind of a part; a KeyError where none is told."""
        lowered = f"/{name}".lower()
        return self.own.get(lowered) or self.by_ending[lowered.rpartition(".")[2]]

"""The originals behind the files of an office: what they stand over, passage by passage.

A file of an office stands over an original in one of four ways: it has the same place (a whole
copy), it extends one (`mo_rong`, `{% extends %}`), it holds rules of the same kind, or it adds
rows to the table of what suits whom. Whatever the way, both sides are compared as passages: a
block of a template, a field of a YAML file, a rule, a row; a file that is not text is one passage.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from kichban import yamlio
from kichban.errors import KichbanError
from kichban.packs import PackFolder, Packs
from kichban.suitability import FILE as SUITABILITY
from kichban.tags import Tags

__all__ = ["ROOMS", "Counterpart", "Way", "counterparts", "original_files", "passages"]

ROOMS = ("law", "looks", "personas", "places", "rules", "templates", "topics")
"""Folders of a pack that hold what people edit."""

Way = Literal["rieng", "chep", "noi"]
"""`rieng`: no original; `chep`: a whole copy in its place; `noi`: laid over some passages."""

_YAML = (".yaml", ".yml")
_TEMPLATE = ".md.j2"
_OUTSIDE = "ngoài các đoạn"
_KEYS = ("khoa", "sai", "tu", "so_hieu")
"""What names a row, the first that it has: key of a rule, misspelling, word, number of a text."""
_ROWS = (SUITABILITY, "law/so-lieu.yaml", "law/documents.yaml")
"""Files beside those of `rules/` whose rows are added to those of the packs below."""


def _by_row(name: str) -> bool:
    return name.startswith("rules/") or name in _ROWS


@dataclass(frozen=True)
class Counterpart:
    """A file of an office and the originals it stands over.

    `path` is the file's place in the pack. `own` are its passages, `original` those of the
    originals that it can stand over, `sources` the places of the originals in their packs.
    """

    path: str
    way: Way
    own: Mapping[str, str]
    original: Mapping[str, str]
    sources: tuple[str, ...] = ()

    @property
    def by_row(self) -> bool:
        """Whether the file adds rows to tables of many: rules, what suits whom."""
        return _by_row(self.path)


def counterparts(packs: Packs) -> Iterator[Counterpart]:
    """Every file of the office's own folder that can be read, with its originals.

    Files that cannot be read are left to `kichban check`, which tells why.
    """
    office = packs.folders[0]
    if not office.local:
        return
    for path in original_files(office):
        try:
            yield _counterpart(packs, office, path)
        except KichbanError:
            continue


def original_files(folder: PackFolder) -> Iterator[Path]:
    """Every file of a pack that people edit, sorted."""
    found = [p for room in ROOMS for p in (folder.path / room).rglob("*") if p.is_file()]
    if (folder.path / SUITABILITY).is_file():
        found.append(folder.path / SUITABILITY)
    yield from sorted(p for p in found if not p.name.startswith((".", "~")))


def passages(name: str, path: Path, shown: str = "") -> dict[str, str]:
    """The passages of a file, by what they are called.

    Args:
        name: The file's place in its pack, which says what kind of file it is.
        path: The file.
        shown: Its name in messages.

    Raises:
        KichbanError: the file cannot be read.
    """
    if name.endswith(_TEMPLATE):
        return _of_template(yamlio.read_text(path, shown))
    if name.endswith(_YAML):
        data = yamlio.load(path, shown).data
        if not isinstance(data, dict):
            return {}
        if name == SUITABILITY:
            return _of_table(data)
        if _by_row(name):
            return _of_rows(data)
        return {key: _dumped(value) for key, value in data.items() if key != "mo_rong"}
    return {"tệp": hashlib.sha256(path.read_bytes()).hexdigest()}


def _of_template(text: str) -> dict[str, str]:
    tags = Tags(text)
    return tags.blocks if tags.extends else {**tags.blocks, _OUTSIDE: tags.outside}


def _of_rows(data: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in data.items():
        if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
            for row in value:
                name = next((str(row[k]) for k in _KEYS if row.get(k)), "")
                found.setdefault(name, _dumped(row))
        elif isinstance(value, dict):
            found.update({f"{key}.{inner}": _dumped(item) for inner, item in value.items()})
        elif isinstance(value, list):
            found.update({f"{key} {item}": _dumped(item) for item in value})
    return found


def _of_table(data: Mapping[str, Any]) -> dict[str, str]:
    return {
        f"{table}.{first}.{second}": _dumped(reason)
        for table, rows in data.items()
        for first, row in (rows or {}).items()
        for second, reason in (row or {}).items()
    }


def _dumped(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=88))


def _counterpart(packs: Packs, office: PackFolder, path: Path) -> Counterpart:
    name = path.relative_to(office.path).as_posix()
    own = passages(name, path, office.shown(path))
    below = packs.folders[1:]
    whole = False
    if name.startswith("rules/"):
        found = list(_rules_like(path, office, below))
    elif name.endswith(_TEMPLATE):
        found = list(_extended_templates(packs, office, name))
        whole = not found
    else:
        found = _extended(packs, office, path, name) if name.endswith(_YAML) else []
        whole = not found and not _by_row(name)
    if not found and not name.startswith("rules/"):
        same = next((f for f in below if (f.path / name).is_file()), None)
        found = [(same, same.path / name)] if same else []
    original: dict[str, str] = {}
    sources: list[str] = []
    for folder, file in found:
        place = file.relative_to(folder.path).as_posix()
        for key, text in passages(place, file, folder.shown(file)).items():
            original.setdefault(key, text)
        sources.append(place)
    way: Way = "rieng" if not found else "chep" if whole else "noi"
    return Counterpart(name, way, own, original, tuple(sources))


def _rules_like(
    path: Path, office: PackFolder, below: tuple[PackFolder, ...]
) -> Iterator[tuple[PackFolder, Path]]:
    """Rule files of the packs below that hold rules of the same kind."""
    kind = _kind(path, office)
    for folder in below:
        for file in sorted((folder.path / "rules").glob("*.yaml")):
            if kind is not None and _kind(file, folder) == kind:
                yield folder, file


def _kind(path: Path, folder: PackFolder) -> object:
    if path.suffix not in _YAML:
        return None
    data = yamlio.load(path, folder.shown(path)).data
    return data.get("loai") if isinstance(data, dict) else None


def _extended_templates(
    packs: Packs, office: PackFolder, name: str
) -> Iterator[tuple[PackFolder, Path]]:
    """The templates that a template extends, those of the office itself passed over."""
    seen = {name}
    current = office.path / name
    while parent := Tags(yamlio.read_text(current)).extends:
        file = packs.template_file(parent)
        if file is None or parent in seen:
            return
        seen.add(parent)
        current = file.path
        if file.pack != office:
            yield file.pack, file.path


def _extended(
    packs: Packs, office: PackFolder, path: Path, name: str
) -> list[tuple[PackFolder, Path]]:
    """The YAML files that a file extends by `mo_rong`, those of the office itself passed over."""
    found: list[tuple[PackFolder, Path]] = []
    room, _, _ = name.partition("/")
    current, seen = path, {path}
    while isinstance(data := yamlio.load(current).data, dict) and data.get("mo_rong"):
        base = str(data["mo_rong"])
        file = packs.file_of(room, base.removeprefix("goc/"), original=base.startswith("goc/"))
        if file is None or file[1] in seen:
            break
        folder, current = file
        seen.add(current)
        if folder != office:
            found.append(file)
    return found

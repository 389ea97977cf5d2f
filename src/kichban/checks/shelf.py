"""Everything in the packs, read so that one broken file does not hide another."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias

from kichban import yamlio
from kichban.checks.findings import Finding, of_error
from kichban.errors import KichbanError
from kichban.figures import FigureFile, FigureSource
from kichban.metrics import metrics_of
from kichban.packfile import PackFile
from kichban.packs import PackFolder, Packs
from kichban.templating import Templates
from kichban.yamlio import Loaded

__all__ = ["MODEL_KINDS", "Item", "ModelKind", "Scope", "Shelf", "Source"]

ModelKind: TypeAlias = Literal["personas", "topics", "channels", "places"]
MODEL_KINDS: tuple[ModelKind, ...] = ("personas", "topics", "channels", "places")


class Scope:
    """Which files are to be judged.

    Args:
        paths: Files and folders; nothing for all.
    """

    def __init__(self, paths: Sequence[Path] = ()) -> None:
        self._paths = tuple(str(path.resolve()) for path in paths)
        self._folders: dict[Path, str] = {}

    @property
    def everything(self) -> bool:
        """Whether all is to be judged."""
        return not self._paths

    def has(self, path: Path | None) -> bool:
        """Whether a file or folder is to be judged."""
        if not self._paths or path is None:
            return not self._paths
        if path.parent not in self._folders:
            self._folders[path.parent] = str(path.parent.resolve())
        # Texts, not paths: this is asked some ten thousand times.
        real = f"{self._folders[path.parent].rstrip(os.sep)}{os.sep}{path.name}"
        return any(
            real == wanted or real.startswith(f"{wanted.rstrip(os.sep)}{os.sep}")
            for wanted in self._paths
        )


@dataclass(frozen=True)
class Item:
    """One persona, topic, channel or place: its file, and what could be read of it.

    `model` is None when the file is faulty; `loaded` is None when it is not even YAML. `faults`
    say why.
    """

    kind: ModelKind
    id: str
    path: Path
    loaded: Loaded | None
    model: Any
    faults: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where one figure comes from, and where that is written.

    `topic` is "" for common ones; `own` is false when a file that is extended says it.
    """

    name: str
    source: FigureSource
    loaded: Loaded
    path: tuple[str, ...]
    file: Path
    topic: str = ""
    own: bool = True


class Shelf:
    """The things of a stack of packs, as far as they can be read.

    Args:
        packs: The stack.
    """

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self.templates = Templates(packs)
        self._items: dict[ModelKind, dict[str, Item]] = {}
        self._ids: dict[ModelKind, tuple[str, ...]] = {}

    def ids(self, kind: ModelKind) -> tuple[str, ...]:
        """Ids of all personas, topics, channels or places."""
        if kind not in self._ids:
            self._ids[kind] = self.packs.ids(kind)
        return self._ids[kind]

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Ids of all parameters of the law."""
        return self.packs.law.parameter_ids()

    @cached_property
    def provisions(self) -> tuple[str, ...]:
        """Ids of all points of law."""
        return self.packs.law.provision_ids()

    @cached_property
    def metrics(self) -> tuple[str, ...]:
        """Codes of all metrics; the tables are judged elsewhere, a broken one has none here."""
        try:
            return tuple(metrics_of(self.packs))
        except KichbanError:
            return ()

    def items(self, kind: ModelKind) -> Mapping[str, Item]:
        """All personas, topics, channels or places by id."""
        if kind not in self._items:
            self._items[kind] = {name: self._item(kind, name) for name in self.ids(kind)}
        return self._items[kind]

    def item(self, kind: ModelKind, name: str) -> Item | None:
        """One of them; None when there is none of that id."""
        return self.items(kind)[name] if name in self.ids(kind) else None

    def file(self, kind: ModelKind, name: str) -> Path:
        """The file of one of them, not read."""
        return self._file(kind, name)[0]

    def _item(self, kind: ModelKind, name: str) -> Item:
        read = {
            "personas": self.packs.persona,
            "topics": self.packs.topic,
            "channels": self.packs.channel,
            "places": self.packs.place,
        }[kind]
        path, folder = self._file(kind, name)
        try:
            model: PackFile | None = read(name)
        except KichbanError as error:
            return Item(kind, name, path, self._loaded(path, folder), None, of_error(error))
        return Item(kind, name, path, self.packs.found(kind, name).loaded, model)

    def _file(self, kind: ModelKind, name: str) -> tuple[Path, PackFolder]:
        """The file that wins, even when it cannot be read."""
        inner = f"templates/{name}/kenh" if kind == "channels" else f"{kind}/{name}"
        for folder in self.packs.folders:
            for suffix in (".yaml", ".yml"):
                path = folder.path / f"{inner}{suffix}"
                if path.is_file():
                    return path, folder
        raise AssertionError(f"{kind}/{name} was listed and is gone")

    def _loaded(self, path: Path, folder: PackFolder) -> Loaded | None:
        try:
            return yamlio.load(path, folder.shown(path))
        except KichbanError:
            return None

    @cached_property
    def figure_files(self) -> tuple[tuple[Path, Loaded | None, tuple[Finding, ...]], ...]:
        """Every `law/so-lieu.yaml`: its file, what could be read, its faults."""
        out: list[tuple[Path, Loaded | None, tuple[Finding, ...]]] = []
        for folder in self.packs.folders:
            path = folder.path / "law" / "so-lieu.yaml"
            if not path.is_file():
                continue
            loaded: Loaded | None = None
            faults: tuple[Finding, ...] = ()
            try:
                loaded = yamlio.load(path, folder.shown(path))
                yamlio.validate(FigureFile, loaded)
            except KichbanError as error:
                faults = of_error(error)
            out.append((path, loaded, faults))
        return tuple(out)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every source of a figure that is whole: the office's own first, then those of topics."""
        found: list[Source] = []
        for path, loaded, _ in self.figure_files:
            if loaded is not None and isinstance(loaded.data, dict):
                found.extend(_sources(loaded, loaded.data.get("so"), ("so",), path, ""))
        for item in self.items("topics").values():
            if item.loaded is not None and isinstance(item.loaded.data, dict):
                table = item.loaded.data.get("so_lieu")
                found.extend(_sources(item.loaded, table, ("so_lieu",), item.path, item.id))
        return tuple(found)

    @cached_property
    def figure_names(self) -> tuple[str, ...] | None:
        """Every name under `so`, of faulty sources too; None when a file hides its names."""
        names: set[str] = set()
        loads = [loaded for _, loaded, _ in self.figure_files]
        loads += [item.loaded for item in self.items("topics").values()]
        for loaded in loads:
            if loaded is None or not isinstance(loaded.data, dict):
                return None
            for key in ("so", "so_lieu"):
                table = loaded.data.get(key)
                names.update(table if isinstance(table, dict) else ())
        return tuple(sorted(names))

    def names_in(self, topics: tuple[str, ...]) -> frozenset[str]:
        """Names that exist in every one of some topics: the common ones and their own."""
        common = {s.name for s in self.sources if not s.topic}
        own = [{s.name for s in self.sources if s.topic == topic} for topic in topics]
        return frozenset(common | (set.intersection(*own) if own else set()))


def _sources(
    loaded: Loaded, table: Any, path: tuple[str, ...], file: Path, topic: str
) -> Iterator[Source]:
    if not isinstance(table, dict):
        return
    for name, data in table.items():
        if not isinstance(data, dict):
            continue
        one = Loaded("", data, (), {})
        try:
            source = yamlio.validate(FigureSource, one)
        except KichbanError:
            continue  # told by the file that holds it
        place = (*path, str(name))
        yield Source(str(name), source, loaded, place, file, topic, place in loaded.marks)

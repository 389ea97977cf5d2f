"""Everything in the packs, read so that one broken file does not hide another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from kichban import yamlio
from kichban.checks.findings import Finding, of_error
from kichban.errors import KichbanError
from kichban.figures import FigureFile, FigureSource
from kichban.packfile import PackFile
from kichban.packs import PackFolder, Packs
from kichban.templating import Templates
from kichban.yamlio import Loaded

__all__ = ["Item", "Shelf", "Source"]

ModelKind = Literal["personas", "topics", "channels", "places"]
MODEL_KINDS: tuple[ModelKind, ...] = ("personas", "topics", "channels", "places")


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
    """Where one figure comes from, and where that is written. `topic` is "" for common ones."""

    name: str
    source: FigureSource
    loaded: Loaded
    path: tuple[str, ...]
    topic: str = ""


class Shelf:
    """The things of a stack of packs, as far as they can be read.

    Args:
        packs: The stack.
    """

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self.templates = Templates(packs)

    @cached_property
    def items(self) -> Mapping[ModelKind, Mapping[str, Item]]:
        """Personas, topics, channels and places by kind and id."""
        return {
            kind: {name: self._item(kind, name) for name in self.packs.ids(kind)}
            for kind in MODEL_KINDS
        }

    def models(self, kind: ModelKind) -> Iterator[tuple[Item, Any]]:
        """Those of one kind that are whole, with their models."""
        return ((item, item.model) for item in self.items[kind].values() if item.model is not None)

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
        for _, loaded, _ in self.figure_files:
            if loaded is not None and isinstance(loaded.data, dict):
                found.extend(_sources(loaded, loaded.data.get("so"), ("so",), ""))
        for item in self.items["topics"].values():
            if item.loaded is not None and isinstance(item.loaded.data, dict):
                table = item.loaded.data.get("so_lieu")
                found.extend(_sources(item.loaded, table, ("so_lieu",), item.id))
        return tuple(found)

    @cached_property
    def figure_names(self) -> tuple[str, ...] | None:
        """Every name under `so`, of faulty sources too; None when a file hides its names."""
        names: set[str] = set()
        loads = [loaded for _, loaded, _ in self.figure_files]
        loads += [item.loaded for item in self.items["topics"].values()]
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


def _sources(loaded: Loaded, table: Any, path: tuple[str, ...], topic: str) -> Iterator[Source]:
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
        yield Source(str(name), source, loaded, (*path, str(name)), topic)

"""Where things are found, and which pack won.

A pack is a folder laid out like the built-in one. Packs are stacked: the office's own first, then
those of other installed packages, the built-in last. Files are read once and kept.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from kichban import yamlio
from kichban.channels import USUAL_LOOK, Channel
from kichban.errors import BadReference, CannotRead, UnknownName, Where, did_you_mean
from kichban.figures import FigureFile, FigureSource
from kichban.installed_packs import ABBREVIATIONS, AbbreviationFile, installed_packs
from kichban.law import Law, LawFolder
from kichban.office_file import MARKER, switches, usual_place
from kichban.on_disk import on_disk
from kichban.pack_folders import Found, PackFolder, TemplateFile, builtin_folder
from kichban.packfile import PackFile
from kichban.personas import Persona
from kichban.places import Place
from kichban.topics import Topic

__all__ = [
    "ABBREVIATIONS",
    "MARKER",
    "NEUTRAL_PLACE",
    "Found",
    "PackFolder",
    "Packs",
    "TemplateFile",
    "builtin_folder",
]

NEUTRAL_PLACE = "mac-dinh"
"""Id of the built-in place that names no commune."""

_YAML = (".yaml", ".yml")
_LONGEST_ID = 200  # longer ones no file system can hold
M = TypeVar("M", bound=PackFile)


class Packs:
    """A stack of packs, read lazily.

    Args:
        own: The office's own folders, the most particular first; packs of installed packages are
            added below them, the built-in pack last.

    `switches` says which installed packages are off; `plugins` are their packs, whatever their
    state; `faults` what is wrong with the files `kichban.yaml`.

    Raises:
        CannotRead: a folder is not there.
    """

    def __init__(self, own: Sequence[Path] = ()) -> None:
        base = builtin_folder()
        folders = []
        for path in map(on_disk, own):
            if not path.is_dir():
                raise CannotRead(
                    f"Không có thư mục «{path}».", where=Where(str(path)), hint="xem lại đường dẫn."
                )
            if path.resolve() != base.resolve():
                folders.append(PackFolder(path, path.name, local=True))
        self.switches, self.faults = switches([folder.path for folder in folders])
        self.plugins = installed_packs(self.switches)
        added = (PackFolder(p.value, p.name, False, p.package) for p in self.plugins if p.value)
        self.folders = (*folders, *added, PackFolder(base, "kichban"))
        self._models: dict[tuple[str, str], PackFile] = {}
        self._kin: dict[tuple[str, str], tuple[str, ...]] = {}
        self._found: dict[tuple[str, str], Found] = {}
        self._resolved: dict[tuple[str, str, str], TemplateFile] = {}

    @cached_property
    def usual_place(self) -> str:
        """Id of the place meant when none is named: the office's, or the neutral one."""
        return usual_place([f.path for f in self.folders if f.local]) or NEUTRAL_PLACE

    @cached_property
    def law(self) -> Law:
        """The law of all packs, the office's own values first.

        Law from anywhere but the built-in pack shows on every document that it touches.
        """
        base = self.folders[-1]
        return Law(
            [
                LawFolder(f.path / "law", f.shown(f.path / "law"), f is not base)
                for f in self.folders
                if (f.path / "law").is_dir()
            ]
        )

    @cached_property
    def figures(self) -> Mapping[str, FigureSource]:
        """Figures that every template may use, by name; an office's own names win."""
        merged: dict[str, FigureSource] = {}
        for folder in reversed(self.folders):
            path = folder.path / "law" / "so-lieu.yaml"
            if path.is_file():
                loaded = yamlio.load(path, folder.shown(path))
                merged.update(yamlio.validate(FigureFile, loaded).so)
        return merged

    @cached_property
    def abbreviations(self) -> Mapping[str, str]:
        """An office's own abbreviations and how they are said, from `ABBREVIATIONS`."""
        merged: dict[str, str] = {}
        for folder in reversed(self.folders):
            path = folder.path / ABBREVIATIONS
            if path.is_file():
                loaded = yamlio.load(path, folder.shown(path))
                merged.update(yamlio.validate(AbbreviationFile, loaded).viet_tat)
        return merged

    def persona(self, name: str) -> Persona:
        """One audience. Raises `UnknownName`, `BadField` …"""
        return self._model("personas", name, "nhóm người nghe", Persona)

    def topic(self, name: str) -> Topic:
        """One message. Raises `UnknownName`, `BadField` …"""
        return self._model("topics", name, "chủ đề", Topic)

    def channel(self, name: str) -> Channel:
        """One channel. Raises `UnknownName`, `BadField` …"""
        return self._model("templates", name, "kênh", Channel)

    def place(self, name: str) -> Place:
        """One place: the id of a file in `places/`, or the path of a YAML file."""
        path = on_disk(Path(name))
        if path.suffix in _YAML:
            key = ("places", str(path.resolve()))
            if key not in self._models:
                loaded = yamlio.load(path, name)
                self._models[key] = yamlio.validate(Place, loaded, id=_whole(path.stem))
                self._found[key] = Found(PackFolder(path.parent, path.parent.name), path, loaded)
            found = self._models[key]
            assert isinstance(found, Place)
            return found
        return self._model("places", name, "hồ sơ địa phương", Place)

    def ids(self, kind: str) -> tuple[str, ...]:
        """Ids of all `personas`, `topics`, `channels` (folders of templates) or `places`."""
        names: set[str] = set()
        for folder in self.folders:
            base = folder.path / ("templates" if kind == "channels" else kind)
            if kind in ("channels", "templates"):
                names.update(p.parent.name for s in _YAML for p in base.glob(f"*/kenh{s}"))
            else:
                names.update(_whole(p.stem) for s in _YAML for p in base.glob(f"*{s}"))
        return tuple(sorted(names))

    def file_of(
        self, kind: str, name: str, *, original: bool = False
    ) -> tuple[PackFolder, Path] | None:
        """The pack that wins and its file, not read; None when no pack has one.

        `kind` is a folder of packs: `personas`, `topics`, `places`, `templates` (of channels).
        `original` looks into the built-in pack alone.
        """
        name = _whole(name)
        if not _may_be_id(name):
            return None
        for folder in self.folders[-1:] if original else self.folders:
            for suffix in _YAML:
                file = f"{name}/kenh{suffix}" if kind == "templates" else f"{name}{suffix}"
                path = on_disk(folder.path / kind / file)
                if path.is_file():
                    return folder, path
        return None

    def found(self, kind: str, name: str) -> Found:
        """The file behind a persona, topic, channel or place that has been read."""
        if kind == "channels":
            kind = "templates"
        if kind == "places" and Path(name).suffix in _YAML:
            name = str(on_disk(Path(name)).resolve())
        return self._found[kind, _whole(name)]

    def template(self, channel: str, topic: str, persona: str) -> TemplateFile:
        """The most particular template: topic with persona, persona, topic, channel alone.

        Among equals the office's own wins. A particular built-in template extends the general
        one by its plain name, so an office's change to the general one reaches it too.

        Raises:
            BadReference: the channel has no template at all.
        """
        key = (channel, topic, persona)
        if key not in self._resolved:
            names = [f"{persona}--{topic}", persona, topic, "mau"]
            for name in (f"{channel}/{n}.md.j2" for n in names):
                if file := self.template_file(name):
                    self._resolved[key] = file
                    break
            else:
                found = self._found["templates", channel]
                raise BadReference(
                    f"Kênh «{channel}» chưa có mẫu.",
                    where=Where(found.loaded.file),
                    hint=f"thêm tệp templates/{channel}/mau.md.j2.",
                )
        return self._resolved[key]

    def template_file(self, name: str) -> TemplateFile | None:
        """The file of a template by its logical name.

        `goc/…` names the original of the built-in pack, whatever an office has put over it.
        """
        original = name.startswith("goc/")
        plain = name.removeprefix("goc/")
        parts = plain.split("/")
        if any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
            return None
        if any(len(part) > _LONGEST_ID for part in parts):
            return None
        for folder in self.folders[-1:] if original else self.folders:
            base = (folder.path / "templates").resolve()
            path = base.joinpath(*parts)
            if path.is_file() and path.resolve().is_relative_to(base):
                return TemplateFile(name, folder, folder.path / "templates" / Path(*parts))
        return None

    def templates_of(self, channel: str) -> tuple[TemplateFile, ...]:
        """Every template of a channel, of every pack, the office's own first."""
        return tuple(
            TemplateFile(f"{channel}/{path.name}", folder, path)
            for folder in self.folders
            for path in sorted((folder.path / "templates" / channel).glob("*.md.j2"))
        )

    def look(self, name: str = USUAL_LOOK) -> Path:
        """A look: the file of that name in `looks/`, the office's own before the built-in.

        Raises:
            UnknownName: no pack has it.
        """
        name = _whole(name)
        for folder in self.folders:
            path = on_disk(folder.path / "looks" / f"{name}.docx")
            if _may_be_id(name) and path.is_file():
                return path
        known = {p.stem for f in self.folders for p in (f.path / "looks").glob("*.docx")}
        raise UnknownName(
            f"Không có kiểu dáng «{name}».",
            hint=did_you_mean(name, known) or "đặt tệp Word vào thư mục looks/.",
        )

    @cached_property
    def digest(self) -> str:
        """A fingerprint of everything people edit, except the law, which has its own."""
        total = hashlib.sha256()
        for folder in self.folders:
            for kind in ("personas", "topics", "templates", "rules", "places"):
                for path in sorted((folder.path / kind).rglob("*")):
                    if path.is_file() and not path.name.startswith("."):
                        total.update(path.relative_to(folder.path).as_posix().encode())
                        total.update(path.read_bytes().replace(b"\r\n", b"\n"))
        return total.hexdigest()[:16]

    def _model(self, kind: str, name: str, kind_vi: str, model: type[M]) -> M:
        key = (kind, name := _whole(name))
        if key not in self._models:
            found = self._find(kind, name)
            if found is None:
                raise UnknownName(
                    f"Không có {kind_vi} «{name}».", hint=did_you_mean(name, self.ids(kind))
                )
            found = self._extended(kind, kind_vi, found, (name,))
            self._found[key] = found
            self._models[key] = yamlio.validate(model, found.loaded, id=name)
        value = self._models[key]
        assert isinstance(value, model)
        return value

    def kin(self, kind: str, name: str) -> tuple[str, ...]:
        """A name and those that its file is laid over (`mo_rong`), the nearest first."""
        if (kind, name) not in self._kin:
            names: list[str] = []
            base = name
            while base and base not in names:
                names.append(base)
                found = self._find(kind, base)
                data = found.loaded.data if found else None
                base = str(data.get("mo_rong", "")) if isinstance(data, dict) else ""
                base = base.removeprefix("goc/")
            self._kin[kind, name] = tuple(names)
        return self._kin[kind, name]

    def _extended(self, kind: str, kind_vi: str, found: Found, chain: tuple[str, ...]) -> Found:
        """A file that says `mo_rong: nong-dan` is laid over the file it names.

        `goc/nong-dan` names the original of the built-in pack.
        """
        data = found.loaded.data
        if not isinstance(data, dict) or "mo_rong" not in data:
            return found
        where = found.loaded.where(("mo_rong",))
        own = {key: value for key, value in data.items() if key != "mo_rong"}
        base_name = str(data["mo_rong"])
        if base_name in chain or len(chain) > 5:
            raise BadReference(
                "Các tệp mở rộng lẫn nhau thành vòng.",
                where=where,
                hint="viết mo_rong: goc/… để chỉ bản gốc.",
            )
        base = self._find(kind, base_name.removeprefix("goc/"), base_name.startswith("goc/"))
        if base is None or base.path == found.path:
            raise BadReference(
                f"Không có {kind_vi} «{base_name}» để mở rộng.",
                where=where,
                hint=did_you_mean(base_name, self.ids(kind)),
            )
        base = self._extended(kind, kind_vi, base, (*chain, base_name))
        loaded = replace(found.loaded, data=own)
        return replace(found, loaded=loaded.over(base.loaded))

    def _find(self, kind: str, name: str, original: bool = False) -> Found | None:
        file = self.file_of(kind, name, original=original)
        if file is None:
            return None
        folder, path = file
        return Found(folder, path, yamlio.load(path, folder.shown(path)))


def _whole(name: str) -> str:
    """A name with every letter in one piece, however the disk or the keyboard spells it."""
    return unicodedata.normalize("NFC", name)


def _may_be_id(name: str) -> bool:
    return name.replace("-", "").replace("_", "").isalnum() and len(name) <= _LONGEST_ID

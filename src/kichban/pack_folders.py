"""One pack among several: its folder, and the files found in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kichban.yamlio import Loaded

__all__ = ["Found", "PackFolder", "TemplateFile", "builtin_folder"]


@dataclass(frozen=True)
class PackFolder:
    """One pack: its folder, and the name it has in messages.

    `local` packs are an office's own; `package` is the installed package that others come from,
    nothing for the built-in one.
    """

    path: Path
    name: str
    local: bool = False
    package: str = ""

    def shown(self, path: Path) -> str:
        """A path of this pack as people recognise it."""
        relative = path.relative_to(self.path).as_posix()
        if self.package:
            return f"{self.name}/{relative}"
        return str(path) if self.local else relative


@dataclass(frozen=True)
class Found:
    """A file of a pack as read: which pack won, the file, and its text with line numbers."""

    pack: PackFolder
    path: Path
    loaded: Loaded


@dataclass(frozen=True)
class TemplateFile:
    """A template as found: its logical name, its pack, its file."""

    name: str
    pack: PackFolder
    path: Path

    @property
    def shown(self) -> str:
        """The file as people recognise it."""
        return self.pack.shown(self.path)


def builtin_folder() -> Path:
    """The pack that comes with the program: inside the wheel, or the top of a checkout."""
    inside = Path(__file__).parent / "pack"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2]

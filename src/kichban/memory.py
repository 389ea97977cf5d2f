"""Which original an office's file was made over: the passages as they were, kept in `ban-goc.json`.

Without this memory nothing could tell, a year later, whether the original under an override has
changed since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kichban import __version__
from kichban.errors import CannotRead, Where
from kichban.originals import Counterpart
from kichban.writing import write_files

__all__ = ["MEMORY", "Memory", "Remembered", "remembered"]

MEMORY = "ban-goc.json"
"""Name of the memory in an office's folder."""

_SCHEMA = "kichban-ban-goc/1"


@dataclass(frozen=True)
class Remembered:
    """The originals of one file as they were: of which version, which passages with which words."""

    version: str
    sources: tuple[str, ...]
    passages: Mapping[str, str]


@dataclass(frozen=True)
class Memory:
    """What an office's folder remembers, by the place of the file; `known` when it exists."""

    files: Mapping[str, Remembered] = field(default_factory=dict)
    known: bool = False

    def with_files(self, items: Iterable[Counterpart]) -> Memory:
        """The memory with the originals of some files as they are today.

        Of tables of many rows (rules, what suits whom) only the rows under the office's own are
        kept; of everything else the whole, so that a passage overridden later is known as well.
        """
        files = dict(self.files)
        for item in items:
            if item.way == "rieng":
                files.pop(item.path, None)
                continue
            kept = _under(item) if item.by_row else item.original
            files[item.path] = Remembered(__version__, item.sources, kept)
        return Memory(files, known=True)

    def without(self, names: Iterable[str]) -> Memory:
        """The memory without some files."""
        gone = set(names)
        return Memory({k: v for k, v in self.files.items() if k not in gone}, known=True)

    def write(self, folder: Path) -> None:
        """Write the memory into an office's folder.

        Raises:
            CannotWrite: the folder cannot be written; the old memory stays.
        """
        data = {
            "loai": _SCHEMA,
            "tep": {
                name: {"phien_ban": r.version, "goc": list(r.sources), "doan": dict(r.passages)}
                for name, r in sorted(self.files.items())
            },
        }
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        write_files(folder, {MEMORY: text.encode("utf-8")})


def _under(item: Counterpart) -> dict[str, str]:
    return {key: text for key, text in item.original.items() if key in item.own}


def remembered(folder: Path) -> Memory:
    """The memory of an office's folder; an empty one when there is none.

    Raises:
        CannotRead: the file is there and is not a memory.
    """
    path = folder / MEMORY
    if not path.is_file():
        return Memory()
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        if data["loai"] != _SCHEMA:
            raise ValueError
        files = {
            str(name): Remembered(
                str(item["phien_ban"]),
                tuple(map(str, item["goc"])),
                {str(key): str(text) for key, text in item["doan"].items()},
            )
            for name, item in data["tep"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotRead(
            f"Tệp ghi nhớ bản gốc «{MEMORY}» đọc không được.",
            where=Where(str(path)),
            hint="xóa tệp ấy rồi chạy: kichban diff --accept.",
        ) from error
    return Memory(files, known=True)

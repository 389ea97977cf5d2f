"""The built-in pack read once for many tests that lay an office's folder over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kichban import yamlio
from kichban.packs import builtin_folder


@contextmanager
def builtin_read_once() -> Iterator[None]:
    """Keep what has been read of the built-in pack; files of offices are read each time."""
    load, kept = yamlio.load, {}
    rooms = [
        builtin_folder() / room for room in ("personas", "topics", "templates", "law", "places")
    ]

    def once(path: Path, shown: str = "") -> yamlio.Loaded:
        if not any(room in path.parents for room in rooms):
            return load(path, shown)
        if (path, shown) not in kept:
            kept[path, shown] = load(path, shown)
        return kept[path, shown]

    yamlio.load = once
    try:
        yield
    finally:
        yamlio.load = load

"""One process at a time in a folder of documents, whatever the system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["LOCK", "alone"]

LOCK = ".so-tai-lieu.khoa"
"""The file that holds the lock of a folder of documents."""
_PATIENCE = 15  # seconds: far longer than any line takes to write


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While inside, no other process that asks for the same folder is inside too.

    Whoever is inside may ask again.

    Raises:
        OSError: the folder cannot be written, or another process holds it for too long.
    """
    from filelock import FileLock

    with FileLock(folder / LOCK, timeout=_PATIENCE, is_singleton=True):
        yield

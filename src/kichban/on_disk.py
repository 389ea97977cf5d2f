"""Names as people type them, found as the disk spells them.

Vietnamese letters have two spellings: whole, or as a letter with its marks behind it (names of
files that come from macOS). Both look the same and mean the same file.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

__all__ = ["on_disk"]


def on_disk(path: Path) -> Path:
    """The path as it is spelled on the disk; what is not there stays as typed."""
    if str(path).isascii() or _there(path):
        return path
    found = Path(path.anchor)
    for part in path.parts[1:] if path.anchor else path.parts:
        found = _step(found, part)
    return found


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # longer than the disk takes
        return False


def _step(folder: Path, name: str) -> Path:
    straight = folder / name
    if name.isascii() or _there(straight):
        return straight
    wanted = unicodedata.normalize("NFC", name)
    try:
        same = [p for p in folder.iterdir() if unicodedata.normalize("NFC", p.name) == wanted]
    except OSError:
        return straight
    return min(same, default=straight)

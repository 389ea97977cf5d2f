"""`kichban.yaml`, the file that makes a folder an office's own pack, and what it switches off."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kichban import yamlio
from kichban.errors import KichbanError
from kichban.packfile import PackFile, Texts
from kichban.plugins import ALL, Switches

__all__ = ["MARKER", "OfficeFile", "office_file", "switches", "usual_place"]

MARKER = "kichban.yaml"
"""A folder with this file is an office's own pack."""


class OfficeFile(PackFile):
    """`kichban.yaml`: the office's name, its usual place, installed packages it does not want.

    `noi` is the id of a file in `places/`, taken when a command names no place.
    """

    ten: str = ""
    noi: str = ""
    tat: Texts = ()


def office_file(path: Path, shown: str = "") -> OfficeFile:
    """Read one; a file without a word in it says nothing.

    Raises:
        KichbanError: it cannot be read, is no YAML, or has a field that no one knows.
    """
    loaded = yamlio.load(path, shown)
    if loaded.data is None:
        return OfficeFile()
    return yamlio.validate(OfficeFile, loaded)


def usual_place(own: Sequence[Path]) -> str:
    """The place that the most particular of the offices' folders names; "" when none does."""
    for folder in own:
        with suppress(KichbanError):  # a spoiled file is told by `switches`
            if (folder / MARKER).is_file() and (place := office_file(folder / MARKER).noi):
                return place
    return ""


def switches(own: Sequence[Path]) -> tuple[Switches, tuple[KichbanError, ...]]:
    """What the environment and the offices' folders switch off, and files that are spoiled.

    A spoiled file switches every package off: what an office refused must not come back because
    of a slip of the pen.
    """
    found = Switches.of_environment()
    faults: list[KichbanError] = []
    for folder in own:
        path = folder / MARKER
        if not path.is_file():
            continue
        try:
            found = found.also(office_file(path, str(path)).tat, str(path))
        except KichbanError as error:
            faults.append(error)
            found = found.also((ALL,), f"{path} chưa đọc được")
    return found, tuple(faults)

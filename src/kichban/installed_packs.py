"""Packs that come with other installed packages.

What every document would read (law, common figures, abbreviations) is read once here: a package
that is spoiled there is left out whole, so that it spoils no document.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from kichban import yamlio
from kichban.figures import FigureFile
from kichban.law import Law, LawFolder
from kichban.packfile import PackFile
from kichban.plugins import PACKS_GROUP, Plugin, Switches, Unfit, installed

__all__ = ["ABBREVIATIONS", "AbbreviationFile", "installed_packs"]

ABBREVIATIONS = "rules/viet-tat.yaml"
"""Where a pack keeps its own abbreviations."""

_ROOMS = ("personas", "topics", "templates", "places", "law", "rules", "looks")
_RESERVED = ("kichban", "goc")


class AbbreviationFile(PackFile):
    """`rules/viet-tat.yaml`: an abbreviation and the words it stands for."""

    viet_tat: dict[str, str]


def installed_packs(switches: Switches) -> tuple[Plugin, ...]:
    """Packs of installed packages, on, off and broken; `value` is the folder of one that is on."""
    return installed(PACKS_GROUP, switches, _folder, _RESERVED)


def _folder(name: str, given: Any) -> Path:
    if not isinstance(given, str | os.PathLike) and callable(given):
        given = given()
    if not isinstance(given, str | os.PathLike):
        raise Unfit("không đưa ra đường dẫn của một thư mục")
    path = Path(os.fspath(given))
    if not path.is_absolute():
        raise Unfit(f"đường dẫn «{path}» không đầy đủ từ gốc")
    if not path.is_dir():
        raise Unfit(f"không có thư mục «{path}»")
    if not any((path / room).is_dir() for room in _ROOMS):
        raise Unfit(f"thư mục «{path}» không có personas/, topics/, templates/ hay law/")
    _read_what_all_share(name, path)
    return path


def _read_what_all_share(name: str, path: Path) -> None:
    """Raises `KichbanError` when a file that every document reads is spoiled."""
    from kichban import metrics, suitability

    shared: tuple[tuple[str, type[PackFile]], ...] = (
        ("law/so-lieu.yaml", FigureFile),
        (ABBREVIATIONS, AbbreviationFile),
        (suitability.FILE, suitability.SuitabilityFile),
        (metrics.FILE, metrics.MetricFile),
    )
    for relative, model in shared:
        if (path / relative).is_file():
            yamlio.validate(model, yamlio.load(path / relative, f"{name}/{relative}"))
    for file in sorted(path.glob("rules/*.yaml")):
        yamlio.load(file, f"{name}/{file.relative_to(path).as_posix()}")
    law = Law([LawFolder(path / "law", f"{name}/law")])
    _ = law.documents
    for parameter in law.parameter_ids():
        law.parameter(parameter)
    for provision in law.provision_ids():
        law.provision(provision)

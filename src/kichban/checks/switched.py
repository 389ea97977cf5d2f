"""`kichban.yaml` of the office, and what other installed packages add to its packs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kichban import yamlio
from kichban.checks.findings import Finding, of_error
from kichban.checks.shelf import Scope
from kichban.errors import BadReference, BrokenPackage, KichbanError, Where, did_you_mean, nearest
from kichban.office_file import MARKER, office_file
from kichban.packs import Packs
from kichban.plugins import everything_installed
from kichban.render import FORMATS

__all__ = ["broken_packages", "office_files"]


def office_files(packs: Packs, scope: Scope) -> Iterator[Finding]:
    """What is wrong in `kichban.yaml`: spoiled, an unknown field, a package that is not there."""
    wanted = [f.path / MARKER for f in packs.folders if f.local and scope.has(f.path / MARKER)]
    names = {str(path) for path in wanted}
    for fault in packs.faults:
        yield from (f for f in of_error(fault) if f.where and f.where.file in names)
    for path in wanted:
        yield from _usual_place(packs, path)
    installed = everything_installed()
    known = sorted({name for plugin in installed for name in (plugin.name, plugin.package)})
    for name, file in packs.switches.unknown(installed):
        if file in names:
            close = nearest(name, known)
            yield Finding(
                BadReference.code,
                "canh_bao",
                f"Không có gói cài thêm nào tên «{name}» để tắt.",
                Where(file),
                f"viết «{close}»." if close else "bỏ tên ấy; xem kichban list packs.",
            )


def _usual_place(packs: Packs, path: Path) -> Iterator[Finding]:
    """A place named in `kichban.yaml` that no file in `places/` describes."""
    with suppress(KichbanError):  # a spoiled file is told above
        place, known = (office_file(path).noi if path.is_file() else ""), packs.ids("places")
        if place and place not in known:
            loaded = yamlio.load(path, str(path))
            yield Finding(
                BadReference.code,
                "loi",
                f"Không có hồ sơ địa phương «{place}».",
                loaded.where(("noi",)),
                did_you_mean(place, known),
            )


def broken_packages(packs: Packs) -> Iterator[Finding]:
    """Installed packages whose pack or format is left out because it does not work."""
    for plugin in (*packs.plugins, *FORMATS.switched(packs.switches).plugins):
        if plugin.state == "hong":
            where = Where(f"{plugin.package} {plugin.version}".strip())
            yield Finding(BrokenPackage.code, "canh_bao", plugin.told, where, plugin.remedy)

"""Where everything comes from: the stack of packs, and what installed packages add or do not."""

from __future__ import annotations

from collections.abc import Iterator

from kichban import __version__
from kichban.errors import UnknownName, did_you_mean
from kichban.packs import PackFolder, Packs
from kichban.plugins import FORMATS_GROUP, Plugin, everything_installed
from kichban.render import FORMATS

__all__ = ["pack_rows", "pack_shown"]

_STATE_VI = {"bat": "bật", "tat": "tắt", "hong": "hỏng"}


def pack_rows(packs: Packs) -> Iterator[tuple[str, str]]:
    """Every pack in the order of use, then what is off or broken, then formats of packages."""
    by_name = {plugin.name: plugin for plugin in packs.plugins if plugin.state == "bat"}
    for number, folder in enumerate(packs.folders, 1):
        plugin = by_name.get(folder.name) if folder.package else None
        yield f"{number}  {folder.name}", f"bật   {_from(folder, plugin)}"
    formats = FORMATS.switched(packs.switches).plugins
    for plugin in (p for p in packs.plugins if p.state != "bat"):
        yield f"–  {plugin.name or plugin.package}", _told(plugin)
    # A file that cannot be read at all is told once, not once for each kind.
    for plugin in (p for p in formats if p.name):
        yield f"–  {plugin.name} (định dạng)", _told(plugin)
    for name, where in packs.switches.unknown(everything_installed()):
        yield f"–  {name}", f"ghi tắt ở {where}, nhưng không có gói cài thêm nào tên ấy"


def pack_shown(packs: Packs, name: str) -> Iterator[str]:
    """One pack: where it is and how much it holds."""
    for folder in packs.folders:
        if folder.name == name:
            plugin = next((p for p in packs.plugins if p.name == name and p.state == "bat"), None)
            yield f"{name}: {_from(folder, plugin)}"
            for kind in ("personas", "topics", "templates", "places", "law", "rules", "looks"):
                files = [p for p in (folder.path / kind).rglob("*") if p.is_file()]
                if files:
                    yield f"  {kind}/: {len(files)} tệp"
            return
    for plugin in packs.plugins:
        if name in (plugin.name, plugin.package):
            yield f"{name}: {_told(plugin)}"
            return
    known = (*(f.name for f in packs.folders), *(p.name for p in packs.plugins))
    raise UnknownName(f"Không có bộ mẫu «{name}».", hint=did_you_mean(name, known))


def _from(folder: PackFolder, plugin: Plugin | None) -> str:
    if plugin is not None:
        return f"gói {_package(plugin)}, {folder.path}"
    if folder.local:
        return f"của cơ quan, {folder.path}"
    return f"đi kèm chương trình {__version__}"


def _told(plugin: Plugin) -> str:
    state = f"{_STATE_VI[plugin.state]:<5} gói {_package(plugin)}"
    if plugin.state == "tat":
        return f"{state}: ghi ở {plugin.why}"
    if plugin.state == "hong":
        return f"{state}: {plugin.why}; {plugin.remedy}"
    what = f", tệp *{plugin.value.suffix}" if plugin.group == FORMATS_GROUP else ""
    return f"{state}{what}"


def _package(plugin: Plugin) -> str:
    return f"{plugin.package} {plugin.version}".strip()

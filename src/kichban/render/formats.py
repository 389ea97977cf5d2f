"""Formats by name: the built-in ones, and those that other installed packages add.

Installed packages are looked through only when a name that is not built in is asked for, or when
all formats are listed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kichban.errors import BrokenPackage, KichbanError, UnknownName, did_you_mean
from kichban.plugins import FORMATS_GROUP, Plugin, Switches, Unfit, installed
from kichban.render.edition import Edition
from kichban.script import Script

__all__ = ["Format", "Formats"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a document can be written in.

    `suffix` is that of its files, with the dot; `title_vi` its name in messages; `write` takes
    the script, the look file or None, and the edition, and gives the bytes of the file.
    """

    name: str
    suffix: str
    title_vi: str
    write: Callable[[Script, Path | None, Edition], bytes]


class Formats(Mapping[str, Format]):
    """Formats by name, the built-in ones first.

    Args:
        builtin: The formats of the program; no package can take their names or endings.
        switches: Which packages are off; None for those that the environment names.
    """

    def __init__(self, builtin: Mapping[str, Format], switches: Switches | None = None) -> None:
        self._builtin, self._switches = builtin, switches
        self._known: tuple[Any, tuple[Plugin, ...], Mapping[str, Format]] | None = None

    def __getitem__(self, name: str) -> Format:
        return self._builtin[name] if name in self._builtin else self._added[name]

    def __iter__(self) -> Iterator[str]:
        yield from (*self._builtin, *self._added)

    def __len__(self) -> int:
        return len(self._builtin) + len(self._added)

    def switched(self, switches: Switches) -> Formats:
        """The same built-in formats, with other packages switched off."""
        return Formats(self._builtin, switches)

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """Formats of installed packages, on, off and broken."""
        return self._found()[0]

    @property
    def _added(self) -> Mapping[str, Format]:
        return self._found()[1]

    def _found(self) -> tuple[tuple[Plugin, ...], Mapping[str, Format]]:
        switches = Switches.of_environment() if self._switches is None else self._switches
        key = (tuple(sys.path), switches)  # what is found holds for one path of packages
        if self._known is None or self._known[0] != key:
            plugins = self._looked_up(switches)
            added = {p.name: _guarded(p.value, p.package) for p in plugins if p.value}
            self._known = (key, plugins, added)
        return self._known[1:]

    def _looked_up(self, switches: Switches) -> tuple[Plugin, ...]:
        suffixes = {item.suffix.lower(): "kichban" for item in self._builtin.values()}

        def accept(name: str, given: Any) -> Format:
            if not isinstance(given, Format):
                raise Unfit("không đưa ra một kichban.render.Format")
            if given.name != name:
                raise Unfit(f"tên trong gói là «{given.name}», tên khai báo là «{name}»")
            if not _good_suffix(given.suffix):
                raise Unfit(f"đuôi tệp «{given.suffix}» không dùng được")
            if not isinstance(given.title_vi, str) or not given.title_vi.strip():
                raise Unfit("định dạng chưa có tên gọi")
            if not callable(given.write):
                raise Unfit("định dạng không có hàm ghi")
            if owner := suffixes.get(given.suffix.lower()):
                raise Unfit(f"đuôi tệp «{given.suffix}» đã thuộc định dạng «{owner}»")
            suffixes[given.suffix.lower()] = name
            return given

        return installed(FORMATS_GROUP, switches, accept, self._builtin)

    def wanted(self, name: str) -> Format:
        """The format of a name.

        Raises:
            UnknownName: there is none, or its package is switched off.
            BrokenPackage: its package is broken.
        """
        if name in self:
            return self[name]
        for plugin in self.plugins:
            if plugin.name == name and plugin.state == "hong":
                raise BrokenPackage(plugin.told, hint=plugin.remedy)
            if plugin.name == name and plugin.state == "tat":
                raise UnknownName(
                    f"Định dạng «{name}» của gói «{plugin.package}» đang tắt.",
                    hint=f"bật lại: bỏ tên ấy ở {plugin.why}.",
                )
        raise UnknownName(f"Không có định dạng «{name}».", hint=did_you_mean(name, self))


def _good_suffix(suffix: Any) -> bool:
    if not isinstance(suffix, str) or not suffix.startswith("."):
        return False
    return suffix[1:].replace(".", "").isalnum() and suffix.isascii() and suffix != ".nguon.json"


def _guarded(item: Format, package: str) -> Format:
    """The same format; what goes wrong in it is told under the name of its package."""

    def write(script: Script, look: Path | None, edition: Edition) -> bytes:
        hint = f"báo cho người làm gói «{package}»; chọn định dạng khác bằng --format."
        try:
            content: object = item.write(script, look, edition)
        except KichbanError:
            raise
        except Exception as error:
            told = " ".join(str(error).split())[:200]
            said = f" (gói báo: {told})" if told else ""
            message = f"Định dạng «{item.name}» của gói «{package}» gặp lỗi khi ghi{said}."
            raise BrokenPackage(message, hint=hint) from error
        if not isinstance(content, bytes):
            message = f"Định dạng «{item.name}» của gói «{package}» không trả về nội dung tệp."
            raise BrokenPackage(message, hint=hint)
        return content

    return Format(item.name, item.suffix, item.title_vi, write)

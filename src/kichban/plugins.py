"""What other installed packages add, found by their entry points and never trusted to work.

A package that cannot be loaded, gives a thing of the wrong kind, or raises, is told as broken with
its reason; nothing else stops for it. Any package can be switched off, by its own name or by the
name of what it adds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from kichban.errors import KichbanError

__all__ = [
    "ENVIRONMENT",
    "FORMATS_GROUP",
    "PACKS_GROUP",
    "Plugin",
    "Switches",
    "Unfit",
    "everything_installed",
    "installed",
]

PACKS_GROUP, FORMATS_GROUP = "kichban.packs", "kichban.formats"
ENVIRONMENT = "KICHBAN_TAT"
"""The environment variable that switches packages off: names with commas, or `*` for all."""

ALL = "*"
State: TypeAlias = Literal["bat", "tat", "hong"]
_MENTION = "kichban."
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Unfit(ValueError):
    """What a package gives cannot be used; the text says why, in words for an officer."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """One thing that an installed package adds.

    `state` is `bat` (on), `tat` (switched off) or `hong` (broken); `why` says for the last two
    where it was switched off, or what is wrong. `value` is what it gives when it is on.
    """

    group: str
    name: str
    package: str
    version: str
    state: State
    why: str = ""
    value: Any = None

    @property
    def told(self) -> str:
        """A broken one in one sentence, without the remedy."""
        what = "Bộ mẫu" if self.group == PACKS_GROUP else "Định dạng"
        named = f" «{self.name}»" if self.name else ""
        return f"{what}{named} của gói «{self.package}» hỏng nên bị bỏ qua: {self.why}."

    @property
    def remedy(self) -> str:
        """What an officer can do about a broken one."""
        return (
            f"cập nhật hoặc gỡ gói «{self.package}»; chưa gỡ được thì ghi "
            f"tat: [{self.package}] trong kichban.yaml."
        )


@dataclass(frozen=True, slots=True)
class Switches:
    """Which packages are switched off: pairs of a name and the place that says so."""

    off: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of_environment(cls) -> Switches:
        """The names in the environment variable `KICHBAN_TAT`."""
        return cls().also(os.environ.get(ENVIRONMENT, "").split(","), ENVIRONMENT)

    def also(self, names: Iterable[str], where: str) -> Switches:
        """These, and some more names with where they are written."""
        more = tuple((name.strip(), where) for name in names if name.strip())
        return Switches((*self.off, *more))

    def where(self, name: str, package: str) -> str:
        """Where one is switched off, or nothing when it is on."""
        own = {ALL, _plain(name), _plain(package)}
        return next((where for off, where in self.off if _plain(off) in own), "")

    def unknown(self, plugins: Iterable[Plugin]) -> Iterator[tuple[str, str]]:
        """Names that switch off nothing installed, each with where it is written."""
        known = {ALL} | {_plain(n) for p in plugins for n in (p.name, p.package)}
        yield from ((name, where) for name, where in self.off if _plain(name) not in known)


def installed(
    group: str,
    switches: Switches,
    accept: Callable[[str, Any], Any],
    reserved: Iterable[str] = (),
) -> tuple[Plugin, ...]:
    """Everything that installed packages add under one group, by name, then by package.

    Args:
        group: `PACKS_GROUP` or `FORMATS_GROUP`.
        switches: What is switched off; that is not even imported.
        accept: Takes the name and the object loaded, gives what is kept; raises `Unfit` or a
            `KichbanError` when it cannot be used.
        reserved: Names that belong to the program.
    """
    found: list[Plugin] = []
    taken = dict.fromkeys(reserved, "kichban")
    for package, version, name, entry in sorted(_entries(group), key=lambda row: (row[2], row[0])):

        def one(state: State, why: str = "", value: Any = None) -> Plugin:
            return Plugin(group, name, package, version, state, why, value)  # noqa: B023

        if where := switches.where(name, package):
            found.append(one("tat", where))
        elif not _ID.fullmatch(name):
            found.append(one("hong", "tên phải là chữ thường không dấu, nối bằng gạch ngang"))
        elif owner := taken.get(name, ""):
            found.append(one("hong", f"tên «{name}» đã có ở gói «{owner}»"))
        else:
            try:
                value = accept(name, entry.load())
            except (Exception, SystemExit) as error:
                found.append(one("hong", _reason(error)))
            else:
                found.append(one("bat", value=value))
                taken[name] = package
    broken = (Plugin(group, "", p, v, "hong", why) for p, v, why in _unreadable())
    return (*found, *(b for b in broken if not switches.where("", b.package)))


def everything_installed() -> tuple[Plugin, ...]:
    """What is installed under both groups, without loading any of it."""
    return tuple(
        Plugin(group, name, package, version, "bat")
        for group in (PACKS_GROUP, FORMATS_GROUP)
        for package, version, name, _ in _entries(group)
    )


def _entries(group: str) -> Iterator[tuple[str, str, str, Any]]:
    for package, version, distribution in _packages():
        try:
            entries = [e for e in distribution.entry_points if e.group == group]
        except Exception:
            continue
        yield from ((package, version, entry.name, entry) for entry in entries)


def _unreadable() -> Iterator[tuple[str, str, str]]:
    for package, version, distribution in _packages():
        try:
            _ = distribution.entry_points
        except Exception:
            yield package, version, "tệp entry_points.txt viết sai"


def _packages() -> Iterator[tuple[str, str, Any]]:
    """Installed packages that mention the program; the first of a name on the path counts."""
    from importlib import metadata

    seen: set[str] = set()
    for distribution in metadata.distributions():
        try:
            if _MENTION not in (distribution.read_text("entry_points.txt") or ""):
                continue
            package = str(distribution.metadata["Name"] or "")
            version = str(distribution.metadata["Version"] or "")
        except Exception:
            package = version = ""
        package = package if package not in ("", "None") else "không tên"
        if _plain(package) not in seen:
            seen.add(_plain(package))
            yield package, "" if version == "None" else version, distribution


def _plain(name: str) -> str:
    """Names of packages are the same with `-`, `_` or `.`, and in any case."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _reason(error: BaseException) -> str:
    if isinstance(error, Unfit):
        return str(error)
    if isinstance(error, KichbanError):
        where = f"{error.where}: " if error.where else ""
        return f"{where}{error.code} {error.message}".rstrip(".")
    if isinstance(error, ModuleNotFoundError):
        return f"không có mô-đun «{error.name}»"
    told = " ".join(str(error).split())[:200]
    return "mã của gói gặp lỗi khi nạp" + (f" (gói báo: {told})" if told else "")

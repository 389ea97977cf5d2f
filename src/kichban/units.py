"""Provinces and communes of today, and what those of before 1 July 2025 became.

The tables come from the open data of vietnamadminunits (MIT); see `data/NOTICE.txt`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kichban.errors import UnknownName, did_you_mean
from kichban.vietnamese import slug

_DATA = Path(__file__).parent / "data"
_KINDS = ("thanh-pho-", "tinh-", "phuong-", "xa-", "dac-khu-", "quan-", "huyen-", "thi-xa-",
          "thi-tran-")  # fmt: skip


@dataclass(frozen=True, slots=True)
class AdminUnit:
    """One commune, ward or special zone: code, name without its kind, kind, province."""

    code: str
    name: str
    kind: str
    province: str

    @property
    def full(self) -> str:
        """As people say it: «xã Ea Kao», «phường Ba Đình»."""
        return f"{self.kind.lower()} {self.name}"


def _rows(name: str) -> list[list[str]]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


@lru_cache(maxsize=1)
def today() -> tuple[AdminUnit, ...]:
    """Every commune, ward and special zone of today."""
    return tuple(AdminUnit(row[0], row[1], row[2], row[4]) for row in _rows("don-vi.tsv"))


def provinces() -> tuple[str, ...]:
    """The provinces and cities of today, in the order of their codes."""
    return tuple(dict.fromkeys(unit.province for unit in today()))


@lru_cache(maxsize=1)
def _old() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    return tuple((r[0], r[1], r[2], tuple(r[3].split(","))) for r in _rows("ten-cu.tsv"))


def _bare(name: str) -> str:
    """A name for comparison: no accents, no kind in front."""
    found = slug(name)
    for kind in _KINDS:
        if found.startswith(kind) and len(found) > len(kind):
            return found[len(kind) :]
    return found


def province(name: str) -> str:
    """The province of today by its name, with or without accents and kind; old names too.

    Raises:
        UnknownName: there is none; the nearest one, or the one it became, is offered.
    """
    wanted = _bare(name)
    by_name = {_bare(item): item for item in provinces()}
    if wanted in by_name:
        return by_name[wanted]
    became = {
        unit.province
        for old_province, _, _, codes in _old()
        if _bare(old_province) == wanted
        for unit in _by_codes(codes)
    }
    if became:
        raise UnknownName(f"«{name}» là tên tỉnh cũ.", hint=f"nay là {', '.join(sorted(became))}.")
    raise UnknownName(f"Không có tỉnh, thành phố «{name}».", hint=did_you_mean(name, provinces()))


def commune(province_name: str, name: str) -> AdminUnit:
    """A commune of today in a province, by its name with or without accents and kind.

    Raises:
        UnknownName: there is none of that name, or it is an old name: the new ones are offered.
    """
    home = province(province_name)
    wanted = _bare(name)
    exact = slug(name)
    units = [unit for unit in today() if unit.province == home]
    found = [unit for unit in units if _bare(unit.name) == wanted]
    if len(found) > 1:
        found = [u for u in found if slug(u.full) == exact] or found
    if len(found) == 1:
        return found[0]
    if found:
        options = ", ".join(unit.full for unit in found)
        raise UnknownName(f"Có mấy nơi tên «{name}» ở {home}.", hint=f"ghi rõ: {options}.")
    became = [
        unit
        for _, _, old_ward, codes in _old()
        if _bare(old_ward) == wanted
        for unit in _by_codes(codes)
        if unit.province == home
    ]
    if became:
        options = ", ".join(dict.fromkeys(unit.full for unit in became))
        raise UnknownName(f"«{name}» là tên cũ.", hint=f"nay là {options}.")
    names = [unit.full for unit in units]
    raise UnknownName(f"{home} không có xã, phường «{name}».", hint=did_you_mean(name, names))


def old_names(unit: AdminUnit) -> tuple[str, ...]:
    """The communes of before 1 July 2025 that this one was made of, wholly or in part."""
    names = (ward for _, _, ward, codes in _old() if unit.code in codes and ward)
    return tuple(dict.fromkeys(names))


@lru_cache(maxsize=1)
def _index() -> dict[str, AdminUnit]:
    return {unit.code: unit for unit in today()}


def _by_codes(codes: Iterable[str]) -> list[AdminUnit]:
    return [_index()[code] for code in codes if code in _index()]

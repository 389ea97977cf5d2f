"""Comparing the reading rules with a table of readings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kichban.errors import BadField, Where
from kichban.vietnamese.numbers import Region
from kichban.vietnamese.speech import spoken
from kichban.vietnamese.text import nfc

__all__ = ["RowResult", "same_reading", "verify_table"]

_COLUMNS = ("input", "expected", "accepted", "category")
_PUNCTUATION = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row of a table of readings, compared with what `spoken` says.

    `accepted` holds the other right readings the table names; they do not make a row pass.
    """

    line: int
    source: str
    expected: str
    accepted: tuple[str, ...]
    category: str
    said: str
    passed: bool


def same_reading(left: str, right: str) -> bool:
    """Whether two readings are equal but for letter case, punctuation and blanks."""
    return _bare(left) == _bare(right)


def _bare(reading: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", nfc(reading).lower()).split())


def verify_table(
    text: str,
    *,
    file: str = "bảng đọc",
    region: Region = "bac",
    abbreviations: Mapping[str, str] | None = None,
) -> list[RowResult]:
    """Reads every `input` of a table and compares it with `expected`.

    Args:
        text: Lines of four columns parted by tabs, the first line naming them: input, expected,
            accepted (other readings parted by « | », may be empty), category.
        file: Name of the table, for messages.
        region: As in `spoken`.
        abbreviations: As in `spoken`.

    Raises:
        BadField: The table has another layout; the message names the line.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or tuple(name.strip() for name in lines[0].split("\t")) != _COLUMNS:
        raise BadField(
            "Dòng đầu của bảng đọc phải là tên bốn cột.",
            where=Where(file, 1, text=lines[0] if lines else ""),
            hint=f"viết {', '.join(_COLUMNS)}, cách nhau bằng dấu Tab.",
        )
    results = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        source, expected, accepted, category = _columns(line, Where(file, number, text=line))
        said = spoken(source, region=region, abbreviations=abbreviations)
        others = tuple(other.strip() for other in accepted.split("|") if other.strip())
        results.append(
            RowResult(
                number, source, expected, others, category, said, same_reading(said, expected)
            )
        )
    if not results:
        raise BadField(
            "Bảng đọc không có dòng nào để so.", where=Where(file), hint="thêm ít nhất một dòng."
        )
    return results


def _columns(line: str, where: Where) -> list[str]:
    columns = [column.strip() for column in line.split("\t")]
    if len(columns) != len(_COLUMNS):
        raise BadField(
            f"Dòng có {len(columns)} cột, bảng đọc cần {len(_COLUMNS)}.",
            where=where,
            hint="cột accepted để trống cũng phải có dấu Tab.",
        )
    for name, column in zip(_COLUMNS, columns, strict=True):
        if not column and name != "accepted":
            raise BadField(
                f"Cột {name} để trống.", where=where, hint="điền cột ấy, hoặc bỏ cả dòng."
            )
    return columns

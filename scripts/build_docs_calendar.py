"""Write the calendar of docs/so-tay/cho-nguoi-lam-luat.md: which days of the year change values.

    python scripts/build_docs_calendar.py

Only what the dated values in law/ show: on which day and month values of a parameter have begun,
in which years, and which of them end with nothing to follow.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from kichban.law.models import Parameter, Value
from kichban.numerals import format_date
from kichban.packs import Packs

PAGE = Path(__file__).resolve().parent.parent / "docs" / "so-tay" / "cho-nguoi-lam-luat.md"
_START, _END = "<!-- lịch: đầu -->", "<!-- lịch: cuối -->"
_LAW_OF_2024 = "01/07/2025"  # the day a whole law began says nothing of a yearly habit
_YEAR = re.compile("(19|20)[0-9]{2}")


def text() -> str:
    """The calendar between its two marks."""
    law = Packs().law
    parameters = [law.parameter(name) for name in law.parameter_ids()]
    days: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for parameter in parameters:
        for day, years, basis in _begun(parameter):
            days[day].append((parameter.ten, years, basis))
    lines = [_START]
    for day in sorted(days, key=lambda each: tuple(reversed(each.split("/")))):
        lines += ["", f"### Ngày {day}", "", "| Tham số | Đã đổi vào năm | Căn cứ gần nhất |"]
        lines += ["|---|---|---|", *(f"| {' | '.join(row)} |" for row in days[day])]
    lines += ["", "### Giá trị sắp hết mà chưa có giá trị nối tiếp", ""]
    lines += [f"- {row}" for parameter in parameters for row in _ending(parameter)]
    return "\n".join([*lines, "", _END])


def _begun(parameter: Parameter) -> Iterator[tuple[str, str, str]]:
    """Day and month, years, and the latest basis, for a parameter that changes by the calendar."""
    last = parameter.gia_tri[-1]
    if last.den is not None and last.den < last.doc_lai:
        return
    starts: dict[str, list[Value]] = defaultdict(list)
    for before, value in zip((None, *parameter.gia_tri), parameter.gia_tri, strict=False):
        if _changes(before, value):
            starts[format_date(value.tu)[:5]].append(value)
    for day, values in starts.items():
        years = ", ".join(str(value.tu.year) for value in values)
        yield day, years, str(values[-1].citations[0])
    if rows := _yearly(last):
        yield "01/01", f"mỗi năm một dòng, đến {rows[-1]}", str(last.citations[0])


def _changes(before: Value | None, value: Value) -> bool:
    """Whether a value is another number than the one before it, or a number for one year."""
    number = value.so or value.bang
    if not number or format_date(value.tu) == _LAW_OF_2024:
        return False
    one_year = value.den is not None and value.den - value.tu < timedelta(days=366)
    return one_year or (before is not None and (before.so or before.bang) not in (None, number))


def _yearly(value: Value) -> list[str]:
    """The years of a table that has one row a year and reaches beyond its first day."""
    names = list(value.bang or ())
    whole = names and all(_YEAR.fullmatch(name) for name in names)
    return names if whole and value.den is None and int(names[-1]) > value.tu.year else []


def _ending(parameter: Parameter) -> Iterator[str]:
    for value in parameter.gia_tri:
        after = None if value.den is None else value.den + timedelta(days=1)
        if value is parameter.gia_tri[-1] and after and after > value.doc_lai:
            basis = str(value.citations[0])
            yield f"{parameter.ten}: hết ngày {format_date(after - timedelta(days=1))} ({basis})"


def page(old: str) -> str:
    """The page with the calendar as it should be."""
    before, _, rest = old.partition(_START)
    return before + text() + rest.partition(_END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")

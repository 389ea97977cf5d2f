"""Months and years as the law counts them: whole months, odd months, months carried over.

Every month is the first day of that month. The parameters read are named by the caller, since
the old law and the new one keep the same rule in different articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from kichban.citations import Citation
from kichban.errors import BadInput
from kichban.law import RulesAt
from kichban.numerals import format_date, format_number
from kichban.quantities import Figure, LegalDate, Quantity, Trace, Unit, derive, given
from kichban.trace_text import cited

__all__ = [
    "Split",
    "add_months",
    "as_history",
    "check_part",
    "counted_years",
    "month_text",
    "months_from",
    "reaches",
    "refused",
    "reported_months",
    "rule_in_force",
    "split_years",
    "years_and_months",
]

_MONTHS_IN_YEAR = 12
_LAST_YEAR = 2200
_LONGEST = 1200  # a hundred years of months: more is a slip of the pen
_ODD_ROW = re.compile(r"le_(\d+)_den_(\d+)_thang")
_F = TypeVar("_F", bound=Quantity | LegalDate)


def add_months(month: date, count: int) -> date:
    """The first day of the month `count` months later (or earlier, when negative).

    Raises:
        BadInput: the month lies further away than any plan of a living person.
    """
    index = month.year * _MONTHS_IN_YEAR + month.month - 1 + count
    year = index // _MONTHS_IN_YEAR
    if not 0 < year <= _LAST_YEAR:
        raise BadInput(
            f"Cộng {count} tháng vào tháng {month_text(month)} ra một năm không thể có.",
            hint="xem lại tháng sinh và số tháng.",
        )
    return date(year, index % _MONTHS_IN_YEAR + 1, 1)


def months_from(start: date, end: date) -> int:
    """Whole months from the month of `start` to the month of `end`; negative when it is past."""
    return (end.year - start.year) * _MONTHS_IN_YEAR + end.month - start.month


def month_text(month: date) -> str:
    """`07/2026`, the way people write a month."""
    return f"{month.month:02d}/{month.year}"


def years_and_months(months: int) -> str:
    """`17 năm 3 tháng`."""
    years, odd = divmod(months, _MONTHS_IN_YEAR)
    parts = [f"{years} năm"] if years else []
    parts += [f"{odd} tháng"] if odd or not years else []
    return " ".join(parts)


def reported_months(count: int, name: str) -> Quantity:
    """A number of months that a person reported.

    Raises:
        BadInput: more months than anyone lives.
    """
    if count > _LONGEST:
        raise BadInput(
            f"Mục «{name}» ghi {format_number(Decimal(count))} tháng, dài quá một đời người.",
            hint=f"ghi nhiều nhất {format_number(Decimal(_LONGEST))} tháng.",
        )
    return given(count, Unit.MONTHS, name)


def reaches(months: Quantity, years: Quantity) -> bool:
    """Whether so many months are at least so many full years; conditions are never rounded."""
    return months.value >= years.in_months().value


def counted_years(
    rules: RulesAt, rounding: str, months: Quantity, name: str = "số năm tính mức hưởng"
) -> Quantity:
    """Months as years for the level of a benefit; odd months count as the table says.

    Args:
        rules: The law on one day.
        rounding: Id of the parameter with the rows `le_A_den_B_thang` (years).
        months: How many months.
        name: What the years are, in Vietnamese.
    """
    full, odd = divmod(int(months.value), _MONTHS_IN_YEAR)
    if not odd:
        return derive(Decimal(full), Unit.YEARS, name, f"{_shown(months)} : 12", months)
    for row, extra in rules.table(rounding).items():
        found = _ODD_ROW.fullmatch(row)
        if found and int(found[1]) <= odd <= int(found[2]):
            formula = (
                f"{_shown(months)} là {full} năm lẻ {odd} tháng, "
                f"phần lẻ tính {format_number(extra.value)} năm"
            )
            part = extra.named(f"phần lẻ từ {found[1]} đến {found[2]} tháng tính")
            return derive(full + extra.value, Unit.YEARS, name, formula, months, part)
    raise AssertionError(f"{rounding} has no row for {odd} odd months")


def _shown(months: Quantity) -> str:
    return f"{format_number(months.value)} tháng"


@dataclass(frozen=True, slots=True)
class Split:
    """Years paid before and from 2014: whole years before, odd months carried to the later part."""

    before: Quantity
    after: Quantity


def split_years(rules: RulesAt, rounding: str, before: int, after: int, *law: Figure) -> Split:
    """Years for benefits that count the years before 2014 apart.

    Args:
        rules: The law on one day.
        rounding: Id of the parameter that counts odd months.
        before: Months paid before 2014.
        after: Months paid from 2014.
        law: The rule that carries odd months over, kept in the trace where it was used.
    """
    full, carried = divmod(before, _MONTHS_IN_YEAR)
    months_before = reported_months(before, "số tháng đóng trước năm 2014")
    months_after = reported_months(after, "số tháng đóng từ năm 2014")
    years_before = derive(
        Decimal(full),
        Unit.YEARS,
        "số năm đóng trước năm 2014",
        "số tháng đóng trước năm 2014 : 12, chỉ lấy năm đủ",
        months_before,
    )
    moved = months_after
    if carried:
        moved = derive(
            Decimal(after + carried),
            Unit.MONTHS,
            "số tháng từ năm 2014, gồm tháng lẻ chuyển sang",
            f"số tháng đóng từ năm 2014 + {carried} tháng lẻ trước năm 2014",
            months_after,
            months_before,
            *law,
        )
    years_after = counted_years(rules, rounding, moved, "số năm đóng từ năm 2014")
    return Split(years_before, years_after)


def rule_in_force(rules: RulesAt, parameter: str) -> LegalDate:
    """A rule in words as an input of a trace: its name, its article, and since when it holds."""
    basis = rules.basis(parameter)
    name = f"{rules.law.parameter(parameter).ten} (áp dụng từ)"
    return LegalDate(basis.valid_from, Trace(name, basis=basis))


def as_history(figure: _F, day: date) -> _F:
    """A value of earlier law used for an earlier time: it stays true after that law ended.

    A value that still holds on `day` is given back as it is.
    """
    basis = figure.trace.basis
    if basis is None or basis.valid_to is None or basis.valid_to >= day:
        return figure
    span = f"Giá trị của thời gian {format_date(basis.valid_from)}–{format_date(basis.valid_to)}."
    kept = replace(basis, valid_to=None, note=f"{span} {basis.note}".strip())
    return replace(figure, trace=replace(figure.trace, basis=kept))


def refused(fact: str, allowed: str, citations: tuple[Citation, ...], hint: str) -> BadInput:
    """The error for an input that cannot be: the fact, what is allowed, and where that stands."""
    return BadInput(f"{fact}; {allowed} ({cited(citations)}).", hint=hint)


def check_part(
    rules: RulesAt, part: int, whole: int, part_vi: str, hint: str = "sửa một trong hai số."
) -> None:
    """Refuse a part of the paid time that is longer than all of it.

    Raises:
        BadInput: the part is longer than the whole.
    """
    if part > whole:
        law = rules.law.provision("nguyen-tac-cong-don-thoi-gian")
        raise refused(
            f"{part_vi} ({part}) nhiều hơn tổng số tháng đóng ({whole})",
            "tổng thời gian đóng gồm mọi phần cộng lại",
            law.citations,
            hint,
        )

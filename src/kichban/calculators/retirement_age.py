"""When a person reaches retirement age, and the first month of pension if the years are enough.

Parameters: `retirement-age-women`, `retirement-age-men` (ages in months by year of reaching
them; after the last year the last age stays), `voluntary-pension-age-before-2021`,
`pension-start-date`, `pension-start-date-before-2025`, `pension-legacy-option`. Months are first
days of months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.base import REGISTRY, Calculator, Output, Value, Version
from kichban.calculators.durations import (
    add_months,
    as_history,
    month_text,
    refused,
    rule_in_force,
)
from kichban.calculators.person import BIRTH_MONTH, SEX
from kichban.errors import NotInForce
from kichban.law import RulesAt
from kichban.numerals import format_date
from kichban.quantities import LegalDate, Quantity, Unit, derive, derive_date

__all__ = ["AGE_PARAMETERS", "Reached", "check_birth", "reached_2021", "start_after"]

AGE_PARAMETERS: tuple[str, ...] = (
    "retirement-age-women",
    "retirement-age-men",
    "voluntary-pension-age-before-2021",
    "pension-start-date",
    "pension-start-date-before-2025",
)
"""Ids of every parameter that this module may read for the age of one person."""

_TABLES = {"female": "retirement-age-women", "male": "retirement-age-men"}
_OLD = "voluntary-pension-age-before-2021"
_ROWS = {"female": "nu", "male": "nam"}
_WORDS = {"female": "nữ", "male": "nam"}
_STARTS = ("pension-start-date", "pension-start-date-before-2025")


@dataclass(frozen=True, slots=True)
class Reached:
    """Retirement age of one person: the age in months, and the month in which it is reached."""

    age: Quantity
    month: LegalDate


def reached_2021(rules: RulesAt, sex: str, birth_month: date) -> Reached:
    """The age by the yearly table; people who reached the older age before it keep that one.

    Raises:
        NotInForce: the age was reached before the first law in the data.
    """
    if earlier := _reached_before_table(rules, sex, birth_month):
        return earlier
    table = rules.table(_TABLES[sex])
    for year, age in table.items():
        month = add_months(birth_month, int(age.value))
        named = age.named(f"tuổi nghỉ hưu của {_WORDS[sex]} theo bảng, năm {year}")
        if month.year <= int(year):
            break
    return _reached(named, birth_month, month)


def _reached_before_table(rules: RulesAt, sex: str, birth_month: date) -> Reached | None:
    period = rules.law.parameter(_OLD).gia_tri[-1]
    last = rules.basis(_TABLES[sex]).valid_from if period.den is None else period.den
    age = rules.on(last).entry(_OLD, _ROWS[sex]).in_months().named(_old_name(sex))
    month = add_months(birth_month, int(age.value))
    if month > last:
        return None
    if month < period.tu:
        raise NotInForce(
            f"Người sinh tháng {month_text(birth_month)} đủ tuổi nghỉ hưu tháng "
            f"{month_text(month)}, trước ngày {format_date(period.tu)} chưa có trong dữ liệu.",
            hint="hỏi cơ quan bảo hiểm xã hội.",
        )
    return _reached(as_history(age, rules.day), birth_month, month)


def _old_name(sex: str) -> str:
    return f"tuổi hưởng lương hưu của {_WORDS[sex]} theo Luật 2014 lúc ban hành"


def _reached(age: Quantity, birth_month: date, month: date) -> Reached:
    formula = f"tháng sinh {month_text(birth_month)} + tuổi nghỉ hưu"
    return Reached(age, derive_date(month, "tháng đủ tuổi nghỉ hưu", formula, age))


def start_after(rules: RulesAt, month: LegalDate, formula: str) -> LegalDate:
    """The first month of pension: the one after the month in which everything is fulfilled."""
    at = rules.on(month.value)
    covering = [name for name in _STARTS if at.covers(name)]
    law = tuple(as_history(rule_in_force(at, name), rules.day) for name in covering)
    first = add_months(month.value, 1)
    return derive_date(first, "tháng đầu hưởng lương hưu", formula, month, *law)


def check_birth(rules: RulesAt, birth_month: date, parameter: str) -> None:
    """Refuse a birth after the day of the calculation.

    Raises:
        BadInput: the month of birth lies after `rules.day`.
    """
    if birth_month > rules.day:
        raise refused(
            f"Tháng sinh {month_text(birth_month)} còn ở sau ngày tính {format_date(rules.day)}",
            "tuổi nghỉ hưu tính cho người đã sinh",
            rules.basis(parameter).citations,
            "sửa thang_sinh hoặc ngày tính.",
        )


def _compute_2021(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    check_birth(rules, typed["birth_month"], _TABLES[typed["sex"]])
    return _outputs(rules, reached_2021(rules, typed["sex"], typed["birth_month"]))


def _compute_2016(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    check_birth(rules, typed["birth_month"], _OLD)
    birth: date = typed["birth_month"]
    sex = typed["sex"]
    age = rules.entry(_OLD, _ROWS[sex]).in_months().named(_old_name(sex))
    return _outputs(rules, _reached(age, birth, add_months(birth, int(age.value))))


def _outputs(rules: RulesAt, reached: Reached) -> dict[str, Value]:
    start = start_after(
        rules, reached.month, "tháng liền sau tháng đủ tuổi, nếu khi đó đã đủ năm đóng"
    )
    return {
        **age_outputs(reached.age),
        "reached_month": reached.month,
        "pension_start_month": start,
    }


def age_outputs(age: Quantity) -> dict[str, Value]:
    """An age in months as full years and the months beyond them."""
    years, months = divmod(int(age.value), 12)
    return {
        "age_years": derive(
            Decimal(years), Unit.AGE_YEARS, "tuổi nghỉ hưu, số năm", "số năm đủ của tuổi", age
        ),
        "age_months": derive(
            Decimal(months), Unit.MONTHS, "tuổi nghỉ hưu, số tháng lẻ", "số tháng lẻ của tuổi", age
        ),
    }


def _compute_year(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    """The age of one year; it holds until the end of that year unless the table has ended."""
    table = rules.table(_TABLES[typed["sex"]])
    last = max(int(year) for year in table)
    year = min(rules.day.year, last)
    age = table[str(year)]
    basis = age.trace.basis
    if basis is not None:
        end = basis.valid_to if year == last else date(year, 12, 31)
        narrowed = replace(basis, valid_from=date(year, 1, 1), valid_to=end)
        age = replace(age, trace=replace(age.trace, basis=narrowed))
    name = f"tuổi nghỉ hưu của {_WORDS[typed['sex']]} năm {rules.day.year}"
    return age_outputs(age.named(name))


_AGE_OUTPUTS = (
    Output("age_years", "tuoi", "Tuổi nghỉ hưu, số năm"),
    Output("age_months", "tuoi_thang_le", "Tuổi nghỉ hưu, số tháng lẻ"),
)
MONTH_OUTPUTS = (
    Output("reached_month", "thang_du_tuoi", "Tháng đủ tuổi nghỉ hưu"),
    Output(
        "pension_start_month",
        "thang_dau_luong_huu",
        "Tháng đầu hưởng lương hưu, nếu khi đủ tuổi đã đủ năm đóng",
    ),
)

RETIREMENT_AGE = REGISTRY.add(
    Calculator(
        name="retirement-age",
        title="Tuổi nghỉ hưu của một người",
        summary="Sinh tháng nào thì đủ tuổi nghỉ hưu tháng nào, bao giờ có lương hưu.",
        inputs=(SEX, BIRTH_MONTH),
        outputs=(*_AGE_OUTPUTS, *MONTH_OUTPUTS),
        parameters=AGE_PARAMETERS,
        provisions=("tuoi-nghi-huu", "thoi-diem-huong-luong-huu", "chi-biet-nam-sinh"),
        # The law of 2014 set one age; the Labour Code raised it year by year from 2021.
        versions=(
            Version(date(2016, 1, 1), _compute_2016, date(2020, 12, 31)),
            Version(date(2021, 1, 1), _compute_2021),
        ),
        example={"gioi": "nu", "thang_sinh": "04/1969"},
    )
)

RETIREMENT_AGE_OF_YEAR = REGISTRY.add(
    Calculator(
        name="retirement-age-of-year",
        title="Tuổi nghỉ hưu của một năm",
        summary="Người đủ tuổi trong năm đang tính thì nghỉ hưu ở tuổi nào.",
        inputs=(SEX,),
        outputs=_AGE_OUTPUTS,
        parameters=("retirement-age-women", "retirement-age-men"),
        provisions=("tuoi-nghi-huu",),
        # The yearly table begins in 2021.
        versions=(Version(date(2021, 1, 1), _compute_year),),
        example={"gioi": "nam"},
    )
)

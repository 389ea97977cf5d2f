"""The monthly pension under each law: whether the years are enough, the rate, the amount.

Parameters: `pension-min-years`, those of `pension_rate`, `odd-months-rounding` and
`odd-months-rounding-before-2025`, and for the floor of people with long compulsory time
`mixed-pension-floor`, `mixed-pension-floor-before-2025`, `mixed-pension-floor-years`,
`reference-level`. Months in, percent and VND/month out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from kichban.calculators.answers import as_figure
from kichban.calculators.durations import counted_years, reaches, reported_months
from kichban.calculators.pension_rate import no_rate, rate_2018, rate_2024, treaty_rate
from kichban.law import RulesAt
from kichban.quantities import Quantity, Unit, derive

__all__ = ["PENSION_PARAMETERS", "Pension", "average_of", "pension_2018", "pension_2024"]

PENSION_PARAMETERS: tuple[str, ...] = (
    "pension-min-years",
    "odd-months-rounding",
    "odd-months-rounding-before-2025",
    "pension-rate-women",
    "pension-rate-men",
    "pension-rate-men-15-20",
    "pension-rate-cap",
    "pension-treaty-rate",
    "mixed-pension-floor",
    "mixed-pension-floor-before-2025",
    "mixed-pension-floor-years",
    "reference-level",
)
"""Ids of every parameter that this module may read."""


@dataclass(frozen=True, slots=True)
class Pension:
    """A pension: enough years or not, years counted, percent, VND/month when an income is known."""

    eligible: bool
    needed: Quantity
    years: Quantity
    percent: Quantity
    monthly: Quantity | None


@dataclass(frozen=True, slots=True)
class _Shape:
    """What differs between the two laws: where the same rules stand, and the rate."""

    rounding: str
    floor: str
    rate: Callable[[RulesAt, str, Quantity, Quantity], Quantity]


_LAW_2014 = _Shape("odd-months-rounding-before-2025", "mixed-pension-floor-before-2025", rate_2018)
_LAW_2024 = _Shape("odd-months-rounding", "mixed-pension-floor", rate_2024)


def average_of(value: Quantity | Decimal) -> Quantity:
    """An average income, VND/month: reported by a person, or a figure computed before."""
    return as_figure(value, Unit.DONG_PER_MONTH, "mức bình quân thu nhập")


def pension_2024(
    rules: RulesAt,
    *,
    sex: str,
    months: int,
    average: Quantity | None = None,
    compulsory_months: int = 0,
    floor_group: bool = False,
    treaty: bool = False,
) -> Pension:
    """The pension under the law of 2024.

    Args:
        rules: The law on the day of the claim.
        sex: `female` or `male`.
        months: All months paid, of both kinds.
        average: Average income, VND/month; None when only the rate is asked for.
        compulsory_months: Months of `months` paid as compulsory.
        floor_group: Whether the compulsory time belongs to the groups that have a floor.
        treaty: Whether time abroad under a treaty makes the years enough.
    """
    return _pension(
        _LAW_2024,
        rules,
        sex=sex,
        months=months,
        average=average,
        compulsory_months=compulsory_months,
        floor_group=floor_group,
        treaty=treaty,
    )


def pension_2018(
    rules: RulesAt,
    *,
    sex: str,
    months: int,
    average: Quantity | None = None,
    compulsory_months: int = 0,
    floor_group: bool = False,
) -> Pension:
    """The pension under the law of 2014 as it stood from 2018; arguments as `pension_2024`."""
    return _pension(
        _LAW_2014,
        rules,
        sex=sex,
        months=months,
        average=average,
        compulsory_months=compulsory_months,
        floor_group=floor_group,
        treaty=False,
    )


def _pension(
    shape: _Shape,
    rules: RulesAt,
    *,
    sex: str,
    months: int,
    average: Quantity | None,
    compulsory_months: int,
    floor_group: bool,
    treaty: bool,
) -> Pension:
    paid = reported_months(months, "tổng số tháng đóng")
    needed = rules.quantity("pension-min-years")
    years = counted_years(rules, shape.rounding, paid)
    eligible = treaty or reaches(paid, needed)
    if treaty:
        percent = treaty_rate(rules, years)
    elif eligible:
        percent = shape.rate(rules, sex, paid, years)
    else:
        percent = no_rate(paid, needed)
    pension = Pension(eligible, needed, years, percent, None)
    if average is None:
        return pension
    amount = derive(
        average.value * percent.as_ratio().value,
        Unit.DONG_PER_MONTH,
        "lương hưu hằng tháng",
        "mức bình quân thu nhập × tỷ lệ lương hưu",
        average,
        percent,
    )
    if eligible and floor_group:
        amount = _at_least_the_floor(shape, rules, amount, compulsory_months)
    return replace(pension, monthly=amount)


def _at_least_the_floor(
    shape: _Shape, rules: RulesAt, amount: Quantity, compulsory_months: int
) -> Quantity:
    compulsory = reported_months(compulsory_months, "số tháng đóng bắt buộc")
    needed = rules.quantity("mixed-pension-floor-years")
    if not reaches(compulsory, needed):
        return amount
    times, level = rules.quantity(shape.floor), rules.quantity("reference-level")
    lowest = times.value * level.value
    if amount.value >= lowest:
        return amount
    return derive(
        lowest,
        Unit.DONG_PER_MONTH,
        amount.name,
        "mức thấp nhất được bảo đảm: mức tham chiếu × số lần, vì tính theo tỷ lệ thì thấp hơn",
        level,
        times.named("số lần"),
        amount.named("lương hưu tính theo tỷ lệ"),
        compulsory,
        needed,
    )

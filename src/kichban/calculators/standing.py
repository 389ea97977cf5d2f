"""Where a person stands on the day retirement age is reached: months paid, months missing.

Parameters: those of `retirement_age`, `pension-min-years`, `voluntary-min-age`. Months.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kichban.calculators.durations import (
    add_months,
    months_from,
    refused,
    reported_months,
    years_and_months,
)
from kichban.calculators.retirement_age import (
    AGE_PARAMETERS,
    Reached,
    check_birth,
    reached_2021,
)
from kichban.law import RulesAt
from kichban.numerals import format_number
from kichban.quantities import Quantity, Unit, derive

__all__ = ["STANDING_PARAMETERS", "Gap", "gap_at_age"]

STANDING_PARAMETERS: tuple[str, ...] = (*AGE_PARAMETERS, "pension-min-years", "voluntary-min-age")
"""Ids of every parameter that this module may read."""

_COUNTED = "đếm từ tháng này đến hết tháng đủ tuổi nghỉ hưu"


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a person stands at retirement age; months.

    `last_paid` is the last month paid for in this plan, or the month before `rules.day` when
    nothing more is paid.
    """

    reached: Reached
    payable: Quantity
    paid_at_age: Quantity
    missing: Quantity
    last_paid: date
    past: bool


def gap_at_age(rules: RulesAt, *, sex: str, birth_month: date, months: int, pays_on: bool) -> Gap:
    """Months paid and missing on the day retirement age is reached.

    Args:
        rules: The law of the day from which the plan starts; its month is not paid for yet.
        sex: `female` or `male`.
        birth_month: First day of the month of birth.
        months: Months paid so far.
        pays_on: Whether every month from now through the month of reaching the age is paid for.
    """
    check_birth(rules, birth_month, "pension-min-years")
    _check_paid(rules, birth_month, months)
    reached = reached_2021(rules, sex, birth_month)
    left = max(months_from(rules.day, reached.month.value) + 1, 0)
    payable = derive(
        Decimal(left if pays_on else 0),
        Unit.MONTHS,
        "số tháng còn đóng được đến khi đủ tuổi",
        _COUNTED if pays_on else "không đóng thêm nên bằng 0",
        reached.month,
    )
    before = reported_months(months, "số tháng đã đóng")
    paid = derive(
        before.value + payable.value,
        Unit.MONTHS,
        "số tháng đóng khi đủ tuổi",
        "số tháng đã đóng + số tháng còn đóng được đến khi đủ tuổi",
        before,
        payable,
    )
    needed = rules.quantity("pension-min-years")
    missing = derive(
        max(needed.in_months().value - paid.value, Decimal(0)),
        Unit.MONTHS,
        "số tháng còn thiếu khi đủ tuổi",
        "số năm đóng tối thiểu × 12 − số tháng đóng khi đủ tuổi, không dưới 0",
        needed,
        paid,
    )
    last = add_months(rules.day.replace(day=1), int(payable.value) - 1)
    return Gap(reached, payable, paid, missing, last, left == 0)


def _check_paid(rules: RulesAt, birth_month: date, months: int) -> None:
    lived = months_from(birth_month, rules.day) + 1
    if months > lived:
        least = rules.quantity("voluntary-min-age")
        raise refused(
            f"Đã đóng {years_and_months(months)} mà mới sống {years_and_months(lived)}",
            f"từ đủ {format_number(least.value)} tuổi mới được tham gia tự nguyện",
            least.citations(),
            "sửa so_thang_dong hoặc thang_sinh.",
        )

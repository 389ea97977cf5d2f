"""Into which payments a span of months falls, by payment method.

Parameters: `payment-methods`, `advance-years-range`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kichban.calculators.base import METHODS
from kichban.errors import BadInput
from kichban.law import RulesAt

__all__ = ["METHOD_NAMES", "Payment", "add_months", "cycle_months", "payments"]

METHOD_NAMES = {
    "monthly": "đóng hằng tháng",
    "every-3-months": "đóng 3 tháng một lần",
    "every-6-months": "đóng 6 tháng một lần",
    "every-12-months": "đóng 12 tháng một lần",
    "advance-years": "đóng một lần cho nhiều năm về sau",
}


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment: the day it is made, the first month it pays for, how many months of the
    span it pays for."""

    day: date
    first_month: date
    months: int


def add_months(day: date, count: int) -> date:
    """The first day of the month `count` months after the month of `day`."""
    index = day.year * 12 + day.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def cycle_months(rules: RulesAt, method: str) -> int:
    """How many months one payment of a method covers; for several years ahead, at most.

    Raises:
        BadInput: the method is not among those that the law of the day allows.
    """
    allowed = rules.items("payment-methods")
    if method not in allowed:
        names = [METHODS[name] for name in METHODS if name in allowed]
        raise BadInput(
            f"Luật ngày này không có cách «{METHODS.get(method, method)}».",
            hint=f"chọn một trong: {', '.join(names)}.",
        )
    if method == "advance-years":
        return int(rules.entry("advance-years-range", "nhieu_nhat").in_months().value)
    found = re.fullmatch(r"every-(\d+)-months", method)
    return int(found[1]) if found else 1


def payments(first_day: date, start_month: date, months: int, cycle: int) -> Iterator[Payment]:
    """The payments of a span: the first on `first_day`, each later one on the first day of the
    first month it pays for. The last may reach beyond the span; only its months inside count."""
    done = 0
    while done < months:
        month = add_months(start_month, done)
        yield Payment(first_day if not done else month, month, min(cycle, months - done))
        done += cycle

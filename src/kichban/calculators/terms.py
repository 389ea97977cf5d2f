"""The terms of one voluntary contribution: what the law of its day of payment says about it.

Parameters: `income-floor`, `rural-poverty-line`, `income-ceiling-multiple`, `reference-level`,
`voluntary-contribution-rate`, and those of `kichban.calculators.support`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kichban.calculators.answers import Gaps, as_figure, place
from kichban.calculators.support import SUPPORT_PARAMETERS, group_rate, supported_base
from kichban.errors import OutOfRange
from kichban.law import RulesAt
from kichban.numerals import format_number
from kichban.quantities import Quantity, Unit, derive

__all__ = [
    "TERM_PARAMETERS",
    "Terms",
    "ceiling",
    "chosen_income",
    "floor",
    "gross_monthly",
    "income_fault",
    "income_refusal",
    "monthly",
    "spoken",
    "terms_on",
]

TERM_PARAMETERS: tuple[str, ...] = (
    "income-floor",
    "income-ceiling-multiple",
    "reference-level",
    *SUPPORT_PARAMETERS,
)
"""Ids of every parameter that this module may read."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one payment rests on; None where the law data give nothing for its day.

    `gross`, `base`, `support` and `local` are VND/month; `support` is what the state pays for a
    month that is still supported, `local` what the province adds before any limit.
    """

    rules: RulesAt
    floor: Quantity | None
    ceiling: Quantity | None
    gross: Quantity | None
    base: Quantity | None
    rate: Quantity | None
    support: Quantity | None
    local: Quantity | None
    last_day: date | None
    complete: bool

    def hold_on(self, day: date) -> bool:
        """Whether a payment on another day is known to have the very same terms."""
        if not self.complete or day < self.rules.day:
            return False
        return self.last_day is None or day <= self.last_day

    def fault(self, income: Quantity) -> OutOfRange | None:
        """What is wrong with a chosen income under these terms; None when nothing is known."""
        return income_fault(income, self.floor, self.ceiling, self.rules)

    @property
    def bounded(self) -> bool:
        """Whether both ends of the allowed income are known."""
        return self.floor is not None and self.ceiling is not None


def chosen_income(income_vnd: Quantity | Decimal) -> Quantity:
    """The monthly income that a person chose to contribute on."""
    return as_figure(income_vnd, Unit.DONG_PER_MONTH, "thu nhập chọn")


def floor(rules: RulesAt) -> Quantity:
    """The lowest income that may be chosen, VND/month. Parameter `income-floor`."""
    return rules.quantity("income-floor").named("thu nhập thấp nhất được chọn")


def ceiling(rules: RulesAt) -> Quantity:
    """The highest income that may be chosen, VND/month.

    Parameters `income-ceiling-multiple`, `reference-level`.
    """
    times = rules.quantity("income-ceiling-multiple").named("số lần")
    level = rules.quantity("reference-level").named("mức tham chiếu")
    return (times * level).as_unit(Unit.DONG_PER_MONTH).named("thu nhập cao nhất được chọn")


def monthly(income: Quantity, rules: RulesAt) -> Quantity:
    """What is owed for one month, before any support.

    Args:
        income: Chosen monthly income, VND/month; both ends of the range are allowed.
        rules: The law of the day of payment.

    Returns:
        VND/month, not rounded.

    Raises:
        OutOfRange: the income lies outside the range; the hint names both ends and the article.
    """
    if fault := income_fault(income, floor(rules), ceiling(rules), rules):
        raise fault
    return gross_monthly(income, rules)


def gross_monthly(income: Quantity, rules: RulesAt) -> Quantity:
    """What is owed for one month on an income taken as allowed. VND/month.

    Parameter `voluntary-contribution-rate`.
    """
    rate = rules.quantity("voluntary-contribution-rate").named("tỷ lệ đóng")
    return (income * rate).named("mức đóng mỗi tháng")


def income_fault(
    income: Quantity, low: Quantity | None, high: Quantity | None, rules: RulesAt
) -> OutOfRange | None:
    """What is wrong with a chosen income; None when nothing is known to be wrong.

    `low` and `high` are None where the law data give no end for the day.
    """
    if low is not None and income < low:
        side = f"thấp hơn mức thấp nhất {_dong(low)}"
    elif high is not None and high < income:
        side = f"cao hơn mức cao nhất {_dong(high)}"
    else:
        return None
    ends = [f"từ {_dong(low)}"] if low is not None else []
    ends += [f"đến {_dong(high)}"] if high is not None else []
    return OutOfRange(
        f"Thu nhập chọn {_dong(income)} {side}.",
        hint=f"chọn {' '.join(ends)} ({place(rules, 'income-floor')}).",
    )


def income_refusal(rules: RulesAt, income_vnd: Quantity | Decimal, gaps: Gaps) -> str:
    """Why an income may not be paid on, in one sentence; "" when nothing is known against it."""
    low, high = gaps.read(lambda: floor(rules)), gaps.read(lambda: ceiling(rules))
    return spoken(income_fault(chosen_income(income_vnd), low, high, rules))


def spoken(fault: OutOfRange | None) -> str:
    """A fault as sentences to read: what is wrong, and what is allowed instead."""
    return f"{fault.message} Được {fault.hint}" if fault else ""


def terms_on(
    rules: RulesAt,
    gaps: Gaps,
    *,
    income: Quantity | None,
    groups: Sequence[str],
    local_rate: Quantity | None,
) -> Terms:
    """Read the terms of a payment made on `rules.day`.

    Args:
        rules: The law of that day.
        gaps: Where what the data do not give is noted.
        income: Chosen income; None when only the support is asked for.
        groups: Groups of support; empty when support is not considered.
        local_rate: What the province adds, as a share of `supported_base`.
    """
    low = gaps.read(lambda: floor(rules))
    high = gaps.read(lambda: ceiling(rules))
    gross = None if income is None else gross_monthly(income, rules)
    base = gaps.read(lambda: supported_base(rules)) if groups or local_rate else None
    rate = gaps.read(lambda: group_rate(rules, groups)) if groups else None
    support = None
    if rate is not None and not rate:
        # Nothing is taken of the poverty line, so it need not be known.
        support = derive(Decimal(0), Unit.DONG_PER_MONTH, _SUPPORT, "chưa có hỗ trợ", rate)
    elif rate is not None and base is not None:
        support = (base * rate).named(_SUPPORT)
    local = None
    if local_rate is not None and base is not None:
        local = (base * local_rate).named("địa phương hỗ trợ thêm mỗi tháng")
    needed = [low, high, *([gross] if income is not None else [])]
    needed += [support] if groups else []
    needed += [local] if local_rate is not None else []
    found = [item for item in needed if item is not None]
    ends = [item.valid_to for item in found if item.valid_to is not None]
    if rate is not None and not rate:
        ends.append(rules.date("support-start-date").value - timedelta(days=1))
    return Terms(
        rules=rules,
        floor=low,
        ceiling=high,
        gross=gross,
        base=base,
        rate=rate,
        support=support,
        local=local,
        last_day=min(ends, default=None),
        complete=len(found) == len(needed),
    )


_SUPPORT = "Nhà nước hỗ trợ mỗi tháng"


def _dong(figure: Quantity) -> str:
    return f"{format_number(figure.value, 0)} đồng/tháng"

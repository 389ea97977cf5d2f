"""State support for voluntary contributors: which rate, on what amount, on one day of payment.

Parameters: `support-rate-*`, `support-start-date`, `support-highest-only`,
`voluntary-contribution-rate`, `rural-poverty-line`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from kichban.calculators.answers import placed
from kichban.calculators.base import GROUPS
from kichban.law import RulesAt
from kichban.quantities import Quantity, Unit, derive

__all__ = ["GROUP_NAMES", "SUPPORT_PARAMETERS", "group_rate", "monthly_support", "supported_base"]

_RATE: Mapping[str, str] = {
    "poor": "support-rate-poor",
    "near_poor": "support-rate-near-poor",
    "ethnic_minority": "support-rate-ethnic-minority",
    "island_or_special_zone": "support-rate-island-special-zone",
    "other": "support-rate-other",
}
GROUP_NAMES: Mapping[str, str] = {
    "poor": "hộ nghèo",
    "near_poor": "hộ cận nghèo",
    "ethnic_minority": "người dân tộc thiểu số",
    "island_or_special_zone": "người đang sống ở xã đảo, đặc khu",
    "other": "người tham gia khác",
}
SUPPORT_PARAMETERS: tuple[str, ...] = (
    *_RATE.values(),
    "support-start-date",
    "support-highest-only",
    "voluntary-contribution-rate",
    "rural-poverty-line",
)
"""Ids of every parameter that this module may read."""


def supported_base(rules: RulesAt) -> Quantity:
    """The contribution on the rural poverty line: what the support rates are taken of.

    Returns:
        VND/month. Parameters `rural-poverty-line`, `voluntary-contribution-rate`.
    """
    line = rules.quantity("rural-poverty-line").named("chuẩn hộ nghèo nông thôn")
    rate = rules.quantity("voluntary-contribution-rate").named("tỷ lệ đóng")
    return (line * rate).named("mức đóng tính theo chuẩn hộ nghèo nông thôn")


def group_rate(rules: RulesAt, groups: Iterable[str]) -> Quantity:
    """The one rate that applies to a person: the highest among the groups, never their sum.

    Args:
        rules: The law of the day of payment.
        groups: English names of `GROUPS`; at least one.

    Returns:
        A ratio of `supported_base`; zero before support began (`support-start-date`).
    """
    start = rules.date("support-start-date")
    if rules.day < start.value:
        return derive(
            Decimal(0),
            Unit.RATIO,
            "tỷ lệ Nhà nước hỗ trợ",
            "đóng trước ngày bắt đầu chính sách hỗ trợ nên chưa có",
            start,
        )
    known = [group for group in GROUPS if group in set(groups)]
    rates = [
        rules.quantity(_RATE[group]).named(f"tỷ lệ hỗ trợ {GROUP_NAMES[group]}") for group in known
    ]
    best = max(rates, key=lambda rate: rate.value)
    if len(rates) == 1:
        return best.named(f"tỷ lệ Nhà nước hỗ trợ: {GROUP_NAMES[known[0]]}")
    formula = placed("mức cao nhất trong các nhóm, không cộng dồn", rules, "support-highest-only")
    return derive(best.value, Unit.RATIO, "tỷ lệ Nhà nước hỗ trợ", formula, *rates)


def monthly_support(rules: RulesAt, groups: Iterable[str]) -> Quantity:
    """What the state pays for one supported month, whatever income was chosen.

    Returns:
        VND/month, not rounded.
    """
    amount = supported_base(rules) * group_rate(rules, groups)
    return amount.named("Nhà nước hỗ trợ mỗi tháng")

"""What the state paid in over past months, by the law of each month.

Parameters: those of `kichban.calculators.support`, and `support-max-months`. Spans of months
with groups in, one amount in VND out. Each month keeps the rate of its own law.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.durations import (
    add_months,
    as_history,
    month_text,
    months_from,
    refused,
    reported_months,
)
from kichban.calculators.support import SUPPORT_PARAMETERS, monthly_support
from kichban.errors import BadInput
from kichban.law import RulesAt
from kichban.quantities import Figure, Quantity, Trace, Unit, derive, given, total

__all__ = ["PAST_SUPPORT_PARAMETERS", "check_periods", "no_support", "past_support"]

PAST_SUPPORT_PARAMETERS: tuple[str, ...] = (*SUPPORT_PARAMETERS, "support-max-months")
"""Ids of every parameter that this module may read."""

_NAME = "tiền Nhà nước đã hỗ trợ"


def check_periods(rules: RulesAt, periods: Sequence[Mapping[str, Any]], paid: int) -> None:
    """Refuse spans that cannot be.

    Raises:
        BadInput: a span ends before it begins, lies after `rules.day`, overlaps another, or the
            spans cover more months than were paid.
    """
    last: date | None = None
    for row in sorted(periods, key=lambda row: row["from_month"]):
        start, end = row["from_month"], row["to_month"]
        if end < start:
            raise BadInput(
                f"Khoảng được hỗ trợ từ {month_text(start)} đến {month_text(end)} bị ngược; "
                "tháng đầu phải trước hoặc trùng tháng cuối.",
                hint="đổi tu_thang và den_thang.",
            )
        if end > rules.day:
            raise BadInput(
                f"Khoảng được hỗ trợ đến {month_text(end)} còn ở sau ngày tính; "
                "chỉ tính các tháng đã qua.",
                hint="sửa den_thang.",
            )
        if last is not None and start <= last:
            raise BadInput(
                f"Tháng {month_text(start)} nằm trong hai khoảng được hỗ trợ; "
                "mỗi tháng chỉ được hỗ trợ một lần.",
                hint="tách các khoảng cho khỏi chồng nhau.",
            )
        if not row["groups"]:
            raise BadInput(
                f"Khoảng từ {month_text(start)} không ghi nhóm được hỗ trợ.",
                hint="thêm thuoc_dien, ví dụ ho_can_ngheo.",
            )
        last = end
    covered = sum(months_from(row["from_month"], row["to_month"]) + 1 for row in periods)
    if covered > paid:
        raise refused(
            f"Số tháng được hỗ trợ ({covered}) nhiều hơn số tháng đã đóng ({paid})",
            "chỉ tháng đã đóng mới được hỗ trợ",
            rules.basis("support-max-months").citations,
            "sửa các khoảng được hỗ trợ hoặc số tháng đóng.",
        )


def past_support(rules: RulesAt, periods: Sequence[Mapping[str, Any]]) -> Quantity:
    """The sum that the state paid in over the spans, until the most months it supports.

    Args:
        rules: The law of the day of the claim; each month is read in its own law.
        periods: Rows with `from_month`, `to_month` (both inside) and `groups`.

    Returns:
        VND, not rounded.
    """
    parts = []
    used = 0
    began = rules.date("support-start-date").value.replace(day=1)
    for row in sorted(periods, key=lambda row: row["from_month"]):
        month = max(row["from_month"], began)
        while month <= row["to_month"]:
            at = rules.on(month)
            each, most = monthly_support(at, row["groups"]), at.quantity("support-max-months")
            alike = _months_alike(each, month, row["to_month"])
            paid = min(alike, max(int(most.value) - used, 0))
            if paid:
                law = (as_history(most, rules.day),) if paid < alike else ()
                parts.append(_part(_settled(each, rules.day), paid, month, *law))
            used += paid
            month = add_months(month, alike)
    if not parts:
        return given(0, Unit.DONG, _NAME)
    return total(parts, _NAME, "cộng các khoảng được hỗ trợ, mỗi tháng theo mức của tháng đó")


def _months_alike(each: Quantity, month: date, last: date) -> int:
    """How many months from `month` keep the same terms, counted no further than `last`."""
    end = last if each.valid_to is None else min(last, each.valid_to)
    return months_from(month, end) + 1


def _part(each: Quantity, count: int, month: date, *law: Quantity) -> Quantity:
    span = f"{month_text(month)}–{month_text(add_months(month, count - 1))}"
    months = reported_months(count, f"số tháng được hỗ trợ {span}")
    return derive(
        each.value * count,
        Unit.DONG,
        f"Nhà nước hỗ trợ {span}",
        "hỗ trợ mỗi tháng × số tháng được hỗ trợ",
        each,
        months,
        *law,
    )


def _settled(figure: Quantity, day: date) -> Quantity:
    """The same figure with every value of ended law marked as a fact of its time."""
    return replace(figure, trace=_settled_trace(figure.trace, day))


def _settled_trace(trace: Trace, day: date) -> Trace:
    inputs: list[Figure] = []
    for figure in trace.inputs:
        kept = as_history(figure, day)
        inputs.append(replace(kept, trace=_settled_trace(kept.trace, day)))
    return replace(trace, inputs=tuple(inputs))


def no_support() -> Quantity:
    """Nothing paid in by the state."""
    return given(Decimal(0), Unit.DONG, _NAME)

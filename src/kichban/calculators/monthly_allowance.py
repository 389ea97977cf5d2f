"""The monthly allowance for people of retirement age whose years are too few for a pension.

Parameters: `monthly-allowance-duration-formula`, `monthly-allowance-year-multiple`,
`monthly-allowance-min-months`, `monthly-allowance-min`, `monthly-allowance-higher-formula`,
`monthly-allowance-topup-formula`, `monthly-allowance-health-insurance`, `odd-months-rounding`,
`pension-min-years`, `social-pension-amount`. Months in and out; VND/month; the top-up in VND.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from kichban.calculators.answers import REASON, place, present, with_inputs
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.durations import (
    counted_years,
    reaches,
    reported_months,
    rule_in_force,
)
from kichban.calculators.pension_law import average_of
from kichban.calculators.person import AVERAGE_INCOME, CONTRIBUTION_MONTHS
from kichban.law import RulesAt
from kichban.numerals import format_number
from kichban.quantities import Quantity, Unit, derive

__all__ = ["ALLOWANCE_PARAMETERS"]

ALLOWANCE_PARAMETERS: tuple[str, ...] = (
    "monthly-allowance-duration-formula",
    "monthly-allowance-year-multiple",
    "monthly-allowance-min-months",
    "monthly-allowance-min",
    "monthly-allowance-higher-formula",
    "monthly-allowance-topup-formula",
    "monthly-allowance-health-insurance",
    "odd-months-rounding",
    "pension-min-years",
    "social-pension-amount",
)
"""Ids of every parameter that this module may read."""

_COMPUTED = "số tháng tính được từ tiền đã đóng"
_DURATION = "số tháng hưởng trợ cấp hằng tháng"
_AMOUNT = "trợ cấp mỗi tháng"
_TOPUP = "số tiền có thể đóng thêm để hưởng đến tuổi trợ cấp hưu trí xã hội"


def _compute(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    paid = reported_months(typed["contribution_months"], "tổng số tháng đóng")
    wait = reported_months(
        typed["months_until_social_pension_age"],
        "số tháng từ lúc hưởng đến tuổi trợ cấp hưu trí xã hội",
    )
    years = counted_years(rules, "odd-months-rounding", paid, "số năm đóng")
    if reason := _refusal(rules, paid, wait):
        return {
            "eligible": False,
            "years_counted": years,
            "computed_months": _none(Unit.MONTHS, _COMPUTED, paid),
            "duration_months": _none(Unit.MONTHS, _DURATION, paid),
            "monthly_amount_vnd": _none(Unit.DONG_PER_MONTH, _AMOUNT, paid),
            "topup_vnd": _none(Unit.DONG, _TOPUP, paid),
            "reason": reason,
        }
    base = _base(with_inputs(rules, _INPUTS, typed))
    computed = _computed_months(rules, average_of(typed["average_income_vnd"]), years, base)
    longer = computed.value > wait.value
    duration = derive(
        min(computed.value, wait.value),
        Unit.MONTHS,
        _DURATION,
        "số ít hơn trong hai số: số tháng tính được và số tháng chờ",
        computed,
        wait,
    )
    return present(
        eligible=True,
        years_counted=years,
        computed_months=computed,
        duration_months=duration,
        monthly_amount_vnd=_higher(rules, computed, wait, base) if longer else base,
        topup_vnd=_topup(rules, computed, wait, base),
        health_insurance=rules.rule("monthly-allowance-health-insurance") == "có",
    )


def _refusal(rules: RulesAt, paid: Quantity, wait: Quantity) -> str:
    """Why there is no allowance; "" when there is."""
    least = rules.quantity("monthly-allowance-min-months")
    pension = rules.quantity("pension-min-years")
    if paid.value < least.value:
        return (
            f"Phải đóng đủ {format_number(least.value)} tháng mới tính được trợ cấp hằng tháng "
            f"({place(rules, 'monthly-allowance-min-months')})."
        )
    if reaches(paid, pension):
        return (
            f"Đã đủ {format_number(pension.value)} năm đóng thì hưởng lương hưu, "
            f"không hưởng trợ cấp này ({place(rules, 'pension-min-years')})."
        )
    if not wait:
        return (
            "Đã đến tuổi trợ cấp hưu trí xã hội nên không còn tháng nào để hưởng trợ cấp này "
            f"({place(rules, 'monthly-allowance-min')})."
        )
    return ""


def _none(unit: Unit, name: str, paid: Quantity) -> Quantity:
    return derive(Decimal(0), unit, name, "không đủ điều kiện nên bằng 0", paid)


def _base(rules: RulesAt) -> Quantity:
    times = rules.quantity("monthly-allowance-min").named("số lần")
    level = rules.quantity("social-pension-amount")
    return derive(
        times.value * level.value,
        Unit.DONG_PER_MONTH,
        _AMOUNT,
        "mức trợ cấp hưu trí xã hội × số lần",
        level,
        times,
    )


def _computed_months(
    rules: RulesAt, average: Quantity, years: Quantity, base: Quantity
) -> Quantity:
    times = rules.quantity("monthly-allowance-year-multiple").named("số lần mỗi năm")
    exact = average.value * times.value * years.value / base.value
    return derive(
        exact.to_integral_value(rounding=ROUND_CEILING),
        Unit.MONTHS,
        _COMPUTED,
        "mức bình quân thu nhập × số lần mỗi năm × số năm đóng : trợ cấp mỗi tháng",
        average,
        times,
        years,
        base,
        rule_in_force(rules, "monthly-allowance-duration-formula"),
        rounding="phần lẻ tháng làm tròn lên 1 tháng",
    )


def _higher(rules: RulesAt, computed: Quantity, wait: Quantity, base: Quantity) -> Quantity:
    return derive(
        base.value + (computed.value - wait.value) * base.value / wait.value,
        Unit.DONG_PER_MONTH,
        _AMOUNT,
        "mức thấp nhất + (số tháng tính được − số tháng chờ) × mức thấp nhất : số tháng chờ",
        base.named("mức thấp nhất"),
        computed,
        wait,
        rule_in_force(rules, "monthly-allowance-higher-formula"),
    )


def _topup(rules: RulesAt, computed: Quantity, wait: Quantity, base: Quantity) -> Quantity:
    return derive(
        max(wait.value - computed.value, Decimal(0)) * base.value,
        Unit.DONG,
        _TOPUP,
        "(số tháng chờ − số tháng tính được) × trợ cấp mỗi tháng, không dưới 0",
        wait,
        computed,
        base,
        rule_in_force(rules, "monthly-allowance-topup-formula"),
    )


_INPUTS = (
    replace(AVERAGE_INCOME, required=True),
    CONTRIBUTION_MONTHS,
    Input(
        "months_until_social_pension_age",
        "so_thang_cho",
        "số tháng từ khi hưởng đến tuổi trợ cấp hưu trí xã hội",
        "months",
        required=True,
    ),
    Input(
        "social_pension_vnd",
        "tro_cap_xa_hoi",
        "mức trợ cấp hưu trí xã hội, đồng/tháng; để trống thì lấy theo luật",
        "money",
        low=Decimal(1),
        parameter="social-pension-amount",
    ),
)

MONTHLY_ALLOWANCE = REGISTRY.add(
    Calculator(
        name="monthly-allowance",
        title="Trợ cấp hằng tháng khi không đủ năm đóng",
        summary="Đủ tuổi nghỉ hưu mà thiếu năm đóng: hưởng mấy tháng, mỗi tháng bao nhiêu.",
        inputs=_INPUTS,
        outputs=(
            Output("eligible", "duoc_huong", "Được hưởng trợ cấp hằng tháng"),
            Output("years_counted", "so_nam_tinh", "Số năm đóng dùng để tính"),
            Output("computed_months", "so_thang_tinh_duoc", "Số tháng tính được từ tiền đã đóng"),
            Output("duration_months", "so_thang_huong", "Số tháng hưởng"),
            Output("monthly_amount_vnd", "tro_cap_moi_thang", "Trợ cấp mỗi tháng"),
            Output("topup_vnd", "dong_them", "Số tiền có thể đóng thêm để hưởng cho đủ"),
            Output("health_insurance", "the_bhyt", "Được đóng bảo hiểm y tế trong thời gian hưởng"),
            REASON,
        ),
        parameters=ALLOWANCE_PARAMETERS,
        provisions=(
            "tro-cap-hang-thang-dieu-23",
            "thoi-gian-tro-cap-hang-thang",
            "dieu-23-dieu-chinh-muc",
            "bhyt-khi-huong-dieu-23",
        ),
        # The allowance is new in the law of 2024.
        versions=(Version(date(2025, 7, 1), _compute),),
        example={
            "binh_quan_thu_nhap": "3.000.000",
            "so_thang_dong": "120",
            "so_thang_cho": "165",
            "tro_cap_xa_hoi": "500.000",
        },
    )
)

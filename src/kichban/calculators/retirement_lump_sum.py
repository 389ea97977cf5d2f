"""The lump sum on retirement for years beyond those that give the highest rate.

Parameters: `pension-lump-sum-threshold-years`, `pension-lump-sum-multiplier` (times the average
income per year), and those of the pension rate. Under the law of 2014 the threshold is the
number of years that gives the highest rate, read from `pension-rate-women`, `pension-rate-men`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.durations import (
    check_part,
    counted_years,
    reaches,
    refused,
    reported_months,
    years_and_months,
)
from kichban.calculators.pension_law import average_of, pension_2018, pension_2024
from kichban.calculators.pension_rate import years_at_cap_2018
from kichban.calculators.person import AVERAGE_INCOME, CONTRIBUTION_MONTHS, SEX
from kichban.law import RulesAt
from kichban.quantities import Quantity, Unit, derive

_NAME = "trợ cấp một lần khi nghỉ hưu"
_ROWS = {"female": "nu", "male": "nam"}


def _compute_2024(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    _check(rules, typed)
    months: int = typed["contribution_months"]
    pension = pension_2024(rules, sex=typed["sex"], months=months)
    threshold = rules.entry("pension-lump-sum-threshold-years", _ROWS[typed["sex"]])
    threshold = threshold.named("số năm ứng với tỷ lệ cao nhất")
    above = _years_above(pension.years, threshold)
    late = _late_years(rules, typed, threshold, above)
    early = derive(
        above.value - late.value,
        Unit.YEARS,
        "số năm vượt đóng trước tuổi nghỉ hưu",
        "số năm vượt − số năm vượt đóng sau tuổi nghỉ hưu",
        above,
        late,
    )
    average = average_of(typed["average_income_vnd"])
    before = rules.entry("pension-lump-sum-multiplier", "truoc_tuoi_nghi_huu").named("số lần trước")
    after = rules.entry("pension-lump-sum-multiplier", "sau_tuoi_nghi_huu").named("số lần sau")
    amount = derive(
        (early.value * before.value + late.value * after.value) * average.value,
        Unit.DONG,
        _NAME,
        "(số năm vượt đóng trước tuổi nghỉ hưu × số lần trước + số năm vượt đóng sau tuổi "
        "nghỉ hưu × số lần sau) × mức bình quân thu nhập",
        early,
        before,
        late,
        after,
        average,
    )
    return {"years_above": above, "lump_sum_vnd": amount, "percent": pension.percent}


def _compute_2018(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    _check(rules, typed)
    pension = pension_2018(rules, sex=typed["sex"], months=typed["contribution_months"])
    threshold = years_at_cap_2018(rules, typed["sex"])
    above = _years_above(pension.years, threshold)
    average = average_of(typed["average_income_vnd"])
    times = rules.entry("pension-lump-sum-multiplier", "moi_nam").named("số lần")
    amount = derive(
        above.value * times.value * average.value,
        Unit.DONG,
        _NAME,
        "số năm vượt × số lần × mức bình quân thu nhập",
        above,
        times,
        average,
    )
    return {"years_above": above, "lump_sum_vnd": amount, "percent": pension.percent}


def _years_above(years: Quantity, threshold: Quantity) -> Quantity:
    return derive(
        max(years.value - threshold.value, Decimal(0)),
        Unit.YEARS,
        "số năm đóng vượt",
        "số năm tính mức hưởng − số năm ứng với tỷ lệ cao nhất, không dưới 0",
        years,
        threshold,
    )


def _late_years(
    rules: RulesAt, typed: Mapping[str, Any], threshold: Quantity, above: Quantity
) -> Quantity:
    """Years above the threshold that were paid after retirement age.

    The text sets no rule for odd months on both sides of the age: they count in the later part
    first, so that both parts always add up to the years above.
    """
    beyond = typed["contribution_months"] - int(threshold.in_months().value)
    late = min(typed["months_after_retirement_age"], max(beyond, 0))
    name = "số tháng vượt đóng sau khi đủ tuổi nghỉ hưu"
    years = counted_years(
        rules,
        "odd-months-rounding",
        reported_months(late, name),
        "số năm vượt đóng sau tuổi nghỉ hưu",
    )
    return years if years.value <= above.value else above


def _check(rules: RulesAt, typed: Mapping[str, Any]) -> None:
    late, months = typed["months_after_retirement_age"], typed["contribution_months"]
    check_part(
        rules,
        late,
        months,
        "Số tháng đóng sau khi đủ tuổi nghỉ hưu",
        "sửa so_thang_sau_tuoi hoặc so_thang_dong.",
    )
    needed = rules.quantity("pension-min-years")
    then = reported_months(months - late, "số tháng đóng khi đủ tuổi")
    if late and not reaches(then, needed):
        raise refused(
            f"Khi đủ tuổi nghỉ hưu mới đóng {years_and_months(months - late)}",
            "chỉ tính là đóng thêm sau tuổi khi lúc đó đã đủ năm đóng để có lương hưu",
            needed.citations(),
            "chỉ ghi vào so_thang_sau_tuoi các tháng đóng sau khi đã đủ tuổi và đủ năm.",
        )


RETIREMENT_LUMP_SUM = REGISTRY.add(
    Calculator(
        name="retirement-lump-sum",
        title="Trợ cấp một lần khi nghỉ hưu",
        summary="Tiền một lần cho những năm đóng nhiều hơn số năm cho tỷ lệ cao nhất.",
        inputs=(
            SEX,
            CONTRIBUTION_MONTHS,
            Input(
                "months_after_retirement_age",
                "so_thang_sau_tuoi",
                "trong đó số tháng đóng sau khi đã đủ tuổi nghỉ hưu và đủ năm đóng",
                "months",
                default=0,
            ),
            replace(AVERAGE_INCOME, required=True),
        ),
        outputs=(
            Output("years_above", "so_nam_vuot", "Số năm đóng vượt"),
            Output("lump_sum_vnd", "tro_cap_mot_lan", "Trợ cấp một lần khi nghỉ hưu"),
            Output("percent", "ty_le", "Tỷ lệ lương hưu"),
        ),
        parameters=(
            "pension-lump-sum-threshold-years",
            "pension-lump-sum-multiplier",
            "pension-min-years",
            "odd-months-rounding",
            "odd-months-rounding-before-2025",
            "pension-rate-women",
            "pension-rate-men",
            "pension-rate-men-15-20",
            "pension-rate-cap",
        ),
        provisions=("tro-cap-mot-lan-khi-nghi-huu", "tinh-thang-le"),
        # The base years of the law of 2014 are known from 2018; the law of 2024 since 01/07/2025.
        versions=(
            Version(date(2018, 1, 1), _compute_2018, date(2025, 6, 30)),
            Version(date(2025, 7, 1), _compute_2024),
        ),
        example={
            "gioi": "nam",
            "so_thang_dong": "456",
            "so_thang_sau_tuoi": "24",
            "binh_quan_thu_nhap": "4.000.000",
        },
    )
)

"""The lump sum of a pensioner who settles abroad and asks for it instead of the pension.

Parameters: `abroad-settlement-lump-sum` (in months of pension), `odd-months-rounding`. Months
paid and months of pension received in; VND out. The text gives no rule of its own for odd months
before 2014: they move to the later years, as in the one-time withdrawal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kichban.calculators.answers import as_figure
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.durations import reported_months, split_years
from kichban.calculators.person import MONTHS_BEFORE_2014, MONTHS_FROM_2014
from kichban.law import RulesAt
from kichban.quantities import Unit, derive

_PARAMETER = "abroad-settlement-lump-sum"


def _compute(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    before, after = typed["months_before_2014"], typed["months_from_2014"]
    split = split_years(rules, "odd-months-rounding", before, after)
    table = rules.table(_PARAMETER)
    early, late = table["moi_nam_truoc_2014"], table["moi_nam_tu_2014"]
    less, least = table["tru_moi_thang_da_nhan"], table["thap_nhat"]
    received = reported_months(typed["pension_months_received"], "số tháng đã hưởng lương hưu")
    exact = (
        split.before.value * early.value
        + split.after.value * late.value
        - received.value * less.value
    )
    months = derive(
        max(exact, least.value),
        Unit.MONTHS,
        "số tháng lương hưu được nhận một lần",
        "số năm trước 2014 × số tháng mỗi năm trước 2014 + số năm từ 2014 × số tháng mỗi năm "
        "từ 2014 − số tháng đã hưởng × mức trừ, không thấp hơn mức thấp nhất",
        split.before,
        early.named("số tháng mỗi năm trước 2014"),
        split.after,
        late.named("số tháng mỗi năm từ 2014"),
        received,
        less.named("mức trừ"),
        least.named("mức thấp nhất"),
    )
    pension = as_figure(typed["monthly_pension_vnd"], Unit.DONG_PER_MONTH, "lương hưu đang hưởng")
    amount = derive(
        months.value * pension.value,
        Unit.DONG,
        "tiền nhận một lần khi ra nước ngoài định cư",
        "số tháng lương hưu × lương hưu đang hưởng",
        months,
        pension,
    )
    return {"lump_sum_pension_months": months, "amount_vnd": amount}


ABROAD_SETTLEMENT = REGISTRY.add(
    Calculator(
        name="abroad-settlement",
        title="Đang hưởng lương hưu mà ra nước ngoài định cư",
        summary="Số tiền nhận một lần thay cho lương hưu khi ra nước ngoài định cư.",
        inputs=(
            MONTHS_BEFORE_2014,
            replace(MONTHS_FROM_2014, required=True),
            Input(
                "pension_months_received",
                "so_thang_da_huong",
                "số tháng đã hưởng lương hưu",
                "months",
                required=True,
            ),
            Input(
                "monthly_pension_vnd",
                "luong_huu",
                "lương hưu đang hưởng, đồng/tháng",
                "money",
                required=True,
            ),
        ),
        outputs=(
            Output(
                "lump_sum_pension_months",
                "so_thang_luong_huu",
                "Số tháng lương hưu được nhận một lần",
            ),
            Output("amount_vnd", "tien_duoc_nhan", "Số tiền nhận một lần"),
        ),
        parameters=(_PARAMETER, "odd-months-rounding"),
        provisions=("dinh-cu-nuoc-ngoai-huong-mot-lan",),
        # The amounts of the law of 2014 are not in the data; the law of 2024 since 01/07/2025.
        versions=(Version(date(2025, 7, 1), _compute),),
        example={
            "so_thang_tu_2014": "240",
            "so_thang_da_huong": "24",
            "luong_huu": "2.000.000",
        },
    )
)

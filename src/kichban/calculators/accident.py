"""Voluntary accident insurance for people without a labour contract: what is paid in.

Parameters: `accident-voluntary-contribution`, `accident-voluntary-payment-cycles`,
`regional-minimum-wage`. What is paid out has not been found in any text read, so it is not
computed (`accident-voluntary-benefit`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kichban.calculators.answers import with_inputs
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.law import RulesAt
from kichban.quantities import Unit

__all__ = ["ACCIDENT_INSURANCE"]

_WAGE = "regional-minimum-wage"
_INPUTS = (
    Input(
        "region_iv_minimum_wage_vnd",
        "luong_toi_thieu_vung_4",
        "Lương tối thiểu tháng vùng IV, đồng; bỏ trống thì theo luật",
        "money",
        parameter=_WAGE,
    ),
)


def _accident(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    if typed["region_iv_minimum_wage_vnd"] is None:
        wage = rules.entry(_WAGE, "IV")
    else:
        wage = with_inputs(rules, _INPUTS, typed).quantity(_WAGE)
    wage = wage.named("lương tối thiểu tháng vùng IV").as_unit(Unit.DONG)
    rates = rules.table("accident-voluntary-contribution")
    out: dict[str, Value] = {}
    for cycle in rules.items("accident-voluntary-payment-cycles"):
        rate = rates[f"thang_{cycle}"].named(f"tỷ lệ cho {cycle} tháng")
        out[f"amount_{cycle}_months_vnd"] = (wage * rate).named(f"mức đóng cho {cycle} tháng")
    return out


ACCIDENT_INSURANCE = REGISTRY.add(
    Calculator(
        name="accident-insurance",
        title="Mức đóng bảo hiểm tai nạn lao động tự nguyện",
        summary=(
            "Mức đóng = tỷ lệ theo kỳ × lương tối thiểu tháng vùng IV. Mức hưởng chưa có văn bản "
            "đọc được nên không tính."
        ),
        inputs=_INPUTS,
        outputs=(
            Output("amount_6_months_vnd", "muc_6_thang", "Mức đóng cho 6 tháng"),
            Output("amount_12_months_vnd", "muc_12_thang", "Mức đóng cho 12 tháng"),
        ),
        parameters=(
            "accident-voluntary-contribution",
            "accident-voluntary-payment-cycles",
            _WAGE,
        ),
        provisions=("bhtn-lao-dong-tu-nguyen",),
        versions=(Version(date(2025, 1, 1), _accident),),  # Nghị định 143/2024/NĐ-CP
        example={},
    )
)

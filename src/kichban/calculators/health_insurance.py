"""Household health insurance: each member after the first pays less.

Parameters: `household-health-insurance-base`, `household-health-insurance-discounts`,
`reference-level` (the base salary as long as it stands); before 01/07/2025
`household-health-insurance-base-before-2025`, `household-health-insurance-discounts-before-2025`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import months, with_inputs
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.errors import OutOfRange
from kichban.law import RulesAt
from kichban.quantities import Quantity, total

__all__ = ["HEALTH_INSURANCE"]

_INPUTS = (
    Input("members", "so_nguoi", "Số người cùng tham gia", "whole", required=True, low=Decimal(1)),
    Input("months", "so_thang", "Số tháng đóng", "months", required=True, low=Decimal(1)),
    Input(
        "base_salary_vnd",
        "luong_co_so",
        "Lương cơ sở, đồng/tháng; bỏ trống thì theo luật",
        "money",
        parameter="reference-level",
    ),
)


_LARGEST = 100  # a larger household is a slip of the pen
_RATE = "household-health-insurance-base"
_STEPS = "household-health-insurance-discounts"


def _decree_188(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Decree 188/2025/NĐ-CP."""
    return _household(rules, typed, _RATE, _STEPS)


def _decree_146(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Decree 146/2018/NĐ-CP, of which the same way of counting is known from 01/07/2024."""
    return _household(rules, typed, f"{_RATE}-before-2025", f"{_STEPS}-before-2025")


def _household(
    rules: RulesAt, typed: Mapping[str, Any], rate_name: str, steps_name: str
) -> Mapping[str, Value]:
    if typed["members"] > _LARGEST:
        raise OutOfRange(
            f"Hộ {typed['members']} người đông quá.", hint=f"chọn từ 1 đến {_LARGEST} người."
        )
    rules = with_inputs(rules, _INPUTS, typed)
    salary = rules.quantity("reference-level").named("lương cơ sở")
    rate = rules.quantity(rate_name).named("tỷ lệ đóng")
    first = (salary * rate).named("mức của người thứ nhất mỗi tháng")
    steps = _steps(rules.table(steps_name))
    count = months(typed["months"], "số tháng")
    members: list[Quantity] = []
    for number in range(1, typed["members"] + 1):
        share = steps[min(number, max(steps))].named(f"tỷ lệ của người thứ {number}")
        members.append((first * share * count).named(f"người thứ {number}"))
    everyone = total(members, "cả hộ đóng", "cộng mức của từng người")
    return {"per_member_vnd": tuple(members), "total_vnd": everyone}


def _steps(table: Mapping[str, Quantity]) -> dict[int, Quantity]:
    """The share of each member by order; the last row stands for all that follow."""
    found = {}
    for row, share in table.items():
        if number := re.search(r"\d+", row):
            found[int(number[0])] = share
    return found


HEALTH_INSURANCE = REGISTRY.add(
    Calculator(
        name="health-insurance",
        title="Bảo hiểm y tế hộ gia đình",
        summary=(
            "Người thứ nhất đóng một tỷ lệ của lương cơ sở; người thứ hai trở đi đóng một phần mức "
            "của người thứ nhất, càng về sau càng thấp."
        ),
        inputs=_INPUTS,
        outputs=(
            Output("per_member_vnd", "tung_nguoi", "Mức của từng người, theo thứ tự"),
            Output("total_vnd", "ca_ho", "Cả hộ đóng"),
        ),
        parameters=(
            _RATE,
            _STEPS,
            f"{_RATE}-before-2025",
            f"{_STEPS}-before-2025",
            "reference-level",
        ),
        provisions=("bhyt-ho-gia-dinh",),
        versions=(
            Version(date(2024, 7, 1), _decree_146, date(2025, 6, 30)),
            Version(date(2025, 7, 1), _decree_188),
        ),
        example={"so_nguoi": "3", "so_thang": "12"},
    )
)

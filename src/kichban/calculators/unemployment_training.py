"""Support for vocational training of people who lost their job.

Parameters: `unemployment-training-min-months`, `unemployment-training-conditions`,
`unemployment-training-support`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import REASON, months, none_due, place
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.law import RulesAt
from kichban.quantities import Unit, derive, given

__all__ = ["UNEMPLOYMENT_TRAINING"]

_SUPPORT = "unemployment-training-support"
_FEE = "học phí được hỗ trợ nhiều nhất"
_INPUTS = (
    Input(
        "contribution_months",
        "so_thang_dong",
        "Số tháng đóng bảo hiểm thất nghiệp trong khoảng luật xét",
        "months",
        required=True,
    ),
    Input(
        "course_months",
        "so_thang_hoc",
        "Khóa học dài mấy tháng; 0 là khóa ngắn tính cả khóa",
        "months",
        required=True,
    ),
)
_SHORT = "khoa_duoi_3_thang_ca_khoa"
_LONG = "khoa_tu_3_thang_moi_thang"


def _training(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    paid = months(typed["contribution_months"], "số tháng đã đóng")
    needed = rules.quantity("unemployment-training-min-months")
    if paid < needed:
        condition = rules.rule("unemployment-training-conditions")
        where = place(rules, "unemployment-training-conditions")
        return {
            "eligible": False,
            "max_fee_vnd": none_due(_FEE),
            REASON.key: f"Điều kiện: {condition} ({where}).",
        }
    table = rules.table(_SUPPORT)
    most = table["so_thang_toi_da"].named("số tháng nhiều nhất")
    count = given(typed["course_months"], Unit.MONTHS, "số tháng học")
    whole = table[_SHORT].named("mức cả khóa của khóa ngắn")
    each = table[_LONG].named("mức mỗi tháng của khóa dài")
    # A short course has one ceiling for the whole; it equals its months at the monthly ceiling.
    if count.value * each.value <= whole.value:
        fee = derive(whole.value, Unit.DONG, _FEE, "mức cả khóa của khóa ngắn", whole, count)
    else:
        counted = min(count.value, most.value)
        fee = derive(
            Decimal(counted * each.value),
            Unit.DONG,
            _FEE,
            "mức mỗi tháng của khóa dài × số tháng học, không quá số tháng nhiều nhất",
            each,
            count,
            most,
        )
    meal = table["tien_an_moi_ngay"].named("tiền ăn mỗi ngày học")
    return {"eligible": True, "max_fee_vnd": fee, "meal_per_day_vnd": meal}


UNEMPLOYMENT_TRAINING = REGISTRY.add(
    Calculator(
        name="unemployment-training",
        title="Hỗ trợ đào tạo nghề cho người thất nghiệp",
        summary="Học phí trả qua cơ sở đào tạo đến một mức nhiều nhất; tiền ăn trả cho người học.",
        inputs=_INPUTS,
        outputs=(
            Output("eligible", "duoc_huong", "Có đủ số tháng đóng không"),
            Output("max_fee_vnd", "hoc_phi_nhieu_nhat", _FEE),
            Output("meal_per_day_vnd", "tien_an_moi_ngay", "Tiền ăn mỗi ngày học"),
            REASON,
        ),
        parameters=(
            "unemployment-training-min-months",
            "unemployment-training-conditions",
            _SUPPORT,
        ),
        provisions=("tro-cap-that-nghiep",),
        # The amounts are in the data since Nghị định 374/2025/NĐ-CP.
        versions=(Version(date(2026, 1, 1), _training),),
        example={"so_thang_dong": "10", "so_thang_hoc": "4"},
    )
)

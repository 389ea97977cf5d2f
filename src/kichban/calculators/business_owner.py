"""What the registered owner of a household business pays into compulsory insurance.

Parameters: `household-business-owner-rate`, `reference-level`,
`household-business-owner-salary-multiple`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kichban.calculators.answers import with_inputs
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.law import RulesAt

__all__ = ["BUSINESS_OWNER"]

_INPUTS = (
    Input(
        "reference_level_vnd",
        "muc_tham_chieu",
        "Mức tham chiếu, đồng/tháng; bỏ trống thì theo luật",
        "money",
        parameter="reference-level",
    ),
)


def _owner(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    rules = with_inputs(rules, _INPUTS, typed)
    level = rules.quantity("reference-level").named("mức tham chiếu")
    rate = rules.quantity("household-business-owner-rate").named("tỷ lệ đóng của chủ hộ kinh doanh")
    times = rules.quantity("household-business-owner-salary-multiple").named("số lần")
    highest = (level * times).named("mức lương cao nhất được chọn")
    return {
        "min_monthly_vnd": (level * rate).named("mức đóng thấp nhất mỗi tháng"),
        "max_monthly_vnd": (highest * rate).named("mức đóng cao nhất mỗi tháng"),
    }


BUSINESS_OWNER = REGISTRY.add(
    Calculator(
        name="household-business-owner",
        title="Mức đóng bắt buộc của chủ hộ kinh doanh",
        summary=(
            "Chủ hộ kinh doanh thuộc diện bắt buộc đóng theo tiền lương tự chọn, thấp nhất bằng "
            "mức tham chiếu, cao nhất bằng một số lần mức tham chiếu."
        ),
        inputs=_INPUTS,
        outputs=(
            Output("min_monthly_vnd", "muc_thap_nhat", "Mức đóng thấp nhất mỗi tháng"),
            Output("max_monthly_vnd", "muc_cao_nhat", "Mức đóng cao nhất mỗi tháng"),
        ),
        parameters=(
            "household-business-owner-rate",
            "reference-level",
            "household-business-owner-salary-multiple",
        ),
        provisions=("chu-ho-kinh-doanh-bat-buoc",),
        versions=(Version(date(2025, 7, 1), _owner),),  # Luật 41/2024/QH15
        example={},
    )
)

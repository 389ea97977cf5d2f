"""The monthly pension as people ask for it: the rate alone, or the amount as well.

Parameters: those of `pension_law`. Months in, percent and VND/month out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kichban.calculators.answers import REASON, place, present, with_inputs
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.durations import check_part, refused, years_and_months
from kichban.calculators.pension_law import (
    PENSION_PARAMETERS,
    Pension,
    average_of,
    pension_2018,
    pension_2024,
)
from kichban.calculators.person import (
    AVERAGE_INCOME,
    COMPULSORY_MONTHS,
    CONTRIBUTION_MONTHS,
    REFERENCE_LEVEL,
    SEX,
)
from kichban.law import RulesAt
from kichban.numerals import format_number

__all__ = ["PENSION_AMOUNT", "PENSION_RATE"]


def _compute_2024(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    _check(rules, typed)
    treaty = typed["treaty"]
    least = rules.quantity("pension-min-years").in_months()
    if treaty and typed["contribution_months"] >= least.value:
        raise refused(
            f"Đã đóng {years_and_months(typed['contribution_months'])} mà chọn hưởng theo điều ước",
            "cách tính theo điều ước chỉ cho người đóng ở Việt Nam chưa đủ số năm để có lương hưu",
            rules.basis("pension-treaty-rate").citations,
            "bỏ theo_dieu_uoc.",
        )
    return _outputs(
        rules,
        pension_2024(
            with_inputs(rules, (REFERENCE_LEVEL,), typed), treaty=treaty, **_arguments(typed)
        ),
    )


def _compute_2018(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    _check(rules, typed)
    if typed["treaty"]:
        # The parameter starts with the law of 2024: asking for it says so, with both dates.
        rules.quantity("pension-treaty-rate")
    given_rules = with_inputs(rules, (REFERENCE_LEVEL,), typed)
    return _outputs(rules, pension_2018(given_rules, **_arguments(typed)))


def _check(rules: RulesAt, typed: Mapping[str, Any]) -> None:
    check_part(
        rules,
        typed["compulsory_months"],
        typed["contribution_months"],
        "Số tháng đóng bắt buộc",
        "sửa so_thang_bat_buoc hoặc so_thang_dong.",
    )


def _arguments(typed: Mapping[str, Any]) -> dict[str, Any]:
    average = typed.get("average_income_vnd")
    return {
        "sex": typed["sex"],
        "months": typed["contribution_months"],
        "average": None if average is None else average_of(average),
        "compulsory_months": typed["compulsory_months"],
        "floor_group": typed["compulsory_floor_group"],
    }


def _outputs(rules: RulesAt, pension: Pension) -> dict[str, Value]:
    reason = None
    if not pension.eligible:
        reason = (
            f"Phải đóng đủ {format_number(pension.needed.value)} năm, "
            f"xét điều kiện thì không làm tròn tháng lẻ ({place(rules, 'pension-min-years')})."
        )
    return present(
        eligible_by_years=pension.eligible,
        years_counted=pension.years,
        percent=pension.percent,
        monthly_pension_vnd=pension.monthly,
        reason=reason,
    )


_FLOOR_GROUP = Input(
    "compulsory_floor_group",
    "nhom_co_san",
    "thời gian bắt buộc thuộc nhóm được bảo đảm lương hưu thấp nhất: có hoặc không",
    "flag",
    default=False,
)
_TREATY = Input(
    "treaty",
    "theo_dieu_uoc",
    "đủ điều kiện nhờ cộng thời gian đóng ở nước ngoài theo điều ước: có hoặc không",
    "flag",
    default=False,
)
_INPUTS = (SEX, CONTRIBUTION_MONTHS, COMPULSORY_MONTHS, _FLOOR_GROUP, _TREATY)
_RATE_OUTPUTS = (
    Output("eligible_by_years", "du_nam_dong", "Đủ số năm đóng để có lương hưu"),
    Output("years_counted", "so_nam_tinh", "Số năm tính mức hưởng"),
    Output("percent", "ty_le", "Tỷ lệ lương hưu so với mức bình quân thu nhập"),
    REASON,
)
# The law of 2014 fixed the rate anew from 2018; the law of 2024 from 01/07/2025.
_VERSIONS = (
    Version(date(2018, 1, 1), _compute_2018, date(2025, 6, 30)),
    Version(date(2025, 7, 1), _compute_2024),
)
_PROVISIONS = (
    "luong-huu-15-nam",
    "ty-le-luong-huu",
    "luong-huu-nam-15-den-20-nam",
    "tinh-thang-le",
)

PENSION_RATE = REGISTRY.add(
    Calculator(
        name="pension-rate",
        title="Tỷ lệ lương hưu",
        summary="Đóng bao nhiêu năm thì lương hưu bằng bao nhiêu phần trăm thu nhập bình quân.",
        inputs=_INPUTS,
        outputs=_RATE_OUTPUTS,
        parameters=tuple(
            name
            for name in PENSION_PARAMETERS
            if name != "reference-level" and not name.startswith("mixed-pension-floor")
        ),
        provisions=_PROVISIONS,
        versions=_VERSIONS,
        example={"gioi": "nu", "so_thang_dong": "240"},
    )
)

PENSION_AMOUNT = REGISTRY.add(
    Calculator(
        name="pension-amount",
        title="Lương hưu hằng tháng",
        summary="Lương hưu mỗi tháng theo giới, số năm đóng và thu nhập bình quân.",
        inputs=(
            *_INPUTS,
            replace(AVERAGE_INCOME, required=True),
            REFERENCE_LEVEL,
        ),
        outputs=(
            *_RATE_OUTPUTS[:-1],
            Output("monthly_pension_vnd", "luong_huu", "Lương hưu mỗi tháng"),
            REASON,
        ),
        parameters=PENSION_PARAMETERS,
        provisions=(*_PROVISIONS, "huu-tri-co-ca-hai-loai", "khong-con-san-luong-huu-tu-nguyen"),
        versions=_VERSIONS,
        example={"gioi": "nam", "so_thang_dong": "240", "binh_quan_thu_nhap": "5.000.000"},
    )
)

"""The older, lower pension age that early voluntary contributors may still choose.

Parameters: `pension-legacy-option` (ages by sex, years of voluntary time, the day before which
the person must have joined), and those of the retirement age, for comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kichban.calculators.answers import REASON, place, present
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.durations import (
    add_months,
    month_text,
    months_from,
    reaches,
    refused,
    reported_months,
)
from kichban.calculators.person import BIRTH_MONTH, SEX
from kichban.calculators.retirement_age import (
    AGE_PARAMETERS,
    MONTH_OUTPUTS,
    check_birth,
    reached_2021,
    start_after,
)
from kichban.law import RulesAt
from kichban.numerals import format_date, format_number
from kichban.quantities import Unit, derive, derive_date

_PARAMETER = "pension-legacy-option"
_ROWS = {"female": "tuoi_nu", "male": "tuoi_nam"}


def _compute(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    birth: date = typed["birth_month"]
    joined: date = typed["joined_month"]
    check_birth(rules, birth, _PARAMETER)
    _check_joined(rules, birth, joined)
    table = rules.table(_PARAMETER)
    before = date.fromisoformat(rules.words(_PARAMETER)["tham_gia_truoc"])
    paid = reported_months(typed["voluntary_months"], "số tháng đóng tự nguyện")
    reason = ""
    if joined >= before:
        reason = (
            f"Chỉ cho người tham gia tự nguyện trước ngày {format_date(before)} "
            f"({place(rules, _PARAMETER)})."
        )
    elif not reaches(paid, needed := table["so_nam_tu_nguyen"]):
        reason = (
            f"Phải đóng tự nguyện đủ {format_number(needed.value)} năm "
            f"({place(rules, _PARAMETER)})."
        )
    general = reached_2021(rules, typed["sex"], birth)
    if reason:
        return present(
            eligible=False,
            general_reached_month=general.month,
            reason=reason,
        )
    age = table[_ROWS[typed["sex"]]].named("tuổi cũ được chọn")
    month = derive_date(
        add_months(birth, int(age.in_months().value)),
        "tháng đủ tuổi theo lựa chọn tuổi cũ",
        f"tháng sinh {month_text(birth)} + tuổi cũ",
        age,
    )
    earlier = derive(
        general.age.value - age.in_months().value,
        Unit.MONTHS,
        "số tháng sớm hơn điều kiện chung",
        "tuổi nghỉ hưu theo điều kiện chung − tuổi cũ",
        general.age,
        age,
    )
    return {
        "eligible": True,
        "age_years": age,
        "reached_month": month,
        "pension_start_month": start_after(
            rules, month, "tháng liền sau tháng đủ tuổi theo lựa chọn tuổi cũ"
        ),
        "general_reached_month": general.month,
        "months_earlier": earlier,
    }


def _check_joined(rules: RulesAt, birth: date, joined: date) -> None:
    least = rules.quantity("voluntary-min-age")
    if months_from(birth, joined) < least.in_months().value:
        raise refused(
            f"Sinh tháng {month_text(birth)} mà tham gia từ tháng {month_text(joined)}",
            f"từ đủ {format_number(least.value)} tuổi mới được tham gia tự nguyện",
            least.citations(),
            "sửa thang_sinh hoặc thang_tham_gia.",
        )


LEGACY_OPTION = REGISTRY.add(
    Calculator(
        name="pension-legacy-option",
        title="Chọn tuổi hưởng lương hưu cũ",
        summary="Người tham gia tự nguyện từ sớm, đóng lâu năm, được nghỉ hưu ở tuổi cũ không.",
        inputs=(
            SEX,
            BIRTH_MONTH,
            Input(
                "joined_month",
                "thang_tham_gia",
                "tháng bắt đầu tham gia tự nguyện",
                "month",
                required=True,
            ),
            Input(
                "voluntary_months",
                "so_thang_tu_nguyen",
                "số tháng đóng tự nguyện",
                "months",
                required=True,
            ),
        ),
        outputs=(
            Output("eligible", "duoc_chon", "Được chọn tuổi cũ"),
            Output("age_years", "tuoi", "Tuổi theo lựa chọn này"),
            *MONTH_OUTPUTS,
            Output("general_reached_month", "thang_du_tuoi_chung", "Tháng đủ tuổi theo luật chung"),
            Output("months_earlier", "som_hon", "Sớm hơn luật chung mấy tháng"),
            REASON,
        ),
        parameters=(_PARAMETER, "voluntary-min-age", *AGE_PARAMETERS),
        provisions=("luong-huu-tham-gia-truoc-2021", "tuoi-nghi-huu"),
        # The choice stands in the law of 2024; what the law before said of it is not in the data.
        versions=(Version(date(2025, 7, 1), _compute),),
        example={
            "gioi": "nu",
            "thang_sinh": "03/1971",
            "thang_tham_gia": "01/2008",
            "so_thang_tu_nguyen": "240",
        },
    )
)

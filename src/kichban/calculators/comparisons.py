"""Two choices side by side: one level of income or another, paying now or on a later day.

Parameters: those of `contribution` and `pension_law`, and for two days whatever changed between
them. Amounts in VND/month; differences are second minus first. No choice is called better.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import REASON, Gaps, present
from kichban.calculators.base import (
    REGISTRY,
    Calculator,
    Input,
    Output,
    Result,
    Value,
    Version,
    calculate,
)
from kichban.calculators.contribution import CONTRIBUTION
from kichban.calculators.durations import reported_months
from kichban.calculators.pension_law import PENSION_PARAMETERS, pension_2024
from kichban.calculators.person import CONTRIBUTION_MONTHS, GROUPS_OF_PERSON, SEX
from kichban.calculators.terms import chosen_income
from kichban.errors import BadInput
from kichban.law import RulesAt
from kichban.law.changes import changes
from kichban.numerals import format_date
from kichban.quantities import Quantity, Unit, derive

__all__ = ["LEVEL_COMPARE", "YEAR_COMPARE"]


def _contribution(
    rules: RulesAt, income: Quantity | Decimal, groups: tuple[str, ...], gaps: Gaps, label: str
) -> Result:
    """One month's payment at one level on one day; what could not be said goes to `gaps`."""
    asked = {"income_vnd": income, "groups": groups or ("other",)}
    result = calculate(CONTRIBUTION, rules, asked)
    if reason := result.outputs.get("reason"):
        gaps.note(f"{label}: {reason}")
    return result


def _sides(first: Result, second: Result, keys: Mapping[str, str]) -> dict[str, Value]:
    """The chosen outputs of both sides, under `first_…` and `second_…`."""
    found: dict[str, Value] = {}
    for side, result in (("first", first), ("second", second)):
        for key, short in keys.items():
            if key in result.outputs:
                found[f"{side}_{short}"] = result.outputs[key]
    return found


def _difference(first: Value | None, second: Value | None, name: str) -> Quantity | None:
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return None
    return derive(
        second.value - first.value, first.unit, name, "bên thứ hai − bên thứ nhất", second, first
    )


_MONTHLY = {
    "valid": "valid",
    "gross_monthly_vnd": "gross_monthly_vnd",
    "state_support_monthly_vnd": "support_monthly_vnd",
    "payer_monthly_vnd": "payer_monthly_vnd",
}


def _compare_levels(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    gaps = Gaps()
    groups: tuple[str, ...] = typed["groups"] or ()
    low = typed["income_vnd"]
    if low is None:
        low = rules.quantity("income-floor")
    incomes = (low, typed["other_income_vnd"])
    first, second = (
        _contribution(rules, income, groups, gaps, label)
        for income, label in zip(incomes, ("Mức thứ nhất", "Mức thứ hai"), strict=True)
    )
    found = _sides(first, second, _MONTHLY)
    months = typed["contribution_months"]
    if months is None:
        months = int(rules.quantity("pension-min-years").in_months().value)
    both = bool(found.get("first_valid")) and bool(found.get("second_valid"))
    if both:
        for side, income in zip(("first", "second"), incomes, strict=True):
            figure = income if isinstance(income, Quantity) else chosen_income(income)
            average = derive(
                figure.value,
                Unit.DONG_PER_MONTH,
                "mức bình quân thu nhập",
                "ước tính: bằng thu nhập chọn, chưa nhân hệ số trượt giá",
                figure,
            )
            pension = pension_2024(rules, sex=typed["sex"], months=months, average=average)
            found[f"{side}_percent"] = pension.percent
            if pension.monthly is not None:
                found[f"{side}_pension_vnd"] = pension.monthly
    return {
        "contribution_months": reported_months(months, "số tháng đóng"),
        **found,
        **present(
            payer_difference_vnd=_difference(
                found.get("first_payer_monthly_vnd"),
                found.get("second_payer_monthly_vnd"),
                "chênh lệch tiền tự đóng mỗi tháng",
            ),
            pension_difference_vnd=_difference(
                found.get("first_pension_vnd"),
                found.get("second_pension_vnd"),
                "chênh lệch lương hưu mỗi tháng",
            ),
        ),
        **gaps.outputs(),
    }


def _compare_years(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    gaps = Gaps()
    groups: tuple[str, ...] = typed["groups"] or ()
    later: date = typed["other_day"] or date(rules.day.year + 1, 1, 1)
    if later <= rules.day:
        raise BadInput(
            f"Ngày thứ hai {format_date(later)} không sau ngày thứ nhất {format_date(rules.day)}; "
            "phép so này cần hai ngày khác nhau theo thứ tự.",
            hint="chọn ngay_sau muộn hơn ngày tính.",
        )
    sides = []
    for at in (rules, rules.on(later)):
        income = typed["income_vnd"]
        level = at.quantity("income-floor") if income is None else income
        sides.append(_contribution(at, level, groups, gaps, f"Ngày {format_date(at.day)}"))
    floors = {"floor_vnd": "floor_vnd", "ceiling_vnd": "ceiling_vnd"}
    found = _sides(sides[0], sides[1], {**floors, **_MONTHLY})
    found_changes = changes(rules.law, rules.day, later, only=CONTRIBUTION.parameters)
    moved = [item for item in found_changes if item.before != item.after]
    return {
        **found,
        **present(
            payer_difference_vnd=_difference(
                found.get("first_payer_monthly_vnd"),
                found.get("second_payer_monthly_vnd"),
                "chênh lệch tiền tự đóng mỗi tháng",
            ),
            floor_difference_vnd=_difference(
                found.get("first_floor_vnd"),
                found.get("second_floor_vnd"),
                "chênh lệch thu nhập thấp nhất được chọn",
            ),
        ),
        "changed": tuple(f"{format_date(item.day)}: {item.title}" for item in moved),
        **gaps.outputs(),
    }


def _pairs(*items: tuple[str, str, str]) -> tuple[Output, ...]:
    """Outputs of both sides: short key, Vietnamese key, what it is."""
    sides = (("first", "mot", "Bên thứ nhất"), ("second", "hai", "Bên thứ hai"))
    return tuple(
        Output(f"{side}_{key}", f"{ten}_{so}", f"{words}: {mo_ta}")
        for key, ten, mo_ta in items
        for side, so, words in sides
    )


_LEVELS = (
    ("valid", "hop_le", "thu nhập chọn có trong khoảng cho phép"),
    ("gross_monthly_vnd", "muc_dong", "mức đóng mỗi tháng"),
    ("support_monthly_vnd", "nha_nuoc_ho_tro", "Nhà nước hỗ trợ mỗi tháng"),
    ("payer_monthly_vnd", "nguoi_dong", "tự đóng mỗi tháng"),
)
_PAYER_DIFFERENCE = Output(
    "payer_difference_vnd", "chenh_lech_dong", "Bên thứ hai tự đóng nhiều hơn mỗi tháng"
)

LEVEL_COMPARE = REGISTRY.add(
    Calculator(
        name="level-compare",
        title="So hai mức thu nhập chọn",
        summary="Đóng mức này hay mức kia: mỗi tháng đóng bao nhiêu, lương hưu ước bao nhiêu.",
        inputs=(
            SEX,
            Input(
                "income_vnd",
                "thu_nhap_chon",
                "mức thứ nhất, đồng/tháng; để trống là mức thấp nhất",
                "money",
            ),
            Input(
                "other_income_vnd",
                "thu_nhap_khac",
                "mức thứ hai, đồng/tháng",
                "money",
                required=True,
            ),
            GROUPS_OF_PERSON,
            replace(
                CONTRIBUTION_MONTHS,
                required=False,
                mo_ta="tổng số tháng đóng; để trống là số tháng tối thiểu để có lương hưu",
            ),
        ),
        outputs=(
            Output("contribution_months", "so_thang_dong", "Tổng số tháng đóng dùng để so"),
            *_pairs(
                *_LEVELS,
                ("percent", "ty_le", "tỷ lệ lương hưu"),
                ("pension_vnd", "luong_huu", "lương hưu ước tính mỗi tháng"),
            ),
            _PAYER_DIFFERENCE,
            Output(
                "pension_difference_vnd",
                "chenh_lech_luong_huu",
                "Bên thứ hai hưởng nhiều hơn mỗi tháng",
            ),
            REASON,
        ),
        parameters=tuple(dict.fromkeys((*CONTRIBUTION.parameters, *PENSION_PARAMETERS))),
        provisions=("ty-le-dong-22", "ho-tro-muc-dong-2025", "ty-le-luong-huu"),
        # The pension of the law of 2024, in force since 01/07/2025.
        versions=(Version(date(2025, 7, 1), _compare_levels),),
        example={"gioi": "nu", "thu_nhap_khac": "2.000.000", "thuoc_dien": "khac"},
    )
)

YEAR_COMPARE = REGISTRY.add(
    Calculator(
        name="year-compare",
        title="So hai ngày đóng",
        summary="Đóng năm nay hay năm sau: mức thấp nhất, hỗ trợ, tiền tự đóng đổi ra sao.",
        inputs=(
            Input(
                "income_vnd",
                "thu_nhap_chon",
                "thu nhập chọn, đồng/tháng; để trống là mức thấp nhất của mỗi ngày",
                "money",
            ),
            GROUPS_OF_PERSON,
            Input(
                "other_day",
                "ngay_sau",
                "ngày thứ hai; để trống là ngày đầu năm sau",
                "day",
            ),
        ),
        outputs=(
            *_pairs(
                ("floor_vnd", "thu_nhap_thap_nhat", "thu nhập thấp nhất được chọn"),
                ("ceiling_vnd", "thu_nhap_cao_nhat", "thu nhập cao nhất được chọn"),
                *_LEVELS,
            ),
            _PAYER_DIFFERENCE,
            Output(
                "floor_difference_vnd",
                "chenh_lech_san",
                "Thu nhập thấp nhất tăng thêm bao nhiêu",
            ),
            Output("changed", "tham_so_doi", "Những gì đổi giữa hai ngày"),
            REASON,
        ),
        parameters=CONTRIBUTION.parameters,
        provisions=("ty-le-dong-22", "ho-tro-muc-dong-2025", "khong-tinh-lai-chenh-lech"),
        # The floor is read on both days; the data begin with the law of 2014.
        versions=(Version(date(2016, 1, 1), _compare_years),),
        example={"thuoc_dien": "ho_can_ngheo"},
    )
)

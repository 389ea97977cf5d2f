"""The monthly pension: whether the years are enough, the rate, the amount.

Parameters: `pension-min-years`, those of `pension_rate`, `odd-months-rounding` and
`odd-months-rounding-before-2025`, and for the floor of people with long compulsory time
`mixed-pension-floor`, `mixed-pension-floor-before-2025`, `mixed-pension-floor-years`,
`reference-level`. Months in, percent and VND/month out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import REASON, as_figure, place, present, with_inputs
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.durations import (
    check_part,
    counted_years,
    reaches,
    refused,
    reported_months,
    years_and_months,
)
from kichban.calculators.pension_rate import no_rate, rate_2018, rate_2024, treaty_rate
from kichban.calculators.person import (
    AVERAGE_INCOME,
    COMPULSORY_MONTHS,
    CONTRIBUTION_MONTHS,
    REFERENCE_LEVEL,
    SEX,
)
from kichban.law import RulesAt
from kichban.numerals import format_number
from kichban.quantities import Quantity, Unit, derive

__all__ = ["PENSION_PARAMETERS", "Pension", "average_of", "pension_2018", "pension_2024"]

PENSION_PARAMETERS: tuple[str, ...] = (
    "pension-min-years",
    "odd-months-rounding",
    "odd-months-rounding-before-2025",
    "pension-rate-women",
    "pension-rate-men",
    "pension-rate-men-15-20",
    "pension-rate-cap",
    "pension-treaty-rate",
    "mixed-pension-floor",
    "mixed-pension-floor-before-2025",
    "mixed-pension-floor-years",
    "reference-level",
)
"""Ids of every parameter that this module may read."""


@dataclass(frozen=True, slots=True)
class Pension:
    """A pension: enough years or not, years counted, percent, VND/month when an income is known."""

    eligible: bool
    needed: Quantity
    years: Quantity
    percent: Quantity
    monthly: Quantity | None


@dataclass(frozen=True, slots=True)
class _Shape:
    """What differs between the two laws: where the same rules stand, and the rate."""

    rounding: str
    floor: str
    rate: Callable[[RulesAt, str, Quantity, Quantity], Quantity]


_LAW_2014 = _Shape("odd-months-rounding-before-2025", "mixed-pension-floor-before-2025", rate_2018)
_LAW_2024 = _Shape("odd-months-rounding", "mixed-pension-floor", rate_2024)


def average_of(value: Quantity | Decimal) -> Quantity:
    """An average income, VND/month: reported by a person, or a figure computed before."""
    return as_figure(value, Unit.DONG_PER_MONTH, "mức bình quân thu nhập")


def pension_2024(
    rules: RulesAt,
    *,
    sex: str,
    months: int,
    average: Quantity | None = None,
    compulsory_months: int = 0,
    floor_group: bool = False,
    treaty: bool = False,
) -> Pension:
    """The pension under the law of 2024.

    Args:
        rules: The law on the day of the claim.
        sex: `female` or `male`.
        months: All months paid, of both kinds.
        average: Average income, VND/month; None when only the rate is asked for.
        compulsory_months: Months of `months` paid as compulsory.
        floor_group: Whether the compulsory time belongs to the groups that have a floor.
        treaty: Whether time abroad under a treaty makes the years enough.
    """
    return _pension(
        _LAW_2024,
        rules,
        sex=sex,
        months=months,
        average=average,
        compulsory_months=compulsory_months,
        floor_group=floor_group,
        treaty=treaty,
    )


def pension_2018(
    rules: RulesAt,
    *,
    sex: str,
    months: int,
    average: Quantity | None = None,
    compulsory_months: int = 0,
    floor_group: bool = False,
) -> Pension:
    """The pension under the law of 2014 as it stood from 2018; arguments as `pension_2024`."""
    return _pension(
        _LAW_2014,
        rules,
        sex=sex,
        months=months,
        average=average,
        compulsory_months=compulsory_months,
        floor_group=floor_group,
        treaty=False,
    )


def _pension(
    shape: _Shape,
    rules: RulesAt,
    *,
    sex: str,
    months: int,
    average: Quantity | None,
    compulsory_months: int,
    floor_group: bool,
    treaty: bool,
) -> Pension:
    paid = reported_months(months, "tổng số tháng đóng")
    needed = rules.quantity("pension-min-years")
    years = counted_years(rules, shape.rounding, paid)
    eligible = treaty or reaches(paid, needed)
    if treaty:
        percent = treaty_rate(rules, years)
    elif eligible:
        percent = shape.rate(rules, sex, paid, years)
    else:
        percent = no_rate(paid, needed)
    pension = Pension(eligible, needed, years, percent, None)
    if average is None:
        return pension
    amount = derive(
        average.value * percent.as_ratio().value,
        Unit.DONG_PER_MONTH,
        "lương hưu hằng tháng",
        "mức bình quân thu nhập × tỷ lệ lương hưu",
        average,
        percent,
    )
    if eligible and floor_group:
        amount = _at_least_the_floor(shape, rules, amount, compulsory_months)
    return replace(pension, monthly=amount)


def _at_least_the_floor(
    shape: _Shape, rules: RulesAt, amount: Quantity, compulsory_months: int
) -> Quantity:
    compulsory = reported_months(compulsory_months, "số tháng đóng bắt buộc")
    needed = rules.quantity("mixed-pension-floor-years")
    if not reaches(compulsory, needed):
        return amount
    times, level = rules.quantity(shape.floor), rules.quantity("reference-level")
    lowest = times.value * level.value
    if amount.value >= lowest:
        return amount
    return derive(
        lowest,
        Unit.DONG_PER_MONTH,
        amount.name,
        "mức thấp nhất được bảo đảm: mức tham chiếu × số lần, vì tính theo tỷ lệ thì thấp hơn",
        level,
        times.named("số lần"),
        amount.named("lương hưu tính theo tỷ lệ"),
        compulsory,
        needed,
    )


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

REGISTRY.add(
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

REGISTRY.add(
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

"""Unemployment benefit: how much, for how many months, by when to apply, from when it is paid.

Parameters: `unemployment-required-months`, `unemployment-duration`,
`unemployment-duration-steps`, `unemployment-rate`, `unemployment-cap-multiple`,
`regional-minimum-wage`, `reference-level` (as base salary), `unemployment-application-deadline`,
`unemployment-waiting`, `unemployment-contribution-rate`.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import (
    REASON,
    Gaps,
    as_figure,
    months,
    none_due,
    place,
    present,
    refuse_far_days,
    with_inputs,
)
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.instalments import add_months
from kichban.law import RulesAt
from kichban.quantities import LegalDate, Quantity, Trace, Unit, derive, derive_date

__all__ = ["UNEMPLOYMENT"]

_WAGE = "regional-minimum-wage"
_REGIONS = {"I": "vung_1", "II": "vung_2", "III": "vung_3", "IV": "vung_4"}
_INPUTS = (
    Input(
        "contribution_months",
        "so_thang_dong",
        "Số tháng đã đóng, chưa hưởng, trong khoảng luật xét",
        "months",
        required=True,
    ),
    Input(
        "average_wage_vnd",
        "binh_quan_luong",
        "Bình quân tiền lương 6 tháng đóng gần nhất, đồng/tháng",
        "money",
        required=True,
    ),
    Input("region", "vung", "Vùng lương tối thiểu", "choice", required=True, choices=_REGIONS),
    Input(
        "minimum_wage_vnd",
        "luong_toi_thieu",
        "Lương tối thiểu tháng của vùng, đồng; bỏ trống thì theo luật",
        "money",
        parameter=_WAGE,
    ),
    Input(
        "state_wage",
        "luong_nha_nuoc",
        "Hưởng lương theo chế độ Nhà nước (chỉ xét với ngày trước 01/01/2026)",
        "flag",
        default=False,
    ),
    Input("ended_on", "ngay_nghi_viec", "Ngày chấm dứt hợp đồng", "day"),
    Input("filed_on", "ngay_nop_ho_so", "Ngày nộp đủ hồ sơ", "day"),
)
_MONTHLY = "trợ cấp thất nghiệp mỗi tháng"
_MONTHS = "số tháng hưởng"
_TOTAL = "tổng trợ cấp thất nghiệp"


def _law_2013(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Law 38/2013/QH13: the cap of people on state wages is taken of the base salary."""
    if typed["state_wage"]:
        return _benefit(rules, typed, rules.quantity("reference-level").named("lương cơ sở"))
    return _law_2025(rules, typed)


def _law_2025(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Law 74/2025/QH15: one cap for all, taken of the regional minimum wage."""
    gaps = Gaps()
    return _benefit(rules, typed, gaps.read(lambda: _minimum_wage(rules, typed)), gaps)


def _minimum_wage(rules: RulesAt, typed: Mapping[str, Any]) -> Quantity:
    if typed["minimum_wage_vnd"] is None:
        return rules.entry(_WAGE, typed["region"]).named("lương tối thiểu tháng của vùng")
    given = with_inputs(rules, _INPUTS, typed).quantity(_WAGE)
    return given.named("lương tối thiểu tháng của vùng")


def _benefit(
    rules: RulesAt, typed: Mapping[str, Any], wage: Quantity | None, gaps: Gaps | None = None
) -> Mapping[str, Value]:
    gaps = gaps or Gaps()
    paid = months(typed["contribution_months"], "số tháng đã đóng")
    needed = rules.quantity("unemployment-required-months")
    cap = None
    if wage is not None:
        times = rules.quantity("unemployment-cap-multiple").named("số lần")
        cap = (wage * times).named("mức trợ cấp cao nhất mỗi tháng")
    out: dict[str, Value] = present(cap_vnd=cap) | _dates(rules, typed) | _rates(rules)
    if paid < needed:
        gaps.note(
            f"Cần từ đủ {needed.value} tháng đóng ({place(rules, 'unemployment-required-months')})."
        )
        nothing: dict[str, Value] = {
            "eligible": False,
            "benefit_months": none_due(_MONTHS, Unit.MONTHS),
            "monthly_vnd": none_due(_MONTHLY, Unit.DONG_PER_MONTH),
            "total_vnd": none_due(_TOTAL),
        }
        return nothing | out | gaps.outputs()
    duration = _duration(rules, paid)
    out |= {"eligible": True, "benefit_months": duration}
    if cap is not None:
        monthly = _monthly(rules, typed, cap)
        out |= {"monthly_vnd": monthly, "total_vnd": (monthly * duration).named(_TOTAL)}
    return out | gaps.outputs()


def _duration(rules: RulesAt, paid: Quantity) -> Quantity:
    table = rules.table("unemployment-duration")
    steps = rules.table("unemployment-duration-steps")
    first = table["dong_12_den_36_thang"].named("số tháng hưởng của bậc đầu")
    more = table["moi_12_thang_them"].named("số tháng thêm cho mỗi bậc về sau")
    most = table["nhieu_nhat"].named("số tháng hưởng nhiều nhất")
    step = steps["moi_bac_them"].named("số tháng đóng của mỗi bậc về sau")
    limit = steps["bac_dau_nhieu_nhat"].named("số tháng đóng nhiều nhất của bậc đầu")
    beyond = max(Decimal(0), paid.value - limit.value) // step.value
    value = min(first.value + beyond * more.value, most.value)
    formula = (
        "số tháng hưởng của bậc đầu + số tháng thêm cho mỗi bậc về sau × số bậc đủ tháng, "
        "không quá số tháng hưởng nhiều nhất"
    )
    return derive(value, Unit.MONTHS, _MONTHS, formula, paid, first, limit, more, step, most)


def _monthly(rules: RulesAt, typed: Mapping[str, Any], cap: Quantity) -> Quantity:
    rate = rules.quantity("unemployment-rate").named("tỷ lệ trợ cấp")
    average = as_figure(
        typed["average_wage_vnd"], Unit.DONG_PER_MONTH, "bình quân tiền lương 6 tháng"
    )
    plain = (average * rate).named(_MONTHLY)
    if plain <= cap:
        return derive(
            plain.value,
            plain.unit,
            _MONTHLY,
            "bình quân tiền lương 6 tháng × tỷ lệ trợ cấp, chưa tới mức cao nhất",
            average,
            rate,
            cap,
        )
    return derive(
        cap.value, cap.unit, _MONTHLY, "bằng mức cao nhất vì tính theo tỷ lệ thì vượt", cap, plain
    )


def _dates(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    refuse_far_days(typed["ended_on"], typed["filed_on"])
    out: dict[str, Value] = {}
    if typed["ended_on"] is not None:
        ended = LegalDate(typed["ended_on"], Trace("ngày chấm dứt hợp đồng", given=True))
        limit = rules.quantity("unemployment-application-deadline").named("số tháng được nộp")
        out["apply_by"] = derive_date(
            _months_later(ended.value, int(limit.value)),
            "ngày cuối được nộp hồ sơ",
            "ngày chấm dứt hợp đồng + số tháng được nộp",
            ended,
            limit,
        )
    if typed["filed_on"] is not None:
        filed = LegalDate(typed["filed_on"], Trace("ngày nộp đủ hồ sơ", given=True))
        nth = rules.entry("unemployment-waiting", "ngay_bat_dau").named("thứ tự ngày bắt đầu")
        out["paid_from"] = derive_date(
            _working_day(filed.value, int(nth.value)),
            "ngày sớm nhất bắt đầu hưởng",
            "đếm ngày làm việc từ sau ngày nộp đủ hồ sơ, bỏ thứ Bảy và Chủ nhật, chưa trừ ngày lễ",
            filed,
            nth,
        )
    return out


def _rates(rules: RulesAt) -> dict[str, Value]:
    """What worker and employer pay in, where the data have it."""
    if not rules.covers("unemployment-contribution-rate"):
        return {}
    rates = rules.table("unemployment-contribution-rate")
    return {
        "employee_rate": rates["nguoi_lao_dong"].named("tỷ lệ người lao động đóng"),
        "employer_rate": rates["nguoi_su_dung"].named("tỷ lệ người sử dụng lao động đóng"),
        "state_rate_max": rates["nha_nuoc_nhieu_nhat"].named("tỷ lệ Nhà nước hỗ trợ nhiều nhất"),
    }


def _months_later(day: date, count: int) -> date:
    first = add_months(day, count)
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


def _working_day(day: date, number: int) -> date:
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < calendar.SATURDAY
    return day


UNEMPLOYMENT = REGISTRY.add(
    Calculator(
        name="unemployment",
        title="Trợ cấp thất nghiệp",
        summary=(
            "Mỗi tháng = bình quân tiền lương × tỷ lệ, không quá một số lần lương tối thiểu vùng; "
            "số tháng hưởng tăng theo số tháng đã đóng. Chỉ dành cho người đóng bảo hiểm thất "
            "nghiệp, không dành cho người chỉ đóng tự nguyện."
        ),
        inputs=_INPUTS,
        outputs=(
            Output("eligible", "duoc_huong", "Có đủ số tháng đóng không"),
            Output("benefit_months", "so_thang_huong", _MONTHS),
            Output("monthly_vnd", "muc_moi_thang", _MONTHLY),
            Output("cap_vnd", "muc_cao_nhat", "Mức trợ cấp cao nhất mỗi tháng"),
            Output("total_vnd", "tong_tien", _TOTAL),
            Output("apply_by", "han_nop_ho_so", "Ngày cuối được nộp hồ sơ"),
            Output("paid_from", "ngay_bat_dau_huong", "Ngày sớm nhất bắt đầu hưởng"),
            Output("employee_rate", "ty_le_nguoi_lao_dong", "Người lao động đóng"),
            Output("employer_rate", "ty_le_nguoi_su_dung", "Người sử dụng lao động đóng"),
            Output("state_rate_max", "ty_le_nha_nuoc", "Nhà nước hỗ trợ nhiều nhất"),
            REASON,
        ),
        parameters=(
            "unemployment-required-months",
            "unemployment-duration",
            "unemployment-duration-steps",
            "unemployment-rate",
            "unemployment-cap-multiple",
            _WAGE,
            "reference-level",
            "unemployment-application-deadline",
            "unemployment-waiting",
            "unemployment-contribution-rate",
        ),
        provisions=("tro-cap-that-nghiep",),
        versions=(
            # Luật Việc làm 38/2013/QH13, then Luật Việc làm 74/2025/QH15.
            Version(date(2015, 1, 1), _law_2013, date(2025, 12, 31)),
            Version(date(2026, 1, 1), _law_2025),
        ),
        example={
            "so_thang_dong": "60",
            "binh_quan_luong": "10.000.000",
            "vung": "vung_2",
            "ngay_nghi_viec": "31/08/2026",
            "ngay_nop_ho_so": "07/09/2026",
        },
    )
)

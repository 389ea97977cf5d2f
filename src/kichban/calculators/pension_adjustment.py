"""The latest general rise of pensions and monthly benefits, for people who already receive them.

Parameters: `pension-adjustment-percent` (percent of the benefit just before the rise),
`pension-adjustment` (who decides). VND/month in and out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import REASON, as_figure, place, present
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.durations import rule_in_force
from kichban.law import RulesAt
from kichban.numerals import format_date
from kichban.quantities import Unit, derive

_PARAMETER = "pension-adjustment-percent"


def _compute(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    percent = rules.quantity(_PARAMETER)
    since = rules.basis(_PARAMETER).valid_from
    before = as_figure(
        typed["monthly_pension_vnd"], Unit.DONG_PER_MONTH, "mức hưởng trước khi điều chỉnh"
    )
    start: date | None = typed["pension_start_month"]
    late = start is not None and start >= since
    reason = None
    if late:
        reason = (
            f"Đợt này chỉ cho người đã hưởng trước ngày {format_date(since)} "
            f"({place(rules, _PARAMETER)})."
        )
    share = Decimal(0) if late else percent.as_ratio().value
    rise = derive(
        before.value * share,
        Unit.DONG_PER_MONTH,
        "phần tăng thêm",
        "không thuộc đợt này nên không tăng" if late else "mức hưởng trước × tỷ lệ tăng",
        before,
        percent,
        rule_in_force(rules, "pension-adjustment"),
    )
    after = derive(
        before.value + rise.value,
        Unit.DONG_PER_MONTH,
        "mức hưởng sau khi điều chỉnh",
        "mức hưởng trước + phần tăng thêm",
        before,
        rise,
    )
    return present(
        eligible=not late,
        percent=percent,
        increase_vnd=rise,
        monthly_pension_vnd=after,
        reason=reason,
    )


PENSION_ADJUSTMENT = REGISTRY.add(
    Calculator(
        name="pension-adjustment",
        title="Điều chỉnh lương hưu",
        summary="Lương hưu đang hưởng tăng bao nhiêu trong đợt điều chỉnh gần nhất.",
        inputs=(
            Input(
                "monthly_pension_vnd",
                "luong_huu",
                "mức đang hưởng của tháng liền trước đợt điều chỉnh, đồng/tháng",
                "money",
                required=True,
            ),
            Input(
                "pension_start_month",
                "thang_bat_dau_huong",
                "tháng bắt đầu hưởng; để trống thì coi như đã hưởng trước đợt điều chỉnh",
                "month",
            ),
        ),
        outputs=(
            Output("eligible", "duoc_dieu_chinh", "Thuộc đợt điều chỉnh này"),
            Output("percent", "ty_le_tang", "Tỷ lệ tăng"),
            Output("increase_vnd", "tang_them", "Phần tăng thêm mỗi tháng"),
            Output("monthly_pension_vnd", "luong_huu_moi", "Mức hưởng sau khi điều chỉnh"),
            REASON,
        ),
        parameters=(_PARAMETER, "pension-adjustment"),
        provisions=("dieu-chinh-luong-huu", "dieu-chinh-luong-huu-2026"),
        # The first rise in the data is that of 01/07/2026.
        versions=(Version(date(2026, 7, 1), _compute),),
        example={"luong_huu": "2.000.000"},
    )
)

"""Paying in one go for several years ahead: less than month by month, by the fund's rate.

Parameters: `advance-years-range`, `advance-payment-formula`, `fund-investment-rate-monthly`,
`support-max-months`, and those of `kichban.calculators.terms`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import REASON, Gaps, months, place, present, refused, with_inputs
from kichban.calculators.base import (
    GROUPS,
    REGISTRY,
    Calculator,
    Input,
    Output,
    Value,
    Version,
)
from kichban.calculators.compounding import carried, exactly
from kichban.calculators.support import monthly_support
from kichban.calculators.terms import (
    TERM_PARAMETERS,
    chosen_income,
    gross_monthly,
    income_refusal,
)
from kichban.law import RulesAt
from kichban.quantities import Quantity, Unit, derive, of_law

__all__ = ["ADVANCE_PAYMENT", "LINE_INPUT", "RATE_INPUT", "discounted", "fund_rate"]

RATE_INPUT = Input(
    "monthly_rate",
    "lai_suat_thang",
    "Lãi suất đầu tư quỹ bình quân tháng (0,31% là 0,31 phần trăm mỗi tháng)",
    "ratio",
    low=Decimal(0),
    parameter="fund-investment-rate-monthly",
)
LINE_INPUT = Input(
    "rural_poverty_line_vnd",
    "chuan_ngheo",
    "Chuẩn hộ nghèo nông thôn, đồng/tháng; bỏ trống thì theo luật của ngày đóng",
    "money",
    parameter="rural-poverty-line",
)
TREATMENTS = {"undiscounted": "khong_chiet_khau", "discounted": "co_chiet_khau"}

_ADVANCE_INPUTS = (
    Input("income_vnd", "thu_nhap_chon", "Thu nhập chọn, đồng/tháng", "money", required=True),
    Input("years", "so_nam", "Số năm đóng trước trong một lần", "years", required=True),
    RATE_INPUT,
    Input(
        "groups",
        "thuoc_dien",
        "Thuộc nhóm nào; bỏ trống thì không xét hỗ trợ",
        "choices",
        choices=GROUPS,
    ),
    LINE_INPUT,
    Input(
        "support_treatment",
        "cach_tru_ho_tro",
        "Trừ tiền hỗ trợ có chiết khấu hay không: luật không nói rõ nên phải chọn",
        "choice",
        choices=TREATMENTS,
    ),
    Input(
        "previously_supported_months",
        "so_thang_da_ho_tro",
        "Số tháng Nhà nước đã hỗ trợ trước đó",
        "months",
        default=0,
    ),
)
_ADVANCE_AMOUNTS = (
    ("plain_total_vnd", "tổng chưa chiết khấu"),
    ("gross_total_vnd", "số tiền đóng một lần sau chiết khấu, trước hỗ trợ"),
    ("discount_vnd", "số tiền bớt được nhờ đóng trước"),
)
_PAYER = ("payer_total_vnd", "người tham gia tự đóng, sau chiết khấu và hỗ trợ")


def _advance_2024(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Law 41/2024/QH15: the sum of the months, discounted to the day of payment."""
    gaps = Gaps()
    rules = with_inputs(rules, _ADVANCE_INPUTS, typed)
    if reason := _no_advance(rules, typed, gaps):
        amounts = (*_ADVANCE_AMOUNTS, *([_PAYER] if typed["support_treatment"] else []))
        return {"allowed": False} | refused(*amounts, reason=reason)
    count = months(typed["years"] * 12, "số tháng đóng trước")
    monthly = gross_monthly(chosen_income(typed["income_vnd"]), rules)
    plain = (monthly * count).named(_ADVANCE_AMOUNTS[0][1])
    out: dict[str, Value] = {"allowed": True, "plain_total_vnd": plain}
    rate = gaps.read(lambda: fund_rate(rules))
    if rate is not None:
        last = typed["years"] * 12
        name = _ADVANCE_AMOUNTS[1][1]
        gross = discounted(rules, monthly, rate, first=1, last=last, name=name)
        discount = exactly(plain, gross, _ADVANCE_AMOUNTS[2][1])
        out |= {"gross_total_vnd": gross, "discount_vnd": discount}
        if typed["groups"]:
            out |= present(payer_total_vnd=_payer(rules, typed, gross, rate, gaps))
    return out | gaps.outputs()


def _advance_2014(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Law 58/2014/QH13: what is allowed; the formula of that time is not in the data."""
    gaps = Gaps()
    rules = with_inputs(rules, _ADVANCE_INPUTS, typed)
    if reason := _no_advance(rules, typed, gaps):
        return {"allowed": False} | refused(*_ADVANCE_AMOUNTS, reason=reason)
    count = months(typed["years"] * 12, "số tháng đóng trước")
    monthly = gross_monthly(chosen_income(typed["income_vnd"]), rules)
    gaps.read(lambda: rules.rule("advance-payment-formula"))
    plain = (monthly * count).named(_ADVANCE_AMOUNTS[0][1])
    out: dict[str, Value] = {"allowed": True, "plain_total_vnd": plain}
    return out | gaps.outputs()


def _no_advance(rules: RulesAt, typed: Mapping[str, Any], gaps: Gaps) -> str:
    limits = rules.table("advance-years-range")
    most = int(limits["nhieu_nhat"].value)
    least = int(limits["it_nhat"].value) if "it_nhat" in limits else 1
    if not least <= typed["years"] <= most:
        where = place(rules, "advance-years-range")
        return f"Mỗi lần được đóng trước từ {least} đến {most} năm ({where})."
    return income_refusal(rules, typed["income_vnd"], gaps)


def fund_rate(rules: RulesAt) -> Quantity:
    """The fund's mean monthly return of the year before, a ratio per month."""
    return rules.quantity("fund-investment-rate-monthly").named("lãi suất tháng r")


def discounted(
    rules: RulesAt,
    monthly: Quantity,
    rate: Quantity,
    *others: Quantity,
    first: int,
    last: int,
    name: str,
    law: str = "advance-payment-formula",
) -> Quantity:
    """Months `first` to `last` of an advance payment, discounted to the day of payment, in VND.

    `others` are figures that the trace should name besides the monthly amount and the rate;
    `law` is the parameter that holds the formula.
    """
    value = carried(monthly.value, rate.value, 1 - last, 1 - first)
    formula = (
        f"cộng từng tháng, từ tháng thứ {first} đến tháng thứ {last}: {monthly.name} : "
        f"(1 + {rate.name}) mũ (thứ tự tháng − 1) ({place(rules, law)})"
    )
    return derive(value, Unit.DONG, name, formula, monthly, rate, *others)


def _payer(
    rules: RulesAt, typed: Mapping[str, Any], gross: Quantity, rate: Quantity, gaps: Gaps
) -> Quantity | None:
    """What is left to pay: an estimate, since the text does not say how support is subtracted."""
    if typed["support_treatment"] is None:
        gaps.note("Luật không nói trừ hỗ trợ trước hay sau chiết khấu: cần chọn «cach_tru_ho_tro».")
        return None
    monthly = gaps.read(lambda: monthly_support(rules, typed["groups"]))
    if monthly is None:
        return None
    most = int(rules.quantity("support-max-months").value)
    helped = max(0, min(typed["years"] * 12, most - typed["previously_supported_months"]))
    doubt = replace(
        rules.basis("advance-payment-formula"),
        status="chua_xac_minh",
        note=rules.law.parameter("advance-payment-formula").ghi_chu,
    )
    count = of_law(Decimal(helped), Unit.MONTHS, "số tháng được trừ hỗ trợ", doubt)
    if typed["support_treatment"] == "undiscounted":
        support = (monthly * count).named("tổng Nhà nước hỗ trợ, không chiết khấu")
    else:
        name = "tổng Nhà nước hỗ trợ, có chiết khấu"
        support = discounted(rules, monthly, rate, count, first=1, last=helped, name=name)
    return exactly(gross, support, _PAYER[1])


_FROM_2014 = date(2016, 1, 1)  # Luật 58/2014/QH13
_TO_2014 = date(2025, 6, 30)
_FROM_2024 = date(2025, 7, 1)  # Luật 41/2024/QH15

ADVANCE_PAYMENT = REGISTRY.add(
    Calculator(
        name="advance-payment",
        title="Đóng một lần cho nhiều năm về sau",
        summary=(
            "Số tiền đóng một lần = tổng mức đóng các tháng, mỗi tháng chiết khấu theo lãi suất "
            "đầu tư quỹ bình quân tháng. Phần còn lại sau hỗ trợ chỉ là ước tính: luật không nói "
            "trừ hỗ trợ trước hay sau chiết khấu."
        ),
        inputs=_ADVANCE_INPUTS,
        outputs=(
            Output("allowed", "duoc_dong", "Có được đóng như vậy không"),
            Output("plain_total_vnd", "tong_chua_chiet_khau", _ADVANCE_AMOUNTS[0][1]),
            Output("gross_total_vnd", "so_tien_dong", _ADVANCE_AMOUNTS[1][1]),
            Output("discount_vnd", "so_tien_bot", _ADVANCE_AMOUNTS[2][1]),
            Output("payer_total_vnd", "nguoi_dong", _PAYER[1]),
            REASON,
        ),
        parameters=tuple(
            dict.fromkeys(
                (
                    *TERM_PARAMETERS,
                    "advance-years-range",
                    "advance-payment-formula",
                    "fund-investment-rate-monthly",
                    "support-max-months",
                )
            )
        ),
        provisions=("phuong-thuc-dong", "dong-truoc-nhieu-nam", "cong-bo-lai-suat-he-so"),
        versions=(
            Version(_FROM_2014, _advance_2014, _TO_2014),
            Version(_FROM_2024, _advance_2024),
        ),
        example={"thu_nhap_chon": "1.500.000", "so_nam": "5", "lai_suat_thang": "0,31%"},
    )
)

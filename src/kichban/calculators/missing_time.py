"""Paying in one go for the time still missing at retirement age: compound interest is added.

Parameters: `missing-time-max-months`, `missing-time-target-years`,
`missing-time-earliest-payment`, `missing-payment-formula`, `fund-investment-rate-monthly`, and
those of `kichban.calculators.terms`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kichban.calculators.answers import REASON, Gaps, months, place, placed, refused, with_inputs
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.compounding import carried, exactly
from kichban.calculators.payments import RATE_INPUT, fund_rate
from kichban.calculators.terms import (
    TERM_PARAMETERS,
    chosen_income,
    gross_monthly,
    income_refusal,
)
from kichban.law import RulesAt
from kichban.quantities import Quantity, Unit, derive

__all__ = ["MISSING_TIME"]

_INPUTS = (
    Input("income_vnd", "thu_nhap_chon", "Thu nhập chọn, đồng/tháng", "money"),
    Input("missing_months", "so_thang_thieu", "Số tháng còn thiếu", "months", required=True),
    RATE_INPUT,
    Input(
        "at_retirement_age",
        "da_du_tuoi",
        "Đã tới thời điểm được đóng theo tuổi nghỉ hưu chưa",
        "flag",
        default=True,
    ),
)
_AMOUNTS = (
    ("plain_total_vnd", "tổng chưa tính lãi"),
    ("gross_total_vnd", "số tiền đóng một lần gồm lãi gộp, trước hỗ trợ"),
    ("interest_vnd", "phần lãi gộp"),
)


def _missing_2024(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Law 41/2024/QH15: the months up to the target, with compound interest."""
    rules = with_inputs(rules, _INPUTS, typed)
    gaps = Gaps()
    out, monthly, count = _allowed(rules, typed, gaps)
    rate = gaps.read(lambda: fund_rate(rules)) if monthly is not None else None
    if monthly is not None and rate is not None:
        value = carried(monthly.value, rate.value, 1, int(count.value))
        formula = (
            "cộng từng tháng: mức đóng mỗi tháng × (1 + lãi suất tháng r) mũ (thứ tự tháng) "
            f"({place(rules, 'missing-payment-formula')})"
        )
        gross = derive(value, Unit.DONG, _AMOUNTS[1][1], formula, monthly, rate, count)
        plain = (monthly * count).named(_AMOUNTS[0][1])
        out |= {"gross_total_vnd": gross, "interest_vnd": exactly(gross, plain, _AMOUNTS[2][1])}
    return out | gaps.outputs()


def _missing_2014(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Law 58/2014/QH13: what is allowed; the formula of that time is not in the data."""
    gaps = Gaps()
    out, monthly, _ = _allowed(rules, typed, gaps)
    if monthly is not None:
        gaps.read(lambda: rules.rule("missing-payment-formula"))
    return out | gaps.outputs()


def _allowed(
    rules: RulesAt, typed: Mapping[str, Any], gaps: Gaps
) -> tuple[dict[str, Value], Quantity | None, Quantity]:
    """The outputs that need no interest, then the monthly contribution when one is due."""
    most = rules.quantity("missing-time-max-months").named("số tháng thiếu nhiều nhất")
    target = rules.quantity("missing-time-target-years").named("số năm cần đạt")
    count = months(typed["missing_months"], "số tháng thiếu")
    out: dict[str, Value] = {"max_missing_months": most, "target_years": target}
    income = typed["income_vnd"]
    if reason := _refusal(rules, typed, most, gaps):
        amounts = _AMOUNTS if income is not None else ()
        return {"allowed": False} | out | refused(*amounts, reason=reason), None, count
    out = {"allowed": True} | out
    if income is None:
        return out, None, count
    monthly = gross_monthly(chosen_income(income), rules)
    out["plain_total_vnd"] = (monthly * count).named(_AMOUNTS[0][1])
    return out, monthly, count


def _refusal(rules: RulesAt, typed: Mapping[str, Any], most: Quantity, gaps: Gaps) -> str:
    where = place(rules, "missing-time-max-months")
    missing = typed["missing_months"]
    if missing > most.value:
        return f"Chỉ được đóng một lần khi thiếu không quá {most.value} tháng ({where})."
    if not missing:
        return "Không còn thiếu tháng nào nên không phải đóng."
    if not typed["at_retirement_age"]:
        when = "người đã đủ tuổi nghỉ hưu mới được đóng một lần cho thời gian còn thiếu"
        if rules.covers("missing-time-earliest-payment"):
            when += f", sớm nhất là {rules.rule('missing-time-earliest-payment')}"
        return placed(when[0].upper() + when[1:], rules, "missing-time-earliest-payment") + "."
    return income_refusal(rules, typed["income_vnd"], gaps) if typed["income_vnd"] else ""


MISSING_TIME = REGISTRY.add(
    Calculator(
        name="missing-time",
        title="Đóng một lần cho thời gian còn thiếu",
        summary=(
            "Người đủ tuổi nghỉ hưu mà thiếu không quá số tháng luật định được đóng một lần: tổng "
            "mức đóng các tháng thiếu, tính lãi gộp theo lãi suất đầu tư quỹ bình quân tháng."
        ),
        inputs=_INPUTS,
        outputs=(
            Output("allowed", "duoc_dong", "Có được đóng như vậy không"),
            Output("max_missing_months", "so_thang_thieu_nhieu_nhat", "Thiếu nhiều nhất bao nhiêu"),
            Output("target_years", "so_nam_can_dat", "Số năm đóng cần đạt"),
            Output("plain_total_vnd", "tong_chua_lai", _AMOUNTS[0][1]),
            Output("gross_total_vnd", "so_tien_dong", _AMOUNTS[1][1]),
            Output("interest_vnd", "tien_lai", _AMOUNTS[2][1]),
            REASON,
        ),
        parameters=tuple(
            dict.fromkeys(
                (
                    *TERM_PARAMETERS,
                    "missing-time-max-months",
                    "missing-time-target-years",
                    "missing-time-earliest-payment",
                    "missing-payment-formula",
                    "fund-investment-rate-monthly",
                )
            )
        ),
        provisions=("dong-cho-thoi-gian-thieu", "chua-du-nam-dong-cac-lua-chon"),
        versions=(
            # Luật 58/2014/QH13, then Luật 41/2024/QH15.
            Version(date(2016, 1, 1), _missing_2014, date(2025, 6, 30)),
            Version(date(2025, 7, 1), _missing_2024),
        ),
        example={"thu_nhap_chon": "1.500.000", "so_thang_thieu": "60", "lai_suat_thang": "0,31%"},
    )
)

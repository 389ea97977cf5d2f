"""What comes back of a payment made ahead when the rest of its months are not needed.

Parameters: `refund-cases`, `refund-formula-advance`, `payment-methods`, `advance-years-range`,
`fund-investment-rate-monthly`, and those of `kichban.calculators.terms`. The law is that of the
day on which the period was paid; the state's money never comes back to the person.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import REASON, Gaps, months, place, refused, with_inputs
from kichban.calculators.base import (
    GROUPS,
    METHODS,
    REGISTRY,
    Calculator,
    Input,
    Output,
    Value,
    Version,
)
from kichban.calculators.compounding import exactly
from kichban.calculators.instalments import METHOD_NAMES, cycle_months
from kichban.calculators.payments import LINE_INPUT, RATE_INPUT, discounted, fund_rate
from kichban.calculators.support import monthly_support
from kichban.calculators.terms import (
    TERM_PARAMETERS,
    chosen_income,
    gross_monthly,
    income_refusal,
)
from kichban.errors import BadInput, OutOfRange
from kichban.law import RulesAt
from kichban.quantities import Quantity, Unit, derive

__all__ = ["REASONS", "REFUND"]

REASONS = {
    "joins-compulsory": "vao_bat_buoc",
    "takes-one-time-withdrawal": "nhan_mot_lan",
    "death": "chet",
    "qualifies-and-claims-pension": "huong_luong_huu",
}
_INPUTS = (
    Input("income_vnd", "thu_nhap_chon", "Thu nhập chọn, đồng/tháng", "money", required=True),
    Input("method", "phuong_thuc", "Cách đã đóng", "choice", required=True, choices=METHODS),
    Input("years", "so_nam", "Số năm đã đóng trước (chỉ khi đóng nhiều năm)", "years"),
    RATE_INPUT,
    Input("remaining_months", "so_thang_con_lai", "Số tháng còn lại", "months", required=True),
    Input(
        "groups",
        "thuoc_dien",
        "Thuộc nhóm nào khi đóng; bỏ trống thì không có hỗ trợ",
        "choices",
        choices=GROUPS,
    ),
    LINE_INPUT,
    Input("reason", "truong_hop", "Vì sao được hoàn", "choice", required=True, choices=REASONS),
)
_REFUND = ("refund_vnd", "số tiền được hoàn")


def _refund(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    rules = with_inputs(rules, _INPUTS, typed)
    _refuse_contradictions(rules, typed)
    gaps = Gaps()
    if reason := _refusal(rules, typed, gaps):
        return {"allowed": False} | refused(_REFUND, reason=reason)
    monthly = gross_monthly(chosen_income(typed["income_vnd"]), rules)
    count = months(typed["remaining_months"], "số tháng còn lại")
    support = None
    if typed["groups"]:
        support = gaps.read(lambda: monthly_support(rules, typed["groups"]))
        if support is None:
            return {"allowed": True} | gaps.outputs()
    if typed["method"] == "advance-years":
        amount = gaps.read(lambda: _advance(rules, typed, monthly, support, count))
    else:
        own = monthly
        if support is not None:
            own = (monthly - support).named("người tham gia tự đóng mỗi tháng")
        amount = (own * count).named(_REFUND[1])
    out: dict[str, Value] = {"allowed": True}
    if amount is not None:
        out["refund_vnd"] = amount
    return out | gaps.outputs()


def _advance(
    rules: RulesAt,
    typed: Mapping[str, Any],
    monthly: Quantity,
    support: Quantity | None,
    count: Quantity,
) -> Quantity:
    """The last months of an advance payment as they were discounted, less the state's money."""
    formula_law = "refund-formula-advance"
    rules.rule(formula_law)
    last = typed["years"] * 12
    name = "phần đã đóng cho các tháng còn lại"
    first = last - int(count.value) + 1
    paid = discounted(
        rules, monthly, fund_rate(rules), first=first, last=last, name=name, law=formula_law
    )
    if support is None:
        return paid.named(_REFUND[1])
    state = (support * count).named("Nhà nước đã hỗ trợ các tháng còn lại")
    if paid <= state:
        formula = "tiền Nhà nước hỗ trợ không nhỏ hơn phần đã đóng nên không còn tiền hoàn"
        return derive(Decimal(0), Unit.DONG, _REFUND[1], formula, paid, state)
    return exactly(paid, state, _REFUND[1])


def _refuse_contradictions(rules: RulesAt, typed: Mapping[str, Any]) -> None:
    several = typed["method"] == "advance-years"
    if several and typed["years"] is None:
        raise BadInput("Đóng nhiều năm về sau thì cần «so_nam».", hint="thêm so_nam=…")
    if not several and (typed["years"] is not None or typed["monthly_rate"] is not None):
        raise BadInput(
            f"«so_nam» và «lai_suat_thang» không đi với {METHOD_NAMES[typed['method']]}.",
            hint="bỏ hai mục đó, hoặc chọn phuong_thuc=nhieu_nam.",
        )
    most = cycle_months(rules, typed["method"])
    paid = typed["years"] * 12 if several else most
    if several and paid > most:
        raise OutOfRange(
            f"Không thể đã đóng trước {typed['years']} năm trong một lần.",
            hint=f"nhiều nhất {most // 12} năm ({place(rules, 'advance-years-range')}).",
        )
    if typed["remaining_months"] > paid:
        raise OutOfRange(
            f"Kỳ đóng {paid} tháng không thể còn lại {typed['remaining_months']} tháng.",
            hint=f"chọn so_thang_con_lai từ 0 đến {paid}.",
        )


def _refusal(rules: RulesAt, typed: Mapping[str, Any], gaps: Gaps) -> str:
    where = place(rules, "refund-cases")
    if typed["reason"] not in rules.items("refund-cases"):
        return f"Luật của ngày đóng không hoàn tiền trong trường hợp này ({where})."
    if cycle_months(rules, typed["method"]) == 1:
        return f"Đóng hằng tháng thì không có tháng nào đóng trước để hoàn ({where})."
    if not typed["remaining_months"]:
        return "Không còn tháng nào đã đóng trước để hoàn."
    return income_refusal(rules, typed["income_vnd"], gaps)


REFUND = REGISTRY.add(
    Calculator(
        name="refund",
        title="Hoàn trả tiền đã đóng trước",
        summary=(
            "Phần người tham gia tự đóng của các tháng còn lại được trả lại; tiền Nhà nước hỗ trợ "
            "không tính vào. Đóng nhiều năm về sau thì các tháng cuối tính theo mức đã chiết khấu."
        ),
        inputs=_INPUTS,
        outputs=(
            Output("allowed", "duoc_hoan", "Có được hoàn không"),
            Output("refund_vnd", "so_tien_hoan", _REFUND[1]),
            REASON,
        ),
        parameters=tuple(
            dict.fromkeys(
                (
                    *TERM_PARAMETERS,
                    "refund-cases",
                    "refund-formula-advance",
                    "payment-methods",
                    "advance-years-range",
                    "fund-investment-rate-monthly",
                )
            )
        ),
        provisions=("hoan-tra-tien-da-dong", "hoan-tra-tien-nha-nuoc"),
        # Luật 58/2014/QH13 and Luật 41/2024/QH15 share the shape; the cases differ by date.
        versions=(Version(date(2016, 1, 1), _refund),),
        example={
            "thu_nhap_chon": "2.000.000",
            "phuong_thuc": "12_thang",
            "so_thang_con_lai": "5",
            "thuoc_dien": "ho_can_ngheo",
            "truong_hop": "nhan_mot_lan",
        },
    )
)

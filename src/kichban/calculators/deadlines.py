"""By when to hand in a claim, how long the office takes, by when a period must be paid.

Parameters: `*-claim-deadline-days`, `*-processing-days`, `payment-deadlines`,
`payment-deadline-months`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kichban.calculators.answers import REASON, place, refuse_far_days
from kichban.calculators.base import (
    METHODS,
    REGISTRY,
    Calculator,
    Input,
    Output,
    Value,
    Version,
)
from kichban.calculators.instalments import add_months
from kichban.law import RulesAt
from kichban.quantities import LegalDate, Trace, derive_date

__all__ = ["CLAIM_DEADLINES", "PAYMENT_DEADLINE"]

_BENEFITS = {
    "maternity": "thai_san",
    "pension": "luong_huu",
    "withdrawal": "mot_lan",
    "survivors": "tu_tuat",
    "social-pension": "huu_tri_xa_hoi",
}
_CLAIM = {
    "maternity": "maternity-claim-deadline-days",
    "survivors": "survivor-claim-deadline-days",
}
_ANSWER = {
    "maternity": "maternity-processing-days",
    "pension": "pension-processing-days",
    "withdrawal": "withdrawal-processing-days",
    "survivors": "survivor-processing-days",
    "social-pension": "social-pension-processing-days",
}
_DUE = {**METHODS, "missing-time": "phan_con_thieu"}
_WORDS = {"advance-years": "nhieu-nam-ve-sau", "missing-time": "phan-con-thieu"}


def _claim(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    benefit = typed["benefit"]
    refuse_far_days(typed["event_on"])
    out: dict[str, Value] = {"processing_days": rules.quantity(_ANSWER[benefit])}
    name = _CLAIM.get(benefit, "")
    if not name or not rules.covers(name):
        out[REASON.key] = "Dữ liệu không có hạn nộp hồ sơ cho chế độ này ở ngày này."
        return out
    within = rules.quantity(name).named("số ngày được nộp")
    out["claim_within_days"] = within
    if typed["event_on"] is not None:
        event = LegalDate(typed["event_on"], Trace("ngày xảy ra", given=True))
        out["claim_by"] = derive_date(
            event.value + timedelta(days=int(within.value)),
            "ngày cuối được nộp hồ sơ",
            "ngày xảy ra + số ngày được nộp",
            event,
            within,
        )
    return out


def _payment(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    method = typed["method"]
    words = rules.words("payment-deadlines")
    vietnamese = METHODS.get(method, "")
    row = _WORDS.get(method, vietnamese.replace("_", "-"))
    out: dict[str, Value] = {
        REASON.key: f"Hạn đóng: {words[row]} ({place(rules, 'payment-deadlines')})."
    }
    if method in _WORDS:
        return out
    count = rules.entry("payment-deadline-months", vietnamese).named("số tháng đầu của kỳ")
    first = typed["start_month"] or add_months(rules.day, 0)
    refuse_far_days(first)
    start = LegalDate(first, Trace("tháng đầu của kỳ", given=True))
    out["pay_by"] = derive_date(
        add_months(first, int(count.value)) - timedelta(days=1),
        "ngày cuối phải đóng",
        "ngày cuối của tháng hết hạn, đếm từ tháng đầu của kỳ",
        start,
        count,
    )
    return out


CLAIM_DEADLINES = REGISTRY.add(
    Calculator(
        name="claim-deadlines",
        title="Hạn nộp hồ sơ và thời hạn giải quyết",
        summary="Nộp hồ sơ trong bao nhiêu ngày, cơ quan giải quyết trong bao lâu, theo chế độ.",
        inputs=(
            Input("benefit", "che_do", "Chế độ nào", "choice", required=True, choices=_BENEFITS),
            Input("event_on", "ngay_xay_ra", "Ngày sinh con, ngày chết", "day"),
        ),
        outputs=(
            Output("claim_within_days", "so_ngay_nop", "Nộp hồ sơ trong bao nhiêu ngày"),
            Output("claim_by", "han_nop_ho_so", "Ngày cuối được nộp hồ sơ"),
            Output("processing_days", "han_giai_quyet", "Cơ quan giải quyết trong bao lâu"),
            REASON,
        ),
        parameters=(*_CLAIM.values(), *_ANSWER.values()),
        provisions=(
            "ho-so-tro-cap-thai-san",
            "ho-so-luong-huu",
            "ho-so-bhxh-mot-lan",
            "ho-so-tu-tuat",
            "thu-tuc-tro-cap-huu-tri-xa-hoi",
        ),
        # Each answer comes from a parameter of its own, with its own dates.
        versions=(Version(date(2016, 1, 1), _claim),),
        example={"che_do": "thai_san", "ngay_xay_ra": "15/10/2026"},
    )
)

PAYMENT_DEADLINE = REGISTRY.add(
    Calculator(
        name="payment-deadline",
        title="Hạn đóng bảo hiểm xã hội tự nguyện",
        summary="Ngày cuối phải đóng của một kỳ, theo cách đóng.",
        inputs=(
            Input("method", "phuong_thuc", "Cách đóng", "choice", default="monthly", choices=_DUE),
            Input(
                "start_month",
                "thang_bat_dau",
                "Tháng đầu của kỳ; bỏ trống là tháng của ngày đang xét",
                "month",
            ),
        ),
        outputs=(Output("pay_by", "han_dong", "Ngày cuối phải đóng"), REASON),
        parameters=("payment-deadlines", "payment-deadline-months"),
        provisions=("thoi-han-dong",),
        versions=(Version(date(2025, 7, 1), _payment),),  # Luật 41/2024/QH15
        example={"phuong_thuc": "6_thang", "thang_bat_dau": "10/2026"},
    )
)

"""What an employer adds when compulsory contributions are paid late.

Parameters: `late-payment-surcharge`, `evasion-grace-days`, and before Law 41/2024/QH15
`late-payment-interest-before-2025`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kichban.calculators.answers import REASON, as_figure
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.law import RulesAt
from kichban.quantities import Unit, derive, given

__all__ = ["LATE_PAYMENT"]

_INPUTS = (
    Input("overdue_amount_vnd", "so_tien_cham", "Số tiền chậm đóng", "money", required=True),
    Input("overdue_days", "so_ngay_cham", "Số ngày chậm đóng", "whole", required=True),
)
_SURCHARGE = "số tiền nộp thêm"


def _since_2025(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Law 41/2024/QH15: a share of the amount for every day."""
    amount = as_figure(typed["overdue_amount_vnd"], Unit.DONG, "số tiền chậm đóng")
    days = given(typed["overdue_days"], Unit.DAYS, "số ngày chậm")
    rate = rules.quantity("late-payment-surcharge").named("tỷ lệ nộp thêm mỗi ngày")
    surcharge = derive(
        amount.value * rate.value * days.value,
        Unit.DONG,
        _SURCHARGE,
        "số tiền chậm đóng × tỷ lệ nộp thêm mỗi ngày × số ngày chậm",
        amount,
        rate,
        days,
    )
    return {"surcharge_vnd": surcharge, "evasion_days": rules.quantity("evasion-grace-days")}


def _until_2025(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Law 58/2014/QH13: a multiple of the fund's return, which the data do not have."""
    del typed
    return {
        "interest_multiple": rules.quantity("late-payment-interest-before-2025"),
        REASON.key: (
            "Luật của ngày này tính tiền lãi theo lãi suất đầu tư quỹ của năm trước; dữ liệu chưa "
            "có lãi suất và cách đếm ngày nên chưa tính được số tiền."
        ),
    }


LATE_PAYMENT = REGISTRY.add(
    Calculator(
        name="late-payment",
        title="Tiền nộp thêm khi chậm đóng bảo hiểm bắt buộc",
        summary=(
            "Số tiền chậm đóng × tỷ lệ nộp thêm mỗi ngày × số ngày chậm. Ngày bắt đầu tính theo "
            "nghị định riêng; ở đây số ngày là số cho sẵn."
        ),
        inputs=_INPUTS,
        outputs=(
            Output("surcharge_vnd", "so_tien_nop_them", _SURCHARGE),
            Output(
                "evasion_days",
                "so_ngay_thanh_tron_dong",
                "Quá bao nhiêu ngày, đã bị đôn đốc mà vẫn không đóng, thì là trốn đóng",
            ),
            Output("interest_multiple", "so_lan_lai_suat", "Bằng mấy lần lãi suất đầu tư quỹ"),
            REASON,
        ),
        parameters=(
            "late-payment-surcharge",
            "evasion-grace-days",
            "late-payment-interest-before-2025",
        ),
        provisions=("cham-dong", "tron-dong", "tien-nop-them-003-ngay", "no-truoc-01-07-2025"),
        versions=(
            # Luật 58/2014/QH13, then Luật 41/2024/QH15.
            Version(date(2016, 1, 1), _until_2025, date(2025, 6, 30)),
            Version(date(2025, 7, 1), _since_2025),
        ),
        example={"so_tien_cham": "100.000.000", "so_ngay_cham": "30"},
    )
)

"""The maternity allowance of voluntary insurance: one amount per child, paid once per birth.

Parameters: `maternity-benefit-amount`, `maternity-min-months`, `maternity-window-months`,
`maternity-claim-deadline-days`, `maternity-processing-days`. Months count voluntary and
compulsory contributions together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import REASON, none_due, place
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.errors import OutOfRange
from kichban.law import RulesAt
from kichban.quantities import Quantity, Unit, derive, given
from kichban.trace_text import cited

__all__ = ["MATERNITY"]

_INPUTS = (
    Input(
        "children",
        "so_con",
        "Số con sinh ra và thai từ 22 tuần",
        "whole",
        required=True,
    ),
    Input(
        "mother_months_in_12_before_birth",
        "so_thang_me",
        "Số tháng mẹ đóng trong 12 tháng trước khi sinh",
        "months",
        default=0,
    ),
    Input(
        "father_months_in_12_before_birth",
        "so_thang_cha",
        "Số tháng cha đóng trong 12 tháng trước khi sinh",
        "months",
        default=0,
    ),
    Input(
        "mother_compulsory_eligible",
        "me_du_bat_buoc",
        "Mẹ đủ điều kiện thai sản bắt buộc",
        "flag",
        default=False,
    ),
    Input(
        "father_compulsory_eligible",
        "cha_du_bat_buoc",
        "Cha đủ điều kiện thai sản bắt buộc",
        "flag",
        default=False,
    ),
)
_AMOUNT = "trợ cấp thai sản"
_PAYMENTS = "số người nhận trợ cấp"


def _since_2025(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Law 41/2024/QH15: one parent with enough months and no compulsory right is paid."""
    least = rules.quantity("maternity-min-months").named("số tháng đóng ít nhất")
    window = rules.quantity("maternity-window-months").named("khoảng xét trước khi sinh")
    out: dict[str, Value] = {
        "claim_within_days": rules.quantity("maternity-claim-deadline-days"),
        "processing_days": rules.quantity("maternity-processing-days"),
    }
    parents = [_parent(typed, "mother", "mẹ", window), _parent(typed, "father", "cha", window)]
    entitled = [
        paid for paid, compulsory in parents if paid.value >= least.value and not compulsory
    ]
    if not entitled or not typed["children"]:
        return _nothing(_reason(rules, typed, parents, least)) | out
    each = rules.quantity("maternity-benefit-amount").named("mức cho mỗi con")
    count = given(typed["children"], Unit.COUNT, "số con")
    amount = derive(
        each.value * count.value,
        Unit.DONG,
        _AMOUNT,
        "mức cho mỗi con × số con",
        each,
        count,
        *entitled[:1],
        least,
    )
    one = derive(
        Decimal(1), Unit.COUNT, _PAYMENTS, "cha và mẹ cùng đủ điều kiện thì một người nhận", least
    )
    return out | {"eligible": True, "payments": one, "amount_vnd": amount}


def _until_2025(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Law 58/2014/QH13: voluntary insurance had no maternity benefit."""
    del typed
    before = rules.law.provision("tro-cap-thai-san-tu-nguyen").truoc
    if before is None:
        return _nothing("Luật của ngày này chưa có trợ cấp thai sản tự nguyện.")
    return _nothing(
        f"{before.noi_dung.rstrip('.')} ({cited(before.citations, rules.law.documents)})."
    )


def _parent(
    typed: Mapping[str, Any], who: str, name: str, window: Quantity
) -> tuple[Quantity, bool]:
    paid = given(typed[f"{who}_months_in_12_before_birth"], Unit.MONTHS, f"số tháng {name} đóng")
    if window < paid:
        raise OutOfRange(
            f"Trong {window.value} tháng trước khi sinh không thể đóng {paid.value} tháng.",
            hint=f"ghi từ 0 đến {window.value} tháng.",
        )
    return paid, typed[f"{who}_compulsory_eligible"]


def _nothing(reason: str) -> dict[str, Value]:
    return {
        "eligible": False,
        "payments": none_due(_PAYMENTS, Unit.COUNT),
        "amount_vnd": none_due(_AMOUNT),
        REASON.key: reason,
    }


def _reason(
    rules: RulesAt,
    typed: Mapping[str, Any],
    parents: list[tuple[Quantity, bool]],
    least: Quantity,
) -> str:
    if not typed["children"]:
        return "Không có con sinh ra hay thai đủ điều kiện nên không có trợ cấp."
    if any(compulsory for _, compulsory in parents):
        return (
            "Người đủ điều kiện thai sản bắt buộc thì hưởng chế độ bắt buộc; người kia chưa đủ "
            f"{least.value} tháng đóng ({place(rules, 'maternity-min-months')})."
        )
    return (
        f"Cần từ đủ {least.value} tháng đóng trong khoảng xét trước khi sinh "
        f"({place(rules, 'maternity-min-months')})."
    )


MATERNITY = REGISTRY.add(
    Calculator(
        name="maternity",
        title="Trợ cấp thai sản của bảo hiểm xã hội tự nguyện",
        summary=(
            "Mức cho mỗi con × số con, khi mẹ hoặc cha đủ số tháng đóng trong khoảng xét trước khi "
            "sinh. Cả hai cùng đủ thì một người nhận; ai đủ thai sản bắt buộc thì hưởng bắt buộc."
        ),
        inputs=_INPUTS,
        outputs=(
            Output("eligible", "duoc_huong", "Có trợ cấp thai sản tự nguyện không"),
            Output("payments", "so_nguoi_nhan", "Số người nhận trợ cấp tự nguyện"),
            Output("amount_vnd", "so_tien", _AMOUNT),
            Output("claim_within_days", "han_nop_ho_so", "Nộp hồ sơ trong bao nhiêu ngày"),
            Output("processing_days", "han_giai_quyet", "Cơ quan giải quyết trong bao lâu"),
            REASON,
        ),
        parameters=(
            "maternity-benefit-amount",
            "maternity-min-months",
            "maternity-window-months",
            "maternity-claim-deadline-days",
            "maternity-processing-days",
        ),
        provisions=(
            "tro-cap-thai-san-tu-nguyen",
            "thai-san-cha-hoac-me",
            "thai-san-me-chet",
            "ho-so-tro-cap-thai-san",
        ),
        versions=(
            # Luật 58/2014/QH13, then Luật 41/2024/QH15.
            Version(date(2016, 1, 1), _until_2025, date(2025, 6, 30)),
            Version(date(2025, 7, 1), _since_2025),
        ),
        example={"so_con": "1", "so_thang_me": "7"},
    )
)

"""The social pension of old people without a pension, or with one lower than it.

Parameters: `social-pension-age`, `social-pension-age-poor`,
`social-pension-condition-no-pension`, `social-pension-amount`,
`social-pension-health-insurance`, `social-pension-processing-days`,
`social-pension-funeral-multiple`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import REASON, as_figure, none_due, place, with_inputs
from kichban.calculators.base import (
    GROUPS,
    REGISTRY,
    Calculator,
    Input,
    Output,
    Value,
    Version,
)
from kichban.law import RulesAt
from kichban.numerals import format_number
from kichban.quantities import Quantity, Unit, derive, given

__all__ = ["SOCIAL_PENSION"]

_POOR = {"poor", "near_poor"}
_INPUTS = (
    Input("age_years", "tuoi", "Tuổi đã đủ, tính bằng năm", "years", required=True),
    Input(
        "other_pension_vnd",
        "luong_huu_khac",
        "Lương hưu, trợ cấp bảo hiểm xã hội hằng tháng đang có, đồng/tháng",
        "money",
        default=Decimal(0),
    ),
    Input(
        "groups",
        "thuoc_dien",
        "Thuộc hộ nghèo, cận nghèo hay không",
        "choices",
        choices=GROUPS,
    ),
    Input(
        "social_pension_vnd",
        "muc_tro_cap",
        "Mức trợ cấp, đồng/tháng; bỏ trống thì theo luật",
        "money",
        parameter="social-pension-amount",
    ),
)
_AMOUNT = "trợ cấp hưu trí xã hội mỗi tháng"


def _since_2025(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Law 41/2024/QH15: by age, by household, and without a higher pension."""
    rules = with_inputs(rules, _INPUTS, typed)
    age = given(typed["age_years"], Unit.AGE_YEARS, "tuổi")
    pension = as_figure(typed["other_pension_vnd"], Unit.DONG_PER_MONTH, "lương hưu đang có")
    amount = rules.quantity("social-pension-amount").named("mức trợ cấp hưu trí xã hội")
    poor = bool(_POOR & set(typed["groups"] or ()))
    since = _age(rules, poor)
    if age < since:
        return _nothing(f"Chưa đủ {since.value} tuổi ({place(rules, since.bases()[0].parameter)}).")
    if amount <= pension:
        condition = rules.rule("social-pension-condition-no-pension")
        return _nothing(
            f"Chỉ người {condition} ({format_number(amount.value)} đồng/tháng) mới được "
            f"({place(rules, 'social-pension-condition-no-pension')})."
        )
    monthly = derive(
        amount.value,
        Unit.DONG_PER_MONTH,
        _AMOUNT,
        "đủ tuổi và không có lương hưu bằng hay cao hơn mức này",
        amount,
        since,
        age,
        pension,
    )
    out: dict[str, Value] = {
        "eligible": True,
        "monthly_amount_vnd": monthly,
        "health_card": rules.rule("social-pension-health-insurance") == "có",
        "processing_days": rules.quantity("social-pension-processing-days"),
    }
    if rules.covers("social-pension-funeral-multiple"):
        times = rules.quantity("social-pension-funeral-multiple").named("số lần")
        funeral = amount.as_unit(Unit.DONG) * times
        out["funeral_support_vnd"] = funeral.named("hỗ trợ chi phí mai táng")
    return out


def _until_2025(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    """Before Law 41/2024/QH15 another allowance existed, from another age."""
    del typed
    provision = rules.law.provision("tro-cap-huu-tri-xa-hoi")
    before = f" {provision.truoc.noi_dung}" if provision.truoc else ""
    return _nothing(f"Luật của ngày này chưa có trợ cấp hưu trí xã hội.{before}")


def _age(rules: RulesAt, poor: bool) -> Quantity:
    if poor:
        entry = rules.entry("social-pension-age-poor", "it_nhat")
        return entry.named("tuổi hưởng của người thuộc hộ nghèo, cận nghèo")
    return rules.quantity("social-pension-age").named("tuổi hưởng")


def _nothing(reason: str) -> dict[str, Value]:
    amount = none_due(_AMOUNT, Unit.DONG_PER_MONTH)
    return {"eligible": False, "monthly_amount_vnd": amount, REASON.key: reason}


SOCIAL_PENSION = REGISTRY.add(
    Calculator(
        name="social-pension",
        title="Trợ cấp hưu trí xã hội",
        summary=(
            "Người đủ tuổi (sớm hơn với hộ nghèo, cận nghèo), không có lương hưu, trợ cấp bảo hiểm "
            "xã hội hằng tháng hoặc có nhưng thấp hơn, được một mức chung mỗi tháng."
        ),
        inputs=_INPUTS,
        outputs=(
            Output("eligible", "duoc_huong", "Có đủ điều kiện không"),
            Output("monthly_amount_vnd", "muc_moi_thang", _AMOUNT),
            Output("health_card", "the_bhyt", "Ngân sách đóng bảo hiểm y tế không"),
            Output("processing_days", "han_giai_quyet", "Ủy ban xã giải quyết trong bao lâu"),
            Output("funeral_support_vnd", "ho_tro_mai_tang", "Hỗ trợ chi phí mai táng"),
            REASON,
        ),
        parameters=(
            "social-pension-age",
            "social-pension-age-poor",
            "social-pension-condition-no-pension",
            "social-pension-amount",
            "social-pension-health-insurance",
            "social-pension-processing-days",
            "social-pension-funeral-multiple",
        ),
        provisions=(
            "tro-cap-huu-tri-xa-hoi",
            "muc-tro-cap-huu-tri-xa-hoi",
            "quyen-loi-kem-tro-cap-huu-tri-xa-hoi",
            "thu-tuc-tro-cap-huu-tri-xa-hoi",
        ),
        versions=(
            # Luật 58/2014/QH13, then Luật 41/2024/QH15.
            Version(date(2016, 1, 1), _until_2025, date(2025, 6, 30)),
            Version(date(2025, 7, 1), _since_2025),
        ),
        example={"tuoi": "72", "thuoc_dien": "ho_can_ngheo"},
    )
)

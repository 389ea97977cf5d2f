"""Whose health card is paid for, and by whom, while a benefit is drawn.

Parameters: `pensioner-health-insurance`, `pensioner-health-insurance-coverage`,
`monthly-allowance-health-insurance`, `social-pension-health-insurance`,
`unemployment-health-insurance`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kichban.calculators.answers import REASON, place
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.law import RulesAt

__all__ = ["HEALTH_CARD"]

_RULE = {
    "pension": "pensioner-health-insurance",
    "monthly-allowance": "monthly-allowance-health-insurance",
    "social-pension": "social-pension-health-insurance",
    "unemployment-benefit": "unemployment-health-insurance",
}
_COVERAGE = "pensioner-health-insurance-coverage"
_DRAWING = {
    "pension": "luong_huu",
    "monthly-allowance": "tro_cap_hang_thang",
    "social-pension": "tro_cap_huu_tri_xa_hoi",
    "unemployment-benefit": "tro_cap_that_nghiep",
    "nothing": "khong",
}
_INPUTS = (
    Input(
        "drawing", "dang_huong", "Đang hưởng khoản nào", "choice", required=True, choices=_DRAWING
    ),
)


def _card(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    drawing = typed["drawing"]
    if drawing == "nothing":
        reason = "Chỉ đóng bảo hiểm xã hội tự nguyện thì chưa có thẻ bảo hiểm y tế kèm theo."
        return {"card_paid": False, REASON.key: reason}
    name = _RULE[drawing]
    paid = rules.rule(name) == "có"
    out: dict[str, Value] = {
        "card_paid": paid,
        REASON.key: f"{rules.law.parameter(name).ten} ({place(rules, name)}).",
    }
    if paid and drawing == "pension":
        out["coverage_rate"] = rules.quantity(_COVERAGE)
    return out


HEALTH_CARD = REGISTRY.add(
    Calculator(
        name="health-card",
        title="Thẻ bảo hiểm y tế khi đang hưởng chế độ",
        summary=(
            "Trong thời gian hưởng lương hưu, trợ cấp hằng tháng, trợ cấp hưu trí xã hội hoặc trợ "
            "cấp thất nghiệp, có nguồn khác đóng bảo hiểm y tế thay người hưởng hay không."
        ),
        inputs=_INPUTS,
        outputs=(
            Output("card_paid", "duoc_dong_thay", "Có được đóng bảo hiểm y tế thay không"),
            Output("coverage_rate", "muc_chi_tra", "Quỹ chi trả bao nhiêu khi khám đúng quy định"),
            REASON,
        ),
        parameters=(*_RULE.values(), _COVERAGE),
        provisions=(
            "the-bhyt-khi-huong-luong-huu",
            "bhyt-khi-huong-dieu-23",
            "quyen-loi-kem-tro-cap-huu-tri-xa-hoi",
            "bhyt-ho-gia-dinh",
        ),
        # Each answer comes from a rule of its own, with its own dates.
        versions=(Version(date(2015, 1, 1), _card),),
        example={"dang_huong": "luong_huu"},
    )
)

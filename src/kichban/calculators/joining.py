"""Who may join voluntary insurance.

Parameters: `voluntary-min-age`, `voluntary-max-age` (the law sets none).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kichban.calculators.answers import REASON, place
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.law import RulesAt
from kichban.quantities import Unit, given
from kichban.trace_text import cited

__all__ = ["JOINING"]

_INPUTS = (
    Input("age_years", "tuoi", "Tuổi đã đủ, tính bằng năm", "years", required=True),
    Input(
        "compulsory",
        "thuoc_dien_bat_buoc",
        "Thuộc diện đóng bắt buộc",
        "flag",
        default=False,
    ),
    Input(
        "drawing_benefit",
        "dang_huong_tro_cap",
        "Đang hưởng lương hưu, trợ cấp bảo hiểm xã hội hoặc trợ cấp hằng tháng",
        "flag",
        default=False,
    ),
)


def _joining(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    age = given(typed["age_years"], Unit.AGE_YEARS, "tuổi")
    least = rules.quantity("voluntary-min-age")
    where = cited(rules.provision("doi-tuong-tu-nguyen").citations, rules.law.documents)
    reasons = []
    if age < least:
        reasons.append(f"phải từ đủ {least.value} tuổi ({place(rules, 'voluntary-min-age')})")
    if typed["compulsory"]:
        reasons.append(f"người thuộc diện bắt buộc thì đóng bắt buộc ({where})")
    if typed["drawing_benefit"]:
        reasons.append(f"người đang hưởng lương hưu, trợ cấp thì không tham gia ({where})")
    out: dict[str, Value] = {"may_join": not reasons, "minimum_age_years": least}
    if reasons:
        sentence = "; ".join(reasons)
        out[REASON.key] = f"{sentence[0].upper()}{sentence[1:]}."
    elif not rules.covers("voluntary-max-age"):
        out[REASON.key] = rules.basis("voluntary-max-age").note
    return out


JOINING = REGISTRY.add(
    Calculator(
        name="joining",
        title="Ai được tham gia bảo hiểm xã hội tự nguyện",
        summary=(
            "Công dân đủ tuổi, không thuộc diện bắt buộc, không đang hưởng lương hưu hay trợ cấp."
        ),
        inputs=_INPUTS,
        outputs=(
            Output("may_join", "duoc_tham_gia", "Có được tham gia không"),
            Output("minimum_age_years", "tuoi_thap_nhat", "Tuổi thấp nhất"),
            REASON,
        ),
        parameters=("voluntary-min-age", "voluntary-max-age"),
        provisions=("doi-tuong-tu-nguyen", "khong-thuoc-dien-tu-nguyen"),
        versions=(Version(date(2025, 7, 1), _joining),),  # Luật 41/2024/QH15
        example={"tuoi": "45"},
    )
)

"""Maternity leave of compulsory insurance for a second child: longer, and not for volunteers.

Parameter: `compulsory-maternity-second-child-leave`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kichban.calculators.answers import REASON
from kichban.calculators.base import REGISTRY, Calculator, Output, Value, Version
from kichban.law import RulesAt

__all__ = ["SECOND_CHILD_LEAVE"]

_LEAVE = "compulsory-maternity-second-child-leave"


def _leave(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    del typed
    return {"leave_months": rules.quantity(_LEAVE), REASON.key: rules.basis(_LEAVE).note}


SECOND_CHILD_LEAVE = REGISTRY.add(
    Calculator(
        name="second-child-leave",
        title="Nghỉ thai sản bắt buộc khi sinh con thứ hai",
        summary="Số tháng lao động nữ đóng bắt buộc được nghỉ khi sinh con thứ hai.",
        inputs=(),
        outputs=(Output("leave_months", "so_thang_nghi", "Số tháng được nghỉ"), REASON),
        parameters=(_LEAVE,),
        provisions=("thai-san-bat-buoc-con-thu-hai",),
        versions=(Version(date(2026, 7, 1), _leave),),  # Luật 113/2025/QH15
        example={},
    )
)

"""Taking the lump sum now or keeping the years: both sides with figures, and what each gives up.

Parameters: those of `withdrawal`, `standing`, `pension_law`, `survivors`, `withdrawal-consequence`,
`pensioner-health-insurance`, `pensioner-health-insurance-coverage`. No side is called better.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from kichban.calculators.answers import REASON, Gaps, place, present
from kichban.calculators.base import (
    REGISTRY,
    Calculator,
    Output,
    Result,
    Value,
    Version,
    calculate,
)
from kichban.calculators.durations import reported_months
from kichban.calculators.gap import PENSION_GAP
from kichban.calculators.pension_law import PENSION_PARAMETERS, average_of, pension_2024
from kichban.calculators.person import AVERAGE_INCOME, BIRTH_MONTH, SEX
from kichban.calculators.survivors import SURVIVORS
from kichban.calculators.withdrawal import WITHDRAWAL
from kichban.calculators.withdrawal_inputs import INPUTS
from kichban.law import RulesAt
from kichban.quantities import Quantity, Unit, derive
from kichban.trace_text import cited

__all__ = ["WITHDRAW_OR_KEEP"]

# What ends with the years that were paid out, and what is not had while they are kept.
_ENDS_WITH_YEARS = (
    "luong-huu-15-nam",
    "the-bhyt-khi-huong-luong-huu",
    "tro-cap-mai-tang",
    "tuat-mot-lan-tu-nguyen",
    "bao-luu-thoi-gian-dong",
)
_LUMP_SUM = "bhxh-mot-lan-muc-huong"


def _compute(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    gaps = Gaps()
    taken = calculate(WITHDRAWAL, rules, _for(WITHDRAWAL, typed))
    months = typed["months_before_2014"] + typed["months_from_2014"]
    kept = _kept(rules, typed, months)
    amount = taken.outputs.get("amount_vnd")
    eligible = bool(taken.outputs["eligible"])
    given_up = reported_months(months, "số tháng đóng không còn được tính")
    equal = _months_to_equal(amount, kept["keep_pension_vnd"])
    if reason := taken.outputs.get("reason"):
        gaps.note(str(reason))
    return {
        **present(
            can_withdraw=eligible,
            withdraw_amount_vnd=amount,
            state_support_deducted_vnd=taken.outputs.get("state_support_deducted_vnd"),
            months_given_up=given_up if eligible else None,
            **kept,
            pension_months_to_equal=equal if eligible else None,
            **_at_death(rules, typed, months),
        ),
        "withdraw_gives_up": (
            _sentence(rules, "withdrawal-consequence"),
            *(_titled(rules, name) for name in _ENDS_WITH_YEARS),
        ),
        "keep_gives_up": _not_had_yet(rules, kept["keep_missing_months"]),
        **gaps.outputs(),
    }


def _for(calculator: Calculator, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs that a calculator knows, of those typed here."""
    known = {item.key for item in calculator.inputs}
    return {key: value for key, value in typed.items() if key in known and value not in (None, ())}


def _kept(rules: RulesAt, typed: Mapping[str, Any], months: int) -> dict[str, Quantity]:
    """The pension of a person who pays on only as long as the law asks for."""
    average = average_of(typed["average_income_vnd"])
    least = rules.quantity("pension-min-years").in_months()
    paid = reported_months(months, "số tháng đã đóng")
    missing = derive(
        max(least.value - months, Decimal(0)),
        Unit.MONTHS,
        "số tháng còn phải đóng để có lương hưu",
        "số năm đóng tối thiểu × 12 − số tháng đã đóng, không dưới 0",
        least,
        paid,
    )
    pension = pension_2024(
        rules, sex=typed["sex"], months=months + int(missing.value), average=average
    )
    outputs = {"keep_missing_months": missing, "keep_percent": pension.percent}
    if pension.monthly is not None:
        outputs["keep_pension_vnd"] = pension.monthly.named(
            "lương hưu mỗi tháng nếu giữ và đóng đủ, thu nhập bình quân không đổi"
        )
    return outputs


def _months_to_equal(amount: Value | None, pension: Quantity) -> Quantity | None:
    if not isinstance(amount, Quantity) or not pension:
        return None
    return derive(
        (amount.value / pension.value).to_integral_value(rounding=ROUND_CEILING),
        Unit.MONTHS,
        "số tháng lương hưu bằng tiền một lần",
        "tiền một lần được nhận : lương hưu mỗi tháng",
        amount,
        pension,
        rounding="phần lẻ tháng làm tròn lên 1 tháng",
    )


def _at_death(rules: RulesAt, typed: Mapping[str, Any], months: int) -> dict[str, Value]:
    """What the family has while the years are kept; nothing once they are paid out."""
    asked: dict[str, Any] = {
        "contribution_months": months,
        "months_before_2014": typed["months_before_2014"],
        "average_income_vnd": typed["average_income_vnd"],
    }
    if typed["amount_paid_vnd"] is not None:
        asked["amount_paid_vnd"] = typed["amount_paid_vnd"]
    outputs = calculate(SURVIVORS, rules, asked).outputs
    return present(
        keep_funeral_vnd=outputs.get("funeral_allowance_vnd"),
        keep_death_lump_sum_vnd=outputs.get("death_lump_sum_vnd"),
        keep_pension_start_month=_start(rules, typed, months).outputs.get("pension_start_month"),
        keep_health_card=rules.rule("pensioner-health-insurance") == "có",
        keep_health_coverage=rules.quantity("pensioner-health-insurance-coverage"),
    )


def _start(rules: RulesAt, typed: Mapping[str, Any], months: int) -> Result:
    asked = {"sex": typed["sex"], "birth_month": typed["birth_month"]}
    return calculate(PENSION_GAP, rules, {**asked, "contribution_months": months})


def _not_had_yet(rules: RulesAt, missing: Quantity) -> tuple[str, ...]:
    lump = cited(rules.provision(_LUMP_SUM).citations, rules.law.documents)
    sentences: tuple[str, ...] = (f"Khoản tiền một lần lúc này ({lump})",)
    if missing:
        where = place(rules, "pension-min-years")
        sentences += (f"Lương hưu: còn phải đóng tiếp cho đủ năm ({where})",)
    return sentences


def _sentence(rules: RulesAt, parameter: str) -> str:
    return f"{rules.law.parameter(parameter).ten} ({place(rules, parameter)})"


def _titled(rules: RulesAt, provision: str) -> str:
    found = rules.provision(provision)
    return f"{found.ten} ({cited(found.citations, rules.law.documents)})"


_OUTPUTS = (
    Output("can_withdraw", "duoc_nhan", "Rút: được nhận một lần"),
    Output("withdraw_amount_vnd", "tien_duoc_nhan", "Rút: số tiền một lần được nhận"),
    Output("state_support_deducted_vnd", "ho_tro_bi_tru", "Rút: phần Nhà nước hỗ trợ bị trừ"),
    Output("months_given_up", "so_thang_mat", "Rút: số tháng đóng không còn được tính"),
    Output("keep_missing_months", "giu_so_thang_con_thieu", "Giữ: số tháng còn phải đóng"),
    Output("keep_percent", "giu_ty_le", "Giữ: tỷ lệ lương hưu khi đóng đủ"),
    Output("keep_pension_vnd", "giu_luong_huu", "Giữ: lương hưu mỗi tháng khi đóng đủ"),
    Output(
        "keep_pension_start_month",
        "giu_thang_dau_luong_huu",
        "Giữ: tháng đầu hưởng lương hưu, nếu đóng đều từ nay",
    ),
    Output(
        "pension_months_to_equal",
        "so_thang_bang_tien_rut",
        "Bao nhiêu tháng lương hưu thì bằng tiền một lần",
    ),
    Output("keep_health_card", "giu_the_bhyt", "Giữ: có thẻ BHYT khi hưởng lương hưu"),
    Output("keep_health_coverage", "giu_muc_bhyt", "Giữ: mức quỹ BHYT trả khi khám đúng quy định"),
    Output("keep_funeral_vnd", "giu_mai_tang", "Giữ: trợ cấp mai táng nếu chết lúc này"),
    Output("keep_death_lump_sum_vnd", "giu_tuat", "Giữ: tuất một lần nếu chết lúc này"),
    Output("withdraw_gives_up", "rut_thi_thoi", "Rút thì không còn"),
    Output("keep_gives_up", "giu_thi_chua_co", "Giữ thì lúc này chưa có"),
    REASON,
)
_SKIPPED = ("scheme", "average_income_vnd")

WITHDRAW_OR_KEEP = REGISTRY.add(
    Calculator(
        name="withdraw-or-keep",
        title="Nhận một lần bây giờ hay giữ thời gian đóng",
        summary="Hai bên có gì và không còn gì, không nói bên nào hơn.",
        inputs=(
            SEX,
            BIRTH_MONTH,
            replace(AVERAGE_INCOME, required=True),
            *(
                replace(item, required=item.key == "case")
                for item in INPUTS
                if item.key not in _SKIPPED
            ),
        ),
        outputs=_OUTPUTS,
        parameters=tuple(
            dict.fromkeys(
                (
                    *WITHDRAWAL.parameters,
                    *PENSION_GAP.parameters,
                    *PENSION_PARAMETERS,
                    *SURVIVORS.parameters,
                    "withdrawal-consequence",
                    "pensioner-health-insurance",
                    "pensioner-health-insurance-coverage",
                )
            )
        ),
        provisions=(
            "bhxh-mot-lan-dieu-kien",
            "chon-luong-huu-hoac-mot-lan",
            _LUMP_SUM,
            *_ENDS_WITH_YEARS,
        ),
        # Compared under the law of 2024, in force since 01/07/2025.
        versions=(Version(date(2025, 7, 1), _compute),),
        example={
            "gioi": "nu",
            "thang_sinh": "05/1980",
            "truong_hop": "dinh_cu_nuoc_ngoai",
            "binh_quan_thu_nhap": "2.500.000",
            "so_thang_tu_2014": "66",
            "tien_nha_nuoc_ho_tro": "2.178.000",
        },
    )
)

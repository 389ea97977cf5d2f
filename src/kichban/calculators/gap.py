"""How far a person is from a pension at retirement age, and the lawful ways to close the gap.

Parameters: those of `standing`, `missing-time-max-months`,
`missing-time-target-years`, `missing-time-earliest-payment`, `monthly-allowance-min-months`,
`social-pension-age`, `withdrawal-cases-voluntary`. Months in and out; no way is preferred.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import REASON, place, present
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.durations import add_months, months_from, rule_in_force
from kichban.calculators.person import BIRTH_MONTH, CONTRIBUTION_MONTHS, SEX
from kichban.calculators.retirement_age import age_outputs, start_after
from kichban.calculators.standing import STANDING_PARAMETERS, Gap, gap_at_age
from kichban.law import RulesAt
from kichban.quantities import LegalDate, Quantity, Unit, derive, derive_date

__all__ = ["GAP_PARAMETERS", "PENSION_GAP"]

GAP_PARAMETERS: tuple[str, ...] = (
    *STANDING_PARAMETERS,
    "missing-time-max-months",
    "missing-time-target-years",
    "missing-time-earliest-payment",
    "monthly-allowance-min-months",
    "social-pension-age",
    "withdrawal-cases-voluntary",
)
"""Ids of every parameter that this module may read."""

_RETIRED = "retirement-age-and-under-15-years"


def _compute(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    gap = gap_at_age(
        rules,
        sex=typed["sex"],
        birth_month=typed["birth_month"],
        months=typed["contribution_months"],
        pays_on=typed["keeps_paying"],
    )
    return {
        **age_outputs(gap.reached.age),
        "reached_month": gap.reached.month,
        "payable_months": gap.payable,
        "months_at_age": gap.paid_at_age,
        "missing_months": gap.missing,
        **(_ways(rules, typed, gap) if gap.missing else _enough(rules, gap)),
    }


def _enough(rules: RulesAt, gap: Gap) -> dict[str, Value]:
    ways = dict.fromkeys(
        (
            "can_keep_paying",
            "can_pay_missing_time",
            "can_take_monthly_allowance",
            "can_withdraw",
            "can_reserve",
        ),
        False,
    )
    if gap.past:
        where = place(rules, "pension-min-years")
        reason = f"Đã đủ tuổi và đủ năm đóng: nộp hồ sơ hưởng lương hưu ({where})."
        return {**ways, REASON.key: reason}
    start = start_after(rules, gap.reached.month, "tháng liền sau tháng đủ tuổi và đủ năm đóng")
    return {**ways, "pension_start_month": start}


def _ways(rules: RulesAt, typed: Mapping[str, Any], gap: Gap) -> dict[str, Value]:
    missing = int(gap.missing.value)
    base = max(gap.reached.month.value, gap.last_paid)
    full = derive_date(
        add_months(base, missing),
        "tháng đóng đủ năm nếu cứ đóng từng tháng",
        "tháng đóng cuối, không sớm hơn tháng đủ tuổi, + số tháng còn thiếu",
        gap.reached.month,
        gap.missing,
    )
    most = rules.quantity("missing-time-max-months")
    target = rules.quantity("missing-time-target-years").in_months()
    lump = derive(
        max(target.value - gap.paid_at_age.value, Decimal(0)),
        Unit.MONTHS,
        "số tháng cần đóng một lần",
        "số năm cần đạt × 12 − số tháng đóng khi đủ tuổi",
        target,
        gap.paid_at_age,
    )
    allowed = 0 < lump.value <= most.value
    before_lump = derive(
        max(lump.value - most.value, Decimal(0)),
        Unit.MONTHS,
        "số tháng phải đóng trước khi được đóng một lần",
        "số tháng cần đóng một lần − số tháng thiếu tối đa, không dưới 0",
        lump,
        most,
    )
    least = rules.quantity("monthly-allowance-min-months")
    wait = _wait(rules, typed["birth_month"], gap)
    return present(
        can_keep_paying=True,
        pension_start_month=start_after(rules, full, "tháng liền sau tháng đóng đủ năm"),
        can_pay_missing_time=allowed,
        lump_months=lump,
        months_before_lump=before_lump,
        missing_time_from_month=_earliest(rules, gap) if allowed else None,
        pension_start_if_missing_time=_start_if_paid(rules, gap) if allowed else None,
        can_take_monthly_allowance=gap.paid_at_age.value >= least.value and bool(wait),
        months_until_social_pension_age=wait,
        can_withdraw=_RETIRED in rules.items("withdrawal-cases-voluntary")
        and bool(gap.paid_at_age),
        can_reserve=bool(gap.paid_at_age),
    )


def _wait(rules: RulesAt, birth_month: date, gap: Gap) -> Quantity:
    """Months from reaching the age, or from now when it is past, to the social pension."""
    age = rules.quantity("social-pension-age")
    then = add_months(birth_month, int(age.in_months().value))
    from_month = max(gap.reached.month.value, rules.day.replace(day=1))
    return derive(
        Decimal(max(months_from(from_month, then), 0)),
        Unit.MONTHS,
        "số tháng chờ đến tuổi trợ cấp hưu trí xã hội",
        "từ tháng đủ tuổi nghỉ hưu (hoặc tháng này, nếu đã quá tuổi) đến tháng đủ tuổi trợ cấp "
        "hưu trí xã hội",
        gap.reached.month,
        age,
    )


def _earliest(rules: RulesAt, gap: Gap) -> LegalDate:
    """The first month in which the missing time may be paid in one go."""
    rule = rule_in_force(rules, "missing-time-earliest-payment")
    this_month = rules.day.replace(day=1)
    month = max(add_months(gap.reached.month.value, -1), this_month)
    words = rules.rule("missing-time-earliest-payment")
    return derive_date(
        month,
        "tháng sớm nhất được đóng một lần",
        f"{words}, không trước tháng này",
        gap.reached.month,
        rule,
    )


def _start_if_paid(rules: RulesAt, gap: Gap) -> LegalDate:
    month = derive_date(
        max(gap.reached.month.value, rules.day.replace(day=1)),
        "tháng đóng đủ phần thiếu",
        "đóng một lần ngay khi đủ tuổi, hoặc ngay tháng này nếu đã quá tuổi",
        gap.reached.month,
    )
    return start_after(rules, month, "tháng liền sau tháng đóng đủ phần thiếu")


PENSION_GAP = REGISTRY.add(
    Calculator(
        name="pension-gap",
        title="Còn thiếu bao nhiêu tháng để có lương hưu",
        summary="Khi đủ tuổi còn thiếu mấy tháng đóng, và những đường luật cho đi.",
        inputs=(
            SEX,
            BIRTH_MONTH,
            CONTRIBUTION_MONTHS,
            Input(
                "keeps_paying",
                "dong_tiep",
                "đóng đều từ tháng này đến khi đủ tuổi: có hoặc không",
                "flag",
                default=True,
            ),
        ),
        outputs=(
            Output("age_years", "tuoi", "Tuổi nghỉ hưu, số năm"),
            Output("age_months", "tuoi_thang_le", "Tuổi nghỉ hưu, số tháng lẻ"),
            Output("reached_month", "thang_du_tuoi", "Tháng đủ tuổi nghỉ hưu"),
            Output("payable_months", "so_thang_con_dong_duoc", "Số tháng còn đóng đến khi đủ tuổi"),
            Output("months_at_age", "so_thang_khi_du_tuoi", "Số tháng đóng khi đủ tuổi"),
            Output("missing_months", "so_thang_thieu", "Số tháng còn thiếu khi đủ tuổi"),
            Output("pension_start_month", "thang_dau_luong_huu", "Tháng đầu hưởng lương hưu"),
            Output("can_keep_paying", "dong_tiep_tung_thang", "Được đóng tiếp cho đủ năm"),
            Output("can_pay_missing_time", "dong_mot_lan", "Được đóng một lần phần còn thiếu"),
            Output("lump_months", "so_thang_dong_mot_lan", "Số tháng cần đóng một lần"),
            Output(
                "months_before_lump",
                "so_thang_phai_dong_truoc",
                "Số tháng phải đóng thêm trước khi được đóng một lần",
            ),
            Output(
                "missing_time_from_month",
                "thang_som_nhat_dong_mot_lan",
                "Tháng sớm nhất được đóng một lần",
            ),
            Output(
                "pension_start_if_missing_time",
                "thang_dau_luong_huu_neu_dong_mot_lan",
                "Tháng đầu hưởng lương hưu nếu đóng một lần",
            ),
            Output(
                "can_take_monthly_allowance", "tro_cap_hang_thang", "Được chọn trợ cấp hằng tháng"
            ),
            Output(
                "months_until_social_pension_age",
                "so_thang_cho",
                "Số tháng chờ đến tuổi trợ cấp hưu trí xã hội",
            ),
            Output("can_withdraw", "nhan_mot_lan", "Được nhận một lần nếu không đóng tiếp"),
            Output("can_reserve", "bao_luu", "Được giữ nguyên thời gian đã đóng"),
            REASON,
        ),
        parameters=GAP_PARAMETERS,
        provisions=(
            "chua-du-nam-dong-cac-lua-chon",
            "dong-cho-thoi-gian-thieu",
            "bao-luu-thoi-gian-dong",
            "tro-cap-hang-thang-dieu-23",
            "bhxh-mot-lan-dieu-kien",
        ),
        # The ways of the law of 2024; those of the law of 2014 are not all in the data.
        versions=(Version(date(2025, 7, 1), _compute),),
        example={"gioi": "nu", "thang_sinh": "05/1974", "so_thang_dong": "36"},
    )
)

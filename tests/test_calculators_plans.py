"""The gap to a pension, comparisons of two choices, the general rise of pensions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kichban.calculators import REGISTRY, Result, calculate
from kichban.errors import BadInput, NotInForce
from kichban.law import Law, LawFolder
from kichban.quantities import LegalDate, Quantity

LAW = Law([LawFolder(Path(__file__).resolve().parent.parent / "law", "law")])
few = settings(max_examples=60, deadline=None)
sexes = st.sampled_from(("female", "male"))
WAYS = (
    "can_keep_paying", "can_pay_missing_time", "can_take_monthly_allowance", "can_withdraw",
    "can_reserve",
)  # fmt: skip


def ask(topic: str, day: str = "2026-11-21", **inputs: Any) -> Result:
    return calculate(REGISTRY.get(topic), LAW.at(date.fromisoformat(day)), inputs)


def figure(result: Result, key: str) -> Quantity:
    found = result[key]
    assert isinstance(found, Quantity)
    return found


def value(result: Result, key: str) -> Decimal:
    return figure(result, key).value


def day_of(result: Result, key: str) -> date:
    found = result[key]
    assert isinstance(found, LegalDate)
    return found.value


def month(result: Result, key: str) -> str:
    return f"{day_of(result, key):%Y-%m}"


def sentences(result: Result, key: str) -> tuple[str, ...]:
    found = result[key]
    assert isinstance(found, tuple)
    return tuple(str(item) for item in found)


def gap(birth: str, paid: int, sex: str = "female", **inputs: Any) -> Result:
    return ask("pension-gap", sex=sex, birth_month=birth, contribution_months=paid, **inputs)


def ways(result: Result) -> set[str]:
    return {key for key in WAYS if result[key] is True}


def test_every_month_from_now_through_the_month_of_the_age_can_still_be_paid():
    result = gap("1974-05", 36)  # 59 years 4 months in September 2033
    assert month(result, "reached_month") == "2033-09"
    assert value(result, "payable_months") == 83
    assert value(result, "months_at_age") == 119
    assert value(result, "missing_months") == 61


def test_one_month_too_many_missing_closes_the_single_payment_and_says_how_many_to_pay_first():
    result = gap("1974-05", 36)
    assert ways(result) == {*WAYS} - {"can_pay_missing_time"}
    assert value(result, "months_before_lump") == 1
    enough = gap("1974-05", 37)
    assert ways(enough) == {*WAYS}
    assert month(enough, "missing_time_from_month") == "2033-08"
    assert month(enough, "pension_start_if_missing_time") == "2033-10"
    assert month(enough, "pension_start_month") == "2038-10"


def test_enough_months_at_the_age_need_no_way_and_start_the_month_after():
    result = gap("1980-05", 60)
    assert value(result, "missing_months") == 0
    assert ways(result) == set()
    assert month(result, "pension_start_month") == "2040-06"


def test_past_the_age_the_single_payment_and_the_wait_count_from_this_month():
    result = gap("1960-05", 130, sex="male")
    assert value(result, "payable_months") == 0
    assert value(result, "missing_months") == 50
    assert month(result, "missing_time_from_month") == "2026-11"
    assert month(result, "pension_start_if_missing_time") == "2026-12"
    assert month(result, "pension_start_month") == "2031-01"
    assert value(result, "months_until_social_pension_age") == 102


def test_past_the_age_with_enough_months_the_reader_is_sent_to_claim():
    result = gap("1960-05", 180, sex="male")
    assert "nộp hồ sơ" in str(result["reason"])
    assert "pension_start_month" not in result.outputs


def test_under_a_year_paid_there_is_no_monthly_allowance():
    stopped = gap("1974-05", 11, keeps_paying=False)
    assert value(stopped, "payable_months") == 0
    assert stopped["can_take_monthly_allowance"] is False
    assert stopped["can_withdraw"] is True
    nothing = gap("1974-05", 0, keeps_paying=False)
    assert ways(nothing) == {"can_keep_paying"}


@few
@given(
    paid=st.integers(0, 400), year=st.integers(1962, 1990), sex=st.sampled_from(("female", "male"))
)
def test_paying_on_never_leaves_more_missing_than_stopping(paid, year, sex):
    on = gap(f"{year}-01", paid, sex)
    off = gap(f"{year}-01", paid, sex, keeps_paying=False)
    assert value(on, "missing_months") <= value(off, "missing_months")
    assert value(on, "months_at_age") - value(on, "payable_months") == paid
    assert value(off, "missing_months") == max(180 - paid, 0)


def test_nobody_has_paid_longer_than_they_have_lived():
    with pytest.raises(BadInput, match="từ đủ 15 tuổi"):
        gap("2010-01", 300)


# Comparisons


KEEP: dict[str, Any] = {
    "sex": "female",
    "birth_month": "1980-05",
    "months_from_2014": 66,
    "average_income_vnd": 2_500_000,
    "state_support_vnd": 2_178_000,
}


def test_withdrawing_and_keeping_are_both_told_with_figures_and_what_each_gives_up():
    result = ask("withdraw-or-keep", case="settle-abroad", **KEEP)
    assert value(result, "withdraw_amount_vnd") == Decimal("5.5") * 2 * 2_500_000 - 2_178_000
    assert value(result, "months_given_up") == 66
    assert value(result, "keep_missing_months") == 114
    assert value(result, "keep_pension_vnd") == 1_125_000
    assert value(result, "pension_months_to_equal") == 23
    assert value(result, "keep_funeral_vnd") == 25_300_000
    assert value(result, "keep_death_lump_sum_vnd") == 27_500_000
    assert month(result, "keep_pension_start_month") == "2040-06"
    taken, kept = sentences(result, "withdraw_gives_up"), sentences(result, "keep_gives_up")
    assert len(taken) >= 5
    assert len(kept) == 2
    for sentence in (*taken, *kept):
        assert "Luật 41/2024/QH15" in sentence


def test_who_may_not_withdraw_is_told_so_and_still_sees_what_keeping_gives():
    result = ask(
        "withdraw-or-keep",
        case="paid-before-2025-07-01-and-12-months-stopped-and-under-20-years",
        first_contribution_month="2025-08",
        **KEEP,
    )
    assert result["can_withdraw"] is False
    assert value(result, "withdraw_amount_vnd") == 0
    assert "pension_months_to_equal" not in result.outputs
    assert value(result, "keep_pension_vnd") == 1_125_000
    assert "01/07/2025" in str(result["reason"])


def test_the_lowest_level_is_compared_with_another_at_equal_support():
    result = ask("level-compare", sex="female", other_income_vnd=2_000_000, groups=["near_poor"])
    assert value(result, "first_payer_monthly_vnd") == 198_000
    assert value(result, "second_payer_monthly_vnd") == 308_000
    assert result["first_support_monthly_vnd"] == result["second_support_monthly_vnd"]
    assert value(result, "payer_difference_vnd") == 110_000
    assert value(result, "pension_difference_vnd") == 225_000


def test_a_level_outside_the_range_is_named_and_not_compared():
    result = ask("level-compare", sex="female", other_income_vnd=60_000_000)
    assert result["second_valid"] is False
    assert "payer_difference_vnd" not in result.outputs
    assert "Mức thứ hai" in str(result["reason"])


def test_next_year_is_compared_with_this_across_a_new_poverty_line():
    result = ask("year-compare", groups=["near_poor"])
    assert value(result, "first_floor_vnd") == 1_500_000
    assert value(result, "second_floor_vnd") == 2_200_000
    assert value(result, "payer_difference_vnd") == Decimal("92400")
    assert any("chuẩn hộ nghèo" in line for line in sentences(result, "changed"))
    same = ask("year-compare", groups=["near_poor"], other_day="2026-12-31")
    assert value(same, "payer_difference_vnd") == 0
    assert same["changed"] == ()


def test_an_income_below_the_new_floor_is_told_for_the_day_it_fails():
    result = ask("year-compare", income_vnd=1_500_000)
    assert result["first_valid"] is True
    assert result["second_valid"] is False
    assert "Ngày 01/01/2027" in str(result["reason"])


def test_two_days_are_compared_in_order_only():
    with pytest.raises(BadInput, match="không sau"):
        ask("year-compare", other_day="2026-11-21")


# The general rise


def test_the_rise_is_for_people_who_received_a_pension_before_it():
    old = ask("pension-adjustment", monthly_pension_vnd=2_000_000, pension_start_month="2026-06")
    assert value(old, "monthly_pension_vnd") == 2_160_000
    assert value(old, "increase_vnd") == 160_000
    new = ask("pension-adjustment", monthly_pension_vnd=2_000_000, pension_start_month="2026-07")
    assert new["eligible"] is False
    assert value(new, "increase_vnd") == 0
    assert "01/07/2026" in str(new["reason"])


def test_before_the_first_rise_in_the_data_nothing_is_said():
    with pytest.raises(NotInForce, match="01/07/2026"):
        ask("pension-adjustment", "2026-06-30", monthly_pension_vnd=2_000_000)

"""Maternity, social pension, health insurance, unemployment, business owners, accidents, days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kichban.calculators import REGISTRY, Result, calculate
from kichban.errors import BadInput, NotInForce, OutOfRange
from kichban.law import Law, LawFolder

LAW = Law([LawFolder(Path(__file__).resolve().parent.parent / "law", "law")])


def ask(topic: str, day: str = "2026-11-21", **inputs: Any) -> Result:
    return calculate(REGISTRY.get(topic), LAW.at(date.fromisoformat(day)), inputs)


def value(result: Result, key: str) -> Decimal:
    return result[key].value


@pytest.mark.parametrize(
    ("inputs", "paid"),
    [
        ({"mother_months_in_12_before_birth": 6}, True),
        ({"mother_months_in_12_before_birth": 5}, False),
        ({"father_months_in_12_before_birth": 12}, True),
        ({"mother_months_in_12_before_birth": 8, "father_months_in_12_before_birth": 8}, True),
        ({"mother_months_in_12_before_birth": 8, "mother_compulsory_eligible": True}, False),
        ({"father_months_in_12_before_birth": 8, "mother_compulsory_eligible": True}, True),
        ({"mother_months_in_12_before_birth": 8, "father_compulsory_eligible": True}, True),
        ({}, False),
    ],
)
def test_one_parent_is_paid_when_one_has_the_months_and_no_compulsory_right(inputs, paid):
    result = ask("maternity", children=3, **inputs)
    assert result["eligible"] is paid
    assert value(result, "payments") == paid
    assert value(result, "amount_vnd") == 6_000_000 * paid
    assert ("reason" in result.outputs) is not paid


def test_before_july_2025_voluntary_insurance_paid_nothing_for_a_birth():
    result = ask("maternity", "2025-06-30", children=1, mother_months_in_12_before_birth=12)
    assert result["eligible"] is False
    assert value(result, "amount_vnd") == 0
    assert "58/2014/QH13" in str(result["reason"])


def test_no_child_no_allowance():
    assert ask("maternity", children=0, so_thang_me=12)["eligible"] is False


def test_thirteen_months_in_twelve_are_refused():
    with pytest.raises(OutOfRange) as caught:
        ask("maternity", children=1, mother_months_in_12_before_birth=13)
    assert "12" in caught.value.hint


@pytest.mark.parametrize(
    ("age", "groups", "pension", "paid"),
    [
        (75, [], 0, True),
        (74, [], 0, False),
        (70, ["poor"], 0, True),
        (69, ["poor"], 0, False),
        (80, ["near_poor"], 0, True),
        (72, ["ethnic_minority"], 0, False),
        (76, [], 539_999, True),
        (76, [], 540_000, False),
    ],
)
def test_the_social_pension_depends_on_age_household_and_other_pensions(age, groups, pension, paid):
    result = ask("social-pension", age_years=age, groups=groups, other_pension_vnd=pension)
    assert result["eligible"] is paid
    assert value(result, "monthly_amount_vnd") == 540_000 * paid


def test_a_given_amount_of_social_pension_replaces_the_one_of_the_law():
    result = ask("social-pension", age_years=80, social_pension_vnd=650_000, luong_huu_khac=600_000)
    assert value(result, "monthly_amount_vnd") == 650_000


def test_the_funeral_support_of_the_social_pension_is_shown_only_on_request():
    calculator = REGISTRY.get("social-pension")
    inputs = {"tuoi": "80"}
    assert "funeral_support_vnd" not in ask("social-pension", age_years=80).outputs
    asked = calculate(calculator, LAW.at(date(2026, 11, 21), unverified=True), inputs)
    assert value(asked, "funeral_support_vnd") == 10_800_000
    assert not asked["funeral_support_vnd"].certain


def test_the_social_pension_did_not_exist_before_july_2025():
    result = ask("social-pension", "2025-06-30", age_years=90)
    assert result["eligible"] is False
    assert "80 tuổi" in str(result["reason"])


def test_from_the_fifth_member_on_all_pay_the_same():
    result = ask("health-insurance", members=7, months=3)
    members = [figure.value for figure in result["per_member_vnd"]]
    assert members[4] == members[5] == members[6]
    assert members == sorted(members, reverse=True)
    assert sum(members) == value(result, "total_vnd")


def test_household_insurance_follows_the_base_salary_of_the_day_or_the_one_given():
    assert (
        value(ask("health-insurance", "2026-06-30", members=1, months=12), "total_vnd") == 1263600
    )
    given_salary = ask("health-insurance", members=1, months=12, base_salary_vnd=2_340_000)
    assert value(given_salary, "total_vnd") == 1263600
    assert value(ask("health-insurance", "2025-06-30", members=1, months=1), "total_vnd") == 105300


@pytest.mark.parametrize(("members", "months"), [(0, 12), (1, 0), (1000, 12)])
def test_a_household_of_nobody_or_of_a_thousand_is_refused(members, months):
    with pytest.raises((BadInput, OutOfRange)):
        ask("health-insurance", members=members, months=months)


@pytest.mark.parametrize(
    ("paid", "months"),
    [
        (11, 0),
        (12, 3),
        (36, 3),
        (47, 3),
        (48, 4),
        (59, 4),
        (60, 5),
        (143, 11),
        (144, 12),
        (400, 12),
    ],
)
@pytest.mark.parametrize("day", ["2025-03-01", "2026-08-01"])
def test_months_of_unemployment_benefit_grow_with_each_full_step_up_to_the_most(day, paid, months):
    result = ask(
        "unemployment", day, contribution_months=paid, average_wage_vnd=10_000_000, region="I"
    )
    assert value(result, "benefit_months") == months
    assert result["eligible"] is (months > 0)
    assert value(result, "total_vnd") == 6_000_000 * months


def test_the_cap_of_the_benefit_follows_the_region_or_the_wage_given():
    common = {"contribution_months": 12, "average_wage_vnd": 100_000_000}
    assert value(ask("unemployment", region="III", **common), "monthly_vnd") == 5 * 4_140_000
    given_wage = ask("unemployment", region="III", minimum_wage_vnd=4_000_000, **common)
    assert value(given_wage, "monthly_vnd") == value(given_wage, "cap_vnd") == 20_000_000


def test_before_2026_state_wages_are_capped_by_the_base_salary():
    common = {"contribution_months": 12, "average_wage_vnd": 100_000_000, "region": "I"}
    assert (
        value(ask("unemployment", "2025-12-31", state_wage=True, **common), "cap_vnd") == 11_700_000
    )
    assert value(ask("unemployment", "2025-12-31", **common), "cap_vnd") == 24_800_000
    assert (
        value(ask("unemployment", "2026-01-01", state_wage=True, **common), "cap_vnd") == 26_550_000
    )


def test_where_the_minimum_wage_is_unknown_the_months_are_still_counted():
    result = ask(
        "unemployment", "2020-01-01", contribution_months=40, average_wage_vnd=1, region="I"
    )
    assert value(result, "benefit_months") == 3
    assert "monthly_vnd" not in result.outputs
    assert result["reason"]


def test_the_days_of_unemployment_benefit_are_counted():
    common = {"contribution_months": 12, "average_wage_vnd": 1, "region": "I"}
    result = ask("unemployment", ended_on="30/11/2026", filed_on="01/12/2026", **common)
    assert value(result, "apply_by") == date(2027, 2, 28)
    assert value(result, "paid_from") == date(2026, 12, 16)


def test_training_support_is_per_course_when_short_and_per_month_when_long():
    def fee(months: int) -> Decimal:
        found = ask("unemployment-training", contribution_months=9, course_months=months)
        return value(found, "max_fee_vnd")

    assert [fee(n) for n in (1, 3, 4, 6, 12)] == [
        4_500_000,
        4_500_000,
        6_000_000,
        9_000_000,
        9_000_000,
    ]
    refused = ask("unemployment-training", contribution_months=8, course_months=3)
    assert refused["eligible"] is False


def test_owners_pay_between_one_and_twenty_times_the_reference_level():
    result = ask("household-business-owner", reference_level_vnd=2_000_000)
    assert value(result, "min_monthly_vnd") == 500_000
    assert value(result, "max_monthly_vnd") == 10_000_000
    with pytest.raises(NotInForce):
        ask("household-business-owner", "2025-06-30")


def test_late_payment_before_july_2025_has_a_multiple_but_no_amount():
    result = ask("late-payment", "2025-06-30", overdue_amount_vnd=1_000_000, overdue_days=30)
    assert value(result, "interest_multiple") == 2
    assert "surcharge_vnd" not in result.outputs


def test_accident_insurance_takes_the_wage_of_region_iv_of_the_day():
    assert value(ask("accident-insurance", "2025-08-01"), "amount_12_months_vnd") == 414_000
    assert value(ask("accident-insurance"), "amount_6_months_vnd") == 222_000


@pytest.mark.parametrize(
    ("drawing", "paid"),
    [
        ("pension", True),
        ("monthly-allowance", True),
        ("social-pension", True),
        ("unemployment-benefit", True),
        ("nothing", False),
    ],
)
def test_the_health_card_is_paid_while_a_benefit_is_drawn(drawing, paid):
    result = ask("health-card", drawing=drawing)
    assert result["card_paid"] is paid
    assert ("coverage_rate" in result.outputs) is (drawing == "pension")
    assert result["reason"]


@pytest.mark.parametrize(
    ("inputs", "may"),
    [
        ({"age_years": 15}, True),
        ({"age_years": 14}, False),
        ({"age_years": 99}, True),
        ({"age_years": 40, "compulsory": True}, False),
        ({"age_years": 70, "drawing_benefit": True}, False),
    ],
)
def test_who_may_join_and_why_not(inputs, may):
    result = ask("joining", **inputs)
    assert result["may_join"] is may
    assert result["reason"]


@pytest.mark.parametrize(
    ("method", "last_day"),
    [
        ("hang_thang", date(2026, 2, 28)),
        ("3_thang", date(2026, 4, 30)),
        ("6_thang", date(2026, 5, 31)),
        ("12_thang", date(2026, 8, 31)),
    ],
)
def test_a_period_must_be_paid_by_the_end_of_its_month(method, last_day):
    result = ask("payment-deadline", phuong_thuc=method, thang_bat_dau="02/2026")
    assert value(result, "pay_by") == last_day


def test_paying_in_one_go_is_due_at_registration():
    result = ask("payment-deadline", method="missing-time")
    assert "pay_by" not in result.outputs
    assert "ngay khi đăng ký" in str(result["reason"])


def test_claims_have_a_last_day_where_the_law_sets_one():
    birth = ask("claim-deadlines", benefit="maternity", event_on="15/10/2026")
    assert value(birth, "claim_by") == date(2026, 12, 14)
    pension = ask("claim-deadlines", benefit="pension", event_on="15/10/2026")
    assert "claim_by" not in pension.outputs
    assert value(pension, "processing_days") == 20


@pytest.mark.parametrize(
    ("topic", "inputs"),
    [
        ("payment-deadline", {"thang_bat_dau": "12/9999"}),
        ("claim-deadlines", {"che_do": "thai_san", "ngay_xay_ra": "31/12/9999"}),
        ("contribution", {"thu_nhap_chon": "3.000.000", "thang_bat_dau": "12/9999"}),
    ],
)
def test_a_day_in_no_living_persons_time_is_refused(topic, inputs):
    with pytest.raises(OutOfRange) as caught:
        ask(topic, **inputs)
    assert "xem lại năm" in caught.value.hint


@settings(max_examples=40, deadline=None)
@given(
    paid=st.integers(min_value=0, max_value=400),
    more=st.integers(min_value=0, max_value=100),
    wage=st.integers(min_value=1, max_value=60_000_000),
    raise_=st.integers(min_value=0, max_value=10_000_000),
)
def test_more_months_or_a_higher_wage_never_give_less_benefit(paid, more, wage, raise_):
    def benefit(months: int, average: int) -> Decimal:
        found = ask(
            "unemployment", contribution_months=months, average_wage_vnd=average, region="II"
        )
        assert value(found, "monthly_vnd") <= value(found, "cap_vnd")
        return value(found, "total_vnd")

    assert benefit(paid, wage) <= benefit(paid + more, wage + raise_)


@settings(max_examples=20, deadline=None)
@given(
    amount=st.integers(min_value=0, max_value=10**10),
    first=st.integers(min_value=0, max_value=500),
    second=st.integers(min_value=0, max_value=500),
)
def test_splitting_the_days_of_late_payment_changes_nothing(amount, first, second):
    def surcharge(days: int) -> Decimal:
        return value(
            ask("late-payment", overdue_amount_vnd=amount, overdue_days=days), "surcharge_vnd"
        )

    assert surcharge(first) + surcharge(second) == surcharge(first + second)

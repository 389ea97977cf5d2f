"""Paying years ahead, paying missing time, getting money back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kichban.calculators import REGISTRY, Result, calculate
from kichban.errors import BadInput, OutOfRange
from kichban.law import Law, LawFolder

LAW = Law([LawFolder(Path(__file__).resolve().parent.parent / "law", "law")])
RATE = Decimal("0.0031")


def ask(topic: str, day: str = "2026-08-01", **inputs: Any) -> Result:
    return calculate(REGISTRY.get(topic), LAW.at(date.fromisoformat(day)), inputs)


def value(result: Result, key: str) -> Decimal:
    return result[key].value


def refund(day: str = "2026-08-01", **inputs: Any) -> Result:
    common = {"income_vnd": 2_000_000, "method": "every-12-months", "remaining_months": 5}
    return ask("refund", day, **{**common, "reason": "death", **inputs})


def test_the_first_month_of_an_advance_payment_is_not_discounted():
    result = ask("advance-payment", income_vnd=1_500_000, years=2, monthly_rate=RATE)
    with localcontext() as context:
        context.prec = 50
        expected = sum(330_000 / (1 + RATE) ** i for i in range(24))
        assert abs(value(result, "gross_total_vnd") - expected) < Decimal("1e-20")


def test_without_a_rate_the_published_one_of_the_year_is_used_and_its_source_is_shown():
    result = ask("advance-payment", income_vnd=1_500_000, years=2)
    bases = {b.parameter: b for b in result["gross_total_vnd"].bases()}
    assert bases["fund-investment-rate-monthly"].verification == "nhieu_nguon"
    assert result["gross_total_vnd"].expires_on == date(2027, 1, 1)


@pytest.mark.parametrize("day", ["2025-08-01", "2027-02-01"])
def test_where_no_rate_is_known_only_the_plain_sum_is_given(day):
    result = ask("advance-payment", day, income_vnd=3_000_000, years=2)
    assert value(result, "plain_total_vnd") == 15_840_000
    assert "gross_total_vnd" not in result.outputs
    assert "Lãi suất" in str(result["reason"])


@pytest.mark.parametrize("years", [0, 1, 6])
def test_other_numbers_of_years_are_not_allowed_and_cost_nothing(years):
    result = ask("advance-payment", income_vnd=1_500_000, years=years, monthly_rate=RATE)
    assert result["allowed"] is False
    assert {value(result, k) for k in ("plain_total_vnd", "gross_total_vnd", "discount_vnd")} == {0}
    assert "từ 2 đến 5 năm" in str(result["reason"])


def test_before_july_2025_one_year_ahead_was_allowed_and_its_formula_is_not_known():
    result = ask("advance-payment", "2024-08-01", income_vnd=1_500_000, years=1, monthly_rate=RATE)
    assert result["allowed"] is True
    assert value(result, "plain_total_vnd") == 3_960_000
    assert "gross_total_vnd" not in result.outputs


def test_what_is_left_after_support_is_an_estimate_and_needs_the_way_of_counting():
    common = {"income_vnd": 1_500_000, "years": 5, "monthly_rate": RATE, "groups": "other"}
    silent = ask("advance-payment", **common)
    assert "payer_total_vnd" not in silent.outputs
    assert "cach_tru_ho_tro" in str(silent["reason"])
    plain = ask("advance-payment", support_treatment="undiscounted", **common)
    late = ask("advance-payment", support_treatment="discounted", **common)
    assert not plain["payer_total_vnd"].certain
    assert value(plain, "payer_total_vnd") < value(late, "payer_total_vnd")
    assert plain["gross_total_vnd"].certain


def test_support_of_an_advance_payment_stops_at_the_last_supported_month():
    result = ask(
        "advance-payment",
        income_vnd=1_500_000,
        years=5,
        monthly_rate=0,
        groups="other",
        support_treatment="discounted",
        previously_supported_months=100,
    )
    assert value(result, "payer_total_vnd") == 60 * 330_000 - 20 * 66_000


def test_an_income_that_may_not_be_chosen_may_not_be_paid_ahead_either():
    result = ask("advance-payment", income_vnd=1_000_000, years=2, monthly_rate=RATE)
    assert result["allowed"] is False
    assert "1.500.000" in str(result["reason"])


@pytest.mark.parametrize(
    ("day", "missing", "most", "target"),
    [("2026-08-01", 60, 60, 15), ("2025-06-30", 120, 120, 20), ("2026-08-01", 1, 60, 15)],
)
def test_missing_time_is_allowed_up_to_the_limit_of_the_day(day, missing, most, target):
    result = ask("missing-time", day, missing_months=missing)
    assert result["allowed"] is True
    assert (value(result, "max_missing_months"), value(result, "target_years")) == (most, target)


@pytest.mark.parametrize(
    "inputs",
    [
        {"missing_months": 61},
        {"missing_months": 0},
        {"missing_months": 12, "at_retirement_age": False},
        {"missing_months": 12, "income_vnd": 1},
    ],
)
def test_missing_time_not_allowed_costs_nothing_and_says_why(inputs):
    result = ask("missing-time", **{"income_vnd": 1_500_000, **inputs})
    assert result["allowed"] is False
    assert value(result, "gross_total_vnd") == 0
    assert result["reason"]
    assert value(result, "max_missing_months") == 60


def test_interest_on_missing_time_begins_with_the_first_month():
    result = ask("missing-time", income_vnd=1_500_000, missing_months=1, monthly_rate="1%")
    assert value(result, "gross_total_vnd") == 333_300
    assert value(result, "interest_vnd") == 3_300


def test_before_july_2025_missing_time_has_a_plain_sum_only():
    result = ask(
        "missing-time", "2025-01-01", income_vnd=1_500_000, missing_months=100, monthly_rate=RATE
    )
    assert value(result, "plain_total_vnd") == 33_000_000
    assert "gross_total_vnd" not in result.outputs


@pytest.mark.parametrize("method", ["every-3-months", "every-6-months", "every-12-months"])
def test_a_refund_is_the_persons_own_share_of_the_months_left(method):
    result = refund(method=method, remaining_months=2, groups="near_poor")
    assert value(result, "refund_vnd") == 2 * (440_000 - 132_000)


def test_a_refund_takes_the_support_of_the_day_the_period_was_paid():
    result = refund("2025-06-30", groups="near_poor")
    assert value(result, "refund_vnd") == 5 * (440_000 - 82_500)


def test_a_refund_of_years_ahead_subtracts_the_states_money():
    common = {"method": "advance-years", "years": 2, "monthly_rate": RATE, "remaining_months": 10}
    alone = refund(income_vnd=3_000_000, **common)
    helped = refund(income_vnd=3_000_000, groups="poor", **common)
    with localcontext() as context:
        context.prec = 50
        assert value(alone, "refund_vnd") - value(helped, "refund_vnd") == 1_650_000


@pytest.mark.parametrize(
    ("day", "inputs"),
    [
        ("2026-08-01", {"method": "monthly", "remaining_months": 0}),
        ("2026-08-01", {"remaining_months": 0}),
        ("2025-06-30", {"reason": "qualifies-and-claims-pension"}),
        ("2026-08-01", {"income_vnd": 1}),
    ],
)
def test_a_refund_that_is_not_due_is_zero_and_says_why(day, inputs):
    result = refund(day, **inputs)
    assert result["allowed"] is False
    assert value(result, "refund_vnd") == 0
    assert result["reason"]


def test_claiming_a_pension_is_a_reason_for_a_refund_since_july_2025():
    assert refund("2025-07-01", reason="qualifies-and-claims-pension")["allowed"] is True


@pytest.mark.parametrize(
    ("inputs", "error", "says"),
    [
        ({"remaining_months": 13}, OutOfRange, "12"),
        ({"years": 2}, BadInput, "nhieu_nam"),
        ({"method": "advance-years"}, BadInput, "so_nam"),
        ({"method": "advance-years", "years": 6}, OutOfRange, "5 năm"),
        ({"reason": "bored"}, BadInput, "nhan_mot_lan"),
    ],
)
def test_a_refund_of_contradictory_inputs_is_refused(inputs, error, says):
    with pytest.raises(error) as caught:
        refund(**inputs)
    assert says in caught.value.hint


@settings(max_examples=40, deadline=None)
@given(
    income=st.integers(min_value=1_500_000, max_value=50_600_000),
    years=st.integers(min_value=2, max_value=5),
    basis_points=st.integers(min_value=1, max_value=200),
)
def test_paying_ahead_costs_less_and_paying_late_more_than_the_plain_sum(
    income, years, basis_points
):
    rate = Decimal(basis_points) / 10_000
    ahead = ask("advance-payment", income_vnd=income, years=years, monthly_rate=rate)
    late = ask("missing-time", income_vnd=income, missing_months=years * 12, monthly_rate=rate)
    plain = value(ahead, "plain_total_vnd")
    assert value(ahead, "gross_total_vnd") < plain < value(late, "gross_total_vnd")
    with localcontext() as context:
        context.prec = 60
        assert value(ahead, "gross_total_vnd") + value(ahead, "discount_vnd") == plain
        assert value(late, "gross_total_vnd") - value(late, "interest_vnd") == plain


@settings(max_examples=30, deadline=None)
@given(
    income=st.integers(min_value=1_500_000, max_value=50_600_000),
    years=st.integers(min_value=2, max_value=5),
    months=st.integers(min_value=1, max_value=24),
)
def test_no_refund_exceeds_what_was_paid_and_more_months_left_give_no_less(income, years, months):
    def back(left: int) -> Decimal:
        result = refund(
            income_vnd=income,
            method="advance-years",
            years=years,
            monthly_rate=RATE,
            remaining_months=left,
            groups="other",
        )
        return value(result, "refund_vnd")

    paid = ask("advance-payment", income_vnd=income, years=years, monthly_rate=RATE)
    assert back(months) <= value(paid, "gross_total_vnd")
    assert months == 1 or back(months - 1) <= back(months)

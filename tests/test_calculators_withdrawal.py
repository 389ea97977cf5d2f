"""One-time withdrawal, what the state paid in, survivors' benefits, settling abroad."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kichban.calculators import REGISTRY, Result, calculate
from kichban.errors import BadInput, NotKnown, NotVerified
from kichban.law import Law, LawFolder
from kichban.quantities import LegalDate, Quantity

LAW = Law([LawFolder(Path(__file__).resolve().parent.parent / "law", "law")])
STOPPED = "paid-before-2025-07-01-and-12-months-stopped-and-under-20-years"
RETIRED = "retirement-age-and-under-15-years"
few = settings(max_examples=60, deadline=None)


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


def withdraw(day: str = "2026-11-21", **inputs: Any) -> Result:
    return ask("withdrawal", day, **inputs)


def period(start: str, end: str, *groups: str) -> dict[str, Any]:
    return {"from_month": start, "to_month": end, "groups": list(groups)}


# Who may


@pytest.mark.parametrize(
    ("inputs", "eligible"),
    [
        ({"case": RETIRED, "months_from_2014": 179}, True),
        ({"case": RETIRED, "months_from_2014": 180}, False),
        ({"case": "settle-abroad", "months_from_2014": 300}, True),
        ({"case": "serious-disease", "months_from_2014": 300}, True),
        ({"case": "disability-81-or-extremely-severe", "months_from_2014": 1}, True),
        ({"case": STOPPED, "months_from_2014": 239, "stopped_months": 12}, True),
        ({"case": STOPPED, "months_from_2014": 239, "stopped_months": 11}, False),
        ({"case": STOPPED, "months_from_2014": 240, "stopped_months": 12}, False),
        ({"case": STOPPED, "months_before_2014": 60, "months_from_2014": 180}, False),
        ({"case": STOPPED, "first_contribution_month": "2025-06", "months_from_2014": 1}, True),
        ({"case": STOPPED, "first_contribution_month": "2025-07", "months_from_2014": 1}, False),
        (
            {"scheme": "compulsory", "case": STOPPED, "first_contribution_month": "2025-07"},
            False,
        ),
        (
            {
                "scheme": "compulsory",
                "case": "armed-forces-discharge-without-pension",
                "months_from_2014": 30,
            },
            True,
        ),
    ],
)
def test_only_the_cases_of_the_law_open_the_withdrawal(inputs, eligible):
    result = withdraw(**inputs)
    assert result["eligible"] is eligible
    assert ("reason" in result.outputs) is not eligible
    if not eligible:
        assert value(result, "amount_vnd") == 0
        assert "41/2024/QH15" in str(result["reason"])


def test_without_a_case_the_amount_is_computed_and_the_reader_is_told():
    result = withdraw(months_from_2014=24, average_income_vnd=1_000_000)
    assert value(result, "amount_vnd") == 4_000_000
    assert "chưa xét điều kiện" in str(result["reason"])


def test_a_case_of_the_other_scheme_is_refused_with_the_cases_of_this_one():
    with pytest.raises(BadInput) as caught:
        withdraw(case="armed-forces-discharge-without-pension", months_from_2014=30)
    assert "dinh_cu_nuoc_ngoai" in caught.value.message
    assert "Điều 102" in caught.value.message


def test_the_law_of_2014_asked_for_twenty_years_and_had_fewer_cases():
    day = "2025-06-30"
    assert withdraw(day, case=RETIRED, months_from_2014=239)["eligible"] is True
    assert withdraw(day, case=RETIRED, months_from_2014=240)["eligible"] is False
    disabled = withdraw(day, case="disability-81-or-extremely-severe", months_from_2014=30)
    assert disabled["eligible"] is False
    assert "58/2014/QH13" in str(disabled["reason"])
    for inputs in ({"case": STOPPED}, {"scheme": "compulsory"}):
        with pytest.raises(NotKnown):
            withdraw(day, months_from_2014=30, **inputs)


# How much


def test_less_than_a_year_gives_back_what_was_paid_up_to_a_cap():
    common: dict[str, Any] = {
        "case": "settle-abroad",
        "months_from_2014": 11,
        "average_income_vnd": 1_500_000,
    }
    low = withdraw(amount_paid_vnd=2_640_000, **common)
    high = withdraw(amount_paid_vnd=3_630_000, **common)
    assert value(low, "gross_vnd") == 2_640_000
    assert value(low, "cap_vnd") == 3_000_000
    assert value(high, "amount_vnd") == 3_000_000
    with pytest.raises(BadInput, match="Điều 102"):
        withdraw(**common)


def test_a_compulsory_withdrawal_names_the_article_of_its_own_scheme():
    result = withdraw(scheme="compulsory", months_from_2014=24, average_income_vnd=1_000_000)
    assert "70" in {c.article for c in figure(result, "amount_vnd").citations()}


def test_a_full_year_has_no_cap():
    result = withdraw(
        case="settle-abroad", months_from_2014=12, average_income_vnd=1_000_000, amount_paid_vnd=1
    )
    assert value(result, "amount_vnd") == 2_000_000
    assert "cap_vnd" not in result.outputs


@few
@given(count=st.integers(12, 239), income=st.integers(1_500_000, 50_000_000))
def test_more_months_from_2014_or_more_income_never_give_less(count, income):
    def amount(months: int, average: int) -> Decimal:
        asked: dict[str, Any] = {"case": "settle-abroad", "months_from_2014": months}
        return value(withdraw(average_income_vnd=average, **asked), "amount_vnd")

    here = amount(count, income)
    assert here <= amount(count + 1, income)
    assert here <= amount(count, income + 1_000)


@few
@given(before=st.integers(0, 72), after=st.integers(12, 120))
def test_no_month_is_lost_between_the_years_before_and_from_2014(before, after):
    result = withdraw(case="settle-abroad", months_before_2014=before, months_from_2014=after)
    counted = value(result, "years_before_2014") + value(result, "years_from_2014")
    assert 0 <= counted * 12 - (before + after) < 6
    assert value(result, "years_before_2014") == before // 12


# What the state paid in


def deducted(*periods: dict[str, Any], months: int, **inputs: Any) -> Decimal:
    common: dict[str, Any] = {"months_from_2014": months, "average_income_vnd": 5_000_000}
    result = withdraw(support_periods=list(periods), **common, **inputs)
    assert value(result, "gross_vnd") - value(result, "amount_vnd") == value(
        result, "state_support_deducted_vnd"
    )
    return value(result, "state_support_deducted_vnd")


def test_each_month_is_supported_by_the_law_of_that_month_at_the_highest_rate():
    assert deducted(period("2025-06", "2025-07", "other"), months=20) == 33_000 + 66_000
    assert deducted(period("2026-01", "2026-02", "other", "poor"), months=20) == 2 * 165_000
    after: dict[str, Any] = {"months": 20, "day": "2027-02-01"}
    assert deducted(period("2026-12", "2027-01", "near_poor"), **after) == 132_000 + 193_600


@few
@given(cut=st.integers(0, 22))
def test_cutting_a_supported_period_in_two_changes_nothing(cut):
    def month(count: int) -> str:
        return f"{2024 + (count + 6) // 12}-{(count + 6) % 12 + 1:02d}"

    whole = deducted(period(month(0), month(23), "near_poor"), months=24)
    split = deducted(
        period(month(0), month(cut), "near_poor"),
        period(month(cut + 1), month(23), "near_poor"),
        months=24,
    )
    assert whole == split


def test_support_ends_after_the_most_months_the_law_gives():
    long = deducted(
        period("2018-01", "2028-06", "other"),
        months=130,
        day="2028-07-01",
        rural_poverty_line_vnd=1_500_000,
    )
    assert long == 90 * 33_000 + 30 * 66_000


def test_months_before_support_began_cost_nothing():
    assert deducted(period("2016-01", "2017-12", "poor"), months=24) == 0


def test_support_on_an_unconfirmed_poverty_line_is_not_computed():
    with pytest.raises(NotVerified):
        deducted(period("2021-01", "2021-02", "poor"), months=20)


def test_the_very_ill_keep_what_the_state_paid_in():
    for case in ("serious-disease", "disability-81-or-extremely-severe"):
        assert deducted(period("2026-01", "2026-02", "poor"), months=20, case=case) == 0
    old: dict[str, Any] = {
        "months_from_2014": 30,
        "average_income_vnd": 1_000_000,
        "state_support_vnd": 500_000,
    }
    ill = withdraw("2025-06-30", case="serious-disease", **old)
    gone = withdraw("2025-06-30", case="settle-abroad", **old)
    assert value(ill, "amount_vnd") - value(gone, "amount_vnd") == 500_000


def test_a_deduction_read_in_ended_law_does_not_make_the_result_expire():
    result = withdraw(
        months_from_2014=20,
        average_income_vnd=5_000_000,
        support_periods=[period("2025-01", "2025-02", "poor")],
    )
    assert figure(result, "amount_vnd").valid_to is None
    assert "134/2015/NĐ-CP" in {c.document for c in figure(result, "amount_vnd").citations()}


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        (
            {"state_support_vnd": 0, "support_periods": [period("2026-01", "2026-02", "poor")]},
            "một",
        ),
        ({"support_periods": [period("2026-02", "2026-01", "poor")]}, "ngược"),
        ({"support_periods": [period("2026-01", "2027-01", "poor")]}, "sau ngày tính"),
        ({"support_periods": [period("2026-01", "2026-02")]}, "thuoc_dien|không ghi nhóm"),
        (
            {
                "support_periods": [
                    period("2026-01", "2026-02", "poor"),
                    period("2026-02", "2026-03", "poor"),
                ]
            },
            "hai khoảng",
        ),
        ({"support_periods": [period("2024-01", "2026-02", "poor")]}, "159/2025/NĐ-CP"),
        ({"first_contribution_month": "2027-01"}, "sau ngày tính"),
    ],
)
def test_contradictory_inputs_are_refused(inputs, said):
    with pytest.raises(BadInput, match=said):
        withdraw(months_from_2014=12, **inputs)


def test_an_amount_without_a_month_paid_is_refused():
    with pytest.raises(BadInput, match="tháng đóng nào"):
        withdraw(average_income_vnd=1_000_000)


# Survivors


def survivors(day: str = "2026-11-21", **inputs: Any) -> Result:
    return ask("survivors", day, **inputs)


@pytest.mark.parametrize(
    ("inputs", "multiple"),
    [
        ({"contribution_months": 59}, 0),
        ({"contribution_months": 60}, 10),
        ({"contribution_months": 12, "compulsory_months": 12}, 10),
        ({"contribution_months": 59, "compulsory_months": 11}, 0),
        ({"receiving_pension": True}, 10),
    ],
)
def test_the_funeral_allowance_asks_for_months_or_a_pension(inputs, multiple):
    assert value(survivors(**inputs), "funeral_allowance_vnd") == multiple * 2_530_000
    given_level = survivors(reference_level_vnd=1_000_000, **inputs)
    assert value(given_level, "funeral_allowance_vnd") == multiple * 1_000_000


@pytest.mark.parametrize(
    ("received", "scale"), [(1, "48"), (2, "48"), (3, "47.5"), (91, "3.5"), (92, "3"), (500, "3")]
)
def test_the_scale_of_pensioners_falls_by_halves_to_its_floor(received, scale):
    result = survivors(
        receiving_pension=True, pension_months_received=received, monthly_pension_vnd=2_000_000
    )
    assert value(result, "lump_sum_pension_months") == Decimal(scale)
    assert value(result, "death_lump_sum_vnd") == Decimal(scale) * 2_000_000


@pytest.mark.parametrize(
    ("inputs", "amount"),
    [
        ({"contribution_months": 59, "amount_paid_vnd": 9_000_000}, "9000000"),
        ({"contribution_months": 10, "income_vnd": 1_500_000}, "3300000"),
        ({"contribution_months": 60, "average_income_vnd": 2_000_000}, "20000000"),
        (
            {"contribution_months": 61, "compulsory_months": 1, "average_income_vnd": 2_000_000},
            "22000000",
        ),
        (
            {
                "contribution_months": 5,
                "compulsory_months": 1,
                "average_income_vnd": 2_000_000,
                "income_vnd": 1_500_000,
            },
            "6000000",
        ),
    ],
)
def test_a_short_time_gives_back_the_money_and_mixed_time_has_a_floor(inputs, amount):
    assert value(survivors(**inputs), "death_lump_sum_vnd") == Decimal(amount)


def test_a_lump_sum_that_cannot_be_known_is_left_out_and_explained():
    result = survivors(contribution_months=20)
    assert "death_lump_sum_vnd" not in result.outputs
    assert "tiền đã đóng" in str(result["reason"])


def test_monthly_survivor_benefits_need_fifteen_compulsory_years():
    assert survivors(contribution_months=200, compulsory_months=180)["monthly_survivor_possible"]
    short = survivors(contribution_months=200, compulsory_months=179)
    assert short["monthly_survivor_possible"] is False


def test_the_claim_is_due_ninety_days_after_the_death():
    result = survivors("2026-11-01", contribution_months=60)
    assert day_of(result, "claim_deadline") == date(2027, 1, 30)


def test_under_the_law_of_2014_the_funeral_was_paid_on_the_base_salary():
    result = survivors("2024-08-01", contribution_months=60, average_income_vnd=1)
    assert value(result, "funeral_allowance_vnd") == 23_400_000
    assert "chưa có trong dữ liệu" in str(result["reason"])
    short: dict[str, Any] = {"contribution_months": 11, "amount_paid_vnd": 5_000_000}
    capped = survivors("2024-08-01", average_income_vnd=1_500_000, **short)
    assert value(capped, "death_lump_sum_vnd") == 3_000_000


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"receiving_pension": True, "pension_months_received": 0}, "Điều 110"),
        ({"pension_months_received": 3, "contribution_months": 60}, "không ghi người chết"),
        ({"contribution_months": 12, "amount_paid_vnd": 1, "income_vnd": 1}, "chỉ lấy một"),
        ({"receiving_pension": True, "amount_paid_vnd": 1}, "tháng lương hưu"),
        ({"contribution_months": 12, "months_before_2014": 13}, "trước 2014"),
        ({"contribution_months": 12, "compulsory_months": 13}, "bắt buộc"),
        ({}, "tổng số tháng đóng"),
    ],
)
def test_a_death_that_cannot_be_so_is_refused(inputs, said):
    with pytest.raises(BadInput, match=said):
        survivors(**inputs)


# Settling abroad


@pytest.mark.parametrize(("received", "scale"), [(0, "40"), (24, "28"), (74, "3"), (400, "3")])
def test_each_month_of_pension_received_lowers_the_sum_of_a_pensioner_who_leaves(received, scale):
    result = ask(
        "abroad-settlement",
        months_from_2014=240,
        pension_months_received=received,
        monthly_pension_vnd=2_000_000,
    )
    assert value(result, "lump_sum_pension_months") == Decimal(scale)
    assert value(result, "amount_vnd") == Decimal(scale) * 2_000_000


def test_years_before_2014_count_less_for_a_pensioner_who_leaves():
    result = ask(
        "abroad-settlement",
        months_before_2014=29,
        months_from_2014=211,
        pension_months_received=0,
        monthly_pension_vnd=1,
    )
    assert value(result, "lump_sum_pension_months") == 2 * Decimal("1.5") + 18 * 2

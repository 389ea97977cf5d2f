"""Retirement age, average income, pension, lump sum on retirement, monthly allowance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kichban.calculators import REGISTRY, Result, calculate
from kichban.errors import BadInput, NotInForce, NotKnown
from kichban.law import Law, LawFolder
from kichban.quantities import LegalDate, Quantity
from kichban.verify import Outcome, verify

ROOT = Path(__file__).resolve().parent.parent
LAW = Law([LawFolder(ROOT / "law", "law")])
TODAY = "2026-11-21"
TOPICS = {
    "pension-rate", "pension-amount", "average-income", "retirement-lump-sum", "retirement-age",
    "monthly-allowance", "withdrawal", "survivors",
}  # fmt: skip

few = settings(max_examples=60, deadline=None)
months = st.integers(min_value=0, max_value=600)
incomes = st.integers(min_value=1_500_000, max_value=50_600_000).map(Decimal)
sexes = st.sampled_from(("female", "male"))


def ask(topic: str, day: str = TODAY, **inputs: Any) -> Result:
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


def percent(sex: str, count: int, day: str = TODAY) -> Decimal:
    return value(ask("pension-rate", day, sex=sex, contribution_months=count), "percent")


EXAMPLES = [
    result
    for result in verify(LAW, ROOT / "tests" / "data" / "worked-examples.yaml")
    if result.topic in TOPICS
]


@pytest.mark.parametrize("result", EXAMPLES, ids=lambda result: result.id)
def test_the_worked_example_matches_to_the_dong(result):
    assert result.outcome is Outcome.MATCH, result.line()


def test_all_topics_of_these_calculators_have_an_example():
    assert {result.topic for result in EXAMPLES} == TOPICS


# Retirement age


@pytest.mark.parametrize(
    ("sex", "birth", "age", "reached"),
    [
        ("male", "1960-12", (60, 0), "2020-12"),
        ("male", "1961-01", (60, 3), "2021-04"),
        ("male", "1961-09", (60, 3), "2021-12"),
        ("male", "1961-10", (60, 6), "2022-04"),
        ("male", "1966-03", (61, 9), "2027-12"),
        ("male", "1966-04", (62, 0), "2028-04"),
        ("male", "1990-05", (62, 0), "2052-05"),
        ("female", "1965-12", (55, 0), "2020-12"),
        ("female", "1966-01", (55, 4), "2021-05"),
        ("female", "1975-05", (60, 0), "2035-05"),
        ("female", "1999-07", (60, 0), "2059-07"),
    ],
)
def test_retirement_age_follows_the_table_of_the_year_in_which_it_is_reached(
    sex, birth, age, reached
):
    result = ask("retirement-age", sex=sex, birth_month=birth)
    assert (value(result, "age_years"), value(result, "age_months")) == age
    assert month(result, "reached_month") == reached


@few
@given(sex=sexes, year=st.integers(1961, 2010), born=st.integers(1, 12))
def test_who_is_born_later_never_reaches_the_age_earlier(sex, year, born):
    here = ask("retirement-age", sex=sex, birth_month=date(year, born, 1))
    later = date(year + born // 12, born % 12 + 1, 1)
    there = ask("retirement-age", sex=sex, birth_month=later)
    assert day_of(here, "reached_month") < day_of(there, "reached_month")
    assert day_of(here, "reached_month") < day_of(here, "pension_start_month")


def test_before_2021_one_age_held_for_each_sex_and_the_result_ends_with_that_law():
    result = ask("retirement-age", "2020-06-01", sex="male", birth_month="1965-01")
    assert month(result, "reached_month") == "2025-01"
    reached = result["reached_month"]
    assert isinstance(reached, LegalDate)
    assert reached.valid_to == date(2020, 12, 31)


def test_an_age_reached_before_the_data_begin_is_refused():
    with pytest.raises(NotInForce, match="01/1950"):
        ask("retirement-age", sex="male", birth_month="1950-01")


def test_a_birth_after_the_day_of_the_calculation_is_refused_with_the_article():
    with pytest.raises(BadInput) as caught:
        ask("retirement-age", sex="male", birth_month="2027-01")
    assert "01/2027" in caught.value.message
    assert "Điều 4" in caught.value.message
    assert "135/2020/NĐ-CP" in caught.value.message


def test_the_age_of_a_year_ends_with_the_year_until_the_table_ends():
    now = ask("retirement-age-of-year", sex="male")
    assert value(now, "age_years") == 61
    assert value(now, "age_months") == 6
    assert figure(now, "age_years").valid_to == date(2026, 12, 31)
    later = ask("retirement-age-of-year", "2040-05-01", sex="female")
    assert value(later, "age_years") == 60
    assert figure(later, "age_years").valid_to is None


def test_early_contributors_with_long_voluntary_time_may_keep_the_older_age():
    inputs: dict[str, Any] = {"sex": "female", "birth_month": "1971-03", "voluntary_months": 240}
    early = ask("pension-legacy-option", joined_month="2020-12", **inputs)
    assert early["eligible"] is True
    assert month(early, "reached_month") == "2026-03"
    assert month(early, "pension_start_month") == "2026-04"
    assert value(early, "months_earlier") > 0
    late = ask("pension-legacy-option", joined_month="2021-01", **inputs)
    assert late["eligible"] is False
    assert "01/01/2021" in str(late["reason"])
    short = ask(
        "pension-legacy-option", joined_month="2010-01", **{**inputs, "voluntary_months": 239}
    )
    assert short["eligible"] is False


def test_nobody_joined_before_the_youngest_age():
    with pytest.raises(BadInput, match="từ đủ 15 tuổi"):
        ask(
            "pension-legacy-option",
            sex="male",
            birth_month="1995-01",
            joined_month="2009-12",
            voluntary_months=0,
        )


# Pension rate and amount


@pytest.mark.parametrize(
    ("sex", "count", "expected"),
    [
        ("female", 180, "45"),
        ("female", 186, "46"),
        ("female", 187, "47"),
        ("female", 360, "75"),
        ("female", 500, "75"),
        ("male", 180, "40"),
        ("male", 181, "40.5"),
        ("male", 239, "45"),
        ("male", 240, "45"),
        ("male", 246, "46"),
        ("male", 420, "75"),
        ("male", 179, "0"),
        ("female", 0, "0"),
    ],
)
def test_the_rate_counts_odd_months_by_halves(sex, count, expected):
    assert percent(sex, count) == Decimal(expected)


@few
@given(sex=sexes, count=months)
def test_the_rate_stays_within_its_bounds_and_never_falls_with_another_month(sex, count):
    here, there = percent(sex, count), percent(sex, count + 1)
    assert here == 0 or 40 <= here <= 75
    assert here <= there


def test_the_two_branches_for_men_meet_at_their_common_end():
    assert percent("male", 239) == percent("male", 240)


@pytest.mark.parametrize(
    ("sex", "day", "count", "expected"),
    [
        ("female", "2018-01-01", 240, "55"),
        ("female", "2025-06-30", 239, "0"),
        ("male", "2018-06-01", 240, "53"),
        ("male", "2021-12-31", 240, "47"),
        ("male", "2022-01-01", 240, "45"),
        ("male", "2025-06-30", 600, "75"),
    ],
)
def test_the_law_of_2014_asked_for_more_years_and_raised_mens_base_year_by_year(
    sex, day, count, expected
):
    assert percent(sex, count, day) == Decimal(expected)


def test_a_base_that_holds_for_one_year_of_claim_ends_with_that_year():
    result = ask("pension-rate", "2019-05-01", sex="male", contribution_months=240)
    rate = figure(result, "percent")
    assert (rate.valid_from, rate.valid_to) == (date(2019, 1, 1), date(2019, 12, 31))


def test_no_rate_is_known_before_2018():
    with pytest.raises(NotInForce, match="01/01/2018"):
        percent("male", 240, "2017-12-31")


def test_too_few_years_give_no_pension_and_say_which_article():
    result = ask("pension-amount", sex="female", contribution_months=179, average_income_vnd=1)
    assert result["eligible_by_years"] is False
    assert value(result, "monthly_pension_vnd") == 0
    assert "Điều 98" in str(result["reason"])


@few
@given(sex=sexes, count=months, low=incomes, more=incomes)
def test_more_income_never_gives_a_smaller_pension(sex, count, low, more):
    def pension(income: Decimal) -> Decimal:
        asked = {"sex": sex, "contribution_months": count, "average_income_vnd": income}
        return value(ask("pension-amount", **asked), "monthly_pension_vnd")

    assert pension(low) <= pension(low + more)


MIXED: dict[str, Any] = {
    "sex": "male",
    "contribution_months": 300,
    "average_income_vnd": 3_000_000,
    "compulsory_months": 240,
    "compulsory_floor_group": True,
}


@pytest.mark.parametrize(
    ("changed", "amount"),
    [
        ({}, "2530000"),
        ({"reference_level_vnd": 1_000_000}, "1650000"),
        ({"compulsory_months": 239}, "1650000"),
        ({"compulsory_floor_group": False}, "1650000"),
        ({"average_income_vnd": 10_000_000}, "5500000"),
    ],
)
def test_the_floor_is_for_twenty_compulsory_years_of_the_named_groups_only(changed, amount):
    result = ask("pension-amount", **{**MIXED, **changed})
    assert value(result, "monthly_pension_vnd") == Decimal(amount)


def test_the_floor_of_the_law_of_2014_was_the_base_salary():
    result = ask("pension-amount", "2024-07-01", **MIXED)
    assert value(result, "monthly_pension_vnd") == 2_340_000


def test_more_compulsory_months_than_months_are_refused():
    with pytest.raises(BadInput) as caught:
        ask("pension-rate", sex="male", contribution_months=180, compulsory_months=181)
    assert "Điều 5" in caught.value.message


def test_more_months_than_anyone_lives_are_refused():
    with pytest.raises(BadInput, match="một đời người"):
        ask("pension-rate", sex="male", contribution_months=1201)


def test_time_under_a_treaty_gives_its_rate_for_each_year_paid_here():
    result = ask("pension-rate", sex="female", contribution_months=120, treaty=True)
    assert result["eligible_by_years"] is True
    assert value(result, "percent") == Decimal("22.5")
    with pytest.raises(BadInput, match="theo điều ước"):
        ask("pension-rate", sex="female", contribution_months=180, treaty=True)
    with pytest.raises(NotInForce):
        ask("pension-rate", "2025-06-30", sex="female", contribution_months=120, treaty=True)


# Average income


def average(*periods: dict[str, Any], day: str = TODAY, **inputs: Any) -> Result:
    return ask("average-income", day, periods=list(periods), **inputs)


def test_the_coefficients_are_those_of_the_year_of_claim():
    row = {"year": 2020, "months": 12, "income_vnd": 1_000_000}
    assert value(average(row, claim_year=2026), "average_income_vnd") == 1_160_000
    assert value(average(row, claim_year=2025), "average_income_vnd") == 1_120_000
    assert value(average(row, day="2025-03-01"), "average_income_vnd") == 1_120_000


def test_the_coefficients_of_an_earlier_claim_do_not_make_the_result_expire():
    row = {"year": 2020, "months": 12, "income_vnd": 1_000_000}
    earlier = figure(average(row, claim_year=2025), "average_income_vnd")
    current = figure(average(row, claim_year=2026), "average_income_vnd")
    assert earlier.valid_to is None
    assert current.valid_to == date(2026, 12, 31)


@few
@given(income=incomes, first=st.integers(1, 6), second=st.integers(1, 6))
def test_splitting_a_period_in_two_changes_nothing(income, first, second):
    def row(count: int) -> dict[str, Any]:
        return {"year": 2021, "months": count, "income_vnd": income}

    whole = average(row(first + second))
    split = average(row(first), row(second))
    for key in ("adjusted_total_vnd", "months", "average_income_vnd"):
        assert value(whole, key) == value(split, key)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"year": 2027, "months": 1, "income_vnd": 1}, "sau năm hưởng 2026"),
        ({"year": 2007, "months": 1, "income_vnd": 1}, "từ năm 2008"),
        ({"year": 2020, "months": 13, "income_vnd": 1}, "12 tháng"),
        ({"months": 1, "income_vnd": 1}, "không ghi năm"),
        (
            {"months": 1, "income_vnd": 1, "missing_time": True, "coefficient": Decimal("1.1")},
            "1,1",
        ),
        ({"year": 2020, "months": 0, "income_vnd": 1}, "nhỏ quá"),
    ],
)
def test_a_period_that_cannot_be_is_refused(row, said):
    with pytest.raises(BadInput, match=said):
        average(row)


def test_months_of_one_year_in_several_rows_still_make_one_year():
    row = {"year": 2020, "months": 7, "income_vnd": 1}
    with pytest.raises(BadInput, match="14 tháng"):
        average(row, row)


@pytest.mark.parametrize(
    "inputs",
    [{"compulsory_months": 12}, {"compulsory_average_vnd": 5_000_000}, {"claim_year": 0}],
)
def test_compulsory_time_needs_both_its_months_and_its_average(inputs):
    row = {"year": 2028, "months": 12, "income_vnd": 1}
    with pytest.raises(BadInput):
        average(row, **inputs)


def test_a_year_of_claim_without_a_table_is_refused_with_the_years_that_have_one():
    with pytest.raises(NotInForce, match="31/12/2026"):
        average({"year": 2020, "months": 1, "income_vnd": 1}, day="2027-01-01")


def test_how_the_law_of_2014_mixed_both_kinds_of_time_is_not_known():
    row = {"months": 12, "income_vnd": 1_000_000, "coefficient": 1}
    assert value(average(row, day="2020-01-01"), "average_income_vnd") == 1_000_000
    with pytest.raises(NotKnown):
        average(row, day="2020-01-01", compulsory_months=12, compulsory_average_vnd=2_000_000)


# Lump sum on retirement


def lump(sex: str, count: int, late: int = 0, day: str = TODAY) -> Result:
    return ask(
        "retirement-lump-sum",
        day,
        sex=sex,
        contribution_months=count,
        months_after_retirement_age=late,
        average_income_vnd=4_000_000,
    )


@pytest.mark.parametrize(
    ("sex", "count", "late", "above", "amount"),
    [
        ("female", 360, 0, "0", "0"),
        ("female", 361, 0, "0.5", "1000000"),
        ("male", 420, 24, "0", "0"),
        ("male", 432, 24, "1", "8000000"),
        ("male", 444, 24, "2", "16000000"),
        ("male", 448, 24, "2.5", "17000000"),
    ],
)
def test_years_beyond_the_threshold_are_paid_by_when_they_were_paid_for(
    sex, count, late, above, amount
):
    result = lump(sex, count, late)
    assert value(result, "years_above") == Decimal(above)
    assert value(result, "lump_sum_vnd") == Decimal(amount)


@few
@given(sex=sexes, count=st.integers(180, 600), late=st.integers(0, 300))
def test_another_month_never_lowers_the_lump_sum(sex, count, late):
    late = min(late, count - 180)
    here = value(lump(sex, count, late), "lump_sum_vnd")
    assert here <= value(lump(sex, count + 1, late), "lump_sum_vnd")
    assert here <= value(lump(sex, count + 1, late + 1), "lump_sum_vnd")


def test_under_the_law_of_2014_every_year_above_was_paid_alike():
    assert value(lump("male", 456, 24, "2025-06-30"), "lump_sum_vnd") == 6_000_000
    assert value(lump("female", 396, 0, "2018-01-01"), "years_above") == 3


@pytest.mark.parametrize(("count", "late"), [(24, 25), (200, 60)])
def test_months_after_the_age_must_follow_enough_months_before_it(count, late):
    with pytest.raises(BadInput):
        lump("male", count, late)


# Monthly allowance


def allowance(count: int, wait: int, income: Any = 3_000_000, **inputs: Any) -> Result:
    return ask(
        "monthly-allowance",
        contribution_months=count,
        months_until_social_pension_age=wait,
        average_income_vnd=income,
        **inputs,
    )


@pytest.mark.parametrize(("count", "wait"), [(11, 100), (180, 100), (120, 0)])
def test_no_allowance_for_too_few_months_for_a_pension_or_at_the_social_pension(count, wait):
    result = allowance(count, wait)
    assert result["eligible"] is False
    for key in ("computed_months", "duration_months", "monthly_amount_vnd", "topup_vnd"):
        assert value(result, key) == 0
    assert "Điều" in str(result["reason"])


@few
@given(count=st.integers(12, 179), wait=st.integers(1, 250), income=incomes)
def test_the_allowance_never_lasts_past_the_wait_and_the_rest_can_be_paid_in(count, wait, income):
    result = allowance(count, wait, income)
    least = Decimal(540_000)
    computed, duration = value(result, "computed_months"), value(result, "duration_months")
    assert duration == min(computed, wait)
    assert value(result, "monthly_amount_vnd") >= least
    assert value(result, "topup_vnd") == max(wait - computed, 0) * least
    assert (value(result, "topup_vnd") > 0) is (duration < wait)
    assert result["health_insurance"] is True


def test_the_computed_months_name_their_rounding():
    computed = figure(allowance(144, 162, 5_000_000), "computed_months")
    assert "làm tròn lên" in computed.trace.rounding

"""Contribution and support: shares, spans across changes of law, limits, impossible inputs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kichban.calculators import REGISTRY, Result, calculate
from kichban.calculators.contribution import monthly
from kichban.calculators.terms import chosen_income
from kichban.errors import BadInput, NotInForce, OutOfRange
from kichban.law import Law, LawFolder

LAW = Law([LawFolder(Path(__file__).resolve().parent.parent / "law", "law")])
GROUPS = ("poor", "near_poor", "ethnic_minority", "island_or_special_zone", "other")
METHODS = ("monthly", "every-3-months", "every-6-months", "every-12-months", "advance-years")
AMOUNTS = ("gross", "state_support", "local_support", "payer")


def ask(day: str, topic: str = "contribution", **inputs: Any) -> Result:
    return calculate(REGISTRY.get(topic), LAW.at(date.fromisoformat(day)), inputs)


def value(result: Result, key: str) -> Decimal:
    return result[key].value


def values(result: Result, *keys: str) -> list[int]:
    return [int(value(result, key)) for key in keys]


def test_owes_the_rate_times_the_income_without_rounding():
    rules = LAW.at(date(2026, 11, 21))
    assert monthly(chosen_income(Decimal(1500001)), rules).value == Decimal("330000.22")


@pytest.mark.parametrize(
    ("income", "side"), [(1499999, "thấp hơn mức thấp nhất"), (50600001, "cao hơn mức cao nhất")]
)
def test_an_income_out_of_range_says_both_ends_and_the_article(income, side):
    with pytest.raises(OutOfRange) as caught:
        monthly(chosen_income(Decimal(income)), LAW.at(date(2026, 11, 21)))
    assert side in caught.value.message
    assert "từ 1.500.000 đồng/tháng đến 50.600.000 đồng/tháng" in caught.value.hint
    assert "khoản 2 Điều 31 Luật 41/2024/QH15" in caught.value.hint


@pytest.mark.parametrize(("income", "valid"), [(1500000, True), (50600000, True)])
def test_both_ends_of_the_range_are_allowed(income, valid):
    assert ask("2026-11-21", income_vnd=income)["valid"] is valid


def test_an_income_out_of_range_is_not_valid_and_no_amount_is_given():
    result = ask("2026-06-30", income_vnd=50_000_000, groups="poor")
    assert result["valid"] is False
    assert not any(key.startswith(AMOUNTS) for key in result.outputs)
    assert value(result, "ceiling_vnd") == 46_800_000
    assert "46.800.000" in str(result["reason"])


def test_without_groups_support_is_not_considered_and_each_group_is_shown():
    result = ask("2026-11-21", income_vnd=3_000_000)
    assert (
        values(result, "gross_monthly_vnd", "payer_monthly_vnd", "payer_total_vnd") == [660_000] * 3
    )
    assert values(result, "state_support_monthly_vnd", "supported_months") == [0, 0]
    assert values(result, "applied_rate", "unsupported_months") == [0, 1]
    shown = {
        group: int(figure.value) for group, figure in result["payer_monthly_by_group_vnd"].items()
    }
    assert shown == {
        "poor": 495_000,
        "near_poor": 528_000,
        "ethnic_minority": 561_000,
        "island_or_special_zone": 495_000,
        "other": 594_000,
    }


def test_with_groups_the_table_of_groups_is_not_shown():
    assert (
        "payer_monthly_by_group_vnd"
        not in ask("2026-11-21", income_vnd=3_000_000, groups="other").outputs
    )


def test_the_table_of_groups_counts_local_support_and_the_months_used_up():
    with_local = ask("2026-11-21", income_vnd=3_000_000, local_support_rate="10%")
    assert with_local["payer_monthly_by_group_vnd"]["other"].value == 594_000 - 33_000
    used_up = ask("2026-11-21", income_vnd=3_000_000, previously_supported_months=120)
    assert {f.value for f in used_up["payer_monthly_by_group_vnd"].values()} == {660_000}


@pytest.mark.parametrize("extra", GROUPS)
def test_other_beside_another_group_changes_nothing(extra):
    alone = ask("2026-11-21", income_vnd=3_000_000, groups=[extra])
    both = ask("2026-11-21", income_vnd=3_000_000, groups=["other", extra])
    assert value(alone, "payer_monthly_vnd") == value(both, "payer_monthly_vnd")


def test_support_needs_no_income_and_then_says_nothing_of_the_contribution():
    result = ask("2026-11-21", "state-support", groups="poor", method="every-6-months")
    assert values(result, "state_support_monthly_vnd", "state_support_total_vnd") == [
        165_000,
        990_000,
    ]
    assert values(result, "supported_months", "floor_vnd") == [6, 1_500_000]
    assert not {"valid", "gross_monthly_vnd", "payer_total_vnd"} & set(result.outputs)


@pytest.mark.parametrize(("method", "months"), list(zip(METHODS, (1, 3, 6, 12, None), strict=True)))
def test_a_span_left_out_is_one_period_of_the_method(method, months):
    result = ask("2026-07-01", income_vnd=3_000_000, groups="other", method=method)
    if months is None:
        assert "gross_total_vnd" not in result.outputs
        assert "so_thang" in str(result["reason"]) or "số tháng" in str(result["reason"])
        assert value(result, "payer_monthly_vnd") == 594_000
    else:
        assert value(result, "gross_total_vnd") == 660_000 * months
        assert value(result, "supported_months") == months


def test_each_payment_keeps_the_poverty_line_of_its_own_day():
    result = ask(
        "2026-11-10", income_vnd=3_000_000, groups="other", method="every-3-months", months=9
    )
    # Paid 10/11/2026 for three months, then 01/02/2027 and 01/05/2027 on the new line.
    assert value(result, "state_support_total_vnd") == 3 * 66_000 + 6 * 96_800


def test_a_span_that_is_no_multiple_of_the_method_counts_only_its_own_months():
    result = ask(
        "2026-11-01", income_vnd=3_000_000, groups="other", method="every-12-months", months=18
    )
    assert value(result, "gross_total_vnd") == 18 * 660_000
    assert value(result, "state_support_total_vnd") == 12 * 66_000 + 6 * 96_800


def test_a_period_paid_before_july_2025_keeps_the_old_rate_to_its_end():
    result = ask(
        "2025-04-20", income_vnd=1_500_000, groups="other", method="every-6-months", months=12
    )
    assert value(result, "applied_rate") == Decimal("0.1")
    assert value(result, "state_support_total_vnd") == 6 * 33_000 + 6 * 66_000
    assert "Điều 16" in result["state_support_total_vnd"].trace.formula


def test_months_paid_one_by_one_take_the_rate_of_each_month():
    result = ask("2025-05-15", income_vnd=1_500_000, groups="near_poor", months=4)
    assert value(result, "state_support_total_vnd") == 2 * 82_500 + 2 * 132_000


def test_the_start_month_may_differ_from_the_month_of_payment():
    ahead = ask(
        "2025-06-30",
        income_vnd=1_500_000,
        groups="other",
        method="every-12-months",
        start_month="2025-07",
        months=24,
    )
    assert value(ahead, "state_support_total_vnd") == 12 * 33_000 + 12 * 66_000
    behind = ask(
        "2025-07-15",
        income_vnd=1_500_000,
        groups="other",
        method="every-3-months",
        start_month="2025-05",
    )
    assert value(behind, "state_support_total_vnd") == 3 * 66_000


def test_a_later_payment_below_the_new_floor_makes_the_span_invalid_and_names_the_day():
    result = ask("2026-11-01", income_vnd=2_000_000, groups="other", months=3)
    assert result["valid"] is False
    assert "01/01/2027" in str(result["reason"])
    assert value(result, "supported_months") == 3


def test_support_did_not_exist_before_2018():
    result = ask(
        "2017-11-01", income_vnd=1_000_000, groups="poor", months=4, rural_poverty_line_vnd=700_000
    )
    assert values(result, "supported_months", "unsupported_months") == [2, 2]
    assert value(result, "state_support_total_vnd") == 2 * Decimal("0.3") * 154_000
    assert value(result, "applied_rate") == 0


def test_months_before_2018_are_not_supported_even_when_paid_later():
    result = ask(
        "2018-02-10",
        income_vnd=1_000_000,
        groups="poor",
        method="every-3-months",
        start_month="2017-12",
        rural_poverty_line_vnd=700_000,
    )
    assert values(result, "supported_months", "unsupported_months") == [2, 1]
    assert value(result, "state_support_monthly_vnd") == 0


def test_where_the_ceiling_is_unknown_the_contribution_is_given_but_not_called_valid():
    result = ask("2017-06-01", income_vnd=1_000_000, rural_poverty_line_vnd=700_000)
    assert value(result, "gross_monthly_vnd") == 220_000
    assert "valid" not in result.outputs
    assert "01/07/2019" in str(result["reason"])


def test_an_unconfirmed_poverty_line_is_not_used_unless_asked_for():
    calculator = REGISTRY.get("contribution")
    inputs = {"income_vnd": 1_000_000, "groups": "poor"}
    quiet = calculate(calculator, LAW.at(date(2020, 3, 1)), inputs)
    assert "payer_monthly_vnd" not in quiet.outputs
    open_ = calculate(calculator, LAW.at(date(2020, 3, 1), unverified=True), inputs)
    assert value(open_, "payer_monthly_vnd") == 220_000 - 46_200
    assert not open_["payer_monthly_vnd"].certain


def test_before_the_law_of_2014_the_question_is_refused():
    with pytest.raises(NotInForce, match="01/01/2016"):
        ask("2015-12-31", income_vnd=1_000_000)


def test_local_support_never_pays_more_than_is_left():
    result = ask("2026-11-21", income_vnd=1_500_000, groups="poor", local_support_rate="80%")
    assert values(result, "local_support_monthly_vnd", "payer_monthly_vnd") == [165_000, 0]


def test_local_support_goes_on_when_the_months_of_state_support_are_used_up():
    result = ask(
        "2026-02-01",
        income_vnd=3_000_000,
        groups="other",
        local_support_rate="10%",
        previously_supported_months=117,
        months=6,
    )
    assert values(result, "supported_months", "state_support_total_vnd") == [3, 198_000]
    assert value(result, "local_support_total_vnd") == 6 * 33_000
    assert value(result, "payer_total_vnd") == 6 * 660_000 - 198_000 - 198_000


@pytest.mark.parametrize(
    ("inputs", "says"),
    [
        ({"so_thang": "-1"}, "âm"),
        ({"so_thang": "0"}, "1"),
        ({"so_thang": "5000"}, "1200"),
        ({"thuoc_dien": "ho_giau"}, "ho_ngheo"),
        ({"ty_le_dia_phuong": "150%"}, "100%"),
        ({"phuong_thuc": "hang_tuan"}, "hang_thang"),
        ({"thang_bat_dau": "13/2026"}, "tháng"),
        ({"thu_nhap_chon": "1.5 triệu"}, "1.500.000"),
        ({"thu_nhap_chon": "-3.000.000"}, "âm"),
        ({"so_thang": "12", "months": "6"}, "một"),
    ],
)
def test_an_impossible_input_gets_one_sentence_and_what_is_allowed(inputs, says):
    with pytest.raises((BadInput, OutOfRange)) as caught:
        ask("2026-11-21", **{"thu_nhap_chon": "3.000.000", **inputs})
    assert caught.value.message.count("\n") == 0
    assert says in caught.value.hint


incomes = st.integers(min_value=2_200_000, max_value=46_800_000)
groups = st.lists(st.sampled_from(GROUPS), min_size=1, max_size=3)
spans = st.integers(min_value=1, max_value=40)
days = st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 12, 31))


@settings(max_examples=60, deadline=None)
@given(
    income=incomes,
    group=groups,
    method=st.sampled_from(METHODS),
    months=spans,
    before=st.integers(min_value=0, max_value=130),
    local=st.sampled_from(["0%", "10%", "33,3%", "70%"]),
    day=days,
)
def test_shares_add_up_and_support_never_exceeds_the_contribution(
    income, group, method, months, before, local, day
):
    result = ask(
        day.isoformat(),
        income_vnd=income,
        groups=group,
        method=method,
        months=months,
        previously_supported_months=before,
        local_support_rate=local,
    )
    for part in ("monthly", "total"):
        gross, state, own_place, payer = (value(result, f"{who}_{part}_vnd") for who in AMOUNTS)
        assert payer + state + own_place == gross
        assert payer >= 0
        assert state >= 0
        assert own_place >= 0
    assert value(result, "supported_months") <= max(0, 120 - before)
    assert value(result, "supported_months") + value(result, "unsupported_months") == months


@settings(max_examples=40, deadline=None)
@given(income=incomes, group=groups, more=st.integers(min_value=0, max_value=1_000_000))
def test_more_income_never_costs_less_and_never_changes_the_support(income, group, more):
    low = ask("2027-03-01", income_vnd=income, groups=group)
    high = ask("2027-03-01", income_vnd=income + more, groups=group)
    if high["valid"]:
        assert value(low, "payer_monthly_vnd") <= value(high, "payer_monthly_vnd")
        assert value(low, "state_support_monthly_vnd") == value(high, "state_support_monthly_vnd")


@settings(max_examples=40, deadline=None)
@given(
    income=incomes,
    group=groups,
    first=spans,
    second=spans,
    before=st.integers(min_value=0, max_value=120),
    year=st.integers(min_value=2025, max_value=2027),
    month=st.integers(min_value=1, max_value=12),
)
def test_splitting_a_span_of_monthly_payments_in_two_changes_nothing(
    income, group, first, second, before, year, month
):
    def part(start: date, months: int, used: int) -> Result:
        return ask(
            start.isoformat(),
            income_vnd=income,
            groups=group,
            months=months,
            previously_supported_months=used,
        )

    start = date(year, month, 1)
    index = year * 12 + month - 1 + first
    later = date(index // 12, index % 12 + 1, 1)
    whole = part(start, first + second, before)
    one = part(start, first, before)
    two = part(later, second, before + int(value(one, "supported_months")))
    for key in (
        "gross_total_vnd",
        "state_support_total_vnd",
        "payer_total_vnd",
        "supported_months",
    ):
        assert value(whole, key) == value(one, key) + value(two, key)

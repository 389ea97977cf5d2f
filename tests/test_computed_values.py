"""The figures that the dossier gives as computed are what the calculators compute."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kichban import yamlio
from kichban.calculators import REGISTRY, calculate
from kichban.calculators.base import Value
from kichban.law import Law, LawFolder
from kichban.quantities import Quantity

ROOT = Path(__file__).resolve().parent.parent
LAW = Law([LawFolder(ROOT / "law", "law")])
FILE = yamlio.load(ROOT / "tests" / "data" / "computed-values.yaml", "computed-values.yaml")
ROWS = [(item["id"], value) for item in FILE.data["parameters"] for value in item["values"]]


def _run(name: str, day: date, **inputs: Any) -> Mapping[str, Value]:
    return calculate(REGISTRY.get(name), LAW.at(day, unverified=True), inputs).outputs


def _lowest(day: date) -> Mapping[str, Value]:
    floor = _run("state-support", day)["floor_vnd"]
    return _run("contribution", day, income_vnd=floor)


def _supports(day: date) -> dict[str, Value]:
    groups = ("poor", "island_or_special_zone", "near_poor", "ethnic_minority", "other")
    return {
        group: _run("state-support", day, groups=group)["state_support_monthly_vnd"]
        for group in groups
    }


def _household(day: date) -> dict[str, Value]:
    members = _run("health-insurance", day, members=6, months=12)["per_member_vnd"]
    assert isinstance(members, tuple)
    assert members[4] == members[5]
    return dict(zip(("1", "2", "3", "4", "5+"), members, strict=False))


def _caps(day: date) -> dict[str, Value]:
    common = {"contribution_months": 12, "average_wage_vnd": 1}
    return {
        region: _run("unemployment", day, region=region, **common)["cap_vnd"]
        for region in ("I", "II", "III", "IV")
    }


def _accident(day: date) -> dict[str, Value]:
    found = _run("accident-insurance", day)
    return {f"{n} months": found[f"amount_{n}_months_vnd"] for n in (6, 12)}


COMPUTED = {
    "income-ceiling": lambda day: _run("state-support", day)["ceiling_vnd"],
    "minimum-monthly-contribution": lambda day: _lowest(day)["gross_monthly_vnd"],
    "support-amount": _supports,
    "funeral-amount": lambda day: _run("survivors", day, contribution_months=60)[
        "funeral_allowance_vnd"
    ],
    "household-health-insurance-year": _household,
    "accident-voluntary-contribution-amount": _accident,
    "unemployment-cap-amount": _caps,
    "household-business-owner-min-contribution": lambda day: _run("household-business-owner", day)[
        "min_monthly_vnd"
    ],
}


def test_every_computed_figure_of_the_dossier_has_a_calculator():
    assert {name for name, _ in ROWS} == set(COMPUTED)


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_a_computed_figure_is_reproduced_on_its_first_and_last_day(name, row):
    for text in (row["from"], row.get("to", row["from"])):
        found = COMPUTED[name](date.fromisoformat(text))
        pairs = (
            [(found, row["value"])]
            if isinstance(found, Quantity)
            else [(found[key], value) for key, value in row["value"].items()]
        )
        assert pairs
        for figure, value in pairs:
            assert figure.value == Decimal(value)
            assert figure.certain == (row["status"] == "verified")

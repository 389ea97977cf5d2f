"""The share of the average income that a pension pays, by sex and years, under each law.

Parameters: `pension-rate-women`, `pension-rate-men`, `pension-rate-men-15-20`,
`pension-rate-cap`, `pension-treaty-rate`. Shares are percents; years may hold a half.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kichban.law import RulesAt
from kichban.quantities import Quantity, Unit, derive

__all__ = ["NAME", "rate_2018", "rate_2024", "treaty_rate", "years_at_cap_2018"]

NAME = "tỷ lệ lương hưu"
_YEAR_ROW = re.compile(r"nam_(\d{4})(_tro_di)?")
_FORMULA = (
    "tỷ lệ của số năm gốc + (số năm tính mức hưởng − số năm gốc) × mỗi năm thêm, "
    "nhiều nhất bằng tỷ lệ cao nhất"
)


def rate_2024(rules: RulesAt, sex: str, months: Quantity, years: Quantity) -> Quantity:
    """The rate under the law of 2024 for a person who has years enough.

    Men with fewer full years than the base of `pension-rate-men` have a branch of their own;
    which branch applies is a condition, so the odd months are not rounded.
    """
    cap = rules.quantity("pension-rate-cap")
    if sex == "female":
        return _stepped(rules.table("pension-rate-women"), years, cap)
    table = rules.table("pension-rate-men")
    if months.value < table["so_nam_goc"].in_months().value:
        table = rules.table("pension-rate-men-15-20")
    return _stepped(table, years, cap)


def rate_2018(rules: RulesAt, sex: str, months: Quantity, years: Quantity) -> Quantity:
    """The rate under the law of 2014 from 2018: men's base years grow with the year of claim."""
    del months
    table = rules.table(_TABLE[sex])
    return _stepped({**table, "so_nam_goc": _base_years_2018(rules, sex)}, years, table["tran"])


def years_at_cap_2018(rules: RulesAt, sex: str) -> Quantity:
    """After how many years the highest rate is reached under the law of 2014."""
    table = rules.table(_TABLE[sex])
    base, first = _base_years_2018(rules, sex), table["ty_le_goc"]
    step, cap = table["moi_nam_them"], table["tran"]
    return derive(
        base.value + (cap.value - first.value) / step.value,
        Unit.YEARS,
        "số năm đóng để có tỷ lệ cao nhất",
        "số năm gốc + (tỷ lệ cao nhất − tỷ lệ của số năm gốc) : mỗi năm thêm",
        base.named("số năm gốc"),
        cap.named("tỷ lệ cao nhất"),
        first.named("tỷ lệ của số năm gốc"),
        step.named("mỗi năm thêm"),
    )


def treaty_rate(rules: RulesAt, years: Quantity) -> Quantity:
    """The rate of a person whose time abroad under a treaty makes the years enough."""
    each = rules.quantity("pension-treaty-rate").named("mỗi năm đóng ở Việt Nam")
    return derive(
        years.value * each.value,
        Unit.PERCENT,
        NAME,
        "số năm tính mức hưởng × tỷ lệ của mỗi năm đóng ở Việt Nam",
        years,
        each,
    )


_TABLE = {"female": "pension-rate-women", "male": "pension-rate-men"}


def _stepped(table: dict[str, Quantity], years: Quantity, cap: Quantity) -> Quantity:
    base, first, step = table["so_nam_goc"], table["ty_le_goc"], table["moi_nam_them"]
    value = first.value + (years.value - base.value) * step.value
    return derive(
        min(value, cap.value),
        Unit.PERCENT,
        NAME,
        _FORMULA,
        years,
        base.named("số năm gốc"),
        first.named("tỷ lệ của số năm gốc"),
        step.named("mỗi năm thêm"),
        cap.named("tỷ lệ cao nhất"),
    )


def _base_years_2018(rules: RulesAt, sex: str) -> Quantity:
    table = rules.table(_TABLE[sex])
    if "so_nam_goc" in table:
        return table["so_nam_goc"]
    rows = {int(found[1]): found[0] for row in table if (found := _YEAR_ROW.fullmatch(row))}
    year = max(y for y in rows if y <= rules.day.year)
    figure = table[rows[year]]
    basis = figure.trace.basis
    if basis is None or rows[year].endswith("_tro_di"):
        return figure
    # A row for one year of claim holds in that year only.
    narrowed = replace(basis, valid_from=date(year, 1, 1), valid_to=date(year, 12, 31))
    return replace(figure, trace=replace(figure.trace, basis=narrowed))


def no_rate(months: Quantity, needed: Quantity) -> Quantity:
    """Zero, for a person whose years are not enough."""
    return derive(Decimal(0), Unit.PERCENT, NAME, "chưa đủ số năm đóng nên chưa có", months, needed)

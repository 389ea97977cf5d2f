"""The average income that pensions and lump sums are taken of, carried to prices of the claim.

Parameters: `average-income-rule`, `income-adjustment-coefficients`, `cpi-coefficient-formula`,
`missing-time-coefficient`, `average-income-mixed-rule`. Income in VND/month, one row per span of
equal income; the average is VND/month, never rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

from kichban.calculators.answers import as_figure
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.durations import (
    as_history,
    refused,
    reported_months,
    rule_in_force,
)
from kichban.calculators.person import COMPULSORY_MONTHS
from kichban.errors import BadInput, NotKnown
from kichban.law import RulesAt
from kichban.numerals import format_number
from kichban.quantities import Figure, LegalDate, Quantity, Unit, derive, given, total

__all__ = ["AVERAGE_PARAMETERS"]

_COEFFICIENTS = "income-adjustment-coefficients"
_DIGITS = 50

AVERAGE_PARAMETERS: tuple[str, ...] = (
    "average-income-rule",
    "average-income-mixed-rule",
    _COEFFICIENTS,
    "cpi-coefficient-formula",
    "missing-time-coefficient",
)
"""Ids of every parameter that this module may read."""


def _compute_2024(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    law: tuple[Figure, ...] = (rule_in_force(rules, "average-income-rule"),)
    if typed["compulsory_months"]:
        law = (rule_in_force(rules, "average-income-mixed-rule"),)
    return _average(rules, typed, law)


def _compute_2014(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    if typed["compulsory_months"]:
        raise NotKnown(
            "Cách tính bình quân chung của Luật 2014 khi có đóng bắt buộc chưa có trong dữ liệu.",
            hint="chọn ngày áp dụng luật mới, hoặc hỏi cơ quan bảo hiểm xã hội.",
        )
    return _average(rules, typed, ())


def _average(rules: RulesAt, typed: Mapping[str, Any], law: tuple[Figure, ...]) -> dict[str, Value]:
    rows: Sequence[Mapping[str, Any]] = typed["periods"]
    claim_year: int = typed["claim_year"] or rules.day.year
    compulsory: int = typed["compulsory_months"]
    compulsory_average: Quantity | Decimal | None = typed["compulsory_average_vnd"]
    _check_compulsory(compulsory, compulsory_average)
    _check_years(rules, rows, claim_year)
    parts = [_adjusted(rules, row, claim_year, number) for number, row in enumerate(rows, 1)]
    months = reported_months(sum(row["months"] for row in rows) + compulsory, "tổng số tháng đóng")
    if not months:
        raise BadInput("Chưa có tháng đóng nào.", hint="thêm qua_trinh hoặc so_thang_bat_buoc.")
    adjusted = (
        total(parts, "tổng thu nhập tự nguyện đã điều chỉnh", "cộng các khoảng thời gian đóng")
        if parts
        else given(0, Unit.DONG, "tổng thu nhập tự nguyện đã điều chỉnh")
    )
    with localcontext() as context:
        context.prec = _DIGITS
        if compulsory and compulsory_average is not None:
            wage = as_figure(
                compulsory_average, Unit.DONG_PER_MONTH, "bình quân tiền lương bắt buộc"
            )
            paid = reported_months(compulsory, "số tháng đóng bắt buộc")
            average = derive(
                (wage.value * compulsory + adjusted.value) / months.value,
                Unit.DONG_PER_MONTH,
                _NAME,
                "(bình quân tiền lương bắt buộc × số tháng bắt buộc + tổng thu nhập tự nguyện "
                "đã điều chỉnh) : tổng số tháng đóng",
                wage,
                paid,
                adjusted,
                months,
                *law,
            )
        else:
            average = derive(
                adjusted.value / months.value,
                Unit.DONG_PER_MONTH,
                _NAME,
                "tổng thu nhập tự nguyện đã điều chỉnh : tổng số tháng đóng",
                adjusted,
                months,
                *law,
            )
    return {"adjusted_total_vnd": adjusted, "months": months, "average_income_vnd": average}


_NAME = "mức bình quân thu nhập"


def _adjusted(rules: RulesAt, row: Mapping[str, Any], claim_year: int, number: int) -> Quantity:
    label = f"khoảng {number}" if row["year"] is None else f"năm {row['year']}"
    income = as_figure(row["income_vnd"], Unit.DONG_PER_MONTH, f"thu nhập chọn {label}")
    months = reported_months(row["months"], f"số tháng đóng {label}")
    factor, law = _coefficient(rules, row, claim_year)
    return derive(
        income.value * factor.value * months.value,
        Unit.DONG,
        f"thu nhập {label} đã điều chỉnh",
        "thu nhập chọn × hệ số điều chỉnh × số tháng",
        income,
        factor,
        months,
        *law,
    )


def _coefficient(
    rules: RulesAt, row: Mapping[str, Any], claim_year: int
) -> tuple[Quantity, tuple[LegalDate, ...]]:
    raw: Quantity | Decimal | None = row["coefficient"]
    typed = None if raw is None else as_figure(raw, Unit.TIMES, "hệ số điều chỉnh nhập bằng tay")
    if row["missing_time"]:
        one = rules.quantity("missing-time-coefficient")
        if typed is not None and typed.value != one.value:
            raise refused(
                f"Phần đóng một lần cho thời gian còn thiếu ghi hệ số {format_number(typed.value)}",
                f"phần này dùng hệ số {format_number(one.value)}",
                rules.basis("missing-time-coefficient").citations,
                "bỏ he_so, hoặc bỏ dong_thieu.",
            )
        return one, ()
    if typed is not None:
        return typed, ()
    if row["year"] is None:
        raise BadInput(
            "Một khoảng thời gian đóng không ghi năm nên không tra được hệ số.",
            hint="thêm nam, hoặc he_so, hoặc dong_thieu: có.",
        )
    at = _at_claim(rules, claim_year)
    found = as_history(at.entry(_COEFFICIENTS, str(row["year"])), rules.day)
    if rules.covers("cpi-coefficient-formula"):
        return found, (rule_in_force(rules, "cpi-coefficient-formula"),)
    return found, ()


def _at_claim(rules: RulesAt, claim_year: int) -> RulesAt:
    """The law of the year of claim; the table of the year stands in that year only."""
    if not date.min.year <= claim_year <= date.max.year:
        raise BadInput(f"Năm hưởng {claim_year} không thể có.", hint="sửa nam_huong.")
    return rules if claim_year == rules.day.year else rules.on(date(claim_year, 1, 1))


def _check_compulsory(months: int, average: Quantity | Decimal | None) -> None:
    if months and average is None:
        raise BadInput(
            "Có số tháng đóng bắt buộc mà thiếu bình quân tiền lương của phần đó.",
            hint="thêm binh_quan_bat_buoc.",
        )
    if average is not None and not months:
        raise BadInput(
            "Có bình quân tiền lương bắt buộc mà không có tháng đóng bắt buộc nào.",
            hint="thêm so_thang_bat_buoc, hoặc bỏ binh_quan_bat_buoc.",
        )


def _check_years(rules: RulesAt, rows: Sequence[Mapping[str, Any]], claim_year: int) -> None:
    paid: Counter[int] = Counter()
    for row in rows:
        year = row["year"]
        if year is None:
            continue
        if year > claim_year:
            raise BadInput(
                f"Năm đóng {year} sau năm hưởng {claim_year}; "
                "chỉ tính thu nhập của các tháng đã đóng đến năm hưởng.",
                hint="sửa nam hoặc nam_huong.",
            )
        if row["missing_time"]:
            continue
        paid[year] += row["months"]
        if paid[year] > 12:
            raise BadInput(
                f"Năm {year} ghi {paid[year]} tháng đóng; một năm nhiều nhất 12 tháng.",
                hint="chia theo từng năm đóng.",
            )
        if row["coefficient"] is None:
            _check_table(_at_claim(rules, claim_year), year)


def _check_table(rules: RulesAt, year: int) -> None:
    years = [int(row) for row in rules.table(_COEFFICIENTS)]
    if not min(years) <= year <= max(years):
        raise refused(
            f"Bảng hệ số điều chỉnh không có năm {year}",
            f"bảng của năm hưởng {rules.day.year} có từ năm {min(years)} đến năm {max(years)}",
            rules.basis(_COEFFICIENTS).citations,
            "sửa nam, hoặc nhập he_so bằng tay.",
        )


_ROW = (
    Input("year", "nam", "năm đóng", "whole"),
    Input("months", "so_thang", "số tháng đóng", "months", required=True, low=Decimal(1)),
    Input("income_vnd", "thu_nhap", "thu nhập chọn mỗi tháng, đồng", "money", required=True),
    Input(
        "coefficient",
        "he_so",
        "hệ số điều chỉnh; để trống thì tra bảng",
        "number",
        low=Decimal(0),
    ),
    Input(
        "missing_time",
        "dong_thieu",
        "là phần đóng một lần cho thời gian còn thiếu: có hoặc không",
        "flag",
        default=False,
    ),
)

AVERAGE_INCOME_CALCULATOR = REGISTRY.add(
    Calculator(
        name="average-income",
        title="Mức bình quân thu nhập",
        summary="Bình quân thu nhập mọi tháng đã đóng, mỗi năm nhân hệ số trượt giá.",
        inputs=(
            Input("claim_year", "nam_huong", "năm bắt đầu hưởng; để trống là năm tính", "whole"),
            Input(
                "periods",
                "qua_trinh",
                "các khoảng đóng: nam, so_thang, thu_nhap, he_so, dong_thieu",
                "rows",
                required=True,
                columns=_ROW,
            ),
            COMPULSORY_MONTHS,
            Input(
                "compulsory_average_vnd",
                "binh_quan_bat_buoc",
                "bình quân tiền lương của phần bắt buộc, đồng/tháng",
                "money",
            ),
        ),
        outputs=(
            Output(
                "adjusted_total_vnd",
                "tong_da_dieu_chinh",
                "Tổng thu nhập phần tự nguyện sau khi nhân hệ số",
            ),
            Output("months", "so_thang", "Tổng số tháng đóng cả hai loại"),
            Output("average_income_vnd", "binh_quan_thu_nhap", "Mức bình quân thu nhập mỗi tháng"),
        ),
        parameters=AVERAGE_PARAMETERS,
        provisions=("binh-quan-thu-nhap", "huu-tri-co-ca-hai-loai"),
        # The law of 2014 averaged voluntary time the same way; the law of 2024 since 01/07/2025.
        versions=(
            Version(date(2016, 1, 1), _compute_2014, date(2025, 6, 30)),
            Version(date(2025, 7, 1), _compute_2024),
        ),
        example={
            "nam_huong": "2026",
            "qua_trinh": "nam:2023,so_thang:12,thu_nhap:2.000.000;"
            "nam:2024,so_thang:12,thu_nhap:3.000.000",
        },
    )
)

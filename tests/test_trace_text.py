"""Figures in words: with their unit, rounded only in print, explained line by line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as given_values
from hypothesis import strategies as st

from kichban.calculators import REGISTRY, calculate
from kichban.citations import Citation
from kichban.display import figure_text, rounding_note
from kichban.law import Law, LawFolder, LegalDocument
from kichban.quantities import LegalDate, Trace, Unit, given
from kichban.trace_text import cited, explain, public_line

LAW = Law([LawFolder(Path(__file__).resolve().parent.parent / "law", "law")])
DAY = date(2026, 11, 21)


def figure(name: str, key: str, **inputs: str):
    return calculate(REGISTRY.get(name), LAW.at(DAY), inputs)[key]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("330000", Unit.DONG_PER_MONTH, "330.000 đồng/tháng"),
        ("330000.5", Unit.DONG, "330.001 đồng"),
        ("0.22", Unit.RATIO, "22%"),
        ("0.0031", Unit.RATIO, "0,31%"),
        ("42.5", Unit.PERCENT, "42,5%"),
        ("17.5", Unit.YEARS, "17,5 năm"),
        ("120", Unit.MONTHS, "120 tháng"),
        ("738", Unit.AGE_MONTHS, "61 tuổi 6 tháng"),
        ("732", Unit.AGE_MONTHS, "61 tuổi"),
        ("75", Unit.AGE_YEARS, "75 tuổi"),
        ("5", Unit.WORKING_DAYS, "5 ngày làm việc"),
        ("20", Unit.TIMES, "20 lần"),
        ("2", Unit.COUNT, "2"),
        ("1.23456789", Unit.TIMES, "1,2346 lần"),
    ],
)
def test_a_figure_is_printed_with_its_unit(value, unit, text):
    assert figure_text(given(value, unit, "x")) == text


def test_a_date_is_printed_as_a_day_or_as_its_month():
    day = LegalDate(date(2025, 7, 1), Trace("ngày"))
    assert figure_text(day) == "01/07/2025"
    assert figure_text(day, month=True) == "07/2025"


@given_values(st.decimals(min_value=0, max_value=10**12, places=3))
def test_money_is_rounded_half_up_in_print_only_and_says_so(value):
    money = given(value, Unit.DONG, "x")
    shown = Decimal(figure_text(money).removesuffix(" đồng").replace(".", ""))
    assert abs(shown - value) <= Decimal("0.5")
    assert bool(rounding_note(money)) == (value != value.to_integral_value())


def test_a_trace_names_formula_inputs_law_dates_and_source():
    lines = explain(
        figure("contribution", "nguoi_dong", thu_nhap_chon="1.500.000", thuoc_dien="khac")
    )
    text = "\n".join(lines)
    assert lines[0] == "Người tham gia tự đóng mỗi tháng = 264.000 đồng/tháng"
    assert "Cách tính: thu nhập chọn × tỷ lệ đóng" in text
    assert "Thu nhập chọn = 1.500.000 đồng/tháng (số người dùng nhập)" in text
    assert "Căn cứ: khoản 1 Điều 36 Luật 41/2024/QH15; áp dụng từ 01/07/2025" in text
    assert "áp dụng từ 01/01/2026 đến 31/12/2026" in text
    assert "Nguồn: đã đọc nguyên văn; đọc lại ngày 22/11/2026" in text
    assert "CHƯA CHẮC" not in text


def test_a_figure_met_again_is_not_explained_again():
    lines = explain(
        figure("contribution", "tong_nguoi_dong", thu_nhap_chon="3.000.000", so_thang="24")
    )
    rates = [line.strip() for line in lines if line.strip().startswith("Tỷ lệ đóng")]
    assert rates[0] == "Tỷ lệ đóng = 22%"
    assert all(rate.endswith("(đã nói ở trên)") for rate in rates[1:])
    assert len(lines) < 60


def test_figures_explained_together_share_what_was_explained():
    income = {"thu_nhap_chon": "3.000.000", "thuoc_dien": "khac"}
    seen: set[object] = set()
    first = explain(figure("contribution", "muc_dong", **income), seen=seen)
    second = explain(figure("contribution", "muc_dong", **income), seen=seen)
    assert len(first) > 1
    assert second == [f"{first[0]} (đã nói ở trên)"]


def test_an_unconfirmed_figure_says_so_at_its_head_and_at_its_source():
    estimate = figure(
        "advance-payment",
        "nguoi_dong",
        thu_nhap_chon="1.500.000",
        so_nam="2",
        thuoc_dien="khac",
        cach_tru_ho_tro="khong_chiet_khau",
    )
    lines = explain(estimate)
    assert lines[1].strip().startswith("CHƯA CHẮC")
    assert any("Nguồn: CHƯA CHẮC" in line for line in lines)
    assert "  Làm tròn: đến đồng khi in" in lines
    assert public_line(estimate).endswith("; chưa chắc.")


def test_the_public_line_puts_values_into_the_formula_and_cites():
    assert public_line(figure("contribution", "muc_dong", thu_nhap_chon="1.500.000")) == (
        "Mức đóng mỗi tháng: 1.500.000 đồng/tháng × 22% = 330.000 đồng/tháng; "
        "khoản 1 Điều 36 Luật 41/2024/QH15."
    )


def test_the_public_line_of_a_value_of_law_is_the_value_and_its_place():
    rate = LAW.at(DAY).quantity("support-max-months").named("số tháng hỗ trợ nhiều nhất")
    assert public_line(rate) == (
        "Số tháng hỗ trợ nhiều nhất: 120 tháng; khoản 2 Điều 5 Nghị định 159/2025/NĐ-CP."
    )


def test_places_of_one_text_are_cited_together_with_the_kind_of_the_text():
    places = (
        Citation("45/2019/QH14", "139", ("1",)),
        Citation("59/2015/QĐ-TTg"),
        Citation("45/2019/QH14", "162"),
    )
    assert (
        cited(places) == "khoản 1 Điều 139, Điều 162 Luật 45/2019/QH14; Quyết định 59/2015/QĐ-TTg"
    )
    code = LegalDocument(so_hieu="45/2019/QH14", loai="Bộ luật")
    assert cited(places[:1], {"45/2019/QH14": code}) == "khoản 1 Điều 139 Bộ luật 45/2019/QH14"
    assert cited(()) == ""


@pytest.mark.parametrize("name", REGISTRY.names())
def test_every_example_can_be_explained_without_english_or_python(name):
    calculator = REGISTRY.get(name)
    result = calculate(calculator, LAW.at(DAY), calculator.example)
    for value in result.outputs.values():
        if hasattr(value, "trace"):
            text = "\n".join(explain(value)) + public_line(value)
            for foreign in ("None", "Decimal", "{", "}", "**", "=  ", " = \n"):
                assert foreign not in text

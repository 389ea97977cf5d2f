"""What changes between two days, and what that touches."""

from __future__ import annotations

from datetime import date

import pytest

from kichban.calculators import REGISTRY
from kichban.errors import BadRequest
from kichban.law import Law, LawFolder
from kichban.law.changes import changes, touched

SOURCE = """\
    can_cu: {van_ban: 1/2000/QH10, dieu: 999}
    nguon: văn bản gốc
    trang_thai: %s
    kiem_chung: nguyen_van
    doc_lai: 2026-11-20
"""


def named(law, since, until):
    return {change.id: change for change in changes(law, since, until)}


@pytest.fixture
def toy(tmp_path):
    """A law of two parameters: `muc` has the values given, `san` is always the same as `muc`."""

    def write(*values: str) -> Law:
        folder = tmp_path / "law" / "parameters"
        folder.mkdir(parents=True, exist_ok=True)
        head = "ten: {}\nnhom: thu\ndon_vi: đồng/tháng\ngia_tri:\n"
        (folder / "muc.yaml").write_text(head.format("Mức") + "".join(values), encoding="utf-8")
        same = "  - tu: 2020-01-01\n    theo: muc\n" + SOURCE % "da_xac_minh"
        (folder / "san.yaml").write_text(head.format("Sàn") + same, encoding="utf-8")
        return Law([LawFolder(tmp_path / "law", "law")])

    return write


def entry(start: str, end: str, number: str, status: str = "da_xac_minh") -> str:
    days = f"  - tu: {start}\n" + (f"    den: {end}\n" if end else "")
    return f"{days}    so: {number}\n" + SOURCE % status


def test_a_change_is_counted_on_its_first_day_only(law):
    def found(since, until):
        return "rural-poverty-line" in named(law, since, until)

    assert found(date(2026, 12, 31), date(2027, 1, 1))
    assert not found(date(2027, 1, 1), date(2027, 12, 31))
    assert not found(date(2026, 11, 21), date(2026, 12, 31))


def test_a_change_tells_what_held_and_what_holds(law):
    change = named(law, date(2026, 12, 31), date(2027, 1, 1))["rural-poverty-line"]
    assert change.before == "1.500.000 đồng/tháng"
    assert change.after == "2.200.000 đồng/tháng"
    assert change.day == date(2027, 1, 1)
    assert change.certain
    assert "351/2025/NĐ-CP" in "\n".join(change.lines())


def test_a_value_set_by_another_changes_with_it(law):
    change = named(law, date(2026, 12, 31), date(2027, 1, 1))["income-floor"]
    assert change.after.startswith("2.200.000")
    assert change.what == "thay_doi"


def test_a_table_with_a_row_for_each_year_changes_every_year_until_its_end(law):
    def rows(year):
        return named(law, date(year - 1, 12, 31), date(year, 1, 1))

    change = rows(2027)["retirement-age-men"]
    assert change.before == "61 tuổi 6 tháng (dòng của năm 2026)"
    assert change.after == "61 tuổi 9 tháng (dòng của năm 2027)"
    assert "retirement-age-men" not in rows(2029)
    assert "retirement-age-women" in rows(2029)


def test_a_table_of_past_years_does_not_pass_for_a_yearly_one(law):
    found = named(law, date(2025, 1, 1), date(2025, 12, 31))
    assert "income-adjustment-coefficients" not in found


def test_the_law_of_2024_shows_as_new_changed_and_kept_points(law):
    found = named(law, date(2025, 6, 30), date(2025, 7, 1))
    assert found["support-rate-poor"].what == "thay_doi"
    assert found["voluntary-contribution-rate"].what == "doi_can_cu"
    assert found["voluntary-contribution-rate"].after == "22%"
    assert found["tro-cap-hang-thang-dieu-23"].what == "bat_dau"
    assert found["luong-huu-15-nam"].what == "thay_doi"
    assert "20 năm" in found["luong-huu-15-nam"].before


def test_an_earlier_rule_that_nobody_read_is_marked(law):
    change = named(law, date(2025, 6, 30), date(2025, 7, 1))["bhxh-mot-lan-nguoi-moi"]
    assert change.before.endswith("(chưa đối chiếu nguyên văn)")


def test_a_value_that_ends_without_a_successor_is_told_as_ended(toy):
    law = toy(entry("2020-01-01", "2020-12-31", "1.000"))
    found = named(law, date(2020, 12, 31), date(2021, 1, 1))
    assert found["muc"].what == "het"
    assert (found["muc"].before, found["muc"].after) == ("1.000 đồng/tháng", "")
    assert found["san"].after.startswith("không có giá trị")


def test_an_unconfirmed_value_is_marked_in_its_line_and_as_a_whole(toy):
    law = toy(
        entry("2020-01-01", "2020-12-31", "1.000"),
        entry("2021-01-01", "", "2.000", "chua_xac_minh"),
    )
    change = named(law, date(2020, 12, 31), date(2021, 1, 1))["muc"]
    assert change.after == "2.000 đồng/tháng (chưa xác minh)"
    assert not change.certain
    assert any("không dùng như một điều chắc chắn" in line for line in change.lines())


def test_every_change_has_a_place_in_the_law_and_comes_in_order_of_days(law):
    found = changes(law, date(2015, 12, 31), date(2030, 1, 1))
    assert all(change.citations for change in found)
    assert [change.day for change in found] == sorted(change.day for change in found)
    assert all(change.before or change.after for change in found)


def test_changes_may_be_asked_for_some_names_only(law):
    only = {"rural-poverty-line", "the-bhyt-khi-huong-luong-huu"}
    found = changes(law, date(2025, 6, 30), date(2027, 1, 1), only=only)
    assert {change.id for change in found} == only


def test_no_day_can_come_before_the_first(law):
    with pytest.raises(BadRequest, match="đứng trước"):
        changes(law, date(2027, 1, 1), date(2026, 1, 1))
    assert changes(law, date(2027, 1, 1), date(2027, 1, 1)) == []


def test_a_new_poverty_line_touches_what_is_computed_from_it_and_nothing_else(law):
    found = changes(law, date(2026, 12, 31), date(2027, 1, 1), only={"rural-poverty-line"})
    reads = {name: REGISTRY.get(name).parameters for name in REGISTRY.names()}
    names = touched({change.id for change in found}, reads)
    assert {"contribution", "state-support", "year-compare"} <= set(names)
    assert "pension-rate" not in names
    topics = {"muc-dong": ["rural-poverty-line"], "tuoi": ["retirement-age-men"], "trong": []}
    assert touched({"rural-poverty-line"}, topics) == ("muc-dong",)
    assert touched([], topics) == ()

"""A file of worked examples: every key checked, nothing passed over, nothing special-cased."""

from __future__ import annotations

from pathlib import Path

import pytest

from kichban import yamlio
from kichban.errors import BadField, CannotRead
from kichban.law import Law, LawFolder
from kichban.verify import Outcome, verify

ROOT = Path(__file__).resolve().parent.parent
LAW = Law([LawFolder(ROOT / "law", "law")])
FILE = ROOT / "tests" / "data" / "worked-examples.yaml"
EXAMPLE = """\
- id: muc-dong
  topic: contribution
  as_of: '2026-11-21'
  inputs:
    income_vnd: 3000000
    groups:
    - other
    start_month: 2026-11
    local_support_rate: 0.1
  expected:
    valid: true
    applied_rate: 0.2
    payer_total_vnd: 561000
  status: verified
"""


def check(text: str):
    loaded = yamlio.parse(f"schema: bhxh-examples/2\nexamples:\n{text}", "vi-du.yaml")
    return verify(LAW, loaded)


def changed(old: str, new: str):
    assert old in EXAMPLE
    (result,) = check(EXAMPLE.replace(old, new))
    return result


def test_every_worked_example_matches_and_only_the_disputed_one_is_unverified():
    results = verify(LAW, FILE)
    assert len(results) > 70
    assert [r.line() for r in results if r.outcome is not Outcome.MATCH] == []
    assert [r.id for r in results if r.unverified] == [
        "dong-truoc-5-nam-tru-ho-tro-khong-chiet-khau"
    ]


def test_no_example_is_known_to_the_program_by_name():
    ids = {result.id for result in verify(LAW, FILE)}
    sources = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    assert [name for name in ids if f'"{name}"' in sources] == []


def test_a_matching_example_says_where_it_stands():
    (result,) = check(EXAMPLE)
    assert result.line() == "vi-du.yaml:3  khớp  muc-dong"
    assert result.passed


def test_a_wrong_amount_is_reported_with_its_line_and_by_how_much():
    result = changed("561000", "561002")
    assert result.outcome is Outcome.DIFFERENT
    assert not result.passed
    (difference,) = result.differences
    assert difference.line == 15
    assert "tính được 561.000, ví dụ ghi 561.002, lệch 2" in difference.text


@pytest.mark.parametrize(("tolerance", "outcome"), [("1", "lệch"), ("2", "khớp")])
def test_amounts_may_differ_by_the_tolerance_of_their_example(tolerance, outcome):
    result = changed("561000\n", f"561002\n  tolerance_vnd: {tolerance}\n")
    assert str(result.outcome) == outcome


def test_a_rate_may_not_differ_at_all():
    text = EXAMPLE.replace("applied_rate: 0.2", "applied_rate: 0.2000001")
    (result,) = check(text + "  tolerance_vnd: 5\n")
    assert [d.key for d in result.differences] == ["applied_rate"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("topic: contribution", "topic: contributoin", "contribution"),
        ("income_vnd: 3000000", "incme_vnd: 3000000", "income_vnd"),
        ("payer_total_vnd: 561000", "payer_totl_vnd: 561000", "payer_total_vnd"),
        ("status: verified", "status: perhaps", "verified"),
        ("status: verified", "note: x", "note"),
        ("as_of: '2026-11-21'", "as_of: hôm nay", "ngày"),
        ("income_vnd: 3000000", "income_vnd: 3.000.000", "3.000.000"),
        ("income_vnd: 3000000", "income_vnd: nan", "nan"),
        ("- other", "- rich", "thuoc_dien"),
        ("    start_month: 2026-11\n", "    start_month: tháng này\n", "thang_bat_dau"),
    ],
)
def test_what_is_not_understood_is_a_failure_with_the_word_and_a_remedy(old, new, says):
    result = changed(old, new)
    assert result.outcome is Outcome.NOT_UNDERSTOOD
    assert not result.passed
    assert says in result.reason


def test_an_example_that_expects_nothing_is_a_failure():
    (result,) = check("- id: trong\n  topic: maternity\n  as_of: '2026-08-01'\n  inputs: {}\n")
    assert result.outcome is Outcome.NOT_UNDERSTOOD
    assert "expected" in result.reason


def test_what_the_law_data_cannot_answer_is_reported_with_the_reason():
    result = changed("as_of: '2026-11-21'", "as_of: '2012-01-01'")
    assert result.outcome is Outcome.NOT_COMPUTED
    assert "01/01/2016" in result.reason


def test_a_single_key_that_cannot_be_computed_names_the_key_and_the_reason():
    text = EXAMPLE.replace("2026-11-21", "2017-03-01").replace("2026-11\n", "2017-03\n")
    (result,) = check(text.replace("valid: true", "gross_monthly_vnd: 660000"))
    assert result.outcome is Outcome.NOT_COMPUTED
    assert {d.key for d in result.differences} >= {"payer_total_vnd"}
    assert "chuẩn hộ nghèo" in result.reason


def test_a_disputed_example_is_computed_with_unconfirmed_values_and_marked():
    text = EXAMPLE.replace("2026-11-21", "2020-03-01").replace("2026-11\n", "2020-03\n")
    text = text.replace("applied_rate: 0.2", "applied_rate: 0.1").replace("561000", "629200")
    (result,) = check(text.replace("status: verified", "status: unverified"))
    assert result.outcome is Outcome.MATCH
    assert "chưa xác minh" in result.line()
    (strict,) = check(text)
    assert strict.outcome is Outcome.NOT_COMPUTED


def test_lists_maps_months_and_booleans_are_compared_item_by_item():
    results = check(
        """\
- id: ho
  topic: health-insurance
  as_of: '2026-08-01'
  inputs: {members: 2, months: 12}
  expected: {per_member_vnd: [1366200, 956341]}
- id: ho-thieu
  topic: health-insurance
  as_of: '2026-08-01'
  inputs: {members: 2, months: 12}
  expected: {per_member_vnd: [1366200]}
- id: nhom
  topic: contribution
  as_of: '2026-08-01'
  inputs: {income_vnd: 1500000}
  expected: {payer_monthly_by_group_vnd: {poor: 165000, other: 264001, nobody: 1}}
- id: tuoi
  topic: retirement-age
  as_of: '2026-08-01'
  inputs: {sex: male, birth_month: 1965-01}
  expected: {reached_month: 2026-08}
- id: thai-san
  topic: maternity
  as_of: '2026-08-01'
  inputs: {children: 1, mother_compulsory_eligible: true}
  expected: {eligible: true}
"""
    )
    assert [r.outcome for r in results] == [Outcome.DIFFERENT] * 5
    texts = [r.differences[0].text for r in results]
    assert texts[0].startswith("mục 2 ")
    assert "2 mục" in texts[1]
    assert "other" in texts[2]
    assert "nobody" in texts[2]
    assert "poor" not in texts[2]
    assert texts[3] == "tính được 2026-07, ví dụ ghi 2026-08"
    assert texts[4] == "tính được false, ví dụ ghi true"


@pytest.mark.parametrize("text", ["- 1\n", "- [a, b]\n", "- null\n"])
def test_an_entry_that_is_no_example_is_a_failure(text):
    (result,) = check(text)
    assert result.outcome is Outcome.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "text", ["a: 1\n", "examples: 5\n", "schema: bhxh-examples/9\nexamples: []\n", ""]
)
def test_a_file_of_another_layout_is_refused(text):
    with pytest.raises(BadField):
        verify(LAW, yamlio.parse(text, "vi-du.yaml"))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CannotRead):
        verify(LAW, tmp_path / "khong-co.yaml")

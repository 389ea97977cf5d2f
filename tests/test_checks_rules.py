"""Rule files: each rule proves itself, an office adds and replaces, nothing stray breaks it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from kichban.checks.clarity import assess_text
from kichban.checks.codes import catalogue
from kichban.checks.reading import Reading, Setting
from kichban.checks.rulebook import rule_book
from kichban.packs import Packs

ROOT = Path(__file__).resolve().parent.parent


def words(packs, text, **setting):
    hits = rule_book(packs).words.hits(Reading.of_text(text), Setting(**setting))
    return {(hit.row.tu, hit.verdict) for hit in hits}


def test_every_built_in_rule_finds_its_wrong_examples_and_leaves_the_right_ones(packs):
    assert rule_book(packs).findings == ()


def test_the_rule_files_are_what_the_tables_say(tmp_path, monkeypatch):
    script = runpy.run_path(str(ROOT / "scripts" / "convert_rules.py"))
    (tmp_path / "rules").mkdir()
    monkeypatch.setitem(script["main"].__globals__, "ROOT", tmp_path)
    script["main"](ROOT / "tests" / "data")
    for name in ("tu-thuong.yaml", "nham-lan.yaml"):
        made = (tmp_path / "rules" / name).read_text(encoding="utf-8")
        assert made == (ROOT / "rules" / name).read_text(encoding="utf-8"), name


def test_every_code_that_a_rule_names_is_explained(packs):
    book = rule_book(packs)
    assert {phrase.rule.ma for phrase in book.phrases} <= set(catalogue())


MINE = """\
loai: co_mat
quy_tac:
  - khoa: {khoa}
    ma: V307
    muc: canh_bao
    thong_bao: "«{{tu}}» nghe chói tai."
    cach_sua: nói khác đi.
    co: [{co}]
    thu: {{sai: ["{sai}"], dung: ["Nói nhẹ nhàng thôi."]}}
"""


def mine(khoa="rieng", co="sấm sét", sai="Nói như sấm sét."):
    return MINE.format(khoa=khoa, co=co, sai=sai)


@pytest.mark.parametrize("suffix", ["yaml", "yml"])
def test_an_office_adds_a_rule_of_its_own(office, suffix):
    packs = Packs([office(f"rules/rieng.{suffix}", mine())])
    found = assess_text("Nói như sấm sét bên tai.", packs)
    assert [(f.code, f.message) for f in found.findings() if f.code == "V307"] == [
        ("V307", "«sấm sét» nghe chói tai.")
    ]
    assert rule_book(packs).findings == ()


def test_an_office_replaces_a_built_in_rule_of_the_same_name(office):
    packs = Packs([office("rules/rieng.yaml", mine(khoa="giuc"))])
    codes = [f.message for f in assess_text("Nhanh tay kẻo lỡ, nhanh như sấm sét.", packs).remarks]
    assert codes == ["«sấm sét» nghe chói tai."]


def test_an_office_switches_a_rule_off(office):
    text = "Bà con nhanh tay đăng ký kẻo lỡ."
    assert assess_text(text, Packs()).remarks
    off = "loai: co_mat\ntat: [giuc]\n"
    assert not assess_text(text, Packs([office("rules/tat.yaml", off)])).remarks


def test_an_office_switches_a_plain_word_off(office):
    assert ("triển khai", "thay") in words(Packs(), "Xã triển khai từ mai.")
    off = "loai: tu_thuong\ntat: [triển khai]\n"
    packs = Packs([office("rules/tat.yaml", off)])
    assert ("triển khai", "thay") not in words(packs, "Xã triển khai từ mai.")


def test_an_office_changes_a_threshold(office):
    limits = "loai: nguong\nnguong: {phat_hanh: 99}\n"
    packs = Packs([office("rules/nguong.yaml", limits)])
    assert assess_text("Bà con ra bưu điện.", packs).threshold == 99
    assert assess_text("Bà con ra bưu điện.", Packs()).threshold == 85


def test_a_rule_that_misses_its_own_example_is_not_used_and_is_told(office):
    packs = Packs([office("rules/rieng.yaml", mine(sai="Nói như gió thoảng."))])
    (finding,) = rule_book(packs).findings
    assert finding.code == "V392"
    assert "Nói như gió thoảng" in finding.message
    assert finding.where.line == 3
    assert not assess_text("Nói như sấm sét bên tai.", packs).remarks


def test_a_rule_that_hits_its_own_right_example_is_not_used(office):
    packs = Packs([office("rules/rieng.yaml", mine(co="nhẹ nhàng, sấm sét"))])
    assert [f.code for f in rule_book(packs).findings] == ["V392"]


def test_a_word_without_examples_is_not_used(office):
    row = "loai: tu_thuong\ntu:\n  - {tu: sấm sét, ma: THAY, noi: tiếng to}\n"
    packs = Packs([office("rules/tu.yaml", row)])
    assert [f.code for f in rule_book(packs).findings] == ["V392"]
    assert not words(packs, "Nói như sấm sét.")


@pytest.mark.parametrize(
    ("name", "text", "level"),
    [
        ("rules/ghi-chep.txt", "việc phải làm", "goi_y"),
        ("rules/khac.yaml", "ten: không phải quy tắc\n", "goi_y"),
    ],
)
def test_a_stray_file_in_the_rules_folder_is_a_hint_not_a_crash(office, name, text, level):
    packs = Packs([office(name, text)])
    (finding,) = rule_book(packs).findings
    assert (finding.code, finding.level) == ("V391", level)
    assert ("triển khai", "thay") in words(packs, "Xã triển khai từ mai.")


@pytest.mark.parametrize(
    "text",
    [
        "loai: co_mat\nquy_tac: [\n",
        "loai: khong_co\n",
        "loai: co_mat\nquy_tac:\n  - {khoa: x}\n",
        "loai: nguong\nnguong: {phat_hanh: nhiều}\n",
        "loai: co_mat\nquy_tac:\n  - {khoa: x, ma: V307, muc: loi, thong_bao: a, co: [<gì>], "
        "thu: {sai: [a], dung: [b]}}\n",
    ],
)
def test_a_broken_rule_file_is_told_with_its_line_and_the_other_rules_stay(office, text):
    packs = Packs([office("rules/hong.yaml", text)])
    found = rule_book(packs).findings
    assert found
    assert all(f.level == "loi" and f.where and f.where.file.endswith("hong.yaml") for f in found)
    assert ("triển khai", "thay") in words(packs, "Xã triển khai từ mai.")

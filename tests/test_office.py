"""An office's own folder: laid out in one command, edited in a few lines, the law untouched."""

from __future__ import annotations

import re

import pytest

from kichban import units
from kichban.cli import run
from kichban.errors import UnknownName


def test_there_are_as_many_provinces_and_communes_as_the_law_made():
    assert len(units.provinces()) == 34
    kinds = [unit.kind for unit in units.today()]
    assert len(kinds) == 3321
    assert {k: kinds.count(k) for k in set(kinds)} == {"Xã": 2621, "Phường": 687, "Đặc khu": 13}


@pytest.mark.parametrize(
    ("province", "commune"),
    [("Hà Nội", "Ba Đình"), ("thanh pho ha noi", "phuong ba dinh"), ("Hà Nội", "Phường Ba Đình")],
)
def test_names_are_found_with_or_without_accents_and_kind(province, commune):
    assert units.commune(province, commune).full == "phường Ba Đình"


def test_old_names_are_known_and_the_new_ones_offered():
    with pytest.raises(UnknownName) as caught:
        units.commune("Hà Nội", "Phường Phúc Xá")
    assert "phường Hồng Hà" in caught.value.hint
    with pytest.raises(UnknownName) as caught:
        units.province("Sóc Trăng")
    assert "Cần Thơ" in caught.value.hint


def test_a_misspelt_province_offers_the_nearest():
    with pytest.raises(UnknownName) as caught:
        units.province("Tỉnh Lâm Đồn")
    assert "Lâm Đồng" in caught.value.hint


@pytest.fixture
def folder(tmp_path, monkeypatch, capsys):
    target = tmp_path / "bộ mẫu xã"
    code = run(
        [
            "init", str(target), "--province", "Lâm Đồng", "--commune", "Đinh Văn Lâm Hà",
            "--region", "nam", "--village", "buôn", "--office", "bảo hiểm xã hội Lâm Hà",
            "--hotline", "0263 3822 123", "--registration", "bưu điện xã",
            "--hours", "sáng thứ hai đến thứ sáu", "--feedback", "đài truyền thanh xã",
        ]
    )  # fmt: skip
    assert code == 0, capsys.readouterr().err
    monkeypatch.chdir(target)
    capsys.readouterr()
    return target


def test_init_lays_out_a_folder_that_works_at_once(folder, capsys):
    code = run(["render", "--persona", "nong-dan", "--channel", "to-roi", "--date", "21/11/2026",
                "--format", "md", "--draft"])  # fmt: skip
    captured = capsys.readouterr()
    assert code in (0, 1), captured.err
    text = next((folder / "ket-qua").glob("*.md")).read_text(encoding="utf-8")
    assert "0263 3822 123" in text
    assert "buôn" in text
    assert "330.000 đồng" in text


def test_every_command_of_the_folder_s_own_guide_runs(folder, capsys):
    guide = (folder / "DOC-TRUOC.md").read_text(encoding="utf-8")
    commands = re.findall(r"`kichban ([^`]+)`", guide)
    assert len(commands) >= 3
    for command in commands:
        assert run(
            [*command.split(), *(["--date", "21/11/2026"] if "render" in command else [])]
        ) in (
            0,
            1,
        ), capsys.readouterr().err


def test_init_refuses_a_folder_that_holds_something(tmp_path, capsys):
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    arguments = ["init", str(tmp_path), "--province", "Hà Nội", "--commune", "Ba Đình",
                 "--region", "bac", "--village", "thôn", "--office", "a", "--hotline", "1900 9068",
                 "--registration", "b", "--hours", "c", "--feedback", "d"]  # fmt: skip
    assert run(arguments) == 2
    assert "trống" in capsys.readouterr().err


def test_init_asks_again_until_the_names_are_right(tmp_path, monkeypatch, capsys):
    typed = iter(["Sóc Trăng", "Cần Thơ", "Ninh Kieu", "", "", "", "", "", "", ""])
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(typed))
    target = tmp_path / "mẫu phường"
    assert run(["init", str(target)]) == 0
    told = capsys.readouterr().out
    assert "nay là" in told
    place = (target / "places" / "ninh-kieu.yaml").read_text(encoding="utf-8")
    assert 'goi_thon: "tổ dân phố"' in place
    assert 'diem_dang_ky: "bưu điện phường"' in place


def test_marks_that_an_officer_types_do_not_break_the_files(tmp_path, capsys):
    target = tmp_path / "x"
    arguments = ["init", str(target), "--province", "Hà Nội", "--commune", "Ba Đình"]
    odd = ["--office", 'BHXH "số 1": #2 {x}', "--hours", "7h30 - 11h30; thứ 2 -> 6"]
    assert run([*arguments, *odd]) == 0
    assert run(["check", str(target)]) in (0, 1), capsys.readouterr().err
    from kichban.packs import Packs

    assert Packs([target]).place("ba-dinh").co_quan_bhxh == 'BHXH "số 1": #2 {x}'


def test_the_usual_place_must_be_there(folder, capsys):
    marker = folder / "kichban.yaml"
    marker.write_text("noi: dinh-van-lam-h\n", encoding="utf-8")
    assert run(["check", "kichban.yaml"]) == 1
    assert "dinh-van-lam-ha" in capsys.readouterr().out
    assert run(["render", "--persona", "nong-dan"]) == 2
    assert "dinh-van-lam-ha" in capsys.readouterr().err


def test_an_extension_replaces_what_it_says_and_keeps_the_rest(folder):
    from kichban.packs import Packs

    own, base = Packs([folder]), Packs()
    assert own.persona("nong-dan").giong != ""
    assert own.persona("nong-dan").lo_lang == base.persona("nong-dan").lo_lang


def test_a_circle_of_extensions_is_refused(office):
    from kichban.errors import BadReference
    from kichban.packs import Packs

    folder = office("personas/a.yaml", "mo_rong: b\n")
    office("personas/b.yaml", "mo_rong: a\n")
    with pytest.raises(BadReference):
        Packs([folder]).persona("a")

"""check, explain and say as an officer meets them: what is printed, which way they end."""

from __future__ import annotations

import json
import re
import sys
from io import StringIO

import pytest

from kichban.checks.codes import catalogue
from tests.reading_once import builtin_read_once

DAY = ["--date", "22/11/2026"]
TEMPLATE = """{% extends "goc/to-roi/mau.md.j2" %}
{% block lua_dao %}
{{ super() }}
Đóng 15 năm, % và {{ nguoi.xungho }}.
{% endblock %}
"""


@pytest.fixture(autouse=True)
def quick():
    with builtin_read_once():
        yield


def test_a_fault_shows_file_line_column_caret_fact_and_remedy(kichban, office):
    folder = office("templates/to-roi/mau.md.j2", TEMPLATE)
    code, out, _ = kichban("check", folder, *DAY)
    assert code == 1
    place = f"{folder}/templates/to-roi/mau.md.j2:4:28"
    lines = out.split("\n")
    (start,) = [i for i, line in enumerate(lines) if line.startswith(place)]
    assert lines[start] == f"{place}  T102  lỗi: Không có biến «nguoi.xungho»."
    assert lines[start + 1] == "    4 | Đóng 15 năm, % và {{ nguoi.xungho }}."
    assert lines[start + 2] == "      |" + " " * 28 + "^^^^^^"
    assert lines[start + 3] == "  Cách sửa: viết «xung_ho»."
    assert "Có 2 lỗi, 0 cảnh báo, 0 gợi ý. Xem thêm: kichban explain S101." in out


def test_what_has_only_warnings_ends_well_unless_strictness_is_asked_for(kichban, office):
    folder = office("personas/nong-dan.yaml", "mo_rong: goc/nong-dan\ngiong: như anh Ba\n")
    assert kichban("check", folder, *DAY)[0] == 0
    assert kichban("check", folder, "--strict", *DAY)[0] == 1


def test_a_clean_folder_says_so(kichban, office):
    folder = office("personas/nong-dan.yaml", "mo_rong: goc/nong-dan\ngiong: chậm\n")
    code, out, err = kichban("check", folder, *DAY)
    assert (code, out, err) == (0, "Không thấy lỗi nào.\n", "")


def test_findings_for_programs_are_json_with_a_version(kichban, office):
    folder = office("templates/to-roi/mau.md.j2", TEMPLATE)
    code, out, _ = kichban("check", folder, "--json", *DAY)
    data = json.loads(out)
    assert code == 1
    assert data["loai"].startswith("kichban-")
    assert data["dem"] == {"goi_y": 0, "canh_bao": 0, "loi": 2}
    first = data["phat_hien"][0]
    assert (first["ma"], first["dong"], first["cot"]) == ("S101", 4, 6)
    assert first["trich"] == "Đóng 15 năm, % và {{ nguoi.xungho }}."


BAD_BOX = """{% extends "goc/to-roi/mau.md.j2" %}
{% block lua_dao %}
::: luu_y
Giữ biên lai.
{% endblock %}
"""


def test_a_box_left_open_is_told_with_its_line_when_a_document_is_written(kichban, office):
    folder = office("templates/to-roi/mau.md.j2", BAD_BOX)
    arguments = ("--persona", "nong-dan", "--channel", "to-roi", "--pack", folder, *DAY)
    code, _, err = kichban("render", *arguments)
    assert code == 2
    assert "mau.md.j2:3:1  T107" in err
    assert "    3 | ::: luu_y\n      | ^^^^^^^^^" in err


def test_of_a_very_long_line_the_stretch_around_the_fault_is_shown(kichban, office):
    words = "dài " * 2000 + "{{ nghee }}" + " dài" * 2000
    text = BAD_BOX.replace("::: luu_y", words)
    _, out, _ = kichban("check", office("templates/to-roi/mau.md.j2", text), *DAY)
    line = next(row for row in out.splitlines() if row.startswith("    3 | "))
    caret = out.splitlines()[out.splitlines().index(line) + 1]
    assert len(line) < 300
    assert line[caret.index("^") : caret.rindex("^") + 1] == "nghee"


def test_code_hosts_get_lines_that_they_understand(kichban, office):
    folder = office("templates/to-roi/mau.md.j2", TEMPLATE)
    code, out, _ = kichban("check", folder, "--form", "github", *DAY)
    lines = out.splitlines()
    assert code == 1
    assert all(re.match(r"::(error|warning|notice) file=[^,]+,line=\d+", line) for line in lines)
    assert any("line=4,col=28,endColumn=34,title=T102::Không có biến" in line for line in lines)


def test_signs_that_code_hosts_read_as_their_own_are_escaped(kichban, office):
    folder = office("personas/nong-dan.yaml", "mo_rong: goc/nong-dan\ngiong: góp 20%, nói\n")
    _, out, _ = kichban("check", folder, "--form", "github", *DAY)
    (line,) = out.splitlines()
    assert "«20%25»" in line


def test_a_path_that_is_not_there_cannot_be_checked(kichban):
    code, out, err = kichban("check", "khong-co", *DAY)
    assert (code, out) == (2, "")
    assert "K103" in err


def test_a_finished_document_gets_the_report_of_four_blocks(kichban, tmp_path):
    kichban("render", "--persona", "nong-dan", "--channel", "to-roi", *DAY)
    (document,) = (tmp_path / "ket-qua").glob("*.docx")
    code, out, _ = kichban("check", document, *DAY)
    assert code == 0, out
    for block in ("CỔNG", "ĐIỂM MÁY CHẤM", "PHIẾU NGƯỜI CHẤM", "GHI CHÚ"):
        assert f"\n{block}" in out


def test_a_text_with_a_low_score_does_not_pass_though_no_gate_fails(kichban, tmp_path):
    path = tmp_path / "loi-moi.txt"
    path.write_text("Mời bà con tới nhà văn hóa nghe nói chuyện.\n", encoding="utf-8")
    code, out, _ = kichban("check", path, "--json", *DAY)
    data = json.loads(out)
    (document,) = data["tai_lieu"]
    assert code == 1
    assert data["dem"]["loi"] == 0
    assert (document["dat"], document["ket_luan"]) == (False, "sua_lai")
    code, out, _ = kichban("check", path, "--form", "github", *DAY)
    assert code == 1
    assert any("title=V200" in line for line in out.splitlines())


def test_a_document_with_a_promise_in_it_does_not_pass(kichban, tmp_path):
    path = tmp_path / "to-roi.txt"
    path.write_text("Đóng vào đây chắc chắn có lãi.\n", encoding="utf-8")
    code, out, _ = kichban("check", path, *DAY)
    assert code == 1
    assert "chắc chắn có" in out
    code, out, _ = kichban("check", path, "--json", *DAY)
    data = json.loads(out)
    assert code == 1
    assert "G107" in {f["ma"] for f in data["phat_hien"]}
    assert len(data["tai_lieu"]) == 1


def test_a_folder_of_documents_is_judged_document_by_document(kichban, tmp_path):
    for name in ("mot", "hai"):
        path = tmp_path / "tai-lieu" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("Mời bà con ra xã hỏi.\n", encoding="utf-8")
    _, out, _ = kichban("check", "tai-lieu", *DAY)
    assert out.count("Tài liệu: ") == 2


def test_the_form_for_judges_is_a_word_file(kichban, tmp_path):
    kichban("render", "--persona", "nong-dan", "--channel", "to-roi", *DAY)
    (document,) = (tmp_path / "ket-qua").glob("*.docx")
    code, _, err = kichban("check", document, "--judges", "phieu.docx", *DAY)
    assert code == 0, err
    assert (tmp_path / "phieu.docx").read_bytes().startswith(b"PK")
    assert not list(tmp_path.glob(".phieu*"))


def test_a_form_for_judges_is_for_one_document_at_a_time(kichban, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Mời bà con.\n", encoding="utf-8")
    code, _, err = kichban("check", "a.txt", "b.txt", "--judges", "phieu.docx", *DAY)
    assert code == 2
    assert "một tài liệu" in err


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_code_is_explained_with_a_wrong_and_a_right_example(kichban, name):
    code, out, _ = kichban("explain", name)
    assert code == 0
    assert out.startswith(f"{name}  ")
    assert "\nSai:\n    " in out
    assert "\nĐúng:\n    " in out


def test_a_code_in_small_letters_is_understood(kichban):
    assert kichban("explain", "t102")[1] == kichban("explain", "T102")[1]


def test_the_nearest_code_is_offered_for_one_that_is_not_there(kichban):
    code, _, err = kichban("explain", "T199")
    assert code == 2
    assert "viết «T1" in err


def test_without_a_code_all_are_listed(kichban):
    code, out, _ = kichban("explain")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(catalogue())


def test_say_gives_the_words_the_syllables_and_the_seconds(kichban):
    code, out, _ = kichban("say", "Đóng 330.000 đồng", "--rate", "2")
    assert code == 0
    words, measure = out.splitlines()
    assert words == "Đóng ba trăm ba mươi nghìn đồng"
    assert measure.startswith("7 âm tiết, 4 giây")


def test_say_reads_at_the_rate_of_a_channel(kichban):
    _, slow, _ = kichban("say", "một hai ba bốn năm sáu bảy", "--channel", "ban-tin-loa-xa")
    assert "nhịp 2,8 âm tiết" in slow


@pytest.mark.parametrize(("region", "words"), [("bac", "nghìn"), ("nam", "ngàn")])
def test_say_reads_as_the_region_does(kichban, region, words):
    assert words in kichban("say", "5.000 đồng", "--region", region)[1]


OWN_WORDS = "viet_tat:\n  TTVH: trung tâm văn hóa, thể thao\n"


def test_say_reads_the_abbreviations_of_the_office(kichban, office):
    folder = office("rules/viet-tat.yaml", OWN_WORDS)
    assert "TTVH" in kichban("say", "Họp ở TTVH thôn")[1]
    out = kichban("say", "Họp ở TTVH thôn", "--pack", folder)[1]
    assert out.startswith("Họp ở trung tâm văn hóa, thể thao thôn\n9 âm tiết")
    table = folder / "bang.tsv"
    table.write_text(
        "input\texpected\taccepted\tcategory\nTTVH\ttrung tâm văn hóa, thể thao\t\tviết tắt\n",
        encoding="utf-8",
    )
    assert kichban("say", "--verify", str(table), "--pack", folder)[0] == 0


def test_say_reads_as_people_of_the_place_do(kichban, office, tmp_path):
    folder = office("places/xa-nam.yaml", "mo_rong: goc/mac-dinh\nmien: nam\n")
    assert "ngàn" in kichban("say", "5.000 đồng", "--place", "xa-nam", "--pack", folder)[1]
    (folder / "kichban.yaml").write_text("noi: xa-nam\n", encoding="utf-8")
    assert "ngàn" in kichban("say", "5.000 đồng", "--pack", folder)[1]
    assert "nghìn" in kichban("say", "5.000 đồng", "--region", "bac", "--pack", folder)[1]


def test_the_check_counts_and_spells_out_the_abbreviations_of_the_office(kichban, office):
    folder = office("rules/viet-tat.yaml", OWN_WORDS)
    path = folder / "bai.txt"
    path.write_text("Họp ở TTVH thôn.\n", encoding="utf-8")
    arguments = ("check", path, "--channel", "ban-tin-loa-xa", *DAY)
    before, after = (kichban(*arguments, *more)[1] for more in ((), ("--pack", folder)))
    assert "Độ dài: 9 âm tiết" in after
    assert "Độ dài: 9 âm tiết" not in before
    assert "viết «trung tâm văn hóa, thể thao»" in after


def test_say_reads_a_file_or_what_is_handed_to_it(kichban, tmp_path, monkeypatch):
    (tmp_path / "bai.txt").write_text("Đóng 22%.\n", encoding="utf-8")
    spoken = "Đóng hai mươi hai phần trăm."
    assert kichban("say", "bai.txt")[1].startswith(spoken)
    monkeypatch.setattr(sys, "stdin", StringIO("Đóng 22%."))
    assert kichban("say")[1].startswith(spoken)


@pytest.mark.parametrize("rate", ["nhanh", "0", "99", "-1"])
def test_a_rate_that_cannot_be_is_refused(kichban, rate):
    code, _, err = kichban("say", "một", "--rate", rate)
    assert code == 2
    assert err


def test_a_rate_and_a_channel_at_once_are_refused(kichban):
    assert kichban("say", "một", "--rate", "3", "--channel", "to-roi")[0] == 2


ROWS = "input\texpected\taccepted\tcategory\n22%\thai mươi hai phần trăm\t\tphần trăm\n"


def test_a_table_of_readings_is_reported_row_by_row(kichban, tmp_path):
    (tmp_path / "bang.tsv").write_text(ROWS, encoding="utf-8")
    code, out, _ = kichban("say", "--verify", "bang.tsv")
    assert code == 0
    assert "khớp  22%  →  hai mươi hai phần trăm" in out
    assert "1 dòng khớp, 0 dòng không khớp." in out


def test_a_row_that_is_read_otherwise_is_shown_with_what_was_wanted(kichban, tmp_path):
    (tmp_path / "bang.tsv").write_text(ROWS + "5%\tnăm phân\t\tx\n", encoding="utf-8")
    code, out, _ = kichban("say", "--verify", "bang.tsv")
    assert code == 1
    assert "cần: năm phân" in out


def test_a_table_of_another_layout_is_refused(kichban, tmp_path):
    (tmp_path / "bang.tsv").write_text("a\tb\n", encoding="utf-8")
    code, _, err = kichban("say", "--verify", "bang.tsv")
    assert code == 2
    assert "bốn cột" in err

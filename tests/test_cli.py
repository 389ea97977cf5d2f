"""The command line as an officer meets it: what it writes, what it prints, how it refuses."""

from __future__ import annotations

import json
import os
import re
import sys

import pytest

from kichban.cli import app

DAY = ["--date", "21/11/2026"]


def files(folder):
    return sorted(p.name for p in folder.rglob("*") if p.is_file())


def documents(folder):
    """The files of documents, without the journal that lies among them."""
    return [name for name in files(folder) if not name.startswith((".", "so-tai-lieu"))]


def test_a_persona_alone_writes_a_word_file_a_markdown_file_and_a_sidecar(kichban, tmp_path):
    code, out, err = kichban("render", "--persona", "nong-dan", *DAY)
    assert code == 0, err
    stems = {name.split(".", 1)[0] for name in documents(tmp_path / "ket-qua")}
    assert len(stems) == 1
    endings = {name.split(".", 1)[1] for name in documents(tmp_path / "ket-qua")}
    assert endings == {"docx", "md", "nguon.json"}
    assert (tmp_path / "ket-qua" / "so-tai-lieu.jsonl").is_file()
    assert "phút" in out
    assert "Dùng đến hết ngày 31/12/2026" in out


def test_every_command_explains_itself_in_vietnamese(kichban):
    code, out, _ = kichban("--help")
    assert code == 0
    assert "Lệnh:" in out
    assert "Cách dùng:" in out
    for name in app.commands:
        code, out, _ = kichban(name, "--help")
        assert code == 0
        assert "Cách dùng:" in out
        assert "Hiện hướng dẫn này." in out
        assert not re.search(r"\b(Usage|Options|Show this|Commands|required|default)\b", out), name


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["render", "--persona", "nong-zan"], "K101", ["nong-zan", "nong-dan"]),
        (
            ["render", "--persona", "nong-dan", "--topic", "luong-huu"],
            "K101",
            ["luong-huu-tu-15-nam"],
        ),
        (["render", "--persona", "nong-dan", "--channel", "to-roj"], "K101", ["to-roi"]),
        (["render", "--persona", "nong-dan", "--place", "khong-co"], "K101", ["mac-dinh"]),
        (["render", "--persona", "nong-dan", "--date", "32/13/2026"], "K100", ["ngày/tháng/năm"]),
        (["render", "--persona", "nong-dan", "--format", "doc"], "K100", ["docx"]),
        (["render", "--persona", "nong-dan", "--set", "tienluong=3"], "K100", ["tienluong"]),
        (["render", "--persona", "nong-dan", "--set", "thuoc_dien"], "K100", ["tên=giá_trị"]),
        (["render", "--persona", "nong-dan", "--date", "30/06/2025"], "L102", ["01/07/2025"]),
        (["render"], "K100", ["--persona"]),
        (["rendr"], "K100", ["render"]),
        (["render", "--persona", "nong-dan", "--editon", "public"], "K100", ["--edition"]),
        (["render", "--persona", "nong-dan", "--edition", "x"], "K100", ["public", "reviewer"]),
        (["calc", "contributon"], "K101", ["contribution"]),
        (["calc", "contribution", "thu_nhap=1"], "L105", ["thu_nhap_chon"]),
        (["list", "persona"], "K100", ["personas"]),
        (["show", "persona", "nong-zan"], "K101", ["nong-dan"]),
        (["trace", "khong-co.docx"], "K104", ["khong-co.docx"]),
        (["law", "luong-huu-15"], "K101", ["luong-huu-15-nam"]),
        (["law", "--changes", "hôm qua"], "K100", ["01/12/2026..01/01/2027"]),
    ],
)
def test_bad_input_is_refused_in_one_vietnamese_sentence(kichban, tmp_path, arguments, code, words):
    exit_code, out, err = kichban(*arguments)
    assert exit_code == 2, out + err
    assert code in err
    assert "Traceback" not in err
    for word in words:
        assert word in err, err
    assert files(tmp_path) == []


def test_an_income_outside_the_limits_is_refused_with_both_ends(kichban, tmp_path):
    for amount in ("1.000.000", "90.000.000"):
        code, _, err = kichban(
            "render", "--persona", "nong-dan", *DAY, "--set", f"thu_nhap_chon={amount}"
        )
        assert code == 2
        assert "L101" in err
        assert "1.500.000" in err
        assert "50.600.000" in err
    assert files(tmp_path) == []


def test_an_unknown_key_in_a_place_file_names_file_line_and_remedy(kichban, tmp_path):
    place = tmp_path / "xa-thu.yaml"
    place.write_text("ten_xa: xã Thử\nhotlin: 1900 9068\n", encoding="utf-8")
    code, _, err = kichban("render", "--persona", "nong-dan", *DAY, "--place", "xa-thu.yaml")
    assert code == 2
    assert "xa-thu.yaml:2" in err
    assert "hotline" in err


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("personas/nong-dan.yaml", "ten: Nông dân\nten: hai\n", ["nong-dan.yaml:2", "hai lần"]),
        ("personas/nong-dan.yaml", "ten: [mở\n", ["nong-dan.yaml"]),
        (
            "templates/ban-tin-loa-xa/mau.md.j2",
            "# {{ nguoi.xungho }}\n",
            ["T102", ":1:", "xung_ho"],
        ),
        ("templates/ban-tin-loa-xa/mau.md.j2", "# a\n{% if so %}\n", ["T101", ":2:"]),
        ("templates/ban-tin-loa-xa/mau.md.j2", "# a\n\nMột câu.\n", ["T106", "phần"]),
    ],
)
def test_a_broken_file_of_an_office_is_named_with_its_line(
    kichban, tmp_path, office, name, text, words
):
    folder = office(name, text)
    code, _, err = kichban("render", "--persona", "nong-dan", *DAY, "--pack", folder)
    assert code == 2
    for word in words:
        assert word in err, err
    assert not (tmp_path / "ket-qua").exists()


def test_a_folder_that_cannot_be_written_is_refused_and_nothing_is_left(kichban, tmp_path):
    (tmp_path / "ket-qua").write_text("tệp, không phải thư mục", encoding="utf-8")
    code, _, err = kichban("render", "--persona", "nong-dan", *DAY)
    assert code == 2
    assert "K102" in err
    assert files(tmp_path) == ["ket-qua"]


@pytest.mark.parametrize("kind", ["personas", "topics", "channels", "places", "parameters",
                                  "provisions", "calculators", "formats"])  # fmt: skip
def test_everything_listed_can_be_shown(kichban, kind):
    code, out, err = kichban("list", kind)
    assert code == 0, err
    names = [line.split()[0] for line in out.splitlines()]
    assert names
    code, out, err = kichban("show", kind, names[0])
    assert code == 0, err
    assert out.strip()


def test_a_calculation_shows_its_formula_and_its_article(kichban):
    code, out, err = kichban(
        "calc", "contribution", "thu_nhap_chon=1.500.000", "thuoc_dien=khac", *DAY
    )
    assert code == 0, err
    assert "264.000 đồng" in out
    assert "Điều 36" in out
    assert "41/2024/QH15" in out
    code, out, _ = kichban(
        "calc", "contribution", "thu_nhap_chon=1.500.000", "thuoc_dien=khac", *DAY, "--json"
    )
    assert code == 0
    data = json.loads(out)
    assert data["ket_qua"]["payer_monthly_vnd"]["don_vi"] == "đồng/tháng"


def test_trace_tells_where_each_figure_of_a_document_comes_from(kichban, tmp_path):
    kichban("render", "--persona", "nong-dan", *DAY)
    document = next((tmp_path / "ket-qua").glob("*.docx"))
    code, out, err = kichban("trace", document)
    assert code == 0, err
    assert "330.000 đồng" in out
    assert "Điều" in out
    assert "01/01/2027" in out


def test_the_law_answers_by_name_by_words_and_by_dates(kichban):
    code, out, err = kichban("law", "luong-huu-15-nam")
    assert code == 0, err
    assert "Điều 98" in out
    assert "20 năm" in out
    code, out, _ = kichban("law", "--search", "thai sản")
    assert code == 0
    assert "tro-cap-thai-san-tu-nguyen" in out
    code, out, _ = kichban("law", "--changes", "31/12/2026..01/01/2027")
    assert code == 0
    assert "rural-poverty-line" in out
    assert "2.200.000" in out
    assert "contribution" in out


def test_completion_is_printed_for_each_shell(kichban):
    for shell in ("bash", "zsh", "fish", "powershell"):
        code, out, err = kichban("completion", shell)
        assert code == 0, err
        assert "_KICHBAN_COMPLETE" in out


def test_output_is_utf8_whatever_the_console(tmp_path):
    import subprocess

    result = subprocess.run(
        [sys.executable, "-m", "kichban", "list"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert "nhóm người nghe" in result.stdout.decode("utf-8")


def test_a_reviewer_edition_stands_beside_the_public_one(kichban, tmp_path):
    kichban("render", "--persona", "nong-dan", *DAY)
    code, _, err = kichban("render", "--persona", "nong-dan", *DAY, "--edition", "reviewer")
    assert code == 0, err
    assert len(documents(tmp_path / "ket-qua")) == 6

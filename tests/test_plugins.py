"""Packs and formats of other installed packages: found, listed, switched off, never trusted."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

import kichban
from kichban.cli import run
from kichban.errors import BrokenPackage, UnknownName
from kichban.packs import Packs
from kichban.plugins import Switches
from kichban.render import FORMATS, to_format
from kichban.workshop import Request, Workshop
from tests.installing import TXT, install, pack_package
from tests.test_render_samples import SAMPLES

NO_ONE = Switches()
PERSONA = """\
mo_rong: goc/nong-dan
giong: nói như ở xứ biển
"""
FORMAT_ENTRY = "[kichban.formats]\ntxt = goi_txt:TXT\n"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """An empty folder of installed packages; modules loaded from it are forgotten afterwards."""
    before = set(sys.modules)
    monkeypatch.delenv("KICHBAN_TAT", raising=False)
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    for name in set(sys.modules) - before:
        if name.startswith("goi_"):
            del sys.modules[name]


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An office's folder, in which commands run."""
    folder = tmp_path / "co-quan"
    folder.mkdir()
    (folder / "kichban.yaml").write_text("ten: cơ quan\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def told(capsys):
    def go(*arguments):
        code = run([str(a) for a in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return go


def test_a_pack_of_a_package_stands_between_the_office_and_the_built_in_one(site, office, told):
    pack_package(site, "tinh-bien", {"personas/nong-dan.yaml": PERSONA})
    packs = Packs([office])
    assert [f.name for f in packs.folders] == ["co-quan", "tinh-bien", "kichban"]
    assert packs.persona("nong-dan").giong == "nói như ở xứ biển"
    assert "Bộ mẫu: tinh-bien" in told("show", "persona", "nong-dan")[1]
    assert "tinh-bien/personas/nong-dan.yaml" in told("show", "persona", "nong-dan")[1]
    (office / "personas").mkdir()
    (office / "personas" / "nong-dan.yaml").write_text("mo_rong: goc/nong-dan\n", "utf-8")
    assert Packs([office]).persona("nong-dan").giong != "nói như ở xứ biển"  # goc/ is built in
    assert "Bộ mẫu: co-quan" in told("show", "persona", "nong-dan")[1]


def test_the_original_is_the_built_in_one_whatever_a_package_puts_over_it(site):
    pack_package(site, "tinh-bien", {"templates/to-roi/mau.md.j2": "# Khác\n"})
    packs = Packs()
    assert packs.template_file("to-roi/mau.md.j2").pack.name == "tinh-bien"
    assert packs.template_file("goc/to-roi/mau.md.j2").pack.name == "kichban"


def test_the_digest_of_the_packs_covers_a_package(site):
    bare = Packs().digest
    pack_package(site, "tinh-bien", {"personas/nong-dan.yaml": PERSONA})
    first = Packs().digest
    (site / "goi_tinh_bien/bo_mau/personas/nong-dan.yaml").write_text(PERSONA + "\n", "utf-8")
    assert len({bare, first, Packs().digest}) == 3


def test_law_of_a_package_shows_on_the_documents_it_touches(site):
    base = Packs()
    name = base.law.parameter_ids()[0]
    text = base.law.file_of("parameters", name).read_text("utf-8")
    pack_package(site, "luat-rieng", {f"law/parameters/{name}.yaml": text})
    assert not base.law.is_local("parameters", name)
    assert Packs().law.is_local("parameters", name)


def test_a_pack_may_be_given_as_text_or_by_a_function(site):
    folder = 'str(Path(__file__).parent / "bo_mau")'
    files = {"personas/nong-dan.yaml": PERSONA}
    pack_package(site, "chu", files, given=folder)
    pack_package(site, "ham", files, given=f"lambda: {folder}")
    assert [f.name for f in Packs().folders] == ["chu", "ham", "kichban"]


BROKEN = {
    "khong-nap": ('__import__("goi_khong_co_o_dau")', "không có mô-đun «goi_khong_co_o_dau»"),
    "nem-loi": ("1 / 0", "mã của gói gặp lỗi khi nạp"),
    "thoat": ("exit(3)", "mã của gói gặp lỗi khi nạp"),
    "sai-kieu": ("42", "không đưa ra đường dẫn"),
    "ham-nem": ("lambda: 1 / 0", "mã của gói gặp lỗi khi nạp"),
    "ham-sai-kieu": ("lambda: None", "không đưa ra đường dẫn"),
    "khong-thu-muc": ('Path(__file__).parent / "khong-co"', "không có thư mục"),
    "tuong-doi": ('"bo_mau"', "không đầy đủ từ gốc"),
    "rong": ("Path(__file__).parent", "không có personas/"),
    "kichban": ('Path(__file__).parent / "bo_mau"', "đã có ở gói «kichban»"),
    "goc": ('Path(__file__).parent / "bo_mau"', "đã có ở gói «kichban»"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pack_is_named_and_everything_else_works(name, site, office, told):
    given, reason = BROKEN[name]
    pack_package(site, name, {"personas/nong-dan.yaml": PERSONA}, given=given)
    pack_package(site, "lanh", {"personas/nguoi-la.yaml": PERSONA})
    code, out, err = told("list", "packs")
    assert code == 0
    row = next(line for line in out.splitlines() if line.startswith(f"–  {name} "))
    assert "hỏng" in row
    assert f"kichban-{name} 1.2" in row
    assert reason in row
    assert f"tat: [kichban-{name}]" in row
    assert f"K107  cảnh báo: Bộ mẫu «{name}» của gói «kichban-{name}» hỏng" in err
    assert "Traceback" not in err
    assert "lanh" in out
    code, out, err = told("show", "persona", "nguoi-la")
    assert code == 0


@pytest.mark.parametrize(
    "file", ["law/so-lieu.yaml", "law/documents.yaml", "law/parameters/muc-la.yaml",
             "law/provisions/moi.yaml", "rules/viet-tat.yaml", "rules/them.yaml", "phu-hop.yaml",
             "rules/chi-so.yaml"],
)  # fmt: skip
def test_a_pack_spoiled_where_every_document_reads_is_left_out_whole(file, site):
    pack_package(site, "hong", {file: "a: [b\n", "personas/nong-dan.yaml": PERSONA})
    packs = Packs()
    assert [f.name for f in packs.folders] == ["kichban"]
    assert f"hong/{file}" in packs.plugins[0].why
    assert Workshop(packs).compose(Request("nong-dan", law_date=date(2026, 11, 22))).script


def test_a_package_whose_list_of_entry_points_is_spoiled_is_named(site, office, told):
    install(site, "kichban-nat", "[kichban.packs]\nnat khong dau bang\n", {})
    code, out, err = told("list", "packs")
    assert code == 0
    assert "kichban-nat" in out
    assert "entry_points.txt viết sai" in out
    assert "entry_points.txt viết sai" in err


def test_two_packages_cannot_give_one_name_and_either_can_be_switched_off(site, monkeypatch):
    files = {"personas/nong-dan.yaml": PERSONA}
    pack_package(site, "tinh", files)
    install(site, "kichban-tinh-khac", "[kichban.packs]\ntinh = goi_tinh:PACK\n", {})
    states = [(p.package, p.state) for p in Packs().plugins]
    assert states == [("kichban-tinh", "bat"), ("kichban-tinh-khac", "hong")]
    monkeypatch.setenv("KICHBAN_TAT", "Kichban_Tinh")
    states = [(p.package, p.state) for p in Packs().plugins]
    assert states == [("kichban-tinh", "tat"), ("kichban-tinh-khac", "bat")]


def test_an_office_switches_a_package_off_and_it_is_not_even_imported(site, office, told):
    pack_package(site, "tinh", {"personas/nong-dan.yaml": PERSONA}, given="1 / 0")
    (office / "kichban.yaml").write_text("ten: cơ quan\ntat: [tinh]\n", encoding="utf-8")
    code, out, err = told("list", "packs")
    assert code == 0
    assert not err
    row = next(line for line in out.splitlines() if "tinh" in line)
    assert "tắt   gói kichban-tinh 1.2" in row
    assert "kichban.yaml" in row
    assert "goi_tinh" not in sys.modules


@pytest.mark.parametrize("value", ["*", "khac, tinh", "kichban-tinh"])
def test_the_environment_switches_packages_off(value, site, office, told, monkeypatch):
    pack_package(site, "tinh", {"personas/nong-dan.yaml": PERSONA})
    monkeypatch.setenv("KICHBAN_TAT", value)
    code, out, _ = told("list", "packs")
    assert code == 0
    assert [f.name for f in Packs().folders] == ["kichban"]
    assert "ghi ở KICHBAN_TAT" in out


def test_an_unknown_field_of_the_marker_is_a_finding_and_switches_everything_off(
    site, office, told
):
    pack_package(site, "tinh", {"personas/nong-dan.yaml": PERSONA})
    (office / "kichban.yaml").write_text("ten: cơ quan\nbat: [tinh]\n", encoding="utf-8")
    code, out, _ = told("check", office)
    assert code == 1
    assert "kichban.yaml:2" in out
    assert "P102" in out
    code, out, err = told("list", "packs")
    assert code == 0
    assert "P102" in err
    assert "mọi gói cài thêm đang tắt" in err
    assert "chưa đọc được" in out


def test_switching_off_what_is_not_installed_is_told(site, office, told):
    pack_package(site, "tinh-bien", {"personas/nong-dan.yaml": PERSONA})
    (office / "kichban.yaml").write_text("tat: [tinh-bein]\n", encoding="utf-8")
    _, out, _ = told("check", office)
    assert "P103" in out
    assert "Không có gói cài thêm nào tên «tinh-bein»" in out
    assert "tinh-bien" in out
    assert "tinh-bein" in told("list", "packs")[1]


def test_check_names_broken_packages(site, office):
    from kichban.checks.packs import check_packs

    pack_package(site, "hong", {"personas/x.yaml": ""}, given="42")
    install(site, "kichban-txt", FORMAT_ENTRY, {"goi_txt.py": "TXT = 42"})
    found = [f for f in check_packs(Packs([office])) if f.code == "K107"]
    assert [f.level for f in found] == ["canh_bao", "canh_bao"]
    assert "kichban.render.Format" in found[1].message


def test_a_format_of_a_package_is_written_like_any_other(site, office, told):
    install(site, "kichban-txt", FORMAT_ENTRY, {"goi_txt.py": TXT})
    day = ["--date", "22/11/2026"]
    code, _, err = told("render", "--persona", "nong-dan", *day, "--format", "txt,md")
    assert code == 0, err
    written = {p.name.partition(".")[2] for p in (office / "ket-qua").iterdir()}
    assert {"txt", "md", "nguon.json"} <= written
    assert "docx" not in written
    assert "txt" in told("list", "formats")[1]
    assert "*.txt" in told("show", "format", "txt")[1]
    row = next(line for line in told("list", "packs")[1].splitlines() if "txt" in line)
    assert "bật" in row
    assert "kichban-txt 1.2" in row


def test_formats_are_looked_for_only_when_one_that_is_not_built_in_is_asked_for(site):
    install(site, "kichban-txt", FORMAT_ENTRY, {"goi_txt.py": TXT})
    formats = FORMATS.switched(NO_ONE)
    assert formats["md"]
    assert "goi_txt" not in sys.modules
    assert list(formats) == ["md", "docx", "txt"]
    assert len(formats) == 3
    assert to_format(SAMPLES["card"], "txt", formats=formats).decode().startswith("Thẻ đáp")


def test_an_office_switches_a_format_off_for_every_way_of_writing(site, office, told):
    install(site, "kichban-txt", FORMAT_ENTRY, {"goi_txt.py": TXT})
    (office / "kichban.yaml").write_text("tat: kichban-txt\n", encoding="utf-8")
    code, _, err = told("render", "--persona", "nong-dan", "--format", "txt")
    assert code == 2
    assert "«txt» của gói «kichban-txt» đang tắt" in err
    assert not (office / "ket-qua").exists()
    draft = Workshop(Packs([office])).compose(Request("nong-dan", law_date=date(2026, 11, 22)))
    with pytest.raises(UnknownName):
        draft.write(office / "ra", formats=["txt"])


@pytest.mark.parametrize(
    ("module", "entry", "reason"),
    [
        ("TXT = 42", "txt", "kichban.render.Format"),
        ("import goi_khong_co_o_dau", "txt", "không có mô-đun"),
        (TXT, "md", "tên «md» đã có ở gói «kichban»"),
        (TXT, "docx", "tên «docx» đã có ở gói «kichban»"),
        (TXT, "khac", "tên trong gói là «txt»"),
        (TXT, "TXT", "chữ thường không dấu"),
        (TXT.replace('".txt"', '".docx"'), "txt", "đã thuộc định dạng «kichban»"),
        (TXT.replace('".txt"', '"/x"'), "txt", "đuôi tệp"),
        (TXT.replace('"Chữ trơn"', '""'), "txt", "chưa có tên gọi"),
    ],
)
def test_a_broken_format_is_left_out_with_its_reason(module, entry, reason, site, office, told):
    install(site, "kichban-x", f"[kichban.formats]\n{entry} = goi_x:TXT\n", {"goi_x.py": module})
    formats = FORMATS.switched(NO_ONE)
    assert list(formats) == ["md", "docx"]
    assert reason in formats.plugins[0].why
    assert reason in told("list", "packs")[1]
    if entry == "txt":
        code, _, err = told("render", "--persona", "nong-dan", "--format", "txt")
        assert code == 2
        assert "K107" in err
        assert "kichban-x" in err


@pytest.mark.parametrize(
    ("write", "reason"),
    [("lambda *_: 1 / 0", "gặp lỗi khi ghi"), ("lambda *_: 'chữ'", "không trả về nội dung tệp")],
)
def test_a_format_that_fails_while_writing_is_told_under_its_package(write, reason, site):
    module = f"from kichban.render import Format\nTXT = Format('txt', '.txt', 'Chữ', {write})\n"
    install(site, "kichban-txt", FORMAT_ENTRY, {"goi_txt.py": module})
    with pytest.raises(BrokenPackage, match=reason) as caught:
        to_format(SAMPLES["card"], "txt", formats=FORMATS.switched(NO_ONE))
    assert "kichban-txt" in caught.value.hint


def test_neither_help_nor_import_looks_for_packages(site):
    pack_package(site, "tinh", {"personas/x.yaml": ""}, given='print("ĐÃ NẠP")')
    look = "import sys; print('kichban.plugins' in sys.modules)"
    for code in (
        f"import kichban; {look}",
        f"from kichban.cli import run; run(['--help']); {look}",
    ):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": f"{site}:{kichban.__path__[0]}/..", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip().endswith("False")
        assert "ĐÃ NẠP" not in done.stdout

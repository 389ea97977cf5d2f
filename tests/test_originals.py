"""Overrides over the next version of the originals: nothing breaks in silence, all is named."""

from __future__ import annotations

import json
import shutil

import pytest

from kichban.changes import accept, changes, needs_attention
from kichban.checks.packs import check_packs
from kichban.cli import run
from kichban.packs import Packs, builtin_folder

KINDS = ("law", "looks", "personas", "places", "rules", "templates", "topics")
OVERRIDE = """{% extends "goc/to-roi/mau.md.j2" %}
{% block lam_the_nao %}
Hỏi ở nhà văn hóa.
{% endblock %}
{% block lua_dao %}
Nhớ lấy biên lai.
{% endblock %}
"""


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """The built-in pack of the next version: `change(name, old, new)` edits a file of it."""
    base = tmp_path / "ban-sau"

    def change(name: str, old: str, new: str) -> None:
        if not base.is_dir():
            for kind in KINDS:
                shutil.copytree(builtin_folder() / kind, base / kind)
            shutil.copy(builtin_folder() / "phu-hop.yaml", base)
            monkeypatch.setattr("kichban.packs.builtin_folder", lambda: base)
        path = base / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.fixture
def own(office, monkeypatch):
    """A folder with overrides of four kinds, remembered against today's originals."""
    folder = office("kichban.yaml", "ten: xã mình\n")
    office("templates/to-roi/mau.md.j2", OVERRIDE)
    office("personas/nong-dan.yaml", "mo_rong: goc/nong-dan\ngiong: vui, chậm\n")
    office("topics/giu-so-nam-da-dong.yaml", copied("topics/giu-so-nam-da-dong.yaml"))
    office("rules/rieng.yaml", "loai: tu_thuong\ntu:\n- tu: thụ hưởng\n  ma: THAY\n"
                               "  thay: [được nhận]\n")  # fmt: skip
    accept(Packs([folder]))
    monkeypatch.chdir(folder)
    return folder


def copied(name: str) -> str:
    return (builtin_folder() / name).read_text(encoding="utf-8")


def states(folder):
    return {
        (item.path, passage.name): passage.state
        for item in changes(Packs([folder]))
        for passage in item.passages
    }


def test_against_the_same_version_nothing_asks_for_attention(own, capsys):
    assert needs_attention(Packs([own])) == ()
    assert run(["diff"]) == 0
    out = capsys.readouterr().out
    assert "«lam_the_nao»: mình đã sửa" in out
    assert "+ vui, chậm" in out
    assert "topics/giu-so-nam-da-dong.yaml  (chép trọn bản gốc" in out


def test_a_changed_passage_under_an_override_is_named_with_old_and_new_words(
    own, next_version, capsys
):
    next_version("templates/to-roi/mau.md.j2", "Giờ làm gì?", "Muốn đóng thì làm gì?")
    found = needs_attention(Packs([own]))
    assert [(item.path, [p.name for p in item.passages if p.asks]) for item in found] == [
        ("templates/to-roi/mau.md.j2", ["lam_the_nao"])
    ]
    assert run(["diff"]) == 1
    out = capsys.readouterr().out
    assert "«lam_the_nao»: BẢN GỐC ĐÃ ĐỔI" in out
    assert "- ## Giờ làm gì?" in out
    assert "+ ## Muốn đóng thì làm gì?" in out


def test_a_change_that_the_office_follows_asks_for_nothing(own, next_version):
    next_version("templates/to-roi/mau.md.j2", "{% block dong_gi %}", "{% block dong_gi %}\n\n")
    assert states(own)["templates/to-roi/mau.md.j2", "dong_gi"] == "theo"
    assert needs_attention(Packs([own])) == ()


def test_a_block_that_the_next_version_dropped_is_an_orphan_in_diff_check_and_render(
    own, next_version, capsys
):
    next_version("templates/to-roi/mau.md.j2", "block lam_the_nao", "block viec_can_lam")
    next_version("templates/to-roi/kenh.yaml", "lam_the_nao", "viec_can_lam")
    assert states(own)["templates/to-roi/mau.md.j2", "lam_the_nao"] == "goc_mat"
    codes = {f.code for f in check_packs(Packs([own]), [own])}
    assert {"P111", "T106"} <= codes
    code = run(["render", "--persona", "nong-dan", "--channel", "to-roi", "--date", "21/11/2026"])
    assert code == 2
    assert "lam_the_nao" in capsys.readouterr().err
    assert not (own / "ket-qua").exists()


def test_changed_fields_and_rules_and_additions_to_a_whole_copy_are_named(own, next_version):
    next_version("personas/nong-dan.yaml", "giong: ", "giong: rất ")
    next_version("topics/giu-so-nam-da-dong.yaml", "nhom_luat:", "xa_ghi_chu: mới\nnhom_luat:")
    old = json.loads((own / "ban-goc.json").read_text(encoding="utf-8"))
    was = old["tep"]["rules/rieng.yaml"]["doan"]["thụ hưởng"]
    assert "thụ hưởng" in was
    next_version("rules/tu-thuong.yaml", "  - được nhận\n", "  - được lĩnh\n")
    asking = {
        (item.path, p.name, p.state)
        for item in needs_attention(Packs([own]))
        for p in item.passages
        if p.asks
    }
    assert asking == {
        ("personas/nong-dan.yaml", "giong", "goc_doi"),
        ("topics/giu-so-nam-da-dong.yaml", "xa_ghi_chu", "goc_them"),
        ("rules/rieng.yaml", "thụ hưởng", "goc_doi"),
    }


def test_render_says_that_originals_have_changed(own, next_version, capsys):
    next_version("personas/nong-dan.yaml", "giong: ", "giong: rất ")
    run(["render", "--persona", "nong-dan", "--date", "21/11/2026", "--format", "md"])
    assert "kichban diff" in capsys.readouterr().err


def test_an_original_that_is_gone_leaves_the_copy_standing_and_is_named(own, next_version):
    next_version("phu-hop.yaml", "chu_de", "chu_de")
    base = Packs([own]).folders[-1].path
    (base / "topics" / "giu-so-nam-da-dong.yaml").unlink()
    change = next(c for c in changes(Packs([own])) if c.path.startswith("topics/"))
    assert change.gone
    assert change.asks


def test_accepting_makes_today_s_originals_the_mark(own, next_version, capsys):
    next_version("templates/to-roi/mau.md.j2", "Giờ làm gì?", "Muốn đóng thì làm gì?")
    assert run(["diff", "--accept"]) == 0
    assert run(["diff"]) == 0
    assert "0 tệp có bản gốc đã đổi" in capsys.readouterr().out


def test_a_hand_written_override_is_reported_as_not_remembered(own, office, capsys):
    office("templates/sms/mau.md.j2", '{% extends "goc/sms/mau.md.j2" %}\n')
    assert run(["diff"]) == 0
    assert "Chưa ghi nhớ bản gốc" in capsys.readouterr().out
    assert "P112" in {f.code for f in check_packs(Packs([own]), [own])}


def test_a_spoilt_memory_is_told_and_not_overwritten(own, capsys):
    (own / "ban-goc.json").write_text("{", encoding="utf-8")
    assert run(["diff"]) == 2
    assert "K103" in capsys.readouterr().err
    assert run(["check"]) in (1, 2)
    assert (own / "ban-goc.json").read_text(encoding="utf-8") == "{"


BORROWED = [
    ("to-roi", "templates/to-roi/mau.md.j2"),
    ("templates/to-roi/kenh", "templates/to-roi/kenh.yaml"),
    ("to-roi/kenh", "templates/to-roi/kenh.yaml"),
    ("nong-dan", "personas/nong-dan.yaml"),
    ("personas/nong-dan.yaml", "personas/nong-dan.yaml"),
    ("luong-huu-tu-15-nam", "topics/luong-huu-tu-15-nam.yaml"),
    ("truyen-thong", "looks/truyen-thong.docx"),
    ("law/parameters/rural-poverty-line", "law/parameters/rural-poverty-line.yaml"),
    ("phu-hop", "phu-hop.yaml"),
]


@pytest.fixture
def empty(office, monkeypatch):
    folder = office("kichban.yaml", "ten: xã mình\n")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(("name", "place"), BORROWED)
def test_a_whole_original_is_copied_byte_for_byte_and_remembered(empty, name, place):
    assert run(["borrow", name]) == 0
    assert (empty / place).read_bytes() == (builtin_folder() / place).read_bytes()
    assert place in json.loads((empty / "ban-goc.json").read_text(encoding="utf-8"))["tep"]


def test_a_borrowed_block_extends_the_original_and_reads_the_same(empty, workshop):
    from datetime import date

    from kichban.workshop import Request, Workshop

    assert run(["borrow", "to-roi", "--block", "lam_the_nao"]) == 0
    assert run(["borrow", "to-roi", "--block", "lua_dao"]) == 0
    text = (empty / "templates/to-roi/mau.md.j2").read_text(encoding="utf-8")
    assert text.startswith('{% extends "goc/to-roi/mau.md.j2" %}\n')
    request = Request("nong-dan", date(2026, 11, 21), channel="to-roi")
    mine, theirs = Workshop(Packs([empty])).compose(request), workshop.compose(request)
    # The last block is the footer, which names the version of the pack.
    assert mine.script.blocks[:-1] == theirs.script.blocks[:-1]


def test_borrowed_fields_extend_the_original_and_read_the_same(empty, packs):
    fields = ["--block", "giong", "--block", "phan_bac"]
    assert run(["borrow", "nong-dan", *fields]) == 0
    text = (empty / "personas/nong-dan.yaml").read_text(encoding="utf-8")
    assert text.startswith("mo_rong: goc/nong-dan\ngiong: ")
    assert Packs([empty]).persona("nong-dan") == packs.persona("nong-dan")
    assert run(["borrow", "dong-bao-dtts-vung-cao", "--block", "lo_lang"]) == 0
    name = "dong-bao-dtts-vung-cao"
    assert Packs([empty]).persona(name) == packs.persona(name)


REFUSED = [
    (["borrow", "nongdan"], "nong-dan"),
    (["borrow", "to-roi", "--block", "lamthenao"], "lam_the_nao"),
    (["borrow", "to-roi", "nong-dan", "--block", "giong"], "một tên"),
    (["borrow", "rules/tu-thuong", "--block", "tu"], "từng đoạn"),
    (["borrow", "../kichban.yaml"], "Không có bản gốc"),
]


@pytest.mark.parametrize(("arguments", "told"), REFUSED)
def test_what_cannot_be_borrowed_is_refused_in_words(empty, capsys, arguments, told):
    assert run(arguments) == 2
    assert told in capsys.readouterr().err
    assert sorted(p.name for p in empty.iterdir()) == ["kichban.yaml"]


def test_borrowing_never_writes_over_a_file(empty, capsys):
    run(["borrow", "nong-dan"])
    for arguments in (["borrow", "nong-dan"], ["borrow", "nong-dan", "--block", "giong"]):
        assert run(arguments) == 2
    assert "đã có tệp" in capsys.readouterr().err


def test_without_an_office_s_folder_there_is_nothing_to_borrow_into(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["borrow", "nong-dan"]) == 2
    assert run(["diff"]) == 2
    assert "kichban init" in capsys.readouterr().err


def test_an_office_s_own_law_shows_on_every_document_it_touches(empty, capsys):
    from datetime import date

    from kichban.workshop import Request, Workshop

    run(["borrow", "law/parameters/rural-poverty-line"])
    shop = Workshop(Packs([empty]))
    day = date(2026, 11, 21)
    touched = shop.compose(Request("nong-dan", day, channel="to-roi"))
    paths = touched.write(empty / "ra", formats=("md",))
    assert "Số riêng của cơ quan" in paths[0].read_text(encoding="utf-8")
    sidecar = json.loads(paths[-1].read_text(encoding="utf-8"))
    assert any(b.get("rieng_cua_co_quan") for r in sidecar["so_lieu"] for b in r["tham_so"])
    assert "L118" in {f.code for f in touched.findings}
    spoken = shop.compose(Request("nong-dan", day))
    assert any(label == "Số riêng của cơ quan" for label, _ in spoken.script.meta.slip)
    free = shop.compose(Request("nong-dan", day, topic="giu-so-nam-da-dong", channel="to-roi"))
    assert "L118" not in {f.code for f in free.findings}
    assert not any("Số riêng" in line for line in free.script.meta.footer)

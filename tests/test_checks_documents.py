"""Finished documents are judged as they stand: written by kichban, edited since, or typed."""

from __future__ import annotations

import copy
import io
import json
import runpy
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.text.run import Run

from kichban.checks.clarity import assess, assess_file, assess_text
from kichban.checks.codes import catalogue
from kichban.checks.document import blocks_of_text, read_blocks
from kichban.checks.human_form import human_form
from kichban.checks.report import as_json, as_text
from kichban.checks.rulebook import rule_book
from kichban.errors import CannotRead, UnknownName
from kichban.render import to_format
from kichban.script import Bullets, Heading, Paragraph, Table, plain
from kichban.workshop import Request

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 22)
CHANNELS = ("to-roi", "ban-tin-loa-xa", "nhom-nho", "kich-ban-quay", "to-gap")


@pytest.fixture(scope="module")
def written(workshop, tmp_path_factory):
    """Drafts by channel, each with its files by ending."""
    folder = tmp_path_factory.mktemp("ket-qua")
    out = {}
    for channel in CHANNELS:
        persona = "phu-nu" if channel == "to-gap" else "nong-dan"
        topic = "tro-cap-thai-san" if channel == "to-gap" else "tham-gia-va-muc-dong"
        draft = workshop.compose(Request(persona, DAY, topic=topic, channel=channel))
        paths = draft.write(folder, formats=("docx", "md"), draft=True)
        out[channel] = draft, {path.suffix: path for path in paths}
    return out


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("ending", [".docx", ".md"])
def test_a_document_read_back_is_judged_as_the_draft_was(workshop, written, channel, ending):
    draft, paths = written[channel]
    first = assess(draft, workshop)
    again = assess_file(paths[ending], workshop)
    assert again.paper.reading.syllables == first.paper.reading.syllables
    assert [gate.id for gate in again.failed] == [gate.id for gate in first.failed]
    known = {item.id: item.points for item in first.items}
    assert {i.id: i.points for i in again.items if i.judged}.items() <= known.items()
    assert len([i for i in again.items if not i.judged]) <= 3


def test_a_leaflet_in_hand_after_its_figures_have_ended_closes_g3(workshop, written):
    _, paths = written["to-roi"]

    def gate(day):
        judged = assess_file(paths[".docx"], workshop, on=day)
        return next(gate for gate in judged.gates if gate.id == "G3")

    assert gate(None).ok is gate(date(2026, 12, 31)).ok is True
    ended = gate(date(2027, 1, 1))
    assert ended.ok is False
    assert "«330.000 đồng»" in ended.faults[0].message


def test_a_leaflet_for_next_year_is_not_judged_by_today(workshop, tmp_path):
    day = date(2027, 1, 5)
    draft = workshop.compose(Request("nong-dan", day, "tham-gia-va-muc-dong", "to-roi"))
    path = draft.write(tmp_path, formats=("md",), draft=True)[0]
    judged = assess_file(path, workshop, on=DAY)
    assert next(gate for gate in judged.gates if gate.id == "G3").ok is True


def edited(path, tmp_path, change):
    document = docx.Document(str(path))
    change(document)
    out = tmp_path / path.name
    document.save(str(out))
    side = path.with_name(path.stem + ".nguon.json")
    (tmp_path / side.name).write_bytes(side.read_bytes())
    return out


def test_a_figure_changed_in_word_is_noticed(workshop, written, tmp_path):
    _, paths = written["to-roi"]

    def change(document):
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace("330.000 đồng", "300.000 đồng")

    judged = assess_file(edited(paths[".docx"], tmp_path, change), workshop)
    (gate,) = judged.failed
    assert gate.id == "G2"
    assert "300.000 đồng" in gate.faults[0].message


def test_a_condition_deleted_in_word_is_noticed_with_its_paragraph(workshop, written, tmp_path):
    _, paths = written["to-roi"]

    def change(document):
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace("khi đủ tuổi nghỉ hưu và đóng đủ ", "đóng đủ ")

    judged = assess_file(edited(paths[".docx"], tmp_path, change), workshop)
    gate = next(gate for gate in judged.failed if gate.id == "G4")
    where = judged.where(gate.faults[0])
    assert where.line > 0
    assert where.text[where.column - 1 :].startswith("lương hưu")


def test_a_condition_hidden_in_word_is_not_said(workshop, written, tmp_path):
    _, paths = written["to-roi"]

    def change(document):
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                if "khi đủ tuổi nghỉ hưu và đóng đủ" in run.text:
                    before, condition, after = run.text.partition("khi đủ tuổi nghỉ hưu và ")
                    run.text = before
                    for words, hidden in ((after, False), (condition, True)):
                        run._r.addnext(copy.deepcopy(run._r))
                        added = Run(run._r.getnext(), paragraph)
                        added.text, added.font.hidden = words, hidden

    judged = assess_file(edited(paths[".docx"], tmp_path, change), workshop)
    assert "G4" in {gate.id for gate in judged.failed}


def test_a_remedy_for_a_finished_document_names_no_tag(workshop, written, tmp_path):
    path = tmp_path / "bai.txt"
    path.write_text("Mời bà con tới nghe nói chuyện.\n", encoding="utf-8")
    place = workshop.packs.place("mac-dinh")

    def hints(found):
        return "\n".join(finding.hint for finding in found.findings())

    nowhere = hints(assess_file(path, workshop, channel="to-roi"))
    assert "nơi đăng ký" in nowhere
    at_home = hints(assess_text(path.read_text("utf-8"), workshop.packs, place="mac-dinh"))
    assert place.diem_dang_ky in at_home
    assert "{{" not in nowhere + at_home


def test_a_document_typed_by_an_officer_is_judged_without_a_sidecar(workshop, tmp_path):
    document = docx.Document()
    document.add_heading("Đóng bao nhiêu?", 1)
    document.add_paragraph("Thưa bà con. Đóng đủ 15 năm là có lương hưu.")
    document.add_paragraph("Mang thẻ căn cước ra bưu điện.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ["Cột", "Số", "Mức", "Thấp nhất"], strict=True
    ):
        cell.text = text
    path = tmp_path / "tu-go.docx"
    document.save(str(path))
    blocks = read_blocks(path)
    assert [type(block) for block in blocks] == [Heading, Paragraph, Bullets, Table]
    judged = assess_file(path, workshop)
    assert [gate.id for gate in judged.failed] == ["G4"]
    assert "P1" in {item.id for item in judged.items if not item.judged}


def test_a_plain_text_is_read_by_its_lines():
    text = "Đóng bao nhiêu\n\nThưa bà con, nay nói chuyện đóng.\n- Thẻ căn cước\n1. Hỏi\n"
    kinds = [type(block) for block in blocks_of_text(text, "a.txt")]
    assert kinds[:2] == [Heading, Paragraph]
    assert set(kinds[2:]) == {Bullets}


def test_a_role_before_a_colon_speaks_and_a_label_does_not():
    role, label = blocks_of_text("Cán bộ: Chào bác.\nMức đóng: ba trăm nghìn đồng.", "a.txt")
    assert (role.speaker, label.speaker) == ("Cán bộ", "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("anh.png", b"\x89PNG"),
        ("hong.docx", b"khong phai Word"),
        ("hong.docx", b"PK\x03\x04hong"),
        ("hong.txt", b"\xff\xfe\x00\x01"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(workshop, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CannotRead) as caught:
        assess_file(path, workshop)
    assert caught.value.hint


def test_a_word_file_without_its_parts_is_refused(workshop, tmp_path):
    path = tmp_path / "rong.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(CannotRead):
        assess_file(path, workshop)


def rewritten(path, out, change):
    """A Word file whose parts are changed by hand: `change` gets name and bytes of each."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if (content := change(name, old.read(name))) is not None:
                new.writestr(name, content)
    return out


@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: None if name == "word/settings.xml" else content,
        lambda name, content: content[:99] if name == "word/numbering.xml" else content,
        lambda _, content: content.replace(b"document.main+xml", b"template.main+xml"),
        lambda name, content: b"<x/>" if name == "word/document.xml" else content,
    ],
    ids=["a part is gone", "a part is cut short", "it is a template", "it has no body"],
)
def test_a_word_file_with_a_part_spoiled_is_refused(workshop, written, tmp_path, change):
    _, paths = written["to-roi"]
    with pytest.raises(CannotRead) as caught:
        assess_file(rewritten(paths[".docx"], tmp_path / "hong.docx", change), workshop)
    assert "hong.docx" in caught.value.message


def merged(path, first, last):
    """A table of three rows with the first cells of two rows put together."""
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"ô {number}"
    table.cell(first, 0).merge(table.cell(last, 0))
    document.save(str(path))
    return path


def test_cells_that_run_down_the_page_are_read_where_they_begin(tmp_path):
    (block,) = read_blocks(merged(tmp_path / "gop-o.docx", 1, 2))
    rows = [[plain(cell[0].children) for cell in row] for row in block.rows]
    assert rows == [["ô 2", "ô 3"], ["ô 2", "ô 5"]]


def test_a_cell_that_runs_on_from_nothing_is_read_as_it_stands(tmp_path):
    def change(name, content):
        del name
        return content.replace(b'<w:vMerge w:val="restart"/>', b"<w:vMerge/>")

    path = merged(tmp_path / "gop-o.docx", 0, 1)
    (block,) = read_blocks(rewritten(path, tmp_path / "lech.docx", change))
    assert plain(block.header[0]).startswith("ô 0")


def test_an_unknown_channel_is_told_with_the_nearest_name(packs):
    with pytest.raises(UnknownName):
        assess_text("Chào bà con.", packs, channel="to-roii")


@pytest.mark.parametrize("text", ["", "\n\n", "…", "[nhạc]", "???", "🙂"])
def test_an_empty_text_is_judged_without_fault(packs, text):
    judged = assess_text(text, packs)
    assert judged.score is None or 0 <= judged.score <= 100


def test_the_report_has_its_four_blocks_and_quotes_what_lost_points(packs):
    judged = assess_text("Đóng đủ 15 năm là có lương hưu. Xã triển khai rồi.", packs)
    report = as_text(judged, rule_book(packs))
    order = [
        report.index(word) for word in ("CỔNG", "ĐIỂM MÁY CHẤM", "PHIẾU NGƯỜI CHẤM", "GHI CHÚ")
    ]
    assert order == sorted(order)
    assert "| Đóng đủ 15 năm là có lương hưu." in report
    assert "nói «làm»." in report
    assert "KẾT LUẬN: CHƯA PHÁT HÀNH ĐƯỢC" in report


def test_the_report_for_programs_names_place_quote_suggestion_and_rule(packs):
    judged = assess_text("Chào bà con.\nĐóng đủ 15 năm là có lương hưu.", packs, name="a.txt")
    data = json.loads(json.dumps(as_json(judged), ensure_ascii=False))
    gate = next(g for g in data["cong"] if g["gate"] == "G4")
    (fault,) = gate["loi"]
    assert fault["location"] == {"file": "a.txt", "line": 2, "column": 22, "sentence": 2}
    assert fault["quote"] == "Đóng đủ 15 năm là có lương hưu."
    assert fault["suggestion"]
    assert "luong-huu-15-nam" in fault["source_rule"]
    assert data["dat"] is False
    assert all(i["points"] is None for i in data["muc"] if i["ok"] is None)


def test_every_finding_of_a_document_has_a_code_that_is_explained(workshop, written):
    codes = {f.code for draft, _ in written.values() for f in assess(draft, workshop).findings()}
    assert codes <= set(catalogue())


def test_a_finding_of_a_draft_points_at_the_line_where_the_words_were_typed(office):
    from kichban.packs import Packs
    from kichban.workshop import Workshop

    text = (
        '{% extends "goc/to-roi/mau.md.j2" %}\n'
        "{% block lua_dao %}\n"
        "Nhanh tay đăng ký kẻo lỡ.\n"
        "{% endblock %}\n"
    )
    workshop = Workshop(Packs([office("templates/to-roi/mau.md.j2", text)]))
    draft = workshop.compose(
        Request("nong-dan", DAY, topic="tham-gia-va-muc-dong", channel="to-roi")
    )
    (finding,) = [f for f in draft.findings if f.code == "V307"]
    assert finding.where.file.endswith("templates/to-roi/mau.md.j2")
    assert (finding.where.line, finding.where.column) == (3, 1)
    assert finding.where.text == "Nhanh tay đăng ký kẻo lỡ."


def test_the_form_of_the_judges_prints_in_both_formats(workshop, written):
    draft, _ = written["to-roi"]
    form = human_form(draft, workshop)
    text = to_format(form, "md", look=None, edition="public").decode("utf-8")
    for number in range(1, 11):
        assert f"| H{number} |" in text
    assert "H11" not in text
    assert draft.elements["thong_diep"][0] in text
    printed = docx.Document(io.BytesIO(to_format(form, "docx", look=None, edition="public")))
    assert len(printed.tables) >= 3


def test_short_material_and_other_languages_change_the_form(workshop):
    spot = workshop.compose(
        Request("nong-dan", DAY, topic="tham-gia-va-muc-dong", channel="spot-phat-thanh")
    )
    form = to_format(human_form(spot, workshop), "md", look=None, edition="public").decode()
    assert "| H7 |" in form
    assert "| H3 |" not in form


def test_the_foreign_language_questions_come_with_a_language(workshop, tmp_path):
    place = tmp_path / "ban.yaml"
    own = (workshop.packs.folders[-1].path / "places" / "mac-dinh.yaml").read_text("utf-8")
    place.write_text(own + "ngon_ngu: tiếng Mông\n", encoding="utf-8")
    draft = workshop.compose(Request("dong-bao-dtts", DAY, channel="nhom-nho", place=str(place)))
    form = to_format(human_form(draft, workshop), "md", look=None, edition="public").decode()
    assert "| H11 |" in form
    assert "| H12 |" in form


def test_a_folder_of_texts_is_scored_against_the_built_in_scripts(tmp_path, capsys):
    script = runpy.run_path(str(ROOT / "scripts" / "score_folder.py"))
    folder = tmp_path / "bai"
    folder.mkdir()
    heavy = "Tiếp tục đẩy mạnh công tác tuyên truyền, vận động người tham gia thụ hưởng quyền lợi. "
    (folder / "a.txt").write_text(heavy * 12, encoding="utf-8")
    (folder / "b.png").write_bytes(b"khong phai bai")
    out = tmp_path / "bang.md"
    assert script["main"]([str(folder), "--write", str(out), "--persona", "nha-hao-tam"]) == 0
    table = out.read_text(encoding="utf-8")
    assert capsys.readouterr().out == table
    assert "đẩy mạnh" not in table
    row = next(line for line in table.split("\n") if line.startswith("| **Điểm máy"))
    cells = row.strip("| ").split(" | ")[2:]
    assert int(cells[-1]) < 50 < int(cells[0])
    assert cells[3] == "100,0 %"
    assert "## Mục còn có bản không hơn bài sưu tầm" in table

"""An officer's own Word file as look: an ordinary one works, what it lacks is named."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import docx as python_docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kichban.cli import run
from kichban.errors import CannotRead
from kichban.packs import Packs
from kichban.render import docx, required_styles
from kichban.script import Script
from kichban.workshop import Request, Workshop
from tests.conftest import ROOT
from tests.test_render_word_file import findings, parts, png

DAY = "21/11/2026"


def ordinary(path: Path, *, letter: bool = False) -> Path:
    """What an office's Word file looks like that has never heard of kichban."""
    document = python_docx.Document()
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        document.styles[name].font.color.rgb = RGBColor(0x00, 0x6E, 0x3C)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.paragraph_format.first_line_indent = Mm(10)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    section = document.sections[0]
    if not letter:
        section.page_width, section.page_height = Mm(210), Mm(297)
    section.different_first_page_header_footer = True
    paragraph = section.first_page_header.paragraphs[0]
    paragraph.add_run().add_picture(io.BytesIO(png(40, 20)), width=Mm(44))
    paragraph.add_run(" Bảo hiểm xã hội vùng Lộc")
    section.header.paragraphs[0].text = "Đầu trang của Lộc"
    section.footer.paragraphs[0].text = "Chân trang của Lộc"
    section.first_page_footer.paragraphs[0].text = "Chân trang đầu của Lộc"
    document.add_heading("Đề cũ", 1)
    document.add_paragraph("Lời cũ trong tệp, không được in ra.")
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


def rendered(channel, out, *more):
    code = run(["render", "--persona", "nong-dan", "--channel", channel, "--date", DAY,
                "--format", "docx", "--out", str(out), *more])  # fmt: skip
    assert code == 0
    return next(out.glob("*.docx"))


def pictures(path):
    return [name for name in parts(path.read_bytes()) if name.startswith("word/media/")]


@pytest.fixture
def officer(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_ordinary_file_gives_a_right_leaflet_with_its_logo(officer, capsys):
    office = ordinary(officer / "co-quan.docx")
    made = rendered("to-roi", officer / "ra", "--look", str(office))
    told = capsys.readouterr().out
    assert told.count("K106") == 1
    for name in ("«Lời đọc»", "«Ô gợi ý»", "«Danh sách chấm»", "Import/Export"):
        assert name in told
    content = made.read_bytes()
    document = python_docx.Document(str(made))
    assert "330.000 đồng" in "\n".join(p.text for p in document.paragraphs)
    assert "Lời cũ" not in "\n".join(p.text for p in document.paragraphs)
    (section,) = document.sections
    head = section.first_page_header
    assert head._element.findall(f".//{qn('w:drawing')}")
    assert "Bảo hiểm xã hội vùng Lộc" in head.paragraphs[0].text
    extent = next(e for e in head._element.iter() if e.tag.endswith("}extent"))
    width, height = int(extent.get("cx")), int(extent.get("cy"))
    assert height <= Mm(10)
    assert width / height == pytest.approx(2, abs=0.01)
    assert len(pictures(made)) == 1
    assert findings(content, officer) == []
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(0x00, 0x6E, 0x3C)


def test_what_is_borrowed_follows_the_office_s_colour_font_and_not_its_indent(officer):
    office = ordinary(officer / "co-quan.docx")
    made = rendered("ban-tin-loa-xa", officer / "ra", "--look", str(office))
    styles = python_docx.Document(str(made)).styles
    assert styles["Tiêu đề cột"].font.color.rgb == RGBColor(0x00, 0x6E, 0x3C)
    assert styles["Lời đọc"].font.name is None  # that of Normal
    cell = styles["Chữ trong bảng"].paragraph_format
    assert cell.first_line_indent == 0
    assert cell.alignment == WD_ALIGN_PARAGRAPH.LEFT
    assert b"1F4E79" not in b"".join(parts(made.read_bytes()).values())


def test_on_its_own_paper_header_and_footer_stay_and_the_first_page_differs(officer):
    office = ordinary(officer / "co-quan.docx")
    made = rendered("ban-tin-loa-xa", officer / "ra", "--look", str(office))
    (section,) = python_docx.Document(str(made)).sections
    assert section.different_first_page_header_footer
    assert section.first_page_header._element.findall(f".//{qn('w:drawing')}")
    assert section.header.paragraphs[0].text == "Đầu trang của Lộc"
    assert section.first_page_footer.paragraphs[0].text == "Chân trang đầu của Lộc"
    assert findings(made.read_bytes(), officer) == []


def test_american_letter_paper_is_taken_for_a4(officer):
    office = ordinary(officer / "co-quan.docx", letter=True)
    made = rendered("ban-tin-loa-xa", officer / "ra", "--look", str(office))
    (section,) = python_docx.Document(str(made)).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.header.paragraphs[0].text == "Đầu trang của Lộc"


def test_a_folded_leaflet_has_the_logo_on_its_front_panel(officer, capsys):
    office = ordinary(officer / "co-quan.docx")
    made = rendered("to-gap", officer / "ra", "--look", str(office))
    body = python_docx.Document(str(made)).element.body
    breaks, at_logo = 0, []
    for element in body.iter():
        if element.tag == qn("w:br") and element.get(qn("w:type")) == "column":
            breaks += 1
        if element.tag == qn("w:drawing"):
            at_logo.append(breaks)
    assert at_logo == [2]
    assert run(["check", str(made), "--date", DAY]) == 0
    assert "SỬA TAY" not in capsys.readouterr().out
    assert findings(made.read_bytes(), officer) == []


def test_every_page_of_a_draft_is_marked_whatever_the_office_s_header(officer):
    office = ordinary(officer / "co-quan.docx")
    made = rendered("ban-tin-loa-xa", officer / "ra", "--look", str(office), "--draft")
    (section,) = python_docx.Document(str(made)).sections
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[0].text.startswith("BẢN NHÁP")
    assert findings(made.read_bytes(), officer) == []


def test_the_office_s_own_looks_folder_wins_without_an_option(officer, capsys):
    (officer / "kichban.yaml").write_text("ten: Lộc\n", encoding="utf-8")
    ordinary(officer / "looks" / "truyen-thong.docx")
    made = rendered("to-roi", officer / "ra")
    assert len(pictures(made)) == 1
    assert "K106" in capsys.readouterr().out


def test_a_look_is_called_by_its_name_too(officer):
    made = rendered("to-roi", officer / "ra", "--look", "hanh-chinh")
    assert b"Times New Roman" in parts(made.read_bytes())["word/styles.xml"]
    assert run(["render", "--persona", "nong-dan", "--look", "hanh-chin", "--draft"]) == 2


def test_python_callers_get_the_office_s_look_too(officer):
    office = ordinary(officer / "goi" / "looks" / "truyen-thong.docx")
    workshop = Workshop(Packs([officer / "goi"]))
    draft = workshop.compose(Request("nong-dan", date(2026, 11, 21), channel="to-roi"))
    assert draft.look == office


def test_headers_that_a_section_takes_from_the_one_before_are_kept(officer):
    document = python_docx.Document(str(ROOT / "looks" / "truyen-thong.docx"))
    document.sections[0].header.paragraphs[0].text = "Đầu trang chung"
    document.add_section()
    office = officer / "hai-muc.docx"
    document.save(str(office))
    made = rendered("ban-tin-loa-xa", officer / "ra", "--look", str(office))
    (section,) = python_docx.Document(str(made)).sections
    assert section.header.paragraphs[0].text == "Đầu trang chung"


_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml"
_DOCUMENT = _WORD + b".document.main+xml"


def _with_main_type(kind):
    source = parts((ROOT / "looks" / "truyen-thong.docx").read_bytes())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in source.items():
            old = (
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            )
            file.writestr(name, content.replace(old, kind))
    return out.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_TEMPLATE = _WORD + b".template.main+xml"
SPOILED = {
    "co-quan.doc": (_OLE, "là tệp .doc của Word đời cũ"),
    "khoa.docx": (_OLE + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu"),
    "rong.docx": (b"", "rỗng"),
    "mau.dotx": (_with_main_type(_TEMPLATE), "là tệp mẫu .dotx"),
    "macro.docm": (
        _with_main_type(b"application/vnd.ms-word.document.macroEnabled.main+xml"),
        "có macro",
    ),
    "hong.docx": ((ROOT / "looks" / "truyen-thong.docx").read_bytes()[:5000], "bị hỏng"),
    "to-roi.pdf": (b"%PDF-1.7 x", "là tệp PDF"),
    "chu.docx": (b"chi la chu", "không phải tài liệu Word"),
}


SPOILED_PARTS = {
    "word/styles.xml": b"<w:styles",
    "word/_rels/document.xml.rels": b"<a/>",
    "_rels/.rels": b"<a/>",
    "[Content_Types].xml": b"<a/>",
    "word/document.xml": b"",
}


@pytest.mark.parametrize("name", SPOILED_PARTS)
def test_a_look_that_is_spoiled_inside_is_refused_in_words(name, officer):
    found = parts(ordinary(officer / "co-quan.docx").read_bytes())
    with zipfile.ZipFile(officer / "hong.docx", "w") as file:
        for part, content in found.items():
            file.writestr(part, SPOILED_PARTS[name] if part == name else content)
    for read in (required_styles, lambda path: docx(Script("Đề", "vi", ()), look=path)):
        with pytest.raises(CannotRead, match=r"«hong\.docx»"):
            read(officer / "hong.docx")


@pytest.mark.parametrize("name", SPOILED)
def test_a_file_that_is_no_look_is_named_for_what_it_is(name, officer, capsys):
    content, what = SPOILED[name]
    (officer / name).write_bytes(content)
    code = run(["render", "--persona", "nong-dan", "--look", name, "--date", DAY, "--draft"])
    told = capsys.readouterr().err
    assert code == 2
    assert f"K103  Tệp kiểu dáng «{name}» {what}" in told
    assert "Cách sửa" in told
    assert "Traceback" not in told
    assert not list(officer.glob("ket-qua/*"))


def test_check_tells_of_looks_in_the_office_s_folder(officer, capsys):
    (officer / "kichban.yaml").write_text("ten: Lộc\n", encoding="utf-8")
    ordinary(officer / "looks" / "truyen-thong.docx")
    (officer / "looks" / "cu.doc").write_bytes(_OLE)
    assert run(["check", "looks"]) == 1
    told = capsys.readouterr().out
    assert "K103" in told
    assert "K106" in told


def test_contents_and_forms_are_in_the_office_s_look_too(officer, capsys):
    (officer / "kichban.yaml").write_text("ten: Lộc\n", encoding="utf-8")
    ordinary(officer / "looks" / "truyen-thong.docx")
    code = run(["pack", "--persona", "nha-hao-tam", "--date", DAY, "--format", "docx"])
    assert code in (0, 1)
    assert capsys.readouterr().out.count("K106") == 1
    (contents,) = (officer / "ket-qua").glob("muc-luc*.docx")
    assert len(pictures(contents)) == 1

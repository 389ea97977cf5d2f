"""The approval sheet follows appendix I of Decree 30/2020, measured in the finished Word file."""

from __future__ import annotations

import io
from datetime import date

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from kichban.cli import run
from kichban.render import to_format
from kichban.workshop import Request, Workshop


@pytest.fixture(scope="module", params=["kênh phieu-duyet", "kichban review"])
def sheet(request, tmp_path_factory):
    """The two approval sheets: the one that a template writes, and the one beside a document."""
    channel = "phieu-duyet" if request.param.startswith("kênh") else "to-roi"
    draft = Workshop().compose(Request("nong-dan", date(2026, 11, 21), channel=channel))
    if channel == "phieu-duyet":
        assert draft.look is not None
        assert draft.look.name == "hanh-chinh.docx"
        return python_docx.Document(io.BytesIO(to_format(draft.script, "docx", look=draft.look)))
    folder = tmp_path_factory.mktemp("duyet")
    made = next(path for path in draft.write(folder) if path.suffix == ".docx")
    assert run(["review", str(made), "--date", "21/11/2026"]) == 0
    return python_docx.Document(str(made.with_suffix("")) + ".phieu-duyet.docx")


def in_style(sheet, name):
    every = [p for table in sheet.tables for row in table.rows for c in row.cells
             for p in c.paragraphs] + list(sheet.paragraphs)  # fmt: skip
    return [p for p in every if p.style.name == name]


def prop(paragraph, path):
    """A property of the style, or of a style it is based on, or of the defaults."""
    style = paragraph.style
    while style is not None:
        if (found := style.element.find("/".join(qn(f"w:{part}") for part in path))) is not None:
            return found
        style = style.base_style
    root = paragraph.part.document.styles.element
    kind = "rPrDefault" if path[0] == "rPr" else "pPrDefault"
    return root.find("/".join(qn(f"w:{part}") for part in ("docDefaults", kind, *path)))


def points(paragraph):
    return int(prop(paragraph, ("rPr", "sz")).get(qn("w:val"))) / 2


def is_on(paragraph, name):
    return prop(paragraph, ("rPr", name)) is not None


def rule_after(paragraph):
    """The length in twips of the rule below a line, and the width it stands in."""
    after = paragraph._p.getnext()
    border = [s for s in paragraph.part.document.styles if s.style_id == after.pPr.pStyle.val]
    assert border[0].name == "Đường kẻ thể thức"
    line = border[0].element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:top')}")
    assert line.get(qn("w:val")) == "single"
    indent = after.pPr.find(qn("w:ind"))
    cell = paragraph._p.getparent()
    section = paragraph.part.document.sections[0]
    width = (
        int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w")))
        if cell.tag == qn("w:tc")
        else (section.page_width - section.left_margin - section.right_margin) // 635
    )
    return width - int(indent.get(qn("w:left"))) - int(indent.get(qn("w:right"))), width


def test_paper_and_margins(sheet):
    section = sheet.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert Mm(20) <= section.top_margin <= Mm(25.1)
    assert Mm(20) <= section.bottom_margin <= Mm(25.1)
    assert Mm(30) <= section.left_margin <= Mm(35)
    assert Mm(15) <= section.right_margin <= Mm(20.1)


def test_all_type_is_times_new_roman_in_black(sheet):
    styles = sheet.styles.element
    slots = [qn(f"w:{slot}") for slot in ("ascii", "hAnsi", "cs")]
    fonts = {element.get(slot) for element in styles.iter(qn("w:rFonts")) for slot in slots}
    assert fonts == {"Times New Roman"}
    colours = {c.get(qn("w:val")) for c in styles.iter(qn("w:color"))}
    assert colours <= {"000000", "auto"}


@pytest.mark.parametrize(
    ("style", "words", "sizes", "looks"),
    [
        ("Quốc hiệu", "cộng hòa xã hội chủ nghĩa việt nam", (12, 13), {"b", "caps"}),
        ("Tiêu ngữ", "độc lập - tự do - hạnh phúc", (13, 14), {"b"}),
        ("Cơ quan chủ quản", "", (12, 13), {"caps"}),
        ("Cơ quan ban hành", "", (12, 13), {"b", "caps"}),
        ("Số ký hiệu", "số:", (13, 13), set()),
        ("Địa danh", ", ngày ", (13, 14), {"i"}),
        ("Heading 1", "phiếu trình duyệt", (13, 14), {"b", "caps"}),
        ("Trích yếu", "", (13, 14), {"b"}),
        ("Nơi nhận", "nơi nhận:", (12, 12), {"b", "i"}),
        ("Danh sách nơi nhận", "", (11, 11), set()),
        ("Lời văn", "", (13, 14), set()),
    ],
)
def test_each_part_has_its_size_and_weight(sheet, style, words, sizes, looks):
    found = in_style(sheet, style)
    assert found
    assert words in found[0].text.lower()
    assert sizes[0] <= points(found[0]) <= sizes[1]
    assert {name for name in ("b", "i", "caps") if is_on(found[0], name)} == looks


def test_the_national_name_stands_at_the_upper_right_beside_the_office(sheet):
    first = sheet.element.body[0]
    assert first.tag == qn("w:tbl")
    table = sheet.tables[0]
    assert [[cell.paragraphs[0].style.name for cell in row.cells] for row in table.rows] == [
        ["Cơ quan chủ quản", "Quốc hiệu"],
        ["Cơ quan ban hành", "Tiêu ngữ"],
        ["Số ký hiệu", "Địa danh"],
    ]
    assert not list(table.style.element.iter(qn("w:tblBorders")))


def test_the_rule_below_the_motto_is_as_long_as_its_words(sheet):
    (motto,) = in_style(sheet, "Tiêu ngữ")
    length, width = rule_after(motto)
    # 56 mm is what these words take in Times New Roman Bold at 13 points.
    assert length / 56.7 == pytest.approx(56, abs=0.5)
    assert length < width


@pytest.mark.parametrize("style", ["Cơ quan ban hành", "Trích yếu"])
def test_the_rules_below_office_and_subject_are_a_third_to_a_half_of_their_line(sheet, style):
    (line,) = in_style(sheet, style)
    length, width = rule_after(line)
    text = line.text.upper() if is_on(line, "caps") else line.text
    mean = 0.70 if is_on(line, "caps") else 0.49
    words = min(len(text) * mean * points(line) * 20, width)
    assert 1 / 3 <= length / words <= 1 / 2


def test_prose_is_set_in_flush_and_spaced(sheet):
    prose = in_style(sheet, "Lời văn")[0]
    form = prose.style.paragraph_format
    assert form.first_line_indent.cm in (pytest.approx(1, abs=0.01), pytest.approx(1.27, abs=0.01))
    assert prop(prose, ("pPr", "jc")).get(qn("w:val")) == "both"
    assert form.space_after.pt >= 6
    assert 1 <= form.line_spacing <= 1.5


def test_the_page_number_stands_in_the_middle_above_from_the_second_page(sheet):
    section = sheet.sections[0]
    assert section.different_first_page_header_footer
    number = section.header.paragraphs[0]
    assert "PAGE" in number._p.xml
    assert number._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "center"
    assert {int(s.get(qn("w:val"))) for s in number._p.iter(qn("w:sz"))} == {26}
    assert "PAGE" not in section.first_page_header._element.xml
    assert not any("PAGE" in f._element.xml for f in (section.footer, section.first_page_footer))


def test_recipients_stand_at_the_left_with_a_dash(sheet):
    lines = in_style(sheet, "Danh sách nơi nhận")
    assert [line.text for line in lines][-1].startswith("Lưu:")
    assert prop(lines[0], ("pPr", "jc")) is None

"""What a Word file must be besides its words: valid, accessible, the same every time."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from kichban.errors import BadReference, CannotRead
from kichban.render import Edition, docx
from kichban.script import (
    Block,
    Break,
    Callout,
    Image,
    Link,
    Meta,
    Note,
    Paragraph,
    Script,
    Sourced,
    Table,
    Text,
)
from tests.test_render_samples import NOTES, SAMPLES, bullets, heading, line, p
from tests.test_render_words import EDITIONS, scripts

ROOT = Path(__file__).resolve().parents[1]
LOOKS = [ROOT / "looks" / "truyen-thong.docx", ROOT / "looks" / "hanh-chinh.docx"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def root(content: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(content)[name])


def values(element: etree._Element, path: str) -> list[str]:
    """The `w:val` of each element at the end of a path of WordprocessingML names."""
    steps = "/".join(f"{W}{step}" if step not in (".", "") else step for step in path.split("/"))
    return [found.get(f"{W}val", "") for found in element.iterfind(steps)]


def written(*blocks: Block, meta: Meta | None = None, edition: Edition = "public") -> bytes:
    return docx(
        Script("Đề", "vi-VN", blocks, meta or Meta(), NOTES if edition == "reviewer" else ()),
        look=None,
        edition=edition,
    )


def findings(content: bytes, folder: Path) -> list[str]:
    file = folder / "van-ban.docx"
    file.write_bytes(content)
    return [str(error) for error in OpenXmlValidator(max_errors=0).validate(str(file)).errors]


def png(width: int = 4, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x40\x80\xc0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.stem)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_auditor_finds_nothing(name: str, look: Path, edition: Edition, tmp_path: Path) -> None:
    assert findings(docx(SAMPLES[name], look=look, edition=edition), tmp_path) == []


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("layout", ["a4", "a4-ngang", "a5", "a6"])
def test_the_auditor_finds_nothing_on_any_paper(layout: str, columns: int, tmp_path: Path) -> None:
    everything = SAMPLES["everything"]
    meta = Meta(header=("x",), footer=("y",), layout=layout, columns=columns, draft=True)
    script = Script("Đề", "vi-VN", everything.blocks, meta, NOTES)
    assert findings(docx(script, look=None, edition="reviewer"), tmp_path) == []


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(script=scripts, edition=st.sampled_from(EDITIONS), look=st.sampled_from(LOOKS))
def test_the_auditor_finds_nothing_in_any_tree(
    script: Script, edition: Edition, look: Path, tmp_path: Path
) -> None:
    assert findings(docx(script, look=look, edition=edition), tmp_path) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_script_gives_the_same_bytes(edition: Edition) -> None:
    script = SAMPLES["everything"]
    assert docx(script, look=None, edition=edition) == docx(script, look=None, edition=edition)


def test_parts_come_in_a_fixed_order_with_a_fixed_date() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(SAMPLES["radio"], look=None))) as file:
        entries = file.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    names = [entry.filename for entry in entries[1:]]
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_every_drawing_has_an_id_of_its_own(tmp_path: Path) -> None:
    picture = tmp_path / "hinh.png"
    picture.write_bytes(png())
    image = Image("Một sạp hàng", str(picture), width_mm=30)
    content = written(image, Callout("goi_y", (image,)), bullets((image,)))
    found = parts(content)
    ids = [
        drawing.get("id")
        for name, part in found.items()
        if name.startswith("word/") and name.endswith(".xml")
        for drawing in etree.fromstring(part).iter(DOC_PR)
    ]
    assert len(ids) == 3
    assert len(set(ids)) == 3
    assert [name for name in found if "media" in name] == ["word/media/kichban1.png"]
    assert findings(content, tmp_path) == []


def test_a_picture_keeps_its_shape_and_tells_what_it_shows(tmp_path: Path) -> None:
    picture = tmp_path / "hinh.png"
    picture.write_bytes(png(4, 2))
    content = written(Image('Sạp "hàng" & ba mũi tên', str(picture), width_mm=30))
    shape = python_docx.Document(io.BytesIO(content)).inline_shapes[0]
    assert (round(shape.width.mm), round(shape.height.mm)) == (30, 15)
    (drawing,) = root(content).iter(DOC_PR)
    assert drawing.get("descr") == 'Sạp "hàng" & ba mũi tên'


def test_a_picture_wider_than_its_place_is_scaled_down(tmp_path: Path) -> None:
    picture = tmp_path / "hinh.png"
    picture.write_bytes(png(4, 2))
    content = written(Image("x", str(picture), width_mm=500), meta=Meta(layout="a6"))
    shape = python_docx.Document(io.BytesIO(content)).inline_shapes[0]
    assert round(shape.width.mm) == 105 - 16


def test_a_place_for_a_picture_is_a_box_with_its_words() -> None:
    (table,) = python_docx.Document(io.BytesIO(written(Image("Mã QR")))).tables
    assert table.style is not None
    assert table.style.name == "Ô hình"
    assert table.cell(0, 0).text == "Mã QR"
    assert round(table.columns[0].width.mm) == 25


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("thieu.png", None, "Không mở được"), ("la.png", b"GIF89a khong phai", "không phải PNG")],
)
def test_a_picture_that_cannot_be_used_is_named(
    name: str, content: bytes | None, said: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CannotRead, match=said) as caught:
        written(Image("x", str(tmp_path / name)))
    assert f"«{name}»" in caught.value.message


def test_every_ordered_list_starts_from_one() -> None:
    one = bullets("a", (p("b"), bullets("b1", ordered=True)), ordered=True)
    content = written(one, bullets("c", ordered=True), bullets("d"))
    used = values(root(content), ".//numId")
    # a and b share a list; b1, c and the bullet d have their own.
    assert [used.index(number) for number in used] == [0, 0, 2, 3, 4]
    instances = {
        number.get(f"{W}numId"): number
        for number in root(content, "word/numbering.xml").iter(f"{W}num")
    }
    for number, level in ((used[0], "0"), (used[2], "1"), (used[3], "0")):
        (override,) = instances[number].iterfind(f"{W}lvlOverride")
        assert override.get(f"{W}ilvl") == level
        assert values(override, "startOverride") == ["1"]
    assert len({used[0], used[2], used[3]}) == 3


def test_lists_are_paragraphs_in_list_styles() -> None:
    document = python_docx.Document(io.BytesIO(written(bullets("a"), bullets("b", ordered=True))))
    styles = {x.text: x.style.name for x in document.paragraphs if x.style is not None}
    assert styles["a"] == "Danh sách chấm"
    assert styles["b"] == "Danh sách số"


def test_a_table_has_a_header_row_a_summary_and_its_widths() -> None:
    rows = (((p("1"),), (p("2"),)), ((p("3"),), (p("4"),)))
    table = Table((line("Phút"), line("Lời")), rows, summary="Từng phút.", widths=(1, 3))
    (found,) = root(written(table)).iter(f"{W}tbl")
    heads = [len(row.findall(f"{W}trPr/{W}tblHeader")) for row in found.iterfind(f"{W}tr")]
    assert heads == [1, 0, 0]
    assert values(found, "tblPr/tblDescription") == ["Từng phút."]
    (layout,) = found.iterfind(f"{W}tblPr/{W}tblLayout")
    assert layout.get(f"{W}type") == "fixed"
    narrow, wide = (int(x.get(f"{W}w", "")) for x in found.iterfind(f"{W}tblGrid/{W}gridCol"))
    assert abs(wide - 3 * narrow) <= 3


def test_a_table_without_a_summary_names_its_columns() -> None:
    table = Table((line("Phút"), line("Lời")), ())
    found = root(written(table))
    assert values(found, ".//tblDescription") == ["Bảng gồm các cột: Phút, Lời."]


def test_long_rows_may_run_over_the_page_and_short_ones_not() -> None:
    long = tuple(p("một đoạn dài " * 30) for _ in range(12))
    table = Table((line("A"),), (((p("ngắn"),),), (long,)))
    whole = [
        bool(row.findall(f"{W}trPr/{W}cantSplit")) for row in root(written(table)).iter(f"{W}tr")
    ]
    assert whole == [True, True, False]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.stem)
def test_vietnamese_and_its_font_are_set_everywhere(look: Path) -> None:
    content = docx(SAMPLES["everything"], look=look)
    styles, sets = root(content, "word/styles.xml"), root(content, "word/settings.xml")
    assert values(styles, ".//lang") == ["vi-VN"]
    assert values(sets, "themeFontLang") == ["vi-VN"]
    (fonts,) = styles.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    named = {fonts.get(f"{W}{slot}") for slot in ("ascii", "hAnsi", "cs", "eastAsia")}
    assert len(named) == 1
    assert named <= {"Arial", "Times New Roman"}
    assert python_docx.Document(io.BytesIO(content)).core_properties.language == "vi-VN"


@pytest.mark.parametrize(
    ("said", "kept"), [("hmn", "hmn"), ("vi", "vi-VN"), ("", "vi-VN"), ('x"/>', "vi-VN")]
)
def test_a_language_is_said_as_word_knows_it(said: str, kept: str) -> None:
    content = docx(Script("Đề", said, (p("x"),)), look=None)
    assert values(root(content, "word/styles.xml"), ".//lang") == [kept]
    assert python_docx.Document(io.BytesIO(content)).core_properties.language == kept


def test_the_properties_of_the_file_are_those_of_the_document() -> None:
    core = python_docx.Document(io.BytesIO(docx(SAMPLES["radio"], look=None))).core_properties
    assert core.title == "Spot 45 giây: mức thấp nhất"
    assert core.author == "Bảo hiểm xã hội cơ sở"
    assert core.subject == "Mức đóng"
    assert core.keywords == "bảo hiểm xã hội tự nguyện, mức đóng"
    assert core.created is not None
    assert core.created.date().isoformat() == "2026-11-22"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2026-11-22", "2026-11-22"),
        ("ngày 22/11/2026", "2026-11-22"),
        ("ngày 2 tháng 1 năm 2027", "2027-01-02"),
        ("ngày 31/02/2026", None),
        ("", None),
    ],
)
def test_the_only_date_is_the_day_of_issue(said: str, kept: str | None) -> None:
    content = written(p("x"), meta=Meta(issued_on=said))
    core = parts(content)["docProps/core.xml"].decode()
    assert (f">{kept}T00:00:00Z<" in core) if kept else ("dcterms:created" not in core)


def test_the_reviewer_edition_has_a_comment_on_every_figure() -> None:
    pay = Sourced("330.000 đồng", "muc_dong", 1)
    content = written(
        p("Đóng ", pay, ", giúp ", Sourced("66.000 đồng", "ho_tro", 2), ", nhắc ", pay, "."),
        meta=Meta(issued_on="2026-11-22"),
        edition="reviewer",
    )
    comments = list(root(content, "word/comments.xml").iter(f"{W}comment"))
    texts = ["\n".join("".join(map(str, x.itertext())) for x in c.iter(f"{W}p")) for c in comments]
    assert texts[0] == "\n".join([f"[1] {NOTES[0].public}", *NOTES[0].reviewer])
    assert texts[1] == "\n".join([f"[2] {NOTES[1].public}", *NOTES[1].reviewer])
    assert texts[2] == f"[1] {NOTES[0].public}\nNhư bình luận đầu tiên của [1]."
    assert {c.get(f"{W}author") for c in comments} == {"kichban"}
    assert {c.get(f"{W}date") for c in comments} == {"2026-11-22T00:00:00Z"}
    body = root(content)
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [x.get(f"{W}id") for x in body.iter(f"{W}{kind}")] == ["0", "1", "2"]
    start = next(body.iter(f"{W}commentRangeStart"))
    figure = start.getnext()
    assert figure is not None
    assert "".join(map(str, figure.itertext())) == "330.000 đồng"


def test_the_public_edition_has_no_comments() -> None:
    assert not any("comment" in name for name in parts(docx(SAMPLES["radio"], look=None)))


def test_a_note_is_a_raised_number_in_brackets() -> None:
    document = python_docx.Document(io.BytesIO(docx(SAMPLES["radio"], look=None)))
    last = [x for x in document.paragraphs if "nói ở trên" in x.text]
    (mark,) = [run for run in last[0].runs if run.text == "[1]"]
    assert mark.style is not None
    assert mark.style.name == "Số chú thích"
    assert mark.style.font.superscript


def test_notes_of_a_leaflet_follow_each_other_in_one_paragraph() -> None:
    document = python_docx.Document(io.BytesIO(docx(SAMPLES["leaflet"], look=None)))
    notes = [x for x in document.paragraphs if x.style and x.style.name == "Nguồn số liệu"]
    assert len(notes) == 1
    document = python_docx.Document(io.BytesIO(docx(SAMPLES["radio"], look=None)))
    notes = [x for x in document.paragraphs if x.style and x.style.name == "Nguồn số liệu"]
    assert len(notes) == len(NOTES)


@pytest.mark.parametrize(
    ("layout", "size"),
    [("a4", (210, 297)), ("a4-ngang", (297, 210)), ("a5", (148, 210)), ("a6", (105, 148))],
)
def test_a_layout_is_a_paper(layout: str, size: tuple[int, int]) -> None:
    content = written(p("x"), meta=Meta(layout=layout))
    section = python_docx.Document(io.BytesIO(content)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_an_unknown_paper_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(BadReference) as caught:
        written(p("x"), meta=Meta(layout="a44"))
    assert "«a4»" in caught.value.hint


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(BadReference, match="không chia được thành 9 cột"):
        written(p("x"), meta=Meta(layout="a5", columns=9))


def test_a_folded_leaflet_runs_in_equal_panels() -> None:
    (columns,) = root(docx(SAMPLES["trifold"], look=None)).iter(f"{W}cols")
    assert columns.get(f"{W}num") == "3"
    (margins,) = root(docx(SAMPLES["trifold"], look=None)).iter(f"{W}pgMar")
    assert int(columns.get(f"{W}space", "")) == 2 * int(margins.get(f"{W}left", ""))


def test_a_side_is_a_page_on_one_column_and_a_column_on_several() -> None:
    blocks = (p("a"), Break("mat"), p("b"), Break("trang"), p("c"))
    single = root(written(*blocks, meta=Meta(layout="a5")))
    assert len(list(single.iter(f"{W}pageBreakBefore"))) == 2
    folded = root(written(*blocks, meta=Meta(layout="a4-ngang", columns=3)))
    assert len(list(folded.iter(f"{W}pageBreakBefore"))) == 1
    assert [x.get(f"{W}type") for x in folded.iter(f"{W}br")] == ["column"]


def test_a_page_that_nothing_follows_is_not_begun() -> None:
    found = root(written(p("a"), Break("trang")))
    assert not list(found.iter(f"{W}pageBreakBefore"))


def test_body_type_keeps_its_size_on_leaflets() -> None:
    def size(script: Script, style: str) -> list[str]:
        styles = root(docx(script, look=None), "word/styles.xml")
        return [
            size
            for found in styles.iter(f"{W}style")
            if values(found, "name") == [style]
            for size in values(found, "rPr/sz")
        ]

    scripts = SAMPLES["radio"], SAMPLES["leaflet"]
    for style in ("Chữ trong bảng", "Lời đọc"):
        assert size(scripts[0], style) == size(scripts[1], style)
    before, after = (int(size(script, "heading 1")[0]) for script in scripts)
    assert after < before


def _footer_text(content: bytes) -> str:
    section = python_docx.Document(io.BytesIO(content)).sections[0]
    return "".join(x.text for x in section.footer.paragraphs)


def test_pages_are_numbered_except_on_cards_and_folded_leaflets() -> None:
    numbered = (Meta(), Meta(layout="a5"), Meta(layout="a4-ngang"))
    for meta in numbered:
        content = written(p("x"), meta=meta)
        assert "Trang 1 / 1" in _footer_text(content)
        (footer,) = [part for name, part in parts(content).items() if "footer" in name]
        for instruction in (b" PAGE ", b" NUMPAGES "):
            assert footer.count(instruction) == 1
    for meta in (Meta(layout="a6"), Meta(layout="a4-ngang", columns=3)):
        assert "Trang" not in _footer_text(written(p("x"), meta=meta))


@pytest.mark.parametrize("layout", ["a4", "a5"])
def test_header_and_footer_carry_the_lines_of_the_place(layout: str) -> None:
    meta = Meta(header=("Cơ sở A\tphải", "dòng hai"), footer=("B & <C>",), layout=layout)
    content = written(p("x"), meta=meta)
    section = python_docx.Document(io.BytesIO(content)).sections[0]
    assert [x.text for x in section.header.paragraphs] == ["Cơ sở A\tphải\ndòng hai"]
    assert _footer_text(content).startswith("B & <C>\t")


def test_a_header_of_two_short_lines_takes_one() -> None:
    def header(*lines: str) -> str:
        content = written(p("x"), meta=Meta(header=lines))
        section = python_docx.Document(io.BytesIO(content)).sections[0]
        return str(section.header.paragraphs[0].text)

    assert header("Cơ sở A", "Tờ rơi") == "Cơ sở A\tTờ rơi"
    assert header("Cơ sở A " * 12, "Tờ rơi").count("\n") == 1
    assert header("a", "b", "c") == "a\nb\nc"


def test_text_flows_beside_a_code_on_a_leaflet_only() -> None:
    for layout, width, floats in (("a5", 0, 1), ("a5", 60, 0), ("a4", 0, 0)):
        content = written(Image("Mã QR", width_mm=width), p("x"), meta=Meta(layout=layout))
        assert len(list(root(content).iter(f"{W}tblpPr"))) == floats


@pytest.mark.parametrize("layout", ["a4", "a6"])
def test_a_draft_says_so_on_every_page(layout: str) -> None:
    content = written(p("x"), meta=Meta(draft=True, layout=layout))
    document = python_docx.Document(io.BytesIO(content))
    assert "BẢN NHÁP" in document.sections[0].header.paragraphs[0].text
    assert "BẢN NHÁP" in document.paragraphs[0].text


def test_headings_are_words_own_so_that_readers_can_navigate() -> None:
    content = written(heading(1, "a"), heading(2, "b"), Callout("goi_y", (heading(2, "c"),)))
    document = python_docx.Document(io.BytesIO(content))
    found = [(x.text, x.style.name) for x in document.paragraphs if x.text and x.style]
    assert found == [("a", "Heading 1"), ("b", "Heading 2")]


def test_dialogue_cues_and_spoken_words_have_styles_of_their_own() -> None:
    document = python_docx.Document(io.BytesIO(docx(SAMPLES["counter"], look=None)))
    styles = {x.text: x.style.name for x in document.paragraphs if x.style is not None}
    assert styles["Cán bộ: Chào anh/chị. Hôm nay anh/chị làm thủ tục gì ạ?"] == "Lời thoại"
    assert styles["[Nhận, kiểm, trả giấy hẹn.]"] == "Chỉ dẫn"
    spoken = [x for x in document.paragraphs if x.style and x.style.name == "Lời đọc"]
    assert [x.paragraph_format.keep_together for x in spoken] == [True]
    (role, *_) = next(x for x in document.paragraphs if "Hôm nay" in x.text).runs
    assert (role.text, role.style.name if role.style else "") == ("Cán bộ:", "Vai nói")


def test_a_link_can_be_clicked() -> None:
    content = written(p(Link(line("trang a.vn"), "https://a.vn/?x=1&y=2")))
    (link,) = python_docx.Document(io.BytesIO(content)).paragraphs[1].hyperlinks
    assert (link.text, link.url) == ("trang a.vn", "https://a.vn/?x=1&y=2")


def test_no_text_element_holds_a_line_end_or_a_control_character() -> None:
    content = written(Paragraph((Text("a\nb\x0bc\x00d\te & <f>"),)))
    texts = [x.text for x in root(content).iter(f"{W}t")]
    assert "a b cd e & <f>" in texts


def test_a_note_that_no_figure_uses_is_still_printed() -> None:
    script = Script("Đề", "vi-VN", (p("x"),), notes=(Note(7, "x", "Lời chú.", ()),))
    document = python_docx.Document(io.BytesIO(docx(script, look=None)))
    assert document.paragraphs[-1].text == "[7]\tLời chú."


def test_a_slip_that_stands_last_begins_one_page_and_no_more() -> None:
    meta = Meta(slip=(("Người nghe", "Nông dân"),), slip_last=True)
    alone = root(written(p("Lời."), meta=meta))
    told = Callout("phieu_kem", (p("Dặn."),))
    behind = root(written(p("Lời."), Break("trang"), told, meta=meta))
    for found in (alone, behind):
        assert len(list(found.iter(f"{W}pageBreakBefore"))) == 1
        texts = ["".join(t.itertext()) for t in found.iter(f"{W}p")]
        assert texts.index("Lời.") < texts.index("Người nghe")

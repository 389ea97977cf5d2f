"""Looks: our own, and those that an office brings."""

from __future__ import annotations

import importlib
import io
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from lxml import etree

from kichban.checks.looks import judge_look
from kichban.errors import BadReference, CannotRead
from kichban.render import docx, required_styles
from kichban.script import Image, Meta, Script
from tests.test_render_samples import SAMPLES, p
from tests.test_render_word_file import DOC_PR, LOOKS, ROOT, W, findings, parts, png, root, values

WORDS = Script("Đề", "vi-VN", (p("Lời."),), Meta(header=("Dòng đầu",), footer=("Dòng chân",)))


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    names = ("build_looks", "look_guide", "look_styles")
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    yield importlib.import_module("build_looks")
    for name in names:
        sys.modules.pop(name, None)


def test_the_look_files_are_what_their_script_builds(builder: Any) -> None:
    for design in builder.LOOKS:
        kept = (ROOT / "looks" / f"{design.name}.docx").read_bytes()
        assert parts(builder.build(design)) == parts(kept)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.stem)
def test_our_looks_are_valid_whole_and_small(look: Path, tmp_path: Path) -> None:
    assert required_styles(look) == ()
    assert findings(look.read_bytes(), tmp_path) == []
    assert look.stat().st_size < 20_000


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.stem)
def test_our_looks_tell_how_to_change_them(look: Path) -> None:
    text = "\n".join(x.text for x in python_docx.Document(str(look)).paragraphs)
    assert "sửa kiểu, đừng sửa chữ mẫu" in text
    assert "{dau_trang}" in text


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.stem)
def test_no_word_of_a_look_reaches_a_document(look: Path) -> None:
    everything = b"".join(parts(docx(WORDS, look=look)).values()).decode("utf-8", "replace")
    assert "đừng sửa chữ mẫu" not in everything
    assert "dau_trang" not in everything
    assert "chan_trang" not in everything


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.stem)
def test_colours_can_be_told_from_white_paper(look: Path) -> None:
    def brightness(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    styles = root(look.read_bytes(), "word/styles.xml")
    fills = [x.get(f"{W}fill", "") for x in styles.iter(f"{W}shd")]
    for ink in set(values(styles, ".//rPr/color")):
        for paper in {"FFFFFF", *fills}:
            assert (brightness(paper) + 0.05) / (brightness(ink) + 0.05) >= 4.5


def test_an_administrative_document_follows_the_decree() -> None:
    document = python_docx.Document(io.BytesIO(docx(WORDS, look=LOOKS[1])))
    section = document.sections[0]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    top, right, bottom, left = (round(margin.mm) for margin in margins if margin is not None)
    assert 20 <= top <= 25
    assert 20 <= bottom <= 25
    assert 30 <= left <= 35
    assert 15 <= right <= 20
    style = document.styles["Lời văn"]
    assert style.paragraph_format.first_line_indent.cm == pytest.approx(1.27, abs=0.01)
    assert style.paragraph_format.space_after.pt == 6
    assert section.different_first_page_header_footer
    assert "PAGE" in etree.tostring(section.header._element, encoding="unicode")
    assert "PAGE" not in etree.tostring(section.first_page_header._element, encoding="unicode")
    assert section.first_page_header.paragraphs[0].text == "Dòng đầu"
    assert section.footer.paragraphs[0].text == "Dòng chân"


def test_a_missing_style_is_named(tmp_path: Path) -> None:
    office = tmp_path / "co-quan.docx"
    document = python_docx.Document(str(LOOKS[0]))
    for name in ("Lời đọc", "Ô gợi ý"):
        element = document.styles[name]._element
        element.getparent().remove(element)
    document.save(str(office))
    assert required_styles(office) == ("Lời đọc", "Ô gợi ý")
    (told,) = judge_look(office)
    assert (told.code, told.level) == ("K106", "canh_bao")
    assert "thiếu 2 kiểu: «Lời đọc», «Ô gợi ý»" in told.message
    assert "truyen-thong.docx" in told.hint


def test_a_list_style_without_numbers_is_named(tmp_path: Path) -> None:
    office = tmp_path / "co-quan.docx"
    document = python_docx.Document(str(LOOKS[0]))
    (number,) = document.styles["Danh sách số"]._element.iter(f"{W}numPr")
    number.getparent().remove(number)
    document.save(str(office))
    with pytest.raises(BadReference, match="«Danh sách số»"):
        docx(WORDS, look=office)


def test_a_plain_word_file_misses_styles_but_is_read(tmp_path: Path) -> None:
    office = tmp_path / "trang.docx"
    python_docx.Document().save(str(office))
    assert "Lời đọc" in required_styles(office)
    assert "heading 1" not in required_styles(office)


@pytest.mark.parametrize("content", [None, b"", b"PK khong phai", b"%PDF-1.7"])
def test_a_look_that_is_no_word_file_is_refused(content: bytes | None, tmp_path: Path) -> None:
    office = tmp_path / "la.docx"
    if content is not None:
        office.write_bytes(content)
    with pytest.raises(CannotRead):
        docx(WORDS, look=office)
    with pytest.raises(CannotRead):
        required_styles(office)


def test_a_zip_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    office = tmp_path / "la.docx"
    with zipfile.ZipFile(office, "w") as file:
        file.writestr("a.txt", "x")
    with pytest.raises(CannotRead):
        docx(WORDS, look=office)


def test_a_changed_look_is_read_again(tmp_path: Path) -> None:
    office = tmp_path / "co-quan.docx"
    office.write_bytes(LOOKS[0].read_bytes())
    first = docx(WORDS, look=office)
    office.write_bytes(LOOKS[1].read_bytes())
    os.utime(office, ns=(1, 1))
    assert docx(WORDS, look=office) != first
    assert docx(WORDS, look=office) == docx(WORDS, look=LOOKS[1])


def _office_look(tmp_path: Path, header: str) -> Path:
    """Our look with a logo, and words typed in several pieces, in its header."""
    picture = tmp_path / "bieu-trung.png"
    picture.write_bytes(png())
    document = python_docx.Document(str(LOOKS[0]))
    (paragraph,) = document.sections[0].header.paragraphs
    paragraph.clear()
    for index in range(2):
        paragraph.add_run().add_picture(str(picture))
        for drawing in paragraph._element.iter(DOC_PR):
            drawing.set("id", "1")
        paragraph.add_run(header[index * 4 : index * 4 + 4])
    paragraph.add_run(header[8:])
    office = tmp_path / "co-quan.docx"
    document.save(str(office))
    return office


def test_a_logo_of_the_office_stays_and_our_lines_go_where_it_says(tmp_path: Path) -> None:
    office = _office_look(tmp_path, "Sở A: {dau_trang}.")
    picture = tmp_path / "hinh.png"
    picture.write_bytes(png(3, 3))
    script = Script("Đề", "vi-VN", (p("Lời."), Image("x", str(picture))), WORDS.meta)
    content = docx(script, look=office)
    document = python_docx.Document(io.BytesIO(content))
    assert document.sections[0].header.paragraphs[0].text == "Sở A: Dòng đầu."
    assert findings(content, tmp_path) == []
    ids = [
        drawing.get("id")
        for name, part in parts(content).items()
        if name.startswith("word/") and name.endswith(".xml")
        for drawing in etree.fromstring(part).iter(DOC_PR)
    ]
    assert len(ids) == len(set(ids)) == 3


def test_a_header_without_a_place_for_us_stays_as_it_is(tmp_path: Path) -> None:
    office = _office_look(tmp_path, "Sở A, phòng B")
    content = docx(WORDS, look=office)
    section = python_docx.Document(io.BytesIO(content)).sections[0]
    assert section.header.paragraphs[0].text == "Sở A, phòng B"
    assert section.footer.paragraphs[0].text.startswith("Dòng chân\t")


def test_on_other_paper_the_header_is_ours_with_the_logo_on_the_first_side(tmp_path: Path) -> None:
    office = _office_look(tmp_path, "Sở A, phòng B")
    script = Script("Đề", "vi-VN", (p("Lời."),), Meta(header=("Dòng đầu",), layout="a5"))
    content = docx(script, look=office)
    section = python_docx.Document(io.BytesIO(content)).sections[0]
    assert section.header.paragraphs[0].text == "Dòng đầu"
    assert "Sở A, phòng B" in section.first_page_header.paragraphs[0].text
    assert sum("media" in name for name in parts(content)) == 1
    assert findings(content, tmp_path) == []


def test_margins_that_the_office_sets_hold_on_its_paper(tmp_path: Path) -> None:
    office = tmp_path / "co-quan.docx"
    document = python_docx.Document(str(LOOKS[0]))
    document.sections[0].left_margin = python_docx.shared.Mm(33)
    document.save(str(office))
    section = python_docx.Document(io.BytesIO(docx(WORDS, look=office))).sections[0]
    assert section.left_margin is not None
    assert round(section.left_margin.mm) == 33


def test_a_look_without_header_and_footer_gets_plain_ones(tmp_path: Path) -> None:
    office = tmp_path / "co-quan.docx"
    document = python_docx.Document(str(LOOKS[0]))
    for tag in ("headerReference", "footerReference"):
        for found in list(document.sections[0]._sectPr.iter(f"{W}{tag}")):
            document.sections[0]._sectPr.remove(found)
    document.save(str(office))
    content = docx(WORDS, look=office)
    section = python_docx.Document(io.BytesIO(content)).sections[0]
    assert section.header.paragraphs[0].text == "Dòng đầu"
    assert section.footer.paragraphs[0].text == "Dòng chân\tTrang 1 / 1"
    assert findings(content, tmp_path) == []


def test_a_theme_free_look_and_english_defaults_are_put_right(tmp_path: Path) -> None:
    office = tmp_path / "co-quan.docx"
    found = parts(LOOKS[0].read_bytes())
    with zipfile.ZipFile(office, "w") as file:
        for name, content in found.items():
            if "theme" in name:
                continue
            text = content.replace(b"vi-VN", b"en-US")
            if name == "word/_rels/document.xml.rels":
                tree = etree.fromstring(content)
                for relation in list(tree):
                    if relation.get("Id") == "theme":
                        tree.remove(relation)
                text = etree.tostring(tree)
            if name == "[Content_Types].xml":
                tree = etree.fromstring(content)
                for entry in list(tree):
                    if "theme" in (entry.get("PartName") or ""):
                        tree.remove(entry)
                text = etree.tostring(tree)
            file.writestr(name, text)
    content = docx(SAMPLES["radio"], look=office)
    assert values(root(content, "word/styles.xml"), ".//lang") == ["vi-VN"]
    assert findings(content, tmp_path) == []

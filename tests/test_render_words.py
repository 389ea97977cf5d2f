"""Both formats hold the same words: each is read back by a library of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import docx as python_docx
import pytest
from docx.document import Document
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kichban.render import Edition, docx, markdown
from kichban.render.words import words
from kichban.script import (
    Block,
    Break,
    Bullets,
    Callout,
    Cited,
    Cue,
    Emphasis,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    Meta,
    Note,
    Paragraph,
    Script,
    Sourced,
    Strong,
    Table,
    Text,
)
from tests.test_render_samples import NOTES, SAMPLES

EDITIONS: tuple[Edition, ...] = ("public", "reviewer")
# A pipe table has no lists of its own: bullets, numbers and inner columns are signs in the text.
_CELL_SIGN = re.compile(r"•|·|\d+\)")


def without_cell_signs(found: tuple[str, ...] | list[str]) -> list[str]:
    return [word for word in found if not _CELL_SIGN.fullmatch(word)]


def read_docx(content: bytes) -> list[str]:
    """The words of a Word file, paragraphs and tables in order, as python-docx sees them."""
    document = python_docx.Document(io.BytesIO(content))
    return " ".join(_word_lines(document)).split()


def _word_lines(holder: Document | _Cell) -> Iterator[str]:
    for item in holder.iter_inner_content():
        if isinstance(item, WordParagraph):
            yield item.text
        else:
            assert isinstance(item, WordTable)
            for row in item.rows:
                for cell in row._tr.tc_lst:
                    yield from _word_lines(_Cell(cell, item))


def read_markdown(text: str) -> list[str]:
    """The words of a Markdown document, as a CommonMark reader sees them."""
    parser = MarkdownIt("commonmark").enable("table")
    out: list[str] = []
    for token in parser.parse(_with_plain_notes(text)):
        assert token.type not in ("fence", "code_block"), token.content
        if token.type == "html_block":
            assert re.fullmatch(r"(\s*<!--.*?-->)+\s*", token.content), token.content
        for child in token.children or ():
            match child.type:
                case "text":
                    out.append(child.content)
                case "softbreak" | "hardbreak":
                    out.append(" ")
                case "html_inline":
                    out.append(" " if child.content in ("<br>", "<hr>") else "")
                case "image":
                    alt = "".join(part.content for part in child.children or ())
                    out.append("" if child.attrs["src"] else alt)
                case _:
                    assert child.type.endswith(("_open", "_close")), child.type
        out.append("\n")
    return re.sub(r"⟦(\d+)⟧", r"[\1]", "".join(out)).split()


def _with_plain_notes(text: str) -> str:
    """Notes as words that plain CommonMark reads: «⟦1⟧» for a mark, a paragraph for a note."""
    rows: list[str] = []
    in_note = False
    for row in text.split("\n"):
        if re.match(r"\[\^\d+\]:", row):
            in_note = True
            rows += ["", re.sub(r"^\[\^(\d+)\]:", r"⟦\1⟧", row)]
            continue
        in_note = in_note and (not row or row.startswith("    "))
        rows.append(row[4:] if in_note else row)
    marks = re.compile(r"(\\.)|\[\^(\d+)\]", re.DOTALL)
    return marks.sub(lambda found: found[1] or f"⟦{found[2]}⟧", "\n".join(rows))


def without_running_lines(script: Script) -> Script:
    """Lines of header and footer are no words of the document, but Markdown prints them once."""
    meta = script.meta
    plain = Meta(
        issued_on=meta.issued_on,
        slip=meta.slip,
        slip_last=meta.slip_last,
        layout=meta.layout,
        columns=meta.columns,
        draft=meta.draft,
    )
    return Script(script.title, script.language, script.blocks, plain, script.notes)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", SAMPLES)
def test_markdown_without_its_signs_holds_the_words(name: str, edition: Edition) -> None:
    script = without_running_lines(SAMPLES[name])
    found = read_markdown(markdown(script, edition=edition))
    assert without_cell_signs(found) == without_cell_signs(words(script, edition))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_word_file_read_back_holds_the_words(name: str, edition: Edition) -> None:
    script = SAMPLES[name]
    assert read_docx(docx(script, look=None, edition=edition)) == list(words(script, edition))


def test_the_words_come_in_printing_order() -> None:
    found = " ".join(words(SAMPLES["counter"]))
    order = [
        "BẢN NHÁP",
        "Kịch bản ở quầy",
        "Phiếu kèm (không đọc ra) Nơi dùng Quầy",
        "Làm đúng việc",
        "Cán bộ: Chào anh/chị.",
        "[Nhận, kiểm, trả giấy hẹn.]",
        "còn nguyên[5], chỗ làm mới",
        "Nguồn số liệu [1] Mức đóng thấp nhất",
    ]
    places = [found.index(piece) for piece in order]
    assert places == sorted(places)


def test_only_the_reviewer_edition_tells_formulas() -> None:
    script = SAMPLES["radio"]
    assert "Công" not in words(script)
    assert "Công thức: 330.000 × 20% = 66.000 đồng" in " ".join(words(script, "reviewer"))


_SIGNS = "abđềỗữ ABC 019 .,:;!?()[]{}<>|*_`~#+-=\\/&\"'%$^₫→«–\u00a0"
_texts = st.text(st.sampled_from(_SIGNS), max_size=9)
_figures = st.text(st.sampled_from("0123456789.% đồng"), min_size=1, max_size=8).filter(str.strip)
_ALL_NOTES = (*NOTES, Note(5, "dieu", "", ("chỉ cho người duyệt",)))
_notes = st.integers(min_value=0, max_value=len(_ALL_NOTES))


def _nested_inlines(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Strong, several),
        st.builds(Emphasis, several),
        st.builds(Cited, several, st.just("dieu"), _notes),
        st.builds(
            Link, several, st.sampled_from(["https://a.vn/x_y(z)", "tel:1900 9068", "sai", ""])
        ),
    )


_inlines = st.recursive(
    st.one_of(
        st.builds(Text, _texts),
        st.builds(Sourced, _figures, st.just("so"), _notes),
        st.just(LineBreak()),
    ),
    _nested_inlines,
    max_leaves=5,
)
_lines = st.lists(_inlines, max_size=4).map(tuple)
_plain_blocks = st.one_of(
    st.builds(Heading, st.integers(1, 6), _lines),
    st.builds(Paragraph, _lines, speaker=st.sampled_from(["", "Cán bộ", "A_*b"])),
    st.builds(Cue, st.just("viec"), _lines),
    st.builds(Break, st.sampled_from(["trang", "mat", "nghi"])),
    st.builds(Image, _texts),
)


def _nested_blocks(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(inner, max_size=3).map(tuple)
    kinds = ["goi_y", "luu_y", "canh_bao", "chan_trang", "phieu_kem", "loi"]
    rows = st.lists(st.lists(several, max_size=3).map(tuple), max_size=2).map(tuple)
    return st.one_of(
        st.builds(Bullets, st.lists(several, max_size=3).map(tuple), ordered=st.booleans()),
        st.builds(Callout, st.sampled_from(kinds), several, title=_texts),
        st.builds(Table, st.lists(_lines, max_size=3).map(tuple), rows, summary=_texts),
    )


_blocks = st.recursive(_plain_blocks, _nested_blocks, max_leaves=6)
scripts = st.builds(
    Script,
    _texts,
    st.just("vi-VN"),
    st.lists(_blocks, max_size=4).map(tuple),
    st.builds(
        Meta,
        slip=st.lists(st.tuples(_texts, _texts), max_size=2).map(tuple),
        slip_last=st.booleans(),
        draft=st.booleans(),
        layout=st.sampled_from(["a4", "a4-ngang", "a5", "a6"]),
        columns=st.integers(1, 3),
    ),
    st.just(_ALL_NOTES),
)
_calm = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_calm
@given(script=scripts, edition=st.sampled_from(EDITIONS))
def test_any_tree_gives_markdown_with_its_words(script: Script, edition: Edition) -> None:
    found = read_markdown(markdown(script, edition=edition))
    assert without_cell_signs(found) == without_cell_signs(words(script, edition))


@_calm
@given(script=scripts, edition=st.sampled_from(EDITIONS))
def test_any_tree_gives_a_word_file_with_its_words(script: Script, edition: Edition) -> None:
    assert read_docx(docx(script, look=None, edition=edition)) == list(words(script, edition))

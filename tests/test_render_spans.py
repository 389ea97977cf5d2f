"""Words on their way to a page: characters, weights, links, parts in order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kichban.errors import BadMarkup, BadReference, UnknownName
from kichban.render import FORMATS, docx, markdown, to_format
from kichban.render.characters import clean
from kichban.render.edition import lay_out
from kichban.render.spans import Mark, NewLine, Opening, Words, reading, spans
from kichban.render.words import words
from kichban.script import (
    Bullets,
    Callout,
    Cited,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Script,
    Sourced,
    Strong,
    Table,
    Text,
)
from tests.test_render_samples import NOTES, line


def test_a_page_never_gets_control_characters_or_line_ends() -> None:
    assert clean("a\x00b\x07\tc\r\nd\u2028e\ufeff\ud800") == "ab c d e"


def test_a_no_break_space_is_kept() -> None:
    assert clean("5\u00a0 năm") == "5\u00a0 năm"


@pytest.mark.parametrize("mark", ["\ue000", "\uf8ff", "\U000f0001"])
def test_a_mark_of_the_template_engine_stops_both_formats(mark: str) -> None:
    script = Script("", "vi-VN", (Paragraph((Text(f"đóng {mark} đồng"),)),))
    for write in (
        lambda: markdown(script),
        lambda: docx(script, look=None),
    ):
        with pytest.raises(BadMarkup) as caught:
            write()
        assert f"U+{ord(mark):04X}" in caught.value.message
        assert mark not in caught.value.message


@given(st.text())
def test_cleaned_text_is_fit_for_xml(text: str) -> None:
    try:
        cleaned = clean(text)
    except BadMarkup:
        return
    assert not any(ord(char) < 0x20 or 0xD800 <= ord(char) <= 0xF8FF for char in cleaned)
    assert clean(cleaned) == cleaned


def test_bold_twice_is_bold_and_neighbours_of_one_weight_are_one() -> None:
    nested = line(Strong(line("a", Strong(line("b")))), Strong(line("c")), Emphasis(line("d")))
    assert spans(nested) == [Words("abc", bold=True), Words("d", italic=True)]


def test_a_figure_lies_between_its_opening_and_its_mark() -> None:
    cited = Cited(line("nhờ ", Sourced("15 năm", "nam", 2)), "dieu", 1)
    assert spans(line(cited)) == [
        *(Opening(1), Words("nhờ "), Opening(2), Words("15 năm"), Mark(2), Mark(1))
    ]
    assert spans(line(Sourced("15 năm", "nam"))) == [Words("15 năm")]


def test_line_ends_stand_between_words_only() -> None:
    br = LineBreak()
    assert spans(line(br, "a ", br, br, "b", br)) == [
        Words("a "),
        NewLine(),
        Words("b"),
    ]


@pytest.mark.parametrize(
    ("shown", "address", "printed"),
    [
        ("trang của ngành", "https://a.vn/", "trang của ngành (a.vn)"),
        ("a.vn", "https://a.vn/", "a.vn"),
        ("gọi 1900 9068", "tel:19009068", "gọi 1900 9068"),
        ("gọi", "tel:1900 9068", "gọi (1900 9068)"),
        ("thư", "mailto:gop-y@a.vn", "thư (gop-y@a.vn)"),
    ],
)
def test_an_address_is_printed_unless_the_words_show_it(
    shown: str, address: str, printed: str
) -> None:
    assert reading(spans((Link(line(shown), address),))) == printed


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///x", "https://", "tel:", ""])
def test_only_web_mail_and_phone_can_be_clicked(address: str) -> None:
    found = spans((Link(line("x"), address),))
    assert [span.address for span in found if isinstance(span, Words)] == [""] * len(found)


def test_an_address_is_encoded_for_its_part() -> None:
    (link, _) = spans((Link(line("x"), "https://a.vn/ô nhớ?(y)"),))
    assert isinstance(link, Words)
    assert link.address == "https://a.vn/%C3%B4%20nh%E1%BB%9B?%28y%29"


def _levels(*levels: int, title: str = "") -> list[int]:
    blocks = tuple(Heading(level, (Text("x"),)) for level in levels)
    parts = lay_out(Script(title, "vi-VN", blocks, notes=NOTES), "public")
    found = (*parts.title, *parts.body, *parts.notes_heading)
    return [block.level for block in found if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("given_levels", "printed"),
    [
        ((1, 3, 3, 2), [1, 2, 2, 2, 2]),
        ((1, 4, 6, 6, 1), [1, 2, 3, 3, 1, 2]),
        ((1, 2, 3, 4), [1, 2, 3, 3, 2]),
        ((), [1]),
    ],
)
def test_heading_levels_never_skip(given_levels: tuple[int, ...], printed: list[int]) -> None:
    assert _levels(*given_levels) == printed


@given(st.lists(st.integers(1, 9), max_size=8), st.sampled_from(["", "Đề"]))
def test_any_run_of_headings_goes_down_one_level_at_a_time(levels: list[int], title: str) -> None:
    printed = _levels(*levels, title=title)
    assert printed[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(printed))


def test_a_body_without_its_own_title_gets_that_of_the_script() -> None:
    body = (Heading(2, (Text("Mục"),)),)
    parts = lay_out(Script("Đề", "vi-VN", body), "public")
    assert parts.title == (Heading(1, (Text("Đề"),)),)
    own = (Heading(1, (Text("Đề riêng"),)), *body)
    parts = lay_out(Script("Đề", "vi-VN", own), "public")
    assert parts.title == (own[0],)
    assert parts.body == body


@pytest.mark.parametrize("node", [Sourced("5", "x", 9), Cited((Text("x"),), "y", 9)])
def test_a_mark_without_its_note_is_refused(node: Inline) -> None:
    inside = Callout("goi_y", (Paragraph((Strong((node,)),)),))
    for write in FORMATS.values():
        with pytest.raises(BadReference, match="số 9"):
            write.write(Script("", "vi-VN", (inside,), notes=NOTES), None, "public")


def test_a_note_for_the_reviewer_only_leaves_no_mark_in_the_public_edition() -> None:
    quiet = Cited(line("nhờ ", Sourced("15 năm", "nam", 1)), "dieu", 2)
    notes = (NOTES[0], Note(2, "dieu", "", ("Căn cứ: Điều 98",)))
    table = Table((line(quiet),), (((Callout("loi", (Paragraph((quiet,)),)),),),))
    script = Script("", "vi-VN", (Heading(1, (quiet,)), Bullets(((table,),))), notes=notes)
    assert "[2]" not in " ".join(words(script))
    assert " ".join(words(script)).count("[1]") == 4
    assert "[2] Căn cứ: Điều 98" in " ".join(words(script, "reviewer"))
    assert "Nguồn" not in words(Script("", "vi-VN", (), notes=notes[1:]))


def test_formats_are_asked_for_by_name() -> None:
    script = Script("Đề", "vi-VN", ())
    assert to_format(script, "md") == markdown(script).encode()
    assert to_format(script, "docx") == docx(script, look=None)
    assert {entry.suffix for entry in FORMATS.values()} == {".md", ".docx"}
    with pytest.raises(UnknownName) as caught:
        to_format(script, "dox")
    assert "docx" in caught.value.hint

"""Marked Markdown becomes the tree: what officers type, and nothing lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kichban import marks
from kichban.errors import BadMarkup
from kichban.layouts import meeting, radio
from kichban.parsing import Phase, minutes, parse
from kichban.script import (
    Bullets,
    Callout,
    Cited,
    Cue,
    Heading,
    Image,
    Paragraph,
    Sourced,
    Strong,
    Table,
    Text,
    plain,
    walk,
)


def blocks(text):
    return parse(text, "mau")


def test_a_figure_keeps_its_name_inside_bold_words():
    marked = f"Mỗi tháng **chỉ {marks.figure('con_lai', '264.000 đồng')}** thôi."
    (paragraph,) = blocks(marked)
    strong = paragraph.children[1]
    assert isinstance(strong, Strong)
    assert strong.children[1] == Sourced("264.000 đồng", "con_lai")
    assert plain(paragraph.children) == "Mỗi tháng chỉ 264.000 đồng thôi."


def test_a_statement_keeps_its_provision_around_figures_and_bold_words():
    inner = f"đóng **đủ** {marks.figure('nam', '15 năm')}"
    (paragraph,) = blocks(f"Khi {marks.cited('luong-huu-15-nam', inner)} thì có.")
    cited = paragraph.children[1]
    assert isinstance(cited, Cited)
    assert cited.provision == "luong-huu-15-nam"
    assert plain(cited.children) == "đóng đủ 15 năm"


def test_a_line_remembers_the_place_in_its_template():
    (paragraph,) = blocks(f"Một câu.{marks.line('to-roi/mau.md.j2:12')}")
    assert paragraph.origin.line == 12
    assert plain(paragraph.children) == "Một câu."


def test_a_list_needs_no_blank_line_before_it_and_kinds_do_not_mix():
    found = blocks("Gồm có:\n- một\n- hai\n1. ba\n2. bốn\n")
    assert [type(b) for b in found] == [Paragraph, Bullets, Bullets]
    assert [b.ordered for b in found[1:]] == [False, True]
    assert [len(b.items) for b in found[1:]] == [2, 2]


def test_a_role_before_a_colon_is_the_speaker():
    (line,) = blocks("**Già làng:** Mời bà con ngồi.")
    assert (line.speaker, plain(line.children)) == ("Già làng", "Mời bà con ngồi.")


def test_html_and_code_are_only_the_words_that_were_typed():
    (paragraph,) = blocks("<script>alert(1)</script> & `mã` 5 < 6")
    assert plain(paragraph.children) == "<script>alert(1)</script> & `mã` 5 < 6"


def test_containers_become_cues_boxes_pictures_and_phases():
    found = blocks(
        "::: nhac giay=6\nNhạc hiệu\n:::\n\n::: goi_y\nHỏi **cán bộ**.\n:::\n"
        "::: o_anh rong=25\nÔ mã QR\n:::\n"
        '::: phan ten="Mở đầu" phut=5 ai="Trưởng thôn" cam="Tranh 1"\nXin chào.\n:::\n'
    )
    assert found[0] == Cue("nhac", (Text("Nhạc hiệu"),), 6)
    assert isinstance(found[1], Callout)
    assert found[2] == Image("Ô mã QR", "", 25)
    assert isinstance(found[3], Phase)
    assert (found[3].name, found[3].minutes, found[3].who) == ("Mở đầu", 5, "Trưởng thôn")
    assert minutes(found) == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("::: nhạc_nền\nx\n:::\n", "viết chưa đúng|Không có khung"),
        ("::: nhacc\nx\n:::\n", "Không có khung"),
        ("::: goi_y\nx\n", "chưa đóng"),
        ("x\n:::\n", "không có khung nào"),
        ("::: nhac giay=sáu\nx\n:::\n", "số nguyên"),
        ("::: nhac sáu giây\nx\n:::\n", "viết chưa đúng"),
        ("::: goi_y\n" * 9 + ":::\n" * 9, "lồng nhau"),
    ],
)
def test_a_container_that_is_wrong_says_so(text, words):
    with pytest.raises(BadMarkup) as caught:
        blocks(text)
    assert any(word in caught.value.message for word in words.split("|"))


def test_phases_become_a_table_by_the_minute():
    found = meeting(
        blocks(
            '::: phan ten="A" phut=3 ai="Một"\nx\n:::\n::: phan ten="B" phut=5 ai="Hai"\ny\n:::\n'
        )
    )
    (table,) = found
    assert isinstance(table, Table)
    spans = [plain(row[0][0].children) for row in table.rows]
    assert spans == ["0–3", "3–8"]


def test_compact_phases_are_led_in_by_what_a_row_would_say():
    text = (
        '::: phan ten="Làm quen" phut=3 ai="Một" cam="Nước"\nChào.\n:::\n'
        '::: phan ten="Hỏi" phut=5 ai="Hai"\n**Một người:** Sao?\n:::\n'
    )
    first, lead, asked = meeting(blocks(text), compact=True)
    assert plain(first.children) == "[0–3 phút · Làm quen · Một · cầm: nước] Chào."
    assert plain(lead.children) == "[3–8 phút · Hỏi · Hai]"
    assert asked.speaker == "Một người"


def test_radio_words_stand_beside_their_sounds_with_running_time():
    parts = blocks(
        "# T\n\n::: nhac giay=6\nNhạc\n:::\nMột.\n\nHai.\n\n::: nghi giay=2\nNghỉ\n:::\nBa.\n"
    )
    found = radio(parts, lambda inner: 10 if isinstance(inner[0], Paragraph) else 6)
    heading, table = found
    assert isinstance(heading, Heading)
    assert [plain(row[0][0].children) for row in table.rows] == ["0:00", "0:26"]
    assert [len(row[2]) for row in table.rows] == [2, 1]


WORDS = st.text(
    alphabet=st.characters(
        codec="utf-8", categories=["L", "N", "P", "S", "Z"], exclude_characters="\\"
    ),
    max_size=80,
)


@given(st.lists(WORDS, max_size=6))
def test_any_text_parses_or_is_refused_and_keeps_its_letters(lines):
    text = "\n\n".join(lines)
    try:
        found = blocks(text)
    except BadMarkup:
        return
    letters = [c for c in text if c.isalpha()]
    kept = []
    for block in walk(found):
        match block:
            case Paragraph() | Heading() | Cue():
                kept.append(block.speaker if isinstance(block, Paragraph) else "")
                kept.append(plain(block.children))
            case Table(header=header):
                kept.extend(plain(cell) for cell in header)
            case _:
                pass
    assert sorted(c for c in "".join(kept) if c.isalpha()) == sorted(letters)


def test_a_column_is_as_wide_as_its_words_and_leaves_room_to_write():
    text = "| A | B | C |\n|---|---|---|\n| x | " + "lời " * 40 + "| [ký, ghi ngày] |\n"
    (table,) = parse(text, "mau")
    narrow, wide, by_hand = table.widths
    assert narrow < by_hand < wide
    assert wide <= 10 * narrow

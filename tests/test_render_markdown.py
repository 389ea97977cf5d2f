"""The Markdown of each node."""

from __future__ import annotations

import pytest

from kichban.render import markdown
from kichban.script import (
    Block,
    Break,
    Callout,
    Cited,
    Cue,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Meta,
    Script,
    Sourced,
    Strong,
    Table,
)
from tests.test_render_samples import NOTES, bullets, heading, line, p

PAY = Sourced("330.000 đồng", "muc_dong", 1)


def written(*blocks: Block) -> str:
    return markdown(Script("", "vi-VN", blocks, notes=())).rstrip("\n")


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (heading(1, "Cô chú ", Emphasis(line("có"))), "# Cô chú *có*"),
        (p("lời…", speaker="Già làng"), "**Già làng:** lời…"),
        (p(Strong(line("a ", Emphasis(line("b"))))), "**a** ***b***"),
        (p("một", LineBreak(), "hai"), "một  \nhai"),
        (p(Link(line("trang a.vn"), "https://a.vn")), "[trang a.vn](https://a.vn)"),
        (Cue("nhac", line("Nhạc hiệu 6 giây"), 6), "*[Nhạc hiệu 6 giây]*"),
        (bullets("a", "b"), "- a\n- b"),
        (bullets("a", "b", ordered=True), "1. a\n2. b"),
        (bullets((p("a"), bullets("b", ordered=True))), "- a\n\n    1. b"),
        (Break("nghi"), "***"),
        (Break("trang"), "<!-- sang trang mới -->\n\n***"),
        (Break("mat"), "<!-- sang mặt mới -->\n\n***"),
        (Image("Mã QR"), "![Mã QR]()"),
        (Image("Sạp hàng", "hinh/sạp 1.png"), "![Sạp hàng](hinh/sạp%201.png)"),
        (Callout("goi_y", (p("Hỏi."),), title="Nơi hỏi"), "> **Nơi hỏi**\n>\n> Hỏi."),
        (Callout("luu_y", (p("x"),)), "> **Lưu ý**\n>\n> x"),
        (Callout("phieu_kem", (p("x"),)), "> **Phiếu kèm (không đọc)**\n>\n> x"),
        (Callout("chan_trang", (p("x"), p("y"))), "> x\n>\n> y"),
    ],
)
def test_each_block_has_its_markdown(block: Block, text: str) -> None:
    assert written(block) == text


def test_a_cell_joins_its_blocks_and_escapes_column_signs() -> None:
    cell = (p("a | b"), bullets("c", "d"), bullets("e", ordered=True), Cue("viec", line("f")))
    table = Table((line("Lời | nói"),), ((cell,),), summary="Từng phần.")
    assert written(table) == (
        "<!-- Từng phần. -->\n\n| Lời \\| nói |\n| --- |\n"
        "| a \\| b<br>• c<br>• d<br>1) e<br>*[f]* |"
    )


def test_short_rows_are_filled_up() -> None:
    table = Table((line("A"),), (((p("1"),), (p("2"),)), ()))
    assert written(table).endswith("| A |  |\n| --- | --- |\n| 1 | 2 |\n|  |  |")


def test_two_lists_in_a_row_stay_two() -> None:
    one, two = bullets("a", ordered=True), bullets("b", ordered=True)
    assert written(one, two) == "1. a\n\n<!-- -->\n\n1. b"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("# đầu dòng", "\\# đầu dòng"),
        ("- gạch", "\\- gạch"),
        ("1. một", "1\\. một"),
        ("1900. 9068", "1900\\. 9068"),
        ("1.500.000 đồng", "1.500.000 đồng"),
        ("-5 độ", "-5 độ"),
        ("*a* _b_ c_d", "\\*a\\* \\_b\\_ c_d"),
        ("[x](y)", "\\[x\\](y)"),
        ("<b> 1 < 2 & 3 &amp;", "&lt;b> 1 < 2 & 3 &amp;amp;"),
        ("BHXH & BHYT <10%", "BHXH & BHYT <10%"),
    ],
)
def test_signs_of_markdown_are_shown_as_typed(words: str, text: str) -> None:
    assert written(p(words)) == text


@pytest.mark.parametrize(
    ("nodes", "text"),
    [
        (line("x", Strong(line("(a)")), "y"), "x<strong>(a)</strong>y"),
        (line(Strong(line("a")), Emphasis(line("b"))), "**a**<em>b</em>"),
        (line(Strong(line(" a ")), "b"), "**a** b"),
        (line(Strong(line("Lưu ý:")), " b"), "**Lưu ý:** b"),
        (line(Strong(line("đủ ", Cited(line("năm"), "x", 1), "."))), "**đủ năm[^1].**"),
        (line(Strong(line(Cited(line("năm"), "x", 1))), "."), "**năm**[^1]."),
        (line("Hay!", Link(line("a.vn"), "https://a.vn")), "Hay\\![a.vn](https://a.vn)"),
    ],
)
def test_weight_survives_whatever_stands_next_to_it(nodes: tuple[Inline, ...], text: str) -> None:
    shown = markdown(Script("", "vi-VN", (p(*nodes),), notes=NOTES[:1]))
    assert shown.partition("\n\n#")[0].rstrip("\n") == text


NOTED = Script(
    "Đề",
    "vi-VN",
    (p("Đóng ", PAY, ", ", Cited(line("nhà nước giúp"), "dieu", 2), "."),),
    notes=NOTES[:2],
)


def test_the_public_edition_has_one_line_to_a_note() -> None:
    assert markdown(NOTED) == (
        "# Đề\n\nĐóng 330.000 đồng[^1], nhà nước giúp[^2].\n\n## Nguồn số liệu\n\n"
        f"[^1]: {NOTES[0].public}\n\n[^2]: {NOTES[1].public}\n"
    )


def test_the_reviewer_edition_tells_formula_articles_and_dates() -> None:
    told = markdown(NOTED, edition="reviewer")
    lines = "\n".join(f"    - {text}" for text in NOTES[0].reviewer)
    assert f"[^1]: {NOTES[0].public}\n\n{lines}\n\n[^2]: " in told


def test_the_slip_stands_between_title_and_body() -> None:
    meta = Meta(slip=(("Người nghe", "Nông dân"),))
    assert markdown(Script("Đề", "vi-VN", (p("Lời."),), meta)) == (
        "# Đề\n\n| Phiếu kèm (không đọc ra) |  |\n| --- | --- |\n"
        "| **Người nghe** | Nông dân |\n\nLời.\n"
    )


def test_a_slip_that_stands_last_is_overleaf() -> None:
    meta = Meta(slip=(("Người nghe", "Nông dân"),), slip_last=True)
    script = Script("Đề", "vi-VN", (p("Lời."),), meta)
    assert markdown(script).startswith("# Đề\n\nLời.\n\n| Phiếu kèm (không đọc ra) |")


def test_header_footer_and_draft_mark_are_printed() -> None:
    meta = Meta(header=("Cơ sở\tTrang nhất",), footer=("một", "hai"), draft=True)
    assert markdown(Script("", "vi-VN", (p("Lời."),), meta)) == (
        "Cơ sở Trang nhất\n\n***\n\n**BẢN NHÁP – chưa được phát hành**\n\nLời.\n\n***\n\n"
        "một  \nhai\n"
    )


def test_a_paragraph_without_words_prints_nothing() -> None:
    assert written(p("a"), p(" "), p(), p("b")) == "a\n\nb"

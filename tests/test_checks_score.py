"""The scored items: each with a text that keeps its points, and one that loses some."""

from __future__ import annotations

from datetime import date

import pytest

from kichban.checks.clarity import assess, assess_paper, assess_text
from kichban.checks.codes import catalogue
from kichban.checks.paper import Paper
from kichban.checks.reading import Reading, Setting
from kichban.checks.score import FULL, SHORT
from kichban.script import Bullets, Heading, Paragraph, Table, Text
from kichban.workshop import Request

ELEMENTS = {
    "thong_diep": ("Làm ruộng vẫn có lương hưu, khi đủ tuổi nghỉ hưu và đóng đủ 15 năm.",),
    "nhac_lai": ("Làm ruộng vẫn có lương hưu, khi đủ tuổi nghỉ hưu và đóng đủ 15 năm.",),
    "ly_do": ("Lo trước một phần, về già đỡ trông cả vào con.",),
    "gioi_han": ("Khoản này không có tiền nghỉ ốm.",),
    "chua_chac": ("Mỗi nhà một khác, nhờ cán bộ tính riêng.",),
    "y_chinh": ("Mức đóng do mình chọn.", "Đóng theo vụ được."),
    "viec_can_lam": ("Bà con mang thẻ căn cước đến bưu điện xã.",),
    "phan_bac": ("Kỳ nào kẹt thì nghỉ kỳ ấy, năm cũ còn nguyên nếu chưa nhận một lần.",),
}
MESSAGE = ELEMENTS["thong_diep"][0]
FILLER = "Hôm nay trời đẹp, xóm mình đông vui, lúa ngoài đồng đã trổ bông. "


def item(packs, name, text, *, channel="ban-tin-loa-xa", elements=ELEMENTS, persona=""):
    """One item of a text, a passage a line."""
    known = packs.channel(channel)
    blocks = [
        Heading(2, (Text(row.lstrip("# ")),))
        if row.startswith("#")
        else Bullets(((Paragraph((Text(row[2:]),)),),))
        if row.startswith("- ")
        else Paragraph((Text(row),))
        for row in text.split("\n")
    ]
    paper = Paper(
        name="thử",
        reading=Reading.of_blocks(tuple(blocks), headings=not known.spoken),
        setting=Setting(channel=channel, loai=known.loai, ve="tu_nguyen", listener="bà con"),
        channel=known,
        persona=packs.persona(persona) if persona else None,
        elements=elements,
    )
    return next(i for i in assess_paper(paper, packs).items if i.id == name)


def text_item(packs, name, text):
    return next(i for i in assess_text(text, packs).items if i.id == name)


def test_the_items_are_worth_a_hundred_points_together():
    assert sum(points for _, points in FULL.values()) == 100
    assert [points for _, points in FULL.values()] == [
        8, 6, 8, 6, 10, 8, 6, 4, 8, 6, 5, 4, 4, 6, 5, 3, 3,
    ]  # fmt: skip


def test_every_item_and_gate_has_a_code_that_is_explained():
    assert {f"V2{int(name[1:]):02d}" for name in FULL} <= set(catalogue())
    assert {f"G1{number:02d}" for number in range(1, 12)} <= set(catalogue())


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (f"Thưa bà con.\n{MESSAGE}\n{FILLER}\n{FILLER}\nNhớ nhé. {MESSAGE}", 8),
        (f"Thưa bà con.\n{FILLER}\n{MESSAGE}\n{FILLER}\n{FILLER}\n{MESSAGE}", 6),
        (f"Thưa bà con.\n{MESSAGE}\n{FILLER}\n{FILLER}", 5),
        (f"Thưa bà con.\n{FILLER}\n{FILLER}", 0),
    ],
)
def test_p1_the_message_is_the_first_statement_and_is_said_again(packs, text, points):
    assert item(packs, "P1", text).points == points


def test_p1_in_print_the_message_once_is_enough(packs):
    assert item(packs, "P1", f"{MESSAGE}\n{FILLER}\n{FILLER}", channel="to-roi").points == 8


def test_p1_near_words_count_as_the_message_and_other_words_do_not(packs):
    near = "Thưa bà con.\nKhi đủ tuổi nghỉ hưu, đóng đủ 15 năm, thì làm ruộng cũng có lương hưu."
    other = "Thưa bà con.\nLương hưu là tiền nhận khi về già."
    assert item(packs, "P1", f"{near}\n{FILLER}\n{near}").points == 8
    assert item(packs, "P1", other).points == 0


@pytest.mark.parametrize(("before", "points"), [(0, 6), (2, 3), (12, 0)])
def test_p2_the_message_comes_early(packs, before, points):
    text = "\n".join(["Thưa bà con.", *[FILLER] * before, MESSAGE, *[FILLER] * 6])
    assert item(packs, "P2", text).points == points


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Bà con mang thẻ căn cước ra xã.", 8),
        ("Hỏi thêm ở bưu điện.", 8),
        ("Có thể đến hỏi ở xã để biết.", 4),
        ("Việc đăng ký được làm ở xã.", 0),
    ],
)
def test_p3_somebody_is_told_what_to_do(packs, text, points):
    assert item(packs, "P3", f"{FILLER}\n{text}", elements={}).points == points


def test_p3_an_order_to_nobody_loses_points(packs):
    nobody = "Ở đó gọi điện thoại thì gọi 1900 9068 vào giờ mở cửa."
    assert item(packs, "P3", nobody, elements={}).points == 4


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Sáng thứ hai, bà con mang thẻ căn cước ra bưu điện xã. Bà con nhờ cán bộ tính.", 6),
        ("Bà con ra bưu điện xã hỏi.", 2),
        ("Bà con mang thẻ căn cước đi hỏi.", 2),
        ("Lần thứ hai xã có bưu điện, dân mang thẻ căn cước đi làm.", 4),
    ],
)
def test_p4_the_action_has_place_time_and_papers(packs, text, points):
    assert item(packs, "P4", text, elements={}).points == points


SHORT_SENTENCE = "Mức đóng do mình tự chọn. "
LONG_SENTENCE = (
    "Người đóng khi đủ tuổi nghỉ hưu theo luật và có đủ số năm đóng theo luật thì được nhận lương "
    "hưu hằng tháng kể từ tháng liền sau đó cho tới cuối đời. "
)


def test_p5_short_sentences_keep_their_points_and_long_ones_are_quoted(packs):
    good = item(packs, "P5", SHORT_SENTENCE * 5)
    assert (good.points, good.faults) == (10, ())
    bad = item(packs, "P5", SHORT_SENTENCE * 2 + LONG_SENTENCE)
    assert bad.points < 10
    assert bad.faults[0].quoted == LONG_SENTENCE.strip()
    assert item(packs, "P5", LONG_SENTENCE * 5).points == 0


def test_p5_figures_are_counted_as_they_are_said(packs):
    text = "Mức thấp nhất là 2.345.678 đồng và 3.456.789 đồng."
    assert item(packs, "P5", text).points < 10
    assert len(text.split()) < 13


def test_p6_one_hard_word_in_a_hundred_syllables_is_allowed(packs):
    plain = FILLER * 8
    assert item(packs, "P6", plain).points == 8
    assert item(packs, "P6", f"{plain}Xã triển khai rồi.").points == 8
    hard = "Người tham gia thụ hưởng quyền lợi theo quy định của pháp luật. "
    found = item(packs, "P6", hard * 3)
    assert found.points == 0
    assert "được nhận" in {
        f.hint.split("«")[1].rstrip("». ") for f in found.faults if "«" in f.hint
    }


def test_p7_official_terms_are_explained_at_first_use(packs):
    bare = "Chị nhận trợ cấp tuất một lần. Bác được truy lĩnh, tức là nhận bù."
    found = item(packs, "P7", bare)
    assert found.points == 3
    assert [fault.code for fault in found.faults] == ["V304"]
    glossed = bare.replace("một lần.", "một lần, tức là khoản tiền khi người đóng qua đời.")
    assert item(packs, "P7", glossed).points == 6


@pytest.mark.parametrize(
    ("text", "channel", "points"),
    [
        ("Mang thẻ căn cước ra xã.", "ban-tin-loa-xa", 4),
        ("Mang CCCD ra UBND xã.", "ban-tin-loa-xa", 2),
        ("Đóng bảo hiểm xã hội (BHXH) ở xã. BHXH trả.", "to-roi", 4),
        ("Đóng BHXH ở xã.", "to-roi", 3),
        ("Đóng BHXH, lo tuổi già.", "bang-ron", 4),
        ("Đừng đưa mã OTP, quét mã QR.", "to-roi", 4),
    ],
)
def test_p8_abbreviations_are_spelled_out(packs, text, channel, points):
    if channel == "bang-ron":
        found = assess_text(text, packs, channel=channel)
        assert next(i for i in found.items if i.id == "P8").points == points
    else:
        assert item(packs, "P8", text, channel=channel).points == points


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Thấp nhất 330.000 đồng. Nhắc lại, 330.000 đồng.", 8),
        ("Đủ 15 năm, 62 tuổi, 330.000 đồng, 66.000 đồng, 120 tháng.", 8),
        ("Đủ 15 năm, 62 tuổi, 330.000 đồng, 66.000 đồng, 120 tháng, 60 tháng.", 6),
        ("Được góp 50%, tức là 165.000 đồng.", 8),
        ("Được góp 50% thôi.", 6),
        ("Nữ được 45%. Nam thì được 40%. Ví dụ mức thấp nhất. Nữ nhận 675.000 đồng.", 8),
        ("Nữ được 45%.\nNam thì được 40%.\nHỏi ở xã.\nNữ nhận 675.000 đồng.", 4),
        ("Lấy mức chọn nhân với 22% ra 330.000 đồng.", 6),
        ("Ngày 01/07/2025, lúc 8 giờ, gọi 1900 9068, Điều 98.", 8),
    ],
)
def test_p9_numbers_are_few_and_familiar(packs, text, points):
    assert item(packs, "P9", text).points == points


def test_p10_points_are_at_most_three_and_short(packs):
    assert item(packs, "P10", "Mức đóng do mình chọn.").points == 6
    many = {**ELEMENTS, "y_chinh": ("Mức đóng do mình chọn.",) * 4}
    assert item(packs, "P10", "Mức đóng do mình chọn.", elements=many).points == 4
    long = {**ELEMENTS, "y_chinh": ("Mức đóng do mình chọn. " * 10,)}
    assert item(packs, "P10", "Mức đóng do mình chọn. " * 10, elements=long).points == 4


def test_p11_printed_text_stands_under_headings_that_say_something(packs):
    block = FILLER * 5
    good = f"# Đóng bao nhiêu?\n{block}\n# Được gì, khi nào?\n{block}"
    assert item(packs, "P11", good, channel="to-roi").points == 5
    labels = f"# Mức phí\n{block}\n# Đối tượng\n{block}"
    assert item(packs, "P11", labels, channel="to-roi").points == 3
    assert item(packs, "P11", f"{block}\n{block}\n{block}", channel="to-roi").points < 3
    assert not item(packs, "P11", good).judged


def test_p12_list_items_are_short_and_tables_narrow(packs):
    assert item(packs, "P12", "- Thẻ căn cước\n- Tờ khai", channel="to-roi").points == 4
    long = "- Mang theo thẻ căn cước và một tờ khai đã ghi sẵn ở nhà cùng với biên lai kỳ trước"
    assert item(packs, "P12", long, channel="to-roi").points == 3
    wide = Table(tuple((Text(f"Cột {n}"),) for n in range(4)), ())
    paper = Paper("thử", Reading.of_blocks((wide,)))
    found = next(i for i in assess_paper(paper, packs).items if i.id == "P12")
    assert found.points == 3


@pytest.mark.parametrize(
    ("name", "right", "nearly"),
    [
        ("P13", "Lo trước một phần, về già đỡ trông vào con.", "Về già thì trông vào con."),
        ("P13", "Biết sớm thì khỏi lỡ phần của nhà.", "Nhờ xem kỳ hợp, ghi ngày hạn, khỏi lỡ."),
        ("P13", "Lúc già có đồng tiền của mình.", "Lâu nay lo cho lúc già có đủ không?"),
        ("P14", "Khoản này không có tiền nghỉ ốm.", "Khoản này có từ đầu năm."),
        ("P17", "Mỗi nhà một khác, nhờ tính riêng.", "Nhà nào cũng như nhà nào."),
    ],
)
def test_reason_limit_and_doubt_are_said(packs, name, right, nearly):
    assert item(packs, name, right).points == FULL[name][1]
    assert item(packs, name, nearly).points == 0
    assert text_item(packs, name, right).points == FULL[name][1]


def test_p15_a_real_objection_of_these_people_is_answered(packs):
    answer = packs.persona("nong-dan").phan_bac[0].tra_loi
    elements = {**ELEMENTS, "phan_bac": (answer,)}
    told = item(packs, "P15", answer, elements=elements, persona="nong-dan")
    assert told.points == 5
    silent = item(packs, "P15", FILLER, elements=elements, persona="nong-dan")
    assert silent.points == 0
    assert packs.persona("nong-dan").phan_bac[0].cau in silent.faults[0].hint


def test_p15_a_short_answer_counts_behind_its_question_only(packs):
    short = "Kẹt thì nghỉ kỳ ấy, chưa nhận một lần thì số năm cũ còn nguyên."
    elements = {
        "phan_bac": ["Kỳ nào không có tiền thì cứ thong thả, chẳng ai tới thúc, vụ sau đóng tiếp."],
        "phan_bac_cau": ["Mất mùa thì lấy gì mà đóng?"],
        "phan_bac_gon": [short],
    }
    asked = f"Mất mùa thì lấy gì mà đóng? {short}"
    told = item(packs, "P15", asked, elements=elements, persona="nong-dan")
    unasked = item(packs, "P15", short, elements=elements, persona="nong-dan")
    assert told.points == told.full
    assert unasked.points == 0


def test_p16_the_close_says_the_message_and_whom_to_ask(packs):
    body = "\n".join([MESSAGE, *[FILLER] * 10])
    assert item(packs, "P16", f"{body}\n{MESSAGE} Hỏi thêm, gọi 1900 9068.").points == 3
    assert item(packs, "P16", f"{body}\nHỏi thêm, gọi 1900 9068.").points == 2
    assert item(packs, "P16", f"{body}\nXin cảm ơn.").points == 0


def test_a_good_script_scores_high_and_an_administrative_text_low(packs, workshop):
    request = Request(
        "nong-dan", date(2026, 11, 22), topic="tham-gia-va-muc-dong", channel="ban-tin-loa-xa"
    )
    good = assess(workshop.compose(request), workshop)
    assert good.ok
    assert good.score >= 95
    bad = (
        "Thực hiện Kế hoạch số 12/KH-UBND, các cơ quan, đơn vị trên địa bàn tiếp tục đẩy mạnh công "
        "tác tuyên truyền, vận động đối tượng tiềm năng tham gia BHXH tự nguyện, bảo đảm quyền lợi "
        "an sinh xã hội của người tham gia theo quy định của pháp luật, phấn đấu hoàn thành chỉ "
        "tiêu được giao, góp phần nâng cao nhận thức của người dân về chính sách nhân văn này."
    )
    judged = assess_text(bad, packs)
    assert judged.score < 45
    assert judged.decision == "viet_lai"


def test_the_decision_follows_gates_first_and_then_the_score(packs):
    assert assess_text("Đóng đủ 15 năm là có lương hưu.", packs).decision == "khong_phat_hanh"


@pytest.mark.parametrize("name", SHORT)
def test_the_short_form_keeps_the_items_that_very_short_material_can_have(name):
    assert name in FULL

"""The gates: each with a text that fails it, and one that nearly does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kichban.checks.clarity import assess, assess_paper, assess_text
from kichban.checks.paper import Paper
from kichban.checks.reading import Reading, Setting
from kichban.measure import Passage
from kichban.places import Place
from kichban.script import Callout, Paragraph, Sourced, Text
from kichban.workshop import Request

DAY = date(2026, 11, 22)


def failed(assessment):
    return [gate.id for gate in assessment.failed]


def gate(assessment, name):
    return next(g for g in assessment.gates if g.id == name)


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("G1", "Bà con đến …… để hỏi.", "Bà con đến bưu điện… để hỏi."),
        ("G1", "Gọi {{ noi.hotline }} để hỏi.", "Gọi «một chín không không» để hỏi."),
        ("G1", "Bà con đến None để hỏi.", "Bà con đến Nông Cống để hỏi."),
        ("G1", "Gặp cán bộ ( ) ở xã.", "Gặp cán bộ (người quen) ở xã."),
        ("G4", "Đóng đủ 15 năm là có lương hưu.", "Đủ tuổi và đủ 15 năm là có lương hưu."),
        ("G7", "Đóng thì chắc chắn có lãi.", "Có lãi không thì chưa chắc."),
        ("G7", "Vùng này dân trí thấp.", "Vùng này dân số thấp."),
        ("G7", "Không đóng thì khổ.", "Không đóng kỳ này thì đóng kỳ sau."),
        ("G7", "Tiền ấy không bao giờ mất giá.", "Không ai hứa tiền ấy không bao giờ mất giá."),
        ("G7", "Cam kết bà con có lời.", "Ai cam kết có lời thì đừng tin."),
        ("G8", "Chị Nguyễn Thị Hoa kể lại.", "Một chị bán hoa kể lại."),
        ("G8", "Gọi số 0912 345 678.", "Mang thẻ căn cước đi hỏi."),
        ("G8", "Số căn cước 012345678901.", "Mức ấy là 12.345.678 đồng, áp dụng từ ngày mai."),
        ("G11", "Ra bảo hiểm xã hội huyện hỏi.", "Ra bảo hiểm xã hội cơ sở hỏi."),
        ("G11", "Cả 63 tỉnh cùng làm.", "Hơn 63 hộ cùng làm."),
        ("G11", "Các thị trấn cùng làm.", "Trước đây các thị trấn cùng làm."),
        ("G11", "Sở Lao động hướng dẫn.", "Sở Nội vụ hướng dẫn."),
    ],
)
def test_a_gate_closes_on_the_wrong_text_and_not_on_the_nearly_wrong_one(packs, name, wrong, right):
    assert name in failed(assess_text(wrong, packs))
    assert name not in failed(assess_text(right, packs))


def test_a_failed_gate_quotes_the_sentence_and_offers_a_remedy(packs):
    text = "Chào bà con.\nĐóng đủ 15 năm là có lương hưu.\nHẹn gặp lại."
    judged = assess_text(text, packs, name="bai.txt")
    (finding,) = [f for f in judged.findings() if f.level == "loi"]
    assert (finding.code, finding.gate) == ("G104", "G4")
    assert finding.quote == "Đóng đủ 15 năm là có lương hưu."
    assert (finding.where.file, finding.where.line) == ("bai.txt", 2)
    assert "đủ tuổi nghỉ hưu" in finding.hint


@pytest.fixture(scope="module")
def leaflet(workshop):
    return workshop.compose(
        Request("nong-dan", DAY, topic="tham-gia-va-muc-dong", channel="to-roi")
    )


def judged(workshop, draft, *extra, body=None):
    return assess(replace(draft, body=(*(draft.body if body is None else body), *extra)), workshop)


def said(words, speaker=""):
    return Paragraph((Text(words),), speaker)


def test_a_number_outside_the_ledger_closes_g2_and_one_of_the_ledger_does_not(workshop, leaflet):
    assert gate(judged(workshop, leaflet), "G2").ok is True
    typed = judged(workshop, leaflet, said("Mỗi tháng đóng 250.000 đồng."))
    (fault,) = gate(typed, "G2").faults
    assert "250.000 đồng" in fault.message
    sourced = Paragraph((Text("Thấp nhất "), Sourced("330.000 đồng", "muc_dong"), Text(".")))
    assert gate(judged(workshop, leaflet, sourced), "G2").ok is True


@pytest.mark.parametrize(
    "words",
    [
        "Họp lúc 8 giờ ngày 5 tháng 7 năm 2027, phòng 12.",
        "Theo Điều 98, khoản 2, số 41/2024/QH15.",
        "Ví dụ đóng được 10 năm rồi nghỉ.",
        "Gọi 1900 9068 rồi bấm phím 2.",
    ],
)
def test_dates_rooms_articles_and_examples_are_no_law(workshop, leaflet, words):
    assert gate(judged(workshop, leaflet, said(words)), "G2").ok is True


def test_a_document_used_after_a_figure_has_expired_closes_g3(workshop):
    def of(issued):
        request = Request(
            "nong-dan", DAY, topic="tham-gia-va-muc-dong", channel="to-roi", issued_on=issued
        )
        return gate(assess(workshop.compose(request), workshop), "G3").ok

    assert of(date(2026, 12, 31)) is True
    assert of(date(2027, 1, 1)) is False


def test_a_required_element_left_out_closes_g5(workshop, leaflet):
    assert gate(judged(workshop, leaflet), "G5").ok is True
    body = [
        block
        for block in leaflet.body
        if not (isinstance(block, Callout) and block.kind == "chan_trang")
    ]
    faults = gate(judged(workshop, leaflet, body=body), "G5").faults
    assert {"BB5", "BB8", "BB10"} <= {fault.source for fault in faults}


def test_a_document_longer_than_its_channel_closes_g6(workshop, leaflet):
    sentence = "Một câu thêm cho dài ra một chút nữa. "
    assert gate(judged(workshop, leaflet), "G6").ok is True
    draft = workshop.packs.channel("to-roi")
    text = sentence * 40
    found = assess_text(text, workshop.packs, channel=draft.id)
    assert "khung 260 âm tiết" in gate(found, "G6").faults[0].message
    assert gate(assess_text(sentence * 20, workshop.packs, channel=draft.id), "G6").ok is True


def paper(packs, *passages, ve="tu_nguyen", place=None, listener="bà con", channel="to-roi"):
    known = packs.channel(channel)
    return Paper(
        name="thử",
        reading=Reading.of_passages(passages, headings=not known.spoken),
        setting=Setting(ve=ve, listener=listener, channel=channel, loai=known.loai),
        channel=known,
        place=place,
        listeners=frozenset({"bà con", "quý khách", "cô chú", "chị"}),
    )


def line(text, speaker=""):
    return Passage(text, "paragraph", speaker)


ASK = "Nhà mình có ai đi làm có ký hợp đồng không?"
AMOUNT = "Mức thấp nhất là 330.000 đồng."


@pytest.mark.parametrize(
    ("lines", "ok"),
    [
        ([ASK, AMOUNT], True),
        (["Làm ruộng vẫn có lương hưu, khi đủ tuổi và đủ 15 năm.", ASK, AMOUNT], True),
        ([AMOUNT, ASK], False),
        ([AMOUNT], False),
        (["Nhà nước góp 22%.", ASK], False),
    ],
)
def test_who_is_compulsory_is_asked_before_the_first_amount(packs, lines, ok):
    found = assess_paper(paper(packs, *map(line, lines)), packs)
    assert gate(found, "G9").ok is ok


def test_a_topic_that_invites_nobody_need_not_ask(packs):
    found = assess_paper(paper(packs, line(AMOUNT), ve="bat_buoc"), packs)
    assert gate(found, "G9").ok is True


@pytest.mark.parametrize(
    ("text", "speaker", "ok"),
    [
        ("Mời bà con đến bưu điện.", "", True),
        ("Mời quý khách đến bưu điện.", "", False),
        ("Cô chú nhớ mang thẻ căn cước.", "", False),
        ("Cô chú tôi ở quê trồng lúa.", "", True),
        ("Chị mở sổ ra xem.", "", True),
        ("Thưa chị, xin hỏi thăm.", "", False),
        ("Mời chị ngồi.", "BÁC", True),
        ("Chào cô chú, mời cô chú ngồi.", "CHỊ", True),
        ("Chào cô chú, mời cô chú ngồi.", "Cán bộ", False),
        ("Chào cô chú, mời cô chú ngồi.", "Giọng đáp", False),
        ("Mời quý khách ngồi.", "Người dẫn", False),
    ],
)
def test_narration_calls_listeners_by_one_word(packs, text, speaker, ok):
    found = assess_paper(paper(packs, line("Thưa bà con."), line(text, speaker)), packs)
    assert gate(found, "G10").ok is ok


def test_a_character_named_like_a_person_closes_g8_and_a_role_does_not(packs):
    named = paper(packs, line("Chào chị.", "Chị Lan"))
    role = paper(packs, line("Chào chị.", "Chị bán rau"))
    assert gate(assess_paper(named, packs), "G8").ok is False
    assert gate(assess_paper(role, packs), "G8").ok is True


def test_the_telephone_of_the_place_is_no_personal_data(packs):
    own = packs.place("mac-dinh").model_copy(update={"so_bhxh_co_so": "0912 345 678"})
    text = line("Gọi số 0912 345 678.")
    assert gate(assess_paper(paper(packs, text, place=own), packs), "G8").ok is True
    neutral = packs.place("mac-dinh")
    assert gate(assess_paper(paper(packs, text, place=neutral), packs), "G8").ok is False


def test_a_name_that_the_place_no_longer_has_closes_g11(packs):
    place: Place = packs.place("mac-dinh").model_copy(
        update={"ten_xa": "xã Hòa An", "ten_cu": ("xã Bình Minh",)}
    )
    old = paper(packs, line("Bà con xã Bình Minh ra hỏi."), place=place)
    told = paper(packs, line("Bà con xã Hòa An, trước đây là xã Bình Minh, ra hỏi."), place=place)
    assert gate(assess_paper(old, packs), "G11").ok is False
    assert gate(assess_paper(told, packs), "G11").ok is True


def test_what_is_not_known_is_not_judged_and_said_so(packs):
    found = assess_text("Bà con mang thẻ căn cước ra bưu điện.", packs)
    unknown = {g.id for g in found.gates if g.ok is None}
    assert unknown == {"G2", "G3", "G5", "G6", "G9", "G10"}
    assert all(any(note.startswith(f"{name} ") for note in found.notes) for name in unknown)


def test_short_material_is_judged_by_the_short_form(packs):
    found = assess_text("Đóng đều, giữ biên lai.", packs, channel="sms")
    assert [g.id for g in found.gates] == ["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G10"]
    assert [i.id for i in found.items] == ["P1", "P2", "P3", "P5", "P6", "P8"]


def test_a_blank_to_be_filled_by_hand_is_meant_on_a_form(packs):
    text = "Ngày hẹn: ……"
    assert "G1" not in failed(assess_text(text, packs, channel="phieu-hen"))
    assert "G1" in failed(assess_text(text, packs, channel="to-roi"))

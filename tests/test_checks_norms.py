"""The finer limits of channels, heavy style and pressure: remarks that cost no points."""

from __future__ import annotations

import pytest

from kichban.checks.clarity import assess_paper, assess_text
from kichban.checks.paper import Paper
from kichban.checks.reading import Reading, Setting
from kichban.measure import Passage


def remarks(packs, *passages, channel):
    known = packs.channel(channel)
    paper = Paper(
        name="thử",
        reading=Reading.of_passages(passages, headings=not known.spoken),
        setting=Setting(channel=channel, loai=known.loai),
        channel=known,
    )
    found = assess_paper(paper, packs).remarks
    return {(fault.code, fault.message.split(",")[0]) for fault in found if fault.code != "V404"}


def p(text, kind="paragraph", speaker="", side=1):
    return Passage(text, kind, speaker, None, side)


WORDS = "một chữ nữa cho dài thêm "
PHONE = p("Gọi tổng đài 1900 9068. Xin đọc lại, 1900 9068.")


@pytest.mark.parametrize(
    ("channel", "wrong", "right", "code"),
    [
        ("to-roi", [p(WORDS * 20)], [p(WORDS * 15)], "V401"),
        ("to-roi", [p(WORDS * 3, "item")], [p(WORDS * 2, "item")], "V401"),
        ("to-gap", [p(WORDS * 18)], [p(WORDS * 10), p(WORDS * 10, side=2)], "V401"),
        (
            "tieu-pham",
            [p(WORDS * 6, speaker="ANH"), p("Ừ.", speaker="ANH")],
            [p(WORDS * 4, speaker="ANH"), p("Ừ.", speaker="ANH")],
            "V401",
        ),
        (
            "tieu-pham",
            [p("Ừ.", speaker="ANH"), p("Dạ.", speaker="CHỊ"), p("Thế à.", speaker="ANH")],
            [p("Ừ.", speaker="ANH"), p("Thế à.", speaker="ANH")],
            "V402",
        ),
        ("luu-dong", [p(WORDS * 3)], [p(WORDS * 2)], "V401"),
        ("facebook-zalo-bai", [p(f"{WORDS * 5}.")], [p(f"{WORDS * 3}.")], "V401"),
        ("facebook-zalo-bai", [p("Chia sẻ ngay.")], [p("Chia sẻ chuyện nhà.")], "V403"),
        ("facebook-zalo-bai", [p("#a #b #c #d")], [p("#a #b #c")], "V401"),
        ("bang-ron", [p("Chỉ 330.000 đồng.")], [p("Đóng đều, giữ biên lai.")], "V403"),
        (
            "phuon",
            [p("Đóng tiền thì nhớ lấy biên lai mang về", "heading")],
            [p("Đóng tiền nhớ lấy biên lai về", "heading")],
            "V401",
        ),
        (
            "phuon",
            [p("Đóng tiền thì nhớ lấy biên lai mang về")],
            [p("Đóng tiền nhớ lấy"), p("biên lai mang về")],
            "V401",
        ),
        ("ban-tin-loa-xa", [p("Gọi 1900 9068.")], [PHONE], "V402"),
        ("kich-ban-quay", [p("Chào bác.")], [p("Không quyết hôm nay cũng được.")], "V402"),
        ("nhom-nho", [p("Chào bà con.")], [p("Nhờ bà con nói lại giúp tôi.")], "V402"),
        ("zalo-zns", [p("Anh/chị nhớ xem.")], [p("Quý khách nhớ xem.")], "V403"),
        ("zalo-zns", [p("Gọi 1900 9068.")], [p("Bấm nút để gọi.")], "V403"),
    ],
)
def test_a_channel_has_finer_limits_of_its_own(packs, channel, wrong, right, code):
    assert code in {c for c, _ in remarks(packs, *wrong, channel=channel)}
    assert code not in {c for c, _ in remarks(packs, *right, channel=channel)}


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("V303", "Máy gửi mã OTP.", "Máy gửi mã OTP, không đưa cho ai."),
        ("V305", "Nhà nước hổ trợ.", "Nhà nước hỗ trợ."),
        ("V306", "Khoản ấy được trả bởi quỹ.", "Khoản ấy được trả, bởi vì quỹ có."),
        ("V306", "Việc đăng ký làm ở xã.", "Nghỉ việc đăng ký ở đâu?"),
        ("V306", "Không thể không đóng.", "Không thể đóng."),
        ("V307", "Nhanh tay kẻo lỡ.", "Tay nhanh, việc gọn."),
        ("V308", "Theo Luật Bảo hiểm xã hội năm 2014.", "Theo Luật Bảo hiểm xã hội năm 2024."),
    ],
)
def test_a_remark_is_made_on_the_wrong_text_alone(packs, code, wrong, right):
    assert code in {fault.code for fault in assess_text(wrong, packs).remarks}
    assert code not in {fault.code for fault in assess_text(right, packs).remarks}


def test_a_document_shorter_than_its_channel_means_is_told_and_not_stopped(packs):
    found = assess_text("Chào bà con.", packs, channel="ban-tin-loa-xa")
    assert "V404" in {fault.code for fault in found.remarks}
    assert "G6" not in {gate.id for gate in found.failed}


def test_the_share_of_questions_is_measured_on_the_planned_minutes(workshop):
    from datetime import date

    from kichban.checks.clarity import assess
    from kichban.workshop import Request

    draft = workshop.compose(Request("nong-dan", date(2026, 11, 22), channel="hoi-nghi-thon"))
    assert not [f for f in assess(draft, workshop).remarks if "hỏi đáp" in f.message]

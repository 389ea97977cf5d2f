"""Meaning markers find one meaning in many wordings, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kichban.checks.markers import Marker, view
from kichban.checks.patterns import Bank, Pattern
from kichban.errors import BadField

SETS = {"hưởng": ["hưởng", "lĩnh", "lãnh", "được nhận"]}


@pytest.mark.parametrize(
    ("marker", "text", "found"),
    [
        ("lương hưu", "Có LƯƠNG HƯU rồi.", "LƯƠNG HƯU"),
        ("hòa giải", "Tổ hoà giải của xóm.", "hoà giải"),
        ("<số> năm", "Đóng đủ 15 năm.", "15 năm"),
        ("<số> năm", "Đóng đủ mười lăm năm.", "mười lăm năm"),
        ("<số> năm", "Đóng năm mươi năm.", "năm mươi năm"),
        ("<số> phần trăm", "Được góp 22%.", "22%"),
        ("<số> đồng", "Còn 264.000đ một tháng.", "264.000đ"),
        ("trước (ngày) <ngày>", "Đóng trước 01/07/2025.", "trước 01/07/2025"),
        ("<hưởng> lương hưu", "Bác đang lãnh lương hưu.", "lãnh lương hưu"),
        ("<hưởng> lương hưu", "Bác được nhận lương hưu.", "được nhận lương hưu"),
        ("<phụ nữ/đàn ông> đóng", "Cả phụ nữ đóng.", "phụ nữ đóng"),
        ("đủ/tới tuổi", "Khi tới tuổi nghỉ hưu.", "tới tuổi"),
        ("(khi) đủ tuổi", "Đủ tuổi là được.", "Đủ tuổi"),
        ("góp … đồng", "Nhà nước góp thêm cho mình 66.000 đồng.", "góp thêm cho mình 66.000 đồng"),
        ("bảo hiểm y tế", "Thẻ BHYT đây.", "BHYT"),
    ],
)
def test_a_marker_finds_its_meaning_where_it_stands(marker, text, found):
    hit = Marker(marker, SETS).find(view(text))
    assert hit is not None
    assert text[hit.start : hit.end] == found


@pytest.mark.parametrize(
    ("marker", "text"),
    [
        ("lương hưu", "Lương của người hưu trí."),
        ("hưu", "Nhiều hươu."),
        ("<số> năm", "Từ tháng 7 năm 2025."),
        ("<số> tháng", "Hẹn ngày 5 tháng sau."),
        ("<số> năm", "Mỗi năm một lần."),
        ("một lần", "Một trăm lần."),
        ("góp … đồng", "Góp một hai ba bốn câu hỏi cho cả xóm nghe, mất vài đồng."),
        ("<hưởng> lương hưu", "Có lương hưu."),
        ("chắc chắn", "Chắc lắm."),
    ],
)
def test_a_marker_leaves_alone_what_only_looks_like_it(marker, text):
    assert Marker(marker, SETS).find(view(text)) is None


def test_all_markers_of_a_pattern_must_stand_in_the_sentence_in_any_order():
    both = Pattern(["đủ tuổi", "<số> năm"])
    assert both.find(view("Đóng 15 năm và đủ tuổi."))
    assert both.find(view("Đủ tuổi và đóng 15 năm."))
    assert both.find(view("Đóng 15 năm là được.")) is None


@pytest.mark.parametrize("text", ["<không có> gì", "…", "()"])
def test_a_marker_that_can_find_nothing_is_refused(text):
    with pytest.raises(BadField):
        Marker(text, SETS)


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at_and_every_word_of_it_is_where_it_says(text):
    seen = view(text)
    assert len(seen.words.split()) == len(seen.spans)
    for word in seen.known:
        assert f" {word} " in seen.words
    Marker("đủ … <số> năm").find_all(seen)


def test_a_bank_finds_what_each_of_its_patterns_finds_alone():
    texts = ["chắc (chắn) có", "<số> năm", ["đủ tuổi", "<hưởng> lương hưu"], "kẻo lỡ"]
    seen = view("Đóng 15 năm, đủ tuổi thì lãnh lương hưu, chưa chắc có lãi.")
    bank = Bank(texts, SETS)
    alone = [hit for text in texts for hit in Pattern(text, SETS).find_all(seen)]
    assert sorted(bank.find_all(seen), key=str) == sorted(alone, key=str)
    assert bank.find(view("Chuyện khác hẳn.")) is None
    assert not Bank(())

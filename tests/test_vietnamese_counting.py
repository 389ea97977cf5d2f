"""Syllables, seconds, words, sentences, short messages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kichban.errors import OutOfRange
from kichban.vietnamese import printed_words, seconds, sentences, sms_parts, syllables


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("330.000 đồng", 6),
        ("BHXH", 4),
        ("1/7/2025", 12),
        ("1900 9068", 8),
        ("15 năm", 3),
        ("hỏi–đáp", 2),
        ("Zalo – Facebook", 2),
        ("anh/chị", 1),
        ("Anh/chị, cô/chú và ông/bà", 4),
        ("xã/phường", 2),
        ("[Nhạc hiệu 6 giây] Thưa bà con.", 3),
        ("XYZ", 3),
        ("bảo hiểm xã hội (BHXH)", 4),
        ("", 0),
        ("– … |", 0),
    ],
)
def test_syllables_are_counted_as_they_are_read(text, count):
    assert syllables(text) == count


def test_the_office_s_own_abbreviations_are_counted_in_full():
    assert syllables("TDP 5", abbreviations={"TDP": "tổ dân phố"}) == 4


def test_seconds_are_syllables_through_the_rate():
    assert seconds("330.000 đồng", Decimal("2.5")) == Decimal("2.4")
    with pytest.raises(OutOfRange):
        seconds("một", Decimal(0))


def test_printed_words_stand_between_blanks():
    assert printed_words("330.000 đồng – mỗi tháng [nghỉ một giây]. (BHXH)") == 5


def texts(text):
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một. Hai! Ba? Bốn… Năm", ["Một.", "Hai!", "Ba?", "Bốn…", "Năm"]),
        ("Đóng 1.500.000 đồng. Được 7,5% nhé.", ["Đóng 1.500.000 đồng.", "Được 7,5% nhé."]),
        ("Xem baohiemxahoi.gov.vn. Rồi hỏi.", ["Xem baohiemxahoi.gov.vn.", "Rồi hỏi."]),
        ("Ở TP. Hồ Chí Minh, TS. nói, v.v. Hết.", ["Ở TP. Hồ Chí Minh, TS. nói, v.v. Hết."]),
        ("Bà A. nói vậy. Ông nghe.", ["Bà A. nói vậy.", "Ông nghe."]),
        ("Chờ... một chút. Xong.", ["Chờ... một chút.", "Xong."]),
        ("Bác hỏi: “Được không?” Được.", ["Bác hỏi: “Được không?”", "Được."]),
        ("Nói xong. “Được”, bác đáp.", ["Nói xong.", "“Được”, bác đáp."]),
        ("một; hai;\nba", ["một;", "hai;", "ba"]),
        ("- gạch một\n• gạch hai\n* gạch ba", ["gạch một", "gạch hai", "gạch ba"]),
        ("1. Mang thẻ. 2. Đi hỏi.", ["Mang thẻ.", "Đi hỏi."]),
        ("a) một ý\nb) hai ý", ["một ý", "hai ý"]),
        ("Đủ 15. Nếu chưa thì đóng.", ["Đủ 15.", "Nếu chưa thì đóng."]),
        ("Mai nghỉ. 15 tháng sau làm.", ["Mai nghỉ.", "15 tháng sau làm."]),
        ("Chào. [Nhạc. Nhỏ dần] Thưa bà con.", ["Chào.", "Thưa bà con."]),
        ("[Nhạc]\n\n—\n", []),
        ("Mệt thật… ừ thì nghỉ", ["Mệt thật… ừ thì nghỉ"]),
        ("Chị Ẩn. Ấp Ẻm. ẩn thì không", ["Chị Ẩn.", "Ấp Ẻm. ẩn thì không"]),
    ],
)
def test_sentences_end_where_a_reader_pauses(text, expected):
    assert texts(text) == expected


@given(text=st.text("Aaăđ .?!…;\n-1“”[]()", max_size=60))
def test_a_sentence_is_the_text_between_its_offsets(text):
    end = 0
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= end
        assert sentence.text.strip() == sentence.text
        end = sentence.end


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("ế" * 70, 1),
        ("ế" * 71, 2),
        ("ế" * 134, 2),
        ("ế" * 135, 3),
        ("{" * 80, 1),
        ("{" * 81, 2),
        ("a" * 152 + "{" + "a" * 10, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 67, 3),
        ("ba là ", 1),
        ("e\u0302\u0301" * 70, 1),
    ],
)
def test_short_messages_are_counted_in_code_units(text, parts):
    assert sms_parts(text) == parts

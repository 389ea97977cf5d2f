"""Plain words: kept, replaced, avoided, accompanied; and confused spellings."""

from __future__ import annotations

import pytest

from kichban.checks.clarity import assess_text
from kichban.checks.reading import Reading, Setting
from kichban.checks.rulebook import rule_book
from kichban.measure import Passage
from kichban.packs import Packs


@pytest.mark.parametrize(
    ("kind", "base"),
    [
        ("tieu-thuong-ban-tren-mang", "tieu-thuong"),
        ("nong-dan-ca-phe", "nong-dan"),
        ("dong-bao-dtts-vung-cao", "dong-bao-dtts"),
    ],
)
def test_a_kind_of_an_audience_names_what_it_is_laid_over(packs, kind, base):
    assert packs.kin("personas", kind) == (kind, base)
    assert packs.kin("personas", base) == (base,)


def test_a_word_known_to_an_audience_is_known_to_its_kinds(packs):
    asked = "Ai có hộ kinh doanh thì hỏi."
    for name, known in (
        ("tieu-thuong", True),
        ("tieu-thuong-ban-tren-mang", True),
        ("nong-dan", False),
        ("nong-dan-ca-phe", False),
    ):
        item = next(i for i in assess_text(asked, packs, persona=name).items if i.id == "P7")
        assert (not item.faults) == known, name


def test_an_audience_of_an_office_laid_over_the_original_of_its_name_is_its_own_kin(office):
    folder = office(
        "personas/tieu-thuong.yaml", "mo_rong: goc/tieu-thuong\nten: Người bán chợ đêm\n"
    )
    office("personas/cho-noi.yaml", "mo_rong: tieu-thuong\nten: Người bán chợ nổi\n")
    office("kichban.yaml", "ten: Cơ quan thử\n")
    packs = Packs([folder])
    assert packs.kin("personas", "tieu-thuong") == ("tieu-thuong",)
    assert packs.kin("personas", "cho-noi") == ("cho-noi", "tieu-thuong")


def verdicts(packs, text, **setting):
    hits = rule_book(packs).words.hits(Reading.of_text(text), Setting(**setting))
    return {hit.row.tu: hit.verdict for hit in hits}


@pytest.mark.parametrize(
    ("text", "term", "verdict"),
    [
        ("Người dân thụ hưởng chính sách.", "thụ hưởng", "thay"),
        ("Mời bà con mua bảo hiểm xã hội.", "mua bảo hiểm xã hội", "tranh"),
        ("Vùng này dân trí thấp.", "dân trí thấp", "cam"),
        ("Máy gửi mã OTP cho chị.", "mã OTP", "chu_y"),
        ("Chị nhận trợ cấp tuất một lần.", "trợ cấp tuất một lần", "giu"),
        ("Người từ đủ 75 tuổi trở lên.", "từ đủ … trở lên", "thay"),
        ("Kịp thời, đầy đủ, đúng quy định.", "kịp thời, đầy đủ, đúng quy định", "thay"),
        ("Được đóng BHXH bắt buộc.", "bảo hiểm xã hội bắt buộc", "giu"),
    ],
)
def test_each_code_of_the_table_is_told_apart(packs, text, term, verdict):
    assert verdicts(packs, text).get(term) == verdict


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Tài khoản thụ hưởng của chị.", "thụ hưởng"),
        ("Trong trường hợp của bác thì khác.", "trong trường hợp"),
        ("Mã OTP gửi về máy thì không đưa cho ai.", "mã OTP"),
        ("Máy gửi mã OTP. Đừng đưa mã ấy cho ai.", "mã OTP"),
        ("Chị nhận trợ cấp tuất một lần, tức là tiền của người đã mất.", "trợ cấp tuất một lần"),
        ("Chị nhận trợ cấp tuất một lần (tiền của người đã mất).", "trợ cấp tuất một lần"),
        ("Khoản ấy gọi là trợ cấp tuất một lần.", "trợ cấp tuất một lần"),
        (
            "Khi người đóng qua đời, người thân nhận một khoản tiền. Đó là trợ cấp tuất một lần.",
            "trợ cấp tuất một lần",
        ),
        ("Theo Luật Bảo hiểm xã hội.", "bảo hiểm xã hội"),
        ("Nộp hồ sơ điện tử, tức là giấy tờ nộp qua mạng.", "hồ sơ"),
        ("Không bao gồm tiền ăn.", "bao gồm"),
        ("Lương hưu thì ai cũng quen.", "lương hưu"),
    ],
)
def test_what_the_table_excepts_is_left_alone(packs, text, term):
    assert term not in verdicts(packs, text)


def test_a_term_inside_a_longer_kept_term_is_not_a_hit(packs):
    found = verdicts(packs, "Khám rồi mới biết suy giảm khả năng lao động, tức là sức yếu đi.")
    assert found == {}


def test_a_term_explained_once_need_not_be_explained_again(packs):
    text = "Quỹ trả truy lĩnh, tức là nhận bù những tháng trước. Tháng sau không còn truy lĩnh."
    assert "truy lĩnh" not in verdicts(packs, text)


def test_an_explanation_more_than_twenty_five_syllables_away_does_not_count(packs):
    between = "Chuyện này để lát nữa nói tiếp. " * 6
    text = f"Chị được truy lĩnh. {between}Nhận bù những tháng trước chưa nhận."
    assert verdicts(packs, text).get("truy lĩnh") == "giu"


@pytest.mark.parametrize(
    ("text", "term", "setting"),
    [
        ("Mời người lao động hỏi.", "người lao động", {"persona": "chu-su-dung-lao-dong"}),
        ("Ai có hộ kinh doanh thì hỏi.", "hộ kinh doanh", {"persona": "tieu-thuong"}),
        ("Hẹn bảy ngày làm việc.", "ngày làm việc", {"channel": "kich-ban-quay", "loai": "noi"}),
        ("Hẹn bảy ngày làm việc.", "ngày làm việc", {"channel": "to-roi", "loai": "doc"}),
    ],
)
def test_a_note_lifts_a_row_for_some_people_or_channels(packs, text, term, setting):
    assert term in verdicts(packs, text)
    assert term not in verdicts(packs, text, **setting)


def test_a_kept_term_may_have_to_be_replaced_for_some_people(packs):
    text = "Vào máy, đăng nhập rồi xem."
    assert "đăng nhập" not in verdicts(packs, text)
    old = verdicts(packs, text, persona="nguoi-cao-tuoi-con-chau")
    assert old.get("đăng nhập") == "thay"


def test_a_character_may_ask_in_words_that_the_script_itself_avoids(packs):
    words = rule_book(packs).words
    asked = Reading.of_passages([Passage("Mua bảo hiểm xã hội ở đâu?", "paragraph", "Một người")])
    told = Reading.of_passages([Passage("Mua bảo hiểm xã hội ở xã.", "paragraph", "Cán bộ")])
    assert [hit for hit in words.hits(asked, Setting()) if hit.verdict == "tranh"] == []
    assert [hit for hit in words.hits(told, Setting()) if hit.verdict == "tranh"] != []


def misspelt(packs, text):
    return [(found.text, found.row.dung) for found in rule_book(packs).confusions.find(text)]


def test_a_confused_spelling_is_found_with_what_was_meant(packs):
    assert misspelt(packs, "Nhà nước hổ trợ, nghĩ hưu rồi.") == [
        ("hổ trợ", "hỗ trợ"),
        ("nghĩ hưu", "nghỉ hưu"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nhà nước hỗ trợ một phần.",
        "Cảnh sát nhập hộ khẩu cho bà con.",
        "Hồ sơ xuất đi hôm qua.",
        "Tình hình sổ trợ giúp.",
        "Lịch sử lý thú lắm.",
    ],
)
def test_a_right_phrase_that_holds_a_wrong_string_is_left_alone(packs, text):
    assert misspelt(packs, text) == []


def test_tone_placement_does_count_for_spelling(packs):
    assert misspelt(packs, "Số tài khỏan đây.") == [("tài khỏan", "tài khoản")]
    assert misspelt(packs, "Số tài khoản đây.") == []

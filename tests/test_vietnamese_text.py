"""Unicode form, tone placement, order, slugs, syllables."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kichban.vietnamese import (
    fold,
    is_syllable,
    nfc,
    slug,
    sort_key,
    strip_accents,
    strip_tones,
)

# The order in which ICU's Vietnamese collator puts them, words of a published list.
ICU_ORDER = ["à", "ạ", "An", "áo", "Ăn", "ân", "da", "dì", "Dương", "Đắk Lắk", "đi"]


def test_words_sort_in_the_order_of_the_vietnamese_dictionary():
    shuffled = list(ICU_ORDER)
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == ICU_ORDER
    assert sorted(shuffled) != ICU_ORDER


def test_tones_stand_in_their_order_when_the_letters_are_equal():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    backwards = tones[::-1]
    assert sorted(backwards, key=sort_key) == tones


def test_letters_come_before_tones_and_small_letters_before_capitals():
    assert sorted(["mã số", "ma túy", "Ma túy"], key=sort_key) == ["mã số", "ma túy", "Ma túy"]


def test_spaces_and_digits_stand_before_letters():
    assert sorted(["anh", "an 2", "an hoà", "an"], key=sort_key) == ["an", "an 2", "an hoà", "anh"]


def test_composed_and_decomposed_text_sort_and_fold_alike():
    word = "hỗ trợ Đắk Lắk"
    split = unicodedata.normalize("NFD", word)
    assert split != word
    assert nfc(split) == word
    assert fold(split) == fold(word)
    assert sort_key(split) == sort_key(word)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà", "hòa"),
        ("khoẻ", "khỏe"),
        ("uỷ", "ủy"),
        ("thuỷ", "thủy"),
        ("HOÁ", "hóa"),
        ("luỹ", "lũy"),
    ],
)
def test_both_places_of_the_tone_are_one_word(new, old):
    assert fold(new) == fold(old) == old


@pytest.mark.parametrize("word", ["quý", "quỳ", "hoàn", "toàn", "khoẻn", "giặt", "thuyền", "hoài"])
def test_words_with_one_place_of_the_tone_are_left_alone(word):
    assert fold(word) == word


def test_the_icelandic_letter_of_old_fonts_is_read_as_d_with_stroke():
    assert fold("Ðề án") == fold("Đề án")


@given(text=st.text("hoàuỷquýkhoẻĐđ Ẻỵ", max_size=20))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nông dân", "nong-dan"),
        ("Đắk Lắk", "dak-lak"),
        ("hoà/hòa", "hoa-hoa"),
        ("  Tờ rơi (A5) – 2 mặt ", "to-roi-a5-2-mat"),
        (unicodedata.normalize("NFD", "Người có uy tín"), "nguoi-co-uy-tin"),
        ("Ƀuôn ƀuôn", "buon-buon"),
    ],
)
def test_a_slug_is_kebab_case_without_accents(text, expected):
    assert slug(text) == expected


def test_accents_and_tones_are_taken_off_by_layers():
    assert strip_tones("Huyền Đặng ưỡn") == "Huyên Đăng ươn"
    assert strip_accents("Huyền Đặng ưỡn") == "Huyen Dang uon"


@pytest.mark.parametrize(
    "word", ["nghiêng", "quý", "giặt", "gì", "khuya", "Ủy", "yêu", "ăn", "xoong"]
)
def test_vietnamese_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["BHXH", "đăg", "nghười", "khuyễnn", "OTP", "xyz", "", "TTHC"])
def test_other_strings_are_no_syllables(word):
    assert not is_syllable(word)

"""Numbers in words and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kichban.errors import BadInput, UnknownName
from kichban.vietnamese import (
    parse_number,
    read_decimal,
    read_digits,
    read_integer,
    read_ordinal,
    spoken,
)

REGIONS = st.sampled_from(["bac", "nam"])
UP_TO_A_MILLION_BILLION = st.integers(0, 10**15)


@given(number=UP_TO_A_MILLION_BILLION, region=REGIONS)
def test_a_number_read_and_parsed_is_itself(number, region):
    assert parse_number(read_integer(number, region)) == number


@given(power=st.integers(0, 15), near=st.integers(-120, 120), region=REGIONS)
def test_numbers_near_a_round_one_survive_too(power, near, region):
    number = max(0, 10**power + near)
    assert parse_number(read_integer(number, region)) == number


@given(number=st.integers(-(10**24), 10**24), region=REGIONS)
def test_negative_and_huge_numbers_survive_too(number, region):
    assert parse_number(read_integer(number, region)) == number


@given(number=UP_TO_A_MILLION_BILLION, region=REGIONS)
def test_a_dotted_figure_in_a_text_is_read_as_its_number(number, region):
    dotted = f"{number:,}".replace(",", ".")
    assert spoken(f"Có {dotted} đồng", region=region) == f"Có {read_integer(number, region)} đồng"


@given(left=UP_TO_A_MILLION_BILLION, right=UP_TO_A_MILLION_BILLION)
def test_two_numbers_never_sound_alike(left, right):
    assert (read_integer(left) == read_integer(right)) is (left == right)


@given(number=UP_TO_A_MILLION_BILLION)
def test_the_regions_differ_in_two_words_only(number):
    northern = read_integer(number, "bac")
    assert northern.replace("nghìn", "ngàn").replace("linh", "lẻ") == read_integer(number, "nam")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (95, "chín mươi lăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (110, "một trăm mười"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_010, "một nghìn không trăm mười"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (20_000_000_000, "hai mươi tỷ"),
        (1_000_000_000_005, "một nghìn tỷ không trăm linh năm"),
        (10**15, "một triệu tỷ"),
        (10**18, "một tỷ tỷ"),
        (-1, "âm một"),
    ],
)
def test_the_places_where_other_readers_fail(number, words):
    assert read_integer(number) == words


@pytest.mark.parametrize(
    "words",
    ["", "mươi", "nghìn", "hai ba", "một trăm năm", "linh năm", "một nghìn hai triệu", "âm", "bò",
     "một trăm linh mười", "hai mươi hai mươi", "không triệu ba tỷ ba tỷ ba"],
)  # fmt: skip
def test_what_is_no_number_is_refused_in_vietnamese(words):
    with pytest.raises(BadInput) as caught:
        parse_number(words)
    assert "không phải là một số" in caught.value.message
    assert caught.value.hint


def test_an_unknown_region_is_named_with_those_there_are():
    with pytest.raises(UnknownName) as caught:
        spoken("5 năm", region="tay")  # type: ignore[arg-type]
    assert "«tay»" in caught.value.message
    assert "bac" in caught.value.hint
    assert "nam" in caught.value.hint


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("7,25", "bảy phẩy hai mươi lăm"),
        ("0,05", "không phẩy không năm"),
        ("0,125", "không phẩy một hai năm"),
        ("-0,5", "âm không phẩy năm"),
        ("1.234,5", "một nghìn hai trăm ba mươi tư phẩy năm"),
        ("12", "mười hai"),
    ],
)
def test_short_decimals_are_numbers_and_long_ones_digits(figure, words):
    assert read_decimal(figure) == words


@pytest.mark.parametrize("figure", ["", "x", "1,", "1,2,3", ",5"])
def test_a_broken_decimal_is_refused(figure):
    with pytest.raises(BadInput):
        read_decimal(figure)


def test_digits_are_called_out_one_by_one():
    assert read_digits("1900 9068") == "một chín không không chín không sáu tám"


def test_only_the_first_and_the_fourth_have_words_of_their_own():
    read = [read_ordinal(number) for number in (1, 2, 3, 4, 5, 14)]
    assert read == ["nhất", "hai", "ba", "tư", "năm", "mười bốn"]

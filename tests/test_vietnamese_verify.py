"""Tables of readings."""

from pathlib import Path

import pytest

from kichban.errors import BadField
from kichban.vietnamese import same_reading, spoken, verify_table

DATA = Path(__file__).parent / "data"
HEADER = "input\texpected\taccepted\tcategory\n"


TABLES = (
    ("speech-normalisation.tsv", "bac", 79),
    ("speech-more.tsv", "bac", 1_900),
    ("speech-nam.tsv", "nam", 30),
)


@pytest.mark.parametrize(("name", "region", "rows"), TABLES)
def test_every_row_of_the_tables_equals_what_is_expected(name, region, rows):
    results = verify_table((DATA / name).read_text(encoding="utf-8"), file=name, region=region)
    wrong = [(row.line, row.source, row.said, row.expected) for row in results if not row.passed]
    assert wrong == []
    assert len(results) >= rows


def test_every_row_of_the_tables_is_stable_when_read_again():
    for name, region, _ in TABLES:
        for row in verify_table((DATA / name).read_text(encoding="utf-8"), region=region):
            assert spoken(row.said, region=region) == row.said


def test_a_wrong_row_is_reported_with_its_line_and_both_readings():
    right, wrong = verify_table(
        f"{HEADER}5 năm\tNăm NĂM.\t\tnumber\n\n24 tháng\thai tư\t a | b \tx\n"
    )
    assert right.passed
    assert (right.line, wrong.line) == (2, 4)
    assert not wrong.passed
    assert (wrong.said, wrong.expected) == ("hai mươi tư tháng", "hai tư")
    assert wrong.accepted == ("a", "b")


def test_an_accepted_variant_does_not_pass_for_the_expected_reading():
    (row,) = verify_table(f"{HEADER}24 tháng\thai mươi bốn tháng\thai mươi tư tháng\tnumber\n")
    assert not row.passed


def test_region_and_abbreviations_reach_the_reader():
    (row,) = verify_table(
        f"{HEADER}TDP 1.005\ttổ một ngàn không trăm lẻ năm\t\tx\n",
        region="nam",
        abbreviations={"TDP": "tổ"},
    )
    assert row.passed


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("", 1),
        ("vào\tra\n", 1),
        (f"{HEADER}5\tnăm\n", 2),
        (f"{HEADER}5\tnăm\t\tx\n6\tsáu\t\tx\ty\n", 3),
        (f"{HEADER}5\t\t\tx\n", 2),
        (f"{HEADER}\tnăm\t\tx\n", 2),
        (HEADER, 0),
    ],
)
def test_a_table_of_another_layout_is_refused_with_its_line(table, line):
    with pytest.raises(BadField) as caught:
        verify_table(table, file="bang.tsv")
    assert caught.value.where is not None
    assert (caught.value.where.file, caught.value.where.line) == ("bang.tsv", line)
    assert caught.value.hint


def test_readings_are_compared_without_case_punctuation_and_form():
    assert same_reading("Một,  hai.", "một hai")
    assert not same_reading("một hai", "một ba")

"""YAML is read as it was typed, and every fault names its line and its remedy."""

from __future__ import annotations

import pytest

from kichban import yamlio
from kichban.errors import BadField, BadYaml, CannotRead, ManyErrors
from kichban.packfile import PackFile, Texts, Whole, YesNo


class Sample(PackFile):
    ten: str
    so: Whole = 0
    co: YesNo = False
    danh_sach: Texts = ()


def read(text):
    return yamlio.parse(text, "mau.yaml")


def test_scalars_stay_what_was_typed():
    loaded = read("a: 01\nb: 1.500\nc: no\nd: 22:30\ne: 2026-01-01\nf:\n")
    assert loaded.data == {
        "a": "01", "b": "1.500", "c": "no", "d": "22:30", "e": "2026-01-01", "f": None,
    }  # fmt: skip


def test_a_duplicate_key_names_both_lines():
    with pytest.raises(BadYaml) as caught:
        read("a: 1\nb: 2\na: 3\n")
    assert "dòng 1 và dòng 3" in caught.value.message
    assert caught.value.where.line == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n\tb: 2\n", 2),
        ("a: một: hai\n", 1),
        ("a: 'chưa đóng\nb: 1\n", 1),
        ("a: &x [1]\nb: *x\n", 1),
        ("a: !!python/object:os.system x\n", 1),
        ("a:\n  - 1\n b: 2\n", 3),
    ],
)
def test_bad_yaml_is_refused_with_its_line_in_vietnamese(text, line):
    with pytest.raises(BadYaml) as caught:
        read(text)
    assert caught.value.where.line >= line
    assert caught.value.hint
    assert "mapping" not in caught.value.message


def test_a_bomb_of_anchors_is_refused_at_once():
    text = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{c}: &{c} [{','.join([f'*{p}'] * 9)}]\n"
        for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(BadYaml):
        read(text)


def test_text_is_read_in_one_unicode_form_without_byte_order_mark(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes("\ufefften: Hô\u0303 trợ\r\n".encode())
    assert yamlio.load(path).data == {"ten": "Hỗ trợ"}


def test_a_file_that_is_not_utf8_says_how_to_save_it(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes("ten: H\xf4m".encode("latin-1"))
    with pytest.raises(CannotRead) as caught:
        yamlio.load(path)
    assert "UTF-8" in caught.value.hint


def test_an_unknown_key_offers_the_nearest_one():
    with pytest.raises(BadField) as caught:
        yamlio.validate(Sample, read("ten: a\ndanhsach: b\n"))
    assert "danhsach" in caught.value.message
    assert "danh_sach" in caught.value.hint
    assert caught.value.where.line == 2


def test_all_faults_of_a_file_are_told_at_once():
    with pytest.raises(ManyErrors) as caught:
        yamlio.validate(Sample, read("so: mười\nco: yes\n"))
    assert len(caught.value.errors) == 3
    report = caught.value.report()
    assert "Thiếu mục «ten»" in report
    assert "có" in report


def test_one_text_may_stand_for_a_list():
    assert yamlio.validate(Sample, read("ten: a\ndanh_sach: b\n")).danh_sach == ("b",)

"""Finding points of law by words, and telling them plainly."""

from __future__ import annotations

import pytest

from kichban.law import Law, LawFolder
from kichban.law.search import describe, search

PROVISION = """\
nhom: 5
ten: {ten}
tom_tat: {tom_tat}
tu_luat: [{tu_luat}]
danh_cho: tu_nguyen
tu: 2025-07-01
{den}thay_doi: sua_doi
{truoc}can_cu: {{van_ban: 41/2024/QH15, dieu: 999}}
nguon: văn bản gốc
trang_thai: {trang_thai}
kiem_chung: mot_nguon
doc_lai: 2026-11-20
"""
BEFORE = "truoc:\n  noi_dung: Điều cũ.\n  nguon: báo\n  trang_thai: {}\n"


@pytest.fixture
def toy(tmp_path):
    """A law with the provisions given: id to fields."""

    def write(**provisions: dict[str, str]) -> Law:
        folder = tmp_path / "law" / "provisions"
        folder.mkdir(parents=True)
        plain = {"tom_tat": "Câu.", "tu_luat": "", "truoc": "", "den": ""}
        for name, fields in provisions.items():
            text = PROVISION.format(**{**plain, "trang_thai": "da_xac_minh", **fields})
            path = folder / f"{name.replace('_', '-')}.yaml"
            path.write_text(text, encoding="utf-8")
        return Law([LawFolder(tmp_path / "law", "law")])

    return write


def ids(law, words):
    return [provision.id for provision in search(law, words)]


def test_words_without_accents_find_words_with_them(law):
    assert ids(law, "thai san") == ids(law, "THAI SAN")
    assert set(ids(law, "thai sản")) == set(ids(law, "thai san"))
    assert "tro-cap-thai-san-tu-nguyen" in ids(law, "thai sản")
    assert "dong-cho-thoi-gian-thieu" in ids(law, "dong bu") + ids(law, "đóng một lần")


def test_the_same_accents_come_before_other_accents(toy):
    law = toy(a={"ten": "Bán bảo hiểm"}, b={"ten": "Bản đồ"}, c={"ten": "Bạn bè"})
    assert ids(law, "bản") == ["b", "a", "c"]
    assert ids(law, "bạn") == ["c", "a", "b"]
    assert ids(law, "ban") == ["a", "b", "c"]


def test_a_title_comes_before_a_legal_term_and_that_before_a_summary(toy):
    law = toy(
        a={"ten": "Một", "tom_tat": "Nói về hoàn trả."},
        b={"ten": "Hai", "tu_luat": "hoàn trả"},
        c={"ten": "Hoàn trả tiền"},
        hoan_tra_d={"ten": "Bốn"},
    )
    assert ids(law, "hoàn trả") == ["c", "b", "a", "hoan-tra-d"]


def test_words_side_by_side_come_before_words_apart(toy):
    law = toy(a={"ten": "Sinh con thai nhi, sản phụ"}, b={"ten": "Chế độ thai sản"})
    assert ids(law, "thai sản") == ["b", "a"]


def test_every_word_must_occur_and_syllables_match_whole(toy):
    law = toy(a={"ten": "Đóng hằng tháng"}, b={"ten": "Thắng lợi"})
    assert ids(law, "thang") == ["a", "b"]
    assert ids(law, "đóng tháng") == ["a"]
    assert ids(law, "than") == []
    assert ids(law, " … ") == []


def test_every_provision_is_found_by_its_own_title_and_id(law):
    for provision in law.provisions():
        assert provision.id in ids(law, provision.ten)
        assert provision.id in ids(law, provision.id.replace("-", " "))


def test_a_description_tells_now_before_since_when_where_and_how_sure(law):
    lines = describe(law, law.provision("luong-huu-15-nam"))
    text = "\n".join(lines)
    assert lines[0] == "Đủ tuổi nghỉ hưu và đóng đủ 15 năm thì có lương hưu (luong-huu-15-nam)"
    assert "Nay: " in text
    assert "Trước đây: Luật 2014 đòi đủ 20 năm đóng." in text
    assert "Áp dụng từ 01/07/2025" in text
    assert "Căn cứ: Điều 98 41/2024/QH15." in text
    assert "41/2024/QH15 là Luật Bảo hiểm xã hội" in text
    assert "đã đọc nguyên văn" in text


def test_an_earlier_rule_that_nobody_read_is_marked(toy, law):
    lines = describe(law, law.provision("bhxh-mot-lan-nguoi-moi"))
    assert any(line.startswith("Trước đây (chưa đối chiếu nguyên văn):") for line in lines)
    both = toy(
        a={"ten": "A", "truoc": BEFORE.format("da_xac_minh")},
        b={"ten": "B", "truoc": BEFORE.format("chua_xac_minh")},
        c={"ten": "C"},
    )
    marks = ["chưa đối chiếu" in "\n".join(describe(both, p)) for p in both.provisions()]
    assert marks == [False, True, False]
    assert "không ghi luật cũ" in "\n".join(describe(both, both.provision("c")))


def test_an_unconfirmed_provision_is_never_told_as_certain(toy):
    law = toy(
        a={"ten": "A", "trang_thai": "chua_xac_minh"}, b={"ten": "B", "den": "den: 2026-01-01\n"}
    )
    assert "CHƯA XÁC MINH" in "\n".join(describe(law, law.provision("a")))
    text = "\n".join(describe(law, law.provision("b")))
    assert "CHƯA XÁC MINH" not in text
    assert "đến 01/01/2026" in text

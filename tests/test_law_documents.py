"""Every legal text that the law files cite stands in documents.yaml, and none else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NUMBER = re.compile(r"(?<![\w/.-])(?:\d{1,4}/(?:\d{4}/)?[A-ZĐ]\w*(?:-[A-ZĐ]\w*)*|\d+-NQ/TW)")
KINDS = {
    "NĐ-CP": ("Nghị định", "Chính phủ"),
    "QĐ-TTg": ("Quyết định", "Thủ tướng Chính phủ"),
    "TT-BNV": ("Thông tư", "Bộ Nội vụ"),
    "TT-BTC": ("Thông tư", "Bộ Tài chính"),
    "TB-BHXH": ("Thông báo", "Bảo hiểm xã hội Việt Nam"),
}


def texts() -> Iterator[str]:
    for path in [
        *sorted((ROOT / "law" / "parameters").glob("*.yaml")),
        *sorted((ROOT / "law" / "provisions").glob("*.yaml")),
        ROOT / "tests" / "data" / "worked-examples.yaml",
    ]:
        # Long lines are folded in these files: a number may stand at a line break.
        yield re.sub(r"\s*\n\s*", " ", path.read_text(encoding="utf-8"))


CITED = {number for text in texts() for number in NUMBER.findall(text)}


def test_numbers_of_every_form_are_recognised():
    line = (
        "theo 41/2024/QH15, 28-NQ/TW, 59/TB-BHXH, 340/BHXH-CSXH và 59/2015/QĐ-TTg ngày 10/09/2026"
    )
    assert NUMBER.findall(line) == [
        "41/2024/QH15", "28-NQ/TW", "59/TB-BHXH", "340/BHXH-CSXH", "59/2015/QĐ-TTg",
    ]  # fmt: skip


def test_every_text_cited_stands_among_the_documents_and_none_there_is_uncited(law):
    assert set(law.documents) == CITED


@pytest.mark.parametrize("number", sorted(CITED))
def test_kind_and_issuer_follow_from_the_letters_of_the_number(law, number):
    document = law.documents[number]
    letters = number.rpartition("/")[2]
    assert document.loai
    assert document.noi_ban_hanh
    if letters.startswith("QH"):
        assert document.loai in ("Luật", "Bộ luật", "Nghị quyết")
        assert document.noi_ban_hanh.startswith("Quốc hội khóa X")
    elif letters in KINDS:
        assert (document.loai, document.noi_ban_hanh) == KINDS[letters]


def test_dates_of_a_document_come_in_order_and_name_their_source(law):
    for document in law.documents.values():
        days = [document.ngay_ban_hanh, document.hieu_luc_tu, document.het_hieu_luc]
        known = [day for day in days if day is not None]
        assert known == sorted(known)
        if known or document.ten or document.goi_la:
            assert document.ghi_chu
        if document.thay_bang:
            assert document.thay_bang in law.documents

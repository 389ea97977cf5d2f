"""Every document of the first pack: figures, law, places, both formats, whole and repeatable."""

from __future__ import annotations

import io
import itertools
import json
import re
from datetime import date

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from kichban import marks
from kichban.errors import NotInForce
from kichban.packs import Packs
from kichban.render import to_format
from kichban.script import Sourced, inlines, walk
from kichban.workshop import Request, Workshop
from tests.test_render_words import (
    read_docx,
    read_markdown,
    without_cell_signs,
    without_running_lines,
)

PERSONAS = (
    "nong-dan", "tieu-thuong", "cong-nhan-kcn", "huong-tro-cap-that-nghiep", "dong-bao-dtts",
)  # fmt: skip
TOPICS = (
    "tham-gia-va-muc-dong", "luong-huu-tu-15-nam", "luat-2024-co-gi-moi", "giu-so-nam-da-dong",
)  # fmt: skip
CHANNELS = ("ban-tin-loa-xa", "to-roi", "nhom-nho", "kich-ban-quay")
DAYS = (date(2025, 7, 1), date(2026, 11, 21), date(2027, 1, 1))
TRIPLES = list(itertools.product(PERSONAS, TOPICS, CHANNELS))


@pytest.fixture(scope="module")
def drafts(workshop):
    return {
        (*triple, day): workshop.compose(
            Request(triple[0], day, topic=triple[1], channel=triple[2])
        )
        for triple in TRIPLES
        for day in DAYS
    }


def figures_in(script):
    return [n for block in walk(script.blocks) for n in inlines(block) if isinstance(n, Sourced)]


@pytest.mark.parametrize(
    ("day", "owed", "state", "person", "until"),
    [
        (date(2026, 11, 21), "330.000", "66.000", "264.000", "31/12/2026"),
        (date(2027, 1, 1), "484.000", "96.800", "387.200", None),
    ],
)
def test_the_farmer_s_bulletin_says_the_amounts_of_its_day(
    workshop, day, owed, state, person, until
):
    draft = workshop.compose(Request("nong-dan", day))
    for name in ("md", "docx"):
        content = to_format(draft.script, name, look=None, edition="public")
        words = content.decode() if name == "md" else words_of(content)
        for amount in (owed, state, person):
            assert f"{amount} đồng" in words
        if until:
            assert f"đến hết ngày {until}" in words
    assert draft.expires_on == (date(2027, 1, 1) if until else None)


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    lines = [p.text for p in document.paragraphs]
    lines += [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join(lines)


def test_before_the_law_applies_one_sentence_says_why_not(workshop):
    with pytest.raises(NotInForce) as caught:
        workshop.compose(Request("nong-dan", date(2025, 6, 30)))
    assert "01/07/2025" in caught.value.message
    assert caught.value.message.count(".") == 1


def test_every_figure_printed_stands_in_the_sidecar_with_article_and_document(drafts):
    for key, draft in drafts.items():
        kept = {item["ten"]: item for item in draft.sidecar()["so_lieu"]}
        for node in figures_in(draft.script):
            record = kept[node.figure]
            assert node.text in record["in_ra"], key
            if record["ten"].startswith("tai_lieu.ngay"):
                continue
            assert record["can_cu"], (key, node)
            assert all(place["van_ban"] for place in record["can_cu"])
            assert any(place.get("dieu") for place in record["can_cu"]), (key, node)


AMOUNT = re.compile(r"\d[\d.]*(?:,\d+)?\s*(?:đồng|%|phần trăm|năm|tháng|tuổi|ngày làm việc)\b")


def test_no_amount_stands_in_the_words_without_its_source(drafts):
    for key, draft in drafts.items():
        for block in walk(draft.body):
            for node in inlines(block):
                if type(node).__name__ == "Text":
                    found = [m for m in AMOUNT.findall(node.text) if "/" not in m]
                    assert not found, (key, node.text)


def test_no_place_is_left_unfilled_and_no_mark_is_left_in_the_words(drafts):
    for key, draft in drafts.items():
        text = to_format(draft.script, "md", look=None, edition="public").decode()
        assert not marks.has_marks(text), key
        for leftover in ("{{", "{%", "None", "……", "  ,", " ."):
            assert leftover not in text, (key, leftover)


def test_every_document_is_a_valid_word_file_with_one_id_for_each_picture(drafts, tmp_path):
    seen = set()
    for (persona, topic, channel, day), draft in drafts.items():
        if day != DAYS[1] or (topic, channel) in seen:
            continue
        seen.add((topic, channel))
        path = tmp_path / f"{persona}.docx"
        path.write_bytes(to_format(draft.script, "docx", look=None, edition="reviewer"))
        result = OpenXmlValidator().validate(str(path))
        assert result.is_valid, (persona, topic, channel, result)
        assert not list(result.errors), (persona, topic, channel)


def test_both_formats_of_every_document_hold_the_same_words(drafts):
    for key, draft in drafts.items():
        script = without_running_lines(draft.script)
        content = to_format(script, "docx", look=None, edition="public")
        text = to_format(script, "md", look=None, edition="public").decode()
        assert without_cell_signs(read_docx(content)) == without_cell_signs(read_markdown(text)), (
            key
        )


def test_the_same_request_gives_the_same_bytes():
    def once():
        workshop = Workshop(Packs())
        draft = workshop.compose(Request("tieu-thuong", DAYS[1], channel="to-roi"))
        return (
            to_format(draft.script, "docx", look=None, edition="public"),
            to_format(draft.script, "md", look=None, edition="public"),
            json.dumps(draft.sidecar(), ensure_ascii=False),
        )

    assert once() == once()


def test_a_poor_household_is_told_its_own_amounts(workshop):
    draft = workshop.compose(Request("nong-dan", DAYS[1], settings={"thuoc_dien": "ho_ngheo"}))
    assert draft.figures["ho_tro"].value == 165_000
    assert draft.figures["con_lai"].value == 165_000


def test_a_chosen_income_changes_the_contribution_not_the_support(workshop):
    draft = workshop.compose(Request("nong-dan", DAYS[1], settings={"thu_nhap_chon": "3.000.000"}))
    assert draft.figures["muc_dong"].value == 660_000
    assert draft.figures["ho_tro"].value == 66_000


def test_the_gate_question_stands_before_the_first_amount(drafts):
    for key, draft in drafts.items():
        text = to_format(draft.script, "md", look=None, edition="public").decode()
        body = text[text.index("# ") :]
        amount = re.search(r"\d{2,3}\.000 đồng", body)
        gates = [g for g in draft.elements["cua_kiem_tra"] if g]
        places = [body.find(g[:25]) for g in gates if g[:25] in body]
        assert places, key
        if amount:
            assert min(places) < amount.start(), key


def test_a_place_file_gives_its_own_names_and_telephone(workshop, tmp_path):
    path = tmp_path / "xa-thu.yaml"
    base = (workshop.packs.folders[-1].path / "places" / "mac-dinh.yaml").read_text("utf-8")
    path.write_text(
        base.replace("1900 9068", "0263 1234 567").replace("bưu điện xã", "nhà văn hóa thôn Ba"),
        encoding="utf-8",
    )
    draft = workshop.compose(Request("nong-dan", DAYS[1], place=str(path)))
    text = to_format(draft.script, "md", look=None, edition="public").decode()
    assert "0263 1234 567" in text
    assert "nhà văn hóa thôn Ba" in text
    assert "1900 9068" not in text


def test_variants_change_the_words_and_keep_the_figures(workshop):
    first, second = (
        workshop.compose(Request("nong-dan", DAYS[1], variant=number)) for number in (0, 1)
    )
    assert first.script.blocks != second.script.blocks
    assert {n: f.value for n, f in first.figures.items()} == {
        n: f.value for n, f in second.figures.items()
    }

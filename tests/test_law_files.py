"""Law files: nothing without citation and source, no overlap, no gap; figures know their law."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kichban.errors import (
    BadField,
    BadLaw,
    KichbanError,
    ManyErrors,
    NotInForce,
    NotKnown,
    NotVerified,
    UnknownName,
)
from kichban.law import Law, LawFolder

VALUE = """\
  - tu: {tu}
{den}    so: {so}
    can_cu: {{van_ban: 1/2000/QH10, dieu: 999}}
    nguon: văn bản gốc
    trang_thai: da_xac_minh
    kiem_chung: nguyen_van
    doc_lai: 2026-11-20
"""
HEAD = "ten: Mức thử\nnhom: thu\ndon_vi: đồng/tháng\ngia_tri:\n"


def law_of(tmp_path, text):
    folder = tmp_path / "law" / "parameters"
    folder.mkdir(parents=True)
    (folder / "thu.yaml").write_text(text, encoding="utf-8")
    return Law([LawFolder(tmp_path / "law", "law")])


def value(tu, so="1.000", den=""):
    return VALUE.format(tu=tu, so=so, den=f"    den: {den}\n" if den else "")


def test_every_file_of_the_pack_loads(law):
    assert len(law.parameter_ids()) >= 116
    assert len(law.provision_ids()) == 148
    for name in law.parameter_ids():
        for item in law.parameter(name).gia_tri:
            assert item.can_cu
            assert item.nguon
    for provision in law.provisions():
        assert provision.can_cu


@pytest.mark.parametrize("missing", ["can_cu", "nguon", "trang_thai", "kiem_chung", "doc_lai"])
def test_a_value_without_citation_source_or_status_does_not_load(tmp_path, missing):
    text = "".join(
        line for line in (HEAD + value("2025-01-01")).splitlines(True) if missing not in line
    )
    with pytest.raises(BadField) as caught:
        law_of(tmp_path, text).parameter("thu")
    assert missing in caught.value.message
    assert caught.value.where.line == 5


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        (value("2025-01-01") + value("2026-01-01"), "chồng lên", 12),
        (value("2025-01-01", den="2025-06-30") + value("2025-08-01"), "không có giá trị nào", 13),
        (value("2025-01-01", so="0.22"), "không phải số viết theo lối Việt", 6),
        (value("1925-01-01"), "không thể có", 5),
        (value("2025-13-01"), "không phải ngày", 5),
        (value("2025-06-01", den="2025-05-01"), "đứng trước", 5),
    ],
)
def test_a_law_file_that_breaks_a_rule_is_refused_with_its_line(tmp_path, text, words, line):
    with pytest.raises(KichbanError) as caught:
        law_of(tmp_path, HEAD + text).parameter("thu")
    errors = caught.value.errors if isinstance(caught.value, ManyErrors) else [caught.value]
    assert any(words in error.message and error.where.line == line for error in errors), [
        (error.message, error.where.line) for error in errors
    ]


def test_an_unknown_key_and_a_duplicate_key_are_refused(tmp_path):
    with pytest.raises(KichbanError) as caught:
        law_of(tmp_path, HEAD + value("2025-01-01") + "ghichu: x\n").parameter("thu")
    assert "ghi_chu" in caught.value.hint


def test_a_unit_that_holds_no_number_is_refused(tmp_path):
    with pytest.raises(BadLaw):
        law_of(tmp_path, HEAD.replace("đồng/tháng", "quy tắc") + value("2025-01-01")).parameter(
            "thu"
        )


def test_a_figure_of_law_knows_its_article_and_its_days(law):
    line = law.at(date(2026, 11, 21)).quantity("income-floor")
    assert line.value == 1_500_000
    assert (line.valid_from, line.valid_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert line.expires_on == date(2027, 1, 1)
    assert {c.document for c in line.citations()} == {"41/2024/QH15", "351/2025/NĐ-CP"}


def test_a_product_names_both_operands_and_keeps_both_laws(law):
    rules = law.at(date(2027, 1, 1))
    owed = rules.quantity("income-floor") * rules.quantity("voluntary-contribution-rate")
    assert owed.value == Decimal(484000)
    assert " × " in owed.trace.formula
    assert {"41/2024/QH15", "351/2025/NĐ-CP"} == {c.document for c in owed.citations()}


def test_a_day_before_the_data_is_refused_with_the_days_that_are_covered(law):
    with pytest.raises(NotInForce) as caught:
        law.at(date(2015, 12, 31)).quantity("rural-poverty-line")
    assert "01/01/2016" in caught.value.message


def test_an_unconfirmed_value_is_given_only_on_request(law):
    with pytest.raises(NotVerified):
        law.at(date(2020, 1, 1)).quantity("rural-poverty-line")
    asked = law.at(date(2020, 1, 1), unverified=True).quantity("rural-poverty-line")
    assert asked.value == 700_000
    assert not asked.certain


def test_a_value_that_is_not_known_is_not_made_up(law):
    with pytest.raises(NotKnown) as caught:
        law.at(date(2025, 8, 1)).quantity("fund-investment-rate-monthly")
    assert "2025" in caught.value.message


def test_an_unknown_parameter_offers_the_nearest(law):
    with pytest.raises(UnknownName) as caught:
        law.at(date(2026, 1, 1)).quantity("rural-poverty-lines")
    assert "rural-poverty-line" in caught.value.hint


def test_every_parameter_answers_or_refuses_on_each_of_its_dates(law):
    for name in law.parameter_ids():
        for item in law.parameter(name).gia_tri:
            for day in (item.tu, item.tu - timedelta(days=1), item.den or item.tu):
                rules = law.at(day)
                if not rules.covers(name):
                    continue
                kind = next(
                    v.kind()
                    for v in law.parameter(name).gia_tri
                    if v.tu <= day and (v.den is None or day <= v.den)
                )
                if kind in ("so", "theo"):
                    assert rules.quantity(name).bases()
                elif kind == "bang":
                    assert rules.table(name) or rules.words(name)
                else:
                    assert rules.basis(name).citations


def test_an_office_value_wins_and_is_known_as_local(tmp_path, law):
    own = tmp_path / "law"
    (own / "parameters").mkdir(parents=True)
    source = law.file_of("parameters", "reference-level")
    (own / "parameters" / "reference-level.yaml").write_text(
        source.read_text(encoding="utf-8").replace("2.530.000", "2.540.000"), encoding="utf-8"
    )
    both = Law([LawFolder(own, "rieng/law", local=True), LawFolder(Path(source).parents[1], "law")])
    assert both.at(date(2026, 8, 1)).quantity("reference-level").value == 2_540_000
    assert both.is_local("parameters", "reference-level")
    assert not both.is_local("parameters", "income-floor")
    assert both.digest != law.digest

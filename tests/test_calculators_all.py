"""What must hold of every calculator and of every parameter, whoever wrote it."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from kichban.calculators import REGISTRY, Calculator, Result, calculate
from kichban.calculators.base import Value
from kichban.errors import KichbanError
from kichban.law import Law, LawFolder
from kichban.law.models import WORD_UNITS, Parameter
from kichban.quantities import LegalDate, Quantity

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 21)


LAW = Law([LawFolder(ROOT / "law", "law")])
NAMES = REGISTRY.names()


def _has_numbers(parameter: Parameter) -> bool:
    for value in parameter.gia_tri:
        if value.so is not None or value.ngay is not None or value.theo is not None:
            return True
        for row in value.bang or {}:
            if parameter.don_vi_muc.get(row, parameter.don_vi) not in WORD_UNITS:
                return True
    return False


def _change_days(calculator: Calculator) -> set[date]:
    days = {version.since for version in calculator.versions}
    for name in calculator.parameters:
        for value in LAW.parameter(name).gia_tri:
            days.add(value.tu)
            if value.den is not None:
                days.add(value.den + timedelta(days=1))
    return days


def _figures(value: Value) -> Iterator[Quantity | LegalDate]:
    if isinstance(value, Quantity | LegalDate):
        yield value
        for inner in value.trace.inputs:
            yield from _figures(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from _figures(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _figures(item)


def test_every_parameter_with_a_number_is_read_by_a_calculator_or_named_by_a_provision():
    used = {name for calculator in NAMES for name in REGISTRY.get(calculator).parameters}
    used |= {name for provision in LAW.provisions() for name in provision.tham_so}
    orphans = [
        name
        for name in LAW.parameter_ids()
        if name not in used and _has_numbers(LAW.parameter(name))
    ]
    assert orphans == []


@pytest.mark.parametrize("name", NAMES)
def test_a_calculator_names_parameters_and_provisions_that_stand_in_the_law(name):
    calculator = REGISTRY.get(name)
    assert set(calculator.parameters) <= set(LAW.parameter_ids())
    assert set(calculator.provisions) <= set(LAW.provision_ids())
    assert len(set(calculator.parameters)) == len(calculator.parameters)
    assert calculator.provisions


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_a_calculator_needs_no_parameter_that_it_does_not_name(name, tmp_path):
    calculator = REGISTRY.get(name)
    (tmp_path / "parameters").mkdir()
    for parameter in calculator.parameters:
        file = f"parameters/{parameter}.yaml"
        (tmp_path / file).write_bytes((ROOT / "law" / file).read_bytes())
    shutil.copytree(ROOT / "law" / "provisions", tmp_path / "provisions")
    result = calculate(calculator, Law([LawFolder(tmp_path, "law")]).at(DAY), calculator.example)
    assert result.outputs == calculate(calculator, LAW.at(DAY), calculator.example).outputs
    assert result.outputs
    assert set(result.outputs) <= {output.key for output in calculator.outputs}


@pytest.mark.parametrize("name", NAMES)
def test_the_keys_of_a_calculator_are_plain_and_not_used_twice(name):
    calculator = REGISTRY.get(name)
    for items in (calculator.inputs, calculator.outputs):
        keys = [item.key for item in items]
        tens = [item.ten for item in items]
        assert len(set(keys)) == len(keys)
        assert len(set(tens)) == len(tens)
        for text in (*keys, *tens):
            assert re.fullmatch(r"[a-z][a-z0-9_]*", text), text
    assert unicodedata.is_normalized("NFC", calculator.title + calculator.summary)


@pytest.mark.parametrize("name", NAMES)
def test_the_versions_of_a_calculator_follow_each_other_without_a_gap(name):
    versions = REGISTRY.get(name).versions
    for earlier, later in pairwise(versions):
        assert earlier.until is not None
        assert later.since == earlier.until + timedelta(days=1)


def _outcome(calculator: Calculator, day: date) -> Result | KichbanError:
    try:
        return calculate(calculator, LAW.at(day), calculator.example)
    except KichbanError as error:
        return error


@pytest.mark.parametrize("name", NAMES)
def test_a_calculator_answers_or_refuses_clearly_on_every_day_its_law_changes_and_before(name):
    calculator = REGISTRY.get(name)
    answered = 0
    for change in sorted(_change_days(calculator)):
        for day in (change - timedelta(days=1), change):
            outcome = _outcome(calculator, day)
            if isinstance(outcome, KichbanError):
                assert outcome.message.endswith((".", "…"))
                assert outcome.hint
                continue
            answered += 1
            for value in outcome.outputs.values():
                for figure in _figures(value):
                    assert figure.trace.name or figure.trace.formula
                    if isinstance(figure, Quantity):
                        assert isinstance(figure.value, Decimal)
                        assert figure.value.is_finite()
    assert answered


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_input_is_refused_with_a_name_to_use_instead(name):
    calculator = REGISTRY.get(name)
    with pytest.raises(KichbanError) as caught:
        calculate(calculator, LAW.at(DAY), {**calculator.example, "khong_co_muc_nay": "1"})
    assert "khong_co_muc_nay" in caught.value.message


def _header_keys() -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Topics that share a line, `inputs` or `expected`, key: all that the header names."""
    text = (ROOT / "tests" / "data" / "worked-examples.yaml").read_text(encoding="utf-8")
    header = text.split("schema:")[0]
    body = header[header.index("# contribution, state-support") :]
    for paragraph in re.sub(r"\n# {2,}", " ", body).split("\n# "):
        block = paragraph
        while "(" in block:
            block = re.sub(r"\([^()]*\)", "", block)
        head, _, rest = block.partition("inputs:")
        asked, _, expected = rest.partition("expected:")
        topics = tuple(re.findall(r"[a-z]+(?:-[a-z]+)*", head.partition(".")[0]))
        for side, part in (("inputs", asked.partition(" case:")[0]), ("expected", expected)):
            for key in re.findall(r"(?<!\w)[a-z][a-z0-9_]*(?!\w)", re.sub(r": ?true", "", part)):
                yield topics, side, key


HEADER = sorted(set(_header_keys()))


def test_the_header_of_the_examples_was_read_whole():
    topics = {topic for topics, _, _ in HEADER for topic in topics}
    assert {"contribution", "state-support", "survivors", "accident-insurance"} <= topics
    assert topics <= set(NAMES)
    assert (("contribution", "state-support"), "expected", "payer_monthly_by_group_vnd") in HEADER
    assert (("withdrawal",), "inputs", "stopped_months") in HEADER
    assert (("maternity",), "expected", "payments") in HEADER


@pytest.mark.parametrize(("topics", "side", "key"), HEADER)
def test_every_key_of_the_header_is_known_to_a_calculator_of_its_line(topics, side, key):
    known = set()
    for topic in topics:
        calculator = REGISTRY.get(topic)
        known |= {i.key for i in (calculator.inputs if side == "inputs" else calculator.outputs)}
    assert key in known

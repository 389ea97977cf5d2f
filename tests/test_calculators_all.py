"""What must hold of every calculator and of every parameter, whoever wrote it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kichban.calculators import REGISTRY, Calculator, calculate
from kichban.calculators.base import Value
from kichban.errors import KichbanError
from kichban.law import Law, LawFolder
from kichban.law.models import WORD_UNITS, Parameter
from kichban.quantities import LegalDate, Quantity

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 21)


class ReadingLaw(Law):
    """The law, remembering which parameters were asked for."""

    def __init__(self) -> None:
        super().__init__([LawFolder(ROOT / "law", "law")])
        self.read: set[str] = set()

    def parameter(self, name: str) -> Parameter:
        self.read.add(name)
        return super().parameter(name)


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
def test_the_example_of_a_calculator_answers_and_reads_only_what_it_names(name):
    calculator = REGISTRY.get(name)
    law = ReadingLaw()
    result = calculate(calculator, law.at(DAY), calculator.example)
    assert law.read <= set(calculator.parameters)
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
    for earlier, later in zip(versions, versions[1:], strict=False):
        assert earlier.until is not None
        assert later.since == earlier.until + timedelta(days=1)


@pytest.mark.parametrize("name", NAMES)
def test_a_calculator_answers_or_refuses_clearly_on_every_day_its_law_changes_and_before(name):
    calculator = REGISTRY.get(name)
    answered = 0
    for change in sorted(_change_days(calculator)):
        for day in (change - timedelta(days=1), change):
            try:
                result = calculate(calculator, LAW.at(day), calculator.example)
            except KichbanError as error:
                assert error.message.endswith((".", "…"))
                assert error.hint
                continue
            answered += 1
            for value in result.outputs.values():
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


def _header_topics() -> Iterator[tuple[str, str, str]]:
    """Topic, `inputs` or `expected`, key: every key that the header of the examples names."""
    text = (ROOT / "tests" / "data" / "worked-examples.yaml").read_text(encoding="utf-8")
    header = text.split("schema:")[0]
    body = header[header.index("# contribution, state-support") :]
    for block in re.sub(r"\n# {2,}", " ", body).split("\n# "):
        while "(" in block:
            block = re.sub(r"\([^()]*\)", "", block)
        head, _, rest = block.partition("inputs:")
        asked, _, expected = rest.partition("expected:")
        asked = asked.partition(" case:")[0]
        topics = re.findall(r"[a-z]+(?:-[a-z]+)*", head.partition(".")[0])
        for side, part in (("inputs", asked), ("expected", expected)):
            for key in re.findall(r"[a-z0-9_]+", re.sub(r": ?true", "", part)):
                if re.fullmatch(r"[a-z][a-z0-9_]*", key) and not _vietnamese(part, key):
                    for topic in topics:
                        yield topic, side, key


def _vietnamese(part: str, key: str) -> bool:
    """Whether a plain word is a piece of a Vietnamese word around it."""
    return not re.search(rf"(?<![\w]){key}(?![\w])", part)


HEADER = sorted(set(_header_topics()))


def test_the_header_of_the_examples_was_read_whole():
    topics = {topic for topic, _, _ in HEADER}
    assert {"contribution", "state-support", "survivors", "accident-insurance"} <= topics
    assert ("contribution", "expected", "payer_monthly_by_group_vnd") in HEADER
    assert ("withdrawal", "inputs", "stopped_months") in HEADER
    assert ("maternity", "expected", "payments") in HEADER


@pytest.mark.parametrize(("topic", "side", "key"), HEADER)
def test_every_key_of_the_header_is_known_to_its_calculator(topic, side, key):
    calculator = REGISTRY.get(topic)
    known = calculator.inputs if side == "inputs" else calculator.outputs
    assert key in {item.key for item in known}

"""The page of calculators is what code and law data say now."""

from __future__ import annotations

from pathlib import Path

import pytest

from kichban.calculators import REGISTRY
from kichban.calculators.docs import page
from kichban.law import Law, LawFolder

ROOT = Path(__file__).resolve().parent.parent
LAW = Law([LawFolder(ROOT / "law", "law")])
PAGE = page(LAW, REGISTRY)


def test_the_page_is_current():
    assert (ROOT / "docs" / "phep-tinh.md").read_text(encoding="utf-8") == PAGE, (
        "chạy: python scripts/build_docs_calculators.py"
    )


@pytest.mark.parametrize("name", REGISTRY.names())
def test_every_calculator_has_its_section_with_an_example_and_its_sources(name):
    section = PAGE.split(f'<a id="{name}"></a>')[1].split('<a id="')[0]
    calculator = REGISTRY.get(name)
    assert f"kichban calc {name}" in section
    assert "Căn cứ: " in section or "Nguồn: " in section or "Điều " in section
    for item in (*calculator.inputs, *calculator.outputs):
        assert f"| `{item.ten}` | `{item.key}` |" in section
    for parameter in calculator.parameters:
        assert f"../law/parameters/{parameter}.yaml" in section


def test_every_link_of_the_page_leads_to_a_file():
    links = {part.split(")")[0] for part in PAGE.split("](../")[1:]}
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []

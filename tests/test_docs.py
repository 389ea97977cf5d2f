"""The docs name every command, filter, tag, code and term."""

from __future__ import annotations

import importlib.util
import re
from typing import get_args

import pytest

from kichban import errors
from kichban.cli import app
from kichban.filters import FILTERS
from kichban.script import CalloutKind, CueKind
from kichban.shapes import CONTEXT, DOCUMENT
from tests.conftest import ROOT

TAGS = (ROOT / "docs" / "the-mau.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*FILTERS, "first", "last", "length"])
def test_every_filter_is_documented(name):
    assert f"`{name}`" in TAGS


@pytest.mark.parametrize("name", [*CONTEXT, *DOCUMENT])
def test_every_name_a_template_may_use_is_documented(name):
    assert f"`{name}`" in TAGS


@pytest.mark.parametrize(
    "name",
    [*get_args(CueKind), *get_args(CalloutKind), "phan", "o_anh", "sang_mat", "sang_trang"],
)
def test_every_container_is_documented(name):
    assert f"::: {name}" in TAGS


@pytest.mark.parametrize("name", sorted(app.commands))
def test_every_command_is_documented(name):
    assert f"kichban {name}" in README or f"kichban {name}" in TAGS


def test_every_relative_page_that_the_readme_names_is_there():
    for page in re.findall(r"`(docs/[a-z-]+\.md)`", README):
        assert (ROOT / page).is_file(), page


def test_every_error_code_stands_in_the_page_of_codes():
    page = (ROOT / "docs" / "ma-loi.md").read_text(encoding="utf-8")
    for value in vars(errors).values():
        if isinstance(value, type) and issubclass(value, errors.KichbanError):
            assert value.code in page, value


def test_the_glossary_is_what_the_code_and_the_law_say():
    spec = importlib.util.spec_from_file_location(
        "glossary", ROOT / "scripts" / "build_docs_glossary.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "tu-dien.md").read_text(encoding="utf-8") == module.text()


def test_the_readme_s_python_example_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    exec(compile(code, "README.md", "exec"), {})
    assert "330000" in capsys.readouterr().out
    assert list((tmp_path / "ket-qua").glob("*.docx"))


def test_the_readme_has_exactly_the_two_commands_that_ci_runs():
    assert README.count("<!-- run -->") == 1
    assert README.count("<!-- test -->") == 1


def test_the_page_of_codes_is_what_the_catalogue_says():
    spec = importlib.util.spec_from_file_location("codes", ROOT / "scripts" / "build_docs_codes.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "ma-loi.md").read_text(encoding="utf-8") == module.text()

"""Imports point one way, and only the command line prints or reads the clock."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "kichban"

# What each room of the package may know of the others.
MAY_IMPORT = {
    "citations": set(),
    "errors": set(),
    "numerals": set(),
    "marks": set(),
    "quantities": {"citations"},
    "script": {"errors"},
    "yaml_faults": {"errors"},
    "yaml_fields": {"errors", "yamlio"},
    "yamlio": {"errors", "marks", "yaml_faults", "yaml_fields"},
    "law": {"citations", "errors", "law", "numerals", "quantities", "yamlio"},
    "calculators": {
        "calculators", "citations", "display", "errors", "law", "numerals", "quantities",
        "trace_text",
    },
    "vietnamese": {"errors", "vietnamese"},
    "plugins": {"errors"},
    "render": {"errors", "plugins", "render", "script"},
    "conformance": {"errors", "render", "script"},
    "columns": {"script"},
    "markdown_text": {"columns", "errors", "marks", "script"},
    "parsing": {"errors", "markdown_text", "marks", "script"},
    "layouts": {"parsing", "script"},
    "measure": {"errors", "script", "vietnamese"},
    "room": {"channels", "measure", "personas"},
    "bulk": {
        "bundle", "draft", "errors", "journal", "numerals", "render", "script", "suitability",
        "workshop", "writing",
    },
    "packfile": {"numerals"},
    "personas": {"packfile"},
    "topics": {"figures", "packfile"},
    "channels": {"packfile"},
    "places": {"citations", "numerals", "packfile", "quantities"},
    "figures": {"packfile"},
    "news": {
        "calculators", "context", "errors", "figure_desk", "numerals", "quantities", "topics",
    },
    "office_file": {"errors", "packfile", "plugins", "yamlio"},
    "installed_packs": {
        "figures", "law", "metrics", "packfile", "plugins", "suitability", "yamlio",
    },
    "pack_folders": {"yamlio"},
    "packs": {
        "channels", "errors", "figures", "installed_packs", "law", "office_file", "on_disk",
        "pack_folders", "packfile", "personas", "places", "topics", "yamlio",
    },
    "context": {"errors", "quantities", "yamlio"},
    "filters": {"context", "errors", "marks", "numerals", "quantities"},
    "shapes": {"channels", "personas", "places", "topics"},
    "tags": set(),
    "expressions": {"filters"},
    "guard_names": {"errors", "expressions", "shapes", "tags"},
    "guard": {"errors", "expressions", "guard_names", "shapes", "tags"},
    "template_faults": {"errors", "tags"},
    "template_environment": {"errors", "filters", "marks"},
    "template_texts": {
        "errors", "guard", "marks", "packs", "tags", "template_environment", "template_faults",
        "yamlio",
    },
    "cells": {"script"},
    "locking": set(),
    "on_disk": set(),
    "writing": {"errors", "locking"},
    "metrics": {"packfile", "packs", "yamlio"},
    "document_files": {"errors", "provenance"},
    "journal": {"checks", "document_files", "draft", "errors", "locking"},
    "approval": {
        "checks", "document_files", "draft", "errors", "locking", "numerals", "writing",
    },
    "approval_sheet": {
        "cells", "checks", "draft", "measure", "numerals", "provenance", "provenance_text",
        "script",
    },
    "templating": {
        "context", "errors", "packs", "template_environment", "template_faults", "template_texts",
    },
}  # fmt: skip
LEAVES_ONLY_THE_CLI_MAY_USE = ("click",)


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imports_of(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
            if node.module == "kichban":
                names.update(f"kichban.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return names


def rooms_imported(path: Path) -> set[str]:
    own = (name for name in imports_of(path) if name.startswith("kichban."))
    return {name.split(".")[1] for name in own} - {"__version__"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_knows_only_what_its_room_may_know(path):
    allowed = MAY_IMPORT.get(room(path))
    if allowed is not None:
        assert rooms_imported(path) <= allowed | {room(path)}


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_the_command_line_prints_reads_the_clock_or_knows_click(path):
    if path.stem.startswith("cli"):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not (imports_of(path) & set(LEAVES_ONLY_THE_CLI_MAY_USE))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input"), f"{path}:{node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in ("today", "now", "utcnow"), f"{path}:{node.lineno}"


def test_nothing_but_the_entry_points_imports_the_command_line():
    users = {p.stem for p in modules() if any("kichban.cli" in n for n in imports_of(p))}
    assert users <= {"__main__"} | {p.stem for p in modules() if p.stem.startswith("cli")}


def test_one_module_alone_makes_a_jinja_environment():
    makers = {
        path.stem
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("jinja2")
        and any("Environment" in alias.name for alias in node.names)
    }
    assert makers == {"template_environment"}


FIGURES = ("calculators", "law", "quantities", "numerals", "figure_desk", "filters", "measure")


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_never_floats(name):
    for path in (p for p in modules() if room(p) == name):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant):
                assert not isinstance(node.value, float), f"{path}:{node.lineno}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "float", f"{path}:{node.lineno}"

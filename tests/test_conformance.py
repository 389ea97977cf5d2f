"""The public test of formats: the built-in ones pass it, a faulty one fails each rule."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import tomllib
from typing import get_args

import pytest

import kichban
from kichban.conformance import LAYOUTS, RULES, check_format, nodes, samples
from kichban.packs import Packs
from kichban.render import FORMATS, Format
from kichban.render.edition import DRAFT
from kichban.render.words import words
from kichban.script import (
    Block,
    Break,
    BreakKind,
    CalloutKind,
    CueKind,
    Inline,
    inlines,
    walk,
)
from tests.conftest import ROOT
from tests.installing import install
from tests.test_render_words import read_docx, read_markdown


def plain(script, look, edition):
    """The smallest format that keeps every rule."""
    lines = [" ".join(words(script, edition))]
    lines += [f"<{b.kind}>" for b in walk(script.blocks) if isinstance(b, Break)]
    return "\n".join(lines).encode()


def broken(write):
    return Format("txt", ".txt", "Chữ trơn", write)


def rules_of(write, text_of=bytes.decode):
    return {v.rule for v in check_format(broken(write), text_of)}


def test_the_samples_hold_every_kind_of_node_page_and_edition():
    blocks = list(walk(samples()["du-moi-nut"].blocks))
    assert {type(b) for b in blocks} == set(get_args(Block))
    assert {type(n) for b in blocks for n in inlines(b)} == set(get_args(Inline))
    kinds = {getattr(b, "kind", "") for b in blocks} - {""}
    assert kinds == {*get_args(BreakKind), *get_args(CalloutKind), *get_args(CueKind)}
    assert {s.meta.layout for s in samples().values()} == set(LAYOUTS)
    assert {s.meta.draft for s in samples().values()} == {True, False}
    assert {n.split("(")[0].split(".")[0] for n in nodes()} == {
        t.__name__ for t in (*get_args(Block), *get_args(Inline))
    } - {"Break"}


def test_the_word_format_keeps_every_rule():
    found = check_format(FORMATS["docx"], lambda content: " ".join(read_docx(content)))
    assert not found, "\n".join(map(str, found))


def test_the_markdown_format_keeps_every_rule():
    found = check_format(FORMATS["md"], lambda content: " ".join(read_markdown(content.decode())))
    assert not found, "\n".join(map(str, found))


def test_the_smallest_format_keeps_every_rule():
    found = check_format(broken(plain), bytes.decode)
    assert not found, "\n".join(map(str, found))


_counter = itertools.count()


def _text(script, edition):
    return plain(script, None, edition).decode()


def _without_notes(script, edition):
    text = _text(script, edition)
    return text[: text.find("Nguồn số liệu")] if script.notes else text


FAULTY = {
    "bytes": lambda s, _, e: _text(s, e),
    "same": lambda s, _, e: plain(s, None, e) + str(next(_counter)).encode(),
    "words": lambda s, _, e: " ".join(reversed(_text(s, e).split())).encode(),
    "nodes": lambda s, _, e: _text(s, e).replace("[việc riêng]", "").encode(),
    "notes": lambda s, _, e: _text(s, e).replace("đồng[1]", "đồng").encode(),
    "draft": lambda s, _, e: _text(s, e).replace(DRAFT, "").encode(),
    "hostile": lambda s, _, e: _text(s, e).replace("{{", "{").encode(),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_faulty_format_fails_the_rule(rule):
    assert rule in rules_of(FAULTY[rule])


@pytest.mark.parametrize(
    ("write", "rule"),
    [
        (lambda *_: 1 / 0, "bytes"),
        (lambda *_: b"", "bytes"),
        (lambda s, _, e: _without_notes(s, e).encode(), "notes"),
        (lambda s, *_: plain(s, None, "reviewer"), "notes"),
        (lambda s, _, e: (DRAFT + _text(s, e)).encode(), "draft"),
        (lambda s, _, e: _text(s, e)[:9_000].encode(), "hostile"),
        (lambda s, _, e: _text(s, e).replace("\u0323", "").encode(), "hostile"),
        (lambda s, _, e: _text(s, e).replace("<trang>", "").rstrip().encode(), "nodes"),
        (lambda s, _, e: _text(s, e).encode("utf-16"), "words"),
    ],
)
def test_other_faults_are_found_too(write, rule):
    assert rule in rules_of(write)


def test_a_file_that_keeps_its_hour_is_found():
    import time

    assert "same" in rules_of(lambda s, _, e: plain(s, None, e) + str(int(time.time())).encode())


def test_a_violation_says_where_and_what_in_words():
    found = map(str, check_format(broken(FAULTY["draft"]), bytes.decode))
    assert any("[draft] ban-nhap, public: không thấy dấu" in told for told in found)


def test_the_package_of_the_docs_works_as_it_stands(tmp_path, monkeypatch):
    page = (ROOT / "docs" / "mo-rong.md").read_text(encoding="utf-8")
    files = dict(re.findall(r"^`([\w./-]+)`\n\n```\w+\n(.*?)```", page, re.MULTILINE | re.DOTALL))
    groups = tomllib.loads(files.pop("pyproject.toml"))["project"]["entry-points"]
    entry_points = "".join(
        f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in rows.items())
        for group, rows in groups.items()
    )
    test = files.pop("tests/test_txt.py")
    modules = {name.removeprefix("src/"): text for name, text in files.items()}
    install(tmp_path, "kichban-vi-du", entry_points, modules)
    monkeypatch.syspath_prepend(str(tmp_path))
    names: dict[str, object] = {}
    exec(compile(test, "test_txt.py", "exec"), names)
    names["test_the_format_keeps_every_rule"]()
    packs = Packs()
    assert [f.name for f in packs.folders] == ["vi-du", "kichban"]
    assert packs.persona("nong-dan").giong.endswith("xóm")
    assert "txt" in FORMATS.switched(packs.switches)


def test_the_kit_needs_no_test_library():
    code = "import sys, kichban.conformance; print('pytest' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": f"{kichban.__path__[0]}/.."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"

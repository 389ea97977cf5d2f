"""The handbook can be followed to the letter: every command runs, every file it shows is right."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from kichban.cli import app, run
from tests.conftest import ROOT
from tests.handbook import HANDBOOK, Step, fences, pages
from tests.reading_once import builtin_read_once
from tests.test_office_looks import ordinary
from tests.test_render_word_file import parts, png

PAGES = pages()
NEWCOMER = ("02-thu-muc-rieng", "03-doi-loi", "04-doi-dang")
PICTURES = sorted((HANDBOOK / "anh").glob("*.png"))


@pytest.fixture(scope="module", autouse=True)
def quick():
    with builtin_read_once():
        yield


class Reader:
    """Someone who does what a page says, in a folder of her own; `told` is all she was told."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.told = folder, ""

    def follow(self, *names: str) -> Reader:
        """Do every step of these pages; those that start from a pack share one."""
        with contextlib.chdir(self.folder):
            if PAGES[names[0]].start == "bộ mẫu ở trang 02":
                for step in PAGES["02-thu-muc-rieng"].steps:
                    if step.text.startswith(("kichban init", "cd ")):
                        self.do(step)
            for name in names:
                for step in PAGES[name].steps:
                    self.do(step)
            self.folder = Path.cwd()
        return self

    def do(self, step: Step) -> None:
        path = Path(step.path)
        if step.kind == "lệnh":
            self.command(step)
        elif step.kind == "tệp":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
        elif step.kind == "thay dòng":
            path.write_text(_replaced(path.read_text("utf-8"), step.text), encoding="utf-8")
        elif step.kind == "ảnh":
            put_logo(path)
        elif step.kind == "tệp Word":
            ordinary(path)
        else:
            assert step.kind == "chép từ"
            assert step.text in (ROOT / step.path).read_text(encoding="utf-8")

    def command(self, step: Step) -> None:
        program, *arguments = shlex.split(step.text)
        if program == "cd":
            os.chdir(arguments[0])
            return
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run(arguments)
        self.told += said.getvalue()
        assert code in step.codes, f"{step.text}\n{said.getvalue()}"
        assert "K999" not in said.getvalue()


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """A page followed to its end, once."""
    done: dict[tuple[str, ...], Reader] = {}

    def follow(*names: str) -> Reader:
        if names not in done:
            done[names] = Reader(tmp_path_factory.mktemp(names[0])).follow(*names)
        return done[names]

    return follow


def put_logo(path: Path) -> None:
    """What Insert, Pictures does at the beginning of the header."""
    document = python_docx.Document(str(path))
    paragraph = document.sections[0].header.paragraphs[0]
    picture = paragraph.add_run()
    picture.add_picture(io.BytesIO(png(20, 20)), height=Mm(20))
    paragraph._p.insert(1, picture._r)
    document.save(str(path))


def _replaced(text: str, lines: str) -> str:
    for line in lines.splitlines():
        key = line.partition(":")[0]
        text, count = re.subn(rf"(?m)^{key}:.*$", line, text)
        assert count == 1, f"{key} stands {count} times in the file"
    return text


# The pages on the office's own folder are followed one after the other, as a newcomer does.
_ONE_BY_ONE = [n for n, page in PAGES.items() if page.steps and n not in NEWCOMER]


@pytest.mark.parametrize("name", _ONE_BY_ONE)
def test_every_command_of_a_page_runs_in_order_and_ends_as_the_page_says(name, followed):
    assert PAGES[name].start in ("thư mục trống", "bộ mẫu ở trang 02")
    followed(name)


def test_a_newcomer_changes_a_passage_a_number_and_the_logo_and_has_a_right_leaflet(followed):
    reader = followed(*NEWCOMER)
    snippets = [s for s in PAGES["03-doi-loi"].steps if s.path == "templates/to-roi/mau.md.j2"]
    passage = next(
        line for line in snippets[0].text.splitlines() if line and not line.startswith("{")
    )
    (edit,) = [s for s in PAGES["03-doi-loi"].steps if s.kind == "thay dòng"]
    number = edit.text.partition('"')[2].partition('"')[0]
    command = next(s for s in PAGES["03-doi-loi"].steps if "--channel to-roi" in s.text)
    with contextlib.chdir(reader.folder):
        reader.do(command)
    made = reader.folder / "ket-qua" / "nong-dan--tham-gia-va-muc-dong--to-roi--cam-xuyen.docx"
    document = python_docx.Document(str(made))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert passage in words
    assert f"Gọi {number}" in words
    for figure in ("330.000 đồng", "66.000 đồng", "264.000 đồng", "15 năm", "120 tháng"):
        assert figure in words
    assert "dùng đến hết ngày 31/12/2026" in words
    assert "lấy biên lai" in words.lower()  # the passages left alone are still there
    (section,) = document.sections
    header = section.first_page_header._element
    assert header.findall(f".//{qn('w:drawing')}")
    assert [name for name in parts(made.read_bytes()) if name.startswith("word/media/")]


def test_what_must_be_reprinted_is_answered_with_old_and_new_figures(followed):
    reader = followed("08-khi-luat-doi")
    assert "in 330.000 đồng, nay là 484.000 đồng" in reader.told
    assert "2 tài liệu không còn đúng vào ngày 01/01/2027" in reader.told
    assert "0 tài liệu không còn đúng vào ngày 22/11/2026" in reader.told
    assert list(reader.folder.glob("ket-qua/*--2027-01-01.docx"))


def test_a_wrong_tag_is_answered_as_the_handbook_shows(followed):
    reader = followed("09-bang-the")
    shown = next(
        lines for language, lines in fences(PAGES["10-ma-loi"].words) if "T102" in lines[0]
    )
    for line in shown[1:]:
        assert line.strip() in reader.told


def test_every_command_is_in_the_handbook():
    words = "\n".join(page.words for page in PAGES.values())
    for name in sorted(set(app.commands) - {"completion"}):
        assert f"kichban {name}" in words, name


def test_every_option_of_pip_that_the_install_page_names_is_there():
    lines = [
        line
        for language, block in fences(PAGES["01-muoi-phut-dau"].words)
        if language == "powershell"
        for line in block
        if " pip " in line
    ]
    assert len(lines) >= 4
    for line in lines:
        command = line.partition(" pip ")[2].split()[0]
        told = subprocess.run(
            [sys.executable, "-m", "pip", command, "--help"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for option in re.findall(r"(?<= )--?[a-z][a-z-]*", line):
            assert re.search(rf"(?<![a-z-]){option}\b", told) or option == "-m", (line, option)


def test_the_install_page_names_the_wheel_of_this_version():
    from kichban import __version__

    assert f"kichban-{__version__}-py3-none-any.whl" in PAGES["01-muoi-phut-dau"].words


@pytest.mark.parametrize("name", PAGES)
def test_links_and_pictures_lead_somewhere_and_are_described(name):
    words = PAGES[name].words
    for shown, label, target in re.findall(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)", words):
        assert (HANDBOOK / target).is_file(), target
        assert not shown or len(label) > 20, f"{target} has no description"


def test_the_contents_name_every_page():
    for name in PAGES:
        assert name == "README" or f"({name}.md)" in PAGES["README"].words


def test_pictures_are_few_small_and_used():
    assert 3 <= len(PICTURES) <= 12
    words = "\n".join(page.words for page in PAGES.values())
    for path in PICTURES:
        assert path.stat().st_size <= 120_000
        assert path.read_bytes()[25] == 3, f"{path.name} has no palette"
        assert f"anh/{path.name}" in words


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return importlib.import_module


def _names(page: str) -> list[str]:
    """The first cell of every row: names, without examples that change with the words."""
    return re.findall(r"(?m)^\| (`[^|]+`) \|", page)


def test_the_page_of_tags_names_what_the_code_has(script):
    page = (ROOT / "docs" / "the-mau.md").read_text(encoding="utf-8")
    assert _names(page) == _names(script("build_docs_tags").text())


def test_the_calendar_is_what_the_law_says(script):
    page = (HANDBOOK / "cho-nguoi-lam-luat.md").read_text(encoding="utf-8")
    assert script("build_docs_calendar").page(page) == page


def test_the_readme_leads_to_the_handbook():
    assert "docs/so-tay/" in (ROOT / "README.md").read_text(encoding="utf-8")

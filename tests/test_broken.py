"""Broken inputs, each with the finding it must give, and beside each one that must pass.

Every folder of `tests/broken/` is one case; `ca.yaml` says what must be found. Four kinds: an
office's pack with one fault (`sai/`) and one that nearly offends (`dung/`); a plain text
(`van_ban`, sai.txt and dung.txt); a document composed with such a pack (`soan`); two command lines
(`lenh_sai`, `lenh_dung`), of which the first cannot run, or ends with `ma_thoat`.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from kichban import yamlio
from kichban.checks.clarity import assess_text
from kichban.checks.codes import catalogue
from kichban.checks.packs import check_packs
from kichban.cli import run
from kichban.packs import Packs
from kichban.workshop import Request, Workshop
from tests.reading_once import builtin_read_once

BROKEN = Path(__file__).parent / "broken"
DAY = date(2026, 11, 22)
CASES = {folder.name: yamlio.load(folder / "ca.yaml").data for folder in sorted(BROKEN.iterdir())}
OF_TEXTS = [name for name, case in CASES.items() if "van_ban" in case]
OF_DRAFTS = [name for name, case in CASES.items() if "soan" in case]
OF_COMMANDS = [name for name, case in CASES.items() if "lenh_sai" in case]
OF_PACKS = [name for name in CASES if name not in {*OF_TEXTS, *OF_DRAFTS, *OF_COMMANDS}]

# Codes without an input of their own: a base class, a bundle of others, a fault of the program;
# and two scores whose sentences are told one by one under V301, V302 and V304.
WITHOUT_INPUT = {"K000", "K001", "K999", "V206", "V207"}


@pytest.fixture(scope="module", autouse=True)
def quick():
    with builtin_read_once():
        yield


@cache
def builtin():
    return Packs()


def found_in(folder):
    return check_packs(Packs((folder,)), [folder], day=DAY)


def judged_text(case, path):
    known = {key: case.get(name) or "" for key, name in (("channel", "kenh"), ("persona", "nhom"),
                                                         ("topic", "chu_de"))}  # fmt: skip
    text = path.read_text(encoding="utf-8")
    return list(assess_text(text, builtin(), name=path.name, **known).findings())


def judged_draft(case, folder, issued):
    request = Request(
        case["nhom"],
        law_date=DAY,
        topic=case["chu_de"],
        channel=case["kenh"],
        issued_on=date.fromisoformat(issued) if issued else None,
    )
    return list(Workshop(Packs((folder,))).compose(request).findings)


def in_few_words(findings):
    return [(f.code, str(f.where), f.message) for f in findings]


def assert_as_told(finding, case, folder):
    where = finding.where
    assert where is not None
    assert (finding.code, finding.level) == (case["ma"], case["muc"])
    file = Path(where.file)
    shown = file.relative_to(folder).as_posix() if file.is_absolute() else file.as_posix()
    assert shown == case["tep"]
    assert (where.line, where.column) == (int(case["dong"]), int(case["cot"]))
    assert finding.message.startswith(case["thong_bao"])


@pytest.mark.parametrize("name", OF_PACKS)
def test_a_broken_pack_gives_its_one_finding_at_its_place(name):
    case, folder = CASES[name], BROKEN / name / "sai"
    allowed = set(case.get("them") or ())
    findings = [f for f in found_in(folder) if f.code not in allowed]
    assert len(findings) == 1, in_few_words(findings)
    assert_as_told(findings[0], case, folder)


@pytest.mark.parametrize("name", OF_PACKS)
def test_its_neighbour_that_nearly_offends_passes(name):
    allowed = set(CASES[name].get("them") or ())
    findings = [f for f in found_in(BROKEN / name / "dung") if f.code not in allowed]
    assert not findings, in_few_words(findings)


@pytest.mark.parametrize("name", OF_TEXTS)
def test_a_faulty_text_is_told_and_its_neighbour_is_not(name):
    case, folder = CASES[name], BROKEN / name
    told = [f for f in judged_text(case, folder / "sai.txt") if f.code == case["ma"]]
    assert told
    assert_as_told(told[0], case, folder)
    told = [f for f in judged_text(case, folder / "dung.txt") if f.code == case["ma"]]
    assert not told, in_few_words(told)


@pytest.mark.parametrize("name", OF_DRAFTS)
def test_a_faulty_document_is_told_and_its_neighbour_is_not(name):
    case, folder = CASES[name], BROKEN / name
    found = judged_draft(case, folder / "sai", case.get("ngay_ra"))
    told = [f for f in found if f.code == case["ma"]]
    assert told, in_few_words(found)
    assert_as_told(told[0], case, folder / "sai")
    told = [f for f in judged_draft(case, folder / "dung", None) if f.code == case["ma"]]
    assert not told, in_few_words(told)


@pytest.fixture
def kichban(capsys, tmp_path, monkeypatch):
    """Run a command line of a case in a copy of its folder."""
    clean_path = list(sys.path)

    def go(folder, arguments):
        here = tmp_path / folder.name
        if folder.is_dir():
            shutil.copytree(folder, here, dirs_exist_ok=True)
        here.mkdir(exist_ok=True)
        monkeypatch.chdir(here)
        if (here / "goi-cai-them").is_dir():  # packages as an installer leaves them on disk
            monkeypatch.setattr(sys, "path", [str(here / "goi-cai-them"), *clean_path])
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return go


@pytest.mark.parametrize("name", OF_COMMANDS)
def test_a_command_that_cannot_run_says_why_and_its_neighbour_runs(name, kichban):
    case = CASES[name]
    code, told = kichban(BROKEN / name / "sai", case["lenh_sai"])
    assert code == int(case.get("ma_thoat", 2))
    assert f"{case['ma']}  {case['thong_bao']}" in told
    if before := case.get("truoc"):
        kichban(BROKEN / name / "dung", before)
    code, told = kichban(BROKEN / name / "dung", case["lenh_dung"])
    assert code in (0, 1), told
    assert f"{case['ma']}  {case['thong_bao']}" not in told


def test_every_code_has_a_broken_input():
    with_input = {str(case["ma"]) for case in CASES.values()}
    assert set(catalogue()) - with_input <= WITHOUT_INPUT
    assert with_input <= set(catalogue())


def test_there_are_at_least_eighty_cases():
    assert len(CASES) >= 80

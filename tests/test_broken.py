"""Broken inputs, each with the one finding it must give, and beside each one that must pass.

Every folder of `tests/broken/` is one case: `sai/` is an office's pack with one fault, `dung/`
nearly offends and is right, `ca.yaml` says what must be found. Cases of the command line give the
two command lines instead.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kichban import yamlio
from kichban.checks.codes import catalogue
from kichban.checks.packs import check_packs
from kichban.cli import run
from kichban.packs import Packs
from tests.reading_once import builtin_read_once

BROKEN = Path(__file__).parent / "broken"
DAY = date(2026, 11, 22)
CASES = {folder.name: yamlio.load(folder / "ca.yaml").data for folder in sorted(BROKEN.iterdir())}
OF_PACKS = [name for name, case in CASES.items() if "tep" in case]
OF_COMMANDS = [name for name, case in CASES.items() if "lenh_sai" in case]

# Codes without an input of their own: a base class, a bundle of others, a fault of the program.
WITHOUT_INPUT = {"K000", "K001", "K999"}


@pytest.fixture(scope="module", autouse=True)
def quick():
    with builtin_read_once():
        yield


def found_in(folder):
    return check_packs(Packs((folder,)), [folder], day=DAY)


def in_few_words(findings):
    return [(f.code, str(f.where), f.message) for f in findings]


@pytest.mark.parametrize("name", OF_PACKS)
def test_a_broken_input_gives_its_one_finding_at_its_place(name):
    case, folder = CASES[name], BROKEN / name / "sai"
    allowed = set(case.get("them") or ())
    findings = [f for f in found_in(folder) if f.code not in allowed]
    assert len(findings) == 1, in_few_words(findings)
    (finding,) = findings
    where = finding.where
    assert where is not None
    assert (finding.code, finding.level) == (case["ma"], case["muc"])
    assert Path(where.file).relative_to(folder).as_posix() == case["tep"]
    assert (where.line, where.column) == (int(case["dong"]), int(case["cot"]))
    assert finding.message.startswith(case["thong_bao"])


@pytest.mark.parametrize("name", OF_PACKS)
def test_its_neighbour_that_nearly_offends_passes(name):
    allowed = set(CASES[name].get("them") or ())
    findings = [f for f in found_in(BROKEN / name / "dung") if f.code not in allowed]
    assert not findings, in_few_words(findings)


@pytest.fixture
def kichban(capsys, tmp_path, monkeypatch):
    """Run a command line of a case in a copy of its folder."""

    def go(folder, arguments):
        here = tmp_path / folder.name
        if folder.is_dir():
            shutil.copytree(folder, here, dirs_exist_ok=True)
        here.mkdir(exist_ok=True)
        monkeypatch.chdir(here)
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return go


@pytest.mark.parametrize("name", OF_COMMANDS)
def test_a_command_that_cannot_run_says_why_and_its_neighbour_runs(name, kichban):
    case = CASES[name]
    code, told = kichban(BROKEN / name / "sai", case["lenh_sai"])
    assert code == 2
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

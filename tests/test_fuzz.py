"""Spoiled files give findings or errors with a code, never a traceback, a hang or half a file.

`scripts/fuzz.py` runs as many rounds as wanted; here run a few of them, the same every time.
"""

from __future__ import annotations

import importlib.util
import sys

import pytest

from tests.conftest import ROOT

ROUNDS = 240
AT_A_TIME = 20


def script():
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "scripts" / "fuzz.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module
    spec.loader.exec_module(module)
    return module


fuzz = script()


@pytest.fixture(scope="module")
def fuzzer(tmp_path_factory):
    return fuzz.Fuzzer(tmp_path_factory.mktemp("vo"))


@pytest.mark.parametrize("first", range(0, ROUNDS, AT_A_TIME))
def test_spoiled_files_never_bring_the_program_down(fuzzer, first):
    for seed in range(first, first + AT_A_TIME):
        done = fuzzer.round(seed)
        assert not done.wrong, f"round {seed}, {done.file}:\n" + "\n".join(done.wrong)
        assert done.outcome


def test_a_round_is_the_same_every_time():
    assert fuzz.spoiled(7) == fuzz.spoiled(7)
    assert len({fuzz.spoiled(seed) for seed in range(50)}) == 50


def test_rounds_spoil_every_kind_of_file():
    rooms = {fuzz.spoiled(seed)[0].parts[0] for seed in range(60)}
    assert rooms == {
        *("personas", "topics", "places", "templates", "law", "rules", "looks"),
        "phu-hop.yaml",
    }

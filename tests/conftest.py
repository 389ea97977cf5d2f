"""What all tests share: the built-in pack, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kichban.cli import run
from kichban.packs import Packs
from kichban.workshop import Workshop

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def packs():
    return Packs()


@pytest.fixture(scope="session")
def workshop(packs):
    return Workshop(packs)


@pytest.fixture(scope="session")
def law(packs):
    return packs.law


@pytest.fixture
def office(tmp_path):
    """An office's own folder: `office("topics/x.yaml", text)` writes a file of it."""
    folder = tmp_path / "co-quan"
    folder.mkdir()

    def write(name: str, text: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def kichban(capsys, tmp_path, monkeypatch):
    """Run a command line in an empty folder: exit code, what was printed, what was refused."""
    monkeypatch.chdir(tmp_path)

    def go(*arguments):
        code = run([str(a) for a in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return go

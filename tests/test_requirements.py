"""Every requirement is met by files that exist, or says in one sentence why not."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

WANTED = [
    *(f"A-{n:02}" for n in (*range(1, 18), *range(20, 26))),
    *(f"B-{n:02}" for n in range(1, 34)),
    *(f"C-{n:02}" for n in (*range(1, 19), 20)),
    *(f"D-{n:02}" for n in range(1, 18)),
]
PAGE = (ROOT / "docs" / "yeu-cau.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| [A-Z]-\d\d \|", line)
]


def test_each_requirement_has_one_row():
    assert [row[0] for row in ROWS] == WANTED


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_names_files_that_exist_or_says_why_not(row):
    assert len(row) == 3
    _, asked, answer = row
    assert asked
    paths = re.findall(r"`([^`]+)`", answer)
    for path in paths:
        assert (ROOT / path).is_file(), path
    if not paths:
        assert answer.startswith("Chưa: ")
        assert len(answer.split()) >= 8
    else:
        assert not answer.startswith("Chưa: ")
    for partial in re.findall(r"Mới một phần: (.*)", answer):
        assert len(partial.split()) >= 5

"""Bundles for many audiences at once: the same files whatever the number of processes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

import pytest

from kichban.bulk import Order, write_all, write_contents
from kichban.cli import run
from kichban.cli_options import workshop_of
from kichban.errors import UnknownName
from kichban.workshop import Request

DAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
PERSONAS = ("nong-dan-ca-phe", "nha-hao-tam")


def order_in(folder):
    return Order(Request("nong-dan", DAY), folder, AT, ("md",))


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in (".md", ".json", ".jsonl")
    }


def test_two_processes_write_what_one_writes_and_in_the_same_order(tmp_path):
    build = partial(workshop_of, ())
    one, two = tmp_path / "mot", tmp_path / "hai"
    alone = list(write_all(build, order_in(one), PERSONAS, 1))
    shared = list(write_all(build, order_in(two), PERSONAS, 2))
    assert [bundle.persona for bundle in alone] == list(PERSONAS)
    assert [b.documents for b in alone] == [b.documents for b in shared]
    assert files_of(one) == files_of(two)
    assert not any(bundle.failures for bundle in alone)


def test_the_contents_name_every_bundle_its_folder_and_its_last_day(tmp_path):
    order = order_in(tmp_path)
    bundles = list(write_all(partial(workshop_of, ()), order, PERSONAS, 1))
    paths = write_contents(order, bundles)
    assert [path.name for path in paths] == ["muc-luc.docx", "muc-luc.md"]
    text = paths[1].read_text(encoding="utf-8")
    for bundle in bundles:
        assert f"| {bundle.name} | {bundle.persona} | {bundle.documents} |" in text
        assert bundle.index.is_file()
        assert (bundle.folder / "so-tai-lieu.jsonl").is_file()
    assert "31/12/2026" in text


def test_an_unknown_audience_is_told_before_anything_is_written(tmp_path):
    with pytest.raises(UnknownName):
        list(write_all(partial(workshop_of, ()), order_in(tmp_path / "x"), ["nong-dam"], 1))
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("arguments", [[], ["--all", "--persona", "nong-dan"]])
def test_one_audience_or_all_is_asked_for(tmp_path, capsys, arguments):
    assert run(["pack", *arguments, "--out", str(tmp_path / "x")]) == 2
    assert "--all" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_several_audiences_have_a_folder_each_and_a_page_of_contents(tmp_path, capsys):
    out = tmp_path / "ket-qua"
    wanted = [part for name in PERSONAS for part in ("--persona", name)]
    command = ["pack", *wanted, "--jobs", "2", "--date", "2026-11-21", "--format", "md"]
    assert run([*command, "--out", str(out)]) == 0
    assert f"cho {len(PERSONAS)} nhóm" in capsys.readouterr().out
    seen = {p.name for p in out.iterdir() if not p.name.startswith(".")}
    assert seen == {*PERSONAS, "muc-luc.docx", "muc-luc.md"}


def test_what_cannot_be_written_is_told_and_the_exit_says_so(tmp_path, capsys):
    wanted = [part for name in PERSONAS for part in ("--persona", name)]
    command = ["pack", *wanted, "--jobs", "1", "--date", "01/01/2024", "--out", str(tmp_path)]
    assert run(command) == 1
    told = capsys.readouterr()
    assert "luật cũ" in told.err
    assert "Đã viết 0 tài liệu" in told.out


def test_one_audience_is_written_straight_into_the_folder(tmp_path, capsys):
    command = ["pack", "--persona", "nha-hao-tam", "--date", "2026-11-21", "--format", "md"]
    assert run([*command, "--out", str(tmp_path)]) == 0
    assert "muc-luc--nha-hao-tam" in capsys.readouterr().out
    assert (tmp_path / "nha-hao-tam--tham-gia-va-muc-dong--thu-cam-on.md").is_file()

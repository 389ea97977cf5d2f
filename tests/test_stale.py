"""Which documents must be reprinted: exactly those with a figure, a rule or words that changed."""

from __future__ import annotations

from datetime import date

import pytest

from kichban.cli import run
from kichban.stale import sidecars, stale
from kichban.workshop import Request

MADE = date(2026, 11, 21)


@pytest.fixture(scope="module")
def folder(workshop, tmp_path_factory):
    base = tmp_path_factory.mktemp("da-phat")
    for persona in ("nong-dan", "tieu-thuong", "dong-bao-dtts"):
        for topic in ("tham-gia-va-muc-dong", "luong-huu-tu-15-nam", "giu-so-nam-da-dong"):
            for channel in ("ban-tin-loa-xa", "to-roi", "nhom-nho"):
                draft = workshop.compose(Request(persona, MADE, topic=topic, channel=channel))
                draft.write(base / persona, formats=("docx",))
    return base


def test_on_the_day_after_nothing_is_stale(workshop, folder):
    assert list(stale(workshop, folder, date(2026, 11, 22))) == []


def test_when_the_poverty_line_rises_exactly_its_figures_are_stale(workshop, folder):
    found = {item.path: item for item in stale(workshop, folder, date(2027, 1, 1))}
    for sidecar in sidecars(folder):
        touched = {
            record["ten"]
            for record in sidecar.figures
            for basis in record["tham_so"]
            if basis["ma"] == "rural-poverty-line" or basis["den"] == "2026-12-31"
        } - {"tai_lieu.het_han", "tai_lieu.ap_dung_tu"}
        item = found.get(sidecar.path)
        assert {figure.name for figure in item.figures} == touched if item else not touched
    farmers = next(i for p, i in found.items() if "nong-dan--tham-gia" in p.name)
    line = next(f for f in farmers.figures if f.name == "con_lai")
    assert "264.000" in line.printed
    assert "387.200" in line.now


def test_a_lost_sidecar_is_read_from_inside_the_word_file(workshop, tmp_path):
    paths = workshop.compose(Request("nong-dan", MADE)).write(tmp_path, formats=("docx",))
    paths[-1].unlink()
    found = list(stale(workshop, tmp_path, date(2027, 1, 1)))
    assert [item.path for item in found] == [paths[0]]
    assert any("387.200" in figure.now for figure in found[0].figures)


def test_changed_words_make_a_document_stale(workshop, tmp_path, office):
    from kichban.packs import Packs
    from kichban.workshop import Workshop

    workshop.compose(Request("nong-dan", MADE)).write(tmp_path / "cu", formats=("md",))
    own = Workshop(Packs([office("personas/nong-dan.yaml", "mo_rong: goc/nong-dan\ngiong: vui\n")]))
    found = list(stale(own, tmp_path / "cu", MADE))
    assert [item.reasons for item in found] == [("Lời mẫu đã sửa từ ngày viết tài liệu này.",)]


def test_the_command_lists_old_and_new_and_writes_new_ones_beside_the_old(
    workshop, tmp_path, capsys
):
    workshop.compose(Request("nong-dan", MADE)).write(tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    assert run(["stale", str(tmp_path), "--date", "22/11/2026"]) == 0
    assert run(["stale", str(tmp_path), "--date", "01/01/2027", "--rerender"]) == 1
    out = capsys.readouterr().out
    assert "264.000 đồng" in out
    assert "387.200 đồng" in out
    names = {p.name for p in tmp_path.iterdir()}
    assert {n for n in names if "2027-01-01" in n}
    assert all((tmp_path / name).read_bytes() == content for name, content in before.items())

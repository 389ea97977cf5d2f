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


@pytest.fixture(scope="module")
def two_hundred(workshop, tmp_path_factory):
    """Two hundred documents of all audiences, written on one day."""
    from itertools import zip_longest

    from kichban.suitability import Suitability

    base = tmp_path_factory.mktemp("hai-tram")
    table = Suitability(workshop.packs)
    rows = zip_longest(*(table.triples(name) for name in workshop.packs.ids("personas")))
    triples = [triple for row in rows for triple in row if triple is not None]
    for triple in triples[:: len(triples) // 200][:200]:
        request = Request(triple.persona, MADE, topic=triple.topic, channel=triple.channel)
        workshop.compose(request).write(base, formats=("docx",))
    return base


def test_of_two_hundred_documents_exactly_those_on_the_poverty_line_are_named(two_hundred):
    import time

    from kichban.workshop import Workshop

    fresh = Workshop()
    started = time.process_time()
    found = {item.path: item for item in stale(fresh, two_hundred, date(2027, 1, 1))}
    assert time.process_time() - started < 3
    every = list(sidecars(two_hundred))
    assert len(every) == 200
    on_the_line = {
        sidecar.path
        for sidecar in every
        for record in sidecar.figures
        for basis in record["tham_so"]
        if basis["ma"] in LINE and basis["den"] == "2026-12-31" and not record["ngay_khac"]
    }
    assert set(found) == on_the_line
    assert all(f.printed and f.now for item in found.values() for f in item.figures)
    assert not list(stale(fresh, two_hundred, date(2026, 11, 22)))


LINE = ("rural-poverty-line", "income-floor", "minimum-monthly-contribution")


def test_without_sidecars_the_two_hundred_are_read_from_inside_the_word_files(
    workshop, two_hundred, tmp_path
):
    import shutil

    for path in two_hundred.glob("*.docx"):
        shutil.copy(path, tmp_path)
    day = date(2027, 1, 1)
    inside = {item.path.stem for item in stale(workshop, tmp_path, day)}
    beside = {
        item.path.name.removesuffix(".nguon.json") for item in stale(workshop, two_hundred, day)
    }
    assert inside == beside


def test_a_document_of_an_unknown_place_is_told_as_not_judged_and_not_as_wrong(
    workshop, tmp_path, office, capsys
):
    from kichban.packs import Packs
    from kichban.workshop import Workshop

    folder = office("places/xa-toi.yaml", "mo_rong: goc/mac-dinh\nten_xa: xã Tới\n")
    own = Workshop(Packs([folder]))
    own.compose(Request("nong-dan", MADE, place="xa-toi")).write(tmp_path / "ra")
    (item,) = stale(workshop, tmp_path / "ra", MADE)
    assert not item.figures
    assert "xa-toi" in item.unjudged
    assert run(["stale", str(tmp_path / "ra"), "--date", "01/01/2027", "--rerender"]) == 1
    assert "1 tài liệu chưa xét được" in capsys.readouterr().out
    named = ["stale", str(tmp_path / "ra"), "--date", "21/11/2026", "--pack", str(folder)]
    assert run(named) == 0


def test_a_document_past_its_printed_last_day_is_stale_though_no_figure_changed(workshop, tmp_path):
    import json

    paths = workshop.compose(Request("nong-dan", MADE, topic="giu-so-nam-da-dong")).write(tmp_path)
    data = json.loads(paths[-1].read_text(encoding="utf-8"))
    data["het_han_ngay"] = "2026-12-01"
    paths[-1].write_text(json.dumps(data), encoding="utf-8")
    assert not list(stale(workshop, tmp_path, date(2026, 11, 30)))
    (item,) = stale(workshop, tmp_path, date(2026, 12, 1))
    assert item.reasons == ("Tài liệu tự ghi chỉ dùng đến hết ngày 30/11/2026.",)

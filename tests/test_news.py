"""A message about a change: its day comes from the law, and it stops being news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kichban.errors import BadReference, KichbanError, NotInForce
from kichban.figure_desk import FigureDesk
from kichban.figures import FigureSource
from kichban.packs import Packs
from kichban.stale import stale
from kichban.workshop import Request, Workshop
from tests.conftest import ROOT

TOPIC = "muc-dong-doi-tu-2027"
BEFORE, AFTER = date(2026, 11, 21), date(2027, 1, 5)
CHANGE, OLD_NEWS = date(2027, 1, 1), date(2028, 1, 1)
LINE = "rural-poverty-line"


def _asked(day=BEFORE, channel="ban-tin-loa-xa"):
    return Request("nong-dan", day, topic=TOPIC, channel=channel)


def _desk(law, day, **source):
    return FigureDesk(law, day, {"so": FigureSource(**source)}, {"thuoc_dien": "khac"}, {})


@pytest.mark.parametrize("day", [BEFORE, CHANGE - timedelta(days=1), CHANGE, AFTER])
def test_the_day_of_the_change_is_the_law_s_before_it_and_after_it(workshop, day):
    draft = workshop.compose(_asked(day))
    assert draft.figures["ngay_doi"].value == CHANGE
    assert draft.printed["ngay_doi"] == ("ngày 01/01/2027",)
    assert [int(draft.figures[n].value) for n in ("muc_dong_cu", "muc_dong_moi")] == [
        330000,
        484000,
    ]


def test_no_day_is_typed_in_the_message():
    text = (ROOT / "topics" / f"{TOPIC}.yaml").read_text(encoding="utf-8")
    assert "so_thuong" not in text
    assert "luc: 20" not in text


def test_next_is_counted_from_the_fixed_day(law):
    source = {"doi_tiep": LINE, "moc": date(2026, 1, 1)}
    assert _desk(law, AFTER, **source).get("so")._figure.value == CHANGE
    with pytest.raises(KichbanError):
        _desk(law, AFTER, doi_tiep=LINE).get("so")
    assert _desk(law, BEFORE, **source).is_dated("so")
    assert not _desk(law, BEFORE, doi_tiep=LINE).is_dated("so")


def test_the_day_before_a_change_has_the_law_of_before(law):
    source = {"tham_so": LINE, "doi_cua": LINE, "moc": date(2026, 1, 1)}
    old = _desk(law, AFTER, **source, luc="truoc_lan_doi").get("so")._figure
    new = _desk(law, AFTER, **source, luc="lan_doi_toi").get("so")._figure
    assert (old.valid_to, new.valid_from) == (CHANGE - timedelta(days=1), CHANGE)


@pytest.mark.parametrize("luc", ["lan_doi_toi", "truoc_lan_doi"])
def test_a_change_of_nothing_is_refused(luc):
    with pytest.raises(ValueError, match=f"«{luc}» cần «doi_cua»"):
        FigureSource(tham_so=LINE, luc=luc)
    with pytest.raises(ValueError, match="«moc» chỉ đi với"):
        FigureSource(tham_so=LINE, moc=BEFORE)


@pytest.mark.parametrize("channel", ["ban-tin-loa-xa", "to-roi"])
def test_what_was_written_says_until_when_it_may_be_used(workshop, channel):
    draft = workshop.compose(_asked(channel=channel))
    assert draft.expires_on == OLD_NEWS
    assert "Dùng đến hết ngày 31/12/2027" in draft.script.meta.footer
    if channel == "ban-tin-loa-xa":
        assert ("Dùng đến hết", "ngày 31/12/2027") in draft.script.meta.slip


def test_after_that_it_is_not_written_and_what_was_written_is_stale(workshop, tmp_path):
    workshop.compose(_asked(OLD_NEWS - timedelta(days=1)))
    with pytest.raises(NotInForce, match="tin ấy đã cũ"):
        workshop.compose(_asked(OLD_NEWS))
    workshop.compose(_asked()).write(tmp_path, formats=("md",))
    assert not list(stale(workshop, tmp_path, AFTER))
    (found,) = stale(workshop, tmp_path, OLD_NEWS)
    assert any("tin ấy đã cũ" in reason for reason in found.reasons)


def test_a_message_about_a_change_must_name_its_day(office):
    text = (ROOT / "topics" / f"{TOPIC}.yaml").read_text(encoding="utf-8")
    folder = office(f"topics/{TOPIC}.yaml", text.replace("tu: ngay_doi", "tu: muc_dong_cu"))
    office("kichban.yaml", "ten: Cơ quan thử\n")
    with pytest.raises(BadReference, match="không phải một ngày"):
        Workshop(Packs([folder])).compose(_asked())


def test_what_the_law_says_or_will_say_is_a_basis_what_it_said_is_not(workshop):
    new_line, old_years = "351/2025/NĐ-CP", "58/2014/QH13"
    for day in (BEFORE, AFTER):
        assert new_line in dict(workshop.compose(_asked(day)).script.meta.slip)["Căn cứ"]
    asked = replace(_asked(channel="hoi-dap-phat-thanh"), topic="luat-2024-co-gi-moi")
    draft = workshop.compose(asked)
    assert draft.figures["nam_truoc_day"].citations()[0].document == old_years
    assert old_years not in dict(draft.script.meta.slip)["Căn cứ"]

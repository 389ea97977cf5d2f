"""Everything that suits anybody, on two days, in both formats: gates pass, scores are fair."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache

import pytest

from kichban.packs import Packs
from kichban.render import to_format
from kichban.suitability import Suitability
from kichban.workshop import Request, Workshop

DAYS = (date(2026, 11, 21), date(2027, 1, 5))
FAIR = 85


@cache
def _workshop():
    return Workshop()


def _judged(persona: str) -> tuple[int, list[str]]:
    """How many documents a persona has, and what is wrong with any of them."""
    workshop, faults, count = _workshop(), [], 0
    for triple in Suitability(workshop.packs).triples(persona):
        for day in DAYS:
            draft = workshop.compose(
                Request(persona, day, topic=triple.topic, channel=triple.channel)
            )
            name = f"{draft.name} {day}"
            count += 1
            faults += [f"{name}: {f.code} {f.gate} {f.message} {f.quote}" for f in draft.blocking]
            if draft.score is not None and draft.score < FAIR:
                faults.append(f"{name}: {draft.score}")
            for kind in ("docx", "md"):
                if not to_format(draft.script, kind, look=None, edition="public"):
                    faults.append(f"{name}: empty {kind}")
    return count, faults


def test_every_suitable_document_passes_all_gates_and_scores_fairly():
    personas = sorted(Packs().ids("personas"))
    with ProcessPoolExecutor(2) as pool:
        results = dict(zip(personas, pool.map(_judged, personas), strict=True))
    assert all(count for count, _ in results.values())
    faults = [fault for _, found in results.values() for fault in found]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("kind", ["topics", "channels"])
def test_every_topic_and_channel_reaches_somebody(packs, kind):
    table = Suitability(packs)
    triples = [t for persona in packs.ids("personas") for t in table.triples(persona)]
    reached = {t.topic if kind == "topics" else t.channel for t in triples}
    assert reached == set(packs.ids(kind))


def test_what_does_not_suit_says_why_in_a_sentence(packs):
    table = Suitability(packs)
    for persona in packs.ids("personas"):
        model = packs.persona(persona)
        for topic in packs.ids("topics"):
            if topic not in model.chu_de:
                assert table.why_not(persona, topic, model.kenh[0]).endswith(".")


def test_a_worker_under_contract_is_not_sold_the_voluntary_scheme(packs):
    table = Suitability(packs)
    topics = {t.topic for t in table.triples("cong-nhan-kcn")}
    assert topics
    assert packs.persona("cong-nhan-kcn").chu_de[0] != "tham-gia-va-muc-dong"


def test_a_year_of_broadcasts_does_not_repeat_itself():
    from importlib.util import module_from_spec, spec_from_file_location

    from tests.conftest import ROOT

    spec = spec_from_file_location("year", ROOT / "scripts" / "year_of_broadcasts.py")
    script = module_from_spec(spec)
    import sys

    sys.modules["year"] = script
    spec.loader.exec_module(script)
    broadcasts = script.year(_workshop())
    assert len(broadcasts) == 208
    assert script.about_voluntary(_workshop(), broadcasts) >= 2
    assert script.nearest_repeat(broadcasts) >= 8
    assert script.overlap(broadcasts) < 60

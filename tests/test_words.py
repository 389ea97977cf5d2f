"""The words of the built-in pack: whose they are, and that nobody says the same thing twice."""

from __future__ import annotations

from collections import Counter

import pytest

from kichban.packs import Packs

PACKS = Packs()
PERSONAS = PACKS.ids("personas")
TOPICS = PACKS.ids("topics")


@pytest.mark.parametrize("name", PERSONAS)
def test_every_audience_has_an_objection_of_its_own_for_each_message_it_hears(name):
    persona = PACKS.persona(name)
    answered = {topic for objection in persona.phan_bac for topic in objection.chu_de}
    assert set(persona.chu_de) <= answered


@pytest.mark.parametrize("name", PERSONAS)
def test_an_answer_does_not_send_the_listener_to_the_one_who_gives_it(name):
    answers = [objection.tra_loi for objection in PACKS.persona(name).phan_bac]
    assert not [text for text in answers if "nhờ cán bộ" in text.lower()]


@pytest.mark.parametrize("name", TOPICS)
def test_what_a_message_asks_to_be_done_can_be_said_by_anybody(name):
    topic = PACKS.topic(name)
    said = [topic.viec_can_lam.cau, topic.chua_chac, *(answer.dap for answer in topic.hoi_dap)]
    assert not [text for text in said if "nhờ cán bộ" in text.lower()]


@pytest.mark.parametrize("name", TOPICS)
def test_no_point_of_a_message_is_the_message_itself(name):
    topic = PACKS.topic(name)
    said = [topic.thong_diep, *(point.cau for point in topic.y_chinh), topic.gioi_han]
    assert len(set(said)) == len(said)


def test_no_opening_and_no_example_is_told_twice():
    told = Counter(
        passage
        for name in PERSONAS
        for view in PACKS.persona(name).theo_chu_de.values()
        for passage in (*view.mo_dau, *view.vi_du)
    )
    told.update(
        passage
        for name in TOPICS
        for passage in (*PACKS.topic(name).mo_dau, *PACKS.topic(name).vi_du)
    )
    inherited = [name for name in PERSONAS if len(PACKS.kin("personas", name)) > 1]
    for name in inherited:
        base = PACKS.persona(PACKS.kin("personas", name)[1])
        for topic, view in PACKS.persona(name).theo_chu_de.items():
            if base.theo_chu_de.get(topic) == view:
                told.subtract((*view.mo_dau, *view.vi_du))
    assert not [passage for passage, times in told.items() if times > 1]


def test_an_example_happens_somewhere():
    """The place comes from the place file; only a role in brackets of its own has none."""
    for name in TOPICS:
        for passage in PACKS.topic(name).vi_du:
            assert "noi.ten_xa" in passage, (name, passage)
    for name in PERSONAS:
        for topic, view in PACKS.persona(name).theo_chu_de.items():
            for passage in view.vi_du:
                assert "noi." in passage, (name, topic, passage)

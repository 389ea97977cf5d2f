"""Answers of `kichban law`: a provision in words, a search, what changes between two dates."""

from __future__ import annotations

from collections.abc import Iterator

from kichban.calculators import REGISTRY
from kichban.errors import BadRequest, UnknownName, did_you_mean
from kichban.law import Law
from kichban.law.changes import changes, touched
from kichban.law.search import describe, search
from kichban.numerals import format_date, parse_day
from kichban.packs import Packs


def described(law: Law, name: str) -> Iterator[str]:
    """What one provision says. Raises `UnknownName`."""
    if name not in law.provision_ids():
        raise UnknownName(
            f"Không có điểm luật «{name}».", hint=did_you_mean(name, law.provision_ids())
        )
    yield from describe(law, law.provision(name))


def found(law: Law, words: str) -> Iterator[str]:
    """Provisions that have these words, the best first, one line each."""
    results = search(law, words)
    if not results:
        yield f"Không thấy điểm luật nào có «{words}»."
    for provision in results:
        yield f"{provision.id:<40}{provision.ten}"


def changed(packs: Packs, span: str) -> Iterator[str]:
    """What changes in the law between two days, and which calculations and topics it touches.

    Args:
        packs: Where law and topics come from.
        span: `01/12/2026..01/01/2027`; changes after the first day up to and with the second.

    Raises:
        BadRequest: not two days in order.
    """
    first, dots, last = span.partition("..")
    try:
        since, until = parse_day(first), parse_day(last)
    except ValueError as error:
        raise BadRequest(
            f"«{span}» không phải hai ngày.", hint="viết 01/12/2026..01/01/2027."
        ) from (error)
    if not dots or until < since:
        raise BadRequest("Ngày sau đứng trước ngày đầu.", hint="đổi chỗ hai ngày.")
    items = changes(packs.law, since, until)
    yield f"Sau ngày {format_date(since)}, đến hết ngày {format_date(until)}:"
    if not items:
        yield "Không có gì đổi."
        return
    for item in items:
        yield from item.lines()
    parameters = {item.id for item in items}
    by_calculator = {n: REGISTRY.get(n).parameters for n in REGISTRY.names()}
    by_topic = {}
    for name in packs.ids("topics"):
        topic = packs.topic(name)
        by_topic[name] = tuple({*topic.can_cu, *_parameters_of(packs, name)})
    calculators = touched(parameters, by_calculator)
    topics = touched(parameters, by_topic)
    if calculators:
        yield f"Phép tính bị chạm: {', '.join(calculators)}."
    if topics:
        yield f"Chủ đề bị chạm: {', '.join(topics)}."


def _parameters_of(packs: Packs, topic: str) -> set[str]:
    """Every parameter behind the figures that a topic's own texts print."""
    model = packs.topic(topic)
    text = model.model_dump_json()
    out: set[str] = set()
    for name, source in {**packs.figures, **model.so_lieu}.items():
        if f"so.{name}" in text:
            if source.tham_so:
                out.add(source.tham_so)
            if source.tinh:
                out.update(REGISTRY.get(source.tinh).parameters)
            if source.doi_tiep:
                out.add(source.doi_tiep)
    return out

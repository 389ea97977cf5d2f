"""How much room a document has: what a template leaves out first when the frame is tight.

A template writes `{% if con_cho > 1 %} … {% endif %}` around what it can do without. It is
rendered with the most room first, and again with less until it is within its channel's frame; so
a long name of a place costs a reason or an example, never a condition. The objection that a
document answers is chosen by its room too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kichban.channels import Channel
from kichban.measure import Length
from kichban.personas import Objection

__all__ = ["ANSWERED", "LEVELS", "NAME", "answered", "asked", "fits"]

NAME = "con_cho"
"""The name under which templates ask for the room that is left."""

ANSWERED = "hay_hoi"
"""The name under which templates find the objection to answer; empty when there is none."""

LEVELS = (5, 4, 3, 2, 1, 0)
"""Degrees of room, the widest first. At 0 only what must be said is left."""


def asked(lines: Iterable[str]) -> bool:
    """Whether a template asks how much room there is."""
    return any(NAME in line for line in lines)


def fits(measured: Length, channel: Channel) -> bool:
    """Whether a document is not longer than its channel allows, in syllables, seconds, signs."""
    lengths = {
        "am_tiet": Decimal(measured.syllables),
        "giay": measured.seconds.quantize(Decimal(1)),
        "ky_tu": Decimal(measured.characters),
    }
    return all(
        lengths[limit.don_vi] <= limit.nhieu_nhat
        for limit in channel.gioi_han
        if limit.don_vi in lengths
    )


def answered(told: Sequence[Objection], topic: str, level: int) -> int | None:
    """Which objection of an audience a document of this topic answers in short, by its place.

    With the most room the first one, which is heard most; with less, the one that takes the
    fewest words to ask and to answer. None when no objection to the topic has a short answer.
    """
    places = [i for i, item in enumerate(told) if topic in item.chu_de and item.gon]
    if level == LEVELS[0]:
        return places[0] if places else None
    return min(places, key=lambda i: len(f"{told[i].cau} {told[i].gon}".split()), default=None)

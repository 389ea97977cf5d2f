"""What is known of a finished document: from its sidecar, or from what the officer said."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kichban.channels import Channel
from kichban.checks.finished import Finished
from kichban.checks.paper import Paper, Use, listener_of
from kichban.checks.reading import Reading, Setting
from kichban.errors import KichbanError
from kichban.packs import Packs
from kichban.personas import Persona
from kichban.places import Place
from kichban.provenance import law_bound
from kichban.script import Block
from kichban.topics import Topic

if TYPE_CHECKING:
    from kichban.workshop import Workshop

__all__ = ["Known", "known_from_sidecar", "listeners", "paper_of_blocks"]


@dataclass(frozen=True)
class Known:
    """What is known of a document; anything may be missing.

    `elements` are the sentences of topic and persona as rendered today; `allowed` the figures of
    the sidecar as printed; `use` when it is used.
    """

    channel: Channel | None = None
    persona: Persona | None = None
    topic: Topic | None = None
    place: Place | None = None
    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    allowed: frozenset[str] | None = None
    use: Use | None = None


def known_from_sidecar(file: Finished, workshop: Workshop, on: date | None = None) -> Known:
    """What the sidecar of a document tells; nothing when there is none or it is of another pack.

    Args:
        file: The document.
        workshop: Where personas, topics, channels and places come from.
        on: A day on which the document is used; without it, the day it was made for.
    """
    from kichban.workshop import Request

    if file.sidecar is None:
        return Known()
    data = file.sidecar.data
    allowed = frozenset(text for figure in data["so_lieu"] for text in figure["in_ra"])
    wanted = data["yeu_cau"]
    try:
        request = Request(
            persona=wanted["nhom"],
            law_date=date.fromisoformat(wanted["ngay_luat"]),
            topic=wanted["chu_de"],
            channel=wanted["kenh"],
            place=wanted["noi"],
            issued_on=date.fromisoformat(wanted["ngay_ra"]),
            variant=wanted["bien_the"],
            settings=wanted["dat"],
        )
        subject, elements = workshop.told(request)
    except (KichbanError, KeyError, TypeError, ValueError):
        # The pack has moved on: what is printed can still be compared with the sidecar.
        return Known(allowed=allowed, use=_use(data, on))
    return Known(
        subject.channel,
        subject.persona,
        subject.topic,
        subject.place,
        elements,
        allowed,
        _use(data, on),
    )


def _use(data: Mapping[str, Any], on: date | None) -> Use | None:
    """When a document is used: never before the day it was made for."""
    try:
        wanted = data["yeu_cau"]
        made_for = (date.fromisoformat(wanted[name]) for name in ("ngay_luat", "ngay_ra"))
        first = max((*made_for, *([on] if on else [])))
        starts, ends = (
            date.fromisoformat(day) if day else None
            for day in (data["ap_dung_tu"], data["het_han_ngay"])
        )
        last = (ends - timedelta(days=1)).isoformat() if ends else ""
        ending = (
            figure["in_ra"]
            for figure in data["so_lieu"]
            if figure["den"] == last and not figure["ngay_khac"] and law_bound(figure["ten"])
        )
        return Use(first, starts, ends, tuple(text for printed in ending for text in printed))
    except (KeyError, TypeError, ValueError):
        return None


_listeners: weakref.WeakKeyDictionary[Packs, frozenset[str]] = weakref.WeakKeyDictionary()


_COMMON = ("anh em", "cô bác", "quý vị")  # said to people everywhere, whoever the personas are


def listeners(packs: Packs) -> frozenset[str]:
    """Every way in which some persona of the packs is called; broken personas are passed over."""
    if packs not in _listeners:
        names = set(_COMMON)
        for name in packs.ids("personas"):
            try:
                address = packs.persona(name).xung_ho
            except KichbanError:
                continue
            names.update((address.nguoi_nghe, *address.theo_kenh.values()))
        _listeners[packs] = frozenset(names)
    return _listeners[packs]


def paper_of_blocks(blocks: tuple[Block, ...], name: str, known: Known, packs: Packs) -> Paper:
    """A finished document as one to be judged."""
    channel, persona, topic, place = known.channel, known.persona, known.topic, known.place
    listener = ""
    if persona is not None and channel is not None:
        listener = listener_of(persona, channel, place or packs.place("mac-dinh"))
    elif persona is not None:
        listener = persona.xung_ho.nguoi_nghe
    region = place.mien if place else "bac"
    spoken = channel is not None and channel.spoken
    return Paper(
        name=name,
        reading=Reading.of_blocks(
            blocks,
            region,
            abbreviations=packs.abbreviations,
            columns=channel.bo_cuc.dem_cot if channel else (),
            headings=not spoken,
        ),
        setting=Setting(
            persona=persona.id if persona else "",
            kin=packs.kin("personas", persona.id) if persona else (),
            channel=channel.id if channel else "",
            loai=channel.loai if channel else "",
            ve=topic.ve if topic else "",
            listener=listener,
            region=region,
        ),
        channel=channel,
        persona=persona,
        topic=topic,
        place=place,
        elements=known.elements,
        listeners=listeners(packs),
        abbreviations=packs.abbreviations,
        allowed=known.allowed,
        use=known.use,
    )

"""How the words stand on the page: radio scripts by running time, meetings by the minute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kichban.parsing import Phase
from kichban.script import Block, Callout, Cue, Heading, Paragraph, Strong, Table, Text

MEETING_HEADER = ("Phút", "Ai nói", "Nói gì", "Cầm gì")
RADIO_HEADER = ("Thời điểm", "Tiếng động, nhạc", "Lời")

Rows = list[tuple[tuple[Block, ...], ...]]


def meeting(parts: tuple[Block | Phase, ...], *, compact: bool = False) -> tuple[Block, ...]:
    """Runs of phases become tables minute | who | says | holds; other blocks stay.

    Compact ones have no table: what a row would say stands in brackets before the first words.
    """
    out: list[Block] = []
    rows: Rows = []
    clock = 0
    for part in parts:
        if isinstance(part, Phase):
            span = f"{clock}–{clock + part.minutes}" if part.minutes else ""
            clock += part.minutes
            if compact:
                out.extend(_run_in(part, span))
                continue
            title: tuple[Block, ...] = (
                (Paragraph((Strong((Text(part.name),)),)),) if part.name else ()
            )
            rows.append((_cell(span), _cell(part.who), (*title, *part.blocks), _cell(part.holds)))
        else:
            _close(rows, out, MEETING_HEADER, "Diễn biến buổi nói chuyện theo phút", _MEETING)
            out.append(part)
    _close(rows, out, MEETING_HEADER, "Diễn biến buổi nói chuyện theo phút", _MEETING)
    return tuple(out)


def radio(
    parts: tuple[Block | Phase, ...], seconds: Callable[[tuple[Block, ...]], int]
) -> tuple[Block, ...]:
    """Cues and words become a table time | sound | words; headings and boxes stay outside.

    `seconds` tells how long some blocks take on air.
    """
    out: list[Block] = []
    rows: Rows = []
    sounds: list[Block] = []
    words: list[Block] = []
    started = clock = 0

    def end_row() -> None:
        nonlocal started
        if sounds or words:
            time = f"{started // 60}:{started % 60:02d}"
            rows.append((_cell(time), tuple(sounds), tuple(words)))
            sounds.clear()
            words.clear()
        started = clock

    for part in (p for p in parts if not isinstance(p, Phase)):
        match part:
            case Cue():
                if words:
                    end_row()
                sounds.append(part)
            case Heading() | Callout():
                end_row()
                _close(rows, out, RADIO_HEADER, "Kịch bản phát thanh theo thời điểm", _RADIO)
                out.append(part)
                continue  # a heading is a label, a box is not read
            case _:
                words.append(part)
        clock += seconds((part,))
    end_row()
    _close(rows, out, RADIO_HEADER, "Kịch bản phát thanh theo thời điểm", _RADIO)
    return tuple(out)


def _run_in(part: Phase, span: str) -> tuple[Block, ...]:
    """The blocks of a phase, the first led in by minute, name, speaker and what is held."""
    holds = f"cầm: {part.holds[:1].lower()}{part.holds[1:]}" if part.holds else ""
    told = (f"{span} phút" if span else "", part.name, part.who, holds)
    lead = Strong((Text(f"[{' · '.join(item for item in told if item)}]"),))
    first = part.blocks[0] if part.blocks else None
    if isinstance(first, Paragraph) and not first.speaker:
        return replace(first, children=(lead, Text(" "), *first.children)), *part.blocks[1:]
    return Paragraph((lead,)), *part.blocks


_MEETING = (9, 17, 56, 18)
_RADIO = (12, 22, 66)


def _cell(text: str) -> tuple[Block, ...]:
    return (Paragraph((Text(text),)),) if text else ()


def _close(
    rows: Rows, out: list[Block], header: tuple[str, ...], summary: str, widths: tuple[int, ...]
) -> None:
    if rows:
        labels = tuple((Text(label),) for label in header)
        out.append(Table(labels, tuple(rows), summary, widths))
        rows.clear()

"""How long a script is: the words that are said or read, in syllables, seconds and characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kichban.errors import Where
from kichban.script import (
    Block,
    Break,
    Bullets,
    Callout,
    Cited,
    Cue,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Sourced,
    Strong,
    Table,
    Text,
    walk,
)
from kichban.vietnamese import syllables

_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_ALOUD = re.compile(r"\s*\([^()]*\)$")
UNCOUNTED = ("chan_trang", "phieu_kem", "dau_van_ban", "trich_yeu", "noi_nhan")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words that people hear or read, without stage business.

    `kind`: where it stands. `side` counts from 1; it grows at every break to a new side or page.
    """

    text: str
    kind: Literal["heading", "paragraph", "item", "cell", "foot"]
    speaker: str = ""
    origin: Where | None = None
    side: int = 1


def said(children: tuple[Inline, ...]) -> str:
    """The words of inline nodes as they are said: a figure once, nothing in square brackets."""
    return " ".join(_BRACKETS.sub("", _raw(children)).split())


def _raw(children: tuple[Inline, ...]) -> str:
    out = []
    for node in children:
        match node:
            case Text(text):
                out.append(text)
            case Sourced(text=text):
                out.append(_ALOUD.sub("", text))
            case Strong(inner) | Emphasis(inner) | Link(children=inner) | Cited(children=inner):
                out.append(_raw(inner))
            case LineBreak():
                out.append("\n")
    return "".join(out)


def passages(
    blocks: tuple[Block, ...], *, foot: bool = False, columns: tuple[str, ...] = ()
) -> Iterator[Passage]:
    """The words of a script in reading order.

    Stage business is left out, and so are the foot and the slip unless `foot` is asked for. When
    `columns` names columns of tables («Lời»), only their words count.
    """
    side = 1
    for block in blocks:
        if isinstance(block, Break):
            side += block.kind != "nghi"
            continue
        yield from _of(block, side, "paragraph", foot, columns)


def _of(
    block: Block,
    side: int,
    kind: Literal["paragraph", "item", "cell", "foot"],
    foot: bool,
    columns: tuple[str, ...],
) -> Iterator[Passage]:
    match block:
        case Heading(children=children, origin=origin):
            if words := said(children):
                yield Passage(words, "heading", "", origin, side)
        case Paragraph(children=children, speaker=speaker, origin=origin):
            if words := said(children):
                yield Passage(words, kind, speaker, origin, side)
        case Bullets(items=items):
            for item in items:
                for inner in item:
                    yield from _of(inner, side, "item", foot, columns)
        case Table(header=header, rows=rows):
            labels = [said(cell) for cell in header]
            counted = [not columns or label in columns for label in labels]
            for row in rows:
                for cell, counts in zip(row, counted, strict=False):
                    for inner in cell if counts else ():
                        yield from _of(inner, side, "cell", foot, columns)
        case Callout(kind=callout, blocks=inner_blocks):
            if callout in UNCOUNTED and not foot:
                return
            for inner in inner_blocks:
                below = "foot" if callout in UNCOUNTED else kind
                yield from _of(inner, side, below, foot, columns)
        case _:
            return


@dataclass(frozen=True, slots=True)
class Length:
    """How long a script is.

    `syllables` are spoken syllables of the body, `seconds` their time at the channel's rate plus
    the time of cues, `characters` the printed characters, `minutes` the minutes planned.
    """

    syllables: int
    seconds: Decimal
    characters: int
    words: int
    minutes: int = 0


def length(
    blocks: tuple[Block, ...],
    rate: Decimal,
    *,
    region: Literal["bac", "nam"] = "bac",
    abbreviations: Mapping[str, str] | None = None,
    minutes: int = 0,
    columns: tuple[str, ...] = (),
    headings: bool = True,
) -> Length:
    """Measure a script.

    Args:
        blocks: The script before it is laid out in tables of time.
        rate: Spoken syllables a second.
        region: Northern or southern reading.
        abbreviations: An office's own list.
        minutes: Minutes planned in meeting phases.
        columns: Columns of tables whose words count; all when empty.
        headings: Whether headings are read; in a spoken script they are labels for the speaker.
    """
    found = passages(blocks, columns=columns)
    texts = [p.text for p in found if headings or p.kind != "heading"]
    spoken = sum(syllables(t, region=region, abbreviations=abbreviations) for t in texts)
    cues = sum(block.seconds for block in walk(blocks) if isinstance(block, Cue))
    seconds = Decimal(spoken) / rate + cues
    body = "\n".join(texts)
    return Length(spoken, seconds, len(body), len(body.split()), minutes)


def duration(seconds: Decimal) -> str:
    """`215` as «3 phút 35 giây»."""
    whole = int(seconds.to_integral_value())
    minutes, rest = divmod(whole, 60)
    parts = [f"{minutes} phút"] if minutes else []
    parts += [f"{rest} giây"] if rest or not minutes else []
    return " ".join(parts)

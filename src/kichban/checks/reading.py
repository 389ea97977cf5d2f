"""A document as the checks see it: passages, sentences, and how long each takes to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType

from kichban.checks.markers import View, view
from kichban.errors import Where
from kichban.measure import UNCOUNTED, Passage, passages
from kichban.script import Block, Callout, Cited, Cue, Sourced, inlines, plain, walk
from kichban.vietnamese import Region, nfc, sentences, syllables
from kichban.vietnamese.abbreviations import ABBREVIATIONS

__all__ = ["Line", "Reading", "Setting", "count"]

# What may be read otherwise than it is written. Where nothing of it stands, syllables are blanks.
_UNPLAIN = re.compile(
    r"[\d%‰&=+×÷≥≤<>±≈½¼¾⅓⅔₫°/*~\[\]–—_-]|[A-ZĐƯ]{2}|(?<![^\W_])[^\W\d_](?![^\W_])"
)
_WORDS = re.compile(r"[^\W_]+")
_FEW = 3


def count(
    text: str, region: Region = "bac", abbreviations: Mapping[str, str] = MappingProxyType({})
) -> int:
    """Spoken syllables of a text, as `kichban.vietnamese.syllables` counts them.

    Words that are said as they are written are counted without being read.
    """
    if _UNPLAIN.search(text) is None:
        words = _WORDS.findall(text)
        if not any(word in ABBREVIATIONS or word in abbreviations for word in words):
            return len(words)
    return syllables(text, region=region, abbreviations=abbreviations)


@dataclass(frozen=True, slots=True)
class Setting:
    """Who speaks to whom through what; empty where it is not known.

    `loai` is the kind of the channel (`nghe`, `noi`, `doc`, `nhin`), `ve` the scheme that the
    topic speaks of (`tu_nguyen`, `bat_buoc`, `ca_hai`), `listener` how listeners are called.
    `kin` are the audiences that the persona is a kind of: a word is known to both or to neither.
    """

    persona: str = ""
    kin: tuple[str, ...] = ()
    channel: str = ""
    loai: str = ""
    ve: str = ""
    listener: str = ""
    region: Region = "bac"

    @property
    def spoken(self) -> bool:
        """Whether people hear the words rather than see them."""
        return self.loai in ("nghe", "noi")

    def among(self, personas: Collection[str]) -> bool:
        """Whether the persona, or one that it is a kind of, is among those named."""
        return any(name in personas for name in (self.persona, *self.kin) if name)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a document; a label that nobody reads has no syllables.

    `passage` is the number of its passage, `start` and `end` its place there. `before` counts the
    spoken syllables before it. Sentences parted by a semicolon alone share their `unit`, counted
    from 1; `run` grows at every heading and at every new side.
    """

    text: str
    passage: int
    start: int
    end: int
    syllables: int
    before: int
    unit: int
    run: int
    place: int
    kind: str
    speaker: str
    origin: Where | None

    @property
    def view(self) -> View:
        """The sentence as markers see it."""
        return view(self.text)

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.rstrip("\"'”’»)*_ ").endswith("?")


@dataclass(frozen=True)
class Reading:
    """A document as passages and sentences, in reading order.

    `feet` are the passages of the foot and of the officer's slip, which are not counted; `slip`
    the rows of a slip that the engine made. `title` tells whether the first passage is the
    heading of the whole document.
    """

    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    feet: tuple[Passage, ...]
    lines: tuple[Line, ...]
    title: bool
    region: Region = "bac"
    slip: tuple[str, ...] = ()

    @classmethod
    def of_blocks(
        cls,
        blocks: tuple[Block, ...],
        region: Region = "bac",
        *,
        abbreviations: Mapping[str, str] = MappingProxyType({}),
        columns: tuple[str, ...] = (),
        headings: bool = True,
    ) -> Reading:
        """The reading of a script before it is laid out in tables.

        Args:
            blocks: The script.
            region: Northern or southern reading.
            abbreviations: The office's own list, as in `kichban.vietnamese.spoken`.
            columns: Columns of tables whose words count; all when empty.
            headings: Whether headings are read; in a spoken script they are labels.
        """
        body = tuple(passages(blocks, columns=columns))
        inner = [b for b in walk(blocks) if isinstance(b, Callout) and b.kind in UNCOUNTED]
        feet = tuple(p for box in inner for p in passages((box,), foot=True))
        title = bool(body) and body[0].kind == "heading"
        counted = partial(count, region=region, abbreviations=abbreviations)
        lines = tuple(_lines(body, counted, headings=headings))
        return cls(blocks, body, feet, lines, title, region)

    @classmethod
    def of_passages(
        cls,
        body: Sequence[Passage],
        region: Region = "bac",
        *,
        headings: bool = True,
        measured: bool = True,
    ) -> Reading:
        """The reading of bare passages; those of kind `foot` are its foot.

        Where nothing asks how long sentences are, `measured` is false: it takes time to tell.
        """
        items = tuple(p for p in body if p.kind != "foot")
        feet = tuple(p for p in body if p.kind == "foot")
        title = bool(items) and items[0].kind == "heading"
        counted = partial(count, region=region) if measured else _unmeasured
        lines = tuple(_lines(items, counted, headings=headings))
        return cls((), items, feet, lines, title, region)

    @classmethod
    def of_text(cls, text: str) -> Reading:
        """The reading of a plain text, not measured: every line of it is a paragraph."""
        rows = [row.strip() for row in nfc(text).split("\n")]
        body = [Passage(row, "paragraph") for row in rows if row]
        return cls.of_passages(body, measured=False)

    @cached_property
    def syllables(self) -> int:
        """Spoken syllables of the body."""
        return sum(line.syllables for line in self.lines)

    @cached_property
    def counted(self) -> tuple[Line, ...]:
        """Every sentence that is read: all but labels."""
        return tuple(line for line in self.lines if line.syllables)

    @cached_property
    def units(self) -> tuple[tuple[Line, ...], ...]:
        """Sentences as people hear them: what semicolons part is one."""
        out: dict[int, list[Line]] = {}
        for line in self.lines:
            out.setdefault(line.unit, []).append(line)
        return tuple(tuple(lines) for lines in out.values())

    @cached_property
    def text(self) -> str:
        """All words of the body, one passage a line."""
        return "\n".join(p.text for p in self.passages)

    @cached_property
    def foot(self) -> str:
        """All words of foot and slip, one passage a line."""
        return "\n".join(p.text for p in self.feet)

    @cached_property
    def footer(self) -> tuple[Passage, ...]:
        """The passages of the printed foot alone, without the officer's slip."""
        boxes = [b for b in walk(self.blocks) if isinstance(b, Callout) and b.kind == "chan_trang"]
        return tuple(p for box in boxes for p in passages((box,), foot=True))

    @cached_property
    def provisions(self) -> frozenset[str]:
        """Ids of the provisions that words of the document rest on."""
        return frozenset(
            name
            for block in walk(self.blocks)
            for node in inlines(block)
            if isinstance(node, Cited)
            for name in node.provision.split(",")
        )

    @cached_property
    def figures(self) -> frozenset[str]:
        """Every figure of the ledger as it is printed."""
        return frozenset(
            node.text
            for block in walk(self.blocks)
            for node in inlines(block)
            if isinstance(node, Sourced)
        )

    @cached_property
    def foot_views(self) -> tuple[View, ...]:
        """Foot and slip of the document's own words, as markers see them."""
        return tuple(view(p.text) for p in self.feet)

    @cached_property
    def slip_views(self) -> tuple[View, ...]:
        """The slip that the engine made, as markers see it."""
        return tuple(view(row) for row in self.slip)

    @cached_property
    def _near(self) -> dict[int, tuple[Line, ...]]:
        return {}

    def _around(self, place: int) -> Iterator[Line]:
        """The sentences of a unit, those before and behind, and its question."""
        units = self.units
        unit = units[place]
        yield from unit
        for other in (units[place - 1] if place else (), *units[place + 1 : place + 2]):
            if other and _adjoin(unit[0], other[0]):
                yield from other
        yield from self._question(unit[0])

    def _question(self, line: Line) -> tuple[Line, ...]:
        """The question that a passage answers: all of an answer stands next to it."""
        before = [
            other
            for other in self._by_passage.get(line.passage - 1, ())
            if other.run == line.run and other.asks
        ]
        return tuple(before)

    @cached_property
    def _by_passage(self) -> dict[int, list[Line]]:
        out: dict[int, list[Line]] = {}
        for line in self.lines:
            out.setdefault(line.passage, []).append(line)
        return out

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        out: dict[str, list[int]] = {}
        for line in self.lines:
            for word in line.view.known:
                out.setdefault(word, []).append(line.place)
        return out

    def holding(self, words: Collection[str]) -> Sequence[Line]:
        """The sentences that hold one of some syllables, in reading order.

        Of a text of a few sentences all: looking them up would take longer than reading them.
        """
        if len(self.lines) <= _FEW:
            return self.lines
        known = self._by_word
        places = sorted(set().union(*(known[word] for word in words if word in known)))
        return [self.lines[place] for place in places]

    def shared(self, words: Collection[str]) -> list[int]:
        """How many of some syllables each sentence holds, by its place."""
        out = [0] * len(self.lines)
        for word in words:
            for place in self._by_word.get(word, ()):
                out[place] += 1
        return out

    def near(self, line: Line) -> tuple[Line, ...]:
        """The sentence itself, the one before and the one after, within one run of passages.

        To a sentence of an answer the question stands next as well.
        """
        if line.unit not in self._near:
            self._near[line.unit] = tuple(self._around(line.unit - 1))
        return self._near[line.unit]

    def passage(self, line: Line) -> tuple[Line, ...]:
        """All sentences of the paragraph, list item or turn that a sentence stands in."""
        return tuple(self._by_passage[line.passage])

    def bracketed(self) -> Iterator[str]:
        """What stands in square brackets, which is not read aloud."""
        for block in walk(self.blocks):
            children = getattr(block, "children", None)
            if children and "[" in (text := plain(children)):
                yield from _BRACKETED.findall(text)

    def cues(self) -> Iterator[tuple[str, Where | None]]:
        """Stage business: its words, and where it stands."""
        for block in walk(self.blocks):
            if isinstance(block, Cue):
                yield plain(block.children), block.origin


_BRACKETED = re.compile(r"\[[^\[\]]*\]")


def _adjoin(one: Line, other: Line) -> bool:
    return one.run == other.run and abs(one.passage - other.passage) <= 1


def _unmeasured(text: str) -> int:
    del text
    return 0


def _lines(
    body: Sequence[Passage], counted: Callable[[str], int], *, headings: bool
) -> Iterator[Line]:
    before = unit = run = place = 0
    side = body[0].side if body else 1
    for number, passage in enumerate(body):
        if passage.kind == "heading" or passage.side != side:
            run += 1
        side = passage.side
        joined = False
        for found in sentences(passage.text):
            label = passage.kind == "heading" and not headings
            length = 0 if label else counted(found.text)
            unit += 0 if joined else 1
            yield Line(
                found.text,
                number,
                found.start,
                found.end,
                length,
                before,
                unit,
                run,
                place,
                passage.kind,
                passage.speaker,
                passage.origin,
            )
            before += length
            place += 1
            joined = found.text.endswith(";")

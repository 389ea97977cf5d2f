"""A document to be judged: its words, and whatever is known of whom it speaks to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING

from kichban.channels import Channel, SentenceLimit
from kichban.checks.markers import view
from kichban.checks.reading import Line, Reading, Setting
from kichban.personas import Persona
from kichban.places import Place
from kichban.provenance import law_bound
from kichban.topics import Topic
from kichban.vietnamese import sentences

if TYPE_CHECKING:
    from kichban.draft import Draft

__all__ = ["Paper", "Told", "Use", "listener_of", "paper_of_draft"]

_EMPTY = frozenset(
    (
        *("là", "và", "hay", "hoặc", "thì", "mà", "của", "cho", "để", "ở", "này", "đó", "ấy"),
        *("các", "những", "một", "mỗi", "cũng", "đã", "sẽ", "ạ", "nhé", "xin"),
    )
)
# A sentence of a hundred syllables holds the words of almost any message, and says none.
_CROWD = 5
_ONE_DAY = timedelta(days=1)
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_SPEAKER = re.compile(r"^\s*[^\s:]+\s*:\s*")
_PRINTED = SentenceLimit(trung_binh=16, nhac=24, dai_nhat=30)
_SPOKEN = SentenceLimit(trung_binh=13, nhac=20, dai_nhat=25)


@dataclass(frozen=True, slots=True)
class Told:
    """How much of a sentence a document says: a share from 0 to 1, and in which sentences."""

    share: Decimal
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """When a document is first used, and the days on which every figure of it holds.

    `ends` is the first day on which some figure no longer holds, None without bound; `ending` are
    those figures, as printed.
    """

    first: date
    holds_from: date | None = None
    ends: date | None = None
    ending: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A document to be judged.

    Whatever is not known is None or empty, and what depends on it is not judged. `elements` are
    the sentences of topic and persona as rendered (`thong_diep`, `gioi_han` …); `allowed` are
    figures that are known to come from law, as printed; `abbreviations` are the office's own;
    `use` is when it is used; `draft` is the document with its ledger.
    """

    name: str
    reading: Reading
    setting: Setting = field(default_factory=Setting)
    channel: Channel | None = None
    persona: Persona | None = None
    topic: Topic | None = None
    place: Place | None = None
    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listeners: frozenset[str] = frozenset()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    slip: tuple[tuple[str, str], ...] = ()
    allowed: frozenset[str] | None = None
    use: Use | None = None
    minutes: int = 0
    cue_seconds: int = 0
    draft: Draft | None = None

    @property
    def spoken(self) -> bool:
        """Whether people hear the words; unknown counts as read."""
        return self.setting.spoken

    @property
    def short(self) -> bool:
        """Whether the short form of the checklist applies."""
        return self.channel is not None and self.channel.ngan

    @property
    def sentence_limits(self) -> SentenceLimit:
        """Spoken syllables allowed in a sentence."""
        if self.channel is not None:
            return self.channel.cau
        return _SPOKEN if self.spoken else _PRINTED

    @property
    def rate(self) -> Decimal:
        """Spoken syllables a second."""
        return Decimal(self.channel.toc_do.replace(",", ".")) if self.channel else Decimal(3)

    @property
    def seconds(self) -> Decimal:
        """How long it takes to say, cues included."""
        return Decimal(self.reading.syllables) / self.rate + self.cue_seconds

    @cached_property
    def slip_text(self) -> str:
        """The officer's slip, one row a line."""
        return "\n".join(f"{label}: {text}" for label, text in self.slip)

    @cached_property
    def messages(self) -> tuple[str, ...]:
        """The main message, in every form that this document may give it."""
        full = self.elements.get("thong_diep", ())
        short = self.topic.ngan if self.topic and self.short else None
        if short is None:
            return full
        forms = (short.sms, short.tin, short.tieu_de, *short.bang_ron, *short.phuon, *short.spot)
        spoken = (_SPEAKER.sub("", form) for form in forms)
        return (*full, *(_TAG.sub(" ", form) for form in spoken))

    def told(self, text: str, lines: Sequence[Line] | None = None) -> Told:
        """How much of a sentence, or of a few, the document says in one stretch.

        Every syllable that carries meaning counts once, in any order.
        """
        if lines is not None:
            return self._looked_for(text, lines)
        if text not in self._known:
            self._known[text] = self._looked_for(text, self.reading.lines)
        return self._known[text]

    @cached_property
    def _known(self) -> dict[str, Told]:
        return {}

    def _looked_for(self, text: str, pool: Sequence[Line]) -> Told:
        wanted = view(text).known - _EMPTY
        if not wanted:
            return Told(Decimal(0), ())
        size = max(1, len(sentences(text)))
        said = self.reading.shared(wanted)
        hits = [said[line.place] for line in pool]
        # What the lines of a stretch say together is never more than what each says, added up.
        sums = list(accumulate(hits, initial=0))
        ends = [*sums[size:], *sums[-1:] * size]
        most = [end - start for start, end in zip(sums, ends, strict=False)]
        best, where = 0, 0
        for start, hoped in enumerate(most):
            if hoped <= best:
                continue
            known = frozenset().union(*(line.view.known for line in pool[start : start + size]))
            together = len(wanted & known)
            if together > best and len(known) <= _CROWD * len(wanted):
                best, where = together, start
                if best == len(wanted):
                    break
        window = tuple(pool[where : where + size]) if best else ()
        return Told(Decimal(best) / len(wanted), window)

    def says(self, name: str, share: str = "0.7") -> Told | None:
        """The first of the named sentences that the document says, or None.

        Args:
            name: Which sentences of topic or persona.
            share: How much of one must be said.
        """
        for text in self.elements.get(name, ()):
            found = self.told(text)
            if found.share >= Decimal(share):
                return found
        return None


def listener_of(persona: Persona, channel: Channel, place: Place) -> str:
    """How a document calls its listeners."""
    own = persona.xung_ho.theo_kenh.get(channel.id)
    return own or place.xung_ho.get(persona.id, persona.xung_ho.nguoi_nghe)


def paper_of_draft(
    draft: Draft,
    listeners: frozenset[str],
    abbreviations: Mapping[str, str] = MappingProxyType({}),
) -> Paper:
    """A draft as a document to be judged.

    Args:
        draft: The draft.
        listeners: Every way in which some persona is called, so that a stray one is noticed.
        abbreviations: The office's own, short form to full words.
    """
    subject = draft.subject
    channel, place = subject.channel, subject.place
    listener = listener_of(subject.persona, channel, place)
    reading = Reading.of_blocks(
        draft.body,
        place.mien,
        abbreviations=abbreviations,
        columns=channel.bo_cuc.dem_cot,
        headings=not channel.spoken,
    )
    # What the channel leaves to the officer's slip («Áp dụng từ») counts as said there.
    if "BB6" in channel.phieu_kem:
        rows = tuple(f"{label}: {text}" for label, text in draft.script.meta.slip)
        reading = replace(reading, slip=rows)
    cues = draft.length.seconds - Decimal(draft.length.syllables) / Decimal(
        channel.toc_do.replace(",", ".")
    )
    return Paper(
        name=draft.name,
        reading=reading,
        setting=Setting(
            persona=subject.persona.id,
            kin=subject.kin,
            channel=channel.id,
            loai=channel.loai,
            ve=subject.topic.ve,
            listener=listener,
            region=place.mien,
        ),
        channel=channel,
        persona=subject.persona,
        topic=subject.topic,
        place=place,
        elements=draft.elements,
        listeners=listeners,
        abbreviations=abbreviations,
        slip=draft.script.meta.slip,
        use=Use(
            max(draft.request.law_date, draft.request.issued_on or draft.request.law_date),
            draft.applies_from,
            draft.expires_on,
            tuple(
                text
                for name, figure in draft.figures.items()
                if figure.valid_to and figure.valid_to + _ONE_DAY == draft.expires_on
                for text in draft.printed[name]
                if name not in draft.dated and law_bound(name)
            ),
        ),
        minutes=draft.length.minutes,
        cue_seconds=int(cues.to_integral_value()),
        draft=draft,
    )

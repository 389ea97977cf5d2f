"""From a request to a finished document, readable on one screen: see `Workshop.compose`."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from kichban import marks, room
from kichban.bench import Bench, same_dates
from kichban.channels import Channel
from kichban.context import Budget, Figured, Figures, Items, Names, Words, frozen
from kichban.draft import Draft, Subject
from kichban.errors import BadMarkup, BadRequest, NotInForce, did_you_mean
from kichban.figure_desk import LOWEST, FigureDesk
from kichban.figures import FigureSource
from kichban.filters import DESK
from kichban.footing import Footing
from kichban.layouts import meeting, radio
from kichban.measure import Length, length
from kichban.news import news_end
from kichban.numerals import format_date
from kichban.packs import Packs
from kichban.parsing import Phase, minutes, parse, split_title
from kichban.personas import Persona
from kichban.places import Place
from kichban.quantities import Figure, LegalDate, Quantity, Trace
from kichban.render import FORMATS
from kichban.script import Block
from kichban.templating import Templates
from kichban.topics import Topic

SETTINGS = ("thu_nhap_chon", "thuoc_dien", "gioi", "sinh")
"""Values of the example that `--set` may replace; a topic's figures may ask for more."""


@dataclass(frozen=True, slots=True)
class Request:
    """What document is wanted.

    Args:
        persona: For whom: id of a persona.
        topic: About what; by default the first topic of the persona.
        channel: Through what; by default the first channel of the persona.
        place: Where: id of a place, or the path of a place file.
        law_date: Which day's law.
        issued_on: The day at the foot of the document; by default the law date.
        variant: Which of the alternative openings, examples and closings; by default chosen
            from the place, so that neighbours do not read the same words.
        settings: Values of the example (`thu_nhap_chon`, `thuoc_dien`, `gioi` …).
        unverified: Whether values from unconfirmed sources may be used; they are marked.
    """

    persona: str
    law_date: date
    topic: str = ""
    channel: str = ""
    place: str = "mac-dinh"
    issued_on: date | None = None
    variant: int | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    unverified: bool = False


class Workshop:
    """Packs, templates and figures kept ready between documents.

    Args:
        packs: The stack of packs; by default the built-in one alone.
    """

    def __init__(self, packs: Packs | None = None) -> None:
        self.packs = packs or Packs()
        self.templates = Templates(self.packs)
        self.formats = FORMATS.switched(self.packs.switches)
        self._results: dict[Any, Any] = {}

    def compose(self, request: Request) -> Draft:
        """The document of a request, with its figures and findings.

        Raises:
            KichbanError: what is wrong, where, and how to mend it.
        """
        subject = self.subject(request)
        desk = self._desk(request, subject.persona, subject.topic, subject.place)
        bench, parts, measured = self._fitted(request, subject, desk)
        blocks = _laid_out(parts, subject)

        # What is only looked for, or told to the officer, does not enter the document's ledger.
        aside = Bench(self, request, subject, desk, _variant(request))
        aside.context = {**bench.context, DESK: aside}

        def say(words: str) -> str:
            return marks.plain(aside.words(words, ("", 0)))

        title = split_title(blocks)[0] or subject.topic.ten
        footing = Footing(self, request, subject, bench.kept, bench.cited, say)
        draft = footing.draft(title, blocks, flat(parts), measured, elements(subject, say))
        # The rules are read when the first document is judged, not when the program starts.
        from kichban.checks.clarity import assess

        judged = assess(draft, self)
        return replace(draft, findings=tuple(judged.findings()), score=judged.score)

    def told(self, request: Request) -> tuple[Subject, Mapping[str, tuple[str, ...]]]:
        """What a document is about, and the sentences a check looks for, without writing it.

        Raises what `compose` does, except faults of the template, which is not needed here.
        """
        subject = self._subject(request)
        desk = self._desk(request, subject.persona, subject.topic, subject.place)
        bench = Bench(self, request, subject, desk, _variant(request))
        footing = Footing(self, request, subject, bench.kept, bench.cited)
        bench.context = self._context(
            request, subject, desk, bench, ("", ""), footing, room.LEVELS[0]
        )
        return subject, elements(subject, lambda words: marks.plain(bench.words(words, ("", 0))))

    def words_digest(self, subject: Subject) -> str:
        """A fingerprint of the very files whose words a document holds."""
        packs = self.packs
        total = hashlib.sha256()
        for kind, name in (
            ("personas", subject.persona.id),
            ("topics", subject.topic.id),
            ("channels", subject.channel.id),
        ):
            total.update("\n".join(packs.found(kind, name).loaded.lines).encode())
        for name in self.templates.chain(subject.template):
            total.update("\n".join(self.templates.lines(name)).encode())
        return total.hexdigest()[:16]

    def figure(self, request: Request, name: str) -> Figure | None:
        """What a figure of a document would be on the law date of the request.

        None when the document's topic no longer has a figure of that name.
        """
        persona = self.packs.persona(request.persona)
        topic = self.packs.topic(request.topic or persona.chu_de[0])
        if name not in self.packs.figures and name not in topic.so_lieu:
            return None
        desk = self._desk(request, persona, topic, self.packs.place(request.place))
        value = desk.get(name)
        return value._figure if isinstance(value, Figured) else None

    def subject(self, request: Request) -> Subject:
        """What a request is about, read from the packs and refused where it cannot be written."""
        subject = self._subject(request)
        self.templates.check_blocks(subject.template, subject.channel.phan)
        return subject

    def _subject(self, request: Request) -> Subject:
        packs = self.packs
        persona = packs.persona(request.persona)
        topic = packs.topic(request.topic or persona.chu_de[0])
        channel = packs.channel(request.channel or persona.kenh[0])
        place = packs.place(request.place)
        name = packs.template(channel.id, topic.id, persona.id).name
        self._refuse_before_the_law(topic, request.law_date)
        desk = self._desk(request, persona, topic, place)
        ends = news_end(topic, desk, request.law_date)
        kin = packs.kin("personas", persona.id)
        return Subject(persona, topic, channel, place, name, kin, ends)

    def _refuse_before_the_law(self, topic: Topic, day: date) -> None:
        for name in topic.can_cu:
            provision = self.packs.law.provision(name)
            if not provision.in_force(day):
                raise NotInForce(
                    f"Chủ đề «{topic.ten}» viết theo luật áp dụng từ {format_date(provision.tu)}; "
                    f"ngày {format_date(day)} còn theo luật cũ nên không viết được.",
                    hint=f"chọn ngày từ {format_date(provision.tu)}.",
                )

    def _desk(self, request: Request, persona: Persona, topic: Topic, place: Place) -> FigureDesk:
        sources = {**self.packs.figures, **topic.so_lieu}
        example = persona.vi_du
        known = {*SETTINGS, *_asked_for(sources.values())}
        for name in request.settings:
            if name not in known:
                raise BadRequest(f"Không có mục «{name}» để đặt.", hint=did_you_mean(name, known))
        variables: dict[str, str | Quantity] = {
            "ty_le_dia_phuong": place.local_rate(request.law_date) or "0",
            "thu_nhap_chon": LOWEST,
            "thuoc_dien": example.thuoc_dien,
            "gioi": example.gioi,
            "sinh": example.sinh,
            **request.settings,
        }
        return FigureDesk(
            self.packs.law,
            request.law_date,
            sources,
            variables,
            self._results,
            unverified=request.unverified,
        )

    def _fitted(
        self, request: Request, subject: Subject, desk: FigureDesk
    ) -> tuple[Bench, tuple[Block | Phase, ...], Length]:
        """Render with as much room as the channel has; a template that asks for none, once."""
        chain = self.templates.chain(subject.template)
        asks = any(room.asked(self.templates.lines(name)) for name in chain)
        for level in room.LEVELS:
            bench, text = self._rendered(request, subject, desk, level)
            try:
                parts = parse(text, subject.template)
            except BadMarkup as error:
                line = error.where.text if error.where is not None else ""
                error.where = self.templates.typed(subject.template, line)
                raise
            measured = self._measured(parts, subject)
            if not asks or level == room.LEVELS[-1] or room.fits(measured, subject.channel):
                break
        return bench, parts, measured

    def _measured(self, parts: tuple[Block | Phase, ...], subject: Subject) -> Length:
        return length(
            flat(parts),
            _rate(subject.channel),
            region=subject.place.mien,
            abbreviations=self.packs.abbreviations,
            minutes=minutes(parts),
            columns=subject.channel.bo_cuc.dem_cot,
            headings=not subject.channel.spoken,
        )

    def _rendered(
        self, request: Request, subject: Subject, desk: FigureDesk, level: int
    ) -> tuple[Bench, str]:
        """Render until what the document says of its own validity is what its figures say."""
        dates: tuple[Figured | str, Figured | str] = ("", "")
        before = bench = Bench(self, request, subject, desk, _variant(request))
        for _ in range(4):
            bench = Bench(self, request, subject, desk, _variant(request))
            footing = Footing(self, request, subject, before.kept, before.cited)
            bench.context = self._context(request, subject, desk, bench, dates, footing, level)
            text = self.templates.render(subject.template, bench.context)
            found = bench.dates(text)
            if same_dates(found, dates) and bench.kept.keys() == before.kept.keys():
                break
            dates, before = found, bench
        return bench, text

    def _context(
        self,
        request: Request,
        subject: Subject,
        desk: FigureDesk,
        bench: Bench,
        dates: tuple[Figured | str, Figured | str],
        footing: Footing,
        level: int,
    ) -> dict[str, Any]:
        budget = Budget()
        packs, persona, channel = self.packs, subject.persona, subject.channel
        address = persona.xung_ho
        listener = address.theo_kenh.get(channel.id) or subject.place.xung_ho.get(
            persona.id, address.nguoi_nghe
        )
        views = {name: view.model_dump() for name, view in persona.theo_chu_de.items()}
        view = views.get(subject.topic.id, {"mo_dau": (), "vi_du": ()})
        persona_file = packs.found("personas", persona.id).loaded
        listeners = persona.model_dump()
        listeners["vi_du"] |= {k: v for k, v in request.settings.items() if k in listeners["vi_du"]}
        issued = LegalDate(request.issued_on or request.law_date, Trace("Ngày ra tài liệu"))
        document = {
            "ngay": Figured("tai_lieu.ngay", issued),
            "ap_dung_tu": dates[0],
            "het_han": dates[1],
            "don_vi": Words(subject.place.don_vi),
            "phien_ban": Words(footing.pack_version),
            "phien_ban_luat": Words(footing.law_version),
            "van_ban": Items([Words(name) for name in footing.documents()], budget),
            "can_cu": Words(footing.basis_line()),
            "tieu_de": Words(subject.topic.ten),
        }
        listener_names = frozen(listeners, "nguoi", budget, persona_file)
        objection = room.answered(persona.phan_bac, subject.topic.id, level)
        return {
            "nguoi": listener_names,
            room.NAME: level,
            room.ANSWERED: Names(room.ANSWERED, {})
            if objection is None
            else listener_names.phan_bac[objection],
            "chu_de": frozen(
                subject.topic.model_dump(),
                "chu_de",
                budget,
                packs.found("topics", subject.topic.id).loaded,
            ),
            "kenh": frozen(channel.model_dump(), "kenh", budget),
            "noi": frozen(subject.place.model_dump(), "noi", budget),
            "goc_nhin": frozen(view, "goc_nhin", budget, persona_file),
            "so": Figures(desk.get, desk.names),
            "tai_lieu": Names("tai_lieu", document),
            "nghe": Words(listener),
            "xung": Words(address.nguoi_noi),
            DESK: bench,
        }


def _variant(request: Request) -> int:
    if request.variant is not None:
        return request.variant
    name = Path(request.place).stem
    return 0 if name == "mac-dinh" else zlib.crc32(name.encode())


def _asked_for(sources: Any) -> set[str]:
    asked: set[str] = set()
    for source in sources:
        assert isinstance(source, FigureSource)
        values = [*source.vao.values(), source.muc]
        asked.update(value[1:] for value in values if value.startswith("="))
    return asked


def _rate(channel: Channel) -> Decimal:
    return Decimal(channel.toc_do.replace(",", "."))


def flat(parts: tuple[Block | Phase, ...]) -> tuple[Block, ...]:
    """All blocks of a script, those of meeting phases in their places."""
    out: list[Block] = []
    for part in parts:
        out.extend(part.blocks if isinstance(part, Phase) else (part,))
    return tuple(out)


def _laid_out(parts: tuple[Block | Phase, ...], subject: Subject) -> tuple[Block, ...]:
    channel = subject.channel
    if channel.bo_cuc.kieu == "phat_thanh":

        def seconds(blocks: tuple[Block, ...]) -> int:
            measured = length(blocks, _rate(channel), region=subject.place.mien).seconds
            return int(measured.to_integral_value())

        return radio(parts, seconds)
    return meeting(parts, compact=channel.bo_cuc.kieu == "gon")


def elements(subject: Subject, say: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """The sentences of topic and persona that a check looks for, rendered, by what they are."""
    topic, persona = subject.topic, subject.persona
    gate = persona.cua_kiem_tra
    texts = {
        "thong_diep": (topic.thong_diep,),
        "nhac_lai": (topic.nhac_lai,),
        "ly_do": (topic.ly_do,),
        "gioi_han": (topic.gioi_han,),
        "chua_chac": (topic.chua_chac,),
        "y_chinh": tuple(point.cau for point in topic.y_chinh),
        "viec_can_lam": (topic.viec_can_lam.cau, *topic.viec_can_lam.cac_buoc),
        "phan_bac": tuple(o.tra_loi for o in persona.phan_bac),
        "phan_bac_cau": tuple(o.cau for o in persona.phan_bac),
        "phan_bac_gon": tuple(o.gon for o in persona.phan_bac),
        "cua_kiem_tra": (gate.mo_loi, *(q.cau for q in gate.hoi), gate.gon),
    }
    return {name: tuple(say(text) for text in items) for name, items in texts.items()}


@lru_cache(maxsize=4)
def _workshop(own: tuple[Path, ...]) -> Workshop:
    return Workshop(Packs(own))


def compose(request: Request, *, packs: Sequence[Path] = ()) -> Draft:
    """The document of a request.

    Args:
        request: What is wanted.
        packs: The office's own folders, the most particular first.

    Raises:
        KichbanError: what is wrong, where, and how to mend it.
    """
    return _workshop(tuple(packs)).compose(request)

"""What filters need while one document is rendered: its texts, its ledger, its variant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kichban import marks
from kichban.context import Figured
from kichban.errors import UnknownName, did_you_mean
from kichban.figure_desk import FigureDesk, Kept
from kichban.provenance import law_bound
from kichban.quantities import Figure, LegalDate, Quantity, Trace, Unit
from kichban.vietnamese import spoken

if TYPE_CHECKING:
    from kichban.draft import Subject
    from kichban.workshop import Request, Workshop


class Bench:
    """What filters need while one document is rendered: its texts, its ledger, its variant."""

    def __init__(
        self,
        workshop: Workshop,
        request: Request,
        subject: Subject,
        desk: FigureDesk,
        variant: int,
    ) -> None:
        self._templates, self._desk, self._subject = workshop.templates, desk, subject
        self.unverified = request.unverified
        self.variant = variant
        self.kept: dict[str, Kept] = {}
        self.cited: dict[str, None] = dict.fromkeys(subject.topic.can_cu)
        self.context: Mapping[str, Any] = {}
        self._aloud: set[str] = set()
        self._law = workshop.packs.law
        self._abbreviations = workshop.packs.abbreviations

    def words(self, text: str, place: tuple[str, int]) -> str:
        """A text of a pack, rendered."""
        return self._templates.words(text, place, self.context)

    def keep(self, name: str, figure: Figure) -> None:
        """Enter a printed figure in the ledger."""
        self.kept[name] = Kept(name, figure, self._desk.is_dated(name))

    def cite(self, provisions: Sequence[str]) -> None:
        """Enter the provisions that some words rest on."""
        for name in provisions:
            if name not in self._law.provision_ids():
                raise UnknownName(
                    f"Không có điểm luật «{name}».",
                    hint=did_you_mean(name, self._law.provision_ids()),
                )
            self.cited[name] = None

    def aloud(self, figure: Figure, text: str) -> str:
        """In spoken channels an amount shows, the first time, how the presenter says it."""
        money = isinstance(figure, Quantity) and figure.unit in (Unit.DONG, Unit.DONG_PER_MONTH)
        if not money or not self._subject.channel.spoken or text in self._aloud:
            return text
        self._aloud.add(text)
        words = spoken(text, region=self._subject.place.mien, abbreviations=self._abbreviations)
        return f"{text} ({words})"

    def dates(self, text: str) -> tuple[Figured | str, Figured | str]:
        """From when to when every printed figure holds, as figures of the document itself."""
        printed = {name for name, _ in marks.figures_in(text)}
        used = [k.figure for n, k in self.kept.items() if n in printed and law_bound(n)]
        current = [k.figure for k in self.kept.values() if k.figure in used and not k.dated]
        since = max((f.valid_from for f in current if f.valid_from), default=None)
        until = min((f.valid_to for f in current if f.valid_to), default=None)
        ends = [p.den for n in self.cited if (p := self._law.provision(n)).den is not None]
        # Spoken words speak of the figures alone; on paper the date is that of the paper.
        if self._subject.ends is not None and not self._subject.channel.spoken:
            ends.append(self._subject.ends - timedelta(days=1))
        until = min([d for d in (until, *ends) if d is not None], default=None)
        return (
            _own_date(
                "ap_dung_tu", since, "ngày muộn nhất mà các số đã dùng bắt đầu đúng", current
            ),
            _own_date("het_han", until, "ngày sớm nhất mà một số đã dùng không còn đúng", current),
        )


def _own_date(name: str, day: date | None, formula: str, used: Sequence[Figure]) -> Figured | str:
    if day is None:
        return ""
    title = "Áp dụng từ" if name == "ap_dung_tu" else "Dùng đến hết"
    return Figured(f"tai_lieu.{name}", LegalDate(day, Trace(title, formula, tuple(used))))


def same_dates(
    one: tuple[Figured | str, Figured | str], other: tuple[Figured | str, Figured | str]
) -> bool:
    """Whether two renderings say the same of their own validity."""

    def day(value: Figured | str) -> object:
        return value._figure.value if isinstance(value, Figured) else value

    return [day(v) for v in one] == [day(v) for v in other]

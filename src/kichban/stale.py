"""Which documents already handed out are wrong on a day, and what each figure would now be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kichban.errors import CannotRead, KichbanError, NothingToTrace, UnknownName
from kichban.numerals import format_date
from kichban.provenance import SUFFIX, Sidecar, law_bound, sidecar_of
from kichban.quantities import LegalDate
from kichban.trace_text import figure_text
from kichban.workshop import Request, Workshop


@dataclass(frozen=True, slots=True)
class StaleFigure:
    """A figure that no longer holds: how it is printed, what it is, what it would now be."""

    name: str
    printed: str
    label: str
    now: str


@dataclass(frozen=True, slots=True)
class StaleDocument:
    """A document that is wrong on a day, with every reason.

    `unjudged` says why nothing can be told of it: its place or persona is not in the packs at
    hand. Such a document is neither right nor wrong until it is looked at with its own pack.
    """

    path: Path
    title: str
    figures: tuple[StaleFigure, ...] = ()
    reasons: tuple[str, ...] = ()
    unjudged: str = ""

    def lines(self) -> Iterator[str]:
        """The document and its reasons for a person, old and new value side by side."""
        yield f"{self.path}  «{self.title}»"
        for figure in self.figures:
            yield f"  {figure.label}: in {figure.printed}, nay là {figure.now}"
        for reason in self.reasons:
            yield f"  {reason}"
        if self.unjudged:
            yield f"  Chưa xét được: {self.unjudged}"


def sidecars(folder: Path) -> Iterator[Sidecar]:
    """Every sidecar below a folder, and every Word file that still carries its own."""
    seen: set[Path] = set()
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        seen.add(path.with_name(path.name.removesuffix(SUFFIX)))
        try:
            yield sidecar_of(path)
        except NothingToTrace:
            continue
    for path in sorted(folder.rglob("*.docx")):
        if path.with_suffix("") in seen:
            continue
        try:
            yield sidecar_of(path)
        except NothingToTrace:
            continue


def stale(workshop: Workshop, folder: Path, day: date) -> Iterator[StaleDocument]:
    """The documents below a folder that are wrong on a day, and those that cannot be judged.

    A document is wrong when a figure it prints would be another on that day, when a provision it
    rests on no longer applies, when the day printed on it as its last has passed, or when the
    words it was made from have been changed since.
    """
    for sidecar in sidecars(folder):
        found = _document(workshop, sidecar, day)
        if found.figures or found.reasons or found.unjudged:
            yield found


def request_of(sidecar: Sidecar, day: date) -> Request:
    """The request that made a document, for the law of another day."""
    asked: Mapping[str, Any] = sidecar.data["yeu_cau"]
    return Request(
        persona=asked["nhom"],
        topic=asked["chu_de"],
        channel=asked["kenh"],
        place=asked["noi"],
        law_date=day,
        issued_on=day,
        variant=asked["bien_the"],
        settings=asked["dat"],
    )


def _document(workshop: Workshop, sidecar: Sidecar, day: date) -> StaleDocument:
    found = law_now(workshop, sidecar, day)
    if found.unjudged:
        return found
    words = tuple(_words(workshop, sidecar, request_of(sidecar, day)))
    return replace(found, reasons=(*found.reasons, *words))


def law_now(workshop: Workshop, sidecar: Sidecar, day: date) -> StaleDocument:
    """What of a document no longer is law on a day; its words are not looked at."""
    request, title = request_of(sidecar, day), sidecar.data["tai_lieu"]
    try:
        _known(workshop, request)
    except (UnknownName, CannotRead) as error:
        return StaleDocument(sidecar.path, title, unjudged=f"{error.message} Thêm --pack.")
    figures: list[StaleFigure] = []
    reasons: list[str] = []
    for record in sidecar.figures:
        if record["ngay_khac"] or not law_bound(record["ten"]):
            continue
        try:
            figure = workshop.figure(request, record["ten"])
        except KichbanError as error:
            reasons.append(f"{', '.join(record['in_ra'])}: {error.message}")
            continue
        if figure is None:
            reasons.append(f"Không còn số «so.{record['ten']}» trong bộ mẫu.")
            continue
        value = figure.value.isoformat() if isinstance(figure, LegalDate) else figure.value
        if str(value) != str(record["gia_tri"]) and not _equal(record["gia_tri"], value):
            printed = ", ".join(record["in_ra"])
            now = figure_text(figure)
            figures.append(StaleFigure(record["ten"], printed, record["la"], now))
    reasons.extend(_provisions(workshop, sidecar, day))
    if not figures and (ended := sidecar.data["het_han_ngay"]) and ended <= day.isoformat():
        last = date.fromisoformat(ended) - timedelta(days=1)
        reasons.append(f"Tài liệu tự ghi chỉ dùng đến hết ngày {format_date(last)}.")
    return StaleDocument(sidecar.path, title, tuple(figures), tuple(reasons))


def _known(workshop: Workshop, request: Request) -> None:
    """Refuse a request for something that the packs at hand do not have."""
    packs = workshop.packs
    packs.persona(request.persona)
    packs.topic(request.topic)
    packs.channel(request.channel)
    packs.place(request.place)


def _equal(old: str, new: object) -> bool:
    from decimal import Decimal, InvalidOperation

    try:
        return isinstance(new, Decimal) and Decimal(old) == new
    except InvalidOperation:
        return False


def _provisions(workshop: Workshop, sidecar: Sidecar, day: date) -> Iterator[str]:
    law = workshop.packs.law
    for name in sidecar.data["diem_luat"]:
        if name not in law.provision_ids():
            yield f"Điểm luật «{name}» không còn trong dữ liệu."
        elif not (provision := law.provision(name)).in_force(day):
            yield f"«{provision.ten}» không áp dụng vào ngày {format_date(day)}."


def _words(workshop: Workshop, sidecar: Sidecar, request: Request) -> Iterator[str]:
    was = sidecar.data["dau_van_tay"].get("loi")
    try:
        now = workshop.words_digest(workshop.subject(request))
    except KichbanError as error:
        yield error.message
        return
    if was and was != now:
        yield "Lời mẫu đã sửa từ ngày viết tài liệu này."

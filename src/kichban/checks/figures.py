"""Sources of figures: what they name, what they are on a day, whether they agree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from kichban.calculators import REGISTRY
from kichban.checks.findings import Finding
from kichban.checks.shelf import Scope, Shelf, Source
from kichban.context import Figured, Words, figure_of
from kichban.errors import BadReference, BadRequest, KichbanError, Where, did_you_mean
from kichban.figure_desk import LOWEST, FigureDesk
from kichban.numerals import format_date
from kichban.personas import Example
from kichban.provenance import law_bound
from kichban.quantities import Figure, Quantity

__all__ = ["FigureBook"]

_SHARES = ("muc_dong", "ho_tro", "con_lai")
_GROUPS: tuple[str, ...] = Example.model_fields["thuoc_dien"].annotation.__args__  # type: ignore[union-attr]


class FigureBook:
    """Every figure of the packs, judged as far as it can be without a document.

    Args:
        shelf: The packs.
        day: Which day's law; None when figures are not to be computed.
    """

    def __init__(self, shelf: Shelf, day: date | None) -> None:
        self._shelf, self._day = shelf, day
        self._known: dict[str, frozenset[str]] = {}
        self._law = shelf.packs.law
        self._cache: dict[Any, Any] = {}
        self.broken: set[tuple[str, str]] = set()

    def findings(self, scope: Scope) -> Iterator[Finding]:
        """What is wrong with sources themselves."""
        wanted = self.wanted(scope)
        for source in wanted:
            wrong = list(self._references(source))
            if wrong:
                self.broken.add((source.topic, source.name))
            yield from wrong
        yield from self._twice(wanted)
        if self._day is not None:
            yield from self._computed(wanted, self._day)
            if any(source.name in _SHARES for source in wanted):
                yield from self._shares(self._day)

    def wanted(self, scope: Scope) -> list[Source]:
        """The sources that are to be judged."""
        return [s for s in self._shelf.sources if s.own and scope.has(s.file)]

    def unused(self, scope: Scope, used: Collection[str]) -> Iterator[Finding]:
        """Figures that no template, persona or topic calls."""
        for source in self.wanted(scope):
            if source.name not in used:
                yield Finding(
                    "S102",
                    "goi_y",
                    f"Không mẫu nào dùng số «so.{source.name}».",
                    source.loaded.where(source.path),
                    "bỏ mục này nếu không cần.",
                )

    def kinds(self, name: str) -> frozenset[str]:
        """What a figure is on the day: units, `ngay`, `chu`, `co_khong`; nothing if not known."""
        if not law_bound(name):
            dated = name.removeprefix("tai_lieu.") in ("ngay", "ap_dung_tu", "het_han")
            return frozenset(("ngay",)) if dated else frozenset()
        if name not in self._known:
            kinds = [self._kind(s) for s in self._shelf.sources if s.name == name]
            self._known[name] = frozenset(kinds) if all(kinds) else frozenset()
        return self._known[name]

    def _kind(self, source: Source) -> str:
        if source.source.diem_luat or source.source.doi_tiep:
            return "ngay"
        if self._day is None:
            return ""
        try:
            value = self._value(source, self._day)
        except KichbanError:
            return ""
        if isinstance(value, Figured):
            _, figure = figure_of(value)
            return str(figure.unit) if isinstance(figure, Quantity) else "ngay"
        return "chu" if isinstance(value, Words) else "co_khong"

    def _value(self, source: Source, day: date, group: str = "khac") -> Any:
        sources = {s.name: s.source for s in reversed(self._shelf.sources) if not s.topic}
        sources[source.name] = source.source
        variables = {
            "thu_nhap_chon": LOWEST,
            "thuoc_dien": group,
            "gioi": "nu",
            "sinh": "05/1986",
        }
        desk = FigureDesk(self._law, day, sources, variables, self._cache, unverified=True)
        return desk.get(source.name)

    def _references(self, source: Source) -> Iterator[Finding]:
        s, shelf = source.source, self._shelf

        def wrong(key: str, message: str, known: Collection[str]) -> Finding:
            where = _value_place(source, (*source.path, key))
            hint = did_you_mean(getattr(s, key), known)
            return Finding(BadReference.code, "loi", message, where, hint)

        for key in ("tham_so", "doi_tiep", "doi_cua"):
            name = getattr(s, key)
            if name and name not in shelf.parameters:
                yield wrong(key, f"Không có tham số «{name}».", shelf.parameters)
        if s.diem_luat and s.diem_luat not in shelf.provisions:
            yield wrong("diem_luat", f"Không có điểm luật «{s.diem_luat}».", shelf.provisions)
        if s.tham_so and s.muc and not s.muc.startswith("="):
            rows = self._rows(s.tham_so)
            if rows and s.muc not in rows:
                yield wrong("muc", f"Tham số «{s.tham_so}» không có dòng «{s.muc}».", rows)
        if not s.tinh:
            return
        if s.tinh not in REGISTRY.names():
            yield wrong("tinh", f"Không có phép tính «{s.tinh}».", REGISTRY.names())
            return
        calculator = REGISTRY.get(s.tinh)
        outputs = [o.ten for o in calculator.outputs]
        if s.lay not in outputs and s.lay not in [o.key for o in calculator.outputs]:
            yield wrong("lay", f"Phép tính «{s.tinh}» không cho kết quả «{s.lay}».", outputs)
        inputs = {name: i for i in calculator.inputs for name in (i.ten, i.key)}
        for name, value in s.vao.items():
            if name not in inputs:
                shown = [i.ten for i in calculator.inputs]
                where = source.loaded.where((*source.path, "vao", name))
                message = f"Phép tính «{s.tinh}» không dùng mục «{name}»."
                hint = did_you_mean(name, shown)
                yield Finding(BadReference.code, "loi", message, where, hint)
            elif (choices := inputs[name].choices) and not value.startswith("="):
                allowed = {*choices, *choices.values()}
                several = inputs[name].kind == "choices"
                given = [part.strip() for part in value.split(",")] if several else [value]
                if any(part not in allowed for part in given):
                    where = _value_place(source, (*source.path, "vao", name))
                    message = f"Mục «{name}» của phép tính «{s.tinh}» không nhận «{value}»."
                    hint = did_you_mean(value, choices.values())
                    yield Finding(BadReference.code, "loi", message, where, hint)

    def _rows(self, parameter: str) -> set[str]:
        try:
            found = self._law.parameter(parameter)
        except KichbanError:
            return set()
        return {row for value in found.gia_tri for row in (value.bang or {})}

    def _twice(self, wanted: Sequence[Source]) -> Iterator[Finding]:
        """One name in the common list and in a topic, meaning two things."""
        common = {s.name: s for s in reversed(self._shelf.sources) if not s.topic}
        for source in wanted:
            other = common.get(source.name)
            if source.topic and other is not None and source.source != other.source:
                place = other.loaded.where(other.path)
                yield Finding(
                    "S103",
                    "canh_bao",
                    f"Tên «so.{source.name}» đã có nghĩa khác ở {place}.",
                    source.loaded.where(source.path),
                    "đặt tên khác cho số của chủ đề này.",
                )

    def _computed(self, wanted: Sequence[Source], day: date) -> Iterator[Finding]:
        for source in wanted:
            if (source.topic, source.name) in self.broken:
                continue
            where = source.loaded.where(source.path)
            try:
                value = self._value(source, day)
            except BadRequest:
                continue  # it asks for a value that only `--set` gives
            except KichbanError as error:
                yield Finding(
                    "S105",
                    "canh_bao",
                    f"Số «so.{source.name}» không tính được vào ngày {format_date(day)}: "
                    f"{error.message}",
                    where,
                    error.hint,
                )
                continue
            if isinstance(value, Figured) and not figure_of(value)[1].certain:
                yield Finding(
                    "L114",
                    "canh_bao",
                    f"Số «so.{source.name}» dựa vào giá trị chưa xác minh.",
                    where,
                    "chờ đối chiếu văn bản gốc, hoặc bỏ số này.",
                )

    def _shares(self, day: date) -> Iterator[Finding]:
        """What is owed is what the state pays and what remains, for every group, on one day."""
        found = {s.name: s for s in reversed(self._shelf.sources) if not s.topic}
        if not all(name in found and ("", name) not in self.broken for name in _SHARES):
            return
        for group in _GROUPS:
            try:
                values = [self._value(found[name], day, group) for name in _SHARES]
            except (KichbanError, ArithmeticError):
                return
            numbers = [figure_of(v)[1] for v in values if isinstance(v, Figured)]
            if len(numbers) == len(_SHARES) and not _add_up(numbers):
                whole, part, rest = _SHARES
                source = found[rest]
                yield Finding(
                    "S104",
                    "loi",
                    f"«so.{whole}» không bằng «so.{part}» cộng «so.{rest}» (diện {group}).",
                    source.loaded.where(source.path),
                    "xem lại «tinh», «lay», «vao» của ba số.",
                )
                return


def _add_up(numbers: list[Figure]) -> bool:
    if not all(isinstance(n, Quantity) for n in numbers):
        return False
    whole, part, rest = (n.value for n in numbers if isinstance(n, Quantity))
    return whole == part + rest


def _value_place(source: Source, path: tuple[str, ...]) -> Where:
    """Where a value was typed, with the value underlined."""
    start = source.loaded.starts.get(path)
    where = source.loaded.where(path)
    if start is None or not start.line:
        return where
    text = source.loaded.lines[start.line - 1]
    value = source.loaded.data
    for part in path:
        value = value[part]
    return Where(where.file, start.line, start.column, text, max(1, len(str(value))))

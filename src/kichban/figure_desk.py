"""The figures of one document: computed when a template asks, remembered across documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from kichban.calculators import REGISTRY, Result, calculate
from kichban.context import Figured, Words
from kichban.errors import BadReference, BadRequest, NotKnown, OutOfRange, did_you_mean
from kichban.figures import FigureSource
from kichban.law import Law, RulesAt
from kichban.quantities import Figure, LegalDate, Quantity, Trace

LOWEST = "thap_nhat"


@dataclass(frozen=True)
class Kept:
    """A figure that a document prints.

    `dated` figures speak of another day than the document's law (what the law said before, what
    it will say); they do not limit how long the document stays true.
    """

    name: str
    figure: Figure
    dated: bool

    def past(self, day: date) -> bool:
        """Whether the figure speaks of what the law said before a day and says no longer."""
        until = self.figure.valid_to
        return self.dated and until is not None and until < day


class FigureDesk:
    """Computes `so.<name>` on the law of one day.

    Args:
        law: The law.
        day: Which day's law.
        sources: Where each name comes from.
        variables: Values of the document that sources may ask for (`=thuoc_dien`).
        cache: Results already computed, shared between documents.
        unverified: Whether values from unconfirmed sources may be used.
    """

    def __init__(
        self,
        law: Law,
        day: date,
        sources: Mapping[str, FigureSource],
        variables: Mapping[str, str | Quantity],
        cache: dict[Any, Any],
        *,
        unverified: bool = False,
    ) -> None:
        self._law, self._day, self._sources = law, day, sources
        self._variables, self._cache, self._unverified = variables, cache, unverified
        self._values: dict[str, Any] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that this document's figures have: the common ones and its topic's."""
        return tuple(self._sources)

    def get(self, name: str) -> Any:
        """The value of a name as templates see it: a figure, yes or no, or a text."""
        if name not in self._values:
            self._values[name] = self._shown(name, self._value(name))
        return self._values[name]

    def is_dated(self, name: str) -> bool:
        """Whether a figure speaks of another day than the document's law."""
        source = self._sources.get(name)
        return source is not None and (source.luc is not None or source.moc is not None)

    def _shown(self, name: str, value: Any) -> Any:
        if isinstance(value, Quantity | LegalDate):
            label = self._sources[name].ten
            return Figured(name, value.named(label) if label else value)
        if isinstance(value, str):
            return Words(value)
        if isinstance(value, bool):
            return value
        raise BadReference(f"Số «so.{name}» không phải một con số.", hint="sửa law/so-lieu.yaml.")

    def _value(self, name: str) -> Any:
        source = self._sources[name]
        if source.diem_luat:
            provision = self._law.provision(source.diem_luat)
            return LegalDate(
                provision.tu,
                Trace(
                    f"Ngày bắt đầu áp dụng: {provision.ten}",
                    basis=provision.basis(office=self._law.is_local("provisions", provision.id)),
                ),
            )
        if source.doi_tiep:
            return self._next_change(source.doi_tiep, source.moc or self._day)
        rules = self._law.at(self._moved(source), unverified=self._unverified)
        if source.tham_so:
            if source.muc:
                return rules.entry(source.tham_so, self._row(source.muc))
            return rules.quantity(source.tham_so)
        return self._calculated(name, source, rules)

    def _row(self, row: str) -> str:
        return str(self._variable(row[1:])) if row.startswith("=") else row

    def _moved(self, source: FigureSource) -> date:
        if isinstance(source.luc, str):
            change = self._next_change(source.doi_cua, source.moc or self._day).value
            return change if source.luc == "lan_doi_toi" else change - timedelta(days=1)
        return source.luc or self._day

    def _next_change(self, parameter: str, day: date) -> LegalDate:
        values = self._law.parameter(parameter)
        since = None
        for value in values.gia_tri:
            if value.tu > day:
                # The sentence that speaks of it is true until the change comes.
                basis = replace(
                    value.basis(parameter, office=self._law.is_local("parameters", parameter)),
                    valid_from=since or day,
                    valid_to=value.tu - timedelta(days=1),
                )
                return LegalDate(value.tu, Trace(f"Ngày đổi: {values.ten}", basis=basis))
            since = value.tu
        raise NotKnown(
            f"«{values.ten}»: chưa có văn bản nào đổi sau ngày này.",
            hint="dùng chủ đề khác cho ngày này.",
        )

    def _calculated(self, name: str, source: FigureSource, rules: RulesAt) -> Any:
        calculator = REGISTRY.get(source.tinh)
        inputs = {key: self._input(text, rules) for key, text in source.vao.items()}
        key = (
            source.tinh,
            rules.day,
            self._unverified,
            tuple((k, str(v) if isinstance(v, str) else v.value) for k, v in inputs.items()),
        )
        if key not in self._cache:
            self._cache[key] = calculate(calculator, rules, inputs)
        result: Result = self._cache[key]
        _refuse_invalid(result)
        row = source.muc
        value: Any = result[source.lay]
        if row and isinstance(value, Mapping):
            if self._row(row) not in value:
                hint = did_you_mean(row, value)
                raise BadReference(f"Số «so.{name}»: không có mục «{row}».", hint=hint)
            value = value[self._row(row)]
        elif row and isinstance(value, tuple):
            places = [str(place) for place in range(len(value))]
            if self._row(row) not in places:
                hint = did_you_mean(row, places)
                raise BadReference(f"Số «so.{name}»: không có mục «{row}».", hint=hint)
            value = value[int(self._row(row))]
        return value

    def _input(self, typed: str, rules: RulesAt) -> str | Quantity:
        text = self._variable(typed[1:]) if typed.startswith("=") else typed
        if text == LOWEST:
            return rules.quantity("income-floor")
        return text

    def _variable(self, name: str) -> str | Quantity:
        if name not in self._variables:
            raise BadRequest(
                f"Tài liệu này cần biết «{name}».", hint=f"thêm --set {name}=… khi chạy."
            )
        return self._variables[name]


def _refuse_invalid(result: Result) -> None:
    """A document never prints figures of a calculation that the law does not allow."""
    for key in ("valid", "allowed"):
        if result.outputs.get(key) is False:
            reason = result.outputs.get("reason")
            raise OutOfRange(str(reason or "Luật không cho phép giá trị này."))

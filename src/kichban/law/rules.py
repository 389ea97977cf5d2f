"""The law as it stands on one day, handing out figures that know where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kichban.errors import BadLaw, NotInForce, NotKnown, NotVerified, UnknownName, did_you_mean
from kichban.law.models import WORD_UNITS, Parameter, Provision, Value
from kichban.numerals import format_date
from kichban.quantities import Basis, LegalDate, Quantity, Trace, of_law

if TYPE_CHECKING:
    from kichban.law.store import Law


class RulesAt:
    """The law on one day.

    Every method raises `UnknownName` for an id that no file has, `NotInForce` when the data do
    not cover the day, `NotKnown` when the law sets no value or none has been found, and
    `NotVerified` when the value is unconfirmed and unconfirmed values were not asked for.
    """

    def __init__(
        self,
        law: Law,
        day: date,
        *,
        unverified: bool = False,
        given: Mapping[str, Quantity] | None = None,
    ) -> None:
        self.law, self.day, self.unverified = law, day, unverified
        self._given = dict(given or {})

    def on(self, day: date) -> RulesAt:
        """The same law on another day; values given by hand stay given."""
        return RulesAt(self.law, day, unverified=self.unverified, given=self._given)

    def with_given(self, **values: Quantity) -> RulesAt:
        """The same day with some values given by hand instead of read from the law.

        Keywords are parameter ids with `_` for `-`.
        """
        merged = {**self._given, **{k.replace("_", "-"): v for k, v in values.items()}}
        return RulesAt(self.law, self.day, unverified=self.unverified, given=merged)

    def quantity(self, name: str) -> Quantity:
        """The number of one parameter, in the unit of its file."""
        if name in self._given:
            return self._given[name]
        parameter, value = self._value(name)
        if value.theo is not None:
            target = self.quantity(value.theo)
            own = self._basis(name, value)
            if target.trace.basis is None:
                return target.named(parameter.ten)
            basis = _joined(own, target.trace.basis)
            return replace(target, trace=Trace(parameter.ten, basis=basis))
        if value.so is None:
            raise self._not_known(parameter, value)
        unit = parameter.unit_of()
        return of_law(parameter.number(value.so), unit, parameter.ten, self._basis(name, value))

    def entry(self, name: str, key: str) -> Quantity:
        """One number of a table."""
        parameter, value = self._value(name)
        if value.bang is None:
            raise self._not_known(parameter, value)
        if key not in value.bang or parameter.don_vi_muc.get(key, parameter.don_vi) in WORD_UNITS:
            raise UnknownName(
                f"Bảng «{parameter.ten}» không có dòng «{key}».",
                hint=did_you_mean(key, value.bang),
            )
        number = parameter.number(value.bang[key], key)
        label = f"{parameter.ten}: {key.replace('_', ' ')}"
        return of_law(number, parameter.unit_of(key), label, self._basis(name, value))

    def table(self, name: str) -> dict[str, Quantity]:
        """All numbers of a table, in the order of the file."""
        parameter, value = self._value(name)
        if value.bang is None:
            raise self._not_known(parameter, value)
        return {
            key: self.entry(name, key)
            for key in value.bang
            if parameter.don_vi_muc.get(key, parameter.don_vi) not in WORD_UNITS
        }

    def words(self, name: str) -> dict[str, str]:
        """The entries of a table that are words, not numbers."""
        parameter, value = self._value(name)
        if value.bang is None:
            raise self._not_known(parameter, value)
        return {
            key: text
            for key, text in value.bang.items()
            if parameter.don_vi_muc.get(key, parameter.don_vi) in WORD_UNITS
        }

    def items(self, name: str) -> tuple[str, ...]:
        """The names in a list, such as the payment methods allowed."""
        parameter, value = self._value(name)
        if value.danh_sach is None:
            raise self._not_known(parameter, value)
        return value.danh_sach

    def rule(self, name: str) -> str:
        """A rule in words; `có` and `không` for yes and no."""
        parameter, value = self._value(name)
        if value.quy_tac is None:
            raise self._not_known(parameter, value)
        return value.quy_tac

    def date(self, name: str) -> LegalDate:
        """A date that the law sets."""
        parameter, value = self._value(name)
        if value.ngay is None:
            raise self._not_known(parameter, value)
        return LegalDate(value.ngay, Trace(parameter.ten, basis=self._basis(name, value)))

    def basis(self, name: str) -> Basis:
        """The law behind a parameter on that day, whatever kind of value it has."""
        return self._basis(name, self._value(name)[1])

    def _basis(self, name: str, value: Value) -> Basis:
        return value.basis(name, office=self.law.is_local("parameters", name))

    def covers(self, name: str) -> bool:
        """Whether the parameter has a usable value on that day."""
        try:
            _, value = self._value(name)
        except (NotInForce, NotVerified):
            return False
        if value.theo is not None:
            return value.theo in self._given or self.covers(value.theo)
        return bool(value.kind())

    def provision(self, name: str) -> Provision:
        """A provision that applies on that day."""
        found = self.law.provision(name)
        if not found.in_force(self.day):
            raise NotInForce(
                f"«{found.ten}» áp dụng từ {format_date(found.tu)}, "
                f"ngày {format_date(self.day)} chưa áp dụng.",
                hint=f"chọn ngày từ {format_date(found.tu)}.",
            )
        return found

    def _value(self, name: str) -> tuple[Parameter, Value]:
        parameter = self.law.parameter(name)
        for value in parameter.gia_tri:
            if value.tu <= self.day and (value.den is None or self.day <= value.den):
                if value.trang_thai == "chua_xac_minh" and not self.unverified and value.kind():
                    raise NotVerified(
                        f"«{parameter.ten}» ngày {format_date(self.day)} mới có nguồn chưa chắc.",
                        hint="chờ đối chiếu văn bản gốc, hoặc thêm --chua-xac-minh để ước tính.",
                    )
                return parameter, value
        first, last = parameter.gia_tri[0].tu, parameter.gia_tri[-1].den
        span = f"từ {format_date(first)}" + (f" đến {format_date(last)}" if last else "")
        raise NotInForce(
            f"Số liệu «{parameter.ten}» chỉ có {span}, không có cho ngày {format_date(self.day)}.",
            hint="chọn ngày trong khoảng đó.",
        )

    def _not_known(self, parameter: Parameter, value: Value) -> NotKnown | BadLaw:
        if value.kind():
            return BadLaw(
                f"«{parameter.ten}» không phải loại giá trị đang hỏi ({value.kind()}).",
                hint=f"xem tệp law/parameters/{parameter.id}.yaml.",
            )
        return NotKnown(
            f"«{parameter.ten}»: không có giá trị cho ngày {format_date(self.day)}. "
            f"{value.ghi_chu}".strip(),
            hint="hỏi cơ quan bảo hiểm xã hội, hoặc nhập giá trị bằng tay.",
        )


def _joined(own: Basis, target: Basis) -> Basis:
    """A value set by reference holds only while both the reference and its target hold."""
    ends = [day for day in (own.valid_to, target.valid_to) if day is not None]
    return replace(
        target,
        citations=tuple(dict.fromkeys((*own.citations, *target.citations))),
        valid_from=max(own.valid_from, target.valid_from),
        valid_to=min(ends, default=None),
        sources=tuple(dict.fromkeys((*own.sources, *target.sources))),
        status="da_xac_minh" if own.certain and target.certain else "chua_xac_minh",
        reread=min(own.reread, target.reread),
        office=own.office or target.office,
    )

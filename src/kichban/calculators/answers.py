"""How a calculator answers as far as the law data go, and says what it could not answer.

An output whose law is unknown, unconfirmed or not in force is left out, and `reason` says why;
the other outputs are still given. Values of law typed by a person replace those of the files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from kichban.calculators.base import Input, Output, Value
from kichban.errors import KichbanError, NotInForce, NotKnown, NotVerified, OutOfRange
from kichban.law import RulesAt
from kichban.quantities import Quantity, Trace, Unit, derive, given
from kichban.trace_text import cited

__all__ = [
    "REASON",
    "Gaps",
    "as_figure",
    "counted_months",
    "months",
    "none_due",
    "place",
    "placed",
    "present",
    "refuse_far_days",
    "refused",
    "with_inputs",
]

REASON = Output("reason", "ly_do", "Vì sao không được, hoặc vì sao một kết quả chưa tính được")
"""The sentence that goes with «không», and with every output left out."""

T = TypeVar("T")
_NEAR = (1900, 2200)
_DAY = re.compile(r"\d{2}/\d{2}/\d{4}")


class Gaps:
    """What could not be read from the law, each said once, in Vietnamese."""

    def __init__(self) -> None:
        self._sentences: dict[str, str] = {}

    def read(self, reading: Callable[[], T]) -> T | None:
        """The value, or None when the data do not give it; the reason is kept."""
        try:
            return reading()
        except (NotInForce, NotKnown, NotVerified) as error:
            self.note(error)
            return None

    def note(self, error: KichbanError | str) -> None:
        """Keep one more reason; the same gap on several days is said for the first day only."""
        sentence = error if isinstance(error, str) else error.message
        self._sentences.setdefault(_DAY.sub("", sentence), sentence)

    def outputs(self) -> dict[str, Value]:
        """The `reason` output, or nothing when there is nothing to explain."""
        return {REASON.key: " ".join(self._sentences.values())} if self._sentences else {}


def with_inputs(rules: RulesAt, inputs: tuple[Input, ...], typed: Mapping[str, Any]) -> RulesAt:
    """The same law with the values that a person typed in place of a parameter.

    Only inputs that name a `parameter` and were given count.
    """
    values: dict[str, Quantity] = {}
    for item in inputs:
        value = typed.get(item.key)
        if item.parameter and value is not None:
            unit = rules.law.parameter(item.parameter).unit_of()
            name = rules.law.parameter(item.parameter).ten
            values[item.parameter.replace("-", "_")] = as_figure(value, unit, name)
    return rules.with_given(**values) if values else rules


def as_figure(value: Quantity | Decimal | int, unit: Unit, name: str) -> Quantity:
    """An input as a figure: typed by a person, or a figure of law that keeps its trace."""
    if not isinstance(value, Quantity):
        return given(value, unit, name)
    source = value.name[:1].lower() + value.name[1:]
    return derive(value.value, unit, name, f"lấy bằng {source}", value)


def place(rules: RulesAt, parameter: str) -> str:
    """Where a parameter stands in the law of the day: «khoản 2 Điều 31 Luật 41/2024/QH15»."""
    return cited(rules.basis(parameter).citations, rules.law.documents)


def placed(sentence: str, rules: RulesAt, parameter: str) -> str:
    """A sentence with the place in the law behind it, when the data have it for the day."""
    return f"{sentence} ({place(rules, parameter)})" if rules.covers(parameter) else sentence


def refuse_far_days(*days: date | None) -> None:
    """Refuse days so far off that they can only be slips of the pen.

    Raises:
        OutOfRange: one of the days lies outside two centuries of living people.
    """
    for day in days:
        if day is not None and not _NEAR[0] <= day.year <= _NEAR[1]:
            raise OutOfRange(
                f"Ngày trong năm {day.year} là không thể.",
                hint=f"xem lại năm, chọn từ {_NEAR[0]} đến {_NEAR[1]}.",
            )


def months(count: int, name: str) -> Quantity:
    """A number of months that a person reported or asked for."""
    return given(count, Unit.MONTHS, name)


def counted_months(count: int, name: str) -> Quantity:
    """A number of months that the calculation itself counted."""
    return Quantity(Decimal(count), Unit.MONTHS, Trace(name))


def none_due(name: str, unit: Unit = Unit.DONG) -> Quantity:
    """Nothing, because the benefit or the payment is not allowed."""
    return derive(Decimal(0), unit, name, "không đủ điều kiện nên bằng 0")


def refused(*amounts: tuple[str, str], reason: str) -> dict[str, Value]:
    """Zero for every amount (`key`, name), and why."""
    out: dict[str, Value] = {key: none_due(name) for key, name in amounts}
    return out | {REASON.key: reason}


def present(**outputs: Value | None) -> dict[str, Value]:
    """Outputs by English key, without those that could not be computed."""
    return {key: value for key, value in outputs.items() if value is not None}

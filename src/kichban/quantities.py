"""Figures that never travel alone: a value, its unit, and its trace to the law.

Arithmetic on a `Quantity` gives a `Quantity` whose trace names both operands, so that the
printed page can say, line by line, which article each figure came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

from kichban.citations import Citation


class Unit(StrEnum):
    """What a number counts. The value is the unit as printed in Vietnamese."""

    DONG = "đồng"
    DONG_PER_MONTH = "đồng/tháng"
    RATIO = "tỷ lệ"  # 0.22 means 22%
    PERCENT = "phần trăm"  # 45 means 45%
    TIMES = "lần"
    MONTHS = "tháng"
    YEARS = "năm"
    AGE_MONTHS = "tháng tuổi"  # ages are kept in whole months; 732 is 61 years
    AGE_YEARS = "tuổi"
    DAYS = "ngày"
    WORKING_DAYS = "ngày làm việc"
    COUNT = "số đếm"


Status: TypeAlias = Literal["da_xac_minh", "chua_xac_minh"]
Verification: TypeAlias = Literal[
    "nguyen_van", "nhieu_nguon", "mot_nguon", "phep_tinh", "theo_tri_nho", "dia_phuong"
]

VERIFICATION_VI: dict[str, str] = {
    "nguyen_van": "đã đọc nguyên văn",
    "nhieu_nguon": "nhiều nguồn độc lập khớp nhau, chưa đọc nguyên văn",
    "mot_nguon": "mới có một nguồn",
    "phep_tinh": "tính từ giá trị khác",
    "theo_tri_nho": "theo trí nhớ, không dùng để tính",
    "dia_phuong": "địa phương tự khai",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """The law behind one value: where it stands, since when, how sure we are.

    `valid_from` and `valid_to` are both inside the period; `valid_to` is None when the text
    sets no end. `reread` is the last day a person compared the value with its source. `office` is
    true for a value from an office's own folder, which stands in place of the common law data.
    """

    parameter: str
    citations: tuple[Citation, ...]
    valid_from: date
    valid_to: date | None
    status: Status
    verification: Verification
    sources: tuple[str, ...]
    reread: date
    note: str = ""
    office: bool = False

    @property
    def certain(self) -> bool:
        """Whether the value may be shown as a fact."""
        return self.status == "da_xac_minh"


@dataclass(frozen=True, slots=True)
class Trace:
    """How a figure came about.

    A leaf has a `basis` (a value of law) or is `given` (typed by a person). Anything else has a
    `formula` in Vietnamese and `inputs`. `rounding` names a rounding where one was made.
    """

    name: str
    formula: str = ""
    inputs: tuple[Figure, ...] = ()
    basis: Basis | None = None
    given: bool = False
    rounding: str = ""

    def leaves(self) -> Iterator[Basis]:
        """Every value of law used, each once, in the order of first use."""
        seen: set[tuple[str, date]] = set()
        for basis in _leaves(self):
            key = (basis.parameter, basis.valid_from)
            if key not in seen:
                seen.add(key)
                yield basis


def _leaves(trace: Trace) -> Iterator[Basis]:
    if trace.basis is not None:
        yield trace.basis
    for figure in trace.inputs:
        yield from _leaves(figure.trace)


class _Traced:
    """What figures of both kinds can say about their law."""

    __slots__ = ()
    trace: Trace

    @property
    def name(self) -> str:
        """What the figure is, in Vietnamese."""
        return self.trace.name

    def bases(self) -> tuple[Basis, ...]:
        """Every value of law behind the figure, each once."""
        return tuple(self.trace.leaves())

    def citations(self) -> tuple[Citation, ...]:
        """Every place in the law behind the figure, each once."""
        return tuple(dict.fromkeys(c for basis in self.bases() for c in basis.citations))

    @property
    def valid_from(self) -> date | None:
        """First day on which all values used hold together; None when no law is used."""
        return max((basis.valid_from for basis in self.bases()), default=None)

    @property
    def valid_to(self) -> date | None:
        """Last day on which all values used still hold; None when no end is set."""
        return min((b.valid_to for b in self.bases() if b.valid_to is not None), default=None)

    @property
    def expires_on(self) -> date | None:
        """First day on which a value used no longer holds; None when no end is set."""
        return None if self.valid_to is None else self.valid_to + timedelta(days=1)

    @property
    def certain(self) -> bool:
        """Whether every value used may be shown as a fact."""
        return all(basis.certain for basis in self.bases())


@dataclass(frozen=True, slots=True)
class Quantity(_Traced):
    """A number with its unit and its trace. Equality looks at value and unit only."""

    value: Decimal
    unit: Unit
    trace: Trace = field(compare=False)

    def __bool__(self) -> bool:
        return self.value != 0

    def named(self, name: str) -> Quantity:
        """The same figure under a name of its own."""
        return replace(self, trace=replace(self.trace, name=name))

    def as_unit(self, unit: Unit) -> Quantity:
        """The same number counted in another unit, where the law itself says so."""
        return replace(self, unit=unit)

    def as_ratio(self) -> Quantity:
        """A percentage as a ratio: 45 phần trăm is 0.45."""
        if self.unit is not Unit.PERCENT:
            return self
        return Quantity(self.value / 100, Unit.RATIO, self.trace)

    def in_months(self) -> Quantity:
        """Years as months; months and ages in months stay as they are."""
        if self.unit is Unit.YEARS:
            return Quantity(self.value * 12, Unit.MONTHS, self.trace)
        if self.unit is Unit.AGE_YEARS:
            return Quantity(self.value * 12, Unit.AGE_MONTHS, self.trace)
        return self

    def __add__(self, other: Quantity) -> Quantity:
        self._same_unit(other)
        return _combined(self.value + other.value, self.unit, self, "+", other)

    def __sub__(self, other: Quantity) -> Quantity:
        self._same_unit(other)
        return _combined(self.value - other.value, self.unit, self, "−", other)

    def __mul__(self, other: Quantity | Decimal | int) -> Quantity:
        if not isinstance(other, Quantity):
            return _combined(self.value * other, self.unit, self, "×", other)
        unit = _PRODUCTS.get((self.unit, other.unit)) or _PRODUCTS.get((other.unit, self.unit))
        if unit is None:
            raise TypeError(f"cannot multiply {self.unit} by {other.unit}")
        return _combined(self.value * other.value, unit, self, "×", other)

    def __truediv__(self, other: Quantity | Decimal | int) -> Quantity:
        if not isinstance(other, Quantity):
            return _combined(self.value / other, self.unit, self, ":", other)
        if self.unit == other.unit:
            return _combined(self.value / other.value, Unit.RATIO, self, ":", other)
        unit = _QUOTIENTS.get((self.unit, other.unit))
        if unit is None:
            raise TypeError(f"cannot divide {self.unit} by {other.unit}")
        return _combined(self.value / other.value, unit, self, ":", other)

    def __lt__(self, other: Quantity) -> bool:
        self._same_unit(other)
        return self.value < other.value

    def __le__(self, other: Quantity) -> bool:
        self._same_unit(other)
        return self.value <= other.value

    def _same_unit(self, other: Quantity) -> None:
        if self.unit != other.unit:
            raise TypeError(f"{self.unit} and {other.unit} do not go together")


@dataclass(frozen=True, slots=True)
class LegalDate(_Traced):
    """A date that the law sets, or that follows from it, with its trace."""

    value: date
    trace: Trace = field(compare=False)

    def named(self, name: str) -> LegalDate:
        """The same date under a name of its own."""
        return replace(self, trace=replace(self.trace, name=name))


Figure: TypeAlias = Quantity | LegalDate

_PRODUCTS: dict[tuple[Unit, Unit], Unit] = {
    (Unit.DONG, Unit.RATIO): Unit.DONG,
    (Unit.DONG, Unit.TIMES): Unit.DONG,
    (Unit.DONG, Unit.COUNT): Unit.DONG,
    (Unit.DONG_PER_MONTH, Unit.RATIO): Unit.DONG_PER_MONTH,
    (Unit.DONG_PER_MONTH, Unit.TIMES): Unit.DONG_PER_MONTH,
    (Unit.DONG_PER_MONTH, Unit.COUNT): Unit.DONG_PER_MONTH,
    (Unit.DONG_PER_MONTH, Unit.MONTHS): Unit.DONG,
    (Unit.RATIO, Unit.RATIO): Unit.RATIO,
    (Unit.RATIO, Unit.TIMES): Unit.RATIO,
    (Unit.PERCENT, Unit.TIMES): Unit.PERCENT,
    (Unit.TIMES, Unit.TIMES): Unit.TIMES,
}
_QUOTIENTS: dict[tuple[Unit, Unit], Unit] = {
    (Unit.DONG, Unit.MONTHS): Unit.DONG_PER_MONTH,
    (Unit.DONG, Unit.DONG_PER_MONTH): Unit.MONTHS,
    (Unit.DONG, Unit.RATIO): Unit.DONG,
    (Unit.DONG_PER_MONTH, Unit.RATIO): Unit.DONG_PER_MONTH,
}


def of_law(value: Decimal, unit: Unit, name: str, basis: Basis) -> Quantity:
    """A value that the law sets."""
    return Quantity(value, unit, Trace(name, basis=basis))


def given(value: Decimal | int | str, unit: Unit, name: str) -> Quantity:
    """A value that a person chose or reported; it has no law of its own."""
    return Quantity(Decimal(value), unit, Trace(name, given=True))


def derive(
    value: Decimal, unit: Unit, name: str, formula: str, *inputs: Figure, rounding: str = ""
) -> Quantity:
    """A figure computed in one step, with its formula in Vietnamese and what went in."""
    return Quantity(value, unit, Trace(name, formula, inputs, rounding=rounding))


def derive_date(value: date, name: str, formula: str, *inputs: Figure) -> LegalDate:
    """A date computed in one step, with its formula in Vietnamese and what went in."""
    return LegalDate(value, Trace(name, formula, inputs))


def total(parts: Iterable[Quantity], name: str, formula: str) -> Quantity:
    """The sum of several figures of one unit; `formula` says in Vietnamese what was summed.

    The inputs kept are those with a law or a name of their own, each once, so that the sum of
    120 equal months does not become a trace of 120 lines.
    """
    items = tuple(parts)
    if not items:
        raise TypeError("the sum of nothing has no unit")
    kept: dict[tuple[str, Decimal], Quantity] = {}
    for item in items:
        items[0]._same_unit(item)
        kept.setdefault((item.name, item.value), item)
    value = sum((item.value for item in items), Decimal(0))
    return Quantity(value, items[0].unit, Trace(name, formula, tuple(kept.values())))


def _combined(
    value: Decimal, unit: Unit, left: Quantity, sign: str, right: Quantity | Decimal | int
) -> Quantity:
    inputs: list[Figure] = []
    words = []
    for position, operand in enumerate((left, right)):
        if not isinstance(operand, Quantity):
            words.append(str(operand).replace(".", ","))
        elif operand.trace.name:
            words.append(operand.trace.name)
            inputs.append(operand)
        else:
            loose = sign in "×:" or (sign == "−" and position == 1)
            sum_inside = any(s in operand.trace.formula for s in (" + ", " − "))
            inner = operand.trace.formula
            words.append(f"({inner})" if loose and sum_inside else inner)
            inputs.extend(operand.trace.inputs)
    kept = tuple({id(figure): figure for figure in inputs}.values())
    return Quantity(value, unit, Trace("", f" {sign} ".join(words), kept))

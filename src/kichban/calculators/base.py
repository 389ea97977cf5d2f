"""What a calculator is: a pure function of the law of a day, with named inputs and outputs.

Inputs and outputs have two names: the English key of worked examples (`income_vnd`) and the
Vietnamese key that officers type (`thu_nhap_chon`). Either may be used anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from kichban.errors import BadInput, NotInForce, UnknownName, did_you_mean
from kichban.law import Law, RulesAt
from kichban.numerals import format_date, parse_day, parse_number
from kichban.quantities import Figure, Quantity

Kind: TypeAlias = Literal[
    "money", "number", "ratio", "whole", "months", "years", "flag", "month", "day", "choice",
    "choices", "rows",
]  # fmt: skip

Value: TypeAlias = Figure | bool | tuple["Value", ...] | Mapping[str, "Value"] | str
"""What a calculator gives back: a figure, yes or no, a word, or a list or table of them."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a calculator.

    Args:
        key: English key, with its unit (`income_vnd`, `birth_month`).
        ten: Vietnamese key that officers type (`thu_nhap_chon`).
        mo_ta: What it is, in Vietnamese, with its unit.
        kind: How its text is read. `money`, `number` and `ratio` give `Decimal` (`22%` is 0.22);
            `whole`, `months`, `years` give `int`, not negative; `month` gives the first day of
            a month from `2026-01` or `01/2026`; `rows` is a list of tables whose columns are
            `columns`.
        default: Used when the input is left out and not `required`.
        choices: For `choice` and `choices`: English name to Vietnamese name.
        columns: For `rows`: the inputs of each row.
        low: Smallest value allowed, when there is one.
        parameter: Id of the law parameter that this input replaces when it is given.
    """

    key: str
    ten: str
    mo_ta: str
    kind: Kind
    default: Any = None
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Input, ...] = ()
    low: Decimal | None = None
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """One result of a calculator: English key, Vietnamese key, what it is in Vietnamese."""

    key: str
    ten: str
    mo_ta: str


Compute: TypeAlias = Callable[[RulesAt, Mapping[str, Any]], Mapping[str, Value]]
"""A pure function: the law of a day and typed inputs by English key, to outputs by English key.
An output that does not apply is left out."""


@dataclass(frozen=True, slots=True)
class Version:
    """One shape of the law: the function that computes it, from which day to which day."""

    since: date
    compute: Compute
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Calculator:
    """A calculation with a name, its inputs and outputs, and one function per shape of the law.

    `parameters` are the ids of every law parameter that it may read. `law_vi` says in one line
    which provisions it rests on (ids of `law/provisions`).
    """

    name: str
    title: str
    summary: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    parameters: tuple[str, ...]
    provisions: tuple[str, ...]
    versions: tuple[Version, ...]
    example: Mapping[str, str] = field(default_factory=dict)

    def version(self, day: date) -> Version:
        """The function for the law of that day.

        Raises:
            NotInForce: the calculation did not exist on that day, or is not known for it.
        """
        for version in self.versions:
            if version.since <= day and (version.until is None or day <= version.until):
                return version
        first = self.versions[0].since
        raise NotInForce(
            f"«{self.title}» chỉ tính được từ ngày {format_date(first)}, "
            f"không tính cho ngày {format_date(day)}.",
            hint=f"chọn ngày từ {format_date(first)}.",
        )


@dataclass(frozen=True, slots=True)
class Result:
    """The outputs of one calculation, by English key; Vietnamese keys work as well."""

    calculator: Calculator
    day: date
    outputs: Mapping[str, Value]

    def __getitem__(self, key: str) -> Value:
        """One output.

        Raises:
            UnknownName: the calculator has no such output, or it does not apply here.
        """
        for output in self.calculator.outputs:
            if key in (output.key, output.ten) and output.key in self.outputs:
                return self.outputs[output.key]
        known = [o.ten for o in self.calculator.outputs if o.key in self.outputs]
        raise UnknownName(
            f"Phép tính «{self.calculator.name}» không cho kết quả «{key}».",
            hint=did_you_mean(key, known),
        )

    def __iter__(self) -> Iterator[tuple[Output, Value]]:
        """Every output that applies, with its description, in the calculator's order."""
        for output in self.calculator.outputs:
            if output.key in self.outputs:
                yield output, self.outputs[output.key]


class Registry:
    """All calculators by name."""

    def __init__(self) -> None:
        self._items: dict[str, Calculator] = {}

    def add(self, calculator: Calculator) -> Calculator:
        """Register a calculator; two of one name are a programming error."""
        if calculator.name in self._items:
            raise ValueError(f"two calculators are called {calculator.name}")
        self._items[calculator.name] = calculator
        return calculator

    def names(self) -> tuple[str, ...]:
        """All names, sorted."""
        return tuple(sorted(self._items))

    def get(self, name: str) -> Calculator:
        """One calculator.

        Raises:
            UnknownName: no calculator of that name.
        """
        if name not in self._items:
            raise UnknownName(f"Không có phép tính «{name}».", hint=did_you_mean(name, self._items))
        return self._items[name]


def calculate(calculator: Calculator, rules: RulesAt, inputs: Mapping[str, Any]) -> Result:
    """Run a calculator on the law of `rules.day`.

    Args:
        calculator: Which one.
        rules: The law on one day.
        inputs: By English or Vietnamese key; texts as officers type them, or typed values.

    Raises:
        BadInput: an input is unknown, missing, or not of its kind. OutOfRange, NotInForce,
        NotKnown, NotVerified: as the law says.
    """
    version = calculator.version(rules.day)
    typed = read_inputs(calculator.inputs, inputs, calculator.name)
    return Result(calculator, rules.day, version.compute(rules, typed))


def read_inputs(inputs: tuple[Input, ...], raw: Mapping[str, Any], owner: str) -> dict[str, Any]:
    """Typed values by English key, with defaults filled in.

    Raises:
        BadInput: an input is unknown, given twice, missing, or not of its kind.
    """
    by_name = {name: item for item in inputs for name in (item.key, item.ten)}
    out: dict[str, Any] = {}
    for name, value in raw.items():
        if name not in by_name:
            hint = did_you_mean(name, [item.ten for item in inputs])
            raise BadInput(f"«{owner}» không dùng mục «{name}».", hint=hint)
        item = by_name[name]
        if item.key in out:
            raise BadInput(f"Mục «{item.ten}» cho hai lần.", hint="giữ một.")
        out[item.key] = _typed(item, value)
    for item in inputs:
        if item.key not in out:
            if item.required:
                raise BadInput(
                    f"«{owner}» thiếu «{item.ten}» ({item.mo_ta}).", hint=f"thêm {item.ten}=…"
                )
            out[item.key] = item.default
    return out


def _typed(item: Input, value: Any) -> Any:
    if isinstance(value, Quantity) and item.kind in ("money", "number", "ratio"):
        return value  # a figure of law put in as an input keeps its law
    try:
        typed = _READERS[item.kind](item, value)
    except (ValueError, TypeError, ArithmeticError) as error:
        message, _, hint = str(error).partition(" || ")
        raise BadInput(
            f"«{item.ten}» ghi «{value}» không dùng được ({item.mo_ta}).",
            hint=hint or message,
        ) from error
    if item.low is not None and isinstance(typed, Decimal | int) and typed < item.low:
        raise BadInput(f"«{item.ten}» ghi «{value}», nhỏ quá.", hint=f"từ {item.low} trở lên.")
    return typed


def _number(item: Input, value: Any) -> Decimal:
    del item
    if isinstance(value, bool | float):
        raise ValueError("viết chữ số.")
    if isinstance(value, Decimal | int):
        return Decimal(value)
    text = str(value).strip()
    for suffix in ("đồng/tháng", "đồng", "đ"):
        text = text.removesuffix(suffix).strip()
    return parse_number(text)


_MOST_MONEY = Decimal(10) ** 15


def _money(item: Input, value: Any) -> Decimal:
    number = _number(item, value)
    if number < 0:
        raise ValueError("số tiền không thể âm.")
    if number > _MOST_MONEY:
        raise ValueError("số tiền lớn quá, xem lại số chữ số.")
    return number


def _whole(item: Input, value: Any) -> int:
    number = _number(item, value)
    if number != number.to_integral_value():
        raise ValueError("viết số nguyên.")
    if number < 0:
        raise ValueError("số không thể âm.")
    return int(number)


def _flag(item: Input, value: Any) -> bool:
    del item
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text in ("có", "co", "true", "đúng"):
        return True
    if text in ("không", "khong", "false", "sai"):
        return False
    raise ValueError("viết «có» hoặc «không».")


def _month(item: Input, value: Any) -> date:
    del item
    if isinstance(value, date):
        return value.replace(day=1)
    found = re.fullmatch(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})", str(value).strip())
    if found:
        year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
        if 1 <= int(month) <= 12 and int(year):
            return date(int(year), int(month), 1)
    raise ValueError("viết tháng/năm, ví dụ 07/1965.")


def _day(item: Input, value: Any) -> date:
    del item
    return value if isinstance(value, date) else parse_day(str(value))


def _choice(item: Input, value: Any) -> str:
    for english, vietnamese in item.choices.items():
        if str(value).strip() in (english, vietnamese):
            return english
    raise ValueError(did_you_mean(str(value), item.choices.values(), lead="chọn"))


def _choices(item: Input, value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list | tuple) else str(value).split(",")
    return tuple(dict.fromkeys(_choice(item, part) for part in parts))


def _rows(item: Input, value: Any) -> tuple[dict[str, Any], ...]:
    rows = value if isinstance(value, list | tuple) else _rows_of_text(str(value))
    return tuple(read_inputs(item.columns, row, item.ten) for row in rows)


def _rows_of_text(text: str) -> list[dict[str, str]]:
    """`nam:2020,so_thang:12;nam:2021,so_thang:6` as two rows."""
    rows = []
    for part in text.split(";"):
        pairs = [pair.partition(":") for pair in part.split(",") if pair.strip()]
        rows.append({key.strip(): value.strip() for key, _, value in pairs})
    return rows


_READERS: dict[Kind, Callable[[Input, Any], Any]] = {
    "money": _money,
    "number": _number,
    "ratio": _number,
    "whole": _whole,
    "months": _whole,
    "years": _whole,
    "flag": _flag,
    "month": _month,
    "day": _day,
    "choice": _choice,
    "choices": _choices,
    "rows": _rows,
}

GROUPS: Mapping[str, str] = {
    "poor": "ho_ngheo",
    "near_poor": "ho_can_ngheo",
    "ethnic_minority": "dan_toc_thieu_so",
    "island_or_special_zone": "xa_dao",
    "other": "khac",
}
"""Groups of state support: English name to the name officers type."""

SEXES: Mapping[str, str] = {"female": "nu", "male": "nam"}
METHODS: Mapping[str, str] = {
    "monthly": "hang_thang",
    "every-3-months": "3_thang",
    "every-6-months": "6_thang",
    "every-12-months": "12_thang",
    "advance-years": "nhieu_nam",
}

REGISTRY = Registry()


def run(law: Law, name: str, day: date, inputs: Mapping[str, Any]) -> Result:
    """Look a calculator up by name and run it on the law of one day."""
    return calculate(REGISTRY.get(name), law.at(day), inputs)

"""Worked examples against the calculators: one result per example, none passed over.

The layout is that of `bhxh-examples/2`: `examples` is a list of `topic`, `as_of`, `inputs`,
`expected`; numbers are written the English way (`0.0031`), months `2026-01`. Every key under
`expected` is checked; `_vnd` keys may differ by `tolerance_vnd`, all others must be equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from kichban import yamlio
from kichban.calculators import REGISTRY, Calculator, calculate
from kichban.calculators.answers import REASON
from kichban.calculators.base import Input, Result, Value
from kichban.display import figure_text
from kichban.errors import BadField, BadInput, KichbanError, did_you_mean
from kichban.law import Law
from kichban.numerals import format_number, parse_day
from kichban.quantities import LegalDate, Quantity

__all__ = ["SCHEMA", "Difference", "ExampleResult", "Outcome", "verify"]

SCHEMA = "bhxh-examples/2"
_KEYS = (
    "id", "topic", "kind", "title_vi", "as_of", "inputs", "expected", "working_vi", "citations",
    "source", "status", "note_vi", "tolerance_vnd",
)  # fmt: skip
_STATUSES = ("verified", "unverified")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
_NUMERIC = ("money", "number", "ratio", "whole", "months", "years")


class Outcome(StrEnum):
    """What came of one example. The value is what is printed."""

    MATCH = "khớp"
    DIFFERENT = "lệch"
    NOT_COMPUTED = "không tính được"
    NOT_UNDERSTOOD = "không hiểu"


@dataclass(frozen=True, slots=True)
class Difference:
    """One expected value that was not met: its key, its line in the file, what is wrong."""

    key: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What came of one example.

    `reason` says in Vietnamese why it was not computed or not understood; `differences` name
    each key that was not met. An unverified example rests on a disputed way of counting.
    """

    id: str
    topic: str
    file: str
    line_number: int
    outcome: Outcome
    unverified: bool = False
    differences: tuple[Difference, ...] = ()
    reason: str = ""

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong with calculator or example.

        A disputed example decides nothing, as long as it is understood.
        """
        if self.outcome is Outcome.NOT_UNDERSTOOD:
            return False
        return self.outcome is Outcome.MATCH or self.unverified

    def line(self) -> str:
        """The result as printed: place, outcome, example, and what is wrong with it."""
        name = self.id or "ví dụ không tên"
        head = f"{self.file}:{self.line_number}  {self.outcome}  {name}"
        if self.unverified:
            head += "  (ví dụ chưa xác minh)"
        details = [f"dòng {d.line}, {d.key}: {d.text}" for d in self.differences]
        if self.reason:
            details.append(self.reason)
        return f"{head}: {'; '.join(details)}" if details else head


def verify(law: Law, examples: yamlio.Loaded | Path | str) -> list[ExampleResult]:
    """Run every example of a file.

    Args:
        law: The law data to compute with.
        examples: A file, or one already read by `kichban.yamlio`.

    Raises:
        CannotRead, BadYaml: the file cannot be read. BadField: it is not a list of examples.
    """
    loaded = examples if isinstance(examples, yamlio.Loaded) else yamlio.load(Path(examples))
    items = _examples(loaded)
    return [_check(law, loaded, number, item) for number, item in enumerate(items)]


def _examples(loaded: yamlio.Loaded) -> list[Any]:
    data = loaded.data
    if not isinstance(data, dict) or not isinstance(data.get("examples"), list):
        raise BadField(
            "Tệp này không có danh sách «examples».",
            where=loaded.where(),
            hint="xem tệp mẫu worked-examples.yaml.",
        )
    if data.get("schema", SCHEMA) != SCHEMA:
        raise BadField(
            f"Tệp ghi kiểu «{data['schema']}», không phải «{SCHEMA}».",
            where=loaded.where(("schema",)),
            hint=f"ghi schema: {SCHEMA} nếu tệp theo đúng kiểu đó.",
        )
    items: list[Any] = data["examples"]
    return items


class _NotUnderstood(Exception):
    """The example itself cannot be read; the message is Vietnamese."""


def _check(law: Law, loaded: yamlio.Loaded, number: int, item: Any) -> ExampleResult:
    line = loaded.where(("examples", number)).line
    name, topic = _text(item, "id"), _text(item, "topic")
    unverified = _text(item, "status") == "unverified"

    def result(outcome: Outcome, **more: Any) -> ExampleResult:
        return ExampleResult(name, topic, loaded.file, line, outcome, unverified, **more)

    try:
        calculator, day, inputs, expected, tolerance = _read(item, loaded.data)
    except _NotUnderstood as error:
        return result(Outcome.NOT_UNDERSTOOD, reason=str(error))
    try:
        found = calculate(calculator, law.at(day, unverified=unverified), inputs)
    except KichbanError as error:
        outcome = Outcome.NOT_UNDERSTOOD if isinstance(error, BadInput) else Outcome.NOT_COMPUTED
        return result(outcome, reason=f"{error.message} {error.hint}".strip())
    differences, missing = [], []
    for key, wanted in expected.items():
        place = loaded.where(("examples", number, "expected", key)).line
        if key not in found.outputs:
            if wanted is not None:
                missing.append(Difference(key, place, "không có kết quả"))
        elif text := _difference(key, found.outputs[key], wanted, tolerance):
            differences.append(Difference(key, place, text))
    if missing:
        wrong = tuple(differences + missing)
        return result(Outcome.NOT_COMPUTED, differences=wrong, reason=_why(found))
    if differences:
        return result(Outcome.DIFFERENT, differences=tuple(differences))
    return result(Outcome.MATCH)


def _read(
    item: Any, data: Mapping[str, Any]
) -> tuple[Calculator, date, dict[str, Any], Mapping[str, Any], Decimal]:
    if not isinstance(item, dict):
        raise _NotUnderstood("ví dụ phải gồm các dòng «tên: giá trị».")
    for key in item:
        if key not in _KEYS:
            raise _NotUnderstood(f"không có mục «{key}», {did_you_mean(key, _KEYS)}")
    if item.get("status", "verified") not in _STATUSES:
        raise _NotUnderstood(f"«status» ghi «{item['status']}», chỉ có {' hoặc '.join(_STATUSES)}.")
    try:
        calculator = REGISTRY.get(_text(item, "topic"))
        day = parse_day(_text(item, "as_of") or _text(data, "as_of"))
    except (KichbanError, ValueError) as error:
        raise _NotUnderstood(_message(error)) from error
    inputs = item.get("inputs") or {}
    expected = item.get("expected")
    if not isinstance(inputs, dict):
        raise _NotUnderstood("«inputs» phải gồm các dòng «tên: giá trị».")
    if not isinstance(expected, dict) or not expected:
        raise _NotUnderstood("«expected» để trống nên không có gì để đối chiếu.")
    known = [output.key for output in calculator.outputs]
    for key in expected:
        if key not in known:
            hint = did_you_mean(key, known)
            raise _NotUnderstood(f"«{calculator.name}» không cho kết quả «{key}», {hint}")
    tolerance = _number(item.get("tolerance_vnd", "0"), "tolerance_vnd")
    return calculator, day, _inputs(calculator.inputs, inputs), expected, tolerance


def _inputs(items: tuple[Input, ...], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs as the calculators take them: numbers of English notation already typed."""
    by_key = {item.key: item for item in items}
    out = {}
    for key, value in raw.items():
        if key not in by_key:
            raise _NotUnderstood(f"không có mục vào «{key}», {did_you_mean(key, by_key)}")
        if value is not None:
            out[key] = _input(by_key[key], value)
    return out


def _input(item: Input, value: Any) -> Any:
    if item.kind in _NUMERIC:
        return _number(value, item.key)
    if item.kind == "rows":
        rows = value if isinstance(value, list) else [value]
        if not all(isinstance(row, dict) for row in rows):
            raise _NotUnderstood(f"«{item.key}» phải là danh sách các dòng «tên: giá trị».")
        return [_inputs(item.columns, row) for row in rows]
    if item.kind == "flag":
        return _flag(value, item.key)
    return value


def _number(value: Any, key: str) -> Decimal:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value.strip()):
        raise _NotUnderstood(f"«{key}» ghi «{value}», không phải số viết như 1500000 hay 0.0031.")
    return Decimal(value.strip())


def _flag(value: Any, key: str) -> bool:
    text = str(value).strip().lower()
    if text not in ("true", "false"):
        raise _NotUnderstood(f"«{key}» ghi «{value}», chỉ có true hoặc false.")
    return text == "true"


def _difference(key: str, found: Value, wanted: Any, tolerance: Decimal) -> str:
    """What is wrong with one value, in Vietnamese; "" when nothing is."""
    if isinstance(found, Mapping) and isinstance(wanted, dict):
        return "; ".join(_of_map(key, found, wanted, tolerance))
    if isinstance(found, tuple) and isinstance(wanted, list):
        if len(found) != len(wanted):
            return f"tính được {len(found)} mục, ví dụ ghi {len(wanted)} mục"
        pairs = enumerate(zip(found, wanted, strict=True), start=1)
        texts = ((n, _difference(key, f, w, tolerance)) for n, (f, w) in pairs)
        return "; ".join(f"mục {n} {text}" for n, text in texts if text)
    if isinstance(found, Quantity) and isinstance(wanted, str) and _NUMBER.fullmatch(wanted):
        allowed = tolerance if key.endswith("_vnd") else Decimal(0)
        gap = abs(found.value - Decimal(wanted))
        if gap <= allowed:
            return ""
        return (
            f"tính được {format_number(found.value)}, ví dụ ghi {format_number(Decimal(wanted))}, "
            f"lệch {format_number(gap)}"
        )
    shown = _shown(key, found)
    same = isinstance(wanted, str) and shown == (
        wanted.strip().lower() if isinstance(found, bool) else wanted.strip()
    )
    return "" if same else f"tính được {shown}, ví dụ ghi {wanted}"


def _of_map(
    key: str, found: Mapping[str, Value], wanted: Mapping[str, Any], tolerance: Decimal
) -> Iterator[str]:
    for name, value in wanted.items():
        if name not in found:
            yield f"{name} không có trong kết quả"
        elif text := _difference(key, found[name], value, tolerance):
            yield f"{name} {text}"


def _shown(key: str, found: Value) -> str:
    """A value in the notation of the examples."""
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, LegalDate):
        return found.value.strftime("%Y-%m") if key.endswith("_month") else str(found.value)
    if isinstance(found, Quantity):
        return figure_text(found)
    if isinstance(found, tuple):
        return f"{len(found)} mục"
    return str(found)


def _why(found: Result) -> str:
    reason = found.outputs.get(REASON.key, "")
    return reason if isinstance(reason, str) else ""


def _text(item: Any, key: str) -> str:
    value = item.get(key) if isinstance(item, Mapping) else None
    return value if isinstance(value, str) else ""


def _message(error: Exception) -> str:
    if isinstance(error, KichbanError):
        return f"{error.message} {error.hint}".strip()
    return str(error).replace(" || ", " ")

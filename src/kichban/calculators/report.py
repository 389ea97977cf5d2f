"""The result of a calculation as lines for a person and as data for a program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kichban.calculators.base import Result, Value
from kichban.law import LegalDocument
from kichban.numerals import format_date
from kichban.quantities import LegalDate, Quantity
from kichban.trace_text import Seen, explain, figure_text


def as_lines(result: Result, documents: Mapping[str, LegalDocument]) -> Iterator[str]:
    """Every output with its trace; a figure already explained is not explained again.

    `documents` gives legal texts their names.
    """
    seen: Seen = set()
    yield f"{result.calculator.title}, luật ngày {format_date(result.day)}"
    for output, value in result:
        if isinstance(value, Quantity | LegalDate):
            month = output.key.endswith("_month")
            yield f"{output.ten} = {figure_text(value, month=month)}"
            for line in explain(value, seen=seen, documents=documents)[1:]:
                yield f"  {line}"
        elif isinstance(value, Mapping):
            yield f"{output.ten} ({output.mo_ta}):"
            for key, inner in value.items():
                yield f"  {key}: {_short(inner)}"
        else:
            yield f"{output.ten} = {_short(value)}   ({output.mo_ta})"


def _short(value: Value) -> str:
    if isinstance(value, Quantity | LegalDate):
        return figure_text(value)
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, tuple):
        return "; ".join(_short(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_short(inner)}" for key, inner in value.items())
    return str(value)


def as_data(result: Result) -> dict[str, Any]:
    """The outputs by English key; numbers as texts, so that no digit is lost."""
    return {
        "phep_tinh": result.calculator.name,
        "ngay_luat": result.day.isoformat(),
        "ket_qua": {output.key: _data(value) for output, value in result},
    }


def _data(value: Value) -> Any:
    if isinstance(value, LegalDate):
        return {"gia_tri": value.value.isoformat(), "can_cu": [str(c) for c in value.citations()]}
    if isinstance(value, Quantity):
        return {
            "gia_tri": str(value.value),
            "don_vi": str(value.unit),
            "cong_thuc": value.trace.formula,
            "can_cu": [str(c) for c in value.citations()],
            "chac_chan": value.certain,
        }
    if isinstance(value, Mapping):
        return {key: _data(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_data(item) for item in value]
    return value

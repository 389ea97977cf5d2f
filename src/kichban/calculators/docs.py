"""The page of every calculator: what it answers, how, from which law, with one worked example.

Everything on the page comes from the calculators and the law data, so it cannot drift from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kichban.calculators.base import Calculator, Input, Kind, Registry, Value, calculate
from kichban.display import figure_text
from kichban.errors import KichbanError
from kichban.law import Law
from kichban.numerals import format_date, format_number
from kichban.quantities import Figure, LegalDate, Quantity
from kichban.trace_text import Seen, explain

__all__ = ["EXAMPLE_DAY", "page"]

EXAMPLE_DAY = date(2026, 11, 21)
"""The day of every example: fixed, so that the page changes only with code or data."""

_KINDS: Mapping[Kind, str] = {
    "money": "số tiền: 1.500.000",
    "number": "số: 1,08",
    "ratio": "tỷ lệ: 22%",
    "whole": "số nguyên: 3",
    "months": "số tháng: 12",
    "years": "số năm: 5",
    "flag": "có hoặc không",
    "month": "tháng: 07/2026",
    "day": "ngày: 21/11/2026",
    "choice": "chọn một",
    "choices": "chọn một hay nhiều, ngăn bằng dấu phẩy",
    "rows": "nhiều dòng, ngăn bằng dấu chấm phẩy",
}


def page(law: Law, registry: Registry) -> str:
    """The whole page as Markdown."""
    names = registry.names()
    lines = [
        "# Các phép tính",
        "",
        "Trang này do máy viết từ mã nguồn và dữ liệu luật; đừng sửa tay. Làm lại bằng "
        "`python scripts/build_docs_calculators.py`.",
        "",
        f"Ví dụ nào cũng tính theo luật ngày {format_date(EXAMPLE_DAY)}.",
        "",
    ]
    for name in names:
        lines.append(f"- [{registry.get(name).title}](#{name})")
    for name in names:
        lines += ["", *_section(law, registry.get(name))]
    return "\n".join(lines) + "\n"


def _section(law: Law, calculator: Calculator) -> Iterator[str]:
    yield f'<a id="{calculator.name}"></a>'
    yield ""
    yield f"## {calculator.title}"
    yield ""
    yield f"Tên gọi: `{calculator.name}`. {_periods(calculator)}"
    yield ""
    yield calculator.summary
    outputs, trouble = _example(law, calculator)
    if formulas := list(_formulas(outputs)):
        yield ""
        yield "Công thức:"
        yield ""
        yield from (f"- {formula}" for formula in formulas)
    yield from _inputs_table(calculator.inputs)
    yield ""
    yield "| Kết quả | Khóa tiếng Anh | Là gì |"
    yield "|---|---|---|"
    for output in calculator.outputs:
        yield f"| `{output.ten}` | `{output.key}` | {_sentence(output.mo_ta)} |"
    yield ""
    yield "Tham số của luật:"
    yield ""
    yield from _links("parameters", calculator.parameters, law)
    yield ""
    yield "Điểm luật:"
    yield ""
    yield from _links("provisions", calculator.provisions, law)
    yield ""
    pairs = "".join(f" {key}={_quoted(value)}" for key, value in calculator.example.items())
    yield "Ví dụ:"
    yield ""
    yield "```text"
    yield f"kichban calc {calculator.name}{pairs} --date {EXAMPLE_DAY.isoformat()}"
    yield ""
    yield from [trouble] if trouble else _worked(law, calculator, outputs)
    yield "```"


def _periods(calculator: Calculator) -> str:
    spans = []
    for version in calculator.versions:
        until = f" đến {format_date(version.until)}" if version.until else ""
        spans.append(f"từ {format_date(version.since)}{until}")
    return f"Tính được cho ngày {', rồi '.join(spans)}."


def _example(law: Law, calculator: Calculator) -> tuple[Mapping[str, Value], str]:
    try:
        result = calculate(calculator, law.at(EXAMPLE_DAY), calculator.example)
    except KichbanError as error:
        return {}, f"{error.message} {error.hint}".strip()
    return result.outputs, ""


def _worked(law: Law, calculator: Calculator, outputs: Mapping[str, Value]) -> Iterator[str]:
    seen: Seen = set()
    for output in calculator.outputs:
        if output.key not in outputs:
            continue
        value = outputs[output.key]
        if isinstance(value, Quantity | LegalDate):
            month = output.key.endswith("_month")
            yield f"{output.ten} = {figure_text(value, month=month)}"
            yield from explain(value, seen=seen, documents=law.documents)[1:]
        else:
            yield f"{output.ten} = {_plain(value)}"


def _plain(value: Value) -> str:
    if isinstance(value, Quantity | LegalDate):
        return figure_text(value)
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, tuple):
        return "; ".join(_plain(item) for item in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plain(item)}" for key, item in value.items())
    return str(value)


def _formulas(outputs: Mapping[str, Value]) -> Iterator[str]:
    """Every formula behind the outputs of the example, each once."""
    said: set[str] = set()
    for value in outputs.values():
        for figure in _figures(value):
            for step in _steps(figure):
                text = f"{_sentence(step.name)} = {step.trace.formula}"
                if text not in said:
                    said.add(text)
                    yield text


def _figures(value: Value) -> Iterator[Figure]:
    if isinstance(value, Quantity | LegalDate):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _figures(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _figures(item)


def _steps(figure: Figure) -> Iterator[Figure]:
    if figure.trace.formula:
        yield figure
    for item in figure.trace.inputs:
        yield from _steps(item)


def _inputs_table(inputs: Iterable[Input]) -> Iterator[str]:
    rows = list(inputs)
    if not rows:
        return
    yield ""
    yield "| Mục vào | Khóa tiếng Anh | Là gì | Cách ghi | Bỏ trống thì |"
    yield "|---|---|---|---|---|"
    for item in rows:
        yield (
            f"| `{item.ten}` | `{item.key}` | {_sentence(item.mo_ta)} | {_written(item)} "
            f"| {_default(item)} |"
        )


def _written(item: Input) -> str:
    text = _KINDS[item.kind]
    if item.choices:
        text += ": " + ", ".join(f"`{name}`" for name in item.choices.values())
    if item.columns:
        text += ": " + ", ".join(f"`{column.ten}`" for column in item.columns)
    return text


def _default(item: Input) -> str:
    if item.required:
        return "phải có"
    if item.parameter:
        return f"theo tham số `{item.parameter}`"
    if item.default is None or item.default == ():
        return "không xét"
    if isinstance(item.default, bool):
        return "có" if item.default else "không"
    if item.choices:
        return f"`{item.choices[item.default]}`"
    return str(item.default) if isinstance(item.default, str) else format_number(item.default + 0)


def _links(kind: str, names: Iterable[str], law: Law) -> Iterator[str]:
    look = law.parameter if kind == "parameters" else law.provision
    for name in names:
        yield f"- [{look(name).ten}](../law/{kind}/{name}.yaml)"


def _quoted(value: str) -> str:
    return f'"{value}"' if set(value) & set(" ;") else value


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

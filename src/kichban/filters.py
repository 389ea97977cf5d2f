"""Filters that officers may use in templates. Each prints one kind of thing, and only that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from kichban import marks
from kichban.context import Figured, Items, Words, figure_of, raw
from kichban.errors import BareFigure, NotVerified
from kichban.numerals import format_date, format_number
from kichban.quantities import LegalDate, Quantity, Unit

DESK = " ban_lam_viec"
"""Name in the context under which the engine keeps its own tools; not a name one can type."""

_MONEY = (Unit.DONG, Unit.DONG_PER_MONTH)
_SHARES = (Unit.RATIO, Unit.PERCENT)


def text_of(context: Context, value: Any) -> str:
    """Anything printable as marked text: texts of a pack are rendered, strings stay.

    Raises:
        BareFigure: a figure or a list was given where words are meant.
    """
    if isinstance(value, Words):
        text, place = raw(value)
        if "{" not in text:
            return text
        rendered = context[DESK].words(text, place)
        return str(rendered)
    if isinstance(value, str):
        return value
    raise BareFigure(*_bare(value))


def _bare(value: Any) -> tuple[str]:
    if isinstance(value, Figured):
        name, figure = figure_of(value)
        return (f"Số «so.{name}» in ra mà không có bộ lọc (viết «| {filter_for(figure)}»).",)
    if isinstance(value, Items):
        return ("In cả một danh sách: dùng {% for %} hoặc «| ke».",)
    return ("Con số này không lấy từ dữ liệu pháp luật (dùng so.… hoặc «| so_thuong»).",)


def filter_for(figure: Quantity | LegalDate) -> str:
    """The filter that prints a figure of this unit."""
    if isinstance(figure, LegalDate):
        return "ngay"
    return {
        Unit.DONG: "tien",
        Unit.DONG_PER_MONTH: "tien",
        Unit.RATIO: "phan_tram",
        Unit.PERCENT: "phan_tram",
        Unit.TIMES: "lan",
        Unit.MONTHS: "thang",
        Unit.YEARS: "nam",
        Unit.AGE_MONTHS: "tuoi",
        Unit.AGE_YEARS: "tuoi",
        Unit.DAYS: "so_ngay",
        Unit.WORKING_DAYS: "ngay_lam_viec",
        Unit.COUNT: "lan",
    }[figure.unit]


def _printed(
    context: Context, value: Any, wanted: tuple[Unit, ...], show: Callable[[Quantity], str]
) -> str:
    if not isinstance(value, Figured):
        raise BareFigure(*_bare(value))
    name, figure = figure_of(value)
    if not isinstance(figure, Quantity) or figure.unit not in wanted:
        raise BareFigure(
            f"Số «so.{name}» không đi với bộ lọc này.", hint=f"viết «| {filter_for(figure)}»."
        )
    return _kept(context, name, figure, show(figure))


def _kept(context: Context, name: str, figure: Quantity | LegalDate, text: str) -> str:
    desk = context[DESK]
    if not figure.certain:
        if not desk.unverified:
            raise NotVerified(
                f"Số «so.{name}» mới có nguồn chưa chắc.", hint="bỏ số đó, hoặc dùng --draft."
            )
        text = f"{text} (chưa xác minh)"
    desk.keep(name, figure)
    return marks.figure(name, desk.aloud(figure, text))


@pass_context
def tien(context: Context, value: Any) -> str:
    """Money: `330.000 đồng`. Rounded to the đồng only here, where it is shown."""
    return _printed(context, value, _MONEY, lambda q: f"{format_number(q.value, 0)} đồng")


@pass_context
def phan_tram(context: Context, value: Any) -> str:
    """A share: `22%`."""

    def show(quantity: Quantity) -> str:
        percent = quantity.value * 100 if quantity.unit is Unit.RATIO else quantity.value
        return f"{format_number(percent)}%"

    return _printed(context, value, _SHARES, show)


@pass_context
def lan(context: Context, value: Any) -> str:
    """How many times: `20 lần`."""
    wanted = (Unit.TIMES, Unit.COUNT)
    return _printed(context, value, wanted, lambda q: f"{format_number(q.value)} lần")


@pass_context
def thang(context: Context, value: Any) -> str:
    """Months: `120 tháng`; years become months."""
    wanted = (Unit.MONTHS, Unit.YEARS)
    return _printed(context, value, wanted, lambda q: f"{format_number(q.in_months().value)} tháng")


@pass_context
def nam(context: Context, value: Any) -> str:
    """Years: `15 năm`; months become years and months."""

    def show(quantity: Quantity) -> str:
        years, months = divmod(quantity.in_months().value, 12)
        parts = [f"{format_number(years)} năm"] if years else []
        parts += [f"{format_number(months)} tháng"] if months else []
        return " ".join(parts) or "0 năm"

    return _printed(context, value, (Unit.YEARS, Unit.MONTHS), show)


@pass_context
def tuoi(context: Context, value: Any) -> str:
    """An age: `61 tuổi 6 tháng`."""

    def show(quantity: Quantity) -> str:
        in_months = quantity if quantity.unit is Unit.AGE_MONTHS else None
        total = in_months.value if in_months else quantity.value * 12
        years, months = divmod(total, 12)
        tail = f" {format_number(months)} tháng" if months else ""
        return f"{format_number(years)} tuổi{tail}"

    return _printed(context, value, (Unit.AGE_MONTHS, Unit.AGE_YEARS, Unit.YEARS), show)


@pass_context
def so_ngay(context: Context, value: Any) -> str:
    """Days: `60 ngày`."""
    return _printed(context, value, (Unit.DAYS,), lambda q: f"{format_number(q.value)} ngày")


@pass_context
def ngay_lam_viec(context: Context, value: Any) -> str:
    """Working days: `7 ngày làm việc`."""
    wanted = (Unit.WORKING_DAYS,)
    return _printed(context, value, wanted, lambda q: f"{format_number(q.value)} ngày làm việc")


@pass_context
def ngay(context: Context, value: Any) -> str:
    """A date: `ngày 01/07/2025`."""
    if isinstance(value, Figured):
        name, figure = figure_of(value)
        if isinstance(figure, LegalDate):
            return _kept(context, name, figure, f"ngày {format_date(figure.value)}")
        raise BareFigure(f"Số «so.{name}» không phải ngày.", hint=f"viết «| {filter_for(figure)}».")
    return f"ngày {text_of(context, value)}"


@pass_context
def so_thuong(context: Context, value: Any) -> str:
    """An ordinary number that is not law: a telephone number, a room, a bus line."""
    return text_of(context, value)


@pass_context
def hoa_dau(context: Context, value: Any) -> str:
    """The same words with a capital first letter."""
    return _first(text_of(context, value), str.upper)


@pass_context
def thuong_dau(context: Context, value: Any) -> str:
    """The same words with a small first letter."""
    return _first(text_of(context, value), str.lower)


def _first(text: str, change: Callable[[str], str]) -> str:
    at = marks.first_letter(text)
    return text[:at] + change(text[at : at + 1]) + text[at + 1 :]


@pass_context
def ke(context: Context, value: Any, noi: str = "và") -> str:
    """A list as one phrase: `a, b và c`."""
    parts = [text_of(context, item) for item in value] if isinstance(value, Items) else []
    if not parts:
        return text_of(context, value) if not isinstance(value, Items) else ""
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} {noi} {parts[-1]}"


@pass_context
def chon(context: Context, value: Any) -> Any:
    """One text of a list, by the document's variant: neighbours do not read the same words."""
    if not isinstance(value, Items):
        return value
    if not value:
        return ""
    return value[context[DESK].variant % len(value)]


@pass_context
def theo(context: Context, value: Any, can_cu: Any) -> str:
    """Words tied to the provisions they rest on: `{{ y.cau | theo(y.can_cu) }}`."""
    ids = [raw(i)[0] if isinstance(i, Words) else str(i) for i in _each(can_cu)]
    context[DESK].cite(ids)
    return marks.cited(",".join(ids), text_of(context, value))


def _each(value: Any) -> Any:
    return value if isinstance(value, Items) else (value,)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "tien": tien,
    "phan_tram": phan_tram,
    "lan": lan,
    "thang": thang,
    "nam": nam,
    "tuoi": tuoi,
    "so_ngay": so_ngay,
    "ngay_lam_viec": ngay_lam_viec,
    "ngay": ngay,
    "so_thuong": so_thuong,
    "hoa_dau": hoa_dau,
    "thuong_dau": thuong_dau,
    "ke": ke,
    "chon": chon,
    "theo": theo,
}
"""Every filter of officers' templates, by name. `first`, `last` and `length` are Jinja's own."""

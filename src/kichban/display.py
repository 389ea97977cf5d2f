"""Figures as people read them: with their unit, rounded only here and saying so.

Money is printed in whole đồng, half a đồng up: the texts read set no rounding, so nothing is
rounded before it is shown.
"""

from __future__ import annotations

from decimal import Decimal

from kichban.numerals import format_date, format_number, round_half_up
from kichban.quantities import Figure, LegalDate, Quantity, Unit

__all__ = ["figure_text", "rounding_note"]

_MONEY = (Unit.DONG, Unit.DONG_PER_MONTH)
_PLACES = 4  # for numbers that are not money and do not end


def figure_text(figure: Figure, *, month: bool = False) -> str:
    """A figure with its unit: `330.000 đồng/tháng`, `22%`, `61 tuổi 6 tháng`, `01/07/2025`.

    Args:
        figure: What to print.
        month: Whether a date stands for its whole month: `07/2025`.
    """
    if isinstance(figure, LegalDate):
        day = figure.value
        return f"{day.month:02d}/{day.year}" if month else format_date(day)
    if figure.unit in _MONEY:
        return f"{format_number(figure.value, 0)} {figure.unit}"
    if figure.unit is Unit.AGE_MONTHS:
        return _age(figure.value)
    if figure.unit is Unit.RATIO:
        return f"{_number(figure.value * 100)}%"
    if figure.unit is Unit.PERCENT:
        return f"{_number(figure.value)}%"
    if figure.unit is Unit.COUNT:
        return _number(figure.value)
    return f"{_number(figure.value)} {figure.unit}"


def rounding_note(figure: Figure) -> str:
    """The rounding that `figure_text` made, such as «đến đồng khi in»; "" when there is none."""
    if not isinstance(figure, Quantity):
        return ""
    if figure.unit in _MONEY:
        whole = figure.value == figure.value.to_integral_value()
        return "" if whole else "đến đồng khi in"
    shown = figure.value * 100 if figure.unit is Unit.RATIO else figure.value
    if shown == round_half_up(shown, _PLACES):
        return ""
    return f"đến {_PLACES} chữ số lẻ khi in"


def _number(value: Decimal) -> str:
    rounded = round_half_up(value, _PLACES)
    return format_number(value if rounded == value else rounded.normalize())


def _age(months: Decimal) -> str:
    years, rest = divmod(int(months), 12)
    return f"{years} tuổi {rest} tháng" if rest else f"{years} tuổi"

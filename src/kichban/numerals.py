"""Numbers as Vietnamese officers write them: `1.500.000`, `2,25`, `22%`, `0,31%`."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

_NUMBER = re.compile(r"(?P<sign>[-−]?)(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?")


def parse_number(text: str) -> Decimal:
    """The number that was meant; a percentage becomes a ratio (`22%` is 0.22).

    A dot groups thousands, a comma starts decimals. `0.22` is refused, since it could be either.

    Raises:
        ValueError: the text is not a number written that way. The message is Vietnamese.
    """
    stripped = text.strip().replace(" ", "")
    percent = stripped.endswith("%")
    found = _NUMBER.fullmatch(stripped.removesuffix("%"))
    if not found:
        raise ValueError(
            f"«{text}» không phải số viết theo lối Việt. || "
            "dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ: 1.500.000 hoặc 2,25 hoặc 22%."
        )
    number = Decimal(found["whole"].replace(".", "") + "." + (found["part"] or "0"))
    if found["sign"]:
        number = -number
    return (number / 100 if percent else number).normalize() + 0


def format_number(value: Decimal, places: int | None = None) -> str:
    """`1500000` as `1.500.000`, `2.25` as `2,25`; `places` rounds half up when given."""
    if places is not None:
        value = round_half_up(value, places)
    text = f"{value:,f}"
    whole, _, part = text.partition(".")
    part = part.rstrip("0") if places is None else part
    whole = whole.replace(",", ".").replace("-", "−")
    return f"{whole},{part}" if part else whole


def round_half_up(value: Decimal, places: int = 0) -> Decimal:
    """Rounding as people do it by hand: a half goes away from zero."""
    from decimal import ROUND_HALF_UP

    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def format_date(day: date) -> str:
    """`01/07/2025`, the way official notes write it."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def parse_day(text: str) -> date:
    """A day typed as `2026-11-21` or `21/11/2026`.

    Raises:
        ValueError: not a day written that way. The message is Vietnamese.
    """
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4})", text.strip())
    if found:
        parts = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
        try:
            return date(int(parts[0]), int(parts[1]), int(parts[2]))
        except ValueError:
            pass
    raise ValueError(f"«{text}» không phải ngày. || viết ngày/tháng/năm, ví dụ 31/12/2026.")

"""What every file of a pack has in common: Vietnamese keys, nothing unknown, nothing changed."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from kichban.numerals import parse_number


class PackFile(BaseModel):
    """Base of the models: unknown keys are refused, values do not change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _many(value: Any) -> Any:
    if isinstance(value, str) and value[:1] == "-" and value[1:2].isalpha():
        first = value.split(" -")[0][:40]
        raise ValueError(f"«{first}» thiếu dấu cách sau dấu gạch. || viết «- {first[1:]}».")
    return [value] if isinstance(value, str | dict) else value


def _yes_or_no(value: Any) -> Any:
    if isinstance(value, str):
        answer = {"có": True, "không": False}.get(value.strip().lower())
        if answer is None:
            raise ValueError(f"«{value}» không rõ. || viết «có» hoặc «không».")
        return answer
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        number = parse_number(value)
        if number != number.to_integral_value():
            raise ValueError(f"«{value}» không phải số nguyên. || viết số nguyên.")
        return int(number)
    return value


Texts = Annotated[tuple[str, ...], BeforeValidator(_many)]
"""One or more texts; a single text may stand without a dash."""

YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
"""`có` or `không`."""

Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number as officers write it: `1.500`."""

"""Numbers in words, in the northern and the southern way, and back again."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, get_args

from kichban.errors import BadInput, UnknownName, did_you_mean

__all__ = [
    "Region",
    "check_region",
    "parse_number",
    "read_decimal",
    "read_digits",
    "read_integer",
    "read_ordinal",
]

Region = Literal["bac", "nam"]

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_BILLION = 1_000_000_000
_VALUES = {word: value for value, word in enumerate(_DIGITS)} | {
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
    "nhăm": 5,
    "bẩy": 7,
}
_SCALES = (({"tỷ", "tỉ"}, _BILLION), ({"triệu"}, 1_000_000), ({"nghìn", "ngàn"}, 1_000))


def check_region(region: str) -> None:
    """Raises UnknownName unless `region` is one that the numbers can be read in."""
    regions = get_args(Region)
    if region not in regions:
        raise UnknownName(f"Không có miền «{region}».", hint=did_you_mean(region, regions))


@lru_cache(maxsize=65_536)
def read_integer(number: int, region: Region = "bac") -> str:
    """The whole number as it is said.

    Args:
        number: Any whole number, also negative.
        region: «bac» says nghìn and linh; «nam» says ngàn and lẻ. Nothing else differs.
    """
    if number < 0:
        return f"âm {read_integer(-number, region)}"
    if number == 0:
        return _DIGITS[0]
    return " ".join(_spell(number, region, leading=True))


def _spell(number: int, region: Region, *, leading: bool) -> list[str]:
    """Words for a positive number; `leading` is false where an inner zero must be said."""
    if number >= _BILLION:
        above, below = divmod(number, _BILLION)
        words = [*_spell(above, region, leading=leading), "tỷ"]
        return words + (_spell(below, region, leading=False) if below else [])
    words = []
    for scale, name in (
        (1_000_000, "triệu"),
        (1_000, "nghìn" if region == "bac" else "ngàn"),
        (1, ""),
    ):
        group = number // scale % 1_000
        if group:
            words += _spell_group(group, region, leading=leading)
            if name:
                words.append(name)
            leading = False
    return words


def _spell_group(group: int, region: Region, *, leading: bool) -> list[str]:
    """Words for 1 to 999. Every group but the first says its hundreds, even none."""
    hundreds, rest = divmod(group, 100)
    tens, unit = divmod(rest, 10)
    words = [] if leading and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        if unit and words:
            words.append("linh" if region == "bac" else "lẻ")
        if unit:
            words.append(_DIGITS[unit])
    elif tens == 1:
        words.append("mười")
        if unit:
            words.append("lăm" if unit == 5 else _DIGITS[unit])
    else:
        words += [_DIGITS[tens], "mươi"]
        if unit:
            words.append(_AFTER_TENS.get(unit, _DIGITS[unit]))
    return words


def read_ordinal(number: int, region: Region = "bac") -> str:
    """The number as it follows «thứ»: nhất, hai, ba, tư, năm …"""
    return {1: "nhất", 4: "tư"}.get(number) or read_integer(number, region)


def read_digits(digits: str) -> str:
    """Every digit by itself, as in a telephone number; other characters are passed over."""
    return " ".join(_DIGITS[int(digit)] for digit in digits if digit.isdecimal())


@lru_cache(maxsize=65_536)
def read_decimal(figure: str, region: Region = "bac") -> str:
    """A figure with a decimal comma as it is said.

    Args:
        figure: «3,25», «-0,5», «1.234,5»: dots only between thousands.
        region: As in `read_integer`.

    Returns:
        One or two decimals without a leading zero are said as a number («phẩy hai mươi lăm»),
        all others digit by digit («phẩy không năm»).
    """
    whole, comma, decimals = figure.strip().replace(".", "").partition(",")
    minus = whole.startswith(("-", "−"))
    whole = whole.lstrip("-−")
    if not whole.isdecimal() or (comma and not decimals.isdecimal()):
        raise BadInput(
            f"«{figure}» không phải là một số.",
            hint="viết số với dấu phẩy thập phân, ví dụ «3,25».",
        )
    words = ["âm"] if minus else []
    words.append(read_integer(int(whole), region))
    if comma:
        short = len(decimals) <= 2 and not decimals.startswith("0")
        words += ["phẩy", read_integer(int(decimals), region) if short else read_digits(decimals)]
    return " ".join(words)


def parse_number(words: str) -> int:
    """The whole number that the words say, in either regional form; the inverse of `read_integer`.

    Raises:
        BadInput: The words are not one whole number.
    """
    tokens = words.lower().replace(",", " ").split()
    minus = bool(tokens) and tokens[0] == "âm"
    try:
        value = _value(tokens[1:] if minus else tokens, leading=True)
    except (KeyError, ValueError):
        raise BadInput(
            f"«{words}» không phải là một số đọc bằng lời.",
            hint="viết như «một triệu năm trăm nghìn».",
        ) from None
    return -value if minus else value


def _value(tokens: list[str], *, leading: bool) -> int:
    """Value of words; a group that is not leading must say its hundreds, or it is unsure."""
    for names, scale in _SCALES:
        places = [place for place, token in enumerate(tokens) if token in names]
        if places:
            last = places[-1]
            rest = tokens[last + 1 :]
            above = _value(tokens[:last], leading=leading)
            below = _value(rest, leading=False) if rest else 0
            if below >= scale or (above >= 1_000 and scale < _BILLION):
                raise ValueError(tokens)
            return above * scale + below
    if not leading and "trăm" not in tokens and tokens != ["không"]:
        raise ValueError(tokens)
    return _group_value(tokens)


def _group_value(tokens: list[str]) -> int:
    """Value of up to three digits said in words."""
    value = 0
    if len(tokens) > 1 and tokens[1] == "trăm":
        value, tokens = _VALUES[tokens[0]] * 100, tokens[2:]
        if not tokens:
            return value
        if tokens[0] in {"linh", "lẻ"}:
            if len(tokens) != 2:
                raise ValueError(tokens)
            return value + _VALUES[tokens[1]]
        if len(tokens) == 1 and tokens[0] != "mười":
            raise ValueError(tokens)
    if tokens[:1] == ["mười"]:
        value, tokens = value + 10, tokens[1:]
    elif tokens[1:2] == ["mươi"]:
        value, tokens = value + _VALUES[tokens[0]] * 10, tokens[2:]
    elif len(tokens) != 1:
        raise ValueError(tokens)
    if len(tokens) > 1:
        raise ValueError(tokens)
    return value + (_VALUES[tokens[0]] if tokens else 0)

"""Money, percentages, measures, fractions and plain numbers."""

from __future__ import annotations

import re

from kichban.vietnamese.numbers import (
    Region,
    read_decimal,
    read_digits,
    read_integer,
    read_ordinal,
)
from kichban.vietnamese.reading import (
    COUNTED_NOUNS,
    HOUSE_WORDS,
    Rule,
    Voice,
    before,
)

__all__ = [
    "CHAIN",
    "COLLOQUIAL",
    "CURRENCY_FIRST",
    "FIGURE",
    "FRACTION",
    "HEIGHT",
    "UNITS",
    "read_figure",
]

# What may stand close behind a figure. Only those in `_APART` also after a space.
UNITS = {
    "%": "phần trăm", "‰": "phần nghìn",
    "đ": "đồng", "Đ": "đồng", "₫": "đồng", "VNĐ": "đồng", "VND": "đồng", "vnđ": "đồng",
    "vnd": "đồng", "Vnđ": "đồng", "đồng": "đồng",
    "k": "nghìn", "K": "nghìn", "tr": "triệu", "trđ": "triệu đồng", "trđồng": "triệu đồng",
    "tr.đ": "triệu đồng", "tr đ": "triệu đồng", "tr đồng": "triệu đồng", "tỷđ": "tỷ đồng",
    "nghìn": "nghìn", "ngàn": "nghìn", "USD": "đô la Mỹ", "EUR": "ơ rô", "$": "đô la Mỹ",
    "kg": "ki lô gam", "g": "gam", "gr": "gam", "mg": "mi li gam",
    "km": "ki lô mét", "m": "mét", "dm": "đề xi mét", "cm": "xăng ti mét", "mm": "mi li mét",
    "km2": "ki lô mét vuông", "km²": "ki lô mét vuông", "m2": "mét vuông", "m²": "mét vuông",
    "cm2": "xăng ti mét vuông", "cm²": "xăng ti mét vuông", "m3": "mét khối", "m³": "mét khối",
    "cm3": "xăng ti mét khối", "cm³": "xăng ti mét khối", "ha": "héc ta", "l": "lít",
    "lít": "lít", "ml": "mi li lít", "°C": "độ xê", "ºC": "độ xê", "oC": "độ xê", "°": "độ",
    "độ C": "độ xê", "kWh": "ki lô oát giờ", "kwh": "ki lô oát giờ", "KWh": "ki lô oát giờ",
    "kW": "ki lô oát", "kw": "ki lô oát", "W": "oát", "MW": "mê ga oát",
    "MB": "mê ga bai", "GB": "gi ga bai", "KB": "ki lô bai",
    "dB": "đề xi ben", "Hz": "héc", "kHz": "ki lô héc", "MHz": "mê ga héc", "V": "vôn",
    "kV": "ki lô vôn", "h": "giờ", "th": "tháng", "s": "giây",
    "'": "phút", "''": "giây", "ph": "phút", "p": "phút", "G": "gờ",
}  # fmt: skip
_CLOSE_ONLY = {"k", "K", "p", "G", "'", "''", "Đ", "°", "$", "V", "th"}
_UNIT = "|".join(
    f"(?:{re.escape(unit)})" if unit in _CLOSE_ONLY else rf"(?:\s?{re.escape(unit)})"
    for unit in sorted(UNITS, key=len, reverse=True)
)
_FIGURE = re.compile(
    r"(?P<figure>\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d{1,3}(?:,\d{3}){2,}(?!\d)|"
    r"\d{1,3}(?: \d{3})+(?=\s?(?:đồng|đ|VN[ĐD])(?!\w))|\d+(?:[.,]\d+)*)"
    rf"(?:,-)?(?P<unit>(?:{_UNIT})(?!\w))?(?P<more>\s?(?:đồng|đ|₫|VNĐ|VND)(?!\w))?(?P<plus>\+(?!\s?\d|[^\W_]))?"
)
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
_LONGEST_FIGURE = 40  # beyond this nobody counts; it is called out digit by digit
_MEASURE_FOLLOWS = re.compile(
    r"\s(?:triệu|tỷ|tỉ|lần|tấn|tạ|yến|sào|mẫu|héc|mét|ki|điểm|giờ|tháng|năm|tuổi|phần trăm|đồng|"
    r"người|hộ|lượt|suất|công)(?!\w)"
)


def _regional(words: str, region: Region) -> str:
    return words.replace("nghìn", "ngàn") if region == "nam" else words


def read_figure(figure: str, region: Region, *, money: bool = False, measured: bool = False) -> str:
    """A figure as officers write it, in words.

    Args:
        figure: «1.500.000», «46,8», «1,500,000», «1 500 000», «2.5», «02», «1.2.3».
        region: As in `read_integer`.
        money: An amount of đồng has no decimals, so «330,000» is three hundred thousand.
        measured: A unit follows, so «2.5» is a decimal and not a section of a document.
    """
    if len(figure) > _LONGEST_FIGURE:
        return read_digits(figure)
    if figure.isdecimal():
        return read_integer(int(figure), region)
    if " " in figure:
        return read_integer(int(figure.replace(" ", "")), region)
    if _ENGLISH.fullmatch(figure):
        figure = figure.replace(",", "").replace(".", ",")
    if "," not in figure:
        parts = figure.split(".")
        if parts[0] != "0" and all(len(part) == 3 for part in parts[1:]):
            return read_integer(int(figure.replace(".", "")), region)
        if len(parts) == 2 and (measured or parts[0] == "0"):
            return read_decimal(figure.replace(".", ","), region)
        return " chấm ".join(_part(part, region) for part in parts)
    parts = figure.split(",")
    thousands = "." not in figure and all(len(part) == 3 for part in parts[1:])
    if thousands and (len(parts) > 2 or (money and parts[0] != "0")):
        return read_integer(int(figure.replace(",", "")), region)
    if len(parts) == 2 and "." not in parts[1]:
        return read_decimal(figure, region)
    return ", ".join(read_figure(part, region) for part in parts)


def _part(part: str, region: Region) -> str:
    return read_digits(part) if part.startswith("0") else read_integer(int(part), region)


def _figure(match: re.Match[str], voice: Voice) -> str:
    region = voice.region
    unit = UNITS.get((match["unit"] or "").strip(), "")
    money = bool(match["more"]) or unit == "đồng"
    measured = bool(unit) or money or bool(_MEASURE_FOLLOWS.match(match.string, match.end()))
    said = read_figure(match["figure"], region, money=money, measured=measured)
    if match["unit"] == "'" and len(match["figure"]) > 3:
        return f"{said}'"
    if unit:
        said += f" {_regional(unit, region)}"
    if match["more"]:
        said += " đồng"
    return f"{said} trở lên" if match["plus"] else said


# VNĐ 330.000, $100: the currency stands before its figure.
_CURRENCY_FIRST = re.compile(
    r"(?:VN[ĐD]\s?|(?P<dollar>\$))(?P<figure>\d{1,3}(?:\.\d{3})+|\d+)(?![\w%]|[.,]\d)"
)


def _currency_first(match: re.Match[str], voice: Voice) -> str:
    currency = UNITS["$"] if match["dollar"] else "đồng"
    return f"{read_figure(match['figure'], voice.region, money=True)} {currency}"


# 1tr5, 2tr500, 1tỷ2: the figure behind tr counts hundreds of thousands.
_COLLOQUIAL = re.compile(
    r"(?P<amount>\d{1,3})(?:(?P<million>tr|triệu|Tr)|t[ỷỉ])(?P<rest>\d{1,3})(?:k|K)?(?!\w|[.,]\d)"
)


def _colloquial(match: re.Match[str], voice: Voice) -> str:
    rest = match["rest"].ljust(3, "0")
    amount = int(match["amount"]) * 1_000 + int(rest)
    return read_integer(amount * (1_000 if match["million"] else 1_000_000), voice.region)


# 1m65, 12m5; 12m2 is an area.
_HEIGHT = re.compile(r"(?P<metres>\d{1,3})m(?P<rest>[014-9]|\d\d)(?!\w|[.,]\d)")


def _height(match: re.Match[str], voice: Voice) -> str:
    rest = match["rest"]
    below = read_digits(rest) if rest.startswith("0") else read_integer(int(rest), voice.region)
    return f"{read_integer(int(match['metres']), voice.region)} mét {below}"


# 1/3/6/12 tháng, 3-2-1: three and more figures side by side that are no date.
_CHAIN = re.compile(r"\d{1,4}(?:\s?/\s?\d{1,4}){2,11}(?![\d/])|\d{1,3}(?:-\d{1,3}){2,11}(?![\d-])")


def _chain(match: re.Match[str], voice: Voice) -> str:
    tie = " trên " if "/" in match[0] and HOUSE_WORDS.search(before(match)) else ", "
    return tie.join(read_integer(int(part), voice.region) for part in re.findall(r"\d+", match[0]))


_FRACTION = re.compile(
    r"(?P<part>\d{1,3}(?:\.\d{3})+(?=/\d{1,3}\.\d{3})|\d{1,4})/"
    r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,4})"
    rf"(?P<unit>(?:{_UNIT})(?!\w))?(?![\d/]|[.,]\d)"
)
_ABOUT_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:hơn|quá|gần|khoảng|trên|dưới|ít nhất|tối thiểu|tối đa|chừng|ngót)\s$"
)


def _fraction(match: re.Match[str], voice: Voice) -> str | None:
    part, whole = (int(match[name].replace(".", "")) for name in ("part", "whole"))
    if whole == 0:
        return None
    region = voice.region
    of_one = part < whole and (whole <= 12 or part == 1)
    lead = before(match)
    # «hơn 2/3 hộ» counts no households: nobody has more than two of three.
    counted = COUNTED_NOUNS.match(match.string, match.end()) and not _ABOUT_BEFORE.search(lead)
    if counted or HOUSE_WORDS.search(lead):
        of_one = False
    below = "tư" if of_one and whole == 4 else read_integer(whole, region)
    if lead.endswith("thứ "):
        return f"{read_ordinal(part, region)} trên {read_integer(whole, region)}"
    said = f"{read_integer(part, region)} {'phần' if of_one else 'trên'} {below}"
    unit = UNITS.get((match["unit"] or "").strip(), "")
    return f"{said} {_regional(unit, region)}" if unit else said


CHAIN = Rule(_CHAIN, _chain)
CURRENCY_FIRST = Rule(_CURRENCY_FIRST, _currency_first, spans=True)
FRACTION = Rule(_FRACTION, _fraction, spans=True)
HEIGHT = Rule(_HEIGHT, _height, spans=True)
COLLOQUIAL = Rule(_COLLOQUIAL, _colloquial, spans=True)
FIGURE = Rule(_FIGURE, _figure, spans=True)

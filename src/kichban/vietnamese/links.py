"""What ties two figures: a dash that means «đến», or a sign of arithmetic."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

__all__ = ["Link", "link"]

_COUNTED = (
    r"(?:\s(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng|năm|tháng|ngày|giờ|phút|giây|tuổi|tuần|lần|người|buổi|"
    r"hộ))"
)
_DASH = re.compile(
    r"(?P<words>\s(?P<same>[^\W\d_]{1,6})(?=\s?[-–—]\s?\d[\d.,]*\s(?P=same)(?!\w))|"
    rf"{_COUNTED}{{0,3}})(?P<rate>(?:/[^\W\d_]+(?=\s?[-–—]\s?\d[\d.,]*\s?[^\W\d_%]{{0,5}}%?/))?)"
    rf"(?P<gap>\s?)(?P<mark>[-=]>|[-–—~÷→−])\s?"
    r"(?:(?=\d|(?:dưới|trên|đủ|gần|hơn)\s\d|[IVX]+(?!\w)|[a-zđ](?!\w)|T\d|CN(?!\w)|\((?=\d))|"
    r"(?=(?P<noun>[^\W\d_]+)\s(?:\d|[IVX]+(?!\w))))"
)
_TIMES = re.compile(rf"(?P<words>{_COUNTED}{{0,3}})\s?[xX×*·]\s?(?=[\d(])")
_DIVIDE = re.compile(rf"(?P<words>{_COUNTED}{{0,3}})\s[:/]\s(?=[\d(])")
_FACTOR_AHEAD = re.compile(r"[\d.,]+[^=;:?!()]{0,20}[x×*]\s?\d")
_EQUATION_AHEAD = re.compile(r"(?:[^=;.?!(]|\.\d){0,60}=")
_BARE_EQUATION_AHEAD = re.compile(
    r"(?:[\d.,%+*x×/ ()-]|k(?![^\W\d_])|tr(?![^\W\d_])|đ(?![^\W\d_])){1,40}="
)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


_FIGURE = re.compile(r"\d[\d.,]*")


def _rises(line: str, start: int, end: int, dash: re.Match[str]) -> bool:
    """Whether the figure after a minus sign is the higher one, so that the sign is a dash."""
    left = _FIGURE.match(line, start, end)
    right = _FIGURE.match(line, dash.end())
    return bool(left and right and _size(left[0]) < _size(right[0]))


def _size(figure: str) -> Decimal:
    whole, _, decimals = figure.rstrip(".,").replace(".", "").partition(",")
    return Decimal(f"{whole}.{decimals.replace(',', '') or 0}")


class Link(NamedTuple):
    """A dash or sign between two figures: what is kept before it, its word, where it ends."""

    kept: str
    word: str
    end: int


def link(line: str, start: int, end: int) -> Link | None:
    """The word that ties the figure at `start`–`end` to the next: đến, trừ, nhân or chia.

    Returns:
        None when no second figure is tied.
    """
    if times := _TIMES.match(line, end):
        return Link(times["words"], "nhân", times.end())
    equation = "=" in line[max(0, start - 60) : start] or _EQUATION_AHEAD.match(line, end)
    if divide := _DIVIDE.match(line, end):
        colon = equation or _FACTOR_AHEAD.match(line, divide.end())
        return Link(divide["words"], "chia", divide.end()) if colon else None
    dash = _DASH.match(line, end)
    if not dash:
        return None
    noun = (dash["noun"] or "").lower()
    if noun and not line[max(0, start - len(noun) - 1) : start].lower().startswith(f"{noun} "):
        return None
    if line.startswith("(", dash.end()):
        known = equation or "=" in line[dash.end() : dash.end() + 60]
        return Link(dash["words"], "trừ", dash.end()) if known else None
    if dash["mark"] in {"→", "->", "=>"}:
        return Link(dash["words"], ", " if noun else "đến", dash.end())
    if dash["mark"] == "−" and (equation or dash["gap"] or not _rises(line, start, end, dash)):
        return None
    if equation and dash["mark"] == "÷":
        return Link(dash["words"], "chia", dash.end())
    if equation and (dash["gap"] or _BARE_EQUATION_AHEAD.match(line, dash.end())):
        return Link(dash["words"] + dash["rate"], "trừ", dash.end())
    # «năm 2025 - 2 triệu người»: a spaced dash after a year is punctuation.
    if dash["gap"] and _YEAR.fullmatch(line, start, end) and not _YEAR.match(line, dash.end()):
        return None
    return Link(dash["words"] + dash["rate"], "đến", dash.end())

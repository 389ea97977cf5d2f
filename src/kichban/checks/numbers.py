"""Numbers that a document prints: which come from the ledger, which are typed, which are law."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kichban.measure import said
from kichban.script import (
    Block,
    Cited,
    Cue,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Sourced,
    Strong,
    Table,
    Text,
    plain,
    walk,
)

__all__ = ["PERCENT", "LegalNumber", "bare_texts", "first_amount", "legal_numbers"]

_FIGURE = r"\d+(?:[.,]\d+)*"
_UNIT = (
    r"%|phần trăm|(?:triệu|nghìn|ngàn|tỷ|tỉ)(?: đồng)?|đồng|VNĐ|VND|đ(?![^\W\d_])|₫|k(?![^\W\d_])|"
    r"tuổi|năm|tháng|ngày làm việc|lần"
)
_NUMBER = re.compile(
    rf"(?<![\w/.,-])(?P<number>{_FIGURE})(?P<gap>\s?)(?P<unit>{_UNIT})(?!\w)", re.IGNORECASE
)
_DATE_BEFORE = re.compile(r"(?:ngày|tháng|mồng|mùng)\s*$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_YEAR_AFTER = re.compile(r"\s*năm\s*\d")
_DATE_AFTER = re.compile(r"\s*(?:tháng\s*)?\d")
_MONEY = re.compile(r"đồng|VN[ĐD]|đ$|₫|triệu|nghìn|ngàn|tỷ|tỉ|k$", re.IGNORECASE)
PERCENT = re.compile(r"%|phần trăm", re.IGNORECASE)
_UNITS_OF_TIME = ("năm", "tháng")


@dataclass(frozen=True, slots=True)
class LegalNumber:
    """A money amount, share, age, or count of years, months or working days, as printed."""

    text: str
    number: str
    unit: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The same for the same number, however it is spaced."""
        return f"{self.number} {'%' if PERCENT.fullmatch(self.unit) else self.unit.lower()}"

    @property
    def amount(self) -> bool:
        """Whether it is money or a percentage."""
        return bool(_MONEY.search(self.unit) or PERCENT.fullmatch(self.unit))


def legal_numbers(text: str) -> Iterator[LegalNumber]:
    """Every number of a text that could be law: money, shares, ages, years, months.

    Dates, times of day, telephone numbers, articles and numbers of documents are not.
    """
    if _DIGIT.search(text) is None:
        return
    for found in _NUMBER.finditer(text):
        unit = found["unit"].lower()
        before, after = text[: found.start()], text[found.end() :]
        if unit in _UNITS_OF_TIME and (
            _DATE_BEFORE.search(before) or (unit == "tháng" and _DATE_AFTER.match(after))
        ):
            continue
        if unit == "tháng" and _YEAR_AFTER.match(after):
            continue
        yield LegalNumber(found[0], found["number"], found["unit"], found.start(), found.end())


def first_amount(text: str) -> LegalNumber | None:
    """The first money amount or percentage of a text."""
    return next((number for number in legal_numbers(text) if number.amount), None)


def bare_texts(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """The words of each block without those of the ledger's figures."""
    for block in walk(blocks):
        if isinstance(block, Heading | Paragraph | Cue):
            yield _bare(block.children), block
        elif isinstance(block, Table):
            for cell in block.header:
                yield _bare(cell), block


def _bare(children: tuple[Inline, ...]) -> str:
    out: list[str] = []
    for node in children:
        match node:
            case Text(text):
                out.append(text)
            case Sourced():
                out.append("\ufffc")
            case Strong(inner) | Emphasis(inner) | Link(children=inner) | Cited(children=inner):
                out.append(_bare(inner))
            case LineBreak():
                out.append("\n")
    return "".join(out)


def printed_words(block: Block) -> str:
    """The words of one block as people read them."""
    if isinstance(block, Cue):
        return plain(block.children)
    return said(block.children) if isinstance(block, Heading | Paragraph) else ""

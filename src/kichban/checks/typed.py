"""Numbers typed by hand where a figure of law should be called by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["numbers_in_words", "typed_digits"]

_DIGITS = re.compile(r"[\d½¼¾⅓⅔²³](?:[\d.,/ ]*[\d½¼¾%])?%?")
_LIST_NUMBER = re.compile(r"\s*(?:#{1,6}\s+)?\d+\.(?=\s|$)")


def typed_digits(words: str) -> Iterator[tuple[int, str]]:
    """Runs of digits outside tags: where each begins, and the run.

    List numbers at the start of a line («1.») and the attributes of `:::` lines are allowed.

    Args:
        words: A text whose tags are blanked out.
    """
    offset = 0
    for line in words.split("\n"):
        if not line.lstrip().startswith(":::"):
            numbered = _LIST_NUMBER.match(line)
            start = numbered.end() if numbered else 0
            for found in _DIGITS.finditer(line, start):
                yield offset + found.start(), found[0].strip()
        offset += len(line) + 1


_ONE = "một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mốt"
_TEN = "mười|mươi|chục|trăm|nghìn|ngàn|triệu|tỷ|tỉ"
_TENS = tuple(_TEN.split("|"))  # of every number that is looked for, one
_UNIT = r"phần trăm|đồng|năm đóng|năm|tháng|tuổi|ngày làm việc|ngày|lần"
_IN_WORDS = re.compile(
    # Bounded, so that no text however odd takes long.
    rf"(?<!\w)(?P<w>(?:(?:(?:{_ONE}) ){{1,3}}(?:{_TEN})|mười)"
    rf"(?: (?:{_ONE}|{_TEN}|không|linh|lẻ|rưỡi)){{0,16}} (?:{_UNIT})|(?:{_ONE}) phần trăm)(?!\w)",
    re.IGNORECASE,
)


def numbers_in_words(words: str) -> Iterator[tuple[int, str]]:
    """Amounts, shares and terms of ten and more spelled in words: «mười lăm năm».

    Small counts of everyday talk («hai vợ chồng», «ba tháng») are passed over.

    Args:
        words: A text whose tags are blanked out.
    """
    lowered = words.lower()
    if not any(ten in lowered for ten in _TENS):
        return
    for found in _IN_WORDS.finditer(words):
        yield found.start("w"), found["w"]

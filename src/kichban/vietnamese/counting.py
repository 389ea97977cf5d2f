"""How long a text is: syllables, printed words, seconds, parts of a short message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from kichban.errors import OutOfRange
from kichban.vietnamese.address import first_of_pairs
from kichban.vietnamese.numbers import Region
from kichban.vietnamese.speech import spoken
from kichban.vietnamese.text import nfc
from kichban.vietnamese.unread import is_abbreviation, without_asides

__all__ = ["printed_words", "seconds", "sms_parts", "syllables"]

_PART = re.compile(r"[^\s–—/-]+")
_PRINTED = re.compile(r"\S*?[^\W_]\S*")
_HOLDS_WORD = re.compile(r"[^\W_]")


def syllables(
    text: str, *, region: Region = "bac", abbreviations: Mapping[str, str] | None = None
) -> int:
    """Syllables of the text as it is read aloud.

    Text in square brackets is not counted. Of a pair such as «anh/chị» the speaker says one, so
    it counts as its first word. An abbreviation nobody can read counts one for each letter.
    """
    said = without_asides(spoken(text, region=region, abbreviations=abbreviations))
    return sum(map(_syllables_in, _PART.findall(first_of_pairs(said))))


def _syllables_in(part: str) -> int:
    if not _HOLDS_WORD.search(part):
        return 0
    if part.isalpha() and not part.isupper():
        return 1
    letters = "".join(char for char in part if char.isalnum())
    return len(letters) if len(letters) > 1 and is_abbreviation(letters) else 1


def printed_words(text: str) -> int:
    """Words as printed, parted by blanks; square brackets and lone marks are not counted."""
    return len(_PRINTED.findall(without_asides(text)))


def seconds(
    text: str,
    rate: Decimal,
    *,
    region: Region = "bac",
    abbreviations: Mapping[str, str] | None = None,
) -> Decimal:
    """Seconds it takes to read the text aloud, pauses between sentences included, unrounded.

    Args:
        text: As in `syllables`.
        rate: Syllables in a second, as the channel sets it.

    Raises:
        OutOfRange: The rate is not above zero.
    """
    if rate <= 0:
        raise OutOfRange(
            f"Tốc độ đọc {rate} âm tiết một giây không dùng được.", hint="đặt số lớn hơn 0."
        )
    return Decimal(syllables(text, region=region, abbreviations=abbreviations)) / rate


# The alphabet of short messages in 7 bits; a letter of the second row takes two places.
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE = frozenset("\f^{}\\[~]|€")
_GSM_LIMITS = (160, 153)
_UCS2_LIMITS = (70, 67)


def sms_parts(text: str) -> int:
    """How many short messages the text takes: 160 or 70 characters alone, 153 or 67 when joined.

    Vietnamese with its marks needs the 16-bit alphabet: 70 and 67 code units.
    """
    text = nfc(text)
    if all(char in _GSM or char in _GSM_DOUBLE for char in text):
        sizes = [2 if char in _GSM_DOUBLE else 1 for char in text]
        alone, joined = _GSM_LIMITS
    else:
        sizes = [2 if ord(char) > 0xFFFF else 1 for char in text]
        alone, joined = _UCS2_LIMITS
    if sum(sizes) <= alone:
        return 1 if sizes else 0
    parts, room = 1, joined
    for size in sizes:
        if size > room:
            parts, room = parts + 1, joined
        room -= size
    return parts

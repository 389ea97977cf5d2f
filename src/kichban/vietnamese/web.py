"""Addresses of the web and of electronic mail, read aloud."""

from __future__ import annotations

import re

from kichban.vietnamese.reading import DIGIT_NAMES, Rule, Voice, spell_code

__all__ = ["ADDRESS", "may_hold_address"]

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\])»”\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"
    r"(?<![\w@.])(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+(?:vn|com|org|net|edu|gov|info)(?:/[^\s\])»”\"]*)?(?!\w)"
)
_MARKS = {".": "chấm", "/": "gạch chéo", "@": "a còng", "-": "gạch ngang", "_": "gạch dưới"}
_NAMES = {
    "baohiemxahoi": "bảo hiểm xã hội",
    "dichvucong": "dịch vụ công",
    "chinhphu": "chính phủ",
    "vietnam": "việt nam",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "vssid": "vi ét ét ai đi",
    "vneid": "vi en i ai đi",
    "vss": "vi ét ét",
    "vn": "vi en",
}
_WITHIN = "|".join(("bhxh", "bhyt", "vietnam"))  # known even where they are tied to other words
_PIECE = re.compile(
    rf"[./@_-]|\d|{_WITHIN}|(?:(?!{_WITHIN})[^\W\d_])+",
    re.IGNORECASE,
)
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)


_SIGNS_OF_ADDRESS = ("www.", "://", "@", ".vn", ".com", ".org", ".net", ".edu", ".gov", ".info")


def may_hold_address(line: str) -> bool:
    """Whether it is worth looking for an address: cheap, and never wrongly false."""
    return "." in line and any(sign in line for sign in _SIGNS_OF_ADDRESS)


def _address(match: re.Match[str], _: Voice) -> str:
    """The address in words; what follows «?» or «#» is for machines and is left out."""
    bare = re.sub(r"^https?://(?:www\.)?|^www\.|[?#].*$", "", match[0])
    trimmed = bare.rstrip(".,;:!")
    words = [
        _MARKS.get(piece) or DIGIT_NAMES.get(piece) or _NAMES.get(piece.lower()) or _word(piece)
        for piece in _PIECE.findall(trimmed.rstrip("/"))
    ]
    return " ".join(words) + bare[len(trimmed) :]


def _word(piece: str) -> str:
    """A piece that nobody can say as a word is spelled."""
    return piece if _VOWEL.search(piece) else spell_code(piece)


ADDRESS = Rule(_ADDRESS, _address)

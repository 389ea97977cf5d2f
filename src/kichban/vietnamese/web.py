"""Addresses of the web and of electronic mail, read aloud."""

from __future__ import annotations

import re

from kichban.vietnamese.reading import ALL_DIGITS_AS_LETTERS

__all__ = ["ADDRESS", "may_hold_address", "read_address"]

ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\])»”\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"
    r"(?<![\w@.])(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+(?:vn|com|org|net|edu|gov|info)(?:/[^\s\])»”\"]*)?(?!\w)"
)
_MARKS = {".": "chấm", "/": "gạch chéo", "@": "a còng", "-": "gạch ngang", "_": "gạch dưới"}
_NAMES = {
    "baohiemxahoi": "bảo hiểm xã hội",
    "dichvucong": "dịch vụ công",
    "chinhphu": "chính phủ",
    "vn": "vi en",
}
_PIECE = re.compile(r"[./@_-]|\d|[^\W\d_]+")


def may_hold_address(line: str) -> bool:
    """Whether it is worth looking for an address: cheap, and never wrongly false."""
    return "." in line and ("www." in line or "://" in line or "@" in line or _ENDING(line))


def _ENDING(line: str) -> bool:
    return any(ending in line for ending in (".vn", ".com", ".org", ".net", ".edu", ".gov", ".info"))


def read_address(address: str) -> str:
    """The address in words; what follows «?» or «#» is for machines and is left out."""
    bare = re.sub(r"^https?://(?:www\.)?|^www\.|[?#].*$", "", address)
    stop = bare[len(bare.rstrip(".,;:!")) :]
    words = [
        _MARKS.get(piece) or ALL_DIGITS_AS_LETTERS.get(piece) or _NAMES.get(piece.lower(), piece)
        for piece in _PIECE.findall(bare.rstrip(".,;:!/"))
    ]
    return " ".join(words) + stop

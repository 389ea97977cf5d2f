"""A DOCX as a zip file put together from parts that are deflated once.

The parts of a look never change, so they are compressed when the look is read; a document only
compresses its own words. Dates in the zip are constant and the order of parts is fixed: the same
parts always give the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Member", "member", "package"]

_STORED, _DEFLATED = 0, 8
_UTF8_NAME = 0x800
_DATE_1980 = 0x21  # the first day that zip can write
_FIRST = "[Content_Types].xml"  # readers that stream expect this part before all others
_WORTH_DEFLATING = 160  # bytes; below it the deflated part is hardly smaller

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


@dataclass(frozen=True, slots=True)
class Member:
    """One part, ready to be laid into a zip file."""

    name: str
    method: int
    checksum: int
    size: int
    data: bytes


def member(name: str, content: bytes | str, *, level: int = 1) -> Member:
    """A part compressed for the zip file.

    Args:
        name: Its name, without a leading stroke.
        content: Its bytes, or text to be encoded as UTF-8.
        level: How hard to compress: 1 for what is written once, 9 for what is kept.
    """
    raw = content.encode() if isinstance(content, str) else content
    checksum = zlib.crc32(raw)
    if len(raw) >= _WORTH_DEFLATING:
        deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        data = deflate.compress(raw) + deflate.flush()
        if len(data) < len(raw):
            return Member(name, _DEFLATED, checksum, len(raw), data)
    return Member(name, _STORED, checksum, len(raw), raw)


def package(members: Iterable[Member]) -> bytes:
    """The zip file: content types first, then the parts by name."""
    ordered = sorted(members, key=lambda part: (part.name != _FIRST, part.name))
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in ordered:
        name = part.name.encode()
        flag = 0 if part.name.isascii() else _UTF8_NAME
        facts = (
            *(flag, part.method, 0, _DATE_1980),
            *(part.checksum, len(part.data), part.size, len(name)),
        )
        head = _LOCAL.pack(b"PK\x03\x04", 20, *facts, 0) + name
        directory.append(_CENTRAL.pack(b"PK\x01\x02", 20, 20, *facts, 0, 0, 0, 0, 0, offset) + name)
        body += (head, part.data)
        offset += len(head) + len(part.data)
    listing = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(ordered), len(ordered), len(listing), offset, 0)
    return b"".join([*body, listing, end])

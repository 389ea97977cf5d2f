"""Which characters of the tree may reach a page.

Every word that a writer prints passes through `clean` first, so that all formats hold the same
characters and no XML part holds one that XML forbids.
"""

from __future__ import annotations

import re

from kichban.errors import BadMarkup

__all__ = ["clean"]

_SPACES = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029 ]+")
_SILENT = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SUSPECT = re.compile(
    "  |[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)


def clean(text: str) -> str:
    """The text as it may be printed.

    Runs of ordinary spaces, tabs and line ends become one space; a no-break space stays, since
    it is typed on purpose. Characters that print nothing (controls, lone surrogates,
    noncharacters, a byte order mark) are left out.

    Raises:
        BadMarkup: A private-use character is left. Such characters mark figures on their way
            through the template; one that arrives here is a figure that lost its source.
    """
    if not _SUSPECT.search(text):
        return text
    if private := _PRIVATE.search(text):
        start = max(0, private.start() - 20)
        around = _PRIVATE.sub("…", text[start : private.end() + 20])
        raise BadMarkup(
            f"Trong lời còn ký hiệu không in được U+{ord(private[0]):04X}, gần «{clean(around)}».",
            hint="xóa ký hiệu đó, hoặc xem con số ở chỗ ấy có nằm trọn trong hai ngoặc nhọn không",
        )
    return _SPACES.sub(" ", _SILENT.sub("", text))

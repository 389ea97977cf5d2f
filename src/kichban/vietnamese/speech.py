"""What officers write, as a presenter says it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kichban.vietnamese.numbers import Region
from kichban.vietnamese.text import nfc

__all__ = ["spoken", "with_spoken"]

# Characters that look like others, or like nothing: odd spaces and hyphens, the Icelandic letter.
_LOOKALIKES = {
    **dict.fromkeys("\u00a0\u202f\u205f\u3000", " "),
    **dict.fromkeys(map(chr, range(0x2002, 0x200B)), " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
    "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u2044": "/", "\u2215": "/",
    "′": "'", "″": "''", "Ð": "Đ", "ð": "đ",
}  # fmt: skip
_LOOKALIKE = re.compile(f"[{''.join(_LOOKALIKES)}]")
# Word processors bend the mark of minutes; it closes a quotation only where one was opened.
_BENT = re.compile(r"(?<=\d)’(?!\w*’|[^\W\d_])")


def spoken(
    text: str, *, region: Region = "bac", abbreviations: Mapping[str, str] | None = None
) -> str:
    """The text with every figure, sign and abbreviation in words, as a presenter reads it.

    Args:
        text: Any text; text in square brackets is stage business and stays as it is.
        region: «bac» or «nam», as in `read_integer`.
        abbreviations: The office's own list, short form to full words; it wins over the
            built-in one. A symbol of its own papers («KH-BHXH») may be named here too.

    Returns:
        Composed text with the same lines. Reading it a second time changes nothing.

    Raises:
        UnknownName: No such region.
        BadField: An abbreviation of the office's list is blank, or holds itself in its words.
    """
    # The rules are some hundred patterns: a program that reads nothing aloud does not compile them.
    from kichban.vietnamese.presenter import read_line, voice_for

    voice = voice_for(region, tuple(sorted(abbreviations.items())) if abbreviations else ())
    text = _LOOKALIKE.sub(lambda found: _LOOKALIKES[found[0]], nfc(text))
    if "’" in text and "‘" not in text:
        text = _BENT.sub("'", text)
    return "\n".join([read_line(line, voice) for line in text.split("\n")])


def with_spoken(
    text: str, *, region: Region = "bac", abbreviations: Mapping[str, str] | None = None
) -> str:
    """The text with its reading in brackets: «330.000 đồng (ba trăm ba mươi nghìn đồng)».

    Text that is read as it is written comes back without brackets.
    """
    said = spoken(text, region=region, abbreviations=abbreviations)
    return text if said == nfc(text) else f"{text} ({said})"

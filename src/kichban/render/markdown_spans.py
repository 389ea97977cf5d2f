"""One line of Markdown from a flat run of words.

Words get `**…**` and `*…*`, links `[…](…)`, notes `[^1]`, new lines two spaces and a line end
(in a table cell or heading `<br>`). Signs that Markdown would take for its own are escaped.
Where the asterisks would not be read as weight, because of the letters or signs next to them,
`<strong>` and `<em>` stand instead: CommonMark readers would show the asterisks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from kichban.render.spans import Mark, NewLine, Opening, Span, Words

__all__ = ["escape", "line"]

_SIGNS = re.compile(r"[\\`*\[\]~]|(?<![^\W_])_|_(?![^\W_])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(
    r"^(?:(?P<sign>[#>]|[-+](?=[-+\s|]|$)|=+\s*$)|(?P<number>\d{1,9})[.)](?=\s|$))"
)
_RULE_OF_TABLE = re.compile(r"^[|:\-\s]+$")


def line(run: Iterable[Span], *, in_cell: bool = False, in_heading: bool = False) -> str:
    """The run as Markdown.

    Args:
        run: Flat words, already clean.
        in_cell: Escape column signs and keep everything on one line.
        in_heading: Keep everything on one line.
    """
    rows: list[list[Words | Mark]] = [[]]
    for span in run:
        match span:
            case Words() | Mark():
                rows[-1].append(span)
            case NewLine():
                rows.append([])
            case Opening():
                pass
            case _:
                assert_never(span)
    texts = [_row(row) for row in rows]
    if in_cell:
        return "<br>".join(text.replace("|", "\\|") for text in texts)
    if in_heading:
        return re.sub(r"(#+)$", r"\\\1", "<br>".join(texts))
    return "  \n".join(_guarded(text) for text in texts)


def escape(text: str, *, in_cell: bool = False) -> str:
    """Plain words as Markdown that shows exactly these words."""
    return line([Words(text)], in_cell=in_cell)


def _row(pieces: list[Words | Mark]) -> str:
    joined = _joined(pieces)
    out = ""
    for index, piece in enumerate(joined):
        following = joined[index + 1] if index + 1 < len(joined) else None
        out += _weighted(piece, before=out[-1:], after=_first_sign(following))
    # «![» from a mark or a link behind an exclamation mark would begin a picture.
    return out.strip().replace("![", "\\![")


def _joined(pieces: list[Words | Mark]) -> list[Words]:
    """Pieces as escaped words: a mark between words of one weight is part of them."""
    out: list[Words] = []
    for index, piece in enumerate(pieces):
        match piece:
            case Words(text, bold, italic, address):
                escaped = Words(_escaped(text), bold, italic, address)
            case Mark(note):
                weight = _weight_around(pieces, index)
                escaped = replace(weight, text=f"[^{note}]")
            case _:
                assert_never(piece)
        last = out[-1] if out else None
        if last and not last.address and replace(last, text="") == replace(escaped, text=""):
            out[-1] = replace(last, text=last.text + escaped.text)
        else:
            out.append(escaped)
    return out


def _weight_around(pieces: list[Words | Mark], index: int) -> Words:
    """The weight that the words on both sides of a mark share, or none."""
    around = [
        next((piece for piece in side if isinstance(piece, Words)), None)
        for side in (pieces[index::-1], pieces[index:])
    ]
    before, after = around
    if before and after and not before.address:
        weight = replace(before, text="")
        if weight == replace(after, text=""):
            return weight
    return Words("")


def _weighted(words: Words, *, before: str, after: str) -> str:
    text = words.text.strip()
    if not text or not (words.bold or words.italic or words.address):
        return words.text
    lead = words.text[: len(words.text) - len(words.text.lstrip())]
    trail = words.text[len(words.text.rstrip()) :]
    if words.address:
        text = f"[{text}]({words.address})"
    stars = "*" * (2 * words.bold + words.italic)
    if not stars:
        return f"{lead}{text}{trail}"
    if _opens(lead[-1:] or before, text[0]) and _closes(text[-1], trail[:1] or after):
        return f"{lead}{stars}{text}{stars}{trail}"
    if words.italic:
        text = f"<em>{text}</em>"
    if words.bold:
        text = f"<strong>{text}</strong>"
    return f"{lead}{text}{trail}"


def _first_sign(words: Words | None) -> str:
    """The character that will follow, as the rules for asterisks see it."""
    if words is None or words.text[:1].isspace():
        return " "
    # Weighted words next to weighted words are written as tags.
    return "<" if words.bold or words.italic or words.address else words.text[:1]


def _opens(before: str, first: str) -> bool:
    if before == "*":
        return False
    return not _may_be_sign(first) or not before or before.isspace() or _is_sign(before)


def _closes(last: str, after: str) -> bool:
    if after == "*":
        return False
    return not _may_be_sign(last) or not after or after.isspace() or _is_sign(after)


def _is_sign(char: str) -> bool:
    return (char.isascii() and not char.isalnum()) or unicodedata.category(char).startswith("P")


def _may_be_sign(char: str) -> bool:
    """Signs such as «₫» or «→» count as punctuation in some editions of CommonMark only."""
    return _is_sign(char) or unicodedata.category(char).startswith("S")


def _escaped(text: str) -> str:
    text = _SIGNS.sub(lambda found: "\\" + found[0], text)
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", text))


def _guarded(text: str) -> str:
    """A line whose beginning is not taken for a heading, list, quotation or rule."""
    if found := _LINE_START.match(text):
        if number := found["number"]:
            return f"{number}\\{text[len(number) :]}"
        return f"\\{text}"
    if _RULE_OF_TABLE.match(text):
        return f"\\{text}"
    return text

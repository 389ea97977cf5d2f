"""A finished document as hands left it: its paragraphs, and what only Word knows of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kichban.render.paragraphs import without_note_marks
from kichban.vietnamese import nfc

__all__ = ["Edited", "Found", "Picture", "Remark", "found", "split_notes"]

# Characters that nobody sees: soft hyphens, joiners, marks of direction.
_SILENT = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]")

_NOTE = re.compile(r"(?:^|(?<=\s))(?=\[\d{1,3}\]\s)")


@dataclass(frozen=True, slots=True)
class Found:
    """One paragraph as it stands now.

    `number` is its number in Word or its line in Markdown; `text` its words in composed form and
    one line, without note marks; `notes` the marks as (number, place). `composed` is false when
    the file holds decomposed letters; `silent` counts characters that nobody sees. `hidden` are
    words that are not printed: they are part of `text` only in `whole`.
    """

    number: int
    text: str
    notes: tuple[tuple[int, int], ...] = ()
    composed: bool = True
    silent: int = 0
    hidden: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a Word file besides its words: where (a paragraph's number), and what."""

    number: int
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the number of its paragraph, and a digest of its file."""

    number: int
    digest: str


@dataclass(frozen=True)
class Edited:
    """A document as it stands.

    `headers` and `footers` are the words along every page, one text for each kind of page.
    `pictures` is None where the format does not hold them. `traced` tells whether the file itself
    still carries where its figures come from.
    """

    paragraphs: tuple[Found, ...]
    headers: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    tracked: tuple[Remark, ...] = ()
    comments: tuple[Remark, ...] = ()
    boxes: tuple[Remark, ...] = ()
    pictures: tuple[Picture, ...] | None = None
    traced: bool = True


def found(number: int, raw: str, *, hidden: str = "", whole: str = "") -> Found:
    """A paragraph from the characters in the file."""
    composed = nfc(raw)
    text, notes = without_note_marks(_SILENT.sub("", composed))
    return Found(
        number,
        text,
        notes,
        composed=composed == raw,
        silent=len(_SILENT.findall(raw)),
        hidden=" ".join(hidden.split()),
        whole=without_note_marks(_SILENT.sub("", nfc(whole)))[0] if whole else "",
    )


def split_notes(paragraph: Found) -> Iterator[Found]:
    """Notes that run on in one paragraph, each by itself: «[1] … [2] …»."""
    starts = [match.start() for match in _NOTE.finditer(paragraph.text)]
    if len(starts) < 2 or starts[0] != 0:
        yield paragraph
        return
    for start, end in zip(starts, [*starts[1:], len(paragraph.text)], strict=True):
        words = paragraph.text[start:end].strip()
        yield Found(paragraph.number, words, (), paragraph.composed, paragraph.silent)

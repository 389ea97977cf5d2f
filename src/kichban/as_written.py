"""The words of a document as they were written, kept in its sidecar.

Packs change, hands change documents: what was written must be known without composing it again.
The sidecar keeps every paragraph in one line, `kind TAB words TAB places`. Places are
`name:start:end`, counted in characters of the words:

- `so.<name>`: a figure, by its name in `so_lieu`;
- `vai.<name>`: a sentence of the topic or persona that must not be lost (`gioi_han` …);
- `noi.<field>`: a name, address or telephone number of the place file;
- `chu.<number>`: where the mark of a note stands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kichban.checks.document_markdown import SPOKEN_COLUMNS
from kichban.render.edition import Edition
from kichban.render.paragraphs import PrintedParagraph, printed_paragraphs, without_note_marks
from kichban.vietnamese import fold, sentences

if TYPE_CHECKING:
    from kichban.draft import Draft
    from kichban.script import Script

__all__ = ["KEY", "AsWritten", "Place", "Written", "as_written", "picture_digest", "record"]

KEY = "nguyen_van"
"""Where the sidecar keeps it."""

ROLES = ("thong_diep", "gioi_han", "chua_chac", "cua_kiem_tra", "y_chinh")
"""Sentences of topic and persona that are looked after one by one."""

_SHORTEST_SENTENCE = 12  # characters; shorter ones stand in other sentences by chance
_SHORTEST_NAME = 4
_NOT_NAMES = ("id", "mien", "goi_xa", "goi_thon", "cuoc_goi")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a paragraph that means something: see the module for `name`."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Written:
    """One paragraph as it was written; `label` is the name of its row in the officer's slip."""

    kind: str
    text: str
    places: tuple[Place, ...] = ()
    label: str = ""

    def named(self, lead: str) -> tuple[Place, ...]:
        """The places whose name begins so."""
        return tuple(place for place in self.places if place.name.startswith(lead))


@dataclass(frozen=True, slots=True)
class AsWritten:
    """A document as it was written: its paragraphs, and the lines along every page."""

    paragraphs: tuple[Written, ...]
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()


def record(draft: Draft, script: Script, edition: Edition, look: Path | None) -> dict[str, Any]:
    """What the sidecar keeps of the words of one edition."""
    from kichban.render import running_lines

    paragraphs = printed_paragraphs(script, edition, prose=_is_prose)
    places = [_own_places(paragraph) for paragraph in paragraphs]
    for number, place in _sought(draft, paragraphs):
        places[number].append(place)
    header, footer = running_lines(script, look)
    return {
        "ban": edition,
        "doan": [_row(*pair) for pair in zip(paragraphs, places, strict=True)],
        "dau_trang": list(header),
        "chan_trang": list(footer),
    }


def as_written(data: Mapping[str, Any]) -> AsWritten | None:
    """What a sidecar keeps of the words; None when it is older than that, or is spoiled."""
    kept = data.get(KEY)
    if not isinstance(kept, Mapping):
        return None
    try:
        paragraphs = tuple(_written(kept["doan"]))
        header, footer = (tuple(map(str, kept.get(k, ()))) for k in ("dau_trang", "chan_trang"))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return AsWritten(paragraphs, header, footer)


def _is_prose(column: str) -> bool:
    return fold(column) in SPOKEN_COLUMNS


def _row(paragraph: PrintedParagraph, places: list[Place]) -> str:
    if paragraph.kind == "hinh":
        return f"hinh\t{_digest(paragraph.text)}"
    where = " ".join(f"{p.name}:{p.start}:{p.end}" for p in places)
    return "\t".join((paragraph.kind, paragraph.text, *([where] if where else ())))


def _digest(path: str) -> str:
    """What a picture is known by; "" for one that cannot be read, which no Word file holds."""
    try:
        return picture_digest(Path(path).read_bytes())
    except OSError:
        return ""


def picture_digest(content: bytes) -> str:
    """What a picture is known by, whatever its file is called."""
    return sha256(content).hexdigest()[:16]


def _written(rows: list[str]) -> Iterator[Written]:
    label = ""
    for row in rows:
        kind, text, *rest = row.split("\t")
        places = []
        for item in rest[0].split(" ") if rest else ():
            name, start, end = item.rsplit(":", 2)
            places.append(Place(name, int(start), int(end)))
        yield Written(kind, text, tuple(places), label if kind == "phieu" else "")
        label = text if kind == "nhan" else label


def _own_places(paragraph: PrintedParagraph) -> list[Place]:
    figures = [Place(f"so.{name}", start, end) for name, start, end in paragraph.figures]
    return figures + [Place(f"chu.{number}", at, at) for number, at in paragraph.notes]


def _sought(draft: Draft, paragraphs: tuple[PrintedParagraph, ...]) -> Iterator[tuple[int, Place]]:
    """Sentences and names that are known by their words, wherever they stand."""
    starts = [0, *accumulate(len(p.text) + 1 for p in paragraphs)]
    whole = "\n".join(p.text for p in paragraphs).lower()
    for name, words in dict.fromkeys(_known(draft)):
        wanted = words.lower()
        at = whole.find(wanted)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            start = at - starts[number]
            yield number, Place(name, start, start + len(wanted))
            at = whole.find(wanted, at + len(wanted))


def _known(draft: Draft) -> Iterator[tuple[str, str]]:
    for role in ROLES:
        for text in draft.elements.get(role, ()):
            for sentence in sentences(text):
                words = without_note_marks(sentence.text)[0]
                if len(words) >= _SHORTEST_SENTENCE:
                    yield f"vai.{role}", words
    for field, value in draft.subject.place:
        if isinstance(value, str) and len(value) >= _SHORTEST_NAME and field not in _NOT_NAMES:
            yield f"noi.{field}", without_note_marks(value)[0]

"""The tree in the middle: everything before it knows content, everything after it formats.

A `Script` is finished words. No node knows of Jinja, YAML, personas or law. `Sourced` and
`Cited` are what no other document tree has: a figure, or a statement, that points to a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kichban.errors import Where


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words said with weight."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    children: tuple[Inline, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Sourced:
    """A figure as printed, pointing at a `Note`.

    `figure` is the id under which the sidecar keeps the figure; `note` the number of its note,
    from 1, or 0 when the figure needs none (a figure already explained keeps its first number).
    """

    text: str
    figure: str
    note: int = 0


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that rest on a provision, pointing at a `Note`."""

    children: tuple[Inline, ...]
    provision: str
    note: int = 0


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line inside a paragraph."""


Inline: TypeAlias = Text | Strong | Emphasis | Link | Sourced | Cited | LineBreak

CueKind: TypeAlias = Literal["nhac", "tieng_dong", "nghi", "viec", "hinh", "ghi_chu"]
CalloutKind: TypeAlias = Literal[
    "goi_y", "luu_y", "canh_bao", "chan_trang", "phieu_kem", "loi",
    "dau_van_ban", "trich_yeu", "noi_nhan",
]  # fmt: skip
BreakKind: TypeAlias = Literal["trang", "mat", "nghi"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title line; level 1 is the title of the document's own body."""

    level: int
    children: tuple[Inline, ...]
    origin: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `speaker` names a role when the words are a line of dialogue."""

    children: tuple[Inline, ...]
    speaker: str = ""
    origin: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is a run of blocks. Numbering restarts with every ordered list."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    origin: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row names the columns.

    `widths` are relative column widths, one per column, or empty for equal ones.
    `summary` says in one sentence what the table shows, for those who cannot see it. `bare` is
    for a letterhead or for signatures: words side by side, in the middle, without lines.
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    summary: str = ""
    widths: tuple[int, ...] = ()
    bare: bool = False
    origin: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Callout:
    """A box set apart. `chan_trang` is the foot of a printed piece, `phieu_kem` the officer's
    slip that is never read aloud or handed out, `loi` a block kept together as spoken words;
    `dau_van_ban`, `trich_yeu`, `noi_nhan` are head, subject and recipients of an administrative
    document."""

    kind: CalloutKind
    blocks: tuple[Block, ...]
    title: str = ""
    origin: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Cue:
    """Stage business: music, sound, pause, what is done or held up. Never counted as words.

    `seconds` is the time it takes on air, 0 when it takes none.
    """

    kind: CueKind
    children: tuple[Inline, ...]
    seconds: int = 0
    origin: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Break:
    """A new page (`trang`), a new panel or side (`mat`), or a thematic rest (`nghi`)."""

    kind: BreakKind = "nghi"
    origin: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. `path` may be empty: then the box for it is drawn, with `alt` inside it."""

    alt: str
    path: str = ""
    width_mm: int = 0
    origin: Where | None = field(default=None, compare=False)


Block: TypeAlias = Heading | Paragraph | Bullets | Table | Callout | Cue | Break | Image


@dataclass(frozen=True, slots=True)
class Note:
    """What a numbered note says, in both editions.

    `number` is from 1, the order of first appearance. `figure` is the figure or provision id.
    `public` is one line for readers. `reviewer` is several lines for the person who signs:
    formula, inputs, articles, dates, sources.
    """

    number: int
    figure: str
    public: str
    reviewer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meta:
    """What a document says of itself, as finished words.

    `header` and `footer` are lines printed on every page. `slip` are the label-value pairs of
    the officer's slip that heads a spoken script, or with `slip_last` stands behind it on a page
    of its own. `layout` names the page: "a4", "a5",
    "a4-ngang" or "a6"; `columns` is how many columns the body runs in. `properties` are names
    and texts that formats with room for them keep out of sight, such as where the figures came
    from.
    """

    subject: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    issued_on: str = ""
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    slip: tuple[tuple[str, str], ...] = ()
    slip_last: bool = False
    layout: str = "a4"
    columns: int = 1
    draft: bool = False
    properties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """A finished document, ready for any format."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    meta: Meta = Meta()
    notes: tuple[Note, ...] = ()


def plain(children: Iterable[Inline]) -> str:
    """The words of some inline nodes, without marks."""
    out: list[str] = []
    for node in children:
        match node:
            case Text(text) | Sourced(text=text):
                out.append(text)
            case Strong(inner) | Emphasis(inner) | Link(children=inner) | Cited(children=inner):
                out.append(plain(inner))
            case LineBreak():
                out.append("\n")
    return "".join(out)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, outermost first, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Bullets(items=items):
                for item in items:
                    yield from walk(item)
            case Table(rows=rows):
                for row in rows:
                    for cell in row:
                        yield from walk(cell)
            case Callout(blocks=inner):
                yield from walk(inner)
            case _:
                pass


def inlines(block: Block) -> Iterator[Inline]:
    """The inline nodes that stand directly in one block, nested ones included."""
    match block:
        case Heading(children=children) | Paragraph(children=children) | Cue(children=children):
            yield from _deep(children)
        case Table(header=header):
            for cell in header:
                yield from _deep(cell)
        case _:
            pass


def _deep(children: Iterable[Inline]) -> Iterator[Inline]:
    for node in children:
        yield node
        match node:
            case Strong(inner) | Emphasis(inner) | Link(children=inner) | Cited(children=inner):
                yield from _deep(inner)
            case _:
                pass

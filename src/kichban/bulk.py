"""Everything for many audiences at once, over several processes: a folder for each, one index."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from kichban.bundle import INDEX, Made, make, write_index
from kichban.errors import KichbanError
from kichban.journal import record
from kichban.numerals import format_date
from kichban.script import Block, Heading, Meta, Paragraph, Script, Table, Text
from kichban.suitability import Suitability
from kichban.workshop import Request, Workshop
from kichban.writing import write_files

__all__ = ["Bundle", "Order", "cores", "write_all", "write_contents", "write_one"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted for every audience.

    `request` gives day, place, variant, and the persona when one alone is wanted. `folder` holds
    one folder for each audience. `at`, with its time zone, is the moment that journals tell.
    """

    request: Request
    folder: Path
    at: datetime
    formats: tuple[str, ...] = ("docx", "md")
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was written for one audience, and in words what could not be.

    `expires_on` is the first day on which some document of the bundle no longer holds.
    """

    persona: str
    name: str
    folder: Path
    documents: int
    index: Path
    failures: tuple[str, ...]
    expires_on: date | None


def cores() -> int:
    """How many processes this machine can run at the same time."""
    return os.cpu_count() or 1


def write_all(
    build: Callable[[], Workshop], order: Order, personas: Sequence[str], jobs: int
) -> Iterator[Bundle]:
    """Write the bundles of the audiences, in the order of their names given.

    A document that cannot be written does not stop the others.

    Args:
        build: Makes a workshop; it must be one that another process can be sent.
        order: What is wanted.
        personas: Ids of audiences.
        jobs: How many processes; with 1 everything happens in this one.

    Raises:
        KichbanError: an audience is not there, or a folder cannot be written.
    """
    workshop = build()
    table = Suitability(workshop.packs)
    sizes = {name: sum(1 for _ in table.triples(name)) for name in personas}
    if jobs < 2 or len(personas) < 2:
        for name in personas:
            yield _bundle(workshop, order, name, order.folder / name)
        return
    with ProcessPoolExecutor(min(jobs, len(personas)), initializer=_open, initargs=(build,)) as run:
        # The largest first, so that no process is left alone with it at the end.
        waiting = {
            name: run.submit(_sent, order, name) for name in sorted(sizes, key=lambda n: -sizes[n])
        }
        for name in personas:
            yield waiting[name].result()


_here: list[Workshop] = []


def _open(build: Callable[[], Workshop]) -> None:
    _here[:] = [build()]


def _sent(order: Order, persona: str) -> Bundle:
    return _bundle(_here[0], order, persona, order.folder / persona)


def write_one(workshop: Workshop, order: Order) -> Bundle:
    """Write the bundle of the persona of the request, straight into the folder of the order.

    Raises:
        KichbanError: the audience is not there, or the folder cannot be written.
    """
    return _bundle(workshop, order, order.request.persona, order.folder)


def _bundle(workshop: Workshop, order: Order, persona: str, folder: Path) -> Bundle:
    request = replace(order.request, persona=persona)
    made: list[Made] = []
    failures: list[str] = []
    noted = True
    for item in make(workshop, request, folder, formats=order.formats, draft=order.draft):
        made.append(item)
        # A journal that fails once is not tried again: what is missing is told by `log`.
        try:
            if item.draft is not None and noted:
                record(item.draft, item.paths, order.at, marked=order.draft)
        except KichbanError as error:
            noted = False
            failures.append(error.report())
        if item.error is not None:
            failures.append(f"{item.triple.topic} / {item.triple.channel}:\n{item.error.report()}")
    index = write_index(workshop, request, made, folder)[0]
    written = [item.draft for item in made if item.draft is not None]
    return Bundle(
        persona,
        workshop.packs.persona(persona).ten,
        folder,
        len(written),
        index,
        tuple(failures),
        min((draft.expires_on for draft in written if draft.expires_on), default=None),
    )


def write_contents(order: Order, bundles: Sequence[Bundle]) -> tuple[Path, ...]:
    """Write the page that names every bundle, as Markdown and Word, beside their folders.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    from kichban.render import FORMATS, to_format

    script = _contents(order, bundles)
    return write_files(
        order.folder,
        {
            f"{INDEX}{FORMATS[name].suffix}": to_format(script, name, look=None, edition="public")
            for name in ("docx", "md")
        },
    )


def _contents(order: Order, bundles: Sequence[Bundle]) -> Script:
    title = "Bộ tài liệu cho các nhóm người nghe"
    total = sum(bundle.documents for bundle in bundles)
    intro = (
        f"Luật ngày {format_date(order.request.law_date)}. Có {total} tài liệu. Mỗi nhóm một thư "
        "mục, trong đó có mục lục riêng."
    )
    labels = ("Nhóm người nghe", "Thư mục", "Số tài liệu", "Có bản dùng chỉ đến hết")
    rows = tuple(tuple(_cell(text) for text in _row(bundle)) for bundle in bundles)
    blocks: tuple[Block, ...] = (
        Heading(1, (Text(title),)),
        Paragraph((Text(intro),)),
        Table(
            tuple((Text(label),) for label in labels), rows, "Các nhóm người nghe", (40, 28, 14, 18)
        ),
    )
    issued = order.request.issued_on or order.request.law_date
    return Script(title, "vi", blocks, Meta(subject=title, issued_on=issued.isoformat()))


def _row(bundle: Bundle) -> tuple[str, str, str, str]:
    until = bundle.expires_on
    last = format_date(until - timedelta(days=1)) if until else "chưa có ngày"
    return bundle.name, bundle.folder.name, str(bundle.documents), last


def _cell(text: str) -> tuple[Block, ...]:
    return (Paragraph((Text(text),)),) if text else ()

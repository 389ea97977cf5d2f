"""Everything suitable for one audience at once, with a page that says what each file is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from kichban.draft import Draft
from kichban.errors import KichbanError
from kichban.measure import duration
from kichban.numerals import format_date
from kichban.script import Block, Heading, Meta, Paragraph, Script, Table, Text
from kichban.suitability import Suitability, Triple
from kichban.workshop import Request, Workshop
from kichban.writing import write_files

INDEX = "muc-luc"


@dataclass(frozen=True)
class Made:
    """One document of a bundle: what it is, the draft or why there is none, its files."""

    triple: Triple
    draft: Draft | None
    paths: tuple[Path, ...]
    error: KichbanError | None = None


def make(
    workshop: Workshop,
    request: Request,
    folder: Path,
    *,
    formats: Sequence[str] = ("docx", "md"),
    draft: bool = False,
) -> Iterator[Made]:
    """Write every document that suits the persona of a request, one after another.

    A document that cannot be written does not stop the others; it carries its error.
    """
    for triple in Suitability(workshop.packs).triples(request.persona):
        wanted = replace(request, topic=triple.topic, channel=triple.channel)
        try:
            result = workshop.compose(wanted)
            paths = result.write(folder, formats=formats, draft=draft)
        except KichbanError as error:
            yield Made(triple, None, (), error)
        else:
            yield Made(triple, result, paths)


def index(workshop: Workshop, request: Request, made: Sequence[Made]) -> Script:
    """The page of a bundle: what each file is for, how long it takes, when it expires."""
    persona = workshop.packs.persona(request.persona)
    blocks: list[Block] = [
        Heading(1, (Text(f"Bộ tài liệu cho {persona.ten}"),)),
        Paragraph(
            (
                Text(
                    f"Luật ngày {format_date(request.law_date)}. "
                    "Mỗi dòng là một tài liệu: để làm gì, dài bao lâu, dùng tới ngày nào."
                ),
            )
        ),
    ]
    by_topic: dict[str, list[Draft]] = {}
    for item in made:
        if item.draft is not None:
            by_topic.setdefault(item.triple.topic, []).append(item.draft)
    header = tuple(
        (Text(label),) for label in ("Tài liệu", "Để làm gì", "Dài bao lâu", "Dùng đến hết")
    )
    for topic, drafts in by_topic.items():
        blocks.append(Heading(2, (Text(workshop.packs.topic(topic).ten),)))
        rows = tuple(tuple(_cell(text) for text in _row(draft)) for draft in drafts)
        blocks.append(Table(header, rows, "Các tài liệu của chủ đề này", (34, 32, 18, 16)))
    return Script(
        f"Bộ tài liệu cho {persona.ten}",
        "vi",
        tuple(blocks),
        Meta(subject=persona.ten, issued_on=(request.issued_on or request.law_date).isoformat()),
    )


def write_index(
    workshop: Workshop, request: Request, made: Sequence[Made], folder: Path
) -> tuple[Path, ...]:
    """Write the page of a bundle as Markdown and Word."""
    from kichban.render import FORMATS, to_format

    script = index(workshop, request, made)
    look = workshop.packs.look()
    return write_files(
        folder,
        {
            f"{INDEX}--{request.persona}{FORMATS[name].suffix}": to_format(
                script, name, look=look, edition="public"
            )
            for name in ("docx", "md")
        },
    )


def _cell(text: str) -> tuple[Block, ...]:
    return (Paragraph((Text(text),)),) if text else ()


def _row(draft: Draft) -> tuple[str, str, str, str]:
    channel, measured = draft.subject.channel, draft.length
    if measured.minutes:
        long = f"{measured.minutes} phút"
    elif channel.spoken:
        long = duration(measured.seconds)
    else:
        long = f"{measured.syllables} âm tiết"
    until = (
        format_date(draft.expires_on - timedelta(days=1)) if draft.expires_on else "chưa có ngày"
    )
    return f"{channel.ten} ({draft.name})", channel.dung_de, long, until

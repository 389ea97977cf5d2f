"""A whole Word document: the body, and every part around it.

`Script.language` becomes the language of all text; `Script.title`, author, subject and keywords
the properties of the file; `Meta.issued_on` their date and that of comments, when it names a day
(there is no clock here, so no other date is known). The draft mark stands above the body and in
the header of every page. Notes are small type at the end: one to a line, but on a leaflet of the
public edition one after the other, since a leaflet has two sides and no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from kichban.render.characters import clean
from kichban.render.edition import Edition, Footnote, Printed, lay_out
from kichban.render.spans import reading, spans
from kichban.render.word_blocks import body_xml
from kichban.render.word_data import LONGEST_PROPERTY, DataParts, data_parts
from kichban.render.word_gathered import COMMENTS_TYPE, Gathered
from kichban.render.word_look import Look, look
from kichban.render.word_package import Member, member, package
from kichban.render.word_page import Page, page_for, section_size
from kichban.render.word_parts import (
    MAIN_TYPES,
    content_types,
    core_properties,
    custom_properties,
    day_of,
    settings,
)
from kichban.render.word_place import Place
from kichban.render.word_running import RunningParts, running_parts, shown_lines
from kichban.render.word_section import section_xml
from kichban.render.word_tables import slip_xml
from kichban.render.word_xml import DECLARATION, NAMESPACES, paragraph, relationships, run
from kichban.script import Block, Break, Callout, Meta, Script

__all__ = ["running_lines", "write_docx"]

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LEAFLETS = ("a5", "a6")


def write_docx(script: Script, look_path: Path | None, edition: Edition) -> bytes:
    """The document as the bytes of a .docx file; the same script always gives the same bytes.

    Raises:
        CannotRead: The look or a picture cannot be read.
        BadReference: The look lacks styles, the layout is unknown, or a note is missing.
        BadMarkup: A mark of the template engine is left in the words.
    """
    found = look(look_path)
    meta = script.meta
    parts = lay_out(script, edition)
    page, own_paper = _paper(meta, found)
    leaflet = not own_paper and (meta.layout in _LEAFLETS or meta.columns > 1)
    day = day_of(meta.issued_on)
    into = Gathered(
        found,
        {note.number: note for note in parts.notes} if edition == "reviewer" else {},
        comment_date=day,
    )
    at = Place(page.column_width, aside=leaflet)
    run_in = leaflet and edition == "public"
    inner = _inner(parts, at, into, columns=page.columns, run_in=run_in)
    running = running_parts(
        meta,
        found,
        page,
        own_paper=own_paper,
        numbered=meta.columns <= 1 and meta.layout != "a6",
    )
    elements = dict(found.section.elements if own_paper else section_size(page))
    if running.title_page:
        elements["titlePg"] = "<w:titlePg/>"
    section = section_xml(elements, running.references)
    document = (
        f"{DECLARATION}<w:document {NAMESPACES}><w:body>{inner}{section}</w:body></w:document>"
    )
    language = _language(script.language)
    core = core_properties(
        title=_title(script, parts),
        author=clean(meta.author).strip() or "kichban",
        subject=clean(meta.subject).strip(),
        keywords=", ".join(clean(word).strip() for word in meta.keywords),
        language=language,
        day=day,
    )
    short = [(name, value) for name, value in meta.properties if len(value) <= LONGEST_PROPERTY]
    data = data_parts(meta.properties)
    members = [
        member("word/document.xml", document),
        member("docProps/core.xml", core),
        member("docProps/custom.xml", custom_properties(short)),
        member("word/numbering.xml", found.numbering.part(into.lists)),
        found.styles_part(language=language, leaflet=leaflet),
        _settings(language, even_and_odd=own_paper and found.section.even_and_odd),
        _root(),
        *running.members,
        *data.members,
        *found.kept,
    ]
    return package([*members, *_lists_of_parts(into, running, data)])


def running_lines(meta: Meta, look_path: Path | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of a document's own that stand in its header and footer, as the look lets them.

    Raises:
        CannotRead: The look cannot be read.
        BadReference: The layout is unknown.
    """
    found = look(look_path)
    _, own_paper = _paper(meta, found)
    return shown_lines(meta, found, own_paper=own_paper)


def _paper(meta: Meta, found: Look) -> tuple[Page, bool]:
    """The page, and whether it is the one that the look was made for."""
    page = page_for(meta.layout, meta.columns)
    of_look = found.section.page
    if meta.columns <= 1 and of_look is not None and of_look.same_paper(page):
        return of_look, True
    return page, False


def _inner(parts: Printed, at: Place, into: Gathered, *, columns: int, run_in: bool) -> str:
    out = [
        paragraph(into.style("Bản nháp"), run(parts.draft)) if parts.draft else "",
        *_body(parts, at, into, columns=columns),
        _notes(parts, into, run_in=run_in),
    ]
    return "".join(out) or paragraph(into.style("Normal"))


def _body(parts: Printed, at: Place, into: Gathered, *, columns: int) -> list[str]:
    """Title, slip and body; without a slip, the title is simply the first block.

    A slip that stands last begins a page, or ends the page that the body has begun for it.
    """
    if not parts.slip:
        return [body_xml((*parts.title, *parts.body), at, into, columns=columns)]
    title = body_xml(parts.title, at, into, columns=1)
    slip = slip_xml(parts.slip, at, into)
    body = body_xml(parts.body, at, into, columns=columns)
    if not parts.slip_last:
        return [title, slip, body]
    page = "" if _turned(parts.body) else paragraph(into.style("Khoảng cách"), new_page=True)
    return [title, body, page, slip]


def _turned(body: Sequence[Block]) -> bool:
    """Whether the last page of the body holds words for the officer alone."""
    breaks = [n for n, b in enumerate(body) if isinstance(b, Break) and b.kind == "trang"]
    behind = body[breaks[-1] + 1 :] if breaks else ()
    return bool(behind) and all(
        isinstance(block, Callout) and block.kind == "phieu_kem" for block in behind
    )


def _notes(parts: Printed, into: Gathered, *, run_in: bool) -> str:
    if not parts.notes:
        return ""
    style = into.style("Nguồn số liệu")
    head = "".join(
        paragraph(
            into.style("Tiêu đề nguồn"),
            run(reading(spans(heading.children))),
            keep_next=True,
            outline=heading.level - 1,
        )
        for heading in parts.notes_heading
    )
    if run_in:
        together = " ".join(f"[{note.number}] {' '.join(note.lines)}" for note in parts.notes)
        return head + paragraph(style, run(together), indent=0)
    return head + "".join(paragraph(style, _note_runs(note)) for note in parts.notes)


def _note_runs(note: Footnote) -> str:
    lines = "<w:r><w:br/></w:r>".join(run(line) for line in note.lines)
    return f"{run(f'[{note.number}]')}<w:r><w:tab/></w:r>{lines}"


def _lists_of_parts(into: Gathered, running: RunningParts, data: DataParts) -> list[Member]:
    """Comments and pictures, and the two parts that name all others."""
    types = {**MAIN_TYPES, **into.look.types, **running.types, **data.types}
    links = [
        ("styles", f"{_RELATIONS}/styles", "styles.xml", False),
        ("numbering", f"{_RELATIONS}/numbering", "numbering.xml", False),
        ("settings", f"{_RELATIONS}/settings", "settings.xml", False),
        *((*link, False) for link in (*into.look.links, *running.links, *data.links)),
        *((rid, f"{_RELATIONS}/hyperlink", address, True) for address, rid in into.links.items()),
    ]
    members: list[Member] = []
    for picture in into.pictures.values():
        links.append((picture.rid, f"{_RELATIONS}/image", f"/{picture.name}", False))
        members.append(member(picture.name, picture.content))
    if into.comments:
        types["/word/comments.xml"] = COMMENTS_TYPE
        links.append(("comments", f"{_RELATIONS}/comments", "comments.xml", False))
        members.append(member("word/comments.xml", into.comments_part()))
    members.append(member("word/_rels/document.xml.rels", relationships(links)))
    members.append(member("[Content_Types].xml", content_types(types)))
    return members


@lru_cache(maxsize=16)
def _settings(language: str, *, even_and_odd: bool) -> Member:
    return member("word/settings.xml", settings(language, even_and_odd=even_and_odd), level=9)


@lru_cache(maxsize=1)
def _root() -> Member:
    entries = [
        ("document", f"{_RELATIONS}/officeDocument", "word/document.xml", False),
        ("core", _CORE, "docProps/core.xml", False),
        ("custom", f"{_RELATIONS}/custom-properties", "docProps/custom.xml", False),
    ]
    return member("_rels/.rels", relationships(entries), level=9)


def _language(name: str) -> str:
    """A language tag that Word knows; Vietnamese where the script names none."""
    name = clean(name).strip()
    known = _LANGUAGE_TAG.fullmatch(name) is not None and name.lower() not in ("vi", "vi-vn")
    return name if known else "vi-VN"


def _title(script: Script, parts: Printed) -> str:
    """The title in the properties: what screen readers announce."""
    words = clean(script.title).strip()
    for heading in parts.title:
        words = words or reading(spans(heading.children))
    return " ".join(words.split()) or "Tài liệu"

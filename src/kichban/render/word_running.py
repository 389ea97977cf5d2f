"""Headers and footers of a document: the look's own, filled, or plain lines of ours.

On the paper that the look was made for, its headers and footers are used; a document's lines go
where they say «{dau_trang}» and «{chan_trang}», and a header without that place stays as it is.
A draft is marked in every header, with a place or without. Where the look has no header (or
footer), and on any other paper, plain lines in the look's style «header» (or «footer») are made,
with the page number at the lower right when `numbered`. The logo of the look stands before them, on
leaflets on the first side only, on cards not at all. A header of two short lines becomes one, the
second line at the right.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from docx.opc.part import Part

from kichban.render.edition import DRAFT
from kichban.render.word_look import Look
from kichban.render.word_package import Member, member
from kichban.render.word_page import Page, page_number, running_part, running_text
from kichban.render.word_section import FOOTER_PLACE, HEADER_PLACE
from kichban.render.word_xml import DECLARATION, NAMESPACES, WORD_NAMESPACE, relationships
from kichban.script import Meta

__all__ = ["RunningParts", "running_parts", "shown_lines"]

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


_LETTER = 105  # twips, the mean width of a letter at 9 points, with some to spare


@dataclass(slots=True)
class RunningParts:
    """What headers and footers add to the section and to the package.

    `links` are relationships of the main part as (id, type, target); `title_page` says that the
    first page has a header of its own which the look did not ask for.
    """

    references: str = ""
    title_page: bool = False
    members: list[Member] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    links: list[tuple[str, str, str]] = field(default_factory=list)

    def refer(self, tag: str, pages: str, target: str) -> None:
        """Let pages of one kind carry the header or footer `target`."""
        rid = f"running{len(self.links) + 1}"
        self.references += f'<w:{tag} w:type="{pages}" r:id="{rid}"/>'
        self.links.append((rid, f"{_RELATIONS}/{tag.removesuffix('Reference')}", target))


def running_parts(
    meta: Meta, look: Look, page: Page, *, own_paper: bool, numbered: bool
) -> RunningParts:
    """The headers and footers of a document.

    Args:
        meta: Holds the lines; the draft mark is set above those of the header.
        look: The look.
        page: The page, for the stop at the right margin.
        own_paper: Whether the document is on the paper that the look was made for.
        numbered: Whether a footer of ours carries the page number.
    """
    header = _side_by_side(meta.header, page)
    header = (DRAFT, *header) if meta.draft else header
    out = RunningParts()
    first = own_paper and "titlePg" in look.section.elements
    if own_paper:
        _of_look(look, header, meta, out)
    logo = None if own_paper or page.columns > 1 or meta.layout == "a6" else look.logo
    out.title_page = logo is not None and page.short
    lines = f'<w:r><w:t xml:space="preserve">{running_text(header)}</w:t></w:r>'
    if logo is not None:
        words = f" {logo.words}" if logo.words else ""
        words += "\t" if header and words else ""
        run = f'<w:r><w:t xml:space="preserve">{running_text((words,))}</w:t></w:r>'
        drawing = logo.drawing("logo", look.section.next_drawing)
        xml = running_part("hdr", look.style("header"), page, drawing + run + lines)
        pages = ("first",) if out.title_page else ("default",)
        _ours("header-logo", xml, out, pages)
        _with_picture("header-logo", logo.part, out)
    if header and not (own_paper and look.section.has("headerReference")):
        xml = running_part("hdr", look.style("header"), page, lines)
        if logo is None or out.title_page:
            _ours("header", xml, out, ("default", "first") if first else ("default",))
    if (meta.footer or numbered) and not (own_paper and look.section.has("footerReference")):
        lines = f'<w:r><w:t xml:space="preserve">{running_text(meta.footer)}</w:t></w:r>'
        number = f"<w:r><w:tab/></w:r>{page_number()}" if numbered else ""
        xml = running_part("ftr", look.style("footer"), page, lines + number)
        _ours("footer", xml, out, ("default", "first") if first or out.title_page else ("default",))
    return out


def shown_lines(
    meta: Meta, look: Look, *, own_paper: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of `meta` that stand in header and footer: none where the look has no place."""
    header = _has_room(look, "headerReference", HEADER_PLACE, own_paper=own_paper)
    footer = _has_room(look, "footerReference", FOOTER_PLACE, own_paper=own_paper)
    return meta.header if header else (), meta.footer if footer else ()


def _has_room(look: Look, tag: str, place: str, *, own_paper: bool) -> bool:
    if not own_paper or not look.section.has(tag):
        return True
    return any(place in running.xml for running in look.section.running)


def _side_by_side(lines: tuple[str, ...], page: Page) -> tuple[str, ...]:
    """Two short lines left and right on one, so that the header leaves room for the words."""
    together = sum(map(len, lines)) * _LETTER
    if len(lines) == 2 and together < page.text_width and not any("\t" in row for row in lines):
        return ("\t".join(lines),)
    return lines


def _of_look(look: Look, header: tuple[str, ...], meta: Meta, out: RunningParts) -> None:
    changed: dict[str, str] = {}
    for running in look.section.running:
        name = str(running.part.partname)
        out.refer(running.tag, running.pages, name)
        if running.has_place:
            xml = running.xml.replace(HEADER_PLACE, running_text(header))
            changed[name] = xml.replace(FOOTER_PLACE, running_text(meta.footer))
        if meta.draft and running.tag == "headerReference" and HEADER_PLACE not in running.xml:
            changed[name] = _marked(changed.get(name, running.xml), look)
    if meta.draft and look.section.has("headerReference"):
        _mark_bare_pages(look, out)
    out.members.extend(part for part in look.running_kept if f"/{part.name}" not in changed)
    out.members.extend(member(name[1:], xml) for name, xml in changed.items())
    out.types.update(look.running_types)


def _mark_bare_pages(look: Look, out: RunningParts) -> None:
    """A first or even page that the look leaves without header still carries the draft mark."""
    have = {r.pages for r in look.section.running if r.tag == "headerReference"}
    wanted = ["default"]
    wanted += ["first"] * ("titlePg" in look.section.elements)
    wanted += ["even"] * look.section.even_and_odd
    if bare := tuple(pages for pages in wanted if pages not in have):
        xml = f"{DECLARATION}<w:hdr {NAMESPACES}>{_draft(look)}</w:hdr>"
        _ours("header-draft", xml, out, bare)


def _marked(xml: str, look: Look) -> str:
    start = xml.index(">", xml.index("hdr")) + 1
    return xml[:start] + _draft(look) + xml[start:]


def _draft(look: Look) -> str:
    return (
        f'<w:p xmlns:w="{WORD_NAMESPACE}"><w:pPr><w:pStyle w:val="{look.style("header")}"/></w:pPr>'
        f"<w:r><w:t>{DRAFT}</w:t></w:r></w:p>"
    )


def _ours(name: str, xml: str, out: RunningParts, pages: tuple[str, ...]) -> None:
    kind = name.partition("-")[0]
    part = f"/word/kichban-{name}.xml"
    out.members.append(member(part[1:], xml))
    out.types[part] = f"{_WORD}.{kind}+xml"
    for each in pages:
        out.refer(f"{kind}Reference", each, part)


def _with_picture(name: str, picture: Part, out: RunningParts) -> None:
    target = str(picture.partname)
    rels = relationships([("logo", f"{_RELATIONS}/image", target, False)])
    out.members.append(member(f"word/_rels/kichban-{name}.xml.rels", rels))
    out.members.append(member(target[1:], picture.blob))
    out.types[target] = picture.content_type

"""Headers and footers of a document: the look's own, filled, or plain lines of ours.

On the paper that the look was made for, its headers and footers are used; a document's lines go
where they say «{dau_trang}» and «{chan_trang}», and a header without that place stays as it is.
Where the look has no header (or footer), and on any other paper, plain lines in the look's style
«header» (or «footer») are made, with the page number at the lower right when `numbered`. A
header of two short lines becomes one, the second line at the right.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kichban.render.edition import DRAFT
from kichban.render.word_look import Look
from kichban.render.word_package import Member, member
from kichban.render.word_page import Page, page_number, running_part, running_text
from kichban.render.word_section import FOOTER_PLACE, HEADER_PLACE
from kichban.script import Meta

__all__ = ["RunningParts", "running_parts"]

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


_LETTER = 105  # twips, the mean width of a letter at 9 points, with some to spare


@dataclass(slots=True)
class RunningParts:
    """What headers and footers add to the section and to the package.

    `links` are relationships of the main part as (id, type, target).
    """

    references: str = ""
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
    if own_paper:
        _of_look(look, header, meta.footer, out)
    if header and not (own_paper and look.section.has("headerReference")):
        lines = f'<w:r><w:t xml:space="preserve">{running_text(header)}</w:t></w:r>'
        xml = running_part("hdr", look.style("header"), page, lines)
        _ours("header", xml, look, out, own_paper=own_paper)
    if (meta.footer or numbered) and not (own_paper and look.section.has("footerReference")):
        lines = f'<w:r><w:t xml:space="preserve">{running_text(meta.footer)}</w:t></w:r>'
        number = f"<w:r><w:tab/></w:r>{page_number()}" if numbered else ""
        xml = running_part("ftr", look.style("footer"), page, lines + number)
        _ours("footer", xml, look, out, own_paper=own_paper)
    return out


def _side_by_side(lines: tuple[str, ...], page: Page) -> tuple[str, ...]:
    """Two short lines left and right on one, so that the header leaves room for the words."""
    together = sum(map(len, lines)) * _LETTER
    if len(lines) == 2 and together < page.text_width and not any("\t" in row for row in lines):
        return ("\t".join(lines),)
    return lines


def _of_look(
    look: Look, header: tuple[str, ...], footer: tuple[str, ...], out: RunningParts
) -> None:
    out.members.extend(look.running_kept)
    out.types.update(look.running_types)
    filled: set[str] = set()
    for running in look.section.running:
        name = str(running.part.partname)
        out.refer(running.tag, running.pages, name)
        if running.has_place and name not in filled:
            filled.add(name)
            xml = running.xml.replace(HEADER_PLACE, running_text(header))
            xml = xml.replace(FOOTER_PLACE, running_text(footer))
            out.members.append(member(name[1:], xml))


def _ours(kind: str, xml: str, look: Look, out: RunningParts, *, own_paper: bool) -> None:
    name = f"/word/kichban-{kind}.xml"
    out.members.append(member(name[1:], xml))
    out.types[name] = f"{_WORD}.{kind}+xml"
    out.refer(f"{kind}Reference", "default", name)
    if own_paper and "titlePg" in look.section.elements:
        out.refer(f"{kind}Reference", "first", name)

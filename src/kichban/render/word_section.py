"""The page set-up of a look: its paper, margins, headers and footers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docx.opc.part import Part
from lxml import etree

from kichban.render.word_page import PAPERS, Page
from kichban.render.word_styles import w
from kichban.render.word_xml import DECLARATION, attribute

__all__ = ["FOOTER_PLACE", "HEADER_PLACE", "Running", "Section", "read_section", "section_xml"]

HEADER_PLACE, FOOTER_PLACE = "{dau_trang}", "{chan_trang}"

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_LETTER = (12240, 15840)
# What a section may say besides its references, in the order of the schema. Notes, revisions and
# printer settings of the look are left behind.
_KEPT = (
    *("type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols"),
    *("formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter"),
    "docGrid",
)


@dataclass(frozen=True, slots=True)
class Running:
    """A header or footer of a look.

    `tag` is "headerReference" or "footerReference", `pages` "default", "first" or "even"; `xml`
    the part, with any place for our lines in one piece.
    """

    tag: str
    pages: str
    part: Part
    xml: str

    @property
    def has_place(self) -> bool:
        """Whether lines of a document go into it."""
        return HEADER_PLACE in self.xml or FOOTER_PLACE in self.xml


@dataclass(frozen=True, slots=True)
class Section:
    """The last section of a look; `page` is None when it names no paper."""

    page: Page | None
    elements: Mapping[str, str]
    running: tuple[Running, ...]
    even_and_odd: bool
    next_drawing: int

    def has(self, tag: str) -> bool:
        """Whether the look has a header, or a footer, of its own."""
        return any(running.tag == tag for running in self.running)


def section_xml(elements: Mapping[str, str], references: str) -> str:
    """A section from its elements by name, in the order of the schema."""
    return f"<w:sectPr>{references}{''.join(elements.get(name, '') for name in _KEPT)}</w:sectPr>"


def read_section(main: Part) -> Section:
    """The page set-up in the main part of a look."""
    body = etree.fromstring(main.blob).find(w("body"))
    found = None if body is None else body.find(w("sectPr"))
    if body is None or found is None:
        return Section(None, {}, (), False, 1)
    _letter_to_a4(found)
    elements = {
        name: _plain(child) for child in found if (name := etree.QName(child).localname) in _KEPT
    }
    if not _is_on(found.find(w("titlePg"))):
        elements.pop("titlePg", None)
    running: list[Running] = []
    drawings = 0
    for (tag, pages), rid in _references(body).items():
        if pages == "first" and "titlePg" not in elements:
            continue
        part = main.rels[rid].target_part
        root = etree.fromstring(part.blob)
        drawings = _renumber(root, drawings)
        _gather_places(root)
        xml = DECLARATION + etree.tostring(root, encoding="unicode")
        running.append(Running(tag, pages, part, xml))
    return Section(
        page=_page(found),
        elements=elements,
        running=tuple(running),
        even_and_odd=any(item.pages == "even" for item in running),
        next_drawing=drawings + 1,
    )


def _references(body: etree._Element) -> dict[tuple[str, str], str]:
    """The headers and footers of the last section: what it does not name, the one before does."""
    found: dict[tuple[str, str], str] = {}
    for section in body.iter(w("sectPr")):
        for child in section:
            tag = etree.QName(child).localname
            if tag in ("headerReference", "footerReference"):
                found[tag, child.get(w("type"), "default")] = child.get(_R_ID, "")
    return found


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(w("val"), "1") not in ("0", "false", "off")


def _letter_to_a4(section: etree._Element) -> None:
    """American letter paper is what a Word set up abroad gives; here it is printed on A4."""
    size = section.find(w("pgSz"))
    if size is None:
        return
    sides = tuple(int(float(size.get(w(name), "0"))) for name in ("w", "h"))
    if all(abs(side - letter) < 57 for side, letter in zip(sorted(sides), _LETTER, strict=True)):
        short, long = PAPERS["a4"].width, PAPERS["a4"].height
        width, height = (short, long) if sides[0] < sides[1] else (long, short)
        size.set(w("w"), str(width))
        size.set(w("h"), str(height))


def _plain(element: etree._Element) -> str:
    """An element without the namespace declarations that its part already makes."""
    attributes = "".join(
        f' w:{etree.QName(name).localname}="{attribute(str(value))}"'
        for name, value in element.attrib.items()
        if str(name).startswith(w("")) and not str(name).startswith(w("rsid"))
    )
    tag = f"w:{etree.QName(element).localname}"
    inner = "".join(_plain(child) for child in element)
    return f"<{tag}{attributes}>{inner}</{tag}>" if inner else f"<{tag}{attributes}/>"


def _page(section: etree._Element) -> Page | None:
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        return None
    columns = section.find(w("cols"))
    count = int(columns.get(w("num"), "1")) if columns is not None else 1
    gap = int(columns.get(w("space"), "0")) if columns is not None else 0

    def twips(element: etree._Element, name: str) -> int:
        return abs(int(float(element.get(w(name), "0"))))

    return Page(
        width=twips(size, "w"),
        height=twips(size, "h"),
        top=twips(margins, "top"),
        right=twips(margins, "right"),
        bottom=twips(margins, "bottom"),
        left=twips(margins, "left") + twips(margins, "gutter"),
        header=twips(margins, "header"),
        footer=twips(margins, "footer"),
        columns=count,
        gap=gap if count > 1 else 0,
    )


def _renumber(root: etree._Element, last: int) -> int:
    """Give every drawing an id of its own: Word refuses a file that holds one twice."""
    for properties in root.iter(_DOC_PR):
        last += 1
        properties.set("id", str(last))
    return last


def _gather_places(root: etree._Element) -> None:
    """Bring a place for our lines into one text element: Word splits words where it likes."""
    for paragraph in root.iter(w("p")):
        for place in (HEADER_PLACE, FOOTER_PLACE):
            texts = list(paragraph.iter(w("t")))
            joined = "".join(item.text or "" for item in texts)
            start = joined.find(place)
            if start < 0 or any(place in (item.text or "") for item in texts):
                continue
            end, position = start + len(place), 0
            for item in texts:
                words = item.text or ""
                first, last = position, position + len(words)
                position = last
                if last <= start or first >= end:
                    continue
                kept_before = words[: max(0, start - first)]
                kept_after = words[end - first :] if last > end else ""
                item.text = kept_before + (place if first <= start else "") + kept_after

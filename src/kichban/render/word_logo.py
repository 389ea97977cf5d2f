"""The logo of an office, taken from the header of its look, for paper other than the look's own.

A header made for A4 does not fit a leaflet. Its first picture does: it is set smaller, with the
words beside it when they are few, at the head of the first side; on a folded leaflet at the head
of the front panel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docx.opc.part import Part
from lxml import etree

from kichban.render.characters import clean
from kichban.render.word_drawing import EMU_PER_MM, LOGO, drawing_xml
from kichban.render.word_section import FOOTER_PLACE, HEADER_PLACE, Running
from kichban.render.word_styles import w

__all__ = ["Logo", "logo_of"]

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VML = "{urn:schemas-microsoft-com:vml}"
_ORDER = {"first": 0, "default": 1, "even": 2}
_TALLEST_MM = 10
_WIDEST_MM = 45
_MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture file, its shape (EMU), and the few words that stood in the same header."""

    part: Part
    width: int
    height: int
    words: str

    def drawing(self, rid: str, number: int) -> str:
        """The picture as a run, no larger than the head of a leaflet allows."""
        shrink = max(
            self.height / (_TALLEST_MM * EMU_PER_MM), self.width / (_WIDEST_MM * EMU_PER_MM), 1
        )
        width, height = int(self.width / shrink), int(self.height / shrink)
        return drawing_xml(rid, number, LOGO, width, height)


def logo_of(running: Iterable[Running]) -> Logo | None:
    """The first picture in the headers of a look, that of the first page before the others."""
    headers = [item for item in running if item.tag == "headerReference"]
    for item in sorted(headers, key=lambda each: _ORDER.get(each.pages, 3)):
        root = etree.fromstring(item.xml.encode())
        for rid, width, height in _pictures(root):
            relation = item.part.rels.get(rid)
            if relation is not None and not relation.is_external:
                return Logo(relation.target_part, width, height, _words(root))
    return None


def _pictures(root: etree._Element) -> Iterable[tuple[str, int, int]]:
    for blip in root.iter(f"{_A}blip"):
        frame = next(blip.iterancestors(f"{_WP}inline", f"{_WP}anchor"), None)
        extent = None if frame is None else frame.find(f"{_WP}extent")
        if extent is not None and (rid := blip.get(f"{_R}embed")):
            width, height = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
            if width > 0 and height > 0:
                yield rid, width, height
    for shape in root.iter(f"{_VML}shape"):
        picture = shape.find(f"{_VML}imagedata")
        sizes = dict(p.split(":", 1) for p in shape.get("style", "").split(";") if ":" in p)
        if picture is not None and (rid := picture.get(f"{_R}id")):
            width, height = _points(sizes.get("width", "")), _points(sizes.get("height", ""))
            if width and height:
                yield rid, width, height


def _points(size: str) -> int:
    number, _, _ = size.strip().partition("pt")
    return int(float(number) * 12700) if number.replace(".", "", 1).isdecimal() else 0


def _words(root: etree._Element) -> str:
    """The words of a header without table, when they are few enough to stand beside a logo."""
    if root.find(f".//{w('tbl')}") is not None or root.find(f".//{w('instrText')}") is not None:
        return ""
    lines = ("".join(t.text or "" for t in p.iter(w("t"))) for p in root.iter(w("p")))
    words = " – ".join(line for text in lines if (line := clean(text).strip()))
    for place in (HEADER_PLACE, FOOTER_PLACE):
        words = words.replace(place, "")
    words = words.strip(" –:.,|")
    return words if len(words) <= _MOST_LETTERS else ""

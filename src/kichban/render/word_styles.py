"""The styles that a look file must hold, and how they change for small pages and languages.

Styles are known by the names an officer sees in Word, never by their inner ids: Word makes up
new ids when a style is copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

__all__ = [
    "BULLETED",
    "NUMBERED",
    "REQUIRED",
    "child_of",
    "missing_styles",
    "numbering_id",
    "style_ids",
    "styles_variant",
    "w",
]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

BULLETED, NUMBERED = "Danh sách chấm", "Danh sách số"

REQUIRED: tuple[str, ...] = (
    "Normal",
    "heading 1",
    "heading 2",
    "heading 3",
    "header",
    "footer",
    "Hyperlink",
    "Lời văn",
    "Lời đọc",
    "Lời thoại",
    "Vai nói",
    "Chỉ dẫn",
    BULLETED,
    NUMBERED,
    "Bảng kichban",
    "Chữ trong bảng",
    "Tiêu đề cột",
    "Ô gợi ý",
    "Ô lưu ý",
    "Ô cảnh báo",
    "Ô phiếu kèm",
    "Ô hình",
    "Chữ trong ô",
    "Tiêu đề ô",
    "Bảng phiếu kèm",
    "Hình",
    "Chân trang kichban",
    "Tiêu đề nguồn",
    "Nguồn số liệu",
    "Số chú thích",
    "Bản nháp",
    "Đường kẻ",
    "Khoảng cách",
    "Bảng đầu văn bản",
    "Cơ quan chủ quản",
    "Cơ quan ban hành",
    "Số ký hiệu",
    "Quốc hiệu",
    "Tiêu ngữ",
    "Địa danh",
    "Trích yếu",
    "Đường kẻ thể thức",
    "Nơi nhận",
    "Danh sách nơi nhận",
)

_BODY = 26  # half-points, the largest that a leaflet's words are printed in
# Half-points on a leaflet: what runs along the page or stands at its foot is for looking up.
_SMALL = {
    "header": 18,
    "footer": 18,
    "chân trang kichban": 17,
    "tiêu đề nguồn": 18,
    "nguồn số liệu": 17,
}


def w(name: str) -> str:
    """A WordprocessingML name as lxml writes it."""
    return f"{{{_W}}}{name}"


def style_ids(styles: etree._Element) -> dict[str, str]:
    """Style names in lower case, each with its id."""
    found: dict[str, str] = {}
    for style in styles.iterfind(w("style")):
        name = style.find(w("name"))
        if name is not None:
            found[name.get(w("val"), "").lower()] = style.get(w("styleId"), "")
    return found


def missing_styles(ids: Mapping[str, str]) -> tuple[str, ...]:
    """The names of styles that documents need and that are not among these."""
    return tuple(name for name in REQUIRED if name.lower() not in ids)


def numbering_id(styles: etree._Element, style_id: str) -> int:
    """The numbering instance that a list style points at, through its ancestors; 0 when none."""
    by_id = {style.get(w("styleId")): style for style in styles.iterfind(w("style"))}
    seen: set[str] = set()
    while style_id and style_id not in seen and style_id in by_id:
        seen.add(style_id)
        style = by_id[style_id]
        number = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        if number is not None:
            return int(number.get(w("val"), "0"))
        based = style.find(w("basedOn"))
        style_id = "" if based is None else based.get(w("val"), "")
    return 0


def styles_variant(styles: etree._Element, *, language: str, leaflet: bool) -> bytes:
    """The styles part for one language and one kind of page.

    The language stands in the defaults only; styles that name another one lose it. On a leaflet
    (A5, A6, several columns) spacing is halved, headings shrink by a sixth, lines begin flush and
    end ragged, and small type stays small; body type is brought down to 13 points and no further,
    because that is the size that eyes need.
    """
    root = deepcopy(styles)
    for stray in root.findall(f".//{w('lang')}"):
        _detach(stray)
    defaults = child_of(child_of(child_of(root, "docDefaults", first=True), "rPrDefault"), "rPr")
    etree.SubElement(
        defaults,
        w("lang"),
        {w("val"): language, w("eastAsia"): language, w("bidi"): language},
    )
    if leaflet:
        for size in defaults.findall(w("sz")):
            size.set(w("val"), str(min(int(size.get(w("val"), "24")), _BODY)))
        for style in root.iterfind(w("style")):
            _tighten(style)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _tighten(style: etree._Element) -> None:
    indent, align = style.find(f"{w('pPr')}/{w('ind')}"), style.find(f"{w('pPr')}/{w('jc')}")
    if indent is not None and indent.get(w("firstLine")):
        indent.set(w("firstLine"), "0")
    if align is not None and align.get(w("val")) == "both":
        align.set(w("val"), "left")
    name = style.find(w("name"))
    if name is not None and (small := _SMALL.get(name.get(w("val"), "").lower())):
        run = child_of(style, "rPr", before=("tblPr", "trPr", "tcPr", "tblStylePr"))
        for tag in ("sz", "szCs"):
            size = child_of(run, tag, before=("u", "vertAlign", "lang"))
            size.set(w("val"), str(min(int(size.get(w("val"), str(small))), small)))
    spacing = style.find(f"{w('pPr')}/{w('spacing')}")
    if spacing is not None:
        for side in ("before", "after"):
            if (value := spacing.get(w(side), "")).isdecimal():
                spacing.set(w(side), str(int(value) // 2))
        line, rule = spacing.get(w("line"), ""), spacing.get(w("lineRule"), "auto")
        if line.isdecimal() and rule == "auto":
            spacing.set(w("line"), str(min(int(line), 252)))
    heading = style.find(f"{w('pPr')}/{w('outlineLvl')}") is not None
    most = _BODY if style.get(w("default")) else 99
    for size in style.findall(f"{w('rPr')}/{w('sz')}"):
        points = int(size.get(w("val"), "24"))
        size.set(w("val"), str(max(24, points * 5 // 6) if heading else min(points, most)))


def child_of(
    parent: etree._Element, name: str, *, first: bool = False, before: tuple[str, ...] = ()
) -> etree._Element:
    """The child of that name; a new one stands first, before the first of `before`, or last."""
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        places = [parent.index(e) for e in parent if etree.QName(e).localname in before]
        parent.insert(0 if first else min(places, default=len(parent)), found)
    return found


def _detach(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)

"""Styles that an office's Word file lacks, borrowed from the built-in look.

An ordinary Word file knows nothing of «Lời đọc» or «Ô gợi ý». What it lacks is taken over and
fitted to it: letters follow its own Normal (never below 12 points), the accent colour is that of
its headings, and what its Normal does to paragraphs of an office letter (first line set in, both
sides flush) is not done to cells, boxes and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from kichban.render.word_styles import child_of, style_ids, w

__all__ = ["Lender", "borrow", "contrast"]

_SMALLEST_BODY = 24  # half-points
_LEAST_CONTRAST = 4.5
_PROSE = "lời văn"
_LENDER_ACCENT, _LENDER_TINT = "1F4E79", "E8F0F8"
_COLOUR = re.compile("[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Lender:
    """The styles and numbering of the look that lends."""

    styles: etree._Element
    numbering: etree._Element


def borrow(
    names: Iterable[str], styles: etree._Element, numbering: etree._Element, lender: Lender
) -> None:
    """Add the named styles of the lender to `styles`, their lists to `numbering`, both in place."""
    ids = style_ids(styles)
    taken = set(ids.values())
    theirs = {s.get(w("styleId"), ""): s for s in lender.styles.iterfind(w("style"))}
    by_name = {name: theirs[ident] for name, ident in style_ids(lender.styles).items()}
    copies: list[etree._Element] = []
    renamed: dict[str, str] = {}
    for name in names:
        copy = deepcopy(by_name[name.lower()])
        copy.attrib.pop(w("default"), "")
        old = copy.get(w("styleId"), "")
        new = old if old not in taken else f"kb{old}"
        taken.add(new)
        renamed[old] = new
        copy.set(w("styleId"), new)
        copies.append(copy)
    for ident, style in theirs.items():
        own = ids.get(_name(style).lower())
        if ident not in renamed and own:
            renamed[ident] = own
    paper = _Paper.of(styles, ids)
    for copy in copies:
        for tag in ("basedOn", "next", "link"):
            for found in copy.findall(w(tag)):
                if target := renamed.get(found.get(w("val"), "")):
                    found.set(w("val"), target)
                else:
                    copy.remove(found)
        _recolour(copy, paper.accent)
        if copy.get(w("type")) == "paragraph":
            _fit(copy, paper)
        if copy.find(f"{w('pPr')}/{w('numPr')}") is not None:
            _lend_list(copy, numbering, lender.numbering, paper.accent)
        styles.append(copy)


def contrast(colour: str) -> float:
    """How well a colour (RRGGBB) stands out from white paper, from 1 to 21."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    light = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)


@dataclass(frozen=True, slots=True)
class _Paper:
    """What the borrower's own styles say."""

    accent: str
    small_body: bool
    indented: bool
    aligned: bool

    @classmethod
    def of(cls, styles: etree._Element, ids: Mapping[str, str]) -> _Paper:
        by_id = {s.get(w("styleId")): s for s in styles.iterfind(w("style"))}
        normal = by_id.get(ids.get("normal", ""))
        heading = by_id.get(ids.get("heading 1", ""))
        defaults = styles.find(w("docDefaults"))
        sources = [e for e in (normal, defaults) if e is not None]
        colour = heading.find(f"{w('rPr')}/{w('color')}") if heading is not None else None
        value = "" if colour is None else colour.get(w("val"), "")
        fits = _COLOUR.fullmatch(value) and contrast(value) >= _LEAST_CONTRAST
        sizes = [x.get(w("val"), "") for e in sources for x in e.iter(w("sz"))]
        size = next((int(s) for s in sizes if s.isdecimal()), 20)
        return cls(
            accent=value.upper() if fits else _LENDER_ACCENT,
            small_body=size < _SMALLEST_BODY,
            indented=any(True for e in sources for _ in e.iter(w("ind"))),
            aligned=any(True for e in sources for _ in e.iter(w("jc"))),
        )


def _name(style: etree._Element) -> str:
    name = style.find(w("name"))
    return "" if name is None else name.get(w("val"), "")


def _fit(style: etree._Element, paper: _Paper) -> None:
    look = child_of(style, "pPr", before=("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
    numbered = look.find(w("numPr")) is not None
    heading = look.find(w("outlineLvl")) is not None
    if _name(style).lower() != _PROSE and not heading:
        if paper.indented and not numbered and look.find(w("ind")) is None:
            reset = {w("left"): "0", w("right"): "0", w("firstLine"): "0"}
            _put(look, "ind", reset, before=("contextualSpacing", "jc", "outlineLvl"))
        if paper.aligned and look.find(w("jc")) is None:
            _put(look, "jc", {w("val"): "left"}, before=("outlineLvl",))
    spacing = look.find(w("spacing"))
    if spacing is not None and spacing.get(w("before")) is None:
        spacing.set(w("before"), "0")
    if paper.small_body and not style.findall(f"{w('rPr')}/{w('sz')}"):
        run = child_of(style, "rPr", before=("tblPr", "trPr", "tcPr", "tblStylePr"))
        for tag in ("sz", "szCs"):
            etree.SubElement(run, w(tag), {w("val"): str(_SMALLEST_BODY)})


def _put(
    parent: etree._Element, name: str, attributes: dict[str, str], *, before: tuple[str, ...]
) -> None:
    element = child_of(parent, name, before=before)
    for key, value in attributes.items():
        element.set(key, value)


def _recolour(root: etree._Element, accent: str) -> None:
    swapped = {_LENDER_ACCENT: accent}
    if accent != _LENDER_ACCENT:
        channels = [int(accent[i : i + 2], 16) for i in (0, 2, 4)]
        swapped[_LENDER_TINT] = "".join(f"{255 - (255 - c) // 10:02X}" for c in channels)
    for element in root.iter():
        for key in (w("val"), w("color"), w("fill")):
            if element.get(key) in swapped:
                element.set(key, swapped[element.get(key, "")])


def _lend_list(
    style: etree._Element, numbering: etree._Element, lender: etree._Element, accent: str
) -> None:
    """Copy the list behind a style, and let the style point at the copy."""
    pointer = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    assert pointer is not None, "the built-in list styles have lists"
    instance = _by(lender, "num", "numId", pointer.get(w("val"), ""))
    chosen = instance.find(w("abstractNumId"))
    assert chosen is not None, "an instance has a definition"
    shape = deepcopy(_by(lender, "abstractNum", "abstractNumId", chosen.get(w("val"), "")))
    for fonts in shape.findall(f".//{w('rFonts')}"):
        parent = fonts.getparent()
        if parent is not None:
            parent.remove(fonts)
    _recolour(shape, accent)
    new_shape = _free(numbering, "abstractNum", "abstractNumId")
    new_number = _free(numbering, "num", "numId")
    shape.set(w("abstractNumId"), new_shape)
    definitions = numbering.findall(w("abstractNum"))
    place = numbering.index(definitions[-1]) + 1 if definitions else 0
    numbering.insert(place, shape)
    number = etree.Element(w("num"), {w("numId"): new_number})
    etree.SubElement(number, w("abstractNumId"), {w("val"): new_shape})
    numbers = numbering.findall(w("num"))
    numbering.insert(numbering.index(numbers[-1]) + 1 if numbers else place + 1, number)
    pointer.set(w("val"), new_number)


def _by(root: etree._Element, tag: str, key: str, value: str) -> etree._Element:
    return next(e for e in root.iterfind(w(tag)) if e.get(w(key)) == value)


def _free(root: etree._Element, tag: str, key: str) -> str:
    taken = [int(e.get(w(key), "0")) for e in root.iterfind(w(tag))]
    return str(max(taken, default=0) + 1)

"""Lists: every ordered list gets its own numbering instance, so that it starts from 1.

Word counts on as long as paragraphs name the same instance. The shape of numbers and bullets
stays in the look: its list styles point at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from kichban.errors import BadReference, Where
from kichban.render.word_styles import BULLETED, NUMBERED, numbering_id, w

__all__ = ["DEEPEST_LEVEL", "Numbering", "read_numbering"]

DEEPEST_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbering part of a look.

    `before` and `after` are its text on both sides of the place for new instances; `bullets` the
    instance of bulleted lists, `numbers` the definition that ordered lists follow; the two
    tuples hold the left indent of each level in twips.
    """

    before: str
    after: str
    bullets: int
    numbers: int
    first_free: int
    bullet_indents: tuple[int, ...]
    number_indents: tuple[int, ...]

    def part(self, lists: list[int]) -> str:
        """The numbering part for a document; `lists` is the level of each of its ordered lists."""
        instances = "".join(
            f'<w:num w:numId="{self.first_free + index}"><w:abstractNumId w:val="{self.numbers}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for index, level in enumerate(lists)
        )
        return f"{self.before}{instances}{self.after}"


def read_numbering(
    root: etree._Element, styles: etree._Element, ids: Mapping[str, str], where: Where
) -> Numbering:
    """The numbering of a look, found through its two list styles.

    Raises:
        BadReference: A list style has no bullets or numbers.
    """
    definitions = {
        number.get(w("numId"), ""): abstract.get(w("val"), "")
        for number in root.iterfind(w("num"))
        if (abstract := number.find(w("abstractNumId"))) is not None
    }
    found: dict[str, tuple[int, int]] = {}
    for name in (BULLETED, NUMBERED):
        instance = numbering_id(styles, ids[name.lower()])
        abstract_id = definitions.get(str(instance), "")
        if not abstract_id:
            raise BadReference(
                f"Kiểu «{name}» trong tệp kiểu dáng chưa có dấu đầu dòng hay số thứ tự.",
                where=where,
                hint="trong Word: Modify Style, Format, Numbering, chọn dấu hoặc số",
            )
        found[name] = (instance, int(abstract_id))
    taken = [int(number.get(w("numId"), "0")) for number in root.iterfind(w("num"))]
    last = root.findall(w("num"))[-1]
    marker = etree.Comment("lists")
    root.insert(root.index(last) + 1, marker)
    before, _, after = etree.tostring(root, encoding="unicode").partition("<!--lists-->")
    return Numbering(
        before=f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{before}',
        after=after,
        bullets=found[BULLETED][0],
        numbers=found[NUMBERED][1],
        first_free=max(taken) + 1,
        bullet_indents=_indents(root, found[BULLETED][1]),
        number_indents=_indents(root, found[NUMBERED][1]),
    )


def _indents(root: etree._Element, abstract_id: int) -> tuple[int, ...]:
    """The left indent of every level; a level that names none stands where Word would put it."""
    found = [425 * (level + 1) for level in range(DEEPEST_LEVEL + 1)]
    for definition in root.iterfind(w("abstractNum")):
        if definition.get(w("abstractNumId")) != str(abstract_id):
            continue
        for level in definition.iterfind(w("lvl")):
            indent = level.find(f"{w('pPr')}/{w('ind')}")
            number = int(level.get(w("ilvl"), "0"))
            if indent is not None and number <= DEEPEST_LEVEL:
                left = indent.get(w("left")) or indent.get(w("start")) or ""
                if left.isdecimal():
                    found[number] = int(left)
    return tuple(found)

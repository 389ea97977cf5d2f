"""Where in a Word document blocks stand, and what that decides."""

from __future__ import annotations

from dataclasses import dataclass

from kichban.render.word_styles import BULLETED, NUMBERED
from kichban.render.word_xml import Align

__all__ = ["Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand.

    `width` is what is free there, in twips; `words` and `dialogue` the styles of paragraphs;
    `level` how deep in lists, from 0; `indent` how far to the right the text begins; `number`
    the list paragraph still to be given its number, as (instance, level). `keep` holds paragraphs
    together on a page; `aside` lets text flow beside a small box; `align` is where the words
    stand when not where their style has them.
    """

    width: int
    words: str = "Lời văn"
    dialogue: str = "Lời thoại"
    bullets: str = BULLETED
    numbers: str = NUMBERED
    level: int = 0
    indent: int | None = None
    number: tuple[int, int] | None = None
    keep: bool = False
    aside: bool = False
    align: Align = ""

    @property
    def free(self) -> int:
        """The width left of the indent, never less than a finger's breadth."""
        return max(567, self.width - (self.indent or 0))

    def inside(self, words: str, width: int) -> Place:
        """A cell or box whose paragraphs all have one style."""
        return Place(width, words=words, dialogue=words, bullets=words, numbers=words)

"""What a body leaves for the other parts of a document while it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from kichban.render.edition import Footnote
from kichban.render.word_look import Look
from kichban.render.word_xml import DECLARATION, NAMESPACES, paragraph, run

__all__ = ["COMMENTS_TYPE", "Gathered", "Picture"]

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file inside the document."""

    rid: str
    name: str
    content: bytes


@dataclass(slots=True)
class Gathered:
    """Lists, links, pictures and comments met so far.

    `notes` is empty in the public edition: without it no comment is made. `comment_date` is
    an ISO day, or "" when the document tells none.
    """

    look: Look
    notes: Mapping[int, Footnote]
    comment_date: str = ""
    lists: list[int] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    _drawings: int = 0
    _explained: set[int] = field(default_factory=set)

    def style(self, name: str) -> str:
        """The id of a style."""
        return self.look.style(name)

    def new_list(self, level: int) -> int:
        """A numbering instance that starts from 1 at this level."""
        self.lists.append(level)
        return self.look.numbering.first_free + len(self.lists) - 1

    def link(self, address: str) -> str:
        """The relationship that leads to an address."""
        return self.links.setdefault(address, f"link{len(self.links) + 1}")

    def picture(self, content: bytes, suffix: str) -> Picture:
        """The picture file; the same picture is kept once."""
        digest = sha256(content).hexdigest()
        if digest not in self.pictures:
            number = len(self.pictures) + 1
            name = f"word/media/kichban{number}.{suffix}"
            self.pictures[digest] = Picture(f"picture{number}", name, content)
        return self.pictures[digest]

    def new_drawing(self) -> int:
        """An id that no other picture has, neither in headers of the look nor a logo of ours."""
        self._drawings += 1
        return self.look.section.next_drawing + self._drawings

    def comment(self, note: int) -> int | None:
        """A comment with the lines of a note; None where the edition has no comments.

        A figure printed again gets a short comment that points back at the full one.
        """
        found = self.notes.get(note)
        if found is None:
            return None
        lines = list(found.lines)
        if note in self._explained:
            lines = [*lines[:1], f"Như bình luận đầu tiên của [{note}]."]
        self._explained.add(note)
        number = len(self.comments)
        self.comments.append(self._comment_xml(number, f"[{note}] ", lines))
        return number

    def comments_part(self) -> str:
        """The comments part."""
        return f"{DECLARATION}<w:comments {NAMESPACES}>{''.join(self.comments)}</w:comments>"

    def _comment_xml(self, number: int, lead: str, lines: Iterable[str]) -> str:
        style = self.style("annotation text") or self.style("Normal")
        reference = self.style("annotation reference")
        looks = f'<w:rPr><w:rStyle w:val="{reference}"/></w:rPr>' if reference else ""
        first, *rest = list(lines) or [""]
        body = paragraph(style, f"<w:r>{looks}<w:annotationRef/></w:r>{run(lead + first)}")
        body += "".join(paragraph(style, run(line)) for line in rest)
        date = f' w:date="{self.comment_date}T00:00:00Z"' if self.comment_date else ""
        facts = f'w:id="{number}" w:author="kichban"{date} w:initials="kb"'
        return f"<w:comment {facts}>{body}</w:comment>"

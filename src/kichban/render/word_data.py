"""Data of ours inside a Word file.

Word on the desk cuts a custom property off after 255 characters. A longer one is a data part of
its own, which Word and others carry along unread when they save the file again.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from kichban.render.word_package import Member, member
from kichban.render.word_xml import DECLARATION, attribute, relationships, text

__all__ = ["DATA_NAMESPACE", "LONGEST_PROPERTY", "DataParts", "data_parts"]

DATA_NAMESPACE = "urn:kichban:du-lieu"
LONGEST_PROPERTY = 255

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


class DataParts:
    """The parts; `types` and `links` are for the two lists that name all parts."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self.types: dict[str, str] = {}
        self.links: list[tuple[str, str, str]] = []

    def add(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        number = len(self.links) + 1
        part, own = f"customXml/kichban{number}.xml", f"customXml/itemProps{number}.xml"
        store = str(uuid5(NAMESPACE_URL, f"{DATA_NAMESPACE}:{name}")).upper()
        self.members += [
            member(
                part,
                f'{DECLARATION}<muc xmlns="{DATA_NAMESPACE}" ten="{attribute(name)}">'
                f"{text(value)}</muc>",
                level=6,
            ),
            member(
                own,
                f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" '
                f'ds:itemID="{{{store}}}"><ds:schemaRefs><ds:schemaRef ds:uri="{DATA_NAMESPACE}"/>'
                "</ds:schemaRefs></ds:datastoreItem>",
            ),
            member(
                f"customXml/_rels/kichban{number}.xml.rels",
                relationships(
                    [("rId1", f"{_OFFICE}/relationships/customXmlProps", f"/{own}", False)]
                ),
            ),
        ]
        self.types[f"/{own}"] = _PROPERTIES_TYPE
        self.links.append((f"data{number}", f"{_OFFICE}/relationships/customXml", f"/{part}"))


def data_parts(properties: Iterable[tuple[str, str]]) -> DataParts:
    """The parts for those properties that are too long for Word."""
    parts = DataParts()
    for name, value in properties:
        if len(value) > LONGEST_PROPERTY:
            parts.add(name, value)
    return parts

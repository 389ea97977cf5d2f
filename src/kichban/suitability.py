"""Who hears what through what, and why not where not: `phu-hop.yaml` of a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kichban import yamlio
from kichban.packfile import PackFile
from kichban.packs import Packs

FILE = "phu-hop.yaml"


class SuitabilityFile(PackFile):
    """Reasons why something does not suit.

    `chu_de`: persona to topic to reason. `kenh`: persona to channel to reason. `chu_de_kenh`:
    topic to channel to reason. A topic suits a persona that names it in `chu_de`; a channel
    suits a persona that names it in `kenh`; what is named there and refused here is refused.
    """

    chu_de: dict[str, dict[str, str]] = {}
    kenh: dict[str, dict[str, str]] = {}
    chu_de_kenh: dict[str, dict[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Triple:
    """One suitable document: who, about what, through what."""

    persona: str
    topic: str
    channel: str


class Suitability:
    """The table of a stack of packs; an office's own reasons are added to the built-in ones."""

    def __init__(self, packs: Packs) -> None:
        self._packs = packs
        self._files: list[SuitabilityFile] = []
        for folder in packs.folders:
            path = folder.path / FILE
            if path.is_file():
                loaded = yamlio.load(path, folder.shown(path))
                self._files.append(yamlio.validate(SuitabilityFile, loaded))

    def triples(self, persona: str) -> Iterator[Triple]:
        """Everything that suits a persona, in the order of its own file."""
        model = self._packs.persona(persona)
        for topic in model.chu_de:
            for channel in model.kenh:
                if not self.why_not(persona, topic, channel):
                    yield Triple(persona, topic, channel)

    def why_not(self, persona: str, topic: str, channel: str) -> str:
        """Why a document does not suit, in one Vietnamese sentence; "" when it does."""
        model = self._packs.persona(persona)
        if reason := self._reason("chu_de", persona, topic):
            return reason
        if reason := self._reason("kenh", persona, channel):
            return reason
        if reason := self._reason("chu_de_kenh", topic, channel):
            return reason
        if topic not in model.chu_de:
            return f"«{model.ten}» không cần nghe chủ đề này trước các chủ đề khác."
        if channel not in model.kenh:
            return f"Kênh này không phải chỗ quen gặp «{model.ten}»."
        return ""

    def _reason(self, table: str, first: str, second: str) -> str:
        for file in self._files:
            rows: Mapping[str, Mapping[str, str]] = getattr(file, table)
            if reason := rows.get(first, {}).get(second, ""):
                return reason
        return ""

"""Judging packs and documents: findings that an officer can act on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kichban.checks.findings import Finding

if TYPE_CHECKING:
    from kichban.draft import Draft
    from kichban.workshop import Workshop


def check_draft(draft: Draft, workshop: Workshop) -> Iterator[Finding]:
    """Everything the checks have to say of one document: failed gates, lost points, remarks."""
    # The rules are read when the first document is judged, not when the program starts.
    from kichban.checks.clarity import assess

    return assess(draft, workshop).findings()

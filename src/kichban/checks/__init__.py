"""Judging packs and documents: findings that an officer can act on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kichban.checks.findings import Finding

if TYPE_CHECKING:
    from kichban.workshop import Workshop
    from kichban.draft import Draft


def check_draft(draft: Draft, workshop: Workshop) -> Iterator[Finding]:
    """Everything the checks have to say of one document."""
    del draft, workshop
    return iter(())

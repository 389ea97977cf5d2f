"""A finished document on the disk, of which nothing is read twice."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from kichban.checks.word_file import WordFile
from kichban.errors import KichbanError
from kichban.provenance import Sidecar, sidecar_of
from kichban.yamlio import read_text

__all__ = ["Finished"]


class Finished:
    """One document; it is read when something of it is asked for.

    Args:
        path: Where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kind = path.suffix.lower()

    @classmethod
    def of(cls, document: Path | Finished) -> Finished:
        """A document that may have been read in part already."""
        return document if isinstance(document, Finished) else cls(document)

    @cached_property
    def word(self) -> WordFile:
        """The Word file.

        Raises:
            CannotRead: it is none, or a part of it is spoiled.
        """
        return WordFile(self.path)

    @cached_property
    def text(self) -> str:
        """The words of a file of plain text, in composed form.

        Raises:
            CannotRead: it is no text.
        """
        return read_text(self.path)

    @cached_property
    def sidecar(self) -> Sidecar | None:
        """Where its figures come from; None when it has no sidecar that can be read."""
        try:
            return sidecar_of(self.path)
        except KichbanError:
            return None

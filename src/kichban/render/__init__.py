"""Formats: each a function of the tree alone.

`markdown` and `docx` give the same words in the same order; `kichban.render.words` says which.
The writers know nothing of templates, YAML, personas or law. Word libraries are loaded only when
a Word file is asked for, and formats of other installed packages only when one is named.
"""

from __future__ import annotations

from pathlib import Path

from kichban.render.edition import Edition
from kichban.render.formats import Format, Formats
from kichban.script import Script

__all__ = [
    "FORMATS",
    "Edition",
    "Format",
    "Formats",
    "docx",
    "markdown",
    "required_styles",
    "running_lines",
    "to_format",
]


def markdown(script: Script, *, edition: Edition = "public") -> str:
    """The document as Markdown (CommonMark with tables and footnotes).

    Raises:
        BadReference: A figure points at a note that the script does not hold.
        BadMarkup: A mark of the template engine is left in the words.
    """
    from kichban.render.markdown_blocks import write_markdown

    return write_markdown(script, edition)


def docx(script: Script, *, look: Path | None, edition: Edition = "public") -> bytes:
    """The document as a Word file.

    Args:
        script: The finished document.
        look: The Word file that supplies styles, header and footer; None for the built-in one.
        edition: The reviewer edition has a comment on every figure that has a note.

    Raises:
        CannotRead: The look or a picture cannot be read.
        BadReference: The look lacks styles, the layout is unknown, or a note is missing.
        BadMarkup: A mark of the template engine is left in the words.
    """
    from kichban.render.word_document import write_docx

    return write_docx(script, look, edition)


def running_lines(script: Script, look: Path | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of a document that a look lets stand in header and footer of every Word page.

    Raises:
        CannotRead: The look cannot be read.
        BadReference: The layout is unknown.
    """
    from kichban.render.word_document import running_lines as shown

    return shown(script.meta, look)


def required_styles(look: Path) -> tuple[str, ...]:
    """The names of styles that Word documents need and a look file lacks; empty when complete.

    Raises:
        CannotRead: The file is missing or is no Word file.
    """
    from kichban.render.word_look import required_styles as missing

    return missing(look)


FORMATS = Formats(
    {
        "md": Format(
            "md",
            ".md",
            "Markdown",
            lambda script, _, edition: markdown(script, edition=edition).encode(),
        ),
        "docx": Format(
            "docx",
            ".docx",
            "Word",
            lambda script, look, edition: docx(script, look=look, edition=edition),
        ),
    }
)


def to_format(
    script: Script,
    name: str,
    *,
    look: Path | None = None,
    edition: Edition = "public",
    formats: Formats = FORMATS,
) -> bytes:
    """The document in a format of `formats`, as the bytes of its file.

    Raises:
        UnknownName: No format of that name, or its package is switched off.
        BrokenPackage: The format comes with a package that is broken.
        KichbanError: Whatever the writer of the format raises.
    """
    return formats.wanted(name).write(script, look, edition)

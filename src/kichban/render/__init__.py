"""Formats: each a function of the tree alone.

`markdown` and `docx` give the same words in the same order; `kichban.render.words` says which.
The writers know nothing of templates, YAML, personas or law. Word libraries are loaded only when
a Word file is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kichban.errors import UnknownName, did_you_mean
from kichban.render.edition import Edition
from kichban.script import Script

__all__ = [
    "FORMATS",
    "Edition",
    "Format",
    "docx",
    "markdown",
    "required_styles",
    "to_format",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a document can be written in.

    `suffix` is that of its files, with the dot; `title_vi` its name in messages; `write` takes
    the script, the look file or None, and the edition, and gives the bytes of the file.
    """

    name: str
    suffix: str
    title_vi: str
    write: Callable[[Script, Path | None, Edition], bytes]


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


def required_styles(look: Path) -> tuple[str, ...]:
    """The names of styles that Word documents need and a look file lacks; empty when complete.

    Raises:
        CannotRead: The file is missing or is no Word file.
    """
    from kichban.render.word_look import required_styles as missing

    return missing(look)


FORMATS: Mapping[str, Format] = MappingProxyType(
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
    script: Script, name: str, *, look: Path | None = None, edition: Edition = "public"
) -> bytes:
    """The document in a format of `FORMATS`, as the bytes of its file.

    Raises:
        UnknownName: No format of that name.
        KichbanError: Whatever the writer of the format raises.
    """
    if name not in FORMATS:
        raise UnknownName(f"Không có định dạng «{name}».", hint=did_you_mean(name, FORMATS))
    return FORMATS[name].write(script, look, edition)

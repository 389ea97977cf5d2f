"""Errors an officer may see: what happened, where, and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

_WIDEST, _BEFORE = 240, 80


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file that a person can go to.

    Args:
        file: Path as the person typed or would recognise it.
        line: Line number from 1; 0 when the whole file is meant.
        column: Column from 1, in characters; 0 when the whole line is meant.
        text: The line itself, so that a message can show it with a caret.
        width: How many characters the caret underlines.
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""
    width: int = 1

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)

    def picture(self) -> str:
        """The line with a caret under the fault, or nothing when the line is unknown.

        Of a very long line the stretch around the fault is shown.
        """
        if not self.text or not self.line:
            return ""
        gutter = f"{self.line:>5} | "
        before, shown, after = self._stretch()
        picture = f"{gutter}{before}{shown}{after}"
        if self.column:
            start = len(before) + self.column - 1 - self._cut
            caret = " " * (len(gutter) - 2) + "| " + " " * start
            room = max(1, len(before) + len(shown) - start)
            picture += f"\n{caret}{'^' * max(1, min(self.width, room))}"
        return picture

    @property
    def _cut(self) -> int:
        """How much of a long line is left out before the fault."""
        return max(0, self.column - 1 - _BEFORE) if len(self.text) > _WIDEST else 0

    def _stretch(self) -> tuple[str, str, str]:
        if len(self.text) <= _WIDEST:
            return "", self.text, ""
        end = self._cut + _WIDEST
        return "…" if self._cut else "", self.text[self._cut : end], "…" if self.text[end:] else ""


class KichbanError(Exception):
    """Base of every error an officer may see. `code` never changes meaning."""

    code = "K000"

    def __init__(self, message: str, *, where: Where | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.where, self.hint = message, where, hint

    def report(self) -> str:
        """The whole message as printed: place, code, fact, picture, remedy."""
        head = f"{self.where}  " if self.where else ""
        lines = [f"{head}{self.code}  {self.message}"]
        if self.where and (picture := self.where.picture()):
            lines.append(picture)
        remedy = f"Cách sửa: {self.hint}   " if self.hint else ""
        lines.append(f"  {remedy}Tìm hiểu thêm: kichban explain {self.code}")
        return "\n".join(lines)


class ManyErrors(KichbanError):
    """Several errors found in one go: all are reported, not just the first."""

    code = "K001"

    def __init__(self, errors: Iterable[KichbanError]) -> None:
        self.errors = tuple(errors)
        super().__init__(f"Có {len(self.errors)} lỗi.")

    def report(self) -> str:
        return "\n".join(error.report() for error in self.errors)


class BadRequest(KichbanError):
    """An option of the command line, or of a `Request`, cannot be used."""

    code = "K100"


class UnknownName(KichbanError):
    """No persona, topic, channel, place, parameter … of that name."""

    code = "K101"


class CannotWrite(KichbanError):
    """The output folder or file cannot be written."""

    code = "K102"


class CannotRead(KichbanError):
    """A file cannot be opened or is not UTF-8 text."""

    code = "K103"


class NothingToTrace(KichbanError):
    """The document carries no sidecar, or one of an unknown version."""

    code = "K104"


class NotPublishable(KichbanError):
    """The draft has findings that forbid publishing it."""

    code = "K105"


class NotApprovable(KichbanError):
    """The document may not be signed: a draft, a failing gate, law that no longer holds."""

    code = "D101"


class BadRecord(KichbanError):
    """The record of signatures beside a document cannot be read."""

    code = "D105"


class NotSameDocument(KichbanError):
    """What would be made for the reviewer no longer is what the document says."""

    code = "D106"


class CannotRecord(KichbanError):
    """The document is written, the journal is not."""

    code = "D202"


class BrokenPackage(KichbanError):
    """Another installed package adds something that does not work."""

    code = "K107"


class BadYaml(KichbanError):
    """The file is not YAML as an officer may write it."""

    code = "P101"


class BadField(KichbanError):
    """A field is unknown, missing, or holds a value of the wrong kind."""

    code = "P102"


class BadReference(KichbanError):
    """A field names something that is not there."""

    code = "P103"


class BadLaw(KichbanError):
    """A law file breaks a rule of its own: no citation, no source, overlap, gap, bad date."""

    code = "L100"


class OutOfRange(KichbanError):
    """A value the law does not allow."""

    code = "L101"


class NotInForce(KichbanError):
    """The law data do not cover that date."""

    code = "L102"


class NotVerified(KichbanError):
    """The value is known only from an unconfirmed source."""

    code = "L103"


class NotKnown(KichbanError):
    """The law sets no value, or none has been found."""

    code = "L104"


class BadInput(KichbanError):
    """An input of a calculation is missing, unknown, or contradicts another."""

    code = "L105"


class TemplateSyntax(KichbanError):
    """The template cannot be read."""

    code = "T101"


class UnknownVariable(KichbanError):
    """The template names a variable, attribute or block that does not exist."""

    code = "T102"


class UnknownFilter(KichbanError):
    """The template names a filter that does not exist."""

    code = "T103"


class ForbiddenInTemplate(KichbanError):
    """A tag, call or attribute that officers' templates may not use."""

    code = "T104"


class BareFigure(KichbanError):
    """A number is printed without its unit filter, or was never a quantity."""

    code = "T105"


class MissingBlock(KichbanError):
    """The channel requires a section that the template lacks, or an override names no section."""

    code = "T106"


class BadMarkup(KichbanError):
    """The rendered text is not the Markdown that the parser knows."""

    code = "T107"


class TooLong(KichbanError):
    """The template ran too long or produced too much text."""

    code = "T108"


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name closest to `name`, or "" when none is close."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return close[0] if close else ""


def did_you_mean(name: str, known: Iterable[str], *, lead: str = "viết") -> str:
    """A remedy naming the nearest known name, or listing the first few."""
    names = sorted(known)
    if close := nearest(name, names):
        return f"{lead} «{close}»."
    if not names:
        return ""
    shown = ", ".join(names[:12])
    more = ", …" if len(names) > 12 else ""
    return f"chọn một trong: {shown}{more}."

"""Opening the Word file of a look, or saying which other kind of file it is."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from lxml import etree

from kichban.errors import CannotRead, Where

__all__ = ["main_part", "readable", "related"]

_RESAVE = "mở tệp trong Word, chọn Save As (Lưu thành), loại «Word Document (*.docx)»"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": (
        "là tệp mẫu .dotx của Word, không phải tài liệu .docx"
    ),
    "application/vnd.ms-word.document.macroEnabled.main+xml": "có macro (.docm)",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "là tệp mẫu có macro (.dotm)",
    CT.PML_PRESENTATION_MAIN: "là tệp PowerPoint",
    CT.SML_SHEET_MAIN: "là tệp Excel",
}
_STARTS = {
    b"%PDF": "là tệp PDF",
    b"{\\rtf": "là tệp .rtf",
    b"<": "là trang web hay tệp chữ",
}


def main_part(content: bytes, where: Where) -> Part:
    """The main part of a Word file.

    Raises:
        CannotRead: it is empty, damaged, locked by a password, or of another kind.
    """
    if reason := _other_kind(content):
        raise _refusal(reason[0], where, reason[1])
    with readable(where):
        main: Part = OpcPackage.open(io.BytesIO(content)).main_document_part
        etree.fromstring(main.blob)
    if main.content_type != CT.WML_DOCUMENT_MAIN:
        kind = _MAIN_TYPES.get(main.content_type, "không phải tài liệu Word")
        raise _refusal(kind, where, _RESAVE)
    return main


@contextmanager
def readable(where: Where) -> Iterator[None]:
    """What is read here lies inside the file; a fault there is told as that of the file.

    Raises:
        CannotRead: what lies inside is not what a Word file holds.
    """
    try:
        yield
    except (
        *(PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, zlib.error),
        *(KeyError, ValueError, EOFError, NotImplementedError, RuntimeError),
        *(AttributeError, TypeError),  # parts in each other's place
    ) as error:
        raise _refusal(
            "bị hỏng: không đọc được bên trong",
            where,
            "mở tệp trong Word, chọn Open and Repair (Mở và sửa), rồi lưu thành tệp mới",
        ) from error


def related(main: Part, kind: str) -> Part | None:
    """The part that the main part names as its styles, numbering, theme …; None without one."""
    for relation in main.rels.values():
        if relation.reltype == kind and not relation.is_external:
            part: Part = relation.target_part
            return part
    return None


def _other_kind(content: bytes) -> tuple[str, str] | None:
    """What is the matter with a file that is no zip of a Word document, and what to do."""
    if not content.strip(b"\0"):
        return "rỗng, không có gì bên trong", "chép lại tệp từ nơi lưu gốc"
    if content.startswith(_COMPOUND):
        if _ENCRYPTED in content:
            remedy = "mở tệp trong Word, File, Info, Protect Document, bỏ mật khẩu rồi lưu lại"
            return "có mật khẩu nên không đọc được", remedy
        return "là tệp .doc của Word đời cũ", _RESAVE
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return f"{kind}, không phải tài liệu Word", _RESAVE
    if not content.startswith(b"PK"):
        return "không phải tài liệu Word .docx", _RESAVE
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            names = set(file.namelist())
            if "word/document.xml" not in names and "[Content_Types].xml" not in names:
                odt = "mimetype" in names and "content.xml" in names
                kind = "là tệp LibreOffice .odt" if odt else "không phải tài liệu Word .docx"
                return kind, _RESAVE
            if b"purl.oclc.org" in file.read("_rels/.rels"):
                return "lưu theo kiểu «Strict Open XML»", _RESAVE
    except (zipfile.BadZipFile, KeyError, EOFError, zlib.error, RuntimeError):
        return None
    return None


def _refusal(what: str, where: Where, hint: str) -> CannotRead:
    name = where.file.replace("\\", "/").rpartition("/")[2]
    return CannotRead(f"Tệp kiểu dáng «{name}» {what}.", where=where, hint=hint)

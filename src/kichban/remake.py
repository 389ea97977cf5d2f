"""A finished document composed again as it was made, and whether a file still says the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lxml import etree

from kichban.checks.document import KINDS
from kichban.document_files import DocumentFiles
from kichban.draft import Draft
from kichban.errors import CannotRead, NotSameDocument, Where
from kichban.provenance import Sidecar
from kichban.stale import request_of
from kichban.workshop import Workshop

__all__ = ["Remade", "readable", "remade"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Remade:
    """A document composed again; `touched` are its files whose words are others by now."""

    document: DocumentFiles
    sidecar: Sidecar
    draft: Draft
    touched: tuple[Path, ...]


def readable(document: DocumentFiles) -> tuple[Path, ...]:
    """The files of a document whose words can be read back."""
    return tuple(path for kind in KINDS if (path := document.path(kind)).is_file())


def remade(document: DocumentFiles, workshop: Workshop) -> Remade:
    """Compose a document again, with the law, the dates and the settings it was made with.

    Raises:
        NothingToTrace: it has no sidecar, so nobody knows how it was made.
        NotSameDocument: the words or the law data have been changed since.
        KichbanError: what the packs no longer hold.
    """
    sidecar = document.sidecar()
    asked = sidecar.data["yeu_cau"]
    law_day = date.fromisoformat(asked["ngay_luat"])
    request = replace(request_of(sidecar, law_day), issued_on=date.fromisoformat(asked["ngay_ra"]))
    draft = workshop.compose(request)
    if changes := tuple(_changes(sidecar, draft)):
        raise NotSameDocument(
            f"Tài liệu «{document.name}» không còn khớp bộ mẫu: {'; '.join(changes)}.",
            where=Where(str(sidecar.path)),
            hint="viết lại tài liệu rồi trình bản mới.",
        )
    touched = tuple(path for path in readable(document) if not _says(path, draft))
    return Remade(document, sidecar, draft, touched)


def _changes(sidecar: Sidecar, draft: Draft) -> Iterator[str]:
    """What is not as it was when the document was made."""
    if sidecar.data["dau_van_tay"]["loi"] != draft.origin["loi"]:
        yield "lời mẫu đã sửa từ ngày viết"
    now = {record["ten"]: record for record in draft.sidecar()["so_lieu"]}
    for record in sidecar.figures:
        today = now.get(record["ten"])
        if today is None or today["in_ra"] != record["in_ra"]:
            yield f"số {', '.join(record['in_ra'])} nay là số khác"


def _says(path: Path, draft: Draft) -> bool:
    """Whether a file holds the very words of a draft, whatever its look: the foot and the notes
    too, and what somebody typed below them."""
    from kichban.render import to_format

    kind = path.suffix.lower().removeprefix(".")
    again = to_format(draft.script, kind)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotRead(
            f"Không đọc được tệp «{path}».", where=Where(str(path)), hint="đóng tệp trong Word."
        ) from error
    if kind == "docx":
        return _words(content) == _words(again)
    return content.replace(b"\r\n", b"\n") == again


def _words(content: bytes) -> str:
    """Every word of a Word file's body in one text; Word cuts runs as it likes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            body = archive.read("word/document.xml")
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return ""
    return "".join(str(item.text or "") for item in root.iter(f"{_W}t"))

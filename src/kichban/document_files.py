"""The files of one document on disk, and the papers that lie beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kichban.errors import CannotRead, NothingToTrace, Where
from kichban.provenance import SUFFIX, Sidecar, sidecar_of

__all__ = [
    "FORM",
    "RECORD",
    "REVIEWER",
    "SHEET",
    "DocumentFiles",
    "digest_of",
    "document_of",
    "documents_below",
    "is_paper",
]

REVIEWER = ".duyet"
"""Stands before the ending of a reviewer edition."""

SHEET = ".phieu-duyet.docx"
FORM = ".phieu-cham.docx"
RECORD = ".phe-duyet.json"


@dataclass(frozen=True, slots=True)
class DocumentFiles:
    """One document: its folder, and the name that all its files begin with."""

    folder: Path
    name: str

    def path(self, ending: str) -> Path:
        """The file of an ending, whether it is there or not."""
        return self.folder / f"{self.name}{ending}"

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that holds the document or where its figures come from, sorted by name.

        Whatever begins with the name counts, in whatever format. The reviewer edition, the
        approval sheet, the judges' form and the record of signatures are about the document, not
        part of it.
        """
        try:
            names = [path.name for path in self.folder.iterdir()]
        except OSError:
            return ()
        start = f"{self.name}."
        own = (n for n in names if n.startswith(start) and not _about(n.removeprefix(self.name)))
        return tuple(path for name in sorted(own) if (path := self.folder / name).is_file())

    def sidecar(self) -> Sidecar:
        """Where its figures come from: the file beside it, or what the Word file carries.

        Raises:
            NothingToTrace: there is neither, or it lacks what a document is recorded by.
        """
        beside, word = self.path(SUFFIX), self.path(".docx")
        found = sidecar_of(beside if beside.is_file() or not word.is_file() else word)
        if not _whole(found.data):
            raise NothingToTrace(
                f"Tệp nguồn số liệu của «{self.name}» thiếu mục, hoặc đã bị sửa.",
                where=Where(str(found.path)),
                hint="viết lại tài liệu.",
            )
        return found

    def digests(self) -> Mapping[str, str]:
        """The sha256 of every file, by file name.

        Raises:
            CannotRead: a file cannot be read.
        """
        return {path.name: digest_of(path) for path in self.files}


def digest_of(path: Path) -> str:
    """The sha256 of a file, in hexadecimal.

    Raises:
        CannotRead: the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise CannotRead(
            f"Không đọc được tệp «{path}».",
            where=Where(str(path)),
            hint="đóng tệp nếu đang mở trong Word, xem quyền đọc.",
        ) from error


def document_of(path: Path) -> DocumentFiles:
    """The document that a file belongs to: any of its formats, its sidecar, or a paper beside it.

    Raises:
        CannotRead: no file of the document is there.
    """
    name = path.name
    known = (RECORD, SHEET, FORM, SUFFIX)
    base = next((name.removesuffix(end) for end in known if name.endswith(end)), "")
    if not base:
        pieces = name.split(".")
        guesses = [".".join(pieces[:count]) for count in range(len(pieces) - 1, 0, -1)]
        beside = (guess for guess in guesses if path.with_name(f"{guess}{SUFFIX}").is_file())
        base = next(beside, path.stem)
    document = DocumentFiles(path.parent, base.removesuffix(REVIEWER))
    if not path.is_file() and not document.files:
        raise CannotRead(
            f"Không có tệp «{path}».", where=Where(str(path)), hint="xem lại đường dẫn."
        )
    return document


def documents_below(folder: Path) -> Iterator[DocumentFiles]:
    """Every document below a folder, found by its sidecar; reviewer editions are passed over."""
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        name = path.name.removesuffix(SUFFIX)
        if not name.endswith(REVIEWER) and not name.startswith("."):
            yield DocumentFiles(path.parent, name)


def is_paper(path: Path) -> bool:
    """Whether a file is made for approval and not handed out: a reviewer edition, an approval
    sheet or a judges' form."""
    return path.name.endswith((SHEET, FORM)) or path.stem.endswith(REVIEWER)


def _whole(data: Mapping[str, Any]) -> bool:
    """Whether a sidecar holds what signatures, papers and journal are made of."""
    try:
        asked = data["yeu_cau"]
        days = [asked["ngay_luat"], asked["ngay_ra"], data["het_han_ngay"]]
        for day in days:
            date.fromisoformat(day or "2026-01-01")
        texts = [data["tai_lieu"], *(asked[key] for key in ("nhom", "chu_de", "kenh", "noi"))]
        texts += [data["dau_van_tay"][key] for key in ("chuong_trinh", "bo_mau", "luat", "loi")]
        figures = [(f["ten"], f["in_ra"], f["la"], f["can_cu"], f["den"]) for f in data["so_lieu"]]
        waived = [item["cong"] for item in data["bo_qua"]]
        numbers = [data["do_dai"][key] for key in ("am_tiet", "giay", "ky_tu")]
        texts += [name for name, *_ in figures] + waived
        whole = isinstance(asked["dat"], dict) and isinstance(asked["bien_the"], int | None)
        score = isinstance(data["diem_ro_rang"], int | None)
    except (KeyError, TypeError, ValueError):
        return False
    sums = all(str(number).isdigit() for number in numbers)
    return whole and score and sums and all(isinstance(text, str) for text in texts)


def _about(ending: str) -> bool:
    """Whether a file of that ending speaks of the document, or is left over from writing it."""
    return ending in (RECORD, SHEET, FORM) or ending.startswith(f"{REVIEWER}.")

"""The journal of a folder: every document written there, and what was done with it.

One file beside the documents, one line of JSON for each fact, only ever added to. A line that was
torn by a crash is told and passed over; the next line begins on a line of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from kichban.checks.findings import Finding
from kichban.document_files import digest_of, document_of
from kichban.errors import CannotRead, CannotRecord, Where
from kichban.locking import alone

if TYPE_CHECKING:
    from kichban.draft import Draft

__all__ = [
    "JOURNAL",
    "FileMark",
    "Journal",
    "Line",
    "Used",
    "Written",
    "append",
    "journals_below",
    "line_of",
    "read",
    "record",
]

JOURNAL = "so-tai-lieu.jsonl"
"""The name of the journal in every folder of documents."""


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    loai: Literal["kichban-so/1"] = "kichban-so/1"
    luc: datetime
    ten: str


class FileMark(BaseModel):
    """One file as it was written: its name and its sha256."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ten: str
    sha256: str


class Written(_Line):
    """A document was written.

    `luc` is when, `ten` the name that its files begin with. `chi_so` is the metric that its
    channel counts for. `ghi_sau`
    is set when the line was added later than the document.
    """

    viec: Literal["viet"] = "viet"
    tai_lieu: str
    nhom: str
    chu_de: str
    kenh: str
    noi: str
    ten_xa: str = ""
    chi_so: str = ""
    ngay_ra: date
    ngay_luat: date
    het_han_ngay: date | None = None
    bien_the: int | None = None
    an_ban: Literal["public", "reviewer"] = "public"
    ban_nhap: bool = False
    chuong_trinh: str
    bo_mau: str
    luat: str
    loi: str
    am_tiet: int
    giay: int
    ky_tu: int
    diem_ro_rang: int | None = None
    bo_qua: tuple[str, ...] = ()
    tep: tuple[FileMark, ...]
    ghi_sau: bool = False

    @property
    def counts(self) -> bool:
        """Whether this is a product for the public."""
        return self.an_ban == "public" and not self.ban_nhap


class Used(_Line):
    """An officer says what was done with a document: `so_luong` times, or copies, on a day.

    A negative number takes back what was said by mistake.
    """

    viec: Literal["dung"] = "dung"
    chi_so: str = ""
    so_luong: int
    ngay: date


Line: TypeAlias = Written | Used
_LINES: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="viec")])


@dataclass(frozen=True, slots=True)
class Journal:
    """The lines of one folder's journal, oldest first, and what could not be read."""

    folder: Path
    lines: tuple[Line, ...]
    faults: tuple[Finding, ...] = ()


def line_of(
    sidecar: Mapping[str, Any],
    name: str,
    files: Sequence[Path],
    at: datetime,
    *,
    place: str = "",
    metric: str = "",
    edition: Literal["public", "reviewer"] = "public",
    later: bool = False,
) -> Written:
    """The line on a document, from its sidecar and its files.

    Args:
        sidecar: What the sidecar holds.
        name: The name that the files begin with.
        files: The files written; their sha256 is taken now.
        at: When it was written, with its time zone.
        place: Name of the commune.
        metric: Code of the metric that the channel counts for.
        edition: For the public or for the reviewer.
        later: Whether the line is added later than the document.

    Raises:
        CannotRead: a file cannot be read.
    """
    asked, marks, long = sidecar["yeu_cau"], sidecar["dau_van_tay"], sidecar["do_dai"]
    return Written(
        luc=at,
        ten=name,
        tai_lieu=sidecar["tai_lieu"],
        **{key: asked[key] for key in ("nhom", "chu_de", "kenh", "noi", "bien_the")},
        ten_xa=place,
        chi_so=metric,
        ngay_ra=asked["ngay_ra"],
        ngay_luat=asked["ngay_luat"],
        het_han_ngay=sidecar["het_han_ngay"],
        an_ban=edition,
        ban_nhap=sidecar.get("ban_nhap", False),
        **{key: marks[key] for key in ("chuong_trinh", "bo_mau", "luat", "loi")},
        **{key: long[key] for key in ("am_tiet", "giay", "ky_tu")},
        diem_ro_rang=sidecar["diem_ro_rang"],
        bo_qua=tuple(item["cong"] for item in sidecar["bo_qua"]),
        tep=tuple(FileMark(ten=path.name, sha256=digest_of(path)) for path in files),
        ghi_sau=later,
    )


def record(
    draft: Draft,
    paths: Sequence[Path],
    at: datetime,
    *,
    edition: Literal["public", "reviewer"] = "public",
    marked: bool = False,
) -> Path:
    """Enter a document that has been written into the journal of its folder.

    The document comes first and stands whole whatever happens here: a journal that cannot be
    written never undoes a document.

    Args:
        draft: The document.
        paths: The files that `Draft.write` gave, the sidecar last.
        at: When it was written, with its time zone.
        edition: As it was written.
        marked: Whether it was written as a draft, with its mark on every page.

    Returns:
        The journal.

    Raises:
        CannotRecord: the journal cannot be written.
    """
    subject = draft.subject
    sidecar = {**draft.sidecar(), "ban_nhap": marked}
    name = document_of(paths[-1]).name
    try:
        line = line_of(
            sidecar,
            name,
            paths,
            at,
            place=subject.place.ten_xa,
            metric=subject.channel.chi_so,
            edition=edition,
        )
    except CannotRead as error:
        raise _cannot_record(paths[-1].parent) from error
    return append(paths[-1].parent, [line])


def append(folder: Path, lines: Sequence[Line]) -> Path:
    """Add lines to the journal of a folder, all or none, one process at a time.

    Raises:
        CannotRecord: the journal cannot be written; it is left as it was.
    """
    path = folder / JOURNAL
    data = "".join(f"{line.model_dump_json()}\n" for line in lines).encode("utf-8")
    try:
        with alone(folder), path.open("a+b", buffering=0) as stream:
            size = stream.seek(0, os.SEEK_END)
            if size and _torn(path):
                data = b"\n" + data
            if stream.write(data) != len(data):
                stream.truncate(size)
                raise OSError("disk full")
    except OSError as error:
        raise _cannot_record(folder) from error
    return path


def _torn(path: Path) -> bool:
    """Whether the last line was never finished."""
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) != b"\n"


def _cannot_record(folder: Path) -> CannotRecord:
    path = folder / JOURNAL
    return CannotRecord(
        f"Tài liệu đã viết xong, nhưng chưa ghi được vào sổ «{path}».",
        where=Where(str(path)),
        hint=f"đóng sổ nếu đang mở, xem quyền ghi, rồi chạy: kichban log {folder} --add",
    )


def read(folder: Path) -> Journal:
    """The journal of one folder; without one it has no lines.

    Raises:
        CannotRead: the journal is there and cannot be opened.
    """
    path = folder / JOURNAL
    if not path.exists():
        return Journal(folder, ())
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotRead(
            f"Không đọc được sổ tài liệu «{path}».", where=Where(str(path)), hint="xem quyền đọc."
        ) from error
    lines: list[Line] = []
    faults: list[Finding] = []
    for number, raw in enumerate(content.split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            lines.append(_LINES.validate_json(raw))
        except ValidationError:
            faults.append(
                Finding(
                    "D201",
                    "canh_bao",
                    f"Dòng {number} của sổ tài liệu đọc không được nên đã bỏ qua.",
                    Where(str(path), number),
                    f"không cần sửa sổ; ghi lại tài liệu của dòng ấy bằng: "
                    f"kichban log {folder} --add",
                )
            )
    return Journal(folder, tuple(lines), tuple(faults))


def journals_below(folder: Path) -> Iterator[Journal]:
    """The journals of a folder and of every folder inside it.

    Raises:
        CannotRead: a journal cannot be opened.
    """
    for path in sorted(folder.rglob(JOURNAL)):
        yield read(path.parent)

"""Signatures under a document: who, when, of which bytes; and whether it is still the same.

The record lies beside the document as `<name>.phe-duyet.json`. It is a memory, not a digital
signature: it notices that a byte of the document changed, it does not prove who typed a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from kichban.checks.findings import Finding
from kichban.document_files import RECORD, DocumentFiles
from kichban.errors import BadRecord, CannotWrite, Where
from kichban.locking import alone
from kichban.numerals import format_date

__all__ = [
    "USUAL_LIMITS",
    "ApprovalRecord",
    "Scores",
    "Signature",
    "Standing",
    "add_signature",
    "read_record",
    "standing_of",
]

USUAL_LIMITS: Mapping[str, int] = MappingProxyType(
    {"phat_hanh": 85, "nguoi_cham": 80, "h4": 12, "h7": 12}
)
"""Thresholds of the decision, for a pack whose `rules/nguong.yaml` lacks one."""


class Scores(BaseModel):
    """What the human judges gave: the total of 100, and the two questions with limits of their own.

    Each is None when it was not given.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    tong: int | None = None
    h4: int | None = None
    h7: int | None = None

    @property
    def given(self) -> bool:
        """Whether anything was given."""
        return (self.tong, self.h4, self.h7) != (None, None, None)


class Signature(BaseModel):
    """One signature.

    `luc` is when it was given, `ngay_dung` the day of use that the law was judged for, `tep` the
    sha256 of every file by name, `bo_mau`, `luat`, `loi` the fingerprints of pack, law and words,
    `luu_y` what the signer was told and signed all the same.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    nguoi: str
    chuc_danh: str = ""
    luc: datetime
    ngay_dung: date
    tep: dict[str, str]
    chuong_trinh: str
    bo_mau: str
    luat: str
    loi: str
    het_han_ngay: date | None = None
    diem_ro_rang: int | None = None
    nguoi_cham: Scores = Scores()
    bo_qua: tuple[str, ...] = ()
    luu_y: tuple[str, ...] = ()


class ApprovalRecord(BaseModel):
    """The file `<name>.phe-duyet.json`: the document, and its signatures, oldest first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    loai: Literal["kichban-phe-duyet/1"] = "kichban-phe-duyet/1"
    ten: str
    tai_lieu: str
    chu_ky: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands to its signatures.

    `valid` are signatures whose every file is there as it was, `outdated` those of earlier bytes.
    `changed` and `gone` are names of files, compared with the latest signature; `unsigned` those
    that came later, which it does not cover.
    """

    document: DocumentFiles
    valid: tuple[Signature, ...] = ()
    outdated: tuple[Signature, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()

    @property
    def signed(self) -> bool:
        """Whether anybody signed the files as they are now."""
        return bool(self.valid)

    @property
    def expires_on(self) -> date | None:
        """The first day on which what was signed no longer holds."""
        signatures = self.valid or self.outdated
        return signatures[-1].het_han_ngay if signatures else None

    def in_short(self, day: date) -> str:
        """One line without names, for lists and checks."""
        if not self.valid and not self.outdated:
            return "chưa ký"
        if not self.valid:
            what = ", ".join((*self.changed, *self.gone))
            return f"đã đổi sau khi ký: {what}"
        old = f", {len(self.outdated)} chữ ký của bản trước" if self.outdated else ""
        until = self.expires_on
        if until is not None and day >= until:
            return f"{len(self.valid)} chữ ký{old}, nhưng hết hạn từ ngày {format_date(until)}"
        more = f"; chưa ký: {', '.join(self.unsigned)}" if self.unsigned else ""
        return f"{len(self.valid)} chữ ký{old}, tệp còn nguyên{more}"

    def lines(self) -> Iterator[str]:
        """The signatures with their names, for who asks about this document."""
        for signature in (*self.outdated, *self.valid):
            role = f", {signature.chuc_danh}" if signature.chuc_danh else ""
            total = signature.nguoi_cham.tong
            score = "" if total is None else f"; người chấm {total}/100"
            old = "" if signature in self.valid else " (bản trước khi đổi)"
            when = f"{signature.luc:%H:%M} ngày {_day_of(signature)}"
            yield f"{when}: {signature.nguoi}{role}{score}{old}"

    def as_data(self, day: date) -> dict[str, Any]:
        """The same for programs."""
        return {
            "ten": self.document.name,
            "tinh_trang": self.in_short(day),
            "con_dung": self.good(day),
            "chu_ky": [s.model_dump(mode="json") for s in self.valid],
            "chu_ky_ban_truoc": [s.model_dump(mode="json") for s in self.outdated],
            "phat_hien": [finding.as_json() for finding in self.findings(day)],
        }

    def good(self, day: date) -> bool:
        """Whether the files are what somebody signed, and hold on that day."""
        return all(finding.level == "goi_y" for finding in self.findings(day))

    def findings(self, day: date) -> Iterator[Finding]:
        """What forbids handing the document out on a day, as far as signatures tell."""
        where = Where(str(self.document.folder / self.document.name))
        if not self.valid and not self.outdated:
            yield Finding(
                "D103",
                "canh_bao",
                "Tài liệu chưa ai ký duyệt.",
                where,
                "trình duyệt bằng kichban review, ký xong ghi bằng kichban approve --by.",
            )
            return
        if not self.valid:
            for names, what in ((self.changed, "đã đổi"), (self.gone, "không còn")):
                for name in names:
                    yield Finding(
                        "D102",
                        "loi",
                        f"Tệp {what} sau khi ký ngày {_day_of(self.outdated[-1])}.",
                        Where(str(self.document.folder / name)),
                        "lấy lại đúng bản đã ký, hoặc trình ký lại bản này.",
                    )
            return
        for name in self.unsigned:
            yield Finding(
                "D102",
                "goi_y",
                "Tệp thêm vào sau khi ký; chữ ký không gồm tệp này.",
                Where(str(self.document.folder / name)),
                "cần phát tệp này thì trình ký cả tệp này.",
            )
        until = self.expires_on
        if until is not None and day >= until:
            yield Finding(
                "D104",
                "loi",
                f"Tài liệu đã ký, nhưng từ ngày {format_date(until)} có số không còn đúng.",
                where,
                "viết lại theo luật ngày mới rồi trình ký lại.",
            )


def read_record(document: DocumentFiles) -> ApprovalRecord | None:
    """The record beside a document; None when nobody has signed.

    Raises:
        BadRecord: it is there and cannot be read.
    """
    path = document.path(RECORD)
    if not path.exists():
        return None
    try:
        return ApprovalRecord.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise BadRecord(
            f"Sổ phê duyệt «{path.name}» đọc không được.",
            where=Where(str(path)),
            hint="lấy lại tệp từ bản lưu; không có thì xóa tệp này rồi trình ký lại.",
        ) from error


def standing_of(document: DocumentFiles) -> Standing:
    """How a document stands to its signatures; a single changed byte is noticed.

    Raises:
        BadRecord: the record cannot be read.
        CannotRead: a file of the document cannot be read.
    """
    record = read_record(document)
    if record is None or not record.chu_ky:
        return Standing(document)
    now = dict(document.digests())
    valid = tuple(s for s in record.chu_ky if s.tep.items() <= now.items())
    outdated = tuple(s for s in record.chu_ky if not s.tep.items() <= now.items())
    last = record.chu_ky[-1].tep
    return Standing(
        document,
        valid,
        outdated,
        changed=tuple(name for name in last if name in now and now[name] != last[name]),
        gone=tuple(name for name in last if name not in now),
        unsigned=tuple(name for name in now if name not in last),
    )


def add_signature(document: DocumentFiles, title: str, signature: Signature) -> bool:
    """Add a signature to the record of a document; the earlier ones stay.

    Returns:
        Whether it was added; the same person has perhaps signed the same files already.

    Raises:
        BadRecord: the record is there and cannot be read; it is left as it is.
        CannotWrite: the record cannot be written.
    """
    from kichban.writing import write_files

    try:
        with alone(document.folder):
            record = read_record(document)
            before = record.chu_ky if record else ()
            if any(_same(old, signature) for old in before):
                return False
            record = ApprovalRecord(ten=document.name, tai_lieu=title, chu_ky=(*before, signature))
            text = record.model_dump_json(indent=2) + "\n"
            write_files(document.folder, {f"{document.name}{RECORD}": text.encode("utf-8")})
    except OSError as error:
        path = document.path(RECORD)
        raise CannotWrite(
            f"Không ghi được tệp «{path}».", where=Where(str(path)), hint="xem quyền ghi."
        ) from error
    return True


def _same(old: Signature, new: Signature) -> bool:
    return (old.nguoi, old.chuc_danh, old.tep, old.nguoi_cham) == (
        new.nguoi,
        new.chuc_danh,
        new.tep,
        new.nguoi_cham,
    )


def _day_of(signature: Signature) -> str:
    return format_date(signature.luc.date())

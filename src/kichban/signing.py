"""Whether a document may be signed: no draft, no failing gate, law that holds, scores enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from kichban.approval import USUAL_LIMITS, Scores, Signature
from kichban.checks.rulebook import rule_book
from kichban.document_files import DocumentFiles
from kichban.errors import BadRequest, KichbanError, ManyErrors, NotApprovable, Where
from kichban.numerals import format_date
from kichban.provenance import Sidecar

if TYPE_CHECKING:
    from kichban.workshop import Workshop

__all__ = ["Ready", "Signer", "examined", "joined_scores"]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, in which office, and when; `day` is the day of use that the law is judged for.

    `scores` are what the judges gave, joined by `joined_scores`.
    """

    name: str
    role: str
    at: datetime
    day: date
    scores: Scores


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that may be signed, and the signature that is to be recorded."""

    document: DocumentFiles
    title: str
    signature: Signature


def examined(document: DocumentFiles, workshop: Workshop, signer: Signer) -> Ready:
    """The signature of a document, once everything that forbids it has been looked for.

    Raises:
        NothingToTrace: the document has no sidecar.
        NotApprovable, ManyErrors: it may not be signed; every reason is told.
    """
    sidecar = document.sidecar()
    where = Where(str(document.folder / document.name))
    if sidecar.data.get("ban_nhap"):
        raise NotApprovable(
            f"«{document.name}» là bản nháp nên chưa ký được.",
            where=where,
            hint="sửa hết lỗi, viết lại không có --draft, rồi trình ký.",
        )
    limits = {**USUAL_LIMITS, **rule_book(workshop.packs).limits}
    waived = frozenset(str(item["cong"]) for item in sidecar.data["bo_qua"])
    judged = _judged(document, workshop, waived)
    reasons = [
        *judged.faults,
        *_law(sidecar, workshop, signer.day),
        *_too_low(judged.score, signer.scores, limits),
    ]
    if reasons:
        errors = [
            NotApprovable(f"«{document.name}» chưa ký được: {why}", where=where, hint=hint)
            for why, hint in reasons
        ]
        raise errors[0] if len(errors) == 1 else ManyErrors(errors)
    marks = sidecar.data["dau_van_tay"]
    signature = Signature(
        nguoi=signer.name,
        chuc_danh=signer.role,
        luc=signer.at,
        ngay_dung=signer.day,
        tep=dict(document.digests()),
        **{key: marks[key] for key in ("chuong_trinh", "bo_mau", "luat", "loi")},
        het_han_ngay=sidecar.data["het_han_ngay"],
        diem_ro_rang=judged.score,
        nguoi_cham=signer.scores,
        bo_qua=tuple(sorted(waived)),
        luu_y=(*judged.remarks, *_remarks(signer, waived)),
    )
    return Ready(document, sidecar.data["tai_lieu"], signature)


def joined_scores(
    workshop: Workshop, totals: Sequence[int], h4: Sequence[int], h7: Sequence[int]
) -> Scores:
    """One score from those of one or two judges: the mean total, the lowest H4 and H7.

    Raises:
        BadRequest: a score that the form does not have.
        NotApprovable: two judges are too far apart and have to talk first.
    """
    judges = rule_book(workshop.packs).judges
    full = {q.khoa: q.diem for q in judges.cau} if judges else {}
    for name, given, most in (
        ("--score", totals, 100),
        ("--h4", h4, full.get("H4", 12)),
        ("--h7", h7, full.get("H7", 15)),
    ):
        for score in given:
            if not 0 <= score <= most:
                raise BadRequest(
                    f"Điểm {name} {score} không có trên phiếu.", hint=f"từ 0 đến {most}."
                )
    apart = judges.chenh if judges else 20
    if totals and max(totals) - min(totals) > apart:
        raise NotApprovable(
            f"Hai người chấm chênh nhau {max(totals) - min(totals)} điểm, quá {apart}.",
            hint="hai người ngồi lại bàn, rồi ghi điểm đã thống nhất.",
        )
    return Scores(
        tong=sum(totals) // len(totals) if totals else None,
        h4=min(h4, default=None),
        h7=min(h7, default=None),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the program says of the files: reasons against, the lowest score, remarks."""

    faults: tuple[tuple[str, str], ...]
    score: int | None
    remarks: tuple[str, ...] = ()


def _judged(document: DocumentFiles, workshop: Workshop, waived: frozenset[str]) -> _Judged:
    """Files that still say what was composed are judged as composed, others as they are read."""
    from kichban.checks.clarity import assess_file
    from kichban.remake import readable, remade

    faults: dict[str, str] = {}
    scores: list[int] = []
    remarks: list[str] = []
    touched = readable(document)
    try:
        again = remade(document, workshop)
    except KichbanError as error:
        remarks.append(error.message)
    else:
        touched = again.touched
        if again.draft.score is not None:
            scores.append(again.draft.score)
        for finding in again.draft.blocking:
            if not waived & {finding.gate, finding.code}:
                faults[f"cổng {finding.gate or finding.code} không đạt: {finding.message}"] = (
                    finding.hint
                )
        remarks += [f"Tệp {path.name} đã sửa tay sau khi máy viết." for path in touched]
    for path in touched:
        assessment = assess_file(path, workshop)
        if assessment.score is not None:
            scores.append(assessment.score)
        for finding in assessment.findings():
            if finding.level == "loi" and not waived & {finding.gate, finding.code}:
                what = f"{path.name}, cổng {finding.gate or finding.code} không đạt"
                faults[f"{what}: {finding.message}"] = finding.hint
    return _Judged(tuple(faults.items()), min(scores, default=None), tuple(remarks))


def _law(sidecar: Sidecar, workshop: Workshop, day: date) -> Iterator[tuple[str, str]]:
    """Why the law of a document does not hold on the first day of its use.

    A document for next year may be signed this year: it is judged by the day it was made for.
    """
    from kichban.stale import law_now

    first = max(day, date.fromisoformat(sidecar.data["yeu_cau"]["ngay_luat"]))
    again = "viết lại theo luật ngày dùng rồi trình ký."
    expires = sidecar.data["het_han_ngay"]
    if expires is not None and first >= date.fromisoformat(expires):
        until = format_date(date.fromisoformat(expires))
        yield f"từ ngày {until} có số không còn đúng.", again
        return
    found = law_now(workshop, sidecar, first)
    if found.unjudged:
        yield found.unjudged, "thêm --pack, thư mục của cơ quan đã viết tài liệu."
    for figure in found.figures:
        yield f"{figure.label}: in {figure.printed}, nay là {figure.now}.", again
    for reason in found.reasons:
        yield reason, again


def _too_low(
    score: int | None, given: Scores, limits: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Scores under the thresholds of section 4 of the checklist."""
    mend = "sửa những chỗ mất điểm (kichban check TỆP), viết lại rồi chấm lại."
    rows = (
        ("điểm máy chấm", score, limits["phat_hanh"], mend),
        ("điểm người chấm", given.tong, limits["nguoi_cham"], "sửa theo phiếu rồi chấm lại."),
        ("câu H4", given.h4, limits["h4"], "bỏ chỗ kẻ cả, dọa nạt, gán nếp nghĩ."),
        ("câu H7", given.h7, limits["h7"], "nhờ cán bộ nghiệp vụ sửa chỗ lệch nghĩa của luật."),
    )
    for what, reached, least, hint in rows:
        if reached is not None and reached < least:
            yield f"{what} {reached}, cần từ {least}.", hint


def _remarks(signer: Signer, waived: frozenset[str]) -> Iterator[str]:
    lacking = [
        name
        for name, score in (
            ("tổng", signer.scores.tong),
            ("H4", signer.scores.h4),
            ("H7", signer.scores.h7),
        )
        if score is None
    ]
    if lacking:
        yield f"Chưa có điểm người chấm: {', '.join(lacking)}."
    if waived:
        yield f"Cổng đã bỏ qua có lý do: {', '.join(sorted(waived))}."

"""The clarity report as people read it and as programs do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kichban.checks.clarity import Assessment
from kichban.checks.faults import Fault, Gate, Item
from kichban.checks.human_form import questions
from kichban.checks.lengths import lengths_of
from kichban.checks.rulebook import RuleBook
from kichban.measure import duration

__all__ = ["as_json", "as_text"]

_DECISIONS = {
    "khong_phat_hanh": "CHƯA PHÁT HÀNH ĐƯỢC: còn cổng không đạt.",
    "sua_tay": "CHƯA PHÁT HÀNH ĐƯỢC: có chỗ sửa tay phải trả lại như lúc viết.",
    "viet_lai": "VIẾT LẠI: điểm máy chấm thấp.",
    "sua_lai": "SỬA LẠI những chỗ mất điểm rồi chấm lại.",
    "cho_nguoi_cham": "MÁY CHẤM ĐẠT: đưa phiếu cho hai người chấm trước khi ký phát hành.",
}
_WIDTH = 72


def as_text(assessment: Assessment, book: RuleBook) -> str:
    """The report: changes by hand first, then gates, score, form of the judges, notes."""
    return "\n".join(_lines(assessment, book)) + "\n"


def _lines(assessment: Assessment, book: RuleBook) -> Iterator[str]:
    lengths = lengths_of(assessment.paper)
    yield f"Tài liệu: {assessment.name}"
    yield (
        f"Độ dài: {lengths['am_tiet']} âm tiết, nói hết {duration(lengths['giay'])}, "
        f"{lengths['chu']} chữ in."
    )
    yield ""
    if assessment.edits:
        yield f"SỬA TAY SAU KHI VIẾT: {len(assessment.edits)} chỗ"
        yield from (finding.report() for finding in assessment.edits)
        yield ""
    failed = len(assessment.failed)
    yield f"CỔNG: {f'{failed} cổng không đạt' if failed else 'đạt cả'}"
    for gate in assessment.gates:
        yield from _gate(gate, assessment)
    yield ""
    score = "chưa chấm được" if assessment.score is None else f"{assessment.score}/100"
    yield f"ĐIỂM MÁY CHẤM: {score} (từ {assessment.threshold} thì đưa người chấm)"
    for item in assessment.items:
        yield from _item(item, assessment)
    yield ""
    yield "PHIẾU NGƯỜI CHẤM: hai người chấm riêng, ít nhất một người gần nhóm người nghe"
    for question in questions(assessment.paper, book):
        most = f"/{question.diem}" if question.diem else " đạt hay không"
        yield f"  {question.khoa:<4}….{most:<5} {question.hoi}"
    yield ""
    yield "GHI CHÚ"
    for fault in assessment.remarks:
        yield from _fault(fault, assessment, "  ", code=True)
    for note in assessment.notes:
        yield f"  - {note}"
    yield ""
    yield f"KẾT LUẬN: {_DECISIONS[assessment.decision]}"


def _gate(gate: Gate, assessment: Assessment) -> Iterator[str]:
    word = {True: "đạt", False: "KHÔNG", None: "–"}[gate.ok]
    yield f"  {word:<6}{gate.id:<5}{gate.name}"
    if gate.note and gate.ok is None:
        yield f"             chưa xét: {gate.note}"
    for fault in gate.faults:
        yield from _fault(fault, assessment, "             ")


def _item(item: Item, assessment: Assessment) -> Iterator[str]:
    if not item.judged:
        yield f"  {item.id:<5}   –    {item.name}: {item.reason}"
        return
    points = f"{item.points}/{item.full}"
    yield f"  {item.id:<5}{points:>5}   {item.name}{f': {item.reason}' if item.reason else ''}"
    for fault in item.faults:
        yield from _fault(fault, assessment, "             ")


def _fault(
    fault: Fault, assessment: Assessment, space: str, *, code: bool = False
) -> Iterator[str]:
    yield f"{space}{f'{fault.code} ' if code and fault.code else ''}{fault.message}"
    where = assessment.where(fault)
    place = f"  ({where})" if where and where.line else ""
    if fault.quoted:
        yield f"{space}    | {fault.quoted}{place}"
        if fault.line is not None and 0 <= fault.start < fault.end:
            blank = "".join(" " if c.isprintable() else "" for c in fault.quoted[: fault.start])
            yield f"{space}    | {blank}{'^' * (fault.end - fault.start)}"
    if fault.hint:
        yield f"{space}    Cách sửa: {fault.hint}"


def as_json(assessment: Assessment) -> dict[str, Any]:
    """The report for programs."""
    return {
        "tai_lieu": assessment.name,
        "ket_luan": assessment.decision,
        "dat": assessment.ok,
        "diem_may": assessment.score,
        "nguong": assessment.threshold,
        "sua_tay": [finding.as_json() for finding in assessment.edits],
        "do_dai": {name: str(value) for name, value in lengths_of(assessment.paper).items()},
        "cong": [_gate_json(gate, assessment) for gate in assessment.gates],
        "muc": [_item_json(item, assessment) for item in assessment.items],
        "nhac": [_fault_json(fault, assessment) for fault in assessment.remarks],
        "ghi_chu": list(assessment.notes),
    }


def _gate_json(gate: Gate, assessment: Assessment) -> dict[str, Any]:
    return {
        "gate": gate.id,
        "ten": gate.name,
        "ok": gate.ok,
        "ghi_chu": gate.note,
        "loi": [_fault_json(fault, assessment) for fault in gate.faults],
    }


def _item_json(item: Item, assessment: Assessment) -> dict[str, Any]:
    return {
        "item": item.id,
        "ten": item.name,
        "ok": item.points == item.full if item.judged else None,
        "points": item.points if item.judged else None,
        "max": item.full,
        "ly_do": item.reason,
        "loi": [_fault_json(fault, assessment) for fault in item.faults],
    }


def _fault_json(fault: Fault, assessment: Assessment) -> dict[str, Any]:
    where = assessment.where(fault)
    return {
        "thong_bao": fault.message,
        "location": {
            "file": where.file if where else "",
            "line": where.line if where else 0,
            "column": where.column if where else 0,
            "sentence": fault.line.place + 1 if fault.line else 0,
        },
        "quote": fault.quoted,
        "suggestion": fault.hint,
        "source_rule": fault.source or fault.code,
    }

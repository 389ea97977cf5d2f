"""Findings as text for people, as JSON for programs, and as lines that code hosts understand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kichban.checks.findings import LEVEL_VI, Finding, Level

if TYPE_CHECKING:
    from kichban.checks.clarity import Assessment

__all__ = ["as_github", "as_json", "as_text", "summary"]

SCHEMA = "kichban-kiem-tra/1"
_GITHUB: Mapping[Level, str] = {"loi": "error", "canh_bao": "warning", "goi_y": "notice"}


def as_text(findings: Sequence[Finding]) -> Iterator[str]:
    """Each finding with its line, caret and remedy; then a line that counts them."""
    for finding in findings:
        yield finding.report()
    yield summary(findings)


def summary(findings: Sequence[Finding]) -> str:
    """How many of each level, in one Vietnamese sentence."""
    counts = {level: sum(f.level == level for f in findings) for level in LEVEL_VI}
    parts = [f"{counts[level]} {LEVEL_VI[level]}" for level in ("loi", "canh_bao", "goi_y")]
    if not findings:
        return "Không thấy lỗi nào."
    codes = sorted({f.code for f in findings if f.level == "loi"})
    more = f" Xem thêm: kichban explain {codes[0]}." if codes else ""
    return f"Có {', '.join(parts)}.{more}"


def as_json(findings: Sequence[Finding], assessments: Sequence[Assessment] = ()) -> str:
    """All findings as one JSON document, versioned; the report of each document judged."""
    counts = {level: sum(f.level == level for f in findings) for level in LEVEL_VI}
    data: dict[str, Any] = {
        "loai": SCHEMA,
        "dem": counts,
        "phat_hien": [f.as_json() for f in findings],
    }
    if assessments:
        from kichban.checks.report import as_json as report

        data["tai_lieu"] = [report(assessment) for assessment in assessments]
    return json.dumps(data, ensure_ascii=False, indent=2, default=str)


def as_github(findings: Sequence[Finding]) -> Iterator[str]:
    """Findings as workflow commands, which code hosts show beside the line."""
    for finding in findings:
        place = []
        if where := finding.where:
            place.append(f"file={_property(where.file)}")
            if where.line:
                place.append(f"line={where.line}")
            if where.column:
                place.append(f"col={where.column}")
                place.append(f"endColumn={where.column + max(1, where.width)}")
        place.append(f"title={_property(finding.code)}")
        remedy = f" Cách sửa: {finding.hint}" if finding.hint else ""
        message = _message(f"{finding.message}{remedy}")
        yield f"::{_GITHUB[finding.level]} {','.join(place)}::{message}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")

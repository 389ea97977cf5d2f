"""What a check has to say: what is wrong, where, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from kichban.errors import KichbanError, ManyErrors, Where

Level: TypeAlias = Literal["goi_y", "canh_bao", "loi"]

LEVEL_VI: dict[Level, str] = {"goi_y": "gợi ý", "canh_bao": "cảnh báo", "loi": "lỗi"}
LEVEL_ORDER: dict[Level, int] = {"loi": 0, "canh_bao": 1, "goi_y": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    `code` is explained by `kichban explain`; `level` says whether it forbids publishing (`loi`);
    `gate` names the gate or scored item of the clarity checklist (`G4`, `P5`) when there is one;
    `quote` is the sentence meant; `hint` the remedy.
    """

    code: str
    level: Level
    message: str
    where: Where | None = None
    hint: str = ""
    quote: str = ""
    gate: str = ""

    def report(self) -> str:
        """The finding as printed: place, code, fact, picture or quotation, remedy."""
        head = f"{self.where}  " if self.where else ""
        mark = f" [{self.gate}]" if self.gate else ""
        lines = [f"{head}{self.code}{mark}  {LEVEL_VI[self.level]}: {self.message}"]
        picture = self.where.picture() if self.where else ""
        if picture:
            lines.append(picture)
        elif self.quote:
            lines.append(f"    | {self.quote}")
        if self.hint:
            lines.append(f"  Cách sửa: {self.hint}")
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The finding for programs."""
        where = self.where
        return {
            "ma": self.code,
            "muc": self.level,
            "cong": self.gate,
            "thong_bao": self.message,
            "cach_sua": self.hint,
            "trich": self.quote or (where.text if where else ""),
            "tep": where.file if where else "",
            "dong": where.line if where else 0,
            "cot": where.column if where else 0,
        }


def of_error(error: KichbanError) -> tuple[Finding, ...]:
    """The findings that an error amounts to."""
    if isinstance(error, ManyErrors):
        return tuple(finding for inner in error.errors for finding in of_error(inner))
    return (Finding(error.code, "loi", error.message, error.where, error.hint),)


def in_order(findings: list[Finding]) -> list[Finding]:
    """Findings by file, line and column; the gravest first in one place."""

    def key(finding: Finding) -> tuple[str, int, int, int, str]:
        where = finding.where or Where("")
        order = LEVEL_ORDER[finding.level]
        return (where.file, where.line, where.column, order, finding.code)

    return sorted(findings, key=key)

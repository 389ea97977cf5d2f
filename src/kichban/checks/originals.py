"""Overrides whose original has changed or gone since the office remembered it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kichban.changes import PassageChange, changes
from kichban.checks.findings import Finding, of_error
from kichban.checks.shelf import Scope
from kichban.errors import KichbanError, Where
from kichban.memory import remembered
from kichban.packs import Packs
from kichban.yamlio import read_text

__all__ = ["overrides"]

_LOOK = "xem lời cũ và mới bằng kichban diff; sửa xong thì kichban diff --accept."


def overrides(packs: Packs, scope: Scope) -> Iterator[Finding]:
    """What the memory of an office's folder has to say; nothing when it has no memory."""
    office = packs.folders[0]
    try:
        if not office.local or not remembered(office.path).known:
            return
        found = changes(packs)
    except KichbanError as error:
        yield from of_error(error)
        return
    for change in found:
        path = office.path / change.path
        if not scope.has(path):
            continue
        shown = office.shown(path)
        if change.gone:
            message = "Bản gốc của tệp này không còn trong bộ mẫu."
            yield Finding("P111", "canh_bao", message, Where(shown), _LOOK)
        elif not change.known and change.way != "rieng":
            message = "Chưa ghi nhớ bản gốc của tệp này, nên sau này không biết gốc có đổi."
            yield Finding("P112", "goi_y", message, Where(shown), "chạy kichban diff --accept.")
        lines = _lines(office.path / change.path) if change.asks else ()
        for passage in change.passages:
            if passage.asks:
                yield _of_passage(passage, lines, shown)


def _of_passage(passage: PassageChange, lines: tuple[str, ...], shown: str) -> Finding:
    code, message = {
        "goc_doi": ("P110", f"Bản gốc của «{passage.name}» đã đổi từ khi mình sửa."),
        "goc_them": ("P110", f"Bản gốc có thêm «{passage.name}», tệp chép trọn này chưa có."),
        "goc_mat": ("P111", f"Bản gốc không còn «{passage.name}»."),
    }[passage.state]
    return Finding(code, "canh_bao", message, _place(passage.name, lines, shown), _LOOK)


def _place(name: str, lines: tuple[str, ...], shown: str) -> Where:
    """The line where a block or a top field begins; the whole file when it cannot be told."""
    for number, line in enumerate(lines, 1):
        opens = line.strip().lstrip("{%-+ ").startswith(f"block {name} ")
        if opens or line.startswith(f"{name}:"):
            return Where(shown, number, 1, line, len(line))
    return Where(shown)


def _lines(path: Path) -> tuple[str, ...]:
    if path.suffix == ".docx":
        return ()
    return tuple(read_text(path).split("\n"))

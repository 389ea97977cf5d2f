"""What an office has changed, and what has changed in the originals under it since."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kichban.memory import Remembered, remembered
from kichban.originals import Counterpart, Way, counterparts
from kichban.packs import Packs

__all__ = ["FileChange", "PassageChange", "accept", "changes", "needs_attention"]

State = Literal["sua", "them", "bo", "nhu_goc", "theo", "goc_doi", "goc_mat", "goc_them"]
"""What is so of one passage.

`sua` the office says it otherwise; `them` only the office has it; `bo` the office's copy leaves
it out; `nhu_goc` same words as the original; `theo` the original has changed and the office, which
does not lay anything over it, follows; `goc_doi` the original under it has changed since it
was remembered; `goc_mat` the original is gone; `goc_them` the original has it only since.
"""

_ASK = ("goc_doi", "goc_mat", "goc_them")
_SAID: dict[str, str] = {
    "sua": "mình đã sửa",
    "them": "của riêng mình",
    "bo": "mình đã bỏ",
    "nhu_goc": "giống hệt bản gốc",
    "theo": "bản gốc đã đổi, bản của mình đi theo",
    "goc_doi": "BẢN GỐC ĐÃ ĐỔI từ khi mình sửa",
    "goc_mat": "BẢN GỐC KHÔNG CÒN đoạn này",
    "goc_them": "BẢN GỐC CÓ THÊM, bản của mình chưa có",
}
_MARKS = {"-": "trước", "+": "nay"}


@dataclass(frozen=True)
class PassageChange:
    """One passage: its name, what is so of it, and the words before and after.

    `before` and `after` are the original and the office's words for what the office changed, the
    remembered original and today's for what changed in the original.
    """

    name: str
    state: State
    before: str = ""
    after: str = ""

    @property
    def asks(self) -> bool:
        """Whether someone has to look at it."""
        return self.state in _ASK

    def lines(self) -> Iterator[str]:
        """The passage for a person, with the lines that differ."""
        yield f"  «{self.name}»: {_SAID[self.state]}"
        if self.state in ("them", "goc_them") or self.name == "tệp":
            return
        rows = difflib.ndiff(self.before.strip().split("\n"), self.after.strip().split("\n"))
        for row in rows:
            if row[:2] in ("- ", "+ ") and row[2:].strip():
                yield f"      {row[0]} {row[2:].rstrip()}"


@dataclass(frozen=True)
class FileChange:
    """One file of an office: how it stands to its originals, and what is so of each passage.

    `known` is false when no original was remembered for it; `gone` says that the original itself
    is no longer there. `version` is that of the remembered original.
    """

    path: str
    way: Way
    passages: tuple[PassageChange, ...]
    version: str = ""
    known: bool = True
    gone: bool = False

    @property
    def asks(self) -> bool:
        """Whether someone has to look at the file."""
        return self.gone or any(passage.asks for passage in self.passages)

    def lines(self) -> Iterator[str]:
        """The file for a person."""
        how = {
            "rieng": "tệp của riêng mình",
            "chep": "chép trọn bản gốc",
            "noi": "nối vào bản gốc",
        }[self.way]
        since = f", ghi nhớ bản {self.version}" if self.version else ""
        yield f"{self.path}  ({how}{since})"
        if self.gone:
            yield "  BẢN GỐC KHÔNG CÒN trong bộ mẫu: tệp này giờ đứng một mình."
        elif not self.known and self.way != "rieng":
            yield "  Chưa ghi nhớ bản gốc: chạy kichban diff --accept để lần sau biết gốc có đổi."
        for passage in self.passages:
            if passage.state != "nhu_goc":
                yield from passage.lines()
        same = [p.name for p in self.passages if p.state == "nhu_goc"]
        if same and len(same) == len(self.passages):
            yield "  Giống hệt bản gốc, bỏ đi cũng được."
        elif same:
            yield f"  Giống hệt bản gốc: {_listed(same)}."


def changes(packs: Packs) -> tuple[FileChange, ...]:
    """Every file of the office on top of a stack of packs, against its originals.

    Raises:
        CannotRead: the memory of the folder cannot be read.
    """
    if not packs.folders[0].local:
        return ()
    memory = remembered(packs.folders[0].path)
    found = list(counterparts(packs))
    rows = [_change(item, memory.files.get(item.path)) for item in found]
    return tuple(sorted(rows, key=lambda row: row.path))


def needs_attention(packs: Packs) -> tuple[FileChange, ...]:
    """The files whose originals have changed or gone since they were remembered."""
    if not packs.folders[0].local or not remembered(packs.folders[0].path).known:
        return ()
    return tuple(row for row in changes(packs) if row.asks)


def accept(packs: Packs, only: Sequence[str] = ()) -> tuple[str, ...]:
    """Remember the originals of the office's files as they are today; writes the memory.

    Args:
        packs: A stack with an office's folder on top.
        only: Places of files in the folder; nothing for all.

    Returns:
        The places of the files whose originals are now remembered.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    folder = packs.folders[0].path
    found = {item.path: item for item in counterparts(packs)}
    wanted = [item for name, item in found.items() if not only or name in only]
    memory = remembered(folder)
    gone = [name for name in memory.files if name not in found]
    memory.without(gone).with_files(wanted).write(folder)
    return tuple(item.path for item in wanted if item.way != "rieng")


def _listed(names: Sequence[str], most: int = 8) -> str:
    shown = ", ".join(f"«{name}»" for name in names[:most])
    return shown if len(names) <= most else f"{shown} và {len(names) - most} đoạn khác"


def _change(item: Counterpart, was: Remembered | None) -> FileChange:
    gone = was is not None and item.way == "rieng"
    rows: list[PassageChange] = []
    if item.way != "rieng":
        then = was.passages if was else {}
        names = dict.fromkeys((*item.own, *item.original, *then))
        rows = [row for name in names for row in _passage(name, item, was)]
    version = was.version if was else ""
    return FileChange(item.path, item.way, tuple(rows), version, was is not None, gone)


def _passage(name: str, item: Counterpart, was: Remembered | None) -> Iterator[PassageChange]:
    own, now = item.own.get(name), item.original.get(name)
    then = was.passages.get(name) if was else None
    changed = was is not None and then != now
    if own is None:
        if item.way == "noi":
            if changed and then is not None and now is not None:
                yield PassageChange(name, "theo", then, now)
        elif now is not None:
            yield PassageChange(name, "goc_them" if changed and then is None else "bo", now, "")
    elif now is None:
        # A block that no original has is never shown; a field or rule may be the office's own.
        orphan = then is not None or (item.way == "noi" and item.path.endswith(".j2"))
        yield PassageChange(name, "goc_mat" if orphan else "them", then or "", "")
    else:
        yield PassageChange(name, "nhu_goc" if own == now else "sua", now, own)
        if changed and own != now and not (then is None and item.by_row):
            yield PassageChange(name, "goc_doi", then or "", now)

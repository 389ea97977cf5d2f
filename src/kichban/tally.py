"""What the journals add up to: products by reported metric, and what was done with them.

A count of products is a count of documents written, not of broadcasts aired or leaflets printed;
those are known only where an officer said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kichban.checks.findings import Finding
from kichban.document_files import DocumentFiles, documents_below
from kichban.errors import KichbanError, Where
from kichban.journal import Journal, Used, Written
from kichban.metrics import Metric
from kichban.provenance import SUFFIX, Sidecar

__all__ = ["Count", "Period", "Product", "counts", "missing", "products", "unlisted", "used_of"]


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both counted; None leaves an end open."""

    since: date | None = None
    until: date | None = None

    def has(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.since is None or day >= self.since) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Product:
    """A document of the journals: its folder, and the last line that says it was written.

    `times` is how often it was written in the period.
    """

    folder: Path
    line: Written
    times: int

    @property
    def document(self) -> DocumentFiles:
        """Its files on disk."""
        return DocumentFiles(self.folder, self.line.ten)


@dataclass(frozen=True, slots=True)
class Count:
    """One metric: how many products were written, how many times or copies an officer entered.

    `used` is None when no officer entered anything; `metric` has no code for products that count
    for none.
    """

    metric: Metric
    products: int
    used: int | None


def products(journals: Iterable[Journal], period: Period) -> tuple[Product, ...]:
    """Every document written in a period, once, by its last line; drafts and reviewer editions
    are separate from the product."""
    found: dict[tuple[Path, str, str, bool], Product] = {}
    for journal in journals:
        for line in journal.lines:
            if isinstance(line, Written) and period.has(line.luc.date()):
                key = (journal.folder, line.ten, line.an_ban, line.ban_nhap)
                before = found.get(key)
                found[key] = Product(journal.folder, line, before.times + 1 if before else 1)
    return tuple(sorted(found.values(), key=lambda item: (item.line.luc, item.line.ten)))


def used_of(journal: Journal, name: str, period: Period) -> int | None:
    """How many times or copies of one document an officer entered; None for nothing."""
    numbers = [
        line.so_luong
        for line in journal.lines
        if isinstance(line, Used) and line.ten == name and period.has(line.ngay)
    ]
    return sum(numbers) if numbers else None


def counts(
    journals: Sequence[Journal], table: Mapping[str, Metric], period: Period
) -> tuple[Count, ...]:
    """The metrics in the order of the table, then what counts for none of them."""
    written: dict[str, int] = {}
    for product in products(journals, period):
        if product.line.counts:
            code = product.line.chi_so
            written[code] = written.get(code, 0) + 1
    done: dict[str, int] = {}
    for journal in journals:
        for line in journal.lines:
            if isinstance(line, Used) and period.has(line.ngay):
                done[line.chi_so] = done.get(line.chi_so, 0) + line.so_luong
    rest = [
        Metric(ma=code, ten=code or "Không đếm vào chỉ số nào", don_vi="", viec="")
        for code in sorted({*written, *done} - {*table})
    ]
    return tuple(
        Count(metric, written.get(metric.ma, 0), done.get(metric.ma))
        for metric in (*table.values(), *rest)
    )


def missing(folder: Path, journals: Iterable[Journal]) -> Iterator[Sidecar]:
    """Sidecars of documents below a folder of which no journal knows."""
    known = {
        (journal.folder.resolve(), line.ten)
        for journal in journals
        for line in journal.lines
        if isinstance(line, Written)
    }
    for document in documents_below(folder):
        if (document.folder.resolve(), document.name) not in known:
            try:
                yield document.sidecar()
            except KichbanError:
                continue  # not one of ours; `kichban trace` says what is wrong with it


def unlisted(folder: Path, sidecars: Sequence[Sidecar]) -> Iterator[Finding]:
    """One finding on documents that are there and in no journal."""
    if sidecars:
        names = ", ".join(s.path.name.removesuffix(SUFFIX) for s in sidecars[:3])
        more = ", …" if len(sidecars) > 3 else ""
        yield Finding(
            "D203",
            "canh_bao",
            f"{len(sidecars)} tài liệu có trong thư mục mà chưa có trong sổ: {names}{more}",
            Where(str(folder)),
            f"ghi vào sổ bằng: kichban log {folder} --add",
        )

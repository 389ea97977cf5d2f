"""The journal as people read it: lines, rows for a spreadsheet, data for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kichban.approval import standing_of
from kichban.checks.findings import Finding
from kichban.document_files import digest_of
from kichban.errors import KichbanError
from kichban.journal import Journal, Written, journals_below
from kichban.metrics import Metric
from kichban.numerals import format_date
from kichban.tally import Count, Period, Product, counts, missing, products, unlisted, used_of

__all__ = ["View", "csv_bytes"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    *("Ngày viết", "Giờ", "Tệp", "Tiêu đề", "Nhóm người nghe", "Chủ đề", "Kênh", "Nơi", "Xã"),
    *("Bản thứ", "Loại", "Có đếm", "Chỉ số", "Cán bộ ghi đã dùng", "Ngày ra", "Ngày luật"),
    *("Hết hạn", "Âm tiết", "Giây", "Ký tự", "Điểm máy chấm", "Số lần viết", "Tệp hiện nay"),
    *("Duyệt", "Phiên bản chương trình", "Dấu bộ mẫu", "Dấu luật", "Dấu lời", "sha256 các tệp"),
)
_EDITION = {"public": "bản phát ra", "reviewer": "bản cho người duyệt"}
HONEST = (
    "Cột «đã viết» đếm tài liệu do máy viết ra, mỗi tệp một lần; bản nháp và bản cho người duyệt "
    "không đếm. Đã phát mấy lượt, in mấy tờ thì chỉ biết khi cán bộ ghi: "
    "kichban log --used TỆP --count SỐ"
)


@dataclass(frozen=True)
class View:
    """What is shown: the journals below a folder, the documents and sums of a period, as the
    files and signatures stand on a day."""

    folder: Path
    journals: tuple[Journal, ...]
    products: tuple[Product, ...]
    counts: tuple[Count, ...]
    period: Period
    today: date

    @classmethod
    def of(cls, folder: Path, table: Mapping[str, Metric], period: Period, today: date) -> View:
        """The journals of a folder and of those inside it.

        Raises:
            CannotRead: a journal cannot be opened.
        """
        journals = tuple(journals_below(folder))
        found, sums = products(journals, period), counts(journals, table, period)
        return cls(folder, journals, found, sums, period, today)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Lines that could not be read, and documents that are in no journal."""
        torn = [fault for journal in self.journals for fault in journal.faults]
        lost = list(missing(self.folder, self.journals))
        return (*torn, *unlisted(self.folder, lost))

    def lines(self) -> Iterator[str]:
        """The documents, then the metrics, for a person."""
        if not self.products:
            yield f"Trong «{self.folder}» chưa có tài liệu nào vào sổ ở khoảng ngày này."
        for product in self.products:
            line = product.line
            metric = line.chi_so or "không đếm"
            yield f"{format_date(line.luc.date())}  {metric:<9}  {self._shown(product)}"
            if not line.counts:
                yield f"    «{line.tai_lieu}»; {_kind(line)}, không đếm"
                continue
            yield f"    «{line.tai_lieu}»"
            until = line.het_han_ngay
            expiry = f"hết hạn {format_date(until)}" if until else "chưa có ngày hết hạn"
            state, approval = file_state(product), self._approval(product)
            yield f"    {expiry}; tệp {state}; duyệt: {approval}"
        yield ""
        yield f"{'Chỉ số':<8}{'đã viết':>8}   {'cán bộ ghi':<22}tên chỉ số"
        for count in self._told():
            metric_ = count.metric
            done = f"{metric_.viec or 'đã dùng'} {count.used} {metric_.don_vi or 'lần'}"
            shown = "chưa ghi" if count.used is None else done
            yield f"{metric_.ma or '–':<8}{count.products:>8}   {shown:<22}{metric_.ten}"
        yield HONEST

    def product_rows(self) -> Iterator[tuple[str, ...]]:
        """A row for every document, below a row of column names."""
        yield _COLUMNS
        for product in self.products:
            line = product.line
            yield (
                format_date(line.luc.date()),
                f"{line.luc:%H:%M}",
                self._shown(product),
                line.tai_lieu,
                *(line.nhom, line.chu_de, line.kenh, line.noi, line.ten_xa),
                _text(line.bien_the),
                _kind(line),
                "có" if line.counts else "không",
                line.chi_so,
                _text(self._used(product)),
                format_date(line.ngay_ra),
                format_date(line.ngay_luat),
                format_date(line.het_han_ngay) if line.het_han_ngay else "",
                *(_text(n) for n in (line.am_tiet, line.giay, line.ky_tu, line.diem_ro_rang)),
                _text(product.times),
                file_state(product),
                self._approval(product),
                *(line.chuong_trinh, line.bo_mau, line.luat, line.loi),
                " ".join(f"{mark.ten}={mark.sha256}" for mark in line.tep),
            )

    def count_rows(self) -> Iterator[tuple[str, ...]]:
        """A row for every metric, below a row of column names."""
        yield ("Chỉ số", "Tên", "Tài liệu đã viết", "Cán bộ ghi đã dùng", "Đơn vị")
        for count in self._told():
            sums = (_text(count.products), _text(count.used))
            yield (count.metric.ma, count.metric.ten, *sums, count.metric.don_vi)

    def as_data(self) -> dict[str, Any]:
        """The same for programs."""
        documents = [
            {
                **product.line.model_dump(mode="json"),
                "duong_dan": self._shown(product),
                "so_lan_viet": product.times,
                "co_dem": product.line.counts,
                "tinh_trang_tep": file_state(product),
                "duyet": self._approval(product),
                "da_dung": self._used(product),
            }
            for product in self.products
        ]
        sums = [
            {
                "ma": count.metric.ma,
                "ten": count.metric.ten,
                "don_vi": count.metric.don_vi,
                "da_viet": count.products,
                "da_dung": count.used,
            }
            for count in self._told()
        ]
        found = [finding.as_json() for finding in self.findings]
        return {"tai_lieu": documents, "chi_so": sums, "luu_y": HONEST, "phat_hien": found}

    def _told(self) -> tuple[Count, ...]:
        """The metrics of the table, and the rest where there is something to tell."""
        return tuple(c for c in self.counts if c.metric.don_vi or c.products or c.used is not None)

    def _used(self, product: Product) -> int | None:
        if not product.line.counts:
            return None
        journal = next(j for j in self.journals if j.folder == product.folder)
        return used_of(journal, product.line.ten, self.period)

    def _approval(self, product: Product) -> str:
        if not product.line.counts:
            return ""
        try:
            return standing_of(product.document).in_short(self.today)
        except KichbanError as error:
            return error.message

    def _shown(self, product: Product) -> str:
        """The document below the folder that was asked for."""
        return (product.folder / product.line.ten).relative_to(self.folder).as_posix()


def csv_bytes(rows: Iterable[Sequence[str]], separator: str) -> bytes:
    """Rows as CSV that Excel opens with Vietnamese letters whole: UTF-8 with its mark, CRLF.

    A cell that a spreadsheet would take for a formula is set apart by an apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def file_state(product: Product) -> str:
    """Whether the files are still as they were written."""
    marks = product.line.tep
    there = [mark for mark in marks if (product.folder / mark.ten).is_file()]
    if not there:
        return "không còn"
    try:
        changed = [m.ten for m in there if digest_of(product.folder / m.ten) != m.sha256]
    except KichbanError:
        return "không đọc được"
    if changed:
        return "đã sửa sau khi viết"
    return "còn nguyên" if len(there) == len(marks) else "còn thiếu tệp"


def _kind(line: Written) -> str:
    return "bản nháp" if line.ban_nhap else _EDITION[line.an_ban]


def _harmless(cell: str) -> str:
    number = cell.removeprefix("-").isdigit()
    return f"'{cell}" if cell.startswith(_FORMULA) and not number else cell


def _text(value: object) -> str:
    return "" if value is None else str(value)

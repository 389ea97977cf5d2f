"""What changes in the law between two days: values of parameters, and points of law.

A change is counted on its first day: asking for changes after one day and up to another gives
what a person must look at when words written on the first day are used on the second.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from kichban.citations import Citation, cite
from kichban.errors import BadRequest
from kichban.law.models import Parameter, Provision, Value
from kichban.law.store import Law
from kichban.numerals import format_date

__all__ = ["Change", "changes", "touched", "value_text"]

What: TypeAlias = Literal["bat_dau", "thay_doi", "het", "doi_can_cu"]

_WHAT_VI: Mapping[What, str] = {
    "bat_dau": "bắt đầu áp dụng",
    "thay_doi": "thay đổi",
    "het": "hết áp dụng",
    "doi_can_cu": "nội dung giữ như trước, đổi căn cứ",
}
_ONE_DAY = timedelta(days=1)
_NO_VALUE = "không có giá trị"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the law.

    Args:
        kind: Whether a parameter or a provision changes.
        id: Its id.
        title: Its Vietnamese name.
        day: The first day of the new state.
        what: How it changes.
        before: What held until the day before; "" when nothing did.
        after: What holds from that day; "" when nothing does.
        citations: Where the new state stands; of the old one when nothing follows.
        certain: Whether the new state may be shown as a fact.
        note: What the law file remarks.
    """

    kind: Literal["parameter", "provision"]
    id: str
    title: str
    day: date
    what: What
    before: str
    after: str
    citations: tuple[Citation, ...]
    certain: bool
    note: str = ""

    def lines(self) -> list[str]:
        """The change in plain words: what and when, before, now, where it stands, how sure."""
        out = [f"{format_date(self.day)}  {self.title} ({self.id}): {_WHAT_VI[self.what]}"]
        if self.before:
            out.append(f"  Trước đó: {self.before}")
        if self.after:
            out.append(f"  Từ ngày này: {self.after}")
        out.append(f"  Căn cứ: {cite(self.citations)}")
        if not self.certain:
            out.append("  Chưa xác minh: không dùng như một điều chắc chắn.")
        if self.note:
            out.append(f"  Ghi chú: {self.note}")
        return out


def changes(
    law: Law, since: date, until: date, *, only: Collection[str] | None = None
) -> list[Change]:
    """Everything that changes after `since`, up to and including `until`, in order of days.

    Args:
        law: The law files.
        since: The day before the first that counts.
        until: The last day that counts.
        only: Ids of the parameters and provisions to look at; all when None.

    Raises:
        BadRequest: `until` lies before `since`.
    """
    if until < since:
        raise BadRequest(
            f"Ngày cuối {format_date(until)} đứng trước ngày đầu {format_date(since)}.",
            hint="viết ngày trước ở bên trái: 30/06/2025..01/07/2025.",
        )
    found: list[Change] = []
    for name in law.parameter_ids():
        if only is None or name in only:
            found.extend(_of_parameter(law, law.parameter(name), since, until))
    for name in law.provision_ids():
        if only is None or name in only:
            found.extend(_of_provision(law.provision(name), since, until))
    return sorted(found, key=lambda change: (change.day, change.kind, change.id))


def touched(ids: Collection[str], rests_on: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Names of what rests on something that changes, sorted.

    Args:
        ids: Ids of changed parameters and provisions.
        rests_on: Name of a calculator or topic to the ids it rests on; given from outside, since
            the law knows neither.
    """
    return tuple(sorted(name for name, used in rests_on.items() if not set(ids).isdisjoint(used)))


def _of_parameter(law: Law, parameter: Parameter, since: date, until: date) -> Iterator[Change]:
    for day in sorted(_days(law, parameter)):
        if not since < day <= until:
            continue
        old, new = _on(parameter, day - _ONE_DAY), _on(parameter, day)
        before = "" if old is None else _marked(law, parameter, old, day - _ONE_DAY)
        after = "" if new is None else _marked(law, parameter, new, day)
        standing = new or old
        if standing is None or (old is new and before == after):
            continue
        yield Change(
            kind="parameter",
            id=parameter.id,
            title=parameter.ten,
            day=day,
            what=_what(before, after),
            before=before,
            after=after,
            citations=standing.citations,
            certain=standing.trang_thai == "da_xac_minh",
            note=standing.ghi_chu,
        )


def _marked(law: Law, parameter: Parameter, value: Value, day: date) -> str:
    text = value_text(law, parameter, value, day)
    return text if value.trang_thai == "da_xac_minh" else f"{text} (chưa xác minh)"


def _what(before: str, after: str) -> What:
    if not before:
        return "bat_dau"
    if not after:
        return "het"
    return "thay_doi" if before != after else "doi_can_cu"


def _days(law: Law, parameter: Parameter) -> set[date]:
    """Every day on which the value may differ from that of the day before."""
    days: set[date] = set()
    for value in parameter.gia_tri:
        days.add(value.tu)
        if value.den is not None:
            days.add(value.den + _ONE_DAY)
        if value.theo is not None:
            days |= _days(law, law.parameter(value.theo))
        days |= {date(year, 1, 1) for year in _years(value)}
    return days


def _on(parameter: Parameter, day: date) -> Value | None:
    for value in parameter.gia_tri:
        if value.tu <= day and (value.den is None or day <= value.den):
            return value
    return None


def _years(value: Value) -> list[int]:
    """The years of a table that has one row for each year from its own first day on."""
    rows = list(value.bang or {})
    if not rows or not all(row.isdigit() and len(row) == 4 for row in rows):
        return []
    years = sorted(int(row) for row in rows)
    return years if years[0] == value.tu.year and years[-1] > years[0] else []


def value_text(law: Law, parameter: Parameter, value: Value, day: date) -> str:
    """A value as people read it: `22%`, `1.500.000 đồng/tháng`, rows of a table."""
    if value.theo is not None:
        other = law.parameter(value.theo)
        standing = _on(other, day)
        shown = _NO_VALUE if standing is None else value_text(law, other, standing, day)
        return f"{shown} (bằng «{other.ten}»)"
    if value.so is not None:
        return _with_unit(value.so, parameter.don_vi)
    if value.bang is not None:
        if years := _years(value):
            year = str(min(max(day.year, years[0]), years[-1]))
            return f"{_row(parameter, value, year)} (dòng của năm {year})"
        rows = (f"{row.replace('_', ' ')}: {_row(parameter, value, row)}" for row in value.bang)
        return "; ".join(rows)
    if value.danh_sach is not None:
        return ", ".join(value.danh_sach)
    if value.ngay is not None:
        return format_date(value.ngay)
    return value.quy_tac or _NO_VALUE


def _row(parameter: Parameter, value: Value, row: str) -> str:
    text = (value.bang or {})[row]
    return _with_unit(text, parameter.don_vi_muc.get(row, parameter.don_vi))


def _with_unit(text: str, unit: str) -> str:
    if unit == "phần trăm":
        return f"{text}%"
    spoken = unit in ("tỷ lệ", "tháng tuổi", "quy tắc", "danh sách", "ngày lịch", "bảng chữ")
    return text if spoken else f"{text} {unit}"


def _of_provision(provision: Provision, since: date, until: date) -> Iterator[Change]:
    def change(day: date, what: What, before: str, after: str) -> Change:
        return Change(
            kind="provision",
            id=provision.id,
            title=provision.ten,
            day=day,
            what=what,
            before=before,
            after=after,
            citations=provision.citations,
            certain=provision.trang_thai == "da_xac_minh",
            note=provision.ghi_chu,
        )

    if since < provision.tu <= until:
        earlier = provision.truoc
        unread = earlier is not None and earlier.trang_thai != "da_xac_minh"
        before = "" if earlier is None else earlier.noi_dung
        if unread:
            before = f"{before} (chưa đối chiếu nguyên văn)"
        yield change(provision.tu, _STARTED[provision.thay_doi], before, provision.tom_tat)
    if provision.den is not None and since < provision.den + _ONE_DAY <= until:
        yield change(provision.den + _ONE_DAY, "het", provision.tom_tat, "")


_STARTED: Mapping[str, What] = {
    "moi": "bat_dau",
    "sua_doi": "thay_doi",
    "giu_nguyen": "doi_can_cu",
}

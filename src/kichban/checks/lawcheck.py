"""Law data judged as of a day: documents in force, values re-read, nothing about to end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from kichban import yamlio
from kichban.checks.findings import Finding, of_error
from kichban.checks.references import place_of_value
from kichban.checks.shelf import Scope, Shelf
from kichban.errors import BadLaw, BadReference, KichbanError, did_you_mean, nearest
from kichban.law import Law, LegalDocument, Parameter, Provision, Value
from kichban.law.models import CitationFields, Documents
from kichban.numerals import format_date
from kichban.yamlio import Key, Loaded

__all__ = ["LawCheck"]

_YEAR, _QUARTER = timedelta(days=365), timedelta(days=92)
_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS = ("tu", "den", "doc_lai", "ngay", "ngay_ban_hanh", "hieu_luc_tu", "het_hieu_luc")
_Kind = Literal["parameters", "provisions"]


class LawCheck:
    """Judges the law files of the packs.

    Args:
        shelf: The packs.
        day: The day as of which they are judged; None leaves out what depends on a day.
    """

    def __init__(self, shelf: Shelf, day: date | None) -> None:
        self._law: Law = shelf.packs.law
        self._shelf, self._day = shelf, day
        self._documents: Mapping[str, LegalDocument] | None = None

    def findings(self, scope: Scope) -> Iterator[Finding]:
        """Everything wrong in `law/`, except the sources of figures."""
        of_documents = list(self._document_files(scope))
        yield from of_documents
        for name in self._shelf.parameters:
            if not scope.has(self._law.file_of("parameters", name)):
                continue
            try:
                parameter = self._law.parameter(name)
            except KichbanError as error:
                yield from of_error(error)
                continue
            yield from self._parameter(parameter, self._law.loaded("parameters", name))
        for name in self._shelf.provisions:
            if not scope.has(self._law.file_of("provisions", name)):
                continue
            try:
                provision = self._law.provision(name)
            except KichbanError as error:
                yield from of_error(error)
                continue
            yield from self._provision(provision, self._law.loaded("provisions", name))

    def _document_files(self, scope: Scope) -> Iterator[Finding]:
        found: dict[str, LegalDocument] = {}
        whole = True
        for folder in reversed(self._shelf.packs.folders):
            path = folder.path / "law" / "documents.yaml"
            if not path.is_file():
                continue
            try:
                loaded = yamlio.load(path, folder.shown(path))
                documents = yamlio.validate(Documents, loaded).van_ban
            except KichbanError as error:
                whole = False
                yield from of_error(error)
                continue
            found.update({item.so_hieu: item for item in documents})
            if scope.has(path):
                yield from self._listed(documents, loaded, found)
        self._documents = found if whole else None

    def _listed(
        self,
        documents: tuple[LegalDocument, ...],
        loaded: Loaded,
        known: Mapping[str, LegalDocument],
    ) -> Iterator[Finding]:
        """One list of documents: each once, its days in order, what replaces it known."""
        seen: dict[str, int] = {}
        for index, item in enumerate(documents):
            place: tuple[Key, ...] = ("van_ban", index)
            if item.so_hieu in seen:
                where = place_of_value(loaded, (*place, "so_hieu"), item.so_hieu)
                first = loaded.where(("van_ban", seen[item.so_hieu])).line
                message = f"Văn bản «{item.so_hieu}» ghi hai lần, lần đầu ở dòng {first}."
                yield Finding(BadLaw.code, "loi", message, where, "giữ một, bỏ một.")
            seen.setdefault(item.so_hieu, index)
            yield from _document_days(item, loaded, place)
            yield from _written_days(loaded, place)
            if item.thay_bang and item.thay_bang not in known:
                where = place_of_value(loaded, (*place, "thay_bang"), item.thay_bang)
                message = f"Không có văn bản «{item.thay_bang}»."
                hint = did_you_mean(item.thay_bang, known)
                yield Finding(BadReference.code, "loi", message, where, hint)

    def _parameter(self, parameter: Parameter, loaded: Loaded) -> Iterator[Finding]:
        values = parameter.gia_tri
        yield from self._own("parameters", parameter.id, loaded)
        for index, value in enumerate(values):
            path: tuple[Key, ...] = ("gia_tri", index)
            last = index == len(values) - 1
            yield from self._checked(value, loaded, path)
            yield from self._cited(value.can_cu, loaded, (*path, "can_cu"), value.tu, value.den)
            yield from _written_days(loaded, path)
            yield from self._ending(value, loaded, path, last)
            if value.theo is not None:
                yield from self._same_as(parameter, value.theo, loaded, (*path, "theo"))

    def _own(self, kind: str, name: str, loaded: Loaded) -> Iterator[Finding]:
        """A law file of the office's own in place of the common one, told at that file."""
        if not self._law.overrides(kind, name):
            return
        yield Finding(
            "L118",
            "canh_bao",
            f"«{name}» là bản riêng của cơ quan; mọi tài liệu dùng tới nó đều ghi như vậy.",
            loaded.where(("ten",)),
            "bỏ tệp này nếu bộ dữ liệu chung đã có giá trị ấy.",
        )

    def _same_as(
        self, parameter: Parameter, name: str, loaded: Loaded, path: tuple[Key, ...]
    ) -> Iterator[Finding]:
        where = place_of_value(loaded, path, name)
        if name not in self._shelf.parameters:
            hint = did_you_mean(name, self._shelf.parameters)
            yield Finding(BadReference.code, "loi", f"Không có tham số «{name}».", where, hint)
            return
        chain = [parameter.id]
        while name and name not in chain:
            chain.append(name)
            try:
                follow = [v.theo for v in self._law.parameter(name).gia_tri if v.theo]
            except KichbanError:
                return  # told at its own file
            name = follow[0] if follow else ""
        if name == parameter.id:
            message = "Các tham số lấy giá trị của nhau thành vòng."
            hint = "một tham số trong vòng phải có giá trị của chính nó."
            yield Finding(BadLaw.code, "loi", message, where, hint)

    def _provision(self, provision: Provision, loaded: Loaded) -> Iterator[Finding]:
        yield from self._own("provisions", provision.id, loaded)
        yield from self._checked(provision, loaded, ())
        yield from self._cited(provision.can_cu, loaded, ("can_cu",), provision.tu, provision.den)
        yield from _written_days(loaded, ())
        if provision.truoc is not None:
            earlier = provision.truoc.can_cu
            for item, path in _each(earlier, loaded, ("truoc", "can_cu")):
                yield from self._known(item, loaded, path)
        for index, name in enumerate(provision.tham_so):
            if name not in self._shelf.parameters:
                where = place_of_value(loaded, ("tham_so", index), name)
                hint = did_you_mean(name, self._shelf.parameters)
                message = f"Không có tham số «{name}»."
                yield Finding(BadReference.code, "loi", message, where, hint)

    def _checked(
        self, item: Value | Provision, loaded: Loaded, path: tuple[Key, ...]
    ) -> Iterator[Finding]:
        """Re-read within a year, not in the future, read somewhere."""
        day = self._day
        for index, source in enumerate(item.nguon):
            if not source:
                where = loaded.where((*path, "nguon", index))
                yield Finding("L116", "loi", "Nguồn để trống.", where, "ghi nơi đã đọc được.")
        if day is None:
            return
        where = place_of_value(loaded, (*path, "doc_lai"), item.doc_lai.isoformat())
        if item.doc_lai > day:
            message = f"Ngày đọc lại {format_date(item.doc_lai)} còn ở phía trước."
            yield Finding("L115", "loi", message, where, "ghi ngày đã đọc thật.")
        elif item.doc_lai < day - _YEAR and (item.den is None or item.den >= day):
            message = f"Quá một năm chưa ai đọc lại điều luật này ({format_date(item.doc_lai)})."
            hint = "đọc lại văn bản, rồi ghi ngày đọc vào «doc_lai»."
            yield Finding("L112", "canh_bao", message, where, hint)

    def _cited(
        self,
        citations: tuple[CitationFields, ...],
        loaded: Loaded,
        path: tuple[Key, ...],
        since: date,
        until: date | None,
    ) -> Iterator[Finding]:
        day = self._day
        for item, place in _each(citations, loaded, path):
            yield from self._known(item, loaded, place)
            if day is None or not (since <= day and (until is None or day <= until)):
                continue
            where = place_of_value(loaded, (*place, "van_ban"), item.van_ban)
            document = (self._documents or {}).get(item.van_ban)
            if document and document.het_hieu_luc and document.het_hieu_luc <= day:
                ended = format_date(document.het_hieu_luc)
                message = f"Văn bản «{item.van_ban}» hết hiệu lực từ {ended}."
                hint = f"dẫn văn bản thay nó: {document.thay_bang}." if document.thay_bang else ""
                yield Finding("L111", "canh_bao", message, where, hint or "dẫn văn bản đang dùng.")
            if not item.dieu and not item.ghi_chu:
                message = f"Căn cứ «{item.van_ban}» chưa nêu điều nào."
                yield Finding(
                    "L117", "goi_y", message, where, "thêm «dieu», hoặc «ghi_chu» vì sao."
                )

    def _known(
        self, item: CitationFields, loaded: Loaded, path: tuple[Key, ...]
    ) -> Iterator[Finding]:
        if self._documents is not None and item.van_ban not in self._documents:
            where = place_of_value(loaded, (*path, "van_ban"), item.van_ban)
            message = f"Văn bản «{item.van_ban}» chưa có trong law/documents.yaml."
            near = nearest(item.van_ban, self._documents)
            hint = f"viết «{near}»." if near else "thêm văn bản vào law/documents.yaml."
            yield Finding("L110", "loi", message, where, hint)

    def _ending(
        self, value: Value, loaded: Loaded, path: tuple[Key, ...], last: bool
    ) -> Iterator[Finding]:
        day = self._day
        if day is None or value.den is None or not value.kind():
            return
        if last and value.den < day and day - value.den <= _YEAR:
            where = place_of_value(loaded, (*path, "den"), value.den.isoformat())
            message = f"Giá trị này hết dùng từ {format_date(value.den)}, chưa có giá trị nối tiếp."
            hint = "thêm giá trị mới, hoặc một giá trị trống có «ghi_chu» nói vì sao không còn."
            yield Finding("L113", "canh_bao", message, where, hint)
        if value.tu <= day <= value.den <= day + _QUARTER:
            where = place_of_value(loaded, (*path, "den"), value.den.isoformat())
            ended = format_date(value.den)
            if last:
                message = f"Giá trị này hết dùng sau {ended}, chưa có giá trị nối tiếp."
                yield Finding("L113", "canh_bao", message, where, "tìm văn bản mới, thêm giá trị.")
            else:
                message = f"Giá trị này đổi sau {ended}: tài liệu đang phát sắp hết hạn."
                yield Finding("L113", "goi_y", message, where, "chuẩn bị in lại tài liệu.")


def _each(
    citations: tuple[CitationFields, ...], loaded: Loaded, path: tuple[Key, ...]
) -> Iterator[tuple[CitationFields, tuple[Key, ...]]]:
    """Citations with their places; a single one may stand without a dash."""
    for index, item in enumerate(citations):
        place = (*path, index)
        yield item, place if place in loaded.marks else path


def _document_days(item: LegalDocument, loaded: Loaded, path: tuple[Key, ...]) -> Iterator[Finding]:
    order = (("ngay_ban_hanh", item.ngay_ban_hanh), ("hieu_luc_tu", item.hieu_luc_tu),
             ("het_hieu_luc", item.het_hieu_luc))  # fmt: skip
    known = [(name, day) for name, day in order if day is not None]
    for (before, one), (after, other) in pairwise(known):
        if other < one:
            where = place_of_value(loaded, (*path, after), other.isoformat())
            message = f"Ngày «{after}» đứng trước ngày «{before}»."
            yield Finding("L115", "loi", message, where, "xem lại hai ngày.")


def _written_days(loaded: Loaded, path: tuple[Key, ...]) -> Iterator[Finding]:
    """Days must be typed year-month-day; other ways are read as something else."""
    data = loaded.data
    for part in path:
        data = data[part]
    for name in _DAYS:
        text = data.get(name)
        if isinstance(text, str) and not _WRITTEN.fullmatch(text):
            where = place_of_value(loaded, (*path, name), text)
            message = f"Ngày «{text[:20]}» viết chưa đúng cách."
            yield Finding("L115", "loi", message, where, "viết năm-tháng-ngày: 2027-01-31.")

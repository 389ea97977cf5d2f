"""Where the figures of a document come from: notes on the page, and the sidecar beside it."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from kichban.citations import Citation
from kichban.errors import NothingToTrace, Where
from kichban.law import LegalDocument, Provision
from kichban.numerals import format_date
from kichban.quantities import VERIFICATION_VI, Basis, Figure, LegalDate
from kichban.render.word_data import DATA_NAMESPACE
from kichban.script import Note
from kichban.trace_text import cited, explain, figure_text, public_line

SCHEMA = "kichban-nguon/2"
"""What is written now; `/1` lacks the words as written (`kichban.as_written`), no more."""
_READABLE = (SCHEMA, "kichban-nguon/1")
SUFFIX = ".nguon.json"
PROPERTY = "kichban-nguon"
"""Under which a Word file holds the sidecar, for the day the sidecar is lost."""
OFFICE_VALUE = "số riêng của cơ quan, không phải của bộ dữ liệu luật chung"


SPOILED = (
    *(OSError, EOFError, KeyError, ValueError, RuntimeError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error, etree.LxmlError),
)
"""What a zip file raises that is spoiled or locked, and a part that is no XML."""
_DATA_PART = re.compile(r"customXml/[^/]+\.xml")


def law_bound(name: str) -> bool:
    """Whether a figure of this name stands on law, not on the document's own days."""
    return not name.startswith("tai_lieu.")


def figure_note(
    number: int,
    name: str,
    figure: Figure,
    documents: Mapping[str, LegalDocument],
    *,
    short: bool = False,
) -> Note:
    """The note on a figure: one line for readers, the whole trace for the reviewer.

    `short` notes name only the articles: a leaflet has no room for the formula.
    """
    if short:
        public = cited(figure.citations(), documents)
    else:
        public = public_line(figure, documents=documents)
    if any(basis.office for basis in figure.bases()):
        public = f"{public.rstrip('.')}; {OFFICE_VALUE}."
    return Note(number, name, public, tuple(explain(figure, documents=documents)))


def provision_note(
    number: int,
    name: str,
    provisions: Sequence[Provision],
    documents: Mapping[str, LegalDocument],
) -> Note:
    """The note on a statement; only the reviewer sees it."""
    lines = []
    for item in provisions:
        sure = VERIFICATION_VI[item.kiem_chung]
        lines.append(f"{item.ten}: {item.tom_tat}")
        place = cited(item.citations, documents)
        lines.append(f"  {place}; {sure}; đọc lại ngày {format_date(item.doc_lai)}.")
        if item.ghi_chu:
            lines.append(f"  Ghi chú: {item.ghi_chu}")
    return Note(number, name, "", tuple(lines))


def figure_record(name: str, texts: Iterable[str], figure: Figure, dated: bool) -> dict[str, Any]:
    """One figure as the sidecar keeps it. Values are texts, so that no digit is lost."""
    value = figure.value.isoformat() if isinstance(figure, LegalDate) else str(figure.value)
    return {
        "ten": name,
        "in_ra": sorted(set(texts)),
        "la": figure.name,
        "gia_tri": value,
        "don_vi": "ngày" if isinstance(figure, LegalDate) else str(figure.unit),
        "cong_thuc": figure.trace.formula,
        "dau_vao": [_input(inner) for inner in figure.trace.inputs],
        "can_cu": [_citation(c) for c in figure.citations()],
        "tham_so": [_basis(basis) for basis in figure.bases()],
        "tu": _day(figure.valid_from),
        "den": _day(figure.valid_to),
        "chac_chan": figure.certain,
        "ngay_khac": dated,
    }


def _input(figure: Figure) -> dict[str, Any]:
    out: dict[str, Any] = {"la": figure.name, "gia_tri": figure_text(figure)}
    if figure.trace.formula:
        out["cong_thuc"] = figure.trace.formula
        out["dau_vao"] = [_input(inner) for inner in figure.trace.inputs]
    elif figure.trace.given:
        out["nguoi_dung_nhap"] = True
    elif figure.trace.basis:
        out["tham_so"] = figure.trace.basis.parameter
    return out


def _citation(citation: Citation) -> dict[str, Any]:
    out: dict[str, Any] = {"van_ban": citation.document}
    if citation.article:
        out["dieu"] = citation.article
    if citation.clauses:
        out["khoan"] = list(citation.clauses)
    if citation.point:
        out["diem"] = citation.point
    if citation.note:
        out["ghi_chu"] = citation.note
    return out


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "ma": basis.parameter,
        "can_cu": [_citation(c) for c in basis.citations],
        "tu": _day(basis.valid_from),
        "den": _day(basis.valid_to),
        "trang_thai": basis.status,
        "kiem_chung": basis.verification,
        "nguon": list(basis.sources),
        "doc_lai": _day(basis.reread),
        **({"rieng_cua_co_quan": True} if basis.office else {}),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def sidecar_text(data: Mapping[str, Any], *, compact: bool = False) -> str:
    """The sidecar as it is written: the same data always give the same bytes."""
    if compact:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True)
class Sidecar:
    """A sidecar read back."""

    path: Path
    data: Mapping[str, Any]

    @property
    def figures(self) -> Sequence[Mapping[str, Any]]:
        """The figures of the document, as `figure_record` wrote them."""
        return list(self.data["so_lieu"])


def sidecar_of(path: Path) -> Sidecar:
    """The sidecar of a document, or a sidecar itself.

    A Word file whose sidecar is lost still carries it as a property.

    Raises:
        NothingToTrace: there is none, or it is not one of ours.
    """
    candidate = path
    if not path.name.endswith(SUFFIX):
        candidate = path.with_name(path.stem + SUFFIX)
    if candidate.is_file():
        return Sidecar(candidate, _read(candidate, _text_of(candidate)))
    if path.suffix == ".docx" and path.is_file():
        return Sidecar(path, _read(path, _property_of(path)))
    raise NothingToTrace(
        f"Tài liệu «{path}» không có tệp nguồn số liệu đi kèm.",
        where=Where(str(path)),
        hint=f"để tệp «{candidate.name}» cùng thư mục với tài liệu.",
    )


def traced_inside(path: Path, parts: Iterable[str], content: Callable[[str], bytes]) -> bool:
    """Whether a Word file itself still carries a sidecar that can be read.

    Args:
        path: Where the file is.
        parts: The names of its parts.
        content: The bytes of a part.
    """
    try:
        _read(path, _property_in(parts, content))
    except NothingToTrace:
        return False
    return True


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _property_of(path: Path) -> str:
    """The sidecar inside a Word file, or "" when it has none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _property_in(archive.namelist(), archive.read)
    except SPOILED:
        return ""


def _property_in(parts: Iterable[str], content: Callable[[str], bytes]) -> str:
    """The same, of a file that is open.

    It is a data part; in files written before that, a custom property.
    """
    names = [name for name in parts if _DATA_PART.fullmatch(name)]
    try:
        for name in (*names, "docProps/custom.xml"):
            found = content(name)
            if PROPERTY.encode() in found and (text := _kept_in(found)):
                return text
    except SPOILED:
        pass
    return ""


def _kept_in(content: bytes) -> str:
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.tag == f"{{{DATA_NAMESPACE}}}muc" and root.get("ten") == PROPERTY:
        return "".join(str(words) for words in root.itertext())
    for item in root:
        if item.get("name") == PROPERTY:
            return "".join(str(words) for words in item.itertext())
    return ""


def _read(path: Path, text: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise NothingToTrace(
            f"Tệp nguồn số liệu của «{path}» đọc không được.",
            where=Where(str(path)),
            hint="tạo lại tài liệu.",
        ) from error
    if not isinstance(data, dict) or data.get("loai") not in _READABLE:
        raise NothingToTrace(
            f"«{path}» không có nguồn số liệu đời này.",
            where=Where(str(path)),
            hint="tạo lại tài liệu.",
        )
    return data


__all__ = [
    "PROPERTY",
    "SCHEMA",
    "SPOILED",
    "SUFFIX",
    "Sidecar",
    "figure_note",
    "figure_record",
    "provision_note",
    "sidecar_of",
    "sidecar_text",
    "traced_inside",
]

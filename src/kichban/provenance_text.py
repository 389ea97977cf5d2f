"""A sidecar told in words: which figure, how computed, from which article, until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kichban.citations import Citation, cite
from kichban.numerals import format_date


def trace_lines(data: Mapping[str, Any]) -> Iterator[str]:
    """Every figure of a sidecar with its formula, articles and days, line by line."""
    asked = data["yeu_cau"]
    yield f"{data['tai_lieu']}"
    yield (
        f"Viết cho {asked['nhom']}, chủ đề {asked['chu_de']}, kênh {asked['kenh']}, "
        f"luật ngày {_day(asked['ngay_luat'])}."
    )
    if data.get("het_han_ngay"):
        yield f"Từ ngày {_day(data['het_han_ngay'])} có số không còn đúng."
    for figure in data["so_lieu"]:
        yield ""
        yield f"{', '.join(figure['in_ra'])}  [{figure['ten']}]"
        yield f"  {figure['la']}"
        if figure["cong_thuc"]:
            yield f"  = {figure['cong_thuc']}"
        for inner in figure["dau_vao"]:
            yield from _input(inner, 2)
        for basis in figure["tham_so"]:
            places = places_of(basis["can_cu"])
            until = f" đến {_day(basis['den'])}" if basis["den"] else ""
            sure = "" if basis["trang_thai"] == "da_xac_minh" else " CHƯA CHẮC."
            yield f"  Căn cứ: {places}; đúng từ {_day(basis['tu'])}{until}.{sure}"


def _input(inner: Mapping[str, Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    formula = f" = {inner['cong_thuc']}" if inner.get("cong_thuc") else ""
    given = " (người dùng nhập)" if inner.get("nguoi_dung_nhap") else ""
    yield f"{pad}{inner['la']}: {inner['gia_tri']}{formula}{given}"
    for deeper in inner.get("dau_vao", ()):
        yield from _input(deeper, depth + 1)


def places_of(citations: Iterable[Mapping[str, Any]]) -> str:
    """The citations of a sidecar in one line, grouped by document."""
    return cite(tuple(_citation(item) for item in citations))


def _citation(data: Mapping[str, Any]) -> Citation:
    return Citation(
        data["van_ban"], data.get("dieu", ""), tuple(data.get("khoan", ())), data.get("diem", "")
    )


def _day(text: str) -> str:
    return format_date(date.fromisoformat(text))

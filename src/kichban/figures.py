"""Where the figures of a document come from: names in templates, sources in the law."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import model_validator

from kichban.packfile import PackFile


class FigureSource(PackFile):
    """The source of one `so.<name>`. Exactly one of `tinh`, `tham_so`, `diem_luat`, `doi_tiep`.

    `tinh` with `lay` and `vao`: a calculation, one of its outputs, its inputs; an input that
    begins with `=` takes a value of the document (`=thuoc_dien`). `tham_so` with `muc`: a
    parameter, or one row of its table. `diem_luat`: the day a provision began to apply.
    `doi_tiep`: the next day on which a parameter changes.

    `luc` moves the calculation to another day: a fixed one (`2025-06-30`, for what the law said
    before) or `lan_doi_toi` with `doi_cua`, the next change of that parameter. Such figures do
    not limit how long the document stays true.
    """

    ten: str = ""
    tinh: str = ""
    lay: str = ""
    vao: dict[str, str] = {}
    tham_so: str = ""
    muc: str = ""
    diem_luat: str = ""
    doi_tiep: str = ""
    luc: date | Literal["lan_doi_toi"] | None = None
    doi_cua: str = ""

    @model_validator(mode="after")
    def _one_source(self) -> FigureSource:
        given = [n for n in ("tinh", "tham_so", "diem_luat", "doi_tiep") if getattr(self, n)]
        if len(given) != 1:
            raise ValueError("phải có đúng một trong: tinh, tham_so, diem_luat, doi_tiep.")
        if self.tinh and not self.lay:
            raise ValueError("có «tinh» thì phải có «lay». || thêm tên kết quả cần lấy.")
        if self.luc == "lan_doi_toi" and not self.doi_cua:
            raise ValueError("«lan_doi_toi» cần «doi_cua». || thêm tên tham số sắp đổi.")
        return self


class FigureFile(PackFile):
    """`law/so-lieu.yaml`: figures that every persona, topic and template may use."""

    so: dict[str, FigureSource]

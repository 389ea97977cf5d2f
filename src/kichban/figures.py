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
    before), or with `doi_cua` the next change of that parameter (`lan_doi_toi`) or the day before
    it (`truoc_lan_doi`). `moc` fixes where «next» is counted from, so that a document about one
    change speaks of the same day before it and after it; without it, from the document's own day.
    Such figures do not limit how long the document stays true.
    """

    ten: str = ""
    tinh: str = ""
    lay: str = ""
    vao: dict[str, str] = {}
    tham_so: str = ""
    muc: str = ""
    diem_luat: str = ""
    doi_tiep: str = ""
    luc: date | Literal["lan_doi_toi", "truoc_lan_doi"] | None = None
    doi_cua: str = ""
    moc: date | None = None

    @model_validator(mode="after")
    def _one_source(self) -> FigureSource:
        given = [n for n in ("tinh", "tham_so", "diem_luat", "doi_tiep") if getattr(self, n)]
        if len(given) != 1:
            raise ValueError("phải có đúng một trong: tinh, tham_so, diem_luat, doi_tiep.")
        if self.tinh and not self.lay:
            raise ValueError("có «tinh» thì phải có «lay». || thêm tên kết quả cần lấy.")
        if isinstance(self.luc, str) and not self.doi_cua:
            raise ValueError(f"«{self.luc}» cần «doi_cua». || thêm tên tham số sắp đổi.")
        if self.moc and not (self.doi_tiep or self.doi_cua):
            raise ValueError("«moc» chỉ đi với «doi_tiep» hay «doi_cua». || bỏ dòng «moc».")
        return self


class FigureFile(PackFile):
    """`law/so-lieu.yaml`: figures that every persona, topic and template may use."""

    so: dict[str, FigureSource]

"""A place: what its offices, villages, seasons and telephone numbers are called.

Nothing of this is typed in a template. The built-in `mac-dinh` place is neutral, so that an
officer can start with nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, field_validator

from kichban.citations import Citation
from kichban.numerals import parse_number
from kichban.packfile import PackFile, Texts
from kichban.quantities import Basis, Quantity, Unit, of_law


class LocalSupport(PackFile):
    """What the province adds to the state's support, by a resolution of its People's Council.

    `ty_le` is a share of the contribution at the lowest level (`10%`).
    """

    ty_le: str
    van_ban: str
    tu: date
    den: date | None = None
    nguon: Annotated[Texts, Field(min_length=1)]

    @field_validator("ty_le")
    @classmethod
    def _share(cls, value: str) -> str:
        if not 0 < parse_number(value) <= 1:
            raise ValueError(f"«{value}» không phải một tỷ lệ. || viết như 10%.")
        return value


class Place(PackFile):
    """Names and facts of one commune, ward or special zone."""

    id: str
    ten_tinh: str = ""
    ten_xa: str
    goi_xa: str = "xã"
    goi_thon: str = "thôn"
    mien: Literal["bac", "nam"] = "bac"
    dai: str
    co_quan_bhxh: str
    so_bhxh_co_so: str = ""
    dia_chi_bhxh: str = ""
    hotline: str
    cuoc_goi: str = ""
    diem_dang_ky: str
    gio_lam_viec: str
    nguoi_lien_he: str
    noi_gop_y: str
    trang_tin: str = ""
    don_vi: str
    nguoi_dan: str = "người dẫn"
    noi_hop: str
    vu_chinh: str = ""
    thang_co_tien: Texts = ()
    ngay_cho: str = ""
    san_vat: str = ""
    ngon_ngu: str = ""
    xung_ho: dict[str, str] = {}
    ten_cu: Texts = ()
    ho_tro_them: LocalSupport | None = None

    def local_rate(self, day: date) -> Quantity | None:
        """The share that the province adds on that day, with its resolution; None without one."""
        extra = self.ho_tro_them
        if extra is None or day < extra.tu or (extra.den is not None and day > extra.den):
            return None
        basis = Basis(
            parameter="ho_tro_them",
            citations=(Citation(extra.van_ban),),
            valid_from=extra.tu,
            valid_to=extra.den,
            status="da_xac_minh",
            verification="dia_phuong",
            sources=extra.nguon,
            reread=extra.tu,
        )
        return of_law(parse_number(extra.ty_le), Unit.RATIO, "Tỷ lệ tỉnh hỗ trợ thêm", basis)

    @field_validator("hotline")
    @classmethod
    def _dialable(cls, value: str) -> str:
        digits = "".join(c for c in value if c.isdigit())
        if not 3 <= len(digits) <= 12 or digits in ("1900", "1800"):
            raise ValueError(f"«{value}» không phải số điện thoại. || viết như 1900 9068.")
        return value

"""A place: what its offices, villages, seasons and telephone numbers are called.

Nothing of this is typed in a template. The built-in `mac-dinh` place is neutral, so that an
officer can start with nothing.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from kichban.packfile import PackFile, Texts


class LocalSupport(PackFile):
    """What the province adds to the state's support, by a resolution of its People's Council.

    `ty_le` is a share of the contribution at the lowest level (`10%`).
    """

    ty_le: str
    van_ban: str
    tu: str
    den: str = ""
    nguon: Annotated[Texts, Field(min_length=1)]


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

    @field_validator("hotline")
    @classmethod
    def _dialable(cls, value: str) -> str:
        digits = "".join(c for c in value if c.isdigit())
        if not 3 <= len(digits) <= 12:
            raise ValueError(f"«{value}» không phải số điện thoại. || viết như 1900 9068.")
        return value

"""An audience: how it is addressed, what it lives on, what it fears, asks and answers.

A persona describes an audience, not a person. Any text may hold tags (`{{ so.… | tien }}`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kichban.packfile import PackFile, Texts, YesNo


class Address(PackFile):
    """How the listener and the speaker are called. One document uses one `nguoi_nghe`."""

    nguoi_nghe: str
    nguoi_nghe_rieng: str
    nguoi_noi: str
    cau_chao: str
    theo_kenh: dict[str, str] = {}


class Income(PackFile):
    """When money comes in, and what that means for how to pay."""

    nhip: str
    cau_nhip: str
    phuong_thuc: Annotated[
        tuple[Literal["hang_thang", "3_thang", "6_thang", "12_thang"], ...], Field(min_length=1)
    ]


class Objection(PackFile):
    """What people of this audience really say, the honest answer, and the law behind it.

    `gon` gives the answer with its condition in at most 22 syllables, for a leaflet or a picture.
    """

    cau: str
    tra_loi: str
    gon: str = ""
    can_cu: Annotated[Texts, Field(min_length=1)]
    chu_de: Texts = ()
    khong_noi: str = ""


class Meeting(PackFile):
    """Where, when and in what manner this audience is met."""

    noi: str
    luc: str
    cach: str


class GateQuestion(PackFile):
    """A question that tells who may be in the compulsory scheme, and what follows from yes."""

    cau: str
    neu_co: str
    can_cu: Annotated[Texts, Field(min_length=1)]


class Gate(PackFile):
    """The questions asked before the first amount of money.

    `mo_loi` leads in, `ket` says what to do when an answer is yes, `gon` says it all in one or
    two sentences for short products. `tren_mat_1` puts it on the first side of a leaflet.
    """

    mo_loi: str
    hoi: Annotated[tuple[GateQuestion, ...], Field(min_length=1, max_length=4)]
    ket: str
    gon: str
    tren_mat_1: YesNo = False


class Example(PackFile):
    """A role for examples, never a named person. Amounts are levels, resolved by the law."""

    vai: str
    gioi: Literal["nam", "nu"]
    sinh: str
    thu_nhap_chon: Literal["thap_nhat"] = "thap_nhat"
    thuoc_dien: Literal["ho_ngheo", "ho_can_ngheo", "dan_toc_thieu_so", "xa_dao", "khac"] = "khac"


class View(PackFile):
    """What one topic sounds like for this audience: openings and examples of their own life."""

    mo_dau: Texts = ()
    vi_du: Texts = ()


class Persona(PackFile):
    """An audience, or a messenger who speaks to one."""

    id: str
    ten: str
    vai_tro: Literal["nguoi_nghe", "nguoi_noi_ho"] = "nguoi_nghe"
    nhom_chu_the: str
    tiem_nang: YesNo = False
    xung_ho: Address
    ba_y: Annotated[tuple[str, ...], Field(min_length=3, max_length=3)]
    hoan_canh: str
    thu_nhap: Income
    tam_ly: Texts
    lo_lang: Texts
    coi_trong: Texts
    phan_bac: Annotated[tuple[Objection, ...], Field(min_length=2)]
    tu_nen_dung: Texts
    tu_tranh: Texts = ()
    gap: Annotated[tuple[Meeting, ...], Field(min_length=1)]
    chu_de: Annotated[Texts, Field(min_length=1)]
    kenh: Annotated[Texts, Field(min_length=1)]
    giong: str
    nen: Texts
    khong_nen: Texts
    cua_kiem_tra: Gate
    vi_du: Example
    theo_chu_de: dict[str, View] = {}
    nguoi_noi_ho: Texts = ()
    dia_phuong: dict[str, str] = {}

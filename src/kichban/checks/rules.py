"""What one rule may say: a plain word, a confusion, a wording, a claim, a part, a limit.

Every rule carries its own wrong and right examples (`thu`), and is used only when it finds the
wrong ones and leaves the right ones alone. Markers are explained in `kichban.checks.markers`.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from kichban.packfile import PackFile, Texts, Whole, YesNo

__all__ = [
    "ClaimRule",
    "Companion",
    "Condition",
    "ConfusionRow",
    "Examples",
    "Level",
    "Markers",
    "Norm",
    "Part",
    "PhraseRule",
    "Question",
    "Scope",
    "Sets",
    "WordRow",
]

Level: TypeAlias = Literal["goi_y", "canh_bao", "loi"]


def _groups(value: object) -> object:
    """Each entry of a list of markers is one marker, or a list of markers that go together."""
    items = [value] if isinstance(value, str) else value
    if isinstance(items, list):
        return [[item] if isinstance(item, str) else item for item in items]
    return items


Markers = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_groups)]
"""Any of these; an inner list holds markers that must all stand in one sentence."""

Sets: TypeAlias = dict[str, Texts]


class Examples(PackFile):
    """What a rule must find, and what it must leave alone."""

    sai: Annotated[Texts, Field(min_length=1)]
    dung: Annotated[Texts, Field(min_length=1)]


class Scope(PackFile):
    """For whom and through what a rule holds; empty means everywhere.

    `kenh` names channels or kinds of channels (`nghe`, `noi`, `doc`, `nhin`), `nhom` personas,
    `ve` the scheme that a topic speaks of.
    """

    kenh: Texts = ()
    tru_kenh: Texts = ()
    nhom: Texts = ()
    tru_nhom: Texts = ()
    ve: Texts = ()


class Companion(PackFile):
    """Words that must stand near another word: in the same or the next sentence, or anywhere."""

    dau: Markers
    pham_vi: Literal["ke", "bai"] = "ke"


class WordRow(PackFile):
    """One term of law or office, and how people say it.

    `ma`: `GIU` the term stays, with its everyday meaning at first use; `THAY` it is replaced;
    `TRANH` it is not used; `CHU_Y` only with its companion (`kem`). `noi` are ways of saying it,
    the first one suggested; `noi_nam` the southern ones; `khuyen` is advice instead. `quen`: a
    familiar term needs no explanation; `quen_voi` only with these personas. `giu_voi` and
    `giu_kenh` lift the row; `thay_voi` makes a kept term a replaced one. `tru` are longer phrases
    in which the term is meant otherwise; `tru_cau` markers that lift it in a whole sentence.
    """

    tu: str
    ma: Literal["GIU", "THAY", "TRANH", "CHU_Y"]
    noi: Texts = ()
    noi_nam: Texts = ()
    khuyen: str = ""
    ghi_chu: str = ""
    quen: YesNo = False
    quen_voi: Texts = ()
    giu_voi: Texts = ()
    giu_kenh: Texts = ()
    thay_voi: Texts = ()
    tuyet_doi: YesNo = False
    hoi_thi_duoc: YesNo = False
    tru: Texts = ()
    tru_cau: Texts = ()
    kem: Companion | None = None
    thu: Examples | None = None


class ConfusionRow(PackFile):
    """A misspelling and the right spelling; they are the rule's examples themselves."""

    sai: str
    dung: str
    tru: Texts = ()
    ghi_chu: str = ""


class PhraseRule(PackFile):
    """Wordings that a text may not hold.

    `khoa` names the rule; an office's rule of the same name replaces it. `tru` are wordings in
    which the phrase is meant otherwise, `tru_cau` markers that lift it in a whole sentence.
    `thong_bao` may hold `{tu}`, the words found.
    """

    khoa: str
    ma: str
    muc: Level
    cong: str = ""
    thong_bao: str
    cach_sua: str = ""
    co: Annotated[Markers, Field(min_length=1)]
    tru: Markers = ()
    tru_cau: Markers = ()
    hoi_thi_duoc: YesNo = False
    khi: Scope = Scope()
    thu: Examples


class Condition(PackFile):
    """One condition of a benefit: its name for messages, and markers that say it.

    `pham_vi`: it stands in the same sentence or one next to it (`ke`); within two sentences of the
    same passage (`gan`), where a benefit has more conditions than two sentences hold; in the same
    passage (`doan`); anywhere in the document, foot included (`bai`).
    """

    dieu: str
    dau: Annotated[Markers, Field(min_length=1)]
    pham_vi: Literal["ke", "gan", "doan", "bai"] = "ke"


class ClaimRule(PackFile):
    """A benefit that may not be spoken of without its conditions.

    `neu` recognises the benefit in one sentence; `phai_co` are the conditions, to be said in the
    same sentence or one next to it; one of `hoac` satisfies them all. Without `phai_co` the claim
    is never true. `them` are further conditions when the sentence also says something else.
    """

    khoa: str
    noi: str
    neu: Annotated[Markers, Field(min_length=1)]
    tru: Markers = ()
    tru_cau: Markers = ()
    phai_co: tuple[Condition, ...] = ()
    hoac: Markers = ()
    can_cu: Annotated[Texts, Field(min_length=1)]
    cach_sua: str
    khi: Scope = Scope()
    thu: Examples


class Part(PackFile):
    """A part of a script, recognised by meaning: a greeting, a warning, a place to complain."""

    khoa: str
    ten: str
    dau: Annotated[Markers, Field(min_length=1)]
    tru: Markers = ()
    thu: Examples


class Norm(PackFile):
    """Finer limits of some channels; syllables unless said otherwise.

    `mat_1` and `moi_mat`: the first side, each side. `muc`: a list item; `doan`: a
    heading, paragraph or item, as on a banner. `luot`: what one speaker
    says in one go; `hoi`, `dap`: a question, an answer. `cau`: a sentence; `cau_mo`: the first
    one. `tieu_de`: the title; `tieu_de_ky_tu`, `doan_ky_tu`: characters of the title, of a
    paragraph. `luot_moi_vai`: how often each role speaks at least; `vai`: how many roles at most.
    `hoi_dap_phan_tram`: the share of the planned minutes left to questions. `phai_co`: parts that
    must stand (`thanh-phan.yaml`). `cam`: wordings that may not. `the`: how many #tags at most.
    `so_lan_dien_thoai`: how often the telephone number is said. `de_trong`: blanks are meant.
    """

    kenh: Annotated[Texts, Field(min_length=1)]
    mat_1: Whole | None = None
    moi_mat: Whole | None = None
    muc: Whole | None = None
    doan: Whole | None = None
    luot: Whole | None = None
    hoi: Whole | None = None
    dap: Whole | None = None
    cau: Whole | None = None
    cau_mo: Whole | None = None
    tieu_de: Whole | None = None
    tieu_de_ky_tu: Whole | None = None
    doan_ky_tu: Whole | None = None
    luot_moi_vai: Whole | None = None
    vai: Whole | None = None
    hoi_dap_phan_tram: Whole | None = None
    phai_co: Texts = ()
    cam: Markers = ()
    the: Whole | None = None
    so_lan_dien_thoai: Whole | None = None
    khong_tien: YesNo = False
    khong_dien_thoai: YesNo = False
    de_trong: YesNo = False


class Question(PackFile):
    """A question for the human judges; without points it is passed or failed."""

    khoa: str
    hoi: str
    diem: Whole = 0
    ngan: YesNo = False

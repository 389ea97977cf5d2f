"""A channel: heard, read, seen or spoken; its sections, limits, required elements and layout."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from kichban.packfile import PackFile, Texts, Whole, YesNo

USUAL_LOOK = "truyen-thong"
"""The look of everything that is handed out, shown or read aloud."""

Code = Literal["BB1", "BB2", "BB3", "BB4", "BB5", "BB6", "BB7", "BB8", "BB9", "BB10"]
Measure = Literal["giay", "phut", "am_tiet", "ky_tu", "trang", "trang_chieu"]


_BLOCK = re.compile(r"[a-z_][a-z0-9_]{0,39}")


def _block_names(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if not _BLOCK.fullmatch(name):
            raise ValueError(
                f"«{name[:40]}» không làm tên phần được. || "
                "viết chữ thường không dấu, số, gạch dưới, ví dụ viec_can_lam."
            )
    return names


class Limit(PackFile):
    """How long: `it_nhat` to `nhieu_nhat`, both allowed, in one measure.

    `giay` is spoken seconds plus the seconds of cues; `phut` the minutes planned in the table;
    `am_tiet` spoken syllables of the body; `ky_tu` characters.
    """

    don_vi: Measure
    it_nhat: Whole | None = None
    nhieu_nhat: Whole


class SentenceLimit(PackFile):
    """Spoken syllables per sentence: the mean allowed, where to warn, where to stop."""

    trung_binh: Whole
    nhac: Whole
    dai_nhat: Whole


class Layout(PackFile):
    """The page and how the words stand on it.

    `kieu`: `thuong` as written, `phat_thanh` time | sound | words, `phut` minute | who | says |
    holds, `gon` the same without a table and the officer's slip overleaf. `cot` is the number of
    columns (3 for a folded leaflet). `dem_cot` names the columns of tables whose words are counted
    («Lời»); when it is empty all are. `kieu_dang` names the Word file in `looks/` that gives
    styles, header and footer.
    """

    trang: Literal["a4", "a4-ngang", "a5", "a6"] = "a4"
    kieu: Literal["thuong", "phat_thanh", "phut", "gon"] = "thuong"
    cot: Whole = 1
    dem_cot: Texts = ()
    kieu_dang: str = USUAL_LOOK


class Channel(PackFile):
    """A form in which a message reaches people.

    `chi_so` is the code of the metric that its products count for (`rules/chi-so.yaml`), empty
    when they count for none.
    """

    id: str
    ten: str
    loai: Literal["nghe", "doc", "nhin", "noi"]
    chi_so: str = ""
    dung_de: str
    gioi_han: Annotated[
        tuple[Limit, ...],
        BeforeValidator(lambda v: [v] if isinstance(v, dict) else v),
        Field(min_length=1),
    ]
    toc_do: Annotated[str, Field(pattern=r"^\d+(,\d+)?$")] = "3"
    cau: SentenceLimit
    con_so_toi_da: Whole | None = None
    giong: str
    bat_buoc: Annotated[tuple[Code, ...], Field(min_length=1)]
    phieu_kem: tuple[Code, ...] = ()
    phan: Annotated[Texts, Field(min_length=1), AfterValidator(_block_names)]
    bo_cuc: Layout = Layout()
    ngan: YesNo = False
    tieu_chi: str = ""

    @property
    def spoken(self) -> bool:
        """Whether people hear the words rather than see them."""
        return self.loai in ("nghe", "noi")

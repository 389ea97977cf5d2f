"""A message: one main line, up to three points each with its condition, and the law behind it.

Every text may hold tags. Texts come in the registers that channels need: `noi` for the ear,
`gach` for the eye, `cau` for one breath.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from kichban.figures import FigureSource
from kichban.packfile import PackFile, Texts, YesNo


class Point(PackFile):
    """One of up to three points.

    `ten` is a heading: a question or a statement. `cau` says the point with its condition in one
    breath (at most 40 syllables). `noi` are short paragraphs for the ear, `gach` lines of at most
    15 syllables for the eye. `can_cu` are ids of provisions. `bot_duoc` is said of a point that
    the message already holds, or that people can ask about later. A frame that is too tight for an
    objection and all points leaves it out; `bot_sau` the same where that is not enough;
    `bot_gach_cuoi` the same of the last of `gach`. `bot_giu` is a sentence that stays for a
    while when the rest of the point gives way.
    """

    ten: str
    cau: str
    noi: Annotated[Texts, Field(min_length=1)]
    gach: Annotated[Texts, Field(min_length=1)]
    can_cu: Annotated[Texts, Field(min_length=1)]
    bot_duoc: YesNo = False
    bot_gach_cuoi: YesNo = False
    bot_giu: str = ""
    bot_sau: YesNo = False


class Answer(PackFile):
    """A question as people ask it, and an answer whose first words are the answer."""

    hoi: str
    dap: str
    can_cu: Annotated[Texts, Field(min_length=1)]
    cho: Texts = ()


class Way(PackFile):
    """One way a person may take, with both of its sides, the gain first."""

    ten: str
    duoc: str
    dieu_kien: str = ""
    mat_kia: str
    can_cu: Annotated[Texts, Field(min_length=1)]


class Action(PackFile):
    """The one thing to do: a sentence for the ear, and steps for the eye."""

    cau: str
    cac_buoc: Annotated[Texts, Field(min_length=2, max_length=4)]


class Short(PackFile):
    """The message in the fewest words, for forms that hold no more.

    `tieu_de` at most 12 syllables; `bang_ron` at most 14 each, no amounts; `phuon` sets of lines of
    at most 8; `sms` at most 70 characters; `tin` at most 400 characters; `spot` lines of one or two
    voices (`Hỏi: …`, `Đáp: …`), at most 110 syllables together.
    """

    tieu_de: str
    bang_ron: Annotated[Texts, Field(min_length=1)]
    phuon: Annotated[Texts, Field(min_length=3)]
    sms: str
    tin: str
    spot: Annotated[Texts, Field(min_length=2)]


class News(PackFile):
    """How long a message about a change is still news.

    `tu` names the figure of the topic that is the day of the change; `thang` is for how many
    months from that day people still need to be told. Whole months are counted.
    """

    tu: str
    thang: Annotated[int, Field(ge=1, le=60)]


class Topic(PackFile):
    """A message that any suitable audience may hear through any suitable channel.

    `tin` is given when the message is about one change: it then stops being written some months
    after, and what was written before says until when it may be used. `hoi_dien` says that people
    are asked first whether the compulsory scheme is theirs, `dong_tien` that they pay somebody,
    so that they are told to take a receipt; both are so of the voluntary scheme unless it is said
    otherwise. `tuoi_gia` says that the message is about living in old age. `hoi_rieng` is what
    each person asks about their own case, in the words that follow «hỏi xem».
    """

    id: str
    ten: str
    nhom_luat: Literal["1", "2", "3", "4", "5"]
    ve: Literal["tu_nguyen", "bat_buoc", "ca_hai"]
    hoi_dien: YesNo = False
    dong_tien: YesNo = False
    tuoi_gia: YesNo = False
    hoi: str
    thong_diep: str
    nhac_lai: str
    ly_do: str
    y_chinh: Annotated[tuple[Point, ...], Field(min_length=1, max_length=3)]
    gioi_han: str
    chua_chac: str
    hoi_rieng: str
    viec_can_lam: Action
    hoi_dap: Annotated[tuple[Answer, ...], Field(min_length=3)]
    ba_nga: Annotated[tuple[Way, ...], Field(min_length=2, max_length=4)]
    mo_dau: Annotated[Texts, Field(min_length=1)]
    vi_du: Annotated[Texts, Field(min_length=1)]
    ket: Annotated[Texts, Field(min_length=1)]
    can_cu: Annotated[Texts, Field(min_length=1)]
    tin: News | None = None
    ngan: Short | None = None
    so_lieu: dict[str, FigureSource] = {}

    @model_validator(mode="before")
    @classmethod
    def _of_the_voluntary_scheme(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("ve") == "tu_nguyen":
            return {"hoi_dien": True, "dong_tien": True, **data}
        return data

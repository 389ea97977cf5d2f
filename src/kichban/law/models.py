"""What the law files hold, typed and checked where they come in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from kichban.citations import Citation
from kichban.numerals import parse_number
from kichban.quantities import Basis, Status, Unit, Verification

_FIRST_LAW = date(1945, 9, 2)
_LAST_LAW = date(2100, 1, 1)


def _many(value: Any) -> Any:
    """One item may stand for a list of one."""
    return [value] if isinstance(value, str | dict) else value


def _day(value: date) -> date:
    if not _FIRST_LAW <= value <= _LAST_LAW:
        raise ValueError(f"ngày {value.isoformat()} không thể có. || xem lại năm.")
    return value


Day = Annotated[date, Field(strict=False)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_many)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class CitationFields(_File):
    """A place in a legal text, as typed."""

    van_ban: str
    dieu: str = ""
    khoan: Texts = ()
    diem: str = ""
    ghi_chu: str = ""

    def citation(self) -> Citation:
        """The same place as a value."""
        return Citation(self.van_ban, self.dieu, self.khoan, self.diem, self.ghi_chu)


Citations = Annotated[tuple[CitationFields, ...], BeforeValidator(_many), Field(min_length=1)]
Sources = Annotated[tuple[str, ...], BeforeValidator(_many), Field(min_length=1)]


class Checked(_File):
    """What every statement of law says about itself: where it stands, who read it, when."""

    can_cu: Citations
    nguon: Sources
    trang_thai: Status
    kiem_chung: Verification
    doc_lai: Day
    ghi_chu: str = ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the statement stands."""
        return tuple(fields.citation() for fields in self.can_cu)


class Value(Checked):
    """One value of a parameter and the days on which it holds, both ends inside.

    Exactly one of `so` (a number), `bang` (numbers by name), `danh_sach` (names), `ngay` (a
    date), `quy_tac` (a rule in words) or `theo` (the same as another parameter) is given; none
    of them means that the law sets no value or that none has been found, and `ghi_chu` says so.
    """

    tu: Day
    den: Day | None = None
    so: str | None = None
    bang: dict[str, str] | None = None
    danh_sach: tuple[str, ...] | None = None
    ngay: Day | None = None
    quy_tac: str | None = None
    theo: str | None = None
    tom_tat: str = ""

    @field_validator("tu", "den", "doc_lai", "ngay")
    @classmethod
    def _plausible(cls, value: date | None) -> date | None:
        return None if value is None else _day(value)

    @field_validator("so")
    @classmethod
    def _numeric(cls, value: str | None) -> str | None:
        if value is not None:
            parse_number(value)
        return value

    @model_validator(mode="after")
    def _one_value(self) -> Value:
        given = [name for name in VALUE_KINDS if getattr(self, name) is not None]
        if len(given) > 1:
            raise ValueError(f"một giá trị không thể vừa là {' vừa là '.join(given)}. || giữ một.")
        if not given and not self.ghi_chu:
            raise ValueError("giá trị để trống mà không nói vì sao. || thêm «so» hoặc «ghi_chu».")
        if self.den is not None and self.den < self.tu:
            raise ValueError("ngày «den» đứng trước ngày «tu». || xem lại hai ngày.")
        return self

    def kind(self) -> str:
        """Which of `VALUE_KINDS` is given, or "" when none is."""
        return next((name for name in VALUE_KINDS if getattr(self, name) is not None), "")

    def basis(self, parameter: str, *, office: bool = False) -> Basis:
        """The law behind this value, for a trace; `office` says whose file holds it."""
        return Basis(
            parameter=parameter,
            citations=self.citations,
            valid_from=self.tu,
            valid_to=self.den,
            status=self.trang_thai,
            verification=self.kiem_chung,
            sources=self.nguon,
            reread=self.doc_lai,
            note=self.ghi_chu,
            office=office,
        )


VALUE_KINDS = ("so", "bang", "danh_sach", "ngay", "quy_tac", "theo")

WORD_UNITS = ("quy tắc", "danh sách", "ngày lịch", "bảng chữ")
ParameterUnit = Literal[
    "đồng",
    "đồng/tháng",
    "tỷ lệ",
    "phần trăm",
    "lần",
    "tháng",
    "năm",
    "tháng tuổi",
    "tuổi",
    "ngày",
    "ngày làm việc",
    "số đếm",
    "quy tắc",
    "danh sách",
    "ngày lịch",
    "bảng chữ",
]


class Parameter(_File):
    """A dated value of law. Source of law: the `can_cu` of each of its values."""

    id: str
    ten: str
    nhom: str
    don_vi: ParameterUnit
    don_vi_muc: dict[str, ParameterUnit] = {}
    gia_tri: Annotated[tuple[Value, ...], Field(min_length=1)]
    ghi_chu: str = ""

    def unit_of(self, entry: str = "") -> Unit:
        """The unit of the parameter, or of one entry of its table."""
        return Unit(self.don_vi_muc.get(entry, self.don_vi))

    def number(self, text: str, entry: str = "") -> Decimal:
        """A number typed in this parameter; ages may be typed `61 tuổi 6 tháng`."""
        if self.don_vi_muc.get(entry, self.don_vi) == "tháng tuổi":
            return Decimal(age_in_months(text))
        return parse_number(text)


def age_in_months(text: str) -> int:
    """`61 tuổi 6 tháng` as 738 months.

    Raises:
        ValueError: the text is not an age written that way. The message is Vietnamese.
    """
    words = text.split()
    if len(words) in (2, 4) and words[0].isdigit() and words[1] == "tuổi":
        months = int(words[0]) * 12
        if len(words) == 2:
            return months
        if words[2].isdigit() and words[3] == "tháng" and int(words[2]) < 12:
            return months + int(words[2])
    raise ValueError(f"«{text}» không phải tuổi. || viết như: 61 tuổi 6 tháng.")


class Before(_File):
    """What the law said before. `can_cu` is empty where only the sentence names the document."""

    noi_dung: str
    can_cu: Annotated[tuple[CitationFields, ...], BeforeValidator(_many)] = ()
    nguon: Sources
    trang_thai: Status

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the earlier rule stood."""
        return tuple(fields.citation() for fields in self.can_cu)


class Provision(Checked):
    """One point of law in plain words: what it says, since when, and what it said before."""

    id: str
    nhom: Literal["1", "2", "3", "4", "5"]
    ten: str
    tom_tat: str
    tu_luat: tuple[str, ...] = ()
    danh_cho: Literal["tu_nguyen", "bat_buoc", "ca_hai", "moi_nguoi"]
    tu: Day
    den: Day | None = None
    thay_doi: Literal["moi", "sua_doi", "giu_nguyen"]
    truoc: Before | None = None
    tham_so: tuple[str, ...] = ()

    @field_validator("tu", "den", "doc_lai")
    @classmethod
    def _plausible(cls, value: date | None) -> date | None:
        return None if value is None else _day(value)

    def in_force(self, day: date) -> bool:
        """Whether the provision applies on that day."""
        return self.tu <= day and (self.den is None or day <= self.den)

    def basis(self, *, office: bool = False) -> Basis:
        """The law behind the provision, for a note; `office` says whose file holds it."""
        return Basis(
            parameter=self.id,
            citations=self.citations,
            valid_from=self.tu,
            valid_to=self.den,
            status=self.trang_thai,
            verification=self.kiem_chung,
            sources=self.nguon,
            reread=self.doc_lai,
            note=self.ghi_chu,
            office=office,
        )


class LegalDocument(_File):
    """One legal text. Empty fields are not known from the sources read."""

    so_hieu: str
    loai: str
    ten: str = ""
    goi_la: str = ""
    noi_ban_hanh: str = ""
    ngay_ban_hanh: Day | None = None
    hieu_luc_tu: Day | None = None
    het_hieu_luc: Day | None = None
    thay_bang: str = ""
    ghi_chu: str = ""


class Documents(_File):
    """`law/documents.yaml`: every legal text cited."""

    van_ban: tuple[LegalDocument, ...]

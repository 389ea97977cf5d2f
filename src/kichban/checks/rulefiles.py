"""What a rule file may hold: its kind, and rules of that kind."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from kichban.checks.rules import (
    ClaimRule,
    ConfusionRow,
    Norm,
    Part,
    PhraseRule,
    Question,
    Sets,
    WordRow,
)
from kichban.metrics import MetricFile
from kichban.packfile import PackFile, Texts, Whole

__all__ = [
    "FILES",
    "ClaimFile",
    "ConfusionFile",
    "JudgeFile",
    "LimitFile",
    "NormFile",
    "PartFile",
    "PhraseFile",
    "RuleFile",
    "WordFile",
]


class WordFile(PackFile):
    """Plain words."""

    loai: Literal["tu_thuong"]
    nhom_tu: Sets = {}
    tat: Texts = ()
    tu: tuple[WordRow, ...] = ()


class ConfusionFile(PackFile):
    """Confused spellings."""

    loai: Literal["nham_lan"]
    tat: Texts = ()
    tu: tuple[ConfusionRow, ...] = ()


class PhraseFile(PackFile):
    """Wordings to avoid."""

    loai: Literal["co_mat"]
    nhom_tu: Sets = {}
    tat: Texts = ()
    quy_tac: tuple[PhraseRule, ...] = ()


class ClaimFile(PackFile):
    """Benefits with their conditions."""

    loai: Literal["kem_dieu_kien"]
    nhom_tu: Sets = {}
    tat: Texts = ()
    tu_nghi_van: Texts = ()
    quy_tac: tuple[ClaimRule, ...] = ()


class PartFile(PackFile):
    """Parts of a script."""

    loai: Literal["thanh_phan"]
    nhom_tu: Sets = {}
    tat: Texts = ()
    phan: tuple[Part, ...] = ()


class NormFile(PackFile):
    """Finer limits of channels."""

    loai: Literal["theo_kenh"]
    nhom_tu: Sets = {}
    muc: tuple[Norm, ...] = ()


class LimitFile(PackFile):
    """Thresholds of the decision and of single items, by name."""

    loai: Literal["nguong"]
    nguong: dict[str, Whole]


class JudgeFile(PackFile):
    """The form of the human judges.

    `chenh`: how far apart two judges may be before they discuss; `dan_toc`: questions on versions
    in another language.
    """

    loai: Literal["nguoi_cham"]
    chenh: Whole = 20
    cau: Annotated[tuple[Question, ...], Field(min_length=1)]
    dan_toc: tuple[Question, ...] = ()


RuleFile: TypeAlias = (
    WordFile
    | ConfusionFile
    | PhraseFile
    | ClaimFile
    | PartFile
    | LimitFile
    | NormFile
    | JudgeFile
    | MetricFile
)
FILES: dict[str, tuple[type[RuleFile], str]] = {
    "tu_thuong": (WordFile, "tu"),
    "nham_lan": (ConfusionFile, "tu"),
    "co_mat": (PhraseFile, "quy_tac"),
    "kem_dieu_kien": (ClaimFile, "quy_tac"),
    "thanh_phan": (PartFile, "phan"),
    "nguong": (LimitFile, ""),
    "theo_kenh": (NormFile, "muc"),
    "nguoi_cham": (JudgeFile, "cau"),
    "chi_so": (MetricFile, "chi_so"),
}
"""The model of each kind of rule file, and where its rules stand."""

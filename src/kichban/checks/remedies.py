"""Remedies for people who have no template before them: a tag becomes the words it prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kichban.checks.faults import Fault
from kichban.places import Place

__all__ = ["without_tags"]

_TAG = re.compile(r"\{\{\s*(?P<name>[\w.]*)[^{}]*\}\}")
_MEANS: Mapping[str, str] = {
    "noi.diem_dang_ky": "nơi đăng ký",
    "noi.gio_lam_viec": "giờ làm việc",
    "noi.hotline": "số điện thoại để hỏi",
    "noi.noi_gop_y": "nơi nhận góp ý",
    "tai_lieu.ap_dung_tu": "ngày …",
    "tai_lieu.don_vi": "tên cơ quan",
    "tai_lieu.ngay": "ngày …",
}


def without_tags(fault: Fault, place: Place | None) -> Fault:
    """The fault of a finished document, its remedy in the words of the place, if that is known."""
    if "{{" not in fault.hint:
        return fault
    return replace(fault, hint=_TAG.sub(lambda found: _words(found["name"], place), fault.hint))


def _words(tag: str, place: Place | None) -> str:
    owner, _, name = tag.partition(".")
    own = getattr(place, name, "") if place is not None and owner == "noi" else ""
    return own if isinstance(own, str) and own else _MEANS.get(tag, "…")

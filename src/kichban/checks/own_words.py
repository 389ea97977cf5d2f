"""Personas and topics held to what they say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kichban.checks.findings import Finding
from kichban.checks.positions import texts, where_in
from kichban.checks.references import place_of_value
from kichban.checks.shelf import Item, Shelf
from kichban.errors import KichbanError
from kichban.topics import Topic
from kichban.vietnamese import fold

__all__ = ["avoided", "same_group"]

# Fields that speak of the audience, or of what not to say; their words are not said to it.
_NOT_SAID = frozenset(
    (
        "tu_tranh", "tu_nen_dung", "nen", "khong_nen", "khong_noi", "hoan_canh", "tam_ly",
        "lo_lang", "coi_trong", "gap",
    )
)  # fmt: skip


def avoided(item: Item) -> Iterator[Finding]:
    """Words that a persona itself says are to be avoided, used in its own sentences.

    A word with a note in brackets («đóng một lần (khi ý là …)») is avoided in one sense only, and
    is left to the reader.
    """
    if item.model is None or item.loaded is None:
        return
    words = [fold(word) for word in item.model.tu_tranh if "(" not in word]
    patterns = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in words if word]
    for path, text in texts(item.loaded):
        if not _NOT_SAID.isdisjoint(part for part in path if isinstance(part, str)):
            continue
        folded = fold(text)
        for pattern in patterns:
            if found := pattern.search(folded):
                same = len(folded) == len(text)
                place = where_in(item.loaded, path, text, found.start(), len(found[0]))
                yield Finding(
                    "P108",
                    "canh_bao",
                    f"Nhóm này ghi là nên tránh «{found[0]}» mà lời lại dùng.",
                    place if same else item.loaded.where(path),
                    "dùng từ trong «tu_nen_dung», hoặc bỏ từ ấy khỏi «tu_tranh».",
                )


def same_group(shelf: Shelf, item: Item) -> Iterator[Finding]:
    """The group of law that a topic names is that of at least one point it rests on."""
    if not isinstance(item.model, Topic) or item.loaded is None:
        return
    groups: set[str] = set()
    for name in item.model.can_cu:
        try:
            groups.add(shelf.packs.law.provision(name).nhom)
        except KichbanError:
            return  # told at its own file, or as an unknown name
    path = ("nhom_luat",)
    if item.model.nhom_luat not in groups and path in item.loaded.starts:
        shown = ", ".join(sorted(groups))
        yield Finding(
            "P109",
            "canh_bao",
            f"Chủ đề ghi nhóm luật {item.model.nhom_luat}, các điểm luật thuộc nhóm {shown}.",
            place_of_value(item.loaded, path, item.model.nhom_luat),
            "sửa «nhom_luat», hoặc xem lại «can_cu».",
        )

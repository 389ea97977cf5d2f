"""Words of places and channels: no tags, no private persons, no personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kichban.checks.findings import Finding
from kichban.checks.people import personal_data, private_names
from kichban.checks.positions import texts, where_in
from kichban.checks.wording import DATA_VI
from kichban.errors import ForbiddenInTemplate
from kichban.yamlio import Loaded

__all__ = ["plain_words"]

# Fields of a place that hold the office's own numbers.
_OLD_LEVEL = re.compile(
    r"(?<!\w)(?P<w>huyện|quận|thị xã|thị trấn)(?!\w)(?! (?:cũ|trước đây|đảo cũ))", re.IGNORECASE
)
_OFFICE_NUMBERS = ("hotline", "so_bhxh_co_so", "cuoc_goi")


def plain_words(loaded: Loaded) -> Iterator[Finding]:
    """Faults in the texts of a place or channel, which are printed as they stand."""
    for path, text in texts(loaded):
        if not path:
            return  # the whole file is one text: told as a file of the wrong kind
        for opener in ("{{", "{%"):
            if (at := text.find(opener)) >= 0:
                where = where_in(loaded, path, text, at, 2)
                message = "Ở đây không dùng thẻ {{ }} hay {% %}."
                hint = "viết thẳng lời ra."
                yield Finding(ForbiddenInTemplate.code, "loi", message, where, hint)
        old = _OLD_LEVEL.search(text) if path[0] != "ten_cu" else None
        if old and "trước đây" not in text:
            where = where_in(loaded, path, text, old.start("w"), len(old["w"]))
            message = f"Tên cấp hành chính cũ: «{old['w']}»."
            hint = "ghi tên cơ quan, xã, phường hiện nay; tên cũ thì để ở ten_cu."
            yield Finding("G111", "loi", message, where, hint)
        for sight in private_names(text):
            where = where_in(loaded, path, text, sight.start, len(sight.text))
            message = f"Giống tên riêng của một người: «{sight.text}»."
            yield Finding("P105", "canh_bao", message, where, "gọi bằng chức việc: cán bộ trực.")
        if path[-1] in _OFFICE_NUMBERS:
            continue
        for sight in personal_data(text):
            where = where_in(loaded, path, text, sight.start, len(sight.text))
            message = f"Có {DATA_VI[sight.kind]} ở mục «{path[0]}»: «{sight.text}»."
            hint = "chỉ ghi số của cơ quan, ở mục hotline hoặc so_bhxh_co_so."
            yield Finding("P106", "loi", message, where, hint)

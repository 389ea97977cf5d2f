"""The catalogue of codes: what each means, why it matters, how to mend it, wrong and right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kichban import yamlio
from kichban.errors import UnknownName, did_you_mean
from kichban.packfile import PackFile

__all__ = ["Code", "catalogue", "explained"]

FOLDER = Path(__file__).parent / "codes"
GROUPS: Mapping[str, str] = {
    "K": "Lệnh, tệp, thư mục",
    "T": "Mẫu",
    "P": "Nhóm người nghe, chủ đề, kênh, hồ sơ địa phương",
    "L": "Luật",
    "S": "Số liệu",
    "V": "Lời văn",
    "G": "Cổng: còn lỗi thì không phát",
    "D": "Duyệt và sổ tài liệu",
    "E": "Sửa tay sau khi viết",
}
"""What the first letter of a code means."""


class Code(PackFile):
    """One code, as explained to an officer.

    `sai` is the smallest thing that shows the fault, `dung` the same done right.
    """

    ma: str
    ten: str
    vi_sao: str
    cach_sua: str
    sai: str
    dung: str


class CodeFile(PackFile):
    """One file of `codes/`."""

    ma_loi: tuple[Code, ...]


@cache
def catalogue() -> Mapping[str, Code]:
    """Every code, sorted."""
    found: dict[str, Code] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for code in yamlio.validate(CodeFile, yamlio.load(path, path.name)).ma_loi:
            found[code.ma] = code
    return dict(sorted(found.items()))


def explained(name: str) -> Iterator[str]:
    """More about one code, line by line.

    Raises:
        UnknownName: no such code; the nearest is offered.
    """
    wanted = name.strip().upper()
    codes = catalogue()
    if wanted not in codes:
        hint = did_you_mean(wanted, codes)
        raise UnknownName(f"Không có mã «{name}».", hint=hint)
    code = codes[wanted]
    yield f"{code.ma}  {code.ten}"
    yield ""
    yield f"Vì sao: {code.vi_sao}"
    yield f"Cách sửa: {code.cach_sua}"
    for label, text in (("Sai", code.sai), ("Đúng", code.dung)):
        yield ""
        yield f"{label}:"
        yield from (f"    {line}" for line in text.rstrip().split("\n"))

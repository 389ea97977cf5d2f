"""Word files in `looks/`: whether they can be read, and which styles they lack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kichban.checks.findings import Finding, of_error
from kichban.checks.shelf import Scope
from kichban.errors import KichbanError, Where
from kichban.packs import Packs
from kichban.render import required_styles

__all__ = ["judge_look", "looks"]

MISSING_STYLES = "K106"
_HINT = (
    "vẫn in được, bằng kiểu mượn của kichban. Muốn tự chỉnh các kiểu ấy: mở tệp trong Word, khung "
    "Styles, Manage Styles, Import/Export, mở «truyen-thong.docx» ở ô bên kia, chọn tên, bấm Copy"
)


def looks(packs: Packs, scope: Scope) -> Iterator[Finding]:
    """What is wrong with the looks of the packs that are to be judged."""
    for folder in packs.folders:
        for path in sorted((folder.path / "looks").glob("*")):
            hidden = path.name.startswith((".", "~"))
            if path.is_file() and not hidden and scope.has(path):
                yield from judge_look(path, folder.shown(path))


def judge_look(path: Path, shown: str = "") -> Iterator[Finding]:
    """What is wrong with one look; `shown` is its name in messages."""
    where = Where(shown or str(path))
    try:
        lacking = required_styles(path)
    except KichbanError as error:
        yield from of_error(type(error)(error.message, where=where, hint=error.hint))
        return
    if lacking:
        names = ", ".join(f"«{name}»" for name in lacking)
        message = f"Tệp kiểu dáng «{path.name}» thiếu {len(lacking)} kiểu: {names}."
        yield Finding(MISSING_STYLES, "canh_bao", message, where, _HINT)

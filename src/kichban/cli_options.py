"""Options and answers that several commands share; only here is the clock read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kichban.errors import BadRequest, KichbanError, UnknownName
from kichban.numerals import parse_day

if TYPE_CHECKING:
    from kichban.packs import Packs
    from kichban.render import Formats
    from kichban.workshop import Workshop

FOUND, CLEAN = 1, 0


class Day(click.ParamType[date]):
    name = "NGÀY"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        del param, ctx
        if isinstance(value, date):
            return value
        try:
            return parse_day(str(value))
        except ValueError as error:
            message, _, hint = str(error).partition(" || ")
            raise BadRequest(message, hint=hint) from error


class TypedPath(click.Path):
    """A path as typed, found as the disk spells it: names from macOS have letters in pieces."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        from kichban.on_disk import on_disk

        return on_disk(Path(os.fsdecode(super().convert(value, param, ctx))))


TYPED = TypedPath()


def names(kind: str) -> Any:
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        del param
        try:
            packs = packs_of(ctx.params.get("pack") or (), quiet=True)
        except KichbanError:
            return []
        return [name for name in packs.ids(kind) if name.startswith(incomplete)]

    return complete


PACK = click.option(
    "--pack",
    multiple=True,
    metavar="THƯ_MỤC",
    type=TYPED,
    help="Bộ mẫu riêng của cơ quan; để trống thì dùng thư mục đang đứng nếu có tệp kichban.yaml.",
)
DATE = click.option(
    "--date",
    "day",
    type=Day(),
    metavar="NGÀY",
    help="Ngày áp dụng luật, ví dụ 01/01/2027; để trống là hôm nay.",
)


PERSONA = click.option(
    "--persona", required=True, metavar="MÃ", shell_complete=names("personas"), help="Viết cho ai."
)
PLACE = click.option(
    "--place",
    default="",
    metavar="MÃ|TỆP",
    shell_complete=names("places"),
    help="Hồ sơ địa phương: mã, hoặc tệp YAML; để trống thì theo «noi» của kichban.yaml.",
)
VARIANT = click.option(
    "--variant", type=int, metavar="SỐ", help="Bản thứ mấy trong các cách mở đầu, ví dụ."
)
FORMATS = click.option(
    "--format", "formats", default="docx,md", show_default=True, help="Các định dạng."
)
DRAFT = click.option(
    "--draft", is_flag=True, help="Ghi cả khi còn lỗi; mọi trang đóng dấu bản nháp."
)
OUT = click.option(
    "--out",
    type=TYPED,
    default=Path("ket-qua"),
    show_default=True,
    metavar="THƯ_MỤC",
    help="Ghi vào đâu.",
)
UNVERIFIED = click.option(
    "--chua-xac-minh", "unverified", is_flag=True, help="Dùng cả số liệu chưa chắc."
)
JSON = click.option("--json", "as_json", is_flag=True, help="In ra cho chương trình đọc.")


def packs_of(own: Sequence[Path], *, quiet: bool = False) -> Packs:
    from kichban.packs import MARKER, Packs

    here = Path.cwd()
    folders = tuple(own) or ((here,) if (here / MARKER).is_file() else ())
    packs = Packs(folders)
    if not quiet:
        _warn(packs)
    return packs


def _warn(packs: Packs) -> None:
    """Name what was left out; the work goes on without it."""
    for fault in packs.faults:
        click.echo(fault.report(), err=True)
        click.echo("  Vì vậy mọi gói cài thêm đang tắt.", err=True)
    for plugin in packs.plugins:
        if plugin.state == "hong":
            click.echo(f"K107  cảnh báo: {plugin.told}\n  Cách sửa: {plugin.remedy}", err=True)


def workshop_of(own: Sequence[Path], *, quiet: bool = False) -> Workshop:
    from kichban.workshop import Workshop

    return Workshop(packs_of(own, quiet=quiet))


def day_or_today(day: date | None) -> date:
    return day or date.today()  # noqa: DTZ011  the officer's own calendar day is meant


def now() -> datetime:
    """This moment, to the second, with the officer's own time zone."""
    return datetime.now(tz=UTC).astimezone().replace(microsecond=0)


def pairs_of(items: Sequence[str]) -> dict[str, str]:
    out = {}
    for item in items:
        key, sign, value = item.partition("=")
        if not sign:
            raise BadRequest(f"«{item}» chưa đúng dạng tên=giá_trị.", hint=f"viết {item}=…")
        out[key.strip()] = value.strip()
    return out


def formats_of(text: str, formats: Formats) -> list[str]:
    names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names:
        raise BadRequest("Chưa chọn định dạng nào.", hint="viết --format docx,md.")
    for name in names:
        try:
            formats.wanted(name)
        except UnknownName as error:
            raise BadRequest(error.message, hint=error.hint) from error
    return names

"""Commands for the office's own folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from kichban.cli_options import CLEAN, FOUND, JSON, PACK, TYPED, packs_of
from kichban.cli_words import Command, Group
from kichban.errors import BadRequest, KichbanError


def register(app: Group) -> None:
    """Add the commands of this module to the command line."""
    for command in (init, borrow, diff):
        app.add_command(command)


@click.command(cls=Command)
@click.argument("folder", type=TYPED, metavar="THƯ_MỤC")
@click.option("--province", default="", metavar="TÊN", help="Tên tỉnh, thành phố.")
@click.option("--commune", default="", metavar="TÊN", help="Tên xã, phường, đặc khu.")
@click.option(
    "--region", type=click.Choice(["bac", "nam"]), help="Cách đọc, cách gọi theo miền nào."
)
@click.option("--village", metavar="TÊN", help="Dưới xã gọi là gì: thôn, ấp, bản, buôn, tổ…")
@click.option("--office", metavar="TÊN", help="Tên cơ quan bảo hiểm xã hội.")
@click.option("--hotline", metavar="SỐ", help="Số điện thoại để hỏi.")
@click.option("--registration", metavar="NƠI", help="Nơi đăng ký.")
@click.option("--hours", metavar="GIỜ", help="Giờ làm việc của nơi đăng ký.")
@click.option("--feedback", metavar="NƠI", help="Nơi nhận góp ý.")
def init(folder: Path, province: str, commune: str, **given: str | None) -> int:
    """Dựng bộ mẫu riêng của cơ quan trong một thư mục trống.

    Chưa cho đủ tỉnh và xã thì hỏi từng câu; cho đủ rồi thì điều chưa nói lấy lời thường dùng.
    """
    from kichban.office import Answers, lay_out, refuse_full, usual
    from kichban.units import commune as find
    from kichban.units import province as find_province

    refuse_full(folder)
    asking = not (province and commune)
    home = find_province(province) if province else _asked("Tỉnh, thành phố", find_province)
    if commune:
        unit = find(home, commune)
    else:
        unit = _asked("Xã, phường, đặc khu", lambda name: find(home, name))
    answers = dict(usual(unit))
    for key, question in _QUESTIONS.items():
        if said := given[key]:
            answers[key] = said
        elif asking:
            answers[key] = _asked(question, str, answers[key])
    if answers["region"] not in ("bac", "nam"):
        raise BadRequest(f"Không có miền «{answers['region']}».", hint="chọn bac hoặc nam.")
    written = lay_out(folder, Answers(unit=unit, **answers))
    click.echo(f"Đã dựng bộ mẫu của {unit.full}, {unit.province} trong «{folder}»:")
    for path in written:
        click.echo(f"  {path.relative_to(folder)}")
    click.echo("Đọc DOC-TRUOC.md trước.")
    return CLEAN


_QUESTIONS = {
    "region": "Nói theo miền (bac, nam)",
    "village": "Dưới xã gọi là (thôn, ấp, bản, buôn, tổ dân phố…)",
    "office": "Tên cơ quan bảo hiểm xã hội",
    "hotline": "Số điện thoại để hỏi",
    "registration": "Nơi đăng ký",
    "hours": "Giờ làm việc của nơi đăng ký",
    "feedback": "Nơi nhận góp ý",
}
_T = TypeVar("_T")


def _asked(question: str, read: Callable[[str], _T], default: str | None = None) -> _T:
    """An answer that can be used; a wrong one is told and asked again."""
    while True:
        answer = click.prompt(question, default=default, type=str)
        try:
            return read(answer.strip())
        except KichbanError as error:
            click.echo(error.report())


@click.command(cls=Command)
@click.argument("names", nargs=-1, required=True, metavar="TÊN…")
@click.option(
    "--block",
    "passages",
    multiple=True,
    metavar="ĐOẠN",
    help="Chỉ lấy đoạn này của mẫu, hay mục này của tệp YAML; ghi nhiều lần được.",
)
@PACK
def borrow(names: tuple[str, ...], passages: tuple[str, ...], pack: tuple[Path, ...]) -> int:
    """Chép bản gốc vào bộ mẫu riêng để sửa, và nhớ bản gốc lúc ấy ra sao."""
    from kichban.borrowing import borrow as take

    packs = packs_of(pack)
    if passages and len(names) > 1:
        raise BadRequest("--block chỉ đi với một tên.", hint="chạy riêng từng tên.")
    for name in names:
        taken = take(packs, name, passages)
        what = f"các đoạn {', '.join(taken.passages)}" if taken.passages else "cả tệp"
        click.echo(f"Đã chép {what} của bản gốc «{taken.source}» vào {taken.path}")
        if not taken.passages:
            click.echo(
                "  Tệp chép trọn không tự đi theo bản gốc; đổi một hai đoạn thì nên --block."
            )
        if taken.source.startswith("law/"):
            click.echo("  Số liệu luật của riêng mình sẽ hiện trên mọi tài liệu dùng tới nó.")
    return CLEAN


@click.command(cls=Command)
@click.option(
    "--accept",
    is_flag=True,
    help="Đã xem xong: nhớ bản gốc hôm nay làm mốc cho lần so sau.",
)
@JSON
@PACK
def diff(accept: bool, as_json: bool, pack: tuple[Path, ...]) -> int:
    """Mình đã sửa gì, bản gốc đổi gì từ khi mình sửa, chỗ nào không còn dùng được."""
    from kichban.changes import accept as remember
    from kichban.changes import changes

    packs = packs_of(pack)
    if not packs.folders[0].local:
        raise BadRequest(
            "Chưa có bộ mẫu riêng để so.",
            hint="chạy trong thư mục có kichban.yaml (dựng bằng kichban init), hoặc thêm --pack.",
        )
    found = changes(packs)
    asking = [item for item in found if item.asks]
    if as_json:
        import json
        from dataclasses import asdict

        click.echo(json.dumps([asdict(item) for item in found], ensure_ascii=False, indent=2))
    else:
        for item in found:
            for line in item.lines():
                click.echo(line)
        click.echo(f"{len(found)} tệp của mình; {len(asking)} tệp có bản gốc đã đổi, cần xem lại.")
    if accept:
        kept = remember(packs)
        click.echo(f"Đã nhớ bản gốc hôm nay của {len(kept)} tệp.", err=as_json)
        return CLEAN
    return FOUND if asking else CLEAN

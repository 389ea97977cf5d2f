"""Commands for the office's own folder."""

from __future__ import annotations

from pathlib import Path

import click

from kichban.cli_options import CLEAN, FOUND, JSON, PACK, packs_of
from kichban.cli_words import Command, Group
from kichban.errors import BadRequest


def register(app: Group) -> None:
    """Add the commands of this module to the command line."""
    for command in (init, borrow, diff):
        app.add_command(command)


@click.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path), metavar="THƯ_MỤC")
@click.option("--province", prompt="Tỉnh, thành phố", help="Tên tỉnh, thành phố.")
@click.option("--commune", prompt="Xã, phường, đặc khu", help="Tên xã, phường, đặc khu.")
@click.option(
    "--region",
    type=click.Choice(["bac", "nam"]),
    default="bac",
    prompt="Nói theo miền (bac, nam)",
    help="Cách đọc, cách gọi theo miền.",
)
@click.option("--village", default="thôn", prompt="Dưới xã gọi là (thôn, ấp, bản, buôn…)",
              help="Dưới xã gọi là gì.")  # fmt: skip
@click.option("--office", default="bảo hiểm xã hội cơ sở", prompt="Tên cơ quan bảo hiểm xã hội",
              help="Tên cơ quan bảo hiểm xã hội.")  # fmt: skip
@click.option("--hotline", default="1900 9068", prompt="Số điện thoại để hỏi",
              help="Số điện thoại để hỏi.")  # fmt: skip
@click.option("--registration", default="bưu điện xã", prompt="Nơi đăng ký", help="Nơi đăng ký.")
@click.option("--hours", default="sáng thứ hai đến thứ sáu", prompt="Giờ làm việc",
              help="Giờ làm việc của nơi đăng ký.")  # fmt: skip
@click.option("--feedback", default="đài truyền thanh xã", prompt="Nơi nhận góp ý",
              help="Nơi nhận góp ý.")  # fmt: skip
def init(
    folder: Path,
    province: str,
    commune: str,
    region: str,
    village: str,
    office: str,
    hotline: str,
    registration: str,
    hours: str,
    feedback: str,
) -> int:
    """Dựng bộ mẫu riêng của cơ quan trong một thư mục trống."""
    from kichban.office import Answers, lay_out
    from kichban.units import commune as find

    unit = find(province, commune)
    answers = Answers(unit, region, village, office, hotline, registration, hours, feedback)
    written = lay_out(folder, answers)
    click.echo(f"Đã dựng bộ mẫu của {unit.full}, {unit.province} trong «{folder}»:")
    for path in written:
        click.echo(f"  {path.relative_to(folder)}")
    click.echo("Đọc DOC-TRUOC.md trước.")
    return CLEAN


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

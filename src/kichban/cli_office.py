"""Commands for the office's own folder."""

from __future__ import annotations

from pathlib import Path

import click

from kichban.cli_words import Command, Group

CLEAN = 0


def register(app: Group) -> None:
    """Add the commands of this module to the command line."""
    app.add_command(init)


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

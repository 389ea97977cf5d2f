"""Commands that judge: check, explain, say."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kichban.cli_options import CLEAN, DATE, FOUND, JSON, PACK, day_or_today, packs_of
from kichban.cli_words import Command, Group
from kichban.errors import BadRequest, OutOfRange

if TYPE_CHECKING:
    from decimal import Decimal

    from kichban.checks.findings import Finding
    from kichban.packs import Packs


def register(app: Group) -> None:
    """Add the commands of this module to the command line."""
    for command in (check, explain, say):
        app.add_command(command)


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[ĐƯỜNG_DẪN]…")
@JSON
@click.option(
    "--form",
    type=click.Choice(["text", "github"]),
    default="text",
    show_default=True,
    help="github: dòng báo mà nơi chứa mã nguồn hiện ngay cạnh dòng có lỗi.",
)
@click.option("--strict", is_flag=True, help="Coi cảnh báo cũng là lỗi.")
@DATE
@PACK
def check(
    paths: tuple[Path, ...],
    as_json: bool,
    form: str,
    strict: bool,
    day: date | None,
    pack: tuple[Path, ...],
) -> int:
    """Soát bộ mẫu, luật, hồ sơ địa phương, hoặc tài liệu đã viết; báo hết lỗi một lần."""
    from kichban.checks.layout import is_document
    from kichban.checks.output import as_github, as_text
    from kichban.checks.output import as_json as to_json
    from kichban.checks.packs import check_packs

    packs, today = packs_of(pack), day_or_today(day)
    documents = [path for path in paths if is_document(path)]
    rest = [path for path in paths if not is_document(path)]
    findings: list[Finding] = []
    if rest or not documents:
        findings += check_packs(packs, rest, day=today)
    reports = _documents(packs, documents, today)
    for _, of_document in reports:
        findings += of_document
    if as_json:
        click.echo(to_json(findings))
    elif form == "github":
        for line in as_github(findings):
            click.echo(line)
    else:
        for lines, _ in reports:
            for line in lines:
                click.echo(line)
        for line in as_text(findings):
            click.echo(line)
    blocking = {"loi", "canh_bao"} if strict else {"loi"}
    return FOUND if any(f.level in blocking for f in findings) else CLEAN


def _documents(
    packs: Packs, paths: Sequence[Path], day: date
) -> list[tuple[list[str], list[Finding]]]:
    """For each finished document its report, line by line, and its findings."""
    del packs, paths, day
    return []


@click.command(cls=Command)
@click.argument("code", metavar="[MÃ]", required=False, default="")
def explain(code: str) -> int:
    """Nói rõ một mã lỗi: vì sao, cách sửa, ví dụ sai và đúng. Không có mã thì liệt kê."""
    from kichban.checks.codes import catalogue, explained

    if not code:
        for name, item in catalogue().items():
            click.echo(f"{name:<6}{item.ten}")
        return CLEAN
    for line in explained(code):
        click.echo(line)
    return CLEAN


@click.command(cls=Command)
@click.argument("text", nargs=-1, metavar="CHỮ|TỆP")
@click.option("--channel", default="", metavar="MÃ", help="Đọc theo nhịp của kênh nào.")
@click.option("--rate", default="", metavar="SỐ", help="Nhịp đọc, âm tiết mỗi giây, ví dụ 2,8.")
@click.option(
    "--region",
    type=click.Choice(["bac", "nam"]),
    default="bac",
    show_default=True,
    help="Cách đọc của miền nào.",
)
@click.option(
    "--verify",
    "table",
    type=click.Path(path_type=Path),
    metavar="BẢNG.tsv",
    help="So cách đọc với một bảng, báo từng dòng.",
)
@PACK
def say(
    text: tuple[str, ...],
    channel: str,
    rate: str,
    region: Any,
    table: Path | None,
    pack: tuple[Path, ...],
) -> int:
    """Đọc thành lời như phát thanh viên, kèm số âm tiết và thời gian."""
    if table is not None:
        return _verified(table, region)
    from kichban.measure import duration
    from kichban.vietnamese import seconds, spoken, syllables

    words = _words(text)
    pace = _pace(channel, rate, pack)
    click.echo(spoken(words, region=region))
    count = syllables(words, region=region)
    took = duration(seconds(words, pace, region=region))
    shown = str(pace).replace(".", ",")
    click.echo(f"{count} âm tiết, {took} (nhịp {shown} âm tiết mỗi giây).")
    return CLEAN


def _words(text: Sequence[str]) -> str:
    """What is to be read: the words themselves, a file, or standard input."""
    from kichban.yamlio import read_text

    if not text:
        if sys.stdin.isatty():
            raise BadRequest("Chưa nói đọc gì.", hint="thêm câu cần đọc, hoặc tên tệp.")
        return sys.stdin.read()
    if len(text) == 1 and _is_file(text[0]):
        return read_text(Path(text[0]))
    return " ".join(text)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False  # too long, or holding a character that no file name has


def _pace(channel: str, rate: str, pack: Sequence[Path]) -> Decimal:
    """Syllables in a second: as asked, as the channel sets it, or three."""
    from decimal import Decimal

    from kichban.numerals import parse_number

    if rate and channel:
        raise BadRequest("Đã cho cả --channel lẫn --rate.", hint="giữ một.")
    if rate:
        try:
            pace = parse_number(rate)
        except ValueError as error:
            message, _, hint = str(error).partition(" || ")
            raise BadRequest(message, hint=hint) from error
        if not 0 < pace <= 10:
            raise OutOfRange(f"Nhịp đọc {rate} không thể có.", hint="chọn từ 2 đến 4.")
        return pace
    if channel:
        return Decimal(packs_of(pack).channel(channel).toc_do.replace(",", "."))
    return Decimal(3)


def _verified(table: Path, region: Any) -> int:
    from kichban.vietnamese import verify_table
    from kichban.yamlio import read_text

    rows = verify_table(read_text(table), file=str(table), region=region)
    for row in rows:
        mark = "khớp" if row.passed else "SAI "
        click.echo(f"{row.line:>4}  {mark}  {row.source}  →  {row.said}")
        if not row.passed:
            click.echo(f"            cần: {row.expected}")
    bad = sum(not row.passed for row in rows)
    click.echo(f"{len(rows) - bad} dòng khớp, {bad} dòng không khớp.")
    return FOUND if bad else CLEAN

"""Commands that judge: check, explain, say."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kichban.cli_approval import approval_line
from kichban.cli_options import CLEAN, DATE, FOUND, JSON, PACK, PLACE, TYPED, day_or_today, packs_of
from kichban.cli_words import Command, Group
from kichban.errors import BadRequest, OutOfRange

if TYPE_CHECKING:
    from decimal import Decimal

    from kichban.checks.clarity import Assessment
    from kichban.checks.findings import Finding
    from kichban.packs import Packs


def register(app: Group) -> None:
    """Add the commands of this module to the command line."""
    for command in (check, explain, say):
        app.add_command(command)


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=TYPED, metavar="[ĐƯỜNG_DẪN]…")
@JSON
@click.option(
    "--form",
    type=click.Choice(["text", "github"]),
    default="text",
    show_default=True,
    help="github: dòng báo mà nơi chứa mã nguồn hiện ngay cạnh dòng có lỗi.",
)
@click.option("--strict", is_flag=True, help="Coi cảnh báo cũng là lỗi.")
@click.option("--persona", default="", metavar="MÃ", help="Tài liệu viết cho nhóm nào.")
@click.option("--topic", default="", metavar="MÃ", help="Tài liệu nói chủ đề nào.")
@click.option("--channel", default="", metavar="MÃ", help="Tài liệu dùng cho kênh nào.")
@click.option(
    "--judges",
    type=TYPED,
    metavar="TỆP.docx",
    help="Ghi phiếu cho hai người chấm một tài liệu do kichban viết.",
)
@DATE
@PACK
def check(
    paths: tuple[Path, ...],
    as_json: bool,
    form: str,
    strict: bool,
    persona: str,
    topic: str,
    channel: str,
    judges: Path | None,
    day: date | None,
    pack: tuple[Path, ...],
) -> int:
    """Soát bộ mẫu, luật, hồ sơ địa phương, hoặc tài liệu đã viết; báo hết lỗi một lần."""
    from kichban.checks.layout import sorted_out
    from kichban.checks.output import as_github, as_text
    from kichban.checks.output import as_json as to_json
    from kichban.checks.packs import check_packs

    packs = packs_of(pack)
    rest, documents = sorted_out(paths)
    findings: list[Finding] = []
    if rest or not documents:
        findings += check_packs(packs, rest, day=day_or_today(day))
    assessments = (
        _assessed(packs, documents, persona, topic, channel, day_or_today(day)) if documents else []
    )
    of_documents = [f for assessment in assessments for f in assessment.findings()]
    if as_json:
        click.echo(to_json([*findings, *of_documents], assessments))
    elif form == "github":
        for line in as_github([*findings, *of_documents]):
            click.echo(line)
    else:
        _print_reports(packs, assessments, day_or_today(day))
        for line in as_text(findings) if rest or not documents else ():
            click.echo(line)
    if judges is not None:
        _write_form(packs, documents, judges)
    blocking = {"loi", "canh_bao"} if strict else {"loi"}
    blocked = any(f.level in blocking for f in (*findings, *of_documents))
    return CLEAN if not blocked and all(a.ok for a in assessments) else FOUND


def _assessed(
    packs: Packs, paths: Sequence[Path], persona: str, topic: str, channel: str, day: date
) -> list[Assessment]:
    from kichban.checks.clarity import assess_file
    from kichban.workshop import Workshop

    workshop = Workshop(packs)
    return [
        assess_file(path, workshop, persona=persona, topic=topic, channel=channel, on=day)
        for path in paths
    ]


def _print_reports(packs: Packs, assessments: Sequence[Assessment], day: date) -> None:
    if not assessments:
        return
    from kichban.checks.report import as_text
    from kichban.checks.rulebook import rule_book

    for assessment in assessments:
        click.echo(as_text(assessment, rule_book(packs)))
        if approval := approval_line(Path(assessment.name), day):
            click.echo(approval)


def _write_form(packs: Packs, paths: Sequence[Path], target: Path) -> None:
    """The form for the judges of one document, as a Word file."""
    from kichban.checks.human_form import human_form
    from kichban.provenance import sidecar_of
    from kichban.render import to_format
    from kichban.stale import request_of
    from kichban.workshop import Workshop
    from kichban.writing import write_files

    if len(paths) != 1:
        raise BadRequest("Phiếu chấm dành cho một tài liệu.", hint="chỉ một tệp tài liệu.")
    workshop = Workshop(packs)
    sidecar = sidecar_of(paths[0])
    law_day = date.fromisoformat(sidecar.data["yeu_cau"]["ngay_luat"])
    draft = workshop.compose(request_of(sidecar, law_day))
    content = to_format(human_form(draft, workshop), "docx")
    write_files(target.parent, {target.name: content})
    click.echo(f"Đã ghi phiếu chấm: {target}", err=True)


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
    help="Cách đọc của miền nào; để trống thì theo hồ sơ địa phương.",
)
@click.option(
    "--verify",
    "table",
    type=TYPED,
    metavar="BẢNG.tsv",
    help="So cách đọc với một bảng, báo từng dòng.",
)
@PLACE
@PACK
def say(
    text: tuple[str, ...],
    channel: str,
    rate: str,
    region: Any,
    table: Path | None,
    place: str,
    pack: tuple[Path, ...],
) -> int:
    """Đọc thành lời như phát thanh viên, kèm số âm tiết và thời gian.

    Chữ viết tắt trong rules/viet-tat.yaml của cơ quan được đọc theo tệp ấy.
    """
    packs = packs_of(pack)
    region = region or packs.place(place or packs.usual_place).mien
    own = packs.abbreviations
    if table is not None:
        return _verified(table, region, own)
    from kichban.measure import duration
    from kichban.vietnamese import seconds, spoken, syllables

    words = _words(text)
    pace = _pace(channel, rate, packs)
    click.echo(spoken(words, region=region, abbreviations=own))
    count = syllables(words, region=region, abbreviations=own)
    took = duration(seconds(words, pace, region=region, abbreviations=own))
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


def _pace(channel: str, rate: str, packs: Packs) -> Decimal:
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
        return Decimal(packs.channel(channel).toc_do.replace(",", "."))
    return Decimal(3)


def _verified(table: Path, region: Any, own: Mapping[str, str]) -> int:
    from kichban.vietnamese import verify_table
    from kichban.yamlio import read_text

    rows = verify_table(read_text(table), file=str(table), region=region, abbreviations=own)
    for row in rows:
        mark = "khớp" if row.passed else "SAI "
        click.echo(f"{row.line:>4}  {mark}  {row.source}  →  {row.said}")
        if not row.passed:
            click.echo(f"            cần: {row.expected}")
    bad = sum(not row.passed for row in rows)
    click.echo(f"{len(rows) - bad} dòng khớp, {bad} dòng không khớp.")
    return FOUND if bad else CLEAN

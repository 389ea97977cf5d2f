"""Commands that make documents and tell where their figures come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kichban.cli_log import entered
from kichban.cli_options import (
    CLEAN,
    DATE,
    DRAFT,
    FORMATS,
    FOUND,
    JSON,
    OUT,
    PACK,
    PERSONA,
    PLACE,
    TYPED,
    UNVERIFIED,
    VARIANT,
    Day,
    day_or_today,
    formats_of,
    names,
    now,
    pairs_of,
    workshop_of,
)
from kichban.cli_words import Command, Group
from kichban.errors import BadRequest, KichbanError
from kichban.numerals import format_date

if TYPE_CHECKING:
    from kichban.bulk import Bundle
    from kichban.draft import Draft
    from kichban.packs import Packs
    from kichban.workshop import Workshop


def register(app: Group) -> None:
    """Add the commands of this module to the command line."""
    for command in (render, pack, trace, stale):
        app.add_command(command)


@click.command(cls=Command)
@PERSONA
@click.option(
    "--topic", default="", metavar="MÃ", shell_complete=names("topics"), help="Về việc gì."
)
@click.option(
    "--channel", default="", metavar="MÃ", shell_complete=names("channels"), help="Qua kênh nào."
)
@PLACE
@DATE
@click.option("--issued", type=Day(), metavar="NGÀY", help="Ngày ghi ở chân tài liệu.")
@VARIANT
@click.option("--set", "settings", multiple=True, metavar="TÊN=GIÁ_TRỊ", help="Đổi số của ví dụ.")
@FORMATS
@click.option(
    "--edition",
    type=click.Choice(["public", "reviewer"]),
    default="public",
    show_default=True,
    help="Bản phát ra (public) hay bản có lời chú cho người duyệt (reviewer).",
)
@click.option(
    "--look",
    default="",
    metavar="TÊN|TỆP",
    help="Kiểu dáng: tên tệp trong looks/, hoặc một tệp Word; để trống thì theo kênh.",
)
@DRAFT
@click.option(
    "--waive",
    multiple=True,
    metavar="CỔNG=LÝ_DO",
    help="Bỏ qua một cổng, có lý do; ghi lại trong tệp nguồn số liệu.",
)
@click.option("--by", default="", metavar="AI", help="Ai chịu trách nhiệm việc bỏ qua.")
@UNVERIFIED
@OUT
@PACK
def render(
    persona: str,
    topic: str,
    channel: str,
    place: str,
    day: date | None,
    issued: date | None,
    variant: int | None,
    settings: tuple[str, ...],
    formats: str,
    edition: Any,
    look: str,
    draft: bool,
    waive: tuple[str, ...],
    by: str,
    unverified: bool,
    out: Path,
    pack: tuple[Path, ...],
) -> int:
    """Viết một tài liệu cho một nhóm người nghe."""
    from kichban.draft import Waiver
    from kichban.workshop import Request

    workshop = workshop_of(pack)
    names = formats_of(formats, workshop.formats)
    today = day_or_today(None)
    request = Request(
        persona=persona,
        topic=topic,
        channel=channel,
        place=place or workshop.packs.usual_place,
        law_date=day or today,
        issued_on=issued or day or today,
        variant=variant,
        settings=pairs_of(settings),
        unverified=unverified,
    )
    _tell_of_originals(workshop.packs)
    result = workshop.compose(request)
    if look:
        result = replace(result, look=_look_of(look, workshop))
    waivers = [Waiver(gate, reason, by) for gate, reason in pairs_of(waive).items()]
    result = result.waived(waivers) if waivers else result
    for finding in result.findings:
        click.echo(finding.report(), err=finding.level == "loi")
    paths = result.write(out, formats=names, edition=edition, draft=draft)
    _tell_of_look(result.look, names)
    _summary(result, paths)
    noted = entered(result, paths, edition=edition, marked=draft)
    return FOUND if result.blocking or not noted else CLEAN


@click.command(cls=Command)
@click.option(
    "--persona",
    "personas",
    multiple=True,
    metavar="MÃ",
    shell_complete=names("personas"),
    help="Viết cho ai; nhiều nhóm thì ghi nhiều lần.",
)
@click.option("--all", "everybody", is_flag=True, help="Viết cho mọi nhóm, mỗi nhóm một thư mục.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="SỐ",
    help="Viết mấy nhóm cùng lúc; để trống là theo số nhân của máy.",
)
@PLACE
@DATE
@VARIANT
@FORMATS
@DRAFT
@OUT
@PACK
def pack(
    personas: tuple[str, ...],
    everybody: bool,
    jobs: int | None,
    place: str,
    day: date | None,
    variant: int | None,
    formats: str,
    draft: bool,
    out: Path,
    pack: tuple[Path, ...],
) -> int:
    """Viết một lượt mọi tài liệu hợp với một nhóm hay mọi nhóm, kèm trang mục lục."""
    from kichban.bulk import Order, cores, write_all, write_contents, write_one
    from kichban.workshop import Request

    if everybody == bool(personas):
        raise BadRequest(
            "Ghi --persona, hoặc --all, một trong hai.",
            hint="viết --persona nong-dan cho một nhóm, --all cho mọi nhóm.",
        )
    workshop = workshop_of(pack)
    build = partial(workshop_of, pack, quiet=True)  # what is broken is told once
    packs = workshop.packs
    place = place or packs.usual_place
    wanted = packs.ids("personas") if everybody else tuple(dict.fromkeys(personas))
    for name in wanted:
        packs.persona(name)
    request = Request(persona=wanted[0], law_date=day_or_today(day), place=place, variant=variant)
    _tell_of_look(packs.look(), formats.split(","))
    order = Order(request, out, now(), tuple(formats_of(formats, workshop.formats)), draft)
    if len(wanted) == 1 and not everybody:
        bundle = write_one(workshop, order)
        _told(bundle)
        click.echo(f"Đã viết {bundle.documents} tài liệu vào {out}; mục lục: {bundle.index.name}.")
        return FOUND if bundle.failures else CLEAN
    bundles = []
    for bundle in write_all(build, order, wanted, jobs or cores()):
        bundles.append(bundle)
        _told(bundle)
        click.echo(f"{bundle.name}: {bundle.documents} tài liệu vào {bundle.folder}.")
    contents = write_contents(order, bundles)
    total = sum(bundle.documents for bundle in bundles)
    click.echo(f"Đã viết {total} tài liệu cho {len(bundles)} nhóm; mục lục: {contents[0]}.")
    return FOUND if any(bundle.failures for bundle in bundles) else CLEAN


def _told(bundle: Bundle) -> None:
    for failure in bundle.failures:
        click.echo(failure, err=True)


def _tell_of_originals(packs: Packs) -> None:
    """One line when originals under the office's overrides have changed since."""
    from kichban.changes import needs_attention

    if count := len(needs_attention(packs)):
        click.echo(f"Bản gốc dưới {count} tệp của mình đã đổi: xem bằng kichban diff.", err=True)


def _look_of(name: str, workshop: Workshop) -> Path:
    """The Word file meant: a path, or the name of a look of the packs."""
    from kichban.on_disk import on_disk

    path = on_disk(Path(name))
    return path if path.suffix or path.is_file() else workshop.packs.look(name)


def _tell_of_look(look: Path | None, formats: Sequence[str]) -> None:
    from kichban.checks.looks import judge_look

    if "docx" in formats and look is not None:
        for finding in judge_look(look):
            click.echo(finding.report())


def _summary(draft: Draft, paths: Sequence[Path]) -> None:
    from kichban.measure import duration
    from kichban.writing import open_elsewhere

    for path in open_elsewhere(paths):
        told = f"Bản cũ của «{path.name}» đang mở trong Word: đóng lại, đừng lưu, rồi mở bản mới."
        click.echo(told, err=True)
    click.echo(f"Đã viết «{draft.script.title}»:")
    for path in paths:
        click.echo(f"  {path}")
    measured = draft.length
    spoken = f"{measured.syllables} âm tiết, nói hết {duration(measured.seconds)}"
    planned = f"; cả buổi {measured.minutes} phút" if measured.minutes else ""
    click.echo(f"Độ dài: {spoken}{planned}.")
    if draft.score is not None:
        click.echo(f"Điểm rõ ràng do máy chấm: {draft.score}/100.")
    if draft.expires_on:
        from datetime import timedelta

        last = format_date(draft.expires_on - timedelta(days=1))
        click.echo(f"Dùng đến hết ngày {last}; từ {format_date(draft.expires_on)} phải làm lại.")
    else:
        click.echo("Chưa có ngày hết hạn: các số đã dùng chưa có văn bản nào đổi.")


@click.command(cls=Command)
@click.argument("file", type=TYPED, metavar="TỆP")
@JSON
def trace(file: Path, as_json: bool) -> int:
    """Mỗi con số trong một tài liệu lấy từ đâu."""
    from kichban.provenance import sidecar_of
    from kichban.provenance_text import trace_lines

    sidecar = sidecar_of(file)
    if as_json:
        import json

        click.echo(json.dumps(sidecar.data, ensure_ascii=False, indent=2))
        return CLEAN
    for line in trace_lines(sidecar.data):
        click.echo(line)
    return CLEAN


@click.command(cls=Command)
@click.argument("folder", type=TYPED, metavar="THƯ_MỤC")
@DATE
@click.option("--rerender", is_flag=True, help="Viết bản mới cạnh bản cũ, theo luật ngày đó.")
@JSON
@PACK
def stale(
    folder: Path, day: date | None, rerender: bool, as_json: bool, pack: tuple[Path, ...]
) -> int:
    """Tài liệu nào trong thư mục không còn đúng vào một ngày, số cũ và số mới."""
    from dataclasses import asdict

    from kichban.stale import stale as find

    if not folder.is_dir():
        raise BadRequest(f"Không có thư mục «{folder}».", hint="xem lại đường dẫn.")
    wanted = day_or_today(day)
    workshop = workshop_of(pack)
    found = list(find(workshop, folder, wanted))
    if as_json:
        import json

        data = [{**asdict(item), "path": str(item.path)} for item in found]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    for item in found if not as_json else ():
        for line in item.lines():
            click.echo(line)
        if rerender and not item.unjudged:
            _rerender(workshop, item.path, wanted)
    if not as_json:
        wrong = sum(not item.unjudged for item in found)
        click.echo(f"{wrong} tài liệu không còn đúng vào ngày {format_date(wanted)}.")
        if unjudged := len(found) - wrong:
            click.echo(f"{unjudged} tài liệu chưa xét được.")
    return FOUND if found else CLEAN


def _rerender(workshop: Workshop, old: Path, day: date) -> None:
    """The new version beside the old one; one that cannot be written does not stop the others."""
    from kichban.provenance import SUFFIX, sidecar_of
    from kichban.stale import request_of

    name = f"{old.name.removesuffix(SUFFIX).removesuffix('.docx')}--{day.isoformat()}"
    try:
        draft = workshop.compose(request_of(sidecar_of(old), day))
        paths = draft.write(old.parent, name=name)
        for path in paths:
            click.echo(f"  Bản mới: {path}")
        entered(draft, paths)
    except KichbanError as error:
        click.echo(error.report(), err=True)

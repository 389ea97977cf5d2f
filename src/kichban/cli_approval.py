"""Commands for approval: the papers that go with a document, and who signed which bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kichban.cli_options import (
    CLEAN,
    DATE,
    FOUND,
    JSON,
    PACK,
    TYPED,
    day_or_today,
    now,
    workshop_of,
)
from kichban.cli_words import Command, Group
from kichban.errors import BadRequest, KichbanError, ManyErrors

if TYPE_CHECKING:
    from kichban.document_files import DocumentFiles


def register(app: Group) -> None:
    """Add the commands of this module to the command line."""
    for command in (review, approve):
        app.add_command(command)


@click.command(cls=Command)
@click.argument("file", type=TYPED, metavar="TỆP")
@DATE
@PACK
def review(file: Path, day: date | None, pack: tuple[Path, ...]) -> int:
    """Lập bộ trình duyệt cạnh tài liệu: bản có lời chú, phiếu trình duyệt, phiếu người chấm."""
    from kichban.document_files import document_of
    from kichban.review import review_set
    from kichban.writing import write_files

    document = document_of(file)
    papers = review_set(document, workshop_of(pack), day_or_today(day))
    for path in write_files(document.folder, papers.files):
        click.echo(f"  {path}")
    for remark in papers.remarks:
        click.echo(f"Lưu ý: {remark}", err=True)
    click.echo("Ký trên phiếu xong, ghi lại bằng: kichban approve TỆP --by «ai»")
    return FOUND if papers.remarks else CLEAN


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=TYPED, metavar="TỆP|THƯ_MỤC…")
@click.option("--by", default="", metavar="AI", help="Người ký, đúng như ghi trên phiếu.")
@click.option("--role", default="", metavar="CHỨC_DANH", help="Ký với chức danh gì.")
@click.option(
    "--score",
    "totals",
    type=int,
    multiple=True,
    metavar="SỐ",
    help="Điểm người chấm, quy về 100; hai người chấm thì viết hai lần.",
)
@click.option("--h4", type=int, multiple=True, metavar="SỐ", help="Điểm câu H4 của từng người.")
@click.option("--h7", type=int, multiple=True, metavar="SỐ", help="Điểm câu H7.")
@click.option(
    "--check", "checking", is_flag=True, help="Không ký; xem đã ký chưa, tệp có đổi sau khi ký."
)
@DATE
@JSON
@PACK
def approve(
    paths: tuple[Path, ...],
    by: str,
    role: str,
    totals: tuple[int, ...],
    h4: tuple[int, ...],
    h7: tuple[int, ...],
    checking: bool,
    day: date | None,
    as_json: bool,
    pack: tuple[Path, ...],
) -> int:
    """Ghi lại ai đã ký duyệt tài liệu, lúc nào, bản nào; với --check thì xem còn đúng bản đã ký."""
    from kichban.approval import add_signature
    from kichban.signing import Ready, Signer, examined, joined_scores

    wanted = day_or_today(day)
    documents = list(dict.fromkeys(_documents(paths)))
    if checking:
        return _check(documents, wanted, as_json=as_json)
    if not by.strip():
        raise BadRequest("Chưa ghi ai ký.", hint='thêm --by "họ tên, đúng như trên phiếu".')
    workshop = workshop_of(pack)
    signer = Signer(
        by.strip(), role.strip(), now(), wanted, joined_scores(workshop, totals, h4, h7)
    )
    ready: list[Ready] = []
    errors: list[KichbanError] = []
    for document in documents:
        try:
            ready.append(examined(document, workshop, signer))
        except KichbanError as error:
            errors.append(error)
    if errors:  # a pile is signed whole or not at all
        raise errors[0] if len(errors) == 1 else ManyErrors(errors)
    for item in ready:
        added = add_signature(item.document, item.title, item.signature)
        what = "Đã ghi chữ ký" if added else "Người này đã ký đúng bản này rồi"
        click.echo(f"{what}: {item.document.name}")
        for remark in item.signature.luu_y:
            click.echo(f"  Lưu ý: {remark}")
    return CLEAN


def approval_line(path: Path, day: date) -> str:
    """One line on the signatures of a document, without names; "" for what others wrote."""
    from kichban.approval import standing_of
    from kichban.document_files import RECORD, document_of
    from kichban.provenance import SUFFIX

    try:
        document = document_of(path)
        ours = any(document.path(ending).is_file() for ending in (RECORD, SUFFIX))
        return f"DUYỆT: {standing_of(document).in_short(day)}" if ours else ""
    except KichbanError as error:
        return f"DUYỆT: {error.message}"


def _documents(paths: Sequence[Path]) -> Iterator[DocumentFiles]:
    from kichban.document_files import document_of, documents_below

    for path in paths:
        found = list(documents_below(path)) if path.is_dir() else [document_of(path)]
        if not found:
            raise BadRequest(
                f"Trong «{path}» không có tài liệu nào do kichban viết.",
                hint="xem lại đường dẫn; tài liệu phải còn tệp .nguon.json đi kèm.",
            )
        yield from found


def _check(documents: Sequence[DocumentFiles], day: date, *, as_json: bool) -> int:
    """Tell of each document who signed it, and whether it is still what was signed."""
    from kichban.approval import standing_of

    standings = [standing_of(document) for document in documents]
    code = CLEAN if all(standing.good(day) for standing in standings) else FOUND
    if as_json:
        import json

        data = [standing.as_data(day) for standing in standings]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return code
    for standing in standings:
        click.echo(f"{standing.document.name}: {standing.in_short(day)}")
        for line in standing.lines():
            click.echo(f"  {line}")
        for finding in standing.findings(day):
            click.echo(finding.report())
    return code

"""The command that shows the journal of documents, and the entry that every writing makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kichban.cli_options import (
    CLEAN,
    DATE,
    FOUND,
    JSON,
    PACK,
    TYPED,
    Day,
    day_or_today,
    now,
    packs_of,
)
from kichban.cli_words import Command, Group
from kichban.errors import BadRequest, CannotRecord, KichbanError
from kichban.numerals import format_date

if TYPE_CHECKING:
    from kichban.draft import Draft
    from kichban.packs import Packs

_SEPARATORS = {"cham-phay": ";", "phay": ",", "tab": "\t"}


def register(app: Group) -> None:
    """Add the commands of this module to the command line."""
    app.add_command(log)


def entered(
    draft: Draft,
    paths: Sequence[Path],
    *,
    edition: Any = "public",
    marked: bool = False,
) -> bool:
    """Enter a written document into its journal; False, and told, when that cannot be."""
    from kichban.journal import record

    try:
        record(draft, paths, now(), edition=edition, marked=marked)
    except CannotRecord as error:
        click.echo(error.report(), err=True)
        return False
    return True


@click.command(cls=Command)
@click.argument(
    "folder",
    type=TYPED,
    metavar="[THƯ_MỤC]",
    default=Path("ket-qua"),
    required=False,
)
@click.option("--from", "since", type=Day(), metavar="NGÀY", help="Chỉ xem từ ngày này.")
@click.option("--to", "until", type=Day(), metavar="NGÀY", help="Chỉ xem đến hết ngày này.")
@click.option(
    "--csv",
    "table",
    type=TYPED,
    metavar="TỆP",
    help="Ghi danh sách ra tệp CSV mở bằng Excel.",
)
@click.option(
    "--counts-csv",
    "sums",
    type=TYPED,
    metavar="TỆP",
    help="Ghi bảng đếm theo chỉ số ra tệp CSV.",
)
@click.option(
    "--separator",
    type=click.Choice(list(_SEPARATORS)),
    default="cham-phay",
    show_default=True,
    help="Dấu ngăn cột của CSV; Excel tiếng Việt dùng chấm phẩy.",
)
@click.option(
    "--used",
    type=TYPED,
    metavar="TỆP",
    help="Ghi việc đã làm với một tài liệu: đã phát mấy lượt, đã in mấy tờ.",
)
@click.option("--count", type=int, metavar="SỐ", help="Cùng --used: bao nhiêu; số âm để trừ lại.")
@DATE
@click.option("--add", is_flag=True, help="Ghi vào sổ tài liệu có trong thư mục mà sổ còn thiếu.")
@JSON
@PACK
def log(
    folder: Path,
    since: date | None,
    until: date | None,
    table: Path | None,
    sums: Path | None,
    separator: str,
    used: Path | None,
    count: int | None,
    day: date | None,
    add: bool,
    as_json: bool,
    pack: tuple[Path, ...],
) -> int:
    """Sổ tài liệu: đã viết gì, đếm theo chỉ số M-01 đến M-08, đã phát, đã in bao nhiêu."""
    from kichban.log_table import View
    from kichban.metrics import metrics_of
    from kichban.tally import Period

    if used is not None or count is not None:
        return _use(used, count, day_or_today(day), packs_of(pack))
    if not folder.is_dir():
        raise BadRequest(f"Không có thư mục «{folder}».", hint="xem lại đường dẫn.")
    if since and until and since > until:
        raise BadRequest("Ngày --from sau ngày --to.", hint="đổi chỗ hai ngày.")
    packs = packs_of(pack)
    if add:
        _add(folder, packs)
    view = View.of(folder, metrics_of(packs), Period(since, until), day_or_today(day))
    if as_json:
        import json

        click.echo(json.dumps(view.as_data(), ensure_ascii=False, indent=2))
    else:
        for line in view.lines():
            click.echo(line)
    for path, rows in ((table, view.product_rows()), (sums, view.count_rows())):
        if path is not None:
            _save(path, rows, _SEPARATORS[separator])
    for finding in view.findings if not as_json else ():
        click.echo(finding.report(), err=True)
    return FOUND if view.findings else CLEAN


def _use(path: Path | None, count: int | None, day: date, packs: Packs) -> int:
    """Enter what was done with a document."""
    from kichban.document_files import document_of
    from kichban.journal import Used, Written, append, read
    from kichban.metrics import metrics_of

    if path is None or count is None:
        raise BadRequest(
            "Ghi việc đã làm cần cả tệp và số lượng.", hint="viết --used TỆP --count 4."
        )
    if count == 0:
        raise BadRequest("Số lượng 0 không ghi gì.", hint="viết số lượt, số tờ; số âm để trừ lại.")
    document = document_of(path)
    lines = [x for x in read(document.folder).lines if isinstance(x, Written)]
    last = next((x for x in reversed(lines) if x.ten == document.name), None)
    if last is None:
        raise BadRequest(
            f"Sổ của thư mục «{document.folder}» chưa có tài liệu «{document.name}».",
            hint=f"chạy trước: kichban log {document.folder} --add",
        )
    append(
        document.folder,
        [Used(luc=now(), ten=document.name, chi_so=last.chi_so, so_luong=count, ngay=day)],
    )
    metric = metrics_of(packs).get(last.chi_so)
    done = f"{metric.viec} {count} {metric.don_vi}" if metric else f"đã dùng {count} lần"
    click.echo(f"Đã ghi vào sổ: «{last.tai_lieu}» {done}, ngày {format_date(day)}.")
    return CLEAN


def _add(folder: Path, packs: Packs) -> None:
    """Enter the documents that are there and in no journal, as far as sidecars tell."""
    from kichban.document_files import document_of
    from kichban.journal import append, journals_below, line_of
    from kichban.tally import missing

    for sidecar in list(missing(folder, list(journals_below(folder)))):
        document = document_of(sidecar.path)
        try:
            metric = packs.channel(sidecar.data["yeu_cau"]["kenh"]).chi_so
        except KichbanError:
            metric = ""  # the channel is no longer in the packs
        line = line_of(
            sidecar.data, document.name, document.files, now(), metric=metric, later=True
        )
        append(document.folder, [line])
        click.echo(f"Đã ghi vào sổ: {document.name}", err=True)


def _save(path: Path, rows: Iterable[Sequence[str]], separator: str) -> None:
    from kichban.log_table import csv_bytes
    from kichban.writing import write_files

    write_files(path.parent, {path.name: csv_bytes(rows, separator)})
    click.echo(f"Đã ghi {path}.", err=True)

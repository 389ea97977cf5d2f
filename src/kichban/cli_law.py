"""Commands that answer what the law says and what it comes to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kichban.cli_options import (
    CLEAN,
    DATE,
    FOUND,
    JSON,
    PACK,
    TYPED,
    UNVERIFIED,
    day_or_today,
    packs_of,
    pairs_of,
)
from kichban.cli_words import Command, Group
from kichban.errors import BadRequest


def register(app: Group) -> None:
    """Add the commands of this module to the command line."""
    for command in (calc, law, verify):
        app.add_command(command)


@click.command(cls=Command)
@click.argument("name", metavar="PHÉP_TÍNH")
@click.argument("inputs", nargs=-1, metavar="TÊN=GIÁ_TRỊ…")
@DATE
@JSON
@UNVERIFIED
@PACK
def calc(
    name: str,
    inputs: tuple[str, ...],
    day: date | None,
    as_json: bool,
    unverified: bool,
    pack: tuple[Path, ...],
) -> int:
    """Tính một khoản, kèm từng bước và căn cứ luật."""
    from kichban.calculators import REGISTRY, calculate
    from kichban.calculators.report import as_data, as_lines

    laws = packs_of(pack).law
    rules = laws.at(day_or_today(day), unverified=unverified)
    result = calculate(REGISTRY.get(name), rules, pairs_of(inputs))
    if as_json:
        import json

        click.echo(json.dumps(as_data(result), ensure_ascii=False, indent=2))
    else:
        for line in as_lines(result, laws.documents):
            click.echo(line)
    return CLEAN


@click.command(cls=Command)
@click.argument("name", required=False, default="", metavar="[MÃ]")
@click.option(
    "--search", "words", default="", metavar="CHỮ", help="Tìm điểm luật có những chữ này."
)
@click.option("--changes", "span", default="", metavar="TỪ..ĐẾN", help="Luật đổi gì giữa hai ngày.")
@PACK
def law(name: str, words: str, span: str, pack: tuple[Path, ...]) -> int:
    """Luật nói gì, trước đây nói gì, từ ngày nào, chắc đến đâu."""
    from kichban.law_desk import changed, described, found

    packs = packs_of(pack)
    if span:
        lines = changed(packs, span)
    elif words:
        lines = found(packs.law, words)
    elif name:
        lines = described(packs.law, name)
    else:
        raise BadRequest("Chưa nói xem điểm luật nào.", hint="thêm mã, --search hoặc --changes.")
    for line in lines:
        click.echo(line)
    return CLEAN


@click.command(cls=Command)
@click.argument("file", type=TYPED, metavar="TỆP")
@PACK
def verify(file: Path, pack: tuple[Path, ...]) -> int:
    """Đối chiếu các ví dụ có đáp số với máy tính."""
    from kichban.verify import verify as run_examples

    results = run_examples(packs_of(pack).law, file)
    for result in results:
        click.echo(result.line())
    bad = [r for r in results if not r.passed]
    click.echo(f"{len(results) - len(bad)} khớp, {len(bad)} không khớp.")
    return FOUND if bad else CLEAN

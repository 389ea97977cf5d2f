"""The command line: the modules of this family alone print or read the clock."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kichban import (
    __version__,
    cli_approval,
    cli_checks,
    cli_documents,
    cli_law,
    cli_log,
    cli_office,
)
from kichban.cli_options import CLEAN, PACK, packs_of
from kichban.cli_words import ARGUMENT_ERRORS, Command, Group, of_usage_error
from kichban.errors import BadRequest, KichbanError, did_you_mean

_OBJECTS_BETWEEN_SEARCHES = 50_000


def main() -> None:
    """Entry point: exit codes 0 clean, 1 findings, 2 could not run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # What packs hold lives as long as the program: looking through it for garbage takes time.
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code."""
    details = "--chi-tiet" in arguments
    try:
        code = app.main(
            [a for a in arguments if a != "--chi-tiet"], "kichban", standalone_mode=False
        )
    except KichbanError as error:
        click.echo(error.report(), err=True)
        code = ARGUMENT_ERRORS
    except click.UsageError as error:
        click.echo(of_usage_error(error).report(), err=True)
        code = ARGUMENT_ERRORS
    except (click.Abort, KeyboardInterrupt):
        click.echo("Đã dừng.", err=True)
        code = ARGUMENT_ERRORS
    except BrokenPipeError:
        code = CLEAN
    except Exception as error:
        if details:
            raise
        where = type(error).__name__
        click.echo(
            f"K999  Chương trình gặp lỗi của chính nó ({where}). "
            "Thêm --chi-tiet để xem, rồi báo cho nhóm làm phần mềm.",
            err=True,
        )
        code = ARGUMENT_ERRORS
    return code if isinstance(code, int) else CLEAN


@click.group(cls=Group, invoke_without_command=False)
@click.version_option(__version__, message="kichban %(version)s", help="Hiện số phiên bản.")
def app() -> None:
    """Viết kịch bản, tờ rơi, bản tin về bảo hiểm xã hội bằng lời dễ hiểu, số liệu đúng luật."""


_KINDS = {
    "personas": "nhóm người nghe",
    "topics": "chủ đề",
    "channels": "kênh",
    "places": "hồ sơ địa phương",
    "parameters": "tham số của luật",
    "provisions": "điểm luật",
    "calculators": "phép tính",
    "formats": "định dạng",
    "packs": "bộ mẫu, gói cài thêm",
}


@app.command("list", cls=Command)
@click.argument("kind", required=False, default="", metavar="[LOẠI]")
@PACK
def list_(kind: str, pack: tuple[Path, ...]) -> int:
    """Liệt kê một loại; không ghi LOẠI thì hiện tên các loại."""
    if kind and kind not in _KINDS:
        raise BadRequest(f"Không có loại «{kind}».", hint=did_you_mean(kind, _KINDS))
    if not kind:
        for name, what in _KINDS.items():
            click.echo(f"{name:<14}{what}")
        return CLEAN
    from kichban.catalogue import rows

    for name, title in rows(packs_of(pack), kind):
        click.echo(f"{name:<40}{title}")
    return CLEAN


@app.command(cls=Command)
@click.argument("kind", metavar="LOẠI")
@click.argument("name", metavar="MÃ")
@PACK
def show(kind: str, name: str, pack: tuple[Path, ...]) -> int:
    """Xem một mục: ở tệp nào, bộ mẫu nào, nội dung gì."""
    from kichban.catalogue import shown

    singular = {k.rstrip("s"): k for k in _KINDS}
    kind = singular.get(kind, kind)
    if kind not in _KINDS:
        raise BadRequest(f"Không có loại «{kind}».", hint=did_you_mean(kind, _KINDS))
    for line in shown(packs_of(pack), kind, name):
        click.echo(line)
    return CLEAN


@app.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish", "powershell"]), metavar="VỎ")
def completion(shell: str) -> int:
    """In đoạn mã để gõ nửa chữ rồi bấm Tab: bash, zsh, fish, powershell."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise BadRequest(f"Chưa hỗ trợ «{shell}».", hint="chọn bash, zsh hoặc fish.")
    click.echo(found(app, {}, "kichban", "_KICHBAN_COMPLETE").source())
    return CLEAN


for _module in (cli_documents, cli_approval, cli_log, cli_law, cli_office, cli_checks):
    _module.register(app)

"""The command line: the only module that prints or reads the clock."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kichban import __version__
from kichban.cli_checks import register as register_checks
from kichban.cli_office import register as register_office
from kichban.cli_words import ARGUMENT_ERRORS, Command, Group, of_usage_error
from kichban.errors import BadRequest, KichbanError, did_you_mean
from kichban.numerals import format_date, parse_day

if TYPE_CHECKING:
    from kichban.draft import Draft
    from kichban.packs import Packs
    from kichban.workshop import Workshop

FOUND, CLEAN = 1, 0


def main() -> None:
    """Entry point: exit codes 0 clean, 1 findings, 2 could not run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
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


class _Day(click.ParamType[date]):
    name = "NGÀY"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        del param, ctx
        if isinstance(value, date):
            return value
        try:
            return parse_day(str(value))
        except ValueError as error:
            message, _, hint = str(error).partition(" || ")
            raise BadRequest(message, hint=hint) from error


def _names(kind: str) -> Any:
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        del param
        try:
            packs = _packs(ctx.params.get("pack") or ())
        except KichbanError:
            return []
        return [name for name in packs.ids(kind) if name.startswith(incomplete)]

    return complete


_PACK = click.option(
    "--pack",
    multiple=True,
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path),
    help="Bộ mẫu riêng của cơ quan; để trống thì dùng thư mục đang đứng nếu có tệp kichban.yaml.",
)
_DATE = click.option(
    "--date",
    "day",
    type=_Day(),
    metavar="NGÀY",
    help="Ngày áp dụng luật, ví dụ 01/01/2027; để trống là hôm nay.",
)


def _packs(own: Sequence[Path]) -> Packs:
    from kichban.packs import MARKER, Packs

    here = Path.cwd()
    folders = tuple(own) or ((here,) if (here / MARKER).is_file() else ())
    return Packs(folders)


def _workshop(own: Sequence[Path]) -> Workshop:
    from kichban.workshop import Workshop

    return Workshop(_packs(own))


def _today(day: date | None) -> date:
    return day or date.today()  # noqa: DTZ011  the officer's own calendar day is meant


def _pairs(items: Sequence[str]) -> dict[str, str]:
    out = {}
    for item in items:
        key, sign, value = item.partition("=")
        if not sign:
            raise BadRequest(f"«{item}» chưa đúng dạng tên=giá_trị.", hint=f"viết {item}=…")
        out[key.strip()] = value.strip()
    return out


@click.group(cls=Group, invoke_without_command=False)
@click.version_option(__version__, message="kichban %(version)s", help="Hiện số phiên bản.")
def app() -> None:
    """Viết kịch bản, tờ rơi, bản tin về bảo hiểm xã hội bằng lời dễ hiểu, số liệu đúng luật."""


@app.command(cls=Command)
@click.option(
    "--persona", required=True, metavar="MÃ", shell_complete=_names("personas"), help="Viết cho ai."
)
@click.option(
    "--topic", default="", metavar="MÃ", shell_complete=_names("topics"), help="Về việc gì."
)
@click.option(
    "--channel", default="", metavar="MÃ", shell_complete=_names("channels"), help="Qua kênh nào."
)
@click.option(
    "--place",
    default="mac-dinh",
    metavar="MÃ|TỆP",
    shell_complete=_names("places"),
    help="Hồ sơ địa phương: mã, hoặc tệp YAML.",
)
@_DATE
@click.option("--issued", type=_Day(), metavar="NGÀY", help="Ngày ghi ở chân tài liệu.")
@click.option("--variant", type=int, metavar="SỐ", help="Bản thứ mấy trong các cách mở đầu, ví dụ.")
@click.option("--set", "settings", multiple=True, metavar="TÊN=GIÁ_TRỊ", help="Đổi số của ví dụ.")
@click.option("--format", "formats", default="docx,md", show_default=True, help="Các định dạng.")
@click.option(
    "--edition",
    type=click.Choice(["public", "reviewer"]),
    default="public",
    show_default=True,
    help="Bản phát ra (public) hay bản có lời chú cho người duyệt (reviewer).",
)
@click.option(
    "--look", type=click.Path(path_type=Path), metavar="TỆP", help="Tệp Word cho kiểu dáng."
)
@click.option("--draft", is_flag=True, help="Ghi cả khi còn lỗi; mọi trang đóng dấu bản nháp.")
@click.option(
    "--waive",
    multiple=True,
    metavar="CỔNG=LÝ_DO",
    help="Bỏ qua một cổng, có lý do; ghi lại trong tệp nguồn số liệu.",
)
@click.option("--by", default="", metavar="AI", help="Ai chịu trách nhiệm việc bỏ qua.")
@click.option("--chua-xac-minh", "unverified", is_flag=True, help="Dùng cả số liệu chưa chắc.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("ket-qua"),
    show_default=True,
    metavar="THƯ_MỤC",
    help="Ghi vào đâu.",
)
@_PACK
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
    look: Path | None,
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

    names = _formats(formats)
    today = _today(None)
    request = Request(
        persona=persona,
        topic=topic,
        channel=channel,
        place=place,
        law_date=day or today,
        issued_on=issued or day or today,
        variant=variant,
        settings=_pairs(settings),
        unverified=unverified,
    )
    result = _workshop(pack).compose(request)
    waivers = [Waiver(gate, reason, by) for gate, reason in _pairs(waive).items()]
    result = result.waived(waivers) if waivers else result
    for finding in result.findings:
        click.echo(finding.report(), err=finding.level == "loi")
    paths = result.write(out, formats=names, edition=edition, look=look, draft=draft)
    _summary(result, paths)
    return FOUND if result.blocking else CLEAN


@app.command(cls=Command)
@click.option(
    "--persona", required=True, metavar="MÃ", shell_complete=_names("personas"), help="Viết cho ai."
)
@click.option(
    "--place",
    default="mac-dinh",
    metavar="MÃ|TỆP",
    shell_complete=_names("places"),
    help="Hồ sơ địa phương: mã, hoặc tệp YAML.",
)
@_DATE
@click.option("--variant", type=int, metavar="SỐ", help="Bản thứ mấy trong các cách mở đầu, ví dụ.")
@click.option("--format", "formats", default="docx,md", show_default=True, help="Các định dạng.")
@click.option("--draft", is_flag=True, help="Ghi cả khi còn lỗi; mọi trang đóng dấu bản nháp.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("ket-qua"),
    show_default=True,
    metavar="THƯ_MỤC",
    help="Ghi vào đâu.",
)
@_PACK
def pack(
    persona: str,
    place: str,
    day: date | None,
    variant: int | None,
    formats: str,
    draft: bool,
    out: Path,
    pack: tuple[Path, ...],
) -> int:
    """Viết một lượt mọi tài liệu hợp với một nhóm, kèm trang mục lục."""
    from kichban.bundle import make, write_index
    from kichban.workshop import Request

    workshop = _workshop(pack)
    workshop.packs.persona(persona)
    request = Request(persona=persona, law_date=_today(day), place=place, variant=variant)
    made = []
    for item in make(workshop, request, out, formats=_formats(formats), draft=draft):
        made.append(item)
        if item.error is not None:
            triple = item.triple
            click.echo(f"{triple.topic} / {triple.channel}:\n{item.error.report()}", err=True)
    paths = write_index(workshop, request, made, out)
    good = sum(item.draft is not None for item in made)
    click.echo(f"Đã viết {good} tài liệu vào {out}; mục lục: {paths[0].name}.")
    return FOUND if good < len(made) else CLEAN


def _formats(text: str) -> list[str]:
    from kichban.render import FORMATS

    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in FORMATS:
            raise BadRequest(f"Không có định dạng «{name}».", hint=did_you_mean(name, FORMATS))
    return names


def _summary(draft: Draft, paths: Sequence[Path]) -> None:
    from kichban.measure import duration

    click.echo(f"Đã viết «{draft.script.title}»:")
    for path in paths:
        click.echo(f"  {path}")
    measured = draft.length
    spoken = f"{measured.syllables} âm tiết, nói hết {duration(measured.seconds)}"
    planned = f"; cả buổi {measured.minutes} phút" if measured.minutes else ""
    click.echo(f"Độ dài: {spoken}{planned}.")
    if draft.expires_on:
        from datetime import timedelta

        last = format_date(draft.expires_on - timedelta(days=1))
        click.echo(f"Dùng đến hết ngày {last}; từ {format_date(draft.expires_on)} phải làm lại.")
    else:
        click.echo("Chưa có ngày hết hạn: các số đã dùng chưa có văn bản nào đổi.")


_KINDS = {
    "personas": "nhóm người nghe",
    "topics": "chủ đề",
    "channels": "kênh",
    "places": "hồ sơ địa phương",
    "parameters": "tham số của luật",
    "provisions": "điểm luật",
    "calculators": "phép tính",
    "formats": "định dạng",
}


@app.command("list", cls=Command)
@click.argument("kind", required=False, default="", metavar="[LOẠI]")
@_PACK
def list_(kind: str, pack: tuple[Path, ...]) -> int:
    """Liệt kê: personas, topics, channels, places, parameters, provisions, calculators, formats."""
    if kind and kind not in _KINDS:
        raise BadRequest(f"Không có loại «{kind}».", hint=did_you_mean(kind, _KINDS))
    if not kind:
        for name, what in _KINDS.items():
            click.echo(f"{name:<14}{what}")
        return CLEAN
    from kichban.catalogue import rows

    for name, title in rows(_packs(pack), kind):
        click.echo(f"{name:<40}{title}")
    return CLEAN


@app.command(cls=Command)
@click.argument("kind", metavar="LOẠI")
@click.argument("name", metavar="MÃ")
@_PACK
def show(kind: str, name: str, pack: tuple[Path, ...]) -> int:
    """Xem một mục: ở tệp nào, bộ mẫu nào, nội dung gì."""
    from kichban.catalogue import shown

    singular = {k.rstrip("s"): k for k in _KINDS}
    kind = singular.get(kind, kind)
    if kind not in _KINDS:
        raise BadRequest(f"Không có loại «{kind}».", hint=did_you_mean(kind, _KINDS))
    for line in shown(_packs(pack), kind, name):
        click.echo(line)
    return CLEAN


@app.command(cls=Command)
@click.argument("name", metavar="PHÉP_TÍNH")
@click.argument("inputs", nargs=-1, metavar="TÊN=GIÁ_TRỊ…")
@_DATE
@click.option("--json", "as_json", is_flag=True, help="In ra cho chương trình đọc.")
@click.option("--chua-xac-minh", "unverified", is_flag=True, help="Dùng cả số liệu chưa chắc.")
@_PACK
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

    laws = _packs(pack).law
    rules = laws.at(_today(day), unverified=unverified)
    result = calculate(REGISTRY.get(name), rules, _pairs(inputs))
    if as_json:
        import json

        click.echo(json.dumps(as_data(result), ensure_ascii=False, indent=2))
    else:
        for line in as_lines(result, laws.documents):
            click.echo(line)
    return CLEAN


@app.command(cls=Command)
@click.argument("name", required=False, default="", metavar="[MÃ]")
@click.option(
    "--search", "words", default="", metavar="CHỮ", help="Tìm điểm luật có những chữ này."
)
@click.option("--changes", "span", default="", metavar="TỪ..ĐẾN", help="Luật đổi gì giữa hai ngày.")
@_PACK
def law(name: str, words: str, span: str, pack: tuple[Path, ...]) -> int:
    """Luật nói gì, trước đây nói gì, từ ngày nào, chắc đến đâu."""
    from kichban.law_desk import changed, described, found

    packs = _packs(pack)
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


@app.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP")
@_PACK
def verify(file: Path, pack: tuple[Path, ...]) -> int:
    """Đối chiếu các ví dụ có đáp số với máy tính."""
    from kichban.verify import verify as run_examples

    results = run_examples(_packs(pack).law, file)
    for result in results:
        click.echo(result.line())
    bad = [r for r in results if not r.passed]
    click.echo(f"{len(results) - len(bad)} khớp, {len(bad)} không khớp.")
    return FOUND if bad else CLEAN


@app.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP")
@click.option("--json", "as_json", is_flag=True, help="In ra cho chương trình đọc.")
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


@app.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path), metavar="THƯ_MỤC")
@_DATE
@click.option("--rerender", is_flag=True, help="Viết bản mới cạnh bản cũ, theo luật ngày đó.")
@click.option("--json", "as_json", is_flag=True, help="In ra cho chương trình đọc.")
@_PACK
def stale(
    folder: Path, day: date | None, rerender: bool, as_json: bool, pack: tuple[Path, ...]
) -> int:
    """Tài liệu nào trong thư mục không còn đúng vào một ngày, số cũ và số mới."""
    from dataclasses import asdict

    from kichban.provenance import sidecar_of
    from kichban.stale import request_of
    from kichban.stale import stale as find

    if not folder.is_dir():
        raise BadRequest(f"Không có thư mục «{folder}».", hint="xem lại đường dẫn.")
    wanted = _today(day)
    workshop = _workshop(pack)
    found = list(find(workshop, folder, wanted))
    if as_json:
        import json

        data = [{**asdict(item), "path": str(item.path)} for item in found]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    for item in found if not as_json else ():
        for line in item.lines():
            click.echo(line)
        if rerender:
            sidecar = sidecar_of(item.path)
            draft = workshop.compose(request_of(sidecar, wanted))
            stem = item.path.name.removesuffix(".nguon.json").removesuffix(".docx")
            name = f"{stem}--{wanted.isoformat()}"
            for path in draft.write(item.path.parent, name=name):
                click.echo(f"  Bản mới: {path}")
    if not as_json:
        click.echo(f"{len(found)} tài liệu không còn đúng vào ngày {format_date(wanted)}.")
    return FOUND if found else CLEAN


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


register_office(app)
register_checks(app, pack=_PACK, day=_DATE)

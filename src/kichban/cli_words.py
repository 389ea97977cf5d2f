"""The command line speaking Vietnamese: headings of help, and what is wrong with an option."""

from __future__ import annotations

import click

from kichban.errors import BadRequest, did_you_mean

ARGUMENT_ERRORS = 2


class Command(click.Command):
    """A command whose help is in Vietnamese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, _vietnamese(" ".join(pieces)), "Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _options(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_option(super().get_help_option(ctx))


class Group(click.Group):
    """A group of commands whose help is in Vietnamese; the nearest command is offered."""

    command_class = Command

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[TÙY CHỌN] LỆNH …", "Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(limit=100)))
        if rows:
            with formatter.section("Lệnh"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_option(super().get_help_option(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            names = self.list_commands(ctx)
            raise BadRequest(f"Không có lệnh «{args[0]}».", hint=did_you_mean(args[0], names))
        return super().resolve_command(ctx, args)


def _options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    rows = [record for p in command.get_params(ctx) if (record := p.get_help_record(ctx))]
    if rows:
        with formatter.section("Tùy chọn"):
            formatter.write_dl([(name, _vietnamese(text)) for name, text in rows])


def _vietnamese(text: str) -> str:
    return (
        text.replace("[OPTIONS]", "[TÙY CHỌN]")
        .replace("[required]", "[bắt buộc]")
        .replace("[default: ", "[mặc định: ")
    )


def _help_option(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Hiện hướng dẫn này."
    return option


def of_usage_error(error: click.UsageError) -> BadRequest:
    """What is wrong with the options, in one Vietnamese sentence."""
    match error:
        case click.NoSuchOption(option_name=name, possibilities=near):
            hint = f"viết «{near[0]}»." if near else "xem «kichban --help»."
            return BadRequest(f"Không có tùy chọn «{name}».", hint=hint)
        case click.MissingParameter(param=param) if param is not None:
            shown = (
                param.opts[0]
                if isinstance(param, click.Option)
                else param.make_metavar(click.Context(click.Command("kichban")))
            )
            return BadRequest(f"Thiếu «{shown}».", hint="xem «--help» của lệnh.")
        case click.BadOptionUsage(option_name=name):
            return BadRequest(f"Tùy chọn «{name}» cần một giá trị.", hint=f"viết {name} GIÁ_TRỊ.")
        case click.BadParameter(param=param) if param is not None:
            choices = getattr(param.type, "choices", ())
            shown = param.opts[0]
            hint = f"chọn: {', '.join(map(str, choices))}." if choices else "xem «--help»."
            return BadRequest(f"Giá trị của «{shown}» không dùng được.", hint=hint)
        case _:
            return BadRequest("Dòng lệnh viết chưa đúng.", hint="xem «kichban --help».")

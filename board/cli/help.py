"""Help pages: aligned for Chinese, every word from the catalogue."""

from __future__ import annotations

import click

from board.cli.output import padded
from board.messages import Messages
from board.text import clean

_WIDEST_LEFT = 34


def help_text(command: click.Command, ctx: click.Context, messages: Messages) -> str:
    """The help page of a command."""
    options = [param for param in command.params if isinstance(param, click.Option)]
    arguments = [param for param in command.params if isinstance(param, click.Argument)]
    commands = command.commands if isinstance(command, click.Group) else {}
    usage = [ctx.command_path, messages("cli.help.options_place")]
    usage += [_argument(argument) for argument in arguments]
    if commands:
        usage.append(messages("cli.help.command_place"))
    parts = [messages("cli.help.usage", line=" ".join(usage)), *_paragraphs(command.help or "")]
    if commands:
        parts += _section(messages("cli.help.commands"), [(n, _first(c.help or "")) for n, c in commands.items()])
    parts += _section(messages("cli.help.options"), [(_left(option), option.help or "") for option in options])
    if not commands:
        parts += ["", messages("cli.help.globals")]
    return "\n".join(parts)


def _argument(argument: click.Argument) -> str:
    name = argument.metavar or str(argument.name)
    return name if argument.required else f"[{name}]"


def _left(option: click.Option) -> str:
    return f"{option.opts[0]} {option.metavar}" if option.metavar else option.opts[0]


def _first(text: str) -> str:
    return text.split("\n", 1)[0]


def _paragraphs(text: str) -> list[str]:
    return ["", *(f"  {line}" if line else "" for line in text.split("\n"))]


def _section(title: str, rows: list[tuple[str, str]]) -> list[str]:
    left = min(max((clean.width(name) for name, _ in rows), default=0), _WIDEST_LEFT)
    return ["", title, *(f"  {padded(name, left)}  {words}".rstrip() for name, words in rows)]

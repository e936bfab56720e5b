"""Commands as data, made into click commands that speak the user's language in help and in errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from board.cli.help import help_text
from board.cli.output import out
from board.errors import UsageError
from board.messages import LANGUAGES, Messages
from board.text import clean

if TYPE_CHECKING:
    _Type = click.ParamType[Any]
else:
    _Type = click.ParamType  # not generic in the older versions that will do


class Param(NamedTuple):
    """One option or argument. Its words are `cli.<command>.<name>`, or `cli.option.<name>` where many share it."""

    declaration: str
    settings: Mapping[str, Any]

    @property
    def is_option(self) -> bool:
        """An option begins with a dash; anything else is an argument."""
        return self.declaration.startswith("-")

    @property
    def name(self) -> str:
        """The name by which its words are found."""
        return self.declaration.removeprefix("--").partition("/")[0]


class Spec(NamedTuple):
    """One command: its name, what it takes, and what it does with that."""

    name: str
    run: Callable[..., int | None]
    params: tuple[Param, ...]


def option(declaration: str, variable: str | None = None, **settings: Any) -> Param:
    """An option like `--due DATE`; `variable` names the parameter where Python cannot have the option's name."""
    return Param(declaration, {"variable": variable, "type": TEXT, **settings})


def flag(declaration: str, variable: str | None = None) -> Param:
    """An option that takes no value."""
    return Param(declaration, {"variable": variable, "is_flag": True})


def switch(declaration: str) -> Param:
    """An option that is on unless it is turned off: `--follow/--no-follow`."""
    return Param(declaration, {"variable": None, "is_flag": True, "default": True})


def argument(name: str, **settings: Any) -> Param:
    """An argument, required unless `required=False`."""
    return Param(name, {"type": TEXT, **settings})


class _Text(_Type):
    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Text as it was typed; what is no Unicode is refused rather than cut, so that nothing typed is lost."""
        text = str(value)
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise UsageError("bad_encoding", text=clean.visible(text)[:40]) from None
        return text


class _Number(_Type):
    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """A task's number: 128, #128 or ＃128."""
        text = str(value).strip().removeprefix("#").removeprefix("\uff03").strip()
        if not text.isdecimal() or len(text) > 12 or int(text) == 0:
            raise UsageError("bad_number", text=clean.quoted(str(value)))
        return int(text)


class _Count(_Type):
    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """How many; 0 is all."""
        text = str(value)
        if not text.isdecimal() or len(text) > 12:
            raise UsageError("bad_count", text=clean.quoted(text))
        return int(text)


class _Moment(_Type):
    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """A moment of local time."""
        try:
            moment = datetime.fromisoformat(str(value).strip())
        except ValueError:
            raise UsageError("bad_now", text=clean.quoted(str(value))) from None
        if moment.tzinfo is not None:
            raise UsageError("bad_now", text=clean.quoted(str(value)))
        return moment


class _Language(_Type):
    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """A language that the catalogue speaks."""
        if value not in LANGUAGES:
            raise UsageError("bad_lang", text=clean.quoted(str(value)))
        return str(value)


class _Place(_Type):
    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """A path; bytes that are no text are a path's own business."""
        text = str(value)
        if not text.strip() or "\0" in text:
            raise UsageError("bad_path", text=clean.quoted(text))
        return Path(text)


TEXT, NUMBER, COUNT, MOMENT, LANGUAGE, PLACE = _Text(), _Number(), _Count(), _Moment(), _Language(), _Place()


class Command(click.Command):
    """A command whose help and whose complaints come from the catalogue."""

    def __init__(self, name: str, messages: Messages, **settings: Any) -> None:
        super().__init__(name, add_help_option=False, context_settings={"allow_extra_args": True}, **settings)
        self.messages = messages
        self.params.append(_help_option(messages))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; an argument too many is named in the user's language."""
        with _placed(ctx):
            rest = super().parse_args(ctx, args)
        if ctx.args:
            raise UsageError("extra_argument", text=clean.quoted(ctx.args[0]), command=ctx.command_path)
        return rest

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return help_text(self, ctx, self.messages)


class Root(click.Group):
    """`board` itself."""

    def __init__(self, name: str, messages: Messages, **settings: Any) -> None:
        super().__init__(name, add_help_option=False, invoke_without_command=True, **settings)
        self.messages = messages
        self.params.append(_help_option(messages))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the global options."""
        with _placed(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; an unknown one is answered with those that look like it."""
        command = self.get_command(ctx, args[0])
        if command is None:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.commands, n=3, cutoff=0.5)
            raise UsageError("unknown_command", text=clean.quoted(args[0]), near=", ".join(near or self.commands))
        return args[0], command, args[1:]

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return help_text(self, ctx, self.messages)


@contextmanager
def _placed(ctx: click.Context) -> Iterator[None]:
    """Click's parser does not say of every error to which command it belongs."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _help_option(messages: Messages) -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it so
        if wanted and not ctx.resilient_parsing:
            out(ctx.get_help())
            ctx.exit()

    return click.Option(
        ["--help"], is_flag=True, is_eager=True, expose_value=False, callback=show, help=messages("cli.option.help")
    )


def build(spec: Spec, messages: Messages, session: object) -> Command:
    """The click command of a spec; it runs with the session and what was given."""

    def callback(**given: Any) -> int | None:
        return spec.run(session, **given)

    return Command(
        spec.name,
        messages,
        callback=callback,
        help=messages(f"cli.{spec.name}"),
        params=[parameter(param, spec.name, messages) for param in spec.params],
    )


def parameter(param: Param, command: str, messages: Messages) -> click.Parameter:
    """The click parameter of a param, with its words."""
    settings = dict(param.settings)
    variable = settings.pop("variable", None)
    name = param.name
    metavar = messages.get(f"cli.{command}.{name}.metavar") or messages.get(f"cli.metavar.{name}")
    if not param.is_option:
        return click.Argument([name], metavar=metavar, **settings)
    words = messages.get(f"cli.{command}.{name}") or messages(f"cli.option.{name}")
    named = [param.declaration, variable] if variable else [param.declaration]
    return click.Option(named, help=words, metavar=None if settings.get("is_flag") else metavar, **settings)


def usage_error(error: click.UsageError) -> UsageError:
    """What click complains about, as an error of ours that the catalogue has words for."""
    if isinstance(error, click.NoSuchOption):
        return _no_such_option(error)
    if isinstance(error, click.MissingParameter):
        return UsageError("missing_parameter", name=_parameter_name(error), command=_path(error))
    if isinstance(error, click.BadOptionUsage):
        params = error.ctx.command.params if error.ctx else []
        is_flag = any(getattr(p, "is_flag", False) for p in params if error.option_name in p.opts)
        return UsageError(
            "option_takes_none" if is_flag else "option_needs_value", option=clean.quoted(error.option_name)
        )
    return UsageError("bad_usage", detail=clean.quoted(error.format_message()), command=_path(error))


def _no_such_option(error: click.NoSuchOption) -> UsageError:
    option_name, command = clean.quoted(error.option_name), _path(error)
    root = error.ctx.find_root().command if error.ctx else None
    is_global = root is not None and any(error.option_name in param.opts for param in root.params)
    if error.ctx and is_global and error.ctx.parent:
        return UsageError("option_is_global", option=option_name, command=error.ctx.info_name)
    return UsageError("unknown_option", option=option_name, command=command)


def _parameter_name(error: click.MissingParameter) -> str:
    param = error.param
    if param is None:
        return "?"
    return param.opts[0] if isinstance(param, click.Option) else str(param.metavar or param.name)


def _path(error: click.UsageError) -> str:
    return error.ctx.command_path if error.ctx else "board"

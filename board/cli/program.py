"""The program behind the `board` command: parse, wire, exit code. The screen is imported only when it opens.

Exit codes: 0 done, 1 refused by a rule, 2 usage, 3 store trouble; 70 a defect of ours, 130 Ctrl+C.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

import board
from board.cli import (
    board_settings,
    care,
    exporting,
    importing,
    meeting,
    minutes,
    reading,
    serving,
    showing,
    starting,
    supervising,
    typed,
    writing,
)
from board.cli.defects import write_down
from board.cli.output import abandon_stdout, finish, out, prepare_streams
from board.cli.parsing import LANGUAGE, MOMENT, PLACE, Root, build, flag, option, parameter, usage_error
from board.cli.session import Session
from board.errors import BoardError
from board.messages import Messages

DEFECT, INTERRUPTED = 70, 130

_SPECS = (
    *starting.SPECS,
    *reading.SPECS,
    *typed.SPECS,
    *writing.SPECS,
    *meeting.SPECS,
    *minutes.SPECS,
    *board_settings.SPECS,
    *exporting.SPECS,
    *supervising.SPECS,
    *care.SPECS,
    *importing.SPECS,
    *showing.SPECS,
    *serving.SPECS,
)
_GLOBALS = (
    option("--store", type=PLACE, envvar="BOARD_STORE"),
    option("--lang", type=LANGUAGE),
    option("--as", "who"),
    option("--now", type=MOMENT),
    flag("--read-only"),
)


def run(arguments: Sequence[str]) -> int:
    """Run the `board` command in this process and give its exit code."""
    try:
        prepare_streams()
        return _answer(Session(arguments), list(arguments))
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough
        abandon_stdout()
        return 0


def _answer(session: Session, arguments: list[str]) -> int:
    """Do what was asked; whatever goes wrong is answered by one line."""
    try:
        code = _invoke(session, arguments)
        finish()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        session.say_error(usage_error(error))
        return 2
    except BoardError as error:
        session.say_error(error)
        return error.exit_code
    except (click.Abort, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 - the last net: a person gets a line, the log gets the rest
        abandon_stdout()
        place = write_down(error)
        detail = f"{type(error).__name__}: {error}"
        session.say("cli.defect_logged" if place else "cli.defect", detail=detail, path=place)
        return DEFECT
    return code


def _invoke(session: Session, arguments: list[str]) -> int:
    root = _root(session)
    with root.make_context("board", arguments) as context:
        return root.invoke(context) or 0


def _root(session: Session) -> Root:
    messages = session.messages

    def begin(**given: Any) -> int | None:
        given.pop("lang")  # spoken already
        session.begin(**given)
        context = click.get_current_context()
        return starting.open_board(session) if context.invoked_subcommand is None else None

    root = Root(
        "board",
        messages,
        callback=begin,
        help=messages("cli.board"),
        params=[*(parameter(param, "board", messages) for param in _GLOBALS), _version_option(messages)],
    )
    for spec in _SPECS:
        root.add_command(build(spec, messages, session))
    return root


def _version_option(messages: Messages) -> click.Option:
    def show(context: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it so
        if wanted:
            out(f"board {board.__version__}")
            context.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=messages("cli.option.version"),
    )

"""`board set`: the settings of the board, listed and changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from board import commands
from board.cli.output import out, out_json, out_json_object, out_table
from board.cli.parsing import Spec, argument, flag
from board.cli.session import Session
from board.cli.typed import read_due
from board.errors import Refused, UsageError
from board.messages import words
from board.model.board import Board
from board.model.entities import Office
from board.text import clean


def set_setting(session: Session, *, name: str | None, value: str | None, as_json: bool) -> None:
    """Print the settings of the board or one of them; with a value, set it."""
    field = None if name is None else _find_setting(session, name)
    if field is None or value is None:
        with session.reading() as (_, board):
            pass
    else:
        board = _set(session, field, value)
    rows = [_row(session, board.office, each) for each in commands.SETTINGS if field in (None, each)]
    if field is None and as_json:
        out_json(rows)
    elif field is None:
        out_table([_line(session, row) for row in rows], flexible=2)
    elif as_json:
        out_json_object(rows[0])
    elif value is None:
        out(_said(session, rows[0]))
    else:
        session.say("cli.done_set", setting=rows[0]["label"], value=_said(session, rows[0]))


def _set(session: Session, field: str, value: str) -> Board:
    wanted = _read(session, field, value)
    try:
        return session.act(lambda _board, actor: commands.set_office(actor, field, wanted)).board
    except Refused as error:
        if error.code != "nothing_to_do" or session.board is None:
            raise
        return session.board  # it is as asked


def _find_setting(session: Session, name: str) -> str:
    """The field that is meant by its code or its word in either language.

    Raises:
        UsageError: `unknown_setting`.
    """
    wanted = name.strip().lower()
    for field in commands.SETTINGS:
        if wanted.replace("-", "_") == field or wanted in session.everywhere(f"field.{field}"):
            return field
    names = session.listed(session.messages(f"field.{field}") for field in commands.SETTINGS)
    raise UsageError("unknown_setting", text=clean.quoted(name), names=names)


def _read(session: Session, field: str, value: str) -> int | float | bool | str:
    """A value as it was typed: a number, yes or no, or a day in figures or in words."""
    text = value.strip().lower()
    shown = clean.quoted(value)
    if field == "wall_ranking":
        for code, wanted in (("cli.on_words", True), ("cli.off_words", False)):
            if text in session.input_words(code):
                return wanted
        raise UsageError("bad_switch", field=field, text=shown)
    if field == "next_meeting":
        if text in session.input_words("cli.none_words"):
            return ""
        due = read_due(value, session.clock()).due
        if due is None or len(due) > 10:
            raise UsageError("bad_day", text=shown)
        return due
    if field in commands.WEIGHT_SETTINGS:
        try:
            return float(text)
        except ValueError:
            raise UsageError("bad_weight", field=field, text=shown, most=f"{commands.MOST_WEIGHT:g}") from None
    if text.isdecimal() and len(text) < 10:
        return int(text)
    if field in commands.COUNTS:
        raise UsageError("bad_amount", field=field, text=shown, most=commands.MOST_DAYS)
    raise UsageError("bad_days", field=field, text=shown, most=commands.MOST_DAYS)


def _row(session: Session, office: Office, field: str) -> dict[str, Any]:
    """A setting with stable keys: its code, its value, and the words for both."""
    return {
        "name": field,
        "value": commands.setting(office, field),
        "label": session.messages(f"field.{field}"),
        "meaning": session.messages(f"setting.{field}"),
    }


def _line(session: Session, row: dict[str, Any]) -> tuple[str, ...]:
    return (row["label"], row["name"], _said(session, row), row["meaning"])


def _said(session: Session, row: dict[str, Any]) -> str:
    value, messages = row["value"], session.messages
    if isinstance(value, bool):
        return messages("setting.on") if value else messages("setting.off")
    if row["name"] == "next_meeting":
        return words.day_words(messages, date.fromisoformat(value)) if value else messages("setting.unset")
    return f"{value:g}" if isinstance(value, float) else str(value)


SPECS = (
    Spec(
        "set",
        set_setting,
        (argument("name", required=False), argument("value", required=False), flag("--json", "as_json")),
    ),
)

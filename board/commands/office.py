"""The settings of a board, which everybody at it shares."""

from __future__ import annotations

from datetime import date

from board.commands.core import Actor, Draft, intent
from board.errors import Refused, UsageError
from board.model.board import Board
from board.model.changes import Change

COUNTS = ("red_overdue", "yellow_overdue", "yellow_extensions", "yellow_rebounds", "praised", "criticised")
"""Settings that count tasks or units; 0 switches a rule off. See `model/cards.py`."""
SETTINGS = ("yellow_days", "consolidation_days", "wall_ranking", "next_meeting", "red_days", *COUNTS)
"""The fields of the office that may be set, in the order in which they are listed."""
MOST_DAYS = 9999


@intent
def set_office(board: Board, actor: Actor, field: str, value: int | bool | str) -> Change:  # noqa: FBT001 - a value
    """Set one of `SETTINGS`: days, a count, whether the wall ranks, or the next meeting's ISO date ("" is none).

    Raises:
        UsageError: `unknown_setting`, `bad_days`, `bad_amount`, `bad_switch` or `bad_day`, when the value is
            none for this field.
        Refused: `meeting_day_over`, when the next meeting would be before today; `nothing_to_do`.
        Conflict: `changed_since`.
    """
    if field not in SETTINGS:
        raise UsageError("unknown_setting", text=field, names=", ".join(SETTINGS))
    if field == "wall_ranking":
        if not isinstance(value, bool):
            raise UsageError("bad_switch", field=field, text=str(value))
    elif field == "next_meeting":
        if value and _day(value) < actor.now.date():
            raise Refused("meeting_day_over", day=value)
    elif isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_DAYS:
        if field in COUNTS:
            raise UsageError("bad_amount", field=field, text=str(value), most=MOST_DAYS)
        raise UsageError("bad_days", field=field, text=str(value), most=MOST_DAYS)
    draft = Draft(board, actor)
    draft.set("office", 1, **{field: value})
    return draft.change("set_office")


def _day(value: int | str) -> date:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise UsageError("bad_day", text=str(value))
    return day

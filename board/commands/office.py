"""The settings of a board, which everybody at it shares."""

from __future__ import annotations

from datetime import date

from board.commands.core import Actor, Draft, intent
from board.errors import Refused, UsageError
from board.model.board import Board
from board.model.changes import Change
from board.model.entities import Office

COUNTS = (
    "red_overdue", "yellow_overdue", "yellow_extensions", "yellow_rebounds", "praised", "praised_tasks", "criticised",
)  # fmt: skip
"""Settings that count tasks or units; 0 switches a rule off. See `model/cards.py`."""
WEIGHTS = ("closure", "on_time", "overdue", "extensions", "rebounds", "urges")
"""What the ranking weighs; as settings they are called `weight_closure` and so on. See `figures.score`."""
WEIGHT_SETTINGS = tuple(f"weight_{name}" for name in WEIGHTS)
MOST_DAYS = 9999
MOST_WEIGHT = 9999.0
SETTINGS = (
    "yellow_days", "consolidation_days", "wall_ranking", "next_meeting", "red_days", *COUNTS, *WEIGHT_SETTINGS,
)  # fmt: skip
"""What may be set, in the order in which it is listed: fields of the office, and the weights of its ranking."""


def setting(office: Office, name: str) -> int | float | bool | str:
    """The value of one of `SETTINGS`."""
    if name in WEIGHT_SETTINGS:
        return office.weights.get(name.removeprefix("weight_"), 0.0)
    found: int | bool | str = getattr(office, name)
    return found


@intent
def set_office(board: Board, actor: Actor, field: str, value: int | float | bool | str) -> Change:  # noqa: FBT001 - a value
    """Set one of `SETTINGS`: days, a count, a weight, whether the wall ranks, the next meeting's ISO date ("" is none).

    Raises:
        UsageError: `unknown_setting`, `bad_days`, `bad_amount`, `bad_weight`, `bad_switch` or `bad_day`, when the
            value is none for this field.
        Refused: `meeting_day_over`, when the next meeting would be before today; `nothing_to_do`.
        Conflict: `changed_since`.
    """
    if field not in SETTINGS:
        raise UsageError("unknown_setting", text=field, names=", ".join(SETTINGS))
    if field == "wall_ranking":
        if not isinstance(value, bool):
            raise UsageError("bad_switch", field=field, text=str(value))
    elif field == "next_meeting":
        if value and _day(str(value)) < actor.now.date():
            raise Refused("meeting_day_over", day=value)
    elif field in WEIGHT_SETTINGS:
        if isinstance(value, bool | str) or not 0 <= value <= MOST_WEIGHT:
            raise UsageError("bad_weight", field=field, text=str(value), most=f"{MOST_WEIGHT:g}")
    elif isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_DAYS:
        if field in COUNTS:
            raise UsageError("bad_amount", field=field, text=str(value), most=MOST_DAYS)
        raise UsageError("bad_days", field=field, text=str(value), most=MOST_DAYS)
    draft = Draft(board, actor)
    if field in WEIGHT_SETTINGS:
        draft.set("office", 1, weights={**board.office.weights, field.removeprefix("weight_"): float(value)})
    else:
        draft.set("office", 1, **{field: value})
    return draft.change("set_office")


def _day(value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise UsageError("bad_day", text=value)
    return day

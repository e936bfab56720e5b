"""The lamp of a task: 红 overdue, 橙 due today, 黄 near, 绿 later, 灰 met or beyond, 无 no deadline."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from board.model.task import DONE, Task, due_date, due_key, end_of_day_key, minute_key


class Lamp(StrEnum):
    """Colours as they stand in JSON. A lamp is always shown as a word on its colour."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"
    NONE = "none"


def lamp_of(task: Task, now: datetime, yellow_days: int) -> Lamp:
    """The lamp of `task` at `now`; yellow begins `yellow_days` calendar days before the deadline.

    A void task has none.
    """
    if task.void_reason:
        return Lamp.NONE
    if task.stage in DONE:
        return Lamp.GREY
    if task.due is None:
        return Lamp.NONE
    if due_key(task.due) <= minute_key(now):
        return Lamp.RED
    left = (due_date(task.due) - now.date()).days
    if left <= 0:
        return Lamp.ORANGE
    return Lamp.YELLOW if left <= yellow_days else Lamp.GREEN


def days_left(task: Task, now: datetime) -> int | None:
    """Calendar days from today to the deadline, negative when it has passed; None without one."""
    return None if task.due is None else (due_date(task.due) - now.date()).days


class LampBounds(Struct, frozen=True):
    """The due keys that part the lamps at one moment: red up to `red`, orange up to `orange`, yellow up to `yellow`."""

    red: str
    orange: str
    yellow: str


def lamp_bounds(now: datetime, yellow_days: int) -> LampBounds:
    """The bounds by which sorted due keys are parted into lamps at `now`."""
    red = minute_key(now)
    day = now.date()
    orange = end_of_day_key(day)
    return LampBounds(red=red, orange=orange, yellow=max(orange, end_of_day_key(_plus(day, yellow_days))))


def _plus(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max

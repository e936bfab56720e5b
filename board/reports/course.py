"""What a meeting looks back on: what was decided at the last one, what was changed since, what is decided now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from board.model import agenda
from board.model.board import Board
from board.model.changes import Change
from board.model.entities import Meeting
from board.model.lamps import Lamp, lamp_of
from board.model.task import DONE, Task
from board.reports.decided import Decision, decisions, slack_before
from board.reports.minutes import TO_DO

DONE_STATE, OVERDUE, OPEN, VOID = "done", "overdue", "open", "void"


@dataclass(frozen=True)
class Course:
    """Decisions, oldest first, told of the newest board."""

    last: Meeting | None
    """The meeting before."""
    at_last: tuple[Decision, ...] = ()
    since: tuple[Decision, ...] = ()
    now: tuple[Decision, ...] = ()


class Followed(NamedTuple):
    """One task, and what was decided on it."""

    task: Task
    decided: tuple[Decision, ...]


def course(board: Board, history: Iterable[Change]) -> Course:
    """The course of things up to the running meeting; without one, up to now.

    `history` begins with the newest change, and is read back to the start of the meeting before. Raises StoreError.
    """
    running = board.meeting
    last = agenda.latest(board, before=running)
    first = last or running
    if first is None:
        return Course(None)
    found: dict[str, list[Change]] = {"at_last": [], "since": [], "now": []}
    since = slack_before(first.start)
    for change in history:
        if change.seq > board.seq:
            continue
        if change.when < since:
            break
        if running is not None and change.meeting == running.number:
            found["now"].append(change)
        elif last is not None and change.meeting == last.number:
            found["at_last"].append(change)
        elif change.when >= first.start:
            found["since"].append(change)
    oldest_first = {name: changes[::-1] for name, changes in found.items()}
    ids = {change.id for change in oldest_first["at_last"]}
    for change in (*oldest_first["since"], *oldest_first["now"]):  # what took one of them back
        if change.undoes in ids:
            ids.add(change.id)
            oldest_first["at_last"].append(change)
    return Course(last, *(decisions(board, changes) for changes in oldest_first.values()))


def followed(
    board: Board, decided: Iterable[Decision], group: int | None, *, to_do: bool = False
) -> tuple[Followed, ...]:
    """The tasks that stand in this group now, each once, in the order in which something was first decided on them.

    With `to_do`, only those that somebody was to do something about.
    """
    by_task: dict[int, list[Decision]] = {}
    for each in decided:
        task = board.tasks.get(each.task)
        if task is not None and task.group == group:
            by_task.setdefault(each.task, []).append(each)
    return tuple(
        Followed(board.tasks[no], tuple(found))
        for no, found in by_task.items()
        if not to_do or any(each.what in TO_DO for each in found)
    )


def state_of(board: Board, task: Task, now: datetime) -> str:
    """What became of a task: done, overdue, open or void."""
    if task.is_void:
        return VOID
    if task.stage in DONE:
        return DONE_STATE
    return OVERDUE if lamp_of(task, now, board.office.yellow_days) is Lamp.RED else OPEN

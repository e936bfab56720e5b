"""What a meeting looks back on: what was decided at the last one, what was changed since, what is decided now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from board.model import agenda
from board.model.board import Board
from board.model.changes import Change
from board.model.entities import Meeting
from board.model.lamps import Lamp, lamp_of
from board.model.task import DONE, Task
from board.reports.decided import Decision, Record, slack_before
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


class CourseReader:
    """Reads the course once, then what is new; from any thread."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._begin(())

    def _begin(self, of: tuple[object, ...]) -> None:
        self._of = of
        """Which board, which meeting and which one before it."""
        self._seq = 0
        self._at_last, self._since, self._now = Record(), Record(), Record()
        self._ids: set[str] = set()
        """Changes of the meeting before, and what took one of them back."""

    def read(self, board: Board, history: Iterable[Change]) -> Course:
        """The course of things up to the running meeting; without one, up to now.

        `history` begins with the newest change, and is read back to the start of the meeting before, or to what is
        known already. Raises StoreError.
        """
        with self._guard:
            return self._read(board, history)

    def _read(self, board: Board, history: Iterable[Change]) -> Course:
        running = board.meeting
        last = agenda.latest(board, before=running)
        first = last or running
        if first is None:
            return Course(None)
        of = (board.store, running.number if running else None, last.number if last else None)
        if of != self._of or board.seq < self._seq:
            self._begin(of)
        new: list[Change] = []
        since = slack_before(first.start)
        for change in history:
            if change.when < since or change.seq <= self._seq:
                break
            if change.seq <= board.seq:  # else it came in while this was read
                new.append(change)
        for change in reversed(new):
            self._take(change, running, last, first.start)
        self._seq = board.seq
        return Course(last, *(record.decisions(board) for record in (self._at_last, self._since, self._now)))

    def _take(self, change: Change, running: Meeting | None, last: Meeting | None, start: str) -> None:
        of_last = last is not None and change.meeting == last.number
        if of_last or change.undoes in self._ids:
            self._ids.add(change.id)
            self._at_last.take((change,))
        if running is not None and change.meeting == running.number:
            self._now.take((change,))
        elif not of_last and change.when >= start:
            self._since.take((change,))


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

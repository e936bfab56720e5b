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


LOOK_BACK = 3
"""So many meetings are looked back on: the last one may not have given a group anything to do."""


class Earlier(NamedTuple):
    """A meeting before, and what was decided at it."""

    meeting: Meeting
    decided: tuple[Decision, ...]


@dataclass(frozen=True)
class Course:
    """Decisions, oldest first, told of the newest board."""

    before: tuple[Earlier, ...] = ()
    """The meetings before, the last one first."""
    since: tuple[Decision, ...] = ()
    """Made after the last one began, and at no meeting."""
    now: tuple[Decision, ...] = ()

    def last_for(self, board: Board, group: int | None) -> tuple[Meeting, tuple[Followed, ...]] | None:
        """The last meeting that gave this group something to do, and what; else the last one, and nothing."""
        for meeting, decided in self.before:
            found = followed(board, decided, group, to_do=True)
            if found:
                return meeting, found
        return (self.before[0].meeting, ()) if self.before else None


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
        """Which board, which meeting and which ones before it."""
        self._seq = 0
        self._before: dict[int, Record] = {}
        self._since, self._now = Record(), Record()
        self._made_at: dict[str, int] = {}
        """Change of a meeting before, or what took one of them back → number of that meeting."""

    def read(self, board: Board, history: Iterable[Change]) -> Course:
        """The course of things up to the running meeting; without one, up to now.

        `history` begins with the newest change, and is read back to the start of the earliest meeting looked back on,
        or to what is known already. Raises StoreError.
        """
        with self._guard:
            return self._read(board, history)

    def _read(self, board: Board, history: Iterable[Change]) -> Course:
        running = board.meeting
        before = _before(board, running)
        if not before and running is None:
            return Course()
        of = (board.store, running.number if running else None, *(meeting.number for meeting in before))
        if of != self._of or board.seq < self._seq:
            self._begin(of)
        new: list[Change] = []
        earliest = before[-1] if before else running
        since = slack_before(earliest.start if earliest else "")
        for change in history:
            if change.when < since or change.seq <= self._seq:
                break
            if change.seq <= board.seq:  # else it came in while this was read
                new.append(change)
        numbers = frozenset(meeting.number for meeting in before)
        for change in reversed(new):
            self._take(change, running, numbers, before[0].start if before else None)
        self._seq = board.seq
        told = (Earlier(each, self._record(each.number).decisions(board)) for each in before)
        return Course(tuple(told), self._since.decisions(board), self._now.decisions(board))

    def _record(self, number: int) -> Record:
        return self._before.setdefault(number, Record())

    def _take(self, change: Change, running: Meeting | None, before: frozenset[int], last: str | None) -> None:
        at = change.meeting if change.meeting in before else self._made_at.get(change.undoes)
        if at is not None:
            self._made_at[change.id] = at
            self._record(at).take((change,))
        if running is not None and change.meeting == running.number:
            self._now.take((change,))
        elif change.meeting not in before and last is not None and change.when >= last:
            self._since.take((change,))


def _before(board: Board, running: Meeting | None) -> list[Meeting]:
    found: list[Meeting] = []
    meeting = agenda.latest(board, before=running)
    while meeting is not None and len(found) < LOOK_BACK:
        found.append(meeting)
        meeting = agenda.latest(board, before=meeting)
    return found


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

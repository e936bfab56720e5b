"""A meeting as it was held: its changes, and the board as it stood when the last of them was made.

What is written about a meeting is the same whenever it is written, whatever was done to the tasks since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from board.model.board import Board
from board.model.changes import Change
from board.model.entities import Meeting
from board.reports.decided import Decision, Window, decisions, slack_before
from board.reports.past import turned_back


@dataclass(frozen=True)
class Held:
    """One meeting, with what its papers are made of."""

    meeting: Meeting
    """As it is now: who attended may be filled in afterwards."""
    board: Board
    """As it was at the end."""
    changes: tuple[Change, ...] = field(repr=False)
    """Made in it, oldest first; after it only what took one of these back, or did it again."""

    @cached_property
    def decided(self) -> tuple[Decision, ...]:
        """What was decided, oldest first; see `decided.decisions`."""
        return decisions(self.board, self.changes)

    @cached_property
    def typed(self) -> dict[int, str]:
        """Number of a task that was added → the line from which it was read, where there was one."""
        found: dict[int, str] = {}
        for change in self.changes:
            added = [op.id for op in change.ops if op.op == "add" and op.entity == "task"]
            lines = change.typed.split("\n") if change.typed else []
            if len(lines) == len(added):
                found.update(zip(added, lines, strict=True))
        return found


def own_course(meeting: Meeting, history: Iterable[Change]) -> tuple[Change, ...]:
    """What was done in a meeting, oldest first, its reopening too; the history is read back to its start."""
    since = slack_before(meeting.start)
    found: list[Change] = []
    for change in history:
        if change.when < since:
            break
        if change.meeting == meeting.number or _reopens(change, meeting):
            found.append(change)
    return tuple(reversed(found))


def _reopens(change: Change, meeting: Meeting) -> bool:
    return any(op.entity == "meeting" and op.id == meeting.id and op.field == "end" for op in change.ops)


def held(board: Board, meeting: Meeting, history: Iterable[Change]) -> Held:
    """The meeting, from a history that begins with the newest change and is read back to the meeting's start.

    Raises:
        StoreError: the history does not fit the board.
    """
    window, since = Window(meeting.number, meeting.start), slack_before(meeting.start)
    mine: list[Change] = []
    later: list[Change] = []
    for change in history:
        if change.seq > board.seq:  # it came in while this was read
            continue
        if change.when < since:
            break
        if window.covers(change):
            mine.append(change)
        elif not mine:
            later.append(change)
    ids = {change.id for change in mine}
    reversing: list[Change] = []
    for change in reversed(later):
        if change.undoes in ids:
            ids.add(change.id)
            reversing.append(change)
    if not mine and meeting.running:
        later = []
    return Held(meeting, turned_back(board, later), (*reversed(mine), *reversing))

"""会议议定: what was decided, from the changes of a meeting or of a day. Rows with codes; words come later.

The wall shows these rows while they come, the minutes are made of them when the meeting is over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct, structs

from board.model.board import Board
from board.model.changes import Change
from board.reports import deciding


class Decision(Struct, frozen=True, kw_only=True):
    """One thing that was decided on one task."""

    when: str
    """ISO moment; of several changes that became one decision, the last."""
    who: str
    task: int
    """Number of the task."""
    what: str
    """Code of what was done: add assign send due extend move close return rebound void restore urge note edit undo."""
    flagged: bool = False
    """会中变更."""
    params: dict[str, object] = {}
    """What the words of `what` need, as codes and values: unit (id), due (ISO), stage (code), reason, text …

    add: unit person co_units due open_ended group · assign: unit was person co_units · send: group was · due: due was
    open_ended · extend: was due reason open_ended · move: stage was until · close: verifier verifier_unit reason ·
    return, void: reason · rebound: reason due was · urge, note: text · edit: fields values · undo: fields.
    """


class Window(NamedTuple):
    """Which changes belong together: those of the running meeting, or those of one day."""

    meeting: int | None
    """Number of the running meeting; None is a day."""
    since: str
    """ISO moment at which it began."""

    def covers(self, change: Change) -> bool:
        """Whether the change belongs here."""
        if self.meeting is not None:
            return change.meeting == self.meeting
        return change.when[:10] == self.since[:10]


def window(board: Board, now: datetime) -> Window:
    """The running meeting, which may be older than a day; without one, today."""
    meeting = board.meeting
    if meeting is not None:
        return Window(meeting.number, meeting.start)
    return Window(None, f"{now.date().isoformat()}T00:00:00")


_SLACK = timedelta(hours=1)
"""By so much the clocks of two machines at one board may differ."""


def slack_before(when: str) -> str:
    """A moment before which nothing is looked for that happened from `when` on."""
    return (datetime.fromisoformat(when) - _SLACK).isoformat()


def changes_of(window: Window, history: Iterable[Change]) -> tuple[Change, ...]:
    """The changes of a window, oldest first, from a history that begins with the newest and is read no further back."""
    end = slack_before(window.since)
    found: list[Change] = []
    for change in history:
        if change.when < end:
            break
        if window.covers(change):
            found.append(change)
    return tuple(reversed(found))


def decisions(board: Board, changes: Iterable[Change]) -> tuple[Decision, ...]:
    """What `changes` (oldest first) decided, oldest first.

    What was taken back is gone, what was done again is back. Changes become one decision where nothing is lost by it:
    a new task carries the unit and the deadline that it was given afterwards. Tasks that are gone are left out.
    """
    record = Record()
    record.take(changes)
    return record.decisions(board)


class Record:
    """Takes changes as they come, so that a wall follows a meeting without reading history again."""

    def __init__(self, window: Window | None = None) -> None:
        """Of `window`, what is outside is passed over; None takes everything."""
        self.window = window
        self._changes: dict[str, Change] = {}
        self._stands: dict[str, bool] = {}
        """Whether a change is in force: not taken back, or taken back and done again."""
        self._steps: dict[str, list[deciding.Step]] = {}
        self._fold = _Fold()

    def take(self, changes: Iterable[Change]) -> bool:
        """Take in changes, oldest first; those that it has already are passed over. True when there were new ones."""
        before = len(self._changes)
        for change in changes:
            if change.id in self._changes or (self.window is not None and not self.window.covers(change)):
                continue
            self._changes[change.id] = change
            self._stands[change.id] = True
            if change.undoes in self._changes:
                self._flip(change.undoes)
                self._fold = _Fold()  # what is taken back may stand in the middle
            # Whose an entry was the board tells otherwise when it goes, comes back, or is another task's now.
            if any(op.op == "remove" or op.field == "task" or (op.op == "add" and change.undoes) for op in change.ops):
                self._steps.clear()
                self._fold = _Fold()
        return len(self._changes) > before

    def _flip(self, undone: str) -> None:
        """Taking back a taking back brings back what that took."""
        stands = False
        while undone in self._changes:
            self._stands[undone] = stands
            undone, stands = self._changes[undone].undoes, not stands

    def decisions(self, board: Board) -> tuple[Decision, ...]:
        """What was decided so far, oldest first; `board` is the newest one. It costs what is new, but for an undo."""
        for change in list(self._changes.values())[self._fold.changes :]:
            self._fold.changes += 1
            if self._stands[change.id] and change.undoes not in self._changes:
                for step in self._steps_of(board, change):
                    self._fold.add(change, step)
        return tuple(each for each in self._fold.kept if each is not None and each.task in board.tasks)

    def _steps_of(self, board: Board, change: Change) -> list[deciding.Step]:
        steps = self._steps.get(change.id)
        if steps is None:
            steps = self._steps[change.id] = deciding.steps(board, change)
        return steps


class _Fold:
    """Decisions as they come of steps, each of which is one of its own or completes an earlier one."""

    def __init__(self) -> None:
        self.changes = 0
        """How many changes are in it."""
        self.kept: list[Decision | None] = []
        """None is one that another has taken the place of."""
        self._latest: dict[tuple[int, str], int] = {}
        """(task, what) → its place in `kept`, of what may still be completed."""

    def add(self, change: Change, step: deciding.Step) -> None:
        """Take in one step of a change."""
        place = self._earlier(step)
        old = None if place is None else self.kept[place]
        if place is None or old is None:
            new = Decision(when=change.when, who=change.who, **step._asdict())
        else:
            self.kept[place] = None
            params = deciding.joined(old.what, old.params, step)
            new = structs.replace(old, when=change.when, params=params, flagged=old.flagged or step.flagged)
        self._latest[step.task, new.what] = len(self.kept)
        self.kept.append(new)
        if step.what == "extend":  # a deadline that is set after it does not complete the one before it
            self._latest.pop((step.task, "due"), None)

    def _earlier(self, step: deciding.Step) -> int | None:
        """The place of the decision that `step` only completes; None when it is one of its own."""
        new = self._latest.get((step.task, "add"))
        after_extension = step.what == "due" and (step.task, "extend") in self._latest
        if new is not None and deciding.completes_new(step) and not step.flagged and not after_extension:
            return new
        if step.what in deciding.REPEATED:
            return self._latest.get((step.task, step.what))
        return None

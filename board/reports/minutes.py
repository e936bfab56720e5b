"""会议纪要: what was decided, by agenda item, as rows with codes. Words and files are made of them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from board.messages import Messages
from board.model import agenda
from board.model.board import Board
from board.model.changes import Change
from board.model.entities import AgendaItem, Group, Meeting
from board.model.task import DONE, Task
from board.reports import official
from board.reports.decided import Decision
from board.reports.decided_words import decision_words
from board.reports.held import Held, held
from board.reports.leaving import without_numbers
from board.reports.meetings import meeting_row

CATEGORIES: dict[str, frozenset[str]] = {
    "new": frozenset({"add"}),
    "assigned": frozenset({"assign", "send", "due"}),
    "progress": frozenset({"note", "move"}),
    "extended": frozenset({"extend"}),
    "closed": frozenset({"close"}),
    "back": frozenset({"return", "rebound"}),
    "urged": frozenset({"urge"}),
    "other": frozenset({"edit", "void", "restore", "undo"}),
}
"""What the decisions of an item are told under, in this order → the codes of `Decision.what`."""
TO_DO = frozenset({"add", "assign", "due", "extend", "return", "rebound"})
"""Decisions by which somebody has to do something by some time."""


@dataclass(frozen=True)
class Section:
    """What was decided on one agenda item."""

    group: Group | None
    """None is the office's inbox."""
    item: AgendaItem | None
    """None where the group was not on the agenda."""
    decided: tuple[Decision, ...]
    """In the order of `CATEGORIES`, each in the order in which it was decided."""

    def parts(self) -> Iterator[tuple[str, tuple[Decision, ...]]]:
        """Each category that something was decided in."""
        for category in CATEGORIES:
            mine = tuple(each for each in self.decided if category_of(each) == category)
            if mine:
                yield category, mine


@dataclass(frozen=True)
class Minutes:
    """The minutes of one meeting. Tasks and names are those of the meeting's end; see `held`."""

    messages: Messages
    held: Held
    now: datetime
    sections: tuple[Section, ...]
    """Items of the agenda that had the floor or that something was decided on, in their order; then other groups."""
    flagged: tuple[Decision, ...]
    """会中变更: what was done to tasks that were overdue when the meeting began."""
    schedule: tuple[Task, ...]
    """附表: the tasks somebody has to do something about, by group and deadline."""

    @property
    def board(self) -> Board:
        """As it was at the end of the meeting."""
        return self.held.board

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.held.meeting

    @property
    def count(self) -> int:
        """How many decisions there are."""
        return sum(len(section.decided) for section in self.sections)

    def counts(self) -> list[tuple[str, int]]:
        """Category → how many decisions, without those that have none."""
        found = {
            category: sum(category_of(each) == category for section in self.sections for each in section.decided)
            for category in CATEGORIES
        }
        return [(category, count) for category, count in found.items() if count]

    def copies(self) -> list[str]:
        """分送: as it was written down, else the groups and the units that something was decided for."""
        if self.meeting.copies:
            return [self.meeting.copies]
        groups = [self._group_name(section.group) for section in self.sections if section.group is not None]
        tasks = [self.board.tasks[each.task] for section in self.sections for each in section.decided]
        units = [unit for task in tasks for unit in (task.unit, *task.co_units) if unit is not None]
        return list(dict.fromkeys([*groups, *map(self.board.unit_name, units)]))

    def _group_name(self, group: Group) -> str:
        """The name with the word for a group behind it, once."""
        word = self.messages("minutes.group")
        return group.name if group.name.endswith(word) else group.name + word


def minutes_of(messages: Messages, board: Board, meeting: Meeting, history: Iterable[Change], now: datetime) -> Minutes:
    """The minutes of a meeting that is over, or so far; `history` begins with the newest change.

    Raises:
        StoreError: the history does not fit the board.
    """
    then = held(board, meeting, history)
    decided = then.decided
    numbers = dict.fromkeys(each.task for each in decided if each.what in TO_DO)
    tasks = [then.board.tasks[no] for no in numbers]
    return Minutes(
        messages,
        then,
        now,
        sections=tuple(_sections(then.board, meeting, decided)),
        flagged=tuple(each for each in decided if each.flagged),
        schedule=tuple(
            sorted(
                (task for task in tasks if task.stage not in DONE and not task.is_void),
                key=lambda task: (_place(then.board, task.group), task.due or "9", task.no),
            )
        ),
    )


def category_of(decision: Decision) -> str:
    """The category under which it is told."""
    return next(category for category, codes in CATEGORIES.items() if decision.what in codes)


def _place(board: Board, group: int | None) -> int:
    found = board.group(group)
    return found.number if found else 10**6


def _sections(board: Board, meeting: Meeting, decided: tuple[Decision, ...]) -> Iterator[Section]:
    by_group: dict[int | None, list[Decision]] = {}
    for each in decided:
        by_group.setdefault(board.tasks[each.task].group, []).append(each)
    items = {agenda.group_of(item): item for item in meeting.agenda}
    had = {turn.group or None for turn in meeting.turns}
    others = sorted((group for group in {*by_group, *had} if group not in items), key=lambda each: _place(board, each))
    order = list(CATEGORIES)
    for group in (*items, *others):
        mine = by_group.get(group, [])
        if mine or group in had:
            mine.sort(key=lambda each: order.index(category_of(each)))
            yield Section(board.group(group), items.get(group), tuple(mine))


# ---- as JSON


def minutes_record(minutes: Minutes) -> dict[str, Any]:
    """The minutes with stable keys: those of `meeting_row`, and sections, flagged, schedule and copies.

    A decision has its codes and values with units and groups by name, `said` in the language of the minutes, and
    `typed`: the line from which a new task was read, which stands in no other format. No text has telephone numbers.
    """
    board, meeting = minutes.board, minutes.meeting
    row = meeting_row(board, meeting, minutes.now)
    record = {
        "office": board.office.office,
        "district": board.office.district,
        **row,
        "sections": [
            {
                "group_no": section.group.number if section.group else None,
                "group": section.group.name if section.group else board.office.office,
                "leader": section.group.leader if section.group else "",
                "minutes": section.item.minutes if section.item else 0,
                "decided": [_decision(minutes, each) for each in section.decided],
            }
            for section in minutes.sections
        ],
        "flagged": [_decision(minutes, each) for each in minutes.flagged],
        "schedule": [_scheduled(board, task) for task in minutes.schedule],
        "copies": minutes.copies(),
    }
    found: dict[str, Any] = without_numbers(record)
    return found


def _decision(minutes: Minutes, each: Decision) -> dict[str, Any]:
    board = minutes.board
    return {
        "no": each.task,
        "title": board.tasks[each.task].title,
        "category": category_of(each),
        "what": each.what,
        "when": each.when,
        "who": each.who,
        "flagged": each.flagged,
        "params": {name: _named(board, name, value, each.what) for name, value in each.params.items()},
        "said": decision_words(minutes.messages, board, each, official.day),
        "typed": minutes.held.typed.get(each.task) if each.what == "add" else None,
    }


def _named(board: Board, name: str, value: Any, what: str) -> Any:
    if name == "group" or (name == "was" and what == "send"):
        group = board.group(value)
        return group.name if group else None
    if value is not None and (name in ("unit", "verifier_unit") or (name == "was" and what == "assign")):
        return board.unit_name(value)
    if name == "co_units":
        return [board.unit_name(unit) for unit in value or ()]
    if name == "values" and isinstance(value, dict):
        return {field: _named(board, field, held, what) for field, held in value.items()}
    return list(value) if isinstance(value, tuple) else value


def _scheduled(board: Board, task: Task) -> dict[str, Any]:
    group = board.group(task.group)
    return {
        "no": task.no,
        "title": task.title,
        "group": group.name if group else None,
        "unit": board.unit_name(task.unit) or None,
        "person": task.person,
        "co_units": [board.unit_name(unit) for unit in task.co_units],
        "due": task.due,
        "due_words": task.due_words,
        "open_ended": task.open_ended.value if task.open_ended else None,
    }

"""Which tasks: a filter over the board, in the order of urgency."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct, structs

from board.model.board import Board, SortKey
from board.model.lamps import Lamp, lamp_bounds, lamp_of
from board.model.task import OPEN, STAGES, Kind, Stage, Task, end_of_day_key

MAIN_KINDS = (Kind.ASSIGNMENT, Kind.PROBLEM, Kind.PROJECT)
"""What the columns show by default; 测评 have their own screens."""
ALL_KINDS = tuple(Kind)
KIND_VIEWS: tuple[tuple[Kind, ...], ...] = (MAIN_KINDS, (Kind.PROBLEM,), (Kind.PROJECT,), ALL_KINDS)
"""What the kinds key cycles through."""


class Filter(Struct, frozen=True, kw_only=True):
    """What to list. An empty field does not narrow; `groups` may hold None for the inbox."""

    kinds: tuple[Kind, ...] = ALL_KINDS
    groups: tuple[int | None, ...] | None = None
    stages: tuple[Stage, ...] = STAGES
    unit: int | None = None
    overdue: bool = False
    void: bool = False
    """Only void tasks, which are otherwise left out."""

    def over_void(self) -> Filter:
        """The same filter over the void tasks."""
        return structs.replace(self, void=True)


def select(board: Board, wanted: Filter, now: datetime) -> Iterator[Task]:
    """The tasks that pass the filter: open ones by urgency, then met, consolidating and closed ones."""
    yellow = board.office.yellow_days
    for task in _candidates(board, wanted):
        if wanted.unit is not None and task.unit != wanted.unit:
            continue
        if wanted.overdue and lamp_of(task, now, yellow) is not Lamp.RED:
            continue
        yield task


def _candidates(board: Board, wanted: Filter) -> Iterator[Task]:
    groups = all_groups(board) if wanted.groups is None else wanted.groups
    if wanted.void:
        for task in board.tasks.values():
            if task.is_void and task.group in groups and task.kind in wanted.kinds and task.stage in wanted.stages:
                yield task
        return
    for _, _, no in ordered(board, groups, wanted.kinds, wanted.stages):
        yield board.tasks[no]


def all_groups(board: Board) -> tuple[int | None, ...]:
    """Every place a task can stand: the groups and the inbox (None)."""
    return (*(group.id for group in board.groups), None)


def ordered(
    board: Board,
    groups: tuple[int | None, ...],
    kinds: tuple[Kind, ...],
    stages: tuple[Stage, ...] = STAGES,
) -> list[SortKey]:
    """The sort keys of a column: what is open by urgency, and below it what is done, stage by stage."""
    open_stages = [stage for stage in stages if stage in (Stage.UNCLAIMED, Stage.UNDERWAY)]
    keys = board.keys(groups, kinds, open_stages)
    for stage in (Stage.MET, Stage.CONSOLIDATING, Stage.CLOSED):
        if stage in stages:
            keys += board.keys(groups, kinds, (stage,))
    return keys


def coming_due(board: Board, now: datetime) -> list[SortKey]:
    """明日转红预告: what falls due by the day of the next meeting, or whose lamp is yellow; not what is overdue."""
    bounds = lamp_bounds(now, board.office.yellow_days)
    meeting = board.office.next_meeting
    known = bool(meeting) and meeting >= now.date().isoformat()
    return due_between(board, bounds.red, end_of_day_key(date.fromisoformat(meeting)) if known else bounds.yellow)


def due_between(
    board: Board,
    low: str,
    high: str,
    kinds: tuple[Kind, ...] = MAIN_KINDS,
    groups: tuple[int | None, ...] | None = None,
) -> list[SortKey]:
    """The sort keys of the open tasks whose due key is above `low` and not above `high`, nearest deadline first.

    It costs what it finds, not what the board holds.
    """
    found: list[SortKey] = []
    for group in all_groups(board) if groups is None else groups:
        for kind in kinds:
            for stage in OPEN:
                keys = board.index.get((group, kind, stage))
                if keys:
                    found += keys[bisect_right(keys, (low, 9, 0)) : bisect_right(keys, (high, 9, 0))]
    found.sort()
    return found

"""The office's figures: counts, closure rate, on-time rate, investment, pass rate, and the ranking."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from typing import TypeVar

from msgspec import Struct

from board.model.board import Board
from board.model.lamps import lamp_bounds
from board.model.query import MAIN_KINDS, all_groups
from board.model.task import ACTIVE, DONE, OPEN, STAGES, Kind, Stage, Task, days_late, due_key, minute_key

Key = TypeVar("Key", bound=Hashable)


class Counts(Struct, frozen=True):
    """What a column head and the header show, from the index alone: cheap at any size."""

    total: int
    """Not void."""
    active: int
    """在办: under way to consolidating."""
    closed: int
    red: int
    orange: int
    yellow: int

    @property
    def closure_rate(self) -> float | None:
        """销号率: closed ÷ all not void; None when there are none."""
        return self.closed / self.total if self.total else None


def counts(
    board: Board,
    now: datetime,
    groups: tuple[int | None, ...] | None = None,
    kinds: tuple[Kind, ...] = MAIN_KINDS,
    stages: tuple[Stage, ...] = STAGES,
) -> Counts:
    """Counts by stage and lamp over `groups` (default: all and the inbox)."""
    where = all_groups(board) if groups is None else groups
    bounds = lamp_bounds(now, board.office.yellow_days)

    def between(low: str, high: str) -> int:
        return board.count_between(low, high, where, kinds, [stage for stage in stages if stage in OPEN])

    return Counts(
        total=board.count(where, kinds, stages),
        active=board.count(where, kinds, [stage for stage in stages if stage in ACTIVE]),
        closed=board.count(where, kinds, [stage for stage in stages if stage is Stage.CLOSED]),
        red=between("", bounds.red),
        orange=between(bounds.red, bounds.orange),
        yellow=between(bounds.orange, bounds.yellow),
    )


class Tally(Struct, frozen=True, kw_only=True):
    """The figures of one group, unit, or the whole board. Checks (测评) do not count here."""

    total: int = 0
    active: int = 0
    closed: int = 0
    overdue: int = 0
    on_time: int = 0
    """Met by the deadline in force; a task without a deadline cannot be late."""
    answerable: int = 0
    """Met, or with a deadline that has passed."""
    extensions: int = 0
    returns: int = 0
    rebounds: int = 0
    urges: int = 0
    planned: float = 0.0
    completed: float = 0.0

    @property
    def closure_rate(self) -> float | None:
        """销号率 = closed ÷ all not void."""
        return self.closed / self.total if self.total else None

    @property
    def on_time_rate(self) -> float | None:
        """按时率 = met in time ÷ (met, or deadline passed)."""
        return self.on_time / self.answerable if self.answerable else None

    @property
    def investment_rate(self) -> float | None:
        """Investment progress = Σ completed ÷ Σ planned: weighed by money, never averaged."""
        return self.completed / self.planned if self.planned else None


def tally(board: Board, tasks: Iterable[Task], now: datetime) -> Tally:
    """The figures over `tasks`; void tasks and checks are left out."""
    present = minute_key(now)
    live = [task for task in tasks if not task.void_reason and task.kind is not Kind.CHECK]
    met = [task for task in live if task.stage in DONE]
    late = [task for task in live if task.stage in OPEN and due_key(task.due) <= present]

    def entries(entity: str) -> int:
        return sum(len(board.count_ids(entity, task.no)) for task in live)

    return Tally(
        total=len(live),
        active=sum(task.stage in ACTIVE for task in live),
        closed=sum(task.stage is Stage.CLOSED for task in live),
        overdue=len(late),
        on_time=sum(days_late(task) == 0 for task in met),
        answerable=len(met) + len(late),
        extensions=entries("extension"),
        returns=entries("return"),
        rebounds=entries("rebound"),
        urges=entries("urge"),
        planned=math.fsum(task.planned or 0 for task in live),
        completed=math.fsum(task.completed or 0 for task in live if task.planned),
    )


def _tallies(board: Board, now: datetime, key: Callable[[Task], Key | None]) -> dict[Key, Tally]:
    parts: dict[Key, list[Task]] = {}
    for task in board.tasks.values():
        part = None if task.void_reason else key(task)
        if part is not None:
            parts.setdefault(part, []).append(task)
    return {part: tally(board, tasks, now) for part, tasks in parts.items()}


def by_group(board: Board, now: datetime) -> dict[int, Tally]:
    """The figures of every group, by its id; a group without tasks has an empty tally."""
    found = _tallies(board, now, lambda task: task.group)
    return {group.id: found.get(group.id, Tally()) for group in board.groups}


def by_unit(board: Board, now: datetime) -> dict[int, Tally]:
    """The figures of every responsible unit that has tasks, by its id."""
    return _tallies(board, now, lambda task: task.unit)


def investment_by_category(board: Board, now: datetime) -> dict[str, Tally]:
    """The figures of the projects of each category that have planned money."""
    return _tallies(board, now, lambda task: task.category if task.kind is Kind.PROJECT and task.planned else None)


class Passes(Struct, frozen=True):
    """How many checks (测评) stand, and how many of them are met or beyond."""

    total: int = 0
    passed: int = 0

    @property
    def rate(self) -> float | None:
        """Pass rate = met or beyond ÷ all not void."""
        return self.passed / self.total if self.total else None


def passes_by_category(board: Board) -> dict[str, Passes]:
    """The checks of each category, those that are void left out."""
    found: dict[str, Passes] = {}
    for task in board.tasks.values():
        if task.kind is Kind.CHECK and not task.void_reason:
            was = found.get(task.category, Passes())
            found[task.category] = Passes(was.total + 1, was.passed + (task.stage in DONE))
    return found


def pass_rate_by_category(board: Board) -> dict[str, float]:
    """Per category of checks: met or beyond ÷ all not void."""
    return {name: each.passed / each.total for name, each in passes_by_category(board).items()}


def score(figures: Tally, weights: dict[str, float]) -> float | None:
    """The ranking's score, in points; None without tasks.

    closure × closure rate + on_time × on-time rate, less overdue, extensions, rebounds and urges × their number per
    task. The weights are the office's data; a weight that is not named is 0. Without an answerable task the on-time
    rate counts as 1: nobody is late.
    """
    if not figures.total:
        return None
    on_time = 1.0 if figures.on_time_rate is None else figures.on_time_rate
    gains = weights.get("closure", 0) * (figures.closure_rate or 0) + weights.get("on_time", 0) * on_time
    losses = (
        weights.get("overdue", 0) * figures.overdue
        + weights.get("extensions", 0) * figures.extensions
        + weights.get("rebounds", 0) * figures.rebounds
        + weights.get("urges", 0) * figures.urges
    )
    return gains - losses / figures.total


def _even(points: float | None) -> float:
    """Points without the noise of adding fractions, so that equal is equal."""
    return round(points or 0, 9)


class Place(Struct, frozen=True):
    """One line of a ranking. Equal scores share a rank; what has no tasks has neither."""

    rank: int | None
    id: int
    score: float | None
    tally: Tally


def ranking(tallies: dict[int, Tally], weights: dict[str, float]) -> list[Place]:
    """The best first; what has no tasks last, in the given order."""
    scored = [(score(figures, weights), key, figures) for key, figures in tallies.items()]
    ranked = sorted((row for row in scored if row[0] is not None), key=lambda row: -_even(row[0]))
    places: list[Place] = []
    for position, (points, key, figures) in enumerate(ranked, start=1):
        same = places and _even(places[-1].score) == _even(points)
        places.append(Place(places[-1].rank if same else position, key, points, figures))
    return places + [Place(None, key, None, figures) for points, key, figures in scored if points is None]

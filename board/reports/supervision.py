"""督导: who is ahead and who is behind, what changed since, what turns red tomorrow. Pure rows; words come later.

Figures never count 测评, which have their own pass rate, and are those of `model/figures.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from board.model import cards, figures, query
from board.model.board import Board
from board.model.cards import Proposal
from board.model.changes import Change
from board.model.entities import Card, Meeting, Verdict
from board.model.figures import Counts, Passes, Place, Tally
from board.model.lamps import Lamp, lamp_of
from board.model.task import DONE, Kind, Stage, Task, due_date, minute_key
from board.reports.decided import Decision, Record
from board.reports.past import rewound

POINTS = 8
"""Meetings that the trend goes back; without meetings, weeks."""


class Point(NamedTuple):
    """The figures at one moment of the trend."""

    when: str
    meeting: int | None
    """Number of the meeting that ended then; None is now, or the end of a week."""
    overdue: int
    closed: int
    total: int

    @property
    def closure_rate(self) -> float | None:
        """销号率 then."""
        return self.closed / self.total if self.total else None


class Changed(NamedTuple):
    """What changed in a period: numbers of tasks, the lowest first."""

    new: tuple[int, ...]
    met: tuple[int, ...]
    closed: tuple[int, ...]
    put_right: tuple[int, ...]
    """Overdue at the beginning, met or beyond at the end."""
    extended: tuple[int, ...]
    returned: tuple[int, ...]
    rebounded: tuple[int, ...]
    overdue: tuple[int, ...]
    """Newly overdue: not at the beginning."""
    void: tuple[int, ...]


class Late(NamedTuple):
    """An overdue task and by how many days."""

    task: Task
    days: int


@dataclass(frozen=True)
class Supervision:
    """Everything that is told of one period, at its end."""

    board: Board
    """As it was at `until`."""
    since: str
    """ISO moment; "" is the beginning of the board."""
    until: datetime
    total: Tally
    counts: Counts
    groups: tuple[Place, ...]
    inbox: Tally
    """What no group has yet, which has no rank."""
    units: tuple[Place, ...]
    """Units that have tasks."""
    lamps: dict[int | None, dict[Lamp, int]]
    """Group (None: the inbox) → lamp → tasks."""
    overdue: tuple[Late, ...]
    """The longest overdue first."""
    investment: tuple[tuple[str, Tally], ...]
    """By category, the furthest first."""
    invested: Tally
    """All of it together."""
    checks: tuple[tuple[str, Passes], ...]
    """By category, the best first."""
    checked: Passes
    proposals: tuple[Proposal, ...]
    verdicts: tuple[Verdict, ...]
    """Confirmed in the period."""
    changed: Changed
    flagged: tuple[Decision, ...]
    """会中变更 of the period."""
    trend: tuple[Point, ...]
    """The oldest first, the last one is `until`."""
    due: tuple[tuple[int | None, tuple[Task, ...]], ...]
    """明日转红预告: unit → what falls due next, the nearest first."""

    @property
    def begun(self) -> datetime | None:
        """The first second of the period; None is the beginning of the board."""
        return datetime.fromisoformat(self.since) + timedelta(seconds=1) if self.since else None

    def confirmed(self, unit: int, card: Card) -> Verdict | None:
        """What was confirmed of it in the period."""
        return cards.confirmed(self.verdicts, unit, card)


def supervise(
    board: Board, history: Iterable[Change], now: datetime, *, since: str | None = None, until: datetime | None = None
) -> Supervision:
    """The supervision of a period that ends at `until` (now) and began after `since`; see `cards.period_begin`.

    `history` begins with the newest change.
    """
    end = now if until is None else min(now, until)
    moment = end.isoformat(timespec="seconds")
    begin = cards.period_begin(board, end) if since is None else since
    points = _moments(board, end)
    # Of a period that began with the board, history is read back to its first meeting: 会中变更 are of meetings.
    first = begin or min((meeting.start for meeting in meetings(board)), default="")
    past = rewound(board, history, {begin, first, moment, *(when for when, _ in points)})
    board, was = past.boards[moment], past.boards[begin]
    total = figures.tally(board, board.tasks.values(), end)
    weights = board.office.weights
    units = [place for place in figures.ranking(figures.by_unit(board, end), weights) if place.rank is not None]
    investment = figures.investment_by_category(board, end)
    checks = figures.passes_by_category(board)
    verdicts = cards.verdicts_between(board, begin, moment)
    return Supervision(
        board=board,
        since=begin,
        until=end,
        total=total,
        counts=figures.counts(board, end),
        groups=tuple(figures.ranking(figures.by_group(board, end), weights)),
        inbox=figures.tally(board, (task for task in board.tasks.values() if task.group is None), end),
        units=tuple(units),
        lamps=_lamps(board, end),
        overdue=tuple(_overdue(board, end)),
        investment=tuple(sorted(investment.items(), key=lambda each: -(each[1].investment_rate or 0))),
        invested=figures.tally(board, _projects(board), end),
        checks=tuple(sorted(checks.items(), key=lambda each: -(each[1].rate or 0))),
        checked=Passes(sum(each.total for each in checks.values()), sum(each.passed for each in checks.values())),
        proposals=tuple(_still_open(cards.proposals(board, units, end), verdicts)),
        verdicts=tuple(verdicts),
        changed=_changed(was, board, datetime.fromisoformat(begin) if begin else end, end),
        flagged=_flagged(board, (change for change in past.changes if begin < change.when <= moment)),
        trend=tuple(_point(past.boards[when], when, number) for when, number in points),
        due=_due(board, end),
    )


def meeting_period(board: Board, meeting: Meeting) -> tuple[str, datetime | None]:
    """The period that a meeting closes: since the end of the one before it, until its own end (None: it runs)."""
    before = [other.end for other in meetings(board) if other.end and other.start < meeting.start]
    return max(before, default=""), datetime.fromisoformat(meeting.end) if meeting.end else None


def meetings(board: Board) -> list[Meeting]:
    """Every meeting, in the order of their numbers."""
    return sorted(board.table("meeting").values(), key=lambda meeting: meeting.number)


def _moments(board: Board, end: datetime) -> list[tuple[str, int | None]]:
    """The moments of the trend: the ends of the last meetings, or of weeks where there are none, and the end."""
    moment = end.isoformat(timespec="seconds")
    ended = [(meeting.end, meeting.number) for meeting in meetings(board) if meeting.end and meeting.end < moment]
    found: list[tuple[str, int | None]] = [*sorted(ended)[-POINTS:]]
    if not found:
        monday = datetime.combine(end.date() - timedelta(days=end.weekday()), time())
        weeks = [monday - timedelta(weeks=back) for back in range(POINTS - 1, -1, -1)]
        found = [(week.isoformat(timespec="seconds"), None) for week in weeks if week.date() < end.date()]
    return [*found, (moment, None)]


def _point(board: Board, when: str, meeting: int | None) -> Point:
    counts = figures.counts(board, datetime.fromisoformat(when))
    return Point(when, meeting, counts.red, counts.closed, counts.total)


def _still_open(proposed: Iterable[Proposal], verdicts: Sequence[Verdict]) -> Iterable[Proposal]:
    """Without the yellow cards of units that a person gave a red one: red takes the place of yellow."""
    return (
        each for each in proposed if each.card is not Card.YELLOW or not cards.confirmed(verdicts, each.unit, Card.RED)
    )


def _projects(board: Board) -> Iterable[Task]:
    return (task for task in board.tasks.values() if task.kind is Kind.PROJECT and task.planned)


def _lamps(board: Board, now: datetime) -> dict[int | None, dict[Lamp, int]]:
    found: dict[int | None, dict[Lamp, int]] = {place: dict.fromkeys(Lamp, 0) for place in query.all_groups(board)}
    for task in board.tasks.values():
        if not task.void_reason and task.kind is not Kind.CHECK and task.group in found:
            found[task.group][lamp_of(task, now, board.office.yellow_days)] += 1
    return found


def _overdue(board: Board, now: datetime) -> list[Late]:
    keys = query.due_between(board, "", minute_key(now))
    late = [board.tasks[no] for _, _, no in keys]
    return [Late(task, (now.date() - due_date(task.due)).days) for task in late if task.due is not None]


def _changed(was: Board, board: Board, then: datetime, now: datetime) -> Changed:
    found: dict[str, list[int]] = {name: [] for name in Changed._fields}
    for no in board.tasks.differing(was.tasks):
        new, old = board.tasks.get(no), was.tasks.get(no)
        if new is None or new.kind is Kind.CHECK:
            continue
        for name, told in _differences(old, new).items():
            if told:
                found[name].append(no)
    for name, entity in (("extended", "extension"), ("returned", "return"), ("rebounded", "rebound")):
        before, after = was.table(entity), board.table(entity)
        numbers = {after[key].task for key in after.differing(before) if key in after and key not in before}
        found[name] = sorted(no for no in numbers if no in board.tasks and board.tasks[no].kind is not Kind.CHECK)
    late_then, late_now = _late_numbers(was, then), _late_numbers(board, now)
    found["overdue"] = sorted(late_now - late_then)
    found["put_right"] = sorted(
        no for no in late_then if (task := board.tasks.get(no)) and task.stage in DONE and not task.void_reason
    )
    return Changed(**{name: tuple(numbers) for name, numbers in found.items()})


def _differences(old: Task | None, new: Task) -> dict[str, bool]:
    if new.void_reason:
        return {"void": old is not None and not old.void_reason}
    was = None if old is None or old.void_reason else old.stage
    return {
        "new": old is None,
        "met": new.stage in DONE and was not in DONE,
        "closed": new.stage is Stage.CLOSED and was is not Stage.CLOSED,
    }


def _late_numbers(board: Board, now: datetime) -> set[int]:
    return {no for _, _, no in query.due_between(board, "", minute_key(now))}


def _flagged(board: Board, changes: Iterable[Change]) -> tuple[Decision, ...]:
    record = Record()
    record.take(changes)
    return tuple(decision for decision in record.decisions(board) if decision.flagged)


def _due(board: Board, now: datetime) -> tuple[tuple[int | None, tuple[Task, ...]], ...]:
    by_unit: dict[int | None, list[Task]] = {}
    for _, _, no in query.coming_due(board, now):
        task = board.tasks[no]
        by_unit.setdefault(task.unit, []).append(task)
    return tuple((unit, tuple(tasks)) for unit, tasks in by_unit.items())

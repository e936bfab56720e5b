"""What becomes of each task of the demo board in its six weeks: decided first, then told week by week (`demo`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto
from itertools import count, cycle
from random import Random
from typing import Any

from board.commands.demo_data import Card, DemoData, SampleCheck, SampleProject
from board.model.task import Kind

MEETINGS = 6
"""One promotion meeting a week, on Mondays, the first being the kick-off."""


class Fate(Enum):
    """Where a task stands on the day the demo board is opened."""

    UNCLAIMED = auto()
    UNDATED = auto()
    RED = auto()
    ORANGE = auto()
    YELLOW = auto()
    GREEN = auto()
    MET = auto()
    CONSOLIDATING = auto()
    CLOSED = auto()
    VOID = auto()


OPEN_DATED = frozenset({Fate.RED, Fate.ORANGE, Fate.YELLOW, Fate.GREEN})
ENDED = frozenset({Fate.MET, Fate.CONSOLIDATING, Fate.CLOSED})

# How the fates follow one another among tasks that are free to have any.
_CARD_FATES = (
    Fate.GREEN, Fate.CONSOLIDATING, Fate.YELLOW, Fate.GREEN, Fate.CLOSED, Fate.GREEN, Fate.UNCLAIMED, Fate.MET,
)  # fmt: skip
_UNDATED_FATES = (Fate.UNDATED, Fate.UNDATED, Fate.UNDATED, Fate.UNCLAIMED)
_CHECK_FATES = (
    Fate.GREEN, Fate.MET, Fate.CONSOLIDATING, Fate.RED, Fate.YELLOW, Fate.CLOSED, Fate.GREEN, Fate.CONSOLIDATING,
    Fate.UNCLAIMED, Fate.GREEN, Fate.MET, Fate.ORANGE, Fate.CONSOLIDATING, Fate.GREEN, Fate.RED, Fate.MET, Fate.YELLOW,
    Fate.CLOSED, Fate.GREEN, Fate.UNCLAIMED, Fate.CONSOLIDATING, Fate.GREEN, Fate.YELLOW, Fate.CLOSED, Fate.MET,
    Fate.GREEN, Fate.RED, Fate.CONSOLIDATING, Fate.GREEN, Fate.VOID,
)  # fmt: skip
_DONE_PROJECTS = (Fate.CLOSED, Fate.MET, Fate.CLOSED, Fate.CONSOLIDATING)
_IDLE_PROJECTS = (Fate.UNCLAIMED, Fate.GREEN)


class Days:
    """The calendar of the demo: day 0 is the Monday of the kick-off, 36 to 42 days before today."""

    def __init__(self, today: date) -> None:
        self.today = today
        last_monday = today - timedelta(days=today.weekday() or 7)
        self.kickoff = last_monday - timedelta(days=7 * (MEETINGS - 1))

    def day(self, number: int) -> date:
        """The day with this number."""
        return self.kickoff + timedelta(days=number)

    def due(self, number: int) -> str:
        """The day with this number as a deadline."""
        return self.day(number).isoformat()

    def due_in(self, days: int) -> str:
        """A deadline that many days from today; past ones and distant ones do not fall on a weekend."""
        day = self.today + timedelta(days=days)
        weekend = day.weekday() - 4
        if weekend > 0 and days < 0:
            day -= timedelta(days=weekend)
        elif weekend > 0 and days > 3:
            day += timedelta(days=3 - weekend)
        return day.isoformat()


@dataclass(slots=True)
class Plan:
    """One task from the kick-off to today. Weeks count from 0; a meeting is the Monday of its week."""

    no: int
    kind: Kind
    group: int | None
    fate: Fate
    unit: str = ""
    co_units: tuple[str, ...] = ()
    person: str = ""
    claimed: int = 0
    """The week in which it was given to its unit."""
    due: str | None = None
    """The deadline in force today."""
    dues: list[str] = field(default_factory=list)
    """The deadlines before that one, and the weeks in whose meetings each was extended."""
    extended: list[int] = field(default_factory=list)
    met: int | None = None
    """The week on whose Friday it was met; -1: on the Wednesday of the first week, at once; MEETINGS - 1: yesterday."""
    consolidated: int | None = None
    closed: int | None = None
    returned: int | None = None
    rebounded: int | None = None
    notes: int = 0
    urges: int = 0
    items: int = 0
    six: dict[str, str] = field(default_factory=dict)
    high: bool = False
    tag: str = ""
    card: Card | None = None
    project: SampleProject | None = None
    check: SampleCheck | None = None

    @property
    def first_due(self) -> str | None:
        """The deadline that it was given at first."""
        return self.dues[0] if self.dues else self.due

    @property
    def quiet(self) -> bool:
        """Nothing is made up about what the report itself names."""
        return self.card is not None and self.card.named


class Planner:
    """Decides every task's fate, the same for the same day."""

    def __init__(self, data: DemoData, days: Days) -> None:
        self._story = data.story
        self._days = days
        self._rng = Random(94_122_757)  # noqa: S311 - a spread that repeats, not a secret
        self._turn = 0
        fates = [*_card_fates(data), *_project_fates(data), *_check_fates(data)]
        sources: list[Card | SampleProject | SampleCheck] = [*data.cards, *data.projects, *data.checks]
        self.plans = [self._plan(*one) for one in zip(count(1), sources, fates)]

    def _plan(self, no: int, source: Card | SampleProject | SampleCheck, fate: Fate) -> Plan:
        kind, facts = _of_source(source)
        plan = Plan(no=no, kind=kind, group=source.group, fate=fate, **facts)
        rng, story = self._rng, self._story
        named = plan.card.units if plan.card else ()
        if fate is not Fate.UNCLAIMED or named:
            plan.unit = self._unit(source)
            plan.person = rng.choice(story.persons[kind])
            pool = [name for name in story.helpers[plan.group or 0] if name != plan.unit]
            plan.co_units = named[1:] or (tuple(rng.sample(pool, 1)) if rng.random() < 0.25 and not named else ())
        if plan.card is None or not plan.card.named:
            self._colour(plan)
        if fate in OPEN_DATED:
            self._open(plan)
        elif fate in ENDED:
            self._end(plan)
        return plan

    def _unit(self, source: Card | SampleProject | SampleCheck) -> str:
        if isinstance(source, Card):
            return source.units[0] if source.units else self._story.responsible[source.id]
        return source.unit

    def _colour(self, plan: Plan) -> None:
        rng, story = self._rng, self._story
        if rng.random() < 0.6:
            plan.six = {name: rng.choice(texts) for name, texts in story.six[plan.kind].items()}
        if plan.fate not in (Fate.UNCLAIMED, Fate.VOID):
            plan.notes = rng.choice((0, 0, 1, 1, 2)) if plan.kind is not Kind.CHECK else rng.choice((0, 0, 0, 1))
        plan.high = plan.fate is Fate.RED or rng.random() < 0.08
        plan.tag = story.tags[plan.kind] if rng.random() < 0.07 else ""
        plan.items = 4 if plan.kind is not Kind.CHECK and plan.fate in OPEN_DATED and rng.random() < 0.12 else 0

    def _open(self, plan: Plan) -> None:
        days, rng = self._days, self._rng
        self._turn += 1
        turn = self._turn
        match plan.fate:
            case Fate.RED:
                plan.due = days.due_in(-(1, 4, 2, 9, 6, 13, 3, 7)[turn % 8])
                plan.urges = 1 + turn % 2
            case Fate.ORANGE:
                plan.due = days.due_in(0) + ("T17:30" if plan.project and plan.group == 7 else "")
            case Fate.YELLOW:
                plan.due = days.due_in(1 + turn % 3)
                plan.urges = int(turn % 4 == 0)
            case _:
                plan.due = days.due_in(rng.choice((5, 6, 8, 9, 11, 13, 15, 18, 21, 25, 30, 38, 45, 60)))
                plan.claimed = 2 if turn % 11 == 0 and not plan.project and not plan.check else 0
        if plan.claimed or (plan.card and plan.card.units):
            return
        if turn % 4 == 0:
            self._extend(plan, 2, 1)
        elif turn % 15 == 2:
            self._extend(plan, 1, 2)
        elif turn % 13 == 5:
            plan.met, plan.returned = 2, 3
        elif (plan.kind is Kind.PROBLEM and turn % 5 == 3) or (plan.kind is Kind.CHECK and turn % 9 == 7):
            plan.met, plan.consolidated, plan.rebounded = 1, 2, 4
            plan.dues = [days.due(7 + 7)]
            if plan.fate is Fate.RED:
                plan.due = days.due_in(-2)

    def _extend(self, plan: Plan, week: int, times: int) -> None:
        """Extended in the meetings from `week` on; a few only when they were already late."""
        for step in range(times):
            monday = 7 * (week + step)
            plan.extended.append(week + step)
            plan.dues.append(self._days.due(monday - 2 if self._turn % 48 == 0 else monday + 1 + step))

    def _end(self, plan: Plan) -> None:
        days, rng = self._days, self._rng
        free = plan.kind in (Kind.ASSIGNMENT, Kind.PROJECT)
        if plan.fate is Fate.MET:
            plan.met = rng.choice((3, 4, MEETINGS - 1))
        elif plan.fate is Fate.CONSOLIDATING:
            plan.met = rng.choice((1, 2, 3))
            plan.consolidated = plan.met + 1
        elif free:
            plan.met = 0 if plan.card and plan.card.due_words else rng.choice((0, 1, 2, 3, 4))
            plan.closed = plan.met + 1
        else:
            plan.met = rng.choice((-1, -1, 1))
            plan.consolidated = 2 if plan.met == 1 else 0
            plan.closed = MEETINGS - 1
        late = rng.random() < 0.15 and plan.met > 0 and plan.card is None
        friday = 7 * max(plan.met, 0) + 4
        if plan.card is None or not plan.card.due_words:
            plan.due = days.due(friday - rng.choice((1, 2, 4)) if late else friday + rng.choice((3, 5, 7)))


def _of_source(source: Card | SampleProject | SampleCheck) -> tuple[Kind, dict[str, Any]]:
    if isinstance(source, Card):
        return source.kind, {"card": source}
    if isinstance(source, SampleProject):
        return Kind.PROJECT, {"project": source}
    return Kind.CHECK, {"check": source}


def _card_fates(data: DemoData) -> Iterator[Fate]:
    free, undated = cycle(_CARD_FATES), cycle(_UNDATED_FATES)
    for card in data.cards:
        if card.id in data.story.late:
            yield Fate.RED
        elif card.due_words and card.open_ended is None:
            yield Fate.CLOSED  # the report's own meeting has been held
        elif card.kind is Kind.PROJECT or card.named or card.open_ended is not None:
            fate = next(undated)
            yield Fate.UNDATED if card.units else fate
        else:
            fate = next(free)
            yield Fate.GREEN if card.units and fate is Fate.UNCLAIMED else fate


def _project_fates(data: DemoData) -> list[Fate]:
    """A sample project's money says how far it is; among those on their way the slowest are the late ones."""
    fates: dict[str, Fate] = {}
    done, idle = cycle(_DONE_PROJECTS), cycle(_IDLE_PROJECTS)
    groups: dict[int, list[SampleProject]] = {}
    for project in data.projects:
        if project.completed in (0, project.planned):
            fates[project.title] = next(done if project.completed else idle)
        else:
            groups.setdefault(project.group, []).append(project)
    for group, projects in groups.items():
        projects.sort(key=lambda project: (project.completed / project.planned, project.title))
        order = _in_order(len(projects), data.story.late_projects.get(group, 0))
        fates.update((project.title, fate) for project, fate in zip(projects, order, strict=True))
    return [fates[project.title] for project in data.projects]


def _in_order(size: int, late: int) -> Sequence[Fate]:
    start = [Fate.RED] * late + [Fate.ORANGE] + [Fate.YELLOW] * 2
    return [*start, *[Fate.GREEN] * size][:size]


def _check_fates(data: DemoData) -> Iterator[Fate]:
    """By turns, with a better and a worse category among every three, so that their pass rates differ."""
    turns, categories = cycle(_CHECK_FATES), list(dict.fromkeys(check.category for check in data.checks))
    for place, check in enumerate(data.checks):
        fate, quality = next(turns), categories.index(check.category) % 3
        if quality == 0 and fate is Fate.GREEN:
            fate = (Fate.CONSOLIDATING, Fate.MET)[place % 2]
        elif quality == 1 and fate in (Fate.MET, Fate.CONSOLIDATING) and place % 3:
            fate = (Fate.GREEN, Fate.YELLOW)[place % 2]
        yield fate

"""A task and its words: kinds, stages, priorities, and when a deadline passes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct


class Kind(StrEnum):
    """What a task is: 任务, 问题, 项目 or 测评."""

    ASSIGNMENT = "assignment"
    PROBLEM = "problem"
    PROJECT = "project"
    CHECK = "check"


class Stage(StrEnum):
    """Where a task stands; the words shown for a stage belong to the kind and are template data."""

    UNCLAIMED = "unclaimed"
    UNDERWAY = "underway"
    MET = "met"
    CONSOLIDATING = "consolidating"
    CLOSED = "closed"


class Priority(StrEnum):
    """How pressing a task is, beside its deadline."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class OpenEnded(StrEnum):
    """Why a task has no deadline: 待定 (someone must still set it), 长期 or 定期."""

    UNDECIDED = "undecided"
    STANDING = "standing"
    RECURRING = "recurring"


STAGES = tuple(Stage)
DONE = frozenset({Stage.MET, Stage.CONSOLIDATING, Stage.CLOSED})
OPEN = frozenset({Stage.UNCLAIMED, Stage.UNDERWAY})
ACTIVE = frozenset({Stage.UNDERWAY, Stage.MET, Stage.CONSOLIDATING})
"""在办, as the office counts it."""
SIX = ("person", "area", "goal", "standard", "duty", "reward")
"""六定: 定人 定片 定目标 定标准 定责任 定奖惩, in the order in which the article names them."""


class Task(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """One 事项. Dates are ISO strings of local time; money is in 万元; ids point into the board's other tables."""

    no: int
    title: str
    kind: Kind = Kind.ASSIGNMENT
    group: int | None = None
    """None is 提质办's inbox."""
    stage: Stage = Stage.UNCLAIMED
    leader: str = ""
    lead_unit: int | None = None
    unit: int | None = None
    co_units: tuple[int, ...] = ()
    person: str = ""
    area: str = ""
    goal: str = ""
    standard: str = ""
    duty: str = ""
    reward: str = ""
    due: str | None = None
    """`2026-12-04` lasts until that day ends; `2026-12-04T15:00` until that minute begins."""
    due_words: str = ""
    original_due: str | None = None
    open_ended: OpenEnded | None = None
    priority: Priority = Priority.NORMAL
    tags: tuple[str, ...] = ()
    category: str = ""
    source: str = ""
    planned: float | None = None
    completed: float | None = None
    void_reason: str = ""
    """Not empty: the task is void (作废)."""
    met_at: str | None = None
    consolidate_until: str | None = None
    closed_at: str | None = None
    verifier: str = ""
    verifier_unit: int | None = None
    close_reason: str = ""
    created_at: str = ""
    created_by: str = ""
    quoted: tuple[str, ...] = ()
    """Names of the fields whose value stands in the source word for word (原文)."""
    rev: int = 0
    """The seq of the last change that touched this task."""

    @property
    def is_void(self) -> bool:
        """Whether the task was set aside (作废)."""
        return bool(self.void_reason)


NO_DEADLINE_KEY = "~"
"""Sorts after every deadline."""


def due_key(due: str | None) -> str:
    """The first minute at which `due` has passed, as text that sorts by time (`…T24:00` for a whole day)."""
    if due is None:
        return NO_DEADLINE_KEY
    return due if len(due) > 10 else due + "T24:00"


def minute_key(now: datetime) -> str:
    """`now` as text that compares with `due_key`: a deadline has passed when its key is not greater."""
    return now.isoformat(timespec="minutes")[:16]


def end_of_day_key(day: date) -> str:
    """The `due_key` of the end of `day`."""
    return f"{day.isoformat()}T24:00"


@lru_cache(maxsize=4096)
def due_date(due: str) -> date:
    """The calendar day of an ISO deadline, with or without a clock time."""
    return date.fromisoformat(due[:10])


def due_moment(due: str) -> datetime:
    """The moment from which `due` has passed: the next midnight, or the clock time it names."""
    if len(due) > 10:
        return datetime.fromisoformat(due)
    return datetime.combine(due_date(due), datetime.min.time()) + timedelta(days=1)


def days_late(task: Task) -> int:
    """By how many days a task was met after its deadline; 0 when it was in time, is not met, or had no deadline.

    Late on the same day (the clock time had passed) counts as one: being late is never rounded away.
    """
    if task.met_at is None or task.due is None or due_key(task.due) > task.met_at[:16]:
        return 0
    return max(1, (due_date(task.met_at) - due_date(task.due)).days)

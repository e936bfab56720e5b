"""What a board holds beside its tasks: the office, groups, units, meetings, and the entries on a task.

Everything has an id of its own, so that two notes on one task never conflict and undoing one is exact.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import Struct

from board.model.task import Task


class Office(Struct, frozen=True, kw_only=True, gc=False):
    """提质办 and the settings of its board. There is one, with id 1."""

    id: int = 1
    district: str = ""
    title: str = ""
    office: str = ""
    demo: bool = False
    yellow_days: int = 3
    """A lamp is yellow from this many calendar days before the deadline."""
    consolidation_days: int = 30
    wall_ranking: bool = False
    """The wall shows the ranking of the groups: shaming is a decision, not a default."""
    next_meeting: str = ""
    """ISO date of the next meeting, "" when none is set: the wall announces what falls due until then."""
    stage_words: dict[str, dict[str, dict[str, str]]] = {}
    """kind → stage → language → word."""
    weights: dict[str, float] = {}
    """What each figure weighs in the ranking; see `figures.score`."""
    red_overdue: int = 3
    """A unit with so many overdue tasks is proposed for a red card; 0 is no such rule. See `cards.proposals`."""
    red_days: int = 7
    """The same with one task that has been overdue for so many days."""
    yellow_overdue: int = 1
    """So many overdue tasks: a yellow card."""
    yellow_extensions: int = 2
    """So many extensions of the unit's tasks: a yellow card."""
    yellow_rebounds: int = 1
    """So many rebounds: a yellow card."""
    praised: int = 3
    """So many units at the head of the ranking are proposed for praise."""
    praised_tasks: int = 3
    """A unit with fewer tasks is not praised: one task that is closed would make it the first."""
    criticised: int = 3
    """So many at its end are proposed for criticism."""
    persons: tuple[str, ...] = ()
    rev: int = 0


class Group(Struct, frozen=True, kw_only=True, gc=False):
    """工作组: a column of the board. `number` is its place and its key (1–8)."""

    id: int
    number: int
    name: str
    leader: str = ""
    lead_unit: int | None = None
    rev: int = 0


class Unit(Struct, frozen=True, kw_only=True, gc=False):
    """单位 or 镇办: who does the work. Aliases are other ways of writing the same unit."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    rev: int = 0


class AgendaItem(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """One item of an agenda: a group (0: the office's inbox) and the minutes allotted to it (0: no limit)."""

    group: int
    minutes: int = 0


class Turn(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """An agenda item that had the floor, or has it as long as there is no end."""

    group: int
    start: str
    end: str | None = None


class Pause(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """A time that counts for no item: a break, or the time between an end and the reopening."""

    start: str
    end: str | None = None


class Attendee(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """Who attends: a unit of the board and who came from it, or only a name."""

    unit: int | None = None
    name: str = ""


class Meeting(Struct, frozen=True, kw_only=True, gc=False):
    """A promotion meeting. It runs while it has a start and no end; `model/agenda.py` reads its clocks."""

    id: int
    number: int
    name: str
    start: str
    end: str | None = None
    overdue: tuple[int, ...] = ()
    """The tasks that were overdue when it started: what is done to them meanwhile is 会中变更."""
    chair: str = ""
    place: str = ""
    present: tuple[Attendee, ...] = ()
    """出席."""
    excused: tuple[Attendee, ...] = ()
    """请假."""
    observers: tuple[Attendee, ...] = ()
    """列席."""
    copies: str = ""
    """分送: who gets the minutes; "" is the groups and the units that something was decided for."""
    agenda: tuple[AgendaItem, ...] = ()
    turns: tuple[Turn, ...] = ()
    pauses: tuple[Pause, ...] = ()
    rev: int = 0

    @property
    def running(self) -> bool:
        """Whether the meeting is going on, paused or not."""
        return self.end is None


class Note(Struct, frozen=True, kw_only=True, gc=False):
    """进展: what was reported on a task."""

    id: int
    task: int
    text: str
    when: str
    who: str
    rev: int = 0


class Extension(Struct, frozen=True, kw_only=True, gc=False):
    """延期: a set deadline that was moved later, or cleared (`to` is None)."""

    id: int
    task: int
    was: str
    to: str | None = None
    reason: str
    when: str
    who: str
    words: str = ""
    rev: int = 0


class Urge(Struct, frozen=True, kw_only=True, gc=False):
    """催办: the unit was reminded."""

    id: int
    task: int
    when: str
    who: str
    text: str = ""
    rev: int = 0


class Item(Struct, frozen=True, kw_only=True, gc=False):
    """One line of a task's checklist."""

    id: int
    task: int
    text: str
    done: bool = False
    rev: int = 0


class Return(Struct, frozen=True, kw_only=True, gc=False):
    """退回: a task that was met did not stand the check."""

    id: int
    task: int
    reason: str
    when: str
    who: str
    rev: int = 0


class Rebound(Struct, frozen=True, kw_only=True, gc=False):
    """反弹: a consolidating or closed task slipped and is under way again. `stage` is where it had been."""

    id: int
    task: int
    reason: str
    stage: str
    when: str
    who: str
    rev: int = 0


class Card(StrEnum):
    """What a unit may be given: 红牌, 黄牌, 批评 or 表扬, in the order in which they are told."""

    RED = "red"
    YELLOW = "yellow"
    CRITICISM = "criticism"
    PRAISE = "praise"


class Verdict(Struct, frozen=True, kw_only=True, gc=False):
    """表扬, 批评, 红牌 or 黄牌 of a unit, confirmed by a person: until then it is a proposal of a rule."""

    id: int
    unit: int
    kind: Card
    reason: str
    when: str
    who: str
    rev: int = 0


type_of: dict[str, type[Any]] = {
    "office": Office,
    "group": Group,
    "unit": Unit,
    "meeting": Meeting,
    "task": Task,
    "note": Note,
    "extension": Extension,
    "urge": Urge,
    "item": Item,
    "return": Return,
    "rebound": Rebound,
    "verdict": Verdict,
}
"""Entity name, as it stands in a change → its type."""
States = dict[str, dict[int, Any]]
"""Entity name → id → what is there now; None where nothing is any more."""


def key_of(entity: Any) -> int:
    """The id by which a table holds this entity; of a task it is the number."""
    return entity.no if isinstance(entity, Task) else int(entity.id)


ENTRIES = ("note", "extension", "urge", "item", "return", "rebound")
"""Entities that belong to a task by its number."""

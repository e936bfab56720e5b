"""The immutable board: every table, and one index that keeps columns, counts and lamps cheap at any size."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from board.model.entities import (
    ENTRIES,
    Extension,
    Group,
    Item,
    Meeting,
    Note,
    Office,
    Rebound,
    Return,
    States,
    Unit,
    Urge,
    Verdict,
    type_of,
)
from board.model.pages import Pages
from board.model.task import Kind, Priority, Stage, Task, due_key

SortKey = tuple[str, int, int]
"""(when the deadline has passed, priority, number): the order of urgency, without a clock in it."""
Cell = tuple[int | None, Kind, Stage]
"""(group, kind, stage): where the index keeps a task that is not void."""

_PRIORITY = {Priority.HIGH: 0, Priority.NORMAL: 1, Priority.LOW: 2}
_EMPTY: Pages[Any] = Pages()


def sort_key(task: Task) -> SortKey:
    """The urgency of a task: nearest deadline first, then priority, then number."""
    return (due_key(task.due), _PRIORITY[task.priority], task.no)


def _cell(task: Task) -> Cell:
    return (task.group, task.kind, task.stage)


@dataclass(frozen=True, slots=True)
class Board:
    """One state of the board. Changes make a new one (`changes.apply`) that shares what stayed the same."""

    seq: int = 0
    store: str = ""
    """Identity of the store it came from; another one means another board, or a restored one."""
    tables: Mapping[str, Pages[Any]] = field(default_factory=dict)
    next_ids: Mapping[str, int] = field(default_factory=dict)
    index: Mapping[Cell, list[SortKey]] = field(default_factory=dict)
    """Sorted; treat as read-only. A change copies only the lists it touches."""
    of_task: Mapping[str, Pages[tuple[int, ...]]] = field(default_factory=dict)
    """entry entity → task number → ids, oldest first."""

    @classmethod
    def build(
        cls,
        tables: Mapping[str, Mapping[int, Any]],
        *,
        seq: int = 0,
        store: str = "",
        next_ids: Mapping[str, int] | None = None,
    ) -> Board:
        """A board from whole tables (entity → id → struct), with its indexes."""
        counters = dict(next_ids or {})
        for entity, rows in tables.items():
            if rows:
                counters[entity] = max(counters.get(entity, 1), max(rows) + 1)
        index: dict[Cell, list[SortKey]] = {}
        for task in tables.get("task", {}).values():
            if not task.void_reason:
                index.setdefault((task.group, task.kind, task.stage), []).append(sort_key(task))
        for keys in index.values():
            keys.sort()
        of_task: dict[str, Pages[tuple[int, ...]]] = {}
        for entity in ENTRIES:
            owned: dict[int, list[int]] = {}
            rows = tables.get(entity, {})
            for key in sorted(rows):
                owned.setdefault(rows[key].task, []).append(key)
            of_task[entity] = Pages({no: tuple(ids) for no, ids in owned.items()})
        return cls(
            seq=seq,
            store=store,
            tables={entity: Pages(tables.get(entity, {})) for entity in type_of},
            next_ids=counters,
            index=index,
            of_task=of_task,
        )

    def table(self, entity: str) -> Pages[Any]:
        """One table: id → struct."""
        return self.tables.get(entity, _EMPTY)

    @property
    def tasks(self) -> Pages[Task]:
        """Every task by its number, void ones too."""
        return cast("Pages[Task]", self.table("task"))

    @property
    def units(self) -> Pages[Unit]:
        """Every unit by its id."""
        return cast("Pages[Unit]", self.table("unit"))

    @property
    def office(self) -> Office:
        """The office and its settings."""
        return cast("Office", self.table("office").get(1) or Office())

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups in the order of their numbers."""
        return tuple(sorted(self.table("group").values(), key=lambda group: group.number))

    def group(self, group_id: int | None) -> Group | None:
        """The group with this id; None for the inbox."""
        return None if group_id is None else self.table("group").get(group_id)

    @property
    def verdicts(self) -> Pages[Verdict]:
        """Every confirmed praise, criticism and card, by its id."""
        return cast("Pages[Verdict]", self.table("verdict"))

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is running, if any."""
        return next((meeting for meeting in self.table("meeting").values() if meeting.running), None)

    def unit_name(self, unit_id: int | None) -> str:
        """The name of a unit, or "" for None."""
        if unit_id is None:
            return ""
        unit = self.units.get(unit_id)
        return unit.name if unit else f"?{unit_id}"

    def next_id(self, entity: str) -> int:
        """The id that the next new one gets."""
        return self.next_ids.get(entity, 1)

    def entries(self, entity: str, no: int) -> tuple[Any, ...]:
        """The entries of one kind (`note`, `extension` …) on task `no`, oldest first."""
        table = self.table(entity)
        return tuple(table[key] for key in self.count_ids(entity, no))

    def count_ids(self, entity: str, no: int) -> tuple[int, ...]:
        """The ids of the entries of one kind on task `no`; its length is the count shown on the card (延2)."""
        pages = self.of_task.get(entity)
        return (pages.get(no) or ()) if pages is not None else ()

    def notes(self, no: int) -> tuple[Note, ...]:
        """Progress notes on task `no`."""
        return self.entries("note", no)

    def extensions(self, no: int) -> tuple[Extension, ...]:
        """Extensions of task `no`."""
        return self.entries("extension", no)

    def urges(self, no: int) -> tuple[Urge, ...]:
        """Reminders sent for task `no`."""
        return self.entries("urge", no)

    def items(self, no: int) -> tuple[Item, ...]:
        """The checklist of task `no`."""
        return self.entries("item", no)

    def returns(self, no: int) -> tuple[Return, ...]:
        """How often and why task `no` was sent back."""
        return self.entries("return", no)

    def rebounds(self, no: int) -> tuple[Rebound, ...]:
        """How often and why task `no` slipped after it was met."""
        return self.entries("rebound", no)

    def keys(self, groups: Iterable[int | None], kinds: Iterable[Kind], stages: Iterable[Stage]) -> list[SortKey]:
        """The sort keys of all tasks in these cells, most urgent first."""
        kinds, stages = tuple(kinds), tuple(stages)
        found: list[SortKey] = []
        for group in groups:
            for kind in kinds:
                for stage in stages:
                    found.extend(self.index.get((group, kind, stage), ()))
        found.sort()  # runs that are sorted already: merging them costs little
        return found

    def count(self, groups: Iterable[int | None], kinds: Iterable[Kind], stages: Iterable[Stage]) -> int:
        """How many tasks stand in these cells."""
        kinds, stages = tuple(kinds), tuple(stages)
        return sum(
            len(self.index.get((group, kind, stage), ())) for group in groups for kind in kinds for stage in stages
        )

    def count_between(
        self,
        low: str,
        high: str,
        groups: Iterable[int | None],
        kinds: Iterable[Kind],
        stages: Iterable[Stage],
    ) -> int:
        """How many tasks in these cells have a due key above `low` and not above `high`."""
        kinds, stages = tuple(kinds), tuple(stages)
        total = 0
        for group in groups:
            for kind in kinds:
                for stage in stages:
                    keys = self.index.get((group, kind, stage))
                    if keys:
                        total += bisect_right(keys, (high, 9, 0)) - bisect_right(keys, (low, 9, 0))
        return total

    def with_states(self, states: States, seq: int) -> Board:
        """A copy at `seq` in which each entity is what `states` says of it."""
        tables = dict(self.tables)
        next_ids = dict(self.next_ids)
        index, of_task = self.index, self.of_task
        for entity, rows in states.items():
            table = self.table(entity)
            if entity == "task":
                index = _reindexed(index, ((table.get(key), value) for key, value in rows.items()))
            elif entity in ENTRIES:
                of_task = {**of_task, entity: _reowned(of_task.get(entity, Pages()), table, rows)}
            tables[entity] = table.changed(rows)
            next_ids[entity] = max(next_ids.get(entity, 1), max(rows, default=0) + 1)
        return replace(self, seq=seq, tables=tables, next_ids=next_ids, index=index, of_task=of_task)


def _reindexed(
    index: Mapping[Cell, list[SortKey]], moves: Iterable[tuple[Task | None, Task | None]]
) -> dict[Cell, list[SortKey]]:
    fresh = dict(index)
    owned: set[Cell] = set()

    def own(cell: Cell) -> list[SortKey]:
        if cell not in owned:
            fresh[cell] = list(fresh.get(cell, ()))
            owned.add(cell)
        return fresh[cell]

    for was, now in moves:
        before = (_cell(was), sort_key(was)) if was is not None and not was.void_reason else None
        after = (_cell(now), sort_key(now)) if now is not None and not now.void_reason else None
        if before == after:
            continue
        if before:
            keys = own(before[0])
            del keys[bisect_left(keys, before[1])]
        if after:
            insort(own(after[0]), after[1])
    for cell in owned:
        if not fresh[cell]:
            del fresh[cell]
    return fresh


def _reowned(owners: Pages[tuple[int, ...]], table: Pages[Any], rows: Mapping[int, Any]) -> Pages[tuple[int, ...]]:
    touched: dict[int, tuple[int, ...]] = {}

    def owned(no: int) -> tuple[int, ...]:
        return touched[no] if no in touched else owners.get(no) or ()

    for key, now in rows.items():
        was = table.get(key)
        before, after = (None if each is None else each.task for each in (was, now))
        if before == after:
            continue
        if before is not None:
            touched[before] = tuple(each for each in owned(before) if each != key)
        if after is not None:
            touched[after] = (*owned(after), key)
    return owners.changed({no: tuple(sorted(ids)) or None for no, ids in touched.items()})

"""What the doctor looks for on a board that can be read: pure, without a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from msgspec import Struct

from board.model.board import Board
from board.model.changes import Change
from board.model.entities import ENTRIES, key_of, type_of
from board.model.task import Task
from board.store.snapshot import strictly

LOST = "lost"
"""The action of a line that stands in the history for one that could not be saved."""
_MOST = 20
"""Findings of one sort that are listed one by one."""
_LARGEST_INT = 1 << 53
_DEEPEST = 64


class Finding(Struct, frozen=True):
    """One thing that is not as it should be, or worth knowing.

    `damage` is what a repair mends; a `fault` is for a person to mend; a `remark` needs nothing done.
    """

    kind: Literal["damage", "fault", "remark"]
    code: str
    where: str
    detail: str = ""


def at_most(found: Iterator[Finding]) -> Iterator[Finding]:
    """The first of many, and how many more there are."""
    more, last = 0, None
    for count, finding in enumerate(found):
        if count < _MOST:
            yield finding
        else:
            more, last = more + 1, finding
    if last is not None:
        yield Finding(last.kind, "more", last.where, f"+{more}")


def of_rows(board: Board) -> Iterator[Finding]:
    """Rows that stand under another id than their own, and references to what there is not."""
    yield from at_most(_misplaced(board))
    yield from at_most(_dangling(board))


def _misplaced(board: Board) -> Iterator[Finding]:
    for entity in type_of:
        for key, row in board.table(entity).items():
            if key_of(row) != key:
                yield Finding("damage", "wrong_key", f"{entity} {key}", str(key_of(row)))


def _dangling(board: Board) -> Iterator[Finding]:
    groups, units, tasks = board.table("group"), board.units, board.tasks

    def missing(where: str, kind: str, there: Any, ids: Iterable[int | None]) -> Iterator[Finding]:
        for each in ids:
            if each is not None and each not in there:
                yield Finding("fault", "dangling", where, f"{kind} {each}")

    for no, task in tasks.items():
        yield from missing(f"#{no}", "group", groups, [task.group])
        yield from missing(f"#{no}", "unit", units, _units_of(task))
    for key, group in groups.items():
        yield from missing(f"group {key}", "unit", units, [group.lead_unit])
    for key, verdict in board.verdicts.items():
        yield from missing(f"verdict {key}", "unit", units, [verdict.unit])
    for entity in ENTRIES:
        for key, entry in board.table(entity).items():
            yield from missing(f"{entity} {key}", "task", tasks, [entry.task])


def _units_of(task: Task) -> list[int | None]:
    return [task.unit, task.lead_unit, task.verifier_unit, *task.co_units]


def of_counters(board: Board, given: dict[str, int], changes: Iterable[Change]) -> Iterator[Finding]:
    """Counters that would give an id twice. `given` are those of the snapshot."""
    highest = highest_ids(changes)
    for entity in type_of:
        top = max((*board.table(entity), highest.get(entity, 0)), default=0)
        if board.next_id(entity) <= top:
            yield Finding("damage", "counter", entity, f"{board.next_id(entity)} <= {top}")
        elif given.get(entity, 1) > 1 and given[entity] > board.next_id(entity):
            yield Finding("damage", "counter", entity, f"{board.next_id(entity)} < {given[entity]}")


def highest_ids(changes: Iterable[Change]) -> dict[str, int]:
    """The highest id that any change names, by entity."""
    highest: dict[str, int] = {}
    for change in changes:
        for op in change.ops:
            if op.id > highest.get(op.entity, 0):
                highest[op.entity] = op.id
    return highest


def differences(shown: Board, replayed: Board) -> Iterator[Finding]:
    """Where a snapshot is not what its history makes."""
    for entity in type_of:
        one, other = shown.table(entity), replayed.table(entity)
        for key in sorted({*one, *other}):
            if one.get(key) != other.get(key):
                yield Finding("damage", "snapshot_differs", f"{entity} {key}", "")


def strict_json(data: bytes) -> str:
    """What a strict reader holds against a JSON file: duplicate keys, huge numbers, NaN, nesting; "" for nothing."""

    def integer(digits: str) -> int:
        if len(digits) > 17 or abs(int(digits)) > _LARGEST_INT:
            raise ValueError(f"huge number {digits[:20]}")
        return int(digits)

    try:
        found = strictly(data.decode("utf-8"), integer)
        return "" if _is_shallow(found) else "nested too deep"
    except (ValueError, RecursionError) as error:
        return str(error)


def _is_shallow(value: Any) -> bool:
    layer = [value]
    for _ in range(_DEEPEST):
        layer = [
            inner
            for each in layer
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, dict | list)
        ]
        if not layer:
            return True
    return False

"""Tasks and changes as plain rows with stable keys: what `--json` prints and what the exports are made of.

Codes stay codes (`kind`, `stage`, `lamp`, `priority`), units and groups are named, money is in 万元, times are ISO.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from board.model.board import Board
from board.model.changes import Change, Op
from board.model.entities import ENTRIES
from board.model.lamps import days_left, lamp_of
from board.model.task import Task, days_late

TASK_KEYS = (
    "no", "title", "kind", "group", "stage", "leader", "lead_unit", "unit", "co_units", "person", "due",
    "original_due", "extensions", "lamp", "days_left", "priority", "tags", "rebounds", "notes", "source", "category",
    "planned", "completed", "void", "group_no", "due_words", "open_ended", "area", "goal", "standard", "duty",
    "reward", "urges", "returns", "items", "void_reason", "met_at", "days_late", "consolidate_until", "closed_at",
    "verifier", "verifier_unit", "close_reason", "created_at", "created_by", "quoted", "extension_list",
    "urge_list", "return_list", "rebound_list",
)  # fmt: skip
"""The keys of a task, in their order. New ones are only ever added at the end."""

CHANGE_KEYS = ("seq", "id", "when", "who", "action", "tasks", "meeting", "undoes", "flagged", "ops")
"""The keys of a change, in their order."""


def task_row(board: Board, task: Task, now: datetime) -> dict[str, Any]:
    """One task with the keys of `TASK_KEYS`, whether it stands in a list or alone.

    `group` is None for the office's inbox; `extensions`, `rebounds`, `urges` and `returns` are counts, and what they
    count stands in the `…_list` at the end. `days_left` is negative when the deadline's day is over.
    """
    no = task.no
    group = board.group(task.group)
    extensions, urges = board.extensions(no), board.urges(no)
    returns, rebounds = board.returns(no), board.rebounds(no)
    return {
        "no": no,
        "title": task.title,
        "kind": task.kind.value,
        "group": group.name if group else None,
        "stage": task.stage.value,
        "leader": task.leader,
        "lead_unit": _unit(board, task.lead_unit),
        "unit": _unit(board, task.unit),
        "co_units": [board.unit_name(unit) for unit in task.co_units],
        "person": task.person,
        "due": task.due,
        "original_due": task.original_due,
        "extensions": len(extensions),
        "lamp": lamp_of(task, now, board.office.yellow_days).value,
        "days_left": days_left(task, now),
        "priority": task.priority.value,
        "tags": list(task.tags),
        "rebounds": len(rebounds),
        "notes": [_entry(note, "text") for note in board.notes(no)],
        "source": task.source,
        "category": task.category,
        "planned": task.planned,
        "completed": task.completed,
        "void": task.is_void,
        "group_no": group.number if group else None,
        "due_words": task.due_words,
        "open_ended": task.open_ended.value if task.open_ended else None,
        "area": task.area,
        "goal": task.goal,
        "standard": task.standard,
        "duty": task.duty,
        "reward": task.reward,
        "urges": len(urges),
        "returns": len(returns),
        "items": [{"id": item.id, "text": item.text, "done": item.done} for item in board.items(no)],
        "void_reason": task.void_reason,
        "met_at": task.met_at,
        "days_late": days_late(task),
        "consolidate_until": task.consolidate_until,
        "closed_at": task.closed_at,
        "verifier": task.verifier,
        "verifier_unit": _unit(board, task.verifier_unit),
        "close_reason": task.close_reason,
        "created_at": task.created_at,
        "created_by": task.created_by,
        "quoted": list(task.quoted),
        "extension_list": [_entry(entry, "was", "to", "reason", "words") for entry in extensions],
        "urge_list": [_entry(entry, "text") for entry in urges],
        "return_list": [_entry(entry, "reason") for entry in returns],
        "rebound_list": [_entry(entry, "stage", "reason") for entry in rebounds],
    }


def change_row(board: Board, change: Change) -> dict[str, Any]:
    """One change with the keys of `CHANGE_KEYS`; `tasks` are the numbers it touches."""
    return {
        "seq": change.seq,
        "id": change.id,
        "when": change.when,
        "who": change.who,
        "action": change.action,
        "tasks": list(touched(board, change.ops)),
        "meeting": change.meeting,
        "undoes": change.undoes or None,
        "flagged": list(change.flagged),
        "ops": [
            {"op": op.op, "entity": op.entity, "id": op.id, "field": op.field, "value": op.value, "old": op.old}
            for op in change.ops
        ],
    }


def touched(board: Board, ops: Iterable[Op]) -> tuple[int, ...]:
    """The numbers of the tasks that operations are about, those of their entries included, each once."""
    return tuple(dict.fromkeys(no for no in (task_of(board, op) for op in ops) if no is not None))


def task_of(board: Board, op: Op) -> int | None:
    """The number of the task that one operation is about; None when it is about a unit, a meeting …"""
    if op.entity == "task":
        return op.id
    if op.entity not in ENTRIES:
        return None
    held = op.value if op.op == "add" else op.old if op.op == "remove" else None
    if isinstance(held, dict):
        return held.get("task")
    entry = board.table(op.entity).get(op.id)
    return entry.task if entry is not None else None


def _unit(board: Board, unit: int | None) -> str | None:
    return None if unit is None else board.unit_name(unit)


def _entry(entry: Any, *fields: str) -> dict[str, Any]:
    return {"when": entry.when, "who": entry.who, **{field: getattr(entry, field) for field in fields}}

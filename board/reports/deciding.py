"""What one change decided on each of its tasks, read from its operations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from board.model.board import Board
from board.model.changes import Change, Op
from board.model.rules import is_rebound, is_return
from board.model.task import Stage, Task
from board.reports.rows import task_of

Params = dict[str, object]
Fields = dict[str, tuple[Any, Any]]
"""field → (what it held, what it holds)."""

REPEATED = frozenset({"assign", "send", "due", "edit"})
"""Of these the last of several counts; everything else is a decision each time."""
_PUTS_OUT = frozenset({"assign", "due", "extend", "move", "close", "void"})
"""What can be a 会中变更; what else stands in a flagged change is not what it was flagged for."""
_NEW = ("unit", "person", "co_units", "due", "open_ended", "group")
_WRITTEN = {"note": "text", "urge": "text", "return": "reason"}
"""Entries that are a decision by themselves, and what it says."""
_FOLLOWS = frozenset(
    "stage unit due open_ended void_reason due_words original_due quoted met_at consolidate_until closed_at verifier "
    "verifier_unit close_reason created_at created_by rev group".split()
)
"""Fields that are told by a decision of their own, or that only follow from one."""


class Step(NamedTuple):
    """One thing that a change did to a task; see `decided.Decision`."""

    task: int
    what: str
    params: Params
    flagged: bool


def steps(board: Board, change: Change) -> list[Step]:
    """What `change` decided, task by task in the order of its operations.

    One that reverses another is an `undo`, whatever it puts back.
    """
    by_task: dict[int, list[Op]] = {}
    for op in change.ops:
        no = task_of(board, op)
        if no is not None:
            by_task.setdefault(no, []).append(op)
    found: list[Step] = []
    for no, ops in by_task.items():
        if change.undoes:
            said: list[tuple[str, Params]] = [("undo", {"fields": _names(ops)})]
        else:
            said = _on_task(board.tasks.get(no), change, ops)
        found += [Step(no, what, params, no in change.flagged and what in _PUTS_OUT) for what, params in said]
    return found


def completes_new(step: Step) -> bool:
    """Whether a step on a task that was added a moment ago only says more about the new task."""
    return step.what in REPEATED or (step.what == "move" and step.params.get("stage") == Stage.UNCLAIMED)


def joined(what: str, params: Mapping[str, object], step: Step) -> Params:
    """The params of a decision `what` that `step` completes."""
    if what == "add":
        if step.what == "move":
            return {**params, "unit": None, "person": ""}
        given = step.params if step.what != "edit" else _mapping(step.params.get("values"))
        return {**params, **{name: given[name] for name in _NEW if name in given}}
    if what == "edit":
        values = {**_mapping(params.get("values")), **_mapping(step.params.get("values"))}
        return {"fields": tuple(values), "values": values}
    kept = params if what == "assign" else {}
    return {**kept, **step.params, "was": params.get("was")}


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _names(ops: list[Op]) -> tuple[str, ...]:
    """What operations are about: fields, and entities where a whole one comes or goes."""
    names = dict.fromkeys(op.field if op.entity == "task" and op.op == "set" else op.entity for op in ops)
    telling = tuple(name for name in names if name not in _FOLLOWS - _TOLD)
    return telling or tuple(names)


_TOLD = frozenset({"stage", "unit", "due", "open_ended", "void_reason", "group"})


def _on_task(task: Task | None, change: Change, ops: list[Op]) -> list[tuple[str, Params]]:
    """What the operations of one change on one task decided, the weightiest first."""
    new = next((op for op in ops if op.entity == "task" and op.op == "add"), None)
    fields: Fields = {op.field: (op.old, op.value) for op in ops if op.entity == "task" and op.op == "set"}
    added = {op.entity: op.value for op in ops if op.entity != "task" and op.op == "add" and isinstance(op.value, dict)}
    if new is not None:  # whatever else stands in the change belongs to the new task
        value = new.value if isinstance(new.value, dict) else {}
        return [("add", {name: value[name] for name in _NEW if value.get(name) is not None})]
    said: list[tuple[str, Params]] = []
    if "void_reason" in fields:
        reason = fields["void_reason"][1]
        said.append(("void", {"reason": reason}) if reason else ("restore", {}))
    said += _stage(fields, added)
    said += _assignment(task, change, fields)
    said += _deadline(fields, added)
    if "group" in fields:
        was, group = fields["group"]
        said.append(("send", {"group": group, "was": was}))
    said += [
        (op.entity, {_WRITTEN[op.entity]: op.value.get(_WRITTEN[op.entity], "")})
        for op in ops
        if op.op == "add" and op.entity in _WRITTEN and isinstance(op.value, dict)
    ]
    return said + _edits(said, fields, ops)


def _stage(fields: Fields, added: dict[str, Any]) -> list[tuple[str, Params]]:
    if "stage" not in fields:
        return []
    was, to = (Stage(value) for value in fields["stage"])
    if is_rebound(was, to) and "rebound" in added:
        old, due = fields.get("due", (None, None))
        return [("rebound", {"reason": added["rebound"].get("reason", ""), "due": due, "was": old})]
    if (is_return(was, to) and "return" in added) or (was is Stage.UNCLAIMED and "unit" in fields):
        return []  # told as what it is: sent back, or given to a unit
    if to is Stage.CLOSED:
        names = {"verifier": "verifier", "verifier_unit": "verifier_unit", "reason": "close_reason"}
        return [("close", {name: fields[field][1] for name, field in names.items() if field in fields})]
    params: Params = {"stage": to.value, "was": was.value}
    if "consolidate_until" in fields:
        params["until"] = fields["consolidate_until"][1]
    return [("move", params)]


def _assignment(task: Task | None, change: Change, fields: Fields) -> list[tuple[str, Params]]:
    beside: Params = {name: fields[name][1] for name in ("person", "co_units") if name in fields}
    if "unit" in fields and fields["unit"][1] is not None:
        was, unit = fields["unit"]
        return [("assign", {"unit": unit, "was": was, **beside})]
    if change.action == "assign" and beside and task is not None:
        return [("assign", {"unit": task.unit, "was": task.unit, **beside})]
    return []


def _deadline(fields: Fields, added: dict[str, Any]) -> list[tuple[str, Params]]:
    if ("due" not in fields and "open_ended" not in fields) or "rebound" in added:
        return []
    was, due = fields.get("due", (None, None))
    params: Params = {"due": due, "was": was}
    if "open_ended" in fields and fields["open_ended"][1]:
        params["open_ended"] = fields["open_ended"][1]
    if "extension" in added:
        return [("extend", {**params, "reason": added["extension"].get("reason", "")})]
    return [("due", params)]


def _edits(said: list[tuple[str, Params]], fields: Fields, ops: list[Op]) -> list[tuple[str, Params]]:
    """The fields that no other decision tells of, and the checklist."""
    told = {name for _, params in said for name in params}
    values = {name: value for name, (_, value) in fields.items() if name not in _FOLLOWS and name not in told}
    if any(what == "move" for what, _ in said):
        values.pop("person", None)  # it goes with the unit
    if any(op.entity == "item" and not (op.op == "set" and op.field == "task") for op in ops):
        values["item"] = None
    if not values:
        return []
    return [("edit", {"fields": tuple(values), "values": values})]

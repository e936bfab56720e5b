"""Taking back: a reversing change with its own place in the history, which is never rewritten."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import convert

from board.commands.core import Actor, Draft, intent, require
from board.errors import Conflict, Refused
from board.model import rules
from board.model.board import Board
from board.model.changes import Change, Op, apply, invert, plain
from board.model.entities import ENTRIES, type_of


@intent
def undo(board: Board, actor: Actor, change: Change) -> Change:
    """Reverse `change` exactly. Undoing an undo is a redo.

    Raises:
        Conflict: `undo_changed_since`, when somebody has changed one of its fields meanwhile; `undo_in_use`, when
            something else now stands on what it made.
        Refused: what `rules.check_taken_back` refuses; `meeting_runs`.
    """
    draft = Draft(board, actor)
    draft.ops.extend(invert(change.ops))
    for op in draft.ops:
        _check_untouched(board, op)
    reversing = draft.change("redo" if change.undoes else "undo", undoes=change.id)
    after = apply(board, reversing)
    for op in draft.ops:
        if op.op == "remove":
            _check_unused(after, op)
        if op.entity == "meeting":
            _check_meeting(after, op, later=board.seq > change.seq)
    for no in sorted(_tasks_of(board, draft.ops)):
        _check_task(board, after, no)
    return reversing


def _check_untouched(board: Board, op: Op) -> None:
    """What the operation puts back must still be as the change had left it; revisions do not matter."""
    held = board.table(op.entity).get(op.id)
    if op.op == "set":
        theirs = None if held is None else plain(getattr(held, op.field))
        if held is None or theirs != op.old:
            params = {"shown": op.old, "theirs": theirs, "yours": op.value}
            raise Conflict("undo_changed_since", entity=op.entity, id=op.id, field=op.field, **params)
        return
    if op.op == "add":
        changed = held is not None
    else:
        changed = held is None or convert({**op.old, "rev": held.rev}, type_of[op.entity]) != held
    if changed:
        raise Conflict("undo_changed_since", entity=op.entity, id=op.id, field="", theirs=None)


def _check_unused(after: Board, op: Op) -> None:
    match op.entity:
        case "unit":
            used = (
                any(
                    op.id in (task.unit, task.lead_unit, task.verifier_unit, *task.co_units)
                    for task in after.tasks.values()
                )
                or any(group.lead_unit == op.id for group in after.groups)
                or _attends(after, op.id)
            )
        case "group":
            used = any(task.group == op.id for task in after.tasks.values())
        case _:
            used = False
    if used:
        raise Conflict("undo_in_use", entity=op.entity, id=op.id, field="", theirs=None)


def _attends(board: Board, unit: int) -> bool:
    return any(
        unit == each.unit
        for meeting in board.table("meeting").values()
        for each in (*meeting.present, *meeting.excused, *meeting.observers)
    )


def _tasks_of(board: Board, ops: Iterable[Op]) -> set[int]:
    found: set[int] = set()
    for op in ops:
        if op.entity == "task":
            found.add(op.id)
        elif op.entity in ENTRIES:
            found.add(board.table(op.entity)[op.id].task if op.op == "set" else (op.value or op.old)["task"])
            if op.field == "task":  # it moves to another task
                found.add(op.value)
    return found


def _check_task(board: Board, after: Board, no: int) -> None:
    was, task = board.tasks.get(no), after.tasks.get(no)
    if task is None:
        if any(after.count_ids(entity, no) for entity in ENTRIES):
            raise Conflict("undo_changed_since", entity="task", id=no, field="", theirs=None)
        return
    for unit in (task.unit, task.lead_unit, task.verifier_unit, *task.co_units):
        if unit is not None and unit not in after.units:
            raise Conflict("undo_changed_since", entity="unit", id=unit, field="", theirs=None)
    if task.group is not None and after.group(task.group) is None:
        raise Conflict("undo_changed_since", entity="group", id=task.group, field="", theirs=None)
    require(rules.check_taken_back(was, task))


def _check_meeting(after: Board, op: Op, *, later: bool) -> None:
    if op.op == "remove" and later:  # changes carry its number
        raise Conflict("undo_changed_since", entity="meeting", id=op.id, field="", theirs=None)
    running = [meeting for meeting in after.table("meeting").values() if meeting.running]
    if len(running) > 1:
        raise Refused("meeting_runs", number=running[0].number, name=running[0].name)

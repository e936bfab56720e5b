"""The rules of a board. Each check gives None, or a refusal: a code with parameters, whose words are in `messages`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct

from board.model.board import Board
from board.model.changes import Op
from board.model.task import DONE, STAGES, Kind, Stage, Task, due_key, minute_key


class Refusal(Struct, frozen=True):
    """Why something may not be done: `error.<code>` and `remedy.<code>` in the catalogue."""

    code: str
    params: dict[str, Any] = {}


MAY_SKIP_CONSOLIDATION = frozenset({Kind.ASSIGNMENT, Kind.PROJECT})
"""A 任务 or 项目 may go from 完成 to 办结 without 回头看."""

_FORWARD = {
    Stage.UNCLAIMED: Stage.UNDERWAY,
    Stage.UNDERWAY: Stage.MET,
    Stage.MET: Stage.CONSOLIDATING,
    Stage.CONSOLIDATING: Stage.CLOSED,
}
_BACK = {
    Stage.UNDERWAY: Stage.UNCLAIMED,
    Stage.MET: Stage.UNDERWAY,
    Stage.CONSOLIDATING: Stage.UNDERWAY,
    Stage.CLOSED: Stage.UNDERWAY,
}


def stage_on(stage: Stage) -> Stage | None:
    """The stage after `stage`; None after the last."""
    return _FORWARD.get(stage)


def stage_back(stage: Stage) -> Stage | None:
    """Where a task goes that is sent back from `stage`; None before the first."""
    return _BACK.get(stage)


def is_return(was: Stage, to: Stage) -> bool:
    """退回: the check of a met task failed."""
    return was is Stage.MET and to is Stage.UNDERWAY


def is_rebound(was: Stage, to: Stage) -> bool:
    """反弹: a consolidating or closed task slipped."""
    return was in (Stage.CONSOLIDATING, Stage.CLOSED) and to is Stage.UNDERWAY


def needed_for_move(task: Task, to: Stage, today: date) -> tuple[str, ...]:
    """What a person must say for this move, in the order to ask: `reason`, `due`, `verifier`."""
    if is_return(task.stage, to):
        return ("reason",)
    if is_rebound(task.stage, to):
        return ("reason", "due")
    if to is Stage.CLOSED:
        return ("verifier", "reason") if consolidation_runs(task, today) else ("verifier",)
    return ()


def consolidation_runs(task: Task, today: date) -> bool:
    """Whether the consolidation period has not run out: its last day still belongs to it."""
    return (
        task.stage is Stage.CONSOLIDATING
        and task.consolidate_until is not None
        and today <= date.fromisoformat(task.consolidate_until)
    )


def check_live(task: Task) -> Refusal | None:
    """Nothing but restoring may be done to a void task."""
    return Refusal("task_void", {"no": task.no}) if task.void_reason else None


def check_move(
    task: Task,
    to: Stage,
    today: date,
    *,
    reason: str = "",
    due: str | None = None,
    verifier: str = "",
    verifier_unit: int | None = None,
) -> Refusal | None:
    """Whether `task` may go to stage `to` today with what was said for it. See DESIGN: Stages."""
    no = task.no
    if refusal := check_live(task):
        return refusal
    was = task.stage
    allowed = {stage_on(was), stage_back(was)}
    if was is Stage.MET and task.kind in MAY_SKIP_CONSOLIDATION:
        allowed.add(Stage.CLOSED)
    if to not in allowed:
        if STAGES.index(to) > STAGES.index(was):
            return Refusal("stage_skipped", {"no": no, "kind": task.kind, "to": to, "next": stage_on(was)})
        return Refusal("no_way_back", {"no": no, "kind": task.kind, "stage": was, "to": to})
    if was is Stage.UNCLAIMED and task.unit is None:
        return Refusal("needs_unit", {"no": no})
    if is_return(was, to) and not reason:
        return Refusal("needs_return_reason", {"no": no, "kind": task.kind})
    if is_rebound(was, to) and not reason:
        return Refusal("needs_rebound_reason", {"no": no, "kind": task.kind})
    if is_rebound(was, to) and due is None:
        return Refusal("needs_new_deadline", {"no": no})
    return _check_closing(task, today, reason, verifier, verifier_unit) if to is Stage.CLOSED else None


def _check_closing(task: Task, today: date, reason: str, verifier: str, verifier_unit: int | None) -> Refusal | None:
    if not verifier or verifier_unit is None:
        return Refusal("needs_verifier", {"no": task.no, "kind": task.kind})
    if verifier_unit == task.unit:
        return Refusal("verifier_is_responsible", {"no": task.no, "unit": verifier_unit})
    if consolidation_runs(task, today) and not reason:
        return Refusal("still_consolidating", {"no": task.no, "until": task.consolidate_until})
    return None


def check_assign(task: Task) -> Refusal | None:
    """Whether the responsible unit may change: not of a closed task, whose verifier was another unit than it."""
    if refusal := check_live(task):
        return refusal
    if task.stage is Stage.CLOSED:
        return Refusal("closed_task", {"no": task.no, "kind": task.kind})
    return None


def is_extension(task: Task, due: str | None) -> bool:
    """Moving a set deadline later, or clearing it, is an extension."""
    return task.due is not None and (due is None or due_key(due) > due_key(task.due))


def check_deadline(task: Task, due: str | None, *, reason: str = "") -> Refusal | None:
    """Whether the deadline may become `due` (None clears it). Being late cannot be undone once a task is met."""
    if refusal := check_live(task):
        return refusal
    if task.stage in DONE:
        return Refusal("deadline_of_done", {"no": task.no, "kind": task.kind, "stage": task.stage})
    if is_extension(task, due) and not reason:
        return Refusal("needs_extension_reason", {"no": task.no, "was": task.due, "to": due})
    return None


def check_taken_back(was: Task | None, task: Task) -> Refusal | None:
    """Whether undo may leave `task` as it is now: taking back is no way round the other rules."""
    if was is not None and was.void_reason and task.void_reason:
        return Refusal("task_void", {"no": task.no})
    if was is not None and was.stage in DONE and task.stage in DONE and was.due != task.due:
        return Refusal("deadline_of_done", {"no": task.no, "kind": task.kind, "stage": task.stage})
    if task.stage is Stage.CLOSED and task.unit is not None and task.unit == task.verifier_unit:
        return Refusal("verifier_is_responsible", {"no": task.no, "unit": task.unit})
    return None


def consolidation_end(today: date, days: int) -> str:
    """巩固期至: the last day of a consolidation period that begins today."""
    return (today + timedelta(days=days)).isoformat()


def overdue_numbers(board: Board, now: datetime) -> tuple[int, ...]:
    """The tasks that are overdue at `now`, by number."""
    present = minute_key(now)
    found = [
        no for (_, _, stage), keys in board.index.items() if stage not in DONE for key, _, no in keys if key <= present
    ]
    return tuple(sorted(found))


def flagged(board: Board, ops: Iterable[Op]) -> tuple[int, ...]:
    """会中变更: the tasks, overdue when the running meeting began, that `ops` meet, void, extend, clear or re-assign.

    A red lamp is not put out on the doorstep: such a change is allowed, and marked.
    """
    meeting = board.meeting
    if meeting is None:
        return ()
    watched = set(meeting.overdue)
    found = set()
    for op in ops:
        if op.entity == "extension" and op.op == "add":
            no = op.value["task"]
        elif op.entity == "task" and _puts_out(op):
            no = op.id
        else:
            continue
        if no in watched:
            found.add(no)
    return tuple(sorted(found))


def _puts_out(op: Op) -> bool:
    if op.op != "set":
        return op.op == "remove"
    match op.field:
        case "stage":
            return op.value in DONE and op.old not in DONE
        case "void_reason":
            return bool(op.value)
        case "due":
            return op.value is None or (op.old is not None and due_key(op.value) > due_key(op.old))
        case "unit":
            return op.old is not None
    return False

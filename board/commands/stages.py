"""Moving tasks from stage to stage, back (退回, 反弹) and to the end (销号)."""

from __future__ import annotations

from collections.abc import Iterable

from board.commands.core import Actor, Draft, each, intent, require
from board.commands.deadlines import iso_due
from board.commands.units import check_unit
from board.errors import Refused
from board.model import rules
from board.model.board import Board
from board.model.changes import Change
from board.model.task import Stage, Task
from board.text import clean


@intent
def move(
    board: Board,
    actor: Actor,
    numbers: int | Iterable[int],
    to: Stage,
    *,
    reason: str = "",
    due: str | None = None,
    due_words: str = "",
    verifier: str = "",
    verifier_unit: int | None = None,
) -> Change:
    """Move tasks to stage `to`; what a move needs beside it is in `rules.needed_for_move`.

    A task that is already there is left as it is.

    Raises:
        UsageError: `bad_due`, `unknown_unit_id`.
        Refused: what `rules.check_move` refuses; `already_there` when no task would move.
        Conflict: `changed_since`, when a task stands elsewhere than the person saw.
    """
    draft = Draft(board, actor)
    due = None if due is None else iso_due(due)
    check_unit(board, verifier_unit)
    said, by = clean.one_line(reason), clean.one_line(verifier)
    tasks = [draft.task(no) for no in each(numbers)]
    if tasks and all(task.stage is to and not task.void_reason for task in tasks):
        raise Refused("already_there", no=tasks[0].no, kind=tasks[0].kind, stage=to)
    for task in tasks:
        if task.stage is to and not task.void_reason:
            continue
        draft.check_seen("task", task.no, "stage", to)
        require(
            rules.check_move(task, to, actor.now.date(), reason=said, due=due, verifier=by, verifier_unit=verifier_unit)
        )
        _move(draft, task, to, said, verifier=by, verifier_unit=verifier_unit)
        if rules.is_rebound(task.stage, to):
            draft.set("task", task.no, due=due)
            draft.follow("task", task.no, due_words=clean.one_line(due_words), open_ended=None)
            draft.follow("task", task.no, original_due=task.original_due or due)
    return draft.change(_action(tasks[0].stage, to) if len(tasks) == 1 else "move")


def _action(was: Stage, to: Stage) -> str:
    if rules.is_return(was, to):
        return "return"
    if rules.is_rebound(was, to):
        return "rebound"
    return "close" if to is Stage.CLOSED else "move"


def _move(draft: Draft, task: Task, to: Stage, reason: str, *, verifier: str, verifier_unit: int | None) -> None:
    no, actor = task.no, draft.actor
    draft.set("task", no, stage=to)
    if to is Stage.UNCLAIMED:
        # 待认领 is by definition a task without a responsible unit: going back there withdraws the assignment.
        draft.set("task", no, unit=None)
        draft.follow("task", no, person="")
    elif to is Stage.MET:
        draft.follow("task", no, met_at=actor.when)
    elif to is Stage.CONSOLIDATING:
        until = rules.consolidation_end(actor.now.date(), draft.board.office.consolidation_days)
        draft.follow("task", no, consolidate_until=until)
    elif to is Stage.CLOSED:
        draft.follow(
            "task", no, closed_at=actor.when, verifier=verifier, verifier_unit=verifier_unit, close_reason=reason
        )  # fmt: skip
    elif rules.is_return(task.stage, to) or rules.is_rebound(task.stage, to):
        draft.follow(
            "task", no, met_at=None, consolidate_until=None, closed_at=None, verifier="", verifier_unit=None,
            close_reason="",
        )  # fmt: skip
        if rules.is_return(task.stage, to):
            draft.add("return", task=no, reason=reason, when=actor.when, who=actor.who)
        else:
            draft.add("rebound", task=no, reason=reason, stage=task.stage, when=actor.when, who=actor.who)

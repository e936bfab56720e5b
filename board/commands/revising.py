"""Changing whatever was said of a task at once, rules included: what a form with every field saves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from board.commands.assignment import assign_in
from board.commands.core import Actor, Draft, each, intent, require
from board.commands.deadlines import deadline_in, iso_due
from board.commands.tasks import checked, edit_in
from board.commands.units import unit_in
from board.errors import Refused
from board.model import rules
from board.model.board import Board
from board.model.changes import Change
from board.model.task import OpenEnded


@intent
def revise(
    board: Board,
    actor: Actor,
    /,
    numbers: int | Iterable[int],
    *,
    due_words: str = "",
    open_ended: OpenEnded | None = None,
    reason: str = "",
    **fields: Any,
) -> Change:
    """Edit, assign and set the deadline of tasks in one change: `fields` are those of `edit`, and `unit` and `due`.

    Units may be given by name; those that nobody has yet are made in the same change. `due_words`, `open_ended` and
    `reason` belong to `due`, as in `set_deadline`. A field that is as it should be already is left alone.

    Raises:
        UsageError: as `edit`; `bad_due`.
        Refused: what `rules.check_assign` or `rules.check_deadline` refuses; `unit_not_cleared` for an empty `unit`;
            `task_void`; `nothing_to_do`.
        Conflict: `changed_since`.
    """
    draft = Draft(board, actor)
    assigns, dates = "unit" in fields, "due" in fields
    unit = unit_in(draft, fields.pop("unit", None))
    due = fields.pop("due", None)
    due = None if due is None else iso_due(due)
    open_ended = open_ended if due is None else None
    wanted = checked(draft, fields)
    for no in each(numbers):
        task = draft.task(no)
        require(rules.check_live(task))
        if assigns and unit != task.unit:
            if unit is None:
                raise Refused("unit_not_cleared", no=no)
            assign_in(draft, task, unit)
        if dates and (due, open_ended) != (task.due, task.open_ended):
            deadline_in(draft, task, due, words=due_words, reason=reason, open_ended=open_ended)
        edit_in(draft, task, wanted, unit=unit if assigns else task.unit)
    return draft.change("edit")

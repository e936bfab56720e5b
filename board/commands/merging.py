"""Two entries for one thing become one: what was written on the other moves over, and the other is set aside."""

from __future__ import annotations

from collections.abc import Iterable

from board.commands.core import Actor, Draft, each, intent, require
from board.commands.units import without
from board.errors import Refused, UsageError
from board.model import rules
from board.model.board import Board
from board.model.changes import Change
from board.text import clean

MOVING = ("note", "item")
"""Entries that move over. Extensions, urges, returns and rebounds are what happened to the other and stay with it."""


@intent
def merge(board: Board, actor: Actor, numbers: int | Iterable[int], into: int, *, reason: str) -> Change:
    """Merge duplicates into task `into`, which gets their notes, checklists, tags and units (as co-units).

    The others are void from then on, with `reason`, which should name `into`.

    Raises:
        UsageError: `unknown_task`, `merge_itself`.
        Refused: `task_void` for either; `needs_void_reason`; `merge_unassigned` when `into` has no responsible unit
            and another has: then it is that one which should stay. `nothing_to_do`.
    """
    draft = Draft(board, actor)
    keep = draft.task(into)
    require(rules.check_live(keep))
    said = clean.one_line(reason)
    tags, helpers = [*keep.tags], [*keep.co_units]
    for no in each(numbers):
        task = draft.task(no)
        if no == into:
            raise UsageError("merge_itself", no=no)
        require(rules.check_live(task))
        if not said:
            raise Refused("needs_void_reason", no=no)
        if keep.unit is None and task.unit is not None:
            raise Refused("merge_unassigned", no=into, other=no, unit=task.unit)
        tags += task.tags
        helpers += (unit for unit in (task.unit, *task.co_units) if unit is not None)
        for entity in MOVING:
            for key in board.count_ids(entity, no):
                draft.follow(entity, key, task=into)
        draft.set("task", no, void_reason=said)
    draft.follow("task", into, tags=tuple(dict.fromkeys(tags)), co_units=without(helpers, keep.unit))
    return draft.change("merge")

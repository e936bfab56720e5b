"""交办: who does it."""

from __future__ import annotations

from collections.abc import Iterable

from board.commands.core import Actor, Draft, each, intent, require
from board.commands.units import check_unit, new_unit, without
from board.errors import UsageError
from board.model import rules
from board.model.board import Board
from board.model.changes import Change
from board.model.task import Stage, Task
from board.text import clean


@intent
def assign(
    board: Board,
    actor: Actor,
    numbers: int | Iterable[int],
    unit: int | str,
    *,
    person: str | None = None,
    co_units: tuple[int, ...] | None = None,
) -> Change:
    """Give tasks to a responsible unit, by id, or by name to make a new unit in the same change.

    An unclaimed task is under way from then on. Another unit's person goes with it unless one is named. A co-unit
    that becomes responsible is no longer a co-unit.

    Raises:
        UsageError: `unknown_unit_id`, `unit_exists` or `empty_unit_name`.
        Refused: what `rules.check_assign` refuses; `nothing_to_do`.
    """
    draft = Draft(board, actor)
    unit_id = new_unit(draft, unit) if isinstance(unit, str) else unit
    if isinstance(unit, int):
        check_unit(board, unit)
    for helper in co_units or ():
        check_unit(board, helper)
    for no in each(numbers):
        assign_in(draft, draft.task(no), unit_id, person=person, co_units=co_units)
    return draft.change("assign")


def assign_in(
    draft: Draft, task: Task, unit: int, *, person: str | None = None, co_units: tuple[int, ...] | None = None
) -> None:
    """Assign one task in a draft; see `assign`."""
    require(rules.check_assign(task))
    draft.set("task", task.no, unit=unit)
    if co_units is None:
        draft.follow("task", task.no, co_units=without(task.co_units, unit))
    else:
        draft.set("task", task.no, co_units=without(co_units, unit))
    if person is not None:
        draft.set("task", task.no, person=clean.one_line(person))
    elif task.unit != unit and task.unit is not None:
        draft.follow("task", task.no, person="")
    if task.stage is Stage.UNCLAIMED:
        draft.follow("task", task.no, stage=Stage.UNDERWAY)


@intent
def send_to_group(board: Board, actor: Actor, numbers: int | Iterable[int], group: int | None) -> Change:
    """分办: put tasks into a group, or back into the office's inbox (None).

    Raises:
        UsageError: `unknown_group_id`.
        Refused: `task_void` or `nothing_to_do`.
    """
    if group is not None and board.group(group) is None:
        raise UsageError("unknown_group_id", id=group)
    draft = Draft(board, actor)
    for no in each(numbers):
        require(rules.check_live(draft.task(no)))
        draft.set("task", no, group=group)
    return draft.change("send")

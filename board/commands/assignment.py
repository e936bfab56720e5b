"""交办: who does it."""

from __future__ import annotations

from collections.abc import Iterable

from board.commands.core import Actor, Draft, each, intent, require
from board.commands.tasks import check_unit, without
from board.errors import UsageError
from board.model import rules
from board.model.board import Board
from board.model.changes import Change
from board.model.task import Stage
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
    unit_id = _new_unit(draft, unit) if isinstance(unit, str) else unit
    if isinstance(unit, int):
        check_unit(board, unit)
    for helper in co_units or ():
        check_unit(board, helper)
    for no in each(numbers):
        task = draft.task(no)
        require(rules.check_assign(task))
        draft.set("task", no, unit=unit_id)
        if co_units is None:
            draft.follow("task", no, co_units=without(task.co_units, unit_id))
        else:
            draft.set("task", no, co_units=without(co_units, unit_id))
        if person is not None:
            draft.set("task", no, person=clean.one_line(person))
        elif task.unit != unit_id and task.unit is not None:
            draft.follow("task", no, person="")
        if task.stage is Stage.UNCLAIMED:
            draft.follow("task", no, stage=Stage.UNDERWAY)
    return draft.change("assign")


@intent
def add_unit(board: Board, actor: Actor, name: str, *, aliases: tuple[str, ...] = ()) -> Change:
    """A new unit.

    Raises:
        UsageError: `unit_exists` or `empty_unit_name`.
    """
    draft = Draft(board, actor)
    _new_unit(draft, name, aliases)
    return draft.change("add_unit")


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


def _new_unit(draft: Draft, name: str, aliases: tuple[str, ...] = ()) -> int:
    clear = clean.one_line(name, 60)
    if not clear:
        raise UsageError("empty_unit_name")
    if find_unit(draft.board, clear) is not None:
        raise UsageError("unit_exists", name=clear)
    return draft.add("unit", name=clear, aliases=tuple(clean.one_line(alias, 60) for alias in aliases))


def find_unit(board: Board, name: str) -> int | None:
    """The unit whose name or alias is exactly `name`; else the one that is, but for the district in front of either."""

    def bare(text: str) -> str:
        return text.removeprefix(board.office.district).removeprefix("区")

    for shape in (str, bare):
        for unit in board.units.values():
            if shape(name) in map(shape, (unit.name, *unit.aliases)):
                return unit.id
    return None

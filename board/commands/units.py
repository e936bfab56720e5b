"""Units: finding one by name, and making one, alone or along with what needs it."""

from __future__ import annotations

from collections.abc import Iterable

from board.commands.core import Actor, Draft, intent
from board.errors import UsageError
from board.model.board import Board
from board.model.changes import Change
from board.text import clean

NAME_CELLS = 60


@intent
def add_unit(board: Board, actor: Actor, name: str, *, aliases: tuple[str, ...] = ()) -> Change:
    """A new unit.

    Raises:
        UsageError: `unit_exists` or `empty_unit_name`.
    """
    draft = Draft(board, actor)
    new_unit(draft, name, aliases)
    return draft.change("add_unit")


def new_unit(draft: Draft, name: str, aliases: tuple[str, ...] = ()) -> int:
    """Make a unit in a draft and return its id.

    Raises:
        UsageError: `unit_exists` or `empty_unit_name`.
    """
    clear = _named(name)
    if find_unit(draft.board, clear) is not None:
        raise UsageError("unit_exists", name=clear)
    draft.made[clear] = draft.add(
        "unit", name=clear, aliases=tuple(clean.one_line(alias, NAME_CELLS) for alias in aliases)
    )
    return draft.made[clear]


def unit_in(draft: Draft, unit: int | str | None) -> int | None:
    """The id of a unit given by id or by name; a name that nobody has yet makes the unit, once in a draft.

    Raises:
        UsageError: `unknown_unit_id` or `empty_unit_name`.
    """
    if not isinstance(unit, str):
        if unit is not None and unit not in draft.board.units:
            raise UsageError("unknown_unit_id", id=unit)
        return unit
    clear = _named(unit)
    found = draft.made.get(clear) or find_unit(draft.board, clear)
    return new_unit(draft, clear) if found is None else found


def units_in(draft: Draft, units: Iterable[int | str]) -> tuple[int, ...]:
    """The ids of several units, as `unit_in`; each once."""
    return tuple(dict.fromkeys(found for found in (unit_in(draft, unit) for unit in units) if found is not None))


def _named(name: str) -> str:
    clear = clean.one_line(name, NAME_CELLS)
    if not clear:
        raise UsageError("empty_unit_name")
    return clear


def find_unit(board: Board, name: str) -> int | None:
    """The unit whose name or alias is exactly `name`; else the one that is, but for the district in front of either."""

    def bare(text: str) -> str:
        return text.removeprefix(board.office.district).removeprefix("区")

    for shape in (str, bare):
        for unit in board.units.values():
            if shape(name) in map(shape, (unit.name, *unit.aliases)):
                return unit.id
    return None


def check_unit(board: Board, unit: int | None) -> None:
    """Raises UsageError `unknown_unit_id` when there is no such unit; None is nobody."""
    if unit is not None and unit not in board.units:
        raise UsageError("unknown_unit_id", id=unit)


def without(co_units: Iterable[int], unit: int | None) -> tuple[int, ...]:
    """Co-units without repeats and without the responsible unit, which helps nobody by helping itself."""
    return tuple(dict.fromkeys(helper for helper in co_units if helper != unit))

"""Tasks from typed or pasted lines: what an entry says, by name, becomes a task. One rule for desk and CLI."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from board.commands.core import Actor, Draft, intent
from board.commands.tasks import add_to
from board.commands.units import find_unit
from board.errors import UsageError
from board.model.board import Board
from board.model.changes import Change
from board.text import clean

if TYPE_CHECKING:
    from board.text.entry import Entry


@intent
def add_entries(
    board: Board,
    actor: Actor,
    entries: Iterable[Entry],
    *,
    new_units: Collection[str] = (),
    typed: Iterable[str] = (),
) -> Change:
    """One new task for each entry, in one change, which keeps the lines as they were `typed`.

    Names are looked up on the board as it is now. A unit that it does not have is made in the same change when it is
    one of `new_units`, which the person has agreed to; any other is refused, so that no slip of the hand makes a unit.

    Raises:
        UsageError: `no_unit_named` or `no_group_named` (`name`), or as `add`; with `place`, which entry it was, from 1.
        Refused: `nothing_to_do` when there is no entry.
    """
    draft = Draft(board, actor)
    for place, entry in enumerate(entries, 1):
        try:
            add_to(draft, **entry_fields(board, entry, new_units))
        except UsageError as error:
            raise UsageError(error.code, **error.params | {"place": place}) from error
    lines = [clean.one_line(line, clean.TEXT_CELLS) for line in typed]
    return draft.change("add", typed="\n".join(lines))


def entry_fields(board: Board, entry: Entry, new_units: Collection[str] = ()) -> dict[str, Any]:
    """The fields of the task that an entry describes, as `add` takes them; new units stay names.

    Raises:
        UsageError: `no_unit_named` or `no_group_named`.
    """

    def unit(name: str | None) -> int | str | None:
        found = None if name is None else find_unit(board, name)
        if name is None or found is not None:
            return found
        if name not in new_units:
            raise UsageError("no_unit_named", name=name)
        return name

    return {
        "title": entry.title,
        "group": _group(board, entry.group),
        "unit": unit(entry.unit),
        "lead_unit": unit(entry.lead_unit),
        "co_units": tuple(unit(name) for name in entry.co_units),
        "leader": entry.leader,
        "person": entry.person,
        "tags": tuple(entry.tags),
        "priority": entry.priority,
        "due": entry.due.due if entry.due is not None else None,
        "due_words": entry.due_words,
        "open_ended": entry.open_ended,
    }


def _group(board: Board, name: str | None) -> int | None:
    if name is None:
        return None
    for group in board.groups:
        if group.name == name:
            return group.id
    raise UsageError("no_group_named", name=name)

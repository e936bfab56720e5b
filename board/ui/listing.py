"""What the list shows: every task in one order, sorted by any of its columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from board.messages import Messages
from board.model import query
from board.model.board import Board
from board.model.query import KIND_VIEWS
from board.model.task import STAGES, Kind, Task, due_key
from board.ui.columns import Columns

URGENCY = "lamp"
"""The column by which the list is sorted at first: what is open by urgency, then what is done, as on the board."""
COLUMNS = (URGENCY, "no", "title", "group", "unit", "person", "due", "stage", "kind")
"""The columns in the order in which they stand, as far as there is room for them."""
Place = Any
"""Where a task stands by one column: a number or a text; None where it is empty there, and comes last both ways.

Nothing that the garbage collector would have to look through: there may be 100,000 of them.
"""


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and which way round."""

    column: str = URGENCY
    reverse: bool = False

    def by(self, column: str) -> Order:
        """Sorted by this column; by the same one once more, the other way round."""
        return Order(column, not self.reverse if column == self.column else False)


@dataclass(slots=True)
class Look:
    """How the list is looked at. It outlives the screen, so that whoever comes back finds the list as they left it."""

    order: Order = Order()
    kinds: int = len(KIND_VIEWS) - 1
    """Place in `KIND_VIEWS`; at first 测评 too, which the columns leave out."""

    @property
    def shown_kinds(self) -> tuple[Kind, ...]:
        """The kinds that are listed."""
        return KIND_VIEWS[self.kinds]


class Listing:
    """Puts the tasks of a snapshot in order; while nothing changed it gives the very same numbers."""

    def __init__(self, messages: Messages) -> None:
        self._columns = Columns(messages)
        self._places: dict[int, Place] = {}
        self._placed: tuple[Board, str] = (Board(), "")
        self._kept: tuple[list[int], Order, Board, tuple[int, ...]] | None = None

    def numbers(self, board: Board, kinds: tuple[Kind, ...], order: Order) -> tuple[int, ...]:
        """The tasks of all groups and of the inbox that are of these kinds, in this order.

        Tasks that a column does not part keep the order of urgency, whichever way round.
        """
        _, urgent = self._columns.keys(board, query.all_groups(board), kinds, STAGES)
        kept = self._kept
        if kept is not None and kept[0] is urgent and kept[1] == order and _same(kept[2], board, order):
            return kept[3]
        if order.column == URGENCY:
            found = tuple(reversed(urgent)) if order.reverse else tuple(urgent)
        else:
            places = self._places_by(board, order.column)
            filled = [no for no in urgent if places[no] is not None]
            filled.sort(key=places.__getitem__, reverse=order.reverse)
            found = (*filled, *(no for no in urgent if places[no] is None))
        self._kept = (urgent, order, board, found)
        return found

    def _places_by(self, board: Board, column: str) -> dict[int, Place]:
        """Where each task stands by a column: read once, then only anew for the tasks that changed."""
        was, by = self._placed
        place = _PLACES[column](board)
        fresh = by != column or not _same_names(was, board)
        if fresh:
            self._places = {no: place(task) for no, task in zip(board.tasks, board.tasks.values(), strict=True)}
        else:
            for no in board.tasks.differing(was.tasks):
                task = board.tasks.get(no)
                if task is None:
                    self._places.pop(no, None)
                else:
                    self._places[no] = place(task)
        self._placed = (board, column)
        return self._places


def _same(was: Board, now: Board, order: Order) -> bool:
    """Whether an order found for one snapshot holds for the other, as far as it does not lie in the index."""
    return order.column == URGENCY or (was.tasks is now.tasks and _same_names(was, now))


def _same_names(was: Board, now: Board) -> bool:
    return was.store == now.store and was.units is now.units and was.table("group") is now.table("group")


def spelt(text: str) -> bytes | None:
    """Where a text stands among others: Latin letters and digits first, then Chinese by its pinyin.

    GB 18030 keeps the code order of GB/T 2312-1980, whose 3,755 common characters (level 1) are in the order of their
    pinyin; the rarer ones follow by radical. That costs nothing, and no table of readings need be loaded.
    """
    return text.strip().casefold().encode("gb18030", "replace") or None


def _by_unit(board: Board) -> Callable[[Task], Place]:
    places = {unit.id: spelt(unit.name) for unit in board.units.values()}
    return lambda task: None if task.unit is None else places.get(task.unit)


def _by_group(board: Board) -> Callable[[Task], Place]:
    numbers = {group.id: group.number for group in board.groups}
    return lambda task: None if task.group is None else numbers.get(task.group)


_STAGE = {stage: place for place, stage in enumerate(STAGES)}
_KIND = {kind: place for place, kind in enumerate(Kind)}
_PLACES: dict[str, Callable[[Board], Callable[[Task], Place]]] = {
    "no": lambda _: lambda task: task.no,
    "title": lambda _: lambda task: spelt(task.title),
    "group": _by_group,
    "unit": _by_unit,
    "person": lambda _: lambda task: spelt(task.person),
    "due": lambda _: lambda task: due_key(task.due) if task.due else None,
    "stage": lambda _: lambda task: _STAGE[task.stage],
    "kind": lambda _: lambda task: _KIND[task.kind],
}

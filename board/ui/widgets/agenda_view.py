"""The agenda beside an item: each group with its clock and what was decided, and below it who is at the meeting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from board.ui.wall import paper
from board.ui.wall.paper import Part
from board.ui.widgets.painted import Painted

WIDTH = 34
"""Cells of the agenda, its gap to the right included."""
_FLOOR = ">"
"""Before the item that has the floor."""


class AgendaRow(NamedTuple):
    """One item."""

    group: int | None
    key: str
    name: str
    clock: str
    note: str
    floor: bool
    """It has the floor."""
    over: bool
    """It took longer than it was allotted."""
    looked: bool
    """It is on show."""


class AgendaView(Painted):
    """Paints the agenda; a click chooses an item."""

    class Chosen(Message):
        """An item was clicked."""

        def __init__(self, group: int | None) -> None:
            super().__init__()
            self.group = group

    def __init__(self) -> None:
        super().__init__(id="agenda")
        self._heading = ""
        self._items: tuple[AgendaRow, ...] = ()
        self._facts: tuple[tuple[str, str], ...] = ()

    def show(self, heading: str, items: tuple[AgendaRow, ...], facts: tuple[tuple[str, str], ...]) -> None:
        """Show the items and, below them, facts as (label, text)."""
        if (heading, items, facts) != (self._heading, self._items, self._facts):
            self._heading, self._items, self._facts = heading, items, facts
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on an item shows it."""
        place = (event.y - 2) // 2
        if 0 <= place < len(self._items) and event.y >= 2:
            self.post_message(self.Chosen(self._items[place].group))

    def render_line(self, y: int) -> Strip:
        """One line: the heading, a blank, two for each item, a blank, the facts."""
        place, second = divmod(y - 2, 2)
        if y == 0:
            return self._line("column", [(f" {self._heading}", "bar")])
        if y == 1:
            return self._line("column", [])
        if place < len(self._items):
            return self._item(self._items[place], second=bool(second))
        fact = y - 3 - 2 * len(self._items)
        if 0 <= fact < len(self._facts):
            label, text = self._facts[fact]
            return self._line("column", [(f" {label} ", "dim"), (text, "plain")])
        return self._line("column", [])

    def _item(self, row: AgendaRow, *, second: bool) -> Strip:
        base = "card-on" if row.looked else "column"
        quiet = "plain" if row.looked else "dim"
        if second:
            clock = "over" if row.over and not row.looked else "key" if row.floor and not row.looked else quiet
            return self._line(base, [("     ", quiet), (row.clock, clock)], [(row.note, quiet)])
        mark = _FLOOR if row.floor else " "
        name = "strong" if row.floor and not row.looked else "plain"
        return self._line(
            base, [(f" {mark} ", "plain" if row.looked else "key"), (f"{row.key} ", quiet), (row.name, name)]
        )

    def _line(self, base: str, left: Iterable[Part], right: Iterable[Part] = ()) -> Strip:
        width = self.size.width - 1
        tail = [(f" {text}", look) for text, look in right if text]
        line = paper.line(self._styles, base, width, left, [*tail, (" ", "")])
        return Strip([*line, Segment(" ", self._styles("gap"))], width + 1)

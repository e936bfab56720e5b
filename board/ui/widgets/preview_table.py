"""The table of a preview: one row for each line of a paste or a ledger, as it was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from board.ui.keys import BY_ID
from board.ui.widgets.cells import fit, paintable
from board.ui.widgets.painted import Styled


class Cell(NamedTuple):
    """Words in a look of `styles.LOOKS`."""

    text: str
    style: str = "plain"


class Line(NamedTuple):
    """A row as it is drawn: its mark, its number, and its cells."""

    mark: Cell
    number: int
    cells: tuple[Cell, ...]
    wide: int = 0
    """From this cell on, if not 0, one cell runs over all columns."""
    widths: tuple[int, ...] = ()
    """Widths of the cells where they do not stand in the columns."""
    ground: str = ""
    """What it stands on; "" is the ground of the table."""


class Column(NamedTuple):
    """A column behind the number. The first takes what room is left; others go from narrow screens, the last first."""

    head: str
    width: int


_GAP = 2
_LEAST_TITLE = 24
_MARK = 4
_ACTIONS = {
    "up": "step(-1)", "down": "step(1)", "page_up": "page(-1)", "page_down": "page(1)", "first": "edge(0)",
    "last": "edge(1)",
}  # fmt: skip


class PreviewTable(Styled, can_focus=True, inherit_bindings=False):
    """Shows rows that somebody else holds; `line` gives one of them when it comes into sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(BY_ID[name].bound, action, "", show=False, id=name) for name, action in _ACTIONS.items()
    ]

    class Moved(Message):
        """Another row is selected."""

    def __init__(
        self,
        columns: Sequence[Column],
        count: Callable[[], int],
        line: Callable[[int], Line],
        *,
        number: int = 4,
        head: Callable[[int], Line | None] = lambda _: None,
    ) -> None:
        """`number` is how wide the numbers are; `head` what stands above when that line is the first in sight.

        Where it gives None, the heads of the columns do.
        """
        super().__init__()
        self._columns = tuple(columns)
        self._count = count
        self._line = line
        self._number = number
        self._head = head
        self.place = 0
        """The selected row."""
        self._top = 0

    def show(self) -> None:
        """The rows are other ones."""
        self._go(self.place)
        self.refresh()

    @property
    def heads(self) -> Line:
        """The heads of the columns."""
        return Line(Cell(""), 0, tuple(Cell(each.head, "dim") for each in self._columns), ground="head")

    @property
    def room(self) -> int:
        """Cells behind the number."""
        return max(1, self.size.width - _MARK - self._number - 2 * _GAP - 2)

    def select(self, place: int) -> None:
        """Go to a row."""
        self._go(place)

    # ---- moving

    @property
    def _page(self) -> int:
        return max(1, self.size.height - 1)

    def _go(self, place: int) -> None:
        was, top = self.place, self._top
        self.place = max(0, min(self._count() - 1, place))
        self._top = max(0, min(self._top, self.place), self.place - self._page + 1)
        if top != self._top:
            self.refresh()
        elif was != self.place:
            for each in (was, self.place):
                self.refresh(Region(0, each - top + 1, self.size.width, 1))
        if was != self.place:
            self.post_message(self.Moved())

    def action_step(self, steps: int) -> None:
        """Further up or down."""
        self._go(self.place + steps)

    def action_page(self, pages: int) -> None:
        """As much further as is on show."""
        self._go(self.place + pages * (self._page - 1))

    def action_edge(self, end: int) -> None:
        """The first or the last row."""
        self._go(self._count() - 1 if end else 0)

    def on_resize(self) -> None:
        """The selected row stays in sight."""
        self._go(self.place)

    # ---- drawing

    def _widths(self) -> list[int]:
        """The widths of the columns that have room; the title has what is left."""
        room = self.room + 1
        columns = list(self._columns[1:])
        while columns and room - sum(each.width + _GAP for each in columns) < _LEAST_TITLE:
            columns.pop()
        return [room - sum(each.width + _GAP for each in columns), *(each.width for each in columns)]

    def render_line(self, y: int) -> Strip:
        """The heads, then the rows from the first in sight."""
        place = self._top + y - 1
        if y == 0:
            return self._strip(self._head(self._top) or self.heads)
        if place >= self._count():
            return Strip.blank(self.size.width, self._styles("column"))
        return self._strip(self._line(place), selected=place == self.place)

    def _strip(self, line: Line, *, selected: bool = False) -> Strip:
        ground = "card-on" if selected else line.ground or "column"
        widths = list(line.widths) or self._widths()
        if line.wide:
            rest = widths[line.wide :]
            widths = [*widths[: line.wide], sum(rest) + _GAP * max(0, len(rest) - 1)]
        number = f"{line.number}".rjust(self._number) if line.number else " " * self._number
        segments = [
            Segment(" ", self._styles(ground)),
            *self._cell(line.mark, _MARK, ground, selected=selected),
            Segment(" " * _GAP + number + " " * _GAP, self._styles(ground, "plain" if selected else "dim")),
        ]
        for width, cell in zip(widths, line.cells, strict=False):
            segments += self._cell(cell, width, ground, selected=selected)
            segments.append(Segment(" " * _GAP, self._styles(ground)))
        return Strip(segments).adjust_cell_length(self.size.width, self._styles(ground))

    def _cell(self, cell: Cell, width: int, ground: str, *, selected: bool) -> list[Segment]:
        """On the ground of the selected row only its own colour can be read in every theme."""
        text = fit(paintable(cell.text), width)
        return [
            Segment(text, self._styles(ground, "plain" if selected else cell.style)),
            Segment(" " * (width - cell_len(text)), self._styles(ground)),
        ]

"""The list: a table of tasks that paints only the rows on the screen.

It owns the selection (a task number), the scroll place and the column chosen in its head; what it shows is the snapshot
it was given, in the order in which the numbers were given. Textual's own table takes two seconds for 10,000 rows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from board.messages import Messages
from board.model.board import Board
from board.ui.listing import URGENCY, Order
from board.ui.wall import paper
from board.ui.widgets import column_head, geometry, table_row
from board.ui.widgets.task_view import WHEEL, TaskView

HEAD = 1
"""Lines of the head."""


class TaskTable(TaskView):
    """Tasks in rows, their fields in columns."""

    class Sorted(Message):
        """The list is to be sorted by this column; by the same one again, the other way round."""

        def __init__(self, column: str) -> None:
            super().__init__()
            self.column = column

    def __init__(self, messages: Messages, order: Order, moved: Callable[[], None]) -> None:
        super().__init__("list", moved)
        self._messages = messages
        self._board = Board()
        self._now = datetime.min
        self._order = order
        self._chosen = order.column
        self._empty = ""
        self._numbers: tuple[int, ...] = ()
        self._no: int | None = None
        self._hidden: int | None = None
        """The task that was selected until the filter hid it."""
        self._place = 0
        self._top = 0
        self._names_of: tuple[object, ...] = ()
        self._sizes: tuple[int, int] = (0, 0)
        self._spans: tuple[table_row.Span, ...] = ()
        self._image: list[Strip] = []
        self._rows: LRUCache[tuple[table_row.Row, tuple[table_row.Span, ...], int, bool], Strip] = LRUCache(1024)

    # ---- what it is given, and what may be asked of it

    @property
    def selected(self) -> int | None:
        """The number of the selected task, or None when nothing is listed."""
        return self._no

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every task in the list, in its order."""
        return self._numbers

    @property
    def chosen(self) -> str:
        """The column that stands out in the head: by it the next Tab sorts."""
        return self._chosen

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns for which there is room."""
        return tuple(span.column for span in self._spans)

    def show(
        self, board: Board, now: datetime, numbers: tuple[int, ...], order: Order, *, select: int | None = None,
        empty: str = "",
    ) -> None:  # fmt: skip
        """Show these tasks in this order; the selection stays on its task, or goes to `select`.

        Args:
            board: the snapshot in which the tasks are.
            now: the moment at which their lamps are looked at.
            numbers: the tasks.
            order: how they are sorted, for the head.
            select: the task to select, where it is among them.
            empty: what is said when there are none.
        """
        was, in_sight, turned = self._no, self._is_in_sight(), order != self._order
        if board.tasks is not self._board.tasks:
            self._hidden = None  # only what a filter hid comes back by itself: others never move the selection
        if numbers is not self._numbers or select is not None:
            self._find(numbers, select)
        self._board, self._now, self._order, self._empty = board, now, order, empty
        self._marked &= frozenset(no for no in self._marked if no in board.tasks)
        self._measure()
        # Rows that were scrolled away from the selection stay there until the selection itself moves.
        if in_sight or turned or select is not None or was != self._no:
            self._follow()
        self._repaint()

    def _find(self, numbers: tuple[int, ...], select: int | None) -> None:
        """Find the selected task among other numbers; where it is gone, its nearest neighbour takes over."""
        was, stood = self._numbers, self._place
        self._numbers = numbers
        for no in (select, self._hidden, self._no):
            place = _place(numbers, no, stood)
            if place is not None:
                self._no, self._place, self._hidden = no, place, None
                return
        self._hidden = self._hidden or self._no
        there = set(numbers)
        below = (no for no in was[stood:] if no in there)
        above = (no for no in reversed(was[:stood]) if no in there)
        self._no = next(below, None) or next(above, None) or (numbers[0] if numbers else None)
        self._place = 0 if self._no is None else numbers.index(self._no)

    # ---- moving

    def action_vertical(self, steps: int) -> None:
        """Select the task `steps` further down."""
        if self._numbers:
            self._select(max(0, min(len(self._numbers) - 1, self._place + steps)))

    def action_page(self, pages: int) -> None:
        """Select a task about a screenful further."""
        self.action_vertical(pages * max(1, self._room - 1))

    def action_edge(self, end: int) -> None:
        """Select the first (0) or last (1) task."""
        if self._numbers:
            self._select(-end % len(self._numbers))

    def action_horizontal(self, steps: int) -> None:
        """Choose the column beside in the head."""
        columns = self.columns
        if columns:
            self._chosen = columns[max(0, min(len(columns) - 1, columns.index(self._chosen) + steps))]
            self._repaint()

    def action_sort(self) -> None:
        """Sort by the chosen column; by the same one again, the other way round."""
        self.post_message(self.Sorted(self._chosen))

    def _select(self, place: int) -> None:
        if place == self._place:
            return
        self._place, self._no, self._hidden = place, self._numbers[place], None
        self._follow()
        self._repaint()
        self._moved()

    # ---- the mouse

    def on_click(self, event: events.Click) -> None:
        """A click selects a task, a double click opens it; a click on the head sorts."""
        if event.y < HEAD:
            column = table_row.column_at(self._spans, event.x)
            if column is not None:
                self._chosen = column
                self.action_sort()
            return
        place = self._top + event.y - HEAD
        if event.y - HEAD < self._room and place < len(self._numbers):
            self._select(place)
            if event.chain == 2:
                self.post_message(self.Opened(self._numbers[place]))

    def _scroll(self, event: events.MouseEvent, steps: int) -> None:
        self._top += steps * WHEEL
        self._repaint()

    # ---- where things stand

    @property
    def _room(self) -> int:
        """Rows that the screen has room for, between the head and the line that counts the others."""
        return max(1, self.size.height - HEAD - 1)

    def _is_in_sight(self) -> bool:
        return self._top <= self._place < self._top + self._room

    def _follow(self) -> None:
        """Scroll until the selected task is on the screen."""
        if not self.size.height:  # not laid out yet
            return
        self._top = min(max(self._top, self._place - self._room + 1), self._place)

    def _measure(self) -> None:
        """How wide the columns are: by the words of the board, which seldom change, and by the screen."""
        if not self.size.width:  # not laid out yet
            return
        board = self._board
        names = (board.table("group"), board.units, board.table("office"))
        sizes = (self.size.width, len(str(board.next_id("task"))))
        if sizes == self._sizes and all(was is now for was, now in zip(self._names_of, names, strict=True)):
            return
        self._names_of, self._sizes = names, sizes
        self._spans = table_row.spans(self.size.width, table_row.widths(board, self._messages))
        if self._chosen not in self.columns:
            self._chosen = self._order.column if self._order.column in self.columns else URGENCY

    # ---- painting

    def _repaint(self) -> None:
        """Paint anew and refresh the lines that came out differently."""
        old, self._image = self._image, self._paint()
        width = self.size.width
        if len(old) != len(self._image):
            self.refresh()
            return
        regions = [
            Region(0, row, width, 1)
            for row, (was, now) in enumerate(zip(old, self._image, strict=True))
            if was is not now and was != now
        ]
        if regions:
            self.refresh(*geometry.merged(regions))

    def _paint(self) -> list[Strip]:
        width, height = self.size
        if not width or not height:
            return []
        count, room, style_of = len(self._numbers), self._room, self._styles
        self._top = max(0, min(self._top, count - room))
        ground = Strip.blank(width, style_of("card"))
        image = [
            table_row.paint_head(
                self._spans, width, style_of, self._messages, order=self._order, chosen=self._chosen
            )
        ]  # fmt: skip
        image += [self._row(place) for place in range(self._top, min(count, self._top + room))]
        image += [ground] * (height - len(image))
        if not count:
            said = paper.centred(self._styles, "card", width, [(self._empty, "dim")])
            image[HEAD + room // 3 if room > 2 else -1] = said
        image[-1] = self._others(width, self._top, count - self._top - room) if height > HEAD + 1 else image[-1]
        return image[:height]

    def _row(self, place: int) -> Strip:
        board, no = self._board, self._numbers[place]
        row = table_row.row_of(
            board,
            board.tasks[no],
            self._now,
            self._messages,
            fresh=no in self._fresh,
            marked=no in self._marked,
            odd=bool(place % 2),
        )
        key = (row, self._spans, self.size.width, no == self._no)
        strip = self._rows.get(key)
        if strip is None:
            strip = table_row.paint(row, self._spans, self.size.width, self._styles, selected=no == self._no)
            self._rows[key] = strip
        return strip

    def _others(self, width: int, above: int, below: int) -> Strip:
        """How many tasks lie above and below the screen."""
        said = [self._messages("more.above", count=above)] if above > 0 else []
        said += [self._messages("more.below", count=below)] if below > 0 else []
        if not said:
            return Strip.blank(width, self._styles("card"))
        return column_head.more("    ".join(said), width, self._styles)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        self._lay_out()
        if y < len(self._image):
            return self._image[y]
        return Strip.blank(self.size.width, self._styles("card"))

    def notify_style_update(self) -> None:
        """Another theme: everything is painted anew."""
        super().notify_style_update()
        self._rows.clear()

    def _fit(self) -> None:
        self._measure()
        self._follow()
        self._image = self._paint()


def _place(numbers: tuple[int, ...], no: int | None, near: int) -> int | None:
    """Where task `no` stands, most likely where it stood."""
    if no is None:
        return None
    if near < len(numbers) and numbers[near] == no:
        return near
    try:
        return numbers.index(no)
    except ValueError:
        return None

"""The board: one widget that draws all columns line by line.

It owns the selection (a column and a task number) and a scroll place per column, and nothing else: what it shows is
the snapshot it was given. Only lines that differ from what stands on the screen are painted again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from board.messages import Messages
from board.model.board import Board
from board.ui.columns import OVERVIEW, Column, Columns, View
from board.ui.widgets import column_head, geometry
from board.ui.widgets.column_painter import GAP_BELOW_CARD, ColumnPainter, Image
from board.ui.widgets.task_view import TaskView


class BoardView(TaskView):
    """The columns of a `View` on a snapshot of the board."""

    def __init__(self, messages: Messages, moved: Callable[[], None]) -> None:
        super().__init__("board", moved)
        self._messages = messages
        self._source = Columns(messages)
        self._view = View()
        self._columns: list[Column] = []
        self._column = 0
        self._no: int | None = None
        self._first = 0
        self._tops: dict[tuple[View, str], int] = {}
        self._remembered: dict[View, tuple[int, int | None]] = {}
        self._images: dict[int, list[Strip]] = {}
        self._hits: dict[int, list[geometry.Hit]] = {}
        self._lines: dict[int, Strip] = {}
        self._painter = ColumnPainter(messages, self._styles)
        self._plan = geometry.Plan(())

    # ---- what it is given, and what may be asked of it

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self._view

    @property
    def selected(self) -> int | None:
        """The number of the selected task, or None in an empty column."""
        return self._no

    @property
    def selected_column(self) -> Column | None:
        """The column in which the selection stands."""
        return self._columns[self._column] if self._columns else None

    @property
    def visible_columns(self) -> range:
        """Places of the columns that are on the screen."""
        return range(self._first, min(len(self._columns), self._first + len(self._plan.spans)))

    def show(self, board: Board, now: datetime, view: View | None = None, *, select: int | None = None) -> None:
        """Show a snapshot; the selection stays on its task, wherever that now stands, or goes to `select`."""
        turned, other_columns = view is not None and view != self._view, not self._columns
        if view is not None and turned:
            other_columns = (view.mode, view.group) != (self._view.mode, self._view.group)
            self._remembered[self._view] = (self._column, self._no)
            self._column, remembered = self._remembered.get(view, (0, None)) if other_columns else (self._column, None)
            self._view = view
            self._images.clear()
            self._lines.clear()
            self._no = self._no if select is None else select
            if remembered is not None and select is None and not self._stands(board, now, self._no):
                self._no = remembered
        columns = self._source.of(board, self._view, now)
        near = columns[self._column : self._column + 1]  # most likely it is where one is: columns can be long
        if not turned and select is not None and any(each.place(select) is not None for each in (*near, *columns)):
            self._no = select
        was, stood = self._no, self._column
        place = None if other_columns or stood >= len(self._columns) else self._columns[stood].place(was) or 0
        in_sight = any(hit.no == was for hit in self._hits.get(stood, ()))
        self._columns = columns
        self._painter.look_at(board, now)
        self._column = min(stood, max(0, len(columns) - 1))
        self._find(place)
        paged = self._arrange()
        # A column that was scrolled away from its selection stays there until the selection itself moves.
        if turned or paged or in_sight or select is not None or (was, stood) != (self._no, self._column):
            self._follow()
        self._repaint()

    @property
    def count(self) -> int:
        """How many tasks stand in the columns."""
        return sum(len(column.numbers) for column in self._columns)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every task in the columns, column by column."""
        return tuple(no for column in self._columns for no in column.numbers)

    def _stands(self, board: Board, now: datetime, no: int | None) -> bool:
        return any(column.place(no) is not None for column in self._source.of(board, self._view, now))

    def _find(self, place: int | None) -> None:
        """Find the selected task again; where it is gone, its neighbour takes over."""
        if not self._columns:
            self._no = None
            return
        if self._columns[self._column].place(self._no) is not None:
            return
        for number, column in enumerate(self._columns):
            if column.place(self._no) is not None:
                self._column = number
                return
        numbers = self._columns[self._column].numbers
        if not numbers and place is None:
            filled = next((number for number, column in enumerate(self._columns) if column.numbers), self._column)
            self._column, numbers = filled, self._columns[filled].numbers
        self._no = numbers[min(place or 0, len(numbers) - 1)] if numbers else None

    # ---- moving

    def action_vertical(self, steps: int) -> None:
        """Select the card `steps` further down its column."""
        column = self.selected_column
        if column is None or not column.numbers:
            return
        place = column.place(self._no)
        self._select(self._column, column.numbers[max(0, min(len(column.numbers) - 1, (place or 0) + steps))])

    def action_page(self, pages: int) -> None:
        """Select a card about a screenful further."""
        self.action_vertical(pages * max(1, len(self._hits.get(self._column, ())) - 1))

    def action_edge(self, end: int) -> None:
        """Select the first (0) or last (1) card of the column."""
        column = self.selected_column
        if column is not None and column.numbers:
            self._select(self._column, column.numbers[-end])

    def action_horizontal(self, steps: int) -> None:
        """Select the card at the same height in the column beside."""
        if self._columns:
            self.select_column(max(0, min(len(self._columns) - 1, self._column + steps)))

    def select_column(self, number: int) -> None:
        """Select a column (by its place), at the card nearest to the height of the one selected now."""
        if number == self._column or not 0 <= number < len(self._columns):
            return
        row = next((hit.top for hit in self._hits.get(self._column, ()) if hit.no == self._no), 0)
        before, self._column = self._column, number
        paged = self._arrange()
        image_width = self._plan.width_of(number - self._first)
        _, hits = self._paint_column(number, image_width)
        near = min(hits, key=lambda hit: abs(hit.top - row), default=None)
        self._no = near.no if near else None
        self._follow()
        self._repaint(None if paged else {before, number})
        self._moved()

    def _select(self, number: int, no: int | None) -> None:
        if (number, no) == (self._column, self._no):
            return
        touched = {self._column, number}
        self._column, self._no = number, no
        paged = self._arrange()
        self._follow()
        self._repaint(None if paged else touched)
        self._moved()

    # ---- the mouse

    def on_click(self, event: events.Click) -> None:
        """A click selects, a double click opens."""
        number = self._plan.column_at(event.x)
        if number is None:
            return
        number += self._first
        for hit in self._hits.get(number, ()):
            if hit.top <= event.y < hit.bottom:
                self._select(number, hit.no)
                if event.chain == 2:
                    self.post_message(self.Opened(hit.no))
                return
        if event.y < column_head.rows(self._view.mode == OVERVIEW):
            self.select_column(number)

    def _scroll(self, event: events.MouseEvent, steps: int) -> None:
        """The column below the pointer goes on, card by card."""
        place = self._plan.column_at(event.x)
        if place is None:
            return
        number = place + self._first
        column = self._columns[number]
        top = self._top(column)
        if steps > 0 and self._hits.get(number) and self._hits[number][-1].no == column.numbers[-1]:
            return
        self._tops[self._view, column.id] = max(0, min(len(column.numbers) - 1, top + steps))
        self._repaint({number})

    # ---- where things stand

    def _arrange(self) -> bool:
        """Lay the columns out so that the selected one is on the screen; True when that moved them."""
        plan = geometry.plan(self.size.width, len(self._columns))
        first = geometry.first_column(self._first, len(plan.spans), len(self._columns), self._column)
        moved = (plan, first) != (self._plan, self._first)
        self._plan, self._first = plan, first
        if moved:
            self._images.clear()
            self._lines.clear()
        return moved

    def _top(self, column: Column) -> int:
        return max(0, min(self._tops.get((self._view, column.id), 0), len(column.numbers) - 1))

    def _follow(self) -> None:
        """Scroll the selected column, card by card, until the selected task is whole on the screen."""
        column = self.selected_column
        place = column.place(self._no) if column is not None else None
        if column is None or place is None:
            return
        width = self._plan.width_of(self._column - self._first)
        top = self._top(column)
        if place < top:
            top = place
        else:
            room = self.size.height - self._body_top() - 1
            used = 0
            for earliest in range(place, top - 1, -1):
                used += self._painter.height(column.numbers[earliest], width) + (GAP_BELOW_CARD if used else 0)
                if used > room:
                    top = min(place, earliest + 1)
                    break
        self._tops[self._view, column.id] = top

    def _body_top(self) -> int:
        return column_head.rows(self._view.mode == OVERVIEW) + 1

    # ---- painting

    def _repaint(self, touched: set[int] | None = None) -> None:
        """Paint the given columns (default: all visible) again and refresh the lines that came out differently."""
        regions = self._paint(touched)
        if regions:
            self.refresh(*geometry.merged(regions))

    def _paint(self, touched: set[int] | None = None) -> list[Region]:
        """Paint the given columns (default: all visible) again; gives what came out differently."""
        regions: list[Region] = []
        width, height = self.size
        if not width or not height:
            return regions
        self._painter.fresh, self._painter.marked = self._fresh, self._marked
        for place, number in enumerate(self.visible_columns):
            if touched is not None and number not in touched:
                continue
            left, span = self._plan.spans[place]
            image, self._hits[number] = self._paint_column(number, span)
            old = self._images.get(number)
            self._images[number] = image
            if old is None or len(old) != len(image):
                regions.append(Region(left, 0, span, height))
                self._lines.clear()
                continue
            for row in range(height):
                if image[row] is not old[row] and image[row] != old[row]:
                    self._lines.pop(row, None)
                    regions.append(Region(left, row, span, 1))
        return regions

    def _paint_column(self, number: int, width: int) -> Image:
        column = self._columns[number]
        return self._painter.paint(
            column, width, self.size.height, self._top(column), chosen=self._no, on=number == self._column,
            tall=self._view.mode == OVERVIEW,
        )  # fmt: skip

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the columns' strips with a gap between them."""
        self._lay_out()
        line = self._lines.get(y)
        if line is None:
            gap = Strip.blank(1, self._styles("gap"))
            parts: list[Strip] = []
            for number in self.visible_columns:
                image = self._images.get(number)
                if image is None or y >= len(image):
                    break
                parts += [gap, image[y]] if parts else [image[y]]
            for part in parts:
                part.render(self.app.console)  # written once for a card, not for each line that it comes to stand on
            line = Strip.join(parts)
            if line.cell_length != self.size.width:
                line = line.adjust_cell_length(self.size.width, self._styles("gap"))
            self._lines[y] = line
        return line

    def notify_style_update(self) -> None:
        """Another theme: everything is painted anew."""
        super().notify_style_update()
        self._painter.forget()

    def on_resize(self) -> None:
        """Other columns may be on the screen: the foot says which. The handler of `TaskView` comes too."""
        self.call_later(self._moved)

    def _fit(self) -> None:
        self._images.clear()
        self._lines.clear()
        self._arrange()
        self._follow()
        self._paint()

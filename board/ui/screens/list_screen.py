"""The list: every task of every group in one table, with the filter, the marks and the keys of the board."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from board.model.query import KIND_VIEWS
from board.model.task import Task
from board.ui.hints import list_hints
from board.ui.keys import ACT, FIND, VIEWS, bindings
from board.ui.listing import Listing, Look
from board.ui.screens.board_screen import BoardScreen
from board.ui.screens.finding import FindingScreen
from board.ui.screens.over_board import OverBoard
from board.ui.session import Session
from board.ui.widgets import bars
from board.ui.widgets.filter_bar import FilterBar
from board.ui.widgets.line import Line
from board.ui.widgets.task_table import TaskTable


class ListScreen(FindingScreen, OverBoard):
    """Head line, table, filter bar, foot line. It lies over the board, which goes on following the store for it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(sections=(VIEWS, ACT, FIND)), *bindings(ids=("back",))]
    AUTO_FOCUS = "#list"
    no_task = "list.no_task"

    def __init__(self, session: Session, look: Look, select: int | None) -> None:
        super().__init__(session)
        self._look = look
        self._select = select
        self._listing = Listing(session.messages)
        self._table = TaskTable(session.messages, look.order, self._show_lines)
        self._shown = False

    def compose(self) -> ComposeResult:
        """The parts, from the top."""
        yield Line(id="head")
        yield self._table
        yield FilterBar(self.messages, self.follow)
        yield Line(id="foot")

    def on_mount(self) -> None:
        """Show the list, at the task that is selected on the board."""
        self._shown = True
        self.board_changed(select=self._select)

    # ---- what is shown

    @property
    def tasks_view(self) -> TaskTable:
        """The table."""
        return self._table

    def board_changed(self, select: int | None = None) -> None:
        """Show the session's snapshot as it looks now, through the filter."""
        if not self._shown:  # it will show the newest when it opens
            return
        board, look = self.seen(), self._look
        numbers = self._listing.numbers(board, look.shown_kinds, look.order)
        self.show_marks()
        self._table.show(
            board, self.session.clock(), numbers, look.order, select=select, empty=self.messages(self._why_empty())
        )
        self._show_lines()

    def _why_empty(self) -> str:
        if self.session.finding.text:
            return "list.none_found"
        return "list.none" if self._look.kinds == bars.ALL else "list.none_of_kind"

    def _show_lines(self) -> None:
        if not self._shown:
            return
        messages, now, read_only = self.messages, self.session.clock(), self.session.read_only
        board, look = self.seen(), self._look
        self.query_one("#head", Line).show(
            (*bars.list_left(messages, board, look, self._table.count, now), *self.found_pieces()),
            bars.list_right(messages, board, look, now, read_only=read_only),
        )
        here = self.situation(self.board.tasks.get(self.target() or 0))
        left = self._said or self.bar_pieces() or list_hints(messages, here, self.session.keymap)
        self.query_one("#foot", Line).show(left, tuple(self.state_pieces()))
        self.tell_walls()

    # ---- order and kinds

    def on_task_table_sorted(self, event: TaskTable.Sorted) -> None:
        """Sort by a column; by the same one again, the other way round."""
        self._look.order = self._look.order.by(event.column)
        self.board_changed()

    def action_kinds(self) -> None:
        """The next selection of kinds."""
        self._look.kinds = (self._look.kinds + 1) % len(KIND_VIEWS)
        self.board_changed()

    def go_to(self, no: int) -> None:
        """Select a task that is not void, of whatever kind."""
        if self.board.tasks[no].kind not in self._look.shown_kinds:
            self._look.kinds = bars.ALL
        self.board_changed(select=no)

    # ---- ways out

    def leave(self) -> BoardScreen:
        """Back to the board, to the task that is selected here: what is opened or typed there begins at it."""
        board, no = super().leave(), self.target()
        if no is not None:
            board.go_to(no)
        return board

    def action_back(self) -> None:
        """Take away the marks, then the filter; then back to the board."""
        if not self.leave_marks_or_filter():
            self.leave()

    def action_list(self) -> None:
        """The key that opened the list closes it."""
        self.leave()

    def action_overview(self) -> None:
        """The board with all groups."""
        self._turn(lambda board: board.action_overview(), lambda task: task.group is not None)

    def action_inbox(self) -> None:
        """The office's inbox."""
        self._turn(lambda board: board.action_inbox(), lambda task: task.group is None)

    def action_group(self, number: int) -> None:
        """Only one group: its board."""
        group = next((group for group in self.board.groups if group.number == number), None)
        if group is None:
            self.say(self.messages("desk.no_group", number=number), "bad")
        else:
            self._turn(lambda board: board.action_group(number), lambda task: task.group == group.id)

    def _turn(self, view: Callable[[BoardScreen], None], stands_there: Callable[[Task], bool]) -> None:
        """To the board in this view; the task that is selected here is selected there, where it stands in it."""
        board, task = super().leave(), self.board.tasks.get(self.target() or 0)
        view(board)
        if task is not None and stands_there(task):
            board.go_to(task.no)

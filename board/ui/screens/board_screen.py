"""The board screen: overview, group boards and the inbox are one widget with another grouping."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from board.errors import StoreError
from board.model.query import KIND_VIEWS
from board.reports.rows import touched
from board.ui import news
from board.ui.actions import TaskScreen
from board.ui.columns import GROUP, INBOX, OVERVIEW, View
from board.ui.hints import hints
from board.ui.keys import ACT, FIND, VIEWS, bindings
from board.ui.listing import Look
from board.ui.screens.dialog import Dialog
from board.ui.screens.entering import EnteringScreen
from board.ui.screens.foot import FootScreen
from board.ui.session import Session
from board.ui.standing import LOOK_SECONDS
from board.ui.widgets import bars
from board.ui.widgets.board_view import BoardView
from board.ui.widgets.filter_bar import FilterBar
from board.ui.widgets.line import Line, Piece

if TYPE_CHECKING:
    from board.ui.widgets.sheet_view import Standing

POLL_SECONDS = 0.05
"""How often the store is asked whether something moved: one `stat`."""


class BoardScreen(EnteringScreen):
    """Head line, columns, entry bar or filter bar, foot line."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(sections=(VIEWS, FIND, ACT)), *bindings(ids=("back",))]
    AUTO_FOCUS = "#board"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._minute: datetime | None = None
        self._list = Look()
        self._sheets: Standing | None = None
        self._looked_for: tuple[str, frozenset[int]] = ("", frozenset())
        self._view = BoardView(session.messages, self._show_lines)

    def compose(self) -> ComposeResult:
        """The parts, from the top; of the two bars at most one is open."""
        yield Line(id="head")
        yield self._view
        yield self.entry_bar()
        yield FilterBar(self.messages, self.follow)
        yield Line(id="foot")

    def on_mount(self) -> None:
        """Show the board, and begin to follow the clock and the store."""
        self.board_changed()
        self.set_interval(1.0, self._tick)
        self.set_interval(POLL_SECONDS, self._poll)
        if self.session.walls is not None:
            self.set_interval(LOOK_SECONDS, self._look_at_walls)

    # ---- what is shown

    @property
    def tasks_view(self) -> BoardView:
        """The columns."""
        return self._view

    def board_changed(self, select: int | None = None) -> None:
        """Show the session's snapshot as it looks now, through the filter."""
        now = self.session.clock()
        self._minute = now.replace(second=0, microsecond=0)
        self._looked_for = (self.session.finding.text, self.session.marked)
        self.show_marks()
        self._view.show(self.seen(), now, self._known(self._view.view), select=select)
        super().board_changed(select)
        self._show_lines()

    def on_screen_resume(self) -> None:
        """The list, when it is left, may leave another filter or other marks behind."""
        if self._looked_for != (self.session.finding.text, self.session.marked):
            self.board_changed()

    def go_to(self, no: int) -> None:
        """Select a task wherever it stands: in these columns, or else in those of its group."""
        view, task = self._view.view, self.board.tasks[no]
        kinds = view.kinds if task.kind in view.shown_kinds else len(KIND_VIEWS) - 1
        here = {OVERVIEW: task.group is not None, INBOX: task.group is None, GROUP: task.group == view.group}
        if not here[view.mode]:
            view = replace(view, mode=INBOX if task.group is None else GROUP, group=task.group)
        self._view.show(self.seen(), self.session.clock(), replace(view, kinds=kinds), select=no)
        self._show_lines()

    def _known(self, view: View) -> View:
        """The view, or the overview when its group is gone."""
        gone = view.mode == GROUP and self.board.group(view.group) is None
        return View(kinds=view.kinds) if gone else view

    def _show_lines(self) -> None:
        messages, now, view = self.messages, self.session.clock(), self._view.view
        read_only = self.session.read_only
        seen = self.seen()
        self.query_one("#head", Line).show(
            (*bars.head_left(messages, seen, view, now), *self.found_pieces()),
            bars.head_right(messages, seen, view, now, read_only=read_only),
        )
        state = self.state_pieces()
        shown = len(self._view.visible_columns)
        count = len(self.board.groups) if view.mode == OVERVIEW else 5
        if shown < count:
            first = self._view.visible_columns.start
            place = messages("foot.columns", first=first + 1, last=first + shown, count=count)
            state.insert(0, Piece(place, "plain", 94))
        task = self.board.tasks.get(self.target() or 0)
        now_here = self.situation(task, overview=view.mode == OVERVIEW)
        left = self._said or self.bar_pieces() or hints(messages, now_here, self.session.keymap)
        self.query_one("#foot", Line).show(left, tuple(state))
        self.tell_walls()

    def _tick(self) -> None:
        now = self.session.clock()
        if self._minute != now.replace(second=0, microsecond=0):
            for screen in self.app.screen_stack:
                if isinstance(screen, TaskScreen):
                    screen.board_changed()
            return
        for screen in self.app.screen_stack:
            if isinstance(screen, FootScreen):
                screen.second()

    def _look_at_walls(self) -> None:
        """Another desk may have asked something of the walls, or released it."""
        if self.session.walls is not None and self.session.walls.look():
            for screen in self.app.screen_stack:
                if isinstance(screen, FootScreen):
                    screen.second()

    def _poll(self) -> None:
        store = self.board.store
        try:
            moved = self.session.poll()
        except StoreError as error:
            self.session.trouble = self.error_line(error)
            for screen in self.app.screen_stack:
                if isinstance(screen, FootScreen):
                    screen.second()
            return
        if moved or self.session.trouble:
            self.session.trouble = ""
            for screen in self.app.screen_stack:
                if isinstance(screen, TaskScreen | Dialog):
                    screen.board_changed()
        if self.board.store != store:
            for screen in self.app.screen_stack:
                if isinstance(screen, FootScreen):
                    screen.say(self.messages("desk.other_board"), "bad")
        if not self.session.busy:
            self._tell()

    def _tell(self) -> None:
        """Name what others did in the foot line, and mark their cards for a moment."""
        changes = self.session.news()
        if changes:
            numbers = touched(self.board, [op for change in changes for op in change.ops])
            said = news.line(self.messages, self.board, changes)
            for screen in self.app.screen_stack:
                if isinstance(screen, FootScreen):
                    screen.tell(numbers, said)

    # ---- views

    def action_list(self) -> None:
        """Every task in one table, the selected one selected there too."""
        from board.ui.screens.list_screen import ListScreen

        self.app.push_screen(ListScreen(self.session, self._list, self.target()))

    def action_meeting(self) -> None:
        """The meeting, at the group one stands in."""
        from board.ui.screens.meeting import MeetingScreen

        self.app.push_screen(MeetingScreen(self.session, self.standing_group()))

    def action_supervision(self) -> None:
        """Who is ahead, who is behind, and what turns red next."""
        from board.ui.screens.supervision import SupervisionScreen
        from board.ui.widgets.sheet_view import Standing

        self._sheets = self._sheets or Standing()
        self.app.push_screen(SupervisionScreen(self.session, self._sheets))

    def _go(self, view: View) -> None:
        self._view.show(self.seen(), self.session.clock(), view)
        self._show_lines()

    def action_overview(self) -> None:
        """All groups side by side; the group one comes from is selected."""
        view = self._view.view
        self._go(replace(view, mode=OVERVIEW, group=None))
        if view.mode == GROUP:
            groups = [group.id for group in self.board.groups]
            if view.group in groups and self._view.selected_column and self._view.selected_column.group != view.group:
                self._view.select_column(groups.index(view.group))
                self._show_lines()

    def action_group(self, number: int) -> None:
        """The stages of one group."""
        group = next((group for group in self.board.groups if group.number == number), None)
        if group is None:
            self.say(self.messages("desk.no_group", number=number), "bad")
        else:
            self._go(replace(self._view.view, mode=GROUP, group=group.id))

    def action_inbox(self) -> None:
        """The office's inbox."""
        self._go(replace(self._view.view, mode=INBOX, group=None))

    def action_kinds(self) -> None:
        """The next selection of kinds."""
        view = self._view.view
        self._go(replace(view, kinds=(view.kinds + 1) % len(KIND_VIEWS)))

    def action_open(self) -> None:
        """Everything about the selected task; on an empty column of the overview, its group."""
        no = self.target()
        column = self._view.selected_column
        group = self.board.group(column.group) if column and self._view.view.mode == OVERVIEW else None
        if no is not None:
            self.open_task(no)
        elif group is not None and not self.session.finding.text:
            self.action_group(group.number)
        else:
            self.say_no_task()

    def action_back(self) -> None:
        """Take away the marks, then the filter; then from a group back to the overview."""
        if not self.leave_marks_or_filter() and self._view.view.mode != OVERVIEW:
            self.action_overview()

    def one_place(self) -> bool:
        """In a group, and in the inbox."""
        return self._view.view.mode != OVERVIEW

    # ---- a new task

    def standing_group(self) -> int | None:
        """The group of the column one stands in."""
        column = self._view.selected_column
        return column.group if column else None

"""会议: the agenda with its clocks, and for one group what was decided last, since then, and now."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches

from board.errors import StoreError
from board.model import agenda, figures
from board.model.board import Board
from board.model.entities import AgendaItem, Meeting
from board.model.query import ALL_KINDS
from board.reports.course import Course, CourseReader
from board.ui import agenda_rows
from board.ui.actions import meeting as acts
from board.ui.hints import meeting_hints
from board.ui.keys import ACT, FIND, VIEWS, bindings
from board.ui.screens.entering import EnteringScreen
from board.ui.screens.over_board import OverBoard
from board.ui.session import Session
from board.ui.widgets import bars
from board.ui.widgets.agenda_view import AgendaRow, AgendaView
from board.ui.widgets.filter_bar import FilterBar
from board.ui.widgets.line import Line, Piece
from board.ui.widgets.meeting_view import MeetingView

WIDE = 100
"""From so many cells on the agenda stands beside the item."""


class MeetingScreen(EnteringScreen, OverBoard):
    """Head line, agenda, one item of it, entry bar or filter bar, foot line. It lies over the board."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(sections=(VIEWS, ACT, FIND)), *bindings(ids=("back",))]
    AUTO_FOCUS = "#meeting"
    no_task = "meeting.no_task"
    first_paper = "minutes"

    def __init__(self, session: Session, group: int | None) -> None:
        """`group`: the one that is selected on the board, shown first when no item has the floor."""
        super().__init__(session)
        self._looked: int | None = self._first(group)
        """The group on show; None is the inbox."""
        self._floor: AgendaItem | None = self._current()
        self._course = CourseReader()
        self._told = Course()
        self._read: tuple[Board, str] | None = None
        self._view = MeetingView(self._show_lines)
        self._shown = False

    def compose(self) -> ComposeResult:
        """The parts, from the top."""
        yield Line(id="head")
        with Horizontal(id="item-row"):
            yield AgendaView()
            with Vertical():
                yield Line(id="item")
                yield self._view
        yield self.entry_bar()
        yield FilterBar(self.messages, self.follow)
        yield Line(id="foot")

    def on_mount(self) -> None:
        """Show the item, with its decisions when the history has been read."""
        self._shown = True
        self.on_resize()
        self.board_changed()

    def on_resize(self) -> None:
        """Where there is no room for the agenda, the item's line stands for it."""
        self.query_one(AgendaView).display = self.app.size.width >= WIDE

    # ---- which item

    def _current(self) -> AgendaItem | None:
        meeting = self.board.meeting
        return agenda.current(meeting) if meeting is not None else None

    def _first(self, group: int | None) -> int | None:
        item = self._current()
        if item is not None:
            return agenda.group_of(item)
        groups = [agenda.group_of(each) for each in self._items()]
        return group if group in groups else groups[0] if groups else group

    def _items(self) -> tuple[AgendaItem, ...]:
        """The agenda of the running meeting; without one that of the last, or every group."""
        meeting = self.board.meeting or agenda.latest(self.board)
        if meeting is not None and (meeting.running or meeting.agenda):
            return meeting.agenda
        return tuple(AgendaItem(group=group.id, minutes=agenda.DEFAULT_MINUTES) for group in self.board.groups)

    def standing_group(self) -> int | None:
        """A new task goes to the group on show."""
        return self._looked

    # ---- what is shown

    @property
    def tasks_view(self) -> MeetingView:
        """The sections."""
        return self._view

    def board_changed(self, select: int | None = None) -> None:
        """Show the session's snapshot; an item that was given the floor is the one on show."""
        if not self._shown:
            return
        floor = self._current()
        turned = False
        if floor != self._floor and floor is not None and (self._floor is None or floor.group != self._floor.group):
            turned = self._looked != agenda.group_of(floor)
            self._looked = agenda.group_of(floor)
        self._floor = floor
        self.show_marks()
        self._show_rows(select=select, top=turned)
        super().board_changed(select)
        if self._read is None or self._read[0] is not self.board:
            self.run_worker(self._read_course, thread=True, exclusive=True, group="course")

    def _read_course(self) -> None:
        board = self.board
        try:
            told = self._course.read(board, self.session.reader.history())
        except StoreError:
            return  # the foot says what is wrong with the store; what was read stays
        self.app.call_from_thread(self._take_course, board, told)

    def _take_course(self, board: Board, told: Course) -> None:
        first = self._read is None
        self._told, self._read = told, (board, board.store)
        if self.is_attached:
            self._show_rows(top=first)

    def _show_rows(self, *, select: int | None = None, top: bool = False) -> None:
        now, finding = self.session.clock(), self.session.finding
        wanted = frozenset(task.no for task in finding.tasks(self.board, now)) if finding.active else None
        rows = agenda_rows.rows(self.messages, self.board, now, self._told, group=self._looked, wanted=wanted)
        self._view.show(rows, select=select, top=top)
        self._show_lines()

    def _show_lines(self) -> None:
        if not self._shown:
            return
        try:
            head, item, foot = (self.query_one(name, Line) for name in ("#head", "#item", "#foot"))
        except NoMatches:  # the screen is being left
            return
        now, meeting = self.session.clock(), self.board.meeting
        head.show((*self._head(meeting, now), *self.found_pieces()), self._counts(now))
        item.show(self._item_pieces(now))
        self.query_one(AgendaView).show(*self._agenda(meeting, now))
        here = self.situation(self.board.tasks.get(self.target() or 0))
        left = self._said or self.bar_pieces() or meeting_hints(
            self.messages, here, self.session.keymap, running=meeting is not None
        )  # fmt: skip
        foot.show(left, tuple(self.state_pieces()))
        self.tell_walls()

    def _head(self, meeting: Meeting | None, now: datetime) -> tuple[Piece, ...]:
        pieces = [Piece(self.messages("meeting.title"), "strong", 94)]
        if self.board.office.demo:
            pieces.append(Piece(f" {self.messages('head.demo')} ", "badge", 87))
        if meeting is None:
            pieces.append(Piece(self.messages("meeting.none"), "dim", 92))
        else:
            pieces.append(Piece(bars.meeting_words(self.messages, meeting, now), "good", 93))
        return tuple(pieces)

    def _counts(self, now: datetime) -> tuple[Piece, ...]:
        counts = figures.counts(self.board, now, (self._looked,), ALL_KINDS)
        lamps = bars.lamp_pieces(self.messages, counts, self.board.office.yellow_days)
        return (*lamps, *bars.end_pieces(self.messages, now, read_only=self.session.read_only))

    def _item_pieces(self, now: datetime) -> tuple[Piece, ...]:
        """The item on show: its group, who leads it, its clock, and where in the agenda it stands."""
        items = self._items()
        place = next((place for place, each in enumerate(items, 1) if agenda.group_of(each) == self._looked), 0)
        group = self.board.group(self._looked)
        pieces = [Piece(acts.item_name(self, self._looked or agenda.INBOX), "strong", 95)]
        if group is not None and group.leader:
            pieces.append(Piece(self.messages("meeting.led_by", leader=group.leader), "dim", 60))
        if place:
            pieces.append(Piece(self.messages("meeting.place_of", place=place, count=len(items)), "dim", 50))
            clock, over = self._clock(items[place - 1], now)
            if clock:
                pieces.append(Piece(f" {clock} " if over else clock, "red" if over else "key", 93))
        floor = self._floor
        if floor is not None and agenda.group_of(floor) != self._looked:
            name = acts.item_name(self, floor.group)
            clock, over = self._clock(floor, now)
            pieces.append(
                Piece(self.messages("meeting.floor_has", group=name, clock=clock), "bad" if over else "chase", 92)
            )
        return tuple(pieces)

    def _clock(self, item: AgendaItem, now: datetime) -> tuple[str, bool]:
        """How long an item had the floor of how much, and whether that is too long; without a meeting what it may."""
        meeting = self.board.meeting
        allotted = self.messages("meeting.of_minutes", minutes=item.minutes) if item.minutes else ""
        if meeting is None:
            return allotted.removeprefix(" / "), False
        seconds = agenda.used(meeting, item.group, now)
        return f"{seconds // 60:02}:{seconds % 60:02}{allotted}", agenda.is_over(meeting, item, now)

    def _agenda(
        self, meeting: Meeting | None, now: datetime
    ) -> tuple[str, tuple[AgendaRow, ...], tuple[tuple[str, str], ...]]:
        rows = []
        for item in self._items():
            group = self.board.group(agenda.group_of(item))
            count = len({each.task for each in self._told.now if self._stands(each.task, agenda.group_of(item))})
            clock, over = self._clock(item, now)
            rows.append(
                AgendaRow(
                    group=agenda.group_of(item),
                    key=str(group.number if group else 9),
                    name=group.name if group else self.board.office.office,
                    clock=clock,
                    note=self.messages("meeting.decided_count", count=count) if count else "",
                    floor=self._floor is not None and item.group == self._floor.group,
                    over=over,
                    looked=agenda.group_of(item) == self._looked,
                )
            )
        return self.messages("field.agenda"), tuple(rows), self._facts(meeting)

    def _stands(self, no: int, group: int | None) -> bool:
        task = self.board.tasks.get(no)
        return task is not None and task.group == group

    def _facts(self, meeting: Meeting | None) -> tuple[tuple[str, str], ...]:
        """Who is at the running meeting."""
        if meeting is None:
            return ()
        said = [("chair", meeting.chair), ("place", meeting.place)]
        for name in ("present", "excused", "observers"):
            people = getattr(meeting, name)
            said.append((name, self.messages("meeting.people", count=len(people)) if people else ""))
        return tuple((self.messages(f"field.{name}"), text) for name, text in said if text)

    # ---- from item to item

    def _look_at(self, group: int | None) -> None:
        if group != self._looked:
            self._looked = group
            self._show_rows(top=True)

    def on_meeting_view_turned(self, event: MeetingView.Turned) -> None:
        """Look at the item beside; the floor stays where it is."""
        groups = [agenda.group_of(item) for item in self._items()]
        if groups:
            now = groups.index(self._looked) if self._looked in groups else -1
            self._look_at(groups[max(0, min(len(groups) - 1, now + event.steps))])

    def on_agenda_view_chosen(self, event: AgendaView.Chosen) -> None:
        """A click looks at an item."""
        self._look_at(event.group)

    async def on_meeting_view_went_on(self) -> None:
        """Give the floor to the item on show; when it has it, to the next one."""
        floor = self._floor
        on_show = floor is not None and agenda.group_of(floor) == self._looked
        if floor is None and self.board.meeting is not None and not self.board.meeting.turns:
            on_show = False
        self.app.run_worker(acts.go_on(self, self._looked, to=not on_show), group="commit")

    def action_group(self, number: int) -> None:
        """The item of this group: shown, and given the floor while a meeting runs and may be acted on."""
        group = next((group for group in self.board.groups if group.number == number), None)
        if group is None:
            self.say(self.messages("desk.no_group", number=number), "bad")
        else:
            self._open(group.id)

    def action_inbox(self) -> None:
        """The item of the office's inbox."""
        self._open(None)

    def _open(self, group: int | None) -> None:
        self._look_at(group)
        on_agenda = group in [agenda.group_of(item) for item in self._items()]
        if self.board.meeting is not None and on_agenda and not self.session.read_only and self._floor_group() != group:
            self.app.run_worker(acts.go_on(self, group, to=True), group="commit")

    def _floor_group(self) -> int | str | None:
        return "" if self._floor is None else agenda.group_of(self._floor)

    def action_meeting(self) -> None:
        """What can be done to the meeting."""
        acts.menu(self)

    # ---- tasks, and ways out

    def go_to(self, no: int) -> None:
        """Select a task; its group is the one on show."""
        self._looked = self.board.tasks[no].group
        self._show_rows(select=no)

    def action_back(self) -> None:
        """Take away the marks, then the filter; then back to the board."""
        if not self.leave_marks_or_filter():
            self.leave()

    def action_kinds(self) -> None:
        """An item has all kinds."""
        self.say(self.messages("meeting.all_kinds"))

    def one_place(self) -> bool:
        """Only one group is on show."""
        return True

"""督导: ranking, overdue, investment, checks, trend, cards and what turns red next, drawn as sheets of bars."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.css.query import NoMatches

from board import commands
from board.errors import StoreError
from board.model.query import Filter, select
from board.reports.supervision import Supervision, supervise
from board.reports.supervision_words import grounds_words
from board.ui.keys import bindings, leaving
from board.ui.screens.foot import FootScreen
from board.ui.screens.over_board import OverBoard
from board.ui.session import Session
from board.ui.supervising import CARD, GROUP, TASK, UNIT, Target, due_of, proposal, sheets
from board.ui.widgets import bars
from board.ui.widgets.line import Line, Piece, bar_keys
from board.ui.widgets.sheet_view import SheetView, Standing

_ACTS = ("urge", "note", "undo", "redo", "spotlight", "hold")
"""What can be done from here: to the selected task, or to what falls due of the selected unit."""


class SupervisionScreen(FootScreen, OverBoard):
    """Head line, sheets, foot line. It lies over the board, which goes on following the store for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(ids=("back", "open", "mark", "export", *_ACTS)),
        *bindings(ids=("overview", "inbox", "list", "meeting", *(f"group_{number}" for number in range(1, 9)))),
        *leaving("supervision"),
    ]
    AUTO_FOCUS = "#sheets"
    no_task = "super.no_task"

    def __init__(self, session: Session, standing: Standing) -> None:
        super().__init__(session)
        self._seen: Supervision | None = None
        self._view = SheetView(session.messages, self._moved, standing)
        self._shown = False

    def compose(self) -> ComposeResult:
        """The parts, from the top."""
        yield Line(id="head")
        yield self._view
        yield Line(id="foot")

    def on_mount(self) -> None:
        """Say that it is being reckoned, then show it."""
        self._shown = True
        self._view.show((), waiting=self.messages("super.waiting"))
        self.board_changed()

    # ---- what is shown

    @property
    def seen(self) -> Supervision | None:
        """What is on show; None until it is reckoned."""
        return self._seen

    @property
    def selected(self) -> Target | None:
        """What the selected row is about."""
        key = self._view.selected
        return key if isinstance(key, Target) else None

    def board_changed(self, select: int | None = None) -> None:
        """Reckon anew, away from the screen: history is read on the way."""
        if self._shown:
            self._show_lines()
            self.run_worker(self._reckon, thread=True, exclusive=True, group="supervision")

    def _reckon(self) -> None:
        board, now = self.board, self.session.clock()
        try:
            seen = supervise(board, self.session.reader.history(), now)
        except StoreError as error:
            self.app.call_from_thread(self.say, self.error_line(error), "bad")
            return
        self.app.call_from_thread(self._show, seen)

    def _show(self, seen: Supervision) -> None:
        if self.is_attached:
            self._seen = seen
            self._view.show(sheets(self.messages, seen))
            self._show_lines()

    def _show_lines(self) -> None:
        if not self._shown:
            return
        try:
            head, foot = (self.query_one(name, Line) for name in ("#head", "#foot"))
        except NoMatches:  # the screen is being left
            return
        messages, board, now = self.messages, self.board, self.session.clock()
        office = board.office
        left = [Piece(office.title or messages("app.title"), "strong", 20)]
        if office.demo:
            left.append(Piece(f" {messages('head.demo')} ", "badge", 87))
        left.append(Piece(messages("super.title"), "strong", 94))
        if self._seen is not None:
            begun = self._seen.begun
            since = f"{begun:%Y-%m-%d}" if begun is not None else messages("bulletin.from_the_beginning")
            left.append(Piece(messages("super.period", since=since, until=f"{self._seen.until:%Y-%m-%d}"), "dim", 60))
        right = bars.end_pieces(messages, now, read_only=self.session.read_only)
        head.show(tuple(left), right)
        foot.show(self._said or self._hints(), tuple(self.state_pieces()))

    def _hints(self) -> tuple[Piece, ...]:
        """What the keys do with the selected row."""
        target = self.selected
        codes = ["super.hint.sheets", "super.hint.back"]
        if target is not None and target.sort in (GROUP, UNIT, CARD):
            codes.insert(1, "super.hint.list")
        elif target is not None and target.sort == TASK:
            codes.insert(1, "super.hint.task")
        if not self.session.read_only and target is not None:
            if target.sort == CARD:
                codes.insert(1, "super.hint.confirm")
            elif target.sort == TASK or (self._view.code == "due" and target.sort == UNIT):
                codes.insert(2, "super.hint.urge")
        return bar_keys("    ".join(self.messages(code) for code in codes))

    def _moved(self) -> None:
        self._show_lines()
        self.tell_walls()

    def standing_group(self) -> int | None:
        """The selected group; a unit is in none."""
        selected = self.selected
        return selected.id if selected is not None and selected.sort == GROUP else None

    def standing_overdue(self) -> bool:
        """Whether the overdue tasks are on show."""
        return self._view.code == "overdue"

    # ---- what is acted on

    def target(self) -> int | None:
        """The selected task."""
        selected = self.selected
        return selected.id if selected is not None and selected.sort == TASK else None

    def targets(self) -> tuple[int, ...]:
        """The selected task, or all that falls due of the selected unit."""
        selected = self.selected
        if self._seen is not None and selected is not None and selected.sort == UNIT and self._view.code == "due":
            return tuple(task.no for task in due_of(self._seen, selected))
        return super().targets()

    def action_mark(self) -> None:
        """Confirm the card, praise or criticism that is selected; again: take it back."""
        target, seen = self.selected, self._seen
        if seen is None or target is None or target.sort != CARD or target.id is None or target.card is None:
            self.say(self.messages("super.nothing_to_confirm"), "bad")
            return
        if (refusal := self.session.refusal) is not None:
            self.say(self.error_line(refusal), "bad")
            return
        unit, card = target.id, target.card
        given = seen.confirmed(unit, card) is not None
        name = {"unit": self.board.unit_name(unit), "card": self.messages(f"card.{card}")}
        if given:
            intent, code = commands.withdraw(self.session.actor(), unit, card), "super.withdrawn"
        else:
            intent, code = (
                commands.confirm(self.session.actor(), unit, card, self._why(seen, target)),
                "super.confirmed",
            )

        async def work() -> None:
            wrong = await self.run_intent(intent, lambda _: self.messages(code, **name))
            if wrong:
                self.say(wrong, "bad")

        self.app.run_worker(work(), group="commit")

    def _why(self, seen: Supervision, target: Target) -> str:
        found = proposal(seen, target)
        return grounds_words(self.messages, found.grounds) if found is not None else ""

    # ---- ways out

    def action_open(self) -> None:
        """The tasks of the selected group or unit in the list; everything about the selected task."""
        target = self.selected
        if target is None or target.sort not in (GROUP, UNIT, TASK, CARD):
            self.say_no_task()
        elif target.sort == TASK and target.id is not None:
            self._open_task(target.id)
        elif target.id is None:
            self.leave().action_inbox()
        else:
            self._list_of(target)

    def on_sheet_view_opened(self) -> None:
        """A double click opens too."""
        self.action_open()

    def _open_task(self, no: int) -> None:
        from board.ui.screens.detail import DetailScreen

        if no in self.board.tasks:
            self.app.push_screen(DetailScreen(self.session, no))

    def _list_of(self, target: Target) -> None:
        """The list, narrowed to a group or a unit."""
        group = self.board.group(target.id) if target.sort == GROUP else None
        line = f">{group.name}" if group is not None else f"@{self.board.unit_name(target.id)}"
        board = self.leave()
        board.action_list()
        self.session.finding.look_for(line, self.board, self.session.clock())
        for screen in self.app.screen_stack:
            if isinstance(screen, FootScreen):
                screen.board_changed()

    def action_back(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)

    def action_export(self) -> None:
        """The bulletin, or another paper of the whole board."""
        from board.reports.ledger import Ledger
        from board.ui.actions.exporting import BULLETIN, export

        board, now = self.board, self.session.clock()
        shown = Ledger(self.messages, board, tuple(select(board, Filter(), now)), now)
        export(self, shown, None, first=BULLETIN)

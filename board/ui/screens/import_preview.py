"""A ledger as it was read, before it comes in: its sheets and columns, and what becomes of each row."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from board.commands.import_plan import Outcome
from board.errors import BoardError
from board.model.ports import Committed
from board.text import clean
from board.ui.actions.base import TaskScreen
from board.ui.import_lines import HIDDEN, PreviewLines
from board.ui.intake import Choice, Intake, Opener, Progress, open_intake, planned, read_again, spot, stamp_of, taking
from board.ui.keys import BY_ID
from board.ui.screens.dialog import Dialog
from board.ui.widgets.cells import fit, paintable, wrap
from board.ui.widgets.line_input import LineInput
from board.ui.widgets.preview_table import Line, PreviewTable
from board.ui.widgets.progress import Reporting, progress_line

_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_NAME_CELLS = 40
_ABOUT_LINES, _LOW_LINES, _LOW = 3, 2, 30
"""How many lines all about one row may have, and how many on a screen that is lower than so many lines."""
_NUMBER = 5
"""Cells of a row's number."""


class ImportPreview(Dialog):
    """Nothing is saved before Enter, and then everything that is ticked in one change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "", show=False),
        Binding("space,ideographic_space", "tick", "", show=False),
        Binding(BY_ID["overdue"].bound, "look_on", "", show=False, id="overdue"),
        Binding(BY_ID["deadline"].bound, "ask_year", "", show=False, id="deadline"),
    ]
    AUTO_FOCUS = "PreviewTable"

    def __init__(self, behind: TaskScreen, opener: Opener, intake: Intake) -> None:
        super().__init__(behind.messages)
        self._behind = behind
        self._opener = opener
        self._intake = intake
        self._lines: PreviewLines | None = None
        self._work: Reporting | None = None
        """What is being read anew; a newer reading stops it."""
        self._asking = intake.reading.needs_year
        """The year of the ledger is asked in the line at the foot."""
        self._asked = ""
        """What the next Enter goes through with."""

    def compose(self) -> ComposeResult:
        """How many rows there are of what kind; the rows; all about one; what is said; the year; the keys."""
        with Vertical(id="box"):
            yield Static("", classes="heading")
            yield PreviewTable(
                PreviewLines.columns(self._messages), self._count, self._line, number=_NUMBER, head=self._head
            )
            yield Static("", classes="about")
            yield Static("", classes="notice")
            with Horizontal(classes="year"):
                yield Static(Content(self._messages("intake.ask_year")))
                yield LineInput(str(self._this_year), id="year", take=self._year_taken)
            yield Static("", classes="echo")
            yield Static("", classes="hint")

    def on_mount(self) -> None:
        """Everything is shown as it was read; the year is asked where days have none."""
        self.call_after_refresh(self._show)
        if self._asking:
            self.action_ask_year()

    def on_resize(self) -> None:
        """The headings of the ledger stand abreast as there is room."""
        if self._lines is not None:
            self.call_after_refresh(self._show)

    @property
    def _this_year(self) -> int:
        return self._behind.session.clock().year

    # ---- what is seen

    @property
    def _table(self) -> PreviewTable:
        return self.query_one(PreviewTable)

    def _count(self) -> int:
        return self._lines.count if self._lines is not None else 0

    def _line(self, place: int) -> Line:
        assert self._lines is not None  # noqa: S101 there are no lines to ask for before
        return self._lines.line(place, self._table)

    def _head(self, top: int) -> Line | None:
        return self._lines.head(top) if self._lines is not None else None

    def _show(self) -> None:
        """Paint the intake as it is now; the selected row stays."""
        table, was = self._table, self._lines
        row = was.row(table.place) if was is not None else None
        self._lines = PreviewLines(self._messages, self._intake, self._this_year, table.room)
        if row is not None and was is not None and was.intake.reading is self._intake.reading:
            table.select(self._lines.place(row))
        table.show()
        self.query_one(".heading", Static).update(Content(self._counts()))
        self._tell_keys()
        self._explain()

    def _counts(self) -> str:
        intake, said = self._intake, self._messages
        counted = [
            said(f"intake.count_{outcome}", count=count)
            for outcome, count in intake.counts.items()
            if count or outcome is Outcome.ADD
        ]
        left = sum(each is None for each in intake.planned)
        counted += [said("intake.count_out", count=left)] if left else []
        looks = len(intake.to_look_at)
        counted += [said("intake.count_look", count=looks)] if looks else []
        name = fit(paintable(clean.visible(intake.path.name)), _NAME_CELLS)
        return fit(said("intake.heading", name=name, counted=said("bar.and").join(counted)), self.size.width - 2)

    def _tell_keys(self) -> None:
        intake, said = self._intake, self._messages
        if self._asking:
            keys = [said("intake.keys_year")]
        else:
            keys = [
                *([said("intake.key_take", count=intake.changes)] if intake.changes else []),
                said("intake.key_tick"),
                *([said("intake.key_look")] if intake.to_look_at else []),
                *([said("intake.key_year")] if intake.reading.needs_year or intake.choice.year else []),
                said("intake.key_leave"),
            ]
        self.query_one(".hint", Static).update(Content(fit("    ".join(keys), self.size.width - 2)))

    def _explain(self) -> None:
        """All about the selected line."""
        if self._lines is None:
            return
        about, style = self._lines.about(self._table.place)
        lines = _ABOUT_LINES if self.size.height >= _LOW else _LOW_LINES
        text = "\n".join(wrap(about, self.size.width - 2, lines))
        colour = {"dim": "$b-dim", "chase": "$b-chase"}.get(style, "$b-text")
        static = self.query_one(".about", Static)
        static.styles.height = lines
        static.update(Content.styled(text, colour))

    def on_preview_table_moved(self) -> None:
        """Another line: all about it."""
        self._asked = ""
        self._explain()

    def echo(self, text: str, *, good: bool) -> None:
        """One line, cut where there is no room."""
        super().echo(fit(paintable(text), self.size.width - 2), good=good)

    def follow(self) -> None:
        """The board is another one: what becomes of the rows is found anew."""
        board = self._behind.board
        if self._intake.board is not board and not self.submitting and self._work is None:
            if board.store != self._intake.board.store:
                self.echo(self._messages("desk.other_board"), good=False)
            self._begin(lambda _: planned(self._intake, board), said=None)

    # ---- reading anew

    def _begin(self, make: Callable[[Progress], Intake], said: str | None = "") -> None:
        """Make another intake away from the screen, then show it and say `said` (None: what is said stays)."""
        if self._work is not None:
            self._work.stopped = True
        self._work = work = Reporting(self.app, self._progress)
        self._asked = ""
        self.app.run_worker(self._make(make, work, said), group="intake")

    async def _make(self, make: Callable[[Progress], Intake], work: Reporting, said: str | None) -> None:
        try:
            intake = await asyncio.to_thread(make, work)
        except Reporting.Stopped:
            return
        except BoardError as error:
            said = self._behind.error_line(error)
            intake = self._intake
        if self._work is not work or not self.is_attached:
            return
        self._work, self._intake = None, intake
        self._end_progress()
        if said is not None:
            self.echo(said, good=not said)
        self._show()
        self.follow()

    def _progress(self, what: str, done: int, total: int) -> None:
        if self.is_attached and (self._work is not None or self.submitting):
            notice = self.query_one(".notice", Static)
            notice.update(progress_line(self._messages, what, done, total, self.size.width))
            notice.add_class("-on")

    def _end_progress(self) -> None:
        self.query_one(".notice", Static).remove_class("-on")

    def action_tick(self) -> None:
        """Read what is ticked here too, or not any more; leave a row out, or take it in again."""
        lines = self._lines
        if lines is None or self._asking or self._work is not None:
            return
        intake, board, place = self._intake, self._behind.board, self._table.place
        row, tick = lines.row(place), lines.tick(place)
        if row is not None:
            out = intake.out ^ {spot(intake.rows[row])}
            self._begin(lambda _: planned(intake, board, out))
        elif tick == HIDDEN:
            self._choose(replace(intake.choice, hidden=not intake.choice.hidden))
        elif tick:
            self._choose(intake.with_sheet(tick))

    def _choose(self, choice: Choice) -> None:
        intake, board = self._intake, self._behind.board
        self._begin(lambda progress: read_again(intake, choice, board, progress))

    def action_look_on(self) -> None:
        """On to the next row that somebody should look at."""
        lines = self._lines
        if lines is None or self._asking:
            return
        row = lines.row(self._table.place)
        found = self._intake.next_to_look_at(-1 if row is None else row)
        if found is not None:
            self._table.select(lines.place(found))

    # ---- the year

    def action_ask_year(self) -> None:
        """Ask in which year days without one are read."""
        intake = self._intake
        if not (intake.reading.needs_year or intake.choice.year):
            return
        self._asking = True
        self.query_one(".year").add_class("-open")
        line = self.query_one("#year", LineInput)
        line.value = str(intake.choice.year or self._this_year)
        line.focus()
        line.action_select_all()
        self._tell_keys()

    def _year_taken(self, text: str) -> str | None:
        year = text.strip()
        if not year.isdecimal() or not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
            said, remedy = self._messages("error.bad_year", text=clean.visible(year)), "remedy.bad_year"
            self.echo(self._messages("desk.refused", said=said, remedy=self._messages(remedy)), good=False)
            return None
        self._leave_year()
        self._choose(replace(self._intake.choice, year=int(year)))
        return None

    def _leave_year(self) -> None:
        self._asking = False
        self.query_one(".year").remove_class("-open")
        self.echo("", good=True)
        self._table.focus()
        self._tell_keys()

    # ---- taking, and leaving

    def action_accept(self) -> None:
        """Import everything that is ticked, in one change."""
        if self._asking or self._lines is None:
            return
        if self._work is not None:
            self.echo(self._messages("intake.still_reading"), good=False)
        elif not self._intake.changes:
            self.echo(self._messages("intake.nothing"), good=False)
        else:
            self.submit(self._accept)

    async def _accept(self) -> str:
        intake, said = self._intake, self._messages
        stamp = await asyncio.to_thread(stamp_of, intake.path)
        if stamp is None and self._asked != "gone":
            self._asked = "gone"
            return said("intake.gone")
        if stamp is not None and stamp != intake.stamp:
            board, choice = self._behind.board, intake.choice
            again = said("intake.changed_file")
            self._begin(lambda p: open_intake(self._opener, intake.path, board, p, choice), again)
            return again

        def done(_: Committed) -> str:
            return said("intake.done", added=intake.counts[Outcome.ADD], changed=intake.counts[Outcome.CHANGE])

        session = self._behind.session
        progress = Reporting(self.app, self._progress, can_stop=False)
        intent = taking(intake, session.actor(intake.board), said("import.reason"), progress)
        wrong = await self._behind.run_intent(intent, done)
        if self.is_attached:
            self._end_progress()
        return wrong

    def action_leave(self) -> None:
        """Out of the year first; then away, and nothing has changed."""
        if self._asking:
            self._leave_year()
            return
        if self._work is not None:
            self._work.stopped = True
        super().action_leave()

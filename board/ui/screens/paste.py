"""What was pasted, before it becomes tasks: a row for each line as it was read, to be left out or corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from board import commands
from board.messages import words
from board.model.ports import Committed
from board.text import clean
from board.text.entry import Entry, ErrorKind, Reading
from board.ui.entry_chips import chips_of
from board.ui.entry_line import Offer, offered
from board.ui.paste_rows import Row, Rows, State
from board.ui.screens.dialog import Dialog
from board.ui.widgets.candidates import candidates_line
from board.ui.widgets.cells import fit
from board.ui.widgets.chips import chips_line
from board.ui.widgets.line_input import LineInput
from board.ui.widgets.preview_table import Cell, Column, Line, PreviewTable

if TYPE_CHECKING:
    from board.ui.screens.entering import EnteringScreen

_AROUND_UNITS = 40
"""Cells that the words around a list of unknown units take."""
_MARKS = {State.TAKEN: "good", State.WRONG: "bad", State.OUT: "dim", State.SKIPPED: "dim"}


class PasteScreen(Dialog):
    """Nothing is saved before F2, and then all of it in one change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "accept", "", show=False),
        Binding("f3", "units", "", show=False),
        Binding("space,ideographic_space", "leave_out", "", show=False),
        Binding("enter", "correct", "", show=False),
        Binding("tab", "complete", "", show=False),
        Binding("up", "choose(-1)", "", show=False),
        Binding("down", "choose(1)", "", show=False),
    ]
    AUTO_FOCUS = "PreviewTable"

    def __init__(self, behind: EnteringScreen, text: str, group: str | None) -> None:
        super().__init__(behind.messages, notice=self._of_board)
        self._behind = behind
        self._rows = Rows(behind.session.entering, text, group)
        self._store = behind.board.store
        self._editing: int | None = None
        self._offer: Offer | None = None
        """Names that could complete the one under the cursor of the line."""
        self._chosen = 0
        self._asked = ""
        """What the next press of the same key goes through with."""

    def compose(self) -> ComposeResult:
        """How many rows there are of what kind; the rows; what is said; a line to correct one in; the keys."""
        said = self._messages
        columns = (
            Column(said("bar.title"), 0), Column(said("filter.unit"), 14), Column(said("bar.due"), 18),
            Column(said("bar.group"), 12), Column(said("filter.person"), 10), Column(said("paste.more"), 20),
        )  # fmt: skip
        with Vertical(id="box"):
            yield Static("", classes="heading")
            yield PreviewTable(columns, lambda: len(self._rows.rows), self._line)
            yield Static("", classes="notice")
            yield LineInput(id="row-line", take=self._corrected)
            yield Static("", classes="echo")
            yield Static("", classes="hint")

    def on_mount(self) -> None:
        """Everything is shown as it was read."""
        self._show()

    # ---- what is seen

    def _show(self) -> None:
        said, rows = self._messages, self._rows
        counted = [
            said(f"paste.count_{state}", count=rows.count(state))
            for state in State
            if rows.count(state) or state == State.TAKEN
        ]
        heading = said("paste.heading", count=len(rows.rows), counted=said("bar.and").join(counted))
        self.query_one(".heading", Static).update(Content(heading))
        self.query_one(".hint", Static).update(Content(self._keys()))
        super().follow()
        self.query_one(PreviewTable).show()
        if self._editing is None:
            self._explain()

    def _keys(self) -> str:
        """What the keys do now."""
        said, count = self._messages, self._rows.count(State.TAKEN)
        if self._editing is not None:
            return said("paste.keys_line")
        return "    ".join(
            [
                *([said("paste.key_take", count=count)] if count else []),
                said("paste.keys"),
                *([said("paste.key_units")] if self._rows.unknown else []),
                said("paste.key_leave"),
            ]
        )

    def follow(self) -> None:
        """The names on the board may be other ones: the rows are read anew, and the line that is being corrected."""
        if self._rows.follow():
            self._asked = ""
            self._show()
            self._echo_line(self.query_one(LineInput).value)
        else:
            super().follow()

    def _of_board(self) -> str:
        if self._rows.entering.store != self._store:
            return self._messages("desk.other_board")
        unknown = self._rows.unknown
        if not unknown:
            return ""
        units = fit(self._messages("value.and").join(unknown), max(10, self.size.width - _AROUND_UNITS))
        return self._messages("paste.unknown", units=units)

    def echo(self, text: str, *, good: bool) -> None:
        """One line, cut where there is no room."""
        super().echo(fit(text, self.size.width - 2), good=good)

    def _explain(self) -> None:
        """What is wrong with the selected row, in full."""
        row = self._row
        if row is None or row.state is not State.WRONG:
            self.echo("", good=True)
            if row is not None and row.state is State.TAKEN:
                self._echo_chips(replace(row.reading, title=""), row.group)
            return
        self.echo(self._rows.entering.error_line(*self._wrong(row)), good=False)

    def on_preview_table_moved(self) -> None:
        """Another row: what is wrong with it."""
        self._asked = ""
        self._explain()

    @property
    def _place(self) -> int:
        return self.query_one(PreviewTable).place

    @property
    def _row(self) -> Row | None:
        rows = self._rows.rows
        return rows[self._place] if self._place < len(rows) else None

    def _line(self, place: int) -> Line:
        row, said = self._rows.rows[place], self._messages
        mark = Cell(said(f"paste.{row.state}"), _MARKS[row.state])
        if row.state in (State.OUT, State.SKIPPED):
            return Line(mark, row.line, (Cell(row.text.strip(), "dim"),))
        entry = row.reading.entry
        if entry is None or row.state is State.WRONG:
            title = row.reading.title or row.text.strip()
            return Line(
                mark, row.line, (Cell(title), Cell(self._rows.entering.wrong(*self._wrong(row)), "bad")), wide=1
            )
        return Line(mark, row.line, self._cells(entry, row))

    def _wrong(self, row: Row) -> tuple[ErrorKind, str]:
        """What is wrong with a row: the kind, and the piece."""
        error = row.reading.error
        return (ErrorKind.UNKNOWN_UNIT, row.doubted) if error is None else (error.kind, error.at)

    def _cells(self, entry: Entry, row: Row) -> tuple[Cell, ...]:
        said, today = self._messages, self._rows.entering.now.date()
        due, style = "", "dim"
        if entry.due is not None:
            due = words.day_words(said, entry.due.date)
            due = due.removeprefix(f"{today.year}-") + (f" {entry.due.due[11:]}" if entry.due.time else "")
            style = "over" if entry.due.date < today else "chase" if entry.rolled_year else "green"
        elif entry.due_words:
            due = said(f"lamp.{entry.open_ended}") if entry.open_ended else entry.due_words
        more = [f"+{name}" for name in entry.co_units]
        more += [said(f"priority.{entry.priority}")] if entry.priority else []
        more += [f"#{tag}" for tag in entry.tags]
        more += [each for each in (entry.lead_unit, entry.leader) if each]
        new = entry.unit is not None and entry.unit in self._rows.new_units
        return (
            Cell(entry.title, "plain"),
            Cell((entry.unit or "") + (said("paste.new_unit") if new else ""), "key" if new else "plain"),
            Cell(due, style),
            Cell(entry.group or self._rows.entering.names.office, "dim"),
            Cell(entry.person or "", "plain"),
            Cell(" ".join(more), "dim"),
        )

    # ---- correcting

    def action_leave_out(self) -> None:
        """Leave the row out, or take it in again."""
        if self._row is not None and self._editing is None:
            self._rows.toggle(self._place)
            self._asked = ""
            self._show()

    def action_units(self) -> None:
        """Make all unknown units, together with the tasks."""
        self._asked = ""
        if self._editing is None and self._rows.make_units():
            self._show()

    def action_correct(self) -> None:
        """Open the row in a line at the foot."""
        row = self._row
        if row is None or self._editing is not None:
            return
        self._editing, self._asked = self._place, ""
        line = self.query_one(LineInput)
        line.add_class("-open")
        line.value = row.editable
        line.action_end()
        line.focus()
        self._show()
        self._echo_line(line.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """How the corrected line is read."""
        event.stop()
        self._asked = ""
        self._echo_line(event.value)

    def _echo_line(self, text: str) -> None:
        if self._editing is None:
            return
        rows = self._rows
        self._chosen, self._offer = 0, offered(rows.entering, text, self.query_one(LineInput).cursor_position)
        if self._offer is None:
            self._echo_chips(rows.read_row(self._editing, text), rows.rows[self._editing].group)
        else:
            self._echo_names(self._offer)

    def _echo_names(self, offer: Offer) -> None:
        width, key = self.size.width - 2, self._messages("bar.take")
        self._echo_content(candidates_line(Content(""), offer.shown, self._chosen, key, width))

    def _echo_content(self, content: Content) -> None:
        echo = self.query_one(".echo", Static)
        echo.remove_class("-bad")
        echo.update(content)

    def action_choose(self, steps: int) -> None:
        """Another of the offered names."""
        if self._offer is not None and self._editing is not None:
            self._chosen = (self._chosen + steps) % len(self._offer.shown)
            self._echo_names(self._offer)

    def action_complete(self) -> None:
        """Take the name that is offered."""
        if self._offer is not None and self._editing is not None:
            line = self.query_one(LineInput)
            line.value, line.cursor_position = self._offer.put(line.value, self._chosen)

    def _echo_chips(self, reading: Reading, group: str | None) -> None:
        """Everything that was read, also what the table has no column for."""
        entering = self._rows.entering
        chips = chips_of(self._messages, reading, entering.names, group, entering.now.date().isoformat())
        self._echo_content(chips_line(chips, self.size.width - 2))

    def _corrected(self, text: str) -> str | None:
        """Enter: the row says this now. A day that is over is asked about, once."""
        if self._editing is None:
            return None
        rows = self._rows
        error = rows.read_row(self._editing, text).error
        past = error is not None and error.kind is ErrorKind.PAST_DEADLINE
        if past and error is not None and self._asked != text:
            self._asked = text
            self.echo(self._messages("bar.ask_past", at=error.at), good=False)
            return None
        rows.correct(self._editing, text, past=past)
        self._leave_line()
        return None

    def _leave_line(self) -> None:
        self._editing, self._offer, self._asked = None, None, ""
        self.query_one(LineInput).remove_class("-open")
        self.query_one(PreviewTable).focus()
        self._show()

    # ---- taking, and leaving

    def action_accept(self) -> None:
        """Save every row that can be read; what cannot stays."""
        if (
            self._editing is not None
            and self._corrected(self.query_one(LineInput).value) is None
            and self._editing is not None
        ):
            return
        rows = self._rows
        if not rows.entries:
            self.echo(self._messages("paste.none"), good=False)
        elif rows.far and self._asked != "far":
            self._asked = "far"
            lines = self._messages("value.and").join(map(str, rows.far[:5]))
            self.echo(self._messages("paste.ask_year", lines=lines), good=False)
        else:
            self._asked = ""
            self.submit(self._accept)

    async def _accept(self) -> str:
        rows = self._rows
        entries, typed = rows.entries, rows.typed
        numbers: list[int] = []

        def said(committed: Committed) -> str:
            numbers.extend(op.id for op in committed.change.ops if op.entity == "task" and op.op == "add")
            code = "paste.done" if len(numbers) > 1 else "paste.done_one"
            done = self._messages(code, count=len(numbers), first=numbers[0], last=numbers[-1])
            cut = sum(clean.is_cut(entry.title) for entry in entries)
            return done + self._messages("paste.cut", count=cut) if cut else done

        behind = self._behind
        intent = commands.add_entries(behind.session.actor(), entries, new_units=rows.used_units(), typed=typed)
        wrong = await behind.run_intent(intent, said)
        if wrong:
            return wrong
        rows.entering.used("", entries)
        behind.board_changed(select=numbers[0])
        rows.drop_taken()
        left = rows.count(State.WRONG)
        if not left:
            return ""
        self._show()
        return self._messages("paste.left", count=len(numbers), left=left)

    def action_leave(self) -> None:
        """Out of the line first; what was pasted is given up only when Esc is pressed twice."""
        if self._editing is not None:
            self._leave_line()
        elif (
            self.submitting
            or self._asked == "leave"
            or not any(row.state in (State.TAKEN, State.WRONG) for row in self._rows.rows)
        ):
            self.dismiss(None)
        else:
            self._asked = "leave"
            self.echo(self._messages("paste.ask_leave"), good=False)

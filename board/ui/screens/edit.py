"""Every field of a task on one screen: one line of typing goes to the row being changed, the others are painted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from board.messages import Messages
from board.ui.screens.dialog import Dialog
from board.ui.screens.form import Values
from board.ui.widgets.cells import fit, paintable
from board.ui.widgets.line_input import LineInput
from board.ui.widgets.painted import Styled

LABEL_CELLS = 20
_AROUND = 11
"""Lines of the screen beside the rows: a margin, heading, echo, notice, hint and the space between them."""


@dataclass(frozen=True)
class Row:
    """One field. `check` gives (good, echo) for what is typed; `shown` whether there is such a row at all.

    `section` is the heading of the rows from this one on; `empty` stands, in grey, where nothing does.
    """

    id: str
    label: str
    value: str = ""
    check: Callable[[str], tuple[bool, str]] | None = None
    shown: Callable[[Values], bool] | None = None
    section: str = ""
    empty: str = ""


class Sheet(Styled, inherit_bindings=False):
    """The rows, painted line by line, and over one of them the line in which it is typed."""

    class Clicked(Message):
        """A row was clicked."""

        def __init__(self, row: str) -> None:
            super().__init__()
            self.row = row

    def __init__(self, rows: list[Row]) -> None:
        super().__init__(LineInput(id="typed"), id="sheet")
        self.rows = {row.id: row for row in rows}
        self.values: Values = {row.id: row.value for row in rows}
        self.bad: set[str] = set()
        self.current = rows[0].id
        self._lines: list[tuple[str, str]] = []
        """What stands in each line: ("head", its words), ("row", its id) or ("gap", "")."""
        self._top = 0
        self.lay_out()

    @property
    def order(self) -> list[str]:
        """The rows there are now, from the top."""
        return [name for kind, name in self._lines if kind == "row"]

    def lay_out(self) -> bool:
        """Lay the lines out anew; True when their number changed."""
        was = len(self._lines)
        lines: list[tuple[str, str]] = []
        for row in self.rows.values():
            if row.shown is not None and not row.shown(self.values):
                continue
            if row.section:
                lines += [("gap", "")] * bool(lines) + [("head", row.section)]
            lines.append(("row", row.id))
        self._lines = lines
        return len(lines) != was

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are."""
        return len(self._lines)

    def place(self) -> None:
        """Scroll the current row into sight and put the line of typing over it."""
        at = self._lines.index(("row", self.current))
        room = max(1, min(len(self._lines), self.screen.size.height - _AROUND))
        top = max(0, min(self._top, len(self._lines) - room))
        above = at - 1 if at and self._lines[at - 1][0] == "head" else at
        self._top = max(min(top, above), at - room + 1)
        self.styles.max_height = room
        line = self.query_one(LineInput)
        line.styles.offset = (LABEL_CELLS, at - self._top)
        line.styles.width = max(10, self.size.width - LABEL_CELLS - 2) if self.size.width else "1fr"
        self.refresh()

    def on_resize(self) -> None:
        """Another terminal size: the line of typing is as wide as there is room."""
        self.place()

    def render_line(self, y: int) -> Strip:
        """One line, exactly as wide as the widget."""
        width, place = self.size.width, y + self._top
        ground = self._styles("line")
        kind, name = self._lines[place] if place < len(self._lines) else ("gap", "")
        segments: list[Segment] = []
        if kind == "head":
            segments = [Segment(fit(paintable(name), width), self._styles("line", "bar"))]
        elif kind == "row":
            row, value = self.rows[name], self.values[name]
            changed = value != row.value
            label = fit(row.label, LABEL_CELLS - 3)
            tone = "bad" if name in self.bad else "key" if changed or name == self.current else "dim"
            segments = [Segment("  " + label + " " * (LABEL_CELLS - 1 - cell_len(label)), self._styles("line", tone))]
            shown = value or row.empty
            tone = "plain" if value else "faint"
            tone = "bad" if name in self.bad else "good" if changed else tone
            room = width - LABEL_CELLS - 2
            segments.append(Segment(fit(paintable(shown), room), self._styles("line", tone)))
        more = place > 0 and y == 0, place + 1 < len(self._lines) and y == self.size.height - 1
        strip = Strip(segments).adjust_cell_length(width, ground)
        if any(more) and width > LABEL_CELLS:
            mark = Segment("^ " if more[0] else "v ", self._styles("line", "dim"))
            strip = Strip([*strip.crop(0, width - 2), mark])
        return strip

    def on_click(self, event: events.Click) -> None:
        """A click goes to the row."""
        place = event.y + self._top
        if place < len(self._lines) and self._lines[place][0] == "row":
            self.post_message(self.Clicked(self._lines[place][1]))


class EditScreen(Dialog):
    """Up and Down go from row to row, Enter saves what was changed, Esc leaves, asking once if something was.

    `submit` gets the changed values alone, by row, and gives the row to look at and the line that says what is wrong,
    or ("", "") when all is saved.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "step(1)", "", show=False),
        Binding("up,shift+tab", "step(-1)", "", show=False),
        Binding("pagedown", "step(8)", "", show=False),
        Binding("pageup", "step(-8)", "", show=False),
    ]

    def __init__(
        self,
        messages: Messages,
        heading: str,
        rows: list[Row],
        submit: Callable[[Values], Awaitable[tuple[str, str]]],
        *,
        notice: Callable[[], str] = str,
        typed: Callable[[str, Values], Values] | None = None,
    ) -> None:
        """`typed` gives what else changes when a row does (another unit's person goes with it)."""
        super().__init__(messages, heading, messages("edit.hint"), notice)
        self._sheet = Sheet(rows)
        self._submit = submit
        self._typed = typed
        self._warned = False

    def body(self) -> ComposeResult:
        """The rows."""
        yield self._sheet

    def on_mount(self) -> None:
        """Begin on the first row."""
        self._enter(self._sheet.current)

    @property
    def current(self) -> str:
        """The row being typed."""
        return self._sheet.current

    @property
    def values(self) -> Values:
        """What stands in the rows now."""
        self._take()
        return dict(self._sheet.values)

    def _changes(self) -> Values:
        sheet = self._sheet
        return {name: sheet.values[name] for name in sheet.order if sheet.values[name] != sheet.rows[name].value}

    def _take(self) -> None:
        """Keep what is typed; what cannot be painted as it is stays as it was until somebody types into it."""
        sheet, typed = self._sheet, self.query_one(LineInput).value
        if typed != paintable(sheet.values[sheet.current]):
            sheet.values[sheet.current] = typed

    def _enter(self, name: str) -> None:
        sheet, line = self._sheet, self.query_one(LineInput)
        sheet.current = name
        with line.prevent(Input.Changed):
            line.value = paintable(sheet.values[name])
        sheet.place()
        line.focus()
        line.action_select_all()
        self._explain()

    def _explain(self) -> None:
        sheet = self._sheet
        row = sheet.rows[sheet.current]
        good, said = row.check(sheet.values[row.id]) if row.check else (True, "")
        (sheet.bad.discard if good else sheet.bad.add)(row.id)
        self.echo(said, good=good)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once how it is understood."""
        event.stop()
        sheet = self._sheet
        self._take()
        self._warned = False
        if self._typed is not None:
            sheet.values.update(self._typed(sheet.current, sheet.values))
        if sheet.lay_out():
            sheet.refresh(layout=True)
            sheet.place()
        self._explain()
        sheet.refresh()

    def on_sheet_clicked(self, event: Sheet.Clicked) -> None:
        """A click goes to the row."""
        self._take()
        self._enter(event.row)

    def action_step(self, steps: int) -> None:
        """To another row; what is typed stays in this one."""
        self._take()
        order = self._sheet.order
        place = order.index(self._sheet.current) + steps
        self._enter(order[max(0, min(len(order) - 1, place))])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter saves, from whatever row."""
        event.stop()
        self._take()
        changes = self._changes()
        if not changes:
            self.dismiss(None)
            return

        async def save() -> str:
            row, wrong = await self._submit(changes)
            if row and row in self._sheet.order and self.is_attached:
                self._enter(row)
            return wrong

        self.submit(save)

    def action_leave(self) -> None:
        """Leave; what is not saved is pointed out first."""
        self._take()
        changes = self._changes()
        if changes and not self._warned and not self.submitting:
            self._warned = True
            self.echo(self._messages("edit.unsaved", count=len(changes)), good=False)
            return
        self.dismiss(None)

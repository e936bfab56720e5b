"""A widget with the sheets of a report: their names in its first line, one of them below, a row selected."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from board.messages import Messages
from board.ui.keys import NAVIGATION
from board.ui.wall import paper
from board.ui.wall.paper import Area, Part
from board.ui.widgets import sheet as sheets
from board.ui.widgets.cells import paintable
from board.ui.widgets.painted import Painted
from board.ui.widgets.sheet import Layout, Row, Sheet

_TOP = 2
"""Lines above the rows: the names of the sheets, and the heads."""


@dataclass(slots=True)
class Standing:
    """Where one stands in the sheets. It outlives the screen, so that whoever comes back finds them as they left."""

    code: str = ""
    """The sheet on show."""
    selected: dict[str, Hashable] = field(default_factory=dict)
    """Sheet → the key of its selected row."""
    tops: dict[str, int] = field(default_factory=dict)
    """Sheet → its first row on the screen."""


class SheetView(Painted, can_focus=True, inherit_bindings=False):
    """Left and right turn to another sheet, up and down select a row."""

    BINDINGS: ClassVar[list[BindingType]] = NAVIGATION

    class Opened(Message):
        """A row was double-clicked."""

    def __init__(self, messages: Messages, moved: Callable[[], None], standing: Standing) -> None:
        """`moved` is called when another row or sheet is shown."""
        super().__init__(id="sheets")
        self._messages = messages
        self._moved = moved
        self._sheets: tuple[Sheet, ...] = ()
        self._standing = standing
        self._waiting = ""
        self._image: list[Strip] = []
        self._laid_out: Size | None = None
        self._hits: list[int | None] = []
        """Place of the row that stands in each line."""
        self._tabs: list[tuple[int, int, str]] = []

    # ---- what it is given, and what may be asked of it

    @property
    def code(self) -> str:
        """The sheet on show."""
        return self._standing.code

    @property
    def selected(self) -> Hashable | None:
        """The key of the selected row."""
        place = self._place()
        return None if place is None else self._sheet.rows[place].key

    def show(self, shown: tuple[Sheet, ...], *, waiting: str = "") -> None:
        """Show these sheets; the one on show and its selected row stay. Without any, `waiting` is said."""
        self._sheets, self._waiting = shown, paintable(waiting)
        if shown and self._standing.code not in {each.code for each in shown}:
            self._standing.code = shown[0].code
        self._repaint()

    # ---- moving

    def action_horizontal(self, steps: int) -> None:
        """The sheet beside."""
        codes = [each.code for each in self._sheets]
        if codes:
            self._standing.code = codes[(codes.index(self._standing.code) + steps) % len(codes)]
            self._repaint()
            self._moved()

    def action_sort(self) -> None:
        """Tab: the next sheet."""
        self.action_horizontal(1)

    def action_vertical(self, steps: int) -> None:
        """Select the row so many places further down."""
        places = self._choosable()
        place = self._place()
        if place is not None:
            at = max(0, min(len(places) - 1, places.index(place) + steps))
            self._select(places[at])

    def action_page(self, pages: int) -> None:
        """Select a row about a screenful further."""
        self.action_vertical(pages * max(1, self._room() - 1))

    def action_edge(self, end: int) -> None:
        """Select the first (0) or last (1) row."""
        places = self._choosable()
        if places:
            self._select(places[-end % len(places)])

    def _select(self, place: int) -> None:
        self._standing.selected[self._standing.code] = self._sheet.rows[place].key
        self._repaint()
        self._moved()

    # ---- the mouse

    def on_click(self, event: events.Click) -> None:
        """A click turns to a sheet or selects a row; a double click opens it."""
        if event.y == 0:
            for left, right, code in self._tabs:
                if left <= event.x < right and code != self._standing.code:
                    self._standing.code = code
                    self._repaint()
                    self._moved()
            return
        place = self._hits[event.y] if event.y < len(self._hits) else None
        if place is not None and self._sheet.rows[place].chosen:
            self._select(place)
            if event.chain == 2:
                self.post_message(self.Opened())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel goes through the rows."""
        event.stop()
        self.action_vertical(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel goes through the rows."""
        event.stop()
        self.action_vertical(-1)

    # ---- where things stand

    @property
    def _sheet(self) -> Sheet:
        return next((each for each in self._sheets if each.code == self._standing.code), Sheet("", ""))

    def _choosable(self) -> list[int]:
        return [place for place, row in enumerate(self._sheet.rows) if row.chosen]

    def _place(self) -> int | None:
        """Where the selected row stands; the first one where none was selected, or it is gone."""
        wanted, places = self._standing.selected.get(self._standing.code), self._choosable()
        rows = self._sheet.rows
        return next((place for place in places if rows[place].key == wanted), places[0] if places else None)

    def _room(self) -> int:
        """Rows that fit the screen."""
        return max(1, self._height() // self._plan().lines)

    def _notes(self) -> Area:
        return sheets.paint_notes(self._sheet.notes, self.size.width, self._styles)

    def _height(self) -> int:
        """Lines for the rows, one of which counts those that are not seen."""
        return max(1, self.size.height - _TOP - len(self._notes()) - 1)

    def _width(self) -> int:
        beside = sheets.text_width(self.size.width) if self._sheet.aside is not None else 0
        return self.size.width - beside

    def _plan(self) -> Layout:
        return sheets.layout(self._sheet, self._width(), self._height())

    # ---- painting

    def _repaint(self) -> None:
        self._laid_out = self.size
        self._image = self._paint()
        self.refresh()

    def _paint(self) -> list[Strip]:
        width, height = self.size
        if not width or not height:
            return []
        styles, sheet = self._styles, self._sheet
        self._hits = [None] * height
        area: Area = [self._paint_tabs(width)]
        notes = self._notes()
        room = max(1, height - 1 - len(notes))
        if sheet.charts:
            body = sheets.paint_charts(sheet, width, room, styles)
        elif sheet.rows:
            body = self._paint_rows(sheet)
        else:
            said = sheet.empty if self._sheets else self._waiting
            body = paper.middle([paper.centred(styles, "card", width, [(said, "dim")])], styles, "card", width, room)
        area += paper.fill(body, styles, "card", width, room) + notes
        return paper.fill(area, styles, "card", width, height)

    def _paint_tabs(self, width: int) -> Strip:
        parts: list[Part] = []
        self._tabs, left = [], 0
        for each in self._sheets:
            said = f" {each.name} "
            parts.append((said, "badge" if each.code == self._standing.code else "dim"))
            self._tabs.append((left, left + cell_len(said), each.code))
            left += cell_len(said)
        return paper.line(self._styles, "line", width, parts)

    def _paint_rows(self, sheet: Sheet) -> Area:
        width, height, plan = self._width(), self._height(), self._plan()
        place, room = self._place(), max(1, self._height() // plan.lines)
        top = self._top_of(sheet, place, room)
        area: Area = [sheets.paint_heads(sheet, plan, width, self._styles)]
        for at in range(top, min(len(sheet.rows), top + room)):
            row = sheet.rows[at]
            lines = sheets.paint_row(sheet, row, plan, width, self._styles, ground=_ground(row, at, place))
            first = 1 + len(area)
            for y in range(first, min(first + len(lines), len(self._hits))):
                self._hits[y] = at
            area += lines
        area = paper.fill(area, self._styles, "card", width, height + 1)
        more = len(sheet.rows) - top - room
        said = [self._messages("more.above", count=top)] if top > 0 else []
        said += [self._messages("more.below", count=more)] if more > 0 else []
        area.append(paper.line(self._styles, "card", width, [(f" {'    '.join(said)}", "dim")]))
        if sheet.aside is None or width == self.size.width:
            return area
        text = sheet.aside(None if place is None else sheet.rows[place].key)
        beside = sheets.paint_text(text, self.size.width - width, len(area), self._styles)
        return paper.beside(self._styles, [area, beside], gap=0)

    def _top_of(self, sheet: Sheet, place: int | None, room: int) -> int:
        top = self._standing.tops.get(sheet.code, 0)
        if place is not None:
            top = min(max(top, place - room + 1), place)
            if place and not sheet.rows[place - 1].chosen:
                top = min(top, place - 1)  # the head of its section stays in sight
        top = max(0, min(top, len(sheet.rows) - room))
        self._standing.tops[sheet.code] = top
        return top

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        if self.size != self._laid_out:
            self._laid_out = self.size
            self._image = self._paint()
        return self._image[y] if y < len(self._image) else Strip.blank(self.size.width, self._styles("card"))

    def on_resize(self) -> None:
        """Lay out for the new size."""
        self._repaint()

    def notify_style_update(self) -> None:
        """Another theme: everything is painted anew."""
        super().notify_style_update()
        self._laid_out = None


def _ground(row: Row, at: int, place: int | None) -> str:
    if at == place:
        return "card-on"
    if not row.chosen:
        return "head"
    return "card-odd" if at % 2 else "card"

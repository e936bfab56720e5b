"""The sections of an agenda item: headings, and tasks to select. It paints only the rows on the screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from rich.cells import cell_len
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from board.ui.agenda_rows import Row
from board.ui.wall import paper
from board.ui.wall.paper import Part
from board.ui.widgets.card import BADGES, MARK, Face
from board.ui.widgets.cells import paintable
from board.ui.widgets.table_row import BADGE_ROOM
from board.ui.widgets.task_view import WHEEL, TaskView

_NUMBER = 6
_STATE_STYLE = {"done": "good", "overdue": "over", "open": "chase", "void": "faint"}
Key = tuple[str, int]
"""(section, number): a task may stand in several sections."""


class MeetingView(TaskView):
    """Rows of sections; the selection stands on a task, or nowhere when there is none."""

    class Turned(Message):
        """The item beside is to be shown."""

        def __init__(self, steps: int) -> None:
            super().__init__()
            self.steps = steps

    class WentOn(Message):
        """The item on show is to have the floor, or, when it has it, the next one."""

    def __init__(self, moved: Callable[[], None]) -> None:
        super().__init__("meeting", moved)
        self._rows: tuple[Row, ...] = ()
        self._starts: list[int] = [0]
        """The first line of each row, and the line behind the last."""
        self._badge_room = BADGE_ROOM
        """Cells of the longest lamp: titles stand one below the other."""
        self._at: int | None = None
        """Place of the selected row."""
        self._top = 0

    # ---- what may be asked of it

    @property
    def selected(self) -> int | None:
        """The number of the selected task."""
        key = self._key(self._at)
        return None if key is None else key[1]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every task in it once, from the top."""
        return tuple(dict.fromkeys(row.face.no for row in self._rows if row.face is not None))

    def show(self, rows: tuple[Row, ...], *, select: int | None = None, top: bool = False) -> None:
        """Show these rows; the selection stays on its task or goes to `select`, with `top` to the first one."""
        was, at = self._key(self._at), self._at
        self._rows = rows
        self._starts = list(accumulate((row.lines for row in rows), initial=0))
        badges = (cell_len(row.face.word) + 2 for row in rows if row.face is not None)
        self._badge_room = max(BADGE_ROOM, *badges, 0)
        keys = {self._key(place): place for place in self._places()}
        found = next((place for key, place in keys.items() if key is not None and key[1] == select), None)
        if top and found is None:
            self._top = 0
            found = min(keys.values(), default=None)
        if found is None and was is not None:
            found = keys.get(was)
            if found is None:
                found = next((place for key, place in keys.items() if key is not None and key[1] == was[1]), None)
        if found is None:
            found = min(keys.values(), key=lambda place: abs(place - (at or 0)), default=None)
        self._at = found
        self._follow()
        self.refresh()

    def _places(self) -> list[int]:
        return [place for place, row in enumerate(self._rows) if row.face is not None]

    def _key(self, place: int | None) -> Key | None:
        row = self._rows[place] if place is not None and place < len(self._rows) else None
        return None if row is None or row.face is None else (row.section, row.face.no)

    # ---- moving

    def action_vertical(self, steps: int) -> None:
        """Select the task so many places further down."""
        places = self._places()
        if places:
            now = places.index(self._at) if self._at in places else 0
            self._select(places[max(0, min(len(places) - 1, now + steps))])

    def action_page(self, pages: int) -> None:
        """Select a task about a screenful further."""
        self.action_vertical(pages * max(1, self.size.height // 2 - 1))

    def action_edge(self, end: int) -> None:
        """Select the first (0) or last (1) task."""
        places = self._places()
        if places:
            self._select(places[-end])

    def action_horizontal(self, steps: int) -> None:
        """Show the item beside."""
        self.post_message(self.Turned(steps))

    def action_sort(self) -> None:
        """Give the floor to this item, or go on to the next one."""
        self.post_message(self.WentOn())

    def _select(self, place: int) -> None:
        if place == self._at:
            return
        was, top = self._at, self._top
        self._at = place
        self._follow()
        if top == self._top and was is not None:
            self.refresh(*(self._region(each) for each in (was, place)))
        else:
            self.refresh()
        self._moved()

    def _region(self, place: int) -> Region:
        """Where a row stands on the screen."""
        return Region(0, self._starts[place] - self._top, self.size.width, self._rows[place].lines)

    def _follow(self) -> None:
        """Scroll until the selected task is on the screen, its section's heading too where that is near."""
        height = self.size.height
        if self._at is None or not height:
            return
        first, last = self._starts[self._at], self._starts[self._at + 1]
        if self._at and self._rows[self._at - 1].face is None:
            first = self._starts[self._at - 1]
        self._top = max(0, min(max(self._top, last - height), first))

    # ---- the mouse

    def on_click(self, event: events.Click) -> None:
        """A click selects, a double click opens."""
        place = self._row_at(self._top + event.y)
        if place is not None and (face := self._rows[place].face) is not None:
            self._select(place)
            if event.chain == 2:
                self.post_message(self.Opened(face.no))

    def _scroll(self, event: events.MouseEvent, steps: int) -> None:
        self._top = max(0, min(self._top + steps * WHEEL, self._starts[-1] - self.size.height))
        self.refresh()

    def _fit(self) -> None:
        self._follow()

    # ---- painting

    def _row_at(self, line: int) -> int | None:
        if not 0 <= line < self._starts[-1]:
            return None
        return bisect_right(self._starts, line) - 1

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        place = self._row_at(self._top + y)
        width = self.size.width
        if place is None:
            return Strip.blank(width, self._styles("column"))
        row = self._rows[place]
        if row.face is None:
            return self._heading(row, width) if place == 0 or self._rows[place - 1].section != row.section else (
                self._line("column", [(f"   {row.text}", "dim")], [], width)
            )  # fmt: skip
        selected = place == self._at
        face = row.face
        marked = face.no in self._marked
        base = (
            "card-on" if selected else "card-marked" if marked else "card-fresh" if face.no in self._fresh else "column"
        )
        if self._top + y > self._starts[place]:
            return self._detail(row, base, width)
        return self._of_task(row, face, base, width, marked=marked)

    def _heading(self, row: Row, width: int) -> Strip:
        return self._line(
            "head", [(f" {row.text}", "bar")], [(words, _STATE_STYLE[state]) for words, state in row.counts], width
        )

    def _of_task(self, row: Row, face: Face, base: str, width: int, *, marked: bool) -> Strip:
        on = base == "card-on"
        quiet = "plain" if on else "dim"
        badge = f" {face.word} "
        badge += " " * (self._badge_room - cell_len(badge))
        if face.lamp in BADGES:
            lamp = (badge, str(face.lamp))
        else:
            lamp = (
                badge,
                "plain" if on else "chase" if face.chased else "dim" if str(face.lamp) == "none" else str(face.lamp),
            )
        lead = [
            (MARK if marked else " ", "badge" if marked else "plain"),
            lamp,
            (f" {f'#{face.no}':<{_NUMBER}}", quiet),
        ]
        title = [(f"{face.pressing} ", "plain" if on else "over")] if face.pressing else []
        who = f"{face.unit} {face.person}".strip()
        right = [(who, quiet), *((extra, "plain" if on else "chase") for extra in face.extras)]
        if row.state_word:
            right.append((row.state_word, "plain" if on else _STATE_STYLE[row.state]))
        text = "plain" if row.state not in ("done", "void") or on else "dim"
        return self._line(base, [*lead, *title, (face.title, text)], right, width)

    def _detail(self, row: Row, base: str, width: int) -> Strip:
        indent = " " * (1 + self._badge_room + 1 + _NUMBER)
        return self._line(base, [(f"{indent}{row.text}", "plain" if base == "card-on" else "dim")], [], width)

    def _line(self, base: str, left: list[Part], right: list[Part], width: int) -> Strip:
        """Parts from the left, the last of them cut; parts at the right end, as many as leave half of the line."""
        tail: list[Part] = [(" ", "")]
        used = 1
        for text, style in reversed(right):
            cells = cell_len(paintable(text)) + 2
            if text and used + cells <= width // 2:
                tail = [("  ", ""), (text, style), *tail]
                used += cells
        return paper.line(self._styles, base, width, left, tail)

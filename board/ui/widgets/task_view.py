"""What the columns of the board, the list and the meeting have in common: tasks to select, to mark and to open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message

from board.ui.keys import NAVIGATION
from board.ui.widgets.painted import Painted

WHEEL = 3
"""Lines that one step of the wheel scrolls."""


class TaskView(Painted, can_focus=True, inherit_bindings=False):
    """Tasks, one of them selected; it paints only those on the screen."""

    BINDINGS: ClassVar[list[BindingType]] = NAVIGATION

    class Opened(Message):
        """A task was double-clicked."""

        def __init__(self, no: int) -> None:
            super().__init__()
            self.no = no

    def __init__(self, name: str, moved: Callable[[], None]) -> None:
        """`moved` is called when a key or the mouse selected another task, to be in one frame with it."""
        super().__init__(id=name)
        self._moved = moved
        self._fresh: frozenset[int] = frozenset()
        """Tasks that somebody else just changed."""
        self._marked: frozenset[int] = frozenset()
        """Tasks that the next act is for; none: it is for the selected one."""
        self._laid_out: Size | None = None
        self._was_sized = False

    # ---- for subclasses

    @property
    def selected(self) -> int | None:
        """The number of the selected task, or None where there is none."""
        raise NotImplementedError

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every task in it, in its order."""
        raise NotImplementedError

    def action_vertical(self, steps: int) -> None:
        """Select the task so many places further down."""
        raise NotImplementedError

    def _scroll(self, event: events.MouseEvent, steps: int) -> None:
        """The wheel turned down so many steps."""
        raise NotImplementedError

    def _fit(self) -> None:
        """Lay out and paint for the present size; the selected task stays in sight."""
        raise NotImplementedError

    def _repaint(self) -> None:
        """Paint anew what looks different now."""
        self.refresh()

    # ---- common ground

    @property
    def count(self) -> int:
        """How many tasks stand in it."""
        return len(self.numbers)

    def freshen(self, numbers: Iterable[int]) -> None:
        """Show which tasks somebody else just changed, until the next time; none: no more."""
        fresh = frozenset(numbers)
        if fresh != self._fresh:
            self._fresh = fresh
            self._repaint()

    def choose(self, numbers: Iterable[int]) -> None:
        """Mark these tasks, and no others, for the next act."""
        marked = frozenset(numbers)
        if marked != self._marked:
            self._marked = marked
            self._repaint()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls."""
        event.stop()
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls."""
        event.stop()
        self._scroll(event, -1)

    def on_resize(self) -> None:
        """Lay out for the new size."""
        self._lay_out()
        if self._was_sized:  # what Textual keeps of the lines of another size is out of date
            self.refresh()
        self._was_sized = True

    def _lay_out(self) -> None:
        """Lay out for the present size, unless that is done. The first frame may come before `on_resize`."""
        if self.size != self._laid_out:
            self._laid_out = self.size
            self._fit()

    def notify_style_update(self) -> None:
        """Another theme: everything is painted anew."""
        super().notify_style_update()
        self._laid_out = None

"""The wall in a terminal: one screen, one widget, and no key that acts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from board.messages import Messages
from board.ui.keys import all_forms
from board.ui.wall.painter import FramePainter
from board.ui.wall.room import Room
from board.ui.wall.show import Show
from board.ui.wall.watch import Watch
from board.ui.widgets import geometry
from board.ui.widgets.painted import Painted
from board.ui.widgets.styles import Styles

KEYS = {
    "pause": all_forms(("space",)),
    "turn(1)": ("right", "pagedown"),
    "turn(-1)": ("left", "pageup"),
    "keys": ("f1", *all_forms(("?",))),
    "app.quit": ("ctrl+q",),
}
"""Everything that a key does on a wall: none of it reaches the board."""
KEYS_SECONDS = 6.0
"""How long the keys are shown when somebody asks for them."""


class WallView(Painted, can_focus=False, inherit_bindings=False):
    """The frame; only the lines that differ from what stands there are written anew."""

    ALLOW_SELECT = False

    def __init__(self, sized: Callable[[], None]) -> None:
        super().__init__()
        self._sized = sized
        self._styles = Styles(lambda: self.app.theme)
        self._painter = FramePainter(self._styles)
        self._strips: list[Strip] = []

    def show(self, room: Room) -> None:
        """Show this moment."""
        width, height = self.size
        if not width or not height:
            return
        strips = self._painter.paint(room, width, height)
        old, self._strips = self._strips, strips
        if len(old) != height or (old and old[0].cell_length != width):
            self.refresh()
            return
        changed = [
            Region(0, row, width, 1)
            for row, (was, now) in enumerate(zip(old, strips, strict=True))
            if was is not now and was != now
        ]
        if changed:
            self.refresh(*geometry.merged(changed))

    def render_line(self, y: int) -> Strip:
        """One line of the frame."""
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self._styles("gap"))

    def on_resize(self, event: events.Resize) -> None:
        """The pages are other ones now."""
        self._sized()


class WallScreen(Screen[None], inherit_bindings=False):
    """Paints what is different whenever the watch saw something, and when time alone changed something."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(keys), action, "", show=False) for action, keys in KEYS.items()
    ]
    AUTO_FOCUS = None

    def __init__(self, show: Show, watch: Watch, messages: Messages, defect: Callable[[Exception], object]) -> None:
        """`defect` is handed what went wrong in the program itself; the room sees the last good frame meanwhile."""
        super().__init__()
        self.messages = messages
        self._show = show
        self._watch = watch
        self._defect = defect
        self._view = WallView(self._resized)
        self._next: asyncio.TimerHandle | None = None
        self._failed = ""
        """What the last defect was: the same one is written down once."""

    def compose(self) -> ComposeResult:
        """The frame and nothing else."""
        yield self._view

    def on_mount(self) -> None:
        """Begin to look."""
        loop, here = asyncio.get_running_loop(), copy_context()  # whose app it is stands in the context
        self._watch.begin(lambda: loop.call_soon_threadsafe(self.look, context=here))
        self.look()

    def on_unmount(self) -> None:
        """Look no more."""
        self._watch.end()
        if self._next is not None:
            self._next.cancel()

    def look(self) -> None:
        """Take in what was seen, and come back when time alone changes something."""
        if not self.is_running:  # woken a moment too late
            return
        self._safely(self._step)
        if self._next is not None:
            self._next.cancel()
        # A Textual timer would wake more often than it rings.
        self._next = asyncio.get_running_loop().call_later(self._show.due_in(), self.look)

    def _step(self) -> None:
        if self._show.step():
            self._view.show(self._show.room)

    def _resized(self) -> None:
        self._show.resized()
        self._safely(lambda: self._view.show(self._show.room))

    def _safely(self, act: Callable[[], object]) -> None:
        """A defect of ours leaves the last good frame where it is; whatever it was, the next look is a new try."""
        try:
            act()
            self._failed = ""
        except Exception as error:  # noqa: BLE001 - the last net: the room never sees an error
            what = f"{type(error).__name__}: {error}"
            if what != self._failed:
                self._failed = what
                with suppress(Exception):
                    self._defect(error)
            self._show.failed()

    def action_pause(self) -> None:
        """Stop the rotation, or go on with it."""
        self._show.pause()
        self.look()

    def action_turn(self, by: int) -> None:
        """A page on or back."""
        self._show.turn(by)
        self.look()

    def action_keys(self) -> None:
        """Say for a moment what the keys do."""
        self._show.say(self.messages("show.keys", ctrl="Ctrl+Q"), KEYS_SECONDS)
        self.look()

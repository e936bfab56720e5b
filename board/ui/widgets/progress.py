"""How far work is that is done away from the screen: told from its thread, shown as a bar and words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.content import Content

from board.messages import Messages

if TYPE_CHECKING:
    from textual.app import App

_BAR = 30


class Reporting:
    """Called in the thread of the work: `reporting("read", 500, 10000)`; `show` is called with the same on the screen.

    Once `stopped`, the next call raises `Stopped` in that thread: nobody waits for the work any more.
    """

    class Stopped(Exception):
        """The work was given up."""

    def __init__(self, app: App[Any], show: Callable[[str, int, int], None], *, can_stop: bool = True) -> None:
        self._app = app
        self._show = show
        self._loop = asyncio.get_running_loop()
        self._can_stop = can_stop
        self.stopped = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Tell how far it is.

        Raises:
            Stopped: it was given up, or the program has ended.
        """
        if self._can_stop and (self.stopped or not self._app.is_running):
            raise Reporting.Stopped
        with suppress(RuntimeError):  # the loop has ended, what is being saved is saved all the same
            self._loop.call_soon_threadsafe(self._show, what, done, total)


def progress_line(messages: Messages, what: str, done: int, total: int, width: int) -> Content:
    """A bar of blanks on coloured ground, and what is being done; without a total, only the words."""
    if not total:
        return Content.styled(messages(f"intake.now_{what}", done=done), "$b-chase")
    room = max(4, min(_BAR, width // 3))
    full = min(room, room * done // total)
    return Content.assemble(
        Content.styled(" " * full, "on $b-bar"),
        Content.styled(" " * (room - full), "on $b-rule"),
        Content.styled("  " + messages(f"intake.now_{what}_of", done=done, total=total), "$b-chase"),
    )

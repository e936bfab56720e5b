"""The wall as a program: nothing can be pushed over its screen, and nothing on it writes."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from time import monotonic

from textual.app import App
from textual.screen import Screen

from board.messages import Messages
from board.model.ports import PresenceReader, Reader
from board.settings import Settings
from board.ui import terminal, theme
from board.ui.wall import frame
from board.ui.wall.lookout import Lookout
from board.ui.wall.room import Room
from board.ui.wall.screen import WallScreen
from board.ui.wall.show import Options, Show
from board.ui.wall.watch import Watch


class WallApp(App[None]):
    """Thin: `show` decides what is to be seen, `frame` paints it."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = []  # noqa: RUF012 - of Textual's own keys none is left

    def __init__(
        self,
        reader: Reader,
        presence: PresenceReader,
        *,
        messages: Messages,
        clock: Callable[[], datetime],
        options: Options,
        theme_name: str = "",
        seconds: Callable[[], float] = monotonic,
        defect: Callable[[Exception], object] = lambda _: None,
    ) -> None:
        """`seconds` counts on; `defect` is handed what went wrong in the program itself.

        Raises:
            StoreError: the board cannot be read.
        """
        super().__init__()
        for each in theme.WALLS:
            self.register_theme(each)
        self.theme = theme.wall(theme_name)
        self.failure: Exception | None = None
        watch = Watch(Lookout(reader, presence, clock=clock), defect)
        self.show = Show(
            watch,
            messages=messages,
            clock=clock,
            monotonic=seconds,
            options=options,
            pages=self._pages,
        )
        self.title = self.show.room.board.office.title
        self._wall = WallScreen(self.show, watch, messages, defect)

    def get_default_screen(self) -> Screen[None]:
        """The wall is the only screen."""
        return self._wall

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colour names."""
        return dict(theme.WALLS[0].variables)

    def _pages(self, room: Room) -> int:
        return frame.pages(room, *self.size)

    def on_mount(self) -> None:
        """End in good order when told to from outside; a terminal that only hung up for a moment ends nothing."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # Windows ends a program without asking it
            loop.add_signal_handler(signal.SIGTERM, self._terminated)
            loop.add_signal_handler(signal.SIGHUP, self._hung_up)
        if not terminal.is_gone():
            self.set_interval(terminal.LOOK_SECONDS, self._look_at_terminal)

    def _terminated(self) -> None:
        self.exit(return_code=128 + signal.SIGTERM)

    def _hung_up(self) -> None:
        """Paint everything anew where there is still a terminal; leave where there is none."""
        self._look_at_terminal()
        self._wall.refresh(layout=True)

    def _look_at_terminal(self) -> None:
        """Without a terminal nobody sees the wall: it ends."""
        if terminal.is_gone():
            self.exit(return_code=0)

    async def action_quit(self) -> None:
        """Leave."""
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """A defect of the framework ends the program without a traceback before the room."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.failure = error
        self.exit()


def run_wall(
    reader: Reader,
    presence: PresenceReader,
    *,
    messages: Messages,
    settings: Settings,
    clock: Callable[[], datetime],
    options: Options,
    ready: Callable[[], None],
    defect: Callable[[Exception], object],
) -> int:
    """Show the wall until it is told to leave; `ready` is called once after the first paint.

    Raises:
        StoreError: the board cannot be read.
        Exception: whatever ended the program by mistake.
    """
    app = WallApp(
        reader, presence, messages=messages, clock=clock, options=options, theme_name=settings.theme, defect=defect
    )
    app.call_after_refresh(ready)
    app.run(mouse=False)
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0

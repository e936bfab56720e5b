"""A wall over a real board, stepped by hand: the clock goes on when told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from board import wiring
from board.commands.core import Actor
from board.messages import Messages
from board.model.ports import Intent, PresenceWriter
from board.model.presence import Direction, Standing
from board.ui.wall import frame
from board.ui.wall.lookout import Lookout
from board.ui.wall.room import Room
from board.ui.wall.show import Options, Show
from tests.ui.support import MORNING


class Time:
    """The time of day and the seconds that the machine counts, both set by hand."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        return MORNING + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return 1000.0 + self.passed


class Desk:
    """Somebody at the desk: acts on the board, and tells the walls at once."""

    def __init__(self, path: Path) -> None:
        self.store = wiring.open_store(path)
        self.presence: PresenceWriter = wiring.open_desk_presence(path)

    def does(self, intent: Callable[..., Intent], *args: Any, when: datetime = MORNING, **kwargs: Any) -> None:
        self.store.commit(intent(Actor("张三", when), *args, **kwargs))

    def stands(self, **where: Any) -> None:
        presence: Any = self.presence
        presence._write(presence._desk, Standing(**where))  # what `stand` does on its own thread

    def asks(self, **what: Any) -> None:
        self.presence.direct(Direction(**what))

    def close(self) -> None:
        self.presence.close()
        self.store.close()


class Wall:
    """A `Show` at one size, stepped by hand."""

    def __init__(self, path: Path, *, size: tuple[int, int] = (120, 30), **options: Any) -> None:
        self.time = Time()
        self.reader: Any = wiring.open_reader(path)
        self.presence: Any = wiring.open_presence(path)
        self.show = Show(
            Lookout(self.reader, self.presence, clock=self.time.now),
            messages=Messages("zh"),
            clock=self.time.now,
            monotonic=self.time.monotonic,
            options=Options(**options),
            pages=lambda room: frame.pages(room, *size),
        )

    @property
    def room(self) -> Room:
        return self.show.room

    def after(self, seconds: float = 0.0) -> Room:
        """So much later, one look further."""
        self.time.passed += seconds
        self.reader._next_check = 0.0  # the store's own seconds have passed too
        self.show.step()
        return self.show.room

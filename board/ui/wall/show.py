"""What a wall shows from moment to moment: the newest board, what the desk asks for, and which scene is on.

One object for the wall in a terminal and for the wall in browsers: both call `step` often and paint `room` when told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from board.messages import Messages
from board.model.ports import PresenceReader, Reader
from board.ui.wall.room import Room

STEP_SECONDS = 0.05
"""How often `step` is to be called: what the desk does is seen within 100 ms."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for when the wall was opened."""

    rotate: float = 20.0
    """Seconds of a page; 0 does not rotate."""
    follow: bool = True
    """Show what the desk shows."""
    scene: str = ""
    """Name of the one scene that is shown; "" rotates."""
    group: int | None = None
    """Number of the one group that is shown."""


class Show:
    """The state behind every frame. It reads; there is nothing here that writes."""

    def __init__(
        self,
        reader: Reader,
        presence: PresenceReader,
        *,
        messages: Messages,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        options: Options,
        pages: Callable[[Room], int],
    ) -> None:
        """`clock` is the office's time, `monotonic` counts seconds; `pages` measures a scene as it is painted here.

        Raises:
            StoreError: the board cannot be read.
        """
        raise NotImplementedError

    def step(self) -> bool:
        """Look at the store and at the desk, and turn the page when it is time; True when `room` is another one."""
        raise NotImplementedError

    @property
    def room(self) -> Room:
        """The moment to paint."""
        raise NotImplementedError

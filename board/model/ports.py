"""What the program asks of a store. A wall is given a `Reader`: there is nothing on it that writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from board.model.board import Board
from board.model.changes import Change
from board.model.presence import Direction, Presence, Standing

Intent = Callable[[Board], Change]
"""Runs under the lock on the newest board; raises `Refused` or `Conflict`, and then nothing is written."""


class Committed(Struct, frozen=True):
    """A change that is durable, and the board after it."""

    seq: int
    change: Change
    board: Board


class Reader(Protocol):
    """Reads a board that others may be changing."""

    def load(self) -> Board:
        """The newest board. Raises `StoreError`."""
        ...

    def poll(self) -> Board | None:
        """The newest board if it is another one than was given last, else None; cheap. Raises `StoreError`."""
        ...

    def history(self, task: int | None = None) -> Iterator[Change]:
        """The changes from the newest back; with `task`, those that may concern this task. Raises `StoreError`."""
        ...

    def recent(self) -> tuple[Change, ...]:
        """The changes of others that came in since this was last asked, oldest first; of very many, the last ones."""
        ...

    def changes(self, since: int = 0) -> Iterator[Change]:
        """The changes with a seq above `since`, oldest first. Raises `StoreError`."""
        ...

    def close(self) -> None:
        """Give back what is held; the reader is not used afterwards."""
        ...


class Store(Reader, Protocol):
    """A reader that can also write."""

    def commit(self, intent: Intent) -> Committed:
        """Run `intent` on the newest board and make its change durable before returning.

        Raises:
            Refused, Conflict: the intent said no; nothing was written.
            StoreError: it could not be saved.
        """
        ...


class Caretaker(Protocol):
    """What a desk does for its board when nobody waits; from a thread of its own."""

    def back_up(self, now: datetime, stopped: Callable[[], bool]) -> list[str]:
        """Take the copies that are due, unless `stopped` says so; their names. Raises `StoreError`."""
        ...

    def wants_compaction(self) -> bool:
        """Whether `compact` would make opening the board faster."""
        ...

    def compact(self) -> bool:
        """Write the snapshot anew; commits go on meanwhile. Raises `StoreError`."""
        ...


class PresenceReader(Protocol):
    """What a wall, and every desk, sees of the desks. It never raises: presence is a courtesy."""

    def seen(self) -> Presence:
        """The newest presence; cheap."""
        ...


class PresenceWriter(PresenceReader, Protocol):
    """What a desk tells the walls. Nothing of it is durable."""

    def stand(self, standing: Standing) -> None:
        """Tell where the person stands; returns at once, and a failure is nobody's business."""
        ...

    def direct(self, direction: Direction) -> None:
        """Ask something of every wall, or release it; returns when they can see it. Raises `StoreError`."""
        ...

    def close(self) -> None:
        """Release what this desk asked for; not used afterwards."""
        ...

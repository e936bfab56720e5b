"""Looks at the board and at the desk: all of a wall that reads files, and nothing that paints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple, Protocol

from board.errors import StoreError
from board.model.board import Board
from board.model.changes import Change
from board.model.ports import PresenceReader, Reader
from board.model.presence import Presence
from board.reports.decided import Decision
from board.ui.wall.record import Decided


class Look(NamedTuple):
    """What was seen at one moment."""

    board: Board
    """The last one that could be read."""
    changes: tuple[Change, ...]
    """What led to it since the look before; empty where that is not known."""
    presence: Presence
    decided: tuple[Decision, ...]
    """What was decided at this meeting, or today; the newest first."""
    trouble: StoreError | None = None
    """Why the board may be older than it should be."""


class Looking(Protocol):
    """What a show is made from, whoever does the looking."""

    @property
    def first(self) -> Look:
        """What was seen at the beginning."""
        ...

    @property
    def read_at(self) -> datetime:
        """When the store was last read."""
        ...

    @property
    def count(self) -> int:
        """How many looks have come to an end."""
        ...

    def new(self) -> Iterable[Look]:
        """The looks since this was last asked at which something was another one, oldest first."""
        ...


class Lookout:
    """A `Looking` that looks whenever it is asked; it reads, and has nothing that writes."""

    def __init__(self, reader: Reader, presence: PresenceReader, *, clock: Callable[[], datetime]) -> None:
        """`clock` is the office's time.

        Raises:
            StoreError: the board cannot be read.
        """
        self._reader, self._presence, self._clock = reader, presence, clock
        self._board = board = reader.load()
        """The newest one, also where what belongs to it could not be told yet."""
        now = clock()
        self._decided = Decided(reader)
        self.read_at, self._second = now, now.replace(microsecond=0)
        self.count = 0
        self.first = self._last = Look(board, (), presence.seen(), self._decided.newest_first(board, now))

    def new(self) -> list[Look]:
        """One look: what is seen, if something is another one than at the last."""
        look = self.look()
        return [] if look is None else [look]

    def look(self) -> Look | None:
        """One look at the store and at the desk; None when everything is as it was."""
        last = self._last
        changes, trouble = self._poll()
        presence = self._presence.seen()
        if last.presence.direction.hold and not presence.direction.hold:
            # The slip was mended before the frame was released: not what was there a moment ago counts, but that.
            more, trouble = self._poll()
            changes += more
        now = self._clock()
        if trouble is None:
            self.read_at = now
        board = self._board
        moved = board is not last.board
        if moved:
            self._decided.take(board, changes)
        decided = last.decided
        if moved or now.replace(microsecond=0) != self._second:  # midnight comes, a history can be read again
            self._second = now.replace(microsecond=0)
            decided = self._decided.newest_first(board, now)
        self.count += 1
        look = Look(board, changes, presence, decided, trouble)
        if (
            not moved
            and decided is last.decided
            and presence == last.presence
            and _code(trouble) == _code(last.trouble)
        ):
            return None
        self._last = look
        return look

    def _poll(self) -> tuple[tuple[Change, ...], StoreError | None]:
        """Read the newest board: what led to it, and why there may be a newer one that cannot be read."""
        try:
            newer = self._reader.poll()
        except StoreError as error:
            return (), error
        if newer is None:
            return (), None
        self._board = newer
        return self._reader.recent(), None


def _code(trouble: StoreError | None) -> str:
    return trouble.code if trouble is not None else ""

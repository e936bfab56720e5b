"""What was decided at this meeting, or today: read once, then followed change by change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from board.errors import StoreError
from board.model.board import Board
from board.model.changes import Change
from board.model.ports import Reader
from board.reports.decided import Decision, decisions


class Record:
    """The decisions of the running meeting; without one, of today."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._window: tuple[str, object] | None = None
        """The store, and the meeting's number or the day that the changes are of."""
        self._changes: list[Change] = []
        self._seq = 0
        self._decided: tuple[Decision, ...] | None = None

    def follow(self, board: Board, changes: Iterable[Change], *, other: bool) -> None:
        """Take in the changes that lead to `board`; `other`: it is another board than before."""
        changes = tuple(changes)
        if other or not changes or changes[0].seq > self._seq + 1:
            self._window = None  # some are missing: the history is read again
            return
        self._changes += [change for change in changes if change.seq > self._seq]
        self._seq, self._decided = board.seq, None

    def decided(self, board: Board, now: datetime) -> tuple[Decision, ...]:
        """What was decided, the newest first; the same tuple as long as nothing is new."""
        meeting = board.meeting
        window = (board.store, now.date().isoformat() if meeting is None else meeting.number)
        if window != self._window:
            self._window, self._decided = window, None
            try:
                self._changes = list(self._read(board, now))
            except StoreError:
                self._window = None  # tried again the next time
            self._seq = board.seq
        if self._decided is None:
            own = [change for change in self._changes if _belongs(change, board, now)]
            self._decided = tuple(reversed(decisions(board, own)))
        return self._decided

    def _read(self, board: Board, now: datetime) -> Iterator[Change]:
        if board.meeting is not None:
            yield from self._reader.changes(max(0, board.meeting.rev - 1))
            return
        newest: list[Change] = []
        for change in self._reader.history():
            if change.when[:10] < now.date().isoformat():
                break
            newest.append(change)
        yield from reversed(newest)


def _belongs(change: Change, board: Board, now: datetime) -> bool:
    if board.meeting is not None:
        return change.meeting == board.meeting.number
    return change.when[:10] == now.date().isoformat()

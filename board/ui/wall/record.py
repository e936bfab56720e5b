"""What was decided at this meeting, or today: read once, then followed change by change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from board.errors import StoreError
from board.model.board import Board
from board.model.changes import Change
from board.model.ports import Reader
from board.reports import decided
from board.reports.decided import Decision

_MOST = 2_000
"""Changes of a meeting that are kept: far more than any has. A wall that is never closed must not grow."""


class Decided:
    """The decisions of the running meeting; without one, of today."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._record: decided.Record | None = None
        self._store = ""
        self._seq = 0
        self._taken = 0
        """How many changes the record holds."""
        self._given: tuple[Board, tuple[Decision, ...]] | None = None

    def take(self, board: Board, changes: Iterable[Change]) -> None:
        """Take in the changes that lead to `board`; where some are missing, the history is read again."""
        changes = tuple(changes)
        unbroken = bool(changes) and changes[0].seq <= self._seq + 1
        if self._record is None or board.store != self._store or not unbroken:
            self._record = None
        else:
            if not self._record.take(changes) and self._given is not None:
                self._given = board, self._given[1]
            self._taken += len(changes)
            if self._taken > _MOST:
                self._record = None
        self._seq = board.seq

    def newest_first(self, board: Board, now: datetime) -> tuple[Decision, ...]:
        """What was decided; the same tuple as long as nothing is new. Nothing while the history cannot be read."""
        window = decided.window(board, now)
        if self._record is None or self._record.window != window or self._store != board.store:
            record = decided.Record(window)
            try:
                changes = decided.changes_of(window, islice(self._reader.history(), _MOST // 2))
            except StoreError:
                return ()
            record.take(changes)
            self._taken = len(changes)
            self._record, self._store, self._seq, self._given = record, board.store, board.seq, None
        if self._given is None or self._given[0] is not board:
            found = tuple(reversed(self._record.decisions(board)))
            same = self._given is not None and self._given[1] == found
            self._given = board, (self._given[1] if same and self._given else found)
        return self._given[1]

"""What the desk does for its board when nobody waits: copies, and a snapshot that is not too old."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from board.store.backups import take_due
from board.store.tinydb_store import TinyStore


class Care:
    """The `Caretaker` of the board in a folder that `store` has open."""

    def __init__(self, path: Path, store: TinyStore) -> None:
        self._path = path
        self._store = store

    def back_up(self, now: datetime, stopped: Callable[[], bool]) -> list[str]:
        """Take the copies that are due; see `backups.take_due`."""
        return take_due(self._path, now, stopped=stopped)

    def wants_compaction(self) -> bool:
        """See `Journal.wants_compaction`."""
        return self._store.wants_compaction()

    def compact(self) -> bool:
        """See `Journal.compact`."""
        return self._store.compact()

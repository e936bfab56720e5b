"""The embedded store: TinyDB's own seam, `Storage` and `Table`, over the snapshot and the journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn, cast

from tinydb import Storage

from board.errors import StoreError
from board.model.board import Board
from board.model.changes import Change
from board.model.entities import type_of
from board.model.ports import Committed, Intent
from board.store.journal import Journal, Notice
from board.store.table import JournalDB, Rows


class JournalStorage(Storage):
    """A TinyDB `Storage` with one `commit`, which writes the line of a change and applies it to the tables in one step.

    `options` are those of `Journal`.
    """

    def __init__(self, path: Path | str, **options: Any) -> None:
        super().__init__()
        self.journal = Journal(Path(path), **options)

    def board(self) -> Board:
        """The newest board.

        Raises:
            StoreError: as `Journal.load`.
        """
        return self.journal.newest()

    def commit(self, intent: Intent) -> Committed:
        """See `Journal.commit`. A table asks for what to change while it changes it: it has seen no other board."""
        return self.journal.commit(intent, whichever=True)

    def read(self) -> dict[str, dict[str, Any]]:
        """Every table in full: what stock TinyDB would find. Slow; the tables of `JournalDB` never ask for it."""
        board = self.board()
        return {name: dict(Rows(board, name)) for name in type_of}

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:
        """Refused: whoever writes the whole board undoes what others wrote meanwhile.

        Raises:
            StoreError: `whole_write`.
        """
        raise StoreError("whole_write")

    def close(self) -> None:
        """Forget the board."""
        self.journal.close()


class TinyStore:
    """A `Store` of the board in a folder. `db` is the TinyDB database over it, for queries and scripts."""

    def __init__(self, path: Path, **options: Any) -> None:
        self.db = JournalDB(path, storage=JournalStorage, **options)
        self._journal = cast("JournalStorage", self.db.storage).journal

    def load(self) -> Board:
        """The newest board; see `TinyReader.load`."""
        return self._journal.load()

    def poll(self) -> Board | None:
        """The newest board if it is another one than was given last; see `TinyReader.poll`."""
        return self._journal.poll()

    def history(self, task: int | None = None) -> Iterator[Change]:
        """The changes from the newest back; see `TinyReader.history`."""
        return self._journal.history(task)

    def recent(self) -> tuple[Change, ...]:
        """The changes of others that came in since this was last asked; see `TinyReader.recent`."""
        return self._journal.recent()

    def changes(self, since: int = 0) -> Iterator[Change]:
        """The changes with a seq above `since`, oldest first; see `TinyReader.changes`."""
        return self._journal.changes(since)

    def commit(self, intent: Intent) -> Committed:
        """Run `intent` on the newest board and make its change durable; see `Journal.commit`."""
        return self._journal.commit(intent)

    def wants_compaction(self) -> bool:
        """Whether `compact` would make opening the board faster; see `Journal.wants_compaction`."""
        return self._journal.wants_compaction()

    def compact(self) -> bool:
        """Write the snapshot anew; see `Journal.compact`."""
        return self._journal.compact()

    def notices(self) -> tuple[Notice, ...]:
        """What was mended since the last call; see `Journal.notices`."""
        return self._journal.notices()

    def close(self) -> None:
        """Forget the board. No file is held open between calls."""
        self.db.close()

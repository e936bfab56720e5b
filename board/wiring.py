"""Opens a store and hands it to the desk, the wall or the command line; the only place that knows which store.

The packages of the store are imported when one is opened: `board --help` needs none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from board.model.changes import Change
    from board.model.ports import Caretaker, PresenceReader, PresenceWriter, Reader, Store


def open_store(path: Path) -> Store:
    """The board in this folder, to read and to write. Nothing is read before it is asked for."""
    from board.store.tinydb_store import TinyStore

    return TinyStore(path)


def open_reader(path: Path) -> Reader:
    """The board in this folder, to read only: no permission to write is needed, and nothing can be written."""
    from board.store.reader import TinyReader

    return TinyReader(path)


def open_presence(path: Path) -> PresenceReader:
    """What the desks of this board tell its walls; only read."""
    from board.store.presence import PresenceFolder

    return PresenceFolder(path)


def open_desk_presence(path: Path) -> PresenceWriter:
    """By which a desk of this board tells its walls."""
    from board.store.presence import DeskPresence

    return DeskPresence(path)


def create_board(path: Path, changes: Iterable[Change]) -> None:
    """Make the folder of a new board with this history.

    Raises:
        StoreError: `board_exists`, `folder_not_empty`, `not_a_folder`, `no_permission` or `not_saved`.
    """
    from board.store.creation import create

    create(path, changes)


def create_demo(path: Path, changes: Iterable[Change]) -> None:
    """The same, in place of a demo board if there is one; a board that is not a demo is never overwritten.

    Raises:
        StoreError: `not_a_demo`, or as `create_board`.
    """
    from board.store.creation import replace_demo

    replace_demo(path, changes)


def caretaker(path: Path, store: Store) -> Caretaker | None:
    """Who looks after a board that a desk has open with `store`."""
    from board.store.care import Care
    from board.store.tinydb_store import TinyStore

    return Care(path, store) if isinstance(store, TinyStore) else None


def examine(path: Path) -> dict[str, Any]:
    """What is wrong with a board, as plain data; nothing is written. See `store.doctor.Report`.

    Raises:
        StoreError: there is no board, or it cannot be looked at.
    """
    from board.store.doctor import examine as examined

    return examined(path).plain()


def repair(path: Path, now: datetime, source: str | None) -> dict[str, Any]:
    """Make a board sound again, or what the backup `source` holds, as plain data. See `store.repair.Repaired`.

    Raises:
        StoreError: as `store.repair.repair`.
    """
    from board.store.backups import find
    from board.store.repair import repair as repaired

    return repaired(path, now, source=find(path, source) if source is not None else None).plain()


def back_up(path: Path, now: datetime, target: Path | None) -> Path:
    """Copy the whole board, into its `backups/` or to `target`; where the copy is.

    Raises:
        StoreError: as `store.backups.take_by_hand`.
    """
    from board.store.backups import take_by_hand

    return take_by_hand(path, now, target)


def compact(path: Path) -> bool:
    """Write the snapshot of a board anew; False when there was nothing to do.

    Raises:
        StoreError: as `store.journal.Journal.compact`.
    """
    from board.store.journal import Journal

    return Journal(path).compact()

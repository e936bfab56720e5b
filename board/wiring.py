"""Opens a store and hands it to the desk, the wall or the command line; the only place that knows which store.

The packages of the store are imported when one is opened: `board --help` needs none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from board.model.changes import Change
    from board.model.ports import Reader, Store


def open_store(path: Path) -> Store:
    """The board in this folder, to read and to write. Nothing is read before it is asked for."""
    from board.store.tinydb_store import TinyStore

    return TinyStore(path)


def open_reader(path: Path) -> Reader:
    """The board in this folder, to read only: no permission to write is needed, and nothing can be written."""
    from board.store.reader import TinyReader

    return TinyReader(path)


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

"""What is counted, and what must hold after every try."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from board.errors import StoreError
from board.model.board import Board
from board.model.changes import apply_all
from board.store.reader import TinyReader
from board.store.tinydb_store import TinyStore
from tests.store.hands import add, loaded, same, titles


class Lost(AssertionError):
    """A change that was confirmed is not there."""


class Unreadable(AssertionError):
    """A board that should be readable is not."""


class Skipped(Exception):
    """This machine does not allow the try."""


@dataclass
class Tally:
    """The figures of one promise."""

    tries: int = 0
    lost: int = 0
    unreadable: int = 0
    other: list[str] = field(default_factory=list)
    skipped: str = ""
    notes: dict[str, int] = field(default_factory=dict)
    """What happened on the way that is no fault, by name."""

    @property
    def clean(self) -> bool:
        return not (self.lost or self.unreadable or self.other)

    def note(self, what: str, count: int = 1) -> None:
        self.notes[what] = self.notes.get(what, 0) + count

    @contextlib.contextmanager
    def judging(self, where: str) -> Iterator[None]:
        """Sort what goes wrong inside into its column."""
        try:
            yield
        except Skipped as error:
            self.skipped = str(error)
        except Lost as error:
            self.lost += 1
            self.other_words(where, error)
        except Unreadable as error:
            self.unreadable += 1
            self.other_words(where, error)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            self.other.append("")
            self.other_words(where, error)

    def other_words(self, where: str, error: Exception) -> None:
        self.note(f"{where}: {type(error).__name__}: {error}")


def told(error: StoreError, *codes: str) -> None:
    """It is one of these errors; any other is a finding."""
    if error.code not in codes:
        raise error


Trial = Callable[[Path, Random, Tally], None]
"""One round of tries in an empty folder; counts them in the tally and raises what it finds."""


def see(path: Path) -> Board:
    """The board as somebody sees it who comes new to it."""
    try:
        return loaded(path)
    except StoreError as error:
        raise Unreadable(f"{error}") from error


def expect(path: Path, confirmed: Collection[str], possible: Collection[str] = ()) -> Board:
    """The titles in `confirmed` are all there once, beside them at most those in `possible`."""
    board = see(path)
    found = titles(board)
    if missing := [title for title in confirmed if title not in set(found)]:
        raise Lost(f"{missing[:5]} of {len(confirmed)}")
    assert len(set(found)) == len(found), "a change stands twice"
    assert set(found) <= {*confirmed, *possible}, "a change that was refused is there"
    return board


def replay(path: Path) -> Board:
    """The board that the whole history makes."""
    try:
        history = list(TinyReader(path).changes())
        store = loaded(path).store
    except StoreError as error:
        raise Unreadable(f"{error}") from error
    assert [change.seq for change in history] == list(range(1, len(history) + 1)), "a gap in the history"
    return apply_all(Board.build({}, store=store), history)


def whole(path: Path, confirmed: Collection[str], possible: Collection[str] = ()) -> None:
    """The same, the history makes this very board, and it can be written."""
    board = expect(path, confirmed, possible)
    assert same(board, replay(path)), "the history makes another board"
    try:
        after = TinyStore(path).commit(add("afterwards")).board
    except StoreError as error:
        raise Unreadable(f"cannot be written: {error}") from error
    assert titles(after) == [*titles(board), "afterwards"]
    assert same(see(path), after)

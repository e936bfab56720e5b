"""Changes whose operations are packed: the same line as any other, written piece by piece."""

from __future__ import annotations

import errno
from pathlib import Path

import msgspec
import pytest

from board import commands as do
from board.commands.core import Draft
from board.errors import StoreError
from board.model.board import Board
from board.model.changes import Change, Op
from board.model.packed import Packed
from board.model.ports import Intent
from board.store import segments
from board.store.creation import create
from board.store.journal import Journal
from tests.store.hands import (
    ME,
    Crash,
    FailingFiles,
    add,
    check_whole,
    first_change,
    loaded,
    new_board,
    same,
    segment,
    titles,
)
from tests.store.test_faults import boards

TITLES = [f"第{number}处地砖破损" for number in range(300)]


def packed(change: Change) -> Change:
    return msgspec.structs.replace(change, ops=Packed(Op, change.ops))


def add_many() -> Intent:
    """An intent that adds a task for each title, in one change with packed operations."""

    def intent(board: Board) -> Change:
        draft = Draft(board, ME)
        for title in TITLES:
            draft.add("task", title=title)
        return packed(draft.change("import", typed='"ops":[ stands in what was typed'))

    return intent


def test_its_line_is_that_of_the_same_change_unpacked() -> None:
    change = add_many()(Board())
    plain = msgspec.structs.replace(change, ops=tuple(change.ops))

    assert segments.encode(change) == segments.encode(plain)
    assert segments.decode(segments.encode(change)[:-1]) == plain
    assert segments.read_back(segments.encoded(change)) == plain
    for size in (10, 4096, 1 << 20):
        assert segments.encoded(change).head(size) == segments.encode(plain)[:size]
        assert segments.encoded(plain).head(size) == segments.encode(plain)[:size]


def test_it_is_durable_read_by_others_and_taken_back(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = Journal(path)
    other = Journal(path)
    before = other.load()
    done = store.commit(add_many())

    assert titles(done.board) == TITLES
    assert same(loaded(path), done.board)
    assert other.poll() == done.board
    assert next(other.history()) == done.change
    assert store.poll() is None
    assert titles(store.commit(add("后来")).board) == [*TITLES, "后来"]
    undone = store.commit(do.undo(ME, done.change)).board
    assert titles(undone) == ["后来"]
    assert len(undone.tasks) == len(before.tasks) + 1
    check_whole(path)


def test_a_board_can_begin_with_one(tmp_path: Path) -> None:
    plain, long = tmp_path / "plain.board", tmp_path / "long.board"
    create(plain, [first_change()])
    create(long, [packed(first_change())])

    assert segment(plain).read_bytes() == segment(long).read_bytes()


@pytest.mark.parametrize("how", [errno.ENOSPC, "short", "crash"])
def test_each_call_of_its_commit_fails(tmp_path: Path, how: int | str) -> None:
    original = new_board(tmp_path)
    for nth, path in boards(tmp_path, original):
        files = FailingFiles(nth, how)
        store = Journal(path, files=files)
        try:
            done = store.commit(add_many())
        except (StoreError, Crash) as error:
            found = titles(loaded(path))
            sure = isinstance(error, StoreError) and error.code != "save_unknown"
            assert found == [] if sure else found in ([], TITLES)
            if sure:
                assert segment(path).read_bytes() == segment(original).read_bytes()
        else:
            assert same(loaded(path), done.board)
            assert titles(done.board) == TITLES
        check_whole(path)
        if not files.failed:
            break
    assert nth > 20


def test_a_sync_that_fails_leaves_the_whole_line_in_a_new_segment(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    Journal(path).commit(add("先前"))

    done = Journal(path, files=FailingFiles(1, errno.EIO, only=("sync",))).commit(add_many())

    assert segment(path, 2).exists()
    assert titles(done.board) == ["先前", *TITLES]
    assert same(loaded(path), done.board)

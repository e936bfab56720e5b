"""Folders of boards for the tests of the store, and file systems that fail, record, or lose power."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from board import commands as do
from board.commands import Actor
from board.model.board import Board
from board.model.changes import Change, Op, plain
from board.model.entities import type_of
from board.model.ports import Intent
from board.store.creation import create
from board.store.files import Files
from board.store.reader import TinyReader
from board.store.tinydb_store import TinyStore
from tests.conftest import NOW
from tests.support import rows, well_filled

ME = Actor(who="秘书", now=NOW)
TASKS = len(well_filled().tasks)
"""Tasks on a new board of these tests."""


def first_change(board: Board | None = None, *, demo: bool = False) -> Change:
    """The whole of `board` as the first change of a history."""
    ops = []
    for entity in type_of:
        for key, row in (board or well_filled()).table(entity).items():
            value = plain(row)
            if entity == "office":
                value["demo"] = demo
            ops.append(Op(op="add", entity=entity, id=key, value=value))
    return Change(id="0" * 32, who="秘书", when="2026-11-01T09:00:00", action="template", ops=tuple(ops))


def new_board(folder: Path, *, demo: bool = False) -> Path:
    """A folder with a board of `TASKS` tasks, at seq 1."""
    path = folder / "erqi.board"
    create(path, [first_change(demo=demo)])
    return path


def add(title: str) -> Intent:
    return do.add(ME, title)


def retitle(no: int, title: str) -> Intent:
    return do.edit(ME, no, title=title)


def titles(board: Board) -> list[str]:
    """The titles of the tasks that the tests added."""
    return [task.title for task in board.tasks.values() if task.no > TASKS]


def loaded(path: Path) -> Board:
    """The board as somebody sees it who comes new to the folder."""
    return TinyReader(path).load()


def same(one: Board, other: Board) -> bool:
    return (
        rows(one, revisions=True) == rows(other, revisions=True)
        and (one.seq, one.store, dict(one.next_ids)) == (other.seq, other.store, dict(other.next_ids))
        and one.index == other.index
        and all(dict(one.of_task[entity]) == dict(other.of_task[entity]) for entity in one.of_task)
    )


def contents(path: Path) -> dict[str, tuple[bytes, int]]:
    """Every file under `path` with its bytes and its time, to see that nothing was touched."""
    return {
        each.relative_to(path).as_posix(): (each.read_bytes(), each.stat().st_mtime_ns)
        for each in sorted(path.rglob("*"))
        if each.is_file() and each.name != "lock"
    }


def segment(path: Path, number: int = 1) -> Path:
    return path / "changes" / f"{number:06d}.jsonl"


def check_whole(path: Path) -> Board:
    """The board loads, its history has no gap or repetition, and it can be written."""
    board = loaded(path)
    seqs = [change.seq for change in TinyReader(path).changes()]
    assert seqs == list(range(1, board.seq + 1))
    TinyStore(path).commit(add("afterwards"))
    assert titles(loaded(path)) == [*titles(board), "afterwards"]
    return board


# --------------------------------------------------------------------------------- file systems

CALLS = (
    "open", "close", "read_some", "write_some", "seek", "sync", "truncate", "stat_fd", "stat", "listdir", "mkdir",
    "rename", "link", "unlink", "rmdir",
)  # fmt: skip
"""The methods of `Files` that are one system call each."""


class Crash(BaseException):
    """The process was killed: nothing of it runs any more."""


class WatchedFiles(Files):
    """Passes every call through `before`, which may raise, and notes it in `calls`."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []
        """Each call and the name of the file that it was about."""
        self.paths: dict[int, str] = {}
        """The files that were opened, by descriptor."""
        self.opened: set[int] = set()

    def before(self, call: str, arguments: tuple[Any, ...]) -> None:
        """Called before each system call."""

    def names(self) -> list[str]:
        """The calls so far that change something, each with the file it was about."""
        return [f"{call} {name}" for call, name in self.calls if call in ("write_some", "sync", "rename")]


def _watched(call: str) -> Callable[..., Any]:
    real = getattr(Files, call)

    def method(self: WatchedFiles, *arguments: Any) -> Any:
        self.before(call, arguments)
        target = arguments[0]
        self.calls.append((call, Path(target).name if isinstance(target, str) else self.paths[target]))
        result = real(self, *arguments)
        if call == "open":
            self.paths[result] = Path(arguments[0]).name
            self.opened.add(result)
        elif call == "close":
            self.opened.discard(arguments[0])
        return result

    return method


for _call in CALLS:
    setattr(WatchedFiles, _call, _watched(_call))


class FailingFiles(WatchedFiles):
    """The n-th call (from 1) fails: with an errno, with a short write and a full disk, or with the process."""

    def __init__(self, nth: int, how: int | str, only: tuple[str, ...] = CALLS) -> None:
        super().__init__()
        self.nth = nth
        self.how = how
        self.only = only
        self.count = 0
        self.failed = False
        self.dead = False

    def before(self, call: str, arguments: tuple[Any, ...]) -> None:
        if self.dead:
            raise Crash
        if call not in self.only or (call == "close" and self.how != "crash"):
            return
        self.count += 1
        if self.count != self.nth:
            return
        self.failed = True
        if self.how == "crash":
            self.dead = True
            for fd in self.opened:  # as the system does for a killed process; locks go with them
                os.close(fd)
            raise Crash
        if self.how == "short":
            if call == "write_some":
                os.write(arguments[0], bytes(arguments[1][: len(arguments[1]) // 2]))
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        assert isinstance(self.how, int)
        raise OSError(self.how, os.strerror(self.how))

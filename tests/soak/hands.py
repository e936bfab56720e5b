"""Many processes on one board: killed, stopped, and at full speed."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random

from board.errors import StoreError
from board.model.board import Board
from board.model.changes import apply_all
from board.store.reader import TinyReader
from board.store.tinydb_store import TinyStore
from tests.soak.children import Child, Say, children
from tests.soak.tally import Lost, Tally, expect, replay, see, told, whole
from tests.store.hands import TASKS, add, new_board, same, titles

ROUND = 50
"""Kills on one board, which then begins anew: what is tried is not the reading of a large one."""
LONGEST = 0.02
"""Seconds that a process lives at most: it commits, on this disk, some dozens of times."""


def _writes(path: Path, name: str, seed: float, compacts: float) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        random = Random(seed)
        store = TinyStore(path, lock_seconds=60)
        for number in count():
            store.commit(add(f"{name}-{number}"))
            say(f"{name}-{number}")
            if random.random() < compacts:
                store.compact()

    return work


def kills(folder: Path, random: Random, tally: Tally) -> None:
    """One to three processes commit and compact; each is killed at a moment of its own."""
    path = new_board(folder)
    confirmed: list[str] = []
    for number in range(ROUND):
        names = [f"{number}.{place}" for place in range(random.choice((1, 1, 2, 3)))]
        compacts = random.choice((0, 0.1, 0.5))
        with children([_writes(path, name, random.random(), compacts) for name in names]) as writers:
            for writer in writers:
                time.sleep(random.uniform(0, LONGEST))
                writer.signal(signal.SIGKILL)
            told = [writer.rest() for writer in writers]
            assert [writer.end() for writer in writers] == [-signal.SIGKILL] * len(writers), "it had ended by itself"
        tally.tries += len(writers)
        tally.note("changes confirmed", sum(map(len, told)))
        found = titles(see(path))
        for name, mine in zip(names, told, strict=True):
            standing = [title for title in found if title.startswith(f"{name}-")]
            if standing[: len(mine)] != mine:
                raise Lost(f"{mine} was confirmed, {standing} is there")
            assert len(standing) <= len(mine) + 1, "more than it asked for"
            confirmed += standing
        assert sorted(found) == sorted(confirmed)
    TinyStore(path).compact()
    assert not list(path.glob("*.new-*")), "something is left of a compaction that died"
    whole(path, confirmed)


# ------------------------------------------------------------------------------------------- many


def crowd(writers: int, each: int) -> Callable[[Path, Random, Tally], None]:
    """So many writers with so many changes each, and a reader that checks every board it sees."""

    def trial(folder: Path, random: Random, tally: Tally) -> None:
        path = new_board(folder)
        watcher = _Watcher(path)
        with children([_writes_some(path, f"{number}", each) for number in range(writers)]) as workers:
            while not all(worker.ended for worker in workers):
                watcher.told.update(line for worker in workers for line in worker.heard())
                watcher.look()
            assert [worker.end() for worker in workers] == [0] * writers, "a writer gave up"
        watcher.look()
        tally.tries += writers * each
        tally.note("boards seen by the reader", watcher.looks)
        wanted = [f"{name}-{number}" for name in range(writers) for number in range(each)]
        board = expect(path, wanted)
        assert list(board.tasks) == list(range(1, TASKS + len(wanted) + 1)), "numbers"
        for name in range(writers):
            mine = [title for title in titles(board) if title.startswith(f"{name}-")]
            assert mine == [f"{name}-{number}" for number in range(each)], "the order of one writer"
        whole(path, wanted)

    return trial


def _writes_some(path: Path, name: str, each: int) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        store = TinyStore(path, lock_seconds=120)
        for number in range(each):
            store.commit(add(f"{name}-{number}"))
            say(f"{name}-{number}")
            if number % 100 == 50:
                store.compact()

    return work


class _Watcher:
    """A reader beside the writers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader = TinyReader(path)
        self._board = self._reader.load()
        self._replayed = self._board
        self._standing: set[str] = set()
        self._numbers: list[int] = list(self._board.tasks)
        self.told: set[str] = set()
        """What was confirmed to somebody before the next look."""
        self.looks = 0

    def look(self) -> None:
        newer = self._reader.poll()
        if newer is not None:
            self._check(newer)
        if missing := self.told - self._standing:
            raise Lost(f"confirmed and not seen: {sorted(missing)[:5]}")
        self.told.clear()

    def _check(self, board: Board) -> None:
        self.looks += 1
        assert board.seq > self._board.seq, "the seq goes back"
        numbers = list(board.tasks)
        fresh = numbers[len(self._numbers) :]
        assert len(fresh) == board.seq - self._board.seq, "a number twice, or a change that is none"
        assert not self._numbers or not fresh or fresh[0] == self._numbers[-1] + 1
        self._numbers = numbers
        self._standing.update(board.tasks[no].title for no in fresh)
        assert len(self._standing) == len(numbers) - TASKS, "a change twice"
        self._board = board
        self._follow(board)

    def _follow(self, board: Board) -> None:
        changes = [change for change in self._reader.recent() if change.seq > self._replayed.seq]
        if not changes or changes[0].seq != self._replayed.seq + 1:
            changes = [each for each in self._reader.changes(self._replayed.seq) if each.seq <= board.seq]
        self._replayed = apply_all(self._replayed, changes)
        assert self._replayed.seq == board.seq
        if self.looks % 50 == 1:
            assert same(self._replayed, board), "its changes make another board"


# ---------------------------------------------------------------------------------- a holder that hangs


def stops(folder: Path, random: Random, tally: Tally) -> None:
    """A process is stopped at any moment, also with the lock in its hands; it is named; killed, the lock is free."""
    path = new_board(folder)
    confirmed: list[str] = []
    mine = TinyStore(path, lock_seconds=0.03)
    reader = TinyReader(path)
    named: list[str] = []
    for number in range(10):
        with children([_writes(path, f"{number}", random.random(), 0.2)]) as [holder]:
            confirmed.append(holder.line())
            time.sleep(random.uniform(0, LONGEST / 4))
            holder.signal(signal.SIGSTOP)
            holder.wait_until_stopped()
            tally.tries += 1
            try:
                mine.commit(add(f"meanwhile {number}"))
                confirmed.append(f"meanwhile {number}")
            except StoreError as error:
                told(error, "store_busy")
                named.append(error.params["holder"])
            assert all(re.search(r"\(\d+\)$", name) for name in named), named
            assert reader.load() is not None
            confirmed += holder.heard()
            holder.signal(signal.SIGKILL)
            confirmed += holder.rest()
        TinyStore(path, lock_seconds=0.5).commit(add(f"after {number}"))
        confirmed.append(f"after {number}")
        unsaid = [f"{number}-{place}" for place in range(10_000)]
        expect(path, confirmed, {*unsaid, *titles(see(path))})
    tally.note("found the lock held", len(named))
    assert same(see(path), replay(path))


def holding(path: Path) -> Child:
    """A process that has the lock, and says so."""

    def work(say: Say) -> None:
        def intent(board: Board) -> None:
            say("held")
            signal.pause()

        TinyStore(path).commit(intent)  # type: ignore[arg-type]

    child = Child(work)
    assert child.line() == "held"
    return child


def hangs(folder: Path, random: Random, tally: Tally) -> None:
    """A process is stopped with the lock in its hands, surely: it is named by its number, and killed, it lets go."""
    path = new_board(folder)
    for number in range(5):
        holder = holding(path)
        try:
            holder.signal(signal.SIGSTOP)
            holder.wait_until_stopped()
            store = TinyStore(path, lock_seconds=0.02)
            intent = add(f"{number}")
            try:
                store.commit(intent)
            except StoreError as error:
                told(error, "store_busy")
                named = error.params["holder"]
            else:
                raise AssertionError("two have the lock")
            assert named.endswith(f"({holder.pid})"), named
            assert titles(see(path)) == [f"{place}" for place in range(number)]
        finally:
            holder.close()
        store.commit(intent)
        tally.tries += 1
    whole(path, [f"{number}" for number in range(5)])

"""What the age of a board costs: the same board with no history and with a very long one."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path

from board.commands import Actor, edit
from board.store.files import Files
from board.store.reader import TinyReader
from board.store.tinydb_store import TinyStore
from tests.bench.figures import median, ms, ratio
from tests.bench.measures import BOARD

CHANGES = 200_000
PAGE = 20
"""What `board log` prints when nobody asks for more."""


class Unsynced(Files):
    """Years of work in a minute: what is made here need not outlive a power cut."""

    def sync(self, fd: int) -> None:
        """Nothing is waited for."""


def grow(path: Path, changes: int) -> None:
    """So many changes of fields, compacted as the desk would: the board stays as large as it was."""
    store = TinyStore(path, files=Unsynced())
    numbers = list(store.load().tasks)
    who = Actor("秘书", datetime.now())
    for n in range(changes):
        store.commit(edit(who, numbers[n * 7 % len(numbers)], person=f"网格长{n}"))
        if n % 500 == 0 and store.wants_compaction():
            store.compact()


def figures(young: Path, runs: int, around: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(row, figure), the old board always in turn with the young one."""
    old = young.with_name(f"old-{young.name}")
    shutil.copytree(young, old)
    grow(old, CHANGES)
    runs = max(5, runs)
    yield "history lies", _in_turn(lambda path: TinyReader(path).load(), young, old, runs)
    for path in (young, old):
        TinyStore(path).compact()
    yield "history open", _in_turn(lambda path: TinyReader(path).load(), young, old, runs)
    yield (
        "history page",
        ms([_timed(lambda path: list(islice(TinyReader(path).history(), PAGE)), old) for _ in range(runs)]),
    )
    no = next(iter(TinyReader(old).load().tasks))
    yield (
        "history task",
        ms([_timed(lambda path: list(islice(TinyReader(path).history(no), PAGE)), old) for _ in range(5)]),
    )
    yield "history log", ms([_timed(lambda path: _log(path, around), old) for _ in range(runs)])


def _log(path: Path, around: Mapping[str, str]) -> None:
    subprocess.run([*BOARD, "--store", str(path), "log"], env=dict(around), check=True, capture_output=True)


def _in_turn(work: Callable[[Path], object], young: Path, old: Path, runs: int) -> str:
    """Milliseconds on the old board, and against the young one."""
    with_none, with_many = [], []
    for _ in range(runs):
        with_none.append(_timed(work, young))
        with_many.append(_timed(work, old))
    return f"{median(with_many) * 1000:.0f} = {ratio(with_many, with_none)}"


def _timed(work: Callable[[Path], object], path: Path) -> float:
    begin = time.perf_counter()
    work(path)
    return time.perf_counter() - begin

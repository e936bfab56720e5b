"""What the store costs, beside one row of SQLite on the same disk in the same run.

    python -m tests.bench.bench_store [tasks …]        default: 1000 10000 100000

Figures are medians; × is against the SQLite row (WAL, synchronous=FULL) that was committed in turn with them.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from board.model.changes import Change, Op
from board.model.ports import Intent
from board.store.creation import create
from board.store.reader import TinyReader
from board.store.tinydb_store import TinyStore

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 400
STAGES = ("unclaimed", "underway", "met", "consolidating", "closed")
WORDS = "二七区建设路以东、铁路沿线五十米范围内违章搭建拆除并补植绿化，责任单位逐户登记、限期整改，验收后移交养护。"


def task(no: int) -> dict[str, Any]:
    """A task of about 1.4 KB, as a real ledger has them."""
    return {
        "no": no,
        "title": f"铁路沿线拆违绿化第{no}段",
        "kind": ("assignment", "problem", "project", "check")[no % 4],
        "group": no % 8 + 1,
        "stage": STAGES[no % 5],
        "unit": no % 40 + 1,
        "lead_unit": (no + 1) % 40 + 1,
        "co_units": [no % 7 + 1, no % 11 + 1],
        "person": "网格长",
        "area": "建中街",
        "goal": WORDS,
        "standard": WORDS,
        "duty": WORDS[:30],
        "due": f"2026-{no % 12 + 1:02d}-{no % 28 + 1:02d}",
        "original_due": f"2026-{no % 12 + 1:02d}-{no % 28 + 1:02d}",
        "source": WORDS * 5,
        "tags": ["拆违", "曝光"],
        "category": "环境整治",
        "created_at": "2026-10-12T09:00:00",
        "created_by": "秘书",
    }


def history(size: int) -> Iterator[Change]:
    ops = [Op(op="add", entity="office", id=1, value={"id": 1, "district": "二七区"})]
    ops += [Op(op="add", entity="group", id=n, value={"id": n, "number": n, "name": f"第{n}组"}) for n in range(1, 9)]
    ops += [Op(op="add", entity="unit", id=n, value={"id": n, "name": f"单位{n}"}) for n in range(1, 41)]
    yield change("template", *ops)
    for start in range(1, size + 1, 500):
        rows = range(start, min(start + 500, size + 1))
        yield change("add", *(Op(op="add", entity="task", id=no, value=task(no)) for no in rows))


serial = iter(range(1 << 30))


def change(action: str, *ops: Op) -> Change:
    return Change(id=f"{next(serial):032x}", who="秘书", when="2026-11-23T09:00:00", action=action, ops=ops)


def field(no: int, name: str, value: object, old: object) -> Intent:
    op = Op(op="set", entity="task", id=no, field=name, value=value, old=old)
    return lambda _: change("edit", op)


def timed(work: Callable[..., object], *arguments: object) -> float:
    begin = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - begin


def median_ms(values: list[float]) -> float:
    return statistics.median(values) * 1000


def open_sqlite(folder: Path, size: int) -> sqlite3.Connection:
    database = sqlite3.connect(folder / "anchor.sqlite", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE task (no INTEGER PRIMARY KEY, title TEXT, goal TEXT, source TEXT)")
    rows = ((no, "铁路沿线拆违绿化", WORDS, WORDS * 5) for no in range(1, size + 1))
    database.execute("BEGIN")
    database.executemany("INSERT INTO task VALUES (?, ?, ?, ?)", rows)
    database.execute("COMMIT")
    return database


def measure(folder: Path, size: int) -> list[str]:
    path = folder / "bench.board"
    made = timed(lambda: create(path, history(size)))
    database = open_sqlite(folder, size)
    opened = [timed(TinyReader(path).load) for _ in range(5 if size > 50_000 else 15)]
    store = TinyStore(path)
    board = store.load()
    reader = TinyReader(path)
    reader.load()

    title, stage, row, seen = [], [], [], []
    for n in range(ROUNDS):
        was = board.tasks[n * 7 % size + 1]
        to = STAGES[(STAGES.index(was.stage) + 1) % 5]
        row.append(timed(database.execute, "UPDATE task SET title = ? WHERE no = ?", (f"第{n}次", was.no)))
        title.append(timed(store.commit, field(was.no, "title", f"第{n}次", was.title)))
        stage.append(timed(store.commit, field(was.no, "stage", to, was.stage)))
        seen.append(timed(reader.poll))
        board = store.load()
    idle = timed(lambda polling: [polling.poll() for _ in range(2_000)], reader) / 2_000
    del board, was, reader, store  # one board in memory at a time, as in a process that opens one
    reopened = [timed(TinyReader(path).load) for _ in range(5)]
    compacted = timed(TinyStore(path).compact)
    anchor = median_ms(row)
    p95 = sorted(title)[int(len(title) * 0.95)] * 1000
    return [
        f"{size:,}",
        f"{anchor:.3f}",
        f"{median_ms(title):.3f} = {median_ms(title) / anchor:.2f}×",
        f"{p95:.2f}",
        f"{median_ms(stage):.3f} = {median_ms(stage) / anchor:.2f}×",
        f"{median_ms(opened):.0f}",
        f"{median_ms(reopened):.0f}",
        f"{idle * 1e6:.1f}",
        f"{median_ms(seen):.3f}",
        f"{compacted * 1000:.0f}",
        f"{made * 1000:.0f}",
        f"{(path / 'board.json').stat().st_size / 1e6:.1f}",
    ]


HEADS = (
    "tasks", "SQLite row ms", "one field ms", "p95 ms", "stage move ms", "open ms", f"open +{2 * ROUNDS} changes ms",
    "idle poll µs", "poll, 2 changes ms", "open and compact ms", "create ms", "board.json MB",
)  # fmt: skip


def main() -> None:
    sizes = [int(word.replace("_", "")) for word in sys.argv[1:]] or SIZES
    print("| " + " | ".join(HEADS) + " |")
    print("|" + " ---: |" * len(HEADS))
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
            print("| " + " | ".join(measure(Path(folder), size)) + " |", flush=True)


if __name__ == "__main__":
    main()

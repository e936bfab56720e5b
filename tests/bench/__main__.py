"""All benchmarks in one table, in Markdown.

    python -m tests.bench [--quick] [--only start,keys,commit,memory,history,filter,decisions,deadlines,entry]
                          [--sizes demo,10000,100000] [--runs N]

Start-up and memory are ratios against an empty Textual app that is started in turn with the board, and a commit is one
against a row of SQLite committed in turn with it: on a machine that does something else meanwhile the ratios stay
true, and the milliseconds do not. Needs a system with ptys; memory and CPU time are read from Linux's /proc.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench import big_board, measures
from tests.bench.figures import median, ms, ratio, table

SIZED = ("start", "keys", "commit", "memory", "history", "filter")
"""What is measured at every size, in one table."""
PARTS = (*SIZED, "decisions", "deadlines", "entry")
"""The last three have no size, and tables of their own. A decision that is not made: exit code 1."""
HISTORY_SIZE = "10000"
"""The size at which a long history is measured."""
SIZES = ("demo", "10000", "100000")
DEMO_COMMITS = 1_000
"""Where the screen is measured on the demo board, the commit is measured at this size."""
Row = tuple[str, str]


class Bench:
    """One run: boards made once, in a folder that goes when it ends."""

    def __init__(self, folder: Path, parts: list[str], runs: int, presses: int) -> None:
        self.folder = folder
        self.parts = parts
        self.runs = runs
        self.presses = presses
        self.environment = measures.environment(folder)

    def board(self, size: str) -> Path:
        """The folder of a board of this size."""
        path = self.folder / f"{size}.board"
        if not path.exists():
            if size == "demo":
                measures.run([*measures.BOARD, "--store", str(path), "demo", "--no-open"], self.environment)
            else:
                big_board.make(path, int(size), datetime.now())
        return path

    def figures(self, size: str) -> Iterator[Row]:
        """(row, figure) of everything that was asked for."""
        if "start" in self.parts or "memory" in self.parts:
            yield from self._starting(size)
        if "keys" in self.parts:
            yield from self._keys(size)
        if "commit" in self.parts:
            yield from self._commits(size)
        if "filter" in self.parts:
            from tests.bench import filtering

            yield from filtering.figures(self.board(size), self.presses, self.runs, self.environment)
        if "history" in self.parts and size == HISTORY_SIZE:
            from tests.bench import history

            yield from history.figures(self.board(size), self.runs, self.environment)

    def _starting(self, size: str) -> Iterator[Row]:
        ours, empty = measures.starts(["--store", str(self.board(size))], self.runs, self.environment)
        if "start" in self.parts:
            yield "empty", f"{median(empty.wall) * 1000:.0f}"
            yield "start", f"{median(ours.wall) * 1000:.0f}"
            yield "start ratio", ratio(ours.wall, empty.wall)
            if sys.platform == "linux":
                yield "start cpu", ratio(ours.cpu, empty.cpu)
            if size == "demo":
                path = self.folder / "fresh.board"
                made, empty_again = measures.starts(["--store", str(path), "demo"], self.runs, self.environment)
                yield "demo ratio", ratio(made.wall, empty_again.wall)
        if "memory" in self.parts and ours.memory:
            yield "memory", ratio(ours.memory, empty.memory)

    def _keys(self, size: str) -> Iterator[Row]:
        path = self.board(size)
        for name, answers in measures.keys(path, self.presses, self.environment).items():
            yield name, ms(answers)
        yield "move", ms(measures.moves(path, self.presses, self.environment))
        yield "follow", ms(measures.follows(path, self.presses, self.environment))

    def _commits(self, size: str) -> Iterator[Row]:
        from tests.bench import bench_store

        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            cells = bench_store.measure(Path(folder), DEMO_COMMITS if size == "demo" else int(size))
        for row, head in (("row", "SQLite row ms"), ("field", "one field ms"), ("stage", "stage move ms")):
            yield row, cells[bench_store.HEADS.index(head)]


ROWS = {
    "empty": ("empty Textual app to its first frame, ms", ""),
    "start": ("`board` to first cards, ms", ""),
    "start ratio": ("start ÷ empty app", "1.25 / 1.6 / 4.5"),
    "start cpu": ("the same in CPU time", ""),
    "demo ratio": ("`board demo`, which makes its board first, ÷ empty app", ""),
    "down": ("↓ to settled screen, ms", "10 / 25"),
    "up": ("↑ to settled screen, ms", "10 / 25"),
    "column": ("→ ← to settled screen, ms", "10 / 25"),
    "move": ("Ctrl+→, durable stage move, to settled screen, ms", "15 / 30"),
    "follow": ("commit in another process to frame on `board --read-only`, ms", "60"),
    "memory": ("peak memory ÷ empty app", "1.5 / 4"),
    "history lies": ("open as it lies after 200,000 changes, ms = ÷ with none", ""),
    "history open": ("open after `board compact`, 200,000 changes, ms = ÷ with none", "1"),
    "history page": ("newest 20 of 200,000 changes, ms", ""),
    "history task": ("newest 20 of one task in 200,000 changes, ms", ""),
    "history log": ("`board log`, the whole command, with 200,000 changes, ms", ""),
    "filter han": ("`/` 城管局, each character to settled screen, ms", "10"),
    "filter letters": ("`/` cgj, each letter to settled screen, ms", "10"),
    "filter echo": ("`/` cgj, each letter to its frame in the bar, ms", ""),
    "filter idle": ("first cards to nothing left to compute, ms", ""),
    "filter index": ("making the index + loading the table of pinyin, ms; its longest step", ""),
    "filter first": ("`/` c at once after the first cards, to settled screen, ms", ""),
    "row": ("one SQLite row (WAL, FULL), ms", ""),
    "field": ("one field, durable, ms, ÷ that row", "2"),
    "stage": ("one stage move, durable, ms, ÷ that row", "2"),
}


def machine() -> str:
    """What it ran on."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores (load before: {load}), "
        f"Python {platform.python_version()}, Textual {version('textual')}, terminal {measures.SIZE}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--quick", action="store_true", help="fewer runs: is it about right?")
    parser.add_argument("--only", default=",".join(PARTS), metavar="PARTS", help="of " + ",".join(PARTS))
    parser.add_argument("--sizes", default=",".join(SIZES), help="demo, or numbers of tasks")
    parser.add_argument("--runs", type=int, default=0, help="starts of each program")
    asked = parser.parse_args()
    parts, sizes = asked.only.split(","), asked.sizes.split(",")
    if not set(parts) <= set(PARTS) or not all(size == "demo" or size.isdecimal() for size in sizes):
        parser.error(f"--only takes {','.join(PARTS)}; --sizes takes demo and numbers")
    runs, presses = asked.runs or (5 if asked.quick else 15), 12 if asked.quick else 60
    print(f"{machine()}; {runs} starts of each, {presses} presses of each key\n", flush=True)
    if set(parts) & set(SIZED):
        print(sized(parts, sizes, runs, presses), end="\n\n", flush=True)
    return 0 if unsized(parts) else 1


def sized(parts: list[str], sizes: list[str], runs: int, presses: int) -> str:
    """The table of what is measured at every size."""
    found: dict[str, dict[str, str]] = {}
    # On the disk of the checkout: where /tmp is memory, a durable write would cost nothing.
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
        bench = Bench(Path(folder), parts, runs, presses)
        for size in sizes:
            for row, figure in bench.figures(size):
                found.setdefault(row, {})[size] = figure
                print(f"{size:>8} {ROWS[row][0]}: {figure}", file=sys.stderr, flush=True)
    head = ["median / p95", *(size if size == "demo" else f"{int(size):,}" for size in sizes), "target"]
    print(file=sys.stderr)
    return table(head, [[words, *(found[row].get(size, "") for size in sizes), target]
                        for row, (words, target) in ROWS.items() if row in found])  # fmt: skip


def unsized(parts: list[str]) -> bool:
    """Print the other tables; whether every decision was made."""
    from tests.bench import reading

    if "deadlines" in parts:
        print(reading.deadlines(), end="\n\n", flush=True)
    if "entry" in parts:
        print(reading.entry(), end="\n\n", flush=True)
    if "decisions" not in parts:
        return True
    from tests.bench import keystrokes  # presses keys as the tests do, and needs what they need

    return keystrokes.report()


if __name__ == "__main__":
    sys.exit(main())

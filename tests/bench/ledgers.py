"""What a ledger costs, beside openpyxl's own write-only loop over the same cells in the same run.

    python -m tests.bench.ledgers [TASKS] [--runs N]

Each is measured in processes of its own, in turn: seconds of the loop alone (openpyxl is handed rows that are made
already, without styles), and the peak memory of the whole process, the board included (there both make the rows as
they go).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from board import wiring
from board.messages import Messages
from board.model.query import Filter, select
from board.reports.ledger import Ledger, Row
from board.reports.writers import FORMATS, write_ledger
from tests.bench import big_board
from tests.bench.figures import median, table

TASKS = 10_000
WAYS = (*FORMATS, "reference", "reference streamed")


def ledger_of(path: Path) -> Ledger:
    """Every task of a board, by urgency."""
    now = datetime.now()
    board = wiring.open_reader(path).load()
    return Ledger(Messages(), board, tuple(select(board, Filter(), now)), now)


def reference(ledger: Ledger, rows: Iterable[Row], target: Path) -> None:
    """The same cells on the same sheets, as openpyxl's documentation has it: append, append, save."""
    book = Workbook(write_only=True)
    sheets = {None: book.create_sheet()} | {group.id: book.create_sheet() for group in ledger.board.groups}
    whole = book.create_sheet()
    for sheet in (whole, *sheets.values()):
        sheet.append(ledger.heads)
    for row in rows:
        whole.append(row.cells)
        sheets[row.group].append(row.cells)
    book.save(target)


def once(way: str, path: Path, folder: Path) -> dict[str, float]:
    """One measurement, in this process: seconds and the peak of its memory in MB."""
    ledger = ledger_of(path)
    rows: Iterable[Row] = list(ledger.rows()) if way == "reference" else ledger.rows()
    started, spent = time.perf_counter(), time.process_time()
    if way in FORMATS:
        write_ledger(ledger, folder / f"ledger.{way}", force=True)
    else:
        reference(ledger, rows, folder / "reference.xlsx")
    seconds, spent = time.perf_counter() - started, time.process_time() - spent
    return {"seconds": seconds, "cpu": spent, "memory": peak_memory()}


def peak_memory() -> float:
    """Of this process alone, in MB; what `getrusage` says begins with what the parent had. Linux only."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


def bench_export(path: Path, folder: Path, runs: int) -> str:
    """The table: every format, and how it stands to openpyxl's loop."""
    found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(runs):
        for way in WAYS:
            command = [sys.executable, "-m", "tests.bench.ledgers", "--once", way, str(path), str(folder)]
            found[way].append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    seconds = {way: median([each["seconds"] for each in of]) for way, of in found.items()}
    cpu = {way: median([each["cpu"] for each in of]) for way, of in found.items()}
    memory = {way: median([each["memory"] for each in of]) for way, of in found.items()}
    rows = []
    for way in WAYS:
        own = way in FORMATS
        rows.append([
            f"`.{way}`" if own else f"openpyxl, {way}", f"{seconds[way]:.2f}",
            f"{cpu[way]:.2f}", f"{cpu[way] / cpu['reference']:.2f}" if own else "", f"{memory[way]:.0f}",
            f"{memory[way] / memory['reference streamed']:.2f}" if own else "",
        ])  # fmt: skip
    return table(["export", "s", "CPU s", "÷ openpyxl", "peak MB", "÷ openpyxl"], rows)


def main() -> None:
    if sys.argv[1:2] == ["--once"]:
        way, path, folder = sys.argv[2:]
        print(json.dumps(once(way, Path(path), Path(folder))))
        return
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ledgers")
    parser.add_argument("tasks", nargs="?", type=int, default=TASKS)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
        path = Path(folder) / "big.board"
        big_board.make(path, asked.tasks, datetime.now())
        print(f"{asked.tasks:,} tasks, median of {asked.runs}\n")
        print(bench_export(path, Path(folder), asked.runs))


if __name__ == "__main__":
    main()

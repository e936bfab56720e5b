"""What a ledger costs, beside openpyxl's own write-only loop over the same cells in the same run.

    python -m tests.bench.ledgers [TASKS] [--runs N]

Each is measured in processes of its own, in turn: seconds of the loop alone (openpyxl is handed rows that are made
already, without styles), and the peak memory of the whole process, the board included (there both make the rows as
they go).
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from board import wiring
from board.messages import Messages
from board.model.query import Filter, select
from board.reports.ledger import Ledger, Row
from board.reports.writers import FORMATS, write_ledger
from tests.bench import big_board
from tests.bench.costs import Costs, in_turn, measured, told_once
from tests.bench.figures import table

TASKS = 10_000
WAYS = (*FORMATS, "reference", "reference streamed")


def ledger_of(path: Path) -> Ledger:
    """Every task of a board, by urgency."""
    now = datetime.now()
    board = wiring.open_reader(path).load()
    return Ledger(Messages(), board, tuple(select(board, Filter(), now)), now)


def reference(ledger: Ledger, rows: Iterable[Row], target: Path) -> None:
    """The same cells on the same sheets, as openpyxl's documentation has it: append, append, save."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheets = {None: book.create_sheet()} | {group.id: book.create_sheet() for group in ledger.board.groups}
    whole = book.create_sheet()
    for sheet in (whole, *sheets.values()):
        sheet.append(ledger.heads)
    for row in rows:
        whole.append(row.cells)
        sheets[row.group].append(row.cells)
    book.save(target)


def once(way: str, path: Path, folder: Path) -> Costs:
    """One measurement, in this process."""
    ledger = ledger_of(path)
    rows: Iterable[Row] = list(ledger.rows()) if way == "reference" else ledger.rows()
    if way in FORMATS:
        return measured(lambda: write_ledger(ledger, folder / f"ledger.{way}", force=True))
    return measured(lambda: reference(ledger, rows, folder / "reference.xlsx"))


def bench_export(path: Path, folder: Path, runs: int) -> str:
    """The table: every format, and how it stands to openpyxl's loop."""
    found = in_turn("tests.bench.ledgers", WAYS, runs, lambda _way, _number: (path, folder))
    seconds, cpu, memory = ({way: each[key] for way, each in found.items()} for key in ("seconds", "cpu", "memory"))
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
    if told_once(once):
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

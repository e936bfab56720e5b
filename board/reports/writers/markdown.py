"""Markdown: one table of the columns that are printed, to be pasted into a message or a document."""

from __future__ import annotations

import re
from typing import BinaryIO

from board.reports.ledger import COLUMNS, Ledger, Sort, Value
from board.reports.safe import plain
from board.reports.writers import STEP, Progress
from board.reports.writers.csv_ import figure

_SIGNS = re.compile(r"[\\|`*_\[\]<>~&#$]")
PRINTED = tuple(place for place, column in enumerate(COLUMNS) if column.printed)
"""The places of the columns that stand in the table."""


def write(ledger: Ledger, stream: BinaryIO, progress: Progress) -> int:
    """Title and table. Nothing is cut."""
    heads = ledger.heads
    _line(stream, f"# {escaped(ledger.title(len(ledger.tasks)))}\n")
    _line(stream, table_row([escaped(heads[place]) for place in PRINTED]))
    _line(stream, table_row([_rule(COLUMNS[place].sort) for place in PRINTED]))
    for done, row in enumerate(ledger.rows(), 1):
        _line(stream, table_row([_said(row.cells[place], COLUMNS[place].sort) for place in PRINTED]))
        if not done % STEP:
            progress(done)
    return 0


def escaped(text: str) -> str:
    """`text` as it stands in a table cell: every sign that Markdown or HTML would obey is escaped."""
    return _SIGNS.sub(r"\\\g<0>", plain(text)).replace("\n", "<br>")


def _said(value: Value, sort: Sort) -> str:
    if value is None:
        return ""
    return escaped(value) if isinstance(value, str) else figure(value, sort)


def _rule(sort: Sort) -> str:
    return "---:" if sort in (Sort.COUNT, Sort.MONEY, Sort.PERCENT) else "---"


def table_row(cells: list[str]) -> str:
    """One row of a table."""
    return f"| {' | '.join(cells)} |"


def _line(stream: BinaryIO, text: str) -> None:
    stream.write(f"{text}\n".encode())

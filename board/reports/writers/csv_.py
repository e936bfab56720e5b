"""CSV: UTF-8 with a byte order mark and CRLF, which is what Excel opens rightly."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import BinaryIO

from board.reports.ledger import COLUMNS, Ledger, Sort, Value
from board.reports.safe import guarded, plain
from board.reports.writers import STEP, Progress


def write(ledger: Ledger, stream: BinaryIO, progress: Progress) -> int:
    """Headings, then one record for each task. Nothing is cut."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    sheet = csv.writer(text, lineterminator="\r\n")
    sheet.writerow(ledger.heads)
    for done, row in enumerate(ledger.rows(), 1):
        sheet.writerow([said(value, column.sort) for value, column in zip(row.cells, COLUMNS, strict=True)])
        if not done % STEP:
            progress(done)
    text.flush()
    text.detach()
    return 0


def said(value: Value, sort: Sort) -> str:
    """A value as the text of a cell: dates in ISO, figures without separators, formulas disarmed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(plain(value))
    return figure(value, sort)


def figure(value: float | date, sort: Sort) -> str:
    """A figure or a date as text: 2026-12-04, 2026-12-04 15:00, 1200.5, 75.7%."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.1%}" if sort is Sort.PERCENT else repr(value).removesuffix(".0")

"""JSON: what `board list --json` prints, an array with one task on each line."""

from __future__ import annotations

from typing import BinaryIO

from board.reports.ledger import Ledger
from board.reports.safe import json_line
from board.reports.writers import STEP, Progress


def write(ledger: Ledger, stream: BinaryIO, progress: Progress) -> int:
    """Write the array. Nothing is cut."""
    between = b"[\n"
    for done, record in enumerate(ledger.records(), 1):
        stream.write(between + json_line(record).encode())
        between = b",\n"
        if not done % STEP:
            progress(done)
    stream.write(b"\n]\n" if ledger.tasks else b"[]\n")
    return 0

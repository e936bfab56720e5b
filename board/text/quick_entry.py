"""One-line entry: what a person types, or pastes, is read into tasks. This is the public face of its parts.

    铁路沿线拆违绿化 @城管局 @李某 +交通局 ^下周五 !高 #曝光 >治脏

Pieces with signs (`signs`) go out first, then official wording (`official`), then a deadline at the end (`ending`);
the rest is the title, as typed. Several lines are `pastes`; what can complete a piece is `completion`. Names are
found in `names`, deadline phrases read in `deadlines`.
"""

from __future__ import annotations

from datetime import datetime

from board.text.completion import Candidate, Completion, complete
from board.text.entry import Doubt, DoubtKind, Entry, EntryError, ErrorKind, Piece, PieceKind, Reading
from board.text.names import Names, names_of
from board.text.pastes import Item, Paste, Skipped, parse_paste
from board.text.reader import read_line

__all__ = [
    "Candidate", "Completion", "Doubt", "DoubtKind", "Entry", "EntryError", "ErrorKind", "Item", "Names", "Paste",
    "Piece", "PieceKind", "Reading", "Skipped", "complete", "names_of", "parse_entry", "parse_paste", "read_line",
]  # fmt: skip


def parse_entry(text: str, now: datetime, names: Names, group: str | int | None = None) -> Entry:
    """Read one line.

    Args:
        text: The line as typed.
        now: The moment to which words like 明天 refer.
        names: What can be named.
        group: The group one stands in, by name or number; None is the office's inbox.

    Raises:
        EntryError: the leftmost thing that cannot be read.
    """
    reading = read_line(text, now, names, group)
    if reading.entry is None:
        raise reading.error or EntryError(ErrorKind.EMPTY_TITLE, "", 0, 0)
    return reading.entry

"""JSON: one object with every figure of the bulletin, as codes and numbers."""

from __future__ import annotations

from typing import BinaryIO

from board.reports.bulletin import Bulletin
from board.reports.safe import json_line
from board.reports.supervision_rows import supervision_row


def write(paper: Bulletin, stream: BinaryIO) -> None:
    """Write the object, one of its keys on each line."""
    row = supervision_row(paper.messages, paper.seen)
    lines = [json_line({name: value})[1:-1] for name, value in row.items()]
    stream.write(("{\n" + ",\n".join(lines) + "\n}\n").encode())

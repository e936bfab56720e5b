"""The formats in which minutes leave: Word, Markdown, JSON; the file is there whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from board.reports.minutes import Minutes, minutes_record
from board.reports.minutes_paper import minutes_paper
from board.reports.safe import json_line
from board.reports.writers import format_of
from board.reports.writers.files import write_file

FORMATS = ("docx", "md", "json")


def write_minutes(minutes: Minutes, path: Path, *, force: bool = False) -> None:
    """Write the minutes to `path`, in the format of its ending.

    Raises:
        UsageError: `export_format`.
        Refused: `export_exists`, unless `force`.
        StoreError: `export_failed`, the file cannot be written.
    """
    ending = format_of(path, FORMATS)

    def fill(stream: BinaryIO) -> None:
        if ending == "json":
            stream.write(f"{json_line(minutes_record(minutes))}\n".encode())
        elif ending == "md":
            from board.reports.writers import paper_markdown

            paper_markdown.write(minutes.messages, minutes_paper(minutes), stream)
        else:
            from board.reports.writers import official_docx

            official_docx.write(minutes.messages, minutes_paper(minutes), stream)

    write_file(path, fill, force=force)

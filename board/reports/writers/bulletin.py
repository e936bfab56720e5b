"""The formats in which a bulletin leaves; the file's ending says which."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol

from board.reports.bulletin import Bulletin
from board.reports.writers import format_of
from board.reports.writers.files import write_file

FORMATS = {"docx": "bulletin_docx", "xlsx": "bulletin_xlsx", "md": "bulletin_markdown", "json": "bulletin_json"}
"""Ending → the module beside this one that writes it."""


class Writer(Protocol):
    """One of those modules."""

    def write(self, paper: Bulletin, stream: BinaryIO) -> None:
        """Write the bulletin."""


def write_bulletin(paper: Bulletin, path: Path, *, force: bool = False) -> None:
    """Write the bulletin to `path`, in the format of its ending: there whole or not at all.

    Raises:
        UsageError: `export_format`.
        Refused: `export_exists`, unless `force`.
        StoreError: `export_failed`, the file cannot be written.
    """
    module = FORMATS[format_of(path, tuple(FORMATS))]
    writer: Writer = import_module(f"board.reports.writers.{module}")
    write_file(path, lambda stream: writer.write(paper, stream), force=force)

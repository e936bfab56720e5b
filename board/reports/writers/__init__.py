"""The formats in which a ledger leaves: the file's ending says which, and the file is there whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from board.errors import UsageError
from board.reports.ledger import Ledger
from board.reports.writers.files import write_file

FORMATS = {"xlsx": "xlsx", "csv": "csv_", "json": "json_", "md": "markdown"}
"""Ending → the module here that writes it."""
STEP = 100
"""Rows between two words about the progress."""
Progress = Callable[[int], None]
"""Is told how many tasks are written."""


class Writer(Protocol):
    """A module of this package."""

    def write(self, ledger: Ledger, stream: BinaryIO, progress: Progress) -> int:
        """Write the ledger; gives how many texts were too long for their cell and were cut."""


class Written(NamedTuple):
    """What was written."""

    path: Path
    tasks: int
    """How many are in it."""
    cut: int
    """Texts that were too long for their cell."""


def format_of(path: Path, formats: Collection[str] = tuple(FORMATS)) -> str:
    """The one of `formats` that the ending of `path` names.

    Raises:
        UsageError: `export_format`.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in formats:
        raise UsageError("export_format", path=str(path), names=" ".join(f".{name}" for name in formats))
    return ending


def write_ledger(
    ledger: Ledger, path: Path, *, force: bool = False, progress: Progress = lambda _: None
) -> Written:  # fmt: skip
    """Write the ledger to `path`, in the format of its ending: beside it first, then in one step to its place.

    Raises:
        UsageError: `export_format`.
        Refused: `export_exists`, unless `force`.
        StoreError: `export_failed`, the file cannot be written.
    """
    writer: Writer = import_module(f"{__name__}.{FORMATS[format_of(path)]}")
    cut = write_file(path, lambda stream: writer.write(ledger, stream, progress), force=force)
    return Written(path, len(ledger.tasks), cut)

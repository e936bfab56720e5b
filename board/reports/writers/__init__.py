"""The formats in which a ledger leaves: the file's ending says which, and the file is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, NamedTuple, Protocol

from board.errors import BoardError, Refused, StoreError, UsageError
from board.reports.ledger import Ledger

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


def format_of(path: Path) -> str:
    """The format that the ending of `path` names.

    Raises:
        UsageError: `export_format`.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UsageError("export_format", path=str(path), names=" ".join(f".{name}" for name in FORMATS))
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

    def check() -> None:
        if not force and os.path.lexists(path):
            raise Refused("export_exists", path=str(path))

    check()
    beside = path.with_name(f".{path.name[:60]}.{token_hex(4)}.tmp")
    try:
        try:
            with beside.open("xb") as stream:
                cut = writer.write(ledger, stream, progress)
                stream.flush()
                os.fsync(stream.fileno())
            check()
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise _failed(path, error) from error
    return Written(path, len(ledger.tasks), cut)


def _failed(path: Path, error: OSError) -> BoardError:
    return StoreError("export_failed", path=str(path), detail=error.strerror or str(error))

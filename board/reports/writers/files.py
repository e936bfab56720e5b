"""A file that is there whole or not at all, and that is never overwritten unasked."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, TypeVar

from board.errors import Refused, StoreError

Filled = TypeVar("Filled")


def write_file(path: Path, fill: Callable[[BinaryIO], Filled], *, force: bool = False) -> Filled:
    """Have `fill` write a file beside `path`, then put it there in one step; gives what `fill` gives.

    Raises:
        Refused: `export_exists`, unless `force`.
        StoreError: `export_failed`, the file cannot be written.
    """

    def check() -> None:
        if not force and os.path.lexists(path):
            raise Refused("export_exists", path=str(path))

    check()
    beside = path.with_name(f".{path.name[:60]}.{token_hex(4)}.tmp")
    try:
        try:
            with beside.open("xb") as stream:
                filled = fill(stream)
                stream.flush()
                os.fsync(stream.fileno())
            check()
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError("export_failed", path=str(path), detail=error.strerror or str(error)) from error
    return filled

"""How much of a file is read: what is large is refused before it is unpacked.

By what it says it unpacks to, and by rows with something in them. How well it is packed and how far a sheet reaches
say nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from board.errors import Unreadable

_MIB = 1 << 20
_STEP = 500


@dataclass(frozen=True, slots=True)
class Limits:
    """In bytes, and in what is kept."""

    file: int = 100 * _MIB
    """The file as it lies on the disk."""
    unpacked: int = 100 * _MIB
    """All parts that are read, as they say they unpack to."""
    strings: int = 40 * _MIB
    """The shared texts of a workbook."""
    rows: int = 50_000
    """Rows with something in them, in all sheets."""
    cells: int = 2_000_000
    """Cells with something in them."""


class Budget:
    """Counts what is read of one file.

    Raises:
        Unreadable: `ledger_too_large`, as soon as it is.
    """

    def __init__(self, limits: Limits, progress: Callable[[int], None] | None = None) -> None:
        """`progress` is called now and then with the number of rows."""
        self.limits = limits
        self._rows = self._cells = 0
        self._progress = progress

    def row(self, cells: int) -> None:
        """One more row with so many filled cells."""
        self._rows += 1
        self._cells += cells
        if self._rows > self.limits.rows or self._cells > self.limits.cells:
            raise too_large()
        if self._progress is not None and self._rows % _STEP == 0:
            self._progress(self._rows)


def too_large() -> Unreadable:
    """The refusal of what is too large."""
    return Unreadable("ledger_too_large", refused="too_large")


def damaged() -> Unreadable:
    """The refusal of what is broken."""
    return Unreadable("ledger_damaged", refused="damaged")

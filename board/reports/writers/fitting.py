"""How wide the columns of a sheet are, and how high its rows, by what stands in them.

Widths are in half-width characters, a Chinese character counting two.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from board.reports.ledger import COLUMNS, Ledger, Sort, Value

NARROWEST = 5
_POINTS = 13.2
"""The height of a line."""
_AROUND = 6.0
_FORMS = {Sort.COUNT: "{}", Sort.MONEY: "{:,.2f}", Sort.PERCENT: "{:.1%}"}
_LOWEST, _HIGHEST = 18.0, 409.0
"""Excel has no higher rows."""


def fitted(ledger: Ledger) -> list[int]:
    """The width of each column: as wide as its longest line, never wider than it may be; an empty one is narrow."""
    widths = [
        min(column.width, max(NARROWEST, width(head) // 2 + 2))
        for head, column in zip(ledger.heads, COLUMNS, strict=True)
    ]
    growing = [place for place, column in enumerate(COLUMNS) if widths[place] < column.width]
    for row in ledger.rows():
        full = False
        for place in growing:
            value = row.cells[place]
            if value is not None:
                needed = _needed(value, COLUMNS[place].sort)
                if needed > widths[place]:
                    widths[place] = min(needed, COLUMNS[place].width)
                    full = full or widths[place] == COLUMNS[place].width
        if full:
            growing = [place for place in growing if widths[place] < COLUMNS[place].width]
    return widths


def _needed(value: Value, sort: Sort) -> int:
    if isinstance(value, str):
        return max(map(width, value.split("\n"))) + 1
    if isinstance(value, date):
        return 16 if isinstance(value, datetime) else 11
    return len(_FORMS[sort].format(value)) + 1


def lines_of(cells: Sequence[Value], widths: Sequence[int]) -> int:
    """How many lines a row takes: as many as the fullest of its cells that are printed."""
    most = 1
    for value, room, column in zip(cells, widths, COLUMNS, strict=True):
        if not column.printed:
            break  # the others stand behind
        if isinstance(value, str) and (len(value) * 2 >= room or "\n" in value):
            most = max(most, sum(-(-max(1, width(line)) // room) for line in value.split("\n")))
    return most


def points(lines: int) -> float:
    """The height of a row of so many lines."""
    return max(_LOWEST, min(_HIGHEST, lines * _POINTS + _AROUND))


def width(text: str) -> int:
    """About how wide `text` is: in GB 18030 a Chinese character has two bytes. Exact enough, and quick."""
    return len(text.encode("gb18030", "replace"))

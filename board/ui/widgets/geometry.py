"""Where columns and cards stand on the screen: plain arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from textual.geometry import Region

NARROW = 20
"""Cells of a column, its gap included, when all of them share one screen."""
COMFORTABLE = 28
"""Cells of a column when there is not room for all and the terminal pages through them."""


class Hit(NamedTuple):
    """The lines that a card covers."""

    top: int
    bottom: int
    no: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns on the screen as (left, width)."""

    spans: tuple[tuple[int, int], ...]

    def width_of(self, place: int) -> int:
        """The width of the column at `place` on the screen; of the first one where there is no such place."""
        if not self.spans:
            return COMFORTABLE
        return self.spans[place if 0 <= place < len(self.spans) else 0][1]

    def column_at(self, x: int) -> int | None:
        """The place of the column at cell `x`."""
        for place, (left, width) in enumerate(self.spans):
            if left <= x < left + width:
                return place
        return None


def plan(width: int, count: int) -> Plan:
    """Share `width` cells among as many of `count` columns as fit, with one blank cell between them."""
    if not count or width <= 0:
        return Plan(())
    shown = count if width >= count * NARROW else max(1, min(count, width // COMFORTABLE))
    each, rest = divmod(width + 1, shown)
    spans, left = [], 0
    for place in range(shown):
        span = each + (place < rest)
        spans.append((left, span - 1))
        left += span
    return Plan(tuple(spans))


def first_column(first: int, shown: int, count: int, selected: int) -> int:
    """The first column on the screen, so that the selected one is there and the screen is full."""
    if not shown:
        return 0
    if selected < first:
        first = selected
    elif selected >= first + shown:
        first = selected - shown + 1
    return max(0, min(first, count - shown))


def merged(regions: Iterable[Region]) -> list[Region]:
    """What to refresh for these regions, each of one column: one region for a line, lines of one shape joined.

    Textual writes a line anew from its beginning for each region on it: eight of them would be four lines.
    """
    rows: dict[int, tuple[int, int]] = {}
    for region in regions:
        for row in range(region.y, region.bottom):
            left, right = rows.get(row, (region.x, region.right))
            rows[row] = min(left, region.x), max(right, region.right)
    found: list[Region] = []
    for row, (left, right) in sorted(rows.items()):
        last = found[-1] if found else None
        if last and (last.x, last.right, last.bottom) == (left, right, row):
            found[-1] = Region(left, last.y, last.width, last.height + 1)
        else:
            found.append(Region(left, row, right - left, 1))
    return found

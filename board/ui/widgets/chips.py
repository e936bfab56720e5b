"""Chips: how each piece of a typed line was understood, as a label and a value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from board.ui.widgets.cells import CUT, fit, paintable

_LABELS = {
    "plain": "bold $b-column on $b-dim",
    "who": "bold $b-badge-text on $b-badge",
    "due": "bold $b-column on $b-green",
    "doubt": "bold $b-orange-text on $b-orange",
    "bad": "bold $b-red-text on $b-red",
    "pressing": "bold $b-column on $b-bad",
    "tag": "bold $b-tag-text on $b-tag",
}
TONES = tuple(_LABELS)
"""What a chip may be: plain, a name, a time, to be looked at, not to be read, high priority, or a tag."""
_VALUE = "$b-text on $b-column"
_WIDEST = 36
"""Cells of a value; a long title is cut."""
_FIRST = (_WIDEST, 24, 12)
"""The same of the first chip, as room is scarce."""
_WIDEST_READ = 64
"""The same of what was read: a deadline stands there with what is to be looked at."""


class Chip(NamedTuple):
    """One piece of a line: what it is, what it was read as, and one of `TONES`."""

    label: str
    value: str
    tone: str = "plain"


def chips_lines(chips: Iterable[Chip], width: int, rows: int) -> list[Content]:
    """The chips in at most `rows` lines of `width` cells; of what has no room the last line shows two dots.

    The first one gives way before any other is left out: it is the title, which stands in the line itself.
    """
    given = tuple(chips)
    ways = [_laid_out(given, width, rows, _FIRST[0])]
    while not ways[-1][1] and len(ways) < len(_FIRST):
        ways.append(_laid_out(given, width, rows, _FIRST[len(ways)]))
    return ways[-1][0] if ways[-1][1] else ways[0][0]


def _laid_out(chips: tuple[Chip, ...], width: int, rows: int, first: int) -> tuple[list[Content], bool]:
    lines: list[list[Content]] = [[]]
    used = 0
    whole = True
    for place, chip in enumerate(chips):
        widest = _WIDEST_READ if chip.tone != "plain" else _WIDEST if place else first
        label, value = f" {paintable(chip.label)} ", f" {fit(paintable(chip.value), min(widest, width - 20))} "
        size = cell_len(label) + cell_len(value)
        last = len(lines) == rows
        if used and used + size + (len(CUT) + 1 if last else 0) > width:
            if last:
                lines[-1].append(Content.styled(CUT, "$b-dim"))
                whole = False
                break
            lines.append([])
            used = 0
        lines[-1] += [Content.styled(label, _LABELS[chip.tone]), Content.styled(value, _VALUE), Content(" ")]
        used += size + 1
    return [Content("").join(line) for line in lines], whole


def chips_line(chips: Iterable[Chip], width: int, tail: Content | None = None) -> Content:
    """The chips in one line of at most `width` cells, `tail` behind them; what has no room is said by two dots."""
    end = tail if tail is not None else Content("")
    room = width - end.cell_length
    parts: list[Content] = []
    for chip in chips:
        label, value = f" {paintable(chip.label)} ", f" {fit(paintable(chip.value), _WIDEST)} "
        size = cell_len(label) + cell_len(value) + 1
        if size > room - len(CUT):
            parts.append(Content.styled(CUT, "$b-dim"))
            break
        parts += [Content.styled(label, _LABELS[chip.tone]), Content.styled(value, _VALUE), Content(" ")]
        room -= size
    return Content("").join([*parts, end])

"""Strips of a frame as runs of text at their columns: plain data, which the page turns into text and never into markup.

A run is one look and one kind of character, so that a browser's fonts can push nothing out of its column.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from board.ui.widgets.cells import cells_of

Segments = Iterable[Any]
"""A strip: segments of text, each with a style. Their types are those of the library that `ui` paints with."""
Run = list[Any]
"""[column, cells, kind, number of its look, text]."""
NARROW, WIDE, ODD = "n", "w", "o"
"""ASCII, a cell each; characters that every CJK font makes two cells wide; anything else, one character a run."""
_REGULAR = ((0x3000, 0x303F), (0x3041, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xFF01, 0xFF60))


class Looks:
    """The looks of a picture, numbered in the order in which they were first seen."""

    def __init__(self, colour: str, ground: str) -> None:
        """`colour` and `ground` (#rrggbb) are those of a style that has none."""
        self._default = colour, ground
        self._numbers: dict[object, int] = {}
        self.rows: list[list[str]] = []
        """[colour, ground, "b" for bold or ""] of each."""

    def number(self, style: Any) -> int:
        """The number of a style (a `rich.style.Style` or None)."""
        found = self._numbers.get(style)
        if found is None:
            row = self._row(style)
            if row not in self.rows:
                self.rows.append(row)
            found = self._numbers[style] = self.rows.index(row)
        return found

    def _row(self, style: Any) -> list[str]:
        colour, ground = self._default
        if style is None:
            return [colour, ground, ""]
        colour = style.color.get_truecolor().hex if style.color else colour
        ground = style.bgcolor.get_truecolor().hex if style.bgcolor else ground
        if style.reverse:
            colour, ground = ground, colour
        return [colour, ground, "b" if style.bold else ""]


def runs(strip: Segments, looks: Looks) -> list[Run]:
    """The runs of one line, in the order of their columns; their texts together are the text of the strip."""
    found: list[Run] = []
    column = 0
    for segment in strip:
        if segment.control:
            continue
        look = looks.number(segment.style)
        for char in segment.text:
            cells = cells_of(char)
            if cells == 0 and found:  # a combining sign belongs to what it stands on
                found[-1][4] += char
                continue
            kind = _kind(char, cells)
            last = found[-1] if found else None
            if last is not None and kind != ODD and (last[2], last[3]) == (kind, look):
                last[1] += cells
                last[4] += char
            else:
                found.append([column, cells, kind, look, char])
            column += cells
    return found


def _kind(char: str, cells: int) -> str:
    if cells == 1 and " " <= char <= "~":
        return NARROW
    code = ord(char)
    return WIDE if cells == 2 and any(first <= code <= last for first, last in _REGULAR) else ODD


def encoded(strip: Segments, looks: Looks) -> str:
    """The runs of one line as JSON."""
    return json.dumps(runs(strip, looks), ensure_ascii=False, separators=(",", ":"))

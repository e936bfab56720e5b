"""Names that are offered to complete what is typed, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from board.ui.widgets.cells import CUT, fit, paintable

_WIDEST = 24
"""Cells of a name."""
_CHOSEN = "bold $b-badge-text on $b-badge"


def candidates_line(head: Content, names: Sequence[str], place: int, key: str, width: int) -> Content:
    """`head`, then the names, the one at `place` marked, then which key takes it; at most `width` cells.

    Where there is no room for all of them, the marked one is among those that are shown.
    """
    parts = [Content(f" {fit(paintable(name), _WIDEST)} ") for name in names]
    tail = Content.styled(f"  {key}", "$b-dim")
    gap = Content(" ") if head.cell_length else Content("")
    room = width - head.cell_length - gap.cell_length - tail.cell_length
    if parts[place].cell_length > room:
        tail, room = Content(""), room + tail.cell_length
    first, last = place, place + 1
    used = parts[place].cell_length
    while last < len(parts) and used + parts[last].cell_length + len(CUT) <= room:
        used += parts[last].cell_length
        last += 1
    while first > 0 and used + parts[first - 1].cell_length + len(CUT) <= room:
        first -= 1
        used += parts[first].cell_length
    shown = [
        part.stylize(_CHOSEN) if at == place else part.stylize("$b-text")
        for at, part in enumerate(parts[first:last], first)
    ]
    cut = [Content.styled(CUT, "$b-dim")] if last < len(parts) else []
    line = Content("").join([head, gap, *shown, *cut, tail])
    return line if line.cell_length <= width else line.truncate(width)

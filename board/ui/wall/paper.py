"""What frames are put together from: lines of exactly so many cells, areas side by side and one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from board.ui.widgets.cells import fit, paintable
from board.ui.widgets.styles import Styles

Part = tuple[str, str]
"""(text, the name of its look); the look "" is that of the ground."""
Area = list[Strip]
"""Strips of one width."""


def line(styles: Styles, ground: str, width: int, left: Iterable[Part], right: Iterable[Part] = ()) -> Strip:
    """One line of exactly `width` cells: what stands left is cut before what stands right gives way.

    Texts are painted as data, whatever is in them.
    """
    tail, used = _segments(styles, ground, right, width)
    head, taken = _segments(styles, ground, left, width - used)
    blank = Segment(" " * (width - used - taken), styles(ground))
    return Strip([*head, blank, *tail], width).simplify()


def _segments(styles: Styles, ground: str, parts: Iterable[Part], room: int) -> tuple[list[Segment], int]:
    found: list[Segment] = []
    used = 0
    for text, look in parts:
        shown = fit(paintable(text), room - used)
        if shown:
            found.append(Segment(shown, styles(ground, look) if look else styles(ground)))
            used += cell_len(shown)
    return found, used


def blank(styles: Styles, ground: str, width: int, height: int = 1) -> Area:
    """Empty lines."""
    return [Strip.blank(width, styles(ground))] * height


def fill(area: Area, styles: Styles, ground: str, width: int, height: int) -> Area:
    """The area cut or filled to exactly `height` lines."""
    return area[:height] + blank(styles, ground, width, height - len(area))


def beside(styles: Styles, areas: Sequence[Area], *, gap: int = 2, ground: str = "gap") -> Area:
    """Areas of one height side by side, `gap` cells between them."""
    between = Segment(" " * gap, styles(ground))
    joined = []
    for strips in zip(*areas, strict=True):
        segments: list[Segment] = []
        for place, strip in enumerate(strips):
            if place and gap:
                segments.append(between)
            segments.extend(strip)
        joined.append(Strip(segments, sum(strip.cell_length for strip in strips) + gap * (len(strips) - 1)))
    return joined


def spans(width: int, count: int, gap: int = 2) -> list[int]:
    """`width` cells shared among `count` areas with `gap` cells between them: the width of each."""
    each, rest = divmod(width - gap * (count - 1), count)
    return [each + (place < rest) for place in range(count)]

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


def centred(styles: Styles, ground: str, width: int, parts: Iterable[Part]) -> Strip:
    """One line of exactly `width` cells with the parts in its middle."""
    segments, used = _segments(styles, ground, parts, width)
    before = (width - used) // 2
    blanks = [Segment(" " * cells, styles(ground)) for cells in (before, width - used - before)]
    return Strip([blanks[0], *segments, blanks[1]], width).simplify()


def middle(area: Area, styles: Styles, ground: str, width: int, height: int) -> Area:
    """The area in the middle of exactly `height` lines."""
    above = max(0, height - len(area)) // 2
    return fill(blank(styles, ground, width, above) + area, styles, ground, width, height)


def aside(area: Area, styles: Styles, ground: str, width: int, *, before: int = 0) -> Area:
    """The area, `before` cells from the left, filled or cut to exactly `width` cells."""
    lead = Segment(" " * before, styles(ground))
    wide = [Strip([lead, *strip], strip.cell_length + before) if before else strip for strip in area]
    return [strip.adjust_cell_length(width, styles(ground)) for strip in wide]


def bar(styles: Styles, ground: str, width: int, share: float | None, *, words: str = "") -> Strip:
    """A bar of `share` made of blanks on coloured ground, with words after it."""
    tail = f" {words} " if words else " "
    room = max(0, width - 1 - cell_len(tail))
    done = 0 if share is None else min(room, round(share * room) or (1 if share > 0 else 0))
    parts = [(" " * done, "bar-on"), (" " * (room - done), "bar-off")]
    return line(styles, ground, width, [(" ", ""), *parts], [(tail, "")])


def spaced(text: str) -> str:
    """The text with a blank between wide characters: read from further away."""
    shown = paintable(text)
    after = [*shown[1:], " "] if shown else []
    return "".join(
        char + (" " if cell_len(char) == 2 and cell_len(next_one) == 2 else "")
        for char, next_one in zip(shown, after, strict=True)
    )

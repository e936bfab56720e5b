"""Large digits, made of blanks on coloured ground: block characters have another width, or gaps, in some terminals."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from board.ui.widgets.styles import Styles

ROWS = 5
"""Lines of a digit at scale 1."""
_DOT = 2
"""Cells of one dot of a digit: about a square."""
_DOTS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    "-": ("  ", "  ", "##", "  ", "  "),
    " ": (" ", " ", " ", " ", " "),
}


def width(text: str, scale: int = 1) -> int:
    """Cells that `text` (digits, `:`, `-` and blanks) takes."""
    dots = sum(len(_DOTS[char][0]) for char in text) + max(0, len(text) - 1)
    return dots * _DOT * scale


@lru_cache(maxsize=256)
def _runs(text: str, scale: int) -> tuple[tuple[tuple[bool, int], ...], ...]:
    """For each row of dots: runs of (inked, cells)."""
    rows = []
    for row in range(ROWS):
        dots = " ".join(_DOTS[char][row] for char in text)
        runs: list[tuple[bool, int]] = []
        for dot in dots:
            inked = dot == "#"
            if runs and runs[-1][0] is inked:
                runs[-1] = (inked, runs[-1][1] + _DOT * scale)
            else:
                runs.append((inked, _DOT * scale))
        rows.append(tuple(runs))
    return tuple(rows)


def paint(styles: Styles, ground: str, text: str, *, look: str = "", scale: int = 1) -> list[Strip]:
    """`text` in `ROWS` × `scale` strips of `width(text, scale)` cells, in the colour that words of `look` have there.

    Raises:
        KeyError: a character that is no digit, `:`, `-` or blank.
    """
    plain = styles(ground)
    ink = Style(bgcolor=(styles(ground, look) if look else plain).color)
    cells = width(text, scale)
    strips: list[Strip] = []
    for runs in _runs(text, scale):
        strips += [Strip([Segment(" " * size, ink if inked else plain) for inked, size in runs], cells)] * scale
    return strips

"""How the lines of a frame are shared out, by its size alone: what a scene has does not change with what is said."""

from __future__ import annotations

from typing import NamedTuple

MARGIN = 2
"""Cells left and right of everything."""


class Layout(NamedTuple):
    """Lines of the parts of a frame."""

    figures: int
    """The board's name, the clock and the counts."""
    title: int
    """The scene's name, or the mark that the frame is held."""
    strip: int
    """The ranking where the board shows it, else nothing: it parts the scene from the ticker."""
    ticker: int
    scale: int = 0
    """Of the large digits; 0: there is no room for any."""
    stacked: bool = False
    """The counts stand below the name, not beside it."""

    @property
    def head(self) -> int:
        """Lines above the scene."""
        return self.figures + self.title

    @property
    def foot(self) -> int:
        """Lines below it; the last one is for what is said of the data."""
        return self.strip + self.ticker + 1


def layout(width: int, height: int) -> Layout:
    """The parts of a frame of this size."""
    if height >= 80 and width >= 280:
        return Layout(figures=13, title=3, strip=1, ticker=3, scale=2)
    if height >= 40 and width >= 100:
        return Layout(figures=7, title=3, strip=1, ticker=3 if height >= 44 else 1, scale=1)
    if height >= 56 and width >= 56:
        return Layout(figures=10, title=3, strip=1, ticker=3, scale=1, stacked=True)
    if height >= 20:
        return Layout(figures=2, title=2, strip=1, ticker=1)
    if height >= 12:
        return Layout(figures=2, title=1, strip=0, ticker=1)
    return Layout(figures=1, title=1, strip=0, ticker=0)

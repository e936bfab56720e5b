"""What the board and its lines are painted with: names for looks, made of the colours of the theme.

Textual's component classes would do the same: thirty of them cost every start a tenth of its time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.style import Style

from board.ui import theme


class Look(NamedTuple):
    """Colours by their names in the theme; "" leaves what is below."""

    colour: str = ""
    ground: str = ""
    bold: bool | None = None


LOOKS = {
    # grounds
    "gap": Look("gap", "gap"),
    "column": Look("text", "column"),
    "head": Look("text", "head"),
    "head-on": Look("card-on-text", "head-on"),
    "more": Look("dim", "column"),
    "card": Look("text", "column"),
    "card-odd": Look("text", "gap"),
    "card-on": Look("card-on-text", "card-on", bold=True),
    "card-fresh": Look("text", "fresh"),
    "card-marked": Look("text", "marked"),
    "line": Look("text", "head"),
    # what stands on them
    "plain": Look(),
    "strong": Look("text", bold=True),
    "dim": Look("dim"),
    "faint": Look("faint"),
    "rule": Look("rule"),
    "bar": Look("bar"),
    "over": Look("bad", bold=True),
    "bad": Look("bad", bold=True),
    "good": Look("good"),
    "key": Look("key", bold=True),
    "badge": Look("badge-text", "badge", bold=True),
    "chase": Look("chase"),
    "red": Look("red-text", "red", bold=True),
    "orange": Look("orange-text", "orange", bold=True),
    "yellow": Look("yellow-text", "yellow", bold=True),
    "green": Look("green"),
    "grey": Look("grey"),
    "none": Look("edge-none"),
    # the shared screen
    "title": Look("bar", bold=True),
    "lamp-green": Look("column", "green", bold=True),
    "lamp-grey": Look("column", "grey", bold=True),
    "lamp-none": Look("text", "head", bold=True),
    "bar-on": Look(ground="bar"),
    "bar-off": Look(ground="rule"),
}


class Styles:
    """`styles("card", "dim")`: the first name gives the ground, the others their own rules."""

    def __init__(self, theme_name: Callable[[], str]) -> None:
        """`theme_name` gives the theme in force: a frame that no widget paints has one too."""
        self._theme_name = theme_name
        self._known: dict[tuple[str, ...], Style] = {}

    def __call__(self, *names: str) -> Style:
        """The style of these names together, in the theme in force."""
        style = self._known.get(names)
        if style is None:
            colours = theme.colours(self._theme_name())
            style = Style()
            for name in names:
                look = LOOKS[name]
                colour, ground = colours.get(look.colour), colours.get(look.ground)
                style += Style(color=colour, bgcolor=ground, bold=look.bold)
            self._known[names] = style
        return style

    def clear(self) -> None:
        """Forget them all: the theme is another one."""
        self._known.clear()

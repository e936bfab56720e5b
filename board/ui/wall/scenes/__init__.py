"""The scenes: each says how many pages it has (none: it is skipped) and paints one of them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, cast

from textual.strip import Strip

from board.ui.wall.room import CURTAIN, DECIDED, DUE, GROUP, OVERVIEW, RANKING, RED, SPOTLIGHT, Room
from board.ui.widgets.styles import Styles


class Painter(NamedTuple):
    """How a scene is painted, from what `room` says, in an area of `width` × `height` cells."""

    pages: Callable[[Room, int, int], int]
    """(room, width, height) → pages; 0 when there is nothing to show."""
    paint: Callable[[Room, int, int, Styles], list[Strip]]
    """(room, width, height, styles) → `height` strips of exactly `width` cells: the page `room.page`."""
    title: Callable[[Room], str]
    """What the scene is called, in the language of the room."""
    page: Callable[[Room, int, int], int] | None = None
    """(room, width, height) → the page that `paint` paints, where that is not always `room.page`."""


_MODULES = {
    OVERVIEW: "overview",
    GROUP: "group",
    RED: "red_list",
    DUE: "due_soon",
    DECIDED: "decided",
    RANKING: "ranking",
    SPOTLIGHT: "spotlight",
    CURTAIN: "curtain",
}


def one_page(_room: Room, _width: int, _height: int) -> int:
    """The `pages` of a scene that always has one."""
    return 1


def painter(name: str) -> Painter:
    """The painter of the scene of this name."""
    return cast("Painter", import_module(f"board.ui.wall.scenes.{_MODULES[name]}").PAINTER)

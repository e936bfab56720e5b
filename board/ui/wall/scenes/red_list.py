"""The scene `red_list`."""

from __future__ import annotations

from board.ui.wall import paper
from board.ui.wall.paper import Area
from board.ui.wall.room import Room
from board.ui.wall.scenes import Painter
from board.ui.widgets.styles import Styles


def _pages(room: Room, width: int, height: int) -> int:
    return 1


def _paint(room: Room, width: int, height: int, styles: Styles) -> Area:
    return paper.blank(styles, "gap", width, height)


def _title(room: Room) -> str:
    return room.scene.name


PAINTER = Painter(_pages, _paint, _title)

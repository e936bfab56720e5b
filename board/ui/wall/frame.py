"""One frame of the wall: head, the scene, ticker and data time."""

from __future__ import annotations

from board.ui.wall import paper, scenes
from board.ui.wall.paper import Area
from board.ui.wall.room import Room
from board.ui.widgets.styles import Styles

HEAD, FOOT = 3, 2
"""Lines above and below the scene."""
SMALLEST = (20, 8)
"""Columns and lines; what is smaller shows a part of this."""


def body(width: int, height: int) -> tuple[int, int]:
    """The size of the scene's area in a frame of this size."""
    return width - 4, height - HEAD - FOOT


def pages(room: Room, width: int, height: int) -> int:
    """How many pages the room's scene has in a frame of this size; 0 when there is nothing to show."""
    return scenes.painter(room.scene.name).pages(room, *body(width, height))


def paint(room: Room, width: int, height: int, styles: Styles) -> Area:
    """The frame: `height` strips of exactly `width` cells."""
    painter = scenes.painter(room.scene.name)
    wide, high = body(width, height)
    head = [
        paper.line(styles, "head", width, [(f" {room.board.office.title} ", "strong")], [(f"{room.now:%H:%M} ", "")]),
        paper.line(styles, "gap", width, [(f"  {painter.title(room)}", "strong")]),
        *paper.blank(styles, "gap", width),
    ]
    margin = paper.blank(styles, "gap", 2, high)
    scene = paper.beside(styles, [margin, painter.paint(room, wide, high, styles), margin], gap=0)
    foot = [
        paper.line(styles, "head", width, [(f" {room.news}", "")]),
        paper.line(styles, "gap", width, [(f" {room.trouble}", "bad")], [(f"{room.read_at:%H:%M:%S} ", "dim")]),
    ]
    return [*head, *scene, *foot]

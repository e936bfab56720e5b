"""One frame of the wall: head, the scene, ticker and data time."""

from __future__ import annotations

from board.ui.wall import foot, head, paper, scenes
from board.ui.wall.head import Place
from board.ui.wall.layout import MARGIN, layout
from board.ui.wall.paper import Area
from board.ui.wall.room import CURTAIN, Room
from board.ui.widgets.styles import Styles

SMALLEST = (20, 8)
"""Columns and lines; what is smaller shows a part of this."""


def body(width: int, height: int) -> tuple[int, int]:
    """The size of the scene's area in a frame of this size."""
    width, height = _at_least(width, height)
    parts = layout(width, height)
    return width - 2 * MARGIN, height - parts.head - parts.foot


def pages(room: Room, width: int, height: int) -> int:
    """How many pages the room's scene has in a frame of this size; 0 when there is nothing to show."""
    return scenes.painter(room.scene.name).pages(room, *body(width, height))


def scene(room: Room, width: int, height: int, styles: Styles) -> Area:
    """The scene alone, for `paint`: it is dear, and other only when the board, the minute or what is asked for is."""
    wide, high = _at_least(width, height)
    painter = scenes.painter(room.scene.name)
    if room.scene.name == CURTAIN:  # nothing of the board is shown, around it neither
        return painter.paint(room, wide, high, styles)
    return painter.paint(room, *body(wide, high), styles)


def paint(room: Room, width: int, height: int, styles: Styles, kept: Area | None = None) -> Area:
    """The frame: `height` strips of exactly `width` cells. `kept` is its `scene`, when it has been painted already."""
    wide, high = _at_least(width, height)
    inside = scene(room, wide, high, styles) if kept is None else kept
    area = inside if room.scene.name == CURTAIN else _around(inside, room, wide, high, styles)
    if (wide, high) == (width, height):
        return area
    return [strip.crop(0, width) for strip in area[:height]]


def a_second_later(kept: Area, room: Room, width: int, height: int, styles: Styles) -> Area:
    """The frame again, of which nothing is another one than the seconds: how old the data are."""
    if room.scene.name == CURTAIN or width < SMALLEST[0] or height < SMALLEST[1]:
        return paint(room, width, height, styles)
    if not foot.has_data_line(room, layout(width, height)):
        return kept
    return [*kept[:-1], foot.data_line(room, width, styles)]


def _at_least(width: int, height: int) -> tuple[int, int]:
    return max(width, SMALLEST[0]), max(height, SMALLEST[1])


def _around(inside: Area, room: Room, width: int, height: int, styles: Styles) -> Area:
    """Head and foot around the scene."""
    painter = scenes.painter(room.scene.name)
    parts = layout(width, height)
    wide, high = body(width, height)
    count = painter.pages(room, wide, high)
    page = painter.page(room, wide, high) if painter.page else room.page % max(1, count)
    margin = paper.blank(styles, "gap", MARGIN, high)
    return [
        *head.paint(room, Place(painter.title(room), page, count), width, parts, styles),
        *paper.beside(styles, [margin, inside, margin], gap=0),
        *foot.paint(room, width, parts, styles),
    ]

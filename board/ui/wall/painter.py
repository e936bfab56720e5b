"""Paints the frames of one screen, one after the other."""

from __future__ import annotations

from board.ui.wall import frame
from board.ui.wall.paper import Area
from board.ui.wall.room import Room
from board.ui.widgets.styles import Styles


class FramePainter:
    """Keeps the last frame's scene: a second later only head and foot are other ones."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def paint(self, room: Room, width: int, height: int) -> Area:
        """The frame: `height` strips of exactly `width` cells."""
        return frame.paint(room, width, height, self._styles)

"""Paints the frames of one screen, one after the other."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from operator import attrgetter

from board.ui.wall import frame, head
from board.ui.wall.paper import Area
from board.ui.wall.room import Room
from board.ui.widgets.styles import Styles

_AROUND = frozenset({"board", "messages", "decided", "now", "read_at", "step", "news", "trouble", "paused",
                     "following"})  # fmt: skip
"""What of a room is painted around the scene only, or is compared in another way."""
_OF_FRAME = attrgetter("step", "news", "trouble", "paused", "following")
_OF_SCENE = attrgetter(*(field.name for field in fields(Room) if field.name not in _AROUND))


class FramePainter:
    """Keeps the last frame: a second later only one line of it is another one, and often its scene stays longer."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._size = (0, 0)
        self._scene: tuple[Room, Area] | None = None
        self._frame: tuple[Room, Area] | None = None

    def paint(self, room: Room, width: int, height: int) -> Area:
        """The frame: `height` strips of exactly `width` cells."""
        if self._size != (width, height):
            self._size, self._scene, self._frame = (width, height), None, None
        if self._frame is not None and _same_but_seconds(self._frame[0], room):
            area = frame.a_second_later(self._frame[1], room, width, height, self._styles)
        else:
            if self._scene is None or not _same_scene(self._scene[0], room):
                self._scene = room, frame.scene(room, width, height, self._styles)
            area = frame.paint(room, width, height, self._styles, self._scene[1])
        self._frame = room, area
        return area


def _same_but_seconds(one: Room, other: Room) -> bool:
    """Whether only the time of day is another one, and not by so much that it is seen beside the scene."""
    return (
        _same_scene(one, other)
        and _OF_FRAME(one) == _OF_FRAME(other)
        and head.meeting_line(one) == head.meeting_line(other)
    )


def _same_scene(one: Room, other: Room) -> bool:
    """Whether two moments have the same scene; boards are compared by identity, the time by the minute."""
    return (
        one.board is other.board
        and one.decided is other.decided
        and one.messages is other.messages
        and _minute(one.now) == _minute(other.now)
        and _OF_SCENE(one) == _OF_SCENE(other)
    )


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)

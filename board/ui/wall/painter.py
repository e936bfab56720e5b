"""Paints the frames of one screen, one after the other."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from operator import attrgetter

from board.ui.wall import frame
from board.ui.wall.paper import Area
from board.ui.wall.room import Room
from board.ui.widgets.styles import Styles

_AROUND = frozenset({"board", "messages", "decided", "now", "read_at", "step", "news", "trouble", "paused",
                     "following"})  # fmt: skip
"""What of a room is painted around the scene only, or is compared in another way."""
_OF_SCENE = attrgetter(*(field.name for field in fields(Room) if field.name not in _AROUND))


class FramePainter:
    """Keeps the last frame's scene: a second later only head and foot are other ones."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._kept: tuple[Room, tuple[int, int], Area] | None = None

    def paint(self, room: Room, width: int, height: int) -> Area:
        """The frame: `height` strips of exactly `width` cells."""
        if self._kept is None or self._kept[1] != (width, height) or not _same_scene(self._kept[0], room):
            self._kept = room, (width, height), frame.scene(room, width, height, self._styles)
        return frame.paint(room, width, height, self._styles, self._kept[2])


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

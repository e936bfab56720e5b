"""Frames of the wall without a wall: painted from a room, read as text."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from rich.cells import cell_len

from board.messages import Messages
from board.model.board import Board
from board.model.changes import apply
from board.model.entities import AgendaItem, Meeting, Note, Turn
from board.model.task import Task
from board.ui.theme import WALL
from board.ui.wall import frame
from board.ui.wall.paper import Area
from board.ui.wall.room import Room, Scene
from board.ui.widgets.styles import Styles
from tests.ui.support import EIGHT, MORNING, demo_history, group_task, history

STYLES = Styles(lambda: WALL)
SIZES = [
    (20, 8),
    (40, 12),
    (80, 24),
    (120, 30),
    (160, 48),
    (200, 50),
    (320, 90),
    (60, 100),
    (100, 40),
    (57, 57),
    (279, 81),
]
"""Columns and lines: projectors, LED walls, a phone held upright, and the edges between layouts."""
NEVER = ("\x1b", "\x9b", "\x90", "\x00", "\x07", "\x7f", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\n")


@lru_cache(maxsize=1)
def demo() -> Board:
    """The demo board."""
    return made(list(demo_history()))


def made(changes: list[Any]) -> Board:
    board = Board()
    for change in changes:
        board = apply(board, change)
    return board


def eight(*entities: Any) -> Board:
    """Eight groups and these tasks and entries."""
    return made(history(*EIGHT, *entities))


def filled(count: int, **fields: Any) -> Board:
    """Group 1 with so many tasks."""
    return eight(*(group_task(no, **fields) for no in range(1, count + 1)))


def room(board: Board | None = None, scene: Scene | str = "overview", lang: str = "zh", **said: Any) -> Room:
    """A moment of the wall, this Monday morning."""
    scene = Scene(scene) if isinstance(scene, str) else scene
    return Room(
        messages=Messages(lang), board=demo() if board is None else board, scene=scene,
        **{"now": MORNING, "read_at": MORNING, **said},
    )  # fmt: skip


def group(number: int = 1, board: Board | None = None) -> Scene:
    """The scene of the group of this number."""
    found = next(each for each in (board or demo()).groups if each.number == number)
    return Scene("group", group=found.id)


def spotlight(no: int) -> Scene:
    return Scene("spotlight", task=no)


def painted(shown: Room, width: int = 160, height: int = 48, styles: Styles = STYLES) -> Area:
    """The frame, which is exactly of this size and holds nothing that a terminal would obey."""
    area = frame.paint(shown, width, height, styles)
    assert len(area) == height
    for strip in area:
        assert strip.cell_length == sum(segment.cell_length for segment in strip) == cell_len(strip.text) == width
        assert not [char for char in NEVER if char in strip.text], strip.text
    return area


def text(shown: Room, width: int = 160, height: int = 48) -> str:
    """The frame as words, a line for each row; large digits as blanks."""
    return "\n".join(strip.text.rstrip() for strip in painted(shown, width, height)) + "\n"


def drawn(shown: Room, width: int, height: int) -> str:
    """The same with large digits drawn with #."""
    inks = {STYLES(ground).color for ground in ("head", "red", "orange", "yellow")} | {STYLES("head", "dim").color}
    lines = []
    for strip in painted(shown, width, height):
        parts = [
            "#" * segment.cell_length
            if segment.style and segment.style.bgcolor in inks and not segment.text.strip()
            else segment.text
            for segment in strip
        ]
        lines.append("".join(parts).rstrip())
    return "\n".join(lines) + "\n"


def note(key: int, no: int, said: str, when: str = "2026-11-20T09:00:00") -> Note:
    return Note(id=key, task=no, text=said, when=when, who="秘书")


def overdue(no: int, **fields: Any) -> Task:
    """A task of group 1 that is three days late."""
    return group_task(no, **{"due": "2026-11-20", **fields})


def in_meeting(begun: datetime) -> Board:
    """Eight groups in a meeting, whose first item has the floor since a little later."""
    item, turn = AgendaItem(group=11, minutes=5), Turn(group=11, start=(begun + timedelta(seconds=7)).isoformat())
    return eight(
        group_task(1),
        Meeting(id=1, number=3, name="推进会", start=begun.isoformat(), agenda=(item,), turns=(turn,)),
    )

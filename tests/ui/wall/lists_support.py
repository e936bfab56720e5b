"""Rooms to paint: the demo board with a meeting in which something was decided, and odd boards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from msgspec import structs
from rich.cells import cell_len

from board import commands as do
from board.commands import Actor
from board.messages import Messages
from board.model.board import Board
from board.model.changes import Change, apply_all
from board.model.ports import Intent
from board.model.query import due_between
from board.model.task import Stage, minute_key
from board.reports.decided import decisions
from board.ui.wall import scenes
from board.ui.wall.room import Room, Scene
from board.ui.widgets.styles import Styles
from tests.support import commit
from tests.ui.support import MORNING, demo_history

AREAS = {"120x30": (116, 23), "160x48": (156, 33), "200x50": (196, 35), "320x90": (316, 69), "60x100": (56, 82)}
"""What frames of these sizes leave for a scene."""


@lru_cache(maxsize=1)
def demo_board() -> Board:
    """The demo board as it is at MORNING."""
    return apply_all(Board(), demo_history())


@lru_cache(maxsize=1)
def met() -> tuple[Board, tuple[Change, ...]]:
    """The demo board some minutes into a meeting, and what was done at it."""
    board = demo_board()
    late = [no for _, _, no in due_between(board, "", minute_key(MORNING))]
    soon = [no for _, _, no in due_between(board, minute_key(MORNING), "2026-12-31T24:00")]
    green, dirt = board.groups[0].id, board.groups[6].id
    unit, new = board.tasks[soon[0]].unit or 1, board.next_id("task")
    other = next(key for key in board.units if key != board.tasks[late[4]].unit)
    steps: list[Callable[[Actor], Intent]] = [
        lambda who: do.start_meeting(who, "百城提质推进会"),
        lambda who: do.add(who, "铁路沿线违建拆除后复绿，与地铁口广场一并整治", group=dirt),
        lambda who: do.assign(who, new, unit, person="李某", co_units=(2, 3)),
        lambda who: do.set_deadline(who, new, "2026-12-04", words="下周五"),
        lambda who: do.set_deadline(who, late[0], "2026-12-11", reason="连续降雨，土方无法外运"),
        lambda who: do.urge(who, late[1:3], "请于今日下班前报送进展"),
        lambda who: do.note(who, soon[0], "已完成八成，余下两处周三前收尾，电话：13812345678"),
        lambda who: do.move(who, late[3], Stage.MET),
        lambda who: do.assign(who, late[4], other),
        lambda who: do.edit(who, soon[1], goal="问题清零"),
        lambda who: do.void(who, soon[2], reason="与其他事项重复"),
        lambda who: do.send_to_group(who, soon[3], green),
        lambda who: do.add(who, "河道两岸步道照明缺亮", group=green, unit=unit, due="2026-11-30"),
    ]
    changes: list[Change] = []
    for place, step in enumerate(steps):
        board, change = commit(board, step(Actor("秘书", MORNING + timedelta(minutes=2 * place))))
        changes.append(structs.replace(change, id=f"met{place:02d}"))
    return board, tuple(changes)


def room_of(board: Board, scene: str, *, lang: str = "zh", now: datetime = MORNING, **also: Any) -> Room:
    """A room that shows this scene of a board."""
    return Room(messages=Messages(lang), board=board, now=now, read_at=now, scene=Scene(scene), **also)


def meeting_room(scene: str, *, lang: str = "zh", **also: Any) -> Room:
    """The room half an hour into the meeting; what was added last glows. Groups are ranked."""
    board, changes = met()
    board, _ = commit(board, do.set_office(Actor("秘书", MORNING), "wall_ranking", value=True))
    now = MORNING + timedelta(minutes=30)
    decided, fresh = decisions(board, changes)[::-1], frozenset({changes[-1].ops[0].id})
    return room_of(board, scene, lang=lang, now=now, decided=decided, fresh=fresh, **also)


def painted(room: Room, width: int, height: int, theme: str = "board-wall") -> list[str]:
    """The scene in an area of this size as text; every line is exactly as wide as it must be."""
    strips = scenes.painter(room.scene.name).paint(room, width, height, Styles(lambda: theme))
    assert len(strips) == height
    for strip in strips:
        assert strip.cell_length == width == sum(cell_len(segment.text) for segment in strip)
        assert all(segment.style is not None and segment.style.bgcolor is not None for segment in strip)
    return [strip.text for strip in strips]


def pages(room: Room, width: int, height: int) -> int:
    """How many pages the scene has in an area of this size."""
    return scenes.painter(room.scene.name).pages(room, width, height)


def title(room: Room) -> str:
    """What the scene is called."""
    return scenes.painter(room.scene.name).title(room)


def all_pages(room: Room, width: int, height: int) -> list[str]:
    """Every line of every page, without the blanks around it."""
    found: list[str] = []
    for page in range(pages(room, width, height)):
        shown = painted(Room(**{name: getattr(room, name) for name in Room.__slots__} | {"page": page}), width, height)
        found += [line.strip() for line in shown if line.strip()]
    return found

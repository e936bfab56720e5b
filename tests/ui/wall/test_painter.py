"""A frame painted after another one is the frame that would be painted afresh."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from board.ui.wall import frame, scenes
from board.ui.wall.painter import FramePainter
from board.ui.wall.room import Scene
from tests.ui.support import MORNING
from tests.ui.wall import frames
from tests.ui.wall.frames import STYLES, group, room

SIZE = (160, 48)
CHANGES: list[dict[str, Any]] = [
    {"now": MORNING + timedelta(seconds=1)},
    {"now": MORNING + timedelta(minutes=1)},
    {"now": MORNING + timedelta(days=1)},
    {"read_at": MORNING + timedelta(seconds=9)},
    {"step": 3},
    {"news": "刚刚议定"},
    {"trouble": "看板文件夹暂时不在"},
    {"paused": True},
    {"following": True},
    {"held": "15:04"},
    {"fresh": frozenset({35, 78})},
    {"scene": group(6), "selected": 183},
    {"scene": group(6), "page": 1},
    {"scene": Scene("red")},
    {"scene": Scene("spotlight", task=78)},
    {"scene": Scene("curtain"), "held": "15:04"},
    {"board": frames.filled(3)},
]


@pytest.mark.parametrize("change", CHANGES, ids=" ".join)
def test_whatever_changes_is_seen(change: dict[str, Any]):
    painter = FramePainter(STYLES)
    for moment in (room(), replace(room(), **change), room()):
        assert painter.paint(moment, *SIZE) == frame.paint(moment, *SIZE, STYLES)


def test_another_size_is_painted_anew():
    painter = FramePainter(STYLES)
    for size in (SIZE, (120, 30), SIZE):
        assert painter.paint(room(), *size) == frame.paint(room(), *size, STYLES)


def test_a_second_later_the_scene_is_not_painted_again(monkeypatch: pytest.MonkeyPatch):
    painter, painted = FramePainter(STYLES), []
    known = scenes.painter("overview")
    monkeypatch.setattr(
        scenes, "painter", lambda _: known._replace(paint=lambda *said: painted.append(1) or known.paint(*said))
    )
    moment = room()
    for seconds in (0, 1, 59, 60):
        painter.paint(replace(moment, now=MORNING + timedelta(seconds=seconds)), *SIZE)
    assert len(painted) == 2


def test_a_second_later_only_the_last_line_is_another_one():
    painter = FramePainter(STYLES)
    moment, later = room(), MORNING + timedelta(seconds=1)
    before = painter.paint(moment, *SIZE)
    after = painter.paint(replace(moment, now=later, read_at=later), *SIZE)
    assert all(was is now for was, now in zip(before[:-1], after[:-1], strict=True))
    assert "09:04:01" in after[-1].text


@pytest.mark.parametrize("size", [SIZE, (80, 24), (44, 12), (10, 4)])
@pytest.mark.parametrize("change", [{}, {"news": "刚刚议定"}, {"scene": Scene("curtain"), "held": "15:04"}], ids=str)
def test_every_second_of_a_meeting_is_painted_as_afresh(size: tuple[int, int], change: dict[str, Any]):
    """The minutes of the meeting and of its item go on in the middle of a minute of the day."""
    board = frames.in_meeting(begun=MORNING - timedelta(minutes=3, seconds=20))
    painter, begun = FramePainter(STYLES), replace(room(board), **change)
    for seconds in range(0, 130, 5):
        now = MORNING + timedelta(seconds=seconds)
        moment = replace(begun, now=now, read_at=now)
        assert painter.paint(moment, *size) == frame.paint(moment, *size, STYLES)

"""Whole frames as text, compared letter for letter: fixtures/golden/wall. Large digits are drawn with #.

A frame that changed on purpose is written anew with `UPDATE_GOLDENS=1 pytest tests/ui/wall/test_wall_goldens.py`, and
read in the diff.
"""

from __future__ import annotations

import pytest

from board.fixtures import fixtures_dir
from board.ui.wall.room import Room, Scene
from tests.goldens import approved
from tests.ui.wall.frames import drawn, group, room, spotlight

FOLDER = fixtures_dir() / "golden" / "wall"
ROOMS: dict[str, Room] = {
    "overview": room(),
    "overview-en": room(lang="en", paused=True),
    "group": room(scene=group(7), selected=95, following=True),
    "spotlight": room(scene=spotlight(192)),
    "curtain": room(scene=Scene("curtain"), held="15:04"),
    "held": room(scene=group(6), page=1, held="15:04", news="#35 干道拆违绿化 交办 城管局"),
}
FRAMES = {
    f"{name}-{width}x{height}": (shown, width, height)
    for name, shown in ROOMS.items()
    for width, height in ((120, 30), (160, 48))
} | {
    "overview-200x50": (ROOMS["overview"], 200, 50),
    "overview-320x90": (ROOMS["overview"], 320, 90),
    "overview-60x100": (ROOMS["overview"], 60, 100),
    "group-80x24": (ROOMS["group"], 80, 24),
    "spotlight-80x24": (ROOMS["spotlight"], 80, 24),
    "overview-20x8": (ROOMS["overview"], 20, 8),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_is_as_it_was(name: str):
    shown = drawn(*FRAMES[name])
    assert shown == approved(FOLDER / f"{name}.txt", shown)


def test_no_golden_is_left_over():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(FRAMES)

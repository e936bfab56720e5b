"""Frames of any size, with any words in them: exactly as large as the screen, and nothing that it would obey."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.model.entities import Extension, Group, Meeting, Note, Office, Return, Unit, Urge
from board.ui.wall import frame
from board.ui.wall.room import Scene
from tests.ui.hostile import WRITABLE
from tests.ui.support import EIGHT, group_task, history
from tests.ui.wall.frames import SIZES, STYLES, demo, eight, filled, group, made, painted, room, spotlight

SCENES = {
    "overview": Scene("overview"),
    "group": group(7),
    "spotlight": spotlight(192),
    "spotlight-none": spotlight(99_999),
    "curtain": Scene("curtain"),
}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("scene", SCENES.values(), ids=list(SCENES))
def test_a_frame_fills_the_screen_exactly(scene: Scene, size: tuple[int, int]):
    painted(room(scene=scene), *size)
    painted(room(scene=scene, lang="en", held="15:04", paused=True, following=True, trouble="x" * 400), *size)
    painted(room(scene=scene, news="议定" * 200, selected=87, fresh=frozenset({92}), page=3), *size)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 340), st.integers(1, 100), st.sampled_from(list(SCENES.values())), st.integers(0, 9))
def test_a_frame_of_any_size(width: int, height: int, scene: Scene, page: int):
    painted(room(scene=scene, page=page, step=page), width, height)


@pytest.mark.parametrize("name", WRITABLE)
def test_words_that_have_broken_other_boards(name: str):
    said = WRITABLE[name]
    board = made(
        history(
            Office(id=1, district=said[:40], office=said[:40], title=said, demo=True, wall_ranking=True),
            Group(id=11, number=1, name=said, leader=said),
            Unit(id=1, name=said),
            Meeting(id=1, number=1, name=said, start="2026-11-23T09:00:00"),
            group_task(
                1,
                title=said,
                person=said,
                area=said,
                goal=said,
                reward=said,
                lead_unit=1,
                co_units=(1,),
                due="2026-11-20",
            ),
            Note(id=1, task=1, text=said, when="2026-11-20T09:00:00", who=said),
            Urge(id=1, task=1, text=said, when="2026-11-20T09:00:00", who=said),
            Return(id=1, task=1, reason=said, when="2026-11-20T09:00:00", who=said),
            Extension(id=1, task=1, was="2026-11-10", to=None, reason=said, when="2026-11-09T09:00:00", who=said),
        )
    )
    for scene in (Scene("overview"), Scene("group", group=11), spotlight(1), Scene("curtain")):
        for size in SIZES:
            painted(room(board, scene, news=said, trouble=said, held=said[:20]), *size)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_of_ours_has_a_character_whose_width_depends_on_the_terminal(lang: str):
    board = eight(*(group_task(no, 1 + no % 8, due=f"2026-11-{18 + no % 12}") for no in range(1, 80)))
    scenes = [Scene("overview"), Scene("group", group=11), spotlight(1), spotlight(999), Scene("curtain")]
    found = {
        char
        for scene in scenes
        for size in SIZES
        for strip in painted(room(board, scene, lang, held="15:04", paused=True), *size)
        for char in strip.text
        if unicodedata.east_asian_width(char) == "A"
    }
    assert not found


def test_a_board_without_groups_or_tasks():
    for board in (made(history(*EIGHT[:1])), eight()):
        for size in SIZES:
            painted(room(board), *size)
            painted(room(board, spotlight(1)), *size)


@pytest.mark.parametrize("size", [*SIZES, (10, 4)], ids=str)
@pytest.mark.parametrize("scene", SCENES.values(), ids=list(SCENES))
def test_a_scene_that_was_kept_makes_the_same_frame(scene: Scene, size: tuple[int, int]):
    shown = room(scene=scene, held="15:04")
    kept = frame.scene(shown, *size, STYLES)
    assert frame.paint(shown, *size, STYLES, kept) == painted(shown, *size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_there_is_room_for_the_scene(size: tuple[int, int]):
    width, height = frame.body(*size)
    assert width == size[0] - 4
    assert height >= size[1] // 2


def test_a_screen_smaller_than_the_smallest_shows_a_part():
    whole = [strip.text for strip in painted(room(), 20, 8)]
    assert [strip.text for strip in painted(room(), 20, 5)] == whole[:5]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_page_that_is_not_there_is_another_one(size: tuple[int, int]):
    board = filled(60)
    scene = group(1, board)
    count = frame.pages(room(board, scene), *size)
    assert painted(room(board, scene, page=count), *size) == painted(room(board, scene, page=0), *size)
    assert demo().groups

"""Which scene is on: rotation, pages by hand, what the desk shows, its spotlight."""

from __future__ import annotations

from collections import Counter

import pytest

from board.model.presence import Direction, Presence, Standing
from board.ui.wall.director import FOLLOW_SECONDS, Director, Shot
from board.ui.wall.room import GROUP, OVERVIEW, RED, SPOTLIGHT, Scene

ONE, TWO, RED_LIST, WHOLE = Scene(GROUP, group=1), Scene(GROUP, group=2), Scene(RED), Scene(OVERVIEW)
SCENES = [WHOLE, ONE, TWO, RED_LIST]
ALL = Counter({WHOLE: 1, ONE: 2, TWO: 1, RED_LIST: 1})


def pages(counts: Counter[Scene] = ALL):
    return lambda scene: counts[scene]


def seen(
    director: Director,
    seconds: list[float],
    presence: Presence = Presence(),  # noqa: B008 frozen
    counts: Counter[Scene] = ALL,
) -> list[tuple[Scene, int]]:
    shots = [director.shot(at, presence, SCENES, pages(counts)) for at in seconds]
    return [(shot.scene, shot.page) for shot in shots]


def rotating(**changed: object) -> Director:
    return Director(**{"rotate": 20.0, "follow": True, **changed})  # type: ignore[arg-type]


def test_every_page_has_its_time_and_then_it_begins_anew():
    found = seen(rotating(), [0, 19, 20, 40, 60, 80, 100])
    assert found == [(WHOLE, 0), (WHOLE, 0), (ONE, 0), (ONE, 1), (TWO, 0), (RED_LIST, 0), (WHOLE, 0)]


def test_what_is_empty_is_skipped():
    assert seen(rotating(), [0, 20, 40, 60], counts=Counter({WHOLE: 1, TWO: 1})) == [
        (WHOLE, 0), (TWO, 0), (WHOLE, 0), (TWO, 0),
    ]  # fmt: skip


def test_a_scene_that_empties_while_it_is_on_gives_way_at_once():
    director = rotating()
    seen(director, [0, 20, 40, 60])
    assert seen(director, [61], counts=Counter({WHOLE: 1, ONE: 1, RED_LIST: 1})) == [(RED_LIST, 0)]
    assert seen(director, [80, 81]) == [(RED_LIST, 0), (WHOLE, 0)]


def test_a_scene_that_loses_its_page_shows_the_last_one_it_has():
    director = rotating()
    seen(director, [0, 20, 40])
    assert seen(director, [41], counts=Counter({WHOLE: 1, ONE: 1})) == [(ONE, 0)]


def test_with_nothing_at_all_the_overview_is_shown():
    assert seen(rotating(), [0, 20], counts=Counter()) == [(WHOLE, 0), (WHOLE, 0)]


def test_without_rotation_it_stays():
    assert seen(rotating(rotate=0), [0, 1000]) == [(WHOLE, 0), (WHOLE, 0)]


def test_the_space_bar_stops_it_and_goes_on_with_a_full_page():
    director = rotating()
    seen(director, [0])
    director.pause(10)
    assert director.paused
    assert seen(director, [500]) == [(WHOLE, 0)]
    director.pause(500)
    assert seen(director, [519, 520]) == [(WHOLE, 0), (ONE, 0)]


def test_the_arrows_turn_pages_both_ways_and_each_has_its_full_time():
    director = rotating()
    seen(director, [0])
    turned = []
    for by in (1, 1, 1, -1, -1, -1, -1):
        director.turn(5, by, SCENES, pages())
        turned += seen(director, [5])
    assert turned == [(ONE, 0), (ONE, 1), (TWO, 0), (ONE, 1), (ONE, 0), (WHOLE, 0), (RED_LIST, 0)]
    assert seen(director, [24, 25]) == [(RED_LIST, 0), (WHOLE, 0)]


def test_the_arrows_skip_what_is_empty():
    director = rotating()
    counts = Counter({WHOLE: 1, TWO: 2})
    seen(director, [0], counts=counts)
    director.turn(1, -1, SCENES, pages(counts))
    assert seen(director, [1], counts=counts) == [(TWO, 1)]


# ---- what the desk shows


def test_the_desks_group_and_task_are_shown_for_a_while_after_each_movement():
    director = rotating()
    moved = Presence(Standing(group=2, task=128), 1)
    seen(director, [0])
    assert director.shot(5, moved, SCENES, pages()) == Shot(TWO, 0, 128, following=True)
    assert director.shot(4.9 + FOLLOW_SECONDS, moved, SCENES, pages()).following
    assert director.shot(5 + FOLLOW_SECONDS, moved, SCENES, pages()) == Shot(WHOLE)
    again = Presence(Standing(group=2, task=129), 2)
    assert director.shot(50, again, SCENES, pages()).selected == 129


def test_after_following_the_page_that_was_on_has_its_full_time():
    director = rotating()
    seen(director, [0])
    moved = Presence(Standing(group=2), 1)
    director.shot(19, moved, SCENES, pages())
    director.shot(48.9, moved, SCENES, pages())
    assert seen(director, [49, 68, 69], moved) == [(WHOLE, 0), (WHOLE, 0), (ONE, 0)]


@pytest.mark.parametrize(
    ("standing", "scene"),
    [
        (Standing(group=2, task=9, overdue=True), RED_LIST),
        (Standing(task=9, overdue=True), RED_LIST),
        (Standing(group=1), ONE),
        (Standing(group=77), WHOLE),
        (Standing(task=9), WHOLE),
    ],
)
def test_what_of_the_desk_is_shown(standing: Standing, scene: Scene):
    assert rotating().shot(0, Presence(standing, 1), SCENES, pages()).scene == scene


def test_overdue_only_with_nothing_overdue_shows_the_group():
    shot = rotating().shot(0, Presence(Standing(group=2, overdue=True), 1), SCENES, pages(Counter({TWO: 1})))
    assert shot.scene == TWO


def test_told_not_to_follow_it_does_not():
    assert not rotating(follow=False).shot(0, Presence(Standing(group=2), 1), SCENES, pages()).following


def test_paging_by_hand_leaves_the_desk_until_it_moves_again():
    director = rotating()
    moved = Presence(Standing(group=2), 1)
    assert director.shot(0, moved, SCENES, pages()).following
    director.turn(1, 1, SCENES, pages())
    assert director.shot(1, moved, SCENES, pages()) == Shot(ONE)
    assert director.shot(2, Presence(Standing(group=2), 2), SCENES, pages()).following


# ---- pinned, and the spotlight


def test_what_is_pinned_stays_whatever_the_desk_does_and_only_its_pages_turn():
    director = rotating(pinned=ONE)
    moved = Presence(Standing(group=2), 1)
    assert seen(director, [0, 20, 40], moved) == [(ONE, 0), (ONE, 1), (ONE, 0)]
    director.turn(41, -1, SCENES, pages())
    assert seen(director, [41], moved) == [(ONE, 1)]


def test_what_is_pinned_and_empty_is_shown_as_it_is():
    assert seen(rotating(pinned=RED_LIST), [0, 20], counts=Counter({WHOLE: 1})) == [(RED_LIST, 0), (RED_LIST, 0)]


@pytest.mark.parametrize("pinned", [None, ONE])
def test_the_spotlight_is_shown_on_every_wall_until_it_is_released(pinned: Scene | None):
    director = rotating(pinned=pinned)
    lit = Presence(Standing(group=2), 1, Direction(spotlight=128))
    before = seen(director, [0])
    assert seen(director, [1, 1000], lit) == [(Scene(SPOTLIGHT, task=128), 0)] * 2
    assert seen(director, [1000.1], Presence(Standing(group=2), 1)) == before

"""The lists of the wall: right at every size, whatever titles say, readable in both themes, the same as yesterday."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from board.fixtures import fixtures_dir
from board.model.entities import Group, Office, Unit
from board.reports.decided import Decision
from board.ui.theme import WALLS
from board.ui.wall import lists, scenes
from board.ui.wall.room import DECIDED, DUE, RANKING, RED
from board.ui.widgets.styles import Styles
from tests.goldens import approved
from tests.support import CITY, GREEN, make_board, task
from tests.ui.hostile import TITLES
from tests.ui.support import MORNING
from tests.ui.test_theme import contrast
from tests.ui.wall.lists_support import AREAS, meeting_room, pages, painted, room_of

SCENES = (RED, DUE, DECIDED, RANKING)
GOLDENS = fixtures_dir() / "golden" / "wall-lists"
GOLDEN_NAMES = [f"{scene}-{size}" for scene in SCENES for size in ("120x30", "160x48")] + [
    "red-60x100",
    "due-en-120x30",
]


@pytest.mark.parametrize("name", GOLDEN_NAMES)
def test_a_scene_is_as_it_was(name: str) -> None:
    scene, *lang, size = name.split("-")
    shown = painted(meeting_room(scene, lang="".join(lang) or "zh"), *AREAS[size])
    text = "".join(f"{line.rstrip()}\n" for line in shown)
    assert text == approved(GOLDENS / f"{name}.txt", text)


def test_no_golden_is_left_over() -> None:
    assert {path.stem for path in GOLDENS.glob("*.txt")} == set(GOLDEN_NAMES)


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_size_is_filled_exactly(scene: str, lang: str) -> None:
    room = meeting_room(scene, lang=lang)
    for width in [*range(1, 130, 7), 156, 189, 190, 196, 316]:
        for height in (1, 2, 3, 4, 7, 23, 26, 27, 33, 69, 82):
            count = pages(room, width, height)
            assert count >= 1
            for page in (0, count - 1, count):
                painted(replace(room, page=page), width, height)


@pytest.mark.parametrize("name", TITLES)
def test_no_text_pushes_a_line_out_of_its_width(name: str) -> None:
    text = TITLES[name]
    board = make_board(
        task(1, title=text, person=text, due="2026-11-20"),
        task(2, title=text, person=text, due="2026-11-23"),
        office=Office(district=text, office=text, wall_ranking=True, weights={"closure": 50}),
        group={GREEN: Group(id=GREEN, number=1, name=text)},
        unit={CITY: Unit(id=CITY, name=text)},
    )
    said = tuple(
        Decision(when="2026-11-23T09:00:00", who=text, task=1, what=what, flagged=True, params=params)
        for what, params in (
            ("note", {"text": text}),
            ("extend", {"reason": text, "due": "2026-12-01", "was": "2026-11-20"}),
            ("assign", {"unit": CITY, "person": text}),
            ("edit", {"fields": ("goal",), "values": {"goal": text}}),
        )
    )
    for scene in SCENES:
        for width, height in ((16, 3), (56, 25), (116, 25), (156, 43), (196, 45)):
            shown = painted(room_of(board, scene, decided=said), width, height)
            assert "\x1b" not in "".join(shown)


@pytest.mark.parametrize("theme", WALLS, ids=lambda theme: theme.name)
@pytest.mark.parametrize("scene", SCENES)
def test_every_word_has_a_contrast_of_seven_to_one(scene: str, theme) -> None:
    room = meeting_room(scene)
    room = replace(room, fresh=room.fresh | frozenset(list(room.board.tasks)[::3]))
    styles = Styles(lambda: theme.name)
    poor: set[tuple[str, str, float]] = set()
    for size in AREAS.values():
        for strip in scenes.painter(scene).paint(room, *size, styles):
            for segment in strip:
                if segment.text.strip():
                    ink, ground = colours(segment.style)
                    if contrast(ink, ground) < 7:
                        poor.add((ink, ground, round(contrast(ink, ground), 2)))

    assert poor == set()


def colours(style: Style | None) -> tuple[str, str]:
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    return style.color.name, style.bgcolor.name


@pytest.mark.parametrize("scene", SCENES)
def test_an_empty_board_has_nothing_to_show(scene: str) -> None:
    room = room_of(make_board(office=Office(wall_ranking=True)), scene)

    assert pages(room, 116, 25) == 0
    assert "".join(painted(room, 116, 25)).replace(" ", "") == "目前没有"


@given(
    counts=st.lists(st.integers(1, 30), max_size=8),
    width=st.integers(1, 400),
    height=st.integers(1, 120),
    heads=st.booleans(),
)
def test_every_row_stands_on_exactly_one_page_in_its_order(
    counts: list[int], width: int, height: int, heads: bool
) -> None:
    plan = lists.layout(counts, width, height, heads=heads)
    rows = [
        (part.section, row)
        for page in plan.pages
        for column in page
        for part in column
        for row in range(part.first, part.last)
    ]

    assert rows == [(section, row) for section, count in enumerate(counts) for row in range(count)]
    for page in plan.pages:
        assert 1 <= len(page) <= plan.shape.columns
        for column in page:
            used = sum((part.last - part.first) * plan.shape.lines + heads for part in column)
            used += plan.shape.gap * heads * (len(column) - 1)
            assert used <= max(height, plan.shape.lines + heads)


def test_a_page_that_turns_makes_nothing_anew() -> None:
    cache: lists.Cache[int] = lists.Cache()
    room, made = meeting_room(RED), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [cache.get(replace(room, page=page), "", make) for page in range(3)] == [1, 1, 1]
    assert cache.get(replace(room, now=room.now + timedelta(minutes=1)), "", make) == 2
    assert cache.get(room, "other", make) == 3
    assert cache.get(replace(room, board=make_board()), "", make) == 4
    assert cache.get(room, "", make) == 1


def test_what_was_just_changed_glows() -> None:
    board = make_board(task(1, due="2026-11-20"), task(2, due="2026-11-20"))
    room = room_of(board, RED, fresh=frozenset({2}))
    styles = Styles(lambda: "board-wall")
    strips = scenes.painter(RED).paint(room, 116, 45, styles)
    glowing = styles("card-fresh").bgcolor
    lit = [
        row for row, strip in enumerate(strips) if any(part.style and part.style.bgcolor == glowing for part in strip)
    ]

    assert lit == [3, 4]
    assert "#2" in strips[3].text


def test_the_clock_is_that_of_the_room() -> None:
    board = make_board(task(1, due="2026-11-23T15:00"))

    assert pages(room_of(board, RED, now=MORNING), 116, 25) == 0
    assert pages(room_of(board, RED, now=MORNING.replace(hour=15)), 116, 25) == 1

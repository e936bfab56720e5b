"""The ranking, which a board shows only when its settings ask for it."""

from __future__ import annotations

from typing import Any

import pytest

from board.model.board import Board
from board.model.entities import Group, Office
from board.model.task import Stage
from board.ui.wall import scenes
from board.ui.wall.room import RANKING
from board.ui.widgets.styles import Styles
from tests.support import AUDIT, GREEN, ORDER, WATER, make_board, task
from tests.ui.wall.lists_support import all_pages, pages, room_of

CLOSED: dict[str, Any] = {"stage": Stage.CLOSED, "met_at": "2026-11-01T09:00:00", "due": "2026-11-10"}
TASKS = (
    task(1, group=WATER, **CLOSED),
    task(2, group=WATER, due="2026-12-01"),
    task(3, group=GREEN, due="2026-11-20", unit=AUDIT),
)


def board(*tasks: Any, wall_ranking: bool = True, **also: Any) -> Board:
    weights = {"closure": 50.0, "on_time": 50.0, "overdue": 30.0}
    return make_board(*tasks, office=Office(wall_ranking=wall_ranking, weights=weights), **also)


def test_it_is_skipped_unless_the_board_asks_for_it() -> None:
    assert pages(room_of(board(*TASKS, wall_ranking=False), RANKING), 116, 25) == 0
    assert pages(room_of(board(*TASKS), RANKING), 116, 25) == 1


def test_it_is_skipped_when_nothing_can_be_ranked() -> None:
    assert pages(room_of(board(), RANKING), 116, 25) == 0


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (116, [
            ["名次", "工作组", "得分", "销号率", "按时率", "逾期", "延期", "反弹"],
            ["1", "以水润城组", "75.0", "50%", "100%", "0", "0", "0"],
            ["2", "以绿荫城组", "-30.0", "0%", "0%", "1", "0", "0"],
            ["-", "治脏组", "-", "-", "-", "0", "0", "0"],
        ]),
        (56, [
            ["名次", "工作组", "得分", "销号率", "按时率"],
            ["1", "以水润城组", "75.0", "50%", "100%"],
            ["2", "以绿荫城组", "-30.0", "0%", "0%"],
            ["-", "治脏组", "-", "-", "-"],
        ]),
        (30, [
            ["名次", "工作组", "得分"],
            ["1", "以水润城组", "75.0"],
            ["2", "以绿荫城组", "-30.0"],
            ["-", "治脏组", "-"],
        ]),
    ],
)  # fmt: skip
def test_the_best_come_first_with_their_figures(width: int, rows: list[list[str]]) -> None:
    assert [line.split() for line in all_pages(room_of(board(*TASKS), RANKING), width, 25)] == rows


@pytest.mark.parametrize("width", [72, 116, 156, 316])
def test_the_bars_are_as_long_as_the_rates(width: int) -> None:
    styles = Styles(lambda: "board-wall")
    full, trough = styles("bar-on").bgcolor, styles("bar-off").bgcolor
    strips = scenes.painter(RANKING).paint(room_of(board(*TASKS), RANKING), width, 25, styles)
    row = next(strip for strip in strips if "以水润城组" in strip.text)
    cells = [
        (segment.style.bgcolor == full, len(segment.text))
        for segment in row
        if segment.style and segment.style.bgcolor in (full, trough) and segment.text
    ]

    half, rest, whole = cells
    assert (half[0], rest[0], whole[0]) == (True, False, True)
    assert abs(half[1] - rest[1]) <= 1
    assert whole[1] == half[1] + rest[1]


def test_many_groups_take_several_pages() -> None:
    groups = {10 + number: Group(id=10 + number, number=number, name=f"第{number}组") for number in range(1, 31)}
    room = room_of(board(task(1, group=11), group=groups), RANKING)

    assert pages(room, 116, 25) == 2
    shown = [line.split()[1] for line in all_pages(room, 116, 25) if "第" in line]
    assert sorted(shown) == sorted(group.name for group in groups.values())


def test_equal_scores_share_a_place() -> None:
    lines = all_pages(
        room_of(board(*(task(no, group=group) for no, group in ((1, GREEN), (2, ORDER)))), RANKING), 56, 25
    )

    assert [line.split()[0] for line in lines] == ["名次", "1", "1", "-"]

"""The red list: by unit, the most overdue first, and nobody's tasks by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from board.model.task import Kind, Stage
from board.ui.theme import WALL, colours
from board.ui.wall import scenes
from board.ui.wall.room import RED
from tests.support import AUDIT, CITY, HOUSING, make_board, task
from tests.ui.wall.frames import STYLES
from tests.ui.wall.lists_support import all_pages, pages, painted, room_of, title

BOARD = make_board(
    task(1, title="甲", unit=HOUSING, due="2026-11-01", person="王某"),
    task(2, title="乙", due="2026-11-20"),
    task(3, title="丙", due="2026-11-10", group=None),
    task(4, title="丁", unit=None, stage=Stage.UNCLAIMED, due="2026-11-22"),
    task(5, title="已达标", due="2026-11-01", stage=Stage.MET, met_at="2026-11-05T09:00:00"),
    task(6, title="已作废", due="2026-11-01", void_reason="重复"),
    task(7, title="今日", due="2026-11-23"),
    task(8, title="已过", unit=AUDIT, due="2026-11-23T09:00"),
    task(9, title="测评", due="2026-11-01", kind=Kind.CHECK),
)


def test_units_with_most_overdue_come_first_and_the_longest_first_among_theirs() -> None:
    lines = all_pages(room_of(BOARD, RED), 116, 25)

    assert [line.split("  ")[0] for line in lines] == [
        "城管局", "逾13天", "逾3天", "住建局", "逾22天", "未明确责任单位", "逾1天", "督查室", "今日已过",
    ]  # fmt: skip
    assert [line.split()[1] for line in lines if "#" in line] == ["#3", "#2", "#1", "#4", "#8"]


def test_a_row_tells_all_that_the_chair_asks() -> None:
    [line] = [line for line in all_pages(room_of(BOARD, RED), 116, 25) if "#1 " in line]

    assert line.split() == ["逾22天", "#1", "甲", "以绿荫城组", "王某", "11-01", "周日"]


def test_a_narrow_column_tells_it_in_two_lines() -> None:
    lines = all_pages(room_of(BOARD, RED), 56, 30)
    place = next(at for at, line in enumerate(lines) if "#1 " in line)

    assert [line.split() for line in lines[place : place + 2]] == [
        ["逾22天", "#1", "甲"],
        ["以绿荫城组", "王某", "11-01", "周日"],
    ]


def test_a_long_title_goes_on_below_where_there_is_room() -> None:
    board = make_board(task(1, title="铁路沿线违法建设拆除与绿化提升" * 5, due="2026-11-20"))

    assert len(all_pages(room_of(board, RED), 116, 25)) == 2
    assert len(all_pages(room_of(board, RED), 116, 45)) == 3


def test_a_head_says_that_it_goes_on_and_is_never_alone() -> None:
    board = make_board(*(task(no, due="2026-11-20") for no in range(1, 8)), task(8, unit=HOUSING, due="2026-11-20"))
    room = room_of(board, RED)

    assert [line.split("  ")[0] for line in all_pages(room, 116, 5) if "#" not in line] == [
        "城管局", "城管局（续）", "住建局",
    ]  # fmt: skip
    assert pages(room, 116, 9) == 2


def test_two_columns_only_where_one_is_not_enough() -> None:
    board = make_board(*(task(no, due="2026-11-20") for no in range(1, 31)))
    few = make_board(*(task(no, due="2026-11-20") for no in range(1, 6)))

    assert any(line.count("#") == 2 for line in painted(room_of(board, RED), 196, 45))
    assert not any(line.count("#") == 2 for line in painted(room_of(few, RED), 196, 45))
    assert pages(room_of(board, RED), 196, 45) == 1
    assert pages(room_of(board, RED), 156, 45) == 2


@pytest.mark.parametrize(("lang", "said"), [("zh", "逾期事项 5 件，按责任单位"), ("en", "Overdue by unit: 5 tasks")])
def test_its_title_counts(lang: str, said: str) -> None:
    assert title(room_of(BOARD, RED, lang=lang)) == said


def test_a_unit_that_is_everything() -> None:
    board = make_board(*(task(no, unit=CITY, due="2026-11-20") for no in range(1, 101)))
    lines = all_pages(room_of(board, RED), 116, 25)

    assert [line.split()[1] for line in lines if "#" in line] == [f"#{no}" for no in range(1, 101)]


def test_the_page_with_what_the_desk_has_selected_is_shown_and_the_row_stands_out() -> None:
    board = make_board(*(task(no, unit=CITY, due="2026-11-20") for no in range(1, 60)))
    room = room_of(board, RED)
    assert pages(room, 116, 25) > 2
    for selected in (1, 30, 59):
        chosen = replace(room, selected=selected)
        area = scenes.painter(RED).paint(chosen, 116, 25, STYLES)
        [row] = [strip for strip in area if f"#{selected} " in strip.text]
        grounds = {segment.style.bgcolor.name for segment in row if segment.style and segment.style.bgcolor}
        assert colours(WALL)["card-on"] in grounds
        page = scenes.painter(RED).page
        assert page is not None
        assert painted(replace(room, page=page(chosen, 116, 25)), 116, 25) == painted(chosen, 116, 25)
    assert painted(replace(room, selected=999), 116, 25) == painted(room, 116, 25)

"""Moving about with the real keys: cards, columns, pages, views and kinds."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import MouseScrollDown

from board.model.task import Kind, Stage
from board.ui.columns import GROUP, INBOX, OVERVIEW
from board.ui.screens.detail import DetailScreen
from tests.ui.support import EIGHT, MORNING, Desk, group_task, history, opened


def spread() -> list[object]:
    """Groups 1 to 3 with many cards, 4 empty, 5 to 8 with one each, three in the inbox; in order of their numbers."""
    tasks = [
        group_task(100 * group + place, group, due=f"2026-12-{place:02}")
        for group, count in ((1, 20), (2, 3), (3, 20), (5, 1), (6, 1), (7, 1), (8, 1))
        for place in range(1, count + 1)
    ]
    return [*EIGHT, *tasks, *(group_task(no, None) for no in (901, 902, 903))]


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*spread()), size=(80, 24)) as found:
        yield found


async def test_it_begins_on_the_most_urgent_card_of_the_first_group(desk: Desk):
    assert (desk.selected, desk.column) == (101, "第1组")


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("down down", 103),
        ("j j j k", 103),
        ("up", 101),
        ("end", 120),
        ("end down", 120),
        ("end home", 101),
        ("pagedown", 106),
        ("pagedown pagedown", 111),
        ("pagedown pageup", 101),
        ("end pageup", 115),
        ("right", 201),
        ("l l", 301),
        ("right left", 101),
        ("left", 101),
        ("h", 101),
        ("down down right", 203),
        ("end right", 203),
        ("right right right", None),
        ("right right right down", None),
        ("right right right end", None),
        ("right right right right", 501),
        ("l l l l l l l", 801),
        ("l l l l l l l l", 801),
    ],
)
async def test_moving(desk: Desk, keys: str, selected: int | None):
    await desk.press(*keys.split())

    assert desk.selected == selected


async def test_columns_page_with_the_selection(desk: Desk):
    assert "1 第1组" in desk.text
    assert "第 1-2 列，共 8 列" in desk.foot
    await desk.press("right", "right")
    assert "第 2-3 列，共 8 列" in desk.foot
    assert "1 第1组" not in desk.text
    await desk.press(*["right"] * 5)
    assert "第 7-8 列，共 8 列" in desk.foot
    assert desk.column == "第8组"
    await desk.press(*["left"] * 7)
    assert "第 1-2 列，共 8 列" in desk.foot


async def test_the_selected_card_is_always_whole_on_the_screen(desk: Desk):
    for key in ("end", "up", "pageup", "up", "home", "pagedown", "down", "down", "end"):
        await desk.press(key)
        assert f"#{desk.selected}" in desk.text
    assert "上面还有" in desk.text
    assert "下面还有" not in desk.text.splitlines()[-2][:40]


async def test_what_lies_above_and_below_is_counted(desk: Desk):
    shown = desk.text.count("#10") + desk.text.count("#11") + desk.text.count("#120")
    assert f"下面还有 {20 - shown}" in desk.text
    await desk.press("end")
    shown = sum(f"#1{no:02}" in desk.text for no in range(1, 21))
    assert f"上面还有 {20 - shown}" in desk.text


@pytest.mark.parametrize("number", range(1, 9))
async def test_a_digit_opens_its_group(desk: Desk, number: int):
    await desk.press(str(number))

    assert (desk.view.view.mode, desk.view.view.group) == (GROUP, 10 + number)
    assert f"{number} 第{number}组" in desk.head
    assert f"领导{number}" in desk.head or len(desk.head) < 100


async def test_a_group_shows_its_stages(board_path: Path):
    stages = [group_task(no, 2, stage=stage, unit=no if no > 1 else None) for no, stage in enumerate(Stage, 1)]
    async with opened(board_path, history(*EIGHT, *stages), size=(160, 30)) as desk:
        await desk.press("2")
        heads = desk.lines[1]
        assert all(word in heads for word in ("待认领", "推进", "达标", "巩固", "销号"))
        places = {no: next(line.index(f"#{no}") for line in desk.lines if f"#{no}" in line) for no in range(1, 6)}
        assert sorted(places, key=lambda no: places[no]) == [1, 2, 3, 4, 5]


async def test_the_inbox_and_back(desk: Desk):
    await desk.press("9")
    assert desk.view.view.mode == INBOX
    assert desk.selected == 901
    assert "提质办待分办" in desk.head
    await desk.press("0")
    assert (desk.view.view.mode, desk.selected) == (OVERVIEW, 101)


async def test_the_overview_says_how_many_wait_in_the_inbox(desk: Desk):
    await desk.resize(160, 24)
    assert "9 提质办 3" in desk.head


async def test_views_keep_their_selection(desk: Desk):
    await desk.press("l", "down")
    assert desk.selected == 202
    await desk.press("3", "down", "down")
    assert desk.selected == 303
    await desk.press("1", "end", "0")
    assert desk.column == "第1组"
    await desk.press("3")
    assert desk.selected == 303
    await desk.press("1")
    assert desk.selected == 120


async def test_a_group_opens_on_the_card_that_was_selected(desk: Desk):
    await desk.press("l", "down", "2")
    assert desk.selected == 202
    await desk.press("0")
    assert desk.selected == 202


async def test_esc_leads_from_a_group_to_the_overview_at_its_column(desk: Desk):
    await desk.press("3", "end", "escape")
    assert (desk.view.view.mode, desk.selected, desk.column) == (OVERVIEW, 320, "第3组")
    await desk.press("escape")
    assert desk.view.view.mode == OVERVIEW


async def test_an_empty_group_opens_and_leads_back(desk: Desk):
    await desk.press("4")
    assert desk.selected is None
    await desk.press("down", "enter", "end", "pagedown")
    assert desk.selected is None
    await desk.press("0")
    assert desk.column == "第4组"


async def test_a_group_that_there_is_not_is_said(board_path: Path):
    async with opened(board_path, history(*EIGHT[:4], group_task(1))) as desk:
        await desk.press("7")
        assert "没有第 7 组" in desk.foot
        assert desk.view.view.mode == OVERVIEW
        await desk.press("down")
        assert "没有第 7 组" not in desk.foot


async def test_a_board_without_groups_or_tasks(board_path: Path):
    async with opened(board_path, history(EIGHT[0])) as desk:
        for key in "up down left right home end pageup pagedown enter 1 9 0 z escape a d p c . , u".split():
            await desk.press(key)
        assert desk.selected is None
        assert desk.app.is_running


async def test_z_changes_which_kinds_are_shown(board_path: Path):
    kinds = [group_task(no, kind=kind, unit=None) for no, kind in enumerate(Kind, 1)]
    async with opened(board_path, history(*EIGHT, *kinds), size=(160, 40)) as desk:
        seen = []
        for _ in range(5):
            seen.append({no for no in range(1, 5) if re.search(rf"#{no}\b", desk.text)})
            await desk.press("z")
        by_kind = {kind: no for no, kind in enumerate(Kind, 1)}
        main = {by_kind[kind] for kind in (Kind.ASSIGNMENT, Kind.PROBLEM, Kind.PROJECT)}
        assert seen == [main, {by_kind[Kind.PROBLEM]}, {by_kind[Kind.PROJECT]}, {1, 2, 3, 4}, main]


async def test_the_head_says_which_kinds_are_shown(desk: Desk):
    await desk.press("f12")
    assert "只看问题" in desk.head
    await desk.press("f12")
    assert "只看项目" in desk.head
    await desk.press("1")
    assert "只看项目" in desk.head
    await desk.press("f12", "f12")
    assert "只看" not in desk.head


async def test_enter_opens_the_detail_and_esc_leads_back(desk: Desk):
    await desk.press("down", "enter")
    assert isinstance(desk.app.screen, DetailScreen)
    assert "#102" in desk.head
    await desk.press("down", "pagedown", "end", "home", "pageup", "up")
    await desk.press("escape")
    assert desk.app.screen is desk.screen
    assert desk.selected == 102
    await desk.press("enter", "enter")
    assert desk.app.screen is desk.screen


async def test_enter_on_an_empty_column_does_nothing(desk: Desk):
    await desk.press("right", "right", "right", "enter")
    assert desk.app.screen is desk.screen


async def test_help_opens_and_closes(desk: Desk):
    for opens, closes in (("f1", "escape"), ("?", "?"), ("？", "q"), ("f1", "f1")):
        await desk.press(opens)
        assert "帮助" in desk.head
        assert "交办" in desk.text
        await desk.press("end", "pageup", closes)
        assert desk.app.screen is desk.screen


@pytest.mark.parametrize("key", ["q", "Q", "ｑ", "ctrl+q"])
async def test_quit(desk: Desk, key: str):
    desk.send(key)
    await desk.pilot._wait_for_screen()
    await desk.settle()

    assert not desk.app.is_running or desk.app._exit


async def test_the_mouse_selects_scrolls_and_opens(desk: Desk):
    row = desk.row_of("#102")
    await desk.pilot.click(offset=(5, row))
    await desk.settle()
    assert desk.selected == 102
    await desk.pilot.click(offset=(60, desk.row_of("#203")))
    await desk.settle()
    assert desk.selected == 203
    await desk.pilot.click(offset=(10, 1))
    await desk.settle()
    assert desk.column == "第1组"
    await desk.pilot.click(offset=(5, desk.row_of("#103")), times=2)
    await desk.settle()
    assert isinstance(desk.app.screen, DetailScreen)
    assert "#103" in desk.head


async def test_the_wheel_scrolls_the_column_below_it_and_the_clock_does_not_undo_it(desk: Desk):
    for _ in range(4):
        await desk.pilot._post_mouse_events([MouseScrollDown], offset=(5, 10))
    await desk.settle()
    assert "上面还有 4" in desk.text
    assert desk.selected == 101
    await desk.at(MORNING + timedelta(minutes=1))
    assert "上面还有 4" in desk.text
    await desk.press("down")
    assert "#102" in desk.text


async def test_other_kinds_leave_the_selection_in_its_column(desk: Desk):
    await desk.press("right", "z")
    assert (desk.selected, desk.column) == (None, "第2组")
    await desk.press("z", "z", "z")
    assert (desk.selected, desk.column) == (201, "第2组")


async def test_what_is_overdue_in_the_inbox_is_told_beside_the_columns(board_path: Path):
    late = (group_task(1, 1, due="2026-11-10"), group_task(2, None, due="2026-11-10"), group_task(3, None))
    async with opened(board_path, history(*EIGHT, *late)) as desk:
        assert "逾期 1 " in desk.head
        assert "9 提质办 2 逾1" in desk.head

"""Finding with the real keys: the columns follow every key; what is found can be kept, saved, left, and jumped to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from board import commands as do
from board.model.task import Kind, Priority, Stage
from board.text.finding import WORDS
from board.ui.columns import GROUP, INBOX, OVERVIEW
from board.ui.screens.detail import DetailScreen
from board.ui.widgets.filter_bar import FilterBar
from tests.support import AUDIT, CITY, ROADS
from tests.ui.support import EIGHT, MORNING, Desk, Elsewhere, group_task, history, opened

TASKS = (
    group_task(1, 1, title="铁路沿线拆违绿化", due="2026-11-20", tags=("曝光",)),
    group_task(2, 1, title="干道绿化", due="2026-12-04"),
    group_task(3, 2, title="河道清淤", unit=ROADS, due="2026-11-19", person="李科长"),
    group_task(4, 2, title="长江路修复", unit=ROADS, co_units=(CITY,)),
    group_task(5, 7, title="垃圾清运", kind=Kind.PROBLEM, priority=Priority.HIGH, due="2026-11-23"),
    group_task(6, 7, title="占道经营", stage=Stage.CLOSED, unit=AUDIT),
    group_task(7, None, title="待分的绿化", unit=None, stage=Stage.UNCLAIMED),
    group_task(8, 7, title="卫生测评", kind=Kind.CHECK, due="2026-11-01"),
    group_task(9, 1, title="作废的绿化", void_reason="重复"),
)


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*EIGHT, *TASKS), size=(160, 24)) as found:
        yield found


def shown(desk: Desk) -> list[int]:
    return sorted(desk.view.numbers)


@pytest.mark.parametrize("key", ["f7", "/", "、", "／"])
@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("绿化", [1, 2]),
        ("lvhua", [1, 2]),
        ("tlyx", [1]),
        ("@交通局", [3, 4]),
        ("@jtj 逾期", [3]),
        ("@李科长", [3]),
        ("逾期", [1, 3]),
        ("＃曝光", [1]),
        (">2", [3, 4]),
        ("3天内", [5]),
        ("问题", [5]),
        ("！急", [5]),
        ("+城管局", [4]),
        ("没有这样的事", []),
    ],
)
async def test_columns_follow_what_is_typed(desk: Desk, key: str, typed: str, numbers: list[int]):
    await desk.press(key)
    await desk.type(typed)
    assert shown(desk) == numbers


async def test_counts_and_heads_follow(desk: Desk):
    assert "逾期 2" in desk.head
    await desk.press("/")
    await desk.type("@交通局 ")
    assert "逾期 1" in desk.head
    assert "筛选 @交通局：2 项" in desk.head
    assert "逾1" in desk.lines[1]
    assert "责任" in desk.lines[-3]
    assert "交通局" in desk.lines[-3]
    assert "2 项" in desk.lines[-3]


async def test_what_stands_elsewhere_is_counted_too(desk: Desk):
    await desk.press("/")
    await desk.type("绿化")
    assert "2 项（连同别处共 3 项）" in desk.lines[-3]


async def test_enter_keeps_the_filter_and_gives_the_keys_back(desk: Desk):
    await desk.press("/")
    await desk.type("@交通局")
    await desk.press("enter", "down")
    assert not desk.screen.query_one(FilterBar).is_open
    assert (shown(desk), desk.selected) == ([3, 4], 4)
    await desk.press("/")
    assert desk.screen.query_one(FilterBar).query_one("LineInput").value == "@交通局"  # type: ignore[attr-defined]


async def test_esc_in_the_bar_takes_the_filter_away(desk: Desk):
    await desk.press("/")
    await desk.type("@交通局")
    await desk.press("escape")
    assert len(shown(desk)) == 6
    assert "筛选" not in desk.head


async def test_esc_on_the_board_takes_the_filter_away_then_the_group(desk: Desk):
    await desk.press("2", "o")
    assert shown(desk) == [3]
    await desk.press("escape")
    assert (shown(desk), desk.view.view.mode) == ([3, 4], GROUP)
    await desk.press("escape")
    assert desk.view.view.mode == OVERVIEW


@pytest.mark.parametrize("key", ["o", "f8", "ｏ", "O"])
async def test_only_overdue_and_back(desk: Desk, key: str):
    await desk.press(key)
    assert shown(desk) == [1, 3]
    assert "只看 逾期（2 项（连同别处共 3 项））" in desk.said
    await desk.press(key)
    assert len(shown(desk)) == 6


async def test_only_overdue_narrows_the_filter_in_force(desk: Desk):
    await desk.press("/")
    await desk.type("@交通局")
    await desk.press("enter", "o")
    assert shown(desk) == [3]
    await desk.press("o")
    assert shown(desk) == [3, 4]


@pytest.mark.parametrize(
    ("typed", "view", "selected"),
    [("#5", OVERVIEW, 5), ("＃５", OVERVIEW, 5), ("#7", INBOX, 7), ("#8", OVERVIEW, 8), (" #3 ", OVERVIEW, 3)],
)
async def test_a_number_leads_to_its_task(desk: Desk, typed: str, view: str, selected: int):
    await desk.press("/")
    await desk.type(typed)
    await desk.press("enter")
    assert (desk.view.view.mode, desk.selected) == (view, selected)
    assert desk.column in ("第1组", "第2组", "第7组", "待认领")


async def test_the_number_sign_begins_a_jump(desk: Desk):
    await desk.press("#", "5")
    assert "按 Enter 跳到：垃圾清运" in desk.lines[-3]
    await desk.press("enter")
    assert desk.selected == 5


async def test_a_jump_from_one_group_to_a_task_of_another(desk: Desk):
    await desk.press("2", "＃", "6", "enter")
    assert (desk.view.view.mode, desk.view.view.group, desk.selected) == (GROUP, 17, 6)


async def test_a_jump_to_a_void_task_opens_it(desk: Desk):
    await desk.press("#", "9", "enter")
    assert isinstance(desk.app.screen, DetailScreen)
    assert "作废的绿化" in desk.text


async def test_a_number_that_nobody_has_stays_in_the_bar(desk: Desk):
    await desk.press("#", "9", "9", "enter")
    bar = desk.screen.query_one(FilterBar)
    assert bar.is_open
    assert "99" in desk.lines[-3]
    await desk.press("backspace", "backspace", "2", "enter")
    assert desk.selected == 2


async def test_void_tasks_are_seen_when_asked_for(desk: Desk):
    await desk.press("/")
    await desk.type("作废")
    await desk.press("enter")
    assert shown(desk) == [9]


async def test_lines_used_come_back_with_the_arrows(desk: Desk):
    for line in ("绿化", "@交通局"):
        await desk.press("/", *["backspace"] * 8)
        await desk.type(line)
        await desk.press("enter")
    await desk.press("escape", "/", "up", "up")
    assert shown(desk) == [1, 2]
    await desk.press("down", "enter")
    assert shown(desk) == [3, 4]


async def test_a_filter_is_saved_under_a_name_and_used_by_it(desk: Desk):
    await desk.press("/")
    await desk.type("交通逾期=@交通局 逾期")
    assert shown(desk) == [3]
    await desk.press("enter")
    assert "已存为「交通逾期」" in desk.said
    await desk.press("escape", "/")
    await desk.type("交通逾期")
    assert shown(desk) == [3]
    await desk.press("enter")
    assert "筛选 交通逾期：1 项" in desk.head
    await desk.press("/", *["backspace"] * 8)
    await desk.type("交通逾期=")
    await desk.press("enter")
    assert "已删去「交通逾期」" in desk.said
    assert len(shown(desk)) == 6


async def test_what_is_typed_ahead_of_the_bar_is_not_lost(desk: Desk):
    await desk.burst("/", *"绿化", "enter", "down")
    assert (shown(desk), desk.selected) == ([1, 2], 2)


async def test_a_pasted_filter(desk: Desk):
    await desk.press("/")
    await desk.paste("@交通局　逾期")
    assert shown(desk) == [3]


async def test_the_filter_looks_at_what_others_write(desk: Desk):
    await desk.press("/")
    await desk.type("清淤")
    await desk.press("enter")
    with Elsewhere(desk.path) as other:
        other.does(do.edit, 2, title="排水清淤")
        await desk.poll()
        assert shown(desk) == [2, 3]
        assert desk.selected == 3
        other.does(do.edit, 3, title="河道疏浚")
        await desk.poll()
    assert (shown(desk), desk.selected) == ([2], None)


async def test_the_filter_looks_at_the_clock(desk: Desk):
    await desk.press("o")
    assert shown(desk) == [1, 3]
    await desk.at(MORNING + timedelta(days=1))
    assert shown(desk) == [1, 3, 5]


async def test_an_act_takes_a_task_out_of_the_filter_and_the_next_one_is_selected(desk: Desk):
    await desk.press("o")
    assert desk.selected == 1
    await desk.press(".")
    assert shown(desk) == [3]
    assert "#1" in desk.said
    await desk.press("right")
    assert desk.selected == 3
    await desk.press("u")
    assert shown(desk) == [1, 3]


async def test_a_line_that_is_half_typed_says_how_to_go_on(desk: Desk):
    await desk.press("/")
    await desk.type("@")
    assert "接着输入" in desk.lines[-3]
    await desk.type("没有的局")
    assert shown(desk) == []
    await desk.press("escape", "/")
    await desk.type(">没有")
    assert "没有" in desk.lines[-3]


async def test_a_read_only_board_is_searched_all_the_same(board_path: Path):
    async with opened(board_path, history(*EIGHT, *TASKS), read_only=True) as desk:
        before = desk.bytes()
        await desk.press("/")
        await desk.type("绿化")
        assert shown(desk) == [1, 2]
        await desk.press("enter", "o", "escape", "escape", "#", "5", "enter")
        assert desk.selected == 5
        assert desk.bytes() == before


async def test_words_of_the_trade_in_english(board_path: Path):
    async with opened(board_path, history(*EIGHT, *TASKS), lang="en") as desk:
        await desk.press("o")
        assert shown(desk) == [1, 3]
        assert desk.session.finding.text in WORDS
        await desk.press("o", "/")
        await desk.type("problem")
        assert shown(desk) == [5]


async def test_a_saved_filter_is_in_the_palette(desk: Desk):
    await desk.press("/")
    await desk.type("它的'名'=@交通局 逾期")
    await desk.press("enter", "escape", "ctrl+p")
    await desk.type("它的")
    await desk.settled_palette()
    await desk.press("enter")
    await desk.settle()
    assert shown(desk) == [3]
    assert "筛选 它的'名'：1 项" in desk.head

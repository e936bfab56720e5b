"""Marks: several tasks for one act, chosen one by one, all on show, or by a filter."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from board import commands as do
from board.model.task import Stage
from tests.support import ROADS
from tests.ui.support import EIGHT, Desk, Elsewhere, group_task, history, opened

TASKS = (
    *(group_task(no, 1, due=f"2026-12-0{no}") for no in range(1, 5)),
    *(group_task(no, 2, unit=ROADS, due="2026-11-20") for no in (5, 6)),
)


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*EIGHT, *TASKS), size=(160, 30)) as found:
        yield found


def marked(desk: Desk) -> list[int]:
    return sorted(desk.session.marked)


@pytest.mark.parametrize("key", ["space", "v", "V", "ｖ"])
async def test_a_mark_goes_on_to_the_next_card_and_is_taken_away_again(desk: Desk, key: str):
    await desk.press(key, key)
    assert (marked(desk), desk.selected) == ([1, 2], 3)
    assert "已选 2" in desk.head
    await desk.press("up", key)
    assert marked(desk) == [1]


async def test_a_marked_card_is_seen_to_be_marked(desk: Desk):
    plain = desk.text
    await desk.press("space", "up")
    row = desk.row_of("第1项")
    assert "*第1项" in desk.lines[row]
    await desk.press("space")
    assert "*第1项" not in desk.text
    assert plain.count("*") == desk.text.count("*")


async def test_everything_on_show_is_marked_and_unmarked(desk: Desk):
    await desk.press("1", "ctrl+a")
    assert marked(desk) == [1, 2, 3, 4]
    await desk.press("0", "ctrl+a")
    assert marked(desk) == [1, 2, 3, 4, 5, 6]
    await desk.press("1", "ctrl+a")
    assert marked(desk) == [5, 6]
    await desk.press("ctrl+a", "ctrl+a")
    assert marked(desk) == [5, 6]


async def test_marks_by_a_filter_are_one_change_and_one_undo(desk: Desk):
    seq = desk.board.seq
    await desk.press("/")
    await desk.type("@交通局 逾期")
    await desk.press("enter", "ctrl+a", "escape")
    assert marked(desk) == []
    await desk.press("ctrl+a", ".")
    assert {desk.board.tasks[no].stage for no in (5, 6)} == {Stage.MET}
    assert desk.board.seq == seq + 1
    assert marked(desk) == []
    await desk.press("u")
    assert {desk.board.tasks[no].stage for no in (5, 6)} == {Stage.UNDERWAY}


async def test_esc_takes_away_the_marks_before_the_filter(desk: Desk):
    await desk.press("o", "space", "escape")
    assert (marked(desk), desk.session.finding.text) == ([], "逾期")
    await desk.press("escape")
    assert desk.session.finding.text == ""


async def test_a_mark_that_the_filter_hides_is_acted_on_as_well(desk: Desk):
    await desk.press("space", "o", "ctrl+a", ".")
    assert {no for no, each in desk.board.tasks.items() if each.stage is Stage.MET} == {1, 5, 6}


async def test_a_refused_act_changes_nothing_and_keeps_the_marks(board_path: Path):
    tasks = (group_task(1, stage=Stage.UNCLAIMED), group_task(2, unit=None, stage=Stage.UNCLAIMED))
    async with opened(board_path, history(*EIGHT, *tasks)) as desk:
        await desk.press("ctrl+a", ".")
        assert desk.board.tasks[1].stage is Stage.UNCLAIMED
        assert marked(desk) == [1, 2]
        assert "#2" in desk.said


async def test_what_somebody_else_takes_away_is_not_marked_any_more(desk: Desk):
    with Elsewhere(desk.path) as other:
        other.does(do.add, "新的", group=11, due="2026-11-30")
        await desk.poll()
        await desk.go_to(7)
        await desk.press("space")
        assert marked(desk) == [7]
        change = list(other.store.changes(0))[-1]
        other.does(do.undo, change)
        await desk.poll()
    assert marked(desk) == []
    assert "已选" not in desk.head


async def test_an_empty_column_has_nothing_to_mark(desk: Desk):
    await desk.press("right", "right", "space")
    assert marked(desk) == []
    assert "没有选中" in desk.said


async def test_marks_work_on_a_read_only_board_and_write_nothing(board_path: Path):
    async with opened(board_path, history(*EIGHT, *TASKS), read_only=True) as desk:
        before = desk.bytes()
        await desk.press("space", "ctrl+a", ".")
        assert "只读" in desk.said
        assert desk.bytes() == before


async def test_on_the_screen_of_one_task_the_marks_do_not_count(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1), group_task(2), group_task(3, group=2))) as desk:
        await desk.go_to(1)
        await desk.press("v")
        await desk.go_to(3)
        await desk.press("enter", "!", "escape")

        assert [no for no, task in desk.board.tasks.items() if task.priority == "high"] == [3]
        assert desk.session.marked == {1}


async def test_where_the_filter_left_nothing_a_key_says_so(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1))) as desk:
        await desk.press("/")
        await desk.type("无此事项")
        await desk.press("enter", "a")
        assert "没有符合的事项，按 Esc 看全部" in desk.foot
        await desk.press("enter")
        assert "没有符合的事项，按 Esc 看全部" in desk.foot
        await desk.press("t", "a")
        assert "没有符合的事项，按 Esc 看全部" in desk.foot
        await desk.press("escape", "escape")
        assert desk.selected == 1


async def test_enter_on_an_empty_column_opens_its_group(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1))) as desk:
        await desk.press("right", "enter")
        assert "第2组" in desk.head
        await desk.press("enter")
        assert "这一列没有选中的事项；按 左箭头、右箭头 换列，或按 F2 新增" in desk.foot

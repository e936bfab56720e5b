"""Keys pressed faster than the program answers find what the ones before them led to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from board.model.task import Stage
from board.ui.columns import GROUP
from board.ui.screens.detail import DetailScreen
from tests.support import HOUSING
from tests.ui.support import EIGHT, Desk, group_task, history, opened


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    tasks = [group_task(no, due=f"2026-12-{no:02}") for no in range(1, 6)]
    async with opened(board_path, history(*EIGHT, *tasks, group_task(6, 3))) as found:
        yield found


async def test_a_new_task_in_one_go(desk: Desk):
    await desk.burst("n", *"cdapu.", "enter", *"甲项", "enter", "escape", "j")
    assert [desk.board.tasks[no].title for no in (7, 8)] == ["cdapu.", "甲项"]
    assert not desk.board.urges(1)


async def test_a_deadline_in_one_go(desk: Desk):
    await desk.burst("j", "d", *"2026-12-01", "enter", "j", "c")
    assert desk.board.tasks[2].due == "2026-12-01"


async def test_an_extension_with_its_reason_in_one_go(desk: Desk):
    await desk.burst("d", *"2026-12-30", "enter", *"暴雨", "enter")
    assert desk.board.tasks[1].due == "2026-12-30"
    assert [each.reason for each in desk.board.extensions(1)] == ["暴雨"]


async def test_assigning_in_one_go(desk: Desk):
    await desk.burst("a", *"住建", "enter", "down", "a", *"住建", "enter")
    assert [desk.board.tasks[no].unit for no in (1, 2)] == [HOUSING, HOUSING]


async def test_moves_and_undo_in_one_go(desk: Desk):
    await desk.burst("3", "c", "enter", "c", "enter", "u", "0", "1", "j", ".", "enter")
    assert len(desk.board.urges(6)) == 1
    assert desk.board.tasks[2].stage is Stage.MET
    assert (desk.view.view.mode, desk.view.view.group) == (GROUP, 11)
    assert isinstance(desk.app.screen, DetailScreen)


async def test_screens_opened_and_left_in_one_go(desk: Desk):
    await desk.burst("enter", "escape", "f1", "escape", "d", "escape", "a", "escape", "n", "escape", "j")
    assert desk.app.screen is desk.screen
    assert desk.selected == 2

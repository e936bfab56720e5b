"""What the desk tells the walls: where it stands, the spotlight, the held frame; and nothing of what is being typed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from board import wiring
from board.errors import StoreError
from board.model.presence import Direction, Standing
from tests.ui.support import EIGHT, Desk, group_task, history, opened

TASKS = (
    group_task(1, due="2026-11-20", title="拆违"),
    group_task(2, 1, title="补绿"),
    group_task(3, 2),
    group_task(4, None),
)


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*EIGHT, *TASKS)) as found:
        yield found


@pytest.fixture
def told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[Standing]:
    """Where the walls were told that the desk stands."""
    found: list[Standing] = []
    assert desk.session.walls is not None
    monkeypatch.setattr(desk.session.walls._presence, "stand", found.append)
    return found


def direction(desk: Desk) -> Direction:
    """What a wall sees."""
    return wiring.open_presence(desk.path).seen().direction


async def test_opening_a_board_is_no_movement(desk: Desk, told: list[Standing]):
    assert told == []


async def test_every_place_the_person_goes_to_is_told_once(desk: Desk, told: list[Standing]):
    await desk.press("down", "right", "right", "left", "1", "9", "0", "8")
    assert [(each.group, each.task) for each in told] == [
        (11, 2), (12, 3), (13, None), (12, 3), (11, 1), (None, 4), (12, 3), (18, None),
    ]  # fmt: skip
    await desk.press("escape")
    before = len(told)
    await desk.press("f1", "escape")
    desk.screen.second()
    assert len(told) == before


async def test_the_list_tells_too_and_looking_only_at_what_is_late_is_told(desk: Desk, told: list[Standing]):
    await desk.press("t", "down")
    assert told[-1].task is not None
    await desk.press("o")
    assert told[-1] == Standing(group=11, task=1, overdue=True)
    await desk.press("o", "t")
    assert not told[-1].overdue


async def test_the_sheets_of_supervision_tell_too(desk: Desk, told: list[Standing]):
    await desk.press("r", "down")
    group = told[-1].group
    assert (group in {group.id for group in desk.board.groups}, told[-1].task, told[-1].overdue) == (True, None, False)
    await desk.press("right")
    assert told[-1] == Standing()
    await desk.press("right")
    assert told[-1] == Standing(group=11, task=1, overdue=True)


async def test_a_filter_is_told_when_it_is_entered_and_not_while_it_is_typed(desk: Desk, told: list[Standing]):
    await desk.press("/")
    await desk.type("补绿")
    assert desk.selected == 2
    assert told == []
    await desk.press("enter")
    assert told == [Standing(group=11, task=2)]


async def test_a_new_task_is_told_when_it_is_saved_and_not_while_it_is_typed(desk: Desk, told: list[Standing]):
    await desk.press("n")
    await desk.type("还没有想好 >2")
    assert told == []
    await desk.press("enter")
    assert told == [Standing(group=12, task=5)]


async def test_the_spotlight_follows_the_key_and_is_released_by_the_same(desk: Desk):
    await desk.press("s")
    assert direction(desk) == Direction(by="秘书", spotlight=1)
    assert "大屏聚焦 #1" in desk.foot
    await desk.press("down", "ctrl+l")
    assert direction(desk).spotlight == 2
    await desk.press("ｓ")
    assert direction(desk).spotlight is None
    await desk.press("up")
    assert "聚焦" not in desk.foot


async def test_the_frame_is_held_and_released(desk: Desk):
    await desk.press("g")
    assert direction(desk) == Direction(by="秘书", hold="2026-11-23T09:04:00")
    assert "大屏保持 09:04" in desk.foot
    await desk.press("down")
    assert "大屏保持 09:04" in desk.foot
    await desk.press("s")
    assert direction(desk) == Direction(by="秘书", spotlight=2, hold="2026-11-23T09:04:00")
    await desk.press("Ｇ")
    assert direction(desk) == Direction(by="秘书", spotlight=2)


async def test_what_another_desk_asked_for_is_seen_and_can_be_released_here(desk: Desk):
    other = wiring.open_desk_presence(desk.path)
    other.direct(Direction(by="同事", hold="2026-11-23T09:01:00"))
    desk.screen._look_at_walls()
    await desk.settle()
    assert "大屏保持 09:01" in desk.foot
    await desk.press("g")
    assert direction(desk) == Direction(by="秘书")
    other.close()


async def test_with_no_task_selected_the_spotlight_says_so(desk: Desk):
    await desk.press("8", "s")
    assert "没有选中的事项" in desk.foot
    assert direction(desk) == Direction()


async def test_when_the_walls_cannot_be_told_it_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def fails(_: Direction) -> None:
        raise StoreError("presence_unwritable", detail="No space left on device")

    assert desk.session.walls is not None
    monkeypatch.setattr(desk.session.walls._presence, "direct", fails)
    await desk.press("g")
    assert desk.said.startswith("没能告诉大屏：No space left on device")
    assert "大屏保持" not in desk.foot


async def test_the_walls_are_told_also_when_the_disk_of_the_board_failed(desk: Desk):
    desk.session.stopped = True
    await desk.press("g")
    assert direction(desk).hold


async def test_a_board_that_is_only_read_tells_nobody_anything(board_path: Path):
    async with opened(board_path, history(*EIGHT, *TASKS), read_only=True) as desk:
        assert desk.session.walls is None
        await desk.press("g")
        assert desk.said.startswith("这是只读看板")
        await desk.press("down", "s")
        assert not (board_path / "presence").exists()


async def test_leaving_the_board_releases_the_walls(board_path: Path):
    async with opened(board_path, history(*EIGHT, *TASKS)) as desk:
        await desk.press("g")
        assert direction(desk).hold
    assert direction(desk) == Direction()

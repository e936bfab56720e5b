"""The screen that the room reads: it follows, and nothing on it changes the board."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from board import commands
from board.errors import Refused
from board.ui.keys import KEYS
from board.ui.palette import BoardCommands
from board.ui.screens.detail import DetailScreen
from tests.support import HOUSING, actor
from tests.ui.support import EIGHT, MORNING, Desk, Elsewhere, group_task, history, opened


def everything(path: Path) -> Mapping[str, tuple[bytes, int]]:
    """All bytes in the folder, the lock's too, and when they were written."""
    files = (each for each in sorted(path.rglob("*")) if each.is_file())
    return {str(each.relative_to(path)): (each.read_bytes(), each.stat().st_mtime_ns) for each in files}


@pytest.fixture
async def wall(board_path: Path) -> AsyncIterator[Desk]:
    board = history(*EIGHT, group_task(1, due="2026-11-20"), group_task(2, 3), group_task(3, None))
    async with opened(board_path, board, read_only=True) as found:
        yield found
        assert not found.app._notifications


async def test_the_head_says_so_and_the_foot_offers_nothing_to_do(wall: Desk):
    assert "只读" in wall.head
    assert "新增" not in wall.foot
    assert "已保存" not in wall.foot
    await wall.press("enter")
    assert "只读" in wall.head
    assert "交办" not in wall.foot
    await wall.resize(40, 10)
    assert "只读" in wall.head


async def test_every_acting_key_answers_with_one_line(wall: Desk):
    before = everything(wall.path)
    for key in (key for key in KEYS if key.writes):
        for pressed in (*key.safe, *([key.plain] if key.plain else [])):
            await wall.press("home", pressed)
            assert wall.foot.startswith(" 这是只读看板，不能修改；要修改请在秘书的主屏上操作"), pressed
            assert wall.app.screen is wall.screen
    assert everything(wall.path) == before


async def test_every_key_on_every_screen_leaves_the_folder_as_it_is(wall: Desk):
    before = everything(wall.path)
    for opens in ("enter", "9", "m"):
        for key in (key for key in KEYS if key.id != "quit"):
            await wall.press(opens, key.plain or key.safe[0])
            await wall.app.to_board()
    assert wall.app.is_running
    assert everything(wall.path) == before


async def test_on_the_detail_screen_too(wall: Desk):
    before = everything(wall.path)
    await wall.press("enter")
    for key in (key for key in KEYS if key.writes):
        await wall.press(key.safe[0])
        assert isinstance(wall.app.screen, DetailScreen)
        assert "这是只读看板，不能修改" in wall.foot
    assert everything(wall.path) == before


async def test_every_command_of_the_palette_leaves_the_folder_as_it_is(wall: Desk):
    before = everything(wall.path)
    offered = [action for _, _, action in BoardCommands(wall.screen)._commands()]
    assert not [action for action in offered if action.startswith("act(")]
    for action in (*offered, *(key.action for key in KEYS if key.writes)):
        if action != "quit":
            await BoardCommands(wall.screen)._runner(action)()
            await wall.settle()
            await wall.app.to_board()
    assert everything(wall.path) == before


async def test_nothing_behind_the_screen_writes_either(wall: Desk):
    before = everything(wall.path)
    assert wall.session.store is None
    assert not hasattr(wall.session.reader, "commit")
    with pytest.raises(Refused, match="read_only"):
        await wall.session.commit(commands.urge(actor(MORNING), 1))
    assert everything(wall.path) == before


async def test_it_follows_what_others_do(wall: Desk):
    with Elsewhere(wall.path) as desk:
        desk.does(commands.add, "刚刚新增", group=12)
        await wall.poll()
        assert "刚刚新增" in wall.text
        desk.does(commands.assign, 4, HOUSING)
        desk.does(commands.set_deadline, 4, "2026-11-01")
        await wall.poll()
        assert "逾22天" in wall.text
        assert "住建局" in wall.text
        desk.does(commands.void, 4, reason="重复")
        await wall.poll()
        assert "逾22天" not in wall.text
    assert wall.selected == 1


async def test_it_follows_by_itself(wall: Desk):
    """No key is pressed and nobody calls: the timer looks."""
    with Elsewhere(wall.path) as desk:
        desk.does(commands.add, "刚刚新增", group=12)
    for _ in range(100):
        await wall.pilot.pause(0.05)
        if "刚刚新增" in wall.text:
            break
    assert "刚刚新增" in wall.text


async def test_the_detail_screen_follows_too(wall: Desk):
    await wall.press("enter")
    with Elsewhere(wall.path) as desk:
        desk.does(commands.note, 1, "材料已到")
    await wall.poll()
    assert "材料已到" in wall.text

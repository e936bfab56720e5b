"""The wall as a program: it follows, and nothing that is pressed on it changes the board."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from board import commands, wiring
from board.messages import Messages
from board.ui.keys import KEYS
from board.ui.palette import BoardCommands
from board.ui.wall.app import WallApp
from board.ui.wall.screen import KEYS as WALL_KEYS
from board.ui.wall.show import Options
from tests.support import HOUSING
from tests.ui.support import EIGHT, demo_history, group_task, history
from tests.ui.test_read_only import everything
from tests.ui.wall.support import Desk, Time

SIZES = [(120, 30), (160, 48), (200, 50), (320, 90), (80, 24)]


class Opened:
    def __init__(self, app: WallApp, pilot: Pilot[None], time: Time, path: Path) -> None:
        self.app, self.pilot, self.time, self.path = app, pilot, time, path

    @property
    def lines(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def close(self) -> str:
        """The text without its spaces: large words are spaced out."""
        return self.text.replace(" ", "")

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until what is looked for is on the screen: the wall looks by itself."""
        async with asyncio.timeout(20):
            while not holds():
                await asyncio.sleep(0.01)
                await self.pilot.pause()


@asynccontextmanager
async def opened(path: Path, size: tuple[int, int] = (120, 30), **options: Any) -> AsyncIterator[Opened]:
    time = Time()
    reader = wiring.open_reader(path)
    app = WallApp(
        reader,
        wiring.open_presence(path),
        messages=Messages("zh"),
        clock=time.now,
        seconds=time.monotonic,
        options=Options(**options),
    )
    async with app.run_test(size=size) as pilot:
        wall = Opened(app, pilot, time, path)
        await pilot.pause()
        yield wall
        assert app.is_running
    reader.close()


@pytest.fixture
def path(board_path: Path) -> Path:
    wiring.create_board(
        board_path, history(*EIGHT, group_task(1, due="2026-11-20"), group_task(2, 3), group_task(3, None))
    )
    return board_path


@pytest.mark.parametrize("size", SIZES)
async def test_it_shows_the_board_at_every_size(board_path: Path, size: tuple[int, int]):
    wiring.create_board(board_path, demo_history())
    async with opened(board_path, size) as wall:
        assert "以绿荫城" in wall.text
        assert "数据截至 09:04:00" in wall.text
        assert "逾期" in wall.text
        assert len(wall.lines) == size[1]


async def test_a_change_at_the_desk_appears_by_itself(path: Path):
    desk = Desk(path)
    async with opened(path) as wall:
        desk.does(commands.add, "拆除违建", group=13, due="2026-11-20")
        await wall.until(lambda: "拆除违建" in wall.text)
    desk.close()


async def test_what_the_desk_selects_and_lights_and_holds(path: Path):
    desk = Desk(path)
    async with opened(path) as wall:
        desk.stands(group=13, task=2)
        await wall.until(lambda: wall.app.show.room.selected == 2)
        assert "3第3组" in wall.close
        assert "跟随主屏" in wall.text
        desk.asks(spotlight=1)
        await wall.until(lambda: "聚焦#1" in wall.close)
        desk.asks(spotlight=1, hold="2026-11-23T15:04:00")
        await wall.until(lambda: "画面保持15:04" in wall.close)
        assert "已逾期" in wall.close
        desk.asks()
        await wall.until(lambda: "画面保持" not in wall.close)
    desk.close()


async def test_every_key_of_the_program_leaves_the_board_as_it_is(path: Path):
    before = everything(path)
    keys = {form for key in KEYS for form in key.bound.split(",")} | {"enter", "tab", "shift+tab", "ctrl+c", "ctrl+d"}
    async with opened(path) as wall:
        for key in sorted(keys - set(WALL_KEYS["app.quit"])):
            await wall.pilot.press(key)
        await wall.pilot.click(offset=(10, 10))
        assert len(wall.app.screen_stack) == 1
        assert not wall.app._notifications
        assert everything(path) == before


async def test_every_action_of_the_program_is_unknown_to_it_or_leaves_the_board_as_it_is(path: Path):
    before = everything(path)
    actions = {key.action for key in KEYS} | {"command_palette", "app.use_theme('board-light')", "palette", "help"}
    async with opened(path) as wall:
        for action in sorted(actions - {"quit"}):
            for namespace in (wall.app, wall.app.screen):
                await wall.app.run_action(action, default_namespace=namespace)
        await wall.pilot.pause()
        assert len(wall.app.screen_stack) == 1
        assert everything(path) == before


async def test_it_has_no_palette_and_offers_nothing_that_acts(path: Path):
    async with opened(path) as wall:
        assert not wall.app.ENABLE_COMMAND_PALETTE
        assert BoardCommands not in wall.app.COMMANDS
        assert not [name for name in dir(wall.app.screen) if name.startswith("action_act")]
        assert not [name for name in dir(type(wall.app.show)) if name in ("commit", "store", "direct", "stand")]
        actions = {binding.action for _, binding in wall.app.screen._bindings}
        assert actions == set(WALL_KEYS)


async def test_the_keys_of_the_wall_itself(path: Path):
    async with opened(path, size=(120, 30)) as wall:
        await wall.pilot.press("space")
        assert "已暂停" in wall.text
        await wall.pilot.press("right")
        assert wall.app.show.room.scene.group == 11
        await wall.pilot.press("left", "ideographic_space", "f1")
        assert "已暂停" not in wall.text
        assert "Ctrl+Q" in wall.text


async def test_it_leaves_by_one_key(path: Path):
    time = Time()
    app = WallApp(
        wiring.open_reader(path),
        wiring.open_presence(path),
        messages=Messages("zh"),
        clock=time.now,
        seconds=time.monotonic,
        options=Options(),
    )
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_a_page_that_cannot_be_painted_leaves_the_last_good_frame(path: Path, monkeypatch: pytest.MonkeyPatch):
    from board.ui.wall.scenes import overview

    told: list[Exception] = []
    async with opened(path) as wall:
        wall.app.screen._defect = told.append  # type: ignore[attr-defined]
        good = wall.lines

        def broken(*_: object) -> list[object]:
            raise ZeroDivisionError("a defect")

        monkeypatch.setattr(overview, "PAINTER", overview.PAINTER._replace(paint=broken))
        desk = Desk(path)
        desk.does(commands.assign, 2, HOUSING)
        await wall.until(lambda: bool(told))
        assert wall.lines[3:-3] == good[3:-3] or "第1组" in wall.text
        assert "ZeroDivision" not in wall.text
        await wall.until(lambda: wall.app.show.room.scene.name == "group")
        assert len(told) == 1
        desk.close()


async def test_another_size_is_another_layout_at_once(path: Path):
    async with opened(path, (80, 24)) as wall:
        await wall.pilot.resize_terminal(160, 48)
        await wall.until(lambda: len(wall.lines) == 48)
        assert "数据截至" in wall.lines[-1]

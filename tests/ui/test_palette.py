"""The palette: every action by its name, in the language of the screen, from every screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.command import CommandPalette

from board.model.task import Stage
from board.ui.columns import GROUP, INBOX
from board.ui.keys import KEYS, NAVIGATE
from board.ui.palette import BoardCommands
from board.ui.screens.detail import DetailScreen
from board.ui.screens.form import Form
from board.ui.screens.help import HelpScreen
from board.ui.theme import THEMES
from board.ui.widgets.entry_bar import EntryBar
from tests.ui.support import EIGHT, Desk, group_task, history, opened


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*EIGHT, group_task(1), group_task(2, 3), group_task(3, None))) as found:
        yield found


async def choose(desk: Desk, words: str) -> None:
    """Open the palette, type, and take the first."""
    await desk.press("ctrl+p")
    assert isinstance(desk.app.screen, CommandPalette)
    await desk.type(words)
    await desk.settled_palette()
    await desk.press("enter")


async def test_it_offers_every_action_the_groups_and_the_themes(desk: Desk):
    offered = {words for words, _, _ in BoardCommands(desk.screen)._commands()}
    messages = desk.app.messages
    left_out = {key.id for key in KEYS if key.section == NAVIGATE or key.id.startswith("group_")} | {"palette"}

    assert {messages(f"key.{key.id}") for key in KEYS if key.id not in left_out} <= offered
    assert {f"{n} 第{n}组" for n in range(1, 9)} <= offered
    assert {messages(f"theme.{theme.name}") for theme in THEMES} <= offered


async def test_it_speaks_chinese(desk: Desk):
    await desk.press("ctrl+p")
    assert "输入要做的事" in desk.text
    assert "提质办待分办" in desk.text
    await desk.press("escape")
    assert desk.app.screen is desk.screen


async def test_an_action_by_a_part_of_its_name(desk: Desk):
    await choose(desk, "定时限")
    assert isinstance(desk.app.screen, Form)
    assert "时限 #1" in desk.text


@pytest.mark.parametrize(
    ("words", "seen"),
    [("新增事项", "新增 >"), ("催办", "【催办】#1"), ("移到下一阶段", "#1 第1项 已到"), ("帮助", "帮助")],
)
async def test_actions_by_their_names(desk: Desk, words: str, seen: str):
    await choose(desk, words)
    assert seen in desk.text


async def test_views_groups_and_themes_by_their_names(desk: Desk):
    await choose(desk, "待分办")
    assert desk.view.view.mode == INBOX
    await choose(desk, "第3组")
    assert (desk.view.view.mode, desk.view.view.group) == (GROUP, 13)
    await choose(desk, "浅色")
    assert desk.app.theme == "board-light"


async def test_what_matches_nothing_is_said_and_does_nothing(desk: Desk):
    before = desk.bytes()
    await desk.press("ctrl+p")
    await desk.type("没有这个")
    await desk.settled_palette()
    assert "没有符合的，请换个词" in desk.text
    assert "No matches" not in desk.text
    await desk.press("enter")
    assert desk.bytes() == before
    assert desk.app.is_running


async def test_in_english(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1)), lang="en") as desk:
        await choose(desk, "deadline")
        assert isinstance(desk.app.screen, Form)
        await desk.press("escape", "ctrl+p")
        assert "What do you want to do?" in desk.text
        await desk.type("zzzz")
        await desk.settled_palette()
        assert "nothing fits" in desk.text


async def test_on_the_detail_screen_it_acts_on_its_task(desk: Desk):
    await desk.press("enter")
    await choose(desk, "移到下一阶段")
    assert desk.board.tasks[1].stage is Stage.MET
    assert isinstance(desk.app.screen, DetailScreen)


async def test_on_the_detail_screen_a_view_leads_to_the_board(desk: Desk):
    await desk.press("enter")
    await choose(desk, "第3组")
    assert desk.app.screen is desk.screen
    assert desk.view.view.group == 13


async def test_on_the_help_screen_an_action_leads_to_the_board(desk: Desk):
    await desk.press("f1")
    await choose(desk, "新增事项")
    assert desk.app.screen is desk.screen
    assert desk.screen.query_one(EntryBar).is_open


async def test_help_and_quit_from_the_detail(desk: Desk):
    await desk.press("enter")
    await choose(desk, "帮助")
    assert isinstance(desk.app.screen, HelpScreen)
    await desk.press("escape")
    await desk.press("ctrl+p")
    await desk.type("退出")
    await desk.settled_palette()
    desk.send("enter")
    await desk.settle()
    assert desk.app._exit or not desk.app.is_running


async def test_every_command_can_be_run_from_every_screen(desk: Desk):
    for opens in ("enter",):
        for _, _, action in BoardCommands(desk.screen)._commands():
            if action == "quit":
                continue
            await desk.press(opens)
            await BoardCommands(desk.app.screen)._runner(action)()
            await desk.settle()
            assert desk.app.is_running
            await desk.app.to_board()


async def test_a_palette_is_not_opened_over_another(desk: Desk):
    await desk.press("ctrl+p", "ctrl+p")
    assert sum(isinstance(screen, CommandPalette) for screen in desk.app.screen_stack) <= 1

"""Text that arrives where nothing is typed: an input method's, or pasted. It is told, and does nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from board.ui.keyboard import BURST, _is_a_word
from board.ui.screens.detail import DetailScreen
from board.ui.screens.paste import PasteScreen
from board.ui.widgets.entry_bar import EntryBar
from tests.ui.support import EIGHT, Desk, group_task, history, opened


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    tasks = [group_task(no, due=f"2026-12-{no:02}") for no in range(1, 4)]
    async with opened(board_path, history(*EIGHT, *tasks), size=(160, 30)) as found:
        yield found


async def arrives(desk: Desk, sent: str, *, pause: float = 0.0) -> None:
    """What a terminal sends, with this many seconds between the characters."""
    at = 1000.0
    for event in XTermParser().feed(sent):
        assert isinstance(event, events.Key | events.Paste)
        event.set_sender(desk.app)
        at += pause
        event.time = at
        desk.app._driver.send_message(event)  # type: ignore[union-attr]
    await desk.settle()


@pytest.mark.parametrize(
    "text",
    [
        "城",
        "城管局",
        "城管局，交通局。",
        "下周五nap",
        "铁路！？#12 3",
        "城管局\r",
        "한국어n",
        "ありがとう。",
        "пвn",
        "城\t。",
    ],
)
async def test_what_an_input_method_commits_does_not_act(desk: Desk, text: str):
    before = desk.bytes()
    await arrives(desk, text)

    assert desk.bytes() == before
    assert (desk.app.screen, desk.selected) == (desk.screen, 1)
    assert desk.foot.startswith(f" 这里不能打字，「{text.strip()[:3].split(chr(9))[0]}")
    assert "录事项先按 F2 或 n" in desk.foot


@pytest.mark.parametrize("text", ["cdn.,u城管局\r\n.", "n甲\r", "。", "q", "第一行\n[red]第二行"])
async def test_what_is_pasted_does_not_act(desk: Desk, text: str):
    """It goes into the entry bar, or is shown line by line; nothing of it is saved before somebody says so."""
    before = desk.bytes()
    await arrives(desk, f"\x1b[200~{text}\x1b[201~")

    assert desk.app.is_running
    assert desk.bytes() == before
    assert desk.selected == 1
    if desk.app.screen is desk.screen:
        assert desk.screen.query_one(EntryBar).typed == text.strip()
    else:
        assert isinstance(desk.app.screen, PasteScreen)
        assert all(line.strip() in desk.text for line in text.splitlines())


async def test_it_is_quoted_but_not_at_length(desk: Desk):
    await arrives(desk, "铁路沿线拆违绿化，城管局牵头、交通局配合，下周五之前")
    assert "「铁路沿线拆违绿化，城管局」没有用上" in desk.foot
    await desk.press("enter")
    await arrives(desk, "\x1b[200~第一行\n[red]第二行\x1b[201~")
    assert "「第一行 [red]第二行」没有用上" in desk.foot


async def test_a_key_pressed_after_it_acts(desk: Desk):
    await arrives(desk, "城j", pause=BURST * 1.5)
    assert desk.selected == 2
    assert "没有用上" not in desk.foot


async def test_full_width_letters_and_signs_are_keys_not_text(desk: Desk):
    await arrives(desk, "ｊｊ。")
    assert desk.selected == 3
    assert "已到" in desk.foot


async def test_a_line_typed_behind_the_key_that_opens_it_is_text(desk: Desk):
    await arrives(desk, "n城管局，交通局！\rj乙\r")
    await desk.press("escape")
    assert [desk.board.tasks[no].title for no in (4, 5)] == ["城管局，交通局！", "j乙"]


async def test_on_the_detail_screen_too(desk: Desk):
    await desk.press("enter")
    before = desk.bytes()
    await arrives(desk, "城管局。")
    assert isinstance(desk.app.screen, DetailScreen)
    assert "「城管局。」没有用上" in desk.foot
    await arrives(desk, "\x1b[200~q。\x1b[201~")
    assert isinstance(desk.app.screen, DetailScreen)
    assert desk.bytes() == before


async def test_on_the_help_and_in_the_palette_nothing_of_it_is_said(desk: Desk):
    await desk.press("f1")
    await arrives(desk, "城")
    await desk.press("escape", "ctrl+p")
    await arrives(desk, "交")
    assert "没有用上" not in desk.text
    assert "交" in desk.text


async def test_a_reader_is_told_that_the_board_is_read_only(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1)), read_only=True) as wall:
        await arrives(wall, "城管局")
        assert "这是只读看板，不能修改" in wall.foot


async def test_a_chinese_character_may_be_a_key_of_ones_own(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1)), keys={"new": "新"}) as desk:
        await arrives(desk, "新甲\r")
        assert desk.board.tasks[2].title == "甲"


@pytest.mark.parametrize(
    ("character", "word"),
    [("城", True), ("ハ", True), ("ш", True), ("n", False), ("ｎ", False), ("Ｎ", False), ("é", False), ("，", False),
     ("１", False), ("", False), ("\x1b", False), ("…", False)],
)  # fmt: skip
def test_what_is_a_word(character: str, *, word: bool):
    assert _is_a_word(character) is word

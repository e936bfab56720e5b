"""Help: every key in use, grouped, in the screen's language; at a glance where there is room, else by scrolling."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from board.messages import LANGUAGES, Messages
from board.ui import keymap
from board.ui.keys import KEYS, SECTIONS, key_names
from board.ui.screens.page import Page
from tests.ui.support import EIGHT, LATIN, group_task, history, opened

ALL = [key for key in KEYS if not key.id.startswith("group_")]


def board_of(lang: str) -> list[object]:
    return [*(EIGHT if lang == "zh" else LATIN), group_task(1)]


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_at_a_glance_where_there_is_room(board_path: Path, lang: str):
    messages, found = Messages(lang), keymap.default()
    arrows = key_names(messages)
    async with opened(board_path, history(*board_of(lang)), size=(160, 48), lang=lang) as desk:
        await desk.press("f1")
        assert desk.app.screen.query_one(Page).max_scroll_y == 0
        for key in ALL:
            shown = "  ".join(found.shown(key.id, arrows))
            pattern = rf"(^|  ){re.escape(shown)} +{re.escape(messages(f'key.{key.id}'))}(  |$)"
            assert len([line for line in desk.lines if re.search(pattern, line.rstrip())]) == 1, key.id
        assert [name for name in SECTIONS if messages(f"section.{name}") not in desk.text] == []


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
@pytest.mark.parametrize("lang", LANGUAGES)
async def test_by_scrolling_where_there_is_none(board_path: Path, size: tuple[int, int], lang: str):
    messages, found = Messages(lang), keymap.default()
    async with opened(board_path, history(*board_of(lang)), size=size, lang=lang) as desk:
        desk.app.animation_level = "none"
        await desk.press("f1")
        seen = set(desk.lines)
        page = desk.app.screen.query_one(Page)
        while page.scroll_target_y < page.max_scroll_y:
            await desk.press("space")
            while page.scroll_y != page.scroll_target_y:  # it goes there with the next frame
                await desk.pilot.pause()
            await desk.settle()
            seen |= set(desk.lines)
        arrows = key_names(messages)
        for key in ALL:
            shown = "  ".join(found.shown(key.id, arrows))
            assert any(f"{line.strip()} ".startswith(f"{shown} ") for line in seen), key.id
        await desk.press("home")
        assert page.scroll_target_y == 0


@pytest.mark.parametrize(("keys", "letter"), [({}, "q"), ({"quit": "Ctrl+Q w", "merge": "Ctrl+W"}, "w")])
async def test_the_letter_that_quits_only_leaves_the_help(board_path: Path, keys: dict[str, str], letter: str):
    async with opened(board_path, history(*board_of("zh")), keys=keys) as desk:
        for pressed in (letter, letter.upper(), "escape", "enter", "f1", "？"):
            await desk.press("f1")
            assert desk.app.screen is not desk.screen
            await desk.press(pressed)
            assert desk.app.screen is desk.screen, pressed
        await desk.press("f1", "ctrl+q")
        assert not desk.app.is_running

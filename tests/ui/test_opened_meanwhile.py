"""Somebody else changes the board in the very moment in which a dialog or a screen opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from board import commands
from board.errors import StoreError
from board.model.entities import Item
from tests.ui.support import EIGHT, Desk, Elsewhere, group_task, history, opened

DIALOGS = ("f3", "f4", "f5", "f6", "ctrl+u", "ctrl+e", "ctrl+w", "delete", "ctrl+down")
"""Keys of dialogs about the task as it was: they say when it is not that any more."""
OTHERS = ("ctrl+d", "f1", "f9", "insert", "ctrl+t", "ctrl+o", "ctrl+r", "ctrl+p", "enter")
"""Keys of what shows the board as it is, or nothing of it."""


def just_after_opening(desk: Desk, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let it happen before what is opened stands."""
    push = desk.app.push_screen

    def pushed(*arguments: Any, **named: Any) -> Any:
        waits = push(*arguments, **named)
        happens()
        return waits

    monkeypatch.setattr(desk.app, "push_screen", pushed)


def tasks() -> list[Any]:
    return [group_task(1, title="甲", due="2026-12-04"), group_task(2, title="乙"), Item(id=1, task=1, text="清表")]


@pytest.mark.parametrize("key", [*DIALOGS, *OTHERS])
async def test_it_opens_and_a_dialog_says_so(board_path: Path, key: str, monkeypatch: pytest.MonkeyPatch):
    async with opened(board_path, history(*EIGHT, *tasks()), size=(160, 40)) as desk:
        await desk.go_to(1)
        screen: Any = desk.screen

        def changed() -> None:
            with Elsewhere(board_path) as other:
                other.does(commands.edit, 1, title="甲，改过的")
            screen._poll()

        just_after_opening(desk, monkeypatch, changed)
        await desk.press(key)
        assert desk.app.screen is not screen
        assert desk.board.tasks[1].title == "甲，改过的"
        assert ("#1 刚被别人改过" in desk.text) == (key in DIALOGS)


@pytest.mark.parametrize("key", [*DIALOGS, *OTHERS])
async def test_it_opens_while_the_store_is_gone_and_at_the_turn_of_a_minute(
    board_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
):
    def gone() -> bool:
        raise StoreError("no_board", path="x")

    async with opened(board_path, history(*EIGHT, *tasks()), size=(160, 40)) as desk:
        await desk.go_to(1)
        screen: Any = desk.screen

        def trouble() -> None:
            with monkeypatch.context() as here:
                here.setattr(screen.session, "poll", gone)
                screen._poll()
            screen._minute = None
            screen._tick()

        just_after_opening(desk, monkeypatch, trouble)
        await desk.press(key)
        assert desk.app.screen is not screen

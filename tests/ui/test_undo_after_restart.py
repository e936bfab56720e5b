"""Undo and redo outlive a restart: one's own steps at this meeting are read from the history."""

from __future__ import annotations

from pathlib import Path

import pytest

from board import commands as do
from board import wiring
from board.commands import Actor
from board.errors import Conflict, Refused
from board.messages import Messages
from board.ui.session import Session
from tests.conftest import NOW
from tests.store.hands import new_board, retitle


def started(path: Path, who: str = "秘书") -> Session:
    """The program, started anew on the board."""
    store = wiring.open_store(path)
    return Session(store, store=store, messages=Messages("zh"), clock=lambda: NOW, who=who)


async def test_what_was_done_before_the_restart_is_undone_and_done_again(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    before = started(path)
    was = before.board.tasks[1].title
    await before.commit(retitle(1, "改过的"))
    before.close()

    undoing = started(path)
    await undoing.undo()
    assert undoing.board.tasks[1].title == was
    undoing.close()

    redoing = started(path)
    await redoing.redo()
    assert redoing.board.tasks[1].title == "改过的"
    redoing.close()


async def test_only_ones_own_steps_at_this_meeting(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    before = started(path)
    await before.commit(retitle(1, "会前改的"))
    await before.commit(do.start_meeting(Actor("主任", NOW), "推进会"))
    before.close()
    colleague = started(path, "同事")
    await colleague.commit(do.note(Actor("同事", NOW), 1, "同事记的"))
    colleague.close()

    now = started(path)
    with pytest.raises(Refused, match="nothing_to_undo"):
        await now.undo()
    now.close()


async def test_a_field_that_somebody_changed_since_is_not_overwritten(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    before = started(path)
    await before.commit(retitle(1, "我改的"))
    before.close()
    wiring.open_store(path).commit(do.edit(Actor("同事", NOW), 1, title="同事改的"))

    now = started(path)
    with pytest.raises(Conflict, match="undo_changed_since"):
        await now.undo()
    assert now.board.tasks[1].title == "同事改的"
    now.close()

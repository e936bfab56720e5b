"""The disk fails under an open board: what was typed stays, one line says that it is not saved, Enter tries again."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from board import commands, wiring
from board.model.board import Board
from board.store.tinydb_store import TinyStore
from board.ui.screens.detail import DetailScreen
from board.ui.screens.form import Form
from board.ui.screens.pick import Pick
from board.ui.widgets.entry_bar import EntryBar
from tests.store.hands import WatchedFiles
from tests.ui.support import EIGHT, Desk, Elsewhere, group_task, history, opened


class Disk(WatchedFiles):
    """Full, or broken, for as long as it is told to be."""

    def __init__(self) -> None:
        super().__init__()
        self.trouble: dict[str, int] = {}
        """System calls that fail now, and how."""

    def before(self, call: str, arguments: tuple[Any, ...]) -> None:
        if number := self.trouble.get(call):
            raise OSError(number, os.strerror(number))

    def fill(self) -> None:
        self.trouble = {"write_some": errno.ENOSPC}

    def breaks(self) -> None:
        self.trouble = {"sync": errno.EIO}

    def heal(self) -> None:
        self.trouble = {}


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    files = Disk()
    monkeypatch.setattr(wiring, "open_store", lambda path: TinyStore(path, files=files, name="desk"))
    return files


@pytest.fixture
async def desk(board_path: Path, disk: Disk) -> AsyncIterator[Desk]:
    tasks = (group_task(1, due="2026-12-01", original_due="2026-12-01"), group_task(2, 3))
    async with opened(board_path, history(*EIGHT, *tasks), size=(160, 40)) as found:
        yield found
        assert not found.app._notifications


def bar(desk: Desk) -> EntryBar:
    return desk.screen.query_one(EntryBar)


def saved(path: Path) -> Board:
    return wiring.open_reader(path).load()


def said(desk: Desk) -> str:
    """The screen without blanks and line breaks: a dialog breaks what it says into lines."""
    return re.sub(r"[\s▎]", "", desk.text)


NOT_SAVED = "没有存上（Nospaceleftondevice），看板没有变"
UNKNOWN = "磁盘出错（Input/outputerror），不能确定存上没有"
STOPPED = "磁盘出错后不再写入"


async def test_the_entry_bar_keeps_the_line_of_a_full_disk_and_enter_saves_it_when_there_is_room(
    desk: Desk, disk: Disk
):
    await desk.press("n")
    await desk.type("清运")
    disk.fill()
    for _ in range(2):
        await desk.press("enter")
        assert said(desk).count(NOT_SAVED) == 1
        assert (bar(desk).is_open, bar(desk).typed) == (True, "清运")
        assert len(saved(desk.path).tasks) == 2
    disk.heal()
    await desk.press("enter")
    assert "#3 已保存" in desk.text
    assert saved(desk.path).tasks[3].title == "清运"


async def test_lines_typed_in_a_row_into_a_full_disk_are_all_kept(desk: Desk, disk: Disk):
    await desk.press("n")
    disk.fill()
    await desk.burst(*"甲乙", "enter", *"丙丁")
    assert set("甲乙丙丁") <= set(bar(desk).typed)
    assert NOT_SAVED in said(desk)
    await desk.type("戊")
    assert NOT_SAVED in said(desk)
    disk.heal()
    await desk.press("enter")
    assert NOT_SAVED not in said(desk)


async def test_a_form_stays_open_with_what_was_typed(desk: Desk, disk: Disk):
    await desk.press("d")
    await desk.type("2026-11-30")
    disk.fill()
    await desk.press("enter")
    assert isinstance(desk.app.screen, Form)
    assert desk.app.screen.values["due"] == "2026-11-30"
    assert said(desk).count(NOT_SAVED) == 1
    disk.heal()
    await desk.press("enter")
    assert desk.app.screen is desk.screen
    assert saved(desk.path).tasks[1].due == "2026-11-30"


async def test_a_picker_stays_open_with_what_was_typed(desk: Desk, disk: Disk):
    await desk.press("a")
    await desk.type("住建局 所长")
    disk.fill()
    await desk.press("enter")
    assert isinstance(desk.app.screen, Pick)
    assert said(desk).count(NOT_SAVED) == 1
    disk.heal()
    await desk.press("enter")
    assert desk.app.screen is desk.screen
    assert saved(desk.path).tasks[1].person == "所长"


async def test_a_form_over_the_detail_screen_too(desk: Desk, disk: Disk):
    await desk.press("enter", "p")
    await desk.type("材料已到")
    disk.fill()
    await desk.press("enter")
    assert isinstance(desk.app.screen, Form)
    assert desk.app.screen.values["text"] == "材料已到"
    disk.heal()
    await desk.press("enter")
    assert isinstance(desk.app.screen, DetailScreen)
    assert [note.text for note in saved(desk.path).notes(1)] == ["材料已到"]


@pytest.mark.parametrize("keys", [["."], ["ctrl+right"]])
async def test_an_act_without_a_dialog_says_so_and_is_done_when_pressed_again(desk: Desk, disk: Disk, keys: list[str]):
    before = saved(desk.path)
    disk.fill()
    await desk.press(*keys)
    assert NOT_SAVED in said(desk)
    assert desk.board.seq == before.seq
    disk.heal()
    await desk.press(*keys)
    assert saved(desk.path).seq == before.seq + 1


async def test_undo_into_a_full_disk_can_be_pressed_again(desk: Desk, disk: Disk):
    await desk.press("c", "enter")
    disk.fill()
    await desk.press("u")
    assert NOT_SAVED in said(desk)
    assert len(desk.board.urges(1)) == 1
    disk.heal()
    await desk.press("u")
    assert len(saved(desk.path).urges(1)) == 0
    await desk.press("y")
    assert len(saved(desk.path).urges(1)) == 1


async def test_when_nobody_knows_whether_it_was_saved_the_board_is_read_only_and_the_text_stays(desk: Desk, disk: Disk):
    await desk.press("n")
    await desk.type("要紧")
    assert "只读" not in desk.head
    disk.breaks()
    await desk.press("enter")
    assert UNKNOWN in said(desk)
    assert "看板从现在起只读" in said(desk)
    assert "只读" in desk.head
    assert "已保存" not in desk.foot
    assert (bar(desk).is_open, bar(desk).typed) == (True, "要紧")
    disk.heal()
    await desk.press("enter")
    assert STOPPED in said(desk)
    assert bar(desk).typed == "要紧"
    await desk.press("escape")
    for key in ("c", ".", "u", "n"):
        await desk.press(key)
        assert STOPPED in desk.foot
        assert desk.app.screen is desk.screen
    with Elsewhere(desk.path) as other:
        assert len(other.store.load().tasks) == 2


async def test_a_dialog_too_keeps_its_text_then(desk: Desk, disk: Disk):
    await desk.press("p")
    await desk.type("材料已到")
    disk.breaks()
    await desk.press("enter")
    assert UNKNOWN in said(desk)
    disk.heal()
    await desk.press("enter")
    assert isinstance(desk.app.screen, Form)
    assert desk.app.screen.values["text"] == "材料已到"
    assert STOPPED in said(desk)


async def test_a_stopped_board_still_follows_the_others(desk: Desk, disk: Disk):
    disk.breaks()
    await desk.press(".")
    disk.heal()
    with Elsewhere(desk.path) as other:
        other.does(commands.add, "别人的", group=12)
    await desk.poll()
    assert "别人的" in desk.text


async def test_files_that_vanish_leave_the_last_picture_and_a_line_and_come_back_by_themselves(desk: Desk):
    desk.path.rename(desk.path.with_name("away"))
    await desk.poll()
    assert "没有看板" in desk.foot
    assert "第1项" in desk.text
    await desk.press(".")
    assert "没有看板" in desk.foot
    assert not desk.path.exists()
    desk.path.with_name("away").rename(desk.path)
    for _ in range(100):
        await desk.poll()
        if "没有看板" not in desk.foot:
            break
        await desk.pilot.pause(0.02)
    await desk.press("c", "enter")
    assert len(saved(desk.path).urges(1)) == 1


async def test_a_board_put_in_the_place_of_this_one_is_shown_before_anything_is_written_to_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    await desk.press("c", "enter", "p")
    await desk.type("材料已到")
    with monkeypatch.context() as patched:
        patched.setattr(desk.session, "poll", lambda: False)  # Enter comes before the next look
        shutil.rmtree(desk.path)
        wiring.create_board(desk.path, history(*EIGHT, group_task(1), group_task(2), group_task(3)))
        before = desk.bytes()
        await desk.press("enter")
        assert desk.bytes() == before
        assert "看板被换成了另一块" in said(desk)
    await desk.poll()
    assert len(desk.board.tasks) == 3
    assert said(desk).count("看板被换成了另一块") == 3  # why it was not saved, in the dialog, and at the foot
    await desk.press("enter")
    assert [note.text for note in saved(desk.path).notes(1)] == ["材料已到"]
    await desk.press("u", "u")
    assert len(saved(desk.path).urges(1)) == 0

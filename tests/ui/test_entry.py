"""The bar in which tasks are typed while people talk: nothing typed is lost, nothing is saved twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from board import commands
from board.errors import StoreError
from board.model.board import Board
from board.ui.screens.detail import DetailScreen
from board.ui.widgets.entry_bar import EntryBar
from board.ui.widgets.line_input import LineInput
from tests.ui.support import EIGHT, Desk, Elsewhere, group_task, history, opened


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*EIGHT, group_task(1), group_task(2, 3), group_task(3, None))) as found:
        yield found
        assert not found.app._notifications


def titles(board: Board) -> list[str]:
    return [task.title for no, task in sorted(board.tasks.items()) if no > 3]


def bar(desk: Desk) -> EntryBar:
    return desk.screen.query_one(EntryBar)


async def test_a_line_is_saved_and_the_bar_waits_for_the_next(desk: Desk):
    await desk.press("n")
    assert "组  第1组" in desk.text
    await desk.type("铁路沿线拆违绿化")
    await desk.press("enter")
    assert "#4 已保存，接着录下一条" in desk.text
    assert desk.selected == 4
    assert (bar(desk).is_open, bar(desk).typed) == (True, "")
    await desk.type("断头路打通 二期，三期。")
    await desk.press("enter", "escape")
    assert titles(desk.board) == ["铁路沿线拆违绿化", "断头路打通 二期，三期"]
    assert {desk.board.tasks[no].group for no in (4, 5)} == {11}
    assert not bar(desk).is_open
    assert desk.app.focused is desk.view


@pytest.mark.parametrize("key", ["n", "N", "ｎ", "Ｎ", "f2"])
async def test_every_form_of_its_key_opens_it(desk: Desk, key: str):
    await desk.press(key)
    assert bar(desk).is_open
    assert bar(desk).typed == ""


async def test_a_new_task_goes_to_the_column_one_stands_in(desk: Desk):
    await desk.press("l", "l", "n")
    assert "组  第3组" in desk.text
    await desk.type("清运")
    await desk.press("enter")
    assert desk.board.tasks[4].group == 13


async def test_in_a_group_and_in_the_inbox_too(desk: Desk):
    await desk.press("5", "n")
    assert "组  第5组" in desk.text
    await desk.type("一")
    await desk.press("enter", "escape", "9", "n")
    assert "组  提质办" in desk.text
    await desk.type("二")
    await desk.press("enter")
    assert [desk.board.tasks[no].group for no in (4, 5)] == [15, None]


async def test_the_bar_keeps_its_word_about_the_group(desk: Desk):
    """What the line below says is where the task goes, also after a click on another column."""
    await desk.press("n")
    await desk.type("清运")
    await desk.pilot.click(offset=(70, 1))
    await desk.settle()
    assert desk.column == "第3组"
    await desk.pilot.click(LineInput)
    await desk.settle()
    said = next(line for line in desk.lines if "组  第" in line)
    await desk.press("enter")
    group = desk.board.group(desk.board.tasks[4].group)
    assert group is not None
    assert group.name in said


async def test_esc_keeps_the_unfinished_line(desk: Desk):
    await desk.press("n")
    await desk.type("没录完的")
    await desk.press("escape", "down", "n")
    assert bar(desk).typed == "没录完的"
    await desk.type("一行")
    await desk.press("enter")
    assert titles(desk.board) == ["没录完的一行"]


async def test_an_impatient_enter_saves_nothing_twice(desk: Desk):
    await desk.press("n")
    await desk.type("只有一条")
    await desk.burst("enter", "enter", "enter")
    assert titles(desk.board) == ["只有一条"]
    await desk.press("escape", "u")
    assert titles(desk.board) == []


async def test_typing_faster_than_the_disk(desk: Desk):
    await desk.press("n")
    await desk.burst(*"甲乙", "enter", *"丙丁", "enter", *"戊")
    assert titles(desk.board) == ["甲乙", "丙丁"]
    assert bar(desk).typed == "戊"


async def test_an_empty_line_is_not_a_task(desk: Desk):
    await desk.press("n", "space", "space", "enter")
    assert "还没有写事项内容" in desk.text
    assert titles(desk.board) == []


async def test_a_line_that_could_not_be_saved_comes_back(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def full(_: object) -> None:
        raise StoreError("not_saved", detail="disk full")

    await desk.press("n")
    await desk.type("清运")
    assert desk.session.store is not None
    with monkeypatch.context() as patched:
        patched.setattr(desk.session.store, "commit", full)
        await desk.press("enter")
        assert "没有存上（disk full），看板没有变" in desk.text
        assert bar(desk).typed == "清运"
    await desk.press("enter")
    assert titles(desk.board) == ["清运"]


async def test_a_paste_of_one_line_is_kept_whole(desk: Desk):
    await desk.press("n")
    await desk.paste("\r\n第一行\t三\x1b[31m\u3000四\n")
    assert bar(desk).typed == "第一行 三[31m 四"
    await desk.press("enter")
    assert titles(desk.board) == ["第一行 三[31m 四"]


async def test_a_paste_takes_the_place_of_what_is_marked(desk: Desk):
    await desk.press("n")
    await desk.type("旧的")
    await desk.press("shift+home")
    await desk.paste("新的")
    assert bar(desk).typed == "新的"


async def test_an_ideographic_space_is_not_swallowed(desk: Desk):
    await desk.press("n")
    await desk.burst("甲", "\u3000", "乙")
    assert bar(desk).typed == "甲 乙"


async def test_letters_and_signs_of_the_keys_are_typed_and_do_not_act(desk: Desk):
    before = desk.bytes()
    await desk.press("n")
    await desk.type("adpcfuyqnzhjkl,.?，。？1290ｎ")
    assert bar(desk).typed == "adpcfuyqnzhjkl,.?，。？1290ｎ"
    await desk.press("delete", "home", "delete", "left", "right", "end", "up", "down")
    assert desk.bytes() == before
    assert desk.app.screen is desk.screen


async def test_quitting_points_out_what_is_not_saved(desk: Desk):
    await desk.press("n")
    await desk.type("别丢了我")
    await desk.press("ctrl+q")
    assert desk.app.is_running
    assert "这一行还没保存：别丢了我" in desk.text
    await desk.press("escape", "q")
    assert not desk.app.is_running or desk.app._exit


async def test_a_line_that_was_changed_since_is_pointed_out_again(desk: Desk):
    await desk.press("n")
    await desk.type("别丢了我")
    await desk.press("ctrl+q")
    await desk.type("啊")
    await desk.press("ctrl+q")
    assert "这一行还没保存：别丢了我啊" in desk.text
    assert not desk.app._exit


@pytest.mark.parametrize("opens", ["enter", "f1"])
async def test_quitting_from_another_screen_shows_the_unsaved_line(desk: Desk, opens: str):
    await desk.press("n")
    await desk.type("别丢了我")
    await desk.press("escape", opens)
    assert desk.app.screen is not desk.screen
    await desk.press("ctrl+q")
    assert desk.app.screen is desk.screen
    assert "这一行还没保存：别丢了我" in desk.text
    await desk.press("enter")
    assert titles(desk.board) == ["别丢了我"]
    assert not desk.app._exit


async def test_a_change_of_somebody_else_does_not_disturb_the_typing(desk: Desk):
    await desk.press("n")
    await desk.type("我正在")
    with Elsewhere(desk.path) as other:
        other.does(commands.add, "别人的", group=11)
    await desk.poll()
    assert 4 in desk.board.tasks
    await desk.type("录")
    assert bar(desk).typed == "我正在录"
    await desk.press("enter")
    assert titles(desk.board) == ["别人的", "我正在录"]


async def test_n_on_the_detail_screen_opens_the_bar_on_the_board(desk: Desk):
    await desk.press("enter")
    assert isinstance(desk.app.screen, DetailScreen)
    await desk.press("n")
    assert desk.app.screen is desk.screen
    assert bar(desk).is_open
    await desk.type("清运")
    await desk.press("enter")
    assert titles(desk.board) == ["清运"]


async def test_a_title_that_is_too_long_is_not_cut_in_silence(desk: Desk):
    await desk.press("n")
    await desk.paste("长" * 300 + " @城管局")
    await desk.press("enter")
    assert titles(desk.board) == ["长" * 250]
    assert "事项太长，只存了前 250 个字" in desk.text


async def test_the_foot_says_what_the_keys_do_in_the_bar(desk: Desk):
    await desk.press("n")
    assert "Enter 保存并继续" in desk.foot
    assert "交办" not in desk.foot
    await desk.press("escape", "/")
    assert "交办" not in desk.foot
    await desk.press("escape")
    assert "F3 a 交办" in desk.foot

"""The entry bar beside everything else: the filter bar, the foot line, other people, undoing, clicks, other screens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from board import commands
from board.ui.widgets.entry_bar import EntryBar
from board.ui.widgets.filter_bar import FilterBar
from board.ui.widgets.line_input import LineInput
from tests.ui.hostile import WRITABLE
from tests.ui.support import EIGHT, Desk, Elsewhere, group_task, history, opened


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    tasks = (group_task(1, title="干道拆违"), group_task(2, 3, title="渣土清运"))
    async with opened(board_path, history(*EIGHT, *tasks), size=(160, 40)) as found:
        yield found


def bar(desk: Desk) -> EntryBar:
    return desk.screen.query_one(EntryBar)


def both(desk: Desk) -> tuple[bool, bool]:
    """Whether the entry bar is open, and whether the filter bar is."""
    return bar(desk).is_open, desk.screen.query_one(FilterBar).is_open


# ---- two bars


async def test_the_filter_takes_the_place_of_the_entry_and_the_line_stays(desk: Desk):
    await desk.press("n")
    await desk.type("没录完")
    await desk.press("f7")
    assert both(desk) == (False, True)
    await desk.type("渣土")
    await desk.press("escape")
    assert both(desk) == (False, False)
    assert desk.app.focused is desk.view
    await desk.press("n")
    assert bar(desk).typed == "没录完"


async def test_the_entry_takes_the_place_of_the_filter_which_stays_in_force(desk: Desk):
    await desk.press("/")
    await desk.type("渣土")
    await desk.press("f2")
    assert both(desk) == (True, False)
    assert "筛选 渣土：1 项" in desk.head
    assert desk.session.finding.finds.recent[0] == "渣土"
    await desk.type("新的")
    await desk.press("enter")
    assert desk.board.tasks[3].title == "新的"


async def test_a_number_half_typed_is_no_filter(desk: Desk):
    await desk.press("/")
    await desk.type("#2")
    await desk.press("f2")
    assert both(desk) == (True, False)
    assert desk.session.finding.text == ""


# ---- the foot line


async def test_the_foot_shows_the_keys_of_whatever_has_them(desk: Desk):
    await desk.press("n")
    assert desk.said.startswith("Enter 保存并继续  Esc 收起")
    await desk.press("f7")
    assert desk.said.startswith("Enter 保留筛选  Esc 取消筛选")
    await desk.press("escape")
    assert desk.said.startswith("F2 n 新增")
    await desk.press("n")
    await desk.pilot.click(offset=(70, 1))
    await desk.settle()
    assert (bar(desk).is_open, desk.app.focused) == (True, desk.view)
    assert desk.said.startswith("F2 n 新增")
    await desk.pilot.click(LineInput)
    await desk.settle()
    assert desk.said.startswith("Enter 保存并继续")


async def test_what_the_bar_says_is_not_said_twice(desk: Desk):
    await desk.press("n")
    await desk.type("甲")
    await desk.press("enter")
    assert "#3 已保存，接着录下一条" in desk.text
    assert desk.said.startswith("Enter 保存并继续")


async def test_a_line_saved_behind_another_screen_is_said_there(desk: Desk):
    await desk.press("n")
    await desk.type("甲")
    entry = bar(desk).line.reading.entry
    assert entry is not None
    await desk.press("escape", "t")
    await desk.screen._save_line("甲", entry, ())
    await desk.settle()
    assert desk.app.screen is not desk.screen
    assert "已新增 #3 甲" in desk.foot


async def test_what_others_did_goes_from_the_foot_with_the_next_letter(desk: Desk):
    await desk.press("n")
    with Elsewhere(desk.path) as other:
        other.does(commands.add, "别人的", group=11)
    await desk.poll()
    assert "同事" in desk.foot
    await desk.type("甲")
    assert desk.said.startswith("Enter 保存并继续")


# ---- undoing, and one Enter too many


async def test_what_was_undone_is_not_called_saved(desk: Desk):
    await desk.press("n")
    await desk.type("甲")
    await desk.press("enter", "ctrl+z")
    assert 3 not in desk.board.tasks
    assert "#3 已保存" not in desk.text
    assert "已撤销 新增 #3" in desk.foot


async def test_an_enter_too_many_is_no_error(desk: Desk):
    await desk.press("n")
    await desk.type("甲")
    await desk.press("enter", "enter")
    assert "#3 已保存，接着录下一条" in desk.text
    assert "还没有写事项内容" not in desk.text
    await desk.press("escape", "n", "enter")
    assert "还没有写事项内容" in desk.text


# ---- other people


async def test_a_unit_made_by_somebody_else_is_known_at_once(desk: Desk):
    await desk.press("n")
    await desk.type("种树 @园林局")
    await desk.press("enter")
    assert "没有「园林局」，再按 Enter 新增这个单位" in desk.text
    with Elsewhere(desk.path) as other:
        other.does(commands.add_unit, "园林局")
    await desk.poll()
    assert "责任  园林局" in desk.text
    assert "没有「园林局」" not in desk.text
    await desk.press("enter")
    assert [unit.name for unit in desk.board.units.values()].count("园林局") == 1
    assert desk.board.unit_name(desk.board.tasks[3].unit) == "园林局"


async def test_a_question_stands_while_others_do_something_else(desk: Desk):
    await desk.press("n")
    await desk.type("种树 @园林局")
    await desk.press("enter")
    with Elsewhere(desk.path) as other:
        other.does(commands.add, "别人的", group=11)
    await desk.poll()
    assert "没有「园林局」，再按 Enter 新增这个单位" in desk.text
    await desk.press("enter")
    assert desk.board.unit_name(desk.board.tasks[4].unit) == "园林局"


async def test_the_chosen_name_stays_chosen_while_others_do_something_else(desk: Desk):
    await desk.press("n")
    await desk.type("种树 @")
    await desk.press("down")
    with Elsewhere(desk.path) as other:
        other.does(commands.add, "别人的", group=11)
    await desk.poll()
    assert bar(desk).line.place == 1


# ---- odd characters


@pytest.mark.parametrize("name", sorted(WRITABLE))
async def test_the_line_paints_nothing_that_a_terminal_would_obey(desk: Desk, name: str):
    await desk.press("n")
    await desk.paste(f"甲{WRITABLE[name][:40]}乙".replace("\n", " "))
    for key in ("home", "right", "right", "right", "end", "left", "shift+home"):
        await desk.press(key)
        for strip in desk.strips:
            assert cell_len(strip.text) == sum(cell_len(segment.text) for segment in strip) == 160
            assert not [char for char in "\u200b\u200d\ufeff\u202e\x1b\x9b\x00" if char in strip.text]


async def test_a_joined_emoji_typed_in_parts_is_whole_and_the_cursor_stands_behind_it(desk: Desk):
    await desk.press("n")
    await desk.burst("甲", "👨", "\u200d", "👩", "乙")
    line = desk.screen.query_one(LineInput)
    assert line.value == "甲👨\u200d👩乙"
    assert "新增 > 甲👨👩乙" in desk.text
    assert line._cursor_offset == 9
    await desk.press("enter")
    assert desk.board.tasks[3].title == "甲👨\u200d👩乙"

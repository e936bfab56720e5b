"""Acting on several tasks: one change, one undo step, and nothing at all where one of them refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from board.commands import move
from board.model.task import Stage
from board.ui.screens.form import Form
from tests.support import AUDIT, HOUSING
from tests.ui.support import Desk, Elsewhere, history, opened
from tests.ui.test_acting import CLOSED, CONSOLIDATING, LATE, MET, PROBLEM_MET, UNCLAIMED, UNDERWAY, echo, one_of_each


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*one_of_each()), size=(200, 40)) as found:
        yield found


def mark(desk: Desk, *numbers: int) -> None:
    """As if these were marked: how they are is the business of the screen."""
    desk.screen.targets = lambda: numbers  # type: ignore[method-assign]


async def test_several_are_assigned_in_one_change_and_taken_back_in_one(desk: Desk):
    mark(desk, UNCLAIMED, UNDERWAY, LATE)
    seq = desk.board.seq
    await desk.press("a")
    assert "交办 3 项" in desk.text
    await desk.type("住建局")
    await desk.press("enter")
    assert "3 项 已交办 住建局；按 u 撤销" in desk.foot
    assert {desk.board.tasks[no].unit for no in (UNCLAIMED, UNDERWAY, LATE)} == {HOUSING}
    assert desk.board.seq == seq + 1
    await desk.press("u")
    assert desk.board.tasks[UNCLAIMED].unit is None
    assert desk.board.tasks[LATE].unit != HOUSING


async def test_one_that_refuses_stops_all_and_is_named(desk: Desk):
    mark(desk, UNCLAIMED, CLOSED, UNDERWAY)
    before = desk.bytes()
    await desk.press("a")
    assert desk.app.screen is desk.screen  # nobody types in vain
    assert "#7 已销号，责任单位不能再改。3 项都没有改；取消 #7 的标记，其余 2 项可以办" in desk.foot
    assert desk.bytes() == before


async def test_one_that_refuses_by_now_stops_all_and_is_named(desk: Desk):
    mark(desk, UNCLAIMED, CONSOLIDATING, UNDERWAY)
    await desk.press("a")
    await desk.type("住建局")
    with Elsewhere(desk.path) as other:
        other.does(move, CONSOLIDATING, Stage.CLOSED, verifier="王某", verifier_unit=AUDIT, reason="已查")
    before = desk.bytes()
    await desk.press("enter")
    assert echo(desk) == "#6 已销号，责任单位不能再改。3 项都没有改；取消 #6 的标记，其余 2 项可以办"
    assert desk.bytes() == before


async def test_where_all_refuse_no_mark_helps(desk: Desk):
    mark(desk, UNCLAIMED)
    mark(desk, MET, CLOSED)
    await desk.press("c")
    assert "所选 2 项都不能这样办" in desk.foot


async def test_a_missing_word_is_asked_for_and_not_laid_at_a_tasks_door(desk: Desk):
    mark(desk, UNDERWAY, LATE)
    await desk.press("delete", "enter")
    assert "作废要写原因" in desk.text
    assert "都没有改" not in desk.text
    await desk.type("重复")
    await desk.press("enter")
    assert desk.board.tasks[LATE].void_reason == desk.board.tasks[UNDERWAY].void_reason == "重复"
    assert "2 项 已作废" in desk.foot


async def test_stages_go_on_together_only_from_one_stage(desk: Desk):
    mark(desk, UNDERWAY, LATE, MET)
    await desk.press(".")
    assert "所选事项阶段不同（推进 2 达标 1），请分阶段推进" in desk.foot
    mark(desk, UNDERWAY, LATE)
    await desk.press(".")
    assert {desk.board.tasks[no].stage for no in (UNDERWAY, LATE)} == {Stage.MET}
    assert "2 项 已到「达标」" in desk.foot
    await desk.press("u")
    assert {desk.board.tasks[no].stage for no in (UNDERWAY, LATE)} == {Stage.UNDERWAY}
    assert "已撤销 换阶段 #2 #3" in desk.foot


async def test_a_stage_that_may_not_be_skipped_is_said_before_anything_is_asked(desk: Desk):
    mark(desk, MET, PROBLEM_MET)
    await desk.press("ctrl+x")
    assert not isinstance(desk.app.screen, Form)
    assert "#5 不能直接到「销号」" in desk.foot
    assert "取消 #5 的标记，其余 1 项可以办" in desk.foot


async def test_the_dialog_says_which_of_them_somebody_else_changed(desk: Desk):
    from board import commands
    from tests.ui.support import Elsewhere

    mark(desk, UNDERWAY, LATE)
    await desk.press("p")
    with Elsewhere(desk.path) as elsewhere:
        elsewhere.does(commands.edit, LATE, person="网格长")
    await desk.poll()
    assert "#3 刚被别人改过" in desk.text
    assert "#2 刚被" not in desk.text


async def test_a_common_deadline_gives_each_its_own_extension(desk: Desk):
    mark(desk, UNDERWAY, LATE, UNCLAIMED)
    await desk.press("d")
    await desk.press("enter")
    assert echo(desk) == "还没有写时限；都不定时限就写 待定 或 长期"
    await desk.type("12月1日")
    await desk.press("enter")
    await desk.type("统一调整")
    await desk.press("enter")
    assert {desk.board.tasks[no].due for no in (UNDERWAY, LATE, UNCLAIMED)} == {"2026-12-01"}
    assert [len(desk.board.extensions(no)) for no in (UNDERWAY, LATE, UNCLAIMED)] == [0, 1, 0]
    assert "3 项 时限 2026-12-01" in desk.foot
    await desk.press("u")
    assert [desk.board.tasks[no].due for no in (UNDERWAY, LATE, UNCLAIMED)] == ["2026-12-04", "2026-11-20", None]


async def test_a_note_on_each(desk: Desk):
    mark(desk, UNDERWAY, CLOSED)
    await desk.press("p")
    await desk.type("现场会已开")
    await desk.press("enter")
    assert [desk.board.notes(no)[0].text for no in (UNDERWAY, CLOSED)] == ["现场会已开"] * 2


async def test_what_is_taken_back_is_named_with_its_tasks(desk: Desk):
    mark(desk, UNDERWAY, LATE)
    await desk.press("p")
    await desk.type("已清运")
    await desk.press("enter", "u")
    assert "已撤销 记进展 #2 #3；按 y 重做" in desk.foot
    await desk.press("y")
    assert "已重做 记进展 #2 #3" in desk.foot
    await desk.press("u")
    assert "已撤销 记进展 #2 #3" in desk.foot
    assert desk.selected == LATE

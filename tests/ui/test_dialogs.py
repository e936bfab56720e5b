"""The dialogs beyond one line: urging, tags, the checklist, merging, setting aside and bringing back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.widgets import OptionList, TextArea

from board.model.entities import Item, Note
from board.model.task import Priority
from board.ui.keys import BY_ID
from board.ui.screens.checklist import Checklist
from board.ui.screens.message import MessageDialog
from board.ui.screens.pick import Pick
from tests.support import CITY, HOUSING
from tests.ui.support import EIGHT, Desk, group_task, history, opened
from tests.ui.test_acting import echo, form

PAVED, PAVING, PIPES, OTHER, VOID, NOBODYS = 1, 2, 3, 4, 5, 6


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    tasks = [
        group_task(PAVED, title="大学路占道经营整治", due="2026-12-04", tags=("重点", "曝光")),
        group_task(PAVING, title="大学路占道经营治理", due="2026-11-20", tags=("重点",), person="李某"),
        group_task(PIPES, title="雨污管网改造", unit=HOUSING, tags=("重点",)),
        group_task(OTHER, title="召开推进会"),
        group_task(VOID, title="作废的一项", void_reason="重复登记"),
        group_task(NOBODYS, title="无人认领", unit=None, stage="unclaimed"),
    ]
    notes = [Note(id=1, task=PAVING, text="已进场", when="2026-11-20T09:00:00", who="秘书")]
    items = [Item(id=1, task=PIPES, text="清表"), Item(id=2, task=PIPES, text="铺管")]
    async with opened(board_path, history(*EIGHT, *tasks, *notes, *items), size=(200, 40)) as found:
        yield found
        assert not found.app._notifications


def mark(desk: Desk, *numbers: int) -> None:
    """As if these were marked."""
    desk.screen.targets = lambda: numbers  # type: ignore[method-assign]


async def act(desk: Desk, name: str) -> None:
    """Press the key of this action; one that has none yet is called by its name."""
    key = BY_ID.get(name)
    if key is not None:
        await desk.press((*key.safe, key.plain)[0])
        return
    await desk.app.run_action(f"act('{name}')", default_namespace=desk.app.screen)
    await desk.settle()


# ---- urging


async def test_the_text_is_shown_recorded_and_copied(desk: Desk):
    await desk.go_to(PAVING)
    await desk.press("f6")
    assert isinstance(desk.app.screen, MessageDialog)
    assert "【催办】#2 大学路占道经营治理" in desk.text
    assert "逾3天" in desk.text
    await desk.press("enter")
    [urge] = desk.board.urges(PAVING)
    assert urge.text.startswith("【催办】#2 大学路占道经营治理\n责任单位：城管局（李某）\n")
    assert desk.app.clipboard == urge.text
    assert "已催办 #2 大学路占道经营治理 城管局（第 1 次），文字已复制" in desk.foot


async def test_it_may_be_changed_first(desk: Desk):
    await desk.go_to(PAVING)
    await desk.press("c")
    await desk.type("请李某今天到会。")
    await desk.press("enter")
    [urge] = desk.board.urges(PAVING)
    assert urge.text.endswith("请李某今天到会。")
    assert desk.app.clipboard == urge.text


async def test_esc_urges_nobody(desk: Desk):
    await desk.go_to(PAVING)
    before = desk.bytes()
    await desk.press("c", "escape")
    assert desk.bytes() == before
    assert not desk.app.clipboard


async def test_several_are_told_unit_by_unit_and_each_keeps_its_own_text(desk: Desk):
    mark(desk, PAVED, PIPES, PAVING)
    await desk.press("c")
    assert "催办 3 项" in desk.text
    assert "【催办】城管局：2 项" in desk.text
    assert "【催办】#3 雨污管网改造" in desk.text
    await desk.press("enter")
    texts = {no: desk.board.urges(no)[0].text for no in (PAVED, PAVING, PIPES)}
    assert texts[PAVED] == texts[PAVING] != texts[PIPES]
    assert texts[PIPES].startswith("【催办】#3")
    assert desk.app.clipboard == f"{texts[PAVED]}\n\n{texts[PIPES]}"
    assert "已催办 3 项（2 个单位）" in desk.foot
    await desk.press("u")
    assert not any(desk.board.urges(no) for no in texts)


async def test_who_cannot_be_urged_is_named_before_any_text_is_shown(desk: Desk):
    mark(desk, PAVED, NOBODYS)
    await desk.press("c")
    assert desk.app.screen is desk.screen
    assert "#6 还没有责任单位，催谁。2 项都没有改；取消 #6 的标记，其余 1 项可以办" in desk.foot


async def test_an_emptied_text_is_still_an_urge(desk: Desk):
    await desk.go_to(PAVING)
    await desk.press("c")
    desk.app.screen.query_one(TextArea).clear()
    await desk.press("enter")
    assert [urge.text for urge in desk.board.urges(PAVING)] == [""]
    assert not desk.app.clipboard


# ---- priority and tags


async def test_priority_goes_round(desk: Desk):
    await desk.go_to(PAVED)
    for expected, word in ((Priority.HIGH, "高"), (Priority.LOW, "低"), (Priority.NORMAL, "普通")):
        await act(desk, "priority")
        assert desk.board.tasks[PAVED].priority is expected
        assert f"优先：{word}；按 u 撤销" in desk.foot


async def test_several_get_the_same_priority(desk: Desk):
    mark(desk, PAVED, PIPES)
    await act(desk, "priority")
    assert {desk.board.tasks[no].priority for no in (PAVED, PIPES)} == {Priority.HIGH}


async def test_a_tag_is_completed_and_put_on(desk: Desk):
    await desk.go_to(PIPES)
    await act(desk, "tags")
    assert form(desk).values["tags"] == "重点 "
    assert "已有：曝光    Tab 补全" in echo(desk)
    await desk.type("曝")
    await desk.press("tab")
    assert form(desk).values["tags"] == "重点 曝光 "
    await desk.type("#民生")
    assert echo(desk) == "新标签：民生"
    await desk.press("enter")
    assert desk.board.tasks[PIPES].tags == ("重点", "曝光", "民生")
    assert "标签：#重点 #曝光 #民生；按 u 撤销" in desk.foot


async def test_a_tag_is_taken_off_by_deleting_it(desk: Desk):
    await desk.go_to(PAVED)
    await act(desk, "tags")
    await desk.press(*["backspace"] * 3, "enter")
    assert desk.board.tasks[PAVED].tags == ("重点",)


async def test_of_several_the_shared_tags_are_shown_and_the_others_stay(desk: Desk):
    mark(desk, PAVED, PAVING, PIPES)
    await act(desk, "tags")
    assert form(desk).values["tags"] == "重点 "
    await desk.press("ctrl+u")
    await desk.type("民生")
    await desk.press("enter")
    assert [desk.board.tasks[no].tags for no in (PAVED, PAVING, PIPES)] == [("曝光", "民生"), ("民生",), ("民生",)]
    await desk.press("u")
    assert desk.board.tasks[PAVED].tags == ("重点", "曝光")


# ---- the checklist


def items(desk: Desk, no: int = PIPES) -> list[tuple[str, bool]]:
    return [(item.text, item.done) for item in desk.board.items(no)]


async def test_lines_are_added_ticked_and_taken_away_without_leaving(desk: Desk):
    await desk.go_to(PIPES)
    await act(desk, "checklist")
    assert isinstance(desk.app.screen, Checklist)
    assert "[ ] 清表" in desk.text
    await desk.type("闭水试验 3 次")
    await desk.press("enter")
    assert items(desk) == [("清表", False), ("铺管", False), ("闭水试验 3 次", False)]
    await desk.press("space")
    assert items(desk)[2] == ("闭水试验 3 次", True)
    assert "[x] 闭水试验 3 次" in desk.text
    await desk.press("up", "enter")
    assert items(desk)[1] == ("铺管", True)
    await desk.press("up", "delete")
    assert items(desk) == [("铺管", True), ("闭水试验 3 次", True)]
    await desk.press("space", "escape")
    assert items(desk) == [("铺管", False), ("闭水试验 3 次", True)]
    await desk.press(*"uuuuu")
    assert items(desk) == [("清表", False), ("铺管", False)]


async def test_what_somebody_else_ticks_is_seen_at_once(desk: Desk):
    from board import commands
    from tests.ui.support import Elsewhere

    await desk.go_to(PIPES)
    await act(desk, "checklist")
    await desk.type("没写完")
    with Elsewhere(desk.path) as elsewhere:
        elsewhere.does(commands.tick_item, 1, done=True)
    await desk.poll()
    assert "[x] 清表" in desk.text
    assert "没写完" in desk.text


async def test_a_line_for_each_of_several(desk: Desk):
    mark(desk, PAVED, PIPES)
    await act(desk, "checklist")
    await desk.type("报照片")
    await desk.press("enter")
    assert items(desk, PAVED) == [("报照片", False)]
    assert items(desk)[-1] == ("报照片", False)


async def test_a_task_without_a_checklist(desk: Desk):
    await desk.go_to(OTHER)
    await act(desk, "checklist")
    assert "还没有清单" in desk.text
    await desk.press("space", "enter", "delete", "down")
    assert isinstance(desk.app.screen, Checklist)
    assert not items(desk, OTHER)


# ---- merging


async def test_the_closest_title_is_offered_first(desk: Desk):
    await desk.go_to(PAVING)
    await act(desk, "merge")
    assert isinstance(desk.app.screen, Pick)
    assert "并入哪一项？ #2 大学路占道经营治理" in desk.text
    assert "#1 大学路占道经营整治" in desk.text
    assert "#2 的进展 1 条、清单 0 项、标签和单位并到 #1，#2 作废" in echo(desk)
    assert "注意：#2 的时限更早（2026-11-20 周五（含当日））" in echo(desk)
    await desk.press("enter")
    assert desk.board.tasks[PAVING].void_reason == "并入 #1"
    assert [note.text for note in desk.board.notes(PAVED)] == ["已进场"]
    assert "#2 大学路占道经营治理 已并入 #1；按 u 撤销" in desk.foot
    assert desk.selected == PAVED
    await desk.press("u")
    assert not desk.board.tasks[PAVING].void_reason
    assert desk.board.notes(PAVING)


@pytest.mark.parametrize("typed", ["3", "#3", "管网", "雨改造"])
async def test_another_is_found_by_number_or_title(desk: Desk, typed: str):
    await desk.go_to(OTHER)
    await act(desk, "merge")
    await desk.type(typed)
    await desk.press("enter")
    assert desk.board.tasks[OTHER].void_reason == "并入 #3"


async def test_neither_itself_nor_a_void_one_is_offered(desk: Desk):
    await desk.go_to(OTHER)
    await act(desk, "merge")
    await desk.type("4")
    assert not desk.app.screen.query_one(OptionList).option_count
    await desk.press("backspace", "5", "enter")
    assert "没有符合的，请换个词" in echo(desk)


async def test_it_is_refused_into_one_that_nobody_is_responsible_for(desk: Desk):
    await desk.go_to(OTHER)
    await act(desk, "merge")
    await desk.type("6")
    await desk.press("enter")
    assert "#6 还没有责任单位，#4 已由 城管局 负责；请反过来，把 #6 并入 #4" in echo(desk)


async def test_of_the_marked_ones_the_picked_one_stays(desk: Desk):
    mark(desk, PAVED, PAVING, PIPES)
    await act(desk, "merge")
    await desk.press("down", "enter")
    assert [bool(desk.board.tasks[no].void_reason) for no in (PAVED, PAVING, PIPES)] == [True, False, True]


# ---- setting aside and bringing back


async def test_what_is_void_says_so_and_comes_back(desk: Desk):
    mark(desk, VOID)
    await desk.press("delete")
    assert desk.app.screen is desk.screen
    assert "#5 已作废（重复登记）" in desk.foot
    assert "恢复" in desk.foot
    await act(desk, "restore")
    assert not desk.board.tasks[VOID].void_reason
    assert "#5 作废的一项 已恢复；按 u 撤销" in desk.foot
    await desk.press("u")
    assert desk.board.tasks[VOID].void_reason == "重复登记"


async def test_nothing_is_merged_from_a_void_one(desk: Desk):
    mark(desk, VOID)
    await act(desk, "merge")
    assert desk.app.screen is desk.screen
    assert "已作废，不能再改；先恢复" in desk.foot


async def test_what_is_not_void_is_not_restored(desk: Desk):
    await desk.go_to(PAVED)
    await act(desk, "restore")
    assert "#1 没有作废" in desk.foot


# ---- assigning


async def test_units_used_lately_come_first_then_those_of_the_group(desk: Desk):
    await desk.go_to(PIPES)
    await desk.press("a")
    picker = desk.app.screen
    assert isinstance(picker, Pick)
    assert [(each.name, each.note) for each in picker._choices[:3]] == [
        ("城管局", "本组 3 项"), ("住建局", "现在"), ("交通局", ""),
    ]  # fmt: skip
    await desk.type("交通局")
    await desk.press("enter")
    await desk.go_to(OTHER)
    await desk.press("a")
    picker = desk.app.screen
    assert isinstance(picker, Pick)
    assert [(each.name, each.note) for each in picker._choices[:2]] == [("交通局", "刚用过"), ("城管局", "现在")]


async def test_a_new_unit_is_announced_before_it_is_made(desk: Desk):
    await desk.go_to(OTHER)
    await desk.press("f3")
    await desk.type("园林局 王科长")
    assert echo(desk) == "没有这个单位，Enter 就新增    责任人：王科长"
    assert "新增单位：园林局" in desk.text
    await desk.press("backspace", "escape")
    assert "园林局" not in {unit.name for unit in desk.board.units.values()}


async def test_unit_and_person_in_one_go_behind_their_signs(desk: Desk):
    await desk.go_to(OTHER)
    await desk.press("f3")
    await desk.type("@住建局 @王科长")
    await desk.press("enter")
    assert (desk.board.tasks[OTHER].unit, desk.board.tasks[OTHER].person) == (HOUSING, "王科长")


async def test_the_screen_of_a_task_keeps_the_lines_of_what_was_sent(board_path: Path):
    tasks = (group_task(1, unit=CITY, due="2026-11-20T15:00", original_due="2026-11-20T15:00"),)
    async with opened(board_path, history(*EIGHT, *tasks), size=(100, 60)) as desk:
        await desk.press("c", "enter", "d")
        await desk.type("12月4日16:30")
        await desk.press("enter")
        await desk.type("等手续")
        await desk.press("enter", "enter")
        sent = desk.row_of("2026-11-23 09:04  秘书  【催办】#1")
        assert desk.lines[sent + 1].startswith("         责任单位：城管局")
        assert "由 2026-11-20 15:00 延到 2026-12-04 16:30：等手续" in desk.text

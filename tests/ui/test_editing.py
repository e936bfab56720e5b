"""Every field on one screen: what it shows, how it is read back, what is saved, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from board import commands
from board.model.task import SIX, Kind, OpenEnded, Priority, Stage
from board.ui.actions.editing import SECTIONS
from board.ui.screens.edit import EditScreen, Sheet
from tests.support import AUDIT, CITY, HOUSING, ROADS
from tests.ui.support import EIGHT, Desk, Elsewhere, group_task, history, opened
from tests.ui.test_acting import echo
from tests.ui.test_dialogs import act, mark

FULL, BARE, MET, VOID = 1, 2, 3, 4


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    tasks = [
        group_task(
            FULL, title="大学路整治", due="2026-12-04", original_due="2026-12-04", person="李某", co_units=(ROADS,),
            lead_unit=HOUSING, leader="分管副区长", tags=("重点",), standard="一项一标准\n逐项验收", planned=1200.5,
        ),
        group_task(BARE, None, title="无人认领", unit=None, stage=Stage.UNCLAIMED, priority=Priority.HIGH),
        group_task(MET, stage=Stage.MET, met_at="2026-11-20T09:00:00", due="2026-11-21"),
        group_task(VOID, void_reason="重复"),
    ]  # fmt: skip
    async with opened(board_path, history(*EIGHT, *tasks), size=(160, 48)) as found:
        yield found
        assert not found.app._notifications


async def edit(desk: Desk, *numbers: int) -> EditScreen:
    mark(desk, *numbers)
    await act(desk, "edit")
    assert isinstance(desk.app.screen, EditScreen)
    return desk.app.screen


async def to(desk: Desk, row: str) -> None:
    """Go to a row as one does: line by line."""
    screen = desk.app.screen
    assert isinstance(screen, EditScreen)
    order = screen.query_one(Sheet).order
    steps = order.index(row) - order.index(screen.current)
    await desk.press(*["down" if steps > 0 else "up"] * abs(steps))
    assert screen.current == row


async def put(desk: Desk, row: str, text: str) -> None:
    """Type `text` over what stands in a row."""
    await to(desk, row)
    await desk.press("end", "ctrl+u")
    if text:
        await desk.type(text)


async def test_every_field_that_can_be_changed_has_its_row(desk: Desk):
    screen = await edit(desk, FULL)
    assert {name for _, names in SECTIONS for name in names} == {*commands.tasks.EDITABLE, "unit", "due", "reason"}
    assert set(SIX) <= set(screen.values)
    for words in (
        "大学路整治",
        "1 第1组",
        "城管局",
        "交通局",
        "住建局",
        "2026-12-04",
        "1200.5",
        "一项一标准｜逐项验收",
        "六定",
    ):
        assert words in desk.text
    assert "延期原因" not in desk.text


async def test_only_what_was_changed_is_written_in_one_change(desk: Desk):
    await edit(desk, FULL)
    await put(desk, "goal", "见绿")
    await put(desk, "person", "王某")
    seq = desk.board.seq
    await desk.press("enter")
    assert desk.app.screen is desk.screen
    assert desk.board.seq == seq + 1
    change = next(iter(desk.session.reader.changes(seq)))
    assert {(op.field, op.value) for op in change.ops} == {("goal", "见绿"), ("person", "王某")}
    assert desk.board.tasks[FULL].standard == "一项一标准\n逐项验收"
    assert "#1 大学路整治 已修改；按 u 撤销" in desk.foot


@pytest.mark.parametrize(
    ("row", "typed", "understood", "kept"),
    [
        pytest.param("kind", "问题", "问题", Kind.PROBLEM, id="a kind by its word"),
        pytest.param("kind", "project", "项目", Kind.PROJECT, id="a kind by its code"),
        pytest.param("group", "3", "第3组", 13, id="a group by its number"),
        pytest.param("group", "第2", "第2组", 12, id="a group by its name"),
        pytest.param("group", "", "提质办待分办", None, id="no group is the inbox"),
        pytest.param("priority", "急", "高", Priority.HIGH, id="a priority as the card says it"),
        pytest.param("unit", "住建", "住建局", HOUSING, id="a unit by a part of its name"),
        pytest.param("lead_unit", "", "", None, id="no lead unit"),
        pytest.param("co_units", "交通局、督查", "交通局、督查室", (ROADS, AUDIT), id="several units"),
        pytest.param("tags", "重点，#曝光", "", ("重点", "曝光"), id="tags"),
        pytest.param("planned", "1.2亿", "12000 万元", 12000.0, id="money in another unit"),
        pytest.param("completed", "", "", None, id="no money"),
        pytest.param("standard", "一条｜两条", "", "一条\n两条", id="a text of two lines"),
        pytest.param("due", "12月1日前", "2026-12-01 周二（含当日）", "2026-12-01", id="a phrase for a date"),
    ],
)
async def test_a_row_is_read_as_it_is_typed(desk: Desk, row: str, typed: str, understood: str, kept: object):
    await edit(desk, FULL)
    before = getattr(desk.board.tasks[FULL], row)
    await put(desk, row, typed)
    assert echo(desk) == understood
    await desk.press("enter")
    assert desk.app.screen is desk.screen
    assert getattr(desk.board.tasks[FULL], row) == kept
    assert kept == before or "已修改" in desk.foot


@pytest.mark.parametrize(
    ("row", "typed", "line"),
    [
        pytest.param("title", "", "还没有写事项内容", id="no title"),
        pytest.param("kind", "愿望", "「种类」读不懂：愿望；可写 任务、问题、项目、测评", id="an unknown kind"),
        pytest.param("group", "第九组", "「工作组」读不懂：第九组；可写 1 第1组", id="an unknown group"),
        pytest.param("planned", "很多", "「计划投资（万元）」读不懂：很多；可写 1200、1.2亿", id="money in words"),
        pytest.param("due", "下个礼拜八", "读不出时限：下个礼拜八", id="no date"),
        pytest.param("unit", "", "#1 的责任单位不能清空；收回交办请按 Ctrl+左箭头 退到待认领", id="no unit"),
    ],
)
async def test_what_cannot_be_saved_stays_with_the_line_that_says_why(desk: Desk, row: str, typed: str, line: str):
    screen = await edit(desk, FULL)
    await put(desk, "reward", "通报表扬")
    await put(desk, row, typed)
    await to(desk, "reward")
    before = desk.bytes()
    await desk.press("enter")
    assert desk.app.screen is screen
    assert echo(desk).startswith(line)
    assert (screen.values["reward"], screen.values[row]) == ("通报表扬", typed)
    assert desk.bytes() == before


async def test_a_later_deadline_gets_a_row_for_the_reason(desk: Desk):
    screen = await edit(desk, FULL)
    await put(desk, "due", "12月31日")
    assert "延期原因" in desk.text
    await desk.press("enter")
    assert "属于延期，要写原因" in echo(desk)
    assert screen.current == "reason"
    await desk.type("暴雨停工")
    await desk.press("enter")
    assert desk.board.tasks[FULL].due == "2026-12-31"
    assert [each.reason for each in desk.board.extensions(FULL)] == ["暴雨停工"]


async def test_a_day_that_is_over_is_asked_about_here_too(desk: Desk):
    await edit(desk, FULL)
    await put(desk, "due", "2026-11-02")
    await desk.press("enter")
    assert "再按 Enter 照此保存" in echo(desk)
    await desk.press("enter")
    assert desk.board.tasks[FULL].due == "2026-11-02"


async def test_a_deadline_may_become_open_ended(desk: Desk):
    await edit(desk, BARE)
    await put(desk, "due", "长期坚持")
    assert echo(desk) == "长期"
    await desk.press("enter")
    assert desk.board.tasks[BARE].open_ended is OpenEnded.STANDING
    assert desk.board.tasks[BARE].due_words == "长期坚持"


async def test_another_units_person_goes_with_it_before_everybodys_eyes(desk: Desk):
    screen = await edit(desk, FULL)
    await put(desk, "unit", "住建局")
    assert screen.values["person"] == ""
    await desk.press("enter")
    assert (desk.board.tasks[FULL].unit, desk.board.tasks[FULL].person) == (HOUSING, "")


async def test_a_unit_that_there_is_not_yet_is_announced_and_made(desk: Desk):
    await edit(desk, BARE)
    await put(desk, "unit", "园林局")
    assert echo(desk) == "新增单位：园林局"
    await desk.press("enter")
    task = desk.board.tasks[BARE]
    assert (desk.board.unit_name(task.unit), task.stage) == ("园林局", Stage.UNDERWAY)
    await desk.press("u")
    assert "园林局" not in {unit.name for unit in desk.board.units.values()}


async def test_the_deadline_of_a_met_task_stands_and_its_title_can_be_mended(desk: Desk):
    await edit(desk, MET)
    await put(desk, "due", "2026-12-31")
    await put(desk, "title", "改过")
    await desk.press("enter")
    assert "时限不能再改" in echo(desk)
    await put(desk, "due", "2026-11-21")
    await desk.press("enter")
    assert desk.board.tasks[MET].title == "改过"


async def test_esc_asks_once_about_what_is_not_saved(desk: Desk):
    screen = await edit(desk, FULL)
    await put(desk, "goal", "见绿")
    await desk.press("escape")
    assert desk.app.screen is screen
    assert echo(desk) == "1 处改动还没保存：Enter 保存，再按 Esc 放弃"
    await desk.press("escape")
    assert desk.app.screen is desk.screen
    assert not desk.board.tasks[FULL].goal


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_without_a_change_it_just_closes(desk: Desk, key: str):
    await edit(desk, FULL)
    before = desk.bytes()
    await desk.press("down", "down", "up", "pagedown", "tab", "shift+tab", key)
    assert desk.app.screen is desk.screen
    assert desk.bytes() == before


async def test_what_somebody_else_changed_meanwhile_is_said_and_not_overwritten(desk: Desk):
    screen = await edit(desk, FULL)
    await put(desk, "goal", "见绿")
    with Elsewhere(desk.path) as elsewhere:
        elsewhere.does(commands.edit, FULL, goal="见水", duty="清表")
    await desk.poll()
    assert "#1 刚被别人改过" in desk.text
    await desk.press("enter")
    assert "「目标」刚被别人改成：见水" in echo(desk)
    assert screen.values["goal"] == "见绿"
    await desk.press("enter")
    assert (desk.board.tasks[FULL].goal, desk.board.tasks[FULL].duty) == ("见绿", "清表")


async def test_of_several_what_they_share_is_shown_and_what_is_typed_goes_to_all(desk: Desk):
    screen = await edit(desk, FULL, MET)
    assert "修改 2 项" in desk.text
    assert "title" not in screen.values
    assert "各不相同" in desk.text
    assert screen.values["unit"] == "城管局"
    await put(desk, "leader", "张三")
    await desk.press("enter")
    assert [desk.board.tasks[no].leader for no in (FULL, MET)] == ["张三", "张三"]
    assert [desk.board.tasks[no].due for no in (FULL, MET)] == ["2026-12-04", "2026-11-21"]
    assert {desk.board.tasks[no].unit for no in (FULL, MET)} == {CITY}
    await desk.press("u")
    assert desk.board.tasks[FULL].leader == "分管副区长"


async def test_a_void_task_is_not_edited(desk: Desk):
    mark(desk, VOID)
    await act(desk, "edit")
    assert desk.app.screen is desk.screen
    assert "#4 已作废，不能再改；先恢复" in desk.foot


async def test_the_row_being_typed_stays_in_sight_on_a_small_screen(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1, title="大学路")), size=(80, 24)) as desk:
        screen = await edit(desk, 1)
        assert "Enter 全部保存" in desk.text
        await to(desk, "source")
        await desk.type("会议报道")
        assert "来源" in desk.text
        assert "会议报道" in desk.text
        assert "Enter 全部保存" in desk.text
        await to(desk, "title")
        assert "大学路" in desk.text
        assert screen.values["source"] == "会议报道"


async def test_what_cannot_be_painted_is_not_changed_by_looking_at_it(board_path: Path):
    title = "巡查👩\u200d🚒整治"
    async with opened(board_path, history(*EIGHT, group_task(1, title=title))) as desk:
        await edit(desk, 1)
        await desk.press("down", "up", "down")
        await put(desk, "goal", "见绿")
        await desk.press("enter")
        assert desk.board.tasks[1].title == title
        assert desk.board.tasks[1].goal == "见绿"


async def test_typed_in_one_go(desk: Desk):
    mark(desk, FULL)
    await act(desk, "edit")
    await desk.burst("down", "down", "ctrl+u", "2", "down", "down", "end", " ", *"曝光", "enter")
    assert (desk.board.tasks[FULL].group, desk.board.tasks[FULL].tags) == (12, ("重点", "曝光"))


async def test_a_click_goes_to_the_row(desk: Desk):
    screen = await edit(desk, FULL)
    sheet = screen.query_one(Sheet)
    await desk.pilot.click(sheet, offset=(30, sheet._lines.index(("row", "area"))))
    await desk.settle()
    assert screen.current == "area"

"""Several lines pasted: shown as they are read, corrected, left out, and saved in one step."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from board import commands
from board.errors import StoreError
from board.ui.screens.paste import PasteScreen
from board.ui.widgets.entry_bar import EntryBar
from board.ui.widgets.line_input import LineInput
from tests.support import CITY, ROADS
from tests.ui.support import EIGHT, Desk, Elsewhere, group_task, history, opened

PASTE = (
    "1. 铁路沿线拆违绿化，城管局牵头，交通局配合，12月20日前完成\r\n"
    "2. 断头路打通 @园林局 ^下周五 !高 #曝光\r\n"
    "3. 河道清淤 @城管局 @王某 ^二月三十日\r\n"
    "第3组：\r\n"
    "4. 垃圾清运 @住建局\r\n"
)


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*EIGHT, group_task(1)), size=(160, 40)) as found:
        yield found


def titles(desk: Desk) -> list[str]:
    return [task.title for no, task in sorted(desk.board.tasks.items()) if no > 1]


def shown(desk: Desk) -> list[list[str]]:
    """The rows of the table, word by word."""
    first = desk.row_of("标题") + 1
    rows = [line.split() for line in desk.lines[first:]]
    return rows[: next((place for place, row in enumerate(rows) if not row), None)]


@pytest.mark.parametrize("opens", ["on the board", "in the bar"])
async def test_each_line_is_shown_as_it_was_read(desk: Desk, opens: str):
    if opens == "in the bar":
        await desk.press("n")
    await desk.paste(PASTE)
    assert isinstance(desk.app.screen, PasteScreen)
    assert desk.head.strip() == "粘贴了 5 行：可录 2，有误 2，略过 1"
    assert shown(desk) == [
        ["录入", "1", "铁路沿线拆违绿化", "城管局", "12-20", "周日", "第1组", "+交通局"],
        ["有误", "2", "断头路打通", "没有单位「园林局」"],
        ["有误", "3", "河道清淤", "读不出时限「二月三十日」"],
        ["略过", "4", "第3组："],
        ["录入", "5", "垃圾清运", "住建局", "第3组"],
    ]
    assert "没有的单位：园林局；按 F3 一并新增" in desk.text
    assert titles(desk) == []


async def test_what_can_be_read_is_saved_in_one_step_and_what_cannot_stays(desk: Desk):
    await desk.paste(PASTE)
    await desk.press("f2")
    assert titles(desk) == ["铁路沿线拆违绿化", "垃圾清运"]
    assert [row[:2] for row in shown(desk)] == [["有误", "2"], ["有误", "3"], ["略过", "4"]]
    assert "已录入 2 项；还有 2 行有误，按 Enter 改好再按 F2" in desk.text
    await desk.press("escape", "escape", "u")
    assert desk.app.screen is desk.screen
    assert titles(desk) == []


async def test_unknown_units_are_made_with_one_key_and_with_the_tasks(desk: Desk):
    await desk.paste("甲 @园林局 +水务局\n乙 @城管局 @气象局\n丙 @园林局")
    assert [row[0] for row in shown(desk)] == ["有误"] * 3
    assert "没有的单位：园林局、气象局、水务局；按 F3 一并新增" in desk.text
    await desk.press("f3")
    assert [row[0] for row in shown(desk)] == ["录入"] * 3
    assert shown(desk)[0][3:5] == ["园林局", "新"]
    await desk.press("space", "f2")
    assert titles(desk) == ["乙", "丙"]
    units = [unit.name for unit in desk.board.units.values()][4:]
    assert sorted(units) == ["园林局", "气象局"]
    await desk.press("u")
    assert (titles(desk), len(desk.board.units)) == ([], 4)


@pytest.mark.parametrize("space", ["space", "\u3000"])
async def test_a_row_is_left_out_and_taken_in_again(desk: Desk, space: str):
    await desk.paste(PASTE)
    await desk.press("end", space)
    assert shown(desk)[4][:3] == ["不录", "5", "4."]
    await desk.press(space)
    assert shown(desk)[4][0] == "录入"
    await desk.press("home", space, "f2")
    assert titles(desk) == ["垃圾清运"]


async def test_a_skipped_line_can_become_an_entry(desk: Desk):
    await desk.paste("关于加强整治工作的通知\n1. 修路灯\n2. 补井盖")
    assert shown(desk)[0] == ["略过", "1", "关于加强整治工作的通知"]
    await desk.press("space", "f2")
    assert titles(desk) == ["关于加强整治工作的通知", "修路灯", "补井盖"]


async def test_a_row_is_corrected_in_a_line_that_is_read_as_it_is_typed(desk: Desk):
    await desk.paste(PASTE)
    await desk.press("down", "down")
    assert "读不出时限「二月三十日」；请写一个日期" in desk.text
    await desk.press("enter")
    line = desk.app.screen.query_one(LineInput)
    assert line.value == "3. 河道清淤 @城管局 @王某 ^二月三十日"
    assert "时限不明  二月三十日" in desk.text
    for _ in range(5):
        await desk.press("backspace")
    await desk.type("2月28日")
    assert "时限  2027-02-28 周日" in desk.text
    await desk.press("enter")
    assert shown(desk)[2] == ["录入", "3", "河道清淤", "城管局", "2027-02-28", "周日", "第1组", "王某"]
    await desk.press("f2")
    assert [desk.board.tasks[no].due for no in (3,)] == ["2027-02-28"]


async def test_esc_leaves_the_line_first_and_the_row_is_as_it_was(desk: Desk):
    await desk.paste(PASTE)
    await desk.press("enter")
    await desk.type("改坏了")
    await desk.press("escape")
    assert shown(desk)[0][2] == "铁路沿线拆违绿化"
    assert isinstance(desk.app.screen, PasteScreen)


async def test_f2_in_the_line_takes_the_correction_along(desk: Desk):
    await desk.paste("甲\n乙")
    await desk.press("enter")
    await desk.type(" @城管局")
    await desk.press("f2")
    assert [(task.title, task.unit) for no, task in desk.board.tasks.items() if no > 1] == [("甲", CITY), ("乙", None)]


async def test_a_day_that_is_over_is_confirmed_row_by_row(desk: Desk):
    await desk.paste("甲 ^上周五\n乙")
    await desk.press("enter", "enter")
    assert "时限「上周五」已经过去，再按 Enter 照此保存" in desk.text
    assert shown(desk)[0][0] == "有误"
    await desk.press("enter")
    assert shown(desk)[0][0] == "录入"
    await desk.press("f2")
    assert desk.board.tasks[2].due == "2026-11-20"


async def test_a_year_that_may_not_be_meant_is_asked_about(desk: Desk):
    await desk.paste("甲 ^10月1日\n乙")
    await desk.press("f2")
    assert "第 1 行的时限今年已过，按明年录入？再按 F2 录入" in desk.text
    assert titles(desk) == []
    await desk.press("f2")
    assert titles(desk) == ["甲", "乙"]


async def test_nothing_pasted_is_given_up_without_asking_twice(desk: Desk):
    await desk.paste("甲\n乙")
    await desk.press("escape")
    assert "这些还没有录入；再按 Esc 放弃，或按 F2 录入" in desk.text
    await desk.press("down", "escape")
    assert isinstance(desk.app.screen, PasteScreen)
    await desk.press("escape")
    assert desk.app.screen is desk.screen
    assert titles(desk) == []


async def test_a_paste_that_could_not_be_saved_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def full(_: object) -> None:
        raise StoreError("not_saved", detail="disk full")

    await desk.paste("甲\n乙")
    assert desk.session.store is not None
    with monkeypatch.context() as patched:
        patched.setattr(desk.session.store, "commit", full)
        await desk.press("f2")
    assert "没有存上（disk full）" in desk.text
    assert len(shown(desk)) == 2
    await desk.press("f2")
    assert titles(desk) == ["甲", "乙"]


async def test_an_impatient_key_saves_nothing_twice(desk: Desk):
    await desk.paste("甲\n乙")
    await desk.burst("f2", "f2", "f2")
    assert titles(desk) == ["甲", "乙"]


async def test_a_table_from_a_spreadsheet(desk: Desk):
    await desk.paste(
        "序号\t工作任务\t责任单位\t配合单位\t完成时限\n1\t修路灯\t城管局\t交通局\t12月20日\n2\t补井盖\t园林局\t\t\n"
    )
    assert [row[0] for row in shown(desk)] == ["略过", "录入", "有误"]
    await desk.press("down", "enter")
    assert desk.app.screen.query_one(LineInput).value == "修路灯 @城管局 +交通局 ^12月20日 >第1组"
    await desk.press("escape", "f3", "f2")
    assert titles(desk) == ["修路灯", "补井盖"]
    assert (desk.board.tasks[2].co_units, desk.board.unit_name(desk.board.tasks[3].unit)) == ((ROADS,), "园林局")


async def test_a_unit_that_somebody_made_meanwhile_is_not_made_twice(desk: Desk):
    await desk.paste("甲 @园林局\n乙")
    await desk.press("f3")
    with Elsewhere(desk.path) as other:
        other.does(commands.add_unit, "园林局")
    await desk.press("f2")
    assert [unit.name for unit in desk.board.units.values()].count("园林局") == 1


async def test_the_unfinished_line_of_the_bar_is_still_there(desk: Desk):
    await desk.press("n")
    await desk.type("没录完的")
    await desk.paste("甲\n乙")
    await desk.press("f2")
    assert desk.app.screen is desk.screen
    assert desk.screen.query_one(EntryBar).typed == "没录完的"
    assert desk.app.focused is desk.screen.query_one(LineInput)


@pytest.mark.parametrize("size", [(80, 24), (120, 30), (200, 50)])
async def test_no_row_is_wider_than_the_screen(board_path: Path, size: tuple[int, int]):
    lines = "\n".join(f"{'很长的标题' * place} @城管局 ^下周五 #曝光" for place in range(1, 60))
    async with opened(board_path, history(*EIGHT, group_task(1)), size=size) as desk:
        await desk.paste(lines)
        for keys in (("pagedown",), ("end",), ("up", "up"), ("pageup", "home", "j", "k")):
            await desk.press(*keys)
            assert {strip.cell_length for strip in desk.strips} == {size[0]}
            assert len(shown(desk)) <= size[1]


# ---- beside other people, and what is said


async def test_rows_are_read_anew_when_somebody_makes_a_unit(desk: Desk):
    await desk.paste("甲 @园林局 ^下周五\n乙")
    await desk.press("down", "space")
    assert shown(desk)[0][0] == "有误"
    with Elsewhere(desk.path) as other:
        other.does(commands.add_unit, "园林局")
    await desk.poll()
    assert [row[0] for row in shown(desk)] == ["录入", "不录"]
    assert "没有的单位" not in desk.text
    await desk.press("f2")
    assert (titles(desk), desk.board.unit_name(desk.board.tasks[2].unit)) == (["甲"], "园林局")


async def test_a_corrected_row_and_the_line_being_corrected_are_read_anew_too(desk: Desk):
    await desk.paste("甲\n乙")
    await desk.press("enter")
    await desk.type(" @园林局")
    await desk.press("enter", "down", "enter")
    await desk.type(" @园林局")
    assert "没有的单位  园林局" in desk.text
    with Elsewhere(desk.path) as other:
        other.does(commands.add_unit, "园林局")
    await desk.poll()
    assert "责任  园林局" in desk.text
    assert desk.app.screen.query_one(LineInput).value == "乙 @园林局"
    await desk.press("enter")
    assert [row[0] for row in shown(desk)] == ["录入", "录入"]


async def test_the_keys_that_are_shown_are_those_that_do_something(desk: Desk):
    await desk.paste(PASTE)
    assert desk.said == "F2 录入 2 项    Enter 改这一行    空格 录或不录    F3 新增单位    Esc 放弃"
    await desk.press("enter")
    assert desk.said == "Enter 改好    Esc 不改    Tab 补全    F2 改好并全部录入"
    await desk.press("escape", "f3")
    assert desk.said == "F2 录入 3 项    Enter 改这一行    空格 录或不录    Esc 放弃"


async def test_what_has_no_column_is_shown_for_the_selected_row(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1)), size=(80, 24)) as desk:
        await desk.paste("修路灯 @城管局 +交通局 #曝光\n乙")
        assert "配合  交通局" in desk.text
        await desk.press("down")
        assert "配合  交通局" not in desk.text


async def test_a_second_deadline_is_called_one(desk: Desk):
    await desk.paste("甲 ^12月15日 ^12月18日\n乙")
    assert "时限不止一个，多出「12月18日」；请只留一个" in desk.text


async def test_one_task_is_no_range_and_a_cut_title_is_said(desk: Desk):
    await desk.paste("甲\n乙")
    await desk.press("space", "f2")
    assert "已录入 #2；按 u 撤销" in desk.foot
    await desk.paste("长" * 300 + "\n丙")
    await desk.press("f2")
    assert "已录入 2 项（#3 至 #4）；按 u 撤销；其中 1 项太长，只存了前 250 个字" in desk.foot


async def test_names_are_completed_in_the_line_too(desk: Desk):
    await desk.paste("甲\n乙")
    await desk.press("tab", "enter")
    await desk.type(" @jtj")
    assert "交通局   Tab 选用" in desk.text
    await desk.press("tab")
    line = desk.app.screen.query_one(LineInput)
    assert line.value == "甲 @交通局 "
    assert "责任  交通局" in desk.text
    await desk.type("+")
    await desk.press("down", "up", "down", "tab")
    assert len(line.value) > len("甲 @交通局 +")
    assert line.has_focus
    before = line.value
    await desk.press("tab", "enter")
    assert shown(desk)[0][:4] == ["录入", "1", "甲", "交通局"]
    assert before.startswith("甲 @交通局 +")

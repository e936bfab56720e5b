"""What the entry bar makes of a line while it is typed: chips, questions, completion, and what comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from board.model.task import Priority, Task
from board.ui.widgets.entry_bar import EntryBar
from board.ui.widgets.line_input import LineInput
from tests.support import CITY, HOUSING, ROADS
from tests.ui.support import EIGHT, LATIN, Desk, group_task, history, opened

LINE = "铁路沿线拆违绿化 @cgj @李某 +jtj ^下周五 !高 #曝光 >3"
CHIPS = (
    "标题  铁路沿线拆违绿化   责任  城管局 李某   配合  交通局   时限  2026-12-04 周五（含当日）   优先  高   "
    "标签  曝光   组  第3组"
)


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    tasks = [
        group_task(1, title="干道拆违绿化", due="2026-11-20", person="王主任"),
        group_task(2, 3, title="渣土清运", tags=("督办",)),
    ]
    async with opened(board_path, history(*EIGHT, *tasks), size=(160, 40)) as found:
        yield found


def bar(desk: Desk) -> EntryBar:
    return desk.screen.query_one(EntryBar)


def line(desk: Desk) -> LineInput:
    return bar(desk).query_one(LineInput)


def below(desk: Desk) -> list[str]:
    """The lines below the typed one, without the blanks at their ends."""
    row = desk.row_of("新增 >")
    return [each.strip() for each in desk.lines[row + 1 : row + 4]]


def added(desk: Desk) -> list[Task]:
    return [task for no, task in sorted(desk.board.tasks.items()) if no > 2]


# ---- chips


async def test_every_piece_is_a_chip_as_it_is_typed(desk: Desk):
    await desk.press("n")
    assert below(desk)[0] == "组  第1组"
    await desk.type("铁路沿线拆违绿化")
    assert below(desk)[0] == "标题  铁路沿线拆违绿化   组  第1组"
    await desk.type(LINE.removeprefix("铁路沿线拆违绿化"))
    assert below(desk)[0] == CHIPS
    await desk.press("enter")
    [task] = added(desk)
    assert (task.title, task.unit, task.person, task.co_units) == ("铁路沿线拆违绿化", CITY, "李某", (ROADS,))
    assert (task.due, task.due_words, task.priority, task.tags) == ("2026-12-04", "下周五", Priority.HIGH, ("曝光",))
    assert task.group == 13


@pytest.mark.parametrize(
    "typed",
    [LINE, "铁路沿线拆违绿化 ＠cgj ＠李某 ＋ｊｔｊ ……下周五 ！高 ＃曝光 》３", LINE.replace(" ", "\u3000")],
)
@pytest.mark.parametrize("way", ["typed", "pasted", "in halves"])
async def test_an_input_method_shows_the_same(desk: Desk, typed: str, way: str):
    await desk.press("n")
    if way == "pasted":
        await desk.paste(typed)
    else:
        parts = (typed,) if way == "typed" else (typed[:9], typed[9:])
        for part in parts:
            await desk.type(part)
    assert below(desk)[0] == CHIPS


@pytest.mark.parametrize(
    ("typed", "chip"),
    [
        ("甲 ^尽快", "时限  待定 尽快"),
        ("甲 ^长期", "时限  长期"),
        ("甲 ^12月1日15:00", "时限  2026-12-01 周二 15:00"),
        ("甲 ^3月1日", "时限  2027-03-01 周一（含当日），今年已过，按2027年   组"),
        ("甲 ^2月30日", "时限不明  2月30日"),
        ("甲 ^上周五", "时限已过  上周五"),
        ("甲 上周五完成", "未作时限  上周五完成"),
        ("甲 @没有局", "没有的单位  没有局"),
        ("甲 @城管局 @水务局", "没有的单位  水务局"),
        ("甲 >第九 乙", "哪个组  第九"),
        ("甲 @王主任", "责任人  王主任"),
        ("甲（责任单位：城管局；牵头单位：住建局；责任领导：王区长）", "牵头  住建局   领导  王区长"),
        ("甲 +交通局、住建局", "配合  交通局、住建局"),
        ("甲 >9", "组  提质办"),
    ],
)
async def test_what_a_chip_says(desk: Desk, typed: str, chip: str):
    await desk.press("n")
    await desk.paste(typed)
    assert chip in below(desk)[0]


async def test_chips_that_need_it_take_a_second_line(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1)), size=(80, 24)) as desk:
        await desk.press("n")
        await desk.paste(LINE)
        shown = below(desk)
        assert shown[0].startswith("标题  铁路沿线拆违绿化   责任  城管局 李某")
        assert shown[1].endswith("优先  高   标签  曝光   组  第3组")


async def test_a_title_is_data_not_markup(desk: Desk):
    await desk.press("n")
    await desk.paste("[red]修路[/] \u202e @城管局")
    assert "标题  [red]修路[/]   责任  城管局" in below(desk)[0]


# ---- questions


async def test_an_unknown_unit_is_offered_to_be_made_with_the_task_in_one_step(desk: Desk):
    await desk.press("n")
    await desk.type("补种行道树 @园林局 ^下周五")
    await desk.press("enter")
    assert added(desk) == []
    assert "没有「园林局」，再按 Enter 新增这个单位" in desk.text
    assert line(desk).value == "补种行道树 @园林局 ^下周五"
    assert line(desk).cursor_position == len("补种行道树 @园林局")
    await desk.press("enter")
    [task] = added(desk)
    assert desk.board.unit_name(task.unit) == "园林局"
    await desk.press("escape", "u")
    assert added(desk) == []
    assert "园林局" not in {unit.name for unit in desk.board.units.values()}


async def test_a_question_is_forgotten_when_the_line_is_another_one(desk: Desk):
    await desk.press("n")
    await desk.type("甲 @园林局")
    await desk.press("enter", "backspace")
    await desk.type("处")
    await desk.press("enter")
    assert added(desk) == []
    assert "没有「园林处」" in desk.text


async def test_several_unknown_units_are_asked_about_at_once(desk: Desk):
    await desk.press("n")
    await desk.paste("甲 @园林局 +水务局、气象局")
    await desk.press("enter")
    assert "没有「园林局、水务局、气象局」，再按 Enter 新增这些单位" in desk.text
    await desk.press("enter")
    [task] = added(desk)
    assert [desk.board.unit_name(unit) for unit in (task.unit, *task.co_units)] == ["园林局", "水务局", "气象局"]


async def test_a_second_unit_that_nobody_knows_does_not_become_a_person(desk: Desk):
    await desk.press("n")
    await desk.paste("甲 @城管局 @水务局")
    await desk.press("enter")
    assert "没有「水务局」，再按 Enter 新增这个单位" in desk.text
    await desk.press("enter")
    [task] = added(desk)
    assert (task.person, [desk.board.unit_name(unit) for unit in task.co_units]) == ("", ["水务局"])


async def test_pinyin_that_fits_nothing_makes_no_unit(desk: Desk):
    await desk.press("n")
    await desk.type("甲 @xyz")
    await desk.press("enter", "enter", "enter")
    assert added(desk) == []
    assert "没有单位「xyz」；请写全称、简称、拼音或首字母" in desk.text


async def test_an_ambiguous_unit_names_its_candidates_and_tab_takes_one(board_path: Path):
    units = [each for each in EIGHT if getattr(each, "name", "") != "督查室"]
    async with opened(
        board_path, history(*units, group_task(1), *_units("城建中心", "城投公司")), size=(160, 40)
    ) as desk:
        await desk.press("n")
        await desk.paste("修路 @chen ^下周五")
        await desk.press("enter")
        assert "「chen」不止一个单位；请写全" in desk.text
        assert below(desk)[1].split("请写全")[1].split() == ["城管局", "城建中心", "城投公司", "Tab", "选用"]
        assert line(desk).cursor_position == len("修路 @chen")
        await desk.press("down", "tab")
        assert line(desk).value == "修路 @城建中心 ^下周五"
        await desk.press("enter")
        assert desk.board.unit_name(desk.board.tasks[2].unit) == "城建中心"


def _units(*names: str) -> list[object]:
    from board.model.entities import Unit

    return [Unit(id=20 + place, name=name) for place, name in enumerate(names)]


async def test_a_deadline_that_went_to_next_year_and_lies_far_ahead_is_asked_about(desk: Desk):
    await desk.press("n")
    await desk.type("甲 ^10月1日")
    assert "2027-10-01 周五（含当日），今年已过，按2027年，当天休息" in desk.text
    await desk.press("enter")
    assert added(desk) == []
    assert "时限今年已过，按 2027-10-01 周五（含当日）？再按 Enter 保存" in desk.text
    await desk.press("enter")
    [task] = added(desk)
    assert task.due == "2027-10-01"


async def test_one_that_is_near_is_not(desk: Desk):
    await desk.press("n")
    await desk.type("甲 ^3月1日")
    await desk.press("enter")
    assert [task.due for task in added(desk)] == ["2027-03-01"]


async def test_a_day_that_is_over_is_taken_when_enter_is_pressed_again(desk: Desk):
    await desk.press("n")
    await desk.type("甲 ^上周五")
    await desk.press("enter")
    assert added(desk) == []
    assert "时限「上周五」已经过去，再按 Enter 照此保存（立即为逾期）" in desk.text
    await desk.press("enter")
    [task] = added(desk)
    assert (task.due, task.due_words) == ("2026-11-20", "上周五")


async def test_one_question_after_the_other(desk: Desk):
    await desk.press("n")
    await desk.paste("甲 @园林局 ^上周五")
    await desk.press("enter")
    assert "没有「园林局」" in desk.text
    await desk.press("enter")
    assert "「上周五」已经过去" in desk.text
    assert "责任  园林局" in below(desk)[0]
    assert added(desk) == []
    await desk.press("enter")
    assert [(desk.board.unit_name(task.unit), task.due) for task in added(desk)] == [("园林局", "2026-11-20")]


@pytest.mark.parametrize(
    ("typed", "said", "cursor"),
    [
        ("清运 ^二月三十日 @城管局", "读不出时限「二月三十日」；请写一个日期", len("清运 ^二月三十日")),
        ("清运 >第九组 @城管局", "没有组「第九组」；请写组名、拼音或组号", len("清运 >第九组")),
        ("@城管局 ^下周五", "还没有写事项内容", len("@城管局 ^下周五")),
    ],
)
async def test_a_line_that_cannot_be_read_stays_with_the_cursor_where_it_is_to_be_mended(
    desk: Desk, typed: str, said: str, cursor: int
):
    await desk.press("n")
    await desk.paste(typed)
    await desk.press("enter")
    assert said in desk.text
    assert (line(desk).value, line(desk).cursor_position) == (typed, cursor)
    assert added(desk) == []


# ---- completing


async def test_tab_takes_what_is_offered_and_a_blank_follows(desk: Desk):
    await desk.press("n")
    await desk.type("清运 @ch")
    assert below(desk)[1].startswith("城管局")
    assert below(desk)[1].endswith("Tab 选用")
    await desk.press("tab")
    assert line(desk).value == "清运 @城管局 "
    assert line(desk).cursor_position == len(line(desk).value)
    await desk.type("+")
    await desk.press("down", "tab")
    assert line(desk).value.startswith("清运 @城管局 +")
    assert len(line(desk).value) > len("清运 @城管局 + ")


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [("甲 @住", "甲 @住建局 "), ("甲 +jiao", "甲 +交通局 "), ("甲 #du", "甲 #督办 "), ("甲 >第2", "甲 >第2组 "),
     ("甲 @城管局 @wz", "甲 @城管局 @王主任 "), ("甲 ＋ｊｔ", "甲 ＋交通局 ")],
)  # fmt: skip
async def test_units_persons_groups_and_tags_are_completed(desk: Desk, typed: str, becomes: str):
    await desk.press("n")
    await desk.type(typed)
    await desk.press("tab")
    assert line(desk).value == becomes


async def test_a_name_that_could_still_become_one_is_no_error_yet(desk: Desk):
    await desk.press("n")
    await desk.type("甲 @住")
    assert below(desk)[0] == "标题  甲   组  第1组"
    await desk.press("enter")
    assert "没有的单位  住" in below(desk)[0]


async def test_arrows_choose_and_enter_always_saves(desk: Desk):
    await desk.press("n")
    await desk.type("甲 @")
    offered = below(desk)[1].split()[:4]
    await desk.press("down", "up", "up", "down", "down")
    assert bar(desk).line.place == 1
    await desk.press("tab", "enter")
    [task] = added(desk)
    assert desk.board.unit_name(task.unit) == offered[1]
    await desk.type("乙 @住建")
    await desk.press("down", "enter")
    assert [task.unit for task in added(desk)][1] == HOUSING


async def test_what_was_used_lately_is_offered_first(desk: Desk):
    await desk.press("n")
    await desk.type("甲 +督查室")
    await desk.press("enter")
    await desk.type("乙 @")
    assert below(desk)[1].split()[0] == "督查室"


async def test_nothing_is_offered_where_the_name_is_whole_or_no_name_is_typed(desk: Desk):
    await desk.press("n")
    for typed in ("清运", " @住建局", " ^下周五", " 3!", " a@b.cn"):
        await desk.type(typed)
        assert "Tab 选用" not in desk.text
    before = line(desk).value
    await desk.press("tab")
    assert (line(desk).value, desk.app.focused) == (before, line(desk))


async def test_a_name_with_a_space_is_completed_so_that_it_is_read(board_path: Path):
    async with opened(board_path, history(*LATIN, group_task(1, unit=1)), lang="en", size=(160, 40)) as desk:
        await desk.press("n")
        await desk.type("Mend the road @ro")
        await desk.press("tab", "enter")
        task = desk.board.tasks[2]
        assert (task.title, desk.board.unit_name(task.unit)) == ("Mend the road", "Roads Office")


async def test_a_line_longer_than_the_screen_follows_the_cursor(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1)), size=(80, 24)) as desk:
        await desk.press("n")
        await desk.type("起头" + "整治" * 40 + "收尾")
        typed = desk.lines[desk.row_of("新增 >")]
        assert "收尾" in typed
        assert "起头" not in typed
        await desk.press("home")
        typed = desk.lines[desk.row_of("新增 >")]
        assert "起头" in typed
        assert "收尾" not in typed


# ---- giving back, and lines saved before


async def test_shift_tab_gives_the_last_piece_back_to_the_title(desk: Desk):
    await desk.press("n")
    await desk.paste("清运渣土 @城管局 ^下周五")
    await desk.press("shift+tab")
    assert below(desk)[0] == "标题  清运渣土 ^下周五   责任  城管局   组  第1组"
    await desk.press("shift+tab")
    assert below(desk)[0] == "标题  清运渣土 @城管局 ^下周五   组  第1组"
    await desk.press("shift+tab")
    assert "责任  城管局   时限" in below(desk)[0]
    await desk.press("shift+tab", "enter")
    [task] = added(desk)
    assert (task.title, task.unit, task.due, task.open_ended) == ("清运渣土 ^下周五", CITY, None, None)
    await desk.type("乙 ^下周五")
    await desk.press("enter")
    assert added(desk)[1].due == "2026-12-04"


async def test_up_brings_back_the_lines_saved_before(desk: Desk):
    await desk.press("n")
    for typed in ("甲 @城管局", "乙 ^尽快"):
        await desk.type(typed)
        await desk.press("enter")
    await desk.type("丙")
    await desk.press("up")
    assert line(desk).value == "乙 ^尽快"
    await desk.press("up", "up")
    assert line(desk).value == "甲 @城管局"
    assert "责任  城管局" in below(desk)[0]
    await desk.press("down", "down", "down")
    assert line(desk).value == "丙"
    await desk.press("up")
    await desk.type("了")
    await desk.press("enter")
    assert [task.title for task in added(desk)] == ["甲", "乙", "乙"]


# ---- titles that are close


async def test_a_title_close_to_an_open_one_is_pointed_out_and_stops_nothing(desk: Desk):
    await desk.press("n")
    await desk.type("干道拆违绿化")
    assert "像 #1 干道拆违绿化（城管局，逾3天）" in desk.text
    await desk.press("enter")
    assert [task.title for task in added(desk)] == ["干道拆违绿化"]


async def test_another_title_is_not(desk: Desk):
    await desk.press("n")
    await desk.type("楼院环境整治")
    assert "像 #" not in desk.text


# ---- on the board


async def test_a_line_pasted_on_the_board_opens_the_bar(desk: Desk):
    await desk.press("l", "l")
    await desk.paste("修路灯 @城管局\n")
    assert bar(desk).is_open
    assert below(desk)[0] == "标题  修路灯   责任  城管局   组  第3组"
    await desk.press("enter")
    assert [(task.title, task.group) for task in added(desk)] == [("修路灯", 13)]


async def test_it_goes_behind_an_unfinished_line(desk: Desk):
    await desk.press("n")
    await desk.type("修路灯")
    await desk.press("escape")
    await desk.paste("@城管局")
    assert bar(desk).typed == "修路灯 @城管局"


async def test_the_board_read_only_takes_no_paste(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1)), read_only=True) as wall:
        await wall.paste("修路灯")
        assert not wall.screen.query_one(EntryBar).is_open
        assert "这是只读看板，不能修改" in wall.foot

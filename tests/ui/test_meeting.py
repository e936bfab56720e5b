"""The meeting screen: the agenda with its clocks, what was decided for a group, and what is done from there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from rich.cells import cell_len

from board import commands as do
from board.model import agenda
from board.model.entities import Meeting
from board.model.task import Stage
from board.ui.screens.board_screen import BoardScreen
from board.ui.screens.detail import DetailScreen
from board.ui.screens.meeting import MeetingScreen
from board.ui.widgets.agenda_view import AgendaView
from board.ui.widgets.meeting_view import MeetingView
from tests.support import CITY, HOUSING, actor
from tests.ui.hostile import TITLES
from tests.ui.support import EIGHT, MORNING, Desk, Elsewhere, group_task, history, opened
from tests.ui.test_read_only import everything

LAST_WEEK = MORNING - timedelta(days=7)
TASKS = (
    group_task(1, 1, title="铁路沿线拆违绿化", due="2026-11-20", original_due="2026-11-20"),
    group_task(2, 1, title="干道绿化"),
    group_task(3, 1, title="游园建设", stage=Stage.UNCLAIMED, unit=None),
    group_task(4, 2, title="河道清淤", due="2026-11-19", original_due="2026-11-19"),
    group_task(5, 2, title="岸坡整治"),
    group_task(6, None, title="待分的事项", unit=None, stage=Stage.UNCLAIMED),
)


def tell(path: Path, *steps: tuple[Any, Any]) -> None:
    """Done at these moments by somebody else, before the board is opened."""
    with Elsewhere(path) as other:
        for moment, step in steps:
            other.store.commit(step(actor(moment, who="同事")))


def last_meeting(path: Path) -> None:
    """A week ago: three tasks of group 1 were given out, one was reported on; two days later one was met."""
    week = [LAST_WEEK + timedelta(minutes=minute) for minute in range(8)]
    tell(
        path,
        (week[0], lambda who: do.start_meeting(who, "第一次推进会", [(11, 10), (12, 15), (0, 5)], chair="区长")),
        (week[1], lambda who: do.set_deadline(who, 2, "2026-11-30")),
        (week[2], lambda who: do.assign(who, 3, HOUSING, person="李某")),
        (week[3], lambda who: do.set_deadline(who, 1, "2026-11-22", reason="下雨")),
        (week[4], lambda who: do.note(who, 5, "只是报告")),
        (week[5], do.end_meeting),
        (LAST_WEEK + timedelta(days=2), lambda who: do.move(who, 3, Stage.MET)),
        (LAST_WEEK + timedelta(days=3), lambda who: do.urge(who, 4)),
    )


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    """A board with a meeting a week ago, looked at on the meeting screen."""
    async with opened(board_path, history(*EIGHT, *TASKS, when=LAST_WEEK - timedelta(days=1)), size=(160, 48)):
        pass
    last_meeting(board_path)
    async with opened(board_path, size=(160, 48)) as found:
        await found.press("m")
        yield found
        assert not found.app._notifications


def screen(desk: Desk) -> MeetingScreen:
    found = desk.app.screen
    assert isinstance(found, MeetingScreen)
    return found


def meeting(desk: Desk) -> Meeting:
    found = desk.board.meeting
    assert found is not None
    return found


def shown(desk: Desk) -> list[str]:
    """The lines of the item."""
    left = AGENDA_CELLS
    lines = [strip.crop(left).text.strip() for strip in desk.strips[2:-1]]
    return [line for line in lines if line]


AGENDA_CELLS = 34


async def started(desk: Desk, *steps: Any, minutes: int = 0) -> None:
    """A meeting that began so many minutes ago, and what else was done then."""
    then = MORNING - timedelta(minutes=minutes)
    begin = lambda who: do.start_meeting(who, "第二次推进会", [(11, 10), (12, 15), (0, 5)])  # noqa: E731
    tell(desk.path, (then, begin), *((then, step) for step in steps))
    await desk.poll()


def fields(line: str) -> list[str]:
    return line.split()


# -------------------------------------------------------------------------------------- what is shown


async def test_an_item_begins_with_what_was_decided_last_time(desk: Desk):
    lines = shown(desk)

    assert fields(lines[0]) == ["上次议定（第一次推进会", "11-16", "周一）", "逾期", "1", "未办", "1", "已办", "1"]
    told = {line.split()[1]: line.split()[-1] for line in lines[1:7:2]}
    assert told == {"#1": "逾期", "#2": "未办", "#3": "已办"}
    assert "由 11-20 周五 延期至 11-22 周日，原因：下雨" in lines
    assert "交办 住建局 李某" in lines
    assert fields(lines[7]) == ["上次会议以来", "1", "件有变化"]
    assert "#3" in lines[8]
    assert lines[9] == "达标"
    assert "本次议定" not in desk.text


async def test_then_come_what_was_decided_now_and_what_else_is_open(desk: Desk):
    await started(desk, do.next_item, lambda who: do.urge(who, 2))
    lines = shown(desk)
    place = lines.index("本次议定 1 件")

    assert "#2" in lines[place + 1]
    assert lines[place + 2] == "催办 城管局"
    assert lines[place + 3 :] == ["其他未完成的 0 件", "没有"]
    await desk.press("right")
    assert fields(shown(desk)[0])[0] == "上次议定（第一次推进会"
    assert shown(desk)[1] == "上次会议没有给这个组布置事项"
    assert [line for line in shown(desk) if line.startswith("本次议定")] == ["本次议定 0 件"]
    assert "#5" in shown(desk)[-1]


async def test_what_somebody_else_decides_comes_in(desk: Desk):
    await started(desk, do.next_item)
    with Elsewhere(desk.path) as other:
        other.does(do.add, "刚刚新增的", group=11, unit=CITY)
        await desk.poll()

    assert "刚刚新增的" in desk.text
    assert "新增，交办 城管局" in desk.text
    assert "议定 1" in desk.lines[4][:AGENDA_CELLS]


async def test_the_selection_stays_on_its_task(desk: Desk):
    await desk.press("down", "down")
    chosen = screen(desk).target()
    await started(desk, lambda who: do.note(who, 1, "报告"))

    assert screen(desk).target() == chosen


@pytest.mark.parametrize("size", [(80, 24), (99, 30), (120, 30), (160, 48), (200, 50), (320, 90), (30, 8)], ids=str)
async def test_every_size_is_filled_exactly(desk: Desk, size: tuple[int, int]):
    await started(desk, do.next_item, lambda who: do.urge(who, 2), minutes=12)
    await desk.resize(*size)

    assert {strip.cell_length for strip in desk.strips} == {size[0]}
    assert len(desk.lines) == size[1]
    assert desk.app.screen.query_one(AgendaView).display == (size[0] >= 100)
    assert "12:00 / 10分钟" in desk.text


async def test_no_title_pushes_anything_out_of_line(board_path: Path):
    tasks = [group_task(no, 1, title=title) for no, title in enumerate(TITLES.values(), 1) if "\ud83d" not in title]
    async with opened(board_path, history(*EIGHT, *tasks), size=(120, 60)) as desk:
        await desk.press("m")
        for _ in range(3):
            assert {strip.cell_length for strip in desk.strips} == {120}
            await desk.press("pagedown")


async def test_a_date_of_another_year_pushes_no_row_out_of_line(board_path: Path):
    dues = ("2026-11-20", "2026-12-04", "2027-01-07")
    tasks = [group_task(no, 1, title=f"拆违{no}", due=due) for no, due in enumerate(dues, 1)]
    async with opened(board_path, history(*EIGHT, *tasks), size=(120, 30)) as desk:
        await desk.press("m")
        starts = {cell_len(line.partition("#")[0]) for line in desk.text.splitlines() if "拆违" in line}

    assert len(starts) == 1


# ---------------------------------------------------------------------------------------- the clock


async def test_the_item_has_a_clock_that_turns_red(desk: Desk):
    await started(desk, do.next_item)
    await desk.at(MORNING + timedelta(minutes=9, seconds=5))
    assert "第二次推进会 00:09:05" in desk.head
    assert "09:05 / 10分钟" in desk.lines[1]
    await desk.at(MORNING + timedelta(minutes=10, seconds=1))
    assert "10:01 / 10分钟" in desk.lines[1]
    over = [segment for segment in desk.strips[1] if "10:01" in segment.text]
    assert over[0].style is not None
    assert over[0].style.bgcolor is not None
    assert over[0].style.bgcolor.name == "#cf222e"


async def test_looking_at_another_item_leaves_the_floor_where_it_is(desk: Desk):
    await started(desk, do.next_item)
    await desk.press("right")

    assert "2 第2组" in desk.lines[1]
    assert "正在议 1 第1组 00:00 / 10分钟" in desk.lines[1]
    assert len(meeting(desk).turns) == 1
    await desk.press("left")
    assert "正在议" not in desk.lines[1]


async def test_tab_goes_on_or_gives_the_floor_to_the_item_on_show(desk: Desk):
    await started(desk)
    groups = lambda: [turn.group for turn in meeting(desk).turns]  # noqa: E731
    await desk.press("tab")
    assert (groups(), desk.foot.split()[0]) == ([11], "议题：1")
    await desk.press("tab")
    assert (groups(), "2 第2组" in desk.lines[1]) == ([11, 12], True)
    await desk.press("left", "tab")
    assert groups() == [11, 12, 11]
    await desk.press("9")
    assert groups() == [11, 12, 11, 0]
    await desk.press("tab")
    assert "议程已经走完" in desk.foot
    await desk.press("1")
    assert groups()[-1] == 11
    await desk.press("u")
    assert groups()[-1] == 0
    assert "已撤销 进入议题，现在议 9 提质办待分办；按 y 重做" in desk.foot
    await desk.press("5")
    assert groups()[-1] == 0
    assert "5 第5组" in desk.lines[1]
    await desk.press("tab")
    assert "5 第5组 不在议程里" in desk.foot


async def test_without_a_meeting_tab_says_what_to_do(desk: Desk):
    await desk.press("tab")

    assert "现在没有进行中的会议；先按 Ctrl+O 或 m 开始会议" in desk.foot


# --------------------------------------------------------------------------------- what is done to it


async def test_a_meeting_is_started_edited_paused_ended_and_reopened(desk: Desk):
    await desk.press("m", "enter")
    assert "开始第2次会议" in desk.text
    assert "区长" in desk.text
    assert "1:10 2:15 9:5" in desk.text
    await desk.type("第二次推进会")
    await desk.press("enter")
    await desk.type("三楼")
    await desk.press("enter")
    await desk.type("城管局 李某、王主任")
    assert "2 家，认出 1 个单位；当姓名记：王主任" in desk.text
    await desk.press("enter", "enter", "enter")
    assert "第2次会议开始，当前逾期 2 件" in desk.foot
    found = meeting(desk)
    assert (found.name, found.chair, found.place, len(found.present)) == ("第二次推进会", "区长", "三楼", 2)
    assert [(item.group, item.minutes) for item in found.agenda] == [(11, 10), (12, 15), (0, 5)]
    assert "主持 区长" in desk.text
    assert "出席 2 家" in desk.text

    await desk.press("m", "enter")
    assert "议题：1 第1组" in desk.foot
    await desk.press("m")
    await desk.type("暂停")
    await desk.press("enter")
    assert agenda.paused(meeting(desk))
    assert "休会" in desk.head
    await desk.press("m", "enter")
    assert not agenda.paused(meeting(desk))
    await desk.press("m")
    await desk.type("结束")
    await desk.press("enter")
    assert desk.board.meeting is None
    assert "第2次会议结束，按 F9 或 x 导出会议纪要" in desk.foot
    await desk.press("m")
    await desk.type("重开")
    await desk.press("enter")
    assert meeting(desk).number == 2
    await desk.press("u")
    assert desk.board.meeting is None, desk.foot


async def test_a_meeting_is_started_from_any_line_of_its_form(desk: Desk):
    await desk.press("m", "enter", "f2")

    assert "第2次会议开始" in desk.foot
    assert (meeting(desk).name, meeting(desk).place) == ("", "")


async def test_the_form_says_what_it_cannot_read_and_keeps_what_was_typed(desk: Desk):
    await started(desk)
    await desk.press("m")
    await desk.type("修改")
    await desk.press("enter", "down", "down", "down")
    await desk.type(" 没有:3")
    assert "没有" in desk.text
    await desk.press("enter", "enter", "enter", "enter", "enter")
    assert "第2次会议" in desk.text
    assert [item.group for item in meeting(desk).agenda] == [11, 12, 0]
    await desk.press("escape")
    assert desk.app.screen is not desk.screen


# --------------------------------------------------------------------------------- acting from there


async def test_the_acting_keys_act_on_the_selected_task(desk: Desk):
    await started(desk)
    await desk.press("home")
    assert screen(desk).target() == 1
    await desk.press("d")
    await desk.type("12月11日")
    await desk.press("enter")
    await desk.type("停工")
    await desk.press("enter")

    assert desk.board.tasks[1].due == "2026-12-11"
    [change] = [each for each in desk.session.reader.history() if each.action == "due" and each.meeting == 2]
    assert change.flagged == (1,)
    assert "本次议定 1 件" in desk.text
    await desk.press("enter")
    assert isinstance(desk.app.screen, DetailScreen)
    await desk.press("escape")
    screen(desk)


async def test_several_are_marked_and_done_at_once(desk: Desk):
    await desk.press("home", "space", "space", "p")
    await desk.type("都去看过")
    await desk.press("enter")

    assert [len(desk.board.notes(no)) for no in (1, 2, 3)] == [1, 1, 0]


async def test_a_new_task_goes_to_the_group_on_show(desk: Desk):
    await desk.press("right", "n")
    await desk.type("河岸补绿 @城管局")
    await desk.press("enter")
    [new] = [task for task in desk.board.tasks.values() if task.title == "河岸补绿"]
    assert new.group == 12
    await desk.type("没打完的")
    await desk.press("escape", "escape")
    assert desk.app.screen is desk.screen
    assert "没打完的" in desk.text


async def test_a_line_that_is_not_saved_is_pointed_out_before_the_program_is_left(desk: Desk):
    await desk.press("n")
    await desk.type("没打完的")
    await desk.press("ctrl+q")

    assert desk.app.is_running
    assert desk.app.screen is desk.screen
    assert desk.screen.unsaved_line() == "没打完的"
    await desk.press("ctrl+q")
    assert not desk.app.is_running


async def test_the_filter_narrows_every_section(desk: Desk):
    await desk.press("o")
    assert [line.split()[1] for line in shown(desk) if "#" in line] == ["#1"]
    assert "筛选" in desk.head
    await desk.press("escape")
    assert len([line for line in shown(desk) if "#" in line]) == 4
    await desk.press("escape")
    assert desk.app.screen is desk.screen


async def test_ways_out(desk: Desk):
    for key in ("escape", "0", "t", "r"):
        await desk.press(key)
        assert not isinstance(desk.app.screen, MeetingScreen)
        await desk.press("m")
        screen(desk)
    await desk.press("0")
    assert isinstance(desk.app.screen, BoardScreen)


async def test_it_opens_at_the_group_one_stands_in_or_at_the_floor(desk: Desk):
    await desk.press("escape", "2", "m")
    assert "2 第2组" in desk.lines[1]
    await started(desk, do.next_item)
    await desk.press("escape", "2", "m")
    assert "1 第1组" in desk.lines[1]


async def test_the_walls_follow_the_item(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    found: list[Any] = []
    assert desk.session.walls is not None
    monkeypatch.setattr(desk.session.walls._presence, "stand", found.append)
    await started(desk)
    await desk.press("tab", "tab")

    assert [each.group for each in found][-1] == 12


def exported(folder: Path) -> list[Path]:
    return list(folder.glob("*.docx"))


async def test_the_minutes_are_the_first_paper_that_is_offered(desk: Desk, tmp_path: Path):
    desk.session.exports = tmp_path
    await started(desk, lambda who: do.note(who, 2, "已进场"))
    await desk.press("f9")
    assert "导出第二次推进会" in desk.text
    await desk.press("enter")

    [path] = exported(tmp_path)
    assert "会议纪要" in path.name
    assert "已进场" in "\n".join(each.text for each in Document(str(path)).paragraphs)


async def test_a_meeting_that_ran_when_the_program_was_left_goes_on(desk: Desk):
    await started(desk, do.next_item, minutes=64)
    async with opened(desk.path, size=(120, 30)) as again:
        assert again.foot.startswith(" 第二次推进会 01:04:00  会议还在进行，按 m 接着开")
        await again.press("m")
        assert "1 第1组" in again.lines[1]


async def test_read_only_it_is_seen_and_nothing_is_done(desk: Desk):
    await started(desk, do.next_item)
    async with opened(desk.path, size=(120, 30), read_only=True) as reader:
        before = everything(reader.path)
        await reader.press("m")
        assert "只读" in reader.head
        assert "会议操作" not in reader.foot
        for key in ("tab", "m", "2", "9", "d", "n", "u", "space", "enter", "escape"):
            await reader.press(key)
        assert everything(reader.path) == before
        assert isinstance(reader.app.screen, MeetingScreen)
        assert reader.app.screen.query_one(MeetingView).count

"""Keys that change the board: what they ask, what they say, what stands on the disk afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.widgets import Static

from board.model.task import Kind, OpenEnded, Stage
from board.ui.screens.detail import DetailScreen
from board.ui.screens.form import Form
from board.ui.screens.pick import Pick
from tests.support import AUDIT, CITY, HOUSING
from tests.ui.support import EIGHT, LATIN, Desk, group_task, history, opened

UNCLAIMED, UNDERWAY, LATE, MET, PROBLEM_MET, CONSOLIDATING, CLOSED, WAITING = 1, 2, 3, 4, 5, 6, 7, 8


def one_of_each() -> list[object]:
    """A task in each stage in group 1, and one that waits in the inbox."""
    return [
        *EIGHT,
        group_task(UNCLAIMED, stage=Stage.UNCLAIMED, unit=None),
        group_task(UNDERWAY, due="2026-12-04", original_due="2026-12-04"),
        group_task(LATE, due="2026-11-20", original_due="2026-11-20"),
        group_task(MET, stage=Stage.MET, met_at="2026-11-20T09:00:00"),
        group_task(PROBLEM_MET, kind=Kind.PROBLEM, stage=Stage.MET, met_at="2026-11-20T09:00:00"),
        group_task(CONSOLIDATING, kind=Kind.PROBLEM, stage=Stage.CONSOLIDATING, consolidate_until="2026-12-20"),
        group_task(CLOSED, stage=Stage.CLOSED, closed_at="2026-11-20T09:00:00", verifier="科长", verifier_unit=AUDIT),
        group_task(WAITING, None),
    ]


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    async with opened(board_path, history(*one_of_each()), size=(300, 40)) as found:
        yield found
        assert not found.app._notifications


def echo(desk: Desk) -> str:
    """The line in which the dialog in front answers, however it is broken."""
    return str(desk.app.screen.query_one(".echo", Static).content)


def form(desk: Desk) -> Form:
    """The form in front."""
    assert isinstance(desk.app.screen, Form)
    return desk.app.screen


# ---- stages


async def test_a_task_goes_on_and_is_taken_back(desk: Desk):
    await desk.go_to(UNDERWAY)
    await desk.press(".")
    assert desk.board.tasks[UNDERWAY].stage is Stage.MET
    assert desk.selected == UNDERWAY
    assert "#2 第2项 已到「达标」；按 u 撤销" in desk.foot or "#2 第2项 已到「完成」；按 u 撤销" in desk.foot
    await desk.press("u")
    assert desk.board.tasks[UNDERWAY].stage is Stage.UNDERWAY
    assert "已撤销 换阶段 #2；按 y 重做" in desk.foot
    await desk.press("y")
    assert desk.board.tasks[UNDERWAY].stage is Stage.MET
    assert "已重做 换阶段 #2" in desk.foot


async def test_the_line_at_the_foot_lasts_until_the_next_key(desk: Desk):
    await desk.go_to(UNDERWAY)
    await desk.press(".")
    assert "已到" in desk.foot
    await desk.press("down")
    assert "已到" not in desk.foot
    assert "F2 n 新增" in desk.foot


async def test_a_task_without_a_unit_is_refused_with_the_key_that_mends_it(desk: Desk):
    await desk.go_to(UNCLAIMED)
    before = desk.bytes()
    await desk.press("ctrl+right")
    assert "#1 还没有责任单位；按 F3 或 a 交办" in desk.foot
    assert desk.bytes() == before


@pytest.mark.parametrize(("no", "key", "line"), [(CLOSED, ".", "已在最后阶段"), (UNCLAIMED, ",", "已在最前阶段")])
async def test_there_is_no_stage_beyond_the_ends(desk: Desk, no: int, key: str, line: str):
    await desk.go_to(no)
    await desk.press(key)
    assert line in desk.foot


async def test_a_met_problem_begins_to_consolidate(desk: Desk):
    await desk.go_to(PROBLEM_MET)
    await desk.press("。")
    assert desk.board.tasks[PROBLEM_MET].stage is Stage.CONSOLIDATING
    assert desk.board.tasks[PROBLEM_MET].consolidate_until is not None


async def test_a_failed_check_is_sent_back_with_its_reason(desk: Desk):
    await desk.go_to(PROBLEM_MET)
    await desk.press("，")
    assert isinstance(desk.app.screen, Form)
    assert "退回 #5" in desk.text
    await desk.press("enter")
    assert "#5 退回要写原因" in desk.text
    await desk.type("复查不合格")
    await desk.press("enter")
    assert desk.app.screen is desk.screen
    assert desk.board.tasks[PROBLEM_MET].stage is Stage.UNDERWAY
    assert [entry.reason for entry in desk.board.returns(PROBLEM_MET)] == ["复查不合格"]


async def test_esc_leaves_a_form_and_nothing_is_done(desk: Desk):
    await desk.go_to(PROBLEM_MET)
    before = desk.bytes()
    await desk.press("ctrl+left")
    await desk.type("复查")
    await desk.press("escape")
    assert desk.app.screen is desk.screen
    assert desk.bytes() == before


async def test_a_rebound_asks_for_reason_and_new_deadline(desk: Desk):
    await desk.go_to(CLOSED)
    await desk.press(",")
    assert "反弹 #7" in desk.text
    await desk.type("垃圾又堆起来了")
    await desk.press("enter")
    await desk.type("13月45日")
    assert "读不出时限：13月45日" in desk.text
    await desk.press("enter")
    assert isinstance(desk.app.screen, Form)
    await desk.press(*["backspace"] * 6)
    await desk.type("12月30日前")
    assert "2026-12-30 周三（含当日）" in desk.text
    await desk.press("enter")
    task = desk.board.tasks[CLOSED]
    assert (task.stage, task.due) == (Stage.UNDERWAY, "2026-12-30")
    assert "反弹1" in desk.text


async def test_a_rebound_to_a_day_that_is_over_is_asked_about(desk: Desk):
    await desk.go_to(CLOSED)
    await desk.press(",")
    await desk.type("垃圾又堆起来了")
    await desk.press("enter")
    await desk.type("2026-11-01")
    await desk.press("enter")
    assert "再按 Enter 照此保存" in echo(desk)
    assert desk.board.tasks[CLOSED].stage is Stage.CLOSED
    await desk.press("enter")
    assert (desk.board.tasks[CLOSED].due, desk.board.tasks[CLOSED].stage) == ("2026-11-01", Stage.UNDERWAY)


async def test_closing_asks_for_the_verifier_and_an_early_one_for_the_reason(desk: Desk):
    await desk.go_to(CONSOLIDATING)
    await desk.press(".")
    assert "销号办结 #6" in desk.text
    await desk.type("督查科长")
    await desk.press("enter")
    await desk.type("城管")
    assert "城管局" in desk.text
    await desk.press("enter")
    await desk.type("整改彻底")
    await desk.press("enter")
    assert "自己核验；请换责任单位以外的核验单位" in desk.text
    form = desk.app.screen
    assert isinstance(form, Form)
    assert form.values == {"verifier": "督查科长", "unit": "城管", "reason": "整改彻底"}
    await desk.press("shift+tab", "backspace", "backspace")
    await desk.type("督查")
    await desk.press("enter")
    task = desk.board.tasks[CONSOLIDATING]
    assert (task.stage, task.verifier, task.verifier_unit, task.close_reason) == (
        Stage.CLOSED, "督查科长", AUDIT, "整改彻底",
    )  # fmt: skip


async def test_an_assignment_may_be_closed_at_once_and_a_problem_may_not(desk: Desk):
    await desk.go_to(PROBLEM_MET)
    await desk.press("ctrl+x")
    assert "不能直接到「销号」，下一阶段是「巩固」" in desk.foot
    await desk.go_to(MET)
    await desk.press("ctrl+x")
    assert isinstance(desk.app.screen, Form)
    await desk.type("科长")
    await desk.press("enter")
    await desk.type("没有的单位")
    assert "没有这个单位：没有的单位" in desk.text
    await desk.press("enter")
    assert isinstance(desk.app.screen, Form)
    await desk.press(*["backspace"] * 5)
    await desk.type("督查室")
    await desk.press("enter")
    assert desk.board.tasks[MET].stage is Stage.CLOSED


# ---- who


async def test_assigning_by_a_part_of_the_name_with_a_person(desk: Desk):
    await desk.go_to(UNCLAIMED)
    await desk.press("a")
    assert isinstance(desk.app.screen, Pick)
    assert "交办 #1" in desk.text
    await desk.type("住 王科长")
    assert "责任人：王科长" in desk.text
    await desk.press("enter")
    task = desk.board.tasks[UNCLAIMED]
    assert (task.unit, task.person) == (HOUSING, "王科长")
    assert "已交办 住建局 王科长" in desk.foot
    assert "住建局 王科长" in desk.text


async def test_the_arrows_choose_among_the_units(desk: Desk):
    await desk.go_to(UNCLAIMED)
    await desk.press("f3")
    picker = desk.app.screen
    assert isinstance(picker, Pick)
    first, second = (each.name for each in picker._choices[:2])
    await desk.press("up", "down", "enter")
    assert desk.board.unit_name(desk.board.tasks[UNCLAIMED].unit) == second != first


async def test_the_picker_begins_on_the_unit_it_has(desk: Desk):
    await desk.go_to(UNDERWAY)
    await desk.press("f3", "enter")
    assert desk.board.tasks[UNDERWAY].unit == CITY


async def test_a_unit_that_there_is_not_yet_is_made(desk: Desk):
    await desk.go_to(UNDERWAY)
    await desk.press("ａ")
    await desk.type("园林局")
    assert "新增单位：园林局" in desk.text
    await desk.press("enter")
    assert desk.board.unit_name(desk.board.tasks[UNDERWAY].unit) == "园林局"
    await desk.press("u")
    assert desk.board.tasks[UNDERWAY].unit == CITY
    assert "园林局" not in {unit.name for unit in desk.board.units.values()}


async def test_a_unit_is_found_by_its_alias_and_behind_an_at_sign(desk: Desk):
    await desk.go_to(UNCLAIMED)
    await desk.press("a")
    await desk.type("＠城市管理局")
    assert "新增单位" not in desk.text or desk.text.index("城管局") < desk.text.index("新增单位")
    await desk.press("enter")
    assert desk.board.tasks[UNCLAIMED].unit == CITY


async def test_a_closed_task_is_not_assigned_anew(desk: Desk):
    await desk.go_to(CLOSED)
    await desk.press("a")
    assert "#7 已销号，责任单位不能再改；确有反弹，先按 Ctrl+左箭头 退回" in desk.foot
    assert desk.app.screen is desk.screen


async def test_sending_from_the_inbox_to_a_group(desk: Desk):
    await desk.press("9")
    assert desk.selected == WAITING
    await desk.press("f")
    assert "分办 #8" in desk.text
    await desk.type("3")
    await desk.press("enter")
    assert desk.board.tasks[WAITING].group == 13
    assert "#8 第8项 已分到 3 第3组" in desk.foot
    assert desk.selected is None
    await desk.press("u")
    assert desk.board.tasks[WAITING].group is None
    assert desk.selected == WAITING


async def test_sending_back_to_the_inbox(desk: Desk):
    await desk.go_to(UNDERWAY)
    await desk.press("ctrl+down")
    await desk.type("9")
    await desk.press("enter")
    assert desk.board.tasks[UNDERWAY].group is None
    assert desk.selected != UNDERWAY


async def test_a_group_that_there_is_not_cannot_be_picked(desk: Desk):
    await desk.go_to(UNDERWAY)
    await desk.press("ｆ")
    await desk.type("没有")
    await desk.press("enter")
    assert "没有符合的，请换个词" in desk.text
    assert isinstance(desk.app.screen, Pick)


# ---- when


async def test_a_first_deadline(desk: Desk):
    await desk.go_to(UNCLAIMED)
    await desk.press("f4")
    await desk.type("2026-12-04 15:00")
    assert "2026-12-04 周五 15:00" in desk.text
    await desk.press("enter")
    assert desk.board.tasks[UNCLAIMED].due == "2026-12-04T15:00"
    assert "12-04" in desk.text


async def test_what_stands_there_is_replaced_by_typing(desk: Desk):
    await desk.go_to(UNDERWAY)
    await desk.press("d")
    await desk.type("2026-12-01")
    await desk.press("enter")
    assert desk.board.tasks[UNDERWAY].due == "2026-12-01"
    assert not desk.board.extensions(UNDERWAY)


async def test_a_later_deadline_is_an_extension_and_asks_why(desk: Desk):
    await desk.go_to(UNDERWAY)
    await desk.press("d")
    assert "延期原因" not in desk.text
    await desk.type("2026-12-20")
    assert "属于延期，请写原因" in desk.text
    assert "延期原因" in desk.text
    await desk.press("enter", "enter")
    assert "属于延期，要写原因" in desk.text
    form = desk.app.screen
    assert isinstance(form, Form)
    assert form.values["due"] == "2026-12-20"
    await desk.type("暴雨停工")
    await desk.press("enter")
    task = desk.board.tasks[UNDERWAY]
    assert (task.due, task.original_due) == ("2026-12-20", "2026-12-04")
    assert "延1" in desk.text


async def test_clearing_a_deadline_is_an_extension_too(desk: Desk):
    await desk.go_to(UNDERWAY)
    await desk.press("d", "backspace")
    assert "延期原因" in desk.text
    await desk.press("enter")
    await desk.type("方案未定")
    await desk.press("enter")
    assert desk.board.tasks[UNDERWAY].due is None


async def test_a_phrase_is_read_and_kept_beside_its_date(desk: Desk):
    await desk.go_to(UNCLAIMED)
    await desk.press("d")
    await desk.type("下周五")
    assert "2026-12-04 周五（含当日）" in echo(desk)
    await desk.press("enter")
    task = desk.board.tasks[UNCLAIMED]
    assert (task.due, task.due_words) == ("2026-12-04", "下周五")


async def test_a_rest_day_is_pointed_out_and_not_moved(desk: Desk):
    await desk.go_to(UNCLAIMED)
    await desk.press("d")
    await desk.type("12月5日")
    assert "当天休息" in echo(desk)
    await desk.press("enter")
    assert desk.board.tasks[UNCLAIMED].due == "2026-12-05"


async def test_a_day_that_is_over_is_taken_at_the_second_enter(desk: Desk):
    await desk.go_to(UNCLAIMED)
    await desk.press("d")
    await desk.type("2026-11-01")
    assert "2026-11-01 周日（含当日）" in echo(desk)
    assert "已经过去" in echo(desk)
    await desk.press("enter")
    assert "再按 Enter 照此保存" in echo(desk)
    assert desk.board.tasks[UNCLAIMED].due is None
    await desk.press("enter")
    assert desk.board.tasks[UNCLAIMED].due == "2026-11-01"
    assert "逾22天" in desk.text


async def test_another_day_is_asked_about_anew(desk: Desk):
    await desk.go_to(UNCLAIMED)
    await desk.press("d")
    await desk.type("2026-11-01")
    await desk.press("enter", "backspace", "2", "enter")
    assert "2026-11-02" in echo(desk)
    assert desk.board.tasks[UNCLAIMED].due is None


async def test_a_day_of_next_year_far_ahead_is_asked_about(desk: Desk):
    await desk.go_to(UNCLAIMED)
    await desk.press("d")
    await desk.type("11月20日")
    await desk.press("enter")
    assert "今年已过，按2027年？" in echo(desk)
    assert desk.board.tasks[UNCLAIMED].due is None
    await desk.press("enter")
    assert desk.board.tasks[UNCLAIMED].due == "2027-11-20"


async def test_a_day_of_next_year_not_far_ahead_is_echoed_with_its_year(desk: Desk):
    await desk.go_to(UNCLAIMED)
    await desk.press("d")
    await desk.type("1月20日")
    assert "2027-01-20" in echo(desk)
    await desk.press("enter")
    assert desk.board.tasks[UNCLAIMED].due == "2027-01-20"


@pytest.mark.parametrize(
    ("typed", "why", "shown"),
    [
        ("长期坚持", OpenEnded.STANDING, "长期"),
        ("尽快", OpenEnded.UNDECIDED, "待定"),
        ("每周", OpenEnded.RECURRING, "定期"),
    ],
)
async def test_no_deadline_has_its_word_too(desk: Desk, typed: str, why: OpenEnded, shown: str):
    await desk.go_to(UNCLAIMED)
    await desk.press("d")
    await desk.type(typed)
    assert shown in echo(desk)
    await desk.press("enter")
    task = desk.board.tasks[UNCLAIMED]
    assert (task.due, task.open_ended, task.due_words) == (None, why, typed)
    assert f"时限 {shown}" in desk.foot
    await desk.press("d")
    assert form(desk).values["due"] == typed
    await desk.press("enter")
    assert echo(desk) == "没有要改的"


async def test_what_is_left_as_it_stands_is_not_asked_about(desk: Desk):
    await desk.go_to(LATE)
    await desk.press("d", "enter")
    assert "时限本来就是 2026-11-20" in echo(desk)


async def test_the_dialog_says_what_the_deadline_was_at_first(desk: Desk):
    await desk.go_to(UNDERWAY)
    await desk.press("d")
    await desk.type("下月20日")
    await desk.press("enter", *"雨", "enter", "d")
    assert "时限（原定 2026-12-04 周五（含当日））" in desk.text


async def test_what_is_no_date_stays_to_be_mended(desk: Desk):
    await desk.go_to(UNCLAIMED)
    await desk.press("d")
    await desk.type("下个礼拜八")
    assert "读不出时限：下个礼拜八" in echo(desk)
    await desk.press("enter")
    assert form(desk).values["due"] == "下个礼拜八"
    assert desk.board.tasks[UNCLAIMED].due is None


async def test_the_deadline_of_a_met_task_cannot_be_changed(desk: Desk):
    await desk.go_to(MET)
    await desk.press("d")
    assert "时限不能再改；确需重做，先按 Ctrl+左箭头 退回" in desk.foot
    assert desk.app.screen is desk.screen


# ---- notes, urging, setting aside


async def test_a_note(desk: Desk):
    await desk.go_to(LATE)
    await desk.press("p")
    await desk.type("已开工 过半")
    await desk.press("enter")
    assert [note.text for note in desk.board.notes(LATE)] == ["已开工 过半"]
    assert "#3 第3项 进展已记" in desk.foot


async def test_an_impatient_enter_notes_nothing_twice(desk: Desk):
    await desk.go_to(LATE)
    await desk.press("f5")
    await desk.type("已开工")
    await desk.burst("enter", "enter", "enter")
    assert len(desk.board.notes(LATE)) == 1
    await desk.press("escape")
    await desk.press("u")
    assert not desk.board.notes(LATE)


async def test_leaving_the_form_at_once_does_not_lose_the_note(desk: Desk):
    await desk.go_to(LATE)
    await desk.press("f5")
    await desk.type("已开工")
    await desk.burst("enter", "escape")
    assert len(desk.board.notes(LATE)) == 1
    await desk.press("ctrl+z")
    assert not desk.board.notes(LATE)


async def test_urging_is_counted(desk: Desk):
    await desk.go_to(LATE)
    await desk.press("c", "enter", "Ｃ", "enter")
    assert len(desk.board.urges(LATE)) == 2
    assert "已催办 #3 第3项 城管局（第 2 次），文字已复制" in desk.foot
    assert "催2" in desk.text
    await desk.go_to(UNCLAIMED)
    await desk.press("f6")
    assert "还没有责任单位，催谁？；按 F3 或 a 先交办" in desk.foot


async def test_voiding_needs_a_reason_and_leads_to_the_neighbour(desk: Desk):
    numbers = desk.view.selected_column.numbers  # type: ignore[union-attr]
    place = numbers.index(UNDERWAY)
    await desk.go_to(UNDERWAY)
    await desk.press("delete", "enter")
    assert "#2 作废要写原因" in desk.text
    await desk.type("重复登记")
    await desk.press("enter")
    assert desk.board.tasks[UNDERWAY].void_reason == "重复登记"
    assert desk.selected == numbers[place + 1]
    assert "#2 第2项 已作废；按 u 撤销" in desk.foot
    await desk.press("u")
    assert desk.selected == UNDERWAY
    assert not desk.board.tasks[UNDERWAY].void_reason


# ---- undo, and where one acts


async def test_undo_goes_back_step_by_step_and_redo_forward(desk: Desk):
    await desk.go_to(LATE)
    await desk.press("c", "enter", "c", "enter", ".")
    await desk.press("ctrl+z", "u", "ｕ")
    assert (desk.board.tasks[LATE].stage, len(desk.board.urges(LATE))) == (Stage.UNDERWAY, 0)
    await desk.press("ctrl+y", "y", "Y")
    assert (desk.board.tasks[LATE].stage, len(desk.board.urges(LATE))) == (Stage.MET, 2)
    await desk.press("y")
    assert "没有可重做的操作" in desk.foot


async def test_a_new_step_ends_redoing(desk: Desk):
    await desk.go_to(LATE)
    await desk.press("c", "enter", "u", ".", "y")
    assert "没有可重做的操作" in desk.foot
    assert not desk.board.urges(LATE)


async def test_undo_of_something_that_is_not_in_the_view_leaves_the_selection(desk: Desk):
    await desk.go_to(LATE)
    await desk.press("c", "enter")
    await desk.press("9")
    assert desk.selected == WAITING
    await desk.press("u")
    assert desk.selected == WAITING
    assert not desk.board.urges(LATE)


@pytest.mark.parametrize("key", ["a", "d", "p", "c", ".", ",", "f", "delete", "ctrl+x"])
async def test_an_empty_column_answers_with_what_to_press(desk: Desk, key: str):
    await desk.press("right")
    assert desk.selected is None
    before = desk.bytes()
    await desk.press(key)
    assert "这一列没有选中的事项" in desk.foot
    assert desk.app.screen is desk.screen
    assert desk.bytes() == before


async def test_acting_on_the_detail_screen(desk: Desk):
    await desk.go_to(LATE)
    await desk.press("enter", "c", "enter")
    assert isinstance(desk.app.screen, DetailScreen)
    assert "已催办 #3" in desk.foot
    assert "催办（1）" in desk.text
    await desk.press("f4")
    await desk.type("2026-11-30")
    await desk.press("enter")
    await desk.type("雨")
    await desk.press("enter")
    assert isinstance(desk.app.screen, DetailScreen)
    assert "2026-11-30 周一（含当日）" in desk.text
    assert "延期（1）" in desk.text
    await desk.press("escape")
    assert "延1" in desk.text


async def test_a_task_whose_creation_is_undone_closes_its_detail(desk: Desk):
    await desk.press("n")
    await desk.type("新事项")
    await desk.press("enter", "escape", "enter")
    assert isinstance(desk.app.screen, DetailScreen)
    await desk.press("u")
    assert desk.app.screen is desk.screen
    assert "已撤销" in desk.foot


async def test_everything_is_on_the_disk(desk: Desk):
    from board import wiring

    await desk.go_to(LATE)
    await desk.press("c", "enter", ".")
    reader = wiring.open_reader(desk.path)
    assert reader.load().tasks[LATE] == desk.board.tasks[LATE]
    reader.close()


async def test_units_whose_names_have_blanks(board_path: Path):
    async with opened(board_path, history(*LATIN, group_task(1, unit=None)), lang="en") as desk:
        await desk.press("a")
        await desk.type("roads off")
        assert "Person:" not in desk.text
        await desk.type(" Lee Kim")
        assert "Person: Lee Kim" in desk.text
        await desk.press("enter")
        assert (desk.board.tasks[1].unit, desk.board.tasks[1].person) == (2, "Lee Kim")

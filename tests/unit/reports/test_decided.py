"""What was decided, read from changes as a store keeps them, and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from board import commands as do
from board.commands import Actor
from board.messages import Messages
from board.model.board import Board
from board.model.changes import Change
from board.model.entities import Note
from board.model.ports import Intent
from board.model.task import OpenEnded, Stage
from board.reports.decided import Decision, Record, Window, changes_of, decisions, window
from board.reports.decided_words import decision_words
from tests.support import (
    AUDIT,
    CITY,
    GREEN,
    HOUSING,
    ROADS,
    WATER,
    Story,
    actor,
    commit,
    make_board,
    stories,
    task,
    tell,
)

START = datetime(2026, 11, 23, 9)
Step = Callable[[Actor], Intent]


class Meeting:
    """A board on which one thing after the other is done, a minute apart."""

    def __init__(self, *tasks: Any, running: bool = True) -> None:
        self.board = make_board(*tasks)
        self.changes: list[Change] = []
        self.now = START
        if running:
            self.do(lambda who: do.start_meeting(who, "推进会"))

    def do(self, *steps: Step) -> Meeting:
        for step in steps:
            self.board, change = commit(self.board, step(actor(self.now)))
            self.changes.append(change)
            self.now += timedelta(minutes=1)
        return self

    def undo(self, back: int = 1) -> Meeting:
        """Take back the change that is so many from the end."""
        return self.do(lambda who: do.undo(who, self.changes[-back]))

    @property
    def decided(self) -> tuple[Decision, ...]:
        return decisions(self.board, self.changes)

    @property
    def said(self) -> list[str]:
        return [f"#{each.task} {decision_words(Messages('zh'), self.board, each)}" for each in self.decided]

    @property
    def codes(self) -> list[tuple[int, str]]:
        return [(each.task, each.what) for each in self.decided]


def new(**fields: Any) -> Step:
    return lambda who: do.add(who, "新事项", group=GREEN, **fields)


def assign(no: int, unit: int, **also: Any) -> Step:
    return lambda who: do.assign(who, no, unit, **also)


def due(no: int, day: str | None, **also: Any) -> Step:
    return lambda who: do.set_deadline(who, no, day, **also)


def move(numbers: int | Iterable[int], to: Stage, **also: Any) -> Step:
    return lambda who: do.move(who, numbers, to, **also)


UNCLAIMED = task(1, unit=None, stage=Stage.UNCLAIMED)
OPEN = task(1, person="王某", due="2026-12-01", original_due="2026-12-01")
LATE = task(1, due="2026-11-20", original_due="2026-11-20")
MET = task(1, stage=Stage.MET, met_at="2026-11-20T09:00:00")
STEADY = task(1, stage=Stage.CONSOLIDATING, consolidate_until="2026-12-20")
VOID = task(1, void_reason="重复")


@pytest.mark.parametrize(
    ("before", "steps", "said"),
    [
        ([], [new()], ["#1 新增，未明确责任单位"]),
        ([], [new(unit=CITY, person="李某", due="2026-12-04")], ["#1 新增，交办 城管局 李某，时限 12-04 周五"]),
        ([], [new(unit=CITY, due="2027-01-05T15:00")], ["#1 新增，交办 城管局，时限 2027-01-05 周二 15:00"]),
        ([], [new(unit=CITY, co_units=(ROADS, AUDIT))], ["#1 新增，交办 城管局，配合 交通局、督查室"]),
        ([], [new(unit=CITY, open_ended=OpenEnded.STANDING)], ["#1 新增，交办 城管局，时限 长期"]),
        ([UNCLAIMED], [assign(1, CITY)], ["#1 交办 城管局"]),
        ([UNCLAIMED], [assign(1, CITY, person="李某", co_units=(ROADS,))], ["#1 交办 城管局 李某，配合 交通局"]),
        ([OPEN], [assign(1, HOUSING)], ["#1 由 城管局 改交 住建局"]),
        ([OPEN], [assign(1, CITY, person="李某")], ["#1 交办 城管局 李某"]),
        ([UNCLAIMED], [due(1, "2026-12-04")], ["#1 时限 12-04 周五"]),
        ([OPEN], [due(1, "2026-11-27")], ["#1 时限由 12-01 周二 改为 11-27 周五"]),
        ([UNCLAIMED], [due(1, None, open_ended=OpenEnded.UNDECIDED)], ["#1 时限 待定"]),
        ([OPEN], [due(1, "2026-12-10", reason="停工")], ["#1 由 12-01 周二 延期至 12-10 周四，原因：停工"]),
        (
            [OPEN],
            [due(1, None, reason="改为常抓", open_ended=OpenEnded.STANDING)],
            ["#1 取消时限 12-01 周二 长期，原因：改为常抓"],
        ),
        ([OPEN], [move(1, Stage.MET)], ["#1 达标"]),
        ([MET], [move(1, Stage.CONSOLIDATING)], ["#1 转入巩固，至 12-23 周三"]),
        ([OPEN], [move(1, Stage.UNCLAIMED)], ["#1 收回交办，待认领"]),
        (
            [STEADY],
            [move(1, Stage.CLOSED, verifier="赵某", verifier_unit=AUDIT, reason="已稳定")],
            ["#1 销号，核验 督查室 赵某，理由：已稳定"],
        ),
        ([MET], [move(1, Stage.UNDERWAY, reason="仍有积水")], ["#1 退回，原因：仍有积水"]),
        (
            [STEADY],
            [move(1, Stage.UNDERWAY, reason="又堆料", due="2026-12-10")],
            ["#1 反弹，原因：又堆料，新时限 12-10 周四"],
        ),
        ([OPEN], [lambda who: do.void(who, 1, reason="并入他项")], ["#1 作废，原因：并入他项"]),
        ([VOID], [lambda who: do.restore(who, 1)], ["#1 恢复"]),
        ([OPEN], [lambda who: do.urge(who, 1, "请抓紧\n今天报")], ["#1 催办 城管局"]),
        ([OPEN], [lambda who: do.note(who, 1, "已开工\n共三处")], ["#1 进展：已开工 共三处"]),
        ([OPEN], [lambda who: do.edit(who, 1, person="李某")], ["#1 责任人改为 李某"]),
        ([OPEN], [lambda who: do.edit(who, 1, title="甲", priority="high")], ["#1 修改事项、优先"]),
        ([OPEN], [lambda who: do.add_item(who, 1, "清运")], ["#1 修改清单项"]),
        ([OPEN], [lambda who: do.send_to_group(who, 1, WATER)], ["#1 分办到 以水润城组"]),
        ([OPEN], [lambda who: do.send_to_group(who, 1, None)], ["#1 分办到 提质办"]),
    ],
)
def test_every_kind_of_change_is_told_in_one_line(before: list[Any], steps: list[Step], said: list[str]) -> None:
    assert Meeting(*before).do(*steps).said == said


def test_a_new_task_carries_what_it_was_given_afterwards() -> None:
    meeting = Meeting().do(
        new(),
        assign(1, CITY, person="李某"),
        due(1, "2026-12-04"),
        lambda who: do.edit(who, 1, goal="无积水"),
        due(1, "2026-12-02"),
        assign(1, ROADS),
        lambda who: do.send_to_group(who, 1, WATER),
    )

    assert meeting.said == ["#1 新增，交办 交通局，时限 12-02 周三"]
    assert meeting.decided[0].params["group"] == WATER
    assert meeting.decided[0].when == "2026-11-23T09:07:00"


def test_an_assignment_that_was_withdrawn_is_no_longer_said_of_a_new_task() -> None:
    assert Meeting().do(new(unit=CITY, person="李某"), move(1, Stage.UNCLAIMED)).said == ["#1 新增，未明确责任单位"]


def test_what_has_a_reason_never_disappears_in_another_decision() -> None:
    meeting = Meeting().do(
        new(unit=CITY, due="2026-12-04"),
        due(1, "2026-12-10", reason="停工"),
        due(1, "2026-12-08"),
        due(1, "2026-12-12", reason="又停工"),
    )

    assert meeting.said == [
        "#1 新增，交办 城管局，时限 12-04 周五",
        "#1 由 12-04 周五 延期至 12-10 周四，原因：停工",
        "#1 时限由 12-10 周四 改为 12-08 周二",
        "#1 由 12-08 周二 延期至 12-12 周六，原因：又停工",
    ]


def test_the_last_of_several_answers_to_one_question_counts() -> None:
    meeting = Meeting(OPEN, task(2)).do(
        assign(1, HOUSING),
        due(1, "2026-11-30"),
        assign(1, ROADS, person="陈某"),
        due(1, "2026-11-27"),
        lambda who: do.edit(who, [1, 2], goal="甲"),
        lambda who: do.edit(who, 1, goal="乙", area="北片"),
    )

    assert meeting.said == [
        "#1 由 城管局 改交 交通局 陈某",
        "#1 时限由 12-01 周二 改为 11-27 周五",
        "#2 目标改为 甲",
        "#1 修改目标、片区",
    ]
    assert meeting.decided[-1].params["values"] == {"goal": "乙", "area": "北片"}


def test_steps_urges_and_notes_stay_one_by_one() -> None:
    meeting = Meeting(OPEN).do(
        lambda who: do.urge(who, 1),
        lambda who: do.urge(who, 1),
        lambda who: do.note(who, 1, "一"),
        lambda who: do.note(who, 1, "二"),
        move(1, Stage.MET),
        move(1, Stage.CONSOLIDATING),
    )

    assert [what for _, what in meeting.codes] == ["urge", "urge", "note", "note", "move", "move"]


def test_a_bulk_change_is_a_decision_on_each_task() -> None:
    meeting = Meeting(*(task(no) for no in (1, 2, 3))).do(move([1, 2, 3], Stage.MET))

    assert meeting.codes == [(1, "move"), (2, "move"), (3, "move")]


def test_a_form_that_was_saved_tells_unit_deadline_and_the_rest_apart() -> None:
    meeting = Meeting(OPEN).do(lambda who: do.revise(who, 1, unit=ROADS, due="2026-12-08", reason="雨", goal="甲"))

    assert meeting.codes == [(1, "assign"), (1, "extend"), (1, "edit")]


def test_merging_tells_what_was_set_aside_and_what_the_other_got() -> None:
    meeting = Meeting(task(1), task(2, unit=ROADS, tags=("曝光",))).do(
        lambda who: do.note(who, 2, "旧"), lambda who: do.merge(who, 2, 1, reason="并入 #1")
    )

    assert meeting.said[1:] == ["#1 修改标签、配合单位", "#2 作废，原因：并入 #1"]


# --- taking back


def test_what_was_taken_back_is_gone_and_what_was_done_again_is_back() -> None:
    meeting = Meeting(OPEN).do(move(1, Stage.MET))
    shown = [meeting.codes]
    for _ in range(4):
        meeting.undo()
        shown.append(meeting.codes)

    assert shown == [[(1, "move")], [], [(1, "move")], [], [(1, "move")]]


def test_taking_back_a_part_leaves_the_rest_of_a_new_task() -> None:
    meeting = Meeting().do(new(), assign(1, CITY), due(1, "2026-12-04")).undo()

    assert meeting.said == ["#1 新增，交办 城管局"]
    assert meeting.undo(3).said == ["#1 新增，未明确责任单位"]


def test_a_new_task_that_was_taken_back_is_not_mentioned() -> None:
    assert Meeting().do(new(unit=CITY)).undo().decided == ()


def test_taking_back_something_older_is_a_decision_of_its_own() -> None:
    meeting = Meeting(LATE, running=False).do(due(1, "2026-12-10", reason="雨"))
    earlier = meeting.changes.pop()
    meeting.do(lambda who: do.undo(who, earlier))

    assert meeting.said == ["#1 撤销此前的变更（时限、延期）"]
    assert meeting.undo().said == []
    assert meeting.undo().said == ["#1 撤销此前的变更（时限、延期）"]


# --- in a meeting


@pytest.mark.parametrize(
    ("step", "flagged"),
    [
        (move(1, Stage.MET), ["move"]),
        (due(1, "2026-12-10", reason="雨"), ["extend"]),
        (lambda who: do.void(who, 1, reason="重复"), ["void"]),
        (assign(1, ROADS), ["assign"]),
        (lambda who: do.revise(who, 1, due="2026-12-08", reason="雨", goal="甲"), ["extend"]),
        (lambda who: do.note(who, 1, "已开工"), []),
        (lambda who: do.urge(who, 1), []),
    ],
)
def test_a_red_lamp_that_is_put_out_on_the_doorstep_is_marked(step: Step, flagged: list[str]) -> None:
    meeting = Meeting(LATE, task(2)).do(step)

    assert [each.what for each in meeting.decided if each.flagged] == flagged


def test_the_mark_stays_when_a_decision_is_completed() -> None:
    assert [each.flagged for each in Meeting(LATE).do(assign(1, ROADS), assign(1, CITY)).decided] == [True]


# --- which changes


def test_the_window_is_the_running_meeting_even_if_it_is_older_than_a_day() -> None:
    meeting = Meeting(OPEN)
    later = START + timedelta(days=2)

    assert window(meeting.board, later) == Window(1, "2026-11-23T09:00:00")
    assert window(make_board(), later) == Window(None, "2026-11-25T00:00:00")


def test_history_is_read_back_to_where_the_window_begins() -> None:
    meeting = Meeting(OPEN, running=False)
    meeting.now -= timedelta(days=1)
    meeting.do(move(1, Stage.MET))
    meeting.now = START
    meeting.do(move(1, Stage.CONSOLIDATING), do.start_meeting, lambda who: do.note(who, 1, "会上"))
    read: list[Change] = []

    def history(through: int) -> Iterable[Change]:
        for change in reversed(meeting.changes[:through]):
            read.append(change)
            yield change

    assert changes_of(window(meeting.board, meeting.now), history(4)) == tuple(meeting.changes[3:])
    assert changes_of(Window(None, "2026-11-23T00:00:00"), history(4)) == tuple(meeting.changes[1:])
    assert len(read) == 8
    assert changes_of(Window(None, "2026-11-24T00:00:00"), history(4)) == ()
    assert len(read) == 9


@given(stories)
def test_taking_changes_one_by_one_is_the_same_as_taking_them_all(story: Story) -> None:
    record, taken, board = Record(), [], make_board()
    for step in tell(story):
        board = step.after
        taken.append(step.change)
        assert record.take([step.change])
        assert not record.take([step.change])
        shown = record.decisions(board)

        assert shown == decisions(board, taken)
        for decision in shown:
            assert decision.task in board.tasks
            assert "\n" not in decision_words(Messages("zh"), board, decision)
            assert decision_words(Messages("en"), board, decision)


@given(stories)
def test_a_window_in_the_middle_of_a_history_never_fails(story: Story) -> None:
    steps = list(tell(story))
    changes = [step.change for step in steps]
    for start in range(len(changes)):
        for decision in decisions(steps[-1].after, changes[start:]):
            assert decision_words(Messages("zh"), steps[-1].after, decision)


def test_what_a_record_is_not_about_is_passed_over() -> None:
    meeting = Meeting(OPEN, running=False).do(lambda who: do.note(who, 1, "会前"), do.start_meeting)
    record = Record(window(meeting.board, meeting.now))
    meeting.do(lambda who: do.note(who, 1, "会上"))

    assert record.take(meeting.changes)
    assert [each.params["text"] for each in record.decisions(meeting.board)] == ["会上"]


def test_a_task_that_is_gone_is_left_out() -> None:
    meeting = Meeting().do(new(unit=CITY))

    assert decisions(Board(), meeting.changes) == ()
    assert decisions(make_board(note={1: Note(id=1, task=9, text="x", when="", who="")}), meeting.changes) == ()


def test_what_was_decided_on_an_entry_goes_with_it_when_tasks_are_merged() -> None:
    meeting = Meeting(task(1), task(2))
    meeting.do(lambda who: do.add_item(who, 1, "拆除"), lambda who: do.tick_item(who, 1, done=True))
    record = Record()
    for change in meeting.changes:
        record.take([change])
    record.decisions(meeting.board)
    meeting.do(lambda who: do.merge(who, 1, into=2, reason="重复"))
    record.take(meeting.changes)

    assert record.decisions(meeting.board) == decisions(meeting.board, meeting.changes)


def test_what_was_decided_on_an_entry_comes_back_with_it() -> None:
    meeting, record = Meeting(task(1)), Record()
    steps: tuple[Step, ...] = (
        lambda who: do.add_item(who, 1, "拆除"),
        lambda who: do.tick_item(who, 1, done=True),
        lambda who: do.remove_item(who, 1),
        lambda who: do.undo(who, meeting.changes[-1]),
    )
    for step in steps:
        meeting.do(step)
        record.take(meeting.changes)

        assert record.decisions(meeting.board) == decisions(meeting.board, meeting.changes)

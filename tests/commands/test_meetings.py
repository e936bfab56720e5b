"""The meeting: its number on every change, and 会中变更, a red lamp put out on the doorstep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from board import commands as do
from board.commands import Actor
from board.model.board import Board
from board.model.entities import Meeting
from board.model.ports import Intent
from board.model.task import Stage
from tests.support import (
    AUDIT,
    CITY,
    HOUSING,
    WATER,
    Story,
    actor,
    commit,
    make_board,
    refused,
    run,
    stories,
    task,
    tell,
)

START = "2026-11-23T09:00"
LATER = "2026-11-23T10:30"

OVERDUE, UNCLAIMED, DUE_SOON, MET, LATE_MET, VOID = 1, 2, 3, 4, 5, 6


def before_the_meeting() -> Board:
    return make_board(
        task(OVERDUE, due="2026-11-20", original_due="2026-11-20", person="网格长"),
        task(UNCLAIMED, due="2026-11-20", stage=Stage.UNCLAIMED, unit=None),
        task(DUE_SOON, due="2026-11-23T10:00"),
        task(MET, due="2026-11-20", met_at="2026-11-19T09:00:00", stage=Stage.MET),
        task(LATE_MET, due="2026-11-20", met_at="2026-11-22T09:00:00", stage=Stage.CONSOLIDATING),
        task(VOID, due="2026-11-20", void_reason="重复"),
    )


def in_the_meeting(*intents: Intent) -> Board:
    return run(before_the_meeting(), do.start_meeting(actor(START), "第12次推进会"), *intents)


# ---------------------------------------------------------------------------- start, number, end


def test_a_meeting_starts_and_ends() -> None:
    board, started = commit(before_the_meeting(), do.start_meeting(actor(START), " 推进会\n", []))
    over, ended = commit(board, do.end_meeting(actor(LATER)))

    assert board.meeting == Meeting(
        id=1, number=1, name="推进会", start="2026-11-23T09:00:00", overdue=(OVERDUE, UNCLAIMED), rev=1
    )
    assert over.meeting is None
    assert over.table("meeting")[1].end == "2026-11-23T10:30:00"
    assert (started.action, started.meeting) == ("start_meeting", None)
    assert (ended.action, ended.meeting) == ("end_meeting", 1)


def test_one_meeting_at_a_time() -> None:
    assert refused(in_the_meeting(), do.start_meeting(actor(LATER)), "meeting_runs").params == {
        "number": 1,
        "name": "第12次推进会",
    }
    refused(before_the_meeting(), do.end_meeting(actor()), "no_meeting")


def test_numbers_go_on_from_the_last_meeting_and_are_never_given_twice() -> None:
    earlier = Meeting(id=1, number=11, name="", start="2026-11-01T09:00:00", end="2026-11-01T11:00:00")
    board = make_board(task(1), meeting={1: earlier})
    started, change = commit(board, do.start_meeting(actor(START)))
    assert started.meeting is not None
    assert started.meeting.number == 12

    again = run(started, do.undo(actor(), change), do.start_meeting(actor(START)))
    assert again.meeting is not None
    assert again.meeting.number == 13


EVERY_INTENT: list[Any] = [
    pytest.param(lambda a: do.add(a, "新事项"), id="add"),
    pytest.param(lambda a: do.edit(a, OVERDUE, title="改"), id="edit"),
    pytest.param(lambda a: do.move(a, DUE_SOON, Stage.MET), id="move"),
    pytest.param(lambda a: do.assign(a, UNCLAIMED, CITY), id="assign"),
    pytest.param(lambda a: do.add_unit(a, "园林局"), id="new unit"),
    pytest.param(lambda a: do.send_to_group(a, OVERDUE, WATER), id="send"),
    pytest.param(lambda a: do.set_deadline(a, DUE_SOON, "2026-11-22"), id="deadline"),
    pytest.param(lambda a: do.note(a, OVERDUE, "x"), id="note"),
    pytest.param(lambda a: do.urge(a, OVERDUE), id="urge"),
    pytest.param(lambda a: do.add_item(a, OVERDUE, "x"), id="checklist"),
    pytest.param(lambda a: do.void(a, OVERDUE, reason="x"), id="void"),
    pytest.param(lambda a: do.restore(a, VOID), id="restore"),
]


@pytest.mark.parametrize("intent", EVERY_INTENT)
def test_every_change_carries_the_number_while_the_meeting_runs(intent: Callable[[Actor], Intent]) -> None:
    board = in_the_meeting()

    assert commit(before_the_meeting(), intent(actor(LATER)))[1].meeting is None
    after, change = commit(board, intent(actor(LATER)))
    assert change.meeting == 1
    assert commit(after, do.undo(actor(LATER), change))[1].meeting == 1
    assert commit(run(board, do.end_meeting(actor(LATER))), intent(actor(LATER)))[1].meeting is None


@given(stories)
def test_a_change_belongs_to_the_meeting_that_ran_when_it_was_made(story: Story) -> None:
    for step in tell(story):
        running = [meeting for meeting in step.before.table("meeting").values() if meeting.running]

        assert len(running) <= 1
        assert step.change.meeting == (running[0].number if running else None)
        assert running or not step.change.flagged


# -------------------------------------------------------------------------------------- 会中变更

FLAGGED = [
    pytest.param(lambda a: do.move(a, OVERDUE, Stage.MET), id="met"),
    pytest.param(lambda a: do.void(a, OVERDUE, reason="重复"), id="void"),
    pytest.param(lambda a: do.set_deadline(a, OVERDUE, "2026-12-30", reason="雨"), id="extended"),
    pytest.param(lambda a: do.set_deadline(a, OVERDUE, "2026-11-21", reason="雨"), id="extended, still overdue"),
    pytest.param(lambda a: do.set_deadline(a, OVERDUE, None, reason="雨"), id="cleared"),
    pytest.param(lambda a: do.assign(a, OVERDUE, HOUSING), id="re-assigned"),
    pytest.param(lambda a: do.move(a, OVERDUE, Stage.UNCLAIMED), id="taken from its unit"),
]

NOT_FLAGGED = [
    pytest.param(lambda a: do.edit(a, OVERDUE, title="改", group=WATER), id="edited"),
    pytest.param(lambda a: do.note(a, OVERDUE, "明天完成"), id="noted"),
    pytest.param(lambda a: do.urge(a, OVERDUE), id="urged"),
    pytest.param(lambda a: do.add_item(a, OVERDUE, "清运"), id="a checklist"),
    pytest.param(lambda a: do.send_to_group(a, OVERDUE, WATER), id="sent to a group"),
    pytest.param(lambda a: do.assign(a, OVERDUE, CITY, person="所长"), id="another person of the same unit"),
    pytest.param(lambda a: do.assign(a, OVERDUE, CITY, co_units=(HOUSING,)), id="co-units"),
    pytest.param(lambda a: do.set_deadline(a, OVERDUE, "2026-11-19"), id="deadline earlier"),
    pytest.param(lambda a: do.assign(a, UNCLAIMED, CITY), id="given to a unit for the first time"),
    pytest.param(lambda a: do.move(a, DUE_SOON, Stage.MET), id="overdue only since the meeting began: met"),
    pytest.param(lambda a: do.void(a, DUE_SOON, reason="重复"), id="overdue only since: void"),
    pytest.param(lambda a: do.set_deadline(a, DUE_SOON, "2026-12-30", reason="雨"), id="overdue only since: extended"),
    pytest.param(lambda a: do.move(a, MET, Stage.CONSOLIDATING), id="met before, and on"),
    pytest.param(lambda a: do.void(a, LATE_MET, reason="重复"), id="late, but met before"),
    pytest.param(lambda a: do.restore(a, VOID), id="restored"),
]


@pytest.mark.parametrize("intent", FLAGGED)
def test_a_red_lamp_put_out_on_the_doorstep_is_flagged(intent: Callable[[Actor], Intent]) -> None:
    assert commit(in_the_meeting(), intent(actor(LATER)))[1].flagged == (OVERDUE,)


@pytest.mark.parametrize("intent", NOT_FLAGGED)
def test_nothing_else_is_flagged(intent: Callable[[Actor], Intent]) -> None:
    assert commit(in_the_meeting(), intent(actor(LATER)))[1].flagged == ()


@pytest.mark.parametrize("intent", FLAGGED)
def test_outside_a_meeting_nothing_is_flagged(intent: Callable[[Actor], Intent]) -> None:
    over = in_the_meeting(do.end_meeting(actor(LATER)))

    for board in (before_the_meeting(), over):
        assert commit(board, intent(actor(LATER)))[1].flagged == ()


def test_a_bulk_act_flags_those_it_concerns() -> None:
    board = in_the_meeting()

    assert commit(board, do.void(actor(LATER), [DUE_SOON, UNCLAIMED, OVERDUE], reason="x"))[1].flagged == (1, 2)


def test_once_met_the_steps_after_it_are_not_flagged_again() -> None:
    board = in_the_meeting(do.move(actor(LATER), OVERDUE, Stage.MET))
    board, on = commit(board, do.move(actor(LATER), OVERDUE, Stage.CONSOLIDATING))
    _, closed = commit(
        board, do.move(actor(LATER), OVERDUE, Stage.CLOSED, reason="x", verifier="科长", verifier_unit=AUDIT)
    )

    assert on.flagged == closed.flagged == ()


def test_met_again_after_a_return_is_flagged_again() -> None:
    board = in_the_meeting(
        do.move(actor(LATER), OVERDUE, Stage.MET), do.move(actor(LATER), OVERDUE, Stage.UNDERWAY, reason="没完成")
    )

    assert commit(board, do.move(actor(LATER), OVERDUE, Stage.MET))[1].flagged == (OVERDUE,)


def test_undo_lights_the_lamp_again_and_redo_puts_it_out() -> None:
    board, met = commit(in_the_meeting(), do.move(actor(LATER), OVERDUE, Stage.MET))
    board, back = commit(board, do.undo(actor(LATER), met))
    _, again = commit(board, do.undo(actor(LATER), back))

    assert back.flagged == ()
    assert again.flagged == (OVERDUE,)


def test_taking_back_the_whole_task_puts_out_its_lamp_too() -> None:
    board, added = commit(make_board(), do.add(actor("2026-11-01T09:00"), "拆违", unit=CITY, due="2026-11-20"))
    board = run(board, do.start_meeting(actor(START)))

    assert commit(board, do.undo(actor(LATER), added))[1].flagged == (1,)


def test_taking_back_a_deadline_brought_forward_is_flagged() -> None:
    board, earlier = commit(make_board(task(1, due="2026-12-30")), do.set_deadline(actor(), 1, "2026-11-20"))
    board = run(board, do.start_meeting(actor(START)))

    assert commit(board, do.undo(actor(LATER), earlier))[1].flagged == (1,)

"""Moving tasks: what each move writes, what it refuses, and what it never forgets."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from board import commands as do
from board.errors import UsageError
from board.model.entities import Office
from board.model.lamps import lamp_of
from board.model.task import Kind, Stage, Task, days_late
from tests.support import AUDIT, CITY, HOUSING, actor, commit, make_board, refused, run, task

SAID: dict[str, Any] = {"reason": "复查不合格", "due": "2026-12-31", "verifier": "科长", "verifier_unit": AUDIT}
"""All that any move may ask for."""

# Row: where a task is; columns: where it is to go, in the order of the stages. A word is the action recorded.
MOVES = {
    Stage.UNCLAIMED: ["already_there!", "move", "stage_skipped!", "stage_skipped!", "stage_skipped!"],
    Stage.UNDERWAY: ["move", "already_there!", "move", "stage_skipped!", "stage_skipped!"],
    Stage.MET: ["no_way_back!", "return", "already_there!", "move", "stage_skipped!"],
    Stage.CONSOLIDATING: ["no_way_back!", "rebound", "no_way_back!", "already_there!", "close"],
    Stage.CLOSED: ["no_way_back!", "rebound", "no_way_back!", "no_way_back!", "already_there!"],
}
SHORT_CUT = {Kind.ASSIGNMENT, Kind.PROJECT}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("was", Stage)
@pytest.mark.parametrize("to", Stage)
def test_every_move_of_every_kind(kind: Kind, was: Stage, to: Stage) -> None:
    expected = MOVES[was][list(Stage).index(to)]
    if kind in SHORT_CUT and (was, to) == (Stage.MET, Stage.CLOSED):
        expected = "close"
    board = make_board(task(1, kind=kind, stage=was))

    if expected.endswith("!"):
        refused(board, do.move(actor(), 1, to, **SAID), expected[:-1])
    else:
        after, change = commit(board, do.move(actor(), 1, to, **SAID))
        assert after.tasks[1].stage is to
        assert change.action == expected


@pytest.mark.parametrize("to", Stage)
@pytest.mark.parametrize("was", Stage)
def test_a_void_task_does_not_move(was: Stage, to: Stage) -> None:
    refused(make_board(task(1, stage=was, void_reason="重复")), do.move(actor(), 1, to, **SAID), "task_void")


def test_leaving_unclaimed_needs_a_unit() -> None:
    board = make_board(task(1, stage=Stage.UNCLAIMED, unit=None))

    refused(board, do.move(actor(), 1, Stage.UNDERWAY), "needs_unit")


def test_going_back_to_unclaimed_takes_the_assignment_away() -> None:
    board = run(make_board(task(1, person="网格长")), do.move(actor(), 1, Stage.UNCLAIMED))

    assert (board.tasks[1].unit, board.tasks[1].person) == (None, "")


# -------------------------------------------------------------------------------- met, for ever


def test_meeting_it_writes_when() -> None:
    met = run(make_board(task(1, due="2026-11-20")), do.move(actor(), 1, Stage.MET)).tasks[1]

    assert met.met_at == "2026-11-23T09:00:00"
    assert days_late(met) == 3


def test_late_once_met_shows_for_ever() -> None:
    """However it goes on, whoever tries: it was three days late."""
    board = run(make_board(task(1, kind=Kind.PROBLEM, due="2026-11-20")), do.move(actor(), 1, Stage.MET))
    refused(board, do.set_deadline(actor(), 1, "2026-12-30", reason="补办延期"), "deadline_of_done")
    board = run(board, do.move(actor(), 1, Stage.CONSOLIDATING))
    refused(board, do.set_deadline(actor(), 1, None, reason="补办延期"), "deadline_of_done")
    board = run(board, do.move(actor("2027-01-10T09:00"), 1, Stage.CLOSED, verifier="科长", verifier_unit=AUDIT))
    refused(board, do.set_deadline(actor(), 1, "2026-11-30", reason="补办延期"), "deadline_of_done")
    board = run(board, do.void(actor(), 1, reason="重复"), do.restore(actor(), 1), do.edit(actor(), 1, title="改"))

    assert days_late(board.tasks[1]) == 3


# --------------------------------------------------------------------------------- consolidation


@pytest.mark.parametrize(
    ("now", "days", "until"),
    [
        pytest.param("2026-11-23T09:00", 30, "2026-12-23", id="thirty days"),
        pytest.param("2026-11-23T23:59", 30, "2026-12-23", id="the hour does not matter"),
        pytest.param("2026-12-05T09:00", 30, "2027-01-04", id="into the next year"),
        pytest.param("2026-11-23T09:00", 90, "2027-02-21", id="the office's own number of days"),
        pytest.param("2026-11-23T09:00", 0, "2026-11-23", id="none"),
    ],
)
def test_consolidation_begins(now: str, days: int, until: str) -> None:
    board = make_board(task(1, stage=Stage.MET), office=Office(consolidation_days=days))

    assert run(board, do.move(actor(now), 1, Stage.CONSOLIDATING)).tasks[1].consolidate_until == until


def test_consolidation_lasts_thirty_days_by_default() -> None:
    assert Office().consolidation_days == 30


def test_closing_waits_through_the_last_day() -> None:
    board = make_board(task(1, stage=Stage.CONSOLIDATING, consolidate_until="2026-12-23"))
    verified = {"verifier": "科长", "verifier_unit": AUDIT}

    stopped = refused(board, do.move(actor("2026-12-23T23:59"), 1, Stage.CLOSED, **verified), "still_consolidating")
    assert stopped.params["until"] == "2026-12-23"
    closed = run(board, do.move(actor("2026-12-24T00:00"), 1, Stage.CLOSED, **verified)).tasks[1]
    assert (closed.closed_at, closed.close_reason) == ("2026-12-24T00:00:00", "")
    early = run(board, do.move(actor("2026-11-24T09:00"), 1, Stage.CLOSED, reason="省里抽查已过", **verified)).tasks[1]
    assert early.close_reason == "省里抽查已过"


# ---------------------------------------------------------------------------------- the verifier


def test_who_verified_is_written() -> None:
    closed = run(make_board(task(1, stage=Stage.CONSOLIDATING)), do.move(actor(), 1, Stage.CLOSED, **SAID)).tasks[1]

    assert (closed.verifier, closed.verifier_unit) == ("科长", AUDIT)


@pytest.mark.parametrize(
    ("said", "code", "kind"),
    [
        pytest.param({}, "needs_verifier", None, id="nobody"),
        pytest.param({"verifier": "科长"}, "needs_verifier", None, id="somebody from nowhere"),
        pytest.param({"verifier": " \u200b", "verifier_unit": AUDIT}, "needs_verifier", None, id="a name of nothing"),
        pytest.param({"verifier": "科长", "verifier_unit": CITY}, "verifier_is_responsible", None, id="its own unit"),
        pytest.param({"verifier": "科长", "verifier_unit": 99}, "unknown_unit_id", UsageError, id="an unknown unit"),
    ],
)
@pytest.mark.parametrize("task_kind", Kind)
def test_who_may_not_verify(said: dict[str, Any], code: str, kind: type[UsageError] | None, task_kind: Kind) -> None:
    board = make_board(task(1, kind=task_kind, stage=Stage.CONSOLIDATING))
    intent = do.move(actor(), 1, Stage.CLOSED, **said)

    refused(board, intent, code, kind) if kind else refused(board, intent, code)


def test_the_unit_is_judged_on_the_newest_board() -> None:
    """Between the question and the answer the task went to the verifier's own unit."""
    board = make_board(task(1, stage=Stage.CONSOLIDATING))
    intent = do.move(actor(seen=board), 1, Stage.CLOSED, verifier="科长", verifier_unit=HOUSING)

    refused(run(board, do.assign(actor(), 1, HOUSING)), intent, "verifier_is_responsible")


# ----------------------------------------------------------------------------- return and rebound

CLOSED = {"closed_at": "2026-11-10T09:00:00", "verifier": "科长", "verifier_unit": AUDIT, "close_reason": "抽查已过"}


def clears(moved: Task) -> bool:
    gone = (moved.met_at, moved.consolidate_until, moved.closed_at, moved.verifier_unit)
    return gone == (None,) * 4 and moved.verifier == moved.close_reason == ""


def test_a_return_keeps_the_deadline_and_its_reason() -> None:
    board = make_board(task(1, stage=Stage.MET, due="2026-11-20", met_at="2026-11-19T09:00:00"))
    again = run(board, do.move(actor(), 1, Stage.UNDERWAY, reason="复查不合格"))

    assert clears(again.tasks[1])
    assert again.tasks[1].due == "2026-11-20"
    assert [(each.reason, each.who, each.when) for each in again.returns(1)] == [
        ("复查不合格", "秘书", "2026-11-23T09:00:00")
    ]
    assert again.rebounds(1) == ()


@pytest.mark.parametrize("stage", [Stage.CONSOLIDATING, Stage.CLOSED])
def test_a_rebound_has_a_reason_a_count_and_a_new_deadline(stage: Stage) -> None:
    board = make_board(task(1, stage=stage, due="2026-11-01", original_due="2026-11-01", due_words="月初", **CLOSED))
    again = run(board, do.move(actor(), 1, Stage.UNDERWAY, reason="占道反弹", due="2026-12-04", due_words="下周五"))

    assert clears(again.tasks[1])
    assert (again.tasks[1].due, again.tasks[1].due_words) == ("2026-12-04", "下周五")
    assert again.tasks[1].original_due == "2026-11-01"
    assert [(each.reason, each.stage) for each in again.rebounds(1)] == [("占道反弹", stage.value)]
    assert again.extensions(1) == again.returns(1) == ()
    assert lamp_of(again.tasks[1], datetime(2026, 11, 23, 9), 3).value == "green"


def test_each_slip_is_counted() -> None:
    board = make_board(task(1, kind=Kind.PROBLEM, stage=Stage.MET))
    for reason in ("第一次", "第二次"):
        board = run(
            board,
            do.move(actor(), 1, Stage.UNDERWAY, reason=reason),
            do.move(actor(), 1, Stage.MET),
            do.move(actor(), 1, Stage.CONSOLIDATING),
            do.move(actor(), 1, Stage.UNDERWAY, reason=reason, due="2026-12-31"),
            do.move(actor(), 1, Stage.MET),
        )

    assert [each.reason for each in board.returns(1)] == ["第一次", "第二次"]
    assert [each.reason for each in board.rebounds(1)] == ["第一次", "第二次"]


def test_the_deadline_of_a_rebound_is_the_original_one_where_there_was_none() -> None:
    board = make_board(task(1, stage=Stage.CLOSED, open_ended="standing"))
    again = run(board, do.move(actor(), 1, Stage.UNDERWAY, reason="反弹", due="2026-12-04")).tasks[1]

    assert (again.due, again.original_due, again.open_ended) == ("2026-12-04", "2026-12-04", None)


@pytest.mark.parametrize(
    ("stage", "said", "code"),
    [
        pytest.param(Stage.MET, {}, "needs_return_reason", id="return"),
        pytest.param(Stage.MET, {"reason": "\u200b \n"}, "needs_return_reason", id="a reason that says nothing"),
        pytest.param(Stage.CONSOLIDATING, {"due": "2026-12-04"}, "needs_rebound_reason", id="rebound, no reason"),
        pytest.param(Stage.CLOSED, {"reason": "反弹"}, "needs_new_deadline", id="rebound, no deadline"),
    ],
)
def test_sending_back_needs(stage: Stage, said: dict[str, str], code: str) -> None:
    refused(make_board(task(1, stage=stage)), do.move(actor(), 1, Stage.UNDERWAY, **said), code)


def test_the_new_deadline_is_a_date() -> None:
    board = make_board(task(1, stage=Stage.CLOSED))

    refused(board, do.move(actor(), 1, Stage.UNDERWAY, reason="反弹", due="下周五"), "bad_due", UsageError)


# ------------------------------------------------------------------------------------------ bulk


def test_those_already_there_are_left_as_they_are() -> None:
    board = make_board(task(1), task(2, stage=Stage.MET, met_at="2026-11-01T09:00:00"), task(3))
    after, change = commit(board, do.move(actor(), [1, 2, 3], Stage.MET))

    assert change.action == "move"
    assert after.tasks[2] is board.tasks[2]
    assert {after.tasks[no].stage for no in (1, 2, 3)} == {Stage.MET}


def test_one_that_may_not_stops_all() -> None:
    board = make_board(task(1), task(2, stage=Stage.UNCLAIMED, unit=None), task(3))

    assert refused(board, do.move(actor(), [1, 2, 3], Stage.MET), "stage_skipped").params["no"] == 2


def test_one_reason_for_several_returns() -> None:
    board = make_board(task(1, stage=Stage.MET), task(2, stage=Stage.MET))
    after = run(board, do.move(actor(), [1, 2], Stage.UNDERWAY, reason="复查不合格"))

    assert [after.returns(no)[0].reason for no in (1, 2)] == ["复查不合格"] * 2

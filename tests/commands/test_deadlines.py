"""时限 and 延期: setting, moving and clearing a deadline."""

from __future__ import annotations

import pytest

from board import commands as do
from board.errors import UsageError
from board.model.task import DONE, OpenEnded, Stage
from tests.support import actor, commit, make_board, refused, run, task

DATED = {"due": "2026-12-04", "original_due": "2026-12-04", "due_words": "下周五"}


def test_the_first_deadline_needs_no_reason() -> None:
    board, change = commit(make_board(task(1)), do.set_deadline(actor(), 1, "2026-12-04", words=" 下周五\n前"))
    dated = board.tasks[1]

    assert change.action == "due"
    assert (dated.due, dated.original_due, dated.due_words) == ("2026-12-04", "2026-12-04", "下周五 前")
    assert board.extensions(1) == ()


@pytest.mark.parametrize(
    ("to", "words"),
    [
        pytest.param("2026-12-05", "周六", id="a day later"),
        pytest.param("2027-12-04", "明年", id="a year later"),
        pytest.param(None, "", id="cleared"),
    ],
)
def test_an_extension_keeps_what_was_why_and_who(to: str | None, words: str) -> None:
    board = run(
        make_board(task(1, **DATED)), do.set_deadline(actor(who="科员"), 1, to, words=words, reason=" 连续暴雨\n")
    )
    extension = board.extensions(1)[0]

    assert (extension.was, extension.to, extension.words) == ("2026-12-04", to, words)
    assert (extension.reason, extension.who, extension.when) == ("连续暴雨", "科员", "2026-11-23T09:00:00")
    assert (board.tasks[1].due, board.tasks[1].due_words) == (to, words)
    assert board.tasks[1].original_due == "2026-12-04"


@pytest.mark.parametrize(
    ("was", "to", "counted"),
    [
        pytest.param("2026-12-04", "2026-12-03", 0, id="earlier is none"),
        pytest.param("2026-12-04", "2026-12-04T15:00", 0, id="an hour of the same day is none"),
        pytest.param("2026-12-04T15:00", "2026-12-04", 1, id="the rest of the day is one"),
        pytest.param("2026-12-04T15:00", "2026-12-04T15:01", 1, id="a minute is one"),
        pytest.param("2026-11-01", "2026-11-02", 1, id="though it has passed either way"),
    ],
)
def test_what_counts_as_an_extension(was: str, to: str, counted: int) -> None:
    board = make_board(task(1, due=was, original_due=was))

    assert len(run(board, do.set_deadline(actor(), 1, to, reason="暴雨")).extensions(1)) == counted
    if counted:
        stopped = refused(board, do.set_deadline(actor(), 1, to, reason=" \u200b"), "needs_extension_reason")
        assert (stopped.params["was"], stopped.params["to"]) == (was, to)


def test_the_original_deadline_stays_for_ever() -> None:
    board = make_board(task(1))
    for due in ("2026-12-04", "2026-12-20", "2026-11-30", None, "2027-01-31", "2027-02-28"):
        board = run(board, do.set_deadline(actor(), 1, due, reason="调整"))

    assert board.tasks[1].original_due == "2026-12-04"
    assert [(each.was, each.to) for each in board.extensions(1)] == [
        ("2026-12-04", "2026-12-20"),
        ("2026-11-30", None),
        ("2027-01-31", "2027-02-28"),
    ]


@pytest.mark.parametrize("why", OpenEnded)
def test_no_deadline_is_one_of_three(why: OpenEnded) -> None:
    board = run(make_board(task(1)), do.set_deadline(actor(), 1, None, words="尽快", open_ended=why))
    dated = run(board, do.set_deadline(actor(), 1, "2026-12-04", open_ended=why))

    assert (board.tasks[1].open_ended, board.tasks[1].due_words) == (why, "尽快")
    assert (dated.tasks[1].open_ended, dated.tasks[1].due_words) == (None, "")


def test_clearing_into_open_ended_is_an_extension() -> None:
    board = make_board(task(1, **DATED))

    refused(board, do.set_deadline(actor(), 1, None, open_ended=OpenEnded.STANDING), "needs_extension_reason")
    cleared = run(board, do.set_deadline(actor(), 1, None, reason="转常态", open_ended=OpenEnded.STANDING))
    assert len(cleared.extensions(1)) == 1


@pytest.mark.parametrize("stage", sorted(DONE))
@pytest.mark.parametrize("due", [None, "2026-12-01", "2026-12-31"])
def test_the_deadline_of_what_is_met_stands(stage: Stage, due: str | None) -> None:
    board = make_board(task(1, stage=stage, **DATED))

    assert refused(board, do.set_deadline(actor(), 1, due, reason="x"), "deadline_of_done").params["stage"] is stage


@pytest.mark.parametrize("due", ["2026-12-04", None])
def test_the_same_deadline_again(due: str | None) -> None:
    board = make_board(task(1, due=due, original_due=due))

    refused(board, do.set_deadline(actor(), 1, due), "already_due")


def test_several_at_once_each_with_its_own_extension() -> None:
    board = make_board(task(1, due="2026-12-01"), task(2), task(3, due="2026-12-31"), task(4, due="2026-12-20"))
    after, change = commit(board, do.set_deadline(actor(), [1, 2, 3, 4], "2026-12-20", reason="统一"))

    assert change.seq == 1
    assert {after.tasks[no].due for no in (1, 2, 3, 4)} == {"2026-12-20"}
    assert [len(after.extensions(no)) for no in (1, 2, 3, 4)] == [1, 0, 0, 0]
    assert refused(board, do.set_deadline(actor(), [3, 1], "2026-12-20"), "needs_extension_reason").params["no"] == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("2026-12-04", "2026-12-04", id="a day"),
        pytest.param(" 2026-12-04 ", "2026-12-04", id="a day among spaces"),
        pytest.param("2026-12-04T15:00", "2026-12-04T15:00", id="a clock time"),
        pytest.param("2026-12-04 15:00", "2026-12-04T15:00", id="a clock time after a space"),
        pytest.param("2028-02-29", "2028-02-29", id="a leap day"),
    ],
)
def test_dates_as_they_are_kept(typed: str, kept: str) -> None:
    assert do.iso_due(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("下周五", id="words"),
        pytest.param("2026-02-29", id="no leap year"),
        pytest.param("2026-13-01", id="a thirteenth month"),
        pytest.param("2026-12-4", id="one digit"),
        pytest.param("20261204", id="no dashes"),
        pytest.param("2026-W49-5", id="a week"),
        pytest.param("2026-12-04T15", id="an hour alone"),
        pytest.param("2026-12-04T24:00", id="the twenty-fifth hour"),
        pytest.param("2026-12-04T15:60", id="the sixty-first minute"),
        pytest.param("2026-12-04T15:00:30", id="seconds"),
        pytest.param("2026-12-04T15:00+08:00", id="a time zone"),
        pytest.param("２０２６-12-04", id="full-width digits"),
        pytest.param("2026-12-04\n2026-12-05", id="two lines"),
    ],
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        do.iso_due(typed)

    assert caught.value.code == "bad_due"
    refused(make_board(task(1)), do.set_deadline(actor(), 1, typed), "bad_due", UsageError)

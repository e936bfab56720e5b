"""What is written on a task: 进展, 催办, and its checklist."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from board import commands as do
from board.commands import Actor
from board.errors import UsageError
from board.model.ports import Intent
from board.model.task import DONE, OPEN, Stage
from tests.support import actor, commit, make_board, refused, run, task

# ---------------------------------------------------------------------------------------- notes


@pytest.mark.parametrize("stage", Stage)
def test_progress_is_noted_at_any_stage(stage: Stage) -> None:
    board = run(make_board(task(1, stage=stage)), do.note(actor(who="网格员"), 1, " 已清表\r\n已进场\x07 "))
    note = board.notes(1)[0]

    assert (note.text, note.who, note.when) == (" 已清表\n已进场", "网格员", "2026-11-23T09:00:00")
    assert board.tasks[1].rev == 0, "a note is no change of the task itself"


def test_notes_stand_in_the_order_in_which_they_were_made() -> None:
    board = run(make_board(task(1), task(2)), *(do.note(actor(), [1, 2], text) for text in "甲乙丙"))

    assert [note.text for note in board.notes(1)] == [note.text for note in board.notes(2)] == ["甲", "乙", "丙"]


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\x00"])
def test_a_note_of_nothing(text: str) -> None:
    refused(make_board(task(1)), do.note(actor(), 1, text), "empty_note", UsageError)


# ---------------------------------------------------------------------------------------- urges


@pytest.mark.parametrize("stage", sorted(OPEN))
def test_whoever_has_not_finished_can_be_urged_again_and_again(stage: Stage) -> None:
    board = run(make_board(task(1, stage=stage)), do.urge(actor(), 1), do.urge(actor(), 1, "电话催办"))

    assert [urge.text for urge in board.urges(1)] == ["", "电话催办"]


@pytest.mark.parametrize("stage", sorted(DONE))
def test_what_is_met_is_not_urged(stage: Stage) -> None:
    refused(make_board(task(1, stage=stage)), do.urge(actor(), 1), "urge_done")


def test_nobody_can_be_urged_where_nobody_is_responsible() -> None:
    board = make_board(task(1), task(2, stage=Stage.UNCLAIMED, unit=None))

    assert refused(board, do.urge(actor(), [1, 2]), "urge_nobody").params == {"no": 2}


# ------------------------------------------------------------------------------------- checklist


def test_a_checklist_is_ticked_and_unticked() -> None:
    board = run(make_board(task(1)), do.add_item(actor(), 1, " 清运\n垃圾 "), do.add_item(actor(), 1, "补种"))
    ticked = run(board, do.tick_item(actor(), 2, done=True))

    assert [(item.text, item.done) for item in ticked.items(1)] == [("清运 垃圾", False), ("补种", True)]
    assert run(ticked, do.tick_item(actor(), 2, done=False)).items(1)[1].done is False
    refused(ticked, do.tick_item(actor(), 2, done=True), "nothing_to_do")


def test_a_line_is_taken_off_and_its_id_not_given_again() -> None:
    board, change = commit(run(make_board(task(1)), do.add_item(actor(), 1, "清运")), do.remove_item(actor(), 1))

    assert change.action == "remove_item"
    assert board.items(1) == ()
    assert run(board, do.add_item(actor(), 1, "补种")).items(1)[0].id == 2


def test_a_line_of_nothing() -> None:
    refused(make_board(task(1)), do.add_item(actor(), 1, "\u3000"), "empty_item", UsageError)


@pytest.mark.parametrize(
    "intent",
    [
        pytest.param(lambda a: do.tick_item(a, 9, done=True), id="tick"),
        pytest.param(lambda a: do.remove_item(a, 9), id="remove"),
    ],
)
def test_a_line_that_is_not_there(intent: Callable[[Actor], Intent]) -> None:
    refused(make_board(task(1)), intent(actor()), "unknown_item", UsageError)


@pytest.mark.parametrize(
    "intent",
    [
        pytest.param(lambda a: do.add_item(a, 1, "补种"), id="add"),
        pytest.param(lambda a: do.tick_item(a, 1, done=True), id="tick"),
        pytest.param(lambda a: do.remove_item(a, 1), id="remove"),
    ],
)
def test_the_checklist_of_a_void_task_is_left_alone(intent: Callable[[Actor], Intent]) -> None:
    board = run(make_board(task(1)), do.add_item(actor(), 1, "清运"), do.void(actor(), 1, reason="重复"))

    refused(board, intent(actor()), "task_void")

"""Undo and redo: exact, by appending, and never over somebody else's work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from board import commands as do
from board.commands import Actor, Draft
from board.commands.tasks import add_to
from board.errors import Conflict
from board.model.ports import Intent
from board.model.task import Stage
from tests.support import (
    AUDIT,
    CITY,
    HOUSING,
    ROADS,
    Story,
    actor,
    commit,
    make_board,
    refused,
    rows,
    run,
    stories,
    task,
    tell,
)

NEXT = actor(who="另一人")
"""Somebody else, afterwards."""


# ------------------------------------------------------------------------------------- exactness


@given(stories)
def test_the_last_change_can_be_taken_back_and_made_again(story: Story) -> None:
    for step in tell(story):
        undone, undo = commit(step.after, do.undo(actor(step.now), step.change))
        redone, redo = commit(undone, do.undo(actor(step.now), undo))

        assert rows(undone) == rows(step.before)
        assert rows(redone) == rows(step.after)
        assert undo.undoes == step.change.id
        assert redo.undoes == undo.id


@given(stories)
def test_everything_can_be_taken_back_one_by_one(story: Story) -> None:
    steps = list(tell(story))
    if any(op.entity == "meeting" for step in steps for op in step.change.ops):
        return  # a meeting at which something was done is ended, not undone
    board = steps[-1].after if steps else make_board()
    for step in reversed(steps):
        board = run(board, do.undo(actor(step.now), step.change))

        assert rows(board) == rows(step.before)


def test_undo_is_a_change_of_its_own_and_undoing_it_is_redo() -> None:
    board, change = commit(make_board(task(1)), do.edit(actor(), 1, title="改"))
    board, undo = commit(board, do.undo(NEXT, change))
    _, redo = commit(board, do.undo(actor(), undo))

    assert [(each.seq, each.who, each.action) for each in (change, undo, redo)] == [
        (1, "秘书", "edit"),
        (2, "另一人", "undo"),
        (3, "秘书", "redo"),
    ]


def test_a_bulk_act_is_one_undo_step() -> None:
    before = make_board(task(1), task(2, due="2026-11-20"), task(3, person="网格长"))
    board, change = commit(before, do.assign(actor(), [1, 2, 3], HOUSING))

    assert rows(run(board, do.undo(actor(), change))) == rows(before)


def test_a_task_and_its_new_unit_go_together() -> None:
    before = make_board(task(1, stage=Stage.UNCLAIMED, unit=None))
    board, change = commit(before, do.assign(actor(), 1, "园林局"))

    assert rows(run(board, do.undo(actor(), change))) == rows(before)


# --------------------------------------------------------------------------------------- numbers


def test_the_number_of_an_add_that_was_undone_is_not_given_again() -> None:
    board, added = commit(make_board(task(127)), do.add(actor(), "甲"))
    board, undone = commit(board, do.undo(actor(), added))
    assert list(board.tasks) == [127]

    board = run(board, do.add(actor(), "乙"), do.undo(actor(), undone))
    assert {no: board.tasks[no].title for no in board.tasks} == {127: "第127项", 128: "甲", 129: "乙"}


def test_entries_get_ids_of_their_own_after_an_undo() -> None:
    board, noted = commit(make_board(task(1)), do.note(actor(), 1, "甲"))
    board = run(board, do.undo(actor(), noted), do.note(actor(), 1, "乙"))

    assert [(note.id, note.text) for note in board.notes(1)] == [(2, "乙")]


# ------------------------------------------------------------------------------ somebody's work


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        pytest.param(
            lambda a: do.edit(a, 1, title="甲"), lambda a: do.edit(a, 1, title="乙"), id="the same field"
        ),
        pytest.param(lambda a: do.move(a, 1, Stage.MET), lambda a: do.move(a, 1, Stage.CONSOLIDATING), id="its stage"),
        pytest.param(
            lambda a: do.assign(a, 1, HOUSING), lambda a: do.assign(a, 1, ROADS), id="its unit"
        ),
        pytest.param(
            lambda a: do.assign(a, 1, HOUSING, person="所长"),
            lambda a: do.edit(a, 1, person="路长"),
            id="one field of several",
        ),
        pytest.param(
            lambda a: do.set_deadline(a, 1, "2026-12-30", reason="雨"),
            lambda a: do.set_deadline(a, 1, "2027-01-30", reason="雨"),
            id="the deadline, extended once more",
        ),
        pytest.param(lambda a: do.add_item(a, 1, "x"), lambda a: do.tick_item(a, 1, done=True), id="a ticked line"),
        pytest.param(lambda a: do.add_item(a, 1, "x"), lambda a: do.remove_item(a, 1), id="a line that is gone"),
        pytest.param(lambda a: do.add(a, "x"), lambda a: do.edit(a, 2, title="y"), id="an added task, edited"),
        pytest.param(lambda a: do.add(a, "x"), lambda a: do.note(a, 2, "y"), id="an added task, noted on"),
        pytest.param(lambda a: do.void(a, 1, reason="x"), lambda a: do.restore(a, 1), id="taken back already"),
    ],
)  # fmt: skip
def test_undo_does_not_overwrite_what_somebody_did_since(
    mine: Callable[[Actor], Intent], theirs: Callable[[Actor], Intent]
) -> None:
    board, change = commit(make_board(task(1, due="2026-12-04")), mine(actor()))

    refused(run(board, theirs(NEXT)), do.undo(actor(), change), "undo_changed_since", Conflict)


def test_the_conflict_shows_every_value() -> None:
    board, change = commit(make_board(task(1)), do.edit(actor(), 1, title="甲"))
    conflict = refused(
        run(board, do.edit(NEXT, 1, title="乙")), do.undo(actor(), change), "undo_changed_since", Conflict
    )

    assert conflict.params == {
        "entity": "task", "id": 1, "field": "title", "shown": "甲", "theirs": "乙", "yours": "第1项",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        pytest.param(lambda a: do.edit(a, 1, title="甲"), lambda a: do.edit(a, 1, person="所长"), id="another field"),
        pytest.param(lambda a: do.edit(a, 1, title="甲"), lambda a: do.note(a, 1, "x"), id="a note"),
        pytest.param(lambda a: do.note(a, 1, "甲"), lambda a: do.note(a, 1, "乙"), id="another note"),
        pytest.param(lambda a: do.urge(a, 1), lambda a: do.move(a, 1, Stage.MET), id="an urge, and it was met"),
        pytest.param(lambda a: do.edit(a, 1, title="甲"), lambda a: do.add(a, "x"), id="another task"),
    ],
)
def test_undo_leaves_what_somebody_else_did_to_other_things(
    mine: Callable[[Actor], Intent], theirs: Callable[[Actor], Intent]
) -> None:
    before = make_board(task(1))
    board, change = commit(before, mine(actor()))
    undone = run(board, theirs(NEXT), do.undo(actor(), change))
    never = run(before, theirs(NEXT))

    assert rows(undone)["task"] == rows(never)["task"]
    assert [note.text for note in undone.notes(1)] == [note.text for note in never.notes(1)]
    assert undone.urges(1) == never.urges(1)


def test_what_was_changed_and_changed_back_is_as_it_was() -> None:
    """Add, edit, undo, undo: the second undo finds the task as it was added, whatever its revision."""
    board, added = commit(make_board(), do.add(actor(), "甲"))
    board, edited = commit(board, do.edit(actor(), 1, title="乙"))
    board = run(board, do.undo(actor(), edited), do.undo(actor(), added))

    assert list(board.tasks) == []


def test_undoing_twice() -> None:
    board, change = commit(make_board(task(1)), do.edit(actor(), 1, title="甲"))

    refused(run(board, do.undo(actor(), change)), do.undo(actor(), change), "undo_changed_since", Conflict)


# -------------------------------------------------------------------------------- what stands on it


@pytest.mark.parametrize(
    "use",
    [
        pytest.param(lambda a: do.assign(a, 1, 5), id="responsible"),
        pytest.param(lambda a: do.edit(a, 1, lead_unit=5), id="leading"),
        pytest.param(lambda a: do.edit(a, 1, co_units=(5,)), id="helping"),
        pytest.param(lambda a: do.move(a, 2, Stage.CLOSED, verifier="x", verifier_unit=5), id="verifying"),
    ],
)
def test_a_unit_that_is_used_stays(use: Callable[[Actor], Intent]) -> None:
    board = make_board(task(1), task(2, stage=Stage.CONSOLIDATING))
    board, added = commit(board, do.add_unit(actor(), "园林局"))
    used, using = commit(board, use(NEXT))

    refused(used, do.undo(actor(), added), "undo_in_use", Conflict)
    assert 5 not in run(used, do.undo(NEXT, using), do.undo(actor(), added)).units


def test_a_redo_does_not_bring_back_a_task_whose_unit_is_gone() -> None:
    board, unit = commit(make_board(), do.add_unit(actor(), "园林局"))
    board, added = commit(board, do.add(actor(), "拆违", unit=5))
    board, undone = commit(board, do.undo(actor(), added))
    board = run(board, do.undo(actor(), unit))

    assert refused(board, do.undo(actor(), undone), "undo_changed_since", Conflict).params["entity"] == "unit"


def test_a_redo_does_not_write_on_a_task_that_is_gone() -> None:
    board, added = commit(make_board(), do.add(actor(), "拆违"))
    board, noted = commit(board, do.note(actor(), 1, "x"))
    board, undone = commit(board, do.undo(actor(), noted))
    board = run(board, do.undo(actor(), added))

    refused(board, do.undo(actor(), undone), "undo_changed_since", Conflict)


def test_several_added_at_once_go_at_once_or_not_at_all() -> None:
    def paste(board: Any) -> Any:
        draft = Draft(board, actor())
        for title in ("甲", "乙"):
            add_to(draft, title)
        return draft.change("add")

    board, added = commit(make_board(), paste)

    assert list(run(board, do.undo(actor(), added)).tasks) == []
    refused(run(board, do.note(NEXT, 2, "x")), do.undo(actor(), added), "undo_changed_since", Conflict)


# --------------------------------------------------------------------- no way round the other rules


def test_undo_does_not_move_the_deadline_of_what_is_met() -> None:
    """Brought forward, then met late: taking the first back would make it on time."""
    board, earlier = commit(make_board(task(1, due="2026-12-04")), do.set_deadline(actor(), 1, "2026-11-20"))
    board, met = commit(board, do.move(actor(), 1, Stage.MET))

    refused(board, do.undo(actor(), earlier), "deadline_of_done")
    assert run(board, do.undo(actor(), met), do.undo(actor(), earlier)).tasks[1].due == "2026-12-04"


def test_undo_does_not_make_the_verifier_responsible() -> None:
    board, moved = commit(make_board(task(1, unit=AUDIT)), do.assign(actor(), 1, CITY))
    board = run(
        board,
        do.move(actor(), 1, Stage.MET),
        do.move(actor(), 1, Stage.CLOSED, verifier="科长", verifier_unit=AUDIT),
    )

    refused(board, do.undo(actor(), moved), "verifier_is_responsible")


def test_undo_does_not_touch_a_void_task_but_takes_back_that_it_is_void() -> None:
    board, edited = commit(make_board(task(1)), do.edit(actor(), 1, title="改"))
    board, noted = commit(board, do.note(actor(), 1, "x"))
    void, voided = commit(board, do.void(NEXT, 1, reason="重复"))

    refused(void, do.undo(actor(), edited), "task_void")
    refused(void, do.undo(actor(), noted), "task_void")
    assert rows(run(void, do.undo(actor(), voided))) == rows(board)


def test_a_rebound_is_taken_back_with_its_deadline() -> None:
    before = make_board(task(1, stage=Stage.CLOSED, due="2026-11-01", verifier="科长", verifier_unit=AUDIT))
    board, rebound = commit(before, do.move(actor(), 1, Stage.UNDERWAY, reason="反弹", due="2026-12-04"))

    assert rows(run(board, do.undo(actor(), rebound))) == rows(before)


def test_a_meeting_at_which_something_was_done_is_ended_not_undone() -> None:
    board, started = commit(make_board(task(1)), do.start_meeting(actor()))
    busy = run(board, do.note(actor(), 1, "x"))

    refused(busy, do.undo(actor(), started), "undo_changed_since", Conflict)
    assert run(board, do.undo(actor(), started)).meeting is None


def test_undo_does_not_make_two_meetings_run() -> None:
    board = run(make_board(), do.start_meeting(actor()))
    board, ended = commit(board, do.end_meeting(actor()))
    second = run(board, do.start_meeting(actor()))

    refused(second, do.undo(actor(), ended), "meeting_runs")
    reopened = run(board, do.undo(actor(), ended)).meeting
    assert reopened is not None
    assert reopened.number == 1

"""Duplicates become one: what moves over, what stays, what is refused, and back."""

from __future__ import annotations

import pytest

from board import commands as do
from board.errors import UsageError
from board.model.board import Board
from board.model.task import Stage
from tests.support import AUDIT, CITY, HOUSING, ROADS, actor, commit, make_board, refused, rows, run, task

REASON = "并入 #1"


def two() -> Board:
    return run(
        make_board(
            task(1, tags=("重点",), co_units=(ROADS,)),
            task(2, unit=HOUSING, tags=("曝光", "重点"), co_units=(CITY, AUDIT), due="2026-11-20"),
        ),
        do.note(actor(), 1, "已清表"),
        do.note(actor(), 2, "已进场"),
        do.note(actor(), 1, "过半"),
        do.add_item(actor(), 2, "清运"),
        do.urge(actor(), 2),
        do.set_deadline(actor(), 2, "2026-12-20", reason="暴雨"),
    )


def test_what_was_written_moves_over_and_the_other_is_set_aside() -> None:
    board, change = commit(two(), do.merge(actor(), 2, 1, reason=REASON))
    kept, gone = board.tasks[1], board.tasks[2]

    assert change.action == "merge"
    assert [note.text for note in board.notes(1)] == ["已清表", "已进场", "过半"]
    assert [item.text for item in board.items(1)] == ["清运"]
    assert (kept.tags, kept.co_units) == (("重点", "曝光"), (ROADS, HOUSING, AUDIT))
    assert gone.void_reason == REASON
    assert (board.notes(2), board.items(2)) == ((), ())
    assert (len(board.urges(2)), len(board.extensions(2))) == (1, 1), "what happened to the other stays with it"


def test_it_is_taken_back_in_one() -> None:
    before = two()
    after, change = commit(before, do.merge(actor(), 2, 1, reason=REASON))
    back, undo = commit(after, do.undo(actor(), change))

    assert rows(back) == rows(before)
    assert rows(run(back, do.undo(actor(), undo))) == rows(after)


def test_several_into_one() -> None:
    board = make_board(task(1), task(2, tags=("甲",)), task(3, tags=("乙",)))
    merged = run(board, do.merge(actor(), [2, 3], 1, reason=REASON))

    assert merged.tasks[1].tags == ("甲", "乙")
    assert [each.is_void for each in merged.tasks.values()] == [False, True, True]


def test_what_cannot_be_merged() -> None:
    board = make_board(
        task(1), task(2, void_reason="重复"), task(3, stage=Stage.UNCLAIMED, unit=None), task(4, unit=HOUSING)
    )

    refused(board, do.merge(actor(), 1, 1, reason=REASON), "merge_itself", UsageError)
    refused(board, do.merge(actor(), [4, 99], 1, reason=REASON), "unknown_task", UsageError)
    refused(board, do.merge(actor(), 1, 99, reason=REASON), "unknown_task", UsageError)
    assert refused(board, do.merge(actor(), 2, 1, reason=REASON), "task_void").params == {"no": 2}
    assert refused(board, do.merge(actor(), 1, 2, reason=REASON), "task_void").params == {"no": 2}
    refused(board, do.merge(actor(), 4, 1, reason=" \u200b"), "needs_void_reason")
    refused(board, do.merge(actor(), [], 1, reason=REASON), "nothing_to_do")
    stopped = refused(board, do.merge(actor(), 4, 3, reason=REASON), "merge_unassigned")
    assert stopped.params == {"no": 3, "other": 4, "unit": HOUSING}


@pytest.mark.parametrize("stage", [Stage.MET, Stage.CONSOLIDATING, Stage.CLOSED])
def test_a_duplicate_of_what_is_done_can_be_merged_into_it(stage: Stage) -> None:
    board = run(make_board(task(1, stage=stage), task(2)), do.merge(actor(), 2, 1, reason=REASON))

    assert (board.tasks[1].stage, board.tasks[2].is_void) == (stage, True)


def test_a_red_lamp_put_out_so_in_a_meeting_is_flagged() -> None:
    board = run(make_board(task(1), task(2, due="2026-11-20")), do.start_meeting(actor()))
    _, change = commit(board, do.merge(actor(), 2, 1, reason=REASON))

    assert change.flagged == (2,)

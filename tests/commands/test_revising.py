"""What a form with every field saves: edit, assign and deadline in one change, with the rules of each."""

from __future__ import annotations

from typing import Any

import pytest

from board import commands as do
from board.errors import Conflict, UsageError
from board.model.task import DONE, OpenEnded, Priority, Stage
from tests.support import AUDIT, CITY, HOUSING, ROADS, actor, commit, make_board, refused, rows, run, task


def test_everything_goes_in_one_change_and_comes_back_in_one() -> None:
    board = make_board(task(1, stage=Stage.UNCLAIMED, unit=None, due="2026-12-04", original_due="2026-12-04"))
    said: dict[str, Any] = {
        "title": "改过",
        "unit": HOUSING,
        "person": "所长",
        "co_units": (ROADS,),
        "due": "2026-12-20",
    }
    after, change = commit(board, do.revise(actor(), 1, reason="暴雨", due_words="下月20日", **said))
    revised = after.tasks[1]

    assert change.action == "edit"
    assert {name: getattr(revised, name) for name in said} == said
    assert (revised.stage, revised.original_due, revised.due_words) == (Stage.UNDERWAY, "2026-12-04", "下月20日")
    assert [(each.was, each.to, each.reason) for each in after.extensions(1)] == [("2026-12-04", "2026-12-20", "暴雨")]
    assert rows(run(after, do.undo(actor(), change))) == rows(board)


def test_what_is_already_so_is_left_alone() -> None:
    board = make_board(task(1, stage=Stage.CLOSED, due="2026-12-04", verifier="科长", verifier_unit=AUDIT))
    after, change = commit(board, do.revise(actor(), 1, unit=CITY, due="2026-12-04", person="", goal="见绿"))

    assert [(op.field, op.value) for op in change.ops] == [("goal", "见绿")]
    assert after.tasks[1].stage is Stage.CLOSED
    refused(after, do.revise(actor(), 1, unit=CITY, due="2026-12-04", goal="见绿"), "nothing_to_do")


@pytest.mark.parametrize(
    ("before", "said", "code"),
    [
        pytest.param({}, {"unit": None}, "unit_not_cleared", id="nobody for somebody"),
        pytest.param({"stage": Stage.CLOSED}, {"unit": HOUSING}, "closed_task", id="another unit after the end"),
        pytest.param({"due": "2026-12-04"}, {"due": "2026-12-05"}, "needs_extension_reason", id="later, without why"),
        pytest.param({"due": "2026-12-04"}, {"due": None}, "needs_extension_reason", id="never, without why"),
        pytest.param({"void_reason": "重复"}, {"title": "改过"}, "task_void", id="a void task"),
        *(
            pytest.param({"stage": stage, "due": "2026-12-04"}, {"due": "2026-12-01"}, "deadline_of_done", id=stage)
            for stage in sorted(DONE)
        ),
    ],
)
def test_the_rules_hold_and_then_nothing_at_all_is_changed(before: dict[str, Any], said: dict[str, Any], code: str):
    refused(make_board(task(1, **before)), do.revise(actor(), 1, **{"goal": "见绿", **said}), code)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param({"title": " "}, "empty_title", id="no title"),
        pytest.param({"due": "下周五"}, "bad_due", id="words for a date"),
        pytest.param({"unit": 99}, "unknown_unit_id", id="an unknown unit"),
        pytest.param({"unit": " "}, "empty_unit_name", id="a unit without a name"),
        pytest.param({"co_units": ["\u200b"]}, "empty_unit_name", id="a co-unit without a name"),
        pytest.param({"stage": Stage.MET}, "not_editable", id="a stage"),
    ],
)
def test_what_cannot_be_saved(said: dict[str, Any], code: str) -> None:
    refused(make_board(task(1)), do.revise(actor(), 1, **said), code, UsageError)


def test_another_units_person_goes_with_it_unless_one_is_named() -> None:
    board = make_board(task(1, person="网格长"))

    assert run(board, do.revise(actor(), 1, unit=HOUSING)).tasks[1].person == ""
    assert run(board, do.revise(actor(), 1, unit=HOUSING, person="所长")).tasks[1].person == "所长"
    kept, change = commit(board, do.revise(actor(), 1, unit=HOUSING, person="网格长"))
    assert kept.tasks[1].person == "网格长"
    assert "person" not in {op.field for op in change.ops}, "what was set and set back is no operation"


def test_a_co_unit_that_becomes_responsible_in_the_same_form() -> None:
    board = run(make_board(task(1)), do.revise(actor(), 1, unit=HOUSING, co_units=(HOUSING, CITY)))

    assert (board.tasks[1].unit, board.tasks[1].co_units) == (HOUSING, (CITY,))


def test_new_units_are_made_with_it_each_once() -> None:
    board, change = commit(
        make_board(task(1)),
        do.revise(actor(), 1, unit="园林局", lead_unit="水务局", co_units=["园林局", "水务局", "城管局"]),
    )
    revised = board.tasks[1]

    assert [board.unit_name(unit) for unit in (revised.unit, revised.lead_unit)] == ["园林局", "水务局"]
    assert [board.unit_name(unit) for unit in revised.co_units] == ["水务局", "城管局"]
    assert len([op for op in change.ops if op.op == "add"]) == 2


def test_a_deadline_becomes_open_ended_with_its_words() -> None:
    board = run(
        make_board(task(1, due="2026-12-04", original_due="2026-12-04")),
        do.revise(actor(), 1, due=None, due_words="长期坚持", open_ended=OpenEnded.STANDING, reason="转常态"),
    )

    assert (board.tasks[1].due, board.tasks[1].due_words) == (None, "长期坚持")
    assert board.tasks[1].open_ended is OpenEnded.STANDING


def test_several_at_once() -> None:
    board = run(make_board(task(1), task(2, unit=HOUSING)), do.revise(actor(), [1, 2], unit=HOUSING, priority="high"))

    assert [(each.unit, each.priority) for each in board.tasks.values()] == [(HOUSING, Priority.HIGH)] * 2


def test_a_field_that_somebody_else_changed_meanwhile() -> None:
    seen = make_board(task(1))
    newest = run(seen, do.edit(actor(who="同事"), 1, goal="见绿"), do.set_deadline(actor(who="同事"), 1, "2026-12-31"))

    refused(newest, do.revise(actor(seen=seen), 1, goal="见水"), "changed_since", Conflict)
    refused(newest, do.revise(actor(seen=seen), 1, due="2026-12-04"), "changed_since", Conflict)
    assert run(newest, do.revise(actor(seen=seen), 1, duty="清表")).tasks[1].goal == "见绿"

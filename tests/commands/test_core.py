"""How every intent behaves: one change or a refusal, and what somebody else did meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from board import commands as do
from board.commands import Actor
from board.errors import Conflict, UsageError
from board.model.board import Board
from board.model.ports import Intent
from board.model.task import Kind, OpenEnded, Priority, Stage
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
    refused,
    rows,
    run,
    stories,
    task,
    tell,
    well_filled,
)

INTENTS: dict[str, Callable[[Actor, Any], Intent]] = {
    "edit": lambda who, on: do.edit(who, on, person="网格长"),
    "move": lambda who, on: do.move(who, on, Stage.MET),
    "assign": lambda who, on: do.assign(who, on, HOUSING),
    "send": lambda who, on: do.send_to_group(who, on, WATER),
    "due": lambda who, on: do.set_deadline(who, on, "2026-12-04"),
    "note": lambda who, on: do.note(who, on, "已开工"),
    "urge": do.urge,
    "tag": lambda who, on: do.tag(who, on, add=["曝光"]),
    "add_item": lambda who, on: do.add_item(who, on, "清运"),
    "void": lambda who, on: do.void(who, on, reason="重复"),
}
"""Every intent that takes one task or several."""
by_name = pytest.mark.parametrize("name", INTENTS)


# ----------------------------------------------------------------------------------- one change


@by_name
def test_a_bulk_act_is_one_change(name: str) -> None:
    board = make_board(task(1), task(2), task(3))
    after, change = commit(board, INTENTS[name](actor(), [3, 1, 3]))

    assert change.action == name
    assert change.seq == after.seq == 1
    touched = {op.value["task"] if op.op == "add" else op.id for op in change.ops}
    assert touched == {1, 3}
    assert after.tasks[2] is board.tasks[2]


@by_name
def test_one_refusal_stops_the_whole_act(name: str) -> None:
    board = make_board(task(1), task(2, void_reason="重复"), task(3))

    assert refused(board, INTENTS[name](actor(), [1, 2, 3]), "task_void").params == {"no": 2}


@by_name
def test_an_unknown_number_stops_the_whole_act(name: str) -> None:
    assert refused(make_board(task(1)), INTENTS[name](actor(), [1, 99]), "unknown_task", UsageError).params["no"] == 99


@by_name
def test_acting_on_nothing_is_nothing_to_do(name: str) -> None:
    board = make_board(task(1))

    refused(board, INTENTS[name](actor(), ()), "already_due" if name == "due" else "nothing_to_do")


@pytest.mark.parametrize("name", ["edit", "assign", "send"])
def test_what_is_so_already_is_nothing_to_do(name: str) -> None:
    board = run(make_board(task(1)), INTENTS[name](actor(), 1))

    refused(board, INTENTS[name](actor(), 1), "nothing_to_do")


def test_a_change_says_who_and_when() -> None:
    _, change = commit(make_board(task(1)), do.note(actor("2026-11-23T09:30:15", who="值班员"), 1, "已开工"))

    assert (change.who, change.when, change.meeting, change.undoes) == ("值班员", "2026-11-23T09:30:15", None, "")


def test_changes_have_ids_of_their_own() -> None:
    board = make_board(task(1))
    intent = do.note(actor(), 1, "已开工")

    assert intent(board).id != intent(board).id


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("张\x1b[2J\u202e科长\n", "张[2J科长", id="control and bidi characters"),
        pytest.param("\udcff张", "张", id="a byte that was no text"),
        pytest.param("长" * 500, "长" * 30, id="endless"),
    ],
)
def test_the_name_of_who_acts_is_cleaned_too(name: str, kept: str) -> None:
    board, change = commit(make_board(task(1)), do.note(actor(who=name), 1, "已开工"))

    assert change.who == board.notes(1)[0].who == kept


@given(stories)
def test_what_is_refused_leaves_the_board_as_it_was(story: Story) -> None:
    """A step that came to nothing left no trace: each change finds the board that the one before it left."""
    board = well_filled()
    for step in tell(story):
        assert rows(step.before, revisions=True) == rows(board, revisions=True)
        assert step.after.seq == step.before.seq + 1
        board = step.after


# ------------------------------------------------------------------- somebody else was there first

SHOWN = make_board(
    task(
        1,
        due="2026-12-01",
        original_due="2026-12-01",
        person="网格长",
        co_units=(AUDIT,),
        planned=100.0,
        tags=("曝光",),
    ),
    task(2, stage=Stage.MET, met_at="2026-11-20T09:00:00"),
    task(3),
)


@pytest.mark.parametrize(
    ("theirs", "mine", "field", "values"),
    [
        pytest.param(
            lambda a: do.edit(a, 1, title="甲"),
            lambda a: do.edit(a, 1, title="乙"),
            "title", ("第1项", "甲", "乙"), id="text",
        ),
        pytest.param(
            lambda a: do.edit(a, 1, planned=200.0),
            lambda a: do.edit(a, 1, planned=None),
            "planned", (100.0, 200.0, None), id="money",
        ),
        pytest.param(
            lambda a: do.edit(a, 1, kind=Kind.PROBLEM),
            lambda a: do.edit(a, 1, kind=Kind.PROJECT),
            "kind", ("assignment", "problem", "project"), id="kind",
        ),
        pytest.param(
            lambda a: do.edit(a, 1, priority=Priority.LOW),
            lambda a: do.edit(a, 1, priority=Priority.HIGH),
            "priority", ("normal", "low", "high"), id="priority",
        ),
        pytest.param(
            lambda a: do.edit(a, 1, tags=("重点",)),
            lambda a: do.edit(a, 1, tags=()),
            "tags", (["曝光"], ["重点"], []), id="a list of words",
        ),
        pytest.param(
            lambda a: do.edit(a, 1, co_units=(AUDIT, ROADS)),
            lambda a: do.edit(a, 1, co_units=(HOUSING,)),
            "co_units", ([AUDIT], [AUDIT, ROADS], [HOUSING]), id="a list of units",
        ),
        pytest.param(
            lambda a: do.send_to_group(a, 1, WATER),
            lambda a: do.send_to_group(a, 1, None),
            "group", (GREEN, WATER, None), id="group",
        ),
        pytest.param(
            lambda a: do.assign(a, 1, HOUSING),
            lambda a: do.assign(a, 1, ROADS),
            "unit", (CITY, HOUSING, ROADS), id="responsible unit",
        ),
        pytest.param(
            lambda a: do.assign(a, 1, CITY, person="路长"),
            lambda a: do.assign(a, 1, CITY, person="所长"),
            "person", ("网格长", "路长", "所长"), id="person",
        ),
        pytest.param(
            lambda a: do.set_deadline(a, 1, "2026-12-10", reason="暴雨"),
            lambda a: do.set_deadline(a, 1, "2026-12-20", reason="停电"),
            "due", ("2026-12-01", "2026-12-10", "2026-12-20"), id="deadline",
        ),
        pytest.param(
            lambda a: do.set_deadline(a, 1, "2026-11-25"),
            lambda a: do.set_deadline(a, 1, "2026-11-30"),
            "due", ("2026-12-01", "2026-11-25", "2026-11-30"), id="a deadline that would now need a reason",
        ),
        pytest.param(
            lambda a: do.set_deadline(a, 3, None, open_ended=OpenEnded.STANDING),
            lambda a: do.set_deadline(a, 3, None, open_ended=OpenEnded.UNDECIDED),
            "open_ended", (None, "standing", "undecided"), id="why there is no deadline",
        ),
        pytest.param(
            lambda a: do.move(a, 1, Stage.MET),
            lambda a: do.move(a, 1, Stage.UNCLAIMED),
            "stage", ("underway", "met", "unclaimed"), id="stage",
        ),
        pytest.param(
            lambda a: do.move(a, 2, Stage.CONSOLIDATING),
            lambda a: do.move(a, 2, Stage.UNDERWAY, reason="复查不合格"),
            "stage", ("met", "consolidating", "underway"), id="a return that would now be a rebound",
        ),
    ],
)  # fmt: skip
def test_a_field_that_somebody_else_changed_is_a_conflict_that_shows_both_values(
    theirs: Callable[[Actor], Intent], mine: Callable[[Actor], Intent], field: str, values: tuple[Any, Any, Any]
) -> None:
    board = run(SHOWN, theirs(actor(who="科员")))

    conflict = refused(board, mine(actor(seen=SHOWN)), "changed_since", Conflict)
    assert conflict.params["field"] == field
    assert (conflict.params["shown"], conflict.params["theirs"], conflict.params["yours"]) == values


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        pytest.param(
            lambda a: do.edit(a, 1, title="甲"), lambda a: do.edit(a, 1, person="所长"), id="two fields"
        ),
        pytest.param(
            lambda a: do.edit(a, 1, title="甲"), lambda a: do.move(a, 1, Stage.MET), id="a word and a stage"
        ),
        pytest.param(
            lambda a: do.move(a, 1, Stage.MET), lambda a: do.assign(a, 1, ROADS), id="a stage and a unit"
        ),
        pytest.param(
            lambda a: do.edit(a, 1, co_units=(AUDIT, HOUSING)),
            lambda a: do.assign(a, 1, AUDIT),
            id="another co-unit and the one that becomes responsible",
        ),
        pytest.param(
            lambda a: do.assign(a, 1, CITY, person="路长"), lambda a: do.assign(a, 1, ROADS), id="the old unit's person"
        ),
        pytest.param(
            lambda a: do.set_deadline(a, 1, "2026-12-10", reason="雨"), lambda a: do.move(a, 1, Stage.MET),
            id="a deadline and a stage",
        ),
        pytest.param(lambda a: do.note(a, 1, "甲"), lambda a: do.note(a, 1, "乙"), id="two notes"),
        pytest.param(lambda a: do.urge(a, 1), lambda a: do.urge(a, 1), id="two urges"),
        pytest.param(lambda a: do.edit(a, 2, title="甲"), lambda a: do.edit(a, 1, title="甲"), id="two tasks"),
        pytest.param(
            lambda a: do.edit(a, 1, title="甲"), lambda a: do.edit(a, 1, title="甲", person="所长"), id="the same wish"
        ),
    ],
)  # fmt: skip
def test_what_different_people_do_to_different_fields_is_merged(
    theirs: Callable[[Actor], Intent], mine: Callable[[Actor], Intent]
) -> None:
    late = run(SHOWN, theirs(actor(who="科员")), mine(actor(seen=SHOWN)))
    aware = run(SHOWN, theirs(actor(who="科员")), mine(actor()))

    assert rows(late) == rows(aware)


def test_a_merge_keeps_both() -> None:
    board = run(SHOWN, do.edit(actor(), 1, co_units=(AUDIT, HOUSING)), do.assign(actor(seen=SHOWN), 1, AUDIT))

    assert board.tasks[1].unit == AUDIT
    assert board.tasks[1].co_units == (HOUSING,)


def test_a_conflict_stops_the_whole_bulk_act() -> None:
    board = run(SHOWN, do.edit(actor(who="科员"), 3, person="路长"))

    assert (
        refused(board, do.edit(actor(seen=SHOWN), [1, 2, 3], person="所长"), "changed_since", Conflict).params["id"]
        == 3
    )


def test_a_task_that_was_not_there_when_the_screen_was_drawn_can_be_acted_on() -> None:
    seen = Board()

    assert run(SHOWN, do.edit(actor(seen=seen), 1, person="所长")).tasks[1].person == "所长"


def test_words_that_stand_in_the_source_are_no_quotation_once_they_are_changed() -> None:
    board = make_board(task(1, source="会议报道", quoted=("title", "due_words", "source"), due_words="年底前"))
    edited, change = commit(board, do.edit(actor(), 1, title="改过的题目", person="所长"))
    dated = run(edited, do.set_deadline(actor(), 1, "2026-12-04", words="12月4日前"))

    assert edited.tasks[1].quoted == ("due_words", "source")
    assert dated.tasks[1].quoted == ("source",)
    assert run(edited, do.undo(actor(), change)).tasks[1].quoted == ("title", "due_words", "source")

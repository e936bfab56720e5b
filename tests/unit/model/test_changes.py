"""Changes as the record of what was done: applied, turned round, written and read back."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given

from board.errors import StoreError
from board.model.changes import Change, Op, apply, apply_all, invert, plain, typed
from board.model.task import Kind, Stage
from tests.support import CITY, GREEN, Story, make_board, rebuilt, rows, stories, task, tell, well_filled


def change(*ops: Op, seq: int = 1) -> Change:
    return Change(id="c", seq=seq, who="秘书", when="2026-11-23T09:00:00", action="test", ops=ops)


@given(stories)
def test_a_change_and_its_inverse_leave_the_board_as_it_was(story: Story) -> None:
    for step in tell(story):
        back = apply(step.after, change(*invert(step.change.ops), seq=step.after.seq + 1))

        assert rows(back) == rows(step.before)
        assert back.index == step.before.index
        assert back.of_task == step.before.of_task
        assert back == rebuilt(back)
        assert back.next_ids == step.after.next_ids


@given(stories)
def test_inverting_twice_is_the_change_itself(story: Story) -> None:
    for step in tell(story):
        assert invert(invert(step.change.ops)) == step.change.ops
        again = apply(step.before, change(*invert(invert(step.change.ops)), seq=step.after.seq))
        assert rows(again) == rows(step.after)


@given(stories)
def test_a_change_is_the_same_after_it_was_written_and_read(story: Story) -> None:
    for step in tell(story):
        assert msgspec.json.decode(msgspec.json.encode(step.change), type=Change) == step.change


@given(stories)
def test_the_history_makes_the_board(story: Story) -> None:
    steps = list(tell(story))

    assert apply_all(well_filled(), [step.change for step in steps]) == (steps[-1].after if steps else well_filled())


@given(stories)
def test_a_change_records_what_it_replaced(story: Story) -> None:
    for step in tell(story):
        for op in step.change.ops:
            if op.op == "set":
                assert plain(getattr(step.before.table(op.entity)[op.id], op.field)) == op.old != op.value


def test_several_operations_on_one_entity() -> None:
    board = make_board(task(1))
    after = apply(
        board,
        change(
            Op(op="set", entity="task", id=1, field="title", value="甲", old="第1项"),
            Op(op="set", entity="task", id=1, field="title", value="乙", old="甲"),
            Op(op="set", entity="task", id=1, field="co_units", value=[2, 3], old=[]),
            Op(op="add", entity="note", id=1, value={"id": 1, "task": 1, "text": "x", "when": "", "who": ""}),
            Op(op="remove", entity="note", id=1, old={"id": 1, "task": 1, "text": "x", "when": "", "who": ""}),
        ),
    )

    assert after.tasks[1].title == "乙"
    assert after.tasks[1].co_units == (2, 3)
    assert after.notes(1) == ()
    assert after.next_id("note") == 2, "an id that was given is never given again, though it lived for one change"
    assert after == rebuilt(after)


ADD: dict[str, Any] = {"op": "add", "entity": "task", "id": 2, "value": {"no": 2, "title": "x"}}
SET: dict[str, Any] = {"op": "set", "entity": "task", "id": 1, "field": "title", "value": "x", "old": "第1项"}


@pytest.mark.parametrize(
    ("op", "code"),
    [
        pytest.param(ADD | {"id": 1, "value": {"no": 1, "title": "x"}}, "bad_change", id="adds what is there"),
        pytest.param(ADD | {"value": {"no": 3, "title": "x"}}, "bad_change", id="adds another number than it says"),
        pytest.param(ADD | {"value": {"no": 2}}, "bad_value", id="adds without what is needed"),
        pytest.param(ADD | {"value": None}, "bad_value", id="adds nothing"),
        pytest.param(ADD | {"value": {"no": 2, "title": "x", "stage": "??"}}, "bad_value", id="adds an unknown word"),
        pytest.param(SET | {"id": 9}, "bad_change", id="sets what is not there"),
        pytest.param(SET | {"entity": "spaceship"}, "bad_change", id="an entity of a later version"),
        pytest.param(SET | {"field": "colour"}, "unknown_field", id="a field of a later version"),
        pytest.param(SET | {"value": 7}, "bad_value", id="a number for a text"),
        pytest.param(SET | {"value": None}, "bad_value", id="nothing for a text"),
        pytest.param(SET | {"field": "stage", "value": "flying"}, "bad_value", id="an unknown stage"),
        pytest.param(SET | {"field": "co_units", "value": "12"}, "bad_value", id="a text for a list"),
        pytest.param({"op": "remove", "entity": "note", "id": 1}, "bad_change", id="removes what is not there"),
    ],
)
def test_what_does_not_fit_is_an_error_and_changes_nothing(op: dict[str, Any], code: str) -> None:
    board = make_board(task(1))
    before = rows(board, revisions=True)

    with pytest.raises(StoreError) as caught:
        apply(board, change(Op(**op)))

    assert caught.value.code == code
    assert rows(board, revisions=True) == before


@pytest.mark.parametrize(
    ("field", "value", "held"),
    [
        pytest.param("stage", "met", Stage.MET, id="a stage"),
        pytest.param("kind", "project", Kind.PROJECT, id="a kind"),
        pytest.param("co_units", [1, 2], (1, 2), id="a list"),
        pytest.param("planned", 12, 12.0, id="money in whole numbers"),
        pytest.param("due", None, None, id="no deadline"),
        pytest.param("title", "拆违", "拆违", id="text"),
    ],
)
def test_plain_data_becomes_what_the_field_holds(field: str, value: Any, held: Any) -> None:
    found = typed("task", field, value)

    assert found == held
    assert type(found) is type(held)


def test_moving_a_task_moves_it_in_the_index() -> None:
    board = make_board(task(1))
    after = apply(board, change(Op(op="set", entity="task", id=1, field="stage", value="met", old="underway"), seq=5))

    assert after.seq == 5
    assert after.tasks[1].rev == 5
    assert after.count((GREEN,), (Kind.ASSIGNMENT,), (Stage.UNDERWAY,)) == 0
    assert after.count((GREEN,), (Kind.ASSIGNMENT,), (Stage.MET,)) == 1
    assert after.units[CITY] is board.units[CITY]


def test_what_was_done_first_is_taken_back_last() -> None:
    board = make_board(task(1))
    ops = (
        Op(op="add", entity="task", id=2, value={"no": 2, "title": "甲"}),
        Op(op="set", entity="task", id=2, field="title", value="乙", old="甲"),
        Op(op="set", entity="task", id=1, field="title", value="丙", old="第1项"),
        Op(op="set", entity="task", id=1, field="title", value="丁", old="丙"),
    )

    assert rows(apply(apply(board, change(*ops)), change(*invert(ops), seq=2))) == rows(board)

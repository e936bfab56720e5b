"""The snapshot: what it finds, and that its indexes are always those of its tables."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given

from board.model.board import Board, sort_key
from board.model.changes import Change, Op, apply
from board.model.entities import Extension, Meeting, Note, Office
from board.model.task import OPEN, STAGES, Kind, Priority, Stage
from tests.support import AUDIT, CITY, GREEN, ORDER, WATER, Story, make_board, rebuilt, rows, stories, task, tell

# ------------------------------------------------------------------------------ random stories


@given(stories)
def test_indexes_after_any_story_are_those_made_afresh(story: Story) -> None:
    for step in tell(story):
        assert step.after == rebuilt(step.after)


@given(stories)
def test_a_board_is_the_same_for_ever(story: Story) -> None:
    """Later changes share its parts and leave them alone: a frame may be painted from it at any time."""
    kept = [(step.before, rows(step.before, revisions=True)) for step in tell(story)]

    for board, then in kept:
        assert rows(board, revisions=True) == then
        assert board == rebuilt(board)


@given(stories)
def test_ids_are_given_once(story: Story) -> None:
    given_out: set[tuple[str, int]] = set()
    for step in tell(story):
        for op in step.change.ops:
            if op.op == "add" and not step.change.undoes:
                assert (op.entity, op.id) not in given_out
                assert step.before.table(op.entity).get(op.id) is None
                given_out.add((op.entity, op.id))
        for entity in step.after.tables:
            assert step.after.next_id(entity) >= step.before.next_id(entity)
            assert step.after.next_id(entity) > max(step.after.table(entity), default=0)


@given(stories)
def test_a_change_touches_the_revision_of_what_it_touches_only(story: Story) -> None:
    for step in tell(story):
        touched = {(op.entity, op.id) for op in step.change.ops}
        for entity, table in step.after.tables.items():
            for key, row in table.items():
                if (entity, key) in touched:
                    assert row.rev == step.change.seq == step.after.seq
                else:
                    assert row is step.before.table(entity).get(key)


# ------------------------------------------------------------------------------- what it finds


def test_an_empty_board_answers_every_question() -> None:
    board = Board()

    assert board.office == Office()
    assert board.groups == ()
    assert board.meeting is None
    assert board.next_id("task") == 1
    assert board.notes(1) == ()
    assert board.keys((None,), tuple(Kind), STAGES) == []
    assert list(board.tasks) == []


def test_the_first_change_of_an_empty_board() -> None:
    value = {"no": 1, "title": "第一项"}
    board = apply(Board(), Change(id="1", seq=1, who="", when="", action="add", ops=(_add("task", 1, value),)))

    assert board.tasks[1].title == "第一项"
    assert board.next_id("task") == 2
    assert board.count((None,), tuple(Kind), STAGES) == 1


def _add(entity: str, key: int, value: dict[str, Any]) -> Op:
    return Op(op="add", entity=entity, id=key, value=value)


def test_groups_stand_in_the_order_of_their_numbers() -> None:
    numbered = {key: msgspec.structs.replace(group, number=10 - group.number) for key, group in _groups().items()}
    board = make_board(group=numbered)

    assert [group.id for group in board.groups] == [ORDER, WATER, GREEN]


def _groups() -> dict[int, Any]:
    return dict(make_board().table("group"))


def test_names_of_units_and_groups() -> None:
    board = make_board()

    assert board.unit_name(CITY) == "城管局"
    assert board.unit_name(None) == ""
    assert board.unit_name(99) == "?99"
    assert board.group(None) is None
    assert board.group(99) is None
    found = board.group(GREEN)
    assert found is not None
    assert found.number == 1


def test_the_meeting_is_the_one_without_an_end() -> None:
    over = Meeting(id=1, number=1, name="", start="2026-11-20T09:00:00", end="2026-11-20T11:00:00")
    running = Meeting(id=2, number=2, name="", start="2026-11-23T09:00:00")

    assert make_board(meeting={1: over, 2: running}).meeting == running
    assert make_board(meeting={1: over}).meeting is None


def test_entries_of_a_task_are_found_oldest_first() -> None:
    note = {"text": "", "when": "", "who": ""}
    board = make_board(
        task(1),
        task(2),
        note={key: Note(id=key, task=no, **note) for key, no in ((3, 1), (1, 2), (2, 1))},
        extension={1: Extension(id=1, task=1, was="2026-11-20", to=None, reason="雨", when="", who="")},
    )

    assert [each.id for each in board.notes(1)] == [2, 3]
    assert [each.id for each in board.notes(2)] == [1]
    assert board.count_ids("extension", 1) == (1,)
    assert board.extensions(1)[0].reason == "雨"
    for found in (board.urges, board.items, board.returns, board.rebounds):
        assert found(1) == ()


# ---------------------------------------------------------------------------------- urgency

URGENCY = [
    task(7, due="2026-11-20"),
    task(3, due="2026-11-23T09:00"),
    task(5, due="2026-11-23T15:00", priority=Priority.LOW),
    task(9, due="2026-11-23", priority=Priority.HIGH),
    task(2, due="2026-11-23"),
    task(6, due="2026-11-23"),
    task(1, due="2026-11-23", priority=Priority.LOW),
    task(8, due="2027-01-01", priority=Priority.HIGH),
    task(10, priority=Priority.HIGH),
    task(4),
]
"""Most urgent first: by deadline, a clock time before the whole day, then by priority, then by number."""


def test_order_of_urgency() -> None:
    shuffled = URGENCY[5:] + URGENCY[:5]

    assert sorted(shuffled, key=sort_key) == URGENCY


def test_keys_of_several_cells_are_one_order_of_urgency() -> None:
    spread = [
        msgspec.structs.replace(
            each,
            group=(None, GREEN, WATER)[place % 3],
            kind=tuple(Kind)[place % 4],
            stage=tuple(OPEN)[place % 2],
        )
        for place, each in enumerate(URGENCY)
    ]
    board = make_board(*spread, task(11, stage=Stage.MET), task(12, group=ORDER), task(13, void_reason="重复"))

    assert [no for _, _, no in board.keys((None, GREEN, WATER), tuple(Kind), tuple(OPEN))] == [e.no for e in URGENCY]


def test_keys_may_be_changed_by_who_asked() -> None:
    board = make_board(task(1), task(2))
    board.keys((GREEN,), (Kind.ASSIGNMENT,), (Stage.UNDERWAY,)).clear()

    assert board == rebuilt(board)
    assert len(board.keys((GREEN,), (Kind.ASSIGNMENT,), (Stage.UNDERWAY,))) == 2


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        pytest.param("", "2026-11-21T24:00", 1, id="up to and with a bound"),
        pytest.param("2026-11-21T24:00", "2026-11-23T15:00", 1, id="above a bound"),
        pytest.param("", "~", 4, id="all"),
        pytest.param("2026-11-23T24:00", "2026-12-31T24:00", 0, id="none there"),
    ],
)
def test_counting_between_deadlines(low: str, high: str, expected: int) -> None:
    board = make_board(task(1, due="2026-11-21"), task(2, due="2026-11-23T15:00"), task(3, due="2026-11-23"), task(4))

    assert board.count_between(low, high, (GREEN, WATER), (Kind.ASSIGNMENT,), (Stage.UNDERWAY,)) == expected


def test_void_tasks_are_counted_nowhere() -> None:
    board = make_board(task(1), task(2, void_reason="重复"), task(3, group=None, unit=AUDIT))

    assert board.count((GREEN, None), tuple(Kind), STAGES) == 2
    assert 2 in board.tasks

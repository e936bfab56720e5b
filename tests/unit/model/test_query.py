"""Which tasks a list or a column shows, and in which order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given

from board.model.entities import Office
from board.model.lamps import Lamp, lamp_of
from board.model.query import ALL_KINDS, KIND_VIEWS, MAIN_KINDS, Filter, all_groups, due_between, ordered, select
from board.model.task import DONE, OPEN, Kind, Stage, due_key
from tests.conftest import NOW
from tests.support import AUDIT, CITY, GREEN, WATER, Story, make_board, stories, task, tell

BOARD = make_board(
    task(1, due="2026-12-31"),
    task(2, due="2026-11-20", stage=Stage.UNCLAIMED, unit=None),
    task(3, due="2026-11-23", kind=Kind.PROBLEM, group=WATER),
    task(4, due="2026-11-01", stage=Stage.CLOSED),
    task(5, due="2026-11-02", stage=Stage.MET),
    task(6, due="2026-11-03", stage=Stage.CONSOLIDATING, kind=Kind.PROJECT),
    task(7, due="2026-11-19", group=None, unit=AUDIT),
    task(8, due="2026-11-18", kind=Kind.CHECK),
    task(9, due="2026-11-01", void_reason="重复"),
    task(10),
    task(11, due="2026-11-23T09:00", kind=Kind.PROBLEM, group=WATER),
)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        pytest.param({}, [8, 7, 2, 11, 3, 1, 10, 5, 6, 4], id="all: open by urgency, then met, consolidating, closed"),
        pytest.param({"overdue": True}, [8, 7, 2, 11], id="overdue"),
        pytest.param({"groups": (GREEN,)}, [8, 2, 1, 10, 5, 6, 4], id="one group"),
        pytest.param({"groups": (None,)}, [7], id="the inbox"),
        pytest.param({"groups": (WATER, None)}, [7, 11, 3], id="a group and the inbox"),
        pytest.param({"groups": ()}, [], id="no group at all"),
        pytest.param({"kinds": MAIN_KINDS}, [7, 2, 11, 3, 1, 10, 5, 6, 4], id="without checks"),
        pytest.param({"kinds": (Kind.PROBLEM,)}, [11, 3], id="one kind"),
        pytest.param({"stages": (Stage.UNCLAIMED,)}, [2], id="unclaimed"),
        pytest.param({"stages": (Stage.CLOSED, Stage.MET)}, [5, 4], id="stages in their own order"),
        pytest.param({"unit": AUDIT}, [7], id="a unit"),
        pytest.param({"unit": CITY, "overdue": True}, [8, 11], id="a unit's overdue ones"),
        pytest.param({"unit": 99}, [], id="a unit that has none"),
        pytest.param({"void": True}, [9], id="void"),
        pytest.param({"void": True, "groups": (WATER,)}, [], id="void, in another group"),
    ],
)
def test_select(wanted: dict[str, Any], numbers: list[int]) -> None:
    assert [each.no for each in select(BOARD, Filter(**wanted), NOW)] == numbers


def test_what_is_overdue_changes_with_the_minute() -> None:
    wanted = Filter(overdue=True, groups=(WATER,))

    assert [each.no for each in select(BOARD, wanted, datetime(2026, 11, 23, 8, 59))] == []
    assert [each.no for each in select(BOARD, wanted, datetime(2026, 11, 23, 9, 0))] == [11]
    assert [each.no for each in select(BOARD, wanted, datetime(2026, 11, 24))] == [11, 3]


def test_every_place_a_task_can_stand() -> None:
    assert all_groups(BOARD) == (GREEN, WATER, 13, None)


def test_the_kinds_key_shows_checks_last_and_returns_to_the_main_kinds() -> None:
    assert KIND_VIEWS[0] == MAIN_KINDS
    assert KIND_VIEWS[-1] == ALL_KINDS
    assert Kind.CHECK not in MAIN_KINDS


@given(stories)
def test_every_task_that_is_not_void_is_shown_once_the_done_ones_below(story: Story) -> None:
    for step in tell(story):
        shown = [step.after.tasks[no] for _, _, no in ordered(step.after, all_groups(step.after), ALL_KINDS)]

        assert sorted(each.no for each in shown) == [each.no for each in step.after.tasks.values() if not each.is_void]
        places = [each.stage in DONE for each in shown]
        assert places == sorted(places)


@given(stories)
def test_lamps_stand_in_their_order(story: Story) -> None:
    """Sorting by deadline is sorting by lamp: red above orange above yellow above green above none."""
    order = list(Lamp)
    for step in tell(story):
        board = step.after
        shown = ordered(board, all_groups(board), ALL_KINDS, (Stage.UNCLAIMED, Stage.UNDERWAY))
        lamps = [order.index(lamp_of(board.tasks[no], step.now, Office().yellow_days)) for _, _, no in shown]

        assert lamps == sorted(lamps)


@given(stories)
def test_what_is_due_between_two_moments_is_found_as_by_looking_at_every_task(story: Story) -> None:
    low, high = "2026-11-22T24:00", "2026-11-30T24:00"
    for step in tell(story):
        board = step.after
        wanted = {
            task.no
            for task in board.tasks.values()
            if not task.is_void and task.kind in MAIN_KINDS and task.stage in OPEN and low < due_key(task.due) <= high
        }

        found = due_between(board, low, high)
        assert found == sorted(found)
        assert {no for _, _, no in found} == wanted
        assert due_between(board, low, high, groups=(WATER,)) == [
            key for key in found if board.tasks[key[2]].group == WATER
        ]

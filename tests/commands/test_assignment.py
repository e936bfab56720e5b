"""交办 and 分办: who does it, and where it hangs."""

from __future__ import annotations

import pytest

from board import commands as do
from board.errors import UsageError
from board.model.entities import Office, Unit
from board.model.task import Stage
from tests.support import AUDIT, CITY, GREEN, HOUSING, ROADS, WATER, actor, commit, make_board, refused, run, task

UNCLAIMED = {"stage": Stage.UNCLAIMED, "unit": None}


def test_an_unclaimed_task_is_under_way_from_then_on() -> None:
    board, change = commit(make_board(task(1, **UNCLAIMED)), do.assign(actor(), 1, CITY, person=" 网格长\n"))

    assert change.action == "assign"
    assert (board.tasks[1].unit, board.tasks[1].person, board.tasks[1].stage) == (CITY, "网格长", Stage.UNDERWAY)


@pytest.mark.parametrize("stage", [Stage.UNDERWAY, Stage.MET, Stage.CONSOLIDATING])
def test_another_unit_takes_it_over_where_it_stands(stage: Stage) -> None:
    board = run(make_board(task(1, stage=stage)), do.assign(actor(), 1, HOUSING))

    assert (board.tasks[1].unit, board.tasks[1].stage) == (HOUSING, stage)


def test_a_closed_task_stays_with_whom_it_was_verified_for() -> None:
    refused(make_board(task(1, stage=Stage.CLOSED)), do.assign(actor(), 1, HOUSING), "closed_task")


@pytest.mark.parametrize(
    ("before", "unit", "said", "person"),
    [
        pytest.param({"unit": CITY, "person": "网格长"}, HOUSING, None, "", id="another unit's person goes with it"),
        pytest.param({"unit": CITY, "person": "网格长"}, HOUSING, "所长", "所长", id="unless one is named"),
        pytest.param({"unit": CITY, "person": "网格长"}, CITY, "所长", "所长", id="another person of the same unit"),
        pytest.param({**UNCLAIMED, "person": "网格长"}, CITY, None, "网格长", id="a person who was there first stays"),
        pytest.param({"unit": CITY, "person": "网格长"}, CITY, "", "", id="nobody in person"),
    ],
)
def test_the_person(before: dict[str, object], unit: int, said: str | None, person: str) -> None:
    assert run(make_board(task(1, **before)), do.assign(actor(), 1, unit, person=said)).tasks[1].person == person


def test_a_co_unit_that_becomes_responsible_is_no_longer_a_co_unit() -> None:
    board = make_board(task(1, co_units=(AUDIT, HOUSING)))

    assert run(board, do.assign(actor(), 1, HOUSING)).tasks[1].co_units == (AUDIT,)
    assert run(board, do.assign(actor(), 1, HOUSING, co_units=(HOUSING, ROADS, ROADS))).tasks[1].co_units == (ROADS,)
    assert run(board, do.assign(actor(), 1, CITY, co_units=())).tasks[1].co_units == ()


def test_a_new_unit_and_its_first_task_are_one_change() -> None:
    board, change = commit(make_board(task(1, **UNCLAIMED), task(2)), do.assign(actor(), [1, 2], " 园林局 "))

    assert change.seq == 1
    assert [op.entity for op in change.ops if op.op == "add"] == ["unit"]
    assert board.unit_name(board.tasks[1].unit) == "园林局"
    assert board.tasks[2].unit == board.tasks[1].unit == 5


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        pytest.param(99, "unknown_unit_id", id="an unknown id"),
        pytest.param("城管局", "unit_exists", id="a unit that is there"),
        pytest.param("城市管理局", "unit_exists", id="another name of a unit that is there"),
        pytest.param(" \u200b", "empty_unit_name", id="no name"),
    ],
)
def test_units_that_cannot_be_assigned(unit: int | str, code: str) -> None:
    refused(make_board(task(1)), do.assign(actor(), 1, unit), code, UsageError)


def test_co_units_must_exist_too() -> None:
    refused(make_board(task(1)), do.assign(actor(), 1, CITY, co_units=(99,)), "unknown_unit_id", UsageError)


# ----------------------------------------------------------------------------------------- units


def test_a_new_unit_with_its_other_names() -> None:
    board = run(make_board(), do.add_unit(actor(), "园林局", aliases=("园林绿化局", "绿化局\n")))

    assert board.units[5].aliases == ("园林绿化局", "绿化局")
    refused(board, do.add_unit(actor(), "绿化局"), "unit_exists", UsageError)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("城管局", 1, id="its name"),
        pytest.param("城市管理局", 1, id="an alias"),
        pytest.param("二七区城管局", 1, id="with the district in front"),
        pytest.param("区城管局", 1, id="with 区 in front"),
        pytest.param("财政局", 2, id="without the district that its name has"),
        pytest.param("二七区财政局", 2, id="as it is written"),
        pytest.param("区委办", 3, id="a name that begins so itself"),
        pytest.param("委办", 4, id="the exact name before a likely one"),
        pytest.param("城管", None, id="a part of a name"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_finding_a_unit_by_name(asked: str, found: int | None) -> None:
    names = [("城管局", ("城市管理局",)), ("二七区财政局", ()), ("区委办", ()), ("委办", ())]
    units = {key: Unit(id=key, name=name, aliases=also) for key, (name, also) in enumerate(names, 1)}

    assert do.find_unit(make_board(office=Office(district="二七区"), unit=units), asked) == found


# ------------------------------------------------------------------------------------- to a group


def test_sending_from_the_inbox_to_a_group_and_back() -> None:
    board, change = commit(make_board(task(1, group=None), task(2)), do.send_to_group(actor(), [1, 2], WATER))

    assert change.action == "send"
    assert [board.tasks[no].group for no in (1, 2)] == [WATER, WATER]
    assert run(board, do.send_to_group(actor(), 1, None)).tasks[1].group is None


def test_sending_nowhere() -> None:
    refused(make_board(task(1)), do.send_to_group(actor(), 1, 99), "unknown_group_id", UsageError)
    refused(make_board(task(1)), do.send_to_group(actor(), 1, GREEN), "nothing_to_do")

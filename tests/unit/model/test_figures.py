"""The office's figures and the ranking that is made of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from board import commands as do
from board.model import figures
from board.model.board import Board
from board.model.entities import Office
from board.model.figures import Tally
from board.model.lamps import Lamp, lamp_of
from board.model.query import MAIN_KINDS, all_groups
from board.model.task import ACTIVE, STAGES, Kind, Stage
from tests.conftest import NOW
from tests.support import AUDIT, CITY, GREEN, HOUSING, ORDER, WATER, Story, actor, make_board, run, stories, task, tell

NEVER_LATE = {"due": "2026-12-04", "met_at": "2026-12-01T09:00:00"}
LATE = {"due": "2026-11-20", "met_at": "2026-11-22T09:00:00"}


def tally(board: Board, now: datetime = NOW) -> Tally:
    return figures.tally(board, board.tasks.values(), now)


# ------------------------------------------------------------------------------- counts and rates


def test_counts_by_stage() -> None:
    board = make_board(
        *(task(place, stage=stage) for place, stage in enumerate(STAGES, 1)),
        task(6, stage=Stage.CLOSED, void_reason="重复"),
        task(7, void_reason="重复"),
    )

    found = tally(board)
    assert (found.total, found.active, found.closed) == (5, 3, 1)
    assert found.closure_rate == 1 / 5


@pytest.mark.parametrize(
    ("fields", "on_time", "answerable"),
    [
        pytest.param({"stage": Stage.MET, **NEVER_LATE}, 1, 1, id="met in time"),
        pytest.param({"stage": Stage.CLOSED, **NEVER_LATE}, 1, 1, id="met in time, closed since"),
        pytest.param({"stage": Stage.MET, **LATE}, 0, 1, id="met late"),
        pytest.param({"stage": Stage.CLOSED, **LATE}, 0, 1, id="met late, closed since"),
        pytest.param({"due": "2026-11-22"}, 0, 1, id="open and overdue"),
        pytest.param({"due": "2026-11-22", "stage": Stage.UNCLAIMED, "unit": None}, 0, 1, id="unclaimed and overdue"),
        pytest.param({"due": "2026-11-23"}, 0, 0, id="open and due today"),
        pytest.param({"due": "2026-11-23T09:00"}, 0, 1, id="open, the clock time has just passed"),
        pytest.param({}, 0, 0, id="open without a deadline"),
        pytest.param({"stage": Stage.MET, "met_at": "2026-11-22T09:00:00"}, 1, 1, id="met without a deadline"),
        pytest.param({"stage": Stage.MET, **NEVER_LATE, "kind": Kind.CHECK}, 0, 0, id="a check"),
        pytest.param({"due": "2026-11-01", "void_reason": "重复"}, 0, 0, id="void"),
    ],
)
def test_on_time_of_what_must_answer(fields: dict[str, Any], on_time: int, answerable: int) -> None:
    found = tally(make_board(task(1, **fields)))

    assert (found.on_time, found.answerable) == (on_time, answerable)
    assert found.on_time_rate == (on_time / answerable if answerable else None)


def test_an_extension_in_time_makes_it_on_time_by_the_deadline_in_force() -> None:
    board = run(
        make_board(task(1, due="2026-11-20")),
        do.set_deadline(actor("2026-11-19T09:00"), 1, "2026-11-30", reason="暴雨"),
        do.move(actor("2026-11-25T09:00"), 1, Stage.MET),
    )

    assert tally(board).on_time_rate == 1
    assert tally(board).extensions == 1


def test_entries_of_tasks_that_count_are_counted() -> None:
    board = run(
        make_board(task(1, due="2026-11-20"), task(2, due="2026-11-20"), task(3, kind=Kind.CHECK)),
        do.set_deadline(actor(), [1, 2], "2026-11-30", reason="暴雨"),
        do.set_deadline(actor(), 1, "2026-12-30", reason="暴雨"),
        do.urge(actor(), [1, 2, 3]),
        do.move(actor(), 1, Stage.MET),
        do.move(actor(), 1, Stage.UNDERWAY, reason="复查不合格"),
        do.move(actor(), 1, Stage.MET),
        do.move(actor(), 1, Stage.CONSOLIDATING),
        do.move(actor(), 1, Stage.UNDERWAY, reason="反弹", due="2027-01-30"),
        do.void(actor(), 2, reason="重复"),
    )

    found = tally(board)
    assert (found.extensions, found.urges, found.returns, found.rebounds) == (2, 1, 1, 1)


def test_investment_is_weighed_by_money_and_never_averaged() -> None:
    board = make_board(
        task(1, kind=Kind.PROJECT, planned=9000.0, completed=9000.0),
        task(2, kind=Kind.PROJECT, planned=1000.0, completed=0.0),
        task(3, kind=Kind.PROJECT, planned=0.0, completed=0.0),
        task(4, kind=Kind.PROJECT, planned=None, completed=500.0),
        task(5, kind=Kind.PROJECT, planned=5000.0, completed=None, void_reason="重复"),
    )

    assert tally(board).investment_rate == 0.9


def test_money_is_added_without_noise() -> None:
    board = make_board(*(task(no, planned=0.1, completed=0.1) for no in range(1, 11)))

    assert tally(board).planned == 1.0
    assert tally(board).investment_rate == 1.0


def test_nothing_has_no_rates() -> None:
    for found in (tally(make_board()), tally(make_board(task(1, void_reason="重复"), task(2, kind=Kind.CHECK)))):
        assert found == Tally()
        assert found.closure_rate is found.on_time_rate is found.investment_rate is None


# ------------------------------------------------------------------------- by group, unit, category


def test_groups_without_tasks_have_figures_of_nothing() -> None:
    board = make_board(task(1), task(2, group=None), task(3, group=WATER, void_reason="重复"))
    found = figures.by_group(board, NOW)

    assert list(found) == [GREEN, WATER, ORDER]
    assert [each.total for each in found.values()] == [1, 0, 0]


def test_units_that_are_responsible_for_something() -> None:
    board = make_board(
        task(1),
        task(2, unit=HOUSING, co_units=(AUDIT,), due="2026-11-01"),
        task(3, unit=None, stage=Stage.UNCLAIMED),
        task(4, unit=AUDIT, void_reason="重复"),
    )
    found = figures.by_unit(board, NOW)

    assert set(found) == {CITY, HOUSING}
    assert found[HOUSING].overdue == 1


def test_investment_by_category() -> None:
    board = make_board(
        task(1, kind=Kind.PROJECT, category="道路", planned=100.0, completed=50.0),
        task(2, kind=Kind.PROJECT, category="道路", planned=300.0, completed=250.0),
        task(3, kind=Kind.PROJECT, category="绿化", planned=100.0),
        task(4, kind=Kind.PROJECT, category="没有钱"),
        task(5, kind=Kind.ASSIGNMENT, category="道路", planned=100.0),
        task(6, kind=Kind.PROJECT, category="作废", planned=100.0, void_reason="重复"),
    )
    found = figures.investment_by_category(board, NOW)

    assert {name: each.investment_rate for name, each in found.items()} == {"道路": 0.75, "绿化": 0.0}


def test_checks_count_in_their_pass_rate_only() -> None:
    board = make_board(
        task(1, kind=Kind.CHECK, category="环境卫生", stage=Stage.MET),
        task(2, kind=Kind.CHECK, category="环境卫生", stage=Stage.CLOSED),
        task(3, kind=Kind.CHECK, category="环境卫生", due="2026-11-01"),
        task(4, kind=Kind.CHECK, category="环境卫生", stage=Stage.CLOSED, void_reason="重复"),
        task(5, kind=Kind.CHECK, category="公共秩序", stage=Stage.UNCLAIMED, unit=None),
        task(6, kind=Kind.PROBLEM, category="环境卫生", stage=Stage.CLOSED),
        task(7, kind=Kind.CHECK, category="作废", void_reason="重复"),
    )

    assert figures.pass_rate_by_category(board) == {"环境卫生": 2 / 3, "公共秩序": 0.0}
    assert tally(board).total == 1
    assert tally(board).overdue == 0
    assert figures.counts(board, NOW).total == 1


# -------------------------------------------------------------------------------------- counts


@given(stories, st.integers(0, 5))
def test_counts_from_the_index_are_those_of_the_tasks(story: Story, yellow_days: int) -> None:
    for step in tell(story):
        office = msgspec.structs.replace(step.after.office, yellow_days=yellow_days)
        tables: dict[str, Any] = {**step.after.tables, "office": {1: office}}
        board = Board.build(tables)
        for groups in (all_groups(board), (GREEN,), (None,)):
            live = [
                each
                for each in board.tasks.values()
                if each.group in groups and each.kind in MAIN_KINDS and not each.is_void
            ]
            lamps = [lamp_of(each, step.now, yellow_days) for each in live]
            found = figures.counts(board, step.now, groups)

            assert found.total == len(live)
            assert found.active == sum(each.stage in ACTIVE for each in live)
            assert found.closed == sum(each.stage is Stage.CLOSED for each in live)
            assert found.red == lamps.count(Lamp.RED) == figures.tally(board, live, step.now).overdue
            assert found.orange == lamps.count(Lamp.ORANGE)
            assert found.yellow == lamps.count(Lamp.YELLOW)


def test_counts_of_other_kinds_and_of_nothing() -> None:
    board = make_board(task(1, kind=Kind.CHECK, stage=Stage.CLOSED), task(2))

    assert figures.counts(board, NOW, kinds=(Kind.CHECK,)).closure_rate == 1
    assert figures.counts(board, NOW, (WATER,)).closure_rate is None


def test_the_header_follows_the_offices_threshold() -> None:
    board = make_board(task(1, due="2026-11-27"), office=Office(yellow_days=4))

    assert figures.counts(board, NOW).yellow == 1
    assert figures.counts(make_board(task(1, due="2026-11-27")), NOW).yellow == 0


# ------------------------------------------------------------------------------------- ranking

WEIGHTS = {"closure": 60.0, "on_time": 40.0, "overdue": 10.0, "extensions": 5.0, "rebounds": 5.0, "urges": 1.0}


@pytest.mark.parametrize(
    ("found", "weights", "points"),
    [
        pytest.param(Tally(total=4, closed=2, on_time=1, answerable=2), WEIGHTS, 50.0, id="what is done"),
        pytest.param(Tally(total=4, overdue=2), WEIGHTS, 40.0 - 5.0, id="overdue, per task; nobody was late yet"),
        pytest.param(Tally(total=2, extensions=1, rebounds=2, urges=4), WEIGHTS, 40 - 9.5, id="slips, per task"),
        pytest.param(Tally(total=2, closed=1, overdue=1), {"closure": 10.0}, 5.0, id="a weight not named is none"),
        pytest.param(Tally(total=2, closed=1), {}, 0.0, id="no weights"),
        pytest.param(Tally(), WEIGHTS, None, id="no tasks"),
    ],
)
def test_score_by_weights_that_are_data(found: Tally, weights: dict[str, float], points: float | None) -> None:
    assert figures.score(found, weights) == pytest.approx(points)


def test_ranking_shares_ranks_and_leaves_out_the_empty() -> None:
    half, all_done, none = Tally(total=2, closed=1), Tally(total=1, closed=1), Tally(total=5)
    places = figures.ranking(
        {1: none, 2: half, 3: Tally(), 4: all_done, 5: Tally(total=4, closed=2), 6: Tally()}, {"closure": 100.0}
    )

    assert [(place.rank, place.id) for place in places] == [(1, 4), (2, 2), (2, 5), (4, 1), (None, 3), (None, 6)]
    assert places[0].tally is all_done
    assert places[-1].score is None


def test_equal_is_equal_though_fractions_are_not() -> None:
    weights = {"closure": 0.3, "on_time": 0.1, "overdue": 0.1}
    same = {
        1: Tally(total=3, closed=1, overdue=6, on_time=1, answerable=1),
        2: Tally(total=10, closed=0, overdue=0, on_time=0, answerable=3),
    }

    assert [place.rank for place in figures.ranking(same, weights)] == [1, 1]


def test_ranking_of_nobody() -> None:
    assert figures.ranking({}, WEIGHTS) == []


@given(st.lists(st.integers(0, 5), max_size=8))
def test_nobody_is_ranked_above_a_better_score(closed: list[int]) -> None:
    places = figures.ranking({key: Tally(total=5, closed=done) for key, done in enumerate(closed)}, WEIGHTS)
    ranks = [place.rank or 0 for place in places]

    assert sorted(place.id for place in places) == list(range(len(closed)))
    assert ranks == [1 + sum((other.score or 0) > (place.score or 0) for other in places) for place in places]

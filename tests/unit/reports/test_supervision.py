"""Supervision: the figures of a period at its end, and what changed in it."""

from __future__ import annotations

from datetime import datetime

import pytest

from board import commands as do
from board.model import figures
from board.model.cards import Ground
from board.model.entities import Card
from board.model.lamps import Lamp
from board.model.query import MAIN_KINDS, Filter, select
from board.model.task import Stage
from board.reports.supervision import Supervision, meeting_period, meetings
from tests.conftest import NOW
from tests.support import AUDIT, CITY, GREEN, HOUSING, ROADS, WATER
from tests.unit.reports.supervised import Told, add, told


@pytest.fixture(scope="module")
def seen() -> Supervision:
    return told().seen()


def test_it_begins_with_the_end_of_the_last_meeting_before_today(seen: Supervision) -> None:
    assert (seen.since, seen.until) == ("2026-11-09T10:00:00", NOW)


def test_the_totals_are_those_of_the_head_and_of_the_ledger(seen: Supervision) -> None:
    board = seen.board
    listed = list(select(board, Filter(kinds=MAIN_KINDS), NOW))
    counts = figures.counts(board, NOW)

    assert seen.total.total == len(listed) == counts.total == 8
    assert seen.total.overdue == len(seen.overdue) == counts.red == 2
    assert seen.total.active == counts.active
    assert seen.total.closed == counts.closed == 1
    assert sum(sum(lamps.values()) for lamps in seen.lamps.values()) == len(listed)
    assert sum(lamps[Lamp.RED] for lamps in seen.lamps.values()) == counts.red
    assert sum(place.tally.total for place in seen.units) == len([task for task in listed if task.unit])


def test_what_is_overdue_is_told_with_its_days(seen: Supervision) -> None:
    assert [(late.task.no, late.days) for late in seen.overdue] == [(1, 13), (2, 3)]


def test_groups_and_units_are_ranked(seen: Supervision) -> None:
    # Green: nothing closed or in time, of two tasks one overdue, one extended and one urged: -(30 + 10 + 5) / 2.
    assert [(place.rank, place.id, place.score) for place in seen.groups][1:] == [(2, WATER, -15.0), (3, GREEN, -22.5)]
    assert [place.id for place in seen.units] == [AUDIT, HOUSING, CITY, ROADS]


def test_money_is_weighed_and_checks_have_their_own_rate(seen: Supervision) -> None:
    assert [(name, tally.investment_rate) for name, tally in seen.investment] == [("道路", 0.757), ("公园", 0.757)]
    assert seen.invested.investment_rate == 0.757
    assert [(name, passes.rate) for name, passes in seen.checks] == [("公共厕所", 1.0), ("社区小区", 0.0)]
    assert (seen.checked.total, seen.checked.passed) == (2, 1)


def test_what_changed_since(seen: Supervision) -> None:
    assert seen.changed._asdict() == {
        "new": (10,), "met": (), "closed": (4,), "put_right": (), "extended": (3,), "returned": (), "rebounded": (),
        "overdue": (1, 2), "void": (),
    }  # fmt: skip


def test_what_was_late_and_is_met_was_put_right() -> None:
    story = told().at("23T08:00", lambda who: do.move(who, 1, Stage.MET))

    changed = story.seen(since="2026-11-12T12:00:00").changed
    assert changed.put_right == (1,)
    assert changed.met == (1,)
    assert changed.overdue == (2,)
    assert story.seen().changed.put_right == ()  # it was not late yet when the period began


def test_an_undone_change_did_not_happen() -> None:
    story = told().at("23T08:00", lambda who: do.move(who, 1, Stage.MET))
    last = story.changes[-1]
    story.at("23T08:01", lambda who: do.undo(who, last))

    assert story.seen().changed.met == ()


def test_sent_back_and_rebounded_within_the_period() -> None:
    story = told().at(
        "20T10:00",
        lambda who: do.move(who, 5, Stage.MET),
        lambda who: do.move(who, 5, Stage.UNDERWAY, reason="不合格"),
        lambda who: do.move(who, 4, Stage.UNDERWAY, reason="又占道", due="2026-12-01"),
    )
    changed = story.seen().changed
    assert (changed.returned, changed.rebounded, changed.met, changed.closed) == ((5,), (4,), (), ())


def test_a_past_period_has_the_figures_of_its_end() -> None:
    story = told()
    first, second = meetings(story.board)
    begin, end = meeting_period(story.board, second)
    seen = story.seen(since=begin, until=end)

    assert (begin, end) == (first.end, datetime(2026, 11, 9, 10))
    assert seen.total.total == 7
    assert (seen.total.closed, seen.total.overdue) == (0, 0)
    assert seen.changed.new == ()
    assert seen.changed.met == (4,)
    assert [point.meeting for point in seen.trend] == [1, None]


def test_the_first_meeting_begins_with_the_board() -> None:
    story = told()
    assert meeting_period(story.board, meetings(story.board)[0])[0] == ""
    assert story.seen(since="", until=datetime(2026, 11, 2, 11)).changed.new == (1, 2, 3, 4, 5, 6, 9)


def test_a_running_meeting_closes_the_period_now() -> None:
    story = told().at("23T08:00", lambda who: do.start_meeting(who, ""))
    assert meeting_period(story.board, meetings(story.board)[-1]) == ("2026-11-09T10:00:00", None)


def test_the_trend_has_the_figures_at_the_end_of_each_meeting(seen: Supervision) -> None:
    assert [(point.meeting, point.total, point.closed, point.overdue) for point in seen.trend] == [
        (1, 7, 0, 0),
        (2, 7, 0, 0),
        (None, 8, 1, 2),
    ]
    assert seen.trend[-1].closure_rate == 1 / 8


def test_without_meetings_the_trend_goes_by_weeks() -> None:
    story = told()
    story.board, story.changes = type(story)().board, []
    points = story.seen().trend

    assert [point.when for point in points][-2:] == ["2026-11-16T00:00:00", "2026-11-23T09:00:00"]
    assert len({point.when[:10] for point in points}) == len(points) == 8


def test_what_falls_due_next_is_told_by_unit(seen: Supervision) -> None:
    assert [(unit, [task.no for task in tasks]) for unit, tasks in seen.due] == [(HOUSING, [5]), (ROADS, [10])]


def test_proposals_and_what_is_confirmed(seen: Supervision) -> None:
    assert [(each.unit, each.card, each.grounds) for each in seen.proposals] == [
        (CITY, Card.RED, (Ground("days", 13),)),
        (ROADS, Card.YELLOW, (Ground("overdue", 1),)),
        (CITY, Card.CRITICISM, (Ground("rank", 3), Ground("overdue", 1))),
        (ROADS, Card.CRITICISM, (Ground("rank", 4), Ground("overdue", 1))),
    ]
    confirmed = seen.confirmed(CITY, Card.PRAISE)
    assert confirmed is not None
    assert confirmed.reason == "群众来信感谢"
    assert seen.confirmed(CITY, Card.RED) is None


def test_a_red_card_that_is_given_takes_the_place_of_a_yellow_one() -> None:
    story = told()
    yellow = [each.unit for each in story.seen().proposals if each.card is Card.YELLOW]
    story.at("20T12:00", *(lambda who, unit=unit: do.confirm(who, unit, Card.RED, "说明") for unit in yellow))

    assert yellow
    assert [each for each in story.seen().proposals if each.card is Card.YELLOW] == []


def test_a_period_that_begins_with_a_day_says_that_day() -> None:
    assert told().seen(since="2026-10-31T23:59:59").begun == datetime(2026, 11, 1)
    assert told().seen(since="").begun is None


def test_a_red_lamp_put_out_at_the_first_meeting_is_told() -> None:
    story = Told()
    story.at("02T09:00", add("拆违", due="2026-11-01"), lambda who: do.start_meeting(who, ""))
    story.at("02T09:10", lambda who: do.move(who, 1, Stage.MET)).at("02T10:00", do.end_meeting)
    seen = story.seen(since="", until=datetime(2026, 11, 2, 10))

    assert [(each.task, each.what) for each in seen.flagged] == [(1, "move")]
    assert [(each.task, each.what) for each in story.seen(since="").flagged] == [(1, "move")]


def test_a_red_lamp_put_out_at_a_meeting_is_told() -> None:
    story = told().at(
        "23T08:00",
        lambda who: do.start_meeting(who, ""),
        lambda who: do.move(who, 1, Stage.MET),
        lambda who: do.move(who, 5, Stage.MET),
    )
    assert [(each.task, each.what) for each in story.seen().flagged] == [(1, "move")]

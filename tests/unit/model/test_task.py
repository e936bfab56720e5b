"""When a deadline passes, and by how much a task was late."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from board.model.task import (
    ACTIVE,
    DONE,
    NO_DEADLINE_KEY,
    OPEN,
    STAGES,
    Stage,
    days_late,
    due_date,
    due_key,
    due_moment,
    end_of_day_key,
    minute_key,
)
from tests.support import task

moments = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 12, 31))
dues = st.one_of(
    moments.map(lambda moment: moment.date().isoformat()),
    moments.map(lambda moment: moment.isoformat(timespec="minutes")[:16]),
)


@pytest.mark.parametrize(
    ("due", "moment"),
    [
        pytest.param("2026-12-04", datetime(2026, 12, 5), id="a day lasts until its midnight"),
        pytest.param("2026-12-04T15:00", datetime(2026, 12, 4, 15), id="a clock time until that minute begins"),
        pytest.param("2026-12-04T00:00", datetime(2026, 12, 4), id="midnight by the clock is the day's beginning"),
        pytest.param("2026-11-30", datetime(2026, 12, 1), id="month end"),
        pytest.param("2026-12-31", datetime(2027, 1, 1), id="year end"),
        pytest.param("2028-02-28", datetime(2028, 2, 29), id="the day before a leap day"),
        pytest.param("2028-02-29", datetime(2028, 3, 1), id="leap day"),
        pytest.param("2026-02-28", datetime(2026, 3, 1), id="no leap year"),
    ],
)
def test_a_deadline_passes_at(due: str, moment: datetime) -> None:
    assert due_moment(due) == moment


@given(dues, moments)
@example("2026-12-04", datetime(2026, 12, 4, 23, 59, 59))
@example("2026-12-04", datetime(2026, 12, 5))
@example("2026-12-04T15:00", datetime(2026, 12, 4, 14, 59, 59, 999_999))
@example("2026-12-04T15:00", datetime(2026, 12, 4, 15))
def test_text_keys_tell_what_has_passed_as_moments_do(due: str, now: datetime) -> None:
    assert (due_key(due) <= minute_key(now)) == (due_moment(due) <= now)


@given(st.lists(dues))
def test_text_keys_sort_by_time(some: list[str]) -> None:
    moments_by_key = [due_moment(due) for due in sorted(some, key=due_key)]

    assert moments_by_key == sorted(moments_by_key)


@given(dues)
def test_no_deadline_sorts_after_every_deadline(due: str) -> None:
    assert due_key(due) < due_key(None) == NO_DEADLINE_KEY


def test_a_day_and_the_end_of_that_day_are_one_key() -> None:
    assert due_key("2026-12-04") == end_of_day_key(date(2026, 12, 4))


def test_a_clock_set_before_the_year_1000_is_no_reason_to_call_everything_overdue() -> None:
    assert minute_key(datetime(987, 6, 5, 4, 3)) == "0987-06-05T04:03"


@pytest.mark.parametrize("due", ["2026-12-04", "2026-12-04T15:00"])
def test_the_day_of_a_deadline(due: str) -> None:
    assert due_date(due) == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("due", "met_at", "late"),
    [
        pytest.param("2026-12-04", "2026-12-04T23:59:59", 0, id="in the last second of the day"),
        pytest.param("2026-12-04", "2026-12-05T00:00:00", 1, id="at midnight"),
        pytest.param("2026-12-04", "2026-12-07T08:00:00", 3, id="three days on"),
        pytest.param("2026-12-04", "2026-11-04T08:00:00", 0, id="a month early"),
        pytest.param("2026-12-04T15:00", "2026-12-04T14:59:59", 0, id="in the last second before the clock time"),
        pytest.param("2026-12-04T15:00", "2026-12-04T15:00:00", 1, id="late on the same day is a day late"),
        pytest.param("2026-12-04T15:00", "2026-12-05T09:00:00", 1, id="the next morning after a clock time"),
        pytest.param("2026-11-30", "2026-12-02T09:00:00", 2, id="over a month end"),
        pytest.param("2026-12-31", "2027-01-01T09:00:00", 1, id="over a year end"),
        pytest.param("2028-02-28", "2028-03-01T09:00:00", 2, id="over a leap day"),
        pytest.param("2026-12-04", None, 0, id="not met"),
        pytest.param(None, "2026-12-04T09:00:00", 0, id="no deadline"),
    ],
)
def test_days_late(due: str | None, met_at: str | None, late: int) -> None:
    assert days_late(task(due=due, met_at=met_at, stage=Stage.MET)) == late


def test_every_stage_is_either_open_or_done() -> None:
    assert set(STAGES) == OPEN | DONE
    assert not OPEN & DONE


def test_active_is_what_is_claimed_and_not_closed() -> None:
    assert set(STAGES) - ACTIVE == {Stage.UNCLAIMED, Stage.CLOSED}


def test_a_task_is_void_from_when_a_reason_stands_on_it() -> None:
    assert task(void_reason="重复").is_void
    assert not task().is_void

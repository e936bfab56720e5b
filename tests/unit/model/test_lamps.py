"""Which lamp a task shows, to the minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.model.lamps import Lamp, days_left, lamp_bounds, lamp_of
from board.model.task import DONE, OPEN, Stage, due_key
from tests.support import task


def lamp(due: str | None, now: str, yellow_days: int = 3, **fields: Any) -> str:
    return lamp_of(task(due=due, **fields), datetime.fromisoformat(now), yellow_days).value


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-11-30T23:59:59", "green", id="four days before, in the last second"),
        pytest.param("2026-12-01T00:00:00", "yellow", id="three days before, from midnight"),
        pytest.param("2026-12-02T12:00:00", "yellow", id="two days before"),
        pytest.param("2026-12-03T23:59:59", "yellow", id="the day before, to its end"),
        pytest.param("2026-12-04T00:00:00", "orange", id="the day itself, from midnight"),
        pytest.param("2026-12-04T23:59:59", "orange", id="the day itself, to its last second"),
        pytest.param("2026-12-05T00:00:00", "red", id="overdue from midnight"),
        pytest.param("2027-12-04T00:00:00", "red", id="a year later"),
    ],
)
def test_a_deadline_of_a_whole_day(now: str, expected: str) -> None:
    assert lamp("2026-12-04", now) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-11-30T15:00:00", "green", id="four days before"),
        pytest.param("2026-12-01T00:00:00", "yellow", id="three days before"),
        pytest.param("2026-12-04T00:00:00", "orange", id="in the morning"),
        pytest.param("2026-12-04T14:59:59", "orange", id="in the last second"),
        pytest.param("2026-12-04T15:00:00", "red", id="in the minute that it names"),
        pytest.param("2026-12-04T15:00:59", "red", id="within that minute"),
        pytest.param("2026-12-04T23:59:00", "red", id="late the same day"),
    ],
)
def test_a_deadline_with_a_clock_time(now: str, expected: str) -> None:
    assert lamp("2026-12-04T15:00", now) == expected


@pytest.mark.parametrize(
    ("due", "now", "expected"),
    [
        pytest.param("2026-11-30", "2026-12-01T00:00", "red", id="month end passed"),
        pytest.param("2026-12-01", "2026-11-28T00:00", "yellow", id="three days across a month end"),
        pytest.param("2026-12-01", "2026-11-27T23:59", "green", id="four days across a month end"),
        pytest.param("2026-12-31", "2027-01-01T00:00", "red", id="year end passed"),
        pytest.param("2027-01-01", "2026-12-29T00:00", "yellow", id="three days across a year end"),
        pytest.param("2027-01-01", "2026-12-28T23:59", "green", id="four days across a year end"),
        pytest.param("2028-02-29", "2028-02-29T23:59", "orange", id="leap day"),
        pytest.param("2028-02-28", "2028-02-29T00:00", "red", id="the leap day after"),
        pytest.param("2028-03-01", "2028-02-27T00:00", "yellow", id="three days across a leap day"),
        pytest.param("2028-03-01", "2028-02-26T23:59", "green", id="four days across a leap day"),
        pytest.param("2026-10-05", "2026-11-05T09:00", "red", id="the same day of another month"),
        pytest.param("2026-12-05", "2026-11-05T09:00", "green", id="the same day of a month to come"),
        pytest.param("2026-12-05T00:00", "2026-12-04T23:59", "yellow", id="midnight by the clock is tomorrow"),
        pytest.param("2026-12-05T00:00", "2026-12-05T00:00", "red", id="midnight by the clock has no day"),
    ],
)
def test_calendar_edges(due: str, now: str, expected: str) -> None:
    assert lamp(due, now) == expected


@pytest.mark.parametrize(
    ("yellow_days", "lamps"),
    [
        pytest.param(0, "orange green green green green green", id="never yellow"),
        pytest.param(1, "orange yellow green green green green", id="one day"),
        pytest.param(3, "orange yellow yellow yellow green green", id="three days"),
        pytest.param(4, "orange yellow yellow yellow yellow green", id="four days"),
        pytest.param(10**9, "orange yellow yellow yellow yellow yellow", id="for ever"),
    ],
)
def test_the_yellow_threshold_is_data(yellow_days: int, lamps: str) -> None:
    shown = [lamp(f"2026-12-0{day}", "2026-12-01T09:00", yellow_days) for day in range(1, 7)]

    assert shown == lamps.split()


@pytest.mark.parametrize("stage", sorted(DONE))
def test_what_is_met_is_grey_however_late(stage: Stage) -> None:
    assert lamp("2026-01-01", "2026-12-04T09:00", stage=stage) == "grey"
    assert lamp(None, "2026-12-04T09:00", stage=stage) == "grey"


@pytest.mark.parametrize("stage", sorted(OPEN))
def test_what_is_open_shows_its_deadline_claimed_or_not(stage: Stage) -> None:
    assert lamp("2026-12-03", "2026-12-04T09:00", stage=stage, unit=None) == "red"
    assert lamp(None, "2026-12-04T09:00", stage=stage) == "none"


@pytest.mark.parametrize("stage", sorted(Stage))
def test_what_is_void_shows_none(stage: Stage) -> None:
    assert lamp("2026-12-03", "2026-12-04T09:00", stage=stage, void_reason="重复") == "none"


@pytest.mark.parametrize(
    ("due", "left"),
    [
        pytest.param("2026-12-07", 3, id="to come"),
        pytest.param("2026-12-04", 0, id="today"),
        pytest.param("2026-12-04T08:00", 0, id="passed today by the clock"),
        pytest.param("2026-12-01", -3, id="passed"),
        pytest.param("2027-01-01", 28, id="next year"),
        pytest.param(None, None, id="none"),
    ],
)
def test_days_left_counts_calendar_days(due: str | None, left: int | None) -> None:
    assert days_left(task(due=due), datetime(2026, 12, 4, 23, 59)) == left


moments = st.datetimes(min_value=datetime(2026, 11, 28), max_value=datetime(2026, 12, 4))
dues = st.datetimes(min_value=datetime(2026, 11, 24), max_value=datetime(2026, 12, 12)).flatmap(
    lambda moment: st.sampled_from([moment.date().isoformat(), moment.isoformat(timespec="minutes")[:16]])
)


@given(dues, moments, st.integers(0, 5))
def test_a_lamp_found_by_bisection_is_the_lamp_by_rule(due: str, now: datetime, yellow_days: int) -> None:
    key, bounds = due_key(due), lamp_bounds(now, yellow_days)
    found = next(
        (colour for colour in ("red", "orange", "yellow") if key <= getattr(bounds, colour)),
        "green",
    )

    assert found == lamp_of(task(due=due), now, yellow_days).value
    assert bounds.red <= bounds.orange <= bounds.yellow


@given(dues, moments, st.integers(0, 5), st.integers(0, 10_000))
def test_time_only_makes_a_lamp_worse(due: str, now: datetime, yellow_days: int, minutes: int) -> None:
    order = [Lamp.GREEN, Lamp.YELLOW, Lamp.ORANGE, Lamp.RED]
    later = lamp_of(task(due=due), now + timedelta(minutes=minutes), yellow_days)

    assert order.index(later) >= order.index(lamp_of(task(due=due), now, yellow_days))

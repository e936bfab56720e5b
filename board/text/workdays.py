"""Workdays of the State Council calendar: 调休 Saturdays and Sundays count, holidays do not.

The years that offices write about stand here, since what is published never changes. The library of holidays, which
takes more memory than a ledger of thousands of rows, is loaded by the first question about another year.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_ONE = timedelta(days=1)
PUBLISHED = {
    2024: (
        "01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 "
        "10-01 10-02 10-03 10-04 10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 "
        "10-01 10-02 10-05 10-06 10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}
"""Year → the weekdays that are off, and the weekend days that are worked."""
_LAST_KNOWN = 2026
"""The last year whose notice was out when this was written; later ones are known when the library has their notice."""


class _Year(NamedTuple):
    off: frozenset[date]
    """Holidays, and the days that were exchanged for a working weekend."""
    working_weekends: frozenset[date]
    published: bool


@lru_cache(maxsize=128)
def _year(year: int) -> _Year:
    if year in PUBLISHED:
        off, worked = (
            frozenset(date.fromisoformat(f"{year}-{day}") for day in days.split()) for days in PUBLISHED[year]
        )
        return _Year(off, worked, published=True)
    from holidays import country_holidays

    table = country_holidays("CN", years=year)
    # A notice of the State Council names the exchanged days of its year; until it is out, the law alone is known.
    published = year <= _LAST_KNOWN or year in table.special_public_holidays
    return _Year(frozenset(table), frozenset(table.weekend_workdays), published)


def is_published(year: int) -> bool:
    """Whether the State Council's arrangement of `year` is known; if not, a count of workdays is provisional."""
    return _year(year).published


def is_workday(day: date) -> bool:
    """Whether offices work on `day`."""
    year = _year(day.year)
    return day in year.working_weekends or (day.weekday() < 5 and day not in year.off)


def is_rest_day(day: date) -> bool:
    """Whether `day` is a holiday, or a weekend that nobody works on."""
    return not is_workday(day)


def after(day: date, count: int) -> date:
    """The workday that is number `count` (1 or more) after `day`, which itself does not count."""
    while count:
        day += _ONE
        count -= is_workday(day)
    return day


def before(day: date, count: int) -> date:
    """The workday that is number `count` (1 or more) before `day`, which itself does not count."""
    while count:
        day -= _ONE
        count -= is_workday(day)
    return day


def last_until(day: date) -> date:
    """The last workday up to `day`, that day included."""
    while not is_workday(day):
        day -= _ONE
    return day


def holiday_around(day: date) -> tuple[date, date]:
    """First and last day of the run of free days that `day` lies in; just `day` when it is a workday."""
    first = last = day
    if not is_workday(day):
        while not is_workday(first - _ONE):
            first -= _ONE
        while not is_workday(last + _ONE):
            last += _ONE
    return first, last

"""Workdays of the State Council calendar: 调休 Saturdays and Sundays count, holidays do not.

The library of holidays is loaded by the first question that needs it: most deadlines name their day.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_ONE = timedelta(days=1)
_LAST_KNOWN = 2026
"""The last year whose notice was out when this was written; later ones are known when the library has their notice."""


class _Year(NamedTuple):
    off: frozenset[date]
    """Holidays, and the days that were exchanged for a working weekend."""
    working_weekends: frozenset[date]
    published: bool


@lru_cache(maxsize=128)
def _year(year: int) -> _Year:
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

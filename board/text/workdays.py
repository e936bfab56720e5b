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
        "0101 0212 0213 0214 0215 0216 0404 0405 0501 0502 0503 0610 0916 0917 1001 1002 1003 1004 1007",
        "0204 0218 0407 0428 0511 0914 0929 1012",
    ),
    2025: (
        "0101 0128 0129 0130 0131 0203 0204 0404 0501 0502 0505 0602 1001 1002 1003 1006 1007 1008",
        "0126 0208 0427 0928 1011",
    ),
    2026: (
        "0101 0102 0216 0217 0218 0219 0220 0223 0406 0501 0504 0505 0619 0925 1001 1002 1005 1006 1007",
        "0104 0214 0228 0509 0920 1010",
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
            frozenset(date.fromisoformat(f"{year}{day}") for day in days.split()) for days in PUBLISHED[year]
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

"""What a piece of a deadline phrase was read as, and the day from which it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years outside are slips of the hand, and the tables of the lunar calendar end there."""

BEFORE = r"(?:之前|以前|前(?![期后夕往置台沿端]))"
WITHIN = r"(?:之内|以内|内(?![部容涝河外网业控审设参蒙]))"


@dataclass(frozen=True, slots=True)
class Today:
    """From where a phrase is read."""

    day: date
    past: bool = False
    """Whether days before today are wanted too: then a day without a year is one of this year."""

    def in_year(self, make: Callable[[int], date | None]) -> tuple[date, bool] | None:
        """What `make` gives for this year or, when that is over, for the next (then True)."""
        this = make(self.day.year)
        if this is None or self.past or this >= self.day:
            return None if this is None else (this, False)
        following = make(self.day.year + 1)
        return None if following is None else (following, True)

    def year_of(self, month: int, day: int) -> tuple[int, bool]:
        """The year that a month and day without a year are of, and whether this year's was over.

        29 February is asked for in that year only: it is not put off to the next leap year.
        """
        over = (month, day) < (self.day.month, self.day.day) and not self.past
        return self.day.year + over, over


@dataclass(frozen=True, slots=True)
class Reading:
    """The day that the first part of a phrase names, and what may still follow it."""

    day: date
    rolled: bool = False
    """It was over this year and went to the next."""
    provisional: bool = False
    """It hangs on a year whose holidays are not published."""
    before: bool = True
    """前 may follow."""
    within: bool = False
    """内 may follow."""
    clock: bool = True
    """A clock time may follow: not behind a whole week or month."""
    single: bool = True
    """It names one day, so that a weekday or a date in brackets may repeat it."""
    opens: bool = False
    """It is the part of a month that a range may begin with, as any single day may."""
    any_week: bool = False
    """A weekday without its week: a date behind it only has to be such a day."""
    marked: bool = False
    """前 or 内 was said: what follows is what must be done by then."""
    bare_span: bool = False
    """三天: a length of time without 内, which is a deadline only where little else is said."""


class Family(NamedTuple):
    """One kind of phrase: how it is written, and what it means (None: no such day)."""

    pattern: re.Pattern[str]
    build: Callable[[re.Match[str], Today], Reading | None]


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month; month 13 is January of the next year."""
    years, month = divmod(month, 12)
    return date(year + years, month + 1, 1) - timedelta(days=1)


def quarter_end(day: date, away: int) -> date:
    """The last day of the quarter in which `day` is or, so many quarters away, of another one."""
    return month_end(day.year, ((day.month - 1) // 3 + away) * 3 + 3)

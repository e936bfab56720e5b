"""Ranges of days and months: what is to be done in them is due on their last day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from board.text.calendar_days import (
    DAY_NUMBER,
    DAY_SIGN,
    END_OF_FIGURES,
    MONTH,
    NEAR_MONTH,
    YEAR,
    day_number,
    month_named,
    near_month,
    nearest,
    year_named,
)
from board.text.numerals import DIGITS
from board.text.readings import WITHIN, Family, Reading, Today, day_of, month_end

_TO = r"(?:至|到|~|-)"
_WEEKDAYS = "一二三四五六日"

_End = tuple[str | None, int, int]
"""The year as typed or None, the month, the day (0: the last of the month)."""


def _day(year: int, end: _End) -> date | None:
    return day_of(year, end[1], end[2]) if end[2] else month_end(year, end[1])


def _until(first: _End, last: _End, today: Today) -> Reading | None:
    """The last day of a range that may run into the next year; its first day must exist and come before."""
    over_new_year = first[1] > last[1]
    rolled = False
    if last[0] or first[0]:
        named = year_named(last[0] or first[0] or "", today)
        if named is None:
            return None
        year = named if last[0] else named + over_new_year
        begins = year_named(first[0], today) if first[0] else year - over_new_year
    else:
        # In a ledger the range begins in the ledger's year; at the desk it ends at the next such day.
        year, rolled = today.year_of(last[1], last[2] or 31)
        year += over_new_year and today.past
        begins = year - over_new_year
        rolled = rolled and begins > today.day.year
    begin = None if begins is None else day_of(begins, first[1], first[2] or 1)
    end = _day(year, last)
    if begin is None or end is None or begin > end:
        return None
    return Reading(end, rolled=rolled, single=False, within=True)


def _days_in_words(found: re.Match[str], today: Today) -> Reading | None:
    first, last, month = day_number(found["d"]), day_number(found["d2"]), month_named(found["m"])
    month2 = month_named(found["m2"]) if found["m2"] else month
    if first is None or last is None or month is None or month2 is None or not first or not last:
        return None
    return _until((found["y"], month, first), (found["y2"], month2, last), today)


def _days_of_near_month(found: re.Match[str], today: Today) -> Reading | None:
    first, last = day_number(found["d"]), day_number(found["d2"])
    if first is None or last is None or not 1 <= first < last:
        return None
    end = day_of(*near_month(found["near"], today), last)
    return None if end is None else Reading(end, single=False, within=True)


def _days_in_figures(found: re.Match[str], today: Today) -> Reading | None:
    year, year2 = (f"{found[key]}年" if found[key] else None for key in ("y", "y2"))
    ends = ((year, int(found["m"]), int(found["d"])), (year2, int(found["m2"]), int(found["d2"])))
    return _until(*ends, today) if ends[0][2] and ends[1][2] else None


def _bare_days(found: re.Match[str], today: Today) -> Reading | None:
    first, last = day_number(found["d"]), day_number(found["d2"])
    if first is None or last is None or not 1 <= first < last:
        return None
    if found["sign"] == "-" and found["d"].isdigit() and first <= 12:
        return None  # 10-15日 could be 15 October
    end = nearest(last, today)
    return None if end is None else Reading(end, single=False, within=True)


def _months(found: re.Match[str], today: Today) -> Reading | None:
    month, month2 = month_named(found["m"]), month_named(found["m2"])
    if month is None or month2 is None:
        return None
    reading = _until((found["y"], month, 0), (found["y2"], month2, 0), today)
    return reading and Reading(reading.day, rolled=reading.rolled, before=bool(found["end"]), within=True, single=False)


def _weekdays(found: re.Match[str], today: Today) -> Reading | None:
    first, last = (_WEEKDAYS.index(found[key].replace("天", "日")) for key in ("a", "b"))
    if first >= last:
        return None
    week, week2 = found["w"] or "", found["w2"] or ""
    if week2 and week2.count("下") != week.count("下"):
        return None
    # Said without its week on a day after its first, it could be this week's or the next's.
    if not week and first < today.day.weekday():
        return None
    monday = today.day - timedelta(days=today.day.weekday())
    return Reading(monday + timedelta(days=7 * week.count("下") + last), single=False, within=True)


_WEEK = r"(?:个?(?:周(?=周|星期|礼拜))?(?:周|星期|礼拜))"
_FIGURES = (
    r"(?:(?P<y{0}>[0-9]{{4}}|[0-9]{{2}})(?P<s{0}>[-./]))?(?P<m{0}>[0-9]{{1,2}}){1}(?P<d{0}>[0-9]{{1,2}})(?![0-9])"
)

FAMILIES = (
    Family(
        re.compile(
            rf"(?P<y>{YEAR})?(?P<m>{MONTH})(?P<d>{DAY_NUMBER}{DAY_SIGN}?){_TO}"
            rf"(?:(?P<y2>{YEAR})?(?P<m2>{MONTH}))?(?P<d2>{DAY_NUMBER}{DAY_SIGN}|[0-9]{{1,2}}(?![0-9]))"
        ),
        _days_in_words,
    ),
    Family(
        re.compile(rf"(?P<near>{NEAR_MONTH})(?P<d>{DAY_NUMBER}{DAY_SIGN}?){_TO}(?P<d2>{DAY_NUMBER}{DAY_SIGN})"),
        _days_of_near_month,
    ),
    Family(
        re.compile(
            _FIGURES.format("", "(?(s)(?P=s)|[./])")
            + r"(?:至|到|~|(?<![-][0-9])(?<![-][0-9][0-9])-)"
            + _FIGURES.format("2", "(?(s2)(?P=s2)|[-./])")
            + END_OF_FIGURES
        ),
        _days_in_figures,
    ),
    Family(
        re.compile(rf"(?P<d>{DAY_NUMBER}){DAY_SIGN}?(?P<sign>{_TO})(?P<d2>{DAY_NUMBER}){DAY_SIGN}(?!{WITHIN})"),
        _bare_days,
    ),
    Family(
        re.compile(
            rf"(?P<y>{YEAR})?(?P<m>{MONTH}|[0-9]{{1,2}}){_TO}(?P<y2>{YEAR})?(?P<m2>{MONTH})(?P<end>底|末|下旬)?(?![0-9{DIGITS}十上中初])"
        ),
        _months,
    ),
    Family(
        re.compile(
            rf"(?P<w>本|这|下下?)?{_WEEK}(?P<a>[一二三四五六]){_TO}(?:(?P<w2>本|这|下下?)?{_WEEK})?(?P<b>[二三四五六日天])(?![至到~-])"
        ),
        _weekdays,
    ),
)
"""Phrases that name a range."""

"""Dates of a ledger: cells that are dates, serials, and words that the deadline grammar reads.

Words count from the day of assignment, never from the day of import: a phrase that means another day in another
month of the same year (3日内, 立即, 月底) is relative, and without a day of assignment it is kept as words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from board.model.task import OpenEnded
from board.text.deadlines import DeadlineError, open_ended, parse_deadline
from board.text.ledger.grid import Percent, Period, Value, shown, squeezed
from board.text.readings import month_end

_PROBES = ((3, 11), (8, 20))
"""Two days of a year from which a phrase is read: what differs is relative."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d|(?<!\d)\d\d年|〇|二[零〇]二[零一二三四五六七八九]")
_SERIAL = re.compile(r"[1-9]\d{4}(?:\.0+)?")
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""2000 to 2099 in the 1900 system; in the other the same figures are four years later, which does no harm."""
_AMBIGUOUS = re.compile(r"(?:1[0-2]|0?[1-9])\.[1-3]")
"""In a CSV 11.3 may have been 11.30."""
_MONTH = re.compile(r"((?:19|20)\d\d)[-./](1[0-2]|0?[1-9])")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
"""A time of day without a day: what is left of a date cell that was empty."""
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00)?$")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline cell as it was read. `doubt` says why words gave no day: year, assigned, unread."""

    due: str | None = None
    words: str = ""
    open_ended: OpenEnded | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """By what the dates of one sheet are read."""

    year: int | None
    """The ledger's year, for days without one; None while nobody has said it."""
    first_date: date
    """Day 0 of date serials."""
    is_text: bool = False
    """Cells are text as CSV has it."""

    def day(self, value: Value | None) -> date | None:
        """The day that a cell names on its own (交办日期, 完成时间); None for anything else."""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, Period):
            return None
        if isinstance(value, int | float) or (isinstance(value, str) and _SERIAL.fullmatch(squeezed(value))):
            return self.serial(value)
        found = self._read(squeezed_words(value), None) if isinstance(value, str) else None
        return date.fromisoformat(found.due[:10]) if found is not None and found.due else None

    def serial(self, value: float | str) -> date | None:
        """A whole number of five digits as the day that a spreadsheet means by it."""
        number = float(value)
        if isinstance(value, Percent) or not number.is_integer() or not _FIRST_SERIAL - 1500 <= number <= _LAST_SERIAL:
            return None
        return self.first_date + timedelta(days=int(number))

    def due(self, value: Value | None, assigned: date | None) -> Due:
        """A deadline cell; `assigned` is the day from which relative words count."""
        if isinstance(value, datetime):
            whole = not (value.hour or value.minute)
            return Due(value.date().isoformat() if whole else f"{value:%Y-%m-%dT%H:%M}")
        if isinstance(value, date):
            return Due(value.isoformat())
        if isinstance(value, Period):
            return Due(value.last.isoformat())
        text = shown(value)
        if not text.strip():
            return Due()
        flat = squeezed(text)
        if _SERIAL.fullmatch(flat):
            day = self.serial(flat)
            return Due(doubt="unread", words=text) if day is None else Due(day.isoformat())
        if isinstance(value, float) or _CLOCK.fullmatch(flat) or (self.is_text and _AMBIGUOUS.fullmatch(flat)):
            return Due(words=text, doubt="unread")
        if month := _MONTH.fullmatch(flat):
            return Due(month_end(int(month[1]), int(month[2])).isoformat(), text)
        return self._read(_MIDNIGHT.sub("", squeezed_words(text)), assigned)

    def _read(self, text: str, assigned: date | None) -> Due:
        return _phrase(text, self.year, assigned)


def squeezed_words(text: str) -> str:
    """Words of a cell in one line, in the width typed."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def _phrase(text: str, year: int | None, assigned: date | None) -> Due:
    """A phrase, with the ledger's year for a day without one, from `assigned` for a relative one."""
    has_year = _YEAR.search(squeezed(text)) is not None
    probed = year or (assigned.year if assigned else 2026)
    first, second = (_at(text, date(probed, month, day)) for month, day in _PROBES)
    if isinstance(first, Due) and isinstance(second, Due) and first == second:
        if first.due is None or has_year:
            return first
        if year is None:
            return Due(words=text, doubt="year")
        if first.due < str(year):  # 元旦前 of a year is at its end, not the day before it
            first = _at(text, date(year, *_PROBES[0]), past=False) or first
        if assigned is not None and first.due is not None and first.due[:10] < assigned.isoformat():
            return Due(words=text, doubt="before_assigned")
        return first
    if has_year and (isinstance(first, Due) != isinstance(second, Due)):
        return Due(words=text, doubt="unread")
    if first is None and second is None:
        return Due(words=text, doubt="unread")
    if assigned is None:
        return Due(words=text, doubt="assigned")
    return _at(text, assigned) or Due(words=text, doubt="unread")


def _at(text: str, day: date, *, past: bool = True) -> Due | None:
    """A phrase as it is read on `day`, which may be over (`past`); None when it cannot be."""
    try:
        found = parse_deadline(text, datetime(day.year, day.month, day.day, 9), past=past)
    except DeadlineError:
        return None
    return Due(words=text, open_ended=open_ended(text)) if found is None else Due(found.due, text)

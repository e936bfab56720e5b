"""Deadline phrases: what was typed about 时限, read whole or refused. A wrong date is worse than a question.

    phrase = [words that lead to it] core [words of what is to be done]
    core   = day, span, length of time or festival  [weekday or date that repeats it]  [前 内 （含）]  [clock time]

Each kind of core has its own module: `calendar_days` (12月15日), `calendar_ranges` (25日至30日), `calendar_spans`
(下周), `durations` (3日内, 5个工作日内), `festivals` (春节前), `clock_times` (下午5点), `english_dates`. The words
around it are in `surroundings`, those without a date in `dateless`; widths, numerals and spaces in `numerals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from board.errors import UsageError
from board.model.task import OpenEnded
from board.text import (
    calendar_days,
    calendar_ranges,
    calendar_spans,
    clean,
    dateless,
    durations,
    english_dates,
    festivals,
    surroundings,
    workdays,
)
from board.text.clock_times import read_clock
from board.text.numerals import fold, number
from board.text.readings import BEFORE, WITHIN, Family, Reading, Today

_ENDS = (
    *calendar_days.FAMILIES,
    *durations.FAMILIES,
    *calendar_spans.FAMILIES,
    *festivals.FAMILIES,
    *english_dates.FAMILIES,
)
# 9月底至30日: which month's is not said, and of one month it is a range of its own.
_LAST_DAYS = tuple(family for family in _ENDS if family is not calendar_days.BARE_DAY)
_FAMILIES = (*calendar_ranges.FAMILIES, *_ENDS, calendar_spans.WHOLE_YEAR)
_REPEATS = (*calendar_days.FAMILIES[:7], calendar_spans.FAMILIES[0])
"""What may stand behind a day to say it once more: a date, or a weekday of a named week."""


_SHOWN = 200
"""As much of a phrase as an error looks at, in characters."""
_FAR_DAYS = 183
"""More days ahead than this, a date without a year that went to the next one may not have been meant so."""


class DeadlineError(UsageError):
    """A phrase that was not read whole. `past`: it names a day before today, which `past=True` would let pass."""

    def __init__(self, text: str, *, past: bool = False) -> None:
        super().__init__("past_deadline" if past else "bad_deadline", text=clean.one_line(text[:_SHOWN], 40))
        self.text = text
        self.past = past


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as it was understood."""

    date: date
    time: time | None
    """None: it lasts until the end of that day."""
    words: str
    """As typed."""
    provisional: bool = False
    """It counts workdays of a year whose holidays are not published."""
    rolled_year: bool = False
    """The day named without a year was over, and the next year's was taken."""

    @property
    def due(self) -> str:
        """As a task keeps it: `2026-12-04` or `2026-12-04T15:00`."""
        return f"{self.date.isoformat()}T{self.time:%H:%M}" if self.time else self.date.isoformat()

    @property
    def is_rest_day(self) -> bool:
        """Whether the day is a holiday or a free weekend. It is not moved, only pointed out."""
        return workdays.is_rest_day(self.date)

    def went_far(self, now: datetime) -> bool:
        """Whether it went to next year, and so far ahead that this year may have been meant."""
        return self.rolled_year and (self.date - now.date()).days > _FAR_DAYS

    @property
    def understood(self) -> str:
        """How it was understood: 2026-12-04 周五（含当日）, 2026-12-04 周五 15:00."""
        day = f"{self.date.isoformat()} 周{'一二三四五六日'[self.date.weekday()]}"
        return f"{day} {self.time:%H:%M}" if self.time else f"{day}（含当日）"


def parse_deadline(text: str, now: datetime, *, past: bool = False) -> Deadline | None:
    """The one deadline that `text` names; None when it says that there is no single one (尽快, 长期坚持, 每周).

    `past` takes a day without a year in the year of `now`, and lets days before it pass: for ledgers, and for a day
    that was confirmed.

    Raises:
        DeadlineError: it was not read whole, names no date, two, an impossible one, or one that is over.
    """
    folded = fold(text)
    if folded is None:
        raise DeadlineError(text)
    if folded.count("(") != folded.count(")"):
        raise DeadlineError(text)
    if folded[0] == "(" and folded.find(")") == len(folded) - 1:
        folded = folded[1:-1]
    try:
        found = _search(folded, Today(now.date(), past))
    except (ValueError, OverflowError) as error:  # beyond the last year of the calendar
        raise DeadlineError(text) from error
    if found is not None:
        return _checked(found, text, now, past=past)
    if dateless.no_date(folded)[0]:
        return None
    if dateless.urgent(folded):
        return Deadline(now.date(), None, text)
    raise DeadlineError(text)


def read_core(text: str, now: datetime, *, past: bool = False) -> Deadline:
    """The deadline that `text` is: a date expression with nothing around it that would have to be ignored.

    Raises:
        DeadlineError: it is something else, or the day is over.
    """
    folded = fold(text)
    if folded is None:
        raise DeadlineError(text)
    try:
        found = next((core for core in _cores(folded, 0, Today(now.date(), past)) if core.end == len(folded)), None)
    except (ValueError, OverflowError) as error:
        raise DeadlineError(text) from error
    if found is None:
        raise DeadlineError(text)
    return _checked(found, text, now, past=past)


def open_ended(text: str) -> OpenEnded | None:
    """Why a phrase names no deadline: 待定 (尽快), 长期 (长期坚持) or 定期 (每周); None when it does not say."""
    folded = fold(text)
    return None if folded is None else dateless.no_date(folded)[1]


def load_calendars(now: datetime) -> None:
    """Load what the first lunar festival, and the first workday of a further year, would wait for."""
    for phrase in ("春节前", "260个工作日内"):
        with suppress(DeadlineError):  # near the last year of the calendar
            parse_deadline(phrase, now)


def needs_sign(text: str) -> bool:
    """Whether a phrase is too little to be a deadline without a sign or label: bare figures and urgent words."""
    folded = fold(text)
    return folded is not None and (_BARE.fullmatch(folded) is not None or dateless.urgent(folded))


_BARE = re.compile(r"(?![0-9]{4}[-./])[0-9.:/+~ -]+|\+?[0-9]+ ?(?:[dwmyh]|[ap]m)")

# ---------------------------------------------------------------------------------------- the grammar


@dataclass(frozen=True, slots=True)
class _Core:
    reading: Reading
    time: time | None
    end: int


_MARK = re.compile(rf"(?P<before>{BEFORE})|(?P<within>{WITHIN})")
_INCLUSIVE = re.compile(
    r"\((?:含|包含|包括)(?:当[日天]|本[日数]|该日|(?:(?:[0-9]{1,2}月)?(?P<d>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]))?\)"
)
_WEEKDAY = re.compile(r"(?P<open>[(,]?)(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?P<close>\)?)")
_FROM_NOW = re.compile(r"(?:自|从)?(?:即日|今天|今日|现在|本日|当日)起?(?:至|到|~)")
_CLOCK_GAP = re.compile(r" (?:at|by) |[ ,t]|的(?=[上中下早晚])")
_DAY_GAP = re.compile(r",? (?:on )?")
_TO = re.compile(r"[至到~]")


def _search(text: str, today: Today) -> _Core | None:
    for place in range(len(text)):
        if surroundings.leads(text[:place]):
            cores = sorted(_cores(text, place, today), key=lambda core: -core.end)
            for core in cores:
                reading = core.reading
                if surroundings.follows(text[core.end :], marked=reading.marked, bare_span=reading.bare_span):
                    return core
    return None


def _cores(text: str, place: int, today: Today) -> Iterator[_Core]:
    """Every way to read a core that begins at `place`, ranges among them."""
    from_now = _FROM_NOW.match(text, place)
    if from_now is not None:
        yield from (core for core in _points(text, from_now.end(), today, _ENDS) if core.reading.day >= today.day)
    for core in _points(text, place, today, _FAMILIES):
        yield core
        yield from _ranges(text, core, today)
    if text[place] in "从自":
        yield from _named(text, place + 1, today, calendar_ranges.FAMILIES)
        for core in _points(text, place + 1, today, _ENDS):
            yield from _ranges(text, core, today)


def _points(text: str, place: int, today: Today, families: tuple[Family, ...]) -> Iterator[_Core]:
    yield from _named(text, place, today, families)
    yield from _from_clock(text, place, today)


def _named(text: str, place: int, today: Today, families: tuple[Family, ...]) -> Iterator[_Core]:
    for family in families:
        found = family.pattern.match(text, place)
        reading = None if found is None else family.build(found, today)
        if found is not None and reading is not None:
            yield _completed(text, found.end(), reading, today)


def _ranges(text: str, first: _Core, today: Today) -> Iterator[_Core]:
    """What a day is the beginning of: 明天至周五, 11月25日至月底."""
    to = _TO.match(text, first.end)
    if to is None or not (first.reading.single or first.reading.opens) or first.reading.marked or first.time:
        return
    begin = first.reading.day
    if first.reading.rolled:  # a range may have begun already, but not long ago
        begin -= timedelta(days=365)
        if begin < today.day - timedelta(days=183):
            return
    yield from (core for core in _points(text, to.end(), today, _LAST_DAYS) if core.reading.day >= begin)


def _from_clock(text: str, place: int, today: Today) -> Iterator[_Core]:
    """A clock time alone, which is today's, and one before its day: 5pm friday."""
    clock = read_clock(text, place)
    if clock is None or not clock[0].alone:
        return
    yield _Core(Reading(today.day, marked=clock[0].marked), clock[0].time, clock[1])
    gap = _DAY_GAP.match(text, clock[1])
    if gap is None:
        return
    for family in english_dates.FAMILIES:
        found = family.pattern.match(text, gap.end())
        reading = None if found is None else family.build(found, today)
        if found is not None and reading is not None and reading.clock:
            yield _Core(reading, clock[0].time, found.end())


def _completed(text: str, place: int, reading: Reading, today: Today) -> _Core:
    """A core from its first part on: what repeats the day, 前 or 内, （含）, and a clock time."""
    for _ in range(4):
        reading, after = _next_part(text, place, reading, today)
        if after == place:
            break
        place = after
    if reading.clock:
        gap = _CLOCK_GAP.match(text, place)
        clock = read_clock(text, gap.end() if gap else place)
        if clock is not None:
            end = clock[1]
            inclusive = _INCLUSIVE.match(text, end)
            return _Core(
                replace(
                    reading, marked=clock[0].marked or (reading.marked and clock[0].time is not None), bare_span=False
                ),
                clock[0].time,
                inclusive.end() if inclusive and not inclusive["d"] else end,
            )
    return _Core(reading, None, place)


def _next_part(text: str, place: int, reading: Reading, today: Today) -> tuple[Reading, int]:
    mark = None if reading.marked else _MARK.match(text, place)
    if mark is not None and (reading.before if mark["before"] else reading.within):
        return replace(reading, marked=True), mark.end()
    inclusive = _INCLUSIVE.match(text, place)
    if inclusive is not None and (not inclusive["d"] or number(inclusive["d"]) == reading.day.day):
        return reading, inclusive.end()
    if reading.single:
        weekday = _WEEKDAY.match(text, place)
        if (
            weekday is not None
            and (weekday["open"] == "(") == (weekday["close"] == ")")
            and calendar_spans.WEEKDAYS[weekday["day"]] == reading.day.weekday()
        ):
            return replace(reading, single=reading.any_week), weekday.end()
        return _date_that_repeats(text, place, reading, today)
    return reading, place


def _date_that_repeats(text: str, place: int, reading: Reading, today: Today) -> tuple[Reading, int]:
    bracket = text.startswith("(", place)
    for family in _REPEATS:
        found = family.pattern.match(text, place + bracket)
        if found is None or (bracket and not text.startswith(")", found.end())):
            continue
        repeated = family.build(found, today)
        if repeated is None:
            continue
        same = repeated.day.weekday() == reading.day.weekday() if reading.any_week else repeated.day == reading.day
        if same:
            return replace(repeated, marked=reading.marked, single=False), found.end() + bracket
    return reading, place


def _checked(core: _Core, text: str, now: datetime, *, past: bool) -> Deadline:
    if core.reading.day < now.date() and not past:
        raise DeadlineError(text, past=True)
    return Deadline(
        core.reading.day, core.time, text, provisional=core.reading.provisional, rolled_year=core.reading.rolled
    )

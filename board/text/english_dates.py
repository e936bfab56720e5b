"""English phrases: tomorrow, next friday, in 3 workdays, Dec 15, end of month, eod, q4, 3d, +10.

`next friday` is 下周五; `friday` alone is the nearest one, today included.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from board.text import workdays
from board.text.calendar_days import dated, nearest
from board.text.durations import later, months_later
from board.text.readings import Family, Reading, Today, month_end, quarter_end

_E = r"(?![a-z0-9])"
_DAY = r"(?P<day>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
MONTH_NAME = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH = rf"(?P<m>{MONTH_NAME})\.?"
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {
    word: count
    for count, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1}
_COUNT = rf"(?P<n>[0-9]{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>days?|weeks?|months?|quarters?|years?|hours?|work(?:ing)? ?days?|business days?)"
_BY = r"(?:(?:(?:due )?by|before|due(?: on)?|on|until|till|no later than|not later than) )?"


def _number(typed: str) -> int:
    return _NUMBERS[typed] if typed in _NUMBERS else int(typed)


def _weekday(found: re.Match[str], today: Today) -> Reading | None:
    wanted = _DAYS.index(found["day"][:3])
    if found["which"]:
        away = {"this": 0, "next": 7, "last": -7}[found["which"]]
        return Reading(today.day + timedelta(days=away + wanted - today.day.weekday()), before=False)
    return Reading(today.day + timedelta(days=(wanted - today.day.weekday()) % 7), before=False, any_week=True)


def _near(found: re.Match[str], today: Today) -> Reading | None:
    away = {"yesterday": -1, "day before yesterday": -2, "day after tomorrow": 2}.get(found["near"])
    if away is None:
        away = 1 if found["near"].startswith("tom") or found["near"].startswith("tm") else 0
    return Reading(today.day + timedelta(days=away), before=False)


def _span(found: re.Match[str], today: Today) -> Reading | None:
    count, unit = _number(found["n"]), found["unit"]
    if "work" in unit or "business" in unit:
        if not 1 <= count <= 500:
            return None
        day = workdays.after(today.day, count)
        sure = all(workdays.is_published(year) for year in range(today.day.year, day.year + 1))
        return Reading(day, provisional=not sure, before=False, single=False)
    return _ahead(later(today.day, count, unit[0]))


def _short_span(found: re.Match[str], today: Today) -> Reading | None:
    return _ahead(later(today.day, int(found["n"]), found["unit"] or "d"))


def _ago(found: re.Match[str], today: Today) -> Reading | None:
    count, unit = _number(found["n"]), found["unit"][0]
    ahead = later(today.day, count, unit)
    if ahead is None:
        return None
    months = count * {"m": 1, "y": 12}.get(unit, 0)
    day = months_later(today.day, -months) if months else today.day - (ahead - today.day)
    return Reading(day, before=False, clock=False, single=False)


def _ahead(day: date | None) -> Reading | None:
    return None if day is None else Reading(day, before=False, single=False)


def _dated(found: re.Match[str], today: Today) -> Reading | None:
    month = _MONTHS.index(found["m"][:3]) + 1
    reading = dated(f"{found['y']}年" if found["y"] else None, month, int(found["d"]), today)
    return reading and Reading(reading.day, rolled=reading.rolled, before=False)


def _month_end(found: re.Match[str], today: Today) -> Reading | None:
    month = _MONTHS.index(found["m"][:3]) + 1
    if found["y"]:
        return Reading(month_end(int(found["y"]), month), before=False, single=False)
    picked = today.in_year(lambda year: month_end(year, month))
    return picked and Reading(picked[0], rolled=picked[1], before=False, single=False)


def _day_of_month(found: re.Match[str], today: Today) -> Reading | None:
    day = nearest(int(found["d"]), today)
    return None if day is None else Reading(day, before=False)


def _period(found: re.Match[str], today: Today) -> Reading | None:
    said = found["eo"] or found["period"][0]
    away = {"next": 1, "last": -1}.get(found["which"] or "", 0)
    day = today.day
    if said == "d":
        return Reading(day + timedelta(days=away), before=False)
    if said == "w":
        return Reading(day + timedelta(days=6 - day.weekday() + 7 * away), before=False, clock=False, single=False)
    if said == "m":
        end = month_end(day.year, day.month + away)
    elif said == "q":
        end = quarter_end(day, away)
    else:
        end = date(day.year + away, 12, 31)
    return Reading(end, before=False, clock=bool(found["eo"]), single=False)


FAMILIES = (
    Family(re.compile(rf"{_BY}(?:(?P<which>this|next|last) )?{_DAY}{_E}"), _weekday),
    Family(
        re.compile(
            rf"{_BY}(?:the )?(?P<near>today|tonight|tomorrow|tmrw?|tmw|day after tomorrow"
            rf"|(?:day before )?yesterday){_E}"
        ),
        _near,
    ),
    Family(re.compile(rf"(?:in|within)(?: the next)? {_COUNT} {_UNIT}{_E}"), _span),
    Family(re.compile(rf"{_COUNT} {_UNIT}(?: from now| from today| later)?{_E}(?! ago)"), _span),
    Family(re.compile(rf"{_COUNT} (?P<unit>days?|weeks?|months?|years?) ago{_E}"), _ago),
    Family(re.compile(rf"\+?(?P<n>[0-9]{{1,3}}) ?(?P<unit>[dwmyh]){_E}"), _short_span),
    Family(re.compile(rf"\+(?P<n>[0-9]{{1,3}})(?P<unit>){_E}"), _short_span),
    Family(
        re.compile(rf"{_BY}{_MONTH} ?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? ?(?P<y>[0-9]{{4}}))?{_E}(?!:)"), _dated
    ),
    Family(
        re.compile(
            rf"{_BY}(?:the )?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? ?{_MONTH}(?:,? ?(?P<y>[0-9]{{4}}))?{_E}"
        ),
        _dated,
    ),
    Family(re.compile(rf"{_BY}(?:(?:the )?end of )?{_MONTH}(?:,? ?(?P<y>20[0-9]{{2}}))?{_E}"), _month_end),
    Family(re.compile(rf"{_BY}the (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th){_E}(?! of)"), _day_of_month),
    Family(
        re.compile(
            rf"{_BY}(?:the )?(?:eo(?P<eo>[dwmqy])"
            rf"|end of (?:the |this |(?P<which>next|last) )?(?P<period>day|week|month|quarter|year)){_E}"
        ),
        _period,
    ),
    Family(re.compile(rf"{_BY}(?P<eo>)(?P<which>)(?:the )?(?P<period>month|quarter|year)[- ]end{_E}"), _period),
    Family(re.compile(rf"(?P<eo>)(?:this|(?P<which>next|last)) (?P<period>week|month|quarter|year){_E}"), _period),
    Family(
        re.compile(rf"{_BY}q(?P<q>[1-4]) (?P<y>[0-9]{{4}}){_E}"),
        lambda found, _: Reading(month_end(int(found["y"]), int(found["q"]) * 3), before=False, single=False),
    ),
)
"""Phrases in English."""

"""Weeks, 旬, months, quarters and years: due on their last day, 月初 on the 10th, 月中 on the 15th, 年中 on 30 June.

Weeks begin on Monday. Without a year what is over is meant of the next year, without a month of the next month; 本月,
今年 and a named year are what they say. 前 is read behind an end (月底前), a 旬, a quarter and a half-year, which it
includes; 下周前, 12月前 and 明年前 mean the end of it to some and the day before it to others, so they are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from board.text import workdays
from board.text.calendar_days import MONTH, NEAR_MONTH, YEAR, month_named, near_month, year_named
from board.text.numerals import NUMBER, number
from board.text.readings import BEFORE, WITHIN, Family, Reading, Today, month_end, quarter_end

_WEEK_WORD = r"(?:周(?![年边围刊岁长])|星期|礼拜)"
_WEEK = rf"(?P<week>本|这|当|下下|下|上上|上)个?{_WEEK_WORD}"
# 下周周五 says 周 twice.
_BARE_WEEK = rf"(?:(?P<week>本|这|当|下下|下|上上|上)个?(?:周(?=周|星期|礼拜))?)?{_WEEK_WORD}"
WEEKDAYS = {
    char: day for day, chars in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7")) for char in chars
}


def _monday(words: str | None, today: Today) -> date:
    away = (words or "").count("下") - (words or "").count("上")
    return today.day + timedelta(days=7 * away - today.day.weekday())


def _weekday(found: re.Match[str], today: Today) -> Reading | None:
    wanted = WEEKDAYS[found["day"]]
    if found["week"]:
        return Reading(_monday(found["week"], today) + timedelta(days=wanted))
    return Reading(today.day + timedelta(days=(wanted - today.day.weekday()) % 7), any_week=True)


def _weekend(found: re.Match[str], today: Today) -> Reading | None:
    sunday = _monday(found["week"], today) + timedelta(days=6)
    if found["before"]:
        return Reading(sunday - timedelta(days=2), before=False, marked=True, single=False)
    return Reading(sunday, before=False, within=True, single=False)


def _week(found: re.Match[str], today: Today) -> Reading | None:
    return _period(_monday(found["week"], today), _monday(found["week"], today) + timedelta(days=6), found)


def _period(first: date, last: date, found: re.Match[str], *, rolled: bool = False) -> Reading | None:
    """A whole week, month, quarter or year, or the workday of it that was named."""
    if found["nth"] or found["final"]:
        day = workdays.last_until(last)
        if found["nth"]:
            count = number(found["nth"])
            if not count or count > 60:
                return None
            day = workdays.after(first - timedelta(days=1), count)
        if not first <= day <= last:
            return None
        return Reading(day, rolled=rolled, provisional=not workdays.is_published(day.year), single=False)
    end = bool(found["last"])
    return Reading(last, rolled=rolled, before=end, within=not end, clock=end, single=False)


_WORKDAY = rf"(?:里?的?(?:(?P<final>最后(?:一|1)个)工作日|第(?P<nth>{NUMBER})个工作日|(?P<last>最后(?:一|1)天)))?"

# --------------------------------------------------------------------------------------------- months

_PARTS = {
    "上旬": 10, "初": 10, "月初": 10, "上中旬": 20, "中上旬": 20, "中旬": 20, "中": 15, "月中": 15,
    "下旬": 0, "中下旬": 0,
    "底": 0, "月底": 0, "末": 0, "月末": 0,
}  # fmt: skip
_PART = (
    r"(?P<part>上旬|上中旬|中上旬|中旬|中下旬|下旬"
    r"|月?(?:底|末(?![尾位])|初(?![步审评核稿定验心期中])|中(?![期间心小学考央共国])))"
)


def _part_of(year: int, month: int, part: str) -> date:
    day = _PARTS[part]
    return date(year, month, day) if day else month_end(year, month)


def _month_part(found: re.Match[str], today: Today) -> Reading | None:
    part = found["part"]
    within = part.endswith("旬")
    if found["near"]:
        day = _part_of(*near_month(found["near"], today), part)
        return Reading(day, within=within, single=False, opens=True)
    month = month_named(found["m"])
    picked = None if month is None else _of_year(found["y"], today, lambda year: _part_of(year, month, part))
    return picked and Reading(picked[0], rolled=picked[1], within=within, single=False, opens=True)


def _of_year(words: str | None, today: Today, make: Callable[[int], date]) -> tuple[date, bool] | None:
    """What `make` gives for the year named or, without one, for this year or the next (then True)."""
    if not words:
        return today.in_year(make)
    year = year_named(words, today)
    return None if year is None else (make(year), False)


def _bare_part(found: re.Match[str], today: Today) -> Reading | None:
    """月底, 月中, 中旬: of this month or, when that is over, of the next."""
    part = found["part"].removeprefix("月")
    for away in ("本月", "下月"):
        day = _part_of(*near_month(away, today), part)
        if day >= today.day or today.past:
            return Reading(day, within=part.endswith("旬"), single=False)
    return None


def _month(found: re.Match[str], today: Today) -> Reading | None:
    if found["near"]:
        last, rolled = month_end(*near_month(found["near"], today)), False
    else:
        month = month_named(found["m"])
        picked = None if month is None else _of_year(found["y"], today, lambda year: month_end(year, month))
        if picked is None:
            return None
        last, rolled = picked
    return _period(last.replace(day=1), last, found, rolled=rolled)


# --------------------------------------------------------------------------- quarters, halves and years


def _quarter(found: re.Match[str], today: Today) -> Reading | None:
    quarter = 1 if found["q"] == "首" else number(found["q"])
    if quarter is None or not 1 <= quarter <= 4:
        return None
    year = f"{found['y'].rstrip(' -年')}年" if found["y"] else None
    return _months_until(found, _of_year(year, today, lambda year: month_end(year, quarter * 3)), 3)


def _near_quarter(found: re.Match[str], today: Today) -> Reading | None:
    away = found["near"].count("下") - found["near"].count("上")
    return _months_until(found, (quarter_end(today.day, away), False), 3)


def _half(found: re.Match[str], today: Today) -> Reading | None:
    month = 6 if found["half"] == "上" else 12
    return _months_until(found, _of_year(found["y"], today, lambda year: month_end(year, month)), 6)


def _months_until(found: re.Match[str], last: tuple[date, bool] | None, months: int) -> Reading | None:
    """A quarter or half-year, which 前 includes."""
    if last is None:
        return None
    year, month = divmod(last[0].year * 12 + last[0].month - months, 12)
    reading = _period(date(year, month + 1, 1), last[0], found, rolled=last[1])
    return reading and replace(reading, before=True, clock=reading.clock or bool(found["end"]))


def _year_end(found: re.Match[str], today: Today) -> Reading | None:
    year = year_named((found["y"] or found["y2"] or "今年").removesuffix("度"), today)
    return None if year is None else Reading(date(year, 12, 31), single=False)


def _within(found: re.Match[str], today: Today) -> Reading | None:
    """周内, 月内, 年内, 明年年内: until the end of the one that is meant."""
    if found["of"] == "周":
        end = _monday(None, today) + timedelta(days=6)
    elif found["of"] == "月":
        end = month_end(today.day.year, today.day.month)
    else:
        year = year_named(found["y"] or "今年", today)
        if year is None:
            return None
        end = date(year, 12, 31)
    return Reading(end, before=False, marked=True, single=False)


def _mid_year(found: re.Match[str], today: Today) -> Reading | None:
    picked = _of_year(found["y"] or found["y2"], today, lambda year: date(year, 6, 30))
    return picked and Reading(picked[0], rolled=picked[1], single=False)


def _year(found: re.Match[str], today: Today) -> Reading | None:
    year = year_named(found["y"].removesuffix("度"), today)
    return None if year is None else _period(date(year, 1, 1), date(year, 12, 31), found)


_IN_YEAR = rf"(?:(?P<y>{YEAR})的?)?"
_MONTH = rf"(?:{_IN_YEAR}(?P<m>{MONTH})|(?P<near>{NEAR_MONTH}))"
_NEAR_QUARTER = r"(?P<near>本|这个?|当|下下个?|下一?个?|上一?个?)季(?:度|(?=[末底内]))"
_END = r"(?P<end>底|末)?"
_MID = r"中(?![期间心小学考央共国上中下旬])"

FAMILIES = (
    Family(re.compile(rf"{_BARE_WEEK}(?P<day>[一二三四五六日天]|[1-7](?![0-9]))"), _weekday),
    Family(re.compile(rf"(?:{_BARE_WEEK}末|双休日)(?P<before>{BEFORE})?"), _weekend),
    Family(re.compile(rf"{_WEEK}(?![一二三四五六日天末0-9底初中]){_WORKDAY}"), _week),
    Family(re.compile(rf"{_MONTH}的?{_PART}"), _month_part),
    Family(re.compile(r"(?P<part>月底|月末(?![尾位])|月初|月中(?![期间心])|上旬|中旬|下旬)"), _bare_part),
    Family(re.compile(rf"{_MONTH}(?![0-9上中下底末初旬]){_WORKDAY}"), _month),
    Family(
        re.compile(
            rf"(?:(?P<y>{YEAR}|[0-9]{{4}}[ -]?(?=q))的?)?(?:第?(?=[1-4一二三四首]季)|q(?=[1-4](?![0-9])))"
            rf"(?P<q>[1-4一二三四首])(?:季度?)?{_END}{_WORKDAY}"
        ),
        _quarter,
    ),
    Family(re.compile(rf"{_NEAR_QUARTER}{_END}{_WORKDAY}"), _near_quarter),
    Family(re.compile(rf"(?P<near>)季度?(?P<end>底|末(?![尾位])){_WORKDAY}"), _near_quarter),
    Family(re.compile(rf"{_IN_YEAR}(?P<half>[上下])半年{_END}{_WORKDAY}"), _half),
    Family(
        re.compile(rf"(?:(?P<y>{YEAR}度?)年?|年|(?P<y2>[本今]年度)|年度)(?:底|末(?![尾位])|终(?![总评奖考绩述了极]))"),
        _year_end,
    ),
    Family(re.compile(rf"(?:(?P<of>[周月])|年度?|(?:[本今]年度|(?P<y>{YEAR})年?)){WITHIN}"), _within),
    Family(re.compile(rf"(?:{_IN_YEAR}年|(?P<y2>{YEAR})){_MID}"), _mid_year),
)
"""Phrases that name a week, a month, a quarter or a year, or a part of one."""
WHOLE_YEAR = Family(re.compile(rf"(?P<y>{YEAR}度?)(?![0-9度底末初中上下第一二三四首q]){_WORKDAY}"), _year)
"""2027年, 明年内. No range ends so: 11月25日至30年 is a slip."""

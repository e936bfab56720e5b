"""Weeks, 旬, months, quarters and years: due on their last day, 月初 on the 10th, 月中 on the 15th, 年中 on 30 June.

Weeks begin on Monday. Without a year what is over is meant of the next year; 本月, 今年 and a named year are what they
say. 前 is read behind an end (月底前), a 旬, a quarter and a half-year, which it includes; 下周前, 12月前 and 明年前 mean
the end of it to some and the day before it to others, so they are refused.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from board.text import workdays
from board.text.calendar_days import MONTH, NEAR_MONTH, YEAR, month_named, near_month, year_named
from board.text.numerals import NUMBER, number
from board.text.readings import BEFORE, Family, Reading, Today, day_of, month_end

_WEEK_WORD = r"(?:周(?![年边围刊岁长])|星期|礼拜)"
_WEEK = rf"(?P<week>本|这|当|下下|下|上上|上)个?{_WEEK_WORD}"
_BARE_WEEK = rf"(?P<week>本|这|当|下下|下|上上|上)?个?{_WEEK_WORD}"
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
    "上旬": 10, "初": 10, "月初": 10, "上中旬": 20, "中旬": 20, "中": 15, "月中": 15, "下旬": 0, "中下旬": 0,
    "底": 0, "月底": 0, "末": 0, "月末": 0,
}  # fmt: skip
_PART = r"(?P<part>上旬|上中旬|中旬|中下旬|下旬|月?(?:底|末(?![尾位])|初(?![步审评核稿定验心期中])|中(?![期间心小学考央共国])))"


def _part_of(year: int, month: int, part: str) -> date:
    day = _PARTS[part]
    return date(year, month, day) if day else month_end(year, month)


def _month_part(found: re.Match[str], today: Today) -> Reading | None:
    part = found["part"]
    within = part.endswith("旬")
    if found["near"]:
        return Reading(_part_of(*near_month(found["near"], today), part), within=within, single=False)
    month = month_named(found["m"])
    if month is None:
        return None
    if found["y"]:
        year = year_named(found["y"], today)
        return None if year is None else Reading(_part_of(year, month, part), within=within, single=False)
    picked = today.in_year(lambda year: _part_of(year, month, part))
    return picked and Reading(picked[0], rolled=picked[1], within=within, single=False)


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
        year, month = near_month(found["near"], today)
        return _period(date(year, month, 1), month_end(year, month), found)
    named = month_named(found["m"])
    if named is None:
        return None
    if found["y"]:
        year_typed = year_named(found["y"], today)
        if year_typed is None:
            return None
        return _period(date(year_typed, named, 1), month_end(year_typed, named), found)
    picked = today.in_year(lambda year: month_end(year, named))
    return picked and _period(picked[0].replace(day=1), picked[0], found, rolled=picked[1])


# --------------------------------------------------------------------------- quarters, halves and years

_YEAR = rf"(?P<y>{YEAR}|[0-9]{{4}}(?=q)|[0-9]{{4}} (?=q))"
_YEAR_WORD = r"(?P<y>今年|本年|当年|明年|来年|次年|后年|去年|前年|上年|本年度|今年度)"
_QUARTER = r"(?:第?(?P<q>[1-4一二三四首])个?季度?|q(?P<qn>[1-4])(?![0-9])|(?P<near>本|这个?|当|下下个?|下一?个?|上一?个?)季度?)"


def _quarter(found: re.Match[str], today: Today) -> Reading | None:
    if found["near"]:
        if found["y"]:
            return None
        away = found["near"].count("下") - found["near"].count("上")
        years, quarter = divmod(today.day.year * 4 + (today.day.month - 1) // 3 + away, 4)
        return _period_end(month_end(years, quarter * 3 + 3), 3, found, rolled=False)
    typed = found["q"] or found["qn"]
    quarter = 1 if typed == "首" else number(typed) or 0
    return _of_year(found, today, lambda year: month_end(year, quarter * 3), 3)


def _of_year(found: re.Match[str], today: Today, make, months: int) -> Reading | None:  # type: ignore[no-untyped-def]
    if found["y"]:
        words = found["y"].strip()
        year = year_named(words if words.endswith("年") else f"{words}年", today)
        return None if year is None else _period_end(make(year), months, found, rolled=False)
    picked = today.in_year(make)
    return picked and _period_end(picked[0], months, found, rolled=picked[1])


def _period_end(last: date, months: int, found: re.Match[str], *, rolled: bool) -> Reading | None:
    year, month = divmod(last.year * 12 + last.month - months, 12)
    reading = _period(date(year, month + 1, 1), last, found, rolled=rolled)
    if reading is None or found["nth"] or found["final"] or found["last"]:
        return reading
    return Reading(last, rolled=rolled, within=not found["end"], clock=bool(found["end"]), single=False)


def _half(found: re.Match[str], today: Today) -> Reading | None:
    month = 6 if found["half"] == "上" else 12
    return _of_year(found, today, lambda year: month_end(year, month), 6)


def _year_end(found: re.Match[str], today: Today) -> Reading | None:
    year = year_named(found["y"].removesuffix("度") if found["y"] else "今年", today)
    return None if year is None else Reading(date(year, 12, 31), single=False)


def _mid_year(found: re.Match[str], today: Today) -> Reading | None:
    if found["y"]:
        year = year_named(found["y"], today)
        return None if year is None else Reading(date(year, 6, 30), single=False)
    picked = today.in_year(lambda year: day_of(year, 6, 30))
    return picked and Reading(picked[0], rolled=picked[1], single=False)


def _year(found: re.Match[str], today: Today) -> Reading | None:
    year = year_named(found["y"].replace("年度", "年"), today)
    return None if year is None else _period(date(year, 1, 1), date(year, 12, 31), found)


_END = r"(?P<end>底|末)?"

FAMILIES = (
    Family(re.compile(rf"{_BARE_WEEK}(?P<day>[一二三四五六日天]|[1-7](?![0-9]))"), _weekday),
    Family(re.compile(rf"(?:{_BARE_WEEK}末|(?P<both>双休日))(?P<before>{BEFORE})?"), _weekend),
    Family(re.compile(rf"{_WEEK}(?![一二三四五六日天末0-9底初中]){_WORKDAY}"), _week),
    Family(re.compile(rf"(?P<y>{YEAR})?的?(?:(?P<m>{MONTH})|(?P<near>{NEAR_MONTH}))的?{_PART}"), _month_part),
    Family(re.compile(r"(?P<part>月底|月末(?![尾位])|月初|月中|上旬|中旬|下旬)"), _bare_part),
    Family(
        re.compile(rf"(?P<y>{YEAR})?的?(?:(?P<m>{MONTH})|(?P<near>{NEAR_MONTH}))(?![0-9上中下底末初旬]){_WORKDAY}"),
        _month,
    ),
    Family(re.compile(rf"{_YEAR}?的?{_QUARTER}{_END}{_WORKDAY}"), _quarter),
    Family(re.compile(rf"(?P<y>{YEAR})?的?(?P<half>[上下])半年{_END}{_WORKDAY}"), _half),
    Family(
        re.compile(
            rf"(?P<y>{YEAR}|{_YEAR_WORD.removeprefix('(?P<y>')}?(?:年?(?:底|末(?![尾位]))|年终(?![总评奖考绩述]))"
        ),
        _year_end,
    ),
    Family(re.compile(r"(?P<y>)(?:年|年度|本年度?|今年度?)内(?![部容])"), _year_end),
    Family(re.compile(rf"(?P<y>{YEAR})?年中(?![期间心])"), _mid_year),
    Family(re.compile(rf"(?P<y>{YEAR}度?)(?![0-9度底末初中上下第一二三四首q]){_WORKDAY}"), _year),
)
"""Phrases that name a week, a month, a quarter or a year, or a part of one."""

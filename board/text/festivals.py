"""Festivals: which day they fall on, and how a deadline names them.

前 of a festival is the day before it, the one exception to "前 includes the day it names"; a festival alone is its day.
放假前 is the day before its holiday begins; 节后第一个工作日 and 节后N个工作日内 count from the day the holiday ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from board.text import workdays
from board.text.calendar_days import YEAR, year_named
from board.text.numerals import NUMBER, number
from board.text.readings import Family, Reading, Today

_ONE = timedelta(days=1)
_HALF_A_YEAR = timedelta(days=183)

_SOLAR = {
    "元旦 新年": (1, 1),
    "情人节": (2, 14),
    "妇女节 三八 三八妇女节 三八节 国际妇女节 三八国际妇女节": (3, 8),
    "植树节": (3, 12),
    "劳动节 五一 五一劳动节 五一节 国际劳动节 五一国际劳动节": (5, 1),
    "青年节 五四 五四青年节": (5, 4),
    "儿童节 六一 六一儿童节 六一节 国际儿童节 六一国际儿童节": (6, 1),
    "建党节 七一 七一建党节 党的生日": (7, 1),
    "建军节 八一 八一建军节": (8, 1),
    "教师节": (9, 10),
    "国庆 十一 十一国庆 国庆节 十一国庆节": (10, 1),
    "记者节": (11, 8),
    "平安夜": (12, 24),
    "圣诞 圣诞节": (12, 25),
}
_LUNAR = {
    "春节 过年 农历新年 大年初一 正月初一 农历春节": "spring",
    "除夕 除夕夜 年三十 大年三十 农历除夕": "eve",
    "元宵 元宵节 正月十五 上元节": "lantern",
    "二月二 龙抬头": "dragon_head",
    "清明 清明节": "qingming",
    "端午 端午节 五月初五": "dragon_boat",
    "七夕 七夕节": "seventh",
    "中元 中元节": "ghosts",
    "中秋 中秋节 八月十五": "mid_autumn",
    "重阳 重阳节 九月初九": "double_ninth",
    "冬至": "solstice",
    "腊八 腊八节": "laba",
}
# What the library has no table for, as almanacs print it: 七月初七, 腊月初八, 二月初二.
_TABLES = {
    "seventh": "2024-08-10 2025-08-29 2026-08-19 2027-08-08 2028-08-26 2029-08-16 2030-08-05 2031-08-24 2032-08-12 "
    "2033-08-01 2034-08-20 2035-08-10 2036-08-28 2037-08-17 2038-08-07 2039-08-26 2040-08-14",
    "laba": "2024-01-18 2025-01-07 2026-01-26 2027-01-15 2028-01-04 2029-01-22 2030-01-11 2031-01-01 2032-01-20 "
    "2033-01-08 2034-01-27 2035-01-16 2036-01-05 2037-01-23 2038-01-12 2039-01-02 2040-01-21",
    "dragon_head": "2024-03-11 2025-03-01 2026-03-20 2027-03-09 2028-02-26 2029-03-16 2030-03-05 2031-02-22 2032-03-13 "
    "2033-03-02 2034-03-21 2035-03-11 2036-02-28 2037-03-18 2038-03-07 2039-02-24 2040-03-14",
}


def _names(table: dict[str, object]) -> dict[str, object]:
    found = {name: what for names, what in table.items() for name in names.split()}
    return found | {
        f"{name}节": what for name, what in found.items() if not name.endswith(("节", "日", "夜", "十", "五"))
    }


_FESTIVALS = _names({**_SOLAR, **_LUNAR})


@lru_cache(maxsize=512)
def day_in(name: str, year: int) -> date | None:
    """The day of festival `name` in `year` of our calendar; None where it is unknown."""
    which = _FESTIVALS[name]
    if isinstance(which, tuple):
        return date(year, *which)
    return _lunar(str(which), year)


def _lunar(which: str, year: int) -> date | None:
    if which == "ghosts":
        seventh = _lunar("seventh", year)
        return None if seventh is None else seventh + 8 * _ONE
    if which in _TABLES:
        return next((date.fromisoformat(day) for day in _TABLES[which].split() if day.startswith(str(year))), None)
    from holidays.calendars.chinese import _ChineseLunisolar

    calendar = _ChineseLunisolar()
    tables: dict[str, tuple[Callable[[int], tuple[date | None, bool]], int]] = {
        "spring": (calendar.lunar_new_year_date, 0),
        "eve": (calendar.lunar_new_year_date, -1),
        "lantern": (calendar.lunar_new_year_date, 14),
        "qingming": (calendar.qingming_date, 0),
        "dragon_boat": (calendar.dragon_boat_date, 0),
        "mid_autumn": (calendar.mid_autumn_date, 0),
        "double_ninth": (calendar.double_ninth_date, 0),
        "solstice": (calendar.winter_solstice_date, 0),
    }
    look_up, days = tables[which]
    day, _ = look_up(year)
    return None if day is None else day + days * _ONE


_NAME = "|".join(sorted(map(re.escape, _FESTIVALS), key=len, reverse=True))
_QUOTED = rf"[“\"'‘「『]?(?P<name>{_NAME})[”\"'’」』]?(?P<tail>节)?(?![期间夕])"
_HOLIDAY = r"(?:小?长?假期?|放假|节假日)"
_PATTERN = re.compile(
    rf"(?P<year>{YEAR})?的?{_QUOTED}"
    rf"(?:(?P<off>{_HOLIDAY}(?:之前|以前|前)|(?:之前|以前|前)放假)"
    rf"|(?:{_HOLIDAY}|结束)*(?:之后|以后|后)的?(?:第(?P<nth>{NUMBER})个|(?P<first>首个|第一)|(?P<count>{NUMBER})个)工作日(?P<in>之内|以内|内)?"
    rf"|(?P<before>之前|以前|前(?![期后往置台沿端夕]))(?:一[天日])?"
    rf"|(?P<day>当[天日])?)"
)
_YEAR_BEFORE = re.compile(r"(?:农历)?年前(?![期后往])")


def _festival(found: re.Match[str], today: Today) -> Reading | None:
    name = found["name"]
    named = year_named(found["year"], today) if found["year"] else None

    def wanted(year: int) -> date | None:
        day = day_in(name, year)
        return None if day is None else _from(day, found)

    if found["year"]:
        day = None if named is None else wanted(named)
        rolled = False
    else:
        picked = today.in_year(wanted)
        day, rolled = picked or (None, False)
    if day is None:
        return None
    counted = bool(found["off"] or found["nth"] or found["first"] or found["count"])
    provisional = counted and not all(workdays.is_published(year) for year in {day.year, (day - _ONE).year})
    return Reading(
        day,
        rolled=rolled and _far(day, today),
        provisional=provisional,
        before=bool(found["nth"] or found["first"]),
        marked=bool(found["before"] or found["off"] or found["in"]),
    )


def _far(day: date, today: Today) -> bool:
    """Whether a festival of next year is to be asked about: nobody who says 春节前 in November means last February."""
    return day.year > today.day.year and day - today.day > _HALF_A_YEAR


def _from(festival: date, found: re.Match[str]) -> date | None:
    if found["before"]:
        return festival - _ONE
    if found["off"]:
        return workdays.holiday_around(festival)[0] - _ONE
    typed = found["nth"] or found["count"]
    count = number(typed) if typed else (1 if found["first"] else None)
    if typed is None and not found["first"]:
        return festival
    if count is None or not 1 <= count <= 60:
        return None
    return workdays.after(workdays.holiday_around(festival)[1], count)


def _new_year(_: re.Match[str], today: Today) -> Reading | None:
    picked = today.in_year(lambda year: (day_in("春节", year) or date.min) - _ONE)
    return None if picked is None else Reading(picked[0], rolled=_far(picked[0], today), before=False, marked=True)


FAMILIES = (Family(_PATTERN, _festival), Family(_YEAR_BEFORE, _new_year))
"""Phrases that name a festival."""

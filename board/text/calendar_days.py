"""Days named by the calendar: 12月15日, 2026-12-15, 本月30日, 15号, 明天.

Without a year a day that is over is meant of the next year; a bare N日 is the nearest one. The order is always
year, month, day, so 15/12 is none.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from board.text.numerals import CN, DIGITS, number, number_of_figures
from board.text.readings import BEFORE, FIRST_YEAR, LAST_YEAR, WITHIN, Family, Reading, Today, day_of

YEAR = (
    r"(?:今年|本年|当年|明年|来年|次年|后年|去年|前年|上年"
    rf"|(?:[0-9]{{4}}|[0-9]{{2}}|[{DIGITS}]{{4}}|[二三四][{DIGITS}])年)"
)
MONTH = r"(?:(?:[0-9]{1,2}|十[一二]?|零?[一二三四五六七八九]|元)月(?:份(?!额))?)"
NEAR_MONTH = r"(?:(?:本|这|当|次|下下?|上上?)月份?|(?:本|这一?|下一|下下?|上一|上上?)个月)"
DAY_SIGN = r"(?:日(?!常)|号(?![楼院线馆门店路桥]))"
DAY_NUMBER = rf"(?:[0-9]{{1,2}}(?![0-9])|{CN}{{1,3}})"
# 12月15 does without 日; with Chinese numerals too much else is written like that (一月一报).
_DAY = rf"(?P<d>[0-9]{{1,2}}(?![0-9]){DAY_SIGN}?|{CN}{{1,3}}{DAY_SIGN})"
END_OF_FIGURES = r"(?![0-9])(?![-./:][0-9])"

_YEARS = {
    "今年": 0, "本年": 0, "当年": 0, "明年": 1, "来年": 1, "次年": 1, "后年": 2, "去年": -1, "上年": -1, "前年": -2,
}  # fmt: skip
_DAYS = {
    "今": 0, "本": 0, "当": 0, "明": 1, "次": 1, "翌": 1, "后": 2, "大后": 3, "昨": -1, "前": -2, "大前": -3,
}  # fmt: skip


def year_named(words: str, today: Today) -> int | None:
    """The year that 今年, 2027年, 27年 or 二零二七年 names; None outside of the years that can be meant."""
    near = _YEARS.get(words)
    if near is not None:
        return today.day.year + near
    year = number_of_figures(words.removesuffix("年"))
    year += FIRST_YEAR if year < 100 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def month_named(words: str) -> int | None:
    """The number of 十二月份, 12月 or 元月; None when there is no such month."""
    typed = words.rstrip("份月")
    month = 1 if typed == "元" else number(typed)
    return month if month is not None and 1 <= month <= 12 else None


def near_month(words: str, today: Today) -> tuple[int, int]:
    """Year and month of 本月, 下月, 次月, 下下个月 or 上个月."""
    away = 1 if words[0] == "次" else words.count("下") - words.count("上")
    years, month = divmod(today.day.year * 12 + today.day.month - 1 + away, 12)
    return years, month + 1


def day_number(typed: str) -> int | None:
    """The number of 15日, 十五号 or 15; None for 两日, which is two days and not the second."""
    return None if "两" in typed else number(typed.rstrip("日号"))


def dated(year_words: str | None, month: int, day: int, today: Today) -> Reading | None:
    """A month and day, of the year that was named or, without one, of this year or the next."""
    if year_words:
        year = year_named(year_words, today)
        named = None if year is None else day_of(year, month, day)
        return None if named is None else Reading(named)
    this_year, rolled = today.year_of(month, day)
    named = day_of(this_year, month, day)
    return None if named is None else Reading(named, rolled=rolled)


def nearest(day: int, today: Today) -> date | None:
    """The nearest date from today on whose day of the month is `day`."""
    for month in range(today.day.month - 1, today.day.month + 3):
        named = day_of(today.day.year + month // 12, month % 12 + 1, day)
        if named is not None and named >= today.day:
            return named
    return None


def _in_words(found: re.Match[str], today: Today) -> Reading | None:
    day = day_number(found["d"])
    month = month_named(found["m"])
    return None if day is None or month is None else dated(found["y"], month, day, today)


def _of_near_month(found: re.Match[str], today: Today) -> Reading | None:
    day = day_number(found["d"])
    named = None if day is None else day_of(*near_month(found["near"], today), day)
    return None if named is None else Reading(named)


def _in_figures(found: re.Match[str], today: Today) -> Reading | None:
    return dated(f"{found['y']}年", int(found["m"]), int(found["d"]), today)


def _without_year(found: re.Match[str], today: Today) -> Reading | None:
    return dated(None, int(found["m"]), int(found["d"]), today)


def _bare_day(found: re.Match[str], today: Today) -> Reading | None:
    day = day_number(found["d"])
    named = None if day is None else nearest(day, today)
    return None if named is None else Reading(named)


def _relative(found: re.Match[str], today: Today) -> Reading | None:
    away = _DAYS[found["away"]]
    return Reading(today.day + timedelta(days=away), within=away >= 0)


LIMITED = r"(?:(?<=限期)|(?<=限时)|(?<=限定)|(?<![时期年无不])(?<=限))"
BARE_DAY = Family(
    re.compile(rf"(?!{LIMITED}{DAY_NUMBER}日(?!{BEFORE}))(?P<d>{DAY_NUMBER}{DAY_SIGN})(?!{WITHIN}|之?后|以后)"),
    _bare_day,
)
"""15日, 十五号: the nearest. 限期15日 is a length of time."""
FAMILIES = (
    Family(re.compile(rf"(?P<y>{YEAR})?的?(?P<m>{MONTH})的?{_DAY}"), _in_words),
    Family(re.compile(rf"(?P<near>{NEAR_MONTH})的?{_DAY}"), _of_near_month),
    Family(
        re.compile(
            rf"(?P<y>[0-9]{{4}}|[0-9]{{2}})(?P<s>[-./])(?P<m>[0-9]{{1,2}})(?P=s)(?P<d>[0-9]{{1,2}}){END_OF_FIGURES}{DAY_SIGN}?"
        ),
        _in_figures,
    ),
    Family(re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9])"), _in_figures),
    Family(re.compile(rf"(?P<m>[0-9]{{1,2}})[./](?P<d>[0-9]{{1,2}}){END_OF_FIGURES}{DAY_SIGN}?"), _without_year),
    # 12-15日 could be the 12th to the 15th.
    Family(re.compile(rf"(?P<m>[0-9]{{1,2}})-(?P<d>[0-9]{{1,2}}){END_OF_FIGURES}(?![日号])"), _without_year),
    BARE_DAY,
    Family(re.compile(r"(?P<away>大后|大前|[今明后昨前])(?:天|日(?!常)|儿个?)"), _relative),
    Family(re.compile(r"(?P<away>[次翌当本])日(?!常)"), _relative),
    Family(re.compile(r"(?P<away>当)天"), _relative),
    # The part of the day that follows is read as a clock time.
    Family(re.compile(r"(?P<away>[今明后])(?=[晚早夜])"), _relative),
)
"""Phrases that name a day."""

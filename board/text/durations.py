"""Lengths of time from today: 3日内, 两周内, 一个半月内, 会后7日内, 5个工作日内, 三天后.

The day it is said does not count (民法典 201). A month or a year ends on the corresponding day or, where there is none,
on the last of the month (民法典 202); half a month is fifteen days, a quarter is three months. Hours are read as whole
days only. N天前 lies in the past; so does N个工作日前.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from board.text import workdays
from board.text.calendar_days import LIMITED
from board.text.numerals import NUMBER, number
from board.text.readings import BEFORE, WITHIN, Family, Reading, Today

_LONGEST_DAYS, _LONGEST_MONTHS = 3650, 120
_LONGEST_RANGE = 60
"""Of 6-301天内 the first figure belongs to something else."""

_START = (
    r"(?:(?:自|从)?(?:即日|今日|今天|现在)(?:起,?)?"
    r"|自?(?:会议?|会议结束|(?:接到?|收到?)(?:本|该)?(?:通知书?|文件|函|交办单|督办单|转办单|工单|单|件)|通知|交办|转办|派单|签收|下达|本通知(?:印发|下发)|印发|下发)(?:之?后|以后)(?:的)?,?"
    r"|(?:自|从)?(?:接到?|收到?)?(?:本|该)?(?:会议|通知|文件|交办|转办|派单|签收|工单|单|件|下达|印发|下发)?(?:印发|下发|下达)?之日起,?"
    r"|未来|今后|接下来的?)?"
)
_AFTER = r"(?:之后|以后|后)"
_TAIL = rf"(?P<tail>(?P<within>{WITHIN}|{_AFTER})|(?P<ago>{BEFORE}))?"
# 3-5天内 is over after the fifth.
_COUNT = rf"(?:(?P<least>{NUMBER})(?:-|~|至|到))?(?P<n>{NUMBER})"

_SPAN = re.compile(
    rf"{_START}(?:"
    rf"{_COUNT}(?:个半(?P<halfmonth>月)|年半(?P<halfyear>)|(?P<unit>天(?!津)|周(?![年边围刊岁长一二三四五六日天末])|个?(?:星期|礼拜)(?![一二三四五六日天])"
    rf"|个月|个季度|年(?![度级底末初中终内])|个?(?:小时|钟头)|(?<=两)月)|年(?P<yearin>(?={WITHIN})))"
    rf"|(?P<half>半)(?P<halfunit>个月|月|年)"
    rf"){_TAIL}"
)
# N日 alone is a day of the month; it is a length of time with 内 or 后, or behind 限期.
_DAYS = re.compile(rf"{_START}{_COUNT}日(?P<within>{WITHIN}|{_AFTER})")
_LIMITED_DAYS = re.compile(
    rf"(?:{LIMITED}|限期|限时|限定|限)(?P<least>)(?P<n>{NUMBER})日(?P<within>)(?!常|{WITHIN}|{_AFTER}|{BEFORE})"
)
_WORKDAYS = re.compile(rf"{_START}{_COUNT}个?工作日{_TAIL}")
_NEXT_WORKDAY = re.compile(r"(?:下一?个?|次一?个?|下1个)工作日")


def months_later(day: date, months: int) -> date:
    """The corresponding day `months` later, or the last day of that month where there is none."""
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


def later(day: date, count: int, unit: str) -> date | None:
    """`count` times `unit` (days d, weeks w, months m, quarters q, years y, hours h) after `day`.

    None when that is no deadline: none at all, more than ten years, hours that are no whole days.
    """
    if unit == "h":
        if count % 24:
            return None
        count, unit = count // 24, "d"
    days = count * {"d": 1, "w": 7}.get(unit, 0)
    months = count * {"m": 1, "q": 3, "y": 12}.get(unit, 0)
    if count < 1 or days > _LONGEST_DAYS or months > _LONGEST_MONTHS:
        return None
    return months_later(day, months) if months else day + timedelta(days=days)


def _letter(unit: str) -> str:
    bare = unit.removeprefix("个")
    return {"天": "d", "周": "w", "星": "w", "礼": "w", "月": "m", "季": "q", "年": "y", "小": "h", "钟": "h"}[bare[0]]


def _count(found: re.Match[str]) -> int | None:
    """How many; of 3-5天内 the last. None for what is no number, and for 3-5天 that does not say within."""
    count = number(found["n"])
    if not found["least"] or count is None:
        return count
    least = number(found["least"])
    likely = least is not None and found["n"][0] != "0" and 0 < least < count <= min(_LONGEST_RANGE, 10 * least)
    return count if likely and found["within"] and "后" not in found["within"] else None


def _span(found: re.Match[str], today: Today) -> Reading | None:
    if found["half"]:
        ahead = today.day + timedelta(days=15) if found["halfunit"] != "年" else months_later(today.day, 6)
        months, days = (0, 15) if found["halfunit"] != "年" else (6, 0)
    else:
        count = _count(found)
        if not count:
            return None
        if found["halfmonth"]:
            months, days = count, 15
        elif found["halfyear"] is not None:
            months, days = count * 12 + 6, 0
        else:
            return _whole(count, _letter(found["unit"] or "年"), found, today)
        if months > _LONGEST_MONTHS:
            return None
        ahead = months_later(today.day, months) + timedelta(days=days)
    if found["ago"]:
        return _ago(months_later(today.day, -months) - timedelta(days=days))
    return _ahead(ahead, found)


def _whole(count: int, unit: str, found: re.Match[str], today: Today) -> Reading | None:
    ahead = later(today.day, count, unit)
    if ahead is None:
        return None
    if not found["ago"]:
        return _ahead(ahead, found)
    months = count * {"m": 1, "q": 3, "y": 12}.get(unit, 0)
    return _ago(months_later(today.day, -months) if months else today.day - (ahead - today.day))


def _ago(day: date) -> Reading:
    return Reading(day, before=False, clock=False, single=False, marked=True)


def _ahead(day: date, found: re.Match[str], *, provisional: bool = False) -> Reading:
    ended = bool(found["within"])
    marked = ended and "后" not in found["within"]
    return Reading(
        day, provisional=provisional, before=False, single=False, marked=marked, bare_span=not ended, clock=ended
    )


def _days(found: re.Match[str], today: Today) -> Reading | None:
    count = _count(found)
    day = later(today.day, count, "d") if count else None
    return None if day is None else _ahead(day, found)


def _workdays(found: re.Match[str], today: Today) -> Reading | None:
    count = _count(found)
    if not count or count > 500:
        return None
    if found["ago"]:
        return _ago(workdays.before(today.day, count))
    day = workdays.after(today.day, count)
    return _ahead(day, found, provisional=not _published(today.day, day))


def _published(first: date, last: date) -> bool:
    return all(workdays.is_published(year) for year in range(first.year, last.year + 1))


def _next_workday(_: re.Match[str], today: Today) -> Reading | None:
    day = workdays.after(today.day, 1)
    return Reading(day, provisional=not _published(day, day))


FAMILIES = (
    Family(_WORKDAYS, _workdays),
    Family(_NEXT_WORKDAY, _next_workday),
    Family(_DAYS, _days),
    Family(_LIMITED_DAYS, _days),
    Family(_SPAN, _span),
)
"""Phrases that name a length of time."""

"""Clock times: 上午10点, 下午两点半, 17时30分, 9:00, 5pm, 中午, 下班前.

24时 and 晚上12点 are the end of the day, which a date alone means too. An hour from 1 to 6 said with 点 and without a
part of the day could be either half of the day: it is refused.
"""

from __future__ import annotations

import re
from datetime import time
from typing import NamedTuple

from board.text.numerals import CN, number
from board.text.readings import BEFORE

_PARTS = r"(?P<part>凌晨|清晨|早晨|早上|早|上午|中午|正午|下午|午后|傍晚|晚上|晚间|夜里|夜间|晚)"
_MINUTES = (
    rf"(?P<min>半|一刻|三刻|整|(?:[0-9]{{2}}|[0-9](?=分)|{CN}{{1,3}}(?=分)"
    r"|[二三四五]?十[一二三四五六七八九]|[二三四五]十|零[一二三四五六七八九])分?)"
)
_CLOCK = re.compile(
    rf"(?:{_PARTS}?(?:(?P<h>[0-9]{{1,2}}|{CN}{{1,3}})(?P<sign>[点时])钟?{_MINUTES}?(?![0-9]|一刻|间|候|段|期)"
    rf"|(?P<hh>[0-9]{{1,2}}):(?P<mm>[0-9]{{2}})(?::00)?(?![0-9:])(?! ?[ap]m))"
    rf"|(?P<h12>[0-9]{{1,2}})(?::(?P<m12>[0-9]{{2}}))? ?(?P<ampm>am|pm)(?![a-z])"
    rf"|(?P<noon>中午|正午|noon(?![a-z]))"
    rf"|(?P<work>(?:下午|晚上)?下班(?:之前|以前|前)|(?:eod|cob|end of day|close of business)(?![a-z]))"
    rf"|(?P<only>一大?早|上午|下午|晚上|早上|晚间|傍晚|晚|早|(?:morning|afternoon|evening)(?![a-z]))(?![0-9点时]))"
)
_BEFORE = re.compile(BEFORE)
_TO = re.compile(r"[至到~-]")


class Clock(NamedTuple):
    """A clock time of a day."""

    time: time | None
    """None is the end of that day."""
    alone: bool
    """It can stand without a day, which is then today."""
    marked: bool
    """前 was said."""


def read_clock(text: str, place: int) -> tuple[Clock, int] | None:
    """The clock time that begins at `place` in a folded text, and where it ends; None where there is none."""
    found = _CLOCK.match(text, place)
    if found is None:
        return None
    end = found.end()
    if found["work"]:
        return Clock(None, alone=True, marked=True), end
    hour, minute = _hour_and_minute(found) if not (found["only"] or found["noon"]) else (12, 0)
    last = None if found["only"] or hour is None or minute is None else _last(text, end, found, (hour, minute))
    if last is not None:
        hour, minute, end = last
    before = _BEFORE.match(text, end)
    if before is not None:
        end = before.end()
    marked = before is not None
    if found["only"]:
        return Clock(None, alone=False, marked=marked), end
    if hour is None or minute is None or not (hour < 24 or (hour == 24 and not minute)) or minute > 59:
        return None
    return Clock(time(hour, minute) if hour < 24 else None, alone=True, marked=marked), end


def _last(text: str, place: int, first: re.Match[str], begin: tuple[int, int]) -> tuple[int, int, int] | None:
    """Hour, minute and place of the second clock time in 上午9点到11点, which must come after `begin`."""
    to = _TO.match(text, place)
    found = None if to is None else _CLOCK.match(text, to.end())
    if found is None or not (found["h"] or found["hh"] or found["ampm"]):
        return None
    hour, minute = _hour_and_minute(found, first["part"] or "")
    return (hour, minute, found.end()) if hour is not None and minute is not None and begin < (hour, minute) else None


def _hour_and_minute(found: re.Match[str], said: str = "") -> tuple[int | None, int | None]:
    """Hour and minute; `said` is the part of the day that was named before."""
    if found["ampm"]:
        hour = int(found["h12"])
        if not 1 <= hour <= 12 or (hour == 12 and found["ampm"] == "am"):
            return None, None
        return hour % 12 + 12 * (found["ampm"] == "pm"), int(found["m12"] or 0)
    part = found["part"] or said
    if found["hh"]:
        return _hour_of(part, int(found["hh"]), sure=True), int(found["mm"])
    typed = number(found["h"])
    minute = _minute(found["min"] or "")
    return (None if typed is None else _hour_of(part, typed, sure=found["sign"] == "时", minute=minute)), minute


def _minute(typed: str) -> int | None:
    named = {"": 0, "整": 0, "半": 30, "一刻": 15, "三刻": 45}.get(typed)
    return number(typed.removesuffix("分")) if named is None else named


def _hour_of(part: str, hour: int, *, sure: bool, minute: int | None = 0) -> int | None:
    """The hour from 0 to 24 that `hour` is in that part of the day; None where they do not go together."""
    if not part:
        return hour if sure or not 1 <= hour <= 6 else None
    if part == "凌晨":
        return hour if hour <= 6 else None
    if part in ("中午", "正午"):
        return {11: 11, 12: 12, 13: 13, 1: 13, 2: 14}.get(hour)
    if part in ("下午", "午后", "傍晚"):
        return hour + 12 if 1 <= hour <= 11 else hour if 12 <= hour <= 19 else None
    if part[0] in "晚夜":
        if hour == 12 and not minute:
            return 24
        return hour + 12 if 5 <= hour <= 11 else hour if 17 <= hour <= 24 else None
    return hour if 5 <= hour <= 12 else None

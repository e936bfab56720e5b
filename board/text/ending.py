"""A deadline without a sign: only at the end of a line, and only a date with words of urging and completion.

No word of content may leave the title: with any other word in it nothing is read (尽快落地 and 本周内拿出方案 stay).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from board.text import deadlines
from board.text.english_dates import MONTH_NAME
from board.text.entry import Doubt, DoubtKind
from board.text.line import CLOSING, CLOSING_MARKS, OPENING, SEPARATORS, TAKEN, Line
from board.text.names import Names

_BEFORE = "请 务必 必须 确保 力争 争取 要求 要 应 须 限 限期 最迟 不晚于 不迟于 截至 于 在 到".split()
_DONE = (
    "完成 完成整改 整改完成 整改到位 整改完毕 整治到位 清理到位 落实到位 到位 办结 完工 竣工 建成 建成投用 投用 "
    "投入使用 销号 见效 见成效 上报 报送 反馈 回复"
).split()
_HOW = "全部 全面 基本 书面".split()
_REPORT = re.compile("(?:报送|上报|报) *(?P<to>[^ ,;\u3002]+)$")

_PREFIX = re.compile("(?:(?:" + "|".join(sorted(_BEFORE, key=len, reverse=True)) + ") *)")
_SUFFIX = re.compile(" *(?:" + "|".join(_HOW) + ")? *(?:" + "|".join(sorted(_DONE, key=len, reverse=True)) + ")$")
_MANNER = re.compile(" *(?:" + "|".join(_HOW) + ")$")
_LONGEST = 48
_BARE = re.compile(r"[0-9./\-:+ dwmhDWMH~]+")
_WITH_YEAR = re.compile(r"[0-9]{4}[-/.][0-9]|(?<![0-9])[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]")
_URGENT = re.compile("(?:立即|马上|立刻|即刻|立行立改|即知即改|当日|当场|现在|即日|now)[之以]?[前内起]?", re.IGNORECASE)
_BOUND = re.compile("[前内]|before|by ")
# 公示 7天 says how long, 编制计划 2027年 for which year: content, unless 限 or a word of completion stands by.
_VAGUE = re.compile(
    "[0-9一二两三四五六七八九十百半]+ *个?半? *(?:天|周|星期|礼拜|月|年|小时)半?"
    "|[今本明后]年|[0-9〇○零一二三四五六七八九]{4} *年"
    "|(?:[0-9]+|a|one|two|three) *(?:hour|(?:working |business |work)?day|week|month|quarter|year)s?"
    rf"|{MONTH_NAME}",
    re.IGNORECASE,
)
_LIKE_A_DATE = re.compile(
    "[0-9一二三四五六七八九十]+ *[月日号天](?:[0-9日号底前内初中上下旬末]|$)|(?:周|星期|礼拜)[一二三四五六日天八]"
    "|昨天|前天|上周|上月|上个月|去年|[0-9]{4}[-/.年][0-9]"
)


class Ending(NamedTuple):
    """A deadline found in what is left of a line: its places there, its words, and what they mean."""

    places: tuple[int, ...]
    words: str
    due: deadlines.Deadline


def whole(line: Line, names: Names, start: int, end: int, *, strict: bool = False) -> Ending | None:
    """The deadline that the characters from `start` to `end` are, all of them; None when they are not.

    `strict`: only with 前, 内 or a word of completion.
    """
    if line.due_marked or line.due is not None or end - start > _LONGEST or line.is_kept(start, end):
        return None
    return _read(line, names, tuple(place for place in range(start, end) if line.left[place] != TAKEN), strict=strict)


def take(line: Line, found: Ending) -> None:
    """Take a deadline that was found out of the line."""
    start, end = found.places[0], found.places[-1] + 1
    for place in found.places:
        line.take(place, place + 1)
    line.found_due(found.words, (start, end), found.due)


def at_the_end(line: Line, names: Names) -> None:
    """Read the longest ending of what is left that is a deadline, behind a space or ，；。, and take it out."""
    if line.due_marked or line.due is not None:
        return
    left = line.left
    stop = len(left.rstrip(SEPARATORS + " " + TAKEN))
    end = len(left[:stop].rstrip(CLOSING_MARKS + "." + TAKEN))
    places = [place for place in range(max(0, end - 4 * _LONGEST), end) if left[place] != TAKEN][-_LONGEST - 1 :]
    text = "".join(left[place] for place in places)
    begins_line = not left[: places[0]].strip(SEPARATORS + " " + TAKEN) if places else True
    starts = [
        at + 1
        for at, char in enumerate(text[:-1])
        if char in " ,;\u3002" and text[at + 1] not in " ,;\u3002" and not (begins_line and _is_blank(text[:at]))
    ]
    for start in starts:
        found = _read(line, names, tuple(places[start:]))
        if found is not None:
            if not line.is_kept(found.places[0], found.places[-1] + 1):
                take(line, found)
                line.take(end, stop)
            return
    if starts:
        _doubt(line, places[starts[-1] :], text[starts[-1] :])


def _is_blank(text: str) -> bool:
    return not text.strip(SEPARATORS + " ")


def _read(line: Line, names: Names, places: tuple[int, ...], *, strict: bool = False) -> Ending | None:
    text = "".join(line.left[place] for place in places)
    if not text or not line.untouchable.isdisjoint(places):
        return None
    for core, done in _cores(text, names):
        if not done and _VAGUE.fullmatch(core) and "限" not in text:
            continue
        due = _date(core, line)
        if due is not None and (not strict or done or _BOUND.search(core)):
            words = re.sub(" +", " ", "".join(line.raw[place] for place in places)).strip()
            return Ending(places, words, due)
    return None


def _cores(text: str, names: Names) -> list[tuple[str, bool]]:
    """What the date can be once words of urging are off in front, and words of completion behind."""
    bodies = [(text, False)]
    if suffix := _SUFFIX.search(text):
        bodies.insert(0, (text[: suffix.start()], True))
    elif manner := _MANNER.search(text):
        bodies.insert(0, (text[: manner.start()], True))
    elif (report := _REPORT.search(text)) and _is_addressee(report["to"], names):
        bodies.insert(0, (text[: report.start()].rstrip(" "), True))
    found: list[tuple[str, bool]] = []
    for body, done in bodies:
        core = body
        found.append((core, done))
        while prefix := _PREFIX.match(core):
            core = core[prefix.end() :]
            found.append((core, done))
    return [(core.strip(" "), done) for core, done in found if core.strip(" ")]


def _is_addressee(text: str, names: Names) -> bool:
    return names.is_office(text) or names.unit_called(text) is not None or names.group_called(text) is not None


def _date(core: str, line: Line) -> deadlines.Deadline | None:
    """The date that `core` names by itself; bare figures and words of urgency name none without a sign."""
    if _BARE.fullmatch(core) and not _WITH_YEAR.search(core):
        return None
    if _URGENT.fullmatch(core):
        return None
    try:
        return deadlines.read_core(core, line.now)
    except deadlines.DeadlineError:
        return None


def _doubt(line: Line, places: list[int], text: str) -> None:
    """What looks like a deadline at the end of a line but was not read, so that the screen can say so."""
    start, end = places[0], places[-1] + 1
    if line.is_kept(start, end):
        return
    if any(text.count(opening) != text.count(closing) for opening, closing in zip(OPENING, CLOSING, strict=True)):
        return  # a part of a bracket, which is text
    needs_sign = any(pattern.fullmatch(text) for pattern in (_BARE, _URGENT, _VAGUE))
    if not needs_sign and not _LIKE_A_DATE.search(text):
        return
    try:
        deadlines.parse_deadline(text, line.now)
    except deadlines.DeadlineError as error:
        if _BARE.fullmatch(text):
            return
        kind = DoubtKind.PAST_DEADLINE if error.past else DoubtKind.BAD_DEADLINE
    else:
        if not needs_sign:
            return
        kind = DoubtKind.NEEDS_SIGN
    first, last = line.typed_span(start, end)
    line.doubts.append(Doubt(kind, first, last, line.typed(start, end)))

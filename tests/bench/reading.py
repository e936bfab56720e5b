"""What reading what was typed costs: deadline phrases, and the one-line entry at every keystroke.

A reader may remember what it has read: every round is read at another minute of the day, so that nothing is found
remembered that a person would not find remembered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from board.fixtures import read_template
from tests.bench.figures import median, p95, table

ROUNDS = 200
MONDAY = datetime(2026, 11, 23, 9)
PHRASES = {
    "a day": "今天 大后天前 11月30日 12月5日前 十二月五日 2026-12-04 12.15 12/15前 20261231",
    "a weekday": "周五 周五前 本周五前 下周三 下周五 下下周一 星期天 礼拜三前 本周内 周末前 next\u00a0friday",
    "a month, a quarter, a year": "月底 本月底前 12月上旬 明年6月底前 年底前 年内 第四季度 上半年 2027年一季度",
    "a count": "3天内 十五日内 两周内 半个月 一个半月内 24小时内 三个月内 半年内 一年半内 5天后 即日起10日内",
    "workdays, festivals": "3个工作日内 十个工作日内 30个工作日 春节前 元旦前 国庆节前 除夕前 五一前 中秋节",
    "a clock time": "今天下午3点 明天上午9点半前 周五17:30 12月1日下午两点前 中午 下班前 下周一24时前 15:00",
    "with words around": "务必于12月5日前完成 限下周五前整改到位 请于本周内报提质办 争取年底前建成投用 最迟下周三",
    "no date": "尽快 抓紧 长期坚持 常态化 每周一 定期 待定 持续推进 每季度末",
    "refused": "上周五 昨天 2月30日 13月1日 3天前 汛期前 l2月5日 12月5日和6日 今年3月 周八 15/12 2026年2月29日",
}
"""Phrases of every kind, as they are said and typed."""
LINES = (
    "路面清扫机械化 @精细办 +城管局 +数字化城管中心 ^下周五 >治脏",
    "路面清扫机械化@jxb+cgj+szh^下周五",
    "铁路沿线拆违绿化，城管局牵头，嵩山路街道、交通局配合，12月15日前完成",
    "垃圾中转站建设（责任单位：城管局；配合单位：自然资源分局、发改委；完成时限：2026年12月底前）",
    "黑臭水体治理 @shuiliju ^12月15日前 !高 #曝光 #重点 >治污",
    "学校周边、医院周边、商场周边交通专项整治 @交警大队 @网格长 +教体局 +卫健委 +商务局 ^3个工作日内 !急",
)


def deadlines() -> str:
    """A table of what a phrase costs, kind by kind, in milliseconds.

    Raises:
        RuntimeError: a phrase is refused that should be read, or the other way: its figure would mean something else.
    """
    from board.text.deadlines import DeadlineError, parse_deadline

    refused: set[str] = set()

    def read(text: str, now: datetime) -> None:
        try:
            parse_deadline(text, now)
        except DeadlineError:
            refused.add(text)

    kinds = {kind: [phrase.replace("\u00a0", " ") for phrase in row.split(" ")] for kind, row in PHRASES.items()}
    every = [phrase for phrases in kinds.values() for phrase in phrases]
    first = {phrase: _time(read, phrase, MONDAY) for phrase in ("下周五", "3个工作日内", "260个工作日内", "春节前")}
    found = {phrase: _round(read, phrase) for phrase in every}
    if wrong := refused ^ set(kinds["refused"]):
        raise RuntimeError(f"read or refused, and should not be: {' '.join(sorted(wrong))}")
    rows = []
    for kind, phrases in [*kinds.items(), ("all", every)]:
        medians = [median(found[phrase]) for phrase in phrases]
        calls = [seconds for phrase in phrases for seconds in found[phrase]]
        slowest = max(phrases, key=lambda phrase: median(found[phrase]))
        rows.append([kind, str(len(phrases)), _ms(median(medians)), _ms(p95(medians)), _ms(p95(calls)), slowest])
    once = "; ".join(f"{phrase} {seconds * 1000:.1f}" for phrase, seconds in first.items())
    head = ["deadline phrases", "n", "median, ms (target 0.3)", "p95 of phrases", "p95 of calls", "slowest"]
    return f"{table(head, rows)}\n\nThe first of its kind in a process, ms: {once}"


def entry() -> str:
    """A table of what the entry line costs at each keystroke, in milliseconds."""
    from board.text.names import Names
    from board.text.quick_entry import read_line

    template = read_template("erqi")
    groups = [group["name"] for group in template["groups"]]
    names = Names(groups, template["units"], ("网格长", "路长", "河长", "楼院长", "片长", "专管员"))

    def read(text: str, now: datetime) -> None:
        read_line(text, now, names, groups[6])

    first = _time(read, LINES[1], MONDAY)
    rows, all_keys = [], []
    for line in LINES:
        keys = [median(_round(read, line[:end], ROUNDS // 10)) for end in range(1, len(line) + 1)]
        all_keys += keys
        rows.append([f"`{line}`", str(len(line)), _ms(median(keys)), _ms(p95(keys)), _ms(max(keys))])
    rows.append(["all", str(len(all_keys)), _ms(median(all_keys)), _ms(p95(all_keys)), _ms(max(all_keys))])
    head = ["entry line, read at each keystroke", "keys", "median, ms (target 2)", "p95", "worst"]
    return f"{table(head, rows)}\n\nThe first line with initials in a process, ms: {first * 1000:.1f}"


def _moments(rounds: int) -> Iterator[datetime]:
    return (MONDAY + timedelta(seconds=each) for each in range(rounds))


def _round(read: Callable[[str, datetime], None], text: str, rounds: int = ROUNDS) -> list[float]:
    return [_time(read, text, now) for now in _moments(rounds)]


def _time(read: Callable[[str, datetime], None], text: str, now: datetime) -> float:
    began = time.perf_counter()
    read(text, now)
    return time.perf_counter() - began


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.3f}"

"""`board meeting`: the whole course of a meeting from the command line."""

from __future__ import annotations

import pytest

from board.reports.meetings import MEETING_KEYS
from tests.cli.conftest import Cli


def at(cli: Cli, clock: str, *arguments: str) -> str:
    """What the command narrated, done at this time of Monday."""
    said = cli("--now", f"2026-11-23T{clock}", "meeting", *arguments)
    assert said.code == 0, said
    return said.err.strip()


def test_a_meeting_from_its_start_to_its_end(erqi: Cli) -> None:
    fields = ("--chair", "区长", "--place", "三楼", "--agenda", "1:10，治脏:5 9", "--present", "城管局 李某、王主任")
    started = at(erqi, "09:00", "start", "推进会", *fields)
    assert started == "第 1 次会议开始；当前逾期 0 件"
    assert at(erqi, "09:01", "next") == "议题：1 以绿荫城（10 分钟）"
    assert at(erqi, "09:11", "下一议题", "9") == "议题：9 提质办（10 分钟）"
    assert at(erqi, "09:15", "pause") == "第 1 次会议暂停"
    assert at(erqi, "09:25", "resume") == "第 1 次会议继续"
    assert at(erqi, "09:30", "edit", "--excused", "交通局") == "第 1 次会议的信息已改"
    assert at(erqi, "09:35", "end") == "第 1 次会议结束"

    row = erqi("meeting", "show", "1", "--json").json
    assert tuple(row) == MEETING_KEYS
    assert (row["name"], row["chair"], row["place"], row["state"], row["seconds"]) == (
        "推进会",
        "区长",
        "三楼",
        "ended",
        25 * 60,
    )
    assert (row["present"], row["excused"]) == (["城管局 李某", "王主任"], ["交通局"])
    assert [(each["group_no"], each["minutes"], each["seconds"]) for each in row["agenda"]] == [
        (1, 10, 600),
        (7, 5, 0),
        (None, 10, 14 * 60),
    ]
    assert at(erqi, "10:00", "reopen", "1") == "第 1 次会议重开"
    assert erqi("meeting", "show", "--json").json["state"] == "running"


def test_meetings_are_listed_the_last_one_first(erqi: Cli) -> None:
    assert erqi("meeting", "list").err.strip() == "还没有开过会"
    assert erqi("meeting", "list", "--json").json == []
    at(erqi, "09:00", "start", "甲")
    at(erqi, "09:30", "end")
    at(erqi, "10:00", "start", "乙")

    listed = erqi("--now", "2026-11-23T10:05", "--read-only", "meeting", "list")
    assert [line.split() for line in listed.out.splitlines()] == [
        ["第2次会议", "2026-11-23", "10:00", "乙", "进行中", "0:05:00"],
        ["第1次会议", "2026-11-23", "09:00", "-", "09:30", "甲", "已结束", "0:30:00"],
    ]
    assert [row["number"] for row in erqi("meeting", "list", "--json").json] == [2, 1]


def test_one_is_shown_with_its_agenda(erqi: Cli) -> None:
    at(erqi, "09:00", "start", "--agenda", "1:10,2", "--chair", "区长")
    at(erqi, "09:00", "next")

    shown = erqi("--now", "2026-11-23T09:12", "meeting", "show").out.splitlines()
    assert shown[0].split() == ["第1次会议", "2026-11-23", "09:00", "进行中", "0:12:00"]
    assert shown[1].split() == ["主持", "区长"]
    assert [line.split() for line in shown[2:]] == [
        ["1", "以绿荫城", "0:12:00", "/", "10分钟", "正在议"],
        ["2", "以水润城", "0:00:00", "/", "10分钟"],
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("dance",), 2, "不知道要对会议做什么：dance"),
        (("pause", "x"), 2, "board meeting pause"),
        (("next", "--chair", "x"), 2, "board meeting next 用不到 --chair"),
        (("start", "--json"), 2, "board meeting start 用不到 --json"),
        (("start", "--agenda", "治x:3"), 2, "治x"),
        (("start", "--agenda", "1:3,1:4"), 2, "1 以绿荫城 在议程里写了两次"),
        (("start", "--agenda", "1:9999"), 2, "分钟数不能是 9999"),
        (("reopen",), 2, "board meeting reopen"),
        (("reopen", "x"), 2, "第几次会议要写数字：x"),
        (("reopen", "4"), 2, "没有第4次会议"),
        (("show", "4"), 2, "没有第4次会议"),
        (("show",), 1, "还没有开过会"),
        (("edit", "--chair", "x"), 1, "还没有开过会"),
        (("next",), 1, "现在没有进行中的会议"),
        (("end",), 1, "现在没有进行中的会议"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(erqi: Cli, arguments: tuple[str, ...], code: int, said: str) -> None:
    answer = erqi("meeting", *arguments)

    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_the_agenda_through_the_meeting_goes_nowhere_else(erqi: Cli) -> None:
    at(erqi, "09:00", "start", "--agenda", "1")
    at(erqi, "09:01", "next")

    assert "议程已经走完" in erqi("meeting", "next").err
    assert "2 以水润城 不在议程里" in erqi("meeting", "next", "2").err


def test_what_is_overdue_at_the_start_says_how_many_are_checks(erqi: Cli) -> None:
    for title, kind in (("道路积水", "problem"), ("公厕测评", "check")):
        assert erqi("--now", "2026-11-01T09:00", "add", title, "--kind", kind, "--due", "2026-11-02").code == 0

    assert at(erqi, "09:00", "start") == "第 1 次会议开始；当前逾期 2 件（含测评 1 件）"

"""A small board with a history for supervision: two meetings, things late, put right, extended, sent back, closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board import commands as do
from board.messages import Messages
from board.model.board import Board
from board.model.changes import Change
from board.model.entities import Card, Office
from board.model.ports import Intent
from board.model.task import Kind, OpenEnded, Stage
from board.reports.bulletin import Bulletin, bulletin
from board.reports.supervision import Supervision, supervise
from tests.conftest import NOW
from tests.support import AUDIT, CITY, GREEN, HOUSING, ORDER, ROADS, WATER, actor, commit, make_board

OFFICE = Office(
    district="二七区",
    title="二七区百城提质暨文明城市创建",
    office="提质办",
    weights={"closure": 50, "on_time": 50, "overdue": 30, "extensions": 10, "rebounds": 20, "urges": 5},
)


class Told:
    """A board and its history, one change after the other."""

    def __init__(self) -> None:
        self.board: Board = make_board(office=OFFICE)
        self.changes: list[Change] = []

    def at(self, when: str, *intents: Any) -> Told:
        """Do these at `when`, a time in November 2026: `02T09:00`."""
        for intent in intents:
            made: Intent = intent(actor(f"2026-11-{when}"))
            self.board, change = commit(self.board, made)
            self.changes.append(change)
        return self

    def seen(self, now: datetime = NOW, **period: Any) -> Supervision:
        return supervise(self.board, reversed(self.changes), now, **period)


def add(title: str, **fields: Any) -> Any:
    return lambda who: do.add(who, title, **{"group": GREEN, "unit": CITY, **fields})


def told(*, hostile: bool = False) -> Told:
    """Two meetings and what was done since; with `hostile`, names and texts that a file must not obey."""
    story = Told()
    story.at(
        "02T09:00",
        lambda who: do.start_meeting(who, "第一次推进会"),
        add("铁路沿线拆违绿化", kind=Kind.PROBLEM, due="2026-11-10"),  # 1
        add(
            "断头路打通", kind=Kind.PROJECT, group=WATER, unit=ROADS, due="2026-11-20", category="道路", planned=1000.0
        ),
        add("口袋公园", kind=Kind.PROJECT, unit=HOUSING, due="2026-12-20", category="公园", planned=3000.0),  # 3
        add("占道经营", kind=Kind.PROBLEM, group=ORDER, unit=CITY, due="2026-11-06"),  # 4
        add("老旧小区", unit=HOUSING, group=ORDER, due="2026-11-23"),  # 5
        add("长期保洁", unit=AUDIT, group=ORDER, due=None, open_ended=OpenEnded.STANDING),  # 6
        add("公厕测评", kind=Kind.CHECK, unit=CITY, category="公共厕所"),  # 7
        add("小区测评", kind=Kind.CHECK, unit=CITY, category="社区小区"),  # 8
        add("没人管的", unit=None, group=None, due=None, open_ended=OpenEnded.UNDECIDED),  # 9
        lambda who: do.edit(who, 2, completed=757.0),
        lambda who: do.edit(who, 3, completed=2271.0),
    )
    story.at("02T11:00", do.end_meeting)
    story.at("05T10:00", lambda who: do.move(who, 4, Stage.MET), lambda who: do.move(who, 7, Stage.MET))
    story.at("06T10:00", lambda who: do.move(who, 4, Stage.CONSOLIDATING))
    story.at("09T09:00", lambda who: do.start_meeting(who, ""))
    story.at("09T10:00", do.end_meeting)
    story.at(
        "12T10:00",
        lambda who: do.move(who, 4, Stage.CLOSED, verifier="督查员", verifier_unit=AUDIT, reason="现场复查合格"),
        lambda who: do.set_deadline(who, 3, "2026-12-31", reason="暴雨停工"),
        lambda who: do.urge(who, 1, "请抓紧"),
        add("临时交办", unit=ROADS, group=WATER, due="2026-11-24"),  # 10
        add("重复的", unit=ROADS, group=WATER, due="2026-11-15"),  # 11
    )
    story.at("13T10:00", lambda who: do.void(who, 11, reason="重复"))
    story.at("20T10:00", lambda who: do.confirm(who, CITY, Card.PRAISE, "群众来信感谢"))
    if hostile:
        story.at(
            "20T11:00",
            add('=HYPERLINK("http://x","点我")\x1b[31m', due="2026-11-21", person="+86", unit=HOUSING),  # 12
            add("甲|乙 <b>*粗*</b> `x` [链](x) _x000D_", due="2026-11-21", unit=HOUSING),  # 13
            add("@SUM(A1)", kind=Kind.PROJECT, category="=1+1", planned=10.0, unit=HOUSING, due="2026-12-01"),  # 14
            lambda who: do.add_unit(who, "=cmd|' /C calc'!A0"),
            lambda who: do.confirm(who, HOUSING, Card.CRITICISM, "-2+3 <script>"),
        )
    return story


def small_bulletin(lang: str = "zh", *, hostile: bool = False) -> Bulletin:
    """The bulletin of the time since the second meeting."""
    return bulletin(Messages(lang), told(hostile=hostile).seen())

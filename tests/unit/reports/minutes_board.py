"""A small meeting with one decision of every kind, told as a history, and its minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from board import commands as do
from board.commands import Actor
from board.messages import Messages
from board.model import agenda
from board.model.board import Board
from board.model.changes import Change
from board.model.entities import Group, Meeting, Office
from board.model.ports import Intent
from board.model.task import OpenEnded, Stage, Task
from board.reports.minutes import Minutes, minutes_of
from tests.support import AUDIT, CITY, GREEN, HOUSING, ORDER, ROADS, WATER, actor, commit, make_board, task

START = datetime(2026, 11, 23, 9)
Step = Callable[[Actor], Intent]
NEXT: Step = do.next_item
GROUPS = {
    GREEN: Group(id=GREEN, number=1, name="以绿荫城组", leader="领导甲"),
    WATER: Group(id=WATER, number=2, name="以水润城"),
    ORDER: Group(id=ORDER, number=3, name="治脏组"),
}
LATE = {"due": "2026-11-20", "original_due": "2026-11-20"}


class Told:
    """A board on which one thing after the other is done, a minute apart."""

    def __init__(self, *tasks: Task, **tables: Any) -> None:
        self.board: Board = make_board(
            *tasks, office=Office(district="二七区", office="提质办"), **{"group": GROUPS, **tables}
        )
        self.history: list[Change] = []
        self.now = START

    def do(self, *steps: Step) -> Told:
        for step in steps:
            self.board, change = commit(self.board, step(actor(self.now)))
            self.history.append(change)
            self.now += timedelta(minutes=1)
        return self

    def undo(self, back: int = 1) -> Told:
        """Take back the change that is so many from the end."""
        return self.do(lambda who: do.undo(who, self.history[-back]))

    def meeting(self, number: int = 1) -> Meeting:
        found = agenda.numbered(self.board, number)
        assert found is not None
        return found

    def minutes(self, number: int = 1, lang: str = "zh") -> Minutes:
        newest_first = iter(self.history[::-1])
        return minutes_of(Messages(lang), self.board, self.meeting(number), newest_first, datetime(2026, 11, 23, 12))


def small_meeting() -> Told:
    """One of each, on groups that are on the agenda and on one that is not; and what no file may obey."""
    told = Told(
        task(1, title="金水河清淤", group=WATER, **LATE),
        task(2, title="背街小巷整治", due="2026-12-20", original_due="2026-12-20", group=ORDER),
        task(3, title="游园建设", stage=Stage.MET, met_at="2026-11-19T09:00:00"),
        task(4, title="已达标的", stage=Stage.CONSOLIDATING, consolidate_until="2026-11-22", group=ORDER),
        task(5, title="车辆乱停", stage=Stage.CLOSED, closed_at="2026-11-01T09:00:00", group=ORDER),
        task(6, title="=1+1 *粗* | [x](y)\n第二行", unit=None, stage=Stage.UNCLAIMED, group=None),
        task(7, title="老楼加装电梯", **LATE),
    )
    typed = "铁路沿线拆违绿化 @城管局 @李某 +交通局 ^12月4日"
    return told.do(
        lambda who: do.start_meeting(
            who,
            "提质工程推进会",
            [(GREEN, 10), (WATER, 15), (ORDER, 0)],
            chair="区长",
            place="三楼会议室",
            present="城管局 李某、住建局、王主任",
            excused="交通局",
        ),
        NEXT,
        lambda who: do.add(
            who,
            "铁路沿线拆违绿化",
            typed=typed,
            unit=CITY,
            person="李某",
            co_units=(ROADS,),
            due="2026-12-04",
            group=GREEN,
        ),
        lambda who: do.add(who, "日常保洁", unit=HOUSING, open_ended=OpenEnded.STANDING, group=GREEN),
        lambda who: do.move(who, 3, Stage.UNDERWAY, reason="复查不合格"),
        NEXT,
        lambda who: do.set_deadline(who, 1, "2026-12-10", reason="连续降雨"),
        lambda who: do.note(who, 1, "已完成三分之二\n下周进场"),
        NEXT,
        lambda who: do.urge(who, 2),
        lambda who: do.set_deadline(who, 2, "2026-12-18"),
        lambda who: do.move(who, 4, Stage.CLOSED, verifier="张某", verifier_unit=AUDIT),
        lambda who: do.move(who, 5, Stage.UNDERWAY, reason="又停满了", due="2026-12-01T15:00"),
        lambda who: do.assign(who, 6, ROADS, person="=cmd|' /C calc'!A0"),
        lambda who: do.move(who, 7, Stage.MET),
        lambda who: do.assign(who, 2, HOUSING),
        do.end_meeting,
    )

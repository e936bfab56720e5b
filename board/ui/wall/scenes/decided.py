"""本次会议议定: what was decided, the newest first."""

from __future__ import annotations

from board.reports.decided import Decision
from board.reports.decided_words import decision_words
from board.text.phones import without_phones
from board.ui.wall import lists, paper
from board.ui.wall.lists import Layout, Section
from board.ui.wall.paper import Area, Part
from board.ui.wall.room import Room
from board.ui.wall.scenes import Painter
from board.ui.widgets.styles import Styles


def _layout(room: Room, width: int, height: int) -> Layout:
    return lists.layout([len(room.decided)], width, height, least=2, heads=False)


def _pages(room: Room, width: int, height: int) -> int:
    return len(_layout(room, width, height).pages)


def _paint(room: Room, width: int, height: int, styles: Styles) -> Area:
    plan = _layout(room, width, height)

    def row(decision: Decision, ground: str) -> Area:
        return _row(room, decision, plan.shape.width, styles, ground)

    return lists.paint(
        room, styles, [Section("", (), room.decided)], plan, size=(width, height), row=row, number=_number
    )


def _number(decision: Decision) -> int:
    return decision.task


def _row(room: Room, decision: Decision, width: int, styles: Styles, ground: str) -> Area:
    """The task in the first line, what was decided on it in the second."""
    task = room.board.tasks.get(decision.task)
    group = room.board.group(task.group) if task is not None else None
    place = group.name if group else room.board.office.office
    at = decision.when[11:16] if decision.when[:10] == room.now.date().isoformat() else decision.when[5:10]
    before = 9 if width >= 40 else 1
    lead: list[Part] = [(f" {lists.cell(at, before - 1)}", "dim")] if width >= 40 else [(" ", "")]
    first = [*lead, (f"#{decision.task} ", "dim"), (task.title if task is not None else "", "plain")]
    right: list[Part] = [(f"  {place} ", "dim")] if width >= 60 else []
    badge: list[Part] = [(f" {room.messages('lists.flagged')} ", "badge"), (" ", "")] if decision.flagged else []
    said = without_phones(decision_words(room.messages, room.board, decision))
    second = [(" " * before, ""), *badge, (said, "key")]
    return [paper.line(styles, ground, width, first, right), paper.line(styles, ground, width, second)]


def _title(room: Room) -> str:
    meeting, count = room.board.meeting, len(room.decided)
    if meeting is None:
        return room.messages("lists.decided_today", count=count)
    return room.messages("lists.decided_title", number=meeting.number, count=count)


PAINTER = Painter(_pages, _paint, _title)

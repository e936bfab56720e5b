"""本次会议议定: what was decided, the newest first."""

from __future__ import annotations

from board.reports.decided import Decision
from board.reports.decided_words import decision_words
from board.reports.leaving import told
from board.ui.wall import lists, paper
from board.ui.wall.lists import Layout, Section, Shape
from board.ui.wall.paper import Area, Part
from board.ui.wall.room import Room
from board.ui.wall.scenes import Painter
from board.ui.widgets.cells import wrap
from board.ui.widgets.styles import Styles


def _layout(room: Room, width: int, height: int) -> Layout:
    return lists.layout([len(room.decided)], width, height, least=2, heads=False)


def _pages(room: Room, width: int, height: int) -> int:
    return len(_layout(room, width, height).pages)


def _paint(room: Room, width: int, height: int, styles: Styles) -> Area:
    plan = _layout(room, width, height)

    def row(decision: Decision, ground: str) -> Area:
        return _row(room, decision, plan.shape, styles, ground)

    return lists.paint(
        room, styles, [Section("", (), room.decided)], plan, size=(width, height), row=row, number=_number
    )


def _number(decision: Decision) -> int:
    return decision.task


def _row(room: Room, decision: Decision, shape: Shape, styles: Styles, ground: str) -> Area:
    """The task in the first line, what was decided on it below."""
    width = shape.width
    task = room.board.tasks.get(decision.task)
    group = room.board.group(task.group) if task is not None else None
    place = group.name if group else room.board.office.office
    at = decision.when[11:16] if decision.when[:10] == room.now.date().isoformat() else decision.when[5:10]
    before = 9 if width >= 40 else 1
    lead = [(f" {lists.cell(at, before - 1)}" if before > 1 else " ", "dim")]
    first = [*lead, (f"#{decision.task} ", "dim"), (told(task.title) if task is not None else "", "plain")]
    right: list[Part] = [("  ", ""), (f" {room.messages('lists.flagged')} ", "badge")] if decision.flagged else []
    if width >= 60:
        right.append((f"  {place}", "dim"))
    said = told(decision_words(room.messages, room.board, decision))
    below = wrap(said, max(2, width - before - 1), max(1, shape.lines - 1))
    area = [paper.line(styles, ground, width, first, [*right, (" ", "")])]
    return area + [paper.line(styles, ground, width, [(" " * before, ""), (text, "key")]) for text in below]


def _title(room: Room) -> str:
    meeting, count = room.board.meeting, len(room.decided)
    if meeting is None:
        return room.messages("lists.decided_today", count=count)
    return room.messages("lists.decided_title", number=meeting.number, count=count)


PAINTER = Painter(_pages, _paint, _title)

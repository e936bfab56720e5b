"""明日转红预告: what falls due by the next meeting, day by day."""

from __future__ import annotations

from datetime import date

from board.messages import words
from board.model import query
from board.model.lamps import Lamp, lamp_of
from board.model.task import due_date
from board.reports.leaving import told
from board.ui.wall import lists
from board.ui.wall.lists import Cache, Facts, Layout, Section
from board.ui.wall.paper import Area
from board.ui.wall.room import Room
from board.ui.wall.scenes import Painter
from board.ui.widgets.styles import Styles

_SECTIONS: Cache[list[Section[int]]] = Cache()
_LAYOUTS: Cache[Layout] = Cache()


def _meeting_day(room: Room) -> date | None:
    """The day of the next meeting; None when none is set, or it is over."""
    text = room.board.office.next_meeting
    day = date.fromisoformat(text) if text else None
    return day if day is not None and day >= room.now.date() else None


def _sections(room: Room) -> list[Section[int]]:
    return _SECTIONS.get(room, "", lambda: _made(room))


def _made(room: Room) -> list[Section[int]]:
    board = room.board
    by_day: dict[date, list[int]] = {}
    for _, _, no in query.coming_due(board, room.now):
        due = board.tasks[no].due
        if due is not None:
            by_day.setdefault(due_date(due), []).append(no)
    return [_section(room, day, numbers) for day, numbers in by_day.items()]


def _section(room: Room, day: date, numbers: list[int]) -> Section[int]:
    messages = room.messages
    left = (day - room.now.date()).days
    shown = words.short_day(messages, day, room.now.year)
    count = messages("lists.count", count=len(numbers))
    if left == 0:
        return Section(messages("lists.due_today"), ((messages("lists.red_tomorrow", count=count), "chase"),), numbers)
    code = "lists.due_tomorrow" if left == 1 else "lists.due_on"
    return Section(messages(code, day=shown), ((count, "dim"),), numbers)


def _layout(room: Room, width: int, height: int) -> Layout:
    counts = [len(section.rows) for section in _sections(room)]
    return _LAYOUTS.get(room, (width, height), lambda: lists.layout(counts, width, height))


def _pages(room: Room, width: int, height: int) -> int:
    return len(_layout(room, width, height).pages)


_LOOKS = {Lamp.RED: "red", Lamp.ORANGE: "orange", Lamp.YELLOW: "yellow"}


def _paint(room: Room, width: int, height: int, styles: Styles) -> Area:
    plan = _layout(room, width, height)
    board, messages, now = room.board, room.messages, room.now
    office = board.office

    def row(no: int, ground: str) -> Area:
        task = board.tasks[no]
        group = board.group(task.group)
        return lists.task_row(
            styles,
            ground,
            plan.shape,
            lamp=(
                words.lamp_word(messages, task, now, office.yellow_days, office),
                _LOOKS.get(lamp_of(task, now, office.yellow_days), "green"),
            ),
            no=no,
            title=told(task.title),
            facts=[
                Facts(group.name if group else office.office, 12),
                Facts(board.unit_name(task.unit) or messages("lists.no_unit"), 16, "strong"),
                Facts(told(task.person), 10),
            ],
        )

    return lists.paint(room, styles, _sections(room), plan, size=(width, height), row=row, number=int)


def _title(room: Room) -> str:
    count = sum(len(section.rows) for section in _sections(room))
    meeting = _meeting_day(room)
    if meeting is None:
        return room.messages("lists.due_title", count=count)
    return room.messages(
        "lists.due_by_meeting", day=words.short_day(room.messages, meeting, room.now.year), count=count
    )


PAINTER = Painter(_pages, _paint, _title)

"""The red list: what is overdue, under the unit that is responsible, the unit with most of it first."""

from __future__ import annotations

from board.messages import words
from board.model import query
from board.model.board import Board, SortKey
from board.model.task import Task, due_date, minute_key
from board.reports.leaving import told
from board.ui.wall import lists
from board.ui.wall.lists import Cache, Facts, Layout, Section
from board.ui.wall.paper import Area
from board.ui.wall.room import Room
from board.ui.wall.scenes import Painter
from board.ui.widgets.styles import Styles

_SECTIONS: Cache[list[Section[int]]] = Cache()
_LAYOUTS: Cache[Layout] = Cache()


def _sections(room: Room) -> list[Section[int]]:
    return _SECTIONS.get(room, "", lambda: _made(room))


def _made(room: Room) -> list[Section[int]]:
    board, messages = room.board, room.messages
    by_unit: dict[int | None, list[int]] = {}
    for _, _, no in _overdue(room):
        by_unit.setdefault(board.tasks[no].unit, []).append(no)
    # Stable: of units with equally many the one with the oldest stays in front.
    ordered = sorted(by_unit.items(), key=lambda item: -len(item[1]))
    return [
        Section(
            board.unit_name(unit) or messages("lists.no_unit"),
            ((messages("lists.overdue_count", count=len(numbers)), "over"),),
            numbers,
        )
        for unit, numbers in ordered
    ]


def _overdue(room: Room) -> list[SortKey]:
    return query.due_between(room.board, "", minute_key(room.now))


def _layout(room: Room, width: int, height: int) -> Layout:
    counts = [len(section.rows) for section in _sections(room)]
    return _LAYOUTS.get(room, (width, height), lambda: lists.layout(counts, width, height))


def _pages(room: Room, width: int, height: int) -> int:
    return len(_layout(room, width, height).pages)


def _paint(room: Room, width: int, height: int, styles: Styles) -> Area:
    plan = _layout(room, width, height)

    def row(no: int, ground: str) -> Area:
        task = room.board.tasks[no]
        return lists.task_row(
            styles,
            ground,
            plan.shape,
            lamp=(_word(room, task), "red"),
            no=no,
            title=told(task.title),
            facts=_facts(room, room.board, task),
        )

    return lists.paint(room, styles, _sections(room), plan, size=(width, height), row=row, number=int)


def _word(room: Room, task: Task) -> str:
    return words.lamp_word(room.messages, task, room.now, room.board.office.yellow_days, room.board.office)


def _facts(room: Room, board: Board, task: Task) -> list[Facts]:
    group = board.group(task.group)
    return [
        Facts(group.name if group else board.office.office, 12),
        Facts(told(task.person), 10),
        Facts(words.short_day(room.messages, due_date(task.due), room.now.year) if task.due else "", 11),
    ]


def _title(room: Room) -> str:
    return room.messages("lists.red_title", count=sum(len(section.rows) for section in _sections(room)))


def _page(room: Room, width: int, height: int) -> int:
    return lists.page_of(room, _sections(room), _layout(room, width, height), int)


PAINTER = Painter(_pages, _paint, _title, _page)

"""The clocks of a meeting and its agenda: which item has the floor, how long each took, and which comes next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from board.model.board import Board
from board.model.entities import AgendaItem, Attendee, Meeting, Pause, Turn

INBOX = 0
"""Stands in an agenda for the office's inbox, which is no group."""
DEFAULT_MINUTES = 10
"""Allotted to an item when nobody said how long."""


def paused(meeting: Meeting) -> bool:
    """Whether the meeting runs, and stands still."""
    return meeting.running and bool(meeting.pauses) and meeting.pauses[-1].end is None


def elapsed(meeting: Meeting, now: datetime) -> int:
    """Seconds that the meeting took until `now` or its end, without its pauses."""
    return _seconds(meeting, [Pause(start=meeting.start, end=meeting.end)], now)


def used(meeting: Meeting, group: int, now: datetime) -> int:
    """Seconds that an item had the floor, without pauses."""
    return _seconds(meeting, [turn for turn in meeting.turns if turn.group == group], now)


def current(meeting: Meeting) -> AgendaItem | None:
    """The item that has the floor, if any."""
    if not meeting.turns or meeting.turns[-1].end is not None:
        return None
    group = meeting.turns[-1].group
    return next((item for item in meeting.agenda if item.group == group), AgendaItem(group=group))


def following(meeting: Meeting) -> AgendaItem | None:
    """The item that comes next: the one below the current one, or the first that had no turn yet."""
    now = current(meeting)
    groups = [item.group for item in meeting.agenda]
    if now is not None and now.group in groups:
        place = groups.index(now.group) + 1
        return meeting.agenda[place] if place < len(groups) else None
    had = {turn.group for turn in meeting.turns}
    return next((item for item in meeting.agenda if item.group not in had), None)


def is_over(meeting: Meeting, item: AgendaItem, now: datetime) -> bool:
    """Whether an item took longer than it was allotted."""
    return bool(item.minutes) and used(meeting, item.group, now) > item.minutes * 60


def group_of(item: AgendaItem) -> int | None:
    """The id of the item's group as tasks hold it; None is the inbox."""
    return item.group or None


def attendee_names(board: Board, attendees: Iterable[Attendee]) -> list[str]:
    """Who attends, one by one: the unit, then who came from it."""
    return [f"{board.unit_name(each.unit)} {each.name}".strip() for each in attendees]


def latest(board: Board, *, before: Meeting | None = None) -> Meeting | None:
    """The meeting that began last, or the last one that began before another."""
    started = [each for each in board.table("meeting").values() if before is None or _order(each) < _order(before)]
    return max(started, key=_order, default=None)


def numbered(board: Board, number: int) -> Meeting | None:
    """The meeting with this number."""
    return next((each for each in board.table("meeting").values() if each.number == number), None)


def _order(meeting: Meeting) -> tuple[str, int]:
    return meeting.start, meeting.id


def _seconds(meeting: Meeting, spans: Iterable[Pause | Turn], now: datetime) -> int:
    end = datetime.fromisoformat(meeting.end) if meeting.end is not None else now
    pauses = [_span(pause, end) for pause in meeting.pauses]
    total = 0.0
    for span in spans:
        first, last = _span(span, end)
        total += max(0.0, (last - first).total_seconds())
        for begin, over in pauses:
            total -= max(0.0, (min(last, over) - max(first, begin)).total_seconds())
    return int(max(0.0, total))


def _span(span: Pause | Turn, end: datetime) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(span.start), datetime.fromisoformat(span.end) if span.end is not None else end

"""A meeting as a plain row with stable keys: what `board meeting … --json` prints and the minutes begin with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board.messages import Messages
from board.model import agenda
from board.model.board import Board
from board.model.entities import Meeting
from board.model.task import Kind


def overdue_words(messages: Messages, board: Board) -> str:
    """How many tasks were overdue when the running meeting began, and how many of them are checks.

    Heads and red lists count no checks; 会中变更 is told of them too.
    """
    overdue = board.meeting.overdue if board.meeting else ()
    checks = sum(no in board.tasks and board.tasks[no].kind is Kind.CHECK for no in overdue)
    return messages("meeting.overdue_checks" if checks else "meeting.overdue", count=len(overdue), checks=checks)


MEETING_KEYS = (
    "number", "name", "start", "end", "state", "seconds", "chair", "place", "present", "excused", "observers", "copies",
    "overdue_at_start", "agenda",
)  # fmt: skip
"""The keys of a meeting, in their order. New ones are only ever added at the end."""


def meeting_row(board: Board, meeting: Meeting, now: datetime) -> dict[str, Any]:
    """One meeting with the keys of `MEETING_KEYS`; times are ISO, clocks are seconds without pauses.

    `state` is running, paused or ended. An agenda item is group_no and group (None and the office's name for the
    inbox), minutes allotted (0: none), seconds used, and whether it has the floor.
    """
    item = agenda.current(meeting)
    return {
        "number": meeting.number,
        "name": meeting.name,
        "start": meeting.start,
        "end": meeting.end,
        "state": "paused" if agenda.paused(meeting) else "running" if meeting.running else "ended",
        "seconds": agenda.elapsed(meeting, now),
        "chair": meeting.chair,
        "place": meeting.place,
        "present": agenda.attendee_names(board, meeting.present),
        "excused": agenda.attendee_names(board, meeting.excused),
        "observers": agenda.attendee_names(board, meeting.observers),
        "copies": meeting.copies,
        "overdue_at_start": list(meeting.overdue),
        "agenda": [
            {
                "group_no": group.number if (group := board.group(agenda.group_of(each))) else None,
                "group": group.name if group else board.office.office,
                "minutes": each.minutes,
                "seconds": agenda.used(meeting, each.group, now),
                "current": each == item,
            }
            for each in meeting.agenda
        ],
    }

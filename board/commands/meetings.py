"""The meeting: it starts, every change carries its number, it ends."""

from __future__ import annotations

from board.commands.core import Actor, Draft, intent
from board.errors import Refused
from board.model import rules
from board.model.board import Board
from board.model.changes import Change
from board.text import clean


@intent
def start_meeting(board: Board, actor: Actor, name: str = "") -> Change:
    """Start a meeting; what is overdue now is remembered with it. Without a name the screen shows its number.

    Raises:
        Refused: `meeting_runs`.
    """
    if board.meeting is not None:
        raise Refused("meeting_runs", number=board.meeting.number, name=board.meeting.name)
    draft = Draft(board, actor)
    # From the counter of ids, which undo does not turn back: a number that changes carry is never given twice.
    ahead = max((meeting.number - meeting.id for meeting in board.table("meeting").values()), default=0)
    draft.add(
        "meeting",
        number=board.next_id("meeting") + ahead,
        name=clean.one_line(name, 80),
        start=actor.when,
        overdue=rules.overdue_numbers(board, actor.now),
    )
    return draft.change("start_meeting")


@intent
def end_meeting(board: Board, actor: Actor) -> Change:
    """End the running meeting.

    Raises:
        Refused: `no_meeting`.
    """
    meeting = board.meeting
    if meeting is None:
        raise Refused("no_meeting")
    draft = Draft(board, actor)
    draft.set("meeting", meeting.id, end=actor.when)
    return draft.change("end_meeting")

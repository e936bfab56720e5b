"""The meeting: it starts, every change carries its number, its items get the floor, it ends and may go on again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from board.commands.attending import read_attendees
from board.commands.core import Actor, Draft, intent
from board.errors import Refused, UsageError
from board.model import agenda as clocks
from board.model import rules
from board.model.board import Board
from board.model.changes import Change
from board.model.entities import AgendaItem, Meeting, Pause, Turn
from board.text import clean

ATTENDANCE = ("present", "excused", "observers")
MEETING_FIELDS = ("name", "chair", "place", *ATTENDANCE, "copies", "agenda")
"""What may be edited of a meeting, in the order in which it is asked."""
MOST_MINUTES = 600
_NAME_CELLS = 80

Agenda = Iterable[tuple[int, int]]
"""(group id or 0 for the inbox, minutes allotted), in their order."""


@intent
def start_meeting(board: Board, actor: Actor, /, name: str = "", agenda: Agenda | None = None, **fields: str) -> Change:
    """Start a meeting; what is overdue now is remembered with it. Without a name the screen shows its number.

    Without an agenda it has that of the last meeting, or every group. `fields` are others of `MEETING_FIELDS`.

    Raises:
        Refused: `meeting_runs`.
        UsageError: as `edit_meeting`.
    """
    if board.meeting is not None:
        raise Refused("meeting_runs", number=board.meeting.number, name=board.meeting.name)
    draft = Draft(board, actor)
    # From the counter of ids, which undo does not turn back: a number that changes carry is never given twice.
    ahead = max((meeting.number - meeting.id for meeting in board.table("meeting").values()), default=0)
    draft.add(
        "meeting",
        number=board.next_id("meeting") + ahead,
        start=actor.when,
        overdue=rules.overdue_numbers(board, actor.now),
        **_read(board, {"name": name, **fields, "agenda": _usual(board) if agenda is None else agenda}),
    )
    return draft.change("start_meeting")


@intent
def end_meeting(board: Board, actor: Actor) -> Change:
    """End the running meeting, and the item that has the floor.

    Raises:
        Refused: `no_meeting`.
    """
    meeting = _running(board)
    draft = Draft(board, actor)
    draft.set("meeting", meeting.id, end=actor.when)
    draft.follow("meeting", meeting.id, turns=_closed(meeting.turns, actor), pauses=_resumed(meeting, actor))
    return draft.change("end_meeting")


@intent
def reopen_meeting(board: Board, actor: Actor, number: int) -> Change:
    """Let a meeting that has ended go on; the time since its end counts for nothing.

    Raises:
        UsageError: `unknown_meeting`.
        Refused: `meeting_runs`, this one or another.
    """
    meeting = _known(board, number)
    if board.meeting is not None:
        raise Refused("meeting_runs", number=board.meeting.number, name=board.meeting.name)
    assert meeting.end is not None  # noqa: S101 - none runs
    draft = Draft(board, actor)
    draft.set("meeting", meeting.id, end=None)
    since = Pause(start=meeting.end, end=max(actor.when, meeting.end))
    draft.follow("meeting", meeting.id, pauses=(*meeting.pauses, since))
    return draft.change("reopen_meeting")


@intent
def next_item(board: Board, actor: Actor) -> Change:
    """Give the floor to the next item of the agenda; a pause is over with it.

    Raises:
        Refused: `no_meeting`, `agenda_over`.
        Conflict: `changed_since`.
    """
    meeting = _running(board)
    item = clocks.following(meeting)
    if item is None:
        raise Refused("agenda_over", number=meeting.number)
    return _give_floor(board, actor, meeting, item)


@intent
def go_to_item(board: Board, actor: Actor, group: int | None) -> Change:
    """Give the floor to the item of this group (None: the inbox); a pause is over with it.

    Raises:
        Refused: `no_meeting`, `not_on_agenda`, `nothing_to_do` when it has the floor.
        Conflict: `changed_since`.
    """
    meeting = _running(board)
    item = next((item for item in meeting.agenda if clocks.group_of(item) == group), None)
    if item is None:
        raise Refused("not_on_agenda", group=_named(board, group))
    if clocks.current(meeting) == item and not clocks.paused(meeting):
        raise Refused("nothing_to_do")
    return _give_floor(board, actor, meeting, item)


def _give_floor(board: Board, actor: Actor, meeting: Meeting, item: AgendaItem) -> Change:
    draft = Draft(board, actor)
    turns = meeting.turns
    if clocks.current(meeting) != item:
        turns = (*_closed(turns, actor), Turn(group=item.group, start=actor.when))
    draft.set("meeting", meeting.id, turns=turns)
    draft.follow("meeting", meeting.id, pauses=_resumed(meeting, actor))
    return draft.change("agenda_item")


@intent
def pause_meeting(board: Board, actor: Actor) -> Change:
    """Let the clocks stand still.

    Raises:
        Refused: `no_meeting`, `meeting_paused`.
    """
    meeting = _running(board)
    if clocks.paused(meeting):
        raise Refused("meeting_paused", number=meeting.number)
    draft = Draft(board, actor)
    draft.set("meeting", meeting.id, pauses=(*meeting.pauses, Pause(start=actor.when)))
    return draft.change("pause_meeting")


@intent
def resume_meeting(board: Board, actor: Actor) -> Change:
    """Let the clocks go on.

    Raises:
        Refused: `no_meeting`, `meeting_not_paused`.
    """
    meeting = _running(board)
    if not clocks.paused(meeting):
        raise Refused("meeting_not_paused", number=meeting.number)
    draft = Draft(board, actor)
    draft.set("meeting", meeting.id, pauses=_resumed(meeting, actor))
    return draft.change("resume_meeting")


@intent
def edit_meeting(board: Board, actor: Actor, /, number: int, **fields: Any) -> Change:
    """Set `MEETING_FIELDS` of a meeting, running or over: lines of text, and for the agenda (group, minutes).

    Raises:
        UsageError: `unknown_meeting`; `unknown_group_id`, `bad_minutes` or `item_twice` of an agenda.
        Refused: `nothing_to_do`.
        Conflict: `changed_since`.
    """
    meeting = _known(board, number)
    draft = Draft(board, actor)
    draft.set("meeting", meeting.id, **_read(board, fields))
    return draft.change("edit_meeting")


def _read(board: Board, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as a meeting holds them."""
    found: dict[str, Any] = {}
    for field, value in fields.items():
        if field == "agenda":
            found[field] = _agenda(board, value)
        elif field in ATTENDANCE:
            found[field] = read_attendees(board, value)
        elif field in MEETING_FIELDS:
            found[field] = clean.one_line(value, clean.TEXT_CELLS if field == "copies" else _NAME_CELLS)
        else:
            raise TypeError(field)
    return found


def _agenda(board: Board, asked: Agenda) -> tuple[AgendaItem, ...]:
    found: list[AgendaItem] = []
    for group, minutes in asked:
        if group != clocks.INBOX and board.group(group) is None:
            raise UsageError("unknown_group_id", id=group)
        if not 0 <= minutes <= MOST_MINUTES:
            raise UsageError("bad_minutes", text=str(minutes), most=MOST_MINUTES)
        if group in (item.group for item in found):
            raise UsageError("item_twice", group=_named(board, group or None))
        found.append(AgendaItem(group=group, minutes=minutes))
    return tuple(found)


def _usual(board: Board) -> Agenda:
    last = clocks.latest(board)
    known = [item for item in last.agenda if item.group == clocks.INBOX or board.group(item.group)] if last else []
    if known:
        return [(item.group, item.minutes) for item in known]
    return [(group.id, clocks.DEFAULT_MINUTES) for group in board.groups]


def _named(board: Board, group: int | None) -> str:
    found = board.group(group)
    return f"{found.number} {found.name}" if found else board.office.office


def _running(board: Board) -> Meeting:
    if board.meeting is None:
        raise Refused("no_meeting")
    return board.meeting


def _known(board: Board, number: int) -> Meeting:
    meeting = clocks.numbered(board, number)
    if meeting is None:
        raise UsageError("unknown_meeting", number=number)
    return meeting


def _closed(turns: tuple[Turn, ...], actor: Actor) -> tuple[Turn, ...]:
    if not turns or turns[-1].end is not None:
        return turns
    last = turns[-1]
    return (*turns[:-1], Turn(group=last.group, start=last.start, end=actor.when))


def _resumed(meeting: Meeting, actor: Actor) -> tuple[Pause, ...]:
    if not clocks.paused(meeting):
        return meeting.pauses
    return (*meeting.pauses[:-1], Pause(start=meeting.pauses[-1].start, end=actor.when))

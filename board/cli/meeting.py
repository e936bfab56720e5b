"""`board meeting`: start, next, pause, resume, end, reopen, edit, list and show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from board import commands
from board.cli.lookup import find_group
from board.cli.output import out, out_json, out_json_object, out_table
from board.cli.parsing import Spec, argument, flag, option
from board.cli.session import Session
from board.errors import Refused, UsageError
from board.model import agenda
from board.model.board import Board
from board.model.entities import Meeting
from board.reports.meetings import meeting_row, overdue_words
from board.text import clean

_FIELDS = ("chair", "place", "present", "excused", "observers", "copies", "agenda")
"""Options that say something about the meeting itself."""
Given = Mapping[str, Any]


def meeting(session: Session, *, what: str, name: str, as_json: bool, **given: str | None) -> None:
    """Do what is asked of a meeting: `name` is its name, its number, or the group of an item."""
    asked = what.strip().lower()
    action = next((each for each in _ACTIONS if asked in session.input_words(f"cli.meeting_{each}_words")), None)
    if action is None:
        raise UsageError("unknown_meeting_word", text=clean.quoted(what))
    do, takes_fields, prints = _ACTIONS[action]
    fields = {field: value for field, value in given.items() if value is not None}
    unused = [*([] if takes_fields else fields), *(["json"] if as_json and not prints else [])]
    if unused:
        raise UsageError("not_used_by_meeting", option=f"--{unused[0]}", action=action)
    if name and action in ("pause", "resume", "end", "list"):
        raise UsageError("extra_argument", text=clean.quoted(name), command=f"board meeting {action}")
    do(session, name, {**fields, "as_json": as_json} if prints else fields)


def _start(session: Session, name: str, given: Given) -> None:
    def begin(board: Board, actor: commands.Actor) -> Any:
        return commands.start_meeting(actor, name, **_fields(session, board, given))

    session.act(begin)
    board = session.board
    if board is not None and board.meeting is not None:
        overdue = overdue_words(session.messages, board)
        session.say("cli.done_meeting_start", number=board.meeting.number, overdue=overdue)


def _next(session: Session, name: str, _: Given) -> None:
    def go(board: Board, actor: commands.Actor) -> Any:
        return commands.go_to_item(actor, find_group(session, board, name)) if name else commands.next_item(actor)

    board = session.act(go).board
    item = agenda.current(board.meeting) if board.meeting else None
    if item is not None:
        session.say("cli.done_meeting_next", group=_item_name(board, item.group), minutes=item.minutes)


def _pause(session: Session, *_: object) -> None:
    committed = session.act(lambda _board, actor: commands.pause_meeting(actor))
    session.say("cli.done_meeting_pause", number=committed.change.meeting)


def _resume(session: Session, *_: object) -> None:
    committed = session.act(lambda _board, actor: commands.resume_meeting(actor))
    session.say("cli.done_meeting_resume", number=committed.change.meeting)


def _end(session: Session, *_: object) -> None:
    committed = session.act(lambda _board, actor: commands.end_meeting(actor))
    session.say("cli.done_meeting_end", number=committed.change.meeting)


def _reopen(session: Session, name: str, _: Given) -> None:
    number = _number(name)
    if number is None:
        raise UsageError("missing_parameter", name="N", command="board meeting reopen")
    session.act(lambda _board, actor: commands.reopen_meeting(actor, number))
    session.say("cli.done_meeting_reopen", number=number)


def _edit(session: Session, name: str, given: Given) -> None:
    wanted = _number(name)
    numbers: list[int] = []

    def edit(board: Board, actor: commands.Actor) -> Any:
        numbers.append(find_meeting(board, wanted).number)
        return commands.edit_meeting(actor, numbers[-1], **_fields(session, board, given))

    session.act(edit)
    session.say("cli.done_meeting_edit", number=numbers[-1])


def _list(session: Session, _: str, given: Given) -> None:
    with session.reading() as (_reader, board):
        meetings = sorted(board.table("meeting").values(), key=lambda each: each.start, reverse=True)
        rows = [meeting_row(board, each, session.clock()) for each in meetings]
    if given["as_json"]:
        out_json(rows)
    elif rows:
        out_table([_line(session, row) for row in rows], flexible=2)
    else:
        session.say("cli.no_meetings")


def _show(session: Session, name: str, given: Given) -> None:
    with session.reading() as (_reader, board):
        row = meeting_row(board, find_meeting(board, _number(name)), session.clock())
    if given["as_json"]:
        out_json_object(row)
        return
    messages = session.messages
    heading = _line(session, row)
    facts = [
        (messages(f"field.{field}"), session.listed(row[field]) if isinstance(row[field], list) else row[field])
        for field in (*_FIELDS[:-1],)
    ]
    lines = ["  ".join(part for part in heading if part), *(f"{label}  {value}" for label, value in facts if value)]
    out("\n".join(lines))
    if row["agenda"]:
        out_table([_item_line(session, item) for item in row["agenda"]], flexible=1)


_ACTIONS: dict[str, tuple[Callable[[Session, str, Given], None], bool, bool]] = {
    "start": (_start, True, False),
    "next": (_next, False, False),
    "pause": (_pause, False, False),
    "resume": (_resume, False, False),
    "end": (_end, False, False),
    "reopen": (_reopen, False, False),
    "edit": (_edit, True, False),
    "list": (_list, False, True),
    "show": (_show, False, True),
}
"""What may be asked → what does it, whether it takes the fields of a meeting, and whether it can print JSON."""


def find_meeting(board: Board, number: int | None) -> Meeting:
    """The meeting of this number; without one the running meeting, else the last one.

    Raises:
        UsageError: `unknown_meeting`.
        Refused: `no_meeting_yet`.
    """
    if number is not None:
        found = agenda.numbered(board, number)
        if found is None:
            raise UsageError("unknown_meeting", number=number)
        return found
    found = board.meeting or agenda.latest(board)
    if found is None:
        raise Refused("no_meeting_yet")
    return found


def _number(text: str) -> int | None:
    if not text:
        return None
    if not text.strip().isdecimal() or len(text) > 9:
        raise UsageError("bad_meeting_number", text=clean.quoted(text))
    return int(text)


def _fields(session: Session, board: Board, given: Given) -> dict[str, Any]:
    fields = dict(given)
    if "agenda" in fields:
        fields["agenda"] = commands.read_agenda(fields["agenda"], lambda text: find_group(session, board, text))
    return fields


def _item_name(board: Board, group: int) -> str:
    found = board.group(group or None)
    return f"{found.number} {found.name}" if found else f"9 {board.office.office}"


def _line(session: Session, row: Given) -> tuple[str, ...]:
    messages = session.messages
    end = f" - {row['end'][11:16]}" if row["end"] else ""
    return (
        messages("meeting.number", number=row["number"]),
        f"{row['start'][:16].replace('T', ' ')}{end}",
        row["name"],
        messages(f"meeting.{row['state']}"),
        _clock(row["seconds"]),
    )


def _item_line(session: Session, item: Given) -> tuple[str, ...]:
    allotted = session.messages("meeting.of_minutes", minutes=item["minutes"]) if item["minutes"] else ""
    mark = session.messages("meeting.has_floor") if item["current"] else ""
    return (str(item["group_no"] or 9), item["group"], f"{_clock(item['seconds'])}{allotted}", mark)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


SPECS = (
    Spec(
        "meeting",
        meeting,
        (
            argument("what"),
            argument("name", required=False, default=""),
            *(option(f"--{field}") for field in _FIELDS),
            flag("--json", "as_json"),
        ),
    ),
)

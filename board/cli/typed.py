"""What was typed in one line, read on a board: for `board add`, and for `board read`, which only shows the reading.

The reader is imported when there is something to read: opening the board does not wait for its grammar.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from board.cli.lookup import find_group, near_units
from board.cli.output import out, out_json_object, padded
from board.cli.parsing import Spec, argument, flag, option
from board.commands import iso_due
from board.errors import UsageError
from board.messages import words
from board.model.board import Board
from board.model.task import OpenEnded
from board.text import clean

if TYPE_CHECKING:
    from board.cli.session import Session
    from board.text.deadlines import Deadline
    from board.text.quick_entry import Doubt, Entry, EntryError, Names

_ISO = re.compile(r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2})?\s*")
_FIELDS = (
    "title", "group", "leader", "lead_unit", "unit", "co_units", "person", "due", "due_words", "open_ended",
    "priority", "tags",
)  # fmt: skip
_MANY = re.compile(r"[\r\n\v\f\x85\u2028\u2029]")


class Due(NamedTuple):
    """A deadline from the command line: as a task keeps it, the words where they say it differently, and why none."""

    due: str | None = None
    words: str = ""
    open_ended: OpenEnded | None = None
    read: Deadline | None = None


def read_due(text: str | None, now: datetime) -> Due:
    """Read a deadline: a plain date as it stands, past ones too; anything else as a phrase.

    Raises:
        UsageError: `bad_due`, or `bad_deadline` and `past_deadline` of a phrase.
    """
    if text is None:
        return Due()
    if _ISO.fullmatch(text):
        due = iso_due(text)
        return Due(due, "" if text.strip() == due else text)
    from board.text.deadlines import open_ended, parse_deadline

    found = parse_deadline(text, now)
    if found is None:
        return Due(None, text, open_ended(text))
    return Due(found.due, text, None, found)


def read_entry(
    board: Board, text: str, now: datetime, group: str | int | None = None, *, new_units: Iterable[str] = ()
) -> tuple[Entry, tuple[Doubt, ...]]:
    """The entry that a line says on this board, and what is doubtful in it; `new_units` are known besides.

    Raises:
        EntryError: with the names that are near, where a unit is unknown.
    """
    from board.text.quick_entry import EntryError, ErrorKind, read_line

    reading = read_line(text, now, _names(board, new_units), group)
    if reading.entry is not None:
        return reading.entry, reading.doubts
    raise _with_near(board, reading.error or EntryError(ErrorKind.EMPTY_TITLE, "", 0, 0))


def as_title(text: str) -> tuple[Entry, tuple[Doubt, ...]]:
    """The entry whose title is all of the text."""
    from board.text.quick_entry import Entry

    return Entry(text), ()


def units_to_make(board: Board, text: str, now: datetime) -> list[str]:
    """The unknown units that a line names, in its order."""
    from board.text.quick_entry import ErrorKind, read_line

    made: list[str] = []
    while True:
        error = read_line(text, now, _names(board, made)).error
        if error is None or error.kind is not ErrorKind.UNKNOWN_UNIT:
            return made
        name = clean.one_line(error.at, 60)
        if name in made or not any(map(str.isalnum, name)):
            return made
        made.append(name)


def _names(board: Board, new_units: Iterable[str]) -> Names:
    from board.text.quick_entry import Names, names_of

    names = names_of(board)
    more = [name for name in new_units if not names.unit_called(name)]
    if not more:
        return names
    return Names(names.groups, [*names.units, *more], names.persons, office=names.office, district=names.district)


def _with_near(board: Board, error: EntryError) -> EntryError:
    if error.kind != "unknown_unit" or error.candidates:
        return error
    return type(error)(error.kind, error.at, error.start, error.end, near_units(board, error.at))


def say_read(session: Session, due: Deadline | None, doubts: Iterable[Doubt]) -> None:
    """Say what a person should look at: how the deadline was understood, and what was not read."""
    if due is not None:
        session.say("entry.due", due=words.deadline_words(session.messages, due))
    for doubt in doubts:
        session.say(f"entry.doubt.{doubt.kind}", raw=clean.quoted(doubt.raw))


# ---- board read


def read(session: Session, *, text: str | None, group: str | None, deadline: bool, as_json: bool) -> int | None:
    """Show how a line, several lines, or a deadline phrase is read; nothing is written."""
    now = session.clock()
    if deadline:
        return _read_deadlines(session, text, now, as_json=as_json)
    if text is None:
        raise UsageError("read_needs_text")
    from board.text.quick_entry import names_of, read_line

    with session.reading() as (_, board):
        here = None if group is None else _group_name(board, find_group(session, board, group))
        if _MANY.search(text.strip()):
            return _read_paste(session, board, text, here, as_json=as_json)
        if not as_json:
            entry, doubts = read_entry(board, text, now, here)
            out(_sheet(session, board, entry))
            say_read(session, None, doubts)
            return None
        reading = read_line(text, now, names_of(board), here)
    out_json_object(_row(board, reading.entry or reading.error, reading.doubts))
    return None if reading.entry else UsageError.exit_code


def _group_name(board: Board, group_id: int | None) -> str | None:
    group = board.group(group_id)
    return group.name if group else None


def _read_paste(session: Session, board: Board, text: str, group: str | None, *, as_json: bool) -> int | None:
    from board.text.quick_entry import names_of, parse_paste

    paste = parse_paste(text, session.clock(), names_of(board), group)
    for item in paste.items:
        if as_json:
            out_json_object({"line": item.line, **_row(board, item.result, item.reading.doubts)})
        elif item.entry is not None:
            out(session.messages("entry.line", line=item.line, said=_in_short(session, board, item.entry)))
        elif item.error is not None:
            what, _ = words.error_words(session.messages, _with_near(board, item.error), board, surface="cli")
            out(session.messages("entry.line", line=item.line, said=what))
    for line, skipped in paste.skipped:
        if as_json:
            out_json_object({"line": line, "skipped": skipped})
        else:
            out(session.messages("entry.skipped", line=line, text=clean.quoted(skipped.strip())))
    return None if all(item.entry for item in paste.items) else UsageError.exit_code


def _row(board: Board, result: Entry | EntryError | None, doubts: Iterable[Doubt]) -> dict[str, Any]:
    if result is None:
        return {}
    if not isinstance(result, UsageError):
        fields = {name: getattr(result, name) for name in _FIELDS} | {"due": result.due.due if result.due else None}
        said = [{"kind": doubt.kind, "at": doubt.raw} for doubt in doubts]
        return {**fields, "rolled_year": result.rolled_year, "doubts": said}
    error = _with_near(board, result)
    return {"error": {"kind": error.kind, "at": error.at, "candidates": list(error.candidates)}}


def _said(session: Session, board: Board, entry: Entry) -> Iterator[tuple[str, str]]:
    """The fields that an entry fills, with their names."""
    for name in _FIELDS:
        value: Any = getattr(entry, name)
        if name == "group":
            value = value or board.office.office or session.messages("cli.inbox")
        elif name == "due" and entry.due is not None:
            value = words.deadline_words(session.messages, entry.due)
        elif name in ("open_ended", "priority") and value is not None:
            value = session.messages(f"{'lamp' if name == 'open_ended' else name}.{value}")
        if value:
            yield session.messages(f"field.{name}"), value if isinstance(value, str) else session.listed(value)


def _sheet(session: Session, board: Board, entry: Entry) -> str:
    rows = list(_said(session, board, entry))
    left = max(clean.width(label) for label, _ in rows)
    return "\n".join(f"{padded(label, left)}  {said}" for label, said in rows)


def _in_short(session: Session, board: Board, entry: Entry) -> str:
    (_, title), *rest = _said(session, board, entry)
    return "  ".join([title, *(f"{label} {said}" for label, said in rest)])


def _read_deadlines(session: Session, text: str | None, now: datetime, *, as_json: bool) -> int | None:
    if text is None or text == "-":
        for line in sys.stdin.buffer if sys.stdin is not None else ():
            phrase = line.decode("utf-8", errors="replace").removeprefix("\ufeff").rstrip("\r\n")
            out_json_object(_deadline_row(phrase, now))
        return None
    if as_json:
        row = _deadline_row(text, now)
        out_json_object(row)
        return UsageError.exit_code if row["error"] else None
    from board.text.deadlines import open_ended, parse_deadline

    found = parse_deadline(text, now)
    kind = open_ended(text)
    none = session.messages(f"lamp.{kind}" if kind else "lamp.none")
    out(words.deadline_words(session.messages, found) if found else none)
    return None


def _deadline_row(phrase: str, now: datetime) -> Mapping[str, Any]:
    from board.text.deadlines import DeadlineError, parse_deadline

    row: dict[str, Any] = {
        "text": phrase,
        "date": None,
        "time": None,
        "none": False,
        "error": None,
        "provisional": False,
    }
    try:
        found = parse_deadline(phrase, now)
    except DeadlineError as error:
        return row | {"error": error.code}
    if found is None:
        return row | {"none": True}
    clock = None if found.time is None else f"{found.time:%H:%M}"
    return row | {"date": found.date.isoformat(), "time": clock, "provisional": found.provisional}


SPECS = (
    Spec(
        "read",
        read,
        (argument("text", required=False), option("--group"), flag("--deadline"), flag("--json", "as_json")),
    ),
)

"""`board minutes`: the minutes of a meeting as a file."""

from __future__ import annotations

from pathlib import Path

from board.cli.meeting import find_meeting
from board.cli.output import out
from board.cli.parsing import NUMBER, PLACE, Spec, argument, flag, option
from board.cli.session import Session


def minutes(session: Session, *, file: Path, meeting: int | None, force: bool) -> None:
    """Write the minutes of a meeting: the running one or the last one, unless a number says which."""
    from board.reports.minutes import minutes_of
    from board.reports.writers import format_of
    from board.reports.writers.minutes import FORMATS, write_minutes

    format_of(file, FORMATS)  # before anything is read
    with session.reading() as (reader, board):
        found = find_meeting(board, meeting)
        made = minutes_of(session.messages, board, found, reader.history(), session.clock())
    write_minutes(made, file, force=force)
    out(str(file))
    session.say("cli.done_minutes", number=found.number, path=file, count=made.count)


SPECS = (Spec("minutes", minutes, (argument("file", type=PLACE), option("--meeting", type=NUMBER), flag("--force"))),)

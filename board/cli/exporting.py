"""The command that writes the ledger to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from board.cli.lookup import find_group
from board.cli.output import out
from board.cli.parsing import PLACE, Spec, argument, flag
from board.cli.reading import FILTER, Wanted, wanted_tasks
from board.cli.session import Session
from board.model.board import Board

_SAID_EVERY = 2_000
"""Tasks between two lines about the progress."""


def export(session: Session, *, file: Path, force: bool, **given: Any) -> None:
    """Write the tasks that `board list` would list, in its order; a file that is there is not overwritten unasked."""
    from board.reports.ledger import Ledger
    from board.reports.writers import format_of, write_ledger

    format_of(file)  # before anything is read
    now, asked = session.clock(), Wanted(**given)
    with session.reading() as (_, board):
        tasks = tuple(wanted_tasks(session, board, asked, now))
    ledger = Ledger(
        session.messages, board, tasks, now, filter=_said(session, board, asked), one_place=asked.group is not None
    )  # fmt: skip

    def progress(done: int) -> None:
        if not done % _SAID_EVERY:
            session.say("ledger.progress", done=done, count=len(tasks))

    written = write_ledger(ledger, file, force=force, progress=progress)
    out(str(written.path))
    session.say("ledger.written", count=written.tasks, path=written.path)
    if written.cut:
        session.say("ledger.cut", count=written.cut)


def _said(session: Session, board: Board, asked: Wanted) -> str:
    """What was asked for, as one line above the table."""
    group = None
    if asked.group is not None:
        found = board.group(find_group(session, board, asked.group))
        group = found.name if found is not None else session.messages("ledger.inbox")
    words = (
        asked.text,
        group,
        asked.kind,
        asked.stage,
        asked.unit,
        session.messages("lamp.red") if asked.overdue else "",
        session.messages("lamp.void") if asked.void else "",
    )
    return " ".join(" ".join(word.split()) for word in words if word)


SPECS = (Spec("export", export, (argument("file", type=PLACE), *FILTER, flag("--force"))),)

"""A ledger on its way in: the file as it was read, what was chosen of it, and what it would do to the board.

Everything here may take seconds and is called away from the screen; nothing is changed, a new `Intake` is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from board.commands.core import Actor
from board.commands.import_plan import Outcome, PlannedRow, plan_import
from board.commands.importing import import_rows
from board.errors import Refused, Unreadable
from board.model.board import Board
from board.model.changes import Change
from board.model.ports import Intent
from board.reports.ledger_form import forms
from board.text.ledger.grid import Sheet, Workbook
from board.text.ledger.reading import Mapping as Columns
from board.text.ledger.reading import Reading, read_ledger
from board.text.ledger.rows import LedgerRow

Opener = Callable[..., Workbook]
"""Reads a file: `opener(path, progress=…)`; raises what `sheets.open_ledger` does."""
Progress = Callable[[str, int, int], None]
"""Told what is being done (open, read, save), how many rows are done, and of how many (0: nobody knows)."""
Stamp = tuple[int, int, int]
Spot = tuple[str, int, str]
"""Where a row stands, and its title: tables side by side have tasks in the same row of the sheet."""
UNTICKED = ("hidden", "no_ledger")
"""Why a sheet is read only when it is ticked."""


@dataclass(frozen=True)
class Choice:
    """What is read of the file."""

    year: int | None = None
    sheets: frozenset[str] | None = None
    """Names of the sheets; None: all that look like ledgers."""
    hidden: bool = False
    """Hidden rows and columns too."""


@dataclass(frozen=True)
class Intake:
    """What stands in the preview."""

    path: Path
    stamp: Stamp
    book: Workbook
    choice: Choice
    reading: Reading
    rows: Sequence[LedgerRow]
    """Those of the reading, unpacked: a screen goes back and forth in them."""
    why: Mapping[str, str]
    """Sheets that are not read unless they are ticked, or that are no ledgers → why."""
    board: Board
    """The board for which it was planned."""
    planned: tuple[PlannedRow | None, ...] = ()
    """For each row of the reading; None for one that is left out."""
    new_units: tuple[str, ...] = ()
    out: frozenset[Spot] = frozenset()
    """What was left out by hand."""

    @property
    def taken(self) -> list[LedgerRow]:
        """The rows that are imported."""
        return [row for row in self.rows if spot(row) not in self.out]

    @cached_property
    def counts(self) -> dict[Outcome, int]:
        """How many rows have which outcome."""
        counted = Counter(planned.outcome for planned in self.planned if planned is not None)
        return {outcome: counted[outcome] for outcome in Outcome}

    def count(self) -> None:
        """Count now, away from the screen, what it will ask for."""
        _ = self.counts, self.to_look_at, self.per_sheet

    @cached_property
    def per_sheet(self) -> Counter[str]:
        """How many rows each sheet has."""
        return Counter(row.sheet for row in self.rows)

    @cached_property
    def to_look_at(self) -> tuple[int, ...]:
        """Places of the rows that somebody should look at."""
        return tuple(
            place
            for place, planned in enumerate(self.planned)
            if planned is not None and (planned.row.doubts or planned.remark)
        )

    def next_to_look_at(self, place: int) -> int | None:
        """The next of them behind `place`, or else the first."""
        return next((each for each in self.to_look_at if each > place), next(iter(self.to_look_at), None))

    @property
    def changes(self) -> int:
        """How many tasks are added or changed."""
        return self.counts[Outcome.ADD] + self.counts[Outcome.CHANGE]

    @property
    def is_own(self) -> bool:
        """Whether it is our own export, of which one sheet has everything."""
        return any(row.own is not None for row in self.rows)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sheets that are shown in the preview: those with something in them."""
        return [sheet for sheet in self.book.sheets if sheet.rows]

    def is_ticked(self, sheet: str) -> bool:
        """Whether this sheet is read."""
        if self.choice.sheets is None:
            return self.why.get(sheet) not in (*UNTICKED, "same_tasks")
        return sheet in self.choice.sheets

    def can_tick(self, sheet: str) -> bool:
        """Whether there is a choice."""
        return self.why.get(sheet) != "same_tasks" and not self.is_own

    @property
    def hidden(self) -> tuple[int, int]:
        """How many rows with something in them, and how many columns, are hidden in the sheets that are read."""
        if self.is_own:
            return 0, 0
        read = [sheet for sheet in self.sheets if self.is_ticked(sheet.name)]
        rows = sum(len(sheet.hidden_rows & sheet.rows.keys()) for sheet in read)
        return rows, sum(len(_filled(sheet) & sheet.hidden_columns) for sheet in read if sheet.hidden_columns)

    def columns(self, sheet: str) -> list[Columns]:
        """The headings of a sheet as they were understood, each once."""
        found: dict[tuple[object, ...], Columns] = {}
        for each in self.reading.mappings:
            if each.sheet == sheet:
                found.setdefault(each.columns, each)
        return list(found.values())

    def with_sheet(self, sheet: str) -> Choice:
        """The choice with this sheet ticked, or not any more."""
        ticked = {each.name for each in self.sheets if self.is_ticked(each.name)} ^ {sheet}
        usual = {each.name for each in self.sheets if self.why.get(each.name) not in UNTICKED}
        return replace(self.choice, sheets=None if ticked == usual else frozenset(ticked))


def _filled(sheet: Sheet) -> set[int]:
    return {column for row in sheet.rows.values() for column in row}


def stamp_of(path: Path) -> Stamp | None:
    """What tells a file from the same file changed; None where there is none any more."""
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def open_intake(opener: Opener, path: Path, board: Board, progress: Progress, choice: Choice | None = None) -> Intake:
    """Read a file and plan it for this board; with `choice`, what had been chosen of it before it changed.

    Raises:
        Unreadable: the file cannot be read, or there is no task in it.
        StoreError: `no_such_file`, `unreadable`.
    """
    stamp = stamp_of(path) or (0, 0, 0)
    book = opener(path, progress=lambda rows: progress("open", rows, 0))
    first = _read(book, Choice(), board, progress)
    why = {each.sheet: each.why for each in first.left_out}
    if not first.rows and not any(each in UNTICKED for each in why.values()):
        raise Unreadable("ledger_no_tasks", refused="empty")
    intake = Intake(path, stamp, book, Choice(), first, tuple(first.rows), why, board)
    if choice is None or choice == Choice():
        return planned(intake, board)
    there = {sheet.name for sheet in intake.sheets}
    sheets = None if choice.sheets is None or not choice.sheets <= there else choice.sheets
    return read_again(intake, replace(choice, sheets=sheets), board, progress)


def read_again(intake: Intake, choice: Choice, board: Board, progress: Progress) -> Intake:
    """Read other parts of the same file, or the same in another year."""
    reading = _read(intake.book, choice, board, progress)
    return planned(replace(intake, choice=choice, reading=reading, rows=tuple(reading.rows)), board)


def spot(row: LedgerRow) -> Spot:
    """By which a row is known again when the file is read anew."""
    return row.sheet, row.row, row.title


def planned(intake: Intake, board: Board, out: frozenset[Spot] | None = None) -> Intake:
    """Plan it for this board, without the rows that are left out."""
    left = replace(intake, out=intake.out if out is None else out, board=board)
    plan = plan_import(board, left.taken)
    rows = iter(plan.rows)
    found = replace(
        left,
        planned=tuple(None if spot(row) in left.out else next(rows) for row in left.rows),
        new_units=plan.new_units,
    )
    found.count()
    return found


def _read(book: Workbook, choice: Choice, board: Board, progress: Progress) -> Reading:
    total = sum(len(sheet.rows) for sheet in book.sheets)
    return read_ledger(
        book,
        year=choice.year,
        sheets=choice.sheets,
        hidden=choice.hidden,
        progress=lambda rows: progress("read", rows, total),
        forms=forms(board),
    )


def taking(intake: Intake, actor: Actor, reason: str, progress: Progress) -> Intent:
    """The intent that imports exactly what the preview shows.

    It refuses (`import_outdated`) where the board has changed meanwhile so that something else would come of it.
    """
    rows = intake.taken
    total = len(rows)
    shown = [_meant(each) for each in intake.planned if each is not None]
    run = import_rows(actor, rows, reason=reason, progress=lambda done: progress("save", done, total))

    def intent(board: Board) -> Change:
        progress("save", 0, total)
        if board.seq != intake.board.seq and [_meant(each) for each in plan_import(board, rows).rows] != shown:
            raise Refused("import_outdated")
        return run(board)

    return intent


def _meant(row: PlannedRow) -> tuple[object, ...]:
    return row.outcome, row.no, row.wanted, row.note, row.entries

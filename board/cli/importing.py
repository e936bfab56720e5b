"""`board import`: a ledger of another office, shown as it was read, and taken over when that is agreed to."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from board.cli.care import agreed
from board.cli.output import Gauge, out, out_json, out_json_object, out_table, prompt
from board.cli.parsing import COUNT, PLACE, Spec, argument, flag, option
from board.errors import Refused, StoreError, Unreadable, UsageError
from board.messages import words
from board.model.board import Board
from board.text import clean

if TYPE_CHECKING:
    from board.cli.session import Session
    from board.commands.import_plan import Outcome, PlannedRow
    from board.text.ledger.grid import Workbook
    from board.text.ledger.own import Form
    from board.text.ledger.reading import Mapping, Reading
    from board.text.ledger.rows import LedgerRow

_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_SHOWN = 40
"""Rows of a preview on the terminal; `--json` has them all."""
_DOUBTS = 20
_LONG = 500
"""From so many rows on, reading is shown as it goes on."""


def import_file(
    session: Session,
    *,
    file: Path,
    dry_run: bool,
    as_json: bool,
    year: int | None,
    sheets: tuple[str, ...],
    hidden: bool,
    yes: bool,
) -> int | None:
    """Read a ledger, show what it would do, and do it in one change."""
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise UsageError("bad_year", text=year)
    if session.read_only and not dry_run:
        raise Refused("read_only")
    try:
        reading = _read(session, file, year, sheets, hidden=hidden, asks=year is None and not as_json)
        if not reading.rows:
            raise _without_tasks(reading)
    except Unreadable as error:
        if not as_json:
            raise
        what, _ = words.error_words(session.messages, error, None, surface="cli")
        out_json_object({"refused": error.refused, "message": what})
        return error.exit_code
    if as_json:
        out_json(map(row_data, reading.rows))
    if dry_run:
        if not as_json:
            _show(session, _previewed(_board_or_none(session), reading), reading)
        return None
    return _import(session, reading, yes=yes, shown=as_json)


def _import(session: Session, reading: Reading, *, yes: bool, shown: bool) -> int | None:
    from board.commands.import_plan import Outcome
    from board.commands.importing import import_rows

    with session.writing() as store:
        session.board = store.load()
        preview = _previewed(session.board, reading)
        if not shown:
            _show(session, preview, reading)
        added, changed = preview.counts[Outcome.ADD], preview.counts[Outcome.CHANGE]
        if not added and not changed:
            raise Refused("nothing_to_do")
        if not yes and not agreed(session, session.messages("import.ask", added=added, changed=changed)):
            session.say("import.not_done")
            return None
        reason = session.messages("import.reason")
        committed = session.commit(store, lambda _board, actor: import_rows(actor, reading.rows, reason=reason))
    session.say("import.done", added=added, changed=changed, seq=committed.seq)
    return None


def _read(
    session: Session, file: Path, year: int | None, sheets: tuple[str, ...], *, hidden: bool, asks: bool
) -> Reading:
    """What the file says; its cells are let go."""
    from board.sheets import open_ledger

    book = open_ledger(file)
    names = [sheet.name.strip() for sheet in book.sheets]
    for name in sheets:
        if name.strip() not in names:
            raise UsageError("no_such_sheet", name=clean.one_line(name, 60), names=session.listed(names))
    reading = _understood(session, book, year, sheets, hidden=hidden)
    if asks and reading.needs_year and (said := _asked_year(session)):
        return _understood(session, book, said, sheets, hidden=hidden)
    return reading


def _understood(
    session: Session, book: Workbook, year: int | None, sheets: tuple[str, ...], *, hidden: bool
) -> Reading:
    from board.text.ledger.reading import read_ledger

    total = sum(len(sheet.rows) for sheet in book.sheets)
    with Gauge(session.messages("import.reading"), total if total >= _LONG else 0) as gauge:
        return read_ledger(
            book, year=year, sheets=sheets or None, hidden=hidden, progress=gauge.at, forms=_forms(session)
        )


def _forms(session: Session) -> tuple[Form, ...]:
    """How our own export is written."""
    from board.reports.ledger_form import forms

    return forms(_board_or_none(session))


def _asked_year(session: Session) -> int | None:
    """The ledger's year, asked once where somebody can be asked."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    this = session.clock().year
    answer = prompt(session.messages("import.ask_year", year=this)).strip()
    if not answer:
        return this
    if not answer.isdecimal() or not _FIRST_YEAR <= int(answer) <= _LAST_YEAR:
        raise UsageError("bad_year", text=clean.one_line(answer, 20))
    return int(answer)


def _without_tasks(reading: Reading) -> Unreadable:
    hidden = any(each.why in ("hidden", "no_ledger") for each in reading.left_out)
    return Unreadable("ledger_not_chosen" if hidden else "ledger_no_tasks", refused="empty")


def _board_or_none(session: Session) -> Board:
    """The board, or an empty one where there is none yet: a ledger can be looked at before there is a board."""
    try:
        with session.reading() as (_, board):
            return board
    except StoreError as error:
        if error.code != "no_board":
            raise
        return Board()


def row_data(row: LedgerRow) -> dict[str, Any]:
    """A row as `--json` prints it: units by name, money in 万元, dates in ISO, codes as codes."""
    return {
        "title": row.title,
        "kind": row.kind.value,
        "leader": row.leader,
        "lead_unit": row.lead_unit,
        "unit": row.unit,
        "co_units": list(row.co_units),
        "person": row.person,
        "due": row.due,
        "due_words": row.due_words,
        "stage": row.stage.value if row.stage else None,
        "progress": row.progress,
        "planned": row.planned,
        "completed": row.completed,
        "category": row.category,
        "area": row.area,
        "notes": "\n".join(row.notes) or None,
        "sheet": row.sheet,
        "row": row.row,
        "original_due": row.original_due,
        "open_ended": row.open_ended.value if row.open_ended else None,
        "source": row.source,
        "code": row.code,
        "group": row.group,
        "lamp": row.lamp,
        "doubts": [{"kind": doubt.kind, "at": doubt.at} for doubt in row.doubts],
    }


# ---- the preview


@dataclass(slots=True)
class _Preview:
    """What an import would do, as far as it is shown: a plan of ten thousand rows is not kept."""

    counts: Counter[Outcome]
    new_units: tuple[str, ...]
    first: list[PlannedRow]
    doubtful: list[PlannedRow]
    """The first rows that somebody should look at."""
    doubts: int
    """How many things there are to look at, in all rows."""


def _previewed(board: Board, reading: Reading) -> _Preview:
    from board.commands.import_plan import Planner

    planner = Planner(board)
    preview = _Preview(Counter(), (), [], [], 0)
    for planned in map(planner.row, reading.rows):
        preview.counts[planned.outcome] += 1
        if len(preview.first) < _SHOWN:
            preview.first.append(planned)
        if planned.row.doubts or planned.remark:
            if preview.doubts < _DOUBTS:
                preview.doubtful.append(planned)
            preview.doubts += len(planned.row.doubts) + bool(planned.remark)
    preview.new_units = tuple(planner.new_units)
    return preview


def _show(session: Session, preview: _Preview, reading: Reading) -> None:
    from board.commands.import_plan import Outcome

    messages = session.messages
    for mapping in reading.mappings:
        out("\n".join(_mapping(session, mapping)))
    out("")
    out(messages("import.counts", **{outcome.value: preview.counts[outcome] for outcome in Outcome}))
    if preview.new_units:
        units = preview.new_units
        out(messages("import.new_units", count=len(units), names=session.listed(units)))
    out_table([_line(session, planned) for planned in preview.first], flexible=3, rightly=frozenset({1}))
    if len(reading.rows) > _SHOWN:
        out(messages("import.more_rows", count=len(reading.rows) - _SHOWN))
    if preview.doubts:
        out("\n" + messages("import.doubts", count=preview.doubts))
        out("\n".join(islice(_doubts(session, preview.doubtful), _DOUBTS)))
        if preview.doubts > _DOUBTS:
            out(messages("import.more_rows", count=preview.doubts - _DOUBTS))
    _passed_over(session, reading)


def _mapping(session: Session, mapping: Mapping) -> Iterator[str]:
    messages = session.messages
    yield messages("import.mapping", sheet=mapping.sheet, row=mapping.row)
    kept = [title for title, role in mapping.columns if role in ("note", "code", "total", "start", "phone")]
    for title, role in mapping.columns:
        if title not in kept and role != "serial":
            yield "  " + messages("import.column", field=messages(f"import.role.{role}"), title=title)
    if kept:
        yield "  " + messages("import.kept", titles=session.listed(kept))


def _line(session: Session, planned: PlannedRow) -> list[str]:
    row = planned.row
    number = f"#{planned.no}" if planned.no is not None else ""
    due = row.due or row.due_words or ""
    who = " ".join(filter(None, (row.unit, row.person)))
    return [session.messages(f"import.outcome.{planned.outcome}"), str(row.row), number, row.title, who, due]


def _doubts(session: Session, rows: Iterable[PlannedRow]) -> Iterator[str]:
    messages = session.messages
    for planned in rows:
        where = messages("import.where", sheet=planned.row.sheet, row=planned.row.row)
        for doubt in planned.row.doubts:
            yield "  " + where + messages(f"import.doubt.{doubt.kind}", at=clean.one_line(doubt.at, 60))
        if planned.remark:
            yield "  " + where + messages(f"import.remark.{planned.remark}", no=planned.no)


def _passed_over(session: Session, reading: Reading) -> None:
    messages = session.messages
    lines = [messages(f"import.left_out.{each.why}", sheet=each.sheet) for each in reading.left_out]
    counted = Counter(each.what.value for each in reading.skipped)
    said = [messages("import.skipped", what=messages(f"import.line.{what}"), count=n) for what, n in counted.items()]
    if said:
        lines.append(messages("import.not_tasks", lines=session.listed(said)))
    if reading.needs_year:
        lines.append(messages("import.needs_year"))
    if lines:
        out("\n" + "\n".join(lines))


SPECS = (
    Spec(
        "import",
        import_file,
        (
            argument("file", type=PLACE),
            flag("--dry-run"),
            flag("--json", "as_json"),
            option("--year", type=COUNT),
            option("--sheet", "sheets", multiple=True),
            flag("--hidden"),
            flag("--yes"),
        ),
    ),
)

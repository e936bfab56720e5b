"""The words of an import's preview: which sheets and columns are read, and what becomes of each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.cells import cell_len

from board.commands.import_plan import Outcome, PlannedRow
from board.messages import Messages, words
from board.text.ledger.reading import Mapping
from board.text.ledger.roles import Role
from board.text.ledger.rows import Doubt, LedgerRow
from board.text.phones import without_phones
from board.ui.intake import Intake
from board.ui.widgets.cells import fit, paintable, wrap
from board.ui.widgets.preview_table import Cell, Column, Line, PreviewTable

HIDDEN = "\0hidden"
"""What is ticked to read hidden rows and columns; no sheet is called so."""
_STYLES = {Outcome.ADD: "good", Outcome.CHANGE: "bar", Outcome.SAME: "dim", Outcome.REFUSE: "bad"}
_KEPT = (Role.NOTE, Role.CODE, Role.TOTAL, Role.START, Role.PHONE)
_FIELD, _HEADING, _GAP = 12, 16, 2
"""Cells of a field and, at least, of the heading beside it, and between cells."""
_NAME, _UNIT = 20, 16
"""Cells of a sheet's name and of a unit's."""
_KEPT_LINES = 3
_ROOMY = 100
"""From so many cells on, the unit stands beside what is to be looked at."""
_UNSAID = frozenset(("due_words", "original_due", "open_ended"))
"""Fields that say nothing beside the deadline."""


@dataclass(frozen=True, slots=True)
class _Above:
    """A line above the rows."""

    line: Line
    tick: str = ""
    """The sheet that Space ticks here, or HIDDEN."""
    about: str = ""


class PreviewLines:
    """What the table shows: what is read of the file, then its rows."""

    def __init__(self, messages: Messages, intake: Intake, year: int, room: int) -> None:
        """`year` is the one in which days are shown without it; `room` is how many cells a line has."""
        self._messages = messages
        self.intake = intake
        self._year = year
        self._room = room
        self._above = list(self._lines_above())
        self.first = len(self._above) + 1
        """The place below the heads of the columns, where the rows begin."""
        self._body, self._places = self._rows_by_sheet()

    @staticmethod
    def columns(messages: Messages) -> tuple[Column, ...]:
        """The columns of the rows, the one that goes last from a narrow screen first."""
        said = messages
        return (
            Column(said("field.title"), 0), Column(said("field.unit"), _UNIT), Column(said("field.due"), 15),
            Column(said("field.stage"), 10), Column(said("field.person"), 10), Column(said("intake.more"), 24),
        )  # fmt: skip

    def _rows_by_sheet(self) -> tuple[list[int | str], list[int]]:
        """What stands below the heads (rows, and the names of sheets where there are several); each row's place."""
        rows = self.intake.rows
        several = len({row.sheet for row in rows}) > 1
        body: list[int | str] = []
        places: list[int] = []
        for number, row in enumerate(rows):
            if several and (not number or rows[number - 1].sheet != row.sheet):
                body.append(row.sheet)
            places.append(self.first + len(body))
            body.append(number)
        return body, places

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self.first + len(self._body)

    def row(self, place: int) -> int | None:
        """Which row of the ledger stands there."""
        found = self._body[place - self.first] if place >= self.first else None
        return found if isinstance(found, int) else None

    def place(self, row: int) -> int:
        """Where a row of the ledger stands."""
        return self._places[row]

    def tick(self, place: int) -> str:
        """What Space ticks there, beside rows."""
        return self._above[place].tick if place < len(self._above) else ""

    def line(self, place: int, table: PreviewTable) -> Line:
        """The line at a place."""
        if place < len(self._above):
            return self._above[place].line
        if place < self.first:
            return table.heads
        found = self._body[place - self.first]
        return self._row(found) if isinstance(found, int) else self._part(found)

    def _part(self, sheet: str) -> Line:
        """The sheet from which the rows below come."""
        return Line(Cell(""), 0, (Cell(sheet, "strong"),), widths=(self._room,), ground="head")

    def head(self, top: int) -> Line | None:
        """What stands above while the sheets are in sight."""
        if top >= self.first:
            return None
        return Line(Cell(""), 0, (Cell(self._messages("intake.sheets"), "dim"),), widths=(self._room,), ground="head")

    # ---- above the rows

    def _lines_above(self) -> Iterator[_Above]:
        intake, said = self.intake, self._messages
        for sheet in intake.sheets:
            if intake.why.get(sheet.name) == "same_tasks":
                continue
            yield self._sheet(sheet.name)
            for mapping in intake.columns(sheet.name):
                yield from self._mapping(mapping)
        rows, columns = intake.hidden
        if rows or columns:
            ticked = intake.choice.hidden
            counted = [said("intake.hidden_rows", count=rows)] if rows else []
            counted += [said("intake.hidden_columns", count=columns)] if columns else []
            code = "intake.hidden_read" if ticked else "intake.hidden_left"
            text = said(code, counted=said("value.and").join(counted))
            yield self._ticked(HIDDEN, said("intake.hidden"), text, ticked=ticked)
        for text in self._remarks():
            for part in wrap(text, self._room, 2):
                yield _Above(Line(Cell(""), 0, (Cell(part, "dim"),), widths=(self._room,)), about=text)

    def _sheet(self, name: str) -> _Above:
        intake, said = self.intake, self._messages
        ticked, why = intake.is_ticked(name), intake.why.get(name)
        count = intake.per_sheet[name]
        if ticked and count:
            heads = list(dict.fromkeys(each.row for each in intake.reading.mappings if each.sheet == name))
            read = said("intake.sheet_own", count=count)
            if heads:
                at = said("value.and").join(map(str, heads[:5]))
                read = said("intake.sheet_read", count=count, rows=at)
        elif ticked:
            read = said("intake.sheet_nothing")
        else:
            read = said(f"intake.sheet_{why}") if why else said("intake.sheet_left")
        if not intake.can_tick(name):
            line = Line(Cell(""), 0, (Cell(name, "plain"), Cell(read, "dim")), widths=self._named)
            return _Above(line, about=f"{name}  {read}")
        return self._ticked(name, name, read, ticked=ticked)

    def _ticked(self, tick: str, name: str, read: str, *, ticked: bool) -> _Above:
        mark = Cell("[x]", "good") if ticked else Cell("[ ]", "dim")
        line = Line(mark, 0, (Cell(name, "strong" if ticked else "dim"), Cell(read, "dim")), widths=self._named)
        code = "intake.untick" if ticked else "intake.tick"
        return _Above(line, tick, self._messages(code, name=name, about=read))

    @property
    def _named(self) -> tuple[int, int]:
        return _NAME, max(1, self._room - _NAME - _GAP)

    def _mapping(self, mapping: Mapping) -> Iterator[_Above]:
        """The fields with the headings they are read from, several in a line, then the headings that are kept."""
        said = self._messages
        pairs = [
            (said(f"import.role.{role}").partition("（")[0].partition(" (")[0], title)
            for title, role in mapping.columns
            if role not in (*_KEPT, Role.SERIAL)
        ]
        abreast = max(1, (self._room + _GAP) // (_FIELD + _HEADING + 2 * _GAP))
        heading = (self._room + _GAP) // abreast - _FIELD - 2 * _GAP
        for start in range(0, len(pairs), abreast):
            some = pairs[start : start + abreast]
            cells = tuple(cell for field, title in some for cell in (Cell(field, "dim"), Cell(title, "plain")))
            about = "  ".join(said("import.column", field=field, title=title) for field, title in some)
            yield _Above(Line(Cell(""), 0, cells, widths=(_FIELD, heading) * len(some)), about=about)
        kept = said("value.and").join(title for title, role in mapping.columns if role in _KEPT)
        if kept:
            text = said("import.kept", titles=kept)
            for part in wrap(text, self._room, _KEPT_LINES):
                yield _Above(Line(Cell(""), 0, (Cell(part, "dim"),), widths=(self._room,)), about=text)

    def _remarks(self) -> Iterator[str]:
        intake, said = self.intake, self._messages
        same = [sheet.name for sheet in intake.sheets if intake.why.get(sheet.name) == "same_tasks"]
        if same:
            yield said("intake.same_tasks", names=said("value.and").join(same))
        counted = Counter(each.what.value for each in intake.reading.skipped)
        if counted:
            lines = [
                said("import.skipped", what=said(f"import.line.{what}"), count=count) for what, count in counted.items()
            ]
            yield said("import.not_tasks", lines=said("value.and").join(lines))
        if intake.new_units:
            names = said("value.and").join(intake.new_units)
            yield said("import.new_units", count=len(intake.new_units), names=names)

    # ---- the rows

    def _row(self, place: int) -> Line:
        row, planned, said = self.intake.rows[place], self.intake.planned[place], self._messages
        title = Cell(row.title)
        if planned is None:
            return Line(Cell(said("intake.out"), "dim"), row.row, (Cell(row.title, "dim"),))
        doubtful = bool(row.doubts or planned.remark)
        style = "chase" if doubtful and planned.outcome is not Outcome.REFUSE else _STYLES[planned.outcome]
        mark = Cell(said(f"intake.mark_{planned.outcome}"), style)
        if planned.outcome is Outcome.SAME and not doubtful:
            same = Cell(said("intake.same", no=planned.no), "dim")
            return Line(mark, row.row, (Cell(row.title, "dim"), same), wide=1)
        if planned.outcome is Outcome.ADD and not doubtful:
            return Line(mark, row.row, self._cells(row, planned))
        if planned.outcome is Outcome.ADD:
            why = said("intake.and").join(self._look_at(planned))
            if self._room < _ROOMY:
                return Line(mark, row.row, (title, Cell(why, style)), wide=1)
            return Line(mark, row.row, (title, self._unit(row), Cell(why, style)), wide=2)
        text = said("intake.and").join([*self._changed(planned), *self._look_at(planned)])
        number = f"#{planned.no} " if planned.no is not None else ""
        return Line(mark, row.row, (title, Cell(number + text, style)), wide=1)

    def _unit(self, row: LedgerRow) -> Cell:
        if row.unit not in self.intake.new_units:
            return Cell(row.unit or "")
        new = self._messages("paste.new_unit")
        return Cell(fit(paintable(row.unit or ""), _UNIT - cell_len(new)) + new, "key")

    def _cells(self, row: LedgerRow, planned: PlannedRow) -> tuple[Cell, ...]:
        more = [*(f"+{name}" for name in row.co_units), *filter(None, (row.lead_unit, row.leader, row.category))]
        return (
            Cell(row.title),
            self._unit(row),
            Cell(self._due(row), "plain" if row.due else "dim"),
            Cell(self._stage(row, planned), "dim"),
            Cell(row.person or "", "plain"),
            Cell(" ".join(more), "dim"),
        )

    def _due(self, row: LedgerRow) -> str:
        if row.due is not None:
            return self._day(row.due)
        if row.due_words:
            return row.due_words
        return self._messages(f"lamp.{row.open_ended}") if row.open_ended else ""

    def _day(self, due: str) -> str:
        day = words.short_day(self._messages, date.fromisoformat(due[:10]), self._year)
        return f"{day} {due[11:]}".rstrip()

    def _stage(self, row: LedgerRow, planned: PlannedRow) -> str:
        stage = planned.wanted.get("stage")
        return words.stage_word(self._messages, self.intake.board.office, row.kind, stage) if stage else ""

    def _value(self, field: str, value: Any, row: LedgerRow) -> str:
        """A value that is wanted: units that nobody has yet are there by name."""
        board, said = self.intake.board, self._messages
        if field == "co_units":
            names = [each if isinstance(each, str) else board.unit_name(each) for each in value]
            return said("value.and").join(names) or said("value.empty")
        if field in ("due", "original_due") and value:
            return self._day(value)
        if isinstance(value, str) and field in ("unit", "lead_unit", "verifier_unit"):
            return value
        return words.value_words(said, board, field, value, row.kind)

    def _changed(self, planned: PlannedRow) -> Iterator[str]:
        """What a change does: the old value and the new one."""
        task = self.intake.board.tasks.get(planned.no or 0)
        if task is None or planned.outcome is not Outcome.CHANGE:
            return
        said = self._messages
        for field, value in planned.wanted.items():
            if field in _UNSAID and "due" in planned.wanted:
                continue
            was = getattr(task, field)
            old, empty = self._value(field, was, planned.row), was in (None, "", ())
            new = self._value(field, value, planned.row)
            name = said(f"field.{field}")
            yield (
                said("intake.filled", field=name, new=new)
                if empty
                else said("intake.changed", field=name, old=old, new=new)
            )
        entries = len(planned.entries) + bool(planned.note)
        if entries:
            yield said("intake.entries", count=entries)

    def _look_at(self, planned: PlannedRow) -> Iterator[str]:
        if planned.remark:
            yield self._messages(f"import.remark.{planned.remark}", no=planned.no)
        for doubt in planned.row.doubts:
            yield self._doubt(doubt)

    def _doubt(self, doubt: Doubt) -> str:
        at = without_phones(doubt.at)
        if doubt.kind == "year":
            return self._messages("intake.doubt_year", at=at)
        return self._messages(f"import.doubt.{doubt.kind}", at=at)

    # ---- all about one line

    def about(self, place: int) -> tuple[str, str]:
        """Everything that was read in the line at a place, and its look."""
        if place < len(self._above):
            return self._above[place].about, "dim"
        number = self.row(place)
        if number is None:
            return "", "dim"
        row, planned = self.intake.rows[number], self.intake.planned[number]
        said = self._messages
        where = said("import.where", sheet=row.sheet, row=row.row)
        if planned is None:
            return where + said("intake.out_about", title=row.title), "dim"
        told = [*self._changed(planned), *self._look_at(planned)] or list(self._read(row, planned))
        if planned.outcome is Outcome.SAME and not planned.remark:
            told.insert(0, said("intake.same", no=planned.no))
        elif planned.outcome is Outcome.ADD and (row.doubts or planned.remark):
            told += self._read(row, planned)
        if planned.outcome is Outcome.CHANGE:
            where += f"#{planned.no} "
        bad = planned.remark or row.doubts
        return where + said("intake.and").join(told), "chase" if bad else "plain"

    def _read(self, row: LedgerRow, planned: PlannedRow) -> Iterator[str]:
        said = self._messages
        due = row.due and (f"{self._due(row)} ({row.due_words})" if row.due_words else self._due(row))
        pairs = (
            ("unit", row.unit), ("due", due or self._due(row)), ("stage", self._stage(row, planned)),
            ("person", row.person), ("lead_unit", row.lead_unit), ("leader", row.leader),
            ("co_units", said("value.and").join(row.co_units)), ("kind", said(f"kind.{row.kind}")),
            ("category", row.category), ("area", row.area), ("group", row.group),
            *((name, self._value(name, getattr(row, name), row)) for name in ("planned", "completed")
              if getattr(row, name) is not None),
            ("source", row.source),
        )  # fmt: skip
        for field, value in pairs:
            if value:
                yield said("intake.field", field=said(f"field.{field}"), value=value)
        if row.notes:
            yield without_phones(said("intake.notes", notes=said("value.and").join(row.notes)))

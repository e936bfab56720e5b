"""The lines of a paste as they are read, left out, corrected; nothing in it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from board.text import clean
from board.text.entry import DoubtKind, Entry, ErrorKind, Reading
from board.text.quick_entry import parse_paste
from board.text.written import with_signs

if TYPE_CHECKING:
    from board.text.names import Names
    from board.ui.entering import Entering

_ROUNDS = 4
"""How often a paste is read anew for the unknown units that came to light behind others."""


class State(StrEnum):
    """What becomes of a row."""

    TAKEN = "taken"
    WRONG = "wrong"
    OUT = "out"
    """Left out by the person."""
    SKIPPED = "skipped"
    """A heading or a signature: no entry, unless the person makes it one."""


@dataclass(slots=True)
class Row:
    """One line of the table: an item of the paste, or a line that was skipped."""

    line: int
    """Where it begins in the paste, from 1."""
    text: str
    reading: Reading
    group: str | None
    out: bool = False
    skipped: bool = False
    corrected: bool = False
    past: bool = False
    """A day before today was confirmed for it."""

    @property
    def state(self) -> State:
        """What becomes of it."""
        if self.skipped:
            return State.SKIPPED
        if self.out:
            return State.OUT
        return State.WRONG if self.reading.entry is None or self.doubted else State.TAKEN

    @property
    def doubted(self) -> str:
        """What would become a person, but is called like a unit; "" for nothing."""
        return next((doubt.raw for doubt in self.reading.doubts if doubt.kind is DoubtKind.UNIT), "")

    @property
    def editable(self) -> str:
        """The row as one line to be corrected: a row of a table is written with signs."""
        if "\t" not in self.text:
            return clean.one_line(self.text, clean.TEXT_CELLS)
        entry = self.reading.entry
        return clean.one_line(self.text, clean.TEXT_CELLS) if entry is None else with_signs(entry)


class Rows:
    """All rows of a paste."""

    def __init__(self, entering: Entering, text: str, group: str | None) -> None:
        self.entering = entering
        self._text = text
        self._group = group
        self.new_units: tuple[str, ...] = ()
        """Units that the person agreed to make."""
        self._seen = _named(entering.names)
        names = self._names()
        paste = parse_paste(text, entering.now, names, group)
        items = [Row(item.line, item.text, item.reading, item.group) for item in paste.items]
        passed = [
            Row(each.line, each.text, self._read(each.text, group, names), group, skipped=True)
            for each in paste.skipped
        ]
        self.rows: list[Row] = sorted((*items, *passed), key=lambda row: row.line)
        self.unknown: tuple[str, ...] = self._unknown()
        """Units that nobody has, in all rows that would be taken."""

    def _names(self, more: Iterable[str] = ()) -> Names:
        new = (*self.new_units, *more)
        return self.entering.names.with_units(new) if new else self.entering.names

    def _read(self, text: str, group: str | None, names: Names, *, past: bool = False) -> Reading:
        return self.entering.read_with(names, text, group, past=past)

    def _unknown(self) -> tuple[str, ...]:
        """Every unknown unit: those behind another one in its line come to light when that one is known."""
        found: list[str] = []
        readings = [row.reading for row in self.rows if row.state in (State.TAKEN, State.WRONG)]
        for _ in range(_ROUNDS):
            names = self._names(found)
            new = [name for reading in readings for name in unknown_units(reading, names) if name not in found]
            if not new:
                break
            found += dict.fromkeys(new)
            names = self._names(found)
            readings = [
                self._read(row.text, row.group, names)
                for row in self.rows
                if row.state is State.WRONG and "\t" not in row.text
            ]
        return tuple(found)

    # ---- what the person does

    def make_units(self) -> bool:
        """Agree to make all unknown units: their rows are read with them. False when there are none."""
        if not self.unknown:
            return False
        self.new_units = (*self.new_units, *self.unknown)
        self._read_anew()
        return True

    def follow(self) -> bool:
        """Read every row against the names on the board of now; False when they are the same ones."""
        if _named(self.entering.names) == self._seen:
            return False
        self.new_units = tuple(name for name in self.new_units if not self.entering.names.unit_called(name))
        self._read_anew()
        return True

    def _read_anew(self) -> None:
        self._seen = _named(self.entering.names)
        names = self._names()
        items = parse_paste(self._text, self.entering.now, names, self._group).items
        fresh = {item.line: item.reading for item in items}
        for row in self.rows:
            if row.corrected:
                row.reading = self._read(row.text, row.group, names, past=row.past)
            elif not row.skipped:
                row.reading = fresh.get(row.line, row.reading)
        self.unknown = self._unknown()

    def toggle(self, place: int) -> None:
        """Leave a row out, or take it in again; a skipped line becomes an entry."""
        row = self.rows[place]
        if row.skipped:
            row.skipped, row.corrected = False, True
        else:
            row.out = not row.out
        self.unknown = self._unknown()

    def read_row(self, place: int, text: str) -> Reading:
        """How a row would be read if it said `text`."""
        return self._read(text, self.rows[place].group, self._names())

    def correct(self, place: int, text: str, *, past: bool = False) -> Row:
        """Let a row say `text`."""
        row = self.rows[place]
        row.text, row.corrected, row.skipped, row.out, row.past = text, True, False, False, past
        row.reading = self._read(text, row.group, self._names(), past=past)
        self.unknown = self._unknown()
        return row

    # ---- what comes of it

    def count(self, state: State) -> int:
        """How many rows are in this state."""
        return sum(row.state is state for row in self.rows)

    @property
    def entries(self) -> list[Entry]:
        """What would be saved."""
        return [row.reading.entry for row in self._taken if row.reading.entry is not None]

    @property
    def typed(self) -> list[str]:
        """The lines of the same."""
        return [row.text for row in self._taken]

    @property
    def _taken(self) -> list[Row]:
        return [row for row in self.rows if row.state is State.TAKEN and row.reading.entry is not None]

    @property
    def far(self) -> list[int]:
        """The lines whose deadline went to next year and lies far ahead."""
        return [
            row.line
            for row in self.rows
            if row.state is State.TAKEN and row.reading.entry is not None and self.entering.is_far(row.reading.entry)
        ]

    def used_units(self) -> tuple[str, ...]:
        """The new units that the rows to be saved name."""
        named = {
            name
            for entry in self.entries
            for name in (entry.unit, entry.lead_unit, *entry.co_units)
            if name is not None
        }
        return tuple(name for name in self.new_units if name in named)

    def drop_taken(self) -> None:
        """What is saved is off the table."""
        self.rows = [row for row in self.rows if row.state is not State.TAKEN]


def _named(names: Names) -> tuple[object, ...]:
    return names.groups, names.units, names.persons


def unknown_units(reading: Reading, names: Names) -> list[str]:
    """The units of a line that nobody has and that may be made."""
    error = reading.error
    if error is not None:
        new = error.kind is ErrorKind.UNKNOWN_UNIT and names.may_be_new(error.at)
        return [clean.one_line(error.at, 60)] if new else []
    return [clean.one_line(doubt.raw, 60) for doubt in reading.doubts if doubt.kind is DoubtKind.UNIT]

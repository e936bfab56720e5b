"""Which rows of a sheet are tasks, and what their cells say."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from board.model.task import Kind, OpenEnded, Stage
from board.text.ledger.dates import Calendar
from board.text.ledger.grid import Row, Sheet, Value, shown, squeezed
from board.text.ledger.lines import (
    Context,
    Line,
    is_exact_total,
    is_example,
    is_note,
    is_numeral,
    is_signature,
    is_total,
    section_level,
    section_name,
    tells_for_all,
)
from board.text.ledger.names import ABOVE, is_nobody
from board.text.ledger.roles import Role
from board.text.ledger.tables import Heads, Table, same_columns


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person should look at in a row, and where.

    `kind` is year, assigned, before_assigned or unread for words that gave no day, formula or error for a cell.
    """

    kind: str
    at: str


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task as our own export tells it: fields by name, and its entries (entity, fields) in their order."""

    fields: dict[str, str | float | tuple[str, ...]]
    entries: tuple[tuple[str, dict[str, Any]], ...]

    def text(self, name: str) -> str:
        """A field of words; "" where it is empty."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""


@dataclass(slots=True)
class LedgerRow:
    """One task as a ledger tells it. Names are as typed; money is in 万元, progress of 100; None: it does not say."""

    sheet: str
    row: int
    title: str
    kind: Kind
    kind_said: bool = False
    """The row itself says its kind; else its table does."""
    leader: str | None = None
    lead_unit: str | None = None
    unit: str | None = None
    co_units: tuple[str, ...] = ()
    person: str | None = None
    due: str | None = None
    due_words: str | None = None
    open_ended: OpenEnded | None = None
    original_due: str | None = None
    """The deadline before the extension that the row tells."""
    stage: Stage | None = None
    done_on: date | None = None
    progress: float | None = None
    planned: float | None = None
    completed: float | None = None
    category: str | None = None
    area: str | None = None
    group: str | None = None
    source: str | None = None
    lamp: str | None = None
    code: str | None = None
    no: int | None = None
    """The number of the task on our own board, where the row tells it."""
    notes: list[str] = field(default_factory=list)
    """Everything else that is filled, as `heading：words`."""
    doubts: list[Doubt] = field(default_factory=list)
    own: OwnTask | None = None
    """Everything that our own export says; None in anybody else's ledger."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A filled row that is no task, and what it is."""

    sheet: str
    row: int
    what: Line
    text: str


@dataclass(slots=True)
class Found:
    """One row of a table, its merged cells and 同上 filled in."""

    number: int
    values: dict[int, Value]
    merged: frozenset[int]
    """The columns that the row does not fill itself: they are merged with the row above."""
    category: str


@dataclass(slots=True)
class Part:
    """The rows under one heading."""

    table: Table
    context: Context
    rows: list[Found] = field(default_factory=list)


@dataclass(slots=True)
class SheetParts:
    """A sheet, taken apart."""

    parts: list[Part]
    skipped: list[Skipped]
    titles: list[str]
    """The lines above the first table."""


def take_apart(sheet: Sheet, calendar: Calendar, *, hidden: bool = False) -> SheetParts:
    """Find the tables of a sheet and the rows under them. `hidden` takes hidden rows and columns too."""
    return _Walk(sheet, calendar, hidden=hidden).parts()


class _Walk:
    """One way down a sheet."""

    def __init__(self, sheet: Sheet, calendar: Calendar, *, hidden: bool) -> None:
        self._sheet, self._calendar = sheet, calendar
        self._hidden_columns = frozenset() if hidden else frozenset(sheet.hidden_columns)
        self._hidden_rows = frozenset() if hidden else frozenset(sheet.hidden_rows)
        self._numbers = sorted(sheet.rows)
        self._heads = Heads(sheet, self._numbers)
        self._fills = _filled_by_merges(sheet, self._numbers)
        self._wide = {(first, left): right for first, left, _, right in sheet.merges if right > left}
        self._found: list[Part] = []
        self._skipped: list[Skipped] = []
        self._titles: list[str] = []
        self._sections: list[tuple[int, str]] = []
        self._context = Context()
        self._above: dict[int, Value] = {}
        self._in_notes = False

    def parts(self) -> SheetParts:
        """The tables in their order."""
        place = 0
        while place < len(self._numbers):
            number = self._numbers[place]
            row = self._sheet.rows[number]
            table = self._heads.table_at(number) if len(row) >= 2 else None
            if table is not None and not tells_for_all([shown(row[column]) for column in sorted(row)]):
                self._begin(table)
                place = bisect_left(self._numbers, number + table.height)
                continue
            self._row(number, row)
            place += 1
        return SheetParts(self._found, self._skipped, self._titles)

    def _begin(self, table: Table) -> None:
        self._skip(table.row, Line.HEAD, "")
        self._in_notes = False
        visible = tuple(column for column in table.columns if column.number not in self._hidden_columns)
        table = Table(table.sheet, table.row, table.height, visible)
        last = self._found[-1] if self._found else None
        if last is not None and same_columns(last.table, table) and last.context == self._context:
            return
        self._above = {}
        if last is not None:
            self._sections = [(level, name) for level, name in self._sections if level < _UNNUMBERED]
        self._found.append(Part(table, Context(self._context.unit, self._context.assigned, self._context.factor)))

    def _skip(self, number: int, what: Line, text: str) -> None:
        self._skipped.append(Skipped(self._sheet.name, number, what, text))

    def _row(self, number: int, row: Row) -> None:
        if number in self._hidden_rows:
            return
        own = row
        if self._hidden_columns:
            own = {column: value for column, value in row.items() if column not in self._hidden_columns}
        texts = [text for column in sorted(own) if (text := shown(own[column]).strip())]
        if not texts:
            return
        what = self._what(number, own, texts)
        if what is None:
            self._task(number, own)
            return
        self._skip(number, what, " ".join(texts))
        if what is Line.SECTION:
            self._section(texts)
        if what in (Line.TITLE, Line.SECTION, Line.NOTE):
            self._context.take([shown(own[column]) for column in sorted(own)], self._calendar)
        if what is Line.TITLE and not self._found:
            self._titles += texts
        self._in_notes = what is Line.NOTE or (self._in_notes and what is not Line.SECTION)

    def _what(self, number: int, own: Row, texts: list[str]) -> Line | None:
        """What a row is that is no task; None for a task."""
        first = texts[0]
        if not self._found:
            named = _IS_LEDGER.search(squeezed(first)) is not None
            return Line.SECTION if len(texts) == 1 and section_level(first) is not None and not named else Line.TITLE
        if tells_for_all(texts) or (len(texts) == 1 and _AGAIN.sub("", squeezed(first)) in map(squeezed, self._titles)):
            return Line.TITLE
        table = self._found[-1].table
        named, titled = self._has_names(table, own), self._titled(table, number, own)
        signs = sum(map(is_signature, texts)) if is_signature(first) else 0
        if named and titled and len(texts) > 2 and signs < 2 and not is_example(first) and not is_exact_total(first):
            return None
        if is_exact_total(first):
            return Line.TOTAL
        left = min(own)
        words = [text for text in texts if not _is_number(text)]
        wide = self._wide.get((number, left), left) - left >= 2
        if any(map(is_total, words[:2])) and not named:
            return Line.TOTAL
        if (is_note(first) or (len(texts) == 2 and is_note(texts[1])) or (self._in_notes and len(texts) == 1)) and (
            wide or len(texts) <= 2
        ):
            return Line.NOTE
        if (signs := signs or sum(map(is_signature, texts))) and (len(texts) == 1 or signs > 1 or not named):
            return Line.SIGNATURE
        if not words:
            return Line.EMPTY
        if self._is_section(table, number, own, words, wide=wide):
            return Line.SECTION
        if is_example(first):
            return Line.EXAMPLE
        if not titled:
            return Line.TITLE if len(texts) == 1 and wide else Line.NO_TITLE
        return None

    def _is_section(self, table: Table, number: int, own: Row, words: list[str], *, wide: bool) -> bool:
        titles = {column.number for column in table.of(Role.TITLE)}
        level = section_level(words[0])
        if len(own) == 1:
            [column] = own
            leftmost = column == min((each.number for each in table.columns), default=column)
            if leftmost and self._heads_follow(number):
                return True
            return wide or level is not None or (column not in titles and leftmost and not self._fills.get(number))
        if self._has_names(table, own):
            return False
        if is_numeral(words[0]) and len(words) <= 2:
            return True
        return level is not None and len(words) <= 2 and (wide or len(words) == 1)

    def _heads_follow(self, number: int) -> bool:
        """Whether the next row begins a table: what stands above it is its title."""
        place = bisect_right(self._numbers, number)
        return place < len(self._numbers) and self._heads.table_at(self._numbers[place]) is not None

    def _has_names(self, table: Table, own: Row) -> bool:
        """Whether a row names a unit, a person or a deadline in its own cells."""
        return any(
            column.number in own and isinstance(own[column.number], str) and not _is_number(shown(own[column.number]))
            for role in (Role.UNIT, Role.UNIT_PERSON, Role.LEAD_UNIT, Role.PERSON, Role.DUE)
            for column in table.of(role)
        )

    def _titled(self, table: Table, number: int, own: Row) -> bool:
        fills = self._fills.get(number, {})
        for column in table.of(Role.TITLE):
            value = own.get(column.number, fills.get(column.number))
            if isinstance(value, str) and not is_nobody(value) and any(map(str.isalnum, value)):
                return True
        return False

    def _section(self, texts: list[str]) -> None:
        """Note a section; its number may stand in a cell of its own."""
        level = section_level(texts[0])
        depth = _UNNUMBERED if level is None else level
        name = next((text for text in texts if not is_numeral(text) and not _is_number(text)), texts[0])
        self._sections = [(at, above) for at, above in self._sections if at < depth]
        if is_numeral(name):
            return
        self._sections.append((depth, section_name(name)))

    def _task(self, number: int, own: Row) -> None:
        part = self._found[-1]
        self._in_notes = False
        values: dict[int, Value] = own
        fills = self._fills.get(number)
        merged = _NONE
        if fills is not None:
            merged = frozenset(column for column in fills if column not in own and column not in self._hidden_columns)
            values = own | {column: fills[column] for column in merged}
        same = [
            column
            for column, value in values.items()
            if isinstance(value, str) and len(value) < 8 and squeezed(value) in ABOVE
        ]
        if same:
            values = values | {column: self._above.get(column, "") for column in same}
        self._above = values
        part.rows.append(Found(number, values, merged, "/".join(name for _, name in self._sections)))


_IS_LEDGER = re.compile("(?:台账|清单|[一总]览表|明细表?|汇总表|情况表|任务表)$")
_AGAIN = re.compile(r"\(?(?:续表?|接上[表页]|第.{1,2}页)\)?$")
"""A title on the next page: ……台账（续）."""
_UNNUMBERED = 3
_NONE: frozenset[int] = frozenset()


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("%", "").strip().isdecimal()


def _filled_by_merges(sheet: Sheet, numbers: list[int]) -> dict[int, Row]:
    """What merged cells say for the rows below their first, where those have something of their own."""
    fills: dict[int, Row] = {}
    for first, left, last, _ in sheet.merges:
        value = sheet.rows.get(first, {}).get(left)
        if last == first or value is None:
            continue
        for place in range(bisect_right(numbers, first), bisect_right(numbers, last)):
            fills.setdefault(numbers[place], {})[left] = value
    return fills

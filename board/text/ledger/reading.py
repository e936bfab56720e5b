"""A whole workbook read: the tasks in it, the columns as they were understood, and what was passed over and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice

from board.model.packed import Packed
from board.text.ledger.dates import Calendar
from board.text.ledger.grid import Sheet, Workbook, squeezed
from board.text.ledger.layouts import form_of, tables_of
from board.text.ledger.lines import Line, year_in
from board.text.ledger.own import Form, own_heads, own_rows
from board.text.ledger.roles import Role
from board.text.ledger.rows import LedgerRow, Part, Skipped, take_apart
from board.text.ledger.saying import Teller

_NO_LEDGER = re.compile(
    r"说明|须知|模[板版]|样[表例张]|示例|范例|汇总|统计|合计|字典|码表|代码表|数据源|下拉|选项|"
    r"参数|目录|封面|封皮|填表|填报要求|引用|基础数据|对照表|"
    r"辅助|备份|勿删|勿动|作废|^(?:config|dict|template|readme|summary|instruction|guide|legend|lookup|lists?$|options?$|"
    r"example|cover$)"
)
_STEP = 500
_TITLE_ROWS = 6


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of one table as they were understood."""

    sheet: str
    row: int
    columns: tuple[tuple[str, Role], ...]
    """Heading → what it says; the first of several titles is the one that counts."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sheet that is not read unless it is asked for: `why` is hidden, no_ledger, no_table or same_tasks."""

    sheet: str
    why: str


@dataclass(slots=True)
class Reading:
    """What a ledger says."""

    rows: Packed[LedgerRow] = field(default_factory=lambda: Packed(LedgerRow))
    mappings: list[Mapping] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    year: int | None = None
    """The year that days without one were read in."""
    needs_year: bool = False
    """There are days without a year, and nobody and no title says which one it is."""
    has_content: bool = False
    """There is anything at all in the file."""


def read_ledger(
    book: Workbook,
    *,
    year: int | None = None,
    sheets: Collection[str] | None = None,
    hidden: bool = False,
    progress: Callable[[int], None] | None = None,
    forms: tuple[Form, ...] = (),
) -> Reading:
    """Read every sheet that is a ledger.

    Args:
        book: What the file holds.
        year: The year of days without one; without it that of the title or the file's name.
        sheets: Only these, hidden or not; None is all that look like ledgers.
        hidden: Take hidden rows and columns too.
        forms: How our own export is written; it is read field by field, and only its first sheet, which has all.
        progress: Called now and then with the number of rows read.
    """
    reading = Reading(has_content=any(sheet.rows for sheet in book.sheets))
    own = next((sheet for sheet in book.sheets if own_heads(sheet, forms)), None)
    if own is not None and sheets is None:
        reading.rows.extend(own_rows(own, forms))
        reading.left_out = [LeftOut(sheet.name, "same_tasks") for sheet in book.sheets if sheet is not own]
        return reading
    chosen = _chosen(book, sheets, reading)
    reading.year = year or _year_said(book, chosen)
    calendar = Calendar(reading.year, book.first_date, book.is_text)
    for sheet in chosen:
        for table in tables_of(sheet):
            _read_sheet(table, book, calendar, reading, progress, hidden=hidden)
    if not reading.rows:  # beside a table a sheet of labels is its cover
        for form in filter(None, map(form_of, chosen)):
            _forget(reading, form.name)
            _read_sheet(form, book, calendar, reading, progress, hidden=hidden)
    if not reading.rows and sheets is None:  # what does not look like a ledger may still be the only one there is
        for sheet in book.sheets:
            if LeftOut(sheet.name, "no_ledger") in reading.left_out:
                _read_sheet(sheet, book, calendar, reading, progress, hidden=hidden)
                if reading.rows:
                    reading.left_out.remove(LeftOut(sheet.name, "no_ledger"))
    return reading


def _read_sheet(
    sheet: Sheet,
    book: Workbook,
    calendar: Calendar,
    reading: Reading,
    progress: Callable[[int], None] | None,
    *,
    hidden: bool,
) -> None:
    found = take_apart(sheet, calendar, hidden=hidden)
    reading.skipped += found.skipped
    if sheet.rows and not any(part.rows for part in found.parts):
        reading.left_out.append(LeftOut(sheet.name, "no_table"))
    about = squeezed(" ".join((book.name, sheet.name, *found.titles)))
    for part in found.parts:
        _read_part(part, Teller(part, calendar, sheet.colours, about), reading, progress)


def _forget(reading: Reading, sheet: str) -> None:
    """Leave out what was made of a sheet that is to be read in another way."""
    reading.mappings = [each for each in reading.mappings if each.sheet != sheet]
    reading.skipped = [each for each in reading.skipped if each.sheet != sheet]
    reading.left_out = [each for each in reading.left_out if each.sheet != sheet]


def _read_part(part: Part, teller: Teller, reading: Reading, progress: Callable[[int], None] | None) -> None:
    sheet = part.table.sheet
    if part.rows:
        columns = tuple(
            (column.title, column.role if column.role is not Role.TITLE or column is teller.title else Role.NOTE)
            for column in sorted(part.table.columns, key=lambda column: column.number)
        )
        reading.mappings.append(Mapping(sheet, part.table.row, columns))
    for row in part.rows:
        told = teller.tell(row)
        if told is None:
            reading.skipped.append(Skipped(sheet, row.number, Line.NO_TITLE, ""))
            continue
        reading.rows.append(told)
        reading.needs_year = reading.needs_year or any(doubt.kind == "year" for doubt in told.doubts)
        if progress is not None and len(reading.rows) % _STEP == 0:
            progress(len(reading.rows))


def _chosen(book: Workbook, wanted: Collection[str] | None, reading: Reading) -> list[Sheet]:
    """The sheets to read: those that were asked for, else all that are shown and not called otherwise."""
    if wanted is not None:
        names = {name.strip() for name in wanted}
        return [sheet for sheet in book.sheets if sheet.name.strip() in names]
    chosen: list[Sheet] = []
    doubtful: list[Sheet] = []
    for sheet in book.sheets:
        if not sheet.rows:
            continue
        if sheet.hidden:
            reading.left_out.append(LeftOut(sheet.name, "hidden"))
        elif _NO_LEDGER.search(squeezed(sheet.name).lower()):
            doubtful.append(sheet)
        else:
            chosen.append(sheet)
    reading.left_out += [LeftOut(sheet.name, "no_ledger") for sheet in doubtful]
    return chosen


def _year_said(book: Workbook, sheets: list[Sheet]) -> int | None:
    """The year that the lines above a table name, or the file, or a sheet."""
    titles = [text for sheet in sheets for text in _first_lines(sheet)]
    return year_in(titles) or year_in([book.name]) or year_in([sheet.name for sheet in sheets])


def _first_lines(sheet: Sheet) -> Iterator[str]:
    """The cells of the first rows, as far as they hold one or two: titles, not headings."""
    for row in islice(sheet.rows.values(), _TITLE_ROWS):
        texts = [value for value in row.values() if isinstance(value, str)]
        if len(texts) > 2:
            return
        yield from texts

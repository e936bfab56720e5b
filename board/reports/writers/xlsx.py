"""Excel: a sheet for all tasks and one for each group, ready to be filtered and printed on A3.

openpyxl's write-only mode: rows go to disk as they come, so that 10,000 tasks need no memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any, BinaryIO, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import WorkbookAlreadySaved
from openpyxl.worksheet.dimensions import RowDimension

from board.messages import Messages
from board.model.lamps import Lamp
from board.reports.ledger import COLUMNS, Ledger, Row, Sort
from board.reports.safe import begins_formula, plain
from board.reports.writers import STEP, Progress
from board.reports.writers.fitting import fitted, lines_of, points

Sheet = Any
"""A write-only sheet; openpyxl's types do not know what it has."""
MARK = "tizhi-board-ledger-1"
"""Stands in the workbook's keywords: the first sheet holds every task, the others show the same ones by group."""
LONGEST = 32_767
"""Characters in a cell."""
HEAD_ROW = 2
"""Above it stands the title."""
_A3 = 8
_TITLE_POINTS = 24.0
_FIRST_DAY = date(1900, 3, 1)
"""Excel's calendar is wrong before."""
_FONT = "SimSun"
"""Ledgers are in Song; where there is none, the program that opens the file takes its like."""
LAMPS = {
    Lamp.RED: ("CF222E", "FFFFFF"),
    Lamp.ORANGE: ("E8710A", "FFFFFF"),
    Lamp.YELLOW: ("F7CB4D", "1B232B"),
    Lamp.GREEN: ("BFE8CF", "0F5132"),
    Lamp.GREY: ("D9DEE3", "4A5560"),
}
"""Ground and writing of each lamp."""
_DAY, _MINUTE, _NO_ZERO = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "0;-0;"
_LITERAL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


class _Reused(Cell):
    """A cell that is filled again for every row: it knows its style, which openpyxl would look up for each."""

    __slots__ = ("style_number",)
    style_number: int
    has_style = True

    @property
    def style_id(self) -> int:
        """The number of its style."""
        return self.style_number

    def __repr__(self) -> str:
        return "cell"  # openpyxl asks for it once a cell, for an error that it catches


class _Styles(NamedTuple):
    """Numbers of the styles."""

    of_sort: dict[Sort, int]
    no_zero: int
    day: int
    minute: int
    literal: int
    """Text that begins like a formula and stays text when it is edited."""
    lamps: dict[Lamp, int]
    head: int
    title: int


def write(ledger: Ledger, stream: BinaryIO, progress: Progress) -> int:
    """Write the workbook; gives how many texts were cut to what a cell holds."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.keywords = plain(ledger.name), MARK
    book.properties.creator = plain(ledger.board.office.office)
    widths = fitted(ledger)
    counts = _counts(ledger)
    messages = ledger.messages
    whole = _Page(_sheet(book, ledger, messages("ledger.all"), len(ledger.tasks), widths), len(ledger.tasks))
    by_place = {
        place: _Page(_sheet(book, ledger, name, counts.get(place, 0), widths), counts.get(place, 0))
        for place, name in _places(ledger, counts)
    }
    pages = (whole, *by_place.values())
    filler = _Filler(whole.sheet, _styles(whole.sheet))
    heads = [head.replace("\uff08", "\n\uff08") for head in ledger.heads]  # the unit of a figure on a line of its own
    head_lines = lines_of(heads, widths)
    try:
        for page in pages:
            page.append(filler.line([ledger.title(page.count)], filler.styles.title), _TITLE_POINTS)
            page.append(filler.line(heads, filler.styles.head), points(head_lines))
        for done, row in enumerate(ledger.rows(), 1):
            cells, height = filler.row(row), points(lines_of(row.cells, widths))
            whole.append(cells, height)
            if (own := by_place.get(row.group)) is not None:
                own.append(cells, height)
            if not done % STEP:
                progress(done)
        book.save(stream)
    except BaseException:  # whatever ends it, also Ctrl+C: the sheets are closed, and it goes on its way
        for page in pages:  # or openpyxl complains of each when it is thrown away
            with suppress(OSError, ValueError, WorkbookAlreadySaved):
                page.sheet.close()
        raise
    return filler.cut


class _Page:
    """A sheet that is filled from the top; each row gets its height, for not every program finds it by itself."""

    def __init__(self, sheet: Sheet, count: int) -> None:
        self.sheet = sheet
        self.count = count
        """Tasks that it will hold."""
        self._row = 0
        self._heights: dict[float, RowDimension] = {}

    def append(self, cells: list[Cell | None], height: float) -> None:
        """Write one row, so many points high."""
        self._row += 1
        if height not in self._heights:
            self._heights[height] = RowDimension(self.sheet, ht=height)
        self.sheet.row_dimensions[self._row] = self._heights[height]
        self.sheet.append(cells)
        del self.sheet.row_dimensions[self._row]


def _counts(ledger: Ledger) -> dict[int | None, int]:
    counts: dict[int | None, int] = {}
    for task in ledger.tasks:
        counts[task.group] = counts.get(task.group, 0) + 1
    return counts


def _places(ledger: Ledger, counts: dict[int | None, int]) -> Iterator[tuple[int | None, str]]:
    """The groups that get a sheet of their own, and the inbox where it has any; none where all stand in one place."""
    if ledger.one_place:
        return
    yield from ((group.id, group.name) for group in ledger.board.groups)
    if counts.get(None):
        yield None, ledger.messages("ledger.inbox")


# ---- a sheet, before its rows


def _sheet(book: Workbook, ledger: Ledger, name: str, count: int, widths: list[int]) -> Sheet:
    sheet: Sheet = book.create_sheet(free_name(book, name))
    last = HEAD_ROW + count
    printed = get_column_letter(max(place for place, column in enumerate(COLUMNS, 1) if column.printed))
    for place, (column, width) in enumerate(zip(COLUMNS, widths, strict=True), 1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = width + 0.7  # Excel takes its margins off
        dimension.outlineLevel = 0 if column.printed else 1
    sheet.freeze_panes = f"C{HEAD_ROW + 1}"
    sheet.sheet_view.zoomScale = 90
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(COLUMNS))}{last}"
    sheet.print_title_rows = f"1:{HEAD_ROW}"
    sheet.print_area = f"A1:{printed}{last}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.2, 0.3
    sheet.print_options.horizontalCentered = True
    sheet.print_options.gridLines = True  # borders would have to be written for every empty cell
    _foot(sheet, ledger)
    return sheet


def _foot(sheet: Sheet, ledger: Ledger) -> None:
    messages: Messages = ledger.messages
    sheet.oddFooter.left.text = plain(ledger.name).replace("&", "&&")
    sheet.oddFooter.center.text = messages("ledger.page", page="&P", pages="&N")
    sheet.oddFooter.right.text = ledger.now.isoformat(sep=" ", timespec="minutes")


def free_name(book: Workbook, name: str) -> str:
    """A name that Excel takes for a sheet, and that none has yet: at most 31 characters, some signs not among them."""
    base = _NOT_IN_NAMES.sub(" ", plain(name).replace("\n", " ")).strip().strip("'").strip() or "_"
    taken = {title.casefold() for title in book.sheetnames} | {"history"}
    found, number = base[:31], 2
    while found.casefold() in taken:
        end = f" {number}"
        found, number = base[: 31 - len(end)] + end, number + 1
    return found


# ---- styles and rows


def _styles(sheet: Sheet) -> _Styles:
    def style(
        number_format: str = "General", horizontal: str | None = None, *, ground: str = "", writing: str = "000000",
        size: int = 10, bold: bool = False, wrap: bool = True, quote: bool = False,
    ) -> int:  # fmt: skip
        cell = Cell(sheet, row=1, column=1)
        cell.number_format = number_format
        cell.font = Font(name=_FONT, size=size, bold=bold, color=f"FF{writing}")
        cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=wrap)
        if ground:
            cell.fill = PatternFill("solid", fgColor=f"FF{ground}")
        cell.quotePrefix = quote
        return cell.style_id

    return _Styles(
        of_sort={
            Sort.TEXT: style(),
            Sort.COUNT: style("0", "center"),
            Sort.MONEY: style("#,##0.00", "right"),
            Sort.PERCENT: style("0.0%", "right"),
        },
        no_zero=style(_NO_ZERO, "center"),
        day=style(_DAY, "center"),
        minute=style(_MINUTE, "center"),
        literal=style(quote=True),
        lamps={
            lamp: style(horizontal="center", ground=ground, writing=writing, bold=lamp is Lamp.RED)
            for lamp, (ground, writing) in LAMPS.items()
        },
        head=style(horizontal="center", ground="DCE6F1", bold=True),
        title=style(size=14, bold=True, wrap=False),
    )


def as_cell(text: str) -> str:
    """`text` as a cell holds it: Excel would read `_x000D_` as a character."""
    return _LITERAL.sub("_x005F_", text) if "_x" in text else text


class _Filler:
    """Fills the same cells again for every row: openpyxl has written one before it is given the next."""

    def __init__(self, sheet: Sheet, styles: _Styles) -> None:
        self.cut = 0
        self.styles = styles
        self._cells = [_Reused(sheet, row=1, column=1) for _ in COLUMNS]
        for cell, column in zip(self._cells, COLUMNS, strict=True):
            if column.sort is Sort.DATE:
                cell.number_format = _DAY  # or openpyxl would look for one at each date
        self._lamp = next(place for place, column in enumerate(COLUMNS) if column.code == "lamp")

    def line(self, texts: list[str], style: int) -> list[Cell | None]:
        """A line of texts in one style."""
        for cell, text in zip(self._cells, texts, strict=False):
            self._text(cell, text)
            cell.style_number = style
        return [*self._cells[: len(texts)]]

    def row(self, row: Row) -> list[Cell | None]:
        """One task; where it has nothing, no cell is written at all."""
        styles = self.styles
        cells: list[Cell | None] = []
        for place, (cell, value, column) in enumerate(zip(self._cells, row.cells, COLUMNS, strict=True)):
            if value is None:
                cells.append(None)
                continue
            cells.append(cell)
            if isinstance(value, str):
                self._text(cell, value)
                cell.style_number = styles.of_sort[Sort.TEXT]
                if place == self._lamp:
                    cell.style_number = styles.lamps.get(row.lamp, cell.style_number)
                elif begins_formula(value):
                    cell.style_number = styles.literal
            elif isinstance(value, date):
                self._date(cell, value)
            else:
                cell.value = value
                no_zero = place and column.sort is Sort.COUNT
                cell.style_number = styles.no_zero if no_zero else styles.of_sort[column.sort]
        return cells

    def _text(self, cell: Cell, text: str) -> None:
        text = plain(text)
        told = as_cell(text)
        if len(told) > LONGEST:
            self.cut += 1
            while (over := len(told) - LONGEST) > 0:  # what is cut may take an escape with it
                text = text[:-over]
                told = as_cell(text)
        cell.value = told
        cell.data_type = "s"  # whatever it looks like: a formula, an error

    def _date(self, cell: _Reused, value: date) -> None:
        is_moment = isinstance(value, datetime)
        if (value.date() if isinstance(value, datetime) else value) < _FIRST_DAY:
            self._text(cell, value.isoformat())
            cell.style_number = self.styles.of_sort[Sort.TEXT]
            return
        cell.value = value
        cell.style_number = self.styles.minute if is_moment else self.styles.day

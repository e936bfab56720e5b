"""Excel: the text on the first sheet, a sheet for each table, and charts that Excel itself draws from the cells."""

from __future__ import annotations

from datetime import datetime
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from board.reports.bulletin import Bulletin, Form, Table, Value, said
from board.reports.safe import begins_formula, plain
from board.reports.writers.fitting import points, width
from board.reports.writers.xlsx import LAMPS, LONGEST, as_cell, free_name

MARK = "tizhi-board-bulletin-1"
"""Stands in the workbook's keywords: whoever imports it knows that it is no ledger."""
HEAD_ROW = 3
"""Above it stand the title and what must be known to read the table."""
_FONT = "SimSun"
_TITLE_FONT = "SimHei"
_FORMATS = {
    Form.COUNT: "0",
    Form.POINTS: "0.0",
    Form.MONEY: "#,##0.00",
    Form.PERCENT: "0.0%",
    Form.DAY: "yyyy-mm-dd",
}
_SIDES = {Form.TEXT: "left", Form.MONEY: "right", Form.PERCENT: "right", Form.POINTS: "right"}
_MINUTE = "yyyy-mm-dd hh:mm"
_NARROWEST, _WIDEST = 8, 60
_TEXT_WIDTH = 72
_A4 = 9
_THIN = Side(style="thin", color="FFB8C0C8")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_BLUE, _SECOND = "2F6FB5", "C2500C"
_LINE = 15.0
_CHART_WIDTH, _CHART_HEIGHT = 20.0, 9.0
"""Centimetres."""
_BAR_HEIGHT = 0.55


def write(paper: Bulletin, stream: BinaryIO) -> None:
    """Write the workbook."""
    book = Workbook()
    when = paper.seen.until
    properties = book.properties
    properties.title, properties.keywords, properties.creator = plain(paper.title), MARK, plain(paper.office)
    properties.created = properties.modified = when
    del book[book.sheetnames[0]]
    _text(book.create_sheet(free_name(book, paper.messages("paper.bulletin"))), paper)
    for table in paper.tables:
        _table(book.create_sheet(free_name(book, table.title)), table, when)
    book.save(stream)


def _text(sheet: Worksheet, paper: Bulletin) -> None:
    sheet.column_dimensions["A"].width = _TEXT_WIDTH
    lines = [(paper.title, 18, True, "center"), (paper.addressee, 12, False, None), (paper.basis, 12, False, None)]
    for section in paper.sections:
        lines.append((section.head, 13, True, None))
        lines += [(paragraph, 12, False, None) for paragraph in section.paragraphs]
    lines += [(paper.office, 12, False, "right"), (paper.day, 12, False, "right")]
    for place, (text, size, bold, side) in enumerate(lines, 1):
        cell = sheet.cell(row=place, column=1)
        _put(cell, text, Form.TEXT)
        cell.font = Font(name=_TITLE_FONT if bold else _FONT, size=size, bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side)
        count = -(-width(text) * size // (12 * (_TEXT_WIDTH - 4)))
        sheet.row_dimensions[place].height = max(1, count) * _LINE * size / 11 + 6
    _page(sheet, 1)


def _table(sheet: Worksheet, table: Table, when: datetime) -> None:
    title = sheet.cell(row=1, column=1)
    _put(title, table.title, Form.TEXT)
    title.font = Font(name=_TITLE_FONT, size=14, bold=True)
    note = sheet.cell(row=2, column=1)
    _put(note, table.note or when.isoformat(sep=" ", timespec="minutes"), Form.TEXT)
    note.font = Font(name=_FONT, size=9, color="FF55606C")
    widths = [_NARROWEST] * len(table.columns)
    for row, values in enumerate([tuple(head for head, _ in table.columns), *table.rows]):
        for place, value in enumerate(values):
            form = table.columns[place][1] if row else Form.TEXT
            cell = sheet.cell(row=HEAD_ROW + row, column=place + 1)
            _put(cell, value, form)
            is_last = bool(table.undrawn) and row == len(table.rows)
            cell.font = Font(name=_FONT, size=10, bold=not row or is_last)
            cell.border = _BORDER
            cell.alignment = Alignment(
                horizontal=_SIDES.get(form, "center") if row else "center", vertical="center", wrap_text=True
            )
            if not row:
                cell.fill = PatternFill("solid", fgColor="FFDCE6F1")
            needed = max(map(width, said(value, form).split("\n"))) + 2
            widths[place] = max(widths[place], min(_WIDEST, needed))
    for place, each in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = each
    for row, values in enumerate(table.rows, HEAD_ROW + 1):
        lines = max(
            sum(-(-(width(line) + 1) // room) for line in said(value, form).split("\n"))
            for value, (_, form), room in zip(values, table.columns, widths, strict=True)
        )
        if lines > 1:  # as a program that does not fit rows itself would cut them
            sheet.row_dimensions[row].height = points(lines)
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(widths))}{HEAD_ROW + len(table.rows)}"
    _page(sheet, HEAD_ROW)
    if table.chart:
        sheet.add_chart(_chart(sheet, table), f"A{HEAD_ROW + len(table.rows) + 2}")


def _put(cell: Any, value: Value, form: Form) -> None:
    """Fill a cell; text stays text, whatever it looks like."""
    assert isinstance(cell, Cell)  # noqa: S101 - nothing is merged here
    if isinstance(value, str):
        told = as_cell(plain(value)[:LONGEST])[:LONGEST]
        cell.value = told
        cell.data_type = "s"
        cell.quotePrefix = begins_formula(value)
        return
    cell.value = value
    if value is not None:
        cell.number_format = _MINUTE if isinstance(value, datetime) else _FORMATS.get(form, "General")


def _page(sheet: Worksheet, heads: int) -> None:
    """Upright, as wide as the page: a chart stays whole below its table."""
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    if heads > 1:
        sheet.print_title_rows = f"1:{heads}"
    foot: Any = sheet.oddFooter
    foot.center.text = "&P / &N"


# ---- charts


def _chart(sheet: Worksheet, table: Table) -> Any:
    if table.chart == "line":
        return _lines(sheet, table)
    chart: Any = BarChart()
    chart.type = "bar"
    chart.title = table.title
    chart.gapWidth = 40
    for column in table.drawn:
        chart.add_data(_column(sheet, table, column, head=True), titles_from_data=True)
    chart.set_categories(_column(sheet, table, table.named, head=False))
    chart.x_axis.scaling.orientation = "maxMin"  # the first on top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.tickLblPos = "low"  # names stand beside bars that are below zero too
    chart.y_axis.majorGridlines = None
    chart.y_axis.number_format = _FORMATS[table.columns[table.drawn[0]][1]]
    chart.width, chart.height = _CHART_WIDTH, max(_CHART_HEIGHT, _BAR_HEIGHT * len(table.rows) + 3)
    if table.chart == "stacked":
        chart.grouping, chart.overlap = "stacked", 100
        grounds = [ground for ground, _ in LAMPS.values()]
        for series, ground in zip(chart.series, [*grounds, "F4F6F8"], strict=False):
            series.graphicalProperties.solidFill = ground
            series.graphicalProperties.line.solidFill = "9AA7B4"
    else:
        chart.legend = None
        chart.series[0].graphicalProperties.solidFill = _BLUE
        chart.series[0].invertIfNegative = False
    return chart


def _lines(sheet: Worksheet, table: Table) -> Any:
    """The first column that is drawn as numbers on the left, the second as a rate on the right."""
    left, right = table.drawn
    chart: Any = LineChart()
    rate: Any = LineChart()
    for each, column, colour in ((chart, left, _SECOND), (rate, right, _BLUE)):
        each.add_data(_column(sheet, table, column, head=True), titles_from_data=True)
        each.set_categories(_column(sheet, table, table.named, head=False))
        each.series[0].graphicalProperties.line.solidFill = colour
        each.series[0].smooth = False
        each.y_axis.number_format = _FORMATS[table.columns[column][1]]
        each.x_axis.delete = each.y_axis.delete = False
        each.y_axis.majorGridlines = None
    chart.title = table.title
    chart.width, chart.height = _CHART_WIDTH, _CHART_HEIGHT
    rate.y_axis.axId = 200
    rate.y_axis.crosses = "max"
    chart += rate
    return chart


def _column(sheet: Worksheet, table: Table, place: int, *, head: bool) -> Reference:
    last = HEAD_ROW + len(table.rows) - table.undrawn
    first = HEAD_ROW if head else HEAD_ROW + 1
    return Reference(sheet, min_col=place + 1, min_row=first, max_col=place + 1, max_row=last)

"""Ledgers as files, read back: what another program sees in them."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from board.reports.ledger import Ledger
from board.reports.writers import write_ledger


def written(ledger: Ledger, folder: Path, ending: str) -> bytes:
    """The bytes of the ledger in a format."""
    path = folder / f"ledger.{ending}"
    write_ledger(ledger, path, force=True)
    return path.read_bytes()


def workbook(ledger: Ledger, folder: Path) -> Workbook:
    """The ledger as Excel would open it."""
    return load_workbook(io.BytesIO(written(ledger, folder, "xlsx")))


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The tasks of a sheet: heading → value, where there is one."""
    heads = [cell.value.replace("\n", "") for cell in sheet[2]]
    return [
        {head: cell.value for head, cell in zip(heads, row, strict=True) if cell.value is not None}
        for row in sheet.iter_rows(min_row=3)
    ]


def csv_rows(data: bytes) -> list[dict[str, str]]:
    """The records of a CSV file."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def markdown_rows(data: bytes) -> list[dict[str, str]]:
    """The rows of the table, what was escaped put back."""
    lines = [line for line in data.decode().splitlines() if line.startswith("|")]
    cells = [[cell[1:-1] for cell in re.findall(r"((?:\\.|[^|\\])*)\|", line[1:])] for line in lines]
    plain = [[re.sub(r"\\(.)", r"\1", cell.replace("<br>", "\n")) for cell in row] for row in cells]
    return [dict(zip(plain[0], row, strict=True)) for row in plain[2:]]


def dumped(book: Workbook) -> str:
    """Everything that can be seen in a workbook, a line for each sheet property and each cell."""
    sheets = [_sheet(sheet) for sheet in book.worksheets]
    whole = {"keywords": book.properties.keywords, "title": book.properties.title}
    return "\n".join([json.dumps(whole, ensure_ascii=False), *(line for sheet in sheets for line in sheet)]) + "\n"


def _sheet(sheet: Worksheet) -> list[str]:
    page = sheet.page_setup
    widths = {letter: round(each.width, 1) for letter, each in sheet.column_dimensions.items()}
    folded = [letter for letter, each in sheet.column_dimensions.items() if each.outlineLevel]
    about = {
        "sheet": sheet.title,
        "freeze": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "print": [sheet.print_area, sheet.print_title_rows],
        "page": [page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight],
        "fit": sheet.sheet_properties.pageSetUpPr.fitToPage,
        "grid": sheet.print_options.gridLines,
        "foot": [sheet.oddFooter.left.text, sheet.oddFooter.center.text, sheet.oddFooter.right.text],
        "folded": folded,
        "widths": widths,
    }
    lines = [json.dumps(about, ensure_ascii=False)]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                ground = cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else ""
                style = [cell.data_type, cell.number_format, ground, *(["quoted"] if cell.quotePrefix else [])]
                lines.append(json.dumps([cell.coordinate, _said(cell.value), *style], ensure_ascii=False))
    return lines


def _said(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value

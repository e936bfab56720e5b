"""CSV as offices have it: UTF-8 with or without a mark, GB18030, or what Excel calls Unicode text."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8

from board.errors import Unreadable
from board.sheets.limits import Budget, damaged
from board.text.ledger.grid import Row, Sheet, Value, Workbook

_SEPARATORS = ",\t;|"
_QUOTED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
"""An apostrophe that keeps a text from being taken for a formula."""
SHEET = "csv"


def read_text(data: bytes, name: str, budget: Budget) -> Workbook:
    """The one sheet of a text file. An empty cell stays empty: text has no merged cells.

    Raises:
        Unreadable: `ledger_damaged` for what is no text, `ledger_too_large`.
    """
    text = _decoded(data)
    sheet = Sheet(SHEET)
    known: dict[str, str] = {}
    try:
        csv.field_size_limit(1 << 20)
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)), 1):
            row: Row = {
                place: _value(known.setdefault(cell, cell)) for place, cell in enumerate(record, 1) if cell.strip()
            }
            if row:
                budget.row(len(row))
                sheet.rows[number] = row
    except csv.Error as error:
        raise damaged() from error
    return Workbook(name, [sheet], is_text=True)


def _value(cell: str) -> Value:
    return cell[1:] if cell.startswith("'") and _QUOTED.match(cell) else cell


def _decoded(data: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\x00" in data:
        raise Unreadable("ledger_not_a_workbook", refused="damaged")
    data = data.removeprefix(BOM_UTF8)  # first: the place of an error is counted without it
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.end < len(data) - 4 or error.start < len(data) - 4:
                continue
            text = data[: error.start].decode(encoding)  # the last character was cut
        if _is_text(text):
            return text
    raise Unreadable("ledger_not_a_workbook", refused="damaged")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise damaged() from error


def _is_text(text: str) -> bool:
    """Whether it reads as text: no more than a few control characters in its beginning."""
    head = text[:4000]
    return sum(char < " " and char not in "\t\r\n\f\v" for char in head) * 50 <= len(head)


def _separator(text: str) -> str:
    """The sign that parts most of the first lines."""
    head = text[:8000]
    return max(_SEPARATORS, key=lambda sign: (head.count(sign), sign == ","))

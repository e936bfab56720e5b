"""Small ledgers as lists of rows, for the tests of what is read out of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from board.text.ledger.grid import Box, Row, Sheet, Workbook
from board.text.ledger.reading import Reading, read_ledger
from board.text.ledger.rows import LedgerRow


def sheet(rows: Sequence[Sequence[Any]], merges: Iterable[str] = (), name: str = "问题台账", **more: Any) -> Sheet:
    """A sheet whose first row is row 1; None is an empty cell, a merge is written like A1:C1."""
    filled: dict[int, Row] = {
        number: {column: value for column, value in enumerate(row, 1) if value is not None}
        for number, row in enumerate(rows, 1)
    }
    return Sheet(name, {number: row for number, row in filled.items() if row}, [box(each) for each in merges], **more)


def box(reference: str) -> Box:
    """`A1:C2` as first row, first column, last row, last column."""
    (left, first), (right, last) = ((part[0], int(part[1:])) for part in reference.split(":"))
    return (first, ord(left) - 64, last, ord(right) - 64)


def read(*sheets: Sheet, year: int | None = 2026, name: str = "台账", is_text: bool = False, **more: Any) -> Reading:
    """What a workbook of these sheets says."""
    first = date(1904, 1, 1) if more.pop("is_1904", False) else date(1899, 12, 30)
    return read_ledger(Workbook(name, list(sheets), is_text=is_text, first_date=first), year=year, **more)


def only(rows: Sequence[Sequence[Any]], merges: Iterable[str] = (), **more: Any) -> LedgerRow:
    """The one task of a sheet."""
    [row] = read(sheet(rows, merges), **more).rows
    return row


HEAD = ("序号", "存在问题", "责任单位", "责任人", "整改时限", "整改状态", "备注")
"""An ordinary heading."""


def under_head(*values: Any, **more: Any) -> LedgerRow:
    """One row under `HEAD`."""
    return only([HEAD, values], **more)

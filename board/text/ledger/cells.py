"""The cells of one row under its headings, and which of them have been read already."""

from __future__ import annotations

from collections.abc import Mapping

from board.model.task import Kind
from board.text.ledger.grid import Unread, Value, shown
from board.text.ledger.roles import Role
from board.text.ledger.rows import Found, LedgerRow, Part
from board.text.ledger.tables import Column
from board.text.phones import phones


class Cells:
    """One row on its way to a task: what has not been used at the end is kept in its notes."""

    def __init__(self, part: Part, heads: Mapping[int, str], found: Found, kind: Kind) -> None:
        self._found, self._heads = found, heads
        self._table = part.table
        self._context = part.context
        self._used: set[int] = set()
        self._texts: dict[int, str] = {}
        self._out = LedgerRow(self._table.sheet, found.number, "", kind)

    def _value(self, column: Column) -> Value | None:
        value = self._found.values.get(column.number)
        if isinstance(value, Unread):
            return None
        return None if isinstance(value, str) and not value.strip() else value

    def _text(self, column: Column) -> str:
        text = self._texts.get(column.number)
        if text is None:
            text = self._texts[column.number] = shown(self._found.values.get(column.number)).strip()
        return text

    def _filled(self, role: Role) -> Column | None:
        """The column of a role that speaks for this row: 调整后 where it is filled, else the best that is filled."""
        return next((column for column in self._table.of(role) if self._text(column)), None)

    def _use(self, column: Column) -> None:
        self._used.add(column.number)

    def _keep(self, column: Column, text: str = "") -> None:
        said = text or self._text(column)
        if said:
            self._out.notes.append(f"{self._heads[column.number]}：{said}")

    def _keep_number(self, column: Column) -> None:
        """A cell with a telephone number is kept as it is: what is made of it has none."""
        if phones(self._text(column)):
            self._keep(column)

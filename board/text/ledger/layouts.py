"""Sheets that are not one table from the top: tables side by side or on their side, and forms of labels and values.

They are laid out anew as ordinary tables; nothing is understood here but headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise

from board.text.ledger.grid import Row, Sheet, Value, shown, squeezed
from board.text.ledger.heads import read_head
from board.text.ledger.roles import Role

_FIRST_ROWS = 40
"""Tables side by side have their headings among the first rows."""
_NARROWEST = 3
"""Columns of a table that stands beside another."""
_DOERS = frozenset((Role.UNIT, Role.LEAD_UNIT, Role.UNIT_PERSON, Role.PERSON, Role.LEADER, Role.CO_UNITS, Role.DUE))
_LONGEST = 12
_LABEL = re.compile(r"\s*([^:：]{2,12})[:：]\s*(\S.*)", re.DOTALL)


def tables_of(sheet: Sheet) -> list[Sheet]:
    """The tables of a sheet, each as a sheet: several side by side, one on its side, but mostly the sheet itself."""
    first = dict(islice(sheet.rows.items(), _FIRST_ROWS))
    if sideways := _sideways(_not_hidden(sheet, first)):
        return [_table(sheet, sideways)]
    for number, row in first.items():
        if len(row) >= 2 * _NARROWEST and len(starts := _starts(row)) > 1:
            bounds = [*starts, 1 << 20]
            bounds[0] = 1
            return [_between(sheet, left, right, number) for left, right in pairwise(bounds)]
    return [sheet]


def _starts(row: Row) -> list[int]:
    """The columns in which the headings of a row begin again, each time as those of a table of tasks."""
    columns = sorted(row)
    texts = [squeezed(shown(row[column])) for column in columns]
    places = [place for place, text in enumerate(texts) if text == texts[0]]
    tables = [texts[one:other] for one, other in pairwise([*places, len(texts)])]
    alike = all(len(set(table) & set(tables[0])) * 4 >= len(tables[0]) * 3 for table in tables)
    enough = alike and all(len(table) >= _NARROWEST and _tells_tasks(table) for table in tables)
    return [columns[place] for place in places] if enough else []


def _tells_tasks(heads: list[str]) -> bool:
    roles = {head.role for head in map(read_head, heads) if head is not None}
    return Role.TITLE in roles and bool(roles & _DOERS)


def _between(sheet: Sheet, left: int, right: int, heading: int) -> Sheet:
    """The columns from `left` to before `right`, with the lines that speak for every table."""
    wide = {(first, start) for first, start, _, end in sheet.merges if end >= right > start}
    rows: dict[int, Row] = {}
    for number, row in sheet.rows.items():
        own = {column: value for column, value in row.items() if left <= column < right}
        if not own and len(row) == 1:
            [(column, value)] = row.items()
            if column < left and (number < heading or (number, column) in wide):
                own = {left: value}
        if own:
            rows[number] = own
    merges = [box for box in sheet.merges if left <= box[1] < right]
    return replace(sheet, rows=rows, merges=merges)


def form_of(sheet: Sheet) -> Sheet | None:
    """A form (督办事项 | … , 承办单位 | …), or several under one another, as a table; None for anything else."""
    forms = [form for form in _forms(sheet) if _role_in(form, Role.TITLE)]
    return _table(sheet, forms) if any(map(_names_enough, forms)) else None


_Form = dict[str, tuple[int, Value]]
"""Label → the row in which it stands, and what it says."""


def _table(sheet: Sheet, forms: list[_Form]) -> Sheet:
    """Forms as the rows of one table.

    A task stands in the row of what is to be done, the heading above the first label, and the lines over that one
    row higher.
    """
    labels = list(dict.fromkeys(label for form in forms for label in form))
    first = min(number for number, _ in forms[0].values())
    rows = {number - 1: row for number, row in sheet.rows.items() if number < first}
    rows[first - 1] = dict(enumerate(labels, 1))
    last = first - 1
    for form in forms:
        title = next(number for label, (number, _) in form.items() if _role(label) is Role.TITLE)
        last = max(title, last + 1)
        rows[last] = {place: form[label][1] for place, label in enumerate(labels, 1) if label in form}
    return Sheet(sheet.name, rows)


def _role_in(form: _Form, role: Role) -> bool:
    return any(_role(label) is role for label in form)


def _names_enough(form: _Form) -> bool:
    return sum(_role(label) in _DOERS for label in form) >= 2


def _role(label: str) -> Role | None:
    head = read_head(label) if len(squeezed(label)) <= _LONGEST or label.isascii() else None
    return None if head is None or (head.role is Role.TITLE and head.rank < 4) else head.role


def _forms(sheet: Sheet) -> Iterator[_Form]:
    form: _Form = {}
    for number, row in _not_hidden(sheet, sheet.rows).items():
        for label, value in _pairs(row):
            if label in form:
                yield form
                form = {}
            form[label] = (number, value)
    yield form


def _pairs(row: Row) -> Iterator[tuple[str, Value]]:
    """The labels of a row and what stands behind each: in the next cell, or in the same one after a colon."""
    cells = [(shown(row[column]).strip(), row[column]) for column in sorted(row)]
    place = 0
    while place < len(cells):
        text, _ = cells[place]
        label = text.rstrip(":： ")
        following = cells[place + 1] if place + 1 < len(cells) else None
        within = _LABEL.fullmatch(text)
        if following is not None and read_head(label) is not None and read_head(following[0]) is None:
            yield label, following[1]
            place += 1
        elif within is not None and read_head(within[1]) is not None:
            yield within[1].strip(), within[2].strip()
        place += 1


def _not_hidden(sheet: Sheet, rows: dict[int, Row]) -> dict[int, Row]:
    if not sheet.hidden_rows and not sheet.hidden_columns:
        return rows
    kept = {
        number: {column: value for column, value in row.items() if column not in sheet.hidden_columns}
        for number, row in rows.items()
        if number not in sheet.hidden_rows
    }
    return {number: row for number, row in kept.items() if row}


def _is_head(value: Value) -> bool:
    return read_head(shown(value)) is not None


def _sideways(rows: dict[int, Row]) -> list[_Form]:
    """The tasks of a table on its side: headings in the first column, one task in each of the others."""
    heads = {number: shown(row[min(row)]).strip() for number, row in rows.items() if len(row) > 2}
    known = {number: text for number, text in heads.items() if read_head(text) is not None}
    if len({min(rows[number]) for number in known}) != 1 or len(known) < _NARROWEST:
        return []
    left = min(rows[next(iter(known))])
    columns = sorted({column for number in known for column in rows[number]} - {left})
    tasks = [
        {known[number]: (number, rows[number][column]) for number in known if column in rows[number]}
        for column in columns
    ]
    # 完成 may be a status, 改造小区 a task; a column that holds mostly headings has the labels of a form.
    values = all(2 * sum(_is_head(value) for _, value in task.values()) <= len(task) for task in tasks)
    told = all(_role_in(task, Role.TITLE) for task in tasks) and any(map(_names_enough, tasks))
    return tasks if told and values else []

"""Where a table begins, and what each of its columns says.

A heading may take one to three rows, merged or not; it may come again further down, or change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from board.text.ledger.grid import Row, Sheet, Value, shown, squeezed
from board.text.ledger.heads import Head, as_shown, bare, read_head, span_of
from board.text.ledger.roles import Role

_TALLEST = 4
_LONGEST = 40
"""A heading longer than this, without its brackets, is a sentence."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: where it is, how it is headed, and what it says."""

    number: int
    path: tuple[str, ...]
    """Its headings as they are shown, the upper ones first."""
    role: Role
    rank: int = 0
    newer: bool = False

    @property
    def title(self) -> str:
        """Its headings as a person is shown them."""
        return "/".join(self.path)

    @property
    def own(self) -> str:
        """Its own heading, the lowest."""
        return self.path[-1]

    def turned(self, role: Role) -> Column:
        """The same column in another role."""
        return Column(self.number, self.path, role, self.rank, self.newer)


@dataclass(slots=True)
class Table:
    """A heading and what it means. `columns` are those that are read, each with the one role that it got."""

    sheet: str
    row: int
    """Where its heading begins."""
    height: int
    columns: tuple[Column, ...]
    by_role: dict[Role, list[Column]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column in self.columns:
            self.by_role.setdefault(column.role, []).append(column)

    def of(self, role: Role) -> list[Column]:
        """The columns of a role, the best first."""
        return self.by_role.get(role, [])

    def first(self, role: Role) -> Column | None:
        """The best column of a role."""
        return next(iter(self.of(role)), None)

    @property
    def has_tasks(self) -> bool:
        """Whether it has a column that says what is to be done."""
        return bool(self.of(Role.TITLE))


class Heads:
    """The headings of one sheet, found as its rows are gone through."""

    def __init__(self, sheet: Sheet, numbers: list[int]) -> None:
        self._sheet = sheet
        self._numbers = numbers
        self._wide: dict[int, list[tuple[int, int, int]]] = {}
        for first, left, last, right in sheet.merges:
            self._wide.setdefault(first, []).append((left, right, last))

    def table_at(self, number: int) -> Table | None:
        """The table whose heading begins in this row, or None."""
        row = self._sheet.rows[number]
        if not _may_be_head(row):
            return None
        tallest, merged = self._height(number, row)
        best: tuple[int, Table] | None = None
        if tallest > 1 and not merged and not any(read_head(shown(value)) for value in row.values()):
            return None  # a line above a heading (截至10月31日, 3月10日交办), not its upper half
        for height in range(tallest, 0, -1):
            table = self._read(number, height)
            if table is None:
                continue
            if merged:  # the sheet itself says how tall its heading is
                return table
            known = sum(column.role is not Role.NOTE for column in table.columns)
            if best is None or known > best[0]:
                best = (known, table)
        return best[1] if best else None

    def _height(self, number: int, row: Row) -> tuple[int, bool]:
        """How many rows a heading may take, and whether merged cells say so."""
        merged = self._wide.get(number, ())
        tall = max((last - number + 1 for left, _, last in merged if left in row), default=1)
        tall = min(tall, _TALLEST)
        if tall > 1:
            return tall, True
        height = 1
        while height < 3 and self._goes_on(number + height - 1):
            height += 1
        return height, False

    def _goes_on(self, number: int) -> bool:
        """Whether the row below, without merged cells to say so, divides the headings of this one."""
        row, below = self._sheet.rows[number], self._sheet.rows.get(number + 1)
        if below is None or not _may_be_head(below):
            return False
        heads = [read_head(shown(value)) for value in below.values()]
        if not any(head is not None and head.role is not Role.NOTE for head in heads):
            return False
        if any(right > left and left in row for left, right, _ in self._wide.get(number, ())):
            return True
        # Below stands only what divides the headings above; a row of values has one under each of them.
        doubled = [column for column in below if column in row and (column + 1 in row or column + 1 not in below)]
        return len(doubled) * 3 <= len(below)

    def _read(self, number: int, height: int) -> Table | None:
        paths = self._paths(number, height)
        texts = [text for path in paths.values() for text in path]
        if len(paths) < 2 or any(len(bare(text)) > _LONGEST for text in texts):
            return None
        heads: dict[int, tuple[tuple[str, ...], Head | None]] = {}
        for column, path in paths.items():
            heads[column] = (tuple(map(as_shown, path)), read_head(path[-1], "".join(path[:-1])))
        known = [head for _, head in heads.values() if head is not None]
        telling = {head.role for head in known if head.role not in (Role.NOTE, Role.SERIAL)}
        if not telling & _OF_A_TABLE:
            return None  # 改造老旧小区 and 完成 in a row of tasks
        sure = Role.TITLE in telling and len(telling & {Role.UNIT, Role.DUE, Role.PERSON, Role.UNIT_PERSON}) > 0
        if len(telling) < 2 or len(known) * (3 if sure else 2) < len(heads) or (len(heads) > 5 and len(telling) < 3):
            return None
        return Table(self._sheet.name, number, height, tuple(_settled(heads)))

    def _paths(self, number: int, height: int) -> dict[int, list[str]]:
        """The headings over each column, the upper ones first."""
        paths: dict[int, list[str]] = {}
        for at in range(number, number + height):
            row = self._sheet.rows.get(at, {})
            spread = dict(self._spread(at, row, last=at == number + height - 1))
            for column, text in sorted(spread.items()):
                path = paths.setdefault(column, [])
                if not path or squeezed(path[-1]) != squeezed(text):
                    path.append(text)
        return paths

    def _spread(self, at: int, row: Row, *, last: bool) -> Iterable[tuple[int, str]]:
        merged = {left: right for left, right, _ in self._wide.get(at, ())}
        filled = sorted(row)
        for place, column in enumerate(filled):
            text = shown(row[column])
            if not text.strip():
                continue
            yield column, text
            if last:
                continue
            until = merged.get(column, column)
            if until == column and not merged:
                # Without merges (CSV) a heading speaks for the empty cells to its right, where the row below goes on.
                below = self._sheet.rows.get(at + 1, {})
                beyond = filled[place + 1] if place + 1 < len(filled) else max(below, default=column) + 1
                while until + 1 < beyond and until + 1 in below:
                    until += 1
            for further in range(column + 1, min(until, column + 60) + 1):
                yield further, text


_OF_A_TABLE = {Role.TITLE, Role.UNIT, Role.UNIT_PERSON, Role.LEAD_UNIT, Role.PERSON, Role.DUE}
"""A table has one of these at least."""
_TELLS = re.compile(r"[^(]:.")
"""责任单位：X tells something; （单位：万元） and a colon at the end do not."""


def _may_be_head(row: Row) -> bool:
    """Whether a row is nothing but short words."""
    texts = [value for value in row.values() if value != ""]
    if len(texts) < 2:
        return False
    for value in texts:
        if not isinstance(value, str):
            return False
        flat = squeezed(value)
        if flat.isdecimal() or len(flat) > 3 * _LONGEST:
            return False
        if len(bare(value)) > _LONGEST or flat.endswith(("。", ";")) or "同上" in flat or _TELLS.search(flat):
            return False
    return True


# ---- one role for each column

_SINGLE = (
    Role.UNIT,
    Role.LEAD_UNIT,
    Role.UNIT_PERSON,
    Role.LEADER,
    Role.PERSON,
    Role.ASSIGNED,
    Role.DONE_ON,
    Role.KIND,
)


def _settled(heads: dict[int, tuple[tuple[str, ...], Head | None]]) -> list[Column]:
    """Every column with its role: of several deadlines one is the deadline, the others are kept."""
    columns = [
        Column(number, path, head.role if head else Role.NOTE, head.rank if head else 0, head.newer if head else False)
        for number, (path, head) in sorted(heads.items())
    ]
    if not any(column.role in (Role.UNIT, Role.UNIT_PERSON, Role.LEAD_UNIT) for column in columns):
        columns = [
            column.turned(Role.UNIT) if (column.role, column.rank) == (Role.CO_UNITS, 1) else column  # 相关单位
            for column in columns
        ]
    for role in (Role.DUE, *_SINGLE, Role.STAGE):
        columns = _one_of(columns, role)
    titles = [column for column in columns if column.role is Role.TITLE and not _POINT.search(bare(column.own))]
    if any(column.rank >= 4 for column in titles):  # 隐患点 beside 隐患内容 says where
        columns = [
            column.turned(Role.AREA) if column.role is Role.TITLE and column not in titles else column
            for column in columns
        ]
    columns = _money(columns)
    if _counts(columns):
        columns = [column.turned(Role.NOTE) if column.role is Role.TITLE else column for column in columns]
        return sorted(columns, key=lambda column: column.number)
    if not any(column.role is Role.TITLE and column.rank >= 2 for column in columns):
        columns = _title_of_last_resort(columns)
    return sorted(columns, key=lambda column: (-column.newer, -column.rank, column.number))


_POINT = re.compile("(?:问题|隐患)点$")
_COUNTED = re.compile("(?:任务|问题|事项|项目|完成|办结|整改|销号|逾期|超期|未完成|总|件|个|项)数$")


def _counts(columns: list[Column]) -> bool:
    """Whether a table counts tasks (任务数, 完成数, 完成率 by unit) and does not tell them."""
    counting = sum(_COUNTED.search(bare(column.own)) is not None for column in columns)
    return counting >= 2 and not any(column.role in (Role.DUE, Role.NEW_DUE) for column in columns)


def _one_of(columns: list[Column], role: Role) -> list[Column]:
    rivals = [column for column in columns if column.role is role]
    if len(rivals) < 2:
        return columns
    best = max(rivals, key=lambda column: (column.rank, -column.number))
    kept = {column.number for column in rivals if column.newer or column.number == best.number}
    if role is Role.STAGE:  # 达标 and 销号 side by side are ticked
        kept |= {column.number for column in rivals if column.rank == best.rank and best.rank in _TICKED}
    others = {
        column.number: _LESSER.get((role, column.rank), Role.NOTE) for column in rivals if column.number not in kept
    }
    return [column.turned(others[column.number]) if column.number in others else column for column in columns]


_TICKED = (4, 8)
"""The ranks of headings that are answered by a tick: 达标, 是否达标."""


_LESSER = {
    (Role.DUE, 5): Role.DONE_ON,  # 完成时间 beside 整改时限 says when it was done
    (Role.UNIT, 1): Role.AREA,  # 所在街道 beside 责任单位 says where
}
"""(role, rank) of a column that was not the best of its role → what it says then; others are only kept."""


def _money(columns: list[Column]) -> list[Column]:
    """Planned and completed of the same span: this year's, else since work began, else the last one given."""
    columns = _other_half(columns)
    planned = [column for column in columns if column.role is Role.PLANNED and not column.newer]
    completed = [column for column in columns if column.role is Role.COMPLETED and not column.newer]
    pair = _pair(planned, completed, [column for column in columns if column.role is Role.TOTAL])
    found = []
    for column in columns:
        role = column.role
        if role in (Role.PLANNED, Role.COMPLETED, Role.TOTAL) and not column.newer:
            role = pair.get(column.number, Role.NOTE)
        found.append(column.turned(role))
    return found


_HALVES = {
    Role.PLANNED: re.compile(r"(?:计划|目标|任务)(?:数|额|值)?$"),
    Role.COMPLETED: re.compile(r"(?:完成|完成数|完成额|完成值)$"),
}


def _other_half(columns: list[Column]) -> list[Column]:
    """实际完成 beside 计划投资 is a sum too, though its heading does not say so."""
    roles = {column.role for column in columns}
    missing = [role for role in _HALVES if role not in roles]
    if len(missing) != 1:
        return columns
    [role] = missing
    return [
        column.turned(role) if column.role is Role.NOTE and _HALVES[role].search(bare(column.own)) else column
        for column in columns
    ]


_SAID_YEAR = re.compile(r"(20\d\d)年")


def _of_one_year(planned: list[Column], completed: list[Column]) -> tuple[list[Column], list[Column]]:
    """The sums of one year: without 2025年完成投资 beside 2026年计划投资, and 2027年计划投资 beside that."""
    years = {column.number: found[1] for column in (*planned, *completed) if (found := _SAID_YEAR.search(column.title))}
    if len(set(years.values())) < 2 and len(years) in (0, len(planned) + len(completed)):
        return planned, completed
    told = [years[column.number] for column in planned if column.number in years]
    year = min(told) if told else None
    if year is None and any(column.number not in years for column in completed):
        return planned, [column for column in completed if column.number not in years]
    year = year or max(years.values())

    def kept(columns: list[Column]) -> list[Column]:
        same = [column for column in columns if years.get(column.number) == year]
        return same or [column for column in columns if column.number not in years]

    return kept(planned), kept(completed)


def _pair(planned: list[Column], completed: list[Column], totals: list[Column]) -> dict[int, Role]:
    def by_span(columns: list[Column]) -> dict[str, Column]:
        spans: dict[str, Column] = {}
        for column in columns:
            spans.setdefault(span_of(column.title), column)
        return spans

    planned, completed = _of_one_year(planned, completed)
    plans, dones = by_span(planned), by_span(completed)
    for plan, done in (
        ("year", "year"), ("year", ""), ("", "year"), ("", ""), ("whole", "whole"), ("quarter", "quarter"),
        ("month", "month"),
    ):  # fmt: skip
        if plan in plans and done in dones:
            return {plans[plan].number: Role.PLANNED, dones[done].number: Role.COMPLETED}
    if not planned and totals and ("whole" in dones or "" in dones):
        return {totals[0].number: Role.PLANNED, (dones.get("whole") or dones[""]).number: Role.COMPLETED}
    only = plans.get("year") or plans.get("") or (next(iter(plans.values())) if plans and not completed else None)
    if only is not None:
        return {only.number: Role.PLANNED}
    lone = None if planned else dones.get("year") or dones.get("")
    return {} if lone is None else {lone.number: Role.COMPLETED}


def _title_of_last_resort(columns: list[Column]) -> list[Column]:
    """A table of people and deadlines without a known title: a column of 名称 or 情况 says what it is about."""
    if not any(column.role in (Role.UNIT, Role.UNIT_PERSON, Role.DUE, Role.PERSON) for column in columns):
        return columns
    named = [column for column in columns if column.role is Role.NOTE and _is_like_a_title(column.own)]
    if not named:
        return columns
    best = named[0].number
    return [
        Column(column.number, column.path, Role.TITLE, 4) if column.number == best else column for column in columns
    ]


def _is_like_a_title(head: str) -> bool:
    return bare(head).endswith(
        ("名称", "描述", "摘要", "简述", "概况", "内容", "事项", "诉求", "重点", "目标", "基本情况", "主要情况")
    )


def same_columns(one: Table, other: Table) -> bool:
    """Whether two headings are the same one, printed again."""
    return [(column.number, column.path) for column in one.columns] == [
        (column.number, column.path) for column in other.columns
    ]


def texts_of(values: Iterable[Value]) -> list[str]:
    """The values that say something, as text."""
    return [text for text in (shown(value).strip() for value in values) if text]

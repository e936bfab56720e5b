"""Which column of a table says what is to be done: the finest; in a table of projects the project."""

from __future__ import annotations

import re
from collections import Counter

from board.text.ledger.grid import shown
from board.text.ledger.heads import bare
from board.text.ledger.names import is_nobody
from board.text.ledger.roles import Role
from board.text.ledger.rows import Found, Part
from board.text.ledger.tables import Column


def title_columns(part: Part) -> list[Column]:
    """The columns that may say what is to be done, the one that does so first."""
    table, rows = part.table, part.rows
    candidates = table.of(Role.TITLE)
    if len(candidates) < 2 or not rows:
        return candidates
    own: Counter[int] = Counter()
    length: Counter[int] = Counter()
    for row in rows:
        for column in candidates:
            if (
                column.number not in row.merged
                and (text := shown(row.values.get(column.number)).strip())
                and not is_nobody(text)
            ):
                own[column.number] += 1
                length[column.number] += len(text)
    ranks = {column.number: _title_rank(column, part) for column in candidates}
    best = max(candidates, key=lambda column: (ranks[column.number], own[column.number], length[column.number]))
    finer = [
        column
        for column in candidates
        if ranks[column.number] > 0
        and own[column.number] > own[best.number]
        and (_is_coarse(best, rows) or _is_sparse(best, column, part))
        and not _is_coarse(column, rows)
    ]
    if finer:
        best = max(finer, key=lambda column: (own[column.number], ranks[column.number]))
    return [best, *(column for column in candidates if column is not best)]


def problem_behind(titles: list[Column], part: Part) -> Column | None:
    """The column of problems whose cells speak for several rows, where a finer one is the title; else None."""
    return next((column for column in titles[1:] if is_problem(column) and _is_coarse(column, part.rows)), None)


def _is_coarse(column: Column, rows: list[Found]) -> bool:
    """Whether one cell of a column speaks for several rows."""
    return any(column.number in row.merged for row in rows)


def _is_sparse(best: Column, finer: Column, part: Part) -> bool:
    """Whether, without merged cells, a column is only filled where something new begins and another one always is."""
    if is_problem(best):
        return False  # where no problem is told there is none
    named = [
        row
        for row in part.rows
        if any(column.number in row.values for role in _NAMES for column in part.table.of(role))
    ]
    filled = sum(best.number in row.values for row in named)
    enough = len(named) - 1 if finer.rank >= 4 else len(named) * 2 // 3  # measures need more to be the task
    return filled <= enough and all(finer.number in row.values for row in named)


_NAMES = (Role.UNIT, Role.UNIT_PERSON, Role.LEAD_UNIT, Role.PERSON, Role.DUE)
_PROBLEM = re.compile(
    "问题|隐患|短板|不足|病害|违|乱象|薄弱|表现|problem|issue|hazard|finding|defect|deficienc|shortcoming|violation"
)
_PROJECT = re.compile("项目|工程|project|works")
_PROJECT_WORDS = ("投资", "竣工", "开工", "建设", "形象进度", "工程")


def is_problem(column: Column) -> bool:
    """Whether a column tells problems."""
    return column.rank == 9 and _PROBLEM.search(bare(column.own).lower()) is not None


def is_project(column: Column) -> bool:
    """Whether a column names projects."""
    return column.rank == 8 and _PROJECT.search(bare(column.own).lower()) is not None


def _title_rank(column: Column, part: Part) -> float:
    table = part.table
    last = bare(column.own)
    rank = float(column.rank) + (0.5 if any(word in last for word in ("具体", "描述", "细化", "内容", "表现")) else 0)
    if is_problem(column):
        others = [each for each in table.of(Role.TITLE) if each is not column and each.rank >= 4]
        heads = " ".join(each.title for each in table.columns)
        reported = [
            each.number
            for role in (Role.UNIT, Role.UNIT_PERSON, Role.DUE, Role.MAYBE_STAGE, Role.STAGE, Role.PROGRESS)
            for each in table.of(role)
        ]
        if any(map(is_project, others)) and any(word in heads for word in _PROJECT_WORDS):
            return 0
        if others and reported and column.number > min(reported) and "整改" not in heads:
            return 0
    return rank

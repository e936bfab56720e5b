"""Of what kind the tasks of a table are: by the heading of their title, else by what the ledger is called."""

from __future__ import annotations

import re

from board.model.task import Kind
from board.text.ledger.grid import squeezed
from board.text.ledger.heads import bare
from board.text.ledger.roles import Role
from board.text.ledger.rows import Part
from board.text.ledger.tables import Column
from board.text.ledger.titles import is_problem, is_project

_KINDS = (
    (re.compile("问题|隐患|点位|投诉|线索|problem|issue|hazard"), Kind.PROBLEM),
    (re.compile("项目|工程|project"), Kind.PROJECT),
    (re.compile("测评|考评|指标|创建|check|indicator"), Kind.CHECK),
    (re.compile("任务|督办|交办|事项|工作|批示|会议|建议|提案|task|assignment"), Kind.ASSIGNMENT),
)


def kind_said(text: str) -> Kind | None:
    """The kind that a cell of a column of kinds names; None where it names something else, a category."""
    kind = next((kind for pattern, kind in _KINDS if pattern.search(text.lower())), None)
    return kind if len(text) <= (12 if text.isascii() else 6) else None


def kind_of(title: Column | None, part: Part, about: str) -> Kind:
    """The kind of the tasks of one part of a sheet; `about` is what the file, the sheet and the table are called."""
    heads = " ".join(column.title for column in part.table.columns)
    if title is None:
        return Kind.ASSIGNMENT
    if is_problem(title):
        return Kind.PROBLEM
    if is_project(title):
        return Kind.PROJECT
    last = bare(title.own)
    if re.search("测评|考评|指标|观测|实地|Indicator|Assessment|Checkpoint", heads) or (
        "标准" in last and "测评" in about
    ):
        return Kind.CHECK
    if title.rank == 6 and re.search("测评|考评|创建|文明", about):
        return Kind.CHECK
    if re.search("问题|隐患", last):
        return Kind.PROBLEM
    if part.table.of(Role.PLANNED) and re.search("项目|工程", about):
        return Kind.PROJECT
    if title.rank <= 4 and re.search("问题|隐患|点位", squeezed(about)) and not re.search("任务|督办|分解", about):
        return Kind.PROBLEM
    return Kind.ASSIGNMENT

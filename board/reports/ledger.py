"""台账: the tasks of a board as one table. `COLUMNS` is the one place that says what stands in it, out and in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from board.messages import Messages, words
from board.model.board import Board
from board.model.lamps import Lamp, lamp_of
from board.model.task import Task
from board.reports.rows import task_row

Value = str | int | float | date | datetime | None
"""What stands in a cell; None where there is nothing."""
Cells = tuple[Value, ...]
"""The values of one task, one for each of `COLUMNS`."""


class Sort(StrEnum):
    """What a column holds. Money is in 万元, a percentage a fraction of 1."""

    TEXT = "text"
    COUNT = "count"
    DATE = "date"
    """A day, a day with a clock time, or a word that says why there is none."""
    MONEY = "money"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Sight:
    """What a cell is made from, beside its task."""

    messages: Messages
    board: Board
    now: datetime

    def unit(self, unit: int | None) -> str:
        """The name of a unit."""
        return self.board.unit_name(unit)

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other, in one cell."""
        return self.messages("value.and").join(names)

    def entries(self, entity: str, task: Task, line: Callable[[Sight, Task, Any], str]) -> str:
        """The entries of one kind, oldest first, each on a line of its own; its own further lines are indented."""
        if not self.board.count_ids(entity, task.no):
            return ""
        told = (line(self, task, entry).strip() for entry in self.board.entries(entity, task.no))
        return "\n".join(text.replace("\n", "\n" + INDENT) for text in told)


INDENT = "  "
"""Begins the further lines of an entry, so that they are not taken for the next one."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `code` names it, `head` is the code of its heading in the catalogue."""

    code: str
    head: str
    sort: Sort
    width: int
    """How wide at most, in half-width characters; texts wrap, figures need to fit."""
    value: Callable[[Sight, Task], Value]
    printed: bool = True
    """It stands on the paper; the others are to its right, for the file only."""


# ---- what stands in a cell


def moment(text: str | None) -> Value:
    """A deadline or a time as it is kept, as a day or as a day with its clock time."""
    if not text:
        return None
    return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)


def _due(sight: Sight, task: Task) -> Value:
    if task.due is None and task.open_ended is not None:
        return sight.messages(f"lamp.{task.open_ended}")
    return moment(task.due)


def _group(sight: Sight, task: Task) -> Value:
    group = sight.board.group(task.group)
    return group.name if group else sight.messages("ledger.inbox")


def _lamp(sight: Sight, task: Task) -> Value:
    office = sight.board.office
    return words.lamp_word(sight.messages, task, sight.now, office.yellow_days, office)


def _stage(sight: Sight, task: Task) -> Value:
    return words.stage_word(sight.messages, sight.board.office, task.kind, task.stage)


def _invested(_: Sight, task: Task) -> Value:
    return None if task.completed is None or not task.planned else task.completed / task.planned


def _head(sight: Sight, entry: Any, text: str) -> str:
    when = entry.when[:16].replace("T", " ")
    return sight.messages("ledger.entry", when=when, who=entry.who, text=text)


def _note(sight: Sight, _: Task, entry: Any) -> str:
    return _head(sight, entry, entry.text)


def _reason(sight: Sight, _: Task, entry: Any) -> str:
    return _head(sight, entry, entry.reason)


def _extension(sight: Sight, _: Task, entry: Any) -> str:
    was, to = (due.replace("T", " ") if due else "" for due in (entry.was, entry.to))
    code = "ledger.extension" if to else "ledger.cleared"
    said = sight.messages(code, was=was, to=to, reason=entry.reason)
    return _head(sight, entry, sight.messages("ledger.in_words", said=said, words=entry.words) if entry.words else said)


def _rebound(sight: Sight, task: Task, entry: Any) -> str:
    stage = words.stage_word(sight.messages, sight.board.office, task.kind, entry.stage)
    return _head(sight, entry, sight.messages("ledger.rebound", stage=stage, reason=entry.reason))


def _item(_: Sight, __: Task, entry: Any) -> str:
    return f"{'[x]' if entry.done else '[ ]'} {entry.text}"


def _text(code: str, width: int, head: str = "", *, printed: bool = True) -> Column:
    return Column(code, head or f"field.{code}", Sort.TEXT, width, lambda _, task: getattr(task, code), printed)


def _unit(code: str, *, printed: bool = True) -> Column:
    return Column(
        code, f"field.{code}", Sort.TEXT, 10, lambda sight, task: sight.unit(getattr(task, code)), printed
    )  # fmt: skip


def _date(code: str, *, printed: bool = True) -> Column:
    return Column(code, f"field.{code}", Sort.DATE, 16, lambda _, task: moment(getattr(task, code)), printed)


def _count(code: str, entity: str, *, printed: bool = True) -> Column:
    def count(sight: Sight, task: Task) -> Value:
        return len(sight.board.count_ids(entity, task.no))

    return Column(code, f"ledger.{code}", Sort.COUNT, 6, count, printed)


def _entries(code: str, entity: str, line: Callable[[Sight, Task, Any], str], *, printed: bool = False) -> Column:
    return Column(
        code, f"ledger.{code}", Sort.TEXT, 28, lambda sight, task: sight.entries(entity, task, line), printed
    )  # fmt: skip


COLUMNS: tuple[Column, ...] = (
    Column("no", "field.no", Sort.COUNT, 8, lambda _, task: task.no),
    _text("title", 26),
    Column("kind", "ledger.kind", Sort.TEXT, 5, lambda sight, task: sight.messages(f"kind.{task.kind}")),
    _text("category", 9),
    Column("group", "field.group", Sort.TEXT, 9, _group),
    _text("leader", 9),
    _unit("lead_unit"),
    _unit("unit"),
    Column(
        "co_units", "field.co_units", Sort.TEXT, 10, lambda sight, task: sight.listed(map(sight.unit, task.co_units))
    ),
    _text("person", 8),
    _text("area", 9, "ledger.area"),
    _text("goal", 11, "ledger.goal"),
    _text("standard", 11, "ledger.standard"),
    _text("duty", 11, "ledger.duty"),
    _text("reward", 10, "ledger.reward"),
    _date("original_due"),
    Column("due", "field.due", Sort.DATE, 16, _due),
    _text("due_words", 9),
    _count("extensions", "extension"),
    Column("lamp", "ledger.lamp", Sort.TEXT, 9, _lamp),
    Column("stage", "field.stage", Sort.TEXT, 7, _stage),
    _entries("notes", "note", _note, printed=True),
    Column("planned", "field.planned", Sort.MONEY, 16, lambda _, task: task.planned),
    Column("completed", "field.completed", Sort.MONEY, 16, lambda _, task: task.completed),
    Column("invested", "ledger.invested", Sort.PERCENT, 9, _invested),
    Column("tags", "field.tags", Sort.TEXT, 7, lambda sight, task: sight.listed(task.tags)),
    _text("source", 15),
    Column(
        "priority", "field.priority", Sort.TEXT, 5, lambda sight, task: sight.messages(f"priority.{task.priority}"),
        printed=False,
    ),
    _count("rebounds", "rebound", printed=False),
    _count("urges", "urge", printed=False),
    _count("returns", "return", printed=False),
    _date("met_at", printed=False),
    _date("consolidate_until", printed=False),
    _date("closed_at", printed=False),
    _text("verifier", 10, printed=False),
    _unit("verifier_unit", printed=False),
    _text("close_reason", 20, printed=False),
    _text("void_reason", 20, printed=False),
    _entries("items", "item", _item),
    _entries("extension_list", "extension", _extension),
    _entries("urge_list", "urge", _note),
    _entries("return_list", "return", _reason),
    _entries("rebound_list", "rebound", _rebound),
    _date("created_at", printed=False),
    _text("created_by", 10, printed=False),
    Column(
        "quoted", "field.quoted", Sort.TEXT, 20,
        lambda sight, task: sight.listed(sight.messages(f"field.{field}") for field in task.quoted), printed=False,
    ),
)  # fmt: skip
"""The columns of the full ledger in their order: first what is printed, then what only the file keeps."""


@dataclass(frozen=True, slots=True)
class Row:
    """One task of the ledger."""

    group: int | None
    lamp: Lamp
    cells: Cells


@dataclass(frozen=True, slots=True)
class Ledger:
    """Which tasks, in exactly this order, seen at `now`, told in one language."""

    messages: Messages
    board: Board
    tasks: tuple[Task, ...]
    now: datetime
    filter: str = ""
    """The filter line that they answer, for the title."""
    one_place: bool = False
    """They are the tasks of one group, or of the inbox: no other sheets are wanted."""

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings of `COLUMNS`."""
        return tuple(self.messages(column.head) for column in COLUMNS)

    @property
    def name(self) -> str:
        """What the ledger is called: 二七区提质办台账, or 二七区台账 where the office has no name."""
        return self.messages("ledger.name", district=self.board.office.district, office=self.board.office.office)

    def title(self, count: int) -> str:
        """The line above the table: whose ledger, which tasks, how many, as of when."""
        when = self.now.isoformat(sep=" ", timespec="minutes")
        line = self.messages("ledger.title", name=self.name, count=count, when=when)
        return self.messages("ledger.title_filtered", title=line, filter=self.filter) if self.filter else line

    def rows(self) -> Iterator[Row]:
        """One row for each task."""
        sight = Sight(self.messages, self.board, self.now)
        values = [column.value for column in COLUMNS]
        yellow = self.board.office.yellow_days
        for task in self.tasks:
            cells = tuple(value(sight, task) for value in values)
            yield Row(
                task.group,
                lamp_of(task, self.now, yellow),
                tuple(None if cell == "" else cell for cell in cells),
            )

    def records(self) -> Iterator[dict[str, Any]]:
        """The same tasks with the keys of `board list --json`."""
        return (task_row(self.board, task, self.now) for task in self.tasks)

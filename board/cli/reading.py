"""The commands that only read: list, show, log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from board.cli.lookup import find_group, find_kind, find_known_unit, find_stage
from board.cli.output import out, out_json, out_json_object, out_table
from board.cli.parsing import COUNT, NUMBER, Spec, argument, flag, option
from board.cli.session import Session
from board.cli.sheet import task_sheet
from board.cli.story import change_lines
from board.errors import UsageError
from board.messages import words
from board.model.board import Board
from board.model.changes import Change
from board.model.ports import Reader
from board.model.query import ALL_KINDS, Filter, select
from board.model.task import STAGES, Kind, Task
from board.reports.rows import change_row, task_row, touched


class Wanted(NamedTuple):
    """Which tasks: a filter line, and what narrows beside it. `FILTER` are the options that ask for it."""

    text: str | None = None
    group: str | None = None
    stage: str | None = None
    overdue: bool = False
    unit: str | None = None
    void: bool = False
    kind: str | None = None


FILTER = (
    argument("text", required=False),
    option("--group"),
    option("--stage"),
    flag("--overdue"),
    option("--unit"),
    flag("--void"),
    option("--kind"),
)


def list_tasks(session: Session, *, as_json: bool, **given: Any) -> None:
    """Print the tasks that pass the filter line and the options, the most urgent first."""
    now = session.clock()
    with session.reading() as (_, board):
        tasks = wanted_tasks(session, board, Wanted(**given), now)
    if as_json:
        out_json(task_row(board, task, now) for task in tasks)
    elif tasks:
        out_table([_line(session, board, task, now) for task in tasks], flexible=2, rightly=frozenset({1}))
    else:
        session.say("cli.none_found" if len(board.tasks) else "cli.no_tasks")


def wanted_tasks(session: Session, board: Board, asked: Wanted, now: datetime) -> list[Task]:
    """The tasks that are asked for, the most urgent first; what of the filter line was not understood is said.

    Raises:
        UsageError: a group, unit, stage or kind that there is not.
    """
    kinds = ALL_KINDS if asked.kind is None else (find_kind(session, asked.kind),)
    wanted = Filter(
        kinds=kinds,
        groups=None if asked.group is None else (find_group(session, board, asked.group),),
        stages=STAGES if asked.stage is None else (find_stage(session, board, asked.stage, _one(kinds)),),
        unit=None if asked.unit is None else find_known_unit(session, board, asked.unit),
        overdue=asked.overdue,
        void=asked.void,
    )
    return list(select(board, wanted, now)) if asked.text is None else _found(session, board, asked.text, wanted, now)


def _found(session: Session, board: Board, text: str, wanted: Filter, now: datetime) -> list[Task]:
    """The tasks that also answer a filter line, which is read as it is on the screen."""
    from board.model.search import Finder
    from board.text.finding import read_filter, vocabulary_of
    from board.text.pinyin import spell

    stages = words.all_stage_words(board.office)
    reading = read_filter(text, vocabulary_of(board, words.all_kind_words(session.messages), stages), now)
    for term in reading.terms:
        if not term.known:
            session.say("cli.filter_unknown", text=term.text)
    found = {task.no for task in Finder(spell).find(board, reading.query, now)}
    wanted = wanted.over_void() if reading.query.void else wanted
    return [task for task in select(board, wanted, now) if task.no in found]


def _one(kinds: tuple[Kind, ...]) -> Kind | None:
    return kinds[0] if len(kinds) == 1 else None


def _line(session: Session, board: Board, task: Task, now: datetime) -> tuple[str, ...]:
    office, messages = board.office, session.messages
    return (
        words.lamp_word(messages, task, now, office.yellow_days, office),
        f"#{task.no}",
        task.title,
        board.unit_name(task.unit),
        words.stage_word(messages, office, task.kind, task.stage),
    )


def show(session: Session, *, number: int, as_json: bool) -> None:
    """Print everything about one task."""
    with session.reading() as (_, board):
        task = known_task(board, number)
    if as_json:
        out_json_object(task_row(board, task, session.clock()))
    else:
        out("\n".join(task_sheet(session.messages, board, task, session.clock())))


def log(session: Session, *, number: int | None, as_json: bool, limit: int) -> None:
    """Print the history, the newest change first."""
    with session.reading() as (reader, board):
        if number is not None:
            known_task(board, number)
        kept = list(islice(_of_task(reader, board, number), limit + 1 if limit else None))
    more = bool(limit) and len(kept) > limit
    if more:
        kept.pop()
    if as_json:
        out_json(change_row(board, change) for change in kept)
    elif kept:
        out("\n".join(line for change in kept for line in change_lines(session.messages, board, change, number)))
    if more:
        session.say("cli.log_more", limit=limit)


def _of_task(reader: Reader, board: Board, number: int | None) -> Iterator[Change]:
    for change in reader.history(number):
        if number is None or number in touched(board, change.ops):
            yield change


def known_task(board: Board, number: int) -> Task:
    """The task of this number.

    Raises:
        UsageError: `unknown_task`.
    """
    task = board.tasks.get(number)
    if task is None:
        raise UsageError("unknown_task", no=number)
    return task


SPECS = (
    Spec(
        "list",
        list_tasks,
        (*FILTER, flag("--json", "as_json")),
    ),
    Spec("show", show, (argument("number", type=NUMBER), flag("--json", "as_json"))),
    Spec(
        "log",
        log,
        (
            argument("number", type=NUMBER, required=False),
            flag("--json", "as_json"),
            option("--limit", type=COUNT, default="50"),
        ),
    ),
)

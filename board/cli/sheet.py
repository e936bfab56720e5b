"""One task in full, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from board.cli.output import padded
from board.messages import Messages, words
from board.model.board import Board
from board.model.entities import ENTRIES, Extension, Item, Note, Urge
from board.model.task import Task
from board.text import clean

_FIELDS = (
    "kind", "group", "stage", "leader", "lead_unit", "unit", "co_units", "person", "area", "goal", "standard", "duty",
    "reward", "due", "due_words", "original_due", "open_ended", "priority", "tags", "category", "planned", "completed",
    "source", "met_at", "consolidate_until", "closed_at", "verifier", "verifier_unit", "close_reason", "void_reason",
    "created_at", "created_by",
)  # fmt: skip
_ALWAYS = ("kind", "group", "stage", "unit", "due")
_BY_PROGRAM = frozenset({"kind", "group", "stage", "priority", "created_at", "created_by"})
"""Fields of the board rather than of the report: neither quoted nor a sample."""


def task_sheet(messages: Messages, board: Board, task: Task, now: datetime) -> list[str]:
    """The title, the lamp, every field that is filled, and what was written on the task.

    On a demo board each field says whether it stands in the source (原文) or is a sample (示例).
    """
    office = board.office
    lamp = words.lamp_word(messages, task, now, office.yellow_days, office)
    lines = [f"#{task.no} {task.title}{_origin(messages, board, task, 'title')}", ""]
    rows = [(messages("cli.lamp"), lamp)]
    for field in _FIELDS:
        value = getattr(task, field)
        if field in _ALWAYS or value not in (None, "", ()):
            said = _value(messages, board, task, field, value)
            rows.append((messages(f"field.{field}"), said + _origin(messages, board, task, field)))
    left = max(clean.width(label) for label, _ in rows)
    for label, said in rows:
        first, *more = said.split("\n")
        lines.append(f"{padded(label, left)}  {first}")
        lines += [" " * (left + 2) + line for line in more]
    for title, entries in _entries(messages, board, task):
        lines += ["", title, *(f"  {line}" for entry in entries for line in entry.split("\n"))]
    return lines


def _value(messages: Messages, board: Board, task: Task, field: str, value: Any) -> str:
    if field == "group" and value is None:
        return board.office.office or messages("cli.inbox")
    if field in ("met_at", "closed_at", "created_at"):
        return _minute(value)
    return words.value_words(messages, board, field, value, task.kind)


def _origin(messages: Messages, board: Board, task: Task, field: str) -> str:
    if not board.office.demo or field in _BY_PROGRAM or getattr(task, field) in (None, "", ()):
        return ""
    return messages("cli.quoted" if field in task.quoted else "cli.sample")


def _entries(messages: Messages, board: Board, task: Task) -> Iterator[tuple[str, list[str]]]:
    """The entries of each sort that has any, under their title."""
    for sort in ENTRIES:
        if entries := board.entries(sort, task.no):
            title = messages("cli.entries", sort=messages(f"entity.{sort}"), count=len(entries))
            yield title, [_entry(messages, entry).rstrip() for entry in entries]


def _entry(messages: Messages, entry: Any) -> str:
    if isinstance(entry, Item):
        return f"{'[x]' if entry.done else '[ ]'} {entry.text}"
    head = f"{_minute(entry.when)}  {entry.who}  "
    if isinstance(entry, Extension):
        was, to = words.due_words(messages, entry.was), words.due_words(messages, entry.to)
        return head + messages("cli.extension", was=was, to=to, reason=entry.reason)
    return head + str(entry.text if isinstance(entry, Note | Urge) else entry.reason)


def _minute(when: str) -> str:
    return when[:16].replace("T", " ")

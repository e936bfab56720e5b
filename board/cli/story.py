"""A change of the history, as lines of text."""

from __future__ import annotations

from board.messages import Messages, words
from board.model.board import Board
from board.model.changes import Change, Op
from board.model.task import Kind, Task
from board.reports.rows import task_of, touched
from board.text import clean

_MOST_TASKS = 8
_MOST_OPS = 12
_CELLS = 60
_QUIET = frozenset({"rev", "met_at", "created_at", "created_by", "consolidate_until", "closed_at", "original_due"})
"""Fields that follow from others, and would only repeat them."""


def change_lines(messages: Messages, board: Board, change: Change, number: int | None = None) -> list[str]:
    """The head of a change (when, who, what, which tasks), and below it what was set; of one task only if given."""
    numbers = touched(board, change.ops)
    shown = [f"#{no}" for no in numbers[:_MOST_TASKS]]
    if len(numbers) > _MOST_TASKS:
        shown.append(messages("cli.log_tasks", count=len(numbers)))
    action = messages.get(f"action.{change.action}") or change.action
    head = f"{change.seq}  {change.when[:16].replace('T', ' ')}  {change.who}  {action}  {' '.join(shown)}".rstrip()
    if change.meeting is not None:
        head += messages("cli.log_meeting", number=change.meeting)
    if change.flagged:
        head += messages("cli.log_flagged")
    ops = [op for op in change.ops if number is None or task_of(board, op) == number]
    said = [line for op in ops[:_MOST_OPS] if (line := _op(messages, board, op))]
    if len(ops) > _MOST_OPS:
        said.append(messages("cli.log_ops", count=len(ops) - _MOST_OPS))
    return [head, *(f"    {line}" for line in said)]


def _op(messages: Messages, board: Board, op: Op) -> str:
    if op.op != "set":
        held = op.value if op.op == "add" else op.old
        name = messages.get(f"entity.{op.entity}") or op.entity
        return messages(f"cli.log_{op.op}", entity=name, what=_named(held if isinstance(held, dict) else {}))
    if op.field in _QUIET:
        return ""
    task = board.tasks.get(op.id) if op.entity == "task" else None
    field = messages.get(f"field.{op.field}") or op.field
    return messages(
        "cli.log_set",
        field=field,
        old=_said(messages, board, op, op.old, task),
        new=_said(messages, board, op, op.value, task),
    )


def _said(messages: Messages, board: Board, op: Op, value: object, task: Task | None) -> str:
    if op.field == "group" and value is None:
        return board.office.office or messages("cli.inbox")
    kind = task.kind if task else Kind.ASSIGNMENT
    text = words.value_words(messages, board, op.field, value, kind)
    return clean.clipped(" ".join(text.split()), _CELLS)


def _named(held: dict[str, object]) -> str:
    """What an entity that was added is best known by."""
    text = next((held[key] for key in ("title", "text", "reason", "name", "to") if held.get(key)), "")
    return clean.clipped(" ".join(str(text).split()), _CELLS)

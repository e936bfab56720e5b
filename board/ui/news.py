"""One line about what somebody else just did: who, when, what."""

from __future__ import annotations

from board.messages import Messages, words
from board.model.board import Board
from board.model.changes import Change, Op
from board.model.entities import ENTRIES
from board.reports.rows import touched
from board.text.clean import clipped

_TOLD = ("stage", "unit", "due", "void_reason", "title", "person", "group", "priority")
"""Of several fields, the one that is told."""
_CELLS = 24


def line(messages: Messages, board: Board, changes: tuple[Change, ...]) -> str:
    """The newest of the changes in words, and how many there were besides."""
    change = changes[-1]
    numbers = touched(board, change.ops)
    task = board.tasks.get(numbers[0]) if numbers else None
    what = ""
    if task is not None:
        title = clipped(task.title, _CELLS)
        what = f"#{task.no} {title if title == task.title else title + '..'}"
        if len(numbers) > 1:
            what += messages("news.tasks", count=len(numbers))
    said = messages(
        "news.line",
        when=change.when[11:16],
        who=change.who,
        action=messages.get(f"action.{change.action}") or change.action,
        what=what,
    ).rstrip()
    detail = _detail(messages, board, change) if len(numbers) == 1 else ""
    said = messages("news.detail", said=said, detail=detail) if detail else said
    return messages("news.more", said=said, count=len(changes) - 1) if len(changes) > 1 else said


def _detail(messages: Messages, board: Board, change: Change) -> str:
    sets = {op.field: op for op in change.ops if op.op == "set" and op.entity == "task"}
    op = next((sets[field] for field in _TOLD if field in sets), None)
    if op is None:
        added = next((op.value for op in change.ops if op.op == "add" and op.entity in ENTRIES), None)
        text = added.get("text") or added.get("reason") or "" if isinstance(added, dict) else ""
        return clipped(str(text).replace("\n", " "), 2 * _CELLS)
    field = messages.get(f"field.{op.field}") or op.field
    return messages(
        "detail.set", field=field, old=_said(messages, board, op, op.old), new=_said(messages, board, op, op.value)
    )


def _said(messages: Messages, board: Board, op: Op, value: object) -> str:
    task = board.tasks.get(op.id)
    kind = task.kind if task is not None else "assignment"
    return clipped(words.value_words(messages, board, op.field, value, kind), _CELLS)

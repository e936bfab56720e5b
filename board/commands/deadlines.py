"""时限 and 延期: when it must be done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from board.commands.core import Actor, Draft, each, intent, require
from board.errors import Refused, UsageError
from board.model import rules
from board.model.board import Board
from board.model.changes import Change
from board.model.task import OpenEnded, Task
from board.text import clean

_DUE = re.compile(r"\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):\d{2})?", re.ASCII)


@intent
def set_deadline(
    board: Board,
    actor: Actor,
    numbers: int | Iterable[int],
    due: str | None,
    *,
    words: str = "",
    reason: str = "",
    open_ended: OpenEnded | None = None,
) -> Change:
    """Set, move or clear (`due` None) the deadline; moving a set one later or clearing it is an extension.

    The first deadline that a task ever had stays as its original one. `words` are what was typed. `open_ended` says
    why there is none, so it goes with a cleared deadline only.

    Raises:
        UsageError: `bad_due`.
        Refused: what `rules.check_deadline` refuses; `already_due` or `nothing_to_do` when nothing would change.
        Conflict: `changed_since`, when the deadline is another one than the person saw.
    """
    due = None if due is None else iso_due(due)
    open_ended = open_ended if due is None else None
    draft = Draft(board, actor)
    for no in each(numbers):
        deadline_in(draft, draft.task(no), due, words=words, reason=reason, open_ended=open_ended)
    if not draft.ops:
        raise Refused("nothing_to_do") if open_ended else Refused("already_due", due=due)
    return draft.change("due")


def deadline_in(
    draft: Draft, task: Task, due: str | None, *, words: str, reason: str, open_ended: OpenEnded | None
) -> None:
    """Set the deadline of one task in a draft; see `set_deadline`. `due` is as it is kept."""
    no, said, typed = task.no, clean.one_line(reason), clean.one_line(words)
    draft.check_seen("task", no, "due", due)
    require(rules.check_deadline(task, due, reason=said))
    if rules.is_extension(task, due):
        actor = draft.actor
        draft.add("extension", task=no, was=task.due, to=due, reason=said, when=actor.when, who=actor.who, words=typed)
    if task.due != due or task.open_ended != open_ended:
        draft.set("task", no, due=due, open_ended=open_ended)
        draft.follow("task", no, due_words=typed)
    if task.original_due is None and due is not None:
        draft.follow("task", no, original_due=due)


def iso_due(text: str) -> str:
    """`2026-12-04` or `2026-12-04T15:00` as a deadline is kept.

    Raises:
        UsageError: `bad_due`.
    """
    due = text.strip().replace(" ", "T")
    try:
        if not _DUE.fullmatch(due):
            raise ValueError(due)
        datetime.fromisoformat(due)
    except ValueError as error:
        raise UsageError("bad_due", text=clean.one_line(text, 40)) from error
    return due

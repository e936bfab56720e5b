"""Which action is where: the names that keys call with `act('…')`."""

from __future__ import annotations

from collections.abc import Callable

from board.model import rules
from board.model.rules import Refusal
from board.model.task import Task
from board.ui.actions.assigning import assign, send
from board.ui.actions.base import Action
from board.ui.actions.deadlines import deadline
from board.ui.actions.directing import hold, spotlight
from board.ui.actions.editing import edit
from board.ui.actions.history import redo, undo
from board.ui.actions.importing import import_ledger
from board.ui.actions.merging import merge
from board.ui.actions.moving import close, stage_back, stage_on
from board.ui.actions.tagging import priority, tags
from board.ui.actions.urging import urge
from board.ui.actions.voiding import restore, void
from board.ui.actions.writing import checklist, note

ACTIONS: dict[str, Action] = {
    "stage_on": stage_on,
    "stage_back": stage_back,
    "close": close,
    "assign": assign,
    "send": send,
    "deadline": deadline,
    "note": note,
    "urge": urge,
    "checklist": checklist,
    "priority": priority,
    "tags": tags,
    "edit": edit,
    "merge": merge,
    "void": void,
    "restore": restore,
    "undo": undo,
    "redo": redo,
    "spotlight": spotlight,
    "hold": hold,
    "import": import_ledger,
}
WITHOUT_TASKS = frozenset({"new", "undo", "redo", "hold", "import"})
"""Actions for which no task need be selected."""
TO_WALLS = frozenset({"spotlight", "hold"})
"""Actions that write nothing to the board: they wait for no commit, and go on when the disk failed."""


def _deadline_set(task: Task) -> Refusal | None:
    return rules.check_deadline(task, task.due)


def _void_already(task: Task) -> Refusal | None:
    return Refusal("already_void", {"no": task.no, "reason": task.void_reason}) if task.void_reason else None


STOPS: dict[str, Callable[[Task], Refusal | None]] = {
    "assign": rules.check_assign,
    "deadline": _deadline_set,
    "void": _void_already,
    **dict.fromkeys(
        ("stage_on", "stage_back", "close", "send", "note", "checklist", "priority", "tags", "edit", "merge"),
        rules.check_live,
    ),
}
"""What nothing said in a dialog could mend: it is told before one opens, so that nobody types in vain."""

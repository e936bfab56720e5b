"""Which action is where: the names that keys call with `act('…')`."""

from __future__ import annotations

from board.ui.actions.assigning import assign, send
from board.ui.actions.base import Action
from board.ui.actions.deadlines import deadline
from board.ui.actions.editing import edit
from board.ui.actions.history import redo, undo
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
}
WITHOUT_TASKS = frozenset({"new", "undo", "redo"})
"""Actions for which no task need be selected."""

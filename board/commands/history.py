"""Taking back: a reversing change with its own place in the history, which is never rewritten."""

from __future__ import annotations

from board.commands.core import Actor, Draft, intent
from board.errors import Conflict
from board.model.board import Board
from board.model.changes import Change, invert, plain


@intent
def undo(board: Board, actor: Actor, change: Change) -> Change:
    """Reverse `change` exactly. Undoing an undo is a redo.

    Raises:
        Conflict: `undo_changed_since`, when somebody has changed one of its fields meanwhile.
    """
    draft = Draft(board, actor)
    ops = invert(change.ops)
    for op in ops:
        held = board.table(op.entity).get(op.id)
        if op.op == "add":
            if held is not None:
                raise Conflict("undo_changed_since", entity=op.entity, id=op.id, field="", theirs=None)
        elif held is None:
            raise Conflict("undo_changed_since", entity=op.entity, id=op.id, field="", theirs=None)
        elif op.op == "remove":
            _check_untouched(board, change, op.entity, op.id)
        elif plain(getattr(held, op.field)) != op.old:
            theirs = plain(getattr(held, op.field))
            raise Conflict("undo_changed_since", entity=op.entity, id=op.id, field=op.field, theirs=theirs)
    draft.ops.extend(ops)
    return draft.change("redo" if change.undoes else "undo", undoes=change.id)


def _check_untouched(board: Board, change: Change, entity: str, key: int) -> None:
    """What is to be taken away must be as it was made, and (a task) nothing may have been written on it since."""
    added = {op.id for op in change.ops if op.op == "add" and op.entity == entity}
    made = {(op.entity, op.id) for op in change.ops if op.op == "add"}
    held = board.table(entity)[key]
    written = entity == "task" and any(
        (name, entry) not in made for name in board.of_task for entry in board.count_ids(name, key)
    )
    if key in added and (written or held.rev != change.seq):
        raise Conflict("undo_changed_since", entity=entity, id=key, field="", theirs=None)
    if entity in ("unit", "group") and _is_used(board, entity, key, made):
        raise Conflict("undo_in_use", entity=entity, id=key, field="", theirs=None)


def _is_used(board: Board, entity: str, key: int, made: set[tuple[str, int]]) -> bool:
    for task in board.tasks.values():
        if ("task", task.no) in made:
            continue
        if entity == "group" and task.group == key:
            return True
        if entity == "unit" and key in (task.unit, task.lead_unit, task.verifier_unit, *task.co_units):
            return True
    return False

"""Making tasks and changing what they say: add, edit, void, restore."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from board.commands.core import Actor, Draft, each, intent, require
from board.commands.deadlines import iso_due
from board.errors import Refused, StoreError, UsageError
from board.model import rules
from board.model.board import Board
from board.model.changes import Change, plain, typed
from board.model.task import Stage
from board.text import clean

EDITABLE = (
    "title", "kind", "group", "leader", "lead_unit", "co_units", "person", "area", "goal", "standard", "duty",
    "reward", "priority", "tags", "category", "source", "planned", "completed",
)  # fmt: skip
"""Fields that may be edited freely. Unit, deadline and stage have rules and commands of their own."""
_LONG = frozenset({"source", "standard", "duty", "goal", "reward"})
_MONEY = frozenset({"planned", "completed"})


@intent
def add(board: Board, actor: Actor, /, title: str, **fields: Any) -> Change:
    """A new task with the given `fields` (`EDITABLE`, and `unit due due_words open_ended`).

    With a unit it is under way at once, for it has been assigned.

    Raises:
        UsageError: `empty_title`, `unknown_unit_id`, `unknown_group_id`, `bad_due`, `bad_value` or `not_editable`.
    """
    draft = Draft(board, actor)
    add_to(draft, title, **fields)
    return draft.change("add")


def add_to(draft: Draft, title: str, **fields: Any) -> int:
    """Add one task to a draft and return its number; for adding several in one change. See `add`."""
    given = {name: value for name, value in fields.items() if value is not None}
    fields = _checked(draft.board, {"title": title, **given}, {*EDITABLE, "unit", "due", "due_words", "open_ended"})
    if "due" in fields:
        fields |= {"due": iso_due(fields["due"]), "open_ended": None}
    if "co_units" in fields:
        fields["co_units"] = without(fields["co_units"], fields.get("unit"))
    return draft.add(
        "task",
        **fields,
        stage=None if fields.get("unit") is None else Stage.UNDERWAY,
        original_due=fields.get("due"),
        created_at=draft.actor.when,
        created_by=draft.actor.who,
    )


@intent
def edit(board: Board, actor: Actor, /, numbers: int | Iterable[int], **fields: Any) -> Change:
    """Set freely editable fields (`EDITABLE`) of one or several tasks.

    Raises:
        UsageError: `not_editable`, `empty_title`, `bad_value`, or an unknown unit or group.
        Refused: `task_void`, or `nothing_to_do`.
    """
    draft = Draft(board, actor)
    wanted = _checked(board, fields, set(EDITABLE))
    for no in each(numbers):
        task = draft.task(no)
        require(rules.check_live(task))
        helpers = {"co_units": without(wanted["co_units"], task.unit)} if "co_units" in wanted else {}
        draft.set("task", no, **wanted | helpers)
    return draft.change("edit")


@intent
def void(board: Board, actor: Actor, numbers: int | Iterable[int], *, reason: str) -> Change:
    """Set tasks aside with a reason. Void is never a delete: the number and the history stay.

    Raises:
        Refused: `needs_void_reason`, or `task_void` when it is void already.
    """
    draft = Draft(board, actor)
    said = clean.one_line(reason)
    for no in each(numbers):
        task = draft.task(no)
        require(rules.check_live(task))
        if not said:
            raise Refused("needs_void_reason", no=no)
        draft.set("task", no, void_reason=said)
    return draft.change("void")


@intent
def restore(board: Board, actor: Actor, numbers: int | Iterable[int]) -> Change:
    """Bring void tasks back as they were.

    Raises:
        Refused: `not_void`.
    """
    draft = Draft(board, actor)
    for no in each(numbers):
        if not draft.task(no).void_reason:
            raise Refused("not_void", no=no)
        draft.set("task", no, void_reason="")
    return draft.change("restore")


def _checked(board: Board, fields: dict[str, Any], allowed: set[str]) -> dict[str, Any]:
    for name in fields:
        if name not in allowed:
            raise UsageError("not_editable", field=name)
    ready = {name: _value(name, value) for name, value in fields.items()}
    if "title" in ready and not ready["title"]:
        raise UsageError("empty_title")
    for name in ("unit", "lead_unit"):
        check_unit(board, ready.get(name))
    for unit in ready.get("co_units") or ():
        check_unit(board, unit)
    group = ready.get("group")
    if group is not None and board.group(group) is None:
        raise UsageError("unknown_group_id", id=group)
    return ready


def _value(name: str, value: Any) -> Any:
    """A value as the field holds it, its text cleaned."""
    if isinstance(value, str):
        value = clean.lines(value) if name in _LONG else clean.one_line(value)
    elif name == "tags" and value is not None:
        value = tuple(dict.fromkeys(tag for tag in map(clean.one_line, value) if tag))
    elif name in _MONEY and isinstance(value, int | float) and not 0 <= value < math.inf:
        raise UsageError("bad_value", entity="task", field=name, detail=str(value))
    try:
        return typed("task", name, plain(value))
    except StoreError as error:
        raise UsageError(error.code, **error.params) from error


def without(co_units: Iterable[int], unit: int | None) -> tuple[int, ...]:
    """Co-units without repeats and without the responsible unit, which helps nobody by helping itself."""
    return tuple(dict.fromkeys(helper for helper in co_units if helper != unit))


def check_unit(board: Board, unit: int | None) -> None:
    """Raises UsageError `unknown_unit_id` when there is no such unit; None is nobody."""
    if unit is not None and unit not in board.units:
        raise UsageError("unknown_unit_id", id=unit)

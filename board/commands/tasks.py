"""Making tasks and changing what they say: add, edit, tag, void, restore."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from board.commands.core import Actor, Draft, each, intent, require
from board.commands.deadlines import iso_due
from board.commands.units import unit_in, units_in, without
from board.errors import Refused, StoreError, UsageError
from board.model import rules
from board.model.board import Board
from board.model.changes import Change, plain, typed
from board.model.task import Stage, Task
from board.text import clean

EDITABLE = (
    "title", "kind", "group", "leader", "lead_unit", "co_units", "person", "area", "goal", "standard", "duty",
    "reward", "priority", "tags", "category", "source", "planned", "completed",
)  # fmt: skip
"""Fields that may be edited freely. Unit, deadline and stage have rules and commands of their own."""
_LONG = frozenset({"source", "standard", "duty", "goal", "reward"})
_UNITS = frozenset({"unit", "lead_unit", "co_units"})
_MONEY = frozenset({"planned", "completed"})


@intent
def add(board: Board, actor: Actor, /, title: str, *, typed: str = "", **fields: Any) -> Change:
    """A new task with the given `fields` (`EDITABLE`, and `unit due due_words open_ended`), from the line `typed`.

    With a unit it is under way at once, for it has been assigned. Units may be given by name: those that nobody has
    yet are made in the same change.

    Raises:
        UsageError: `empty_title`, `unknown_unit_id`, `unknown_group_id`, `bad_due`, `bad_value` or `not_editable`.
    """
    draft = Draft(board, actor)
    add_to(draft, title, **fields)
    return draft.change("add", typed=clean.one_line(typed, clean.TEXT_CELLS))


@intent
def add_many(board: Board, actor: Actor, entries: Iterable[Mapping[str, Any]]) -> Change:
    """Several new tasks, and the new units they name, in one change; each entry has a `title` and fields as `add`.

    Raises:
        UsageError: as `add`, with `place`: which entry it was, from 1.
        Refused: `nothing_to_do` when there is none.
    """
    draft = Draft(board, actor)
    for place, entry in enumerate(entries, 1):
        try:
            add_to(draft, **entry)
        except UsageError as error:
            raise UsageError(error.code, **error.params, place=place) from error
    return draft.change("add")


def add_to(draft: Draft, title: str, **fields: Any) -> int:
    """Add one task to a draft and return its number; for adding several in one change. See `add`."""
    given = {name: value for name, value in fields.items() if value is not None}
    fields = checked(draft, {"title": title, **given}, also=("unit", "due", "due_words", "open_ended"))
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
    wanted = checked(draft, fields)
    for no in each(numbers):
        task = draft.task(no)
        require(rules.check_live(task))
        edit_in(draft, task, wanted, unit=task.unit)
    return draft.change("edit")


def edit_in(draft: Draft, task: Task, wanted: dict[str, Any], *, unit: int | None) -> None:
    """Set `checked` fields of one task in a draft; `unit` is the one that is responsible afterwards."""
    helpers = {"co_units": without(wanted["co_units"], unit)} if "co_units" in wanted else {}
    draft.set("task", task.no, **wanted | helpers)


@intent
def tag(
    board: Board, actor: Actor, numbers: int | Iterable[int], *, add: Iterable[str] = (), remove: Iterable[str] = ()
) -> Change:
    """Put tags on tasks and take others off; the tags they have beside stay, in their order.

    Raises:
        Refused: `task_void`, or `nothing_to_do`.
    """
    draft = Draft(board, actor)
    gone = {clean.one_line(name) for name in remove}
    new = [clear for clear in map(clean.one_line, add) if clear]
    for no in each(numbers):
        task = draft.task(no)
        require(rules.check_live(task))
        kept = [name for name in task.tags if name not in gone]
        draft.follow("task", no, tags=tuple(dict.fromkeys([*kept, *new])))
    return draft.change("tag")


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


def checked(draft: Draft, fields: dict[str, Any], *, also: tuple[str, ...] = ()) -> dict[str, Any]:
    """Fields as a task holds them: texts clean, units by id; `also` may be set beside `EDITABLE`.

    Raises:
        UsageError: as `add`.
    """
    for name in fields:
        if name not in EDITABLE and name not in also:
            raise UsageError("not_editable", field=name)
    ready = {name: _value(name, value) for name, value in fields.items() if name not in _UNITS}
    if "title" in ready and not ready["title"]:
        raise UsageError("empty_title")
    group = ready.get("group")
    if group is not None and draft.board.group(group) is None:
        raise UsageError("unknown_group_id", id=group)
    for name in _UNITS & fields.keys():
        value = fields[name]
        ready[name] = units_in(draft, value) if name == "co_units" else unit_in(draft, value)
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

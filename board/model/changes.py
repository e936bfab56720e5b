"""A change: one intent of a person as reversible operations, applied to a board or turned round.

Applying a change and then its inverse gives the same board, but for revisions and for the counters that give out
ids: a number is never given twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import Struct

from board.errors import StoreError
from board.model.entities import States, key_of, type_of

if TYPE_CHECKING:
    from board.model.board import Board


class Op(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """One operation on (entity, id, field). Values are plain JSON data.

    `set` puts `value` into a field that held `old`; `add` makes the entity with the fields in `value`; `remove` takes
    it away, and `old` holds what it was.
    """

    op: Literal["set", "add", "remove"]
    entity: str
    id: int
    field: str = ""
    value: Any = None
    old: Any = None


if TYPE_CHECKING:
    Ops = Sequence[Op]
else:  # as which msgspec reads them; a change of thousands that is made here has them as `Packed`
    Ops = tuple[Op, ...]


class Change(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """The audit record of one intent: who, when, at which meeting, and what exactly."""

    seq: int = 0
    """Place in the history, given by the store when the change is committed; 0 until then."""
    id: str
    who: str
    when: str
    action: str
    """The intent's name (`add`, `move`, `assign` …), for the history's words."""
    ops: Ops
    meeting: int | None = None
    """Number of the meeting that was running."""
    undoes: str = ""
    """Id of the change that this one reverses."""
    flagged: tuple[int, ...] = ()
    """会中变更: tasks, overdue when the meeting began, whose red lamp this change touches."""
    typed: str = ""
    """The line as it was typed, of what was added by one; of several, one below the other."""


def plain(value: Any) -> Any:
    """`value` as JSON data, the form in which operations hold values."""
    return msgspec.json.decode(msgspec.json.encode(value))


_SHORT = 20
"""In characters; longer ones are seldom alike."""
_field_types: dict[str, dict[str, Any]] = {}


def field_type(entity: str, field: str) -> Any:
    """The type of a field.

    Raises:
        StoreError: `unknown_field` when the entity or the field does not exist.
    """
    fields = _field_types.get(entity)
    if fields is None and entity in type_of:
        fields = {f.encode_name: f.type for f in msgspec.structs.fields(type_of[entity])}
        _field_types[entity] = fields
    if fields is None or field not in fields:
        raise StoreError("unknown_field", entity=entity, field=field)
    return fields[field]


def typed(entity: str, field: str, value: Any) -> Any:
    """A plain value as the type that the field holds.

    Raises:
        StoreError: `bad_value` when it is of another type, `unknown_field` when there is no such field.
    """
    if value is None or type(value) is str:
        kind = field_type(entity, field)
        if kind is str and value is not None:
            return value
    try:
        return msgspec.convert(value, field_type(entity, field))
    except msgspec.ValidationError as error:
        raise StoreError("bad_value", entity=entity, field=field, detail=str(error)) from error


def invert(ops: Iterable[Op]) -> tuple[Op, ...]:
    """The operations that take `ops` back, in the opposite order."""
    turned = {"add": "remove", "remove": "add", "set": "set"}
    return tuple(
        Op(op=turned[op.op], entity=op.entity, id=op.id, field=op.field, value=op.old, old=op.value)  # type: ignore[arg-type]
        for op in reversed(tuple(ops))
    )


def apply(board: Board, change: Change) -> Board:
    """The board after `change`.

    Raises:
        StoreError: `bad_change` when an operation does not fit (it adds what exists, or sets what does not);
            `bad_value` or `unknown_field` when a value does not.
    """
    return apply_all(board, (change,))


def apply_all(board: Board, changes: Iterable[Change]) -> Board:
    """The board after all of `changes`, in their order, with its indexes brought up to date once.

    Raises:
        StoreError: as `apply`.
    """
    states: States = {}
    known: dict[str, str] = {}
    seq = board.seq
    for change in changes:
        _overlay(board, change, states, known)
        seq = change.seq
    return board.with_states(states, seq)


def _overlay(board: Board, change: Change, states: States, known: dict[str, str]) -> None:
    """Write into `states` what `change` leaves, each state seen first there and then on the board.

    `known` are the short texts so far: names and dates come again and again, and stand on the board once.
    """
    sets: dict[tuple[str, int], dict[str, Any]] = {}

    def rows_of(op: Op) -> dict[int, Any]:
        if op.entity not in type_of:
            raise StoreError("bad_change", seq=change.seq, entity=op.entity, id=op.id)
        rows = states.setdefault(op.entity, {})
        if op.id not in rows:
            rows[op.id] = board.table(op.entity).get(op.id)
        pending = sets.pop((op.entity, op.id), None)
        if pending:
            rows[op.id] = msgspec.structs.replace(rows[op.id], **pending)
        return rows

    for op in change.ops:
        if op.op == "set" and (op.entity, op.id) in sets:
            sets[op.entity, op.id][op.field] = typed(op.entity, op.field, op.value)
            continue
        rows = rows_of(op)
        if (rows[op.id] is None) != (op.op == "add"):
            raise StoreError("bad_change", seq=change.seq, entity=op.entity, id=op.id)
        if op.op == "set":
            sets[op.entity, op.id] = {op.field: typed(op.entity, op.field, op.value)}
        elif op.op == "add":
            rows[op.id] = _added(op, change.seq, known)
            if key_of(rows[op.id]) != op.id:
                raise StoreError("bad_change", seq=change.seq, entity=op.entity, id=op.id)
        else:
            rows[op.id] = None
    for (entity, key), pending in sets.items():
        states[entity][key] = msgspec.structs.replace(states[entity][key], **pending, rev=change.seq)


def _added(op: Op, seq: int, known: dict[str, str]) -> Any:
    """The entity that an operation adds."""
    try:
        value = {
            name: known.setdefault(each, each) if type(each) is str and len(each) <= _SHORT else each
            for name, each in op.value.items()
        }
        return msgspec.convert(value | {"rev": seq}, type_of[op.entity])
    except (msgspec.ValidationError, TypeError, AttributeError) as error:
        raise StoreError("bad_value", entity=op.entity, field="", detail=str(error)) from error

"""How an intent is built: on the newest board, rule first, then one change.

A command is written as `(board, actor, what was asked) -> Change` and called without the board: `move(actor, 12,
Stage.MET)` is an `Intent`, which `store.commit` runs under its lock.
"""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, cast

from msgspec import Struct, structs

from board.errors import Conflict, Refused, UsageError
from board.model import rules
from board.model.board import Board
from board.model.changes import Change, Op, plain
from board.model.packed import Packed
from board.model.ports import Intent
from board.model.task import Task
from board.text import clean

P = ParamSpec("P")
_NAME_CELLS = 60
_MANY = 1000
"""From so many operations on they are packed."""


class Actor(Struct, frozen=True):
    """Who acts, when, and on what they were looking at."""

    who: str
    now: datetime
    seen: Board | None = None
    """The board as it was shown. A field that somebody else has changed since is a conflict, not an overwrite."""

    def __post_init__(self) -> None:
        structs.force_setattr(self, "who", clean.one_line(self.who, _NAME_CELLS))

    @property
    def when(self) -> str:
        """`now` as it is written into changes and entries: ISO, to the second."""
        return self.now.isoformat(timespec="seconds")


class Draft:
    """Collects the operations of one change against the board it was begun on."""

    def __init__(self, board: Board, actor: Actor) -> None:
        self.board = board
        self.actor = actor
        self.ops: list[Op] = []
        self.made: dict[str, int] = {}
        """Units made in this change, by name."""
        self._next: dict[str, int] = {}
        self._set: dict[tuple[str, int, str], int] = {}

    def task(self, no: int) -> Task:
        """The task as the board has it.

        Raises:
            UsageError: `unknown_task`.
        """
        task = self.board.tasks.get(no)
        if task is None:
            raise UsageError("unknown_task", no=no)
        return task

    def new_id(self, entity: str) -> int:
        """The next id of this kind; numbers are given here, under the lock, and nowhere else."""
        key = self._next.get(entity, self.board.next_id(entity))
        self._next[entity] = key + 1
        return key

    def add(self, entity: str, **fields: Any) -> int:
        """Add a new entity and return its id (for a task: its number). Fields left at None are not written."""
        key = self.new_id(entity)
        name = "no" if entity == "task" else "id"
        value = {name: key, **{field: value for field, value in fields.items() if value is not None}}
        self.ops.append(Op(op="add", entity=entity, id=key, value=plain(value)))
        return key

    def add_numbered(self, number: int | None, **fields: Any) -> int:
        """Add a task under a number that it brings along, if this board has never given it; else under the next."""
        free = self._next.get("task", self.board.next_id("task"))
        if number is not None and number >= free:
            self._next["task"] = number
        return self.add("task", **fields)

    def set(self, entity: str, key: int, **fields: Any) -> None:
        """Set fields as the person asked, where they differ from what the board holds.

        Raises:
            Conflict: `changed_since`, when the person saw another value than the board now has.
        """
        for field, wanted in fields.items():
            self.check_seen(entity, key, field, wanted)
        self.follow(entity, key, **fields)

    def follow(self, entity: str, key: int, **fields: Any) -> None:
        """Set fields that follow from what was asked: nobody chose their value, so there is nothing to conflict with.

        The last value given for a field counts. What a field of a task now says is no longer a quotation.
        """
        current = self.board.table(entity)[key]
        for field, wanted in fields.items():
            op = Op(
                op="set", entity=entity, id=key, field=field, value=plain(wanted), old=plain(getattr(current, field))
            )
            place = self._set.get((entity, key, field))
            if place is not None:
                self.ops[place] = op
            elif op.old != op.value:
                self._set[entity, key, field] = len(self.ops)
                self.ops.append(op)
        if isinstance(current, Task) and any((entity, key, name) in self._set for name in current.quoted):
            still = tuple(name for name in current.quoted if (entity, key, name) not in self._set)
            if "quoted" not in fields:
                self.follow(entity, key, quoted=still)

    def check_seen(self, entity: str, key: int, field: str, wanted: Any) -> None:
        """Whether the person saw what the board holds; to be asked before a rule judges the newer value.

        Raises:
            Conflict: `changed_since`, when it is neither what they saw nor what they want.
        """
        seen = self.actor.seen.table(entity).get(key) if self.actor.seen is not None else None
        if seen is None:
            return
        shown, yours = plain(getattr(seen, field)), plain(wanted)
        theirs = plain(getattr(self.board.table(entity)[key], field))
        if theirs not in (shown, yours):
            raise Conflict("changed_since", entity=entity, id=key, field=field, shown=shown, theirs=theirs, yours=yours)

    def remove(self, entity: str, key: int) -> None:
        """Take an entity away (only entries and what an undo takes back: a task is never deleted)."""
        self.ops.append(Op(op="remove", entity=entity, id=key, old=plain(self.board.table(entity)[key])))

    def change(self, action: str, *, undoes: str = "", typed: str = "") -> Change:
        """The finished change; `typed` are the lines that it was read from.

        Raises:
            Refused: `nothing_to_do`, when the board is already as asked.
        """
        ops = self._final()
        if not ops:
            raise Refused("nothing_to_do")
        meeting = self.board.meeting
        return Change(
            id=uuid.uuid4().hex,
            who=self.actor.who,
            when=self.actor.when,
            action=action,
            ops=ops,
            meeting=meeting.number if meeting else None,
            undoes=undoes,
            flagged=rules.flagged(self.board, ops),
            typed=typed,
        )

    def _final(self) -> Sequence[Op]:
        """The operations without what was set and set back."""
        return tuple(_effective(self.ops))


class LongDraft(Draft):
    """A draft of thousands of operations: what nothing more is done to is packed away."""

    def __init__(self, board: Board, actor: Actor) -> None:
        super().__init__(board, actor)
        self._packed = Packed(Op)

    def settle(self) -> None:
        """Nothing that was set so far is set again. Of a short draft all stays as it is."""
        if len(self.ops) >= _MANY:
            self._packed.extend(_effective(self.ops))
            self.ops.clear()
            self._set.clear()

    def _final(self) -> Sequence[Op]:
        if not self._packed:
            return super()._final()
        self._packed.extend(_effective(self.ops))
        return self._packed


def _effective(ops: Iterable[Op]) -> Iterator[Op]:
    return (op for op in ops if op.op != "set" or op.value != op.old)


def intent(command: Callable[Concatenate[Board, Actor, P], Change]) -> Callable[Concatenate[Actor, P], Intent]:
    """Make a command callable without the board, which the store puts in when it runs the intent under its lock."""

    def bound(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> Intent:
        return lambda board: command(board, actor, *args, **kwargs)

    return cast(Callable[Concatenate[Actor, P], Intent], functools.update_wrapper(bound, command))


def require(refusal: rules.Refusal | None) -> None:
    """Turn a rule's refusal into the error that stops the intent.

    Raises:
        Refused: with the refusal's code and parameters.
    """
    if refusal is not None:
        raise Refused(refusal.code, **refusal.params)


def each(numbers: int | Iterable[int]) -> tuple[int, ...]:
    """One number or several, without repeats, in the given order: bulk acts are one change."""
    return (numbers,) if isinstance(numbers, int) else tuple(dict.fromkeys(numbers))

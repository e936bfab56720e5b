"""TinyDB's tables over the live board: its queries read the board's documents, its writing methods are commits.

A document is a row as plain JSON data, every field in it. Whatever one method changes is one `Change`, checked by the
types of the model but not by the rules of `board.model.rules`: those are asked by `board.commands`, which is the way
for people. This is the door for scripts that know TinyDB.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from datetime import datetime
from typing import Any, Protocol, cast

import msgspec
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from board.errors import StoreError
from board.model.board import Board
from board.model.changes import Change, Op, plain
from board.model.entities import ENTRIES, type_of
from board.model.ports import Committed, Intent

_WHO = "tinydb"
_DATES = frozenset("due original_due met_at consolidate_until closed_at was to start end".split())
"""Fields of any table that are read as a date, with or without a time."""
Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class Committing(Protocol):
    """What a table needs of its storage."""

    def board(self) -> Board:
        """The newest board."""
        ...

    def commit(self, intent: Intent) -> Committed:
        """Make the intent's change durable."""
        ...


class _Unchanged(Exception):
    """The method changes nothing: there is nothing to commit."""


def document(struct: Any) -> dict[str, Any]:
    """A row as plain JSON data."""
    return cast("dict[str, Any]", plain(msgspec.structs.asdict(struct)))


class Rows(Mapping[str, dict[str, Any]]):
    """One table of a board as TinyDB reads it: text ids → documents, made when they are asked for."""

    def __init__(self, board: Board, entity: str) -> None:
        self._rows = board.table(entity)

    def __getitem__(self, key: str) -> dict[str, Any]:
        struct = self._rows.get(int(key))
        if struct is None:
            raise KeyError(key)
        return document(struct)

    def __iter__(self) -> Iterator[str]:
        return map(str, self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Draft(MutableMapping[int, dict[str, Any]]):
    """A table while a writing method works on it; remembers what was touched, and turns it into operations."""

    def __init__(self, board: Board, entity: str) -> None:
        self._board = board
        self._entity = entity
        self._rows = board.table(entity)
        self._next = board.next_id(entity)
        self._touched: dict[int, dict[str, Any] | None] = {}

    def __getitem__(self, key: int) -> dict[str, Any]:
        if key in self._touched:
            found = self._touched[key]
        else:
            struct = self._rows.get(key)
            found = self._touched[key] = None if struct is None else document(struct)
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key: int, value: dict[str, Any]) -> None:
        self._touched[key] = value

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._touched[key] = None

    def __contains__(self, key: object) -> bool:
        if key in self._touched:
            return self._touched[key] is not None
        return key in self._rows

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(key for key in {*self._rows, *self._touched} if key in self))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Put a new document in; its id comes from the board's counter, or is a later one that a Document asks for.

        Raises:
            ValueError: not a mapping, or its id was given before, to whatever it was.
        """
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")  # TinyDB's own error
        key = document.doc_id if isinstance(document, Document) else self._next
        if key < self._next:
            raise ValueError(f"Document with ID {key} already exists, or did")
        self._next = key + 1
        self._touched[key] = dict(document)
        return key

    def ops(self) -> tuple[Op, ...]:
        """What was done, as operations.

        Raises:
            ValueError: a document's own number was changed, or a field without a default taken away.
        """
        return tuple(op for key in sorted(self._touched) for op in self._ops_of(key))

    def _ops_of(self, key: int) -> Iterator[Op]:
        struct, after = self._rows.get(key), self._touched[key]
        if struct is None:
            if after is not None:
                name = _id_name(self._entity)
                if after.get(name, key) != key:
                    raise ValueError(f"{name} is given by the board")
                yield Op(op="add", entity=self._entity, id=key, value=plain({**after, name: key}))
        elif after is None:
            if self._entity == "task":  # nothing may stay behind that belongs to it
                for entity in ENTRIES:
                    for entry in self._board.entries(entity, key):
                        yield Op(op="remove", entity=entity, id=entry.id, old=plain(entry))
            yield Op(op="remove", entity=self._entity, id=key, old=plain(struct))
        else:
            yield from self._sets(key, document(struct), after)

    def _sets(self, key: int, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Op]:
        missing = before.keys() - after.keys()
        if missing:
            after = {**_defaults(self._entity, missing), **after}
        for field, value in after.items():
            new, old = plain(value), before.get(field)
            if field in before and new == old and type(new) is type(old):
                continue
            if field in (_id_name(self._entity), "rev"):
                raise ValueError(f"{field} is given by the board")
            yield Op(op="set", entity=self._entity, id=key, field=field, value=new, old=old)


def _id_name(entity: str) -> str:
    return "no" if entity == "task" else "id"


def _defaults(entity: str, missing: Iterable[str]) -> dict[str, Any]:
    found = {}
    for field in msgspec.structs.fields(type_of[entity]):
        if field.encode_name in missing:
            if field.required:
                raise ValueError(f"{field.encode_name} cannot be without a value")
            default = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
            found[field.encode_name] = msgspec.to_builtins(default)
    return found


class JournalTable(Table):
    """A `Table` whose work is proportional to what changes, and whose every change is durable before it is seen."""

    def __init__(self, storage: Any, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:  # noqa: FBT001, FBT002
        if name not in type_of:
            raise StoreError("unknown_table", name=name)
        super().__init__(storage, name, cache_size=0)  # the query cache would serve another process's past

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert one document; see `insert_multiple`."""
        [key] = self.insert_multiple([document])
        return key

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert documents, as one change.

        Raises:
            ValueError: one is not a mapping, or asks for an id that was given before.
            StoreError: `bad_value` or `unknown_field`; or as `Journal.commit`.
        """
        documents = list(documents)
        return self._update(lambda draft: [draft.insert(each) for each in documents])

    def update_multiple(self, updates: Iterable[tuple[Any, QueryLike]]) -> list[int]:
        """Update documents by several (fields, condition) pairs, as one change. A generator will do."""
        return super().update_multiple(list(updates))

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Update the documents that match, or insert it when none does, as one change.

        Raises:
            ValueError: neither a condition nor a document with an id.
        """
        wanted = document.doc_id if isinstance(document, Document) else None
        if wanted is None and cond is None:
            raise ValueError("upsert needs a condition, or a Document with a doc_id")

        def work(draft: Draft) -> list[int]:
            if wanted is not None:
                found = [wanted] if wanted in draft else []
            else:
                found = [key for key in draft if cast("QueryLike", cond)(draft[key])]
            for key in found:
                draft[key].update(document)
            return found or [draft.insert(document)]

        return self._update(work)

    def _read_table(self) -> Mapping[str, Any]:  # type: ignore[override]
        return Rows(self._committing.board(), self.name)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        def work(draft: Draft) -> list[int]:
            updater(draft)
            return []

        self._update(work)

    @property
    def _committing(self) -> Committing:
        return cast("Committing", self._storage)

    def _update(self, work: Callable[[Draft], list[int]]) -> list[int]:
        """Let `work` change a draft of the newest table, under the lock, and commit what it did."""
        result: list[int] = []

        def intent(board: Board) -> Change:
            nonlocal result
            draft = Draft(board, self.name)
            result = work(draft)
            ops = draft.ops()
            if not ops:
                raise _Unchanged
            _check_dates(ops)
            meeting = board.meeting
            return Change(
                id=uuid.uuid4().hex,
                who=_WHO,
                when=datetime.now().isoformat(timespec="seconds"),
                action=_action(ops),
                ops=ops,
                meeting=meeting.number if meeting else None,
            )

        with contextlib.suppress(_Unchanged):
            self._committing.commit(intent)
        return result


def _check_dates(ops: Iterable[Op]) -> None:
    """A script may write any text; where a date should stand it would stop every screen.

    Raises:
        StoreError: `bad_value`.
    """
    for op in ops:
        for field, value in op.value.items() if op.op == "add" else ((op.field, op.value),):
            if field in _DATES and value:
                try:
                    moment = datetime.fromisoformat(value)
                except (TypeError, ValueError):
                    moment = None
                # Python reads more ways of writing a date than the board's own, which is cut and compared as text.
                if moment is None or not value.startswith(f"{moment.date()}") or value[10:11] not in ("", "T"):
                    raise StoreError("bad_value", entity=op.entity, field=field, detail=f"{value}")


def _action(ops: tuple[Op, ...]) -> str:
    kinds = {op.op for op in ops}
    return "add" if kinds == {"add"} else "edit"


class JournalDB(TinyDB):
    """A `TinyDB` of `JournalTable`s. What is asked of the database itself is asked of its tasks."""

    table_class = JournalTable
    default_table_name = "task"

    def tables(self) -> set[str]:
        """The names of all tables."""
        return set(type_of)

    def drop_table(self, name: str) -> None:
        """Remove all documents of a table, as one change; the table itself belongs to the board."""
        self.table(name).truncate()

    def drop_tables(self) -> None:
        """Refused: a board is not emptied by a slip.

        Raises:
            StoreError: `whole_write`.
        """
        raise StoreError("whole_write")
